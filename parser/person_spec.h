/* parser/person_spec.h - the person specification: criteria with group and need
 * SPDX-License-Identifier: MIT
 *
 * Page families hand in what they see, in printed order; this file decides what is a heading,
 * what a criterion, which twin is dropped, and takes the A/I/T marks off.
 */
#ifndef PARSER_PERSON_SPEC_H
#define PARSER_PERSON_SPEC_H

#include "schema/vacancy.h"

/** A specification being read. Zero it, set `vacancy` and `arena`. */
struct person_spec {
    struct vacancy *vacancy; /* criteria are appended here */
    struct arena *arena;
    const char *group; /* the category's heading as printed; NULL before the first */
    enum need need;    /* of the block being read */
    unsigned assessed; /* marks that stand beside the criterion: set of enum assessed */
    uint64_t number;   /* typed in front of the last numbered item */
    bool listed;       /* the block being read had list items */
    bool full;         /* the cap on criteria was met, and noted */
    bool letters;      /* needs stand behind the items: "(E)", "(D)" */
};

/** A category heading: the following criteria stand under it. Their need is the one that the
 * heading names ("Essential skills"), else unstated until a need heading comes. */
void person_spec_group(struct person_spec *spec, const char *heading);

/** "Essential" or "Desirable" (or "Essential criteria", "Desirable:" ...) as a block heading.
 * @return false where the text is no such heading */
bool person_spec_need(struct person_spec *spec, const char *heading);

/** Call once the whole specification was read: where nearly every criterion ends in the letter
 * of a mark, those that end in one bare letter ("Team working I") are marked, too. */
void person_spec_settle(struct vacancy *vacancy, struct arena *arena);

/** Call where a specification is printed, once it was read: notes that nothing came of it. */
void person_spec_unread(struct vacancy *vacancy, struct arena *arena);

/** Is this text a need heading? NEED_NONE where not. */
enum need person_spec_need_of(const char *heading);

/** Is this a category heading made of known words ("Skills and abilities")? */
bool person_spec_is_group(const char *heading);

/** Is this the heading of the specification itself ("Person Specification")? */
bool person_spec_is_title(const char *heading);

/** Is this a heading that comes after the specification ("How to apply")? */
bool person_spec_is_end(const char *heading);

/** A criterion as printed, marks and bullet still on it. Empty text is passed over; the same
 * words under the same group and need are taken once, with the marks of all. A list that lost
 * its line ends ("NVQ 2 • Kind") is several. */
void person_spec_criterion(struct person_spec *spec, const char *text);

/** The same for a criterion with sub-items; marks are taken off each part. */
void person_spec_parts(struct person_spec *spec, const char *text,
                       const struct strings *children);

/** Join sub-items to their parent: "parent: child; child". In `arena`. */
char *person_spec_join(struct arena *arena, const char *parent, const struct strings *children);

/** Take recognised marks off the end: "(A/I)", "[A, I, T]", "A/I", "Assessed by: application
 * form and interview". @param text the criterion; @param assessed set of enum assessed
 * @return the text without them, in `arena` */
char *person_spec_marks(struct arena *arena, const char *text, unsigned *assessed);

/**
 * Read a specification out of lines of plain text (a text copy, or prose with headings): group
 * headings, need headings, bullets or bare lines.
 *
 * @param lines in printed order; bullets still on them; indented sub-bullets begin with spaces
 */
void person_spec_lines(struct person_spec *spec, const struct strings *lines);

#endif
