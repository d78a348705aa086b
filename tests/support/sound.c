/* tests/support/sound.c - what must be true of every record, whatever page it came from
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/sound.h"

#include <string.h>

#include "schema/wire.h"
#include "tests/support/property.h"

static bool is_absent_or_folded(const char *text) {
    return !text || (*text && property_is_folded(text));
}

static bool is_absent_or_clean(const char *text) {
    return !text || (*text && property_is_clean(text));
}

/* ---- notes ---- */

/* A name for programs: "salary.period", "entries.3.closes". */
static bool is_name(const char *text) {
    bool named = text && *text;
    for (; named && *text; text++) {
        named = ascii_is_alnum(*text) || *text == '_' || *text == '.';
    }
    return named;
}

void sound_notes(const struct note *notes, size_t count) {
    EXPECT(count <= VACANCY_NOTES_MAX);
    for (size_t i = 0; i < count; i++) {
        EXPECT(is_name(notes[i].field));
        EXPECT(is_name(notes[i].code));
        EXPECT(notes[i].message && *notes[i].message);
        EXPECT(property_is_clean(notes[i].message));
    }
}

/* ---- pay ---- */

static void sound_amounts(const struct salary *salary) {
    bool low = salary->kind == SALARY_RANGE || salary->kind == SALARY_POINT ||
               salary->kind == SALARY_FROM;
    bool high = salary->kind == SALARY_RANGE || salary->kind == SALARY_POINT ||
                salary->kind == SALARY_UP_TO;
    EXPECT(low ? salary->min >= 0 : salary->min == MONEY_NONE);
    EXPECT(high ? salary->max >= 0 : salary->max == MONEY_NONE);
    EXPECT(salary->kind != SALARY_RANGE || salary->min < salary->max);
    EXPECT(salary->kind != SALARY_POINT || salary->min == salary->max);
}

void sound_salary(const struct vacancy *vacancy) {
    const struct salary *salary = &vacancy->salary;
    bool full = vacancy->note_count >= VACANCY_NOTES_MAX;
    bool amount = salary->min != MONEY_NONE || salary->max != MONEY_NONE;
    sound_amounts(salary);
    EXPECT(is_absent_or_folded(salary->text));
    EXPECT(full || salary->kind != SALARY_UNREADABLE ||
           vacancy_has_note(vacancy, "unreadable") ||
           vacancy_has_note(vacancy, "foreign_currency"));
    EXPECT(full || !amount || salary->period || vacancy_has_note(vacancy, "no_unit"));
}

/* ---- places ---- */

static size_t letters_at(const char *text, size_t at) {
    size_t count = 0;
    while (text[at + count] >= 'A' && text[at + count] <= 'Z') {
        count++;
    }
    return count;
}

bool sound_is_postcode(const char *text) {
    size_t at = letters_at(text, 0);
    bool outward = at >= 1 && at <= 2 && ascii_is_digit(text[at]);
    at += outward;
    if (outward && (ascii_is_digit(text[at]) || letters_at(text, at) > 0)) {
        at++;
    }
    if (!outward || text[at] == '\0') {
        return outward;
    }
    return text[at] == ' ' && ascii_is_digit(text[at + 1]) && letters_at(text, at + 2) == 2 &&
           text[at + 4] == '\0';
}

void sound_locations(const struct vacancy *vacancy) {
    EXPECT(vacancy->location_count <= VACANCY_LOCATIONS_MAX);
    for (size_t i = 0; i < vacancy->location_count; i++) {
        const struct location *location = &vacancy->locations[i];
        EXPECT(location->address.count > 0 || location->town || location->county ||
               location->postcode);
        EXPECT(is_absent_or_folded(location->town));
        EXPECT(is_absent_or_folded(location->county));
        EXPECT(is_absent_or_folded(location->region));
        EXPECT(!location->postcode || sound_is_postcode(location->postcode));
        EXPECT(location->nation >= NATION_NONE && location->nation < NATION_COUNT);
        EXPECT(location->postcode || !location->nation);
        EXPECT(!location->region || location->nation == NATION_ENGLAND);
        for (size_t k = 0; k < location->address.count; k++) {
            EXPECT(location->address.at[k] && is_absent_or_folded(location->address.at[k]));
        }
    }
}

