/* matcher/mark_ties.c - what shows something that is no concept, by the table
 * SPDX-License-Identifier: MIT
 */
#include "matcher/mark_ties.h"

#include <string.h>

#include "matcher/mark_dossier.h"

/* One look at the profile. */
struct look {
    const struct judge *judge;
    int least; /* facts that give so much are cited */
    struct facts *facts;
    int best;
};

static void add(struct look *look, int mark, enum fact_field field, size_t index) {
    look->best = mark > look->best ? mark : look->best;
    if (mark > 0 && mark >= look->least) {
        facts_add(look->facts, field, index);
    }
}

static int lesser(int a, int b) { return a < b ? a : b; }

/* ---- what a tie may name ----------------------------------------------------------------- */

static bool has_drives(const struct candidate *candidate) {
    return candidate->drives == ANSWER_YES;
}

static bool has_vehicle(const struct candidate *candidate) {
    return candidate->vehicle == ANSWER_YES;
}

static bool has_miles(const struct candidate *candidate) { return candidate->travel_miles > 0; }

static const struct key {
    const char *name;
    enum fact_field fact;
    bool (*has)(const struct candidate *candidate);
} keys[] = {
    {"drives", FACT_DRIVES, has_drives},
    {"vehicle", FACT_VEHICLE, has_vehicle},
    {"travel_miles", FACT_TRAVEL, has_miles},
};
enum { KEY_COUNT = sizeof keys / sizeof *keys };

static void look_at_keys(struct look *look, struct span id, int worth) {
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (span_is(id, keys[i].name) && keys[i].has(look->judge->candidate)) {
            add(look, worth, keys[i].fact, 0);
        }
    }
}

static void look_at_patterns(struct look *look, struct span id, int worth) {
    int pattern = vocab_value(&vocab_work_pattern, id);
    if (pattern && look->judge->candidate->patterns & 1u << pattern) {
        add(look, worth, FACT_PATTERNS, 0);
    }
}

/* Lines of one kind that prove it; what an experience denies proves nothing. */
static void look_at_lines(struct look *look, size_t proof, int worth, enum fact_field field,
                          size_t count) {
    const struct candidate *candidate = look->judge->candidate;
    for (size_t i = 0; i < count; i++) {
        const struct line *line = dossier_line(look->judge, field, i);
        bool is_denied = field != FACT_SKILL && candidate->experiences[i].denied;
        if (line && !is_denied) {
            add(look, lesser(line->proofs[proof], worth), field, i);
        }
    }
}

/* Who has worked nights has not said that they want to again: times of work are for the person
 * to state. */
static int line_worth(const char *about, struct span id) {
    bool is_pattern =
        strcmp(about, "availability") == 0 && vocab_value(&vocab_work_pattern, id) > 0;
    return is_pattern ? 1 : 2;
}

static void look_at_proofs(struct look *look, const char *about, struct span id, int worth) {
    const struct candidate *candidate = look->judge->candidate;
    size_t proof = wordings_proof(&look->judge->rules->wordings, about, id);
    if (proof == SIZE_MAX) {
        return;
    }
    worth = lesser(worth, line_worth(about, id));
    look_at_lines(look, proof, worth, FACT_SKILL, candidate->skill_count);
    look_at_lines(look, proof, worth, FACT_EVIDENCE, candidate->experience_count);
    look_at_lines(look, proof, worth, FACT_AREA, candidate->experience_count);
}

static void look_at_concept(struct look *look, struct span id, int worth) {
    const struct ontology *concepts = &look->judge->rules->concepts;
    uint32_t number = glossary_find(&concepts->ids, id);
    if (!number) {
        return;
    }
    const char *concept = concepts->rows[number - 1].id;
    int mark = lesser(mark_concept(look->judge, ATOM_SKILL, concept, NULL), worth);
    look->best = mark > look->best ? mark : look->best;
    if (mark > 0 && mark >= look->least && look->facts) {
        (void)mark_concept(look->judge, ATOM_SKILL, concept, look->facts);
    }
}

/* ---- all of it --------------------------------------------------------------------------- */

static void look_at_all(struct look *look, const char *about, struct span what) {
    const struct wordings *wordings = &look->judge->rules->wordings;
    look_at_proofs(look, about, what, 2);
    for (size_t i = 0; i < wordings->tie_count; i++) {
        const struct tie *tie = &wordings->ties[i];
        if (span_is(tie->about, "for") && span_equal_nocase(tie->what, what)) {
            look_at_keys(look, tie->id, tie->worth);
            look_at_patterns(look, tie->id, tie->worth);
            look_at_proofs(look, about, tie->id, tie->worth);
            look_at_concept(look, tie->id, tie->worth);
        }
    }
}

/* The best mark; remembered for the candidate whose judge it is. */
static int best_mark(const struct judge *judge, const char *about, struct span what) {
    size_t proof =
        dossier_is_own(judge) ? wordings_proof(&judge->rules->wordings, about, what) : SIZE_MAX;
    unsigned char *known = proof == SIZE_MAX ? NULL : &judge->dossier->proofs[proof];
    if (known && *known) {
        return *known - 1;
    }
    struct look look = {.judge = judge, .least = 3};
    look_at_all(&look, about, what);
    if (known) {
        *known = (unsigned char)(look.best + 1);
    }
    return look.best;
}

int ties_mark(const struct judge *judge, const char *about, struct span what,
              struct facts *facts) {
    int best = what.len > 0 ? best_mark(judge, about, what) : 0;
    if (best > 0 && facts) {
        struct look look = {.judge = judge, .least = best, .facts = facts};
        look_at_all(&look, about, what);
    }
    return best;
}
