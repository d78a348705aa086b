/* matcher/mark_registration.c - a demand for registration with a professional body
 * SPDX-License-Identifier: MIT
 *
 * A listed qualification is a registration where its name has a wording of the body ("RMN",
 * "registered nurse, NMC PIN"). Others speak against it: who lists a degree and no registration
 * has none to list.
 */
#include "matcher/mark_dossier.h"

/* The proof that a body's name stands for, SIZE_MAX where no row knows it: by its short name,
 * or by a wording such as its full one. */
static size_t body_of(const struct judge *judge, const char *body) {
    const struct wordings *wordings = &judge->rules->wordings;
    size_t proof = wordings_proof(wordings, "registration", span_of(body));
    if (proof != SIZE_MAX) {
        return proof;
    }
    struct arena scratch;
    arena_init(&scratch, ARENA_PAGE_CAP);
    struct tokens words = tokens_read(&scratch, &wordings->proof_words, span_of(body));
    uint32_t value = 0;
    bool is_known =
        words.count > 0 && finder_at(&wordings->proof_phrases, &words, 0, &value) > 0;
    arena_fini(&scratch);
    return is_known ? value : SIZE_MAX;
}

/* Is the qualification a registration with that body, or with any? A course about its code is
 * none. A body that no row knows is looked for by its name. */
static bool is_registration(const struct judge *judge, const struct line *line,
                            const char *body, size_t proof) {
    const struct wordings *wordings = &judge->rules->wordings;
    for (size_t i = 0; i < wordings->proof_count; i++) {
        if (span_is(wordings->proofs[i].about, "course") &&
            span_is(wordings->proofs[i].what, "any") && line->proofs[i]) {
            return false;
        }
    }
    for (size_t i = 0; i < wordings->proof_count; i++) {
        if (span_is(wordings->proofs[i].about, "registration") && line->proofs[i] &&
            (i == proof || !body)) {
            return true;
        }
    }
    return body && proof == SIZE_MAX &&
           span_find_nocase(span_of(line->text), span_of(body), 0) != SIZE_MAX;
}

static struct mark mark_listed(const struct judge *judge, const struct atom *atom, size_t proof,
                               size_t index) {
    const struct held_qualification *held = &judge->candidate->qualifications[index];
    const struct line *line = dossier_line(judge, FACT_NAME, index);
    if (!held->name || !line || line->word_count == 0) {
        return mark_of(0, LACK_ALL);
    }
    return is_registration(judge, line, atom->concept, proof)
               ? mark_status(atom->status, held->status)
               : (struct mark){0, STANDING_AGAINST, LACK_BODY};
}

struct mark mark_registration(const struct judge *judge, const struct requirement *requirement,
                              const struct atom *atom, struct facts *facts) {
    const struct candidate *candidate = judge->candidate;
    size_t proof = atom->concept ? body_of(judge, atom->concept) : SIZE_MAX;
    struct mark best = mark_of(0, LACK_ALL);
    /* "or eligible to register", "or willing to": other qualifications speak against neither.
     */
    bool is_open =
        requirement->accepts_equivalent || (atom->status && atom->status != HOLDING_HELD);
    for (size_t i = 0; i < candidate->qualification_count; i++) {
        struct mark mark = mark_listed(judge, atom, proof, i);
        bool is_word =
            mark.standing == STANDING_AGAINST && best.standing == STANDING_UNKNOWN && !is_open;
        best = mark.mark > best.mark || is_word ? mark : best;
    }
    for (size_t i = 0; facts && best.mark > 0 && i < candidate->qualification_count; i++) {
        if (mark_listed(judge, atom, proof, i).mark == best.mark) {
            mark_cite_qualification(facts, candidate, i);
        }
    }
    return best;
}
