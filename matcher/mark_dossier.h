/* matcher/mark_dossier.h - what is worked out once about a candidate
 * SPDX-License-Identifier: MIT
 *
 * A candidate is held against tens of thousands of demands, most of which name the same few
 * hundred concepts. So the lines of the profile are read once (mark_lines.h), and what a
 * concept, an area or a subject is worth to this candidate is remembered when it was asked for
 * first. The memos hold for the candidate that the judge was opened with and for no other; a
 * changed copy is marked without them, and alike.
 */
#ifndef MATCHER_MARK_DOSSIER_H
#define MATCHER_MARK_DOSSIER_H

#include "matcher/experience.h"
#include "matcher/mark.h"
#include "matcher/mark_lines.h"
#include "matcher/rules_private.h"

/** Types of atom whose marks are remembered by concept. */
enum { MEMO_SKILL = 0, MEMO_ATTRIBUTE, MEMO_KNOWLEDGE, MEMO_EXPERIENCE, MEMO_COUNT };

struct dossier {
    struct arena *arena; /* borrowed; new texts are read into it */
    const struct candidate *candidate;
    struct line *lines;
    size_t line_count;
    struct span *words; /* all words of the lines; open addressing */
    size_t word_room;   /* a power of two */

    /* Memos; a byte each, 0: not asked for yet. */
    unsigned char *marks[MEMO_COUNT]; /* by concept: mark + 1 */
    unsigned char *grades;            /* by entry, concept: grade and setting + 1 */
    unsigned char *skill_grades;      /* by concept: best grade of [skills] + 1 */
    unsigned char *subjects;          /* by qualification, subject: mark + 1 */
    unsigned char *proofs;            /* by proof: ties_mark + 1 */
    const char **fields;              /* by subject: mark_equivalent_field */
    unsigned char *scratch;           /* grades of the entries being added up */
    size_t scratch_room;
};

/** May the memos be used: is it the candidate that they were made for? */
bool dossier_is_own(const struct judge *judge);

/** The line of an entry's text; NULL where there is none, or memory ran out. */
const struct line *dossier_line(const struct judge *judge, enum fact_field field, size_t index);

/** The same, where the line says something of the person: NULL for a qualification that is only
 * wished for, and for work that is denied. */
const struct line *dossier_telling_line(const struct judge *judge, enum fact_field field,
                                        size_t index);

/** How many entries have a line of that field. */
size_t dossier_entries(const struct candidate *candidate, enum fact_field field);

/** Does any telling line of the dossier's own candidate have the word? */
bool dossier_has_word(const struct dossier *dossier, struct span word);

/** The index of a row, SIZE_MAX for none. */
size_t dossier_row(const struct ontology *ontology, const char *id);

/** An entry held against areas, remembered. */
struct graded dossier_grade(const struct judge *judge, size_t entry,
                            const struct strings *areas, unsigned kinds);

/** The best grade of [skills] for areas, remembered. */
enum grade dossier_grade_skills(const struct judge *judge, const struct strings *areas);

/** qualification_subject_mark of a listed qualification, remembered. */
int dossier_subject_mark(const struct judge *judge, size_t qualification, const char *asked);

/** mark_equivalent_field, remembered. */
const char *dossier_field(const struct judge *judge, const char *subject);

/** Room for a grade of each entry of the judge's candidate; NULL where memory ran out. */
unsigned char *dossier_scratch(const struct judge *judge);

/** Does work in the areas of an entry ordinarily need `concept`? */
bool dossier_needs(const struct judge *judge, const struct held_experience *held,
                   const struct concept_row *concept);

/** The mark that a listed qualification gives for `concept`: 1 where it ordinarily teaches it,
 * 2 where it proves it. */
int dossier_teaches(const struct judge *judge, const struct held_qualification *held,
                    const struct concept_row *concept);

#endif
