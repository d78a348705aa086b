/* parser/place_postcode.c - postcodes in every spelling, and what follows from them
 * SPDX-License-Identifier: MIT
 *
 * Shapes: BS 7666 (A9, A99, AA9, AA99, A9A, AA9A; then 9AA without C, I, K, M, O, V). Areas,
 * with their nation and English region: schema/facts/postcode_areas.csv.
 */
#include "parser/place_private.h"

#include "parser/fields.h"

/* The longest outward code, "SW1A"; with its inward code seven letters. */
enum { OUTWARD_MAX = 4, INWARD = 3 };

/* ---- the table of areas ---- */

/* Does the outward code lie in the area that its first `len` letters and digits are? "B" holds
 * "B15" but not "BS1". */
static bool lies_in(struct span outward, size_t len) {
    bool letters = ascii_is_alpha(outward.at[len - 1]);
    bool digit_next = len < outward.len && ascii_is_digit(outward.at[len]);
    return len == outward.len || letters == digit_next;
}

/* The row of the longest area that matches. @return false where there is none */
static bool find_area(struct span outward, struct words_row *area) {
    for (size_t len = outward.len < OUTWARD_MAX ? outward.len : OUTWARD_MAX; len > 0; len--) {
        if (lies_in(outward, len) &&
            words_find(area, &fields_postcode_areas, "area", span_part(outward, 0, len))) {
            return true;
        }
    }
    return false;
}

void place_derive(struct arena *arena, struct location *location) {
    struct words_row area;
    struct span rest = span_of(location->postcode);
    struct span outward;
    location->nation = NATION_NONE;
    location->region = NULL;
    if (span_next_piece(&rest, ' ', &outward) && find_area(outward, &area)) {
        location->nation = (enum nation)vocab_value(&vocab_nation, area.value);
        location->region = area.more.len > 0 ? arena_copy(arena, area.more) : NULL;
    }
}

/* ---- shapes ---- */

static bool is_outward(struct span run) {
    size_t letters = 0;
    while (letters < run.len && ascii_is_alpha(run.at[letters])) {
        letters++;
    }
    size_t behind = run.len - letters;
    if (letters < 1 || letters > 2 || behind < 1 || behind > 2 ||
        !ascii_is_digit(run.at[letters])) {
        return false;
    }
    return (behind == 1 || ascii_is_alnum(run.at[letters + 1])) && find_area(run, NULL);
}

static bool is_inward(struct span run) {
    static const char never[] = "CIKMOV";
    if (run.len != INWARD || !ascii_is_digit(run.at[0])) {
        return false;
    }
    for (size_t i = 1; i < INWARD; i++) {
        char letter = ascii_upper(run.at[i]);
        if (letter < 'A' || letter > 'Z' ||
            span_find(SPAN(never), (struct span){&letter, 1}, 0) != SIZE_MAX) {
            return false;
        }
    }
    return true;
}

static struct span run_at(struct span text, size_t at) {
    size_t end = at;
    while (end < text.len && ascii_is_alnum(text.at[end])) {
        end++;
    }
    return span_part(text, at, end - at);
}

/* Past white space, no-break spaces too. */
static size_t past_space(struct span text, size_t at) {
    for (;;) {
        if (at < text.len && ascii_is_space(text.at[at])) {
            at++;
        } else if (span_starts(span_part(text, at, 2), "\xC2\xA0")) {
            at += 2;
        } else {
            return at;
        }
    }
}

/* A whole postcode at a word's start. @return bytes, 0 where there is none */
static size_t whole_at(struct span text, size_t at, struct postcode *found) {
    struct span run = run_at(text, at);
    if (run.len > INWARD) {
        struct span outward = span_part(run, 0, run.len - INWARD);
        struct span inward = span_part(run, run.len - INWARD, INWARD);
        if (run.len <= OUTWARD_MAX + INWARD && is_inward(inward) && is_outward(outward)) {
            *found = (struct postcode){outward, inward, run};
            return run.len;
        }
    }
    size_t next = past_space(text, at + run.len);
    struct span inward = run_at(text, next);
    if (run.len <= OUTWARD_MAX && is_inward(inward) && is_outward(run)) {
        size_t len = next + inward.len - at;
        *found = (struct postcode){run, inward, span_part(text, at, len)};
        return len;
    }
    return 0;
}

bool postcode_next(struct span text, size_t *from, struct postcode *found) {
    size_t at = *from;
    while (at < text.len) {
        if (!ascii_is_alnum(text.at[at])) {
            at++;
            continue;
        }
        size_t len = whole_at(text, at, found);
        if (len > 0) {
            *from = at + len;
            return true;
        }
        at += run_at(text, at).len;
    }
    return false;
}

/* The last word of a text, as far as it is letters and digits. */
static struct span last_run(struct span text) {
    size_t from = text.len;
    while (from > 0 && ascii_is_alnum(text.at[from - 1])) {
        from--;
    }
    return span_part(text, from, SIZE_MAX);
}

static bool is_upper(struct span run) {
    for (size_t i = 0; i < run.len; i++) {
        if (run.at[i] >= 'a' && run.at[i] <= 'z') {
            return false;
        }
    }
    return true;
}

bool postcode_outward(struct span text, struct postcode *found) {
    text = span_trim(text);
    struct span run = last_run(text);
    if (!is_outward(run)) {
        return false;
    }
    struct span before = span_trim(span_part(text, 0, text.len - run.len));
    /* "Specialist - B5", "Ward B3", "Level E1": numbers of something else. */
    bool parted = before.len > 0 && (span_ends(before, "-") || span_ends(before, "/") ||
                                     run.at == before.at + before.len);
    struct span word = last_run(before);
    bool of_thing = word.len > 0 && place_word_is("building", word);
    if (before.len > 0 && (parted || of_thing || !is_upper(run))) {
        return false;
    }
    *found = (struct postcode){run, {NULL, 0}, run};
    return true;
}

const char *postcode_write(struct arena *arena, const struct postcode *postcode) {
    char *text = arena_printf(arena, "%.*s%s%.*s", SPAN_FMT(postcode->outward),
                              postcode->inward.len > 0 ? " " : "", SPAN_FMT(postcode->inward));
    for (char *c = text; c && *c; c++) {
        *c = ascii_upper(*c);
    }
    return text;
}

const char *place_postcode(struct arena *arena, struct span text, struct span *found) {
    struct postcode postcode;
    size_t from = 0;
    if (!postcode_next(text, &from, &postcode) && !postcode_outward(text, &postcode)) {
        return NULL;
    }
    if (found) {
        *found = postcode.found;
    }
    return postcode_write(arena, &postcode);
}