/* ---- criteria ---- */

static bool same_text(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_criterion(const struct criterion *a, const struct criterion *b) {
    return a->need == b->need && same_text(a->group, b->group) && same_text(a->text, b->text);
}

void sound_criteria(const struct vacancy *vacancy) {
    EXPECT(vacancy->criterion_count <= VACANCY_CRITERIA_MAX);
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        const struct criterion *criterion = &vacancy->criteria[i];
        EXPECT(criterion->need > NEED_NONE && criterion->need < NEED_COUNT);
        EXPECT(criterion->text && is_absent_or_folded(criterion->text));
        EXPECT(is_absent_or_folded(criterion->group));
        EXPECT(criterion->assessed < 1u << ASSESSED_COUNT && !(criterion->assessed & 1u));
    }
}

void sound_no_twins(const struct vacancy *vacancy) {
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        for (size_t k = 0; k < i; k++) {
            EXPECT(!same_criterion(&vacancy->criteria[i], &vacancy->criteria[k]));
        }
    }
}

/* ---- a vacancy ---- */

static bool is_long(const struct vacancy_field *field) {
    return strncmp(field->name, "text.", 5) == 0 || strcmp(field->name, "registration") == 0;
}

static void sound_fields(const struct vacancy *vacancy, struct arena *arena) {
    struct vacancy copy;
    vacancy_init(&copy);
    for (size_t i = 0; i < vacancy_field_count; i++) {
        const struct vacancy_field *field = &vacancy_fields[i];
        const char *text = vacancy_field_text(vacancy, field, arena);
        EXPECT(is_long(field) ? is_absent_or_clean(text) : is_absent_or_folded(text));
        EXPECT(vacancy_field_set(&copy, field, text, arena));
    }
    EXPECT(sound_same_fields(vacancy, &copy, NULL, arena));
}

static bool is_time(const char *text) {
    return strlen(text) == 5 && text[0] >= '0' && text[0] <= '2' && ascii_is_digit(text[1]) &&
           (text[0] < '2' || text[1] < '4') && text[2] == ':' && text[3] >= '0' &&
           text[3] <= '5' && ascii_is_digit(text[4]);
}

static void sound_times(const struct vacancy *vacancy) {
    const struct date dates[] = {vacancy->posted, vacancy->closes, vacancy->interview};
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        EXPECT(date_is_none(dates[i]) || date_is_valid(dates[i]));
    }
    EXPECT(!vacancy->closes_at ||
           (is_time(vacancy->closes_at) && !date_is_none(vacancy->closes)));
}

static void sound_hours(const struct vacancy *vacancy) {
    enum { HOURS_MAX = 6000, MONTHS_MAX = 120 };
    EXPECT(vacancy->hours_low >= 0 && vacancy->hours_low <= vacancy->hours_high);
    EXPECT((vacancy->hours_low == 0) == (vacancy->hours_high == 0));
    EXPECT(vacancy->hours_high <= HOURS_MAX);
    EXPECT(vacancy->contract_months >= 0 && vacancy->contract_months <= MONTHS_MAX);
}

/* Scheme, host and path; a query only where it carries the id, as Jobtrain's does. */
static void sound_url(const struct vacancy *vacancy) {
    struct span url = span_of(vacancy->url);
    size_t query = span_find(url, SPAN("?"), 0);
    EXPECT(!vacancy->url || span_starts(url, "https://") || span_starts(url, "http://"));
    EXPECT(span_find(url, SPAN("#"), 0) == SIZE_MAX &&
           span_find(url, SPAN(" "), 0) == SIZE_MAX);
    if (query != SIZE_MAX) {
        struct span value = span_part(url, span_find(url, SPAN("="), query), SIZE_MAX);
        EXPECT(vacancy->id && span_is(span_part(value, 1, SIZE_MAX), vacancy->id));
    }
}

