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
        if (tokens_is_one(tokens, i, "or|alternatively|otherwise")) {
            joint = JOIN_OR;
        } else if (tokens_is_one(tokens, i, "and|plus|with|including|alongside|together")) {
            bool and_or = tokens_is(tokens, i + 1, "or");
            joint = and_or ? JOIN_OR : JOIN_AND;
        }
    }
    return joint;
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
        if (i < b->from && tokens_is(tokens, i, "or")) {
            joint = JOIN_OR;
        } else if (i < b->from && tokens_is_one(tokens, i, "and|plus")) {
            joint = tokens_is(tokens, i + 1, "or") ? JOIN_OR : JOIN_AND;
        }
    }
    return joint;
}

size_t head_complement_end(const struct reading *reading, const struct item *head) {
    const struct tokens *tokens = &reading->tokens;
    size_t end = head->to;
    while (end < tokens->count && reading->clauses[end] == head->clause &&
           !(end > head->to && tokens->at[end].gap & (GAP_COMMA | GAP_COLON | GAP_OPEN))) {
        bool stop = false;
        for (size_t i = 0; i < reading->item_count; i++) {
            stop =
                stop || (reading->items[i].from == end && !item_is_generic(&reading->items[i]));
        }
        if (stop) {
            break;
        }
        end++;
    }
    while (end > head->to && tokens_is_one(tokens, end - 1, "and|or|with|plus")) {
        end--;
    }
    return end;
}

/* The words in front of a head without a complement: "switchboard experience". */
static size_t complement_start(const struct reading *reading, const struct item *head) {
    const struct tokens *tokens = &reading->tokens;
    size_t start = head->from;
    while (start > 0 && reading->clauses[start - 1] == head->clause &&
           !(tokens->at[start].gap & (GAP_COMMA | GAP_COLON | GAP_OPEN | GAP_CLOSE)) &&
           !tokens_is_one(tokens, start - 1, "and|or|with|of|in|least|minimum")) {
        for (size_t i = 0; i < reading->item_count; i++) {
            if (reading->items[i].to == start) {
                return start;
            }
        }
        start--;
    }
    return start;
}

const char *head_complement(const struct reading *reading, const struct item *head) {
    size_t end = head_complement_end(reading, head);
    const char *slug =
        rules_slug(reading->rules, reading->arena, &reading->tokens, head->to, end);
    if (slug) {
        return slug;
    }
    size_t start = complement_start(reading, head);
    return rules_slug(reading->rules, reading->arena, &reading->tokens, start, head->from);
}
