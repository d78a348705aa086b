/* report/text_vacancy.c - an advert whole, for people
 * SPDX-License-Identifier: MIT
 */
#include "report/text_vacancy.h"

#include <string.h>

#include "report/say.h"
#include "report/text_advert.h"

enum { INDENT = 2 };

/* How much of a changed text is quoted, in bytes: enough to know it by. */
enum { CHANGE_QUOTED = 160 };

/* A field whose value is worded into a buffer. */
static void put_worded(struct plain *plain, const char *label, struct buf *words) {
    plain_field(plain, label, buf_text(words));
    buf_clear(words);
}

static void put_date(struct plain *plain, const char *label, struct date date,
                     struct buf *words) {
    say_date(words, date);
    put_worded(plain, label, words);
}

static void put_id(struct plain *plain, const char *label, const char *id, struct buf *words) {
    say_id(words, id);
    put_worded(plain, label, words);
}

/* "withdrawn before its closing date, 3 November 2026"; nothing of one that is simply open. */
static void say_life(struct buf *out, const struct text_vacancy_seen *seen) {
    static const char *const lives[LIFE_COUNT] = {
        [LIFE_CHANGED] = "changed",
        [LIFE_CLOSED] = "its page says that it is closed",
        [LIFE_WITHDRAWN] = "withdrawn before its closing date",
        [LIFE_REOPENED] = "open again",
    };
    if (seen->life > LIFE_NONE && seen->life < LIFE_COUNT && lives[seen->life]) {
        buf_put_text(out, lives[seen->life]);
        if (date_is_valid(seen->since)) {
            buf_put_text(out, ", since ");
            say_date(out, seen->since);
        }
    }
}

static void put_identity(struct plain *plain, const struct vacancy *vacancy,
                         const struct text_vacancy_seen *seen, struct date today,
                         struct buf *words) {
    static const char *const states[STATE_COUNT] = {[STATE_OPEN] = "open",
                                                    [STATE_CLOSED] = "closed",
                                                    [STATE_UNKNOWN] =
                                                        "not known from this copy"};
    plain_field(plain, "Known as", seen->key);
    plain_field(plain, "Reference", vacancy->reference);
    plain_field(plain, "Address", vacancy->url);
    plain_field(plain, "State", states[vacancy->state]);
    say_life(words, seen);
    put_worded(plain, "What became of it", words);
    put_date(plain, "Posted", vacancy->posted, words);
    say_closing(words, vacancy->closes, vacancy->closes_at, today);
    put_worded(plain, "Closes", words);
    put_date(plain, "Interview", vacancy->interview, words);
    put_date(plain, "First seen", seen->first, words);
    put_date(plain, "Last seen", seen->last, words);
}

static void put_terms(struct plain *plain, const struct vacancy *vacancy, struct buf *words) {
    say_bands(words, vacancy->bands);
    put_worded(plain, "Band", words);
    put_id(plain, "Pay scheme", vocab_name(&vocab_scheme, (int)vacancy->pay_scheme), words);
    say_salary(words, &vacancy->salary);
    put_worded(plain, "Pay", words);
    if (vacancy->salary.min != MONEY_NONE || vacancy->salary.max != MONEY_NONE) {
        plain_field(plain, "Pay as printed", vacancy->salary.text);
    }
    say_contract(words, vacancy);
    put_worded(plain, "Contract", words);
    say_set(words, &vocab_work_pattern, vacancy->working_patterns);
    put_worded(plain, "Working pattern", words);
    say_hours(words, vacancy->hours_low, vacancy->hours_high);
    put_worded(plain, "Hours", words);
    for (size_t i = 0; i < vacancy->location_count; i++) {
        say_location(words, &vacancy->locations[i]);
        put_worded(plain, i == 0 ? "Place" : "and", words);
    }
}

static void put_rest(struct plain *plain, const struct vacancy *vacancy, struct buf *words) {
    put_id(plain, "DBS check", vocab_name(&vocab_dbs, (int)vacancy->dbs), words);
    put_id(plain, "Sponsorship", vocab_name(&vocab_sponsorship, (int)vacancy->sponsorship),
           words);
    plain_field(plain, "Registration", vacancy->registration);
    plain_field(plain, "Website", vacancy->website);
    for (size_t i = 0; i < vacancy->documents.count; i++) {
        plain_field(plain, i == 0 ? "Documents" : "and", vacancy->documents.at[i]);
    }
    if (vacancy->contact) {
        plain_field(plain, "Contact", vacancy->contact->name);
        plain_field(plain, "their job", vacancy->contact->job_title);
        plain_field(plain, "e-mail", vacancy->contact->email);
        plain_field(plain, "telephone", vacancy->contact->phone);
    }
}

static void put_texts(struct plain *plain, const struct vacancy *vacancy) {
    const struct {
        const char *title;
        const char *text;
    } texts[] = {
        {"Summary", vacancy->text_summary},
        {"Main duties", vacancy->text_duties},
        {"About the employer", vacancy->text_about},
        {"Description", vacancy->text_description},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i].text) {
            plain_gap(plain);
            plain_heading(plain, texts[i].title);
            plain_paragraph(plain, INDENT, texts[i].text);
        }
    }
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* "Qualifications, essential": once for all criteria that stand under it. */
static void put_block(struct plain *plain, const struct criterion *criterion) {
    static const char *const needs[NEED_COUNT] = {[NEED_ESSENTIAL] = "essential",
                                                  [NEED_DESIRABLE] = "desirable",
                                                  [NEED_UNSTATED] =
                                                      "not said whether essential"};
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    say_join(&words, 0, criterion->group);
    say_join(&words, 0, needs[criterion->need]);
    plain_paragraph(plain, INDENT, buf_text(&words));
    buf_fini(&words);
}

