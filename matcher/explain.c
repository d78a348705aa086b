/* matcher/explain.c - which facts brought the points, and what to ask where some are missing
 * SPDX-License-Identifier: MIT
 */
#include "matcher/explain.h"

#include <string.h>

#include "matcher/concepts.h"
#include "matcher/rules_private.h"

/* ---- because ----------------------------------------------------------------------------- */

/* All facts that count: those that the mark rests on, then those that it would rest on without
 * them, until nothing is left. So the last ones in the list are the redundant ones. */
static void collect(struct facts *all, struct explainer *explainer, size_t index) {
    struct judge judge = *explainer->judge;
    fact_restore_profile(&explainer->without, explainer->judge->candidate);
    judge.candidate = &explainer->without;
    for (size_t before = SIZE_MAX; before != all->count;) {
        struct facts found = {.arena = explainer->work};
        before = all->count;
        if (sheet_judge(explainer->sheet, index, &judge, &found).mark <= 0) {
            break;
        }
        for (size_t i = 0; i < found.count; i++) {
            all->atom = found.at[i].atom;
            facts_add(all, found.at[i].field, found.at[i].index);
            fact_remove(&explainer->without, found.at[i]);
        }
    }
}

/* The points of a criterion without the facts that are gone. */
static int points_without(struct explainer *explainer, size_t index, const struct facts *facts,
                          const bool *is_gone) {
    struct judge judge = *explainer->judge;
    fact_restore_profile(&explainer->without, explainer->judge->candidate);
    for (size_t i = 0; i < facts->count; i++) {
        if (is_gone[i]) {
            fact_remove(&explainer->without, facts->at[i]);
        }
    }
    judge.candidate = &explainer->without;
    return sheet_points(explainer->sheet->max_points[index],
                        sheet_judge(explainer->sheet, index, &judge, NULL).mark);
}

/* Facts being taken away one after another. */
struct taking {
    struct explainer *explainer;
    size_t index;
    const struct facts *facts;
    bool *is_gone;
    size_t *order; /* those that are gone, the first first */
    int *effects;  /* of each of them */
    size_t count;
    int points; /* what is left */
};

/* How it is gone about. Losing the proof of too short a time can raise the points, for what
 * spoke against is then unknown: no order may do so as long as another is found. */
struct manner {
    bool is_forwards;
    bool takes_all; /* else those may stay whose loss would raise the points from 0 */
    bool may_raise; /* nothing else has helped */
};

/* @return false where the loss of any that is left would raise the points */
static bool take_one(struct taking *taking, const struct manner *manner) {
    size_t count = taking->facts->count;
    for (size_t i = 0; i < count; i++) {
        size_t at = manner->is_forwards ? i : count - 1 - i;
        if (taking->is_gone[at]) {
            continue;
        }
        taking->is_gone[at] = true;
        int left =
            points_without(taking->explainer, taking->index, taking->facts, taking->is_gone);
        if (left <= taking->points || manner->may_raise) {
            taking->order[taking->count] = at;
            taking->effects[taking->count++] = taking->points - left;
            taking->points = left;
            return true;
        }
        taking->is_gone[at] = false;
    }
    return false;
}

/* @return has it brought the points down to 0? */
static bool take_away(struct taking *taking, int points, const struct manner *manner) {
    size_t count = taking->facts->count;
    memset(taking->is_gone, 0, count * sizeof *taking->is_gone);
    taking->count = 0;
    taking->points = points;
    while (taking->count < count && take_one(taking, manner)) {
    }
    return taking->count == count || (!manner->takes_all && taking->points == 0);
}

static void take_all(struct taking *taking, int points) {
    static const struct manner manners[] = {
        {false, true, false}, {true, true, false}, {false, false, false},
        {true, false, false}, {false, true, true},
    };
    for (size_t i = 0; i < sizeof manners / sizeof *manners; i++) {
        if (take_away(taking, points, &manners[i])) {
            return;
        }
    }
}

/* The words that the atom was read from, where they stand in the criterion, else all of it; a
 * bracket that they open is closed. */
static const char *says(const struct atom *atom, const struct criterion *criterion,
                        struct arena *arena) {
    struct span text = span_of(criterion->text);
    size_t at = atom && atom->words.len > 0 ? span_find(text, atom->words, 0) : SIZE_MAX;
    if (at == SIZE_MAX) {
        return arena_copy(arena, text);
    }
    size_t open = span_find(atom->words, SPAN("("), 0);
    bool is_cut = open != SIZE_MAX && span_find(atom->words, SPAN(")"), open) == SIZE_MAX;
    size_t close = is_cut ? span_find(text, SPAN(")"), at + atom->words.len) : SIZE_MAX;
    size_t len = close == SIZE_MAX ? atom->words.len : close + 1 - at;
    return arena_copy(arena, span_part(text, at, len));
}

static struct because because_of(const struct taking *taking, size_t taken,
                                 const struct criterion *criterion) {
    const struct explainer *explainer = taking->explainer;
    struct fact fact = taking->facts->at[taking->order[taken]];
    return (struct because){.fact =
                                fact_key(fact, explainer->judge->candidate, explainer->arena),
                            .says = says(fact.atom, criterion, explainer->arena),
                            .effect = taking->effects[taken]};
}

