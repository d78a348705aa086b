/* tests/unit/matcher/tree.c - a requirement in a line, for tests
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/matcher/tree.h"

static void put_list(struct buf *buf, const char *text, bool *first) {
    buf_put_text(buf, *first ? "" : ",");
    buf_put_text(buf, text);
    *first = false;
}

static void write_qualification(struct buf *buf, const struct atom *atom) {
    if (atom->level == LEVEL_NONE) {
        buf_put_text(buf, "-");
    } else {
        buf_printf(buf, "%d", atom->level);
    }
    buf_printf(buf, ",%s", atom->subject ? atom->subject : "-");
    if (atom->status != HOLDING_HELD) {
        buf_printf(buf, ",%s", vocab_name(&vocab_holding, (int)atom->status));
    }
}

static void write_experience(struct buf *buf, const struct atom *atom) {
    bool first = true;
    for (size_t i = 0; i < atom->areas.count; i++) {
        buf_printf(buf, "%s%s", i ? "/" : "", atom->areas.at[i]);
        first = false;
    }
    if (atom->months) {
        buf_printf(buf, "%s%dm", first ? "" : ",", atom->months);
        first = false;
    }
    for (int kind = 1; kind < KIND_COUNT; kind++) {
        if (atom->kinds & 1u << kind) {
            put_list(buf, vocab_name(&vocab_kind, kind), &first);
        }
    }
}

static void write_atom(struct buf *buf, const struct atom *atom) {
    bool first = true;
    buf_printf(buf, "%s(", vocab_name(&vocab_atom, (int)atom->type));
    if (atom->type == ATOM_QUALIFICATION) {
        write_qualification(buf, atom);
    } else if (atom->type == ATOM_EXPERIENCE) {
        write_experience(buf, atom);
    }
    if (atom->concept) {
        put_list(buf, atom->concept, &first);
    }
    if (atom->licence) {
        put_list(buf, "licence", &first);
    }
    if (atom->vehicle) {
        put_list(buf, "vehicle", &first);
    }
    buf_put_text(buf, ")");
}

const char *tree_write(struct buf *buf, const struct requirement *requirement) {
    buf_clear(buf);
    for (size_t i = 0; i < requirement->count; i++) {
        const struct demand *demand = &requirement->any_of[i];
        buf_put_text(buf, i ? " | " : "");
        buf_put_text(buf, demand->count ? "" : "nothing");
        for (size_t k = 0; k < demand->count; k++) {
            buf_put_text(buf, k ? " " : "");
            write_atom(buf, &demand->atoms[k]);
        }
    }
    buf_put_text(buf, requirement->accepts_equivalent ? " +eq" : "");
    return buf_text(buf);
}
