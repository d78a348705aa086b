/* matcher/mark_qualification.c - a demand for a qualification against those listed
 * SPDX-License-Identifier: MIT
 */
#include "matcher/mark_dossier.h"
#include "matcher/qualification.h"

/* What a status is worth: steps below the one asked for cost a mark each; two steps, willing
 * where it must be held, speak against. A status that is not said may be any. */
static const struct step {
    int mark;
    bool is_against;
    enum mark_lack lack;
} steps[HOLDING_COUNT][HOLDING_COUNT] = {
    /* asked, listed */
    [HOLDING_HELD] = {[HOLDING_NONE] = {1, false, LACK_STATUS},
                      [HOLDING_HELD] = {2, false, LACK_NONE},
                      [HOLDING_WORKING_TOWARDS] = {1, false, LACK_FINISH},
                      [HOLDING_WILLING] = {0, true, LACK_START}},
    [HOLDING_WORKING_TOWARDS] = {[HOLDING_NONE] = {1, false, LACK_STATUS},
                                 [HOLDING_HELD] = {2, false, LACK_NONE},
                                 [HOLDING_WORKING_TOWARDS] = {2, false, LACK_NONE},
                                 [HOLDING_WILLING] = {1, false, LACK_START}},
    [HOLDING_WILLING] = {[HOLDING_NONE] = {2, false, LACK_NONE},
                         [HOLDING_HELD] = {2, false, LACK_NONE},
                         [HOLDING_WORKING_TOWARDS] = {2, false, LACK_NONE},
                         [HOLDING_WILLING] = {2, false, LACK_NONE}},
};

struct mark mark_status(enum holding asked, enum holding held) {
    const struct step *step = &steps[asked ? asked : HOLDING_HELD][held];
    return step->is_against ? (struct mark){0, STANDING_AGAINST, step->lack}
                            : mark_of(step->mark, step->lack);
}

/* A certificate is asked for by its name alone: a wide qualification that has its subject among
 * others is none ("phlebotomy certificate" of an NVQ in care). */
static bool is_too_wide(const struct rules *rules, const struct atom *asked, const char *held) {
    const struct concept_row *have = ontology_row(&rules->subjects, held);
    const struct concept_row *want = ontology_row(&rules->subjects, asked->subject);
    return asked->level == LEVEL_NONE && have && want && have != want &&
           ontology_within(&rules->subjects, want, have);
}

/* Who learnt a part of the subject ("mental health care" of "care") learnt it. */
static bool is_part(const struct rules *rules, const struct atom *asked, const char *held) {
    const struct concept_row *have = ontology_row(&rules->subjects, held);
    const struct concept_row *want = ontology_row(&rules->subjects, asked->subject);
    return have && want && ontology_within(&rules->subjects, have, want);
}

/* What is held, one listed qualification against the demand. A certificate without a level
 * stands for no level, and where one is asked for nothing else stands for it; a lower level
 * speaks against one that has to be there already. */
static struct mark mark_listed(const struct judge *judge, const struct atom *asked,
                               size_t index) {
    const struct held_qualification *held = &judge->candidate->qualifications[index];
    enum holding status = asked->status ? asked->status : HOLDING_HELD;
    if (!held->name && held->level == LEVEL_NONE) {
        return mark_of(0, LACK_ALL);
    }
    if (asked->level != LEVEL_NONE && held->level == LEVEL_NONE) {
        return mark_of(0, LACK_ALL);
    }
    if (held->level < asked->level) {
        bool is_against = status != HOLDING_WILLING;
        return (struct mark){0, is_against ? STANDING_AGAINST : STANDING_UNKNOWN, LACK_LEVEL};
    }
    int subject = is_part(judge->rules, asked, held->subject)
                      ? 2
                      : dossier_subject_mark(judge, index, asked->subject);
    if (is_too_wide(judge->rules, asked, held->subject)) {
        return mark_of(0, LACK_ALL);
    }
    if (subject == 0 || (subject == 1 && asked->level == LEVEL_NONE)) {
        return mark_of(0, LACK_ALL);
    }
    struct mark mark = mark_status(status, held->status);
    if (subject == 1 && mark.mark == 1) {
        return mark_of(0, LACK_SUBJECT); /* half of it twice */
    }
    return subject < mark.mark ? mark_of(subject, LACK_SUBJECT) : mark;
}

/* Subjects and areas of work share their ids where they are the same thing ("housing"). */
const char *mark_equivalent_field(const struct rules *rules, const char *subject) {
    static const char care[] = "health_and_social_care";
    bool is_care = !subject || qualification_subject_mark(rules, subject, care) == 2;
    return is_care ? EXPERIENCE_CARE_WORK : subject;
}

