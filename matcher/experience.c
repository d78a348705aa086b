/* matcher/experience.c - how long somebody has done what, no month counted twice
 * SPDX-License-Identifier: MIT
 */
#include "matcher/experience.h"

#include <limits.h>
#include <string.h>

#include "matcher/rules_private.h"

static int month_number(struct date date) { return date.year * 12 + date.month - 1; }

/* The months [*first, *end) of a dated entry. @return false where a date is missing */
static bool dated_span(const struct held_experience *held, int *first, int *end) {
    if (date_is_none(held->from) || date_is_none(held->to)) {
        return false;
    }
    *first = month_number(held->from);
    *end = month_number(held->to);
    *end = *end > *first ? *end : *first + 1;
    return true;
}

int experience_length(const struct held_experience *held) {
    int first = 0;
    int end = 0;
    return dated_span(held, &first, &end) ? end - first : held->months;
}

/* ---- grading ----------------------------------------------------------------------------- */

static bool is_care(const struct rules *rules, const char *id) {
    const struct concept_row *row = ontology_row(&rules->concepts, id);
    return row && rules->care && ontology_within(&rules->concepts, row, rules->care);
}

unsigned experience_kinds(unsigned kinds) {
    const unsigned paid = 1u << KIND_PAID;
    const unsigned own = 1u << KIND_LIVED | 1u << KIND_CARING;
    const unsigned all = paid | 1u << KIND_VOLUNTARY | own;
    bool is_open = kinds & 1u << KIND_VOLUNTARY || (kinds & paid && kinds != paid);
    unsigned open = is_open ? kinds | own : kinds;
    return open == all ? 0 : open;
}

/* Work of the same group of people in another part of it: a mental health ward for severe
 * mental illness. */
static bool shares_group(const struct ontology *ontology, const struct concept_row *held,
                         const struct concept_row *asked, int steps) {
    for (size_t i = 0; steps > 0 && i < held->broader_count; i++) {
        const struct concept_row *broader = &ontology->rows[held->broader[i]];
        bool is_group = broader->facet == FACET_GROUP;
        if ((is_group && ontology_within(ontology, asked, broader)) ||
            shares_group(ontology, broader, asked, steps - 1)) {
            return true;
        }
    }
    return false;
}

/* A technique of health care, which is no part of another. */
static bool is_clinical(const struct ontology *ontology, const struct concept_row *row) {
    const struct concept_row *health = ontology_row(ontology, "health_care");
    return health && ontology_within(ontology, row, health);
}

/* "Care work", "health care": who names no more than that has not said which part of it. */
static bool is_whole(const struct ontology *ontology, const struct concept_row *row) {
    const struct concept_row *whole = ontology_row(ontology, CONCEPT_WHOLE_FIELD);
    return row->facet == FACET_GENERIC || (whole && ontology_within(ontology, whole, row));
}

/* Who asks for work with people in general asks for care work of any kind; who has done "care
 * work" has not said which technical part of it they did. */
static enum grade relate(const struct rules *rules, const char *held, const char *asked) {
    static const enum grade grades[] = {[RELATION_NONE] = GRADE_NONE,
                                        [RELATION_NEIGHBOUR] = GRADE_NEAR,
                                        [RELATION_WITHIN] = GRADE_RIGHT};
    enum { STEPS = 2 };
    const struct ontology *ontology = &rules->concepts;
    const struct concept_row *have = ontology_row(ontology, held);
    const struct concept_row *want = ontology_row(ontology, asked);
    if (!have || !want || have->kind != CONCEPT_AREA) {
        return GRADE_NONE;
    }
    enum relation relation = concepts_relate(rules, held, asked);
    if (want->facet == FACET_GENERIC && is_care(rules, asked)) {
        return is_care(rules, held) ? GRADE_RIGHT : grades[relation];
    }
    if (have->facet == FACET_GENERIC && want->facet == FACET_ACTIVITY) {
        return GRADE_NONE;
    }
    if (want->facet == FACET_ACTIVITY && relation != RELATION_WITHIN &&
        is_clinical(ontology, want)) {
        return GRADE_NONE;
    }
    if (relation == RELATION_NEIGHBOUR && is_whole(ontology, have) &&
        ontology_within(ontology, want, have)) {
        return GRADE_NONE;
    }
    bool is_near = relation == RELATION_NONE && shares_group(ontology, have, want, STEPS);
    return is_near ? GRADE_NEAR : grades[relation];
}

