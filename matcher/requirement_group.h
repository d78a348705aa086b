/* matcher/requirement_group.h - concepts that belong together, on their way to atoms
 * SPDX-License-Identifier: MIT
 *
 * A head ("experience of", "able to", "knowledge of") says what the concepts behind it are, up
 * to the next head or the end of the clause; a head without any behind it takes those right in
 * front ("mental health experience"). Concepts without a head are what they are themselves, or
 * what the group's heading says.
 */
#ifndef MATCHER_REQUIREMENT_GROUP_H
#define MATCHER_REQUIREMENT_GROUP_H

#include "matcher/reading.h"

/** The most concepts under one head; further ones are left out. */
enum { CONCEPTS_MAX = 32 };

struct group {
    struct item *head; /* NULL: none */
    struct item
        *twin; /* one before it that shares its concepts: "knowledge and experience of" */
    struct item *concepts[CONCEPTS_MAX];
    size_t count;
};

/* ---- items ---- */

/* Does it say little, as "people" does? */
bool item_is_generic(const struct item *item);

/* Can one be able to do it: a skill, a quality, an activity? */
bool item_is_ability(const struct item *concept);

/* What a concept is by itself. */
enum atom_type item_own_type(const struct item *concept);

/* ---- the text ---- */

/* Is a word part of an item that is no concept? */
bool reading_is_covered(const struct reading *reading, size_t at);

/* Is it part of a concept? */
bool reading_is_concept(const struct reading *reading, size_t at);

/* How two concepts of one list are joined: here "with" joins nothing. */
enum joint reading_list_joint(const struct reading *reading, const struct item *a,
                              const struct item *b);

/* Is there a qualification or another whole atom in a clause? */
bool reading_has_whole_atom(const struct reading *reading, int clause);

/* Where the words of a head's complement end: the next item, or the clause's end. */
size_t head_complement_end(const struct reading *reading, const struct item *head);

/* The complement's words as an id, else those in front of the head; NULL: they say nothing. */
const char *head_complement(const struct reading *reading, const struct item *head);

/* Is word `at` "and", or the middle of "as well as"? */
bool reading_is_and(const struct reading *reading, size_t at);

/* ---- members of a list (requirement_members.c) ---- */

/* Is a concept that a word joins to those before it a demand of its own? */
bool member_is_own(const struct reading *reading, const struct group *group, size_t index);

/* Parts for the members of the list from word `from` on in which nothing was found. */
void group_emit_unknown(struct reading *reading, const struct group *group, size_t from,
                        enum atom_type type);

/* Give joined parts of one concept that are worded apart ids of their own. */
void reading_tell_apart(struct reading *reading);

/* Does word `at` tell how something is done: "politely"? */
bool reading_is_adverb(const struct reading *reading, size_t at);

/* Drop what only explains the demand in front of a colon or a dash: "IT skills - e-mail, Word".
 */
void reading_drop_explained(struct reading *reading);

/* Drop qualities that only tell how what is asked for is done: "communicates kindly". */
void reading_drop_manner(struct reading *reading);

/* ---- parts ---- */

/* Add a part that stands on some words. @return NULL where the arena failed */
struct part *reading_add_part(struct reading *reading, struct atom atom, size_t from, size_t to,
                              const char *rule);

void part_add_area(struct reading *reading, struct part *part, const char *area);

/* ---- groups ---- */

struct atom group_atom(enum atom_type type, const char *concept);

/* The id of the head's rule. */
const char *group_rule(const struct group *group, const char *otherwise);

/* Where the group begins, the head included. */
size_t group_from(const struct group *group);

/* How each concept is joined to the one before it. */
void list_read_joints(const struct reading *reading, const struct group *group,
                      enum joint joints[static CONCEPTS_MAX]);

/* The parts of a group, by what its head is. */
void group_emit_experience(struct reading *reading, struct group *group);
void group_emit_list(struct reading *reading, struct group *group);
void group_emit_bare(struct reading *reading, struct group *group);

/* Give lengths and kinds to the experience they tell of. */
void reading_add_lengths(struct reading *reading);

#endif
