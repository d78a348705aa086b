/* base/nearest.c - "did you mean"
 * SPDX-License-Identifier: MIT
 */
#include "base/nearest.h"

#include <string.h>

/* Longer words are never near: no option, key or board has a name of that length, and the work
 * grows with the square of it. */
enum { WORD_MAX = 64 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* The three last rows of the table of distances: row[i] is for the first letters of `a` up to
 * one more than the row before it. */
struct rows {
    size_t before[WORD_MAX + 1]; /* two rows up, for swaps */
    size_t above[WORD_MAX + 1];
    size_t now[WORD_MAX + 1];
};

static bool same(char a, char b) { return ascii_lower(a) == ascii_lower(b); }

/* The cell for the first `i` letters of `a` and the first `j` of `b`, both at least 1. */
static size_t cell(const struct rows *rows, struct span a, size_t i, struct span b, size_t j) {
    bool equal = same(a.at[i - 1], b.at[j - 1]);
    size_t best = rows->above[j - 1] + !equal;
    best = least(best, rows->above[j] + 1);
    best = least(best, rows->now[j - 1] + 1);
    if (i > 1 && j > 1 && same(a.at[i - 1], b.at[j - 2]) && same(a.at[i - 2], b.at[j - 1])) {
        best = least(best, rows->before[j - 2] + 1);
    }
    return best;
}

/* Edit distance with swaps (optimal string alignment). Both are at most WORD_MAX long. */
static size_t distance(struct span a, struct span b) {
    struct rows rows = {0};
    for (size_t j = 0; j <= b.len; j++) {
        rows.now[j] = j;
    }
    for (size_t i = 1; i <= a.len; i++) {
        memcpy(rows.before, rows.above, sizeof rows.before);
        memcpy(rows.above, rows.now, sizeof rows.above);
        rows.now[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            rows.now[j] = cell(&rows, a, i, b, j);
        }
    }
    return rows.now[b.len];
}

const char *nearest_name(const char *word, const char *const *names, size_t count) {
    struct span wanted = span_of(word);
    const char *best = NULL;
    size_t best_distance = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        struct span name = span_of(names[i]);
        if (!names[i] || name.len > WORD_MAX || wanted.len > WORD_MAX) {
            continue;
        }
        size_t far = distance(wanted, name);
        size_t longer = wanted.len > name.len ? wanted.len : name.len;
        if (far * 3 <= longer && far < best_distance) {
            best = names[i];
            best_distance = far;
        }
    }
    return best;
}

static size_t common_front(struct span a, struct span b) {
    size_t len = 0;
    while (len < a.len && len < b.len && a.at[len] == b.at[len]) {
        len++;
    }
    return len;
}

static size_t common_back(struct span a, struct span b) {
    size_t len = 0;
    while (len < a.len && len < b.len && a.at[a.len - 1 - len] == b.at[b.len - 1 - len]) {
        len++;
    }
    return len;
}

bool nearest_is_slip(struct span word, struct span other) {
    struct span a = word;
    struct span b = other;
    size_t front = common_front(a, b);
    if (front == 0 || a.len > b.len + 1 || b.len > a.len + 1) {
        return false;
    }
    a = span_part(a, front, SIZE_MAX);
    b = span_part(b, front, SIZE_MAX);
    size_t back = common_back(a, b);
    a.len -= back;
    b.len -= back;
    if (a.len == 2 && b.len == 2 && a.at && b.at) {
        return a.at[0] == b.at[1] && a.at[1] == b.at[0];
    }
    return a.len <= 1 && b.len <= 1;
}