/* In evidence what says little is left out, "patients" is no setting; and who "met the nurse"
 * has named a setting without working there, let alone in one that is near to it. */
static enum grade in_evidence(const struct rules *rules, const char *held, const char *asked,
                              enum grade grade) {
    const struct concept_row *row = ontology_row(&rules->concepts, held);
    if (!row || row->facet == FACET_GENERIC) {
        return GRADE_NONE;
    }
    const struct concept_row *want = ontology_row(&rules->concepts, asked);
    bool is_where = row->facet == FACET_SETTING || (want && want->facet != FACET_ACTIVITY);
    if (grade == GRADE_NEAR && is_where) {
        return GRADE_NONE;
    }
    return row->facet == FACET_SETTING && grade > GRADE_NEAR ? GRADE_NEAR : grade;
}

/* A line of [skills] tells what somebody can do; whom it was done with is no work of its own.
 */
static enum grade of_skill(const struct rules *rules, const char *held, const char *asked,
                           enum grade grade) {
    const struct concept_row *want = ontology_row(&rules->concepts, asked);
    enum grade told = in_evidence(rules, held, asked, grade);
    return want && want->facet != FACET_ACTIVITY && told > GRADE_NEAR ? GRADE_NEAR : told;
}

/* An employer says where somebody worked, not what it is near to: not every part of social care
 * is near to every part of health care. */
static enum grade of_own_employer(const struct rules *rules, const char *held,
                                  const char *asked, enum grade grade) {
    (void)rules;
    (void)held;
    (void)asked;
    return grade == GRADE_RIGHT ? grade : GRADE_NONE;
}

/* A hospital's cleaner has worked for the NHS, but that makes no care work of it. */
static enum grade of_employer(const struct rules *rules, const char *held, const char *asked,
                              enum grade grade) {
    const struct concept_row *want = ontology_row(&rules->concepts, asked);
    bool is_role = want && (want->facet == FACET_GENERIC || want->facet == FACET_ACTIVITY);
    (void)held;
    return grade == GRADE_RIGHT && !is_role ? grade : GRADE_NONE;
}

/* Who has lived through something has not done the work: it counts for the people and places it
 * was lived with, for an activity only where that is itself what was lived; and a place is near
 * to another for those who worked there, not for those who were there. */
static enum grade of_life(const struct rules *rules, const char *held, const char *asked,
                          enum grade grade) {
    const struct concept_row *want = ontology_row(&rules->concepts, asked);
    bool is_doing = want && (want->facet == FACET_GENERIC || want->facet == FACET_ACTIVITY);
    bool is_itself = want && want->facet == FACET_ACTIVITY && strcmp(held, asked) == 0;
    bool is_elsewhere = want && want->facet == FACET_SETTING && grade < GRADE_RIGHT;
    return (is_doing && !is_itself) || is_elsewhere ? GRADE_NONE : grade;
}

/* Who cares for somebody at home has not worked in the places of such care: they are near to
 * it, and what is near to them is not. */
static enum grade of_carer(const struct rules *rules, const char *held, const char *asked,
                           enum grade grade) {
    const struct concept_row *want = ontology_row(&rules->concepts, asked);
    (void)held;
    if (!want || want->facet != FACET_SETTING) {
        return grade;
    }
    return grade == GRADE_RIGHT ? GRADE_NEAR : GRADE_NONE;
}

/* Where lived experience itself is asked for, the places that are near count as little. */
static enum grade of_lived(const struct rules *rules, const char *held, const char *asked,
                           enum grade grade) {
    const struct concept_row *want = ontology_row(&rules->concepts, asked);
    (void)held;
    return want && want->facet == FACET_SETTING && grade < GRADE_RIGHT ? GRADE_NONE : grade;
}

