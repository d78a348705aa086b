/* matcher/asks.c - the least that an advert's criteria let people in with
 * SPDX-License-Identifier: MIT
 */
#include "matcher/asks.h"

#include <string.h>

/* The easiest first. */
static const enum offer_asks order[] = {OFFER_ASKS_NEITHER, OFFER_ASKS_EXPERIENCE,
                                        OFFER_ASKS_NVQ2, OFFER_ASKS_NVQ3, OFFER_ASKS_HIGHER};
enum { RANKS = sizeof order / sizeof *order };

static int rank(enum offer_asks asks) {
    int at = 0;
    while (at < RANKS - 1 && order[at] != asks) {
        at++;
    }
    return at;
}

/* Subjects (rules/subjects.tsv) that nearly every advert asks for, whatever the work. */
static bool is_basic(const char *subject) {
    static const char *const basic[] = {"english", "maths", "english_and_maths"};
    for (size_t i = 0; subject && i < sizeof basic / sizeof *basic; i++) {
        if (strcmp(subject, basic[i]) == 0) {
            return true;
        }
    }
    return false;
}

static enum offer_asks qualification_asks(const struct atom *atom) {
    if (atom->status == HOLDING_WILLING || atom->level < 1 || is_basic(atom->subject)) {
        return OFFER_ASKS_NEITHER;
    }
    return atom->level <= 2   ? OFFER_ASKS_NVQ2
           : atom->level == 3 ? OFFER_ASKS_NVQ3
                              : OFFER_ASKS_HIGHER;
}

static int rank_of_atom(const struct atom *atom) {
    return rank(atom->type == ATOM_QUALIFICATION  ? qualification_asks(atom)
                : atom->type == ATOM_REGISTRATION ? OFFER_ASKS_HIGHER
                : atom->type == ATOM_EXPERIENCE   ? OFFER_ASKS_EXPERIENCE
                                                  : OFFER_ASKS_NEITHER);
}

static int rank_of_demand(const struct demand *demand) {
    int hardest = 0;
    for (size_t i = 0; i < demand->count; i++) {
        const int one = rank_of_atom(&demand->atoms[i]);
        hardest = one > hardest ? one : hardest;
    }
    return hardest;
}

static int rank_of_requirement(const struct requirement *requirement) {
    int easiest = requirement->count > 0 ? RANKS - 1 : 0;
    for (size_t i = 0; i < requirement->count; i++) {
        const int one = rank_of_demand(&requirement->any_of[i]);
        easiest = one < easiest ? one : easiest;
    }
    return easiest;
}

enum offer_asks asks_of(const struct requirement *requirements,
                        const struct criterion *criteria, size_t count) {
    int hardest = 0;
    bool is_said = false;
    for (size_t i = 0; i < count; i++) {
        is_said =
            is_said || criteria[i].need == NEED_ESSENTIAL || criteria[i].need == NEED_DESIRABLE;
        if (criteria[i].need == NEED_ESSENTIAL) {
            const int one = rank_of_requirement(&requirements[i]);
            hardest = one > hardest ? one : hardest;
        }
    }
    return is_said ? order[hardest] : OFFER_ASKS_NONE;
}