static void put_criterion(struct plain *plain, const struct criterion *criterion) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, criterion->text);
    if (criterion->assessed) {
        buf_put_text(&words, " (assessed by ");
        say_set(&words, &vocab_assessed, criterion->assessed);
        buf_put_char(&words, ')');
    }
    plain_spaces(plain, INDENT);
    buf_put_text(plain->out, "  - ");
    plain_wrap(plain, INDENT + 4, INDENT + 4, INDENT + 4, buf_span(&words));
    buf_fini(&words);
}

static void put_criteria(struct plain *plain, const struct vacancy *vacancy) {
    if (vacancy->criterion_count == 0) {
        return;
    }
    plain_gap(plain);
    plain_heading(plain, "Person specification");
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        const struct criterion *now = &vacancy->criteria[i];
        const struct criterion *before = i > 0 ? now - 1 : NULL;
        if (!before || before->need != now->need || !same_text(before->group, now->group)) {
            put_block(plain, now);
        }
        put_criterion(plain, now);
    }
}

static void put_notes(struct plain *plain, const struct vacancy *vacancy) {
    if (vacancy->note_count == 0) {
        return;
    }
    plain_gap(plain);
    plain_heading(plain, "Odd on this page");
    for (size_t i = 0; i < vacancy->note_count; i++) {
        const struct note *note = &vacancy->notes[i];
        plain_field(plain, note->field, note->message);
    }
}

void text_vacancy(struct plain *plain, const struct vacancy *vacancy,
                  const struct text_vacancy_seen *seen, struct date today) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    plain_tone(plain, PLAIN_TONE_STRONG);
    plain_paragraph(plain, 0, vacancy->title ? vacancy->title : "(no title)");
    plain_tone(plain, PLAIN_TONE_NONE);
    if (vacancy->employer) {
        plain_paragraph(plain, 0, vacancy->employer);
    }
    plain_gap(plain);
    put_identity(plain, vacancy, seen, today, &words);
    put_terms(plain, vacancy, &words);
    put_rest(plain, vacancy, &words);
    buf_fini(&words);
    put_texts(plain, vacancy);
    put_criteria(plain, vacancy);
    put_notes(plain, vacancy);
}

static const struct vacancy_field *field_of(const char *name) {
    for (size_t i = 0; i < vacancy_field_count; i++) {
        if (strcmp(vacancy_fields[i].name, name) == 0) {
            return &vacancy_fields[i];
        }
    }
    return NULL;
}

/* A value of the history: dates and money as people write them, long texts cut. */
static void put_value(struct buf *words, const struct vacancy_field *field, const char *value) {
    struct span span = span_of(value);
    struct date date = {0};
    uint64_t number = 0;
    if (!value) {
        buf_put_text(words, "nothing");
    } else if (field && field->kind == FIELD_DATE && date_parse_iso(span, &date)) {
        say_date(words, date);
    } else if (field && field->kind == FIELD_MONEY && span_number(span, INT64_MAX, &number)) {
        say_pence(words, (int64_t)number);
    } else if (field && field->kind == FIELD_HOURS && span_number(span, INT_MAX, &number)) {
        say_hours(words, (int)number, (int)number);
    } else if (span.len > CHANGE_QUOTED) {
        buf_put(words, span_part(span, 0, CHANGE_QUOTED));
        buf_put_text(words, "...");
    } else {
        buf_put(words, span);
    }
}

void text_vacancy_sightings(struct plain *plain, const struct text_sighting *sightings,
                            size_t count) {
    struct buf words;
    if (count < 2) {
        return;
    }
    buf_init(&words, TEXT_WORDS_CAP);
    plain_gap(plain);
    plain_heading(plain, "Met at");
    for (size_t i = 0; i < count; i++) {
        const struct text_sighting *sighting = &sightings[i];
        buf_clear(&words);
        buf_put_text(&words, vocab_name(&vocab_source, (int)sighting->source));
        say_join(&words, 0, sighting->id);
        say_join(&words, 0, sighting->url);
        buf_put_text(&words, ": ");
        say_date(&words, sighting->first);
        if (date_compare(sighting->first, sighting->last) != 0) {
            buf_put_text(&words, " to ");
            say_date(&words, sighting->last);
        }
        plain_wrap(plain, 0, INDENT, INDENT + 2, buf_span(&words));
    }
    buf_fini(&words);
}

void text_vacancy_history(struct plain *plain, const struct text_change *changes,
                          size_t count) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    if (count > 0) {
        plain_gap(plain);
        plain_heading(plain, "What changed");
    }
    for (size_t i = 0; i < count; i++) {
        const struct vacancy_field *field = field_of(changes[i].field);
        buf_clear(&words);
        say_date(&words, changes[i].day);
        buf_printf(&words, ": %s was ", changes[i].field);
        put_value(&words, field, changes[i].was);
        buf_put_text(&words, ", is now ");
        put_value(&words, field, changes[i].is);
        plain_wrap(plain, 0, INDENT, INDENT + 2, buf_span(&words));
    }
    buf_fini(&words);
}
