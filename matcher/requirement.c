/* matcher/requirement.c - a criterion becomes a requirement
 * SPDX-License-Identifier: MIT
 */
#include "matcher/requirement.h"

#include <string.h>

#include "matcher/reading.h"

/* The first group rule that matches the heading says what its bare lines are. */
static void read_heading(struct reading *reading) {
    const struct grammar *grammar = &reading->rules->grammar;
    struct span heading = span_of(reading->criterion->group);
    if (!heading.len) {
        return;
    }
    struct tokens tokens = tokens_read(reading->scratch, &reading->rules->words, heading);
    for (size_t i = 0; i < grammar->count; i++) {
        const struct rule *rule = &grammar->rules[i];
        if (rule->yield == YIELD_GROUP &&
            pattern_find(rule->pattern, tokens.flat, 0, NULL) == PATTERN_FOUND) {
            reading->hint = rule->atom.type == ATOM_OTHER ? ATOM_NONE : rule->atom.type;
            reading->hint_kinds = rule->atom.kinds;
            return;
        }
    }
}

static enum err set_other(struct requirement *out, struct reading *reading, struct span words,
                          struct diag *diag) {
    struct arena *arena = reading->arena;
    struct atom *atom = arena_alloc(arena, 1, sizeof *atom);
    struct demand *demand = arena_alloc(arena, 1, sizeof *demand);
    if (!atom || !demand) {
        return arena_check(arena, diag);
    }
    *atom = (struct atom){.type = ATOM_OTHER, .level = LEVEL_NONE, .words = words};
    reading_tell_words(reading, &atom->areas, 0, reading->tokens.count);
    *demand = (struct demand){atom, 1};
    *out = (struct requirement){.any_of = demand,
                                .count = 1,
                                .accepts_equivalent = reading->equivalent,
                                .rule = "other"};
    return ERR_NONE;
}

static void read_text(struct reading *reading, struct requirement *out) {
    struct span text = span_of(reading->criterion->text);
    reading->tokens = tokens_read(reading->scratch, &reading->rules->words, text);
    read_heading(reading);
    reading_find_items(reading);
    if (!reading->failed_pattern) {
        reading_make_parts(reading);
        reading_set_status(reading);
        reading_drop_soft(reading);
        reading_make_tree(reading, out);
    }
}

enum err requirement_read(struct requirement *out, struct arena *arena,
                          const struct rules *rules, const struct criterion *criterion,
                          struct diag *diag) {
    struct arena scratch;
    arena_init(&scratch, ARENA_PAGE_CAP);
    struct reading reading = {
        .arena = arena, .scratch = &scratch, .rules = rules, .criterion = criterion};
    struct requirement read = {.any_of = NULL};
    struct span text = span_trim(span_of(criterion->text));
    enum err err = ERR_NONE;
    read_text(&reading, &read);
    if (arena_check(&scratch, NULL) || arena_check(arena, NULL)) {
        err = arena->failed ? arena_check(arena, diag) : arena_check(&scratch, diag);
        goto out;
    }
    if (read.count == 0 || reading.failed_pattern) { /* half of the rules is no reading */
        read = (struct requirement){.any_of = NULL};
        err = set_other(&read, &reading, text, diag);
    }
    if (!err) {
        *out = read;
    }
    if (!err && reading.failed_pattern) {
        err = diag_set(diag, ERR_LIMIT, "a pattern of the rules ran into its limit");
    }
out:
    arena_fini(&scratch);
    return err;
}

enum err requirement_read_all(struct requirement **out, struct arena *arena,
                              const struct rules *rules, const struct vacancy *vacancy,
                              struct diag *diag) {
    size_t count = vacancy->criterion_count;
    struct requirement *all = arena_alloc(arena, count ? count : 1, sizeof *all);
    enum err err = ERR_NONE;
    if (!all) {
        return arena_check(arena, diag);
    }
    for (size_t i = 0; i < count && !err; i++) {
        err = requirement_read(&all[i], arena, rules, &vacancy->criteria[i], diag);
        /* A criterion that no pattern could be tried on is `other`, as the contract says. */
        err = err == ERR_LIMIT && !arena->failed ? ERR_NONE : err;
    }
    if (!err) {
        *out = all;
    }
    return err;
}
