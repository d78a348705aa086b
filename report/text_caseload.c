/* report/text_caseload.c - a caseload, for advisers: a short block for each candidate, the gap
 * SPDX-License-Identifier: MIT
 */
#include "report/text_caseload.h"

#include "report/say.h"
#include "report/text_advert.h"
#include "report/text_criteria.h"
#include "report/text_match.h"

enum { INDENT = 2, BULLET = 4 };

/* A buffer of words becomes a paragraph, and is empty again. */
static void put_words(struct plain *plain, size_t first, size_t rest, struct buf *words) {
    plain_wrap(plain, 0, first, rest, buf_span(words));
    buf_clear(words);
}

void text_caseload_head(struct plain *plain, size_t candidates, size_t refused, int64_t adverts,
                        const char *rules) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    say_count(&words, (int64_t)candidates, "candidate", "candidates");
    buf_put_text(&words, " held against ");
    say_count(&words, adverts, "advert", "adverts");
    plain_heading(plain, buf_text(&words));
    buf_clear(&words);
    if (refused > 0) {
        say_count(&words, (int64_t)refused, "profile was", "profiles were");
        buf_put_text(&words, " not read: see above.");
        put_words(plain, 0, 0, &words);
    }
    buf_printf(&words, "Rules %s.", rules);
    put_words(plain, 0, 0, &words);
    plain_gap(plain);
    buf_fini(&words);
}

/* "3 to go for, 12 open, 5 not as things stand". */
static void put_counts(struct buf *words, const struct gate_counts *counts) {
    static const char *const gates[GATE_COUNT] = {
        [GATE_PASS] = "to go for", [GATE_OPEN] = "open", [GATE_FAIL] = "not as things stand"};
    for (int gate = GATE_PASS; gate < GATE_COUNT; gate++) {
        buf_put_text(words, gate > GATE_PASS ? ", " : NULL);
        say_number(words, counts->of[gate]);
        buf_printf(words, " %s", gates[gate]);
    }
}

static void put_last(struct buf *words, const struct caseload_sheet *sheet) {
    if (sheet->last_at == 0) {
        buf_put_text(words,
                     "First run for this code: what is new is told from the next one on.");
        return;
    }
    buf_put_text(words, "Last run: ");
    say_instant(words, sheet->last_at);
    buf_put_text(words, sheet->is_other_rules
                            ? ", with other rules: some of what has changed may be their doing."
                            : ".");
}

void text_caseload_title(struct plain *plain, const char *title) {
    plain_spaces(plain, INDENT);
    plain_heading(plain, title);
}

static void put_bands(struct buf *words, const struct vacancy *vacancy) {
    say_bands(words, vacancy->bands);
}

static void put_salary(struct buf *words, const struct vacancy *vacancy) {
    say_salary(words, &vacancy->salary);
}

/* ", Leeds LS1 3EX; Band 3, £24,937 to £26,598 a year", as far as the advert says. */
static void put_terms(struct buf *words, const struct vacancy *vacancy) {
    static const struct {
        const char *gap;
        void (*put)(struct buf *words, const struct vacancy *vacancy);
    } terms[] = {{", ", say_place}, {"; ", put_bands}, {", ", put_salary}};
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        const bool has_band = i > 1 && vacancy->bands;
        const size_t before = words->len;
        buf_put_text(words, i > 1 && !has_band ? "; " : terms[i].gap);
        const size_t from = words->len;
        terms[i].put(words, vacancy);
        if (words->len == from) {
            buf_cut(words, before); /* nothing came: nothing to part */
        }
    }
}

/* "Title; employer, place; band, pay; closes 3 March 2026 (in 2 days); C1-26-1".
 * @param vacancy NULL: neither place nor pay is told */
static void put_advert(struct buf *words, const struct matched *advert,
                       const struct vacancy *vacancy, struct date today) {
    buf_put_text(words, advert->title ? advert->title : "(no title)");
    if (advert->employer) {
        buf_printf(words, "; %s", advert->employer);
    }
    if (vacancy) {
        put_terms(words, vacancy);
    }
    if (!date_is_none(advert->closes)) {
        buf_put_text(words, "; closes ");
        say_closing(words, advert->closes, NULL, today);
    }
    buf_printf(words, "; %s", advert->key);
}

/* "was open, is now one to go for". */
static void put_change(struct buf *words, const struct caseload_line *line) {
    static const char *const was[GATE_COUNT] = {[GATE_PASS] = "was one to go for",
                                                [GATE_OPEN] = "was open",
                                                [GATE_FAIL] = "was not met"};
    static const char *const is[GATE_COUNT] = {[GATE_PASS] = "one to go for",
                                               [GATE_OPEN] = "open",
                                               [GATE_FAIL] = "not as things stand"};
    if (line->is_new) {
        buf_printf(words, " (new: %s)", is[line->advert.gate]);
    } else if (line->was != GATE_NONE && line->was != line->advert.gate) {
        buf_printf(words, " (%s, now %s)", was[line->was], is[line->advert.gate]);
    }
}

