/* matcher/evidence_stance.h - does a text of a profile speak against what it names?
 * SPDX-License-Identifier: MIT
 *
 * "No NVQ level 2", "failed GCSE English", "I am bad at this", "hope to work in dementia care".
 * The wordings are data: the rows course:not_held, course:not_besides, course:held_since,
 * course:unfinished, course:willing, course:denied, course:self_doubt, course:weak_point,
 * course:put_off, course:only_wished, course:wanted and course:turned_down of
 * matcher/rules/example_words.tsv.
 */
#ifndef MATCHER_EVIDENCE_STANCE_H
#define MATCHER_EVIDENCE_STANCE_H

#include "base/arena.h"
#include "matcher/rules.h"

/** What the name of a qualification says of it. */
struct name_stance {
    struct span kept;   /* the part that names what is held; borrowed, or in the arena */
    bool is_denied;     /* nothing of it is: `kept` is empty */
    bool is_unfinished; /* it is being worked towards */
    bool is_willing;    /* it would be taken: "willing to take the Care Certificate" */
};

/**
 * Read the name of a qualification. What is denied beside something that is held ("NVQ level 2
 * in care, failed GCSE English"; "no GCSE but NVQ level 2") is left out.
 * @param text empty: nothing is denied @return what qualification_find returns
 */
enum err evidence_read_name(struct name_stance *out, struct arena *arena,
                            const struct rules *rules, struct span text, struct diag *diag);

/** Does it begin as a denial, within its first three words: "no experience of dementia", "I
 * did not ..."? Place and time may stand before its "I": "in my last job I did not ...". What
 * denies nothing ("not only", "do not mind") is none. The wordings: `denial` and course:denied.
 * @param arena scratch */
bool evidence_begins_denied(struct arena *arena, const struct rules *rules,
                            struct span sentence);

/** Does a sentence say that its writer cannot do it ("I am bad at this"), or only wishes it
 * ("hope to lead a team")? Of others ("a man who was afraid of falling") it says nothing.
 * @param arena scratch */
bool evidence_disowns(struct arena *arena, const struct rules *rules, struct span sentence);

/** Does it put the reader off, without a word on what was done: "will tell you at interview"?
 * @param arena scratch */
bool evidence_is_put_off(struct arena *arena, const struct rules *rules, struct span sentence);

/** The beginning of a title up to where it turns to what is only wished for: "care home, hope
 * to work in mental health"; all of it where it does not, or begins so.
 * @param is_only_wished it begins so, or came to nothing: "applied for a job in care", "a post
 * in care, but was turned down" @param arena scratch */
struct span evidence_without_wish(bool *is_only_wished, struct arena *arena,
                                  const struct rules *rules, struct span title);

#endif
