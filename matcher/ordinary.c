/* matcher/ordinary.c - what work in an area ordinarily needs, and what a subject teaches
 * SPDX-License-Identifier: MIT
 */
#include "matcher/ordinary.h"

#include "matcher/rules_private.h"

static const struct concept_row *row_of(const struct ontology *ontology, struct span id) {
    uint32_t number = glossary_find(&ontology->ids, id);
    return number ? &ontology->rows[number - 1] : NULL;
}

static size_t place_of(const struct rules *rules, const struct concept_row *concept) {
    return (size_t)(concept - rules->concepts.rows);
}

static struct ordinary_need need_of(const struct rules *rules, const struct tie *tie) {
    bool is_needed = span_is(tie->about, "needed");
    bool is_proof = span_is(tie->about, "proves");
    bool is_taught = is_proof || span_is(tie->about, "taught");
    bool is_also = span_is(tie->about, "also");
    return (struct ordinary_need){
        .area = is_needed || is_also ? row_of(&rules->concepts, tie->what) : NULL,
        .subject = is_taught ? row_of(&rules->subjects, tie->what) : NULL,
        .concept = row_of(&rules->concepts, tie->id),
        .is_any_work = is_needed && span_is(tie->what, "any_work"),
        .is_proof = is_proof,
        .is_not = tie->is_not,
        .is_also = is_also};
}

void ordinary_read(struct rules *rules) {
    struct ordinary *ordinary = &rules->ordinary;
    struct arena *arena = &rules->arena;
    uint32_t *first = arena_alloc(arena, rules->concepts.count, sizeof *first);
    for (size_t i = 0; first && i < rules->wordings.tie_count; i++) {
        struct ordinary_need need = need_of(rules, &rules->wordings.ties[i]);
        if (need.concept && (need.area || need.subject || need.is_any_work)) {
            size_t place = place_of(rules, need.concept);
            need.next = first[place];
            ARENA_PUSH(arena, ordinary->needs, ordinary->count, need);
            first[place] = (uint32_t)ordinary->count;
        }
    }
    ordinary->first = first;
}

static const struct ordinary_need *need_at(const struct rules *rules, uint32_t index) {
    return index ? &rules->ordinary.needs[index - 1] : NULL;
}

static const struct ordinary_need *first_of(const struct rules *rules,
                                            const struct concept_row *concept) {
    return need_at(rules, rules->ordinary.first[place_of(rules, concept)]);
}

static bool applies(const struct rules *rules, const struct ordinary_need *need,
                    const struct concept_row *area, const struct concept_row *subject) {
    return (!subject && need->is_any_work) ||
           (area && need->area && !need->is_also &&
            ontology_within(&rules->concepts, area, need->area)) ||
           (subject && need->subject &&
            ontology_within(&rules->subjects, subject, need->subject));
}

/* Does a need of `concept` apply, of those that take it out or of the others? */
static bool has_need(const struct rules *rules, const struct concept_row *concept, bool is_not,
                     const struct concept_row *area, const struct concept_row *subject) {
    for (const struct ordinary_need *need = first_of(rules, concept); need;
         need = need_at(rules, need->next)) {
        if (need->is_not == is_not && applies(rules, need, area, subject)) {
            return true;
        }
    }
    return false;
}

/* What hangs directly on a concept is needed with it: a part of a part is a technique. */
bool ordinary_is_needed(const struct rules *rules, const struct concept_row *area,
                        const struct concept_row *subject, const struct concept_row *concept) {
    bool is = has_need(rules, concept, false, area, subject);
    for (size_t i = 0; !is && i < concept->broader_count; i++) {
        is = has_need(rules, &rules->concepts.rows[concept->broader[i]], false, area, subject);
    }
    return is && !has_need(rules, concept, true, area, subject);
}

static bool goes_with(const struct rules *rules, const struct concept_row *what,
                      const struct concept_row *with) {
    bool goes = false;
    for (const struct ordinary_need *need = first_of(rules, with); !goes && need;
         need = need_at(rules, need->next)) {
        goes = need->is_also && need->area == what;
    }
    return goes || ontology_within(&rules->concepts, what, with);
}

bool ordinary_go_together(const struct rules *rules, const struct concept_row *a,
                          const struct concept_row *b) {
    return goes_with(rules, a, b) || goes_with(rules, b, a);
}

bool ordinary_is_proved(const struct rules *rules, const struct concept_row *subject,
                        const struct concept_row *concept) {
    for (const struct ordinary_need *need = first_of(rules, concept); need;
         need = need_at(rules, need->next)) {
        if (need->is_proof && need->subject &&
            ontology_within(&rules->subjects, subject, need->subject)) {
            return true;
        }
    }
    return false;
}
