/* parser/dates_time.c - times of day beside a date: "17:00", "5.30pm", "12 noon"
 * SPDX-License-Identifier: MIT
 */
#include "parser/dates_private.h"

#include "parser/fields.h"

/* "noon", "midnight": @return minutes, -1 where the word is none */
static int word_time(struct dates_cursor *cursor) {
    struct words words = words_open(&fields_date_words, "time");
    for (struct words_row row; words_next(&words, &row);) {
        struct span rest = span_part(cursor->text, cursor->at, row.words.len);
        if (span_equal(rest, row.words)) {
            struct dates_cursor value = {.text = row.value};
            cursor->at += row.words.len;
            return dates_take_clock(&value);
        }
    }
    return -1;
}

/* 0 for "am", 12 for "pm", -1 for neither. */
static int take_half(struct dates_cursor *cursor) {
    struct dates_cursor try = *cursor;
    dates_skip(&try, " ");
    struct words words = words_open(&fields_date_words, "half");
    for (struct words_row row; words_next(&words, &row);) {
        struct span rest = span_part(try.text, try.at, row.words.len);
        char next =
            try.at + row.words.len < try.text.len ? try.text.at[try.at + row.words.len] : '\0';
        if (span_equal(rest, row.words) && !ascii_is_alpha(next)) {
            cursor->at = try.at + row.words.len;
            return span_is(row.value, "12") ? 12 : 0;
        }
    }
    return -1;
}

/* An hour with what makes it one: minutes behind a colon, "am" or "pm", "hrs"; behind a full
 * stop only with one of these or where `loose`. @return minutes, -1 */
static int number_time(struct dates_cursor *cursor, bool loose) {
    struct dates_cursor try = *cursor;
    int hour = 0;
    int minute = 0;
    size_t digits = dates_take_digits(&try, 1, 4, &hour);
    char sign = dates_peek(&try);
    bool parted = digits > 0 && digits <= 2 && (sign == ':' || sign == '.');
    if (parted) {
        struct dates_cursor more = {try.text, try.at + 1};
        parted = dates_take_digits(&more, 2, 2, &minute) != 0;
        try = parted ? more : try;
    }
    if (digits > 2) {
        minute = hour % 100;
        hour /= 100;
    }
    int half = take_half(&try);
    dates_skip(&try, " ");
    int word = digits > 0 ? word_time(&try) : -1;
    bool hours =
        digits == 4 && (dates_take_text(&try, "hrs") || dates_take_text(&try, "hours"));
    hours =
        hours || (parted && (dates_take_text(&try, "hrs") || dates_take_text(&try, "hours")));
    /* "1600 on 21 May", "at 1600"; never a year. */
    bool four = loose && digits == 4 && (hour < 19 || hour > 20);
    hours = hours || four;
    bool is_time = half >= 0 ? digits <= 2 && hour <= 12
                             : hours || (parted && (sign == ':' || loose)) || word >= 0;
    if (digits == 0 || digits == 3 || !is_time || hour > 24 || minute > 59) {
        return -1;
    }
    *cursor = try;
    if (word >= 0) {
        return word;
    }
    return (half >= 0 ? hour % 12 + half : hour) * 60 + minute;
}

static bool inside_date(const struct dates_found *dates, size_t count, size_t at, size_t *end) {
    for (size_t i = 0; i < count; i++) {
        if (at >= dates[i].from && at < dates[i].end) {
            *end = dates[i].end;
            return true;
        }
    }
    return false;
}

/* "23.59 on 21 May": is the number at the cursor the time that a date follows? */
static bool leads_to_date(const struct dates_cursor *cursor) {
    struct dates_cursor end = *cursor;
    dates_skip(&end, "0123456789.");
    return dates_take_text(&end, " on ");
}

int dates_find_time(struct span text, const struct dates_found *dates, size_t count,
                    const struct dates_found *date) {
    struct dates_cursor cursor = {.text = text};
    int before = -1;
    while (cursor.at < text.len) {
        size_t at = cursor.at;
        if (inside_date(dates, count, at, &cursor.at)) {
            continue;
        }
        struct span ahead = span_part(text, 0, at);
        bool loose = span_ends(ahead, " at ") || span_ends(ahead, " by ") ||
                     leads_to_date(&cursor) || (at >= date->end && at - date->end <= 2);
        int minute = ascii_is_digit(dates_peek(&cursor))           ? number_time(&cursor, loose)
                     : at == 0 || !ascii_is_alpha(text.at[at - 1]) ? word_time(&cursor)
                                                                   : -1;
        if (minute >= 0 && at >= date->end) {
            return minute;
        }
        before = minute >= 0 ? minute : before;
        if (minute < 0) {
            dates_pass(&cursor);
        }
    }
    return before;
}
