/* pipeline/same_post_words.c - what references, names and titles tell, and what anybody prints
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/same_post_words.h"

#include "base/builtin.h"

enum {
    NUMBER_DIGITS = 7, /* of a Trac number; ids that are shorter are in many a reference */
    SIGNS_LEAST = 5,   /* letters and digits of a reference that names a post */
    SHORT_DIGITS = 2,  /* a number that belongs to the word before it: "BAND3" */
    STEM_LETTERS = 4   /* "nurse" and "nursing" are one word to us */
};

/* ---- everyday words ---- */

/* The table is small, and looked into only where two adverts name each other. */
static bool is_everyday(struct span word, const char *kind) {
    struct span rest = builtin_span("schema/facts/same_post.csv");
    struct span line;
    while (span_next_line(&rest, &line)) {
        struct span cell;
        if (span_next_piece(&line, ',', &cell) && span_equal_nocase(cell, word) &&
            span_next_piece(&line, ',', &cell) && span_is(cell, kind)) {
            return true;
        }
    }
    return false;
}

/* One, or several side by side without anything between them: "HCABAND"; not out of pieces so
 * short that any letters are made of them. */
static bool is_all_everyday(struct span letters) {
    enum { PIECE_LEAST = 3 };
    size_t at = 0;
    while (at < letters.len) {
        size_t len = letters.len - at;
        size_t least = at == 0 && len < PIECE_LEAST ? len : PIECE_LEAST;
        while (len >= least && !is_everyday(span_part(letters, at, len), "reference")) {
            len--;
        }
        if (len < least) {
            return false;
        }
        at += len;
    }
    return true;
}

/* ---- days ---- */

static bool is_within(struct span span, size_t at, size_t len, uint64_t least, uint64_t most) {
    uint64_t number = 0;
    return span_number(span_part(span, at, len), most, &number) && number >= least;
}

/* A piece of a day's digits: Y a year, y its last two digits, M a month, D a day. */
static bool is_form(struct span digits, const char *form) {
    enum { YEAR_DIGITS = 4, FIRST = 1900, LAST = 2099, SHORT_FIRST = 20, SHORT_LAST = 39 };
    size_t at = 0;
    for (; *form; form++) {
        bool fits = *form == 'Y'   ? is_within(digits, at, YEAR_DIGITS, FIRST, LAST)
                    : *form == 'y' ? is_within(digits, at, 2, SHORT_FIRST, SHORT_LAST)
                    : *form == 'M' ? is_within(digits, at, 2, 1, 12)
                                   : is_within(digits, at, 2, 1, 31);
        if (!fits) {
            return false;
        }
        at += *form == 'Y' ? YEAR_DIGITS : 2;
    }
    return at == digits.len;
}

bool same_post_is_day(struct span digits) {
    static const char *const forms[] = {"Y", "YM", "MY", "YMD", "DMY", "DMy", "yMD"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (is_form(digits, forms[i])) {
            return true;
        }
    }
    return false;
}

static size_t count_digits(struct span span) {
    size_t count = 0;
    while (count < span.len && ascii_is_digit(span.at[count])) {
        count++;
    }
    return count;
}

bool same_post_is_number(struct span id) {
    enum { YEAR_DIGITS = 4, YEAR_FIRST = 2000, YEAR_LAST = 2039 };
    return id.len >= NUMBER_DIGITS && count_digits(id) == id.len && !same_post_is_day(id) &&
           !is_within(id, 0, YEAR_DIGITS, YEAR_FIRST, YEAR_LAST);
}

/* ---- references ---- */

/* What is left of a reference. */
struct tally {
    size_t signs;
    size_t digits;
    size_t parts;
    bool in_part;    /* the part has been counted */
    bool after_word; /* an everyday word came last: a short number is its */
    bool after_rank; /* a word's number came last: a letter at it is its, too */
};

static size_t count_letters(struct span span) {
    size_t count = 0;
    while (count < span.len && ascii_is_alpha(span.at[count])) {
        count++;
    }
    return count;
}

/* "31-01-2026", "2026/01/31", "31.1.26": digits, signs and digits. @return its length, or 0 */
static size_t day_with_signs(struct span rest) {
    enum { PIECES = 3, PIECE_MAX = 4 };
    char digits[PIECES * PIECE_MAX];
    size_t len = 0;
    size_t at = 0;
    for (int piece = 0; piece < PIECES; piece++) {
        size_t count = count_digits(span_part(rest, at, rest.len));
        if (count == 0 || count > PIECE_MAX) {
            return 0;
        }
        if (count == 1) {
            digits[len++] = '0';
        }
        memcpy(digits + len, rest.at + at, count);
        len += count;
        at += count;
        if (piece + 1 < PIECES) {
            if (at >= rest.len || ascii_is_alnum(rest.at[at])) {
                return 0;
            }
            at++;
        }
    }
    struct span whole = {digits, len};
    bool day = is_form(whole, "YMD") || is_form(whole, "DMY") || is_form(whole, "DMy");
    return day && (at == rest.len || !ascii_is_alnum(rest.at[at])) ? at : 0;
}

static void count_left(struct tally *tally, size_t letters, size_t digits) {
    tally->signs += letters + digits;
    tally->digits += digits;
    tally->parts += !tally->in_part;
    tally->in_part = true;
    tally->after_word = false;
    tally->after_rank = false;
}

