/* matcher/explain.h - which facts brought the points, and what to ask where some are missing
 * SPDX-License-Identifier: MIT
 *
 * Effects are not estimated: each fact is taken out of a copy of the profile and the criterion
 * is judged again.
 */
#ifndef MATCHER_EXPLAIN_H
#define MATCHER_EXPLAIN_H

#include "matcher/sheet.h"

/** What explaining needs; one for a whole sheet. */
struct explainer {
    const struct sheet *sheet;
    const struct judge *judge;
    struct judgement *judgements; /* of all criteria, by `judge` */
    struct arena *arena;          /* the match's */
    struct arena *work;           /* freed when the sheet is done */
    struct candidate without;     /* a copy of the judge's candidate: fact_copy_profile */
};

/** Fill `because`: every fact that counts for criterion `index`. Taken away last to first they
 * lower its points by their effects, down to 0. The order is chosen so that no loss raises the
 * points; a fact whose loss would raise them from 0, whenever it came, is left out. Only where
 * there is no such order at all can an effect be negative. `out->points` is set already. */
void explain_because(struct judged *out, struct explainer *explainer, size_t index);

/** The question that helps to write what is missing, or NULL where nothing is. In `arena`. */
const char *explain_prompt(const struct judgement *judgement, const struct criterion *criterion,
                           const struct rules *rules, struct arena *arena);

/** What a wording of matcher/rules/prompts.tsv may speak of. */
struct subject_words {
    const struct atom *atom;   /* {areas} {concept} {months} {level} {subject} */
    const char *words;         /* {words} */
    int months;                /* {months}, where not the atom's */
    const struct rules *rules; /* labels of concepts */
};

/** A wording by its two keys, its places filled; NULL where there is none. In `arena`. */
const char *explain_wording(const char *about, const char *lack,
                            const struct subject_words *words, struct arena *arena);

#endif
