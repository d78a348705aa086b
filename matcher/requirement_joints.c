/* matcher/requirement_joints.c - how the parts of a criterion are joined
 * SPDX-License-Identifier: MIT
 */
#include "matcher/requirement_group.h"

/* Words of items that are no atoms do not join: "or equivalent" joins nothing. */
bool reading_is_covered(const struct reading *reading, size_t at) {
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (at >= item->from && at < item->to && item->class != ITEM_CONCEPT) {
            return true;
        }
    }
    return false;
}

bool reading_is_concept(const struct reading *reading, size_t at) {
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (at >= item->from && at < item->to && item->class == ITEM_CONCEPT) {
            return true;
        }
    }
    return false;
}

bool reading_is(const struct reading *reading, size_t at, enum cue cue) {
    return rules_is(reading->rules, &reading->tokens, at, cue);
}

/* The last word that joins counts: "... or the like and a licence". */
enum joint reading_joint(const struct reading *reading, size_t from, size_t to) {
    enum joint joint = JOIN_NONE;
    const struct tokens *tokens = &reading->tokens;
    for (size_t i = from; i <= to && i < tokens->count; i++) {
        unsigned gap = tokens->at[i].gap;
        if (gap & GAP_SLASH) {
            joint = JOIN_OR;
        } else if (gap & (GAP_COMMA | GAP_SEMICOLON | GAP_STOP | GAP_COLON | GAP_OPEN)) {
            joint = joint == JOIN_NONE ? JOIN_COMMA : joint;
        }
        if (i == to || reading_is_covered(reading, i)) {
            continue;
        }
        if (reading_is(reading, i, CUE_OR)) {
            joint = JOIN_OR;
        } else if (reading_is_and(reading, i) || reading_is(reading, i, CUE_WITH)) {
            bool and_or = reading_is(reading, i + 1, CUE_OR);
            joint = and_or ? JOIN_OR : JOIN_AND;
        }
    }
    return joint;
}

/* "A communicator with a friendly manner", "a listener who shows patience"? */
static bool adds_quality(const struct reading *reading, size_t at, const struct item *item) {
    return item->concept && item->concept->kind == CONCEPT_ATTRIBUTE &&
           (reading_is(reading, at, CUE_WHO) || (tokens_is(&reading->tokens, at, "with") &&
                                                 reading_is(reading, at + 1, CUE_EVALUATES)));
}

enum joint reading_list_joint(const struct reading *reading, const struct item *a,
                              const struct item *b) {
    const struct tokens *tokens = &reading->tokens;
    enum joint joint = JOIN_NONE;
    for (size_t i = a->to; i <= b->from && i < tokens->count; i++) {
        unsigned gap = tokens->at[i].gap;
        joint = gap & GAP_SLASH ? JOIN_OR : joint;
        if (gap & (GAP_COMMA | GAP_SEMICOLON | GAP_COLON | GAP_OPEN | GAP_DASH)) {
            joint = joint == JOIN_NONE ? JOIN_COMMA : joint;
        }
        if (i < b->from && reading_is(reading, i, CUE_OR)) {
            joint = JOIN_OR;
        } else if (i < b->from && adds_quality(reading, i, b)) {
            joint = JOIN_AND;
        } else if (i < b->from && reading_is_and(reading, i)) {
            joint = reading_is(reading, i + 1, CUE_OR) ? JOIN_OR : JOIN_AND;
        }
    }
    return joint;
}