void explain_because(struct judged *out, struct explainer *explainer, size_t index) {
    struct facts facts = {.arena = explainer->work};
    if (out->points <= 0) {
        return;
    }
    collect(&facts, explainer, index);
    struct taking taking = {.explainer = explainer, .index = index, .facts = &facts};
    taking.is_gone = arena_alloc(explainer->work, facts.count, sizeof *taking.is_gone);
    taking.order = arena_alloc(explainer->work, facts.count, sizeof *taking.order);
    taking.effects = arena_alloc(explainer->work, facts.count, sizeof *taking.effects);
    struct because *because = arena_alloc(explainer->arena, facts.count, sizeof *because);
    if (facts.count == 0 || !taking.is_gone || !taking.order || !taking.effects || !because) {
        return;
    }
    take_all(&taking, out->points);
    for (size_t i = 0; i < taking.count; i++) {
        because[taking.count - 1 - i] = because_of(&taking, i, out->criterion);
    }
    out->because = because;
    out->because_count = taking.count;
}

/* ---- wordings ---------------------------------------------------------------------------- */

static const char *in_months(int months, struct arena *arena) {
    enum { YEAR = 12 };
    bool is_years = months >= 2 * YEAR && months % YEAR == 0;
    return is_years      ? arena_printf(arena, "%d years", months / YEAR)
           : months == 1 ? "1 month"
                         : arena_printf(arena, "%d months", months);
}

/* A concept that only this advert knows has no label but the words of the advert. */
static const char *label_of(const struct subject_words *words, const char *id,
                            struct arena *arena) {
    const char *label = id ? concepts_label(words->rules, id) : NULL;
    return label && label != id
               ? label
               : arena_printf(arena, "what the advert calls “%s”", words->words);
}

/* "adult mental health or community teams" */
static const char *in_areas(const struct subject_words *words, struct arena *arena) {
    const char *text = NULL;
    for (size_t i = 0; i < words->atom->areas.count; i++) {
        const char *label = label_of(words, words->atom->areas.at[i], arena);
        text = text ? arena_printf(arena, "%s or %s", text, label) : label;
    }
    return text ? text : "this kind of work";
}

static const char *fill_areas(const struct subject_words *words, struct arena *arena) {
    return words->atom ? in_areas(words, arena) : "this kind of work";
}

static const char *fill_concept(const struct subject_words *words, struct arena *arena) {
    return label_of(words, words->atom ? words->atom->concept : NULL, arena);
}

static const char *fill_subject(const struct subject_words *words, struct arena *arena) {
    return words->atom && words->atom->subject ? label_of(words, words->atom->subject, arena)
                                               : "the subject that is asked for";
}

static const char *fill_level(const struct subject_words *words, struct arena *arena) {
    return words->atom && words->atom->level != LEVEL_NONE
               ? arena_printf(arena, "level %d", words->atom->level)
               : "the level that is asked for";
}

static const char *fill_months(const struct subject_words *words, struct arena *arena) {
    int months = words->months ? words->months : words->atom ? words->atom->months : 0;
    return months ? in_months(months, arena) : "the time that is asked for";
}

static const char *fill_words(const struct subject_words *words, struct arena *arena) {
    (void)arena;
    return words->words;
}

/* The places of a wording. */
static const struct place {
    const char *name;
    const char *(*fill)(const struct subject_words *words, struct arena *arena);
} places[] = {
    {"{areas}", fill_areas}, {"{concept}", fill_concept}, {"{subject}", fill_subject},
    {"{level}", fill_level}, {"{months}", fill_months},   {"{words}", fill_words},
};

const char *explain_wording(const char *about, const char *lack,
                            const struct subject_words *words, struct arena *arena) {
    struct span row = wordings_find(&words->rules->wordings, about, lack);
    const char *text = row.len > 0 ? arena_copy(arena, row) : NULL;
    for (size_t i = 0; text && i < sizeof places / sizeof *places; i++) {
        struct span name = span_of(places[i].name);
        size_t at = span_find(span_of(text), name, 0);
        if (at != SIZE_MAX) {
            text = arena_printf(arena, "%.*s%s%s", (int)at, text, places[i].fill(words, arena),
                                text + at + name.len);
        }
    }
    return text;
}

const char *explain_prompt(const struct judgement *judgement, const struct criterion *criterion,
                           const struct rules *rules, struct arena *arena) {
    if (judgement->verdict == VERDICT_LATER || judgement->asks_nothing ||
        judgement->mark == 2) {
        return NULL;
    }
    const struct atom *atom = judgement->atom;
    struct subject_words words = {.atom = atom, .rules = rules};
    words.words = says(atom, criterion, arena);
    const char *about = vocab_name(&vocab_atom, atom ? (int)atom->type : ATOM_OTHER);
    const char *lack = vocab_name(&vocab_lack, (int)judgement->lack);
    const char *prompt = lack ? explain_wording(about, lack, &words, arena) : NULL;
    prompt = prompt ? prompt : explain_wording(about, "all", &words, arena);
    return prompt ? prompt : explain_wording("other", "all", &words, arena);
}
