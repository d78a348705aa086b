/* matcher/requirement_soft.c - how a demand is weakened: status, softening, "not needed"
 * SPDX-License-Identifier: MIT
 */
#include "matcher/reading.h"

/* ---- how a qualification may be held --------------------------------------------------- */

static bool is_qualification(const struct part *part) {
    return part->atom.type == ATOM_QUALIFICATION;
}

/* The qualification behind the words "working towards", where nothing parts them. */
static struct part *qualification_behind(const struct reading *reading,
                                         const struct item *item) {
    enum { WORDS_MAX = 8 };
    for (size_t i = 0; i < reading->part_count; i++) {
        struct part *part = &reading->parts[i];
        bool behind = part->from >= item->to || (part->from < item->to && part->to > item->to);
        if (is_qualification(part) && behind && part->clause == item->clause &&
            part->from <= item->to + WORDS_MAX) {
            size_t from = part->from > item->to ? part->from : item->to;
            enum joint joint = reading_joint(reading, item->to, from);
            bool slash = reading->tokens.at[from].gap & GAP_SLASH;
            return joint == JOIN_NONE || joint == JOIN_COMMA || slash ? part : NULL;
        }
    }
    return NULL;
}

/* The one in front of them: its whole phrase, whose further subjects follow it. */
static struct part *qualification_before(const struct reading *reading,
                                         const struct item *item) {
    struct part *found = NULL;
    for (size_t i = 0; i < reading->part_count; i++) {
        struct part *part = &reading->parts[i];
        if (is_qualification(part) && part->from < item->from &&
            (!found || part->from > found->from)) {
            found = part;
        }
    }
    return found;
}

/* All subjects of one phrase are held alike. A weak rule ("expected to finish") does not change
 * what another has said. */
static void set_status(struct reading *reading, const struct part *part, enum holding status,
                       const char *rule, bool weak) {
    for (size_t i = 0; i < reading->part_count; i++) {
        struct part *other = &reading->parts[i];
        if (is_qualification(other) && other->from == part->from &&
            other->atom.status < status && !(weak && other->atom.status != HOLDING_HELD)) {
            other->atom.status = status;
            other->rule = rule;
        }
    }
}

/* "NVQ 3, or HNC, or willing to work towards": set off by a comma the words are said of all the
 * alternatives before them. */
static void set_all(struct reading *reading, const struct part *last, const struct item *item) {
    for (size_t i = (size_t)(last - reading->parts); i > 0; i--) {
        const struct part *part = &reading->parts[i];
        const struct part *before = &reading->parts[i - 1];
        bool listed = is_qualification(before) && before->clause == part->clause &&
                      (before->from == part->from ||
                       reading_joint(reading, before->to, part->from) == JOIN_OR);
        if (!listed) {
            return;
        }
        set_status(reading, before, item->atom.status, item->rule->id, item->rule->weak);
    }
}

/* "Willing to gain the Care Certificate and a level 2 diploma": what is joined to the first
 * with hardly a word between is held alike. */
static void set_following(struct reading *reading, const struct part *first,
                          const struct item *item) {
    enum { BETWEEN_MAX = 3 };
    const struct part *last = first;
    for (const struct part *part = first; part < reading->parts + reading->part_count; part++) {
        if (part->from == last->from) {
            continue; /* a further subject of the same */
        }
        bool joined = is_qualification(part) && part->clause == last->clause &&
                      part->from >= last->to && part->from - last->to <= BETWEEN_MAX &&
                      reading_joint(reading, last->to, part->from) != JOIN_NONE;
        for (size_t at = last->to; at < part->from && joined; at++) {
            joined = reading_is(reading, at, CUE_AND) || reading_is(reading, at, CUE_OR) ||
                     reading_is(reading, at, CUE_PLACE_ARTICLE);
        }
        if (!joined) {
            return;
        }
        set_status(reading, part, item->atom.status, item->rule->id, item->rule->weak);
        last = part;
    }
}

/* "Willing to undertake further training": a quality right behind the words says the same. */
static void drop_repeated(struct reading *reading, const struct item *item) {
    size_t kept = 0;
    for (size_t i = 0; i < reading->part_count; i++) {
        const struct part *part = &reading->parts[i];
        bool repeats = part->atom.type == ATOM_ATTRIBUTE && part->clause == item->clause &&
                       part->from >= item->to &&
                       reading_joint(reading, item->to, part->from) == JOIN_NONE;
        if (!repeats) {
            reading->parts[kept++] = *part;
        }
    }
    reading->part_count = kept;
}

