/* matcher/candidate_slip.h - typing errors in the names of qualifications, and in words
 * SPDX-License-Identifier: MIT
 *
 * Only ever offered ("did you mean"): a name counts as it is written.
 */
#ifndef MATCHER_CANDIDATE_SLIP_H
#define MATCHER_CANDIDATE_SLIP_H

#include "base/arena.h"
#include "matcher/rules.h"
#include "schema/candidate.h"
#include "schema/profile_advice.h"

/** What is said of it, with the name that was probably meant. */
#define SLIP_WORDS "a word of it is not known: did you mean \"%s\"?"

/** The name that was probably meant: words that the rules do not know, with a wrong, missing,
 * doubled or swapped letter, as the words that they know, where more of the name (a level, a
 * subject, another qualification) can be read then.
 * @param name may be NULL @param out in `arena`; NULL: nothing seems misspelled
 * @return ERR_MEMORY, ERR_LIMIT */
enum err candidate_slip(const char **out, struct arena *arena, const struct rules *rules,
                        const char *name, struct diag *diag);

/** The words of the rules that are a wrong, missing, doubled or swapped letter away from a word
 * of at least four letters, without their endings ("worker"), in the order of the rules.
 * @param out in `arena`; itself among them where the rules know it @return the same */
enum err slip_words(struct strings *out, struct arena *arena, const struct rules *rules,
                    const char *word, struct diag *diag);

/** A warning for each qualification whose name seems misspelled.
 * @param out in `arena` @return the same */
enum err candidate_slips(struct profile_warnings *out, struct arena *arena,
                         const struct rules *rules, const struct candidate *candidate,
                         struct diag *diag);

#endif
