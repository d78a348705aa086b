/* matcher/mark.c - marks for requirements: the table of types, "and" and "or"
 * SPDX-License-Identifier: MIT
 */
#include "matcher/mark.h"

#include "matcher/gate.h"

static const char *const lack_words[LACK_COUNT] = {
    [LACK_ALL] = "all",         [LACK_EXAMPLE] = "example",
    [LACK_LENGTH] = "length",   [LACK_LENGTH_UNSAID] = "length_unsaid",
    [LACK_SETTING] = "setting", [LACK_KIND] = "kind",
    [LACK_LEVEL] = "level",     [LACK_SUBJECT] = "subject",
    [LACK_FINISH] = "finish",   [LACK_START] = "start",
    [LACK_STATUS] = "status",   [LACK_LICENCE] = "licence",
    [LACK_VEHICLE] = "vehicle",
};
const struct vocab vocab_lack = {lack_words, LACK_COUNT};

static struct mark mark_later(const struct judge *judge, const struct requirement *requirement,
                              const struct atom *atom, struct facts *facts) {
    (void)judge;
    (void)requirement;
    (void)atom;
    (void)facts;
    return (struct mark){.standing = STANDING_LATER};
}

/* What is judged so far; the other types are unknown. */
static marker *const markers[ATOM_COUNT] = {
    [ATOM_QUALIFICATION] = mark_qualification,
    [ATOM_EXPERIENCE] = mark_experience,
    [ATOM_SKILL] = mark_skill,
    [ATOM_DRIVING] = mark_driving,
    [ATOM_DBS] = mark_later,
    [ATOM_HEALTH] = mark_later,
};

struct mark mark_of(int mark, enum lack lack) {
    return (struct mark){mark, mark > 0 ? STANDING_FOR : STANDING_UNKNOWN, lack};
}

int mark_equivalent_months(int level) {
    enum { YEAR = 12, FIRST_LEVEL = 2 };
    return level > FIRST_LEVEL ? YEAR * (level - FIRST_LEVEL + 1) : YEAR;
}

static struct mark mark_atom(const struct judge *judge, const struct requirement *requirement,
                             const struct atom *atom, struct facts *facts) {
    marker *mark = markers[atom->type];
    if (facts) {
        facts->atom = atom;
    }
    return mark ? mark(judge, requirement, atom, facts) : mark_of(0, LACK_ALL);
}

/* ---- and --------------------------------------------------------------------------------- */

/* One alternative, marked. */
struct joint {
    struct mark mark;
    const struct atom
        *atom; /* the weakest demand, the first of several; NULL where all is met */
};

/* Is the first mark the weaker one? A fact against is weaker than none. */
static bool is_weaker(struct mark a, struct mark b) {
    bool against = a.standing == STANDING_AGAINST;
    if (against != (b.standing == STANDING_AGAINST)) {
        return against;
    }
    return a.mark < b.mark;
}

/* Both shown 2, one shown 1; of more demands at least half must be shown for 1. What is looked
 * at later is left out, unless there is nothing else. */
static struct joint mark_demand(const struct judge *judge,
                                const struct requirement *requirement,
                                const struct demand *demand, struct facts *facts) {
    struct mark weakest = {.mark = 2, .standing = STANDING_FOR};
    struct joint joint = {.mark = {.standing = STANDING_LATER}};
    size_t count = 0;
    size_t shown = 0;
    for (size_t i = 0; i < demand->count; i++) {
        struct mark mark = mark_atom(judge, requirement, &demand->atoms[i], facts);
        if (mark.standing == STANDING_LATER) {
            continue;
        }
        count++;
        shown += mark.mark > 0;
        if (is_weaker(mark, weakest)) {
            weakest = mark;
            joint.atom = &demand->atoms[i];
        }
    }
    if (count > 0) {
        bool is_half = weakest.standing != STANDING_AGAINST && shown > 0 && shown * 2 >= count;
        joint.mark = weakest.mark > 0 ? weakest : mark_of(is_half ? 1 : 0, weakest.lack);
    }
    if (weakest.standing == STANDING_AGAINST) {
        joint.mark = weakest;
    }
    return joint;
}

/* ---- or ---------------------------------------------------------------------------------- */

/* Later, against, unknown, 1, 2. */
static int worth(struct mark mark) {
    static const int of_standing[] = {[STANDING_LATER] = 0,
                                      [STANDING_AGAINST] = 1,
                                      [STANDING_UNKNOWN] = 2,
                                      [STANDING_FOR] = 2};
    return of_standing[mark.standing] + mark.mark;
}

static enum verdict verdict_of(struct mark mark) {
    static const enum verdict of_standing[] = {[STANDING_LATER] = VERDICT_LATER,
                                               [STANDING_AGAINST] = VERDICT_NOT_MET,
                                               [STANDING_UNKNOWN] = VERDICT_UNKNOWN,
                                               [STANDING_FOR] = VERDICT_PARTLY};
    return mark.mark == 2 ? VERDICT_MET : of_standing[mark.standing];
}

struct judgement mark_requirement(const struct judge *judge,
                                  const struct requirement *requirement, struct facts *facts) {
    struct joint best = {.mark = {.standing = STANDING_LATER}};
    const struct demand *chosen = NULL;
    bool passes = false;
    if (requirement_asks_nothing(requirement)) {
        return (struct judgement){.verdict = VERDICT_UNKNOWN, .asks_nothing = true};
    }
    for (size_t i = 0; i < requirement->count; i++) {
        const struct demand *demand = &requirement->any_of[i];
        struct joint joint = mark_demand(judge, requirement, demand, NULL);
        passes |= joint.mark.mark > 0 && joint.mark.mark >= gate_needs_of(demand);
        if (!chosen || worth(joint.mark) > worth(best.mark)) {
            best = joint;
            chosen = demand;
        }
    }
    if (facts && chosen && best.mark.mark > 0) {
        (void)mark_demand(judge, requirement, chosen, facts);
    }
    enum verdict verdict = verdict_of(best.mark);
    return (struct judgement){.mark = verdict == VERDICT_LATER ? MARK_NONE : best.mark.mark,
                              .verdict = verdict,
                              .passes = passes,
                              .lack = best.mark.lack,
                              .atom = best.atom};
}
