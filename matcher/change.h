/* matcher/change.h - small changes to a profile: one line of the candidate file each
 * SPDX-License-Identifier: MIT
 *
 * What somebody could do next, or has only not said. Which ones are worth trying follows from
 * the profile and from what is asked for; what they bring is found by making them and judging
 * again (matcher/next_step.h for an advert, pipeline/outlook.h for all of them).
 */
#ifndef MATCHER_CHANGE_H
#define MATCHER_CHANGE_H

#include "matcher/mark.h"

enum change_kind {
    CHANGE_NONE = 0,
    CHANGE_EXAMPLE,     /* an example behind a skill that is claimed: index */
    CHANGE_NEW_EXAMPLE, /* a line of [skills] that is not there yet: concept */
    CHANGE_STATUS,      /* of a qualification: index, number is enum holding */
    CHANGE_LEVEL,       /* of a qualification: index, number is the level */
    CHANGE_MONTHS,      /* of work: index, number is how many there would be */
    CHANGE_KIND,        /* of work where it is not said: index, number is enum kind */
    CHANGE_DRIVES,
    CHANGE_VEHICLE,
    CHANGE_PATTERN,     /* one more: number is enum work_pattern */
    CHANGE_SPONSORSHIP, /* none is needed */
    CHANGE_WILLING, /* a qualification that is not listed, of which willingness is enough, in
                       a section of its own: concept is its name */
    CHANGE_KIND_COUNT
};

struct change {
    enum change_kind kind;
    size_t index;
    int number;
    const char *concept; /* of an example, or a name; else NULL; borrowed from rules, profile or
                            the arena of the list */
};

/** Changes, each once. */
struct changes {
    struct arena *arena;
    struct change *at;
    size_t count;
};

/** Add those that the profile suggests by itself: what is under way or wished for, what it does
 * not say, what it claims without an example. */
void change_collect_own(struct changes *changes, const struct judge *judge);

/** Add those that a requirement suggests which the profile does not meet: the months that are
 * short, a level more, an example of what the work needs. */
void change_collect(struct changes *changes, const struct judge *judge,
                    const struct requirement *requirement);

/** Make it.
 * @param copy fact_copy_profile's, the same as the profile that the change was collected for
 * @param arena holds what is new in it */
enum err change_apply(struct candidate *copy, struct arena *arena, const struct rules *rules,
                      const struct change *change, struct diag *diag);

/** The types of atom whose marks it may change: a set of enum atom_type. */
unsigned change_touches(const struct change *change);

/** How much it asks of a person: 0 is a matter of words; about the months that it takes. Only
 * the order counts. */
int change_size(const struct change *change, const struct candidate *candidate);

/** The key of the line ("qualification.nvq3.status"), what it would say, and the change in
 * words; NULL where the rules have no words for it. All in the arena. */
const char *change_key(const struct change *change, const struct judge *judge,
                       struct arena *arena);
const char *change_value(const struct change *change, const struct candidate *candidate,
                         struct arena *arena);
const char *change_words(const struct change *change, const struct judge *judge,
                         struct arena *arena);

#endif
