/* matcher/ordinary.h - what work in an area ordinarily needs, and what a subject teaches
 * SPDX-License-Identifier: MIT
 *
 * The ties "needed", "taught", "proves" and "also" of example_words.tsv with their rows, looked
 * up once and kept by concept, since every demand asks.
 */
#ifndef MATCHER_ORDINARY_H
#define MATCHER_ORDINARY_H

#include "base/arena.h"

struct concept_row;
struct rules;

/** What somebody who worked in the area, or learnt the subject, ordinarily has. */
struct ordinary_need {
    const struct concept_row *area;    /* "needed": of work; or NULL */
    const struct concept_row *subject; /* "taught": of a qualification; or NULL */
    const struct concept_row *concept; /* itself and what hangs directly on it */
    bool is_any_work;                  /* whatever the area */
    bool is_proof;                     /* "proves": as good as an example */
    bool is_not;                       /* takes the concept itself out again */
    bool is_also;                      /* "also": no need; `area` goes with the concept */
    uint32_t next; /* index + 1 of the next with the same concept; 0: none */
};

struct ordinary {
    struct ordinary_need *needs;
    size_t count;
    uint32_t *first; /* by concept's row: index + 1; 0: none; NULL: no needs */
};

/** Fill `rules->ordinary` from its wordings, concepts and subjects. What the tables of another
 * folder do not know is left out. Check the arena. */
void ordinary_read(struct rules *rules);

/** Is `concept` ordinary of work in an area, or of having learnt a subject? Both NULL: of any
 * work. One row that takes it out weighs more than those that bring it in. */
bool ordinary_is_needed(const struct rules *rules, const struct concept_row *area,
                        const struct concept_row *subject, const struct concept_row *concept);

/** Does the one go with the other ("also:"), or is it a part of it, whichever is which? */
bool ordinary_go_together(const struct rules *rules, const struct concept_row *a,
                          const struct concept_row *b);

/** Is having learnt the subject as good as an example of `concept`? */
bool ordinary_is_proved(const struct rules *rules, const struct concept_row *subject,
                        const struct concept_row *concept);

#endif
