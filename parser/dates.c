/* parser/dates.c - dates and times as printed: "01 June 2025", "15/09/2025 17:00", ISO 8601
 * SPDX-License-Identifier: MIT
 *
 * British order (day, month, year) wherever it matters. A date without a year, or one that does
 * not exist, is none; a year of two digits is this century's up to 69. Midnight is 23:59 of the
 * day it is printed with: a closing date's midnight is that day's end. Times with a zone become
 * London's.
 */
#include <string.h>

#include "parser/dates_private.h"
#include "parser/fields.h"
#include "parser/lexicon.h"
#include "parser/wording.h"

/* What a text said. */
struct said {
    struct date date; /* none where there is none, no year, or an impossible one */
    int minute;       /* -1: no time */
    bool impossible;
    bool no_year;
    bool borrowed; /* the year stood with a later date */
};

/* What stands between the date before (or the beginning) and a date. */
static struct span words_before(struct span text, const struct dates_found *dates,
                                size_t index) {
    size_t from = index > 0 ? dates[index - 1].end : 0;
    return span_part(text, from, dates[index].from - from);
}

static bool is_meant(struct span text, const struct dates_found *dates, size_t index,
                     const char *kind) {
    return words_find_in(NULL, &fields_date_words, kind, words_before(text, dates, index));
}

/* Where the last of the words of that kind stands in a text, counted from 1; 0: nowhere. */
static size_t last_of_kind(struct span text, const char *kind) {
    struct words words = words_open(&fields_date_words, kind);
    size_t last = 0;
    for (struct words_row row; text.len > 0 && words_next(&words, &row);) {
        for (size_t at = span_find(text, row.words, 0); at != SIZE_MAX;
             at = span_find(text, row.words, at + 1)) {
            bool starts = at == 0 || !ascii_is_alpha(text.at[at - 1]); /* no "presentation" */
            last = starts && at + 1 > last ? at + 1 : last;
        }
    }
    return last;
}

/* The word that a date hangs on, behind the day of the week: "by", "on", "since". */
static bool hangs_on_limit(struct span before) {
    struct words words = words_open(&fields_date_words, "limit");
    before = span_trim(before);
    for (struct words_row row; words_next(&words, &row);) {
        size_t from = before.len - (row.words.len < before.len ? row.words.len : before.len);
        bool whole = from == 0 || before.at[from - 1] == ' ';
        if (whole && span_equal(span_part(before, from, SIZE_MAX), row.words)) {
            return true;
        }
    }
    return false;
}

/* Without the day of the week at the end: "since Monday the". */
static struct span without_weekday(struct span before) {
    static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    before = span_trim(before);
    while (before.len > 0 && (before.at[before.len - 1] == ',' || span_ends(before, " the"))) {
        before = span_trim(
            span_part(before, 0, before.len - (before.at[before.len - 1] == ',' ? 1 : 4)));
    }
    size_t from = before.len;
    while (from > 0 && before.at[from - 1] != ' ') {
        from--;
    }
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        if (span_starts(span_part(before, from, SIZE_MAX), days[i])) {
            return span_part(before, 0, from);
        }
    }
    return before;
}

/* A date that the nearest word before it gives to something else ("the policy was last
 * reviewed on ...", "told by ..."): no interview. */
static bool is_elsewhere(struct span text, const struct dates_found *dates, size_t index) {
    struct span before = words_before(text, dates, index);
    return hangs_on_limit(without_weekday(before)) ||
           last_of_kind(before, "elsewhere") > last_of_kind(before, "interview");
}

/* Does the second date replace the first ("extended to", "will now be held on")? */
static bool is_moved(struct span text, const struct dates_found *a,
                     const struct dates_found *b) {
    return words_find_in(NULL, &fields_date_words, "moved",
                         span_part(text, a->end, b->from - a->end));
}

/* From one day to another: nothing but "to" or a dash between. */
static bool is_span_of_days(struct span text, const struct dates_found *a,
                            const struct dates_found *b) {
    struct span between = span_trim(without_weekday(span_part(text, a->end, b->from - a->end)));
    return span_is(between, "-") || span_is(between, "to") || span_is(between, "until");
}

