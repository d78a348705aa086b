/* matcher/mark_experience.c - a demand for experience: setting, kind, length
 * SPDX-License-Identifier: MIT
 *
 * What is shown and what is left unsaid are kept apart: the right setting without a word on the
 * length, or on whether it was paid, is 1 (as a licence without a word on a car is); the right
 * setting for less than half of the length speaks against.
 */
#include "matcher/mark_dossier.h"

/* So many areas are looked through for those that say little. */
enum { AREAS_KEPT = 16 };

/* A demand, as it is held against the entries. */
struct asked {
    const struct strings *areas;
    unsigned kinds;
    bool is_any_kind;
    int months;              /* 0: no length */
    int most;                /* the best mark that it can give */
    bool is_equivalent;      /* stands in for a qualification: being too short is not against */
    const char *field;       /* of that qualification */
    struct strings in_field; /* the same as a list, where the demand names no area */
    const char *kept[AREAS_KEPT];
    struct strings specific; /* the areas without those that say no more than "people" */
};

static const struct atom *find_qualification(const struct requirement *requirement) {
    for (size_t i = 0; i < requirement->count; i++) {
        const struct demand *demand = &requirement->any_of[i];
        for (size_t j = 0; j < demand->count; j++) {
            if (demand->atoms[j].type == ATOM_QUALIFICATION) {
                return &demand->atoms[j];
            }
        }
    }
    return NULL;
}

/* From the certificates of higher education on (RQF 4) any work is not worth the degree: where
 * the field is not named, whose equivalent it is stays open. */
enum { HIGHER_LEVEL = 4 };

static bool says_little(const struct rules *rules, const char *area) {
    const struct concept_row *row = ontology_row(&rules->concepts, area);
    return row && row->facet == FACET_GENERIC && rules->care &&
           ontology_within(&rules->concepts, row, rules->care);
}

/* "Supporting people who misuse drugs": whom it was beside any people is asked for. */
static void keep_specific(struct asked *asked, const struct rules *rules) {
    const struct strings *areas = asked->areas;
    size_t count = 0;
    for (size_t i = 0; i < areas->count && areas->count <= AREAS_KEPT; i++) {
        if (!says_little(rules, areas->at[i])) {
            asked->kept[count++] = areas->at[i];
        }
    }
    if (count > 0 && count < areas->count) {
        asked->specific = (struct strings){asked->kept, count};
        asked->areas = &asked->specific;
    }
}

/* "NVQ 2 or equivalent experience": as much as the qualification takes, in its field. */
static void read_asked(struct asked *out, const struct judge *judge,
                       const struct requirement *requirement, const struct atom *atom) {
    const struct atom *qualification = find_qualification(requirement);
    bool is_bare = atom->areas.count == 0 && atom->kinds == 0;
    *out = (struct asked){
        .areas = &atom->areas, .kinds = atom->kinds, .months = atom->months, .most = 2};
    out->is_any_kind = experience_kinds(atom->kinds) == 0;
    keep_specific(out, judge->rules);
    if (atom->months > 0 || !qualification || requirement->count < 2 ||
        (!is_bare && !atom->stands_in)) {
        return;
    }
    out->months = mark_equivalent_months(qualification->level);
    out->is_equivalent = true;
    out->most = !qualification->subject && qualification->level >= HIGHER_LEVEL ? 1 : 2;
    out->field = dossier_field(judge, qualification->subject);
    out->in_field = (struct strings){&out->field, 1};
    out->areas = is_bare && qualification->subject ? &out->in_field : &atom->areas;
}

/* What stands in for a qualification is work: who has lived through something, or cared for one
 * person, has learnt a part of it. */
static enum grade grade_of(const struct asked *asked, const struct held_experience *held,
                           enum grade grade) {
    bool is_own = held->kind == KIND_LIVED || held->kind == KIND_CARING;
    return asked->is_equivalent && is_own && grade > GRADE_NEAR ? GRADE_NEAR : grade;
}

/* A mark, and of which grade the entries are that it rests on. */
struct rested {
    struct mark mark;
    enum grade grade;
};

/* The best that the profile tells of the work; [skills] too where neither length nor kind is
 * asked for. */
static enum grade best_grade(const struct judge *judge, const struct asked *asked) {
    enum grade best =
        asked->is_any_kind ? dossier_grade_skills(judge, asked->areas) : GRADE_NONE;
    for (size_t i = 0; i < judge->candidate->experience_count; i++) {
        enum grade grade = dossier_grade(judge, i, asked->areas, asked->kinds).grade;
        best = grade > best ? grade : best;
    }
    return best;
}

static struct rested mark_presence(const struct judge *judge, const struct asked *asked) {
    enum grade best = best_grade(judge, asked);
    if (best >= GRADE_TOLD) {
        return (struct rested){mark_of(2, LACK_NONE), GRADE_TOLD};
    }
    if (best == GRADE_NEAR) {
        return (struct rested){mark_of(1, asked->is_any_kind ? LACK_SETTING : LACK_KIND),
                               GRADE_NEAR};
    }
    return (struct rested){mark_of(0, LACK_ALL), GRADE_NONE};
}

