/* matcher/mark.c - marks for requirements: the table of types, "and" and "or"
 * SPDX-License-Identifier: MIT
 */
#include "matcher/mark.h"

#include "matcher/gate.h"
#include "matcher/rules_private.h"

static const char *const lack_words[LACK_COUNT] = {
    [LACK_ALL] = "all",         [LACK_EXAMPLE] = "example",
    [LACK_LENGTH] = "length",   [LACK_LENGTH_UNSAID] = "length_unsaid",
    [LACK_SETTING] = "setting", [LACK_KIND] = "kind",
    [LACK_LEVEL] = "level",     [LACK_SUBJECT] = "subject",
    [LACK_FINISH] = "finish",   [LACK_START] = "start",
    [LACK_STATUS] = "status",   [LACK_LICENCE] = "licence",
    [LACK_VEHICLE] = "vehicle", [LACK_PATTERN] = "pattern",
    [LACK_BODY] = "body",       [LACK_SPONSORSHIP] = "sponsorship",
    [LACK_WORDS] = "words",
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

static marker *const markers[ATOM_COUNT] = {
    [ATOM_QUALIFICATION] = mark_qualification,
    [ATOM_EXPERIENCE] = mark_experience,
    [ATOM_KNOWLEDGE] = mark_knowledge,
    [ATOM_SKILL] = mark_skill,
    [ATOM_ATTRIBUTE] = mark_attribute,
    [ATOM_DRIVING] = mark_driving,
    [ATOM_AVAILABILITY] = mark_availability,
    [ATOM_REGISTRATION] = mark_registration,
    [ATOM_RIGHT_TO_WORK] = mark_right_to_work,
    [ATOM_DBS] = mark_later,
    [ATOM_LANGUAGE] = mark_language,
    [ATOM_HEALTH] = mark_later,
    [ATOM_OTHER] = mark_other,
};

/* Which facts which types look at. A profile's lines are looked at by all that wants words;
 * lengths and employers by experience alone, and by a qualification that it may stand for.
 * Where experience of a skill is asked for it is marked as one; a course may be told of in a
 * line. */
enum {
    BY_CONCEPT = 1 << ATOM_SKILL | 1 << ATOM_ATTRIBUTE | 1 << ATOM_KNOWLEDGE,
    BY_WORDS = BY_CONCEPT | 1 << ATOM_AVAILABILITY | 1 << ATOM_LANGUAGE | 1 << ATOM_OTHER,
    BY_WORK = 1 << ATOM_EXPERIENCE | 1 << ATOM_QUALIFICATION,
    BY_PAPERS = 1 << ATOM_QUALIFICATION | 1 << ATOM_REGISTRATION | 1 << ATOM_LANGUAGE
};

static const unsigned touches[FACT_FIELD_COUNT] = {
    [FACT_DRIVES] = 1 << ATOM_DRIVING | 1 << ATOM_AVAILABILITY,
    [FACT_VEHICLE] = 1 << ATOM_DRIVING | 1 << ATOM_AVAILABILITY,
    [FACT_SPONSORSHIP] = 1 << ATOM_RIGHT_TO_WORK,
    [FACT_PATTERNS] = 1 << ATOM_AVAILABILITY,
    [FACT_TRAVEL] = 1 << ATOM_AVAILABILITY,
    [FACT_NAME] = BY_PAPERS | BY_WORDS | 1 << ATOM_EXPERIENCE,
    [FACT_LEVEL] = BY_PAPERS | BY_WORDS | 1 << ATOM_EXPERIENCE,
    [FACT_STATUS] = BY_PAPERS | BY_WORDS | 1 << ATOM_EXPERIENCE,
    [FACT_AREA] = BY_WORK | BY_WORDS,
    [FACT_KIND] = BY_WORK | BY_WORDS,
    [FACT_MONTHS] = BY_WORK,
    [FACT_FROM] = BY_WORK,
    [FACT_TO] = BY_WORK,
    [FACT_EMPLOYER] = BY_WORK,
    [FACT_EVIDENCE] = BY_WORK | BY_WORDS,
    [FACT_SKILL] = BY_WORK | BY_WORDS,
};

unsigned mark_touches(enum fact_field field) { return touches[field]; }

struct mark mark_of(int mark, enum mark_lack lack) {
    return (struct mark){mark, mark > 0 ? STANDING_FOR : STANDING_UNKNOWN, lack};
}

int mark_equivalent_months(int level) {
    enum { YEAR = 12, FIRST_LEVEL = 2 };
    return level > FIRST_LEVEL ? YEAR * (level - FIRST_LEVEL + 1) : YEAR;
}

struct mark mark_atom(const struct judge *judge, const struct requirement *requirement,
                      const struct atom *atom, struct facts *facts) {
    marker *mark = markers[atom->type];
    if (facts) {
        facts->atom = atom;
    }
    return mark ? mark(judge, requirement, atom, facts) : mark_of(0, LACK_ALL);
}

/* ---- ids --------------------------------------------------------------------------------- */

static void intern(const struct ontology *ontology, const char **id) {
    const struct concept_row *row = ontology_row(ontology, *id);
    *id = row ? row->id : *id;
}

static void intern_atom(const struct rules *rules, struct atom *atom) {
    intern(&rules->subjects, &atom->subject);
    if (atom->type == ATOM_EXPERIENCE) {
        for (size_t i = 0; i < atom->areas.count; i++) {
            intern(&rules->concepts, &atom->areas.at[i]);
        }
    } else {
        intern(&rules->concepts, &atom->concept);
    }
}

void mark_intern(const struct rules *rules, struct requirement *requirement) {
    for (size_t i = 0; i < requirement->count; i++) {
        struct demand *demand = &requirement->any_of[i];
        for (size_t j = 0; j < demand->count; j++) {
            intern_atom(rules, &demand->atoms[j]);
        }
    }
}

/* ---- and --------------------------------------------------------------------------------- */

/* Where the marks of atoms come from, and the rules. */
struct joining {
    const struct rules *rules;
    const struct requirement *requirement;
    atom_marker *of;
    void *state;
};

static struct mark mark_of_atom(const struct joining *joining, const struct atom *atom) {
    return joining->of(joining->state, joining->requirement, atom);
}

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

static bool asks_for_times(const struct demand *demand) {
    bool asks = false;
    for (size_t i = 0; i < demand->count; i++) {
        asks |= demand->atoms[i].type == ATOM_AVAILABILITY;
    }
    return asks;
}

/* "Flexible: earlies, lates and sleep-ins": how somebody takes times of work is told by the
 * times that they work. */
static bool is_manner(const struct demand *demand, const struct atom *atom, struct mark mark) {
    bool is_soft = atom->type == ATOM_ATTRIBUTE || atom->type == ATOM_SKILL;
    return is_soft && mark.mark > 0 && asks_for_times(demand);
}

static const struct concept_row *concept_of(const struct rules *rules,
                                            const struct atom *atom) {
    bool is_concept = atom->type == ATOM_SKILL || atom->type == ATOM_ATTRIBUTE ||
                      atom->type == ATOM_KNOWLEDGE;
    return is_concept ? ontology_row(&rules->concepts, atom->concept) : NULL;
}

/* "Communication skills, able to engage with people": of two that go together, or are one a
 * part of the other, an example of one is an example of what the criterion asks for. */
static bool is_carried(const struct joining *joining, const struct demand *demand,
                       const struct atom *atom, struct mark mark) {
    const struct concept_row *row = mark.mark == 1 ? concept_of(joining->rules, atom) : NULL;
    bool is = false;
    for (size_t i = 0; row && !is && i < demand->count; i++) {
        const struct atom *other = &demand->atoms[i];
        const struct concept_row *with = concept_of(joining->rules, other);
        is = with && other != atom && ordinary_go_together(joining->rules, row, with) &&
             mark_of_atom(joining, other).mark == 2;
    }
    return is;
}

static bool lists(const struct rules *rules, const struct concept_row *row,
                  const struct concept_row *other) {
    bool is = false;
    for (size_t i = 0; i < row->neighbour_count; i++) {
        is |= &rules->concepts.rows[row->neighbours[i]] == other;
    }
    return is;
}

/* Qualities that the table calls neighbours of each other, both ways, are one quality in two
 * words: kindness and compassion. */
static bool is_other_word(const struct rules *rules, const struct concept_row *one,
                          const struct concept_row *other) {
    return one->kind == CONCEPT_ATTRIBUTE && other->kind == CONCEPT_ATTRIBUTE &&
           lists(rules, one, other) && lists(rules, other, one);
}

/* "Kind, caring and compassionate" asks for one thing in three words: where at least half of
 * such a row are shown, an example carries the other word for it, if that is not absent. Two
 * demands stay two, and unlike ones are each shown by themselves. */
static bool is_same_said(const struct joining *joining, const struct demand *demand,
                         const struct atom *atom, struct mark mark) {
    enum { ROW_MIN = 3 };
    bool is_row = mark.mark == 1 && demand->count >= ROW_MIN;
    const struct concept_row *row = is_row ? concept_of(joining->rules, atom) : NULL;
    size_t shown = 0;
    bool is = false;
    for (size_t i = 0; row && i < demand->count; i++) {
        const struct concept_row *with = concept_of(joining->rules, &demand->atoms[i]);
        bool is_shown = with && mark_of_atom(joining, &demand->atoms[i]).mark == 2;
        shown += is_shown;
        is |= is_shown && is_other_word(joining->rules, row, with);
    }
    return is && shown * 2 >= demand->count;
}

/* Both shown 2, one shown 1; of more demands at least half must be shown for 1. What is looked
 * at later is left out, unless there is nothing else. */
static struct joint mark_demand(const struct joining *joining, const struct demand *demand) {
    struct mark weakest = {.mark = 2, .standing = STANDING_FOR};
    struct joint joint = {.mark = {.standing = STANDING_LATER}};
    size_t count = 0;
    size_t shown = 0;
    for (size_t i = 0; i < demand->count; i++) {
        const struct atom *atom = &demand->atoms[i];
        struct mark mark = mark_of_atom(joining, atom);
        if (mark.standing == STANDING_LATER) {
            continue;
        }
        count++;
        shown += mark.mark > 0;
        if (is_weaker(mark, weakest) && !is_manner(demand, atom, mark) &&
            !is_carried(joining, demand, atom, mark) &&
            !is_same_said(joining, demand, atom, mark)) {
            weakest = mark;
            joint.atom = atom;
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

/* The best alternative goes to `*chosen`, NULL where nothing is asked. */
static struct judgement join(const struct demand **chosen, const struct joining *joining) {
    const struct requirement *requirement = joining->requirement;
    struct joint best = {.mark = {.standing = STANDING_LATER}};
    bool passes = false;
    *chosen = NULL;
    if (requirement_asks_nothing(requirement)) {
        return (struct judgement){.verdict = VERDICT_UNKNOWN, .asks_nothing = true};
    }
    for (size_t i = 0; i < requirement->count; i++) {
        const struct demand *demand = &requirement->any_of[i];
        struct joint joint = mark_demand(joining, demand);
        passes |= joint.mark.mark > 0 && joint.mark.mark >= gate_needs_of(demand);
        if (!*chosen || worth(joint.mark) > worth(best.mark)) {
            best = joint;
            *chosen = demand;
        }
    }
    enum verdict verdict = verdict_of(best.mark);
    return (struct judgement){.mark = verdict == VERDICT_LATER ? MARK_NONE : best.mark.mark,
                              .verdict = verdict,
                              .passes = passes,
                              .lack = best.mark.lack,
                              .atom = best.atom};
}

struct judgement mark_join(const struct rules *rules, const struct requirement *requirement,
                           atom_marker *of, void *state) {
    const struct joining joining = {rules, requirement, of, state};
    const struct demand *chosen = NULL;
    return join(&chosen, &joining);
}

/* Marking with the judge himself. */
struct marking {
    const struct judge *judge;
    struct facts *facts;
};

static struct mark mark_one(void *state, const struct requirement *requirement,
                            const struct atom *atom) {
    const struct marking *marking = state;
    return mark_atom(marking->judge, requirement, atom, marking->facts);
}

struct judgement mark_requirement(const struct judge *judge,
                                  const struct requirement *requirement, struct facts *facts) {
    struct marking marking = {judge, NULL};
    const struct joining joining = {judge->rules, requirement, mark_one, &marking};
    const struct demand *chosen = NULL;
    struct judgement judgement = join(&chosen, &joining);
    if (facts && chosen && judgement.mark > 0) {
        marking.facts = facts;
        (void)mark_demand(&joining, chosen);
    }
    return judgement;
}