/* "Willing to undertake training in carer awareness": what will be learned is no demand. */
static void drop_learned(struct reading *reading, const struct item *item) {
    enum { NEAR = 2 };
    bool training = false;
    for (size_t at = item->to; at < item->to + NEAR; at++) {
        training = training || tokens_is_one(&reading->tokens, at, "training|course");
    }
    size_t to = item->to;
    while (to < reading->tokens.count && reading->clauses[to] == item->clause &&
           !(reading->tokens.at[to].gap & GAP_COMMA)) {
        to++;
    }
    size_t kept = 0;
    for (size_t i = 0; i < reading->part_count; i++) {
        const struct part *part = &reading->parts[i];
        bool topic = part->atom.type == ATOM_KNOWLEDGE && part->from >= item->to;
        if (!training || !topic || part->from >= to) {
            reading->parts[kept++] = *part;
        }
    }
    reading->part_count = kept;
}

/* Where no qualification is named, willingness to learn is what is asked for, or enough. */
static void add_willingness(struct reading *reading, const struct item *item) {
    struct atom atom = {.type = ATOM_ATTRIBUTE,
                        .level = LEVEL_NONE,
                        .concept = item->atom.concept,
                        .words = tokens_source(&reading->tokens, item->from, item->to)};
    bool enough = item->from > 0 && reading_is(reading, item->from - 1, CUE_OR);
    for (size_t i = item->from; i < item->to; i++) {
        enough = enough || reading_is(reading, i, CUE_OR);
    }
    struct part part = {.atom = atom,
                        .from = item->from,
                        .to = item->to,
                        .clause = item->clause,
                        .joint = enough ? JOIN_OR : JOIN_NONE,
                        .rule = item->rule->id};
    drop_repeated(reading, item);
    drop_learned(reading, item);
    ARENA_PUSH(reading->scratch, reading->parts, reading->part_count, part);
    reading_sort_parts(reading);
}

/* "Baby massage training, or prepared to undertake": under Qualifications the words in front
 * are the name of one, though nothing knows it. */
static bool names_certificate(const struct reading *reading, const struct item *item) {
    return reading->hint == ATOM_QUALIFICATION && !reading->part_count && item->from > 0 &&
           reading_is(reading, item->from, CUE_OR);
}

void reading_set_status(struct reading *reading) {
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (item->class != ITEM_STATUS) {
            continue;
        }
        struct part *part = qualification_behind(reading, item);
        bool behind = part != NULL;
        part = part ? part : qualification_before(reading, item);
        if (part) {
            set_status(reading, part, item->atom.status, item->rule->id, item->rule->weak);
            if (behind) {
                set_following(reading, part, item);
            } else if (reading->tokens.at[item->from].gap & GAP_COMMA) {
                set_all(reading, part, item);
            }
        } else if (item->atom.concept && !names_certificate(reading, item)) {
            add_willingness(reading, item);
        }
    }
}

/* ---- softening ------------------------------------------------------------------------- */

/* The words that a softening item covers. */
struct cover {
    size_t from;
    size_t to;
};

static bool has_part(const struct reading *reading, size_t from, size_t to) {
    for (size_t i = 0; i < reading->part_count; i++) {
        if (reading->parts[i].from >= from && reading->parts[i].from < to) {
            return true;
        }
    }
    return false;
}

static size_t clause_from(const struct reading *reading, size_t at) {
    while (at > 0 && reading->clauses[at - 1] == reading->clauses[at]) {
        at--;
    }
    return at;
}

static size_t clause_to(const struct reading *reading, size_t at) {
    int clause = reading->clauses[at];
    while (at < reading->tokens.count && reading->clauses[at] == clause) {
        at++;
    }
    return at;
}

/* "A level 2 award in care, level 3 preferred": two levels of one ladder. */
static bool other_level(const struct part *a, const struct part *b) {
    return is_qualification(a) && is_qualification(b) && a->atom.level != b->atom.level;
}

/* Does a comma at word `at` part demands of other kinds: "able to travel, a car driver is
 * preferred"? */
