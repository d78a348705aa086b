/* matcher/mark_lines.h - what the lines of a profile say beside concepts
 * SPDX-License-Identifier: MIT
 *
 * Bodies of registration, languages, and times of work are no concepts: their wordings stand in
 * matcher/rules/example_words.tsv. Demands that nothing explains are held against the plain
 * words of a line. What a sentence denies counts for neither.
 */
#ifndef MATCHER_MARK_LINES_H
#define MATCHER_MARK_LINES_H

#include "matcher/fact.h"
#include "matcher/rules.h"
#include "schema/candidate.h"

/** How a line proves something. */
enum proven { PROVEN_NOT = 0, PROVEN_NAMED, PROVEN_SHOWN };

/** A line, read. It is known by the texts that it was read from, not by its place, so that
 * copies of a profile need no reading of their own: the candidate's own by where these texts
 * stand, those of a changed copy, which may be gone, by what they say. */
struct line {
    enum fact_field field; /* FACT_NAME, FACT_AREA, FACT_EVIDENCE or FACT_SKILL */
    const char *text;      /* borrowed from the candidate; of a skill its example or NULL */
    const char *name;      /* of a skill; else NULL */
    bool is_kept;          /* `text` and `name` are copies in the arena */
    bool is_example;
    unsigned char *proofs; /* enum proven, by index in the rules' proofs */
    struct span *words;    /* normalised, each once */
    size_t word_count;
    struct strings courses; /* subjects of short courses that it tells of: "PMVA trained" */
};

/** Keep the texts of a line of a changed copy in `arena`. */
void line_keep(struct line *line, struct arena *arena);

/** Read one. @param field says which text of entry `index`; absent texts give an empty line
 * @return what evidence_judge_sentence returns */
enum err line_read(struct line *out, struct arena *arena, const struct rules *rules,
                   const struct candidate *candidate, enum fact_field field, size_t index,
                   struct diag *diag);

/** Is it the line of that entry's text as the candidate has it now? */
bool line_is_of(const struct line *line, const struct candidate *candidate,
                enum fact_field field, size_t index);

/** Has it the word? @param word normalised */
bool line_has_word(const struct line *line, struct span word);

#endif
