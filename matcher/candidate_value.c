/* matcher/candidate_value.c - the single values of a candidate file
 * SPDX-License-Identifier: MIT
 */
#include "matcher/candidate_value.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/nearest.h"
#include "base/utf8.h"

/* How much of a value a message quotes, in bytes; how long a list of words it may show. */
enum { QUOTE_MAX = 60, EXPECTED_MAX = 300 };
/* A code names a person to those who know them; it is short and is part of file names. */
enum { CODE_MAX = 64 };
/* A week has 168 hours; kept in hundredths. */
enum { HOURS_MAX = 16800 };
/* More pounds a year than any post on these boards. */
enum { POUNDS_MAX = 1000000 };

static struct span quoted(const char *text) {
    struct span span = span_of(text);
    size_t len = 0;
    for (size_t at = 0; utf8_next(span, &at) != UTF8_END && at <= QUOTE_MAX;) {
        len = at;
    }
    return span_part(span, 0, len);
}

enum err value_fault(const struct value *value, const char *format, ...) {
    char expected[EXPECTED_MAX + 200];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(expected, sizeof expected, format, args);
    va_end(args);
    return diag_set(value->diag, ERR_INPUT, "%s:%d: %s = \"%.*s\": %s", value->file,
                    value->line, value->key, SPAN_FMT(quoted(value->text)), expected);
}

/* "paid, voluntary, lived, caring", which of several words is none of them, and the nearest. */
static enum err fault_of_words(const struct value *value, const char *what, const char *word) {
    struct buf words;
    buf_init(&words, EXPECTED_MAX + QUOTE_MAX);
    for (size_t i = 1; i < value->vocab->count; i++) {
        if (value->vocab->names[i]) {
            buf_printf(&words, "%s%s", words.len ? ", " : "", value->vocab->names[i]);
        }
    }
    if (word[0] && strcmp(word, value->text) != 0) {
        buf_printf(&words, "; \"%.*s\" is none", SPAN_FMT(quoted(word)));
    }
    const char *nearest = nearest_name(word, value->vocab->names, value->vocab->count);
    enum err err = nearest ? value_fault(value, "expected %s %s; did you mean \"%s\"?", what,
                                         buf_text(&words), nearest)
                           : value_fault(value, "expected %s %s", what, buf_text(&words));
    buf_fini(&words);
    return err;
}

enum err value_read_text(const struct value *value, void *to) {
    const char **out = to;
    const char *text = utf8_fold_copy(value->arena, span_of(value->text));
    if (!text) {
        return arena_check(value->arena, value->diag);
    }
    *out = text[0] ? text : NULL;
    return ERR_NONE;
}

static bool is_code(struct span text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (!ascii_is_alnum(c) && c != '.' && c != '_' && c != '-') {
            return false;
        }
    }
    return text.len > 0 && text.len <= CODE_MAX;
}

enum err value_read_code(const struct value *value, void *to) {
    if (!is_code(span_of(value->text))) {
        return value_fault(value, "expected a code of letters, digits, '.', '_' and '-', such "
                                  "as c-017, never a name");
    }
    return value_read_text(value, to);
}

/* One or two letters, a digit, perhaps one more letter or digit: "DA1", "M1", "EC1A". */
static bool is_outward(struct span text) {
    size_t letters = 0;
    while (letters < text.len && letters < 2 && ascii_is_alpha(text.at[letters])) {
        letters++;
    }
    struct span rest = span_part(text, letters, SIZE_MAX);
    return letters > 0 && rest.len > 0 && rest.len < 3 && ascii_is_digit(rest.at[0]) &&
           ascii_is_alnum(rest.at[rest.len - 1]);
}

static bool is_inward(struct span text) {
    return text.len == 3 && ascii_is_digit(text.at[0]) && ascii_is_alpha(text.at[1]) &&
           ascii_is_alpha(text.at[2]);
}

