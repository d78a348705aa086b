/* matcher/gate.c - which marks the gate wants, and what it says
 * SPDX-License-Identifier: MIT
 */
#include "matcher/gate.h"

/* Lived experience needs 2; other experience with 1 leaves the gate open, which is the same. */
static const int needs[ATOM_COUNT] = {
    [ATOM_QUALIFICATION] = 2, [ATOM_EXPERIENCE] = 2,   [ATOM_KNOWLEDGE] = 1,
    [ATOM_SKILL] = 1,         [ATOM_ATTRIBUTE] = 1,    [ATOM_DRIVING] = 2,
    [ATOM_AVAILABILITY] = 1,  [ATOM_REGISTRATION] = 2, [ATOM_RIGHT_TO_WORK] = 2,
    [ATOM_DBS] = 0,           [ATOM_LANGUAGE] = 2,     [ATOM_HEALTH] = 0,
    [ATOM_OTHER] = 1,
};

int gate_needs(const struct atom *atom) { return needs[atom->type]; }

int gate_needs_of(const struct demand *demand) {
    int most = 0;
    for (size_t i = 0; i < demand->count; i++) {
        int mark = gate_needs(&demand->atoms[i]);
        most = mark > most ? mark : most;
    }
    return most;
}

enum gate gate_of(enum need need, const struct judgement *judgement) {
    if (need != NEED_ESSENTIAL || judgement->asks_nothing ||
        judgement->verdict == VERDICT_LATER) {
        return GATE_NONE;
    }
    if (judgement->verdict == VERDICT_NOT_MET) {
        return GATE_FAIL;
    }
    return judgement->passes ? GATE_PASS : GATE_OPEN;
}

bool gate_is_short(enum need need, const struct judgement *judgement) {
    return gate_of(need, judgement) > GATE_PASS;
}

/* The values stand in this order: none, pass, open, fail. */
enum gate gate_join(enum gate so_far, enum gate next) { return next > so_far ? next : so_far; }
