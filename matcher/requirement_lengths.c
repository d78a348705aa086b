/* matcher/requirement_lengths.c - how long experience must be, and how it may have been come by
 * SPDX-License-Identifier: MIT
 */
#include "matcher/requirement_group.h"

static size_t distance(const struct part *part, const struct item *item) {
    if (item->to <= part->from) {
        return part->from - item->to;
    }
    return item->from >= part->to ? item->from - part->to : 0;
}

/* The experience that an item tells of: the nearest in its clause, else anywhere. */
static struct part *nearest(const struct reading *reading, const struct item *item,
                            bool anywhere) {
    struct part *best = NULL;
    for (size_t i = 0; i < reading->part_count; i++) {
        struct part *part = &reading->parts[i];
        if (part->atom.type != ATOM_EXPERIENCE || (!anywhere && part->clause != item->clause)) {
            continue;
        }
        if (!best || distance(part, item) < distance(best, item)) {
            best = part;
        }
    }
    return best;
}

/* Is the length that of a licence or a course, which stands nearer? */
static bool belongs_elsewhere(const struct reading *reading, const struct item *item) {
    for (size_t i = 0; i < reading->part_count; i++) {
        const struct part *part = &reading->parts[i];
        if (part->atom.type != ATOM_EXPERIENCE && part->clause == item->clause &&
            (part->atom.type == ATOM_DRIVING || part->atom.type == ATOM_HEALTH ||
             part->atom.type == ATOM_AVAILABILITY || part->atom.type == ATOM_LANGUAGE ||
             part->atom.type == ATOM_RIGHT_TO_WORK)) {
            return true;
        }
    }
    return false;
}

/* A length with no experience named is one of its own: "NVQ 2 plus two years". */
static void add_length(struct reading *reading, const struct item *item) {
    struct part *part = nearest(reading, item, false);
    enum { NEAR = 14 };
    bool other = part && part->atom.months > 0 && item->from >= part->to &&
                 reading_joint(reading, part->to, item->from) == JOIN_OR;
    if (other) { /* "two years of care work, or one year and an NVQ 3" */
        part = NULL;
    }
    if (part && distance(part, item) <= NEAR &&
        (part->atom.months == 0 || item->months < part->atom.months)) {
        bool range = part->atom.months > 0;
        if (!range) {
            part->atom.months = item->months;
            size_t from = item->from < part->from ? item->from : part->from;
            size_t to = item->to > part->to ? item->to : part->to;
            part->from = from;
            part->to = to;
            part->atom.words = tokens_source(&reading->tokens, from, to);
        }
        return;
    }
    if (part || belongs_elsewhere(reading, item)) {
        return;
    }
    struct atom atom = group_atom(ATOM_EXPERIENCE, NULL);
    atom.months = item->months;
    struct part *added =
        reading_add_part(reading, atom, item->from, item->to, "experience.length");
    const char *told = head_complement(reading, item); /* "two years as an analyst" */
    if (added && told) {
        part_add_area(reading, added, told);
    }
    reading_sort_parts(reading);
}

static void add_kinds(struct reading *reading, const struct item *item) {
    struct part *part = nearest(reading, item, false);
    part = part ? part : nearest(reading, item, true);
    for (size_t i = 0; part && i < reading->part_count; i++) {
        struct part *other = &reading->parts[i];
        if (other->atom.type == ATOM_EXPERIENCE && other->clause == part->clause &&
            (other == part ||
             (other->joint == JOIN_AND && (!part->atom.months || other->atom.months)))) {
            other->atom.kinds |= item->atom.kinds;
        }
    }
}

/* The parts of one experience share its length. */
static void share_lengths(struct reading *reading) {
    for (size_t i = 1; i < reading->part_count; i++) {
        struct part *part = &reading->parts[i];
        const struct part *before = &reading->parts[i - 1];
        if (part->atom.type == ATOM_EXPERIENCE && before->atom.type == ATOM_EXPERIENCE &&
            part->joint == JOIN_AND && part->atom.months == 0) {
            part->atom.months = before->atom.months;
            part->atom.kinds |= before->atom.kinds;
        }
    }
}

void reading_add_lengths(struct reading *reading) {
    for (size_t i = 0; i < reading->item_count; i++) {
        if (reading->items[i].class == ITEM_MONTHS) {
            add_length(reading, &reading->items[i]);
        }
    }
    for (size_t i = 0; i < reading->item_count; i++) {
        if (reading->items[i].class == ITEM_KIND) {
            add_kinds(reading, &reading->items[i]);
        }
    }
    share_lengths(reading);
}
