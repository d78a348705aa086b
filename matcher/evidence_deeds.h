/* matcher/evidence_deeds.h - what somebody did, put as the wordings of concepts have it
 * SPDX-License-Identifier: MIT
 *
 * Concepts are worded "write * notes" or "washing and dressing", and people say that they wrote
 * notes, washed and dressed.
 */
#ifndef MATCHER_EVIDENCE_DEEDS_H
#define MATCHER_EVIDENCE_DEEDS_H

#include "base/arena.h"
#include "matcher/rules.h"
#include "schema/candidate.h"

/** Take the next word off the front; commas on the way are counted. @return false at the end */
bool evidence_next_word(struct span *rest, struct span *word, int *commas);

/** Does the word look like a past form: "supported", "co-facilitated"? "fast-paced" does not,
 * and four letters are the least ("bed", "red"); "motivated" does. */
bool evidence_is_past(struct span word);

/**
 * A sentence with its deeds in one of the forms that concepts are worded in.
 *
 * @param is_doing "writing notes", else "write notes"
 * @return in the arena; empty where there is nothing to put so
 */
struct span evidence_put_deeds(struct arena *arena, const struct rules *rules,
                               struct span sentence, bool is_doing);

/** What a sentence tells of that was done. */
struct deeds {
    struct strings ids; /* concepts that it shows, each once; borrowed from the rules */
    size_t told;        /* deeds that are told of, not wished for ("able to listen to") */
};

/**
 * Find the deeds of example_words.tsv ("shows:") in a sentence, in any form of their verbs, and
 * not behind a negation. What is worded with "never" is found behind any denial.
 *
 * @param arena holds the list
 * @return ERR_MEMORY
 */
enum err evidence_find_deeds(struct deeds *out, struct arena *arena, const struct rules *rules,
                             struct span sentence, struct diag *diag);

/** Where the denial that a sentence begins with has ended, in bytes; 0: it reaches to the end.
 * @param arena scratch */
size_t evidence_denial_end(struct arena *arena, const struct rules *rules,
                           struct span sentence);

/** Add what goes with these concepts ("also:"), each once. */
void evidence_add_besides(struct strings *ids, struct arena *arena, const struct rules *rules);

#endif
