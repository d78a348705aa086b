/* matcher/evidence.h - does a line of a profile show something, or does it only name it?
 * SPDX-License-Identifier: MIT
 *
 * A panel gives 2 for an example and 1 for a claim. A line is an example where it says what was
 * done: "ran a weekly gardening group for eight patients". A list of catchwords, or praise of
 * oneself ("excellent communication skills, a real team player"), is a claim, whatever concepts
 * it names. The words that decide are data: matcher/rules/example_words.tsv.
 */
#ifndef MATCHER_EVIDENCE_H
#define MATCHER_EVIDENCE_H

#include "base/arena.h"
#include "matcher/concepts.h"
#include "schema/candidate.h"

/** What a line names, parted by whether its words show it. */
struct evidence {
    struct strings shown;  /* concept ids, each once; borrowed from the rules */
    struct strings listed; /* concept ids that are only named */
    bool is_example;       /* some part of the line says what was done */
    bool is_denial;        /* "no experience of ...", "I am bad at this", "hope to ..." */
};

/** What a sentence of a profile is. */
enum sentence {
    SENTENCE_DENIAL = 0, /* "no experience of ...", or what evidence_disowns says */
    SENTENCE_CLAIM,      /* a list, or praise of oneself */
    SENTENCE_EXAMPLE     /* says what was done */
};

/** Take the next sentence off the front (they are parted by ';', '.' or a line end).
 * @return false at the end */
bool evidence_next_sentence(struct span *rest, struct span *sentence);

/** Say what a sentence is. @param arena scratch @return what concepts_find returns */
enum err evidence_judge_sentence(enum sentence *out, struct arena *arena,
                                 const struct rules *rules, struct span sentence,
                                 struct diag *diag);

/** The concepts that prove something: all but subjects of qualifications. */
#define EVIDENCE_KINDS                                                                         \
    (1u << CONCEPT_AREA | 1u << CONCEPT_SKILL | 1u << CONCEPT_ATTRIBUTE |                      \
     1u << CONCEPT_KNOWLEDGE)

/**
 * Weigh a line, sentence by sentence. A sentence that is a denial shows and names nothing; a
 * long list of catchwords names no areas: nobody has worked in six places without doing
 * anything there.
 * What goes with a concept that is shown ("also:" of example_words.tsv) is listed.
 *
 * @param kinds set of enum concept_kind to look for
 * @return what concepts_find returns
 */
enum err evidence_weigh(struct evidence *out, struct arena *arena, const struct rules *rules,
                        unsigned kinds, struct span text, struct diag *diag);

/**
 * Weigh a line of [skills]: fills `concept`, `shown` and `listed` from `name` and `example`.
 * With an example that is one, the name's concepts are shown, and what the example shows
 * besides; else they are listed; behind a denial ("never") there is nothing.
 */
enum err evidence_weigh_skill(struct held_skill *held, struct arena *arena,
                              const struct rules *rules, struct diag *diag);

#endif
