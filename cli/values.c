/* cli/values.c - the values that options take
 * SPDX-License-Identifier: MIT
 */
#include "cli/values.h"

#include <limits.h>
#include <stdio.h>

#include "base/date.h"
#include "base/nearest.h"
#include "crawler/http.h"
#include "crawler/search.h"
#include "parser/crew.h"
#include "schema/market.h"
#include "schema/match.h"

/* Caps of numbers: beyond them a number is a slip of the finger. */
enum {
    COUNT_MAX = 1000000000,
    DAYS_MAX = 36500,
    MILES_MAX = 1000,
    MINUTES_MAX = 100000,
    PAUSE_MAX_S = 3600,
    HOURS_MAX = 60
};

/* Names of a list that are held against a misspelt one, and the longest such. */
enum { NAMES_MAX = 32, WORD_SIZE = 65 };

/* ---- readers: each fills the member; false (member untouched): not what was expected ---- */

static bool read_number(struct span value, uint64_t min, uint64_t max, int64_t *out) {
    uint64_t number = 0;
    if (!span_number(value, max, &number) || number < min) {
        return false;
    }
    *out = (int64_t)number;
    return true;
}

static bool read_count(struct span value, void *member) {
    return read_number(value, 0, COUNT_MAX, member);
}

static bool read_days(struct span value, void *member) {
    return read_number(value, 0, DAYS_MAX, member);
}

static bool read_miles(struct span value, void *member) {
    int64_t miles = 0;
    if (!read_number(value, 1, MILES_MAX, &miles)) {
        return false;
    }
    *(int *)member = (int)miles;
    return true;
}

static bool read_minutes(struct span value, void *member) {
    return read_number(value, 1, MINUTES_MAX, member);
}

static bool read_cap(struct span value, void *member) {
    return read_number(value, 1, VALUE_CAP_MAX, member);
}

static bool read_timeout(struct span value, void *member) {
    return read_number(value, 1, HTTP_WHOLE_TIMEOUT_S, member);
}

static bool read_workers(struct span value, void *member) {
    return read_number(value, 1, CREW_SIZE_MAX, member);
}

/* "2", "2.5", "0.25": up to three decimals. */
static bool read_pause(struct span value, void *member) {
    size_t dot = span_find(value, SPAN("."), 0);
    struct span decimals = dot < value.len ? span_part(value, dot + 1, SIZE_MAX) : SPAN("0");
    int64_t seconds = 0;
    int64_t fraction = 0;
    if (decimals.len > 3 || !read_number(span_part(value, 0, dot), 0, PAUSE_MAX_S, &seconds) ||
        !read_number(decimals, 0, 999, &fraction)) {
        return false;
    }
    for (size_t digits = decimals.len; digits < 3; digits++) {
        fraction *= 10;
    }
    *(int64_t *)member = seconds * 1000 + fraction;
    return true;
}

/* "37.5", "22.25": hours a week in hundredths. */
static bool read_hours(struct span value, void *member) {
    size_t dot = span_find(value, SPAN("."), 0);
    struct span decimals = dot < value.len ? span_part(value, dot + 1, SIZE_MAX) : SPAN("0");
    int64_t hours = 0;
    int64_t part = 0;
    if (decimals.len > 2 || !read_number(span_part(value, 0, dot), 1, HOURS_MAX, &hours) ||
        !read_number(decimals, 0, 99, &part)) {
        return false;
    }
    *(int *)member = (int)(hours * 100 + (decimals.len == 1 ? part * 10 : part));
    return true;
}

static bool read_date(struct span value, void *member) { return date_parse_iso(value, member); }

/* Wishes of a profile, as schema/match.h names them. */
static const char *const preference_words[] = {NULL,   "distance", "pattern",  "hours",
                                               "band", "pay",      "contract", "sponsorship"};
static const struct vocab vocab_preference = {preference_words, sizeof preference_words /
                                                                    sizeof *preference_words};
_Static_assert(sizeof preference_words / sizeof *preference_words == PREFER_COUNT + 1,
               "a word for each preference");