static struct rested mark_months(const struct asked *asked, struct experience_sum right,
                                 struct experience_sum near) {
    if (right.months >= asked->months) {
        return (struct rested){mark_of(2, LACK_NONE), GRADE_RIGHT};
    }
    if (right.months * 2 >= asked->months) {
        return (struct rested){mark_of(1, LACK_LENGTH), GRADE_RIGHT};
    }
    if (right.has_unsaid) {
        return (struct rested){mark_of(1, LACK_LENGTH_UNSAID), GRADE_RIGHT};
    }
    if (near.months * 2 >= asked->months) {
        return (struct rested){mark_of(1, LACK_SETTING), GRADE_NEAR};
    }
    bool is_against = right.entries > 0 && !near.has_unsaid && !asked->is_equivalent;
    struct mark mark = {0, is_against ? STANDING_AGAINST : STANDING_UNKNOWN, LACK_LENGTH};
    return (struct rested){near.entries > 0 ? mark : mark_of(0, LACK_ALL), GRADE_NONE};
}

static struct rested mark_length(const struct judge *judge, const struct asked *asked) {
    const struct candidate *candidate = judge->candidate;
    unsigned char *grades = dossier_scratch(judge);
    if (!grades) {
        return (struct rested){mark_of(0, LACK_ALL), GRADE_NONE};
    }
    for (size_t i = 0; i < candidate->experience_count; i++) {
        enum grade grade = dossier_grade(judge, i, asked->areas, asked->kinds).grade;
        grades[i] = (unsigned char)grade_of(asked, &candidate->experiences[i], grade);
    }
    return mark_months(asked,
                       experience_add_graded(candidate, grades, GRADE_RIGHT, judge->today),
                       experience_add_graded(candidate, grades, GRADE_NEAR, judge->today));
}

/* The setting first, then the kind, then the length: without the setting the rest is nothing.
 */
static void cite(const struct judge *judge, const struct asked *asked, size_t index,
                 struct facts *facts) {
    const struct candidate *candidate = judge->candidate;
    const struct held_experience *held = &candidate->experiences[index];
    struct graded graded = experience_grade(judge->rules, held, asked->areas, asked->kinds);
    bool has_setting = experience_cite_setting(facts, candidate, index, graded.setting);
    if (!asked->is_any_kind && held->kind) {
        facts_add(facts, FACT_KIND, index);
    }
    if (asked->months || !has_setting) {
        experience_cite_length(facts, candidate, index);
    }
}

static void cite_all(const struct judge *judge, const struct asked *asked, enum grade least,
                     struct facts *facts) {
    const struct candidate *candidate = judge->candidate;
    for (size_t i = 0; i < candidate->experience_count; i++) {
        const struct held_experience *held = &candidate->experiences[i];
        struct graded graded = experience_grade(judge->rules, held, asked->areas, asked->kinds);
        if (grade_of(asked, held, graded.grade) >= least) {
            cite(judge, asked, i, facts);
        }
    }
    bool skills_count = asked->months == 0 && asked->is_any_kind;
    for (size_t i = 0; skills_count && i < candidate->skill_count; i++) {
        const struct held_skill *held = &candidate->skills[i];
        if (experience_grade_skill(judge->rules, held, asked->areas) >= least) {
            facts_add(facts, FACT_SKILL, i);
        }
    }
}

/* "Experience of working in a team", "of record keeping": where what is asked for is a skill it
 * is marked as one. What stands in for a qualification is none. */
static const char *best_skill(const struct judge *judge, const struct asked *asked, int *mark) {
    const char *best = NULL;
    bool can_be = asked->months == 0 && asked->is_any_kind;
    *mark = 0;
    for (size_t i = 0; can_be && i < asked->areas->count; i++) {
        const char *area = asked->areas->at[i];
        const struct concept_row *row = ontology_row(&judge->rules->concepts, area);
        bool is_skill = row && (row->kind != CONCEPT_AREA || row->facet == FACET_GENERIC);
        int shown = is_skill ? mark_concept(judge, ATOM_EXPERIENCE, area, NULL) : 0;
        if (is_skill && (!best || shown > *mark)) {
            best = area;
            *mark = shown;
        }
    }
    return best;
}

static struct mark mark_as_skill(const struct judge *judge, const char *skill,
                                 struct facts *facts) {
    static const enum mark_lack lacks[] = {LACK_ALL, LACK_EXAMPLE, LACK_NONE};
    int mark = mark_concept(judge, ATOM_EXPERIENCE, skill, facts);
    return mark_of(mark, lacks[mark]);
}

struct mark mark_experience(const struct judge *judge, const struct requirement *requirement,
                            const struct atom *atom, struct facts *facts) {
    struct asked asked;
    read_asked(&asked, judge, requirement, atom);
    int shown = 0;
    const char *skill = best_skill(judge, &asked, &shown);
    struct rested rested =
        asked.months ? mark_length(judge, &asked) : mark_presence(judge, &asked);
    if (rested.mark.mark > asked.most) {
        rested.mark = mark_of(asked.most, LACK_SETTING);
    }
    if (skill && shown > rested.mark.mark) {
        return mark_as_skill(judge, skill, facts);
    }
    if (facts && rested.mark.mark > 0) {
        cite_all(judge, &asked, rested.grade, facts);
    }
    return rested.mark;
}