/* Facts are lines of the file, which belong to the first entry of a name. */
void mark_cite_qualification(struct facts *facts, const struct candidate *candidate,
                             size_t index) {
    const struct held_qualification *held = &candidate->qualifications[index];
    size_t first = index;
    while (candidate->qualifications[first].is_further) {
        first--;
    }
    if (held->name) {
        facts_add(facts, FACT_NAME, first);
    }
    if (held->level_given != LEVEL_NONE) {
        facts_add(facts, FACT_LEVEL, first);
    }
    if (held->status) {
        facts_add(facts, FACT_STATUS, first);
    }
}

static bool is_better(struct mark a, struct mark b) {
    if (a.mark != b.mark) {
        return a.mark > b.mark;
    }
    return a.standing == STANDING_AGAINST && b.standing != STANDING_AGAINST;
}

/* Of the work in a field; what was lived, and care for one person, is none. */
static enum grade grade_work(const struct judge *judge, size_t index,
                             const struct strings *areas) {
    enum kind kind = judge->candidate->experiences[index].kind;
    return kind == KIND_LIVED || kind == KIND_CARING
               ? GRADE_NONE
               : dossier_grade(judge, index, areas, 0).grade;
}

/* Much work in the field where "or equivalent" leaves open what is equivalent. */
static struct mark mark_equivalent(const struct judge *judge, const struct atom *atom,
                                   struct facts *facts) {
    const struct candidate *candidate = judge->candidate;
    const char *field = dossier_field(judge, atom->subject);
    const struct strings areas = {&field, 1};
    unsigned char *grades = dossier_scratch(judge);
    for (size_t i = 0; grades && i < candidate->experience_count; i++) {
        grades[i] = (unsigned char)grade_work(judge, i, &areas);
    }
    struct experience_sum sum = {0};
    if (grades) {
        sum = experience_add_graded(candidate, grades, GRADE_RIGHT, judge->today);
    }
    if (sum.months < mark_equivalent_months(atom->level)) {
        return mark_of(0, LACK_ALL);
    }
    for (size_t i = 0; facts && i < candidate->experience_count; i++) {
        const struct held_experience *held = &candidate->experiences[i];
        struct graded graded = experience_grade(judge->rules, held, &areas, 0);
        if (grade_work(judge, i, &areas) == GRADE_RIGHT) {
            (void)experience_cite_setting(facts, candidate, i, graded.setting);
            experience_cite_length(facts, candidate, i);
        }
    }
    return mark_of(1, LACK_SUBJECT);
}

/* A short course that is not listed, but told of: "PMVA trained, used it most weeks". */
static struct mark mark_told(const struct judge *judge, const struct atom *asked,
                             struct facts *facts) {
    static const enum fact_field fields[] = {FACT_SKILL, FACT_EVIDENCE};
    bool is_told = false;
    bool can_be = asked->level == LEVEL_NONE && asked->subject;
    for (size_t i = 0; can_be && i < sizeof fields / sizeof *fields; i++) {
        for (size_t j = 0; j < dossier_entries(judge->candidate, fields[i]); j++) {
            const struct line *line = dossier_telling_line(judge, fields[i], j);
            for (size_t k = 0; line && k < line->courses.count; k++) {
                if (qualification_subject_mark(judge->rules, line->courses.at[k],
                                               asked->subject) == 2) {
                    facts_add(facts, fields[i], j);
                    is_told = true;
                }
            }
        }
    }
    return mark_of(is_told ? 2 : 0, is_told ? LACK_NONE : LACK_ALL);
}

struct mark mark_qualification(const struct judge *judge, const struct requirement *requirement,
                               const struct atom *atom, struct facts *facts) {
    const struct candidate *candidate = judge->candidate;
    struct mark best = mark_of(0, LACK_ALL);
    for (size_t i = 0; i < candidate->qualification_count; i++) {
        struct mark mark = mark_listed(judge, atom, i);
        best = is_better(mark, best) ? mark : best;
    }
    for (size_t i = 0; facts && best.mark > 0 && i < candidate->qualification_count; i++) {
        if (mark_listed(judge, atom, i).mark == best.mark) {
            mark_cite_qualification(facts, candidate, i);
        }
    }
    struct mark told = best.mark > 0 ? best : mark_told(judge, atom, facts);
    if (told.mark > 0 || !requirement->accepts_equivalent) {
        return told.mark > 0 ? told : best;
    }
    struct mark equivalent = mark_equivalent(judge, atom, facts);
    return equivalent.mark > 0 ? equivalent : mark_of(0, best.lack);
}