/* Splits "da12dl", "DA1 2DL" or "DA1"; the inward part is empty where there is none. */
static bool split_postcode(struct span text, struct span *outward, struct span *inward) {
    size_t space = span_find(text, SPAN(" "), 0);
    size_t split = space != SIZE_MAX ? space : text.len > 4 ? text.len - 3 : text.len;
    *outward = span_part(text, 0, split);
    *inward = span_trim(span_part(text, split, SIZE_MAX));
    return is_outward(*outward) && (inward->len == 0 || is_inward(*inward));
}

enum err value_read_postcode(const struct value *value, void *to) {
    const char **out = to;
    struct span outward = {0};
    struct span inward = {0};
    if (!split_postcode(span_of(value->text), &outward, &inward)) {
        return value_fault(value, "expected the first half of a postcode, such as DA1, or a "
                                  "whole one, such as DA1 2DL");
    }
    char *text = arena_printf(value->arena, "%.*s%s%.*s", SPAN_FMT(outward),
                              inward.len ? " " : "", SPAN_FMT(inward));
    if (!text) {
        return arena_check(value->arena, value->diag);
    }
    for (char *at = text; *at; at++) {
        *at = ascii_upper(*at);
    }
    *out = text;
    return ERR_NONE;
}

enum err value_read_answer(const struct value *value, void *to) {
    enum answer *out = to;
    if (span_is_nocase(span_of(value->text), "yes")) {
        *out = ANSWER_YES;
    } else if (span_is_nocase(span_of(value->text), "no")) {
        *out = ANSWER_NO;
    } else {
        return value_fault(value, "expected yes or no");
    }
    return ERR_NONE;
}

enum err value_read_whole(const struct value *value, void *to) {
    int *out = to;
    uint64_t number = 0;
    if (!span_number(span_of(value->text), (uint64_t)value->high, &number) ||
        number < (uint64_t)value->low) {
        return value_fault(value, "expected a whole number from %d to %d", value->low,
                           value->high);
    }
    *out = (int)number;
    return ERR_NONE;
}

/* "37.5" as 3750: at most two decimals. */
static bool read_hundredths(struct span text, uint64_t most, int64_t *out) {
    uint64_t whole = 0;
    uint64_t part = 0;
    size_t point = span_find(text, SPAN("."), 0);
    struct span decimals = point == SIZE_MAX ? SPAN("0") : span_part(text, point + 1, SIZE_MAX);
    if (!span_number(span_part(text, 0, point), most, &whole) || decimals.len > 2 ||
        !span_number(decimals, 99, &part)) {
        return false;
    }
    *out = (int64_t)(whole * 100 + (decimals.len == 1 ? part * 10 : part));
    return true;
}

/* Where "30-37.5", "30 to 37.5" or the same with an en dash is joined. */
static bool split_range(struct span text, struct span *low, struct span *high) {
    static const char *const joints[] = {"to", "-", "\xE2\x80\x93"};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        struct span joint = span_of(joints[i]);
        size_t at = span_find_nocase(text, joint, 0);
        if (at != SIZE_MAX) {
            *low = span_trim(span_part(text, 0, at));
            *high = span_trim(span_part(text, at + joint.len, SIZE_MAX));
            return true;
        }
    }
    *low = text;
    *high = text;
    return false;
}

enum err value_read_hours(const struct value *value, void *to) {
    struct candidate *out = to;
    struct span parts[2] = {{0}};
    int64_t hours[2] = {0};
    (void)split_range(span_of(value->text), &parts[0], &parts[1]);
    for (int i = 0; i < 2; i++) {
        if (!read_hundredths(parts[i], HOURS_MAX / 100, &hours[i])) {
            return value_fault(value, "expected hours a week, such as 37.5 or 30-37.5");
        }
    }
    if (hours[0] <= 0 || hours[1] > HOURS_MAX) {
        return value_fault(value, "expected more than 0 and at most 168 hours a week");
    }
    if (hours[0] > hours[1]) {
        return value_fault(value, "expected the lower number of hours first");
    }
    out->hours_low = (int)hours[0];
    out->hours_high = (int)hours[1];
    return ERR_NONE;
}

