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

/* Is a word of that kind before the date, with no other date between? */
static bool is_meant(struct span text, const struct dates_found *dates, size_t index,
                     const char *kind) {
    size_t from = index > 0 ? dates[index - 1].end : 0;
    struct span before = span_part(text, from, dates[index].from - from);
    return words_find_in(NULL, DATES_WORDS, kind, before);
}

/* Nothing but "to" or a dash between two dates. */
static bool is_span_of_days(struct span text, const struct dates_found *a,
                            const struct dates_found *b) {
    struct span between = span_trim(span_part(text, a->end, b->from - a->end));
    return span_is(between, "-") || span_is(between, "to") || span_is(between, "until");
}

static size_t choose(struct span text, const struct dates_found *dates, size_t count,
                     const char *kind) {
    for (size_t i = 0; i < count; i++) {
        if (kind && is_meant(text, dates, i, kind)) {
            return i;
        }
    }
    bool last_of_two = kind && strcmp(kind, "closes") == 0 && count > 1 &&
                       is_span_of_days(text, &dates[0], &dates[1]);
    return last_of_two ? 1 : 0;
}

static struct said read_said(struct arena *arena, struct span raw, const char *kind) {
    struct dates_found dates[DATES_MAX];
    struct said said = {.minute = -1};
    struct span text = span_of(lexicon_normal(arena, raw));
    size_t count = dates_find(dates, text);
    if (count == 0) {
        return said;
    }
    struct dates_found *chosen = &dates[choose(text, dates, count, kind)];
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