static void put_bullet(struct plain *plain, struct buf *words) {
    plain_spaces(plain, INDENT);
    buf_put_text(plain->out, "- ");
    plain_wrap(plain, BULLET, BULLET, BULLET, buf_span(words));
    buf_clear(words);
}

static void put_line(struct plain *plain, const struct caseload_line *line,
                     const struct vacancy *vacancy, struct date today) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    put_advert(&words, &line->advert, vacancy, today);
    put_change(&words, line);
    put_bullet(plain, &words);
    buf_fini(&words);
}

void text_caseload_news(struct plain *plain, const struct caseload_line *line,
                        struct date today) {
    put_line(plain, line, NULL, today);
}

void text_caseload_line(struct plain *plain, const struct caseload_line *line,
                        const struct match *match, struct date today, unsigned asked) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    put_line(plain, line, match->advert, today);
    if (line->advert.gate != GATE_PASS) {
        text_match_near(&words, match);
        put_words(plain, BULLET + 2, BULLET + 2, &words);
    }
    text_match_wishes(&words, match, asked);
    if (words.len > 0) {
        put_words(plain, BULLET + 2, BULLET + 2, &words);
    }
    buf_fini(&words);
}

void text_caseload_more(struct plain *plain, size_t count) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_printf(&words, "and %zu more: --limit says how many are listed", count);
    put_words(plain, BULLET, BULLET, &words);
    buf_fini(&words);
}

static int64_t count_fresh(const struct caseload_sheet *sheet) {
    int64_t fresh = 0;
    for (int gate = GATE_PASS; gate < GATE_COUNT; gate++) {
        fresh += sheet->fresh.of[gate];
    }
    return fresh;
}

/* The list leaves out most of what is new: how much that is. */
static void put_fresh(struct plain *plain, const struct caseload_sheet *sheet) {
    if (count_fresh(sheet) == 0) {
        return;
    }
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, "new in all: ");
    put_counts(&words, &sheet->fresh);
    buf_put_text(&words, "; only what is to go for or one step away is listed");
    put_words(plain, BULLET, BULLET, &words);
    buf_fini(&words);
}

static void put_news(struct plain *plain, const struct caseload_sheet *sheet,
                     struct date today) {
    if (sheet->last_at == 0) {
        return;
    }
    text_caseload_title(plain, "New since then");
    if (sheet->news_count == 0) {
        plain_paragraph(plain, BULLET,
                        count_fresh(sheet) > 0 ? "nothing to go for or one step away"
                                               : "nothing");
    }
    for (size_t i = 0; i < sheet->news_count; i++) {
        text_caseload_news(plain, &sheet->news[i], today);
    }
    if ((int64_t)sheet->news_count < sheet->news_total) {
        text_caseload_more(plain, (size_t)sheet->news_total - sheet->news_count);
    }
    put_fresh(plain, sheet);
}

void text_caseload_candidate(struct plain *plain, const struct caseload_sheet *sheet,
                             struct date today) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    plain_heading(plain, sheet->code);
    put_counts(&words, &sheet->counts);
    if (sheet->near > 0) {
        buf_put_text(&words, "; one criterion away: ");
        say_number(&words, sheet->near);
    }
    if (sheet->left_out > 0) {
        buf_put_text(&words, "; left out for preferences: ");
        say_number(&words, sheet->left_out);
    }
    put_words(plain, INDENT, INDENT, &words);
    if (sheet->lost) {
        buf_printf(&words,
                   "It is not known where %s is: how far away posts are cannot be told.",
                   sheet->lost);
        put_words(plain, INDENT, INDENT, &words);
    }
    put_last(&words, sheet);
    put_words(plain, INDENT, INDENT, &words);
    put_news(plain, sheet, today);
    buf_fini(&words);
}

void text_caseload_gaps(struct plain *plain, const struct caseload_gap *gaps, size_t count) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    plain_heading(plain, "The common gap");
    if (count == 0) {
        plain_paragraph(plain, INDENT,
                        "There is none: no single thing would open an advert to anybody.");
    }
    for (size_t i = 0; i < count; i++) {
        text_requirement_gap(&words, &gaps[i]);
        buf_put_text(&words, ": would open ");
        say_count(&words, gaps[i].adverts, "advert", "adverts");
        buf_put_text(&words, " for ");
        say_count(&words, gaps[i].candidates, "candidate", "candidates");
        put_bullet(plain, &words);
    }
    plain_gap(plain);
    buf_fini(&words);
}