static void sound_vacancy(const struct vacancy *vacancy, struct arena *arena) {
    EXPECT(vacancy->source > SOURCE_NONE && vacancy->source < SOURCE_COUNT);
    sound_fields(vacancy, arena);
    sound_times(vacancy);
    sound_hours(vacancy);
    sound_url(vacancy);
    sound_salary(vacancy);
    sound_locations(vacancy);
    sound_criteria(vacancy);
    sound_notes(vacancy->notes, vacancy->note_count);
    for (size_t i = 0; i < vacancy->documents.count; i++) {
        EXPECT(vacancy->documents.at[i] && is_absent_or_folded(vacancy->documents.at[i]));
    }
}

/* A copy cannot know whether the advert is still open; a board's own page can. */
static void sound_state(const struct vacancy *vacancy) {
    bool copy = vacancy->source == SOURCE_TEXT || vacancy->source == SOURCE_JOBPOSTING;
    bool known = vacancy->state == STATE_OPEN || vacancy->state == STATE_CLOSED;
    EXPECT(copy ? vacancy->state == STATE_UNKNOWN : known);
}

/* ---- the other records ---- */

/* The address is there, and nothing else. */
static void sound_address(const struct vacancy *entry, struct arena *arena) {
    struct vacancy bare;
    vacancy_init(&bare);
    bare.url = entry->url;
    EXPECT(entry->url && property_is_folded(entry->url));
    EXPECT(span_starts_nocase(span_of(entry->url), "https://") ||
           span_starts_nocase(span_of(entry->url), "http://"));
    EXPECT(!strpbrk(entry->url, " <>\"#"));
    EXPECT(sound_same_fields(entry, &bare, NULL, arena));
    EXPECT(entry->location_count == 0 && entry->criterion_count == 0);
    EXPECT(entry->note_count == 0 && entry->documents.count == 0 && !entry->contact);
}

static void sound_sitemap(const struct listing *listing, struct arena *arena) {
    EXPECT(listing->total == -1 && listing->page == 0 && listing->pages == -1);
    EXPECT(!listing->next && listing->source == SOURCE_NONE);
    EXPECT(listing->entry_count <= LISTING_ADDRESSES_MAX);
    for (size_t i = 0; i < listing->entry_count; i++) {
        sound_address(&listing->entries[i], arena);
    }
    sound_notes(listing->notes, listing->note_count);
}

static void sound_listing(const struct listing *listing, struct arena *arena) {
    if (listing_is_sitemap(listing->kind)) {
        sound_sitemap(listing, arena);
        return;
    }
    EXPECT(listing->kind == LISTING_RESULTS || listing->kind == LISTING_FEED);
    EXPECT(listing->total >= -1 && listing->page >= 0 && listing->pages >= -1);
    EXPECT(is_absent_or_folded(listing->next));
    EXPECT(!listing->next || listing->next[0] == '/');
    EXPECT(listing->entry_count <= LISTING_ENTRIES_MAX);
    for (size_t i = 0; i < listing->entry_count; i++) {
        EXPECT(listing->entries[i].source == listing->source);
        sound_vacancy(&listing->entries[i], arena);
    }
    sound_notes(listing->notes, listing->note_count);
}

static void sound_strings(const struct strings *strings) {
    for (size_t i = 0; i < strings->count; i++) {
        EXPECT(strings->at[i] && is_absent_or_folded(strings->at[i]));
    }
}

static void sound_role(const struct role *role) {
    enum { RQF_MAX = 8 };
    const struct strings *lists[] = {&role->also_known_as, &role->path,       &role->tasks,
                                     &role->settings,      &role->colleagues, &role->skills};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        sound_strings(lists[i]);
    }
    EXPECT(is_absent_or_folded(role->title));
    EXPECT(is_absent_or_clean(role->summary));
    EXPECT(is_absent_or_clean(role->background));
    EXPECT(is_absent_or_clean(role->education_text));
    EXPECT(is_absent_or_clean(role->vacancies));
    EXPECT(role->education_levels < 1u << (RQF_MAX + 1));
}

static void sound_refusal(const struct refusal *refusal) {
    EXPECT(refusal->kind > REFUSAL_NONE && refusal->kind < REFUSAL_COUNT);
    EXPECT(refusal->message && is_absent_or_folded(refusal->message));
}

