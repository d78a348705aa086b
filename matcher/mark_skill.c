/* matcher/mark_skill.c - a demand for a skill: an example, a claim, or work that needs it
 * SPDX-License-Identifier: MIT
 */
#include "matcher/concepts.h"
#include "matcher/mark.h"
#include "matcher/rules_private.h"

/* A setting, or the people one worked with, shows no skill that it is only near to; and what is
 * technical is shown by what is technical alone: a diary that was kept is no use of computers.
 */
static bool can_be_near(const struct rules *rules, const char *held, const char *asked) {
    const struct concept_row *have = ontology_row(&rules->concepts, held);
    const char *care = rules->care ? rules->care->id : NULL;
    bool is_able = have && (have->kind != CONCEPT_AREA || have->facet == FACET_ACTIVITY);
    return is_able &&
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

static int mark_evidence(const struct rules *rules, const struct held_experience *held,
                         const char *asked) {
    return held->denied ? 0 : mark_line(rules, &held->shown, &held->listed, asked);
}

/* Stated work that is what is asked ("personal care"), or ordinarily needs it. Having lived
 * through something is no work. */
static bool is_needed(const struct rules *rules, const struct held_experience *held,
                      const char *asked) {
    if (relate(rules, &held->areas, asked) == RELATION_WITHIN) {
        return true;
    }
    for (size_t i = 0; held->kind != KIND_LIVED && i < held->areas.count; i++) {
        if (concepts_needs(rules, held->areas.at[i], asked)) {
            return true;
        }
    }
    return false;
}

/* A line of [skills] proves the skill that it names. What its example happens to mention beside
 * ("entered observations in the record") is no example of a technical skill: 1 at most. */
static int mark_skill_line(const struct rules *rules, const struct held_skill *held,
                           const char *asked) {
    int mark = mark_line(rules, &held->shown, &held->listed, asked);
    bool is_named = !held->concept ||
                    concepts_relate(rules, held->concept, asked) == RELATION_WITHIN ||
                    concepts_needs(rules, rules->care ? rules->care->id : NULL, asked);
    return mark > 1 && !is_named ? 1 : mark;
}

/* The best mark any fact gives; the facts that give `least` or more are cited. */
static int go_through(const struct judge *judge, const char *asked, struct facts *facts,
                      int least) {
    const struct candidate *candidate = judge->candidate;
    int best = 0;
    for (size_t i = 0; i < candidate->skill_count; i++) {
        const struct held_skill *held = &candidate->skills[i];
        int mark = mark_skill_line(judge->rules, held, asked);
        best = mark > best ? mark : best;
        if (mark >= least) {
            facts_add(facts, FACT_SKILL, i);
        }
    }
    for (size_t i = 0; i < candidate->experience_count; i++) {
        const struct held_experience *held = &candidate->experiences[i];
        int mark = mark_evidence(judge->rules, held, asked);
        best = mark > best ? mark : best;
        if (mark >= least) {
            facts_add(facts, FACT_EVIDENCE, i);
        }
        if (is_needed(judge->rules, held, asked)) {
            best = best > 0 ? best : 1;
            if (least <= 1) {
                facts_add(facts, FACT_AREA, i);
            }
        }
    }
    return best;
}

struct mark mark_skill(const struct judge *judge, const struct requirement *requirement,
                       const struct atom *atom, struct facts *facts) {
    (void)requirement;
    if (!atom->concept) {
        return mark_of(0, LACK_ALL);
    }
    int best = go_through(judge, atom->concept, NULL, 3);
    if (best > 0 && facts) {
        (void)go_through(judge, atom->concept, facts, best);
    }
    static const enum lack lacks[] = {LACK_ALL, LACK_EXAMPLE, LACK_NONE};
    return mark_of(best, lacks[best]);
}