static bool parts_with_another(const struct reading *reading, size_t at, size_t to) {
    const struct part *before = NULL;
    const struct part *after = NULL;
    for (size_t i = 0; i < reading->part_count; i++) {
        const struct part *part = &reading->parts[i];
        before = part->from < at ? part : before;
        after = !after && part->from >= at && part->from < to ? part : after;
    }
    return reading->tokens.at[at].gap & GAP_COMMA && before && after &&
           before->clause == after->clause &&
           (before->atom.type != after->atom.type || other_level(before, after));
}

/* Back to the clause's start, an opening bracket that holds a demand of its own, or what is
 * called essential; where nothing stands there ("Phlebotomy. Training will be given"), the
 * clause before. */
static struct cover cover_before(const struct reading *reading, const struct item *item) {
    size_t start = clause_from(reading, item->from);
    size_t from = item->from;
    while (from > start) {
        if (parts_with_another(reading, from, item->from)) {
            break;
        }
        bool bracket =
            reading->tokens.at[from].gap & GAP_OPEN && has_part(reading, from, item->from);
        if (bracket || reading_is(reading, from - 1, CUE_NEEDED)) {
            break;
        }
        from--;
    }
    if (!has_part(reading, from, item->from) && start > 0) {
        from = clause_from(reading, start - 1);
    }
    return (struct cover){from, item->to};
}

/* On to the clause's end or the bracket's. */
static struct cover cover_after(const struct reading *reading, const struct item *item) {
    size_t end = clause_to(reading, item->from);
    size_t to = item->to;
    while (to < end && !(reading->tokens.at[to].gap & GAP_CLOSE)) {
        to++;
    }
    return (struct cover){item->from, to};
}

static void drop(struct reading *reading, struct cover cover, const struct rule *rule) {
    size_t kept = 0;
    for (size_t i = 0; i < reading->part_count; i++) {
        const struct part *part = &reading->parts[i];
        if (part->from >= cover.from && part->from < cover.to) {
            reading->nothing = rule;
        } else {
            reading->parts[kept++] = *part;
        }
    }
    reading->part_count = kept;
}

/* "NHS experience is not essential": what stands right in front of the words says what. */
static struct cover cover_denied(const struct reading *reading, const struct item *item) {
    size_t from = item->from;
    size_t start = clause_from(reading, item->from);
    while (from > start && !reading_is(reading, from - 1, CUE_AND) &&
           !reading_is(reading, from - 1, CUE_OR) &&
           !(reading->tokens.at[from].gap & (GAP_COMMA | GAP_OPEN | GAP_CLOSE | GAP_COLON))) {
        from--;
    }
    return (struct cover){from, item->from};
}

/* Under a desirable heading all is soft already; where nothing says what a line is, its own
 * words do. */
static bool softens(const struct reading *reading, const struct item *item) {
    return item->class == ITEM_SOFT && reading->criterion->need != NEED_DESIRABLE;
}

/* A line of which no rule knows a word, or that goes on with "or willing to learn", or under
 * Qualifications with "or equivalent experience". */
static void add_unknown(struct reading *reading) {
    size_t to = reading->tokens.count;
    if (reading->part_count) {
        const struct part *first = &reading->parts[0];
        bool alternative = first->joint == JOIN_OR && (first->atom.type == ATOM_ATTRIBUTE ||
                                                       reading->hint == ATOM_QUALIFICATION);
        to = alternative ? first->from : 0;
    }
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        bool soft = softens(reading, item);
        if (item->class == ITEM_NOTHING || (soft && item->rule->soft != SOFT_AFTER)) {
            return;
        }
        to = soft && item->from < to ? item->from : to;
    }
    if (to > 0) {
        reading_add_bare_line(reading, to);
    }
}

void reading_drop_soft(struct reading *reading) {
    if (!reading->part_count || reading->parts[0].joint == JOIN_OR) {
        add_unknown(reading);
    }
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (item->class == ITEM_NOTHING) {
            reading->nothing = item->rule;
            drop(reading, cover_denied(reading, item), item->rule);
        }
        if (!softens(reading, item)) {
            continue;
        }
        bool after = item->rule->soft == SOFT_AFTER;
        if (!reading->part_count && !after) {
            reading->nothing = item->rule; /* nothing that is known is softened */
        }
        drop(reading, after ? cover_after(reading, item) : cover_before(reading, item),
             item->rule);
        if (after && !reading->part_count) {
            add_unknown(reading); /* "Pastoral care, preferably in a hospital" */
        }
    }
}