void sound_readings(const struct readings *readings, struct arena *arena) {
    for (size_t i = 0; i < readings->count; i++) {
        const struct reading *reading = &readings->at[i];
        EXPECT(reading->kind > READING_NONE && reading->kind <= READING_REFUSAL);
        if (reading->kind == READING_VACANCY) {
            sound_vacancy(&reading->as.vacancy, arena);
            sound_state(&reading->as.vacancy);
        } else if (reading->kind == READING_LISTING) {
            sound_listing(&reading->as.listing, arena);
        } else if (reading->kind == READING_ROLE) {
            sound_role(&reading->as.role);
        } else {
            sound_refusal(&reading->as.refusal);
        }
    }
}

/* ---- contacts ---- */

static void sound_masked_vacancy(const struct vacancy *vacancy, struct arena *arena) {
    EXPECT(vacancy->contact == NULL);
    for (size_t i = 0; i < vacancy_field_count; i++) {
        const struct vacancy_field *field = &vacancy_fields[i];
        /* what names the advert stays as it is: it has to be found again by it */
        bool key = span_is(span_of(field->name), "id") ||
                   span_is(span_of(field->name), "url") ||
                   span_is(span_of(field->name), "reference");
        EXPECT(key || !property_holds_email(vacancy_field_text(vacancy, field, arena)));
    }
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        EXPECT(!property_holds_email(vacancy->criteria[i].text));
        EXPECT(!property_holds_email(vacancy->criteria[i].group));
    }
    for (size_t i = 0; i < vacancy->documents.count; i++) {
        EXPECT(!property_holds_email(vacancy->documents.at[i]));
    }
    for (size_t i = 0; i < vacancy->note_count; i++) {
        EXPECT(!property_holds_email(vacancy->notes[i].message));
    }
}

void sound_masked(const struct readings *readings, struct arena *arena) {
    for (size_t i = 0; i < readings->count; i++) {
        const struct reading *reading = &readings->at[i];
        if (reading->kind == READING_VACANCY) {
            sound_masked_vacancy(&reading->as.vacancy, arena);
        }
        for (size_t k = 0;
             reading->kind == READING_LISTING && k < reading->as.listing.entry_count; k++) {
            sound_masked_vacancy(&reading->as.listing.entries[k], arena);
        }
    }
}

/* ---- the wire ---- */

static void write_all(struct buf *out, const struct readings *readings) {
    struct readings copy = *readings;
    struct wire wire = wire_writer(out);
    wire_readings(&wire, &copy);
    EXPECT(wire_is_done(&wire));
}

bool sound_is_same(const struct readings *a, const struct readings *b) {
    struct buf first;
    struct buf second;
    buf_init(&first, ARENA_RUN_CAP);
    buf_init(&second, ARENA_RUN_CAP);
    write_all(&first, a);
    write_all(&second, b);
    bool same = span_equal(buf_span(&first), buf_span(&second));
    buf_fini(&second);
    buf_fini(&first);
    return same;
}

void sound_wire(const struct readings *readings) {
    struct readings copy = {NULL, 0};
    struct arena arena;
    struct buf bytes;
    arena_init(&arena, ARENA_RUN_CAP);
    buf_init(&bytes, ARENA_RUN_CAP);
    write_all(&bytes, readings);
    struct wire wire = wire_reader(buf_span(&bytes), &arena);
    wire_readings(&wire, &copy);
    EXPECT(wire_is_done(&wire));
    EXPECT(sound_is_same(readings, &copy));
    buf_fini(&bytes);
    arena_fini(&arena);
}

bool sound_same_fields(const struct vacancy *a, const struct vacancy *b, const char *except,
                       struct arena *arena) {
    for (size_t i = 0; i < vacancy_field_count; i++) {
        const struct vacancy_field *field = &vacancy_fields[i];
        bool skip = except && strcmp(field->name, except) == 0;
        if (!skip && !same_text(vacancy_field_text(a, field, arena),
                                vacancy_field_text(b, field, arena))) {
            return false;
        }
    }
    return true;
}