/* "BAND", and the "A" of "BAND8A". */
static void take_letters(struct tally *tally, struct span letters) {
    if (tally->after_rank && letters.len == 1) {
        tally->after_rank = false;
    } else if (is_all_everyday(letters)) {
        tally->after_word = true;
        tally->after_rank = false;
    } else {
        count_left(tally, letters.len, 0);
    }
}

static void take_digits(struct tally *tally, struct span digits) {
    if (same_post_is_day(digits)) {
        tally->after_word = false;
    } else if (tally->after_word && digits.len <= SHORT_DIGITS) {
        tally->after_word = false;
        tally->after_rank = true;
    } else {
        count_left(tally, 0, digits.len);
    }
}

/* @return how far it is read then */
static size_t take_run(struct tally *tally, struct span rest) {
    size_t letters = count_letters(rest);
    size_t digits = count_digits(rest);
    size_t day = digits > 0 && !tally->in_part ? day_with_signs(rest) : 0;
    if (day > 0) {
        return day;
    }
    if (letters > 0) {
        take_letters(tally, span_part(rest, 0, letters));
    } else if (digits > 0) {
        take_digits(tally, span_part(rest, 0, digits));
    } else {
        tally->in_part = false;
        tally->after_rank = false;
        return 1;
    }
    return letters + digits;
}

bool same_post_is_telling(struct span reference) {
    struct tally tally = {0};
    for (size_t at = 0; at < reference.len;) {
        at += take_run(&tally, span_part(reference, at, reference.len));
    }
    return tally.signs >= SIGNS_LEAST && tally.digits > 0 &&
           (tally.digits > 1 || tally.parts > 1);
}

/* ---- names and titles ---- */

static bool is_word_sign(char c) { return ascii_is_alnum(c) || (unsigned char)c >= 0x80; }

/* The next word of a text that is not one of the everyday ones. An apostrophe is no end, but
 * what stands behind it is no part: "Guy's" is "Guy". */
static bool next_meaning(struct span *rest, struct span *word, const char *kind) {
    while (rest->len > 0) {
        size_t from = 0;
        while (from < rest->len && !is_word_sign(rest->at[from])) {
            from++;
        }
        size_t end = from;
        while (end < rest->len && is_word_sign(rest->at[end])) {
            end++;
        }
        *word = span_part(*rest, from, end - from);
        *rest = span_part(*rest, end, rest->len);
        if (word->len > 1 && count_digits(*word) == 0 && !is_everyday(*word, kind)) {
            return true;
        }
    }
    return false;
}

static bool is_same_stem(struct span a, struct span b) {
    return span_equal_nocase(a, b) ||
           (a.len >= STEM_LETTERS && b.len >= STEM_LETTERS &&
            span_equal_nocase(span_part(a, 0, STEM_LETTERS), span_part(b, 0, STEM_LETTERS)));
}

static bool has_stem(struct span text, struct span word, const char *kind) {
    struct span other;
    while (next_meaning(&text, &other, kind)) {
        if (is_same_stem(word, other)) {
            return true;
        }
    }
    return false;
}

/* Both have words that mean something, and share none. */
static bool share_nothing(const char *a, const char *b, const char *kind) {
    struct span a_rest = span_of(a);
    struct span b_rest = span_of(b);
    struct span word;
    bool any = false;
    if (!next_meaning(&b_rest, &word, kind)) {
        return false;
    }
    while (next_meaning(&a_rest, &word, kind)) {
        any = true;
        if (has_stem(span_of(b), word, kind)) {
            return false;
        }
    }
    return any;
}

bool same_post_employers_differ(const char *a, const char *b) {
    return share_nothing(a, b, "employer");
}

/* ---- places ---- */

/* "DA1" of "DA1 2DL". */
static struct span district_of(const char *postcode) {
    enum { INWARD = 3, OUTWARD_MAX = 4 };
    struct span whole = span_trim(span_of(postcode));
    size_t end = span_find(whole, SPAN(" "), 0);
    if (end == SIZE_MAX && whole.len > OUTWARD_MAX) {
        end = whole.len - INWARD;
    }
    return span_part(whole, 0, end);
}

/* "Leyton" and "Leyton, London". */
static bool is_same_town(struct span a, struct span b) {
    return span_find_nocase(a, b, 0) != SIZE_MAX || span_find_nocase(b, a, 0) != SIZE_MAX;
}

/* What two places have said. */
struct meeting {
    bool compared;
    bool met;
};

static void compare(struct meeting *meeting, const struct location *a,
                    const struct location *b) {
    struct span town = span_trim(span_of(a->town));
    struct span other_town = span_trim(span_of(b->town));
    struct span district = district_of(a->postcode);
    struct span other_district = district_of(b->postcode);
    bool towns = town.len > 0 && other_town.len > 0;
    bool districts = district.len > 0 && other_district.len > 0;
    meeting->compared = meeting->compared || towns || districts;
    meeting->met = meeting->met || (towns && is_same_town(town, other_town)) ||
                   (districts && span_equal_nocase(district, other_district));
}

static bool is_apart(const struct vacancy *a, const struct vacancy *b) {
    struct meeting meeting = {false, false};
    for (size_t i = 0; i < a->location_count; i++) {
        for (size_t j = 0; j < b->location_count; j++) {
            compare(&meeting, &a->locations[i], &b->locations[j]);
        }
    }
    return meeting.compared && !meeting.met;
}

bool same_post_is_elsewhere(const struct vacancy *a, const struct vacancy *b) {
    return is_apart(a, b) && share_nothing(a->title, b->title, "title");
}
