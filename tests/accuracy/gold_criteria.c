/* tests/accuracy/gold_criteria.c - criteria against the truth: boundaries first
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>

#include "tests/accuracy/gold_record.h"

/* Two lists side by side. `longest` has a cell for each pair of places in them: how many can be
 * aligned from there to the ends. */
struct sides {
    const struct json *want;
    const struct json *got;
    size_t wanted;
    size_t read;
    size_t *longest;
};

static size_t *longest_at(const struct sides *sides, size_t i, size_t k) {
    return &sides->longest[i * (sides->read + 1) + k];
}

static const struct json *words(const struct json *criteria, size_t index) {
    return json_get(json_at(criteria, index), "text");
}

static bool is_pair(const struct sides *sides, size_t i, size_t k) {
    return gold_same(words(sides->want, i), words(sides->got, k), false);
}

static void measure(const struct sides *sides) {
    for (size_t i = sides->wanted; i-- > 0;) {
        for (size_t k = sides->read; k-- > 0;) {
            size_t left = *longest_at(sides, i + 1, k);
            size_t right = *longest_at(sides, i, k + 1);
            size_t both = is_pair(sides, i, k) ? 1 + *longest_at(sides, i + 1, k + 1) : 0;
            size_t most = left > right ? left : right;
            *longest_at(sides, i, k) = both > most ? both : most;
        }
    }
}

static void judge_pair(const struct gold_place *place, const struct json *want,
                       const struct json *got) {
    static const char *const members[] = {"need", "group", "assessed"};
    struct gold_place inner = *place;
    inner.page = arena_printf(place->arena, "%s: %s", place->page,
                              gold_text(place, json_get(want, "text")));
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        const struct json *wanted = json_get(want, members[i]);
        const struct json *read = json_get(got, members[i]);
        gold_judge(&inner, members[i], wanted, read);
    }
}

/* Goes along both lists at once. @return how many were aligned */
static size_t walk(const struct gold_place *place, const struct sides *sides) {
    size_t i = 0;
    size_t k = 0;
    size_t aligned = 0;
    while (i < sides->wanted || k < sides->read) {
        bool both = i < sides->wanted && k < sides->read;
        if (both && is_pair(sides, i, k) &&
            *longest_at(sides, i, k) == 1 + *longest_at(sides, i + 1, k + 1)) {
            judge_pair(place, json_at(sides->want, i++), json_at(sides->got, k++));
            aligned++;
        } else if (k == sides->read ||
                   (both && *longest_at(sides, i + 1, k) >= *longest_at(sides, i, k + 1))) {
            gold_say(place, "recall", "missing %s", gold_text(place, words(sides->want, i++)));
        } else {
            gold_say(place, "precision", "extra %s", gold_text(place, words(sides->got, k++)));
        }
    }
    return aligned;
}

static void count(const struct gold_place *place, const char *field, size_t right, size_t all) {
    const char *name = arena_printf(place->arena, "%s%s", place->prefix, field);
    gold_count(place->figures, name ? name : field, place->column, right, all);
}

void gold_criteria(const struct gold_place *place, const char *name, const struct json *want,
                   const struct json *got) {
    struct gold_place inner = gold_inside(place, name);
    struct sides sides = {want, got, json_count(want), json_count(got), NULL};
    if (gold_is_open(want)) {
        return;
    }
    sides.longest =
        arena_alloc(place->arena, (sides.wanted + 1) * (sides.read + 1), sizeof(size_t));
    if (!sides.longest) {
        fprintf(stderr, "%s: no memory\n", place->page);
        exit(2);
    }
    measure(&sides);
    size_t aligned = walk(&inner, &sides);
    count(&inner, "recall", aligned, sides.wanted);
    count(&inner, "precision", aligned, sides.read);
    count(&inner, "f1", 2 * aligned, sides.wanted + sides.read);
}