/* A kind of value. One of a closed list has `words`, and no reader of its own. */
static const struct form {
    bool (*read)(struct span value, void *member);
    const char *expected;
    const struct vocab *words;
    bool is_set;  /* several of them, parted by commas or strokes */
    bool is_bare; /* its enum has no none: bits are one lower than the words */
} kinds[VALUE_KIND_COUNT] = {
    [VALUE_COUNT] = {.read = read_count, .expected = "a whole number"},
    [VALUE_DAYS] = {.read = read_days, .expected = "a number of days"},
    [VALUE_MILES] = {.read = read_miles, .expected = "a number of miles from 1 to 1000"},
    [VALUE_MINUTES] = {.read = read_minutes, .expected = "a number of minutes, at least 1"},
    [VALUE_CAP] = {.read = read_cap,
                   .expected = "a number from 1 to 1000000 (there is no way to ask without "
                               "any limit)"},
    [VALUE_PAUSE] = {.read = read_pause, .expected = "seconds, such as 2 or 2.5, at most 3600"},
    [VALUE_TIMEOUT] = {.read = read_timeout, .expected = "a number of seconds from 1 to 90"},
    [VALUE_WORKERS] = {.read = read_workers, .expected = "a number from 1 to 64"},
    [VALUE_DATE] = {.read = read_date, .expected = "a date such as 2025-06-01"},
    [VALUE_STATE] = {.words = &vocab_state, .expected = "open, closed or unknown"},
    [VALUE_NATION] = {.words = &vocab_nation},
    [VALUE_MARKET_BY] = {.words = &vocab_market_by},
    [VALUE_HOURS] = {.read = read_hours, .expected = "hours a week, such as 37.5 or 22.5"},
    [VALUE_BANDS] = {.words = &vocab_band,
                     .is_set = true,
                     .expected = "bands such as 3 or 3,4 or 8a (1 to 7, 8a to 8d, 9)"},
    [VALUE_STAFF_GROUPS] = {.words = &vocab_staff_group, .is_set = true},
    [VALUE_CONTRACTS] = {.words = &vocab_contract, .is_set = true},
    [VALUE_PATTERNS] = {.words = &vocab_work_pattern, .is_set = true},
    [VALUE_PREFERENCES] = {.words = &vocab_preference, .is_set = true, .is_bare = true},
};

/* ---- closed lists ---- */

/* The word of a list that a misspelt one was meant for: the nearest, or one that begins so. */
static const char *nearest_word(const struct vocab *vocab, struct span word) {
    const char *names[NAMES_MAX] = {0};
    char typed[WORD_SIZE] = "";
    for (size_t i = 1; i < vocab->count && i < NAMES_MAX; i++) {
        names[i] = vocab->names[i];
    }
    (void)snprintf(typed, sizeof typed, "%.*s", SPAN_FMT(word));
    const char *near = nearest_name(typed, names, NAMES_MAX);
    for (size_t i = 1; !near && word.len > 2 && i < NAMES_MAX; i++) {
        near = names[i] && span_starts_nocase(span_of(names[i]), typed) ? names[i] : NULL;
    }
    return near;
}

/* "permanent, fixed_term or bank". */
static void put_words(char out[static DIAG_TEXT_SIZE], const struct vocab *vocab) {
    size_t at = 0;
    for (size_t i = 1; i < vocab->count && at < DIAG_TEXT_SIZE / 2; i++) {
        const char *between = i == 1 ? "" : i + 1 == vocab->count ? " or " : ", ";
        int put = snprintf(out + at, DIAG_TEXT_SIZE - at, "%s%s", between, vocab->names[i]);
        at += put > 0 ? (size_t)put : 0;
    }
}

static enum err fail_word(const struct form *kind, struct span word, const char *value,
                          const char *name, struct diag *diag) {
    char words[DIAG_TEXT_SIZE] = "";
    const char *near = nearest_word(kind->words, word);
    if (!kind->expected) {
        put_words(words, kind->words);
    }
    return diag_set(diag, ERR_USAGE, "--%s: expected %s, got \"%.200s\"%s%s%s", name,
                    kind->expected ? kind->expected : words, value,
                    near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

/* "3,4", and "5/6" as adverts print it. */
static bool next_word(struct span *rest, struct span *word) {
    const bool is_stroke = span_find(*rest, SPAN("/"), 0) < span_find(*rest, SPAN(","), 0);
    return span_next_piece(rest, is_stroke ? '/' : ',', word);
}

static enum err read_words(void *member, const struct form *kind, const char *value,
                           const char *name, struct diag *diag) {
    struct span rest = span_of(value);
    struct span piece = rest;
    unsigned set = 0;
    int one = 0;
    while (kind->is_set ? next_word(&rest, &piece) : one == 0) {
        one = vocab_value(kind->words, span_trim(piece));
        if (one == 0) {
            return fail_word(kind, span_trim(piece), value, name, diag);
        }
        set |= 1u << one;
    }
    if (one == 0) {
        return fail_word(kind, SPAN(""), value, name, diag);
    }
    if (kind->is_set) {
        *(unsigned *)member = kind->is_bare ? set >> 1 : set;
    } else {
        *(int *)member = one;
    }
    return ERR_NONE;
}

enum err value_read(void *member, enum value_kind kind, const char *value, const char *name,
                    const char *argument, struct diag *diag) {
    const struct form *row = &kinds[kind];
    if (kind == VALUE_FLAG || !value) {
        *(bool *)member = true;
    } else if (kind == VALUE_TEXT && *value) {
        *(const char **)member = value;
    } else if (kind == VALUE_TEXT) {
        return diag_set(diag, ERR_USAGE, "--%s: expected %s, got nothing", name, argument);
    } else if (row->words) {
        return read_words(member, row, value, name, diag);
    } else if (!row->read(span_of(value), member)) {
        return diag_set(diag, ERR_USAGE, "--%s: expected %s, got \"%.200s\"", name,
                        row->expected, value);
    }
    return ERR_NONE;
}