enum err value_read_word(const struct value *value, void *to) {
    int *out = to;
    int word = vocab_value(value->vocab, span_of(value->text));
    if (!word) {
        return fault_of_words(value, "one of", value->text);
    }
    *out = word;
    return ERR_NONE;
}

enum err value_read_name(const struct value *value, void *to) {
    const char **out = to;
    int word = 0;
    enum err err = value_read_word(value, &word);
    if (!err) {
        *out = vocab_name(value->vocab, word);
    }
    return err;
}

/* "Band 3" is how people write "3". */
static struct span without_band(const struct vocab *vocab, struct span word) {
    if (vocab == &vocab_band && span_starts_nocase(word, "band")) {
        return span_trim(span_part(word, 4, SIZE_MAX));
    }
    return word;
}

enum err value_read_set(const struct value *value, void *to) {
    unsigned *out = to;
    unsigned set = 0;
    struct span rest = span_of(value->text);
    for (struct span piece; span_next_piece(&rest, ',', &piece);) {
        struct span word = without_band(value->vocab, span_trim(piece));
        int found = vocab_value(value->vocab, word);
        if (!found) {
            const char *text = arena_copy(value->arena, word);
            return text ? fault_of_words(value, "a list, parted by commas, of", text)
                        : arena_check(value->arena, value->diag);
        }
        set |= 1u << found;
    }
    if (!set) {
        return fault_of_words(value, "a list, parted by commas, of", "");
    }
    *out = set;
    return ERR_NONE;
}

/* "£24,000" without its sign and commas. */
static void put_digits(struct buf *out, struct span text) {
    if (span_starts(text, "\xC2\xA3")) {
        text = span_trim(span_part(text, 2, SIZE_MAX));
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != ',') {
            buf_put_char(out, text.at[i]);
        }
    }
}

enum err value_read_money(const struct value *value, void *to) {
    int64_t *out = to;
    int64_t pence = 0;
    struct buf digits;
    buf_init(&digits, QUOTE_MAX);
    put_digits(&digits, span_of(value->text));
    bool is_read = !digits.failed && read_hundredths(buf_span(&digits), POUNDS_MAX, &pence);
    buf_fini(&digits);
    if (!is_read || pence <= 0) {
        return value_fault(value,
                           "expected pounds a year, more than 0 and at most %d, such as "
                           "24000",
                           POUNDS_MAX);
    }
    *out = pence;
    return ERR_NONE;
}

/* The first day of a month written YYYY-MM. */
static bool read_month(struct span text, struct date *out) {
    char day[DATE_TEXT_SIZE];
    if (text.len != 7) {
        return false;
    }
    (void)snprintf(day, sizeof day, "%.*s-01", SPAN_FMT(text));
    return date_parse_iso(span_of(day), out);
}

/* A month that has come already and that a working life can reach back to. */
static enum err check_month(const struct value *value, struct date month) {
    if (date_compare(month, value->today) > 0) {
        return value_fault(value, "this month is still to come; expected one up to %04d-%02d",
                           value->today.year, value->today.month);
    }
    if (month.year < value->today.year - CANDIDATE_YEARS_BACK_MAX) {
        return value_fault(value, "expected a month of the last %d years",
                           CANDIDATE_YEARS_BACK_MAX);
    }
    return ERR_NONE;
}

enum err value_read_from(const struct value *value, void *to) {
    struct held_experience *out = to;
    struct date month = {0};
    if (!read_month(span_of(value->text), &month)) {
        return value_fault(value, "expected a month as YYYY-MM, such as 2022-03");
    }
    enum err err = check_month(value, month);
    if (!err) {
        out->from = month;
    }
    return err;
}

enum err value_read_to(const struct value *value, void *to) {
    struct held_experience *out = to;
    struct date month = value->today;
    bool is_now = span_is_nocase(span_of(value->text), "now");
    month.day = 1;
    if (!is_now && !read_month(span_of(value->text), &month)) {
        return value_fault(value, "expected a month as YYYY-MM, such as 2023-09, or now");
    }
    enum err err = check_month(value, month);
    if (!err) {
        out->to = month;
        out->until_now = is_now;
    }
    return err;
}
