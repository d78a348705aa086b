/* matcher/mark_language.c - a demand for a language
 * SPDX-License-Identifier: MIT
 *
 * Shown by a qualification in it at level 2 or above (or a test of it, which has no level), or
 * by an example of its use. What else tells of a language in part stands in
 * matcher/rules/example_words.tsv ("for:english").
 */
#include "matcher/mark_dossier.h"
#include "matcher/mark_ties.h"

/* Public formats, section 4: language needs 2, and a school's level 1 is less than that. */
enum { ENOUGH_LEVEL = 2 };

static bool is_language(struct span about) { return span_is(about, "language"); }

/* Does the name name the language (SIZE_MAX: any but English), or is it the subject's id? */
static bool is_of_language(const struct judge *judge, const struct atom *atom, size_t proof,
                           size_t index) {
    const struct held_qualification *held = &judge->candidate->qualifications[index];
    const struct line *line = dossier_line(judge, FACT_NAME, index);
    bool is_subject =
        held->subject && atom->concept && span_is_nocase(span_of(atom->concept), held->subject);
    return held->name &&
           (is_subject || (line && proof != SIZE_MAX && line->proofs[proof] > PROVEN_NOT));
}

static struct mark mark_listed(const struct judge *judge, const struct atom *atom, size_t proof,
                               size_t index) {
    const struct held_qualification *held = &judge->candidate->qualifications[index];
    if (!is_of_language(judge, atom, proof, index)) {
        return mark_of(0, LACK_ALL);
    }
    struct mark mark = mark_status(HOLDING_HELD, held->status);
    bool is_low = held->level != LEVEL_NONE && held->level < ENOUGH_LEVEL;
    return mark.mark > 1 && is_low ? mark_of(1, LACK_LEVEL) : mark;
}

/* The best of the qualifications, and of what else shows it. A status speaks against a demand
 * for the qualification, but against no knowledge of the language. */
static struct mark mark_named(const struct judge *judge, const struct atom *atom,
                              struct span language, struct facts *facts) {
    static const enum mark_lack lacks[] = {LACK_ALL, LACK_EXAMPLE, LACK_NONE};
    const struct candidate *candidate = judge->candidate;
    size_t proof = wordings_proof(&judge->rules->wordings, "language", language);
    int use = ties_mark(judge, "language", language, NULL);
    struct mark best = mark_of(use, lacks[use]);
    for (size_t i = 0; i < candidate->qualification_count; i++) {
        struct mark mark = mark_listed(judge, atom, proof, i);
        best = mark.mark > best.mark ? mark : best;
    }
    if (!facts || best.mark == 0) {
        return best;
    }
    for (size_t i = 0; i < candidate->qualification_count; i++) {
        if (mark_listed(judge, atom, proof, i).mark == best.mark) {
            mark_cite_qualification(facts, candidate, i);
        }
    }
    if (use == best.mark) {
        (void)ties_mark(judge, "language", language, facts);
    }
    return best;
}

/* "A second language": any that the table knows but English. */
static struct mark mark_any(const struct judge *judge, const struct atom *atom,
                            struct facts *facts) {
    const struct wordings *wordings = &judge->rules->wordings;
    struct mark best = mark_of(0, LACK_ALL);
    struct span found = {0};
    for (size_t i = 0; i < wordings->proof_count; i++) {
        const struct proof *proof = &wordings->proofs[i];
        if (!is_language(proof->about) || span_is(proof->what, "english")) {
            continue;
        }
        struct mark mark = mark_named(judge, atom, proof->what, NULL);
        found = mark.mark > best.mark ? proof->what : found;
        best = mark.mark > best.mark ? mark : best;
    }
    return facts && found.len > 0 ? mark_named(judge, atom, found, facts) : best;
}

struct mark mark_language(const struct judge *judge, const struct requirement *requirement,
                          const struct atom *atom, struct facts *facts) {
    (void)requirement;
    return atom->concept ? mark_named(judge, atom, span_of(atom->concept), facts)
                         : mark_any(judge, atom, facts);
}
