/* matcher/mark_concept.c - a demand for a skill, a quality or a topic
 * SPDX-License-Identifier: MIT
 *
 * An example is 2, a claim 1, and 1 is what the stated work ordinarily needs; of a topic also
 * what a qualification teaches. Which work needs what stands in matcher/rules/example_words.tsv
 * and, for the soft skills of care work, in the concepts.
 */
#include "matcher/concepts.h"
#include "matcher/mark_dossier.h"

/* What is asked for. */
struct wanted {
    enum atom_type type;
    const char *id;
    const struct concept_row *row; /* NULL: made of the criterion's words, no row knows it */
};

/* A technique of health care is shown by itself alone: who took blood pressure has not taken
 * blood. */
static bool is_clinical(const struct rules *rules, const struct concept_row *row) {
    const struct concept_row *health = ontology_row(&rules->concepts, "health_care");
    return row && health && row->facet == FACET_ACTIVITY &&
           ontology_within(&rules->concepts, row, health);
}

/* A setting, or the people one worked with, shows no skill that it is only near to; and what is
 * technical is shown by what is technical alone: a diary that was kept is no use of computers.
 * What is known is near to what else is known, not to what was done: going shopping with
 * somebody tells nothing of benefits. */
static bool can_be_near(const struct rules *rules, const char *held, const char *asked) {
    const struct concept_row *have = ontology_row(&rules->concepts, held);
    const struct concept_row *want = ontology_row(&rules->concepts, asked);
    bool is_topic = want && want->kind == CONCEPT_KNOWLEDGE;
    const char *care = rules->care ? rules->care->id : NULL;
    bool is_able = have && (have->kind != CONCEPT_AREA || have->facet == FACET_ACTIVITY);
    if (is_topic) {
        return have && have->kind == CONCEPT_KNOWLEDGE;
    }
    return is_able && !is_clinical(rules, want) &&
           (concepts_needs(rules, care, asked) || !concepts_needs(rules, care, held));
}

/* The best that a list of concepts shows of the one asked for. */
static enum relation relate(const struct rules *rules, const struct strings *held,
                            const char *asked) {
    enum relation best = RELATION_NONE;
    for (size_t i = 0; i < held->count && best != RELATION_WITHIN; i++) {
        enum relation relation = concepts_relate(rules, held->at[i], asked);
        if (relation == RELATION_NEIGHBOUR && !can_be_near(rules, held->at[i], asked)) {
            relation = RELATION_NONE;
        }
        best = relation > best ? relation : best;
    }
    return best;
}

/* An example of the skill is 2; of a neighbouring one 1, as is the skill itself, only named. */
static int mark_line(const struct rules *rules, const struct strings *shown,
                     const struct strings *listed, const char *asked) {
    enum relation example = relate(rules, shown, asked);
    if (example != RELATION_NONE) {
        return example == RELATION_WITHIN ? 2 : 1;
    }
    return relate(rules, listed, asked) == RELATION_WITHIN ? 1 : 0;
}

/* The people and places of a topic: to have met them shows no more than that something may be
 * known about them. */
static bool is_setting(const struct wanted *wanted) {
    return wanted->type == ATOM_KNOWLEDGE && wanted->row && wanted->row->kind == CONCEPT_AREA &&
           wanted->row->facet != FACET_ACTIVITY;
}

/* What no row knows is looked for by its words: "disabled_facility_grant" in one line, whole.
 */
static int mark_by_words(const struct judge *judge, const struct wanted *wanted,
                         enum fact_field field, size_t index) {
    const struct line *line = dossier_line(judge, field, index);
    struct span rest = span_of(wanted->id);
    bool has_all = line && rest.len > 0;
    for (struct span word; has_all && span_next_piece(&rest, '_', &word);) {
        has_all = line_has_word(line, word);
    }
    return !has_all ? 0 : line->is_example ? 2 : 1;
}

/* Has the profile all of the words at all? Quick where the judge is the candidate's own. */
static bool may_have_words(const struct judge *judge, const struct wanted *wanted) {
    struct span rest = span_of(wanted->id);
    bool has_all = true;
    for (struct span word; has_all && span_next_piece(&rest, '_', &word);) {
        has_all = dossier_has_word(judge->dossier, word);
    }
    return has_all;
}

static int mark_evidence(const struct judge *judge, const struct wanted *wanted, size_t index) {
    const struct held_experience *held = &judge->candidate->experiences[index];
    if (held->denied || !held->evidence) {
        return 0;
    }
    int mark = wanted->row ? mark_line(judge->rules, &held->shown, &held->listed, wanted->id)
                           : mark_by_words(judge, wanted, FACT_EVIDENCE, index);
    return mark > 1 && is_setting(wanted) ? 1 : mark;
}

