/* schema/requirement.c - what a criterion asks for
 * SPDX-License-Identifier: MIT
 */
#include "schema/requirement.h"

static const char *const atom_words[] = {
    [ATOM_QUALIFICATION] = "qualification",
    [ATOM_EXPERIENCE] = "experience",
    [ATOM_KNOWLEDGE] = "knowledge",
    [ATOM_SKILL] = "skill",
    [ATOM_ATTRIBUTE] = "attribute",
    [ATOM_DRIVING] = "driving",
    [ATOM_AVAILABILITY] = "availability",
    [ATOM_REGISTRATION] = "registration",
    [ATOM_RIGHT_TO_WORK] = "right_to_work",
    [ATOM_DBS] = "dbs",
    [ATOM_LANGUAGE] = "language",
    [ATOM_HEALTH] = "health",
    [ATOM_OTHER] = "other",
};
const struct vocab vocab_atom = {atom_words, ATOM_COUNT};

static const char *const holding_words[] = {
    [HOLDING_HELD] = "held",
    [HOLDING_WORKING_TOWARDS] = "working_towards",
    [HOLDING_WILLING] = "willing",
};
const struct vocab vocab_holding = {holding_words, HOLDING_COUNT};

static const char *const kind_words[] = {
    [KIND_PAID] = "paid",
    [KIND_VOLUNTARY] = "voluntary",
    [KIND_LIVED] = "lived",
    [KIND_CARING] = "caring",
};
const struct vocab vocab_kind = {kind_words, KIND_COUNT};

/* One alternative without a demand is open to everybody, whatever the others ask. */
bool requirement_asks_nothing(const struct requirement *requirement) {
    for (size_t i = 0; i < requirement->count; i++) {
        if (requirement->any_of[i].count == 0) {
            return true;
        }
    }
    return false;
}