/* Does an entry name other work and no care? */
static bool is_other_work(const struct rules *rules, const struct strings *areas) {
    bool is_other = areas->count > 0;
    for (size_t i = 0; i < areas->count; i++) {
        is_other &= !is_care(rules, areas->at[i]);
    }
    return is_other;
}

/* A grade as it stands, and what becomes of it by where the concept comes from. */
typedef enum grade weigh_grade(const struct rules *rules, const char *held, const char *asked,
                               enum grade grade);

static enum grade best_relation(const struct rules *rules, const struct strings *held,
                                const struct strings *asked, weigh_grade *weigh) {
    enum grade best = GRADE_NONE;
    for (size_t i = 0; i < held->count; i++) {
        for (size_t j = 0; j < asked->count && best != GRADE_RIGHT; j++) {
            enum grade grade = relate(rules, held->at[i], asked->at[j]);
            grade = weigh ? weigh(rules, held->at[i], asked->at[j], grade) : grade;
            best = grade > best ? grade : best;
        }
    }
    return best;
}

/* Is it a part of the whole field ("social care"), which is where nearly everybody works? */
static bool is_field(const struct ontology *ontology, const struct concept_row *row) {
    bool is = is_whole(ontology, row);
    for (size_t i = 0; row->facet == FACET_SETTING && i < row->broader_count; i++) {
        is |= strcmp(ontology->rows[row->broader[i]].id, CONCEPT_WHOLE_FIELD) == 0;
    }
    return is;
}

/* Does one of the held concepts lie in what `asked` is a part of, of that facet? */
static bool has_side(const struct rules *rules, const struct strings *held,
                     const struct concept_row *asked, enum facet facet) {
    const struct ontology *ontology = &rules->concepts;
    bool has = false;
    for (size_t i = 0; i < asked->broader_count; i++) {
        const struct concept_row *broader = &ontology->rows[asked->broader[i]];
        for (size_t j = 0;
             broader->facet == facet && !is_field(ontology, broader) && !has && j < held->count;
             j++) {
            const struct concept_row *row = ontology_row(ontology, held->at[j]);
            has = row && ontology_within(ontology, row, broader);
        }
    }
    return has;
}

/* A place for a group of people is told by the two as well: "own mental health, ... two stays
 * on an acute ward". */
static bool is_put_together(const struct rules *rules, const struct strings *held,
                            const struct strings *asked) {
    bool is = false;
    for (size_t i = 0; !is && i < asked->count; i++) {
        const struct concept_row *row = ontology_row(&rules->concepts, asked->at[i]);
        is = row && row->facet == FACET_SETTING && has_side(rules, held, row, FACET_GROUP) &&
             has_side(rules, held, row, FACET_SETTING);
    }
    return is;
}

static enum grade lower(enum grade a, enum grade b) { return a < b ? a : b; }

/* Evidence tells of a part of the work, a mere list of nothing that was done. */
static enum grade grade_told(const struct rules *rules, const struct strings *shown,
                             const struct strings *listed, const struct strings *areas,
                             weigh_grade *weigh) {
    enum grade told = lower(best_relation(rules, shown, areas, weigh), GRADE_TOLD);
    bool is_named = best_relation(rules, listed, areas, in_evidence) == GRADE_RIGHT;
    return told == GRADE_NONE && is_named ? GRADE_NEAR : told;
}

/* A line that is itself about those people ("dementia care = ...") tells of them. */
static enum grade grade_skill(const struct rules *rules, const struct held_skill *held,
                              const struct strings *area) {
    const char *concept = held->concept;
    const struct strings name = {&concept, concept ? 1 : 0};
    const struct concept_row *row = ontology_row(&rules->concepts, concept);
    bool is_name = row && row->facet != FACET_ACTIVITY &&
                   best_relation(rules, &name, area, NULL) == GRADE_RIGHT;
    return grade_told(rules, &held->shown, &held->listed, area,
                      is_name ? in_evidence : of_skill);
}