/* What is told under a topic ("naloxone = gave it to ...") is of that topic. */
static bool is_topic(const struct rules *rules, const char *concept) {
    const struct concept_row *row = ontology_row(&rules->concepts, concept);
    return row && row->kind == CONCEPT_KNOWLEDGE;
}

/* A line of [skills] proves the skill that it names. What its example happens to mention beside
 * ("entered observations in the record") is no example of a technique or a topic: 1 at most.
 * Whoever only says that they can has no experience of it. */
static int mark_skill_line(const struct judge *judge, const struct wanted *wanted,
                           size_t index) {
    const struct rules *rules = judge->rules;
    const struct held_skill *held = &judge->candidate->skills[index];
    if (!wanted->row) {
        return held->name[0] ? mark_by_words(judge, wanted, FACT_SKILL, index) : 0;
    }
    int mark = mark_line(rules, &held->shown, &held->listed, wanted->id);
    bool is_named = !held->concept || wanted->row->kind == CONCEPT_SKILL ||
                    wanted->row->kind == CONCEPT_ATTRIBUTE || is_topic(rules, held->concept) ||
                    concepts_relate(rules, held->concept, wanted->id) == RELATION_WITHIN;
    bool is_done = wanted->type != ATOM_EXPERIENCE || (mark > 1 && is_named);
    return !is_done ? 0 : mark > 1 && !is_named ? 1 : mark;
}

/* Whoever worked with what a topic is about, or near it, has come to know of it; who lived
 * through it too. */
static bool is_known(const struct rules *rules, const struct held_experience *held,
                     const char *topic) {
    for (size_t i = 0; i < held->areas.count; i++) {
        const struct concept_row *row = ontology_row(&rules->concepts, topic);
        enum relation relation = concepts_relate(rules, held->areas.at[i], topic);
        bool is_topic = row && row->kind == CONCEPT_KNOWLEDGE;
        if (relation == RELATION_WITHIN || (relation == RELATION_NEIGHBOUR && is_topic)) {
            return true;
        }
    }
    return false;
}

/* What a service asks of those who work in it a family does not ask, and what one comes to know
 * in a job not of those who come in for some hours. */
static bool is_job(const struct held_experience *held, const struct wanted *wanted) {
    return held->kind != KIND_CARING &&
           (held->kind != KIND_VOLUNTARY || wanted->type != ATOM_KNOWLEDGE);
}

/* Stated work that is what is asked ("personal care"), or ordinarily needs it. Having lived
 * through something is no work. */
static bool is_needed(const struct judge *judge, const struct wanted *wanted, size_t index) {
    const struct rules *rules = judge->rules;
    const struct held_experience *held = &judge->candidate->experiences[index];
    if (!wanted->row || held->denied) {
        return false;
    }
    if (wanted->type == ATOM_KNOWLEDGE
            ? is_known(rules, held, wanted->id)
            : relate(rules, &held->areas, wanted->id) == RELATION_WITHIN) {
        return true;
    }
    if (held->kind == KIND_LIVED) {
        return false;
    }
    for (size_t i = 0; i < held->areas.count; i++) {
        if (concepts_needs(rules, held->areas.at[i], wanted->id)) {
            return true;
        }
    }
    return is_job(held, wanted) && dossier_needs(judge, held, wanted->row);
}

/* A group of people that has no other in it: "dementia", where "mental health" is a whole
 * field. */
static bool is_one_group(const struct ontology *ontology, const struct concept_row *row) {
    bool is_one = row && row->facet == FACET_GROUP;
    for (size_t i = 0; is_one && i < ontology->count; i++) {
        const struct concept_row *other = &ontology->rows[i];
        is_one = other == row || other->facet != FACET_GROUP ||
                 !ontology_within(ontology, other, row);
    }
    return is_one;
}

/* Who has lived through something, and tells of it, knows of it at first hand; so does whoever
 * had it as their work, or cared for somebody who has it. Of a whole field each has seen a
 * part.
 */
static bool is_known_well(const struct judge *judge, const struct wanted *wanted,
                          const struct held_experience *held) {
    const struct rules *rules = judge->rules;
    bool is_first_hand =
        held->kind == KIND_LIVED
            ? held->shown.count > 0
            : held->kind != KIND_VOLUNTARY && is_one_group(&rules->concepts, wanted->row);
    return is_first_hand && wanted->type == ATOM_KNOWLEDGE &&
           relate(rules, &held->areas, wanted->id) == RELATION_WITHIN;
}