/* The date that its words mean, else the first that may be; `count`: none of them. */
static size_t choose_one(struct span text, const struct dates_found *dates, size_t count,
                         const char *kind) {
    bool interview = strcmp(kind, "interview") == 0;
    size_t first = count;
    for (size_t i = count; i-- > 0;) {
        first = interview && is_elsewhere(text, dates, i) ? first : i;
    }
    for (size_t i = first; i < count; i++) {
        if (is_meant(text, dates, i, kind) && !(interview && is_elsewhere(text, dates, i))) {
            return i;
        }
    }
    return first;
}

static size_t choose(struct span text, const struct dates_found *dates, size_t count,
                     const char *kind) {
    if (!kind) {
        return 0;
    }
    size_t chosen = choose_one(text, dates, count, kind);
    if (chosen + 1 >= count) {
        return chosen;
    }
    bool closes = strcmp(kind, "closes") == 0;
    bool later = is_moved(text, &dates[chosen], &dates[chosen + 1]) ||
                 (closes && is_span_of_days(text, &dates[chosen], &dates[chosen + 1]));
    return later ? chosen + 1 : chosen;
}

static struct said read_said(struct arena *arena, struct span raw, const char *kind) {
    struct dates_found dates[DATES_MAX];
    struct said said = {.minute = -1};
    struct span text = span_of(lexicon_normal(arena, raw));
    size_t count = dates_find(dates, text);
    size_t index = choose(text, dates, count, kind);
    if (index >= count) {
        return said;
    }
    struct dates_found *chosen = &dates[index];
    for (const struct dates_found *next = chosen; !chosen->has_year && next < dates + count;
         next++) {
        /* "12 June or 13 June 2025" */
        chosen->year = next->year;
        chosen->has_year = next->has_year;
        said.borrowed = next->has_year;
    }
    said.no_year = !chosen->has_year;
    struct date date = {chosen->year, chosen->month, chosen->day};
    bool likely = date.year >= 1900 && date.year < 2200;
    said.impossible = chosen->has_year && !(likely && date_is_valid(date));
    said.minute =
        chosen->minute >= 0 ? chosen->minute : dates_find_time(text, dates, count, chosen);
    if (!said.no_year && !said.impossible) {
        said.date = date;
    }
    return said;
}

static const char *write_time(struct arena *arena, int minute) {
    return minute < 0 ? NULL : arena_printf(arena, "%02d:%02d", minute / 60 % 24, minute % 60);
}

struct date dates_read(struct span text, const char **time, struct arena *arena) {
    struct said said = read_said(arena, text, NULL);
    if (time) {
        *time = date_is_none(said.date) ? NULL : write_time(arena, said.minute);
    }
    return said.date;
}

/* Read one field of the vacancy and note what is odd. */
static struct said read_field(struct vacancy *vacancy, struct arena *arena, const char *field,
                              const char *text) {
    struct said said = {.minute = -1};
    if (!text || span_trim(span_of(text)).len == 0) {
        return said;
    }
    said = read_said(arena, span_of(text), field);
    if (said.impossible) {
        vacancy_note(vacancy, arena, field, "impossible_date", "there is no such day: \"%s\"",
                     text);
    } else if (said.no_year) {
        vacancy_note(vacancy, arena, field, "no_year", "the date has no year: \"%s\"", text);
    } else if (date_is_none(said.date)) {
        vacancy_note(vacancy, arena, field, "no_date", "no date can be read: \"%s\"", text);
    } else if (said.borrowed) {
        vacancy_note(vacancy, arena, field, "year_elsewhere",
                     "the year stands with a later date: \"%s\"", text);
    }
    return said;
}

void dates_read_posted(struct vacancy *vacancy, struct arena *arena, const char *text) {
    struct said said = read_field(vacancy, arena, "posted", text);
    vacancy->posted = date_is_none(said.date) ? vacancy->posted : said.date;
}

void dates_read_closes(struct vacancy *vacancy, struct arena *arena, const char *text) {
    struct said said = read_field(vacancy, arena, "closes", text);
    if (!date_is_none(said.date)) {
        vacancy->closes = said.date;
        vacancy->closes_at = write_time(arena, said.minute);
    }
}

void dates_read_interview(struct vacancy *vacancy, struct arena *arena, const char *text) {
    struct said said = read_field(vacancy, arena, "interview", text);
    vacancy->interview = date_is_none(said.date) ? vacancy->interview : said.date;
}