enum grade experience_grade_skill(const struct rules *rules, const struct held_skill *held,
                                  const struct strings *areas) {
    enum grade best = GRADE_NONE;
    for (size_t i = 0; i < areas->count; i++) {
        const struct strings one = {areas->at + i, 1};
        enum grade grade = grade_skill(rules, held, &one);
        best = grade > best ? grade : best;
    }
    return best;
}

/* From so many areas on, an entry without a length or a deed is a heap of catchwords: it names
 * them, as a list in evidence does. */
enum { HEAP_AREAS = 10 };

/* Are all of them people or places, nothing that is done? */
static bool all_people(const struct rules *rules, const struct strings *areas) {
    bool all = true;
    for (size_t i = 0; i < areas->count; i++) {
        const struct concept_row *row = ontology_row(&rules->concepts, areas->at[i]);
        all &= row && row->facet != FACET_ACTIVITY;
    }
    return all;
}

/* Whoever had another trade and writes of a child or of older people in it met them; that was
 * not the work. */
static struct graded grade_setting(const struct rules *rules,
                                   const struct held_experience *held,
                                   const struct strings *areas, unsigned kinds) {
    bool is_told = held->area || held->evidence || experience_length(held) > 0;
    if (held->denied || !is_told) {
        return (struct graded){GRADE_NONE, SETTING_NONE};
    }
    if (areas->count == 0) {
        return (struct graded){GRADE_RIGHT, SETTING_ANY};
    }
    bool is_heap = held->areas.count >= HEAP_AREAS && held->shown.count == 0 &&
                   experience_length(held) == 0;
    weigh_grade *by_employer =
        is_other_work(rules, &held->areas) ? of_employer : of_own_employer;
    weigh_grade *by_life = held->kind == KIND_CARING  ? of_carer
                           : held->kind != KIND_LIVED ? NULL
                           : kinds & 1u << KIND_LIVED ? of_lived
                                                      : of_life;
    enum grade by_area = best_relation(rules, &held->areas, areas, by_life);
    by_area = held->kind != KIND_CARING && is_put_together(rules, &held->areas, areas)
                  ? GRADE_RIGHT
                  : by_area;
    const struct graded sources[] = {
        {by_area, SETTING_AREA},
        {best_relation(rules, &held->employers, areas, by_employer), SETTING_EMPLOYER},
        {grade_told(rules, &held->shown, &held->listed, areas, in_evidence), SETTING_EVIDENCE},
    };
    struct graded best = {GRADE_NONE, SETTING_NONE};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        best = sources[i].grade > best.grade ? sources[i] : best;
    }
    bool is_told_elsewhere = best.setting == SETTING_EVIDENCE && by_employer == of_employer;
    best.grade = is_heap || (is_told_elsewhere && all_people(rules, areas))
                     ? lower(best.grade, GRADE_NEAR)
                     : best.grade;
    return best;
}

enum grade experience_grade_kind(enum kind held, unsigned asked) {
    unsigned kinds = experience_kinds(asked);
    if (kinds == 0 || (kinds & 1u << held && held != KIND_NONE)) {
        return GRADE_RIGHT;
    }
    return held == KIND_NONE ? GRADE_NEAR : GRADE_NONE;
}

struct graded experience_better(struct graded a, struct graded b) {
    bool is_better = b.grade > a.grade ||
                     (b.grade == a.grade && b.grade > GRADE_NONE && b.setting < a.setting);
    return is_better ? b : a;
}

/* Each area by itself: what one is worth must not hang on which others stand beside it. */
struct graded experience_grade(const struct rules *rules, const struct held_experience *held,
                               const struct strings *areas, unsigned kinds) {
    struct graded best = {GRADE_NONE, SETTING_NONE};
    if (areas->count == 0) {
        best = grade_setting(rules, held, areas, kinds);
    }
    for (size_t i = 0; i < areas->count; i++) {
        const struct strings one = {areas->at + i, 1};
        best = experience_better(best, grade_setting(rules, held, &one, kinds));
    }
    best.grade = lower(best.grade, experience_grade_kind(held->kind, kinds));
    return best;
}

/* ---- adding up --------------------------------------------------------------------------- */