static int mark_area(const struct judge *judge, const struct wanted *wanted, size_t index) {
    if (!is_needed(judge, wanted, index)) {
        return 0;
    }
    return is_known_well(judge, wanted, &judge->candidate->experiences[index]) ? 2 : 1;
}

/* A qualification in the topic, or in what teaches it; not one that is only wished for. Where
 * subjects and concepts are the same thing they share their id. @return the mark it gives */
static int mark_taught(const struct judge *judge, const struct wanted *wanted, size_t index) {
    const struct held_qualification *held = &judge->candidate->qualifications[index];
    if (!wanted->row || !held->subject || held->status == HOLDING_WILLING) {
        return 0;
    }
    bool is_topic = wanted->type == ATOM_KNOWLEDGE &&
                    concepts_relate(judge->rules, held->subject, wanted->id) == RELATION_WITHIN;
    int taught = dossier_teaches(judge, held, wanted->row);
    return is_topic && taught < 1 ? 1 : taught;
}

/* The best so far, and where facts go that give `least` or more. */
struct tally {
    int best;
    int least;
    struct facts *facts;
};

static void add(struct tally *tally, int mark, enum fact_field field, size_t index) {
    tally->best = mark > tally->best ? mark : tally->best;
    if (mark > 0 && mark >= tally->least) {
        facts_add(tally->facts, field, index);
    }
}

static void go_through(struct tally *tally, const struct judge *judge,
                       const struct wanted *wanted) {
    const struct candidate *candidate = judge->candidate;
    for (size_t i = 0; i < candidate->skill_count; i++) {
        add(tally, mark_skill_line(judge, wanted, i), FACT_SKILL, i);
    }
    for (size_t i = 0; i < candidate->experience_count; i++) {
        add(tally, mark_evidence(judge, wanted, i), FACT_EVIDENCE, i);
        add(tally, mark_area(judge, wanted, i), FACT_AREA, i);
    }
    for (size_t i = 0; i < candidate->qualification_count; i++) {
        int mark = mark_taught(judge, wanted, i);
        tally->best = mark > tally->best ? mark : tally->best;
        if (mark > 0 && tally->facts && tally->least <= mark) {
            mark_cite_qualification(tally->facts, candidate, i);
        }
    }
}

static const int memos[ATOM_COUNT] = {[ATOM_SKILL] = MEMO_SKILL,
                                      [ATOM_ATTRIBUTE] = MEMO_ATTRIBUTE,
                                      [ATOM_KNOWLEDGE] = MEMO_KNOWLEDGE,
                                      [ATOM_EXPERIENCE] = MEMO_EXPERIENCE};

static int best_mark(const struct judge *judge, const struct wanted *wanted) {
    bool is_kept = wanted->row && dossier_is_own(judge);
    size_t row = is_kept ? (size_t)(wanted->row - judge->rules->concepts.rows) : 0;
    unsigned char *known = is_kept ? &judge->dossier->marks[memos[wanted->type]][row] : NULL;
    if (known && *known) {
        return *known - 1;
    }
    struct tally tally = {.least = 3};
    if (wanted->row || !dossier_is_own(judge) || may_have_words(judge, wanted)) {
        go_through(&tally, judge, wanted);
    }
    if (known) {
        *known = (unsigned char)(tally.best + 1);
    }
    return tally.best;
}

int mark_concept(const struct judge *judge, enum atom_type type, const char *concept,
                 struct facts *facts) {
    const struct wanted wanted = {type, concept,
                                  ontology_row(&judge->rules->concepts, concept)};
    int best = concept ? best_mark(judge, &wanted) : 0;
    if (best > 0 && facts) {
        struct tally tally = {.least = best, .facts = facts};
        go_through(&tally, judge, &wanted);
    }
    return best;
}

static struct mark mark_wanted(const struct judge *judge, const struct atom *atom,
                               struct facts *facts) {
    static const enum mark_lack lacks[] = {LACK_ALL, LACK_EXAMPLE, LACK_NONE};
    int mark = mark_concept(judge, atom->type, atom->concept, facts);
    return mark_of(mark, lacks[mark]);
}

struct mark mark_skill(const struct judge *judge, const struct requirement *requirement,
                       const struct atom *atom, struct facts *facts) {
    (void)requirement;
    return mark_wanted(judge, atom, facts);
}

struct mark mark_attribute(const struct judge *judge, const struct requirement *requirement,
                           const struct atom *atom, struct facts *facts) {
    (void)requirement;
    return mark_wanted(judge, atom, facts);
}

struct mark mark_knowledge(const struct judge *judge, const struct requirement *requirement,
                           const struct atom *atom, struct facts *facts) {
    (void)requirement;
    return mark_wanted(judge, atom, facts);
}