/* Entries being added up, and where their grades come from: given, or found when asked for. */
struct adding {
    const struct candidate *candidate;
    const unsigned char *grades; /* NULL: graded by what follows */
    const struct rules *rules;
    const struct strings *areas;
    unsigned kinds;
    enum grade least;
};

static bool counts(const struct adding *adding, size_t index) {
    const struct held_experience *held = &adding->candidate->experiences[index];
    return adding->grades
               ? adding->grades[index] >= adding->least
               : experience_grade(adding->rules, held, adding->areas, adding->kinds).grade >=
                     adding->least;
}

/* The next stretch of months that no earlier one covered: of the dated entries that count the
 * one that goes on first behind month `*at`, which moves to its end. @return its months; 0:
 * none
 */
static int next_stretch(const struct adding *adding, int today, int *at) {
    int best_first = INT_MAX;
    int best_end = 0;
    for (size_t i = 0; i < adding->candidate->experience_count; i++) {
        int first = 0;
        int end = 0;
        if (!dated_span(&adding->candidate->experiences[i], &first, &end)) {
            continue;
        }
        end = end > today + 1 ? today + 1 : end;
        first = first > *at ? first : *at;
        bool is_next = first < best_first || (first == best_first && end > best_end);
        if (end > first && is_next && counts(adding, i)) {
            best_first = first;
            best_end = end;
        }
    }
    *at = best_end > *at ? best_end : *at;
    return best_end > best_first ? best_end - best_first : 0;
}

static struct experience_sum add_up(const struct adding *adding, struct date today) {
    struct experience_sum sum = {0};
    bool has_dates = false;
    for (size_t i = 0; i < adding->candidate->experience_count; i++) {
        const struct held_experience *held = &adding->candidate->experiences[i];
        if (!counts(adding, i)) {
            continue;
        }
        bool is_dated = !date_is_none(held->from) && !date_is_none(held->to);
        has_dates |= is_dated;
        sum.entries++;
        sum.has_unsaid |= !is_dated && held->months == 0;
        sum.months += is_dated ? 0 : held->months;
    }
    int at = INT_MIN;
    for (int more = has_dates; more > 0;) {
        more = next_stretch(adding, month_number(today), &at);
        sum.months += more;
    }
    return sum;
}

struct experience_sum experience_add_graded(const struct candidate *candidate,
                                            const unsigned char *grades, enum grade least,
                                            struct date today) {
    const struct adding adding = {.candidate = candidate, .grades = grades, .least = least};
    return add_up(&adding, today);
}

struct experience_sum experience_add_up(const struct rules *rules,
                                        const struct candidate *candidate,
                                        const struct strings *areas, unsigned kinds,
                                        enum grade least, struct date today) {
    const struct adding adding = {
        .candidate = candidate, .rules = rules, .areas = areas, .kinds = kinds, .least = least};
    return add_up(&adding, today);
}

bool experience_cite_setting(struct facts *facts, const struct candidate *candidate,
                             size_t index, enum setting_source setting) {
    const struct held_experience *held = &candidate->experiences[index];
    const enum fact_field any = held->area       ? FACT_AREA
                                : held->evidence ? FACT_EVIDENCE
                                                 : FACT_NONE;
    const enum fact_field fields[] = {
        [SETTING_NONE] = FACT_NONE,         [SETTING_ANY] = any,
        [SETTING_AREA] = FACT_AREA,         [SETTING_EMPLOYER] = FACT_EMPLOYER,
        [SETTING_EVIDENCE] = FACT_EVIDENCE,
    };
    if (fields[setting]) {
        facts_add(facts, fields[setting], index);
    }
    return fields[setting] != FACT_NONE;
}

void experience_cite_length(struct facts *facts, const struct candidate *candidate,
                            size_t index) {
    const struct held_experience *held = &candidate->experiences[index];
    if (held->months) {
        facts_add(facts, FACT_MONTHS, index);
    } else if (experience_length(held)) {
        facts_add(facts, FACT_FROM, index);
        facts_add(facts, FACT_TO, index);
    }
}
