/* schema/requirement_text.h - a requirement as one line of text
 * SPDX-License-Identifier: MIT
 *
 * The form in which the database keeps what criteria ask for, and in which people write gold
 * sets:
 *
 *   qualification level=3 subject=health_and_social_care status=held
 *       | experience months=24 areas=mental_health,ward kinds=paid & driving licence=yes
 *
 * Alternatives are parted by " | ", joint demands by " & ". An atom is its type and its
 * members, `name=value`, in a fixed order, those that are set: level (null: none), subject,
 * status; months, areas, kinds, stands_in; concept (skill, attribute, right_to_work, dbs,
 * language, health), topic, body, pattern; licence, vehicle; words (of `other`). A flag is
 * `yes`, or not there. An alternative without atoms is `nothing`. A last " + equivalent" says
 * that something equivalent is accepted. In a value white space, control characters and the
 * signs | & , % are written as %20, so that it can hold anything. The same tree gives the same
 * bytes.
 *
 * Not in it: where in the criterion an atom was read (atom.words) and which rule decided.
 */
#ifndef SCHEMA_REQUIREMENT_TEXT_H
#define SCHEMA_REQUIREMENT_TEXT_H

#include "base/arena.h"
#include "base/buf.h"
#include "schema/requirement.h"

/** Bytes of the longest line that is read: a criterion's text is shorter, and so is what it
 * asks for. */
enum { REQUIREMENT_TEXT_MAX = 64 * 1024 };

/** Append the line, without a line end. Members that the atom's type does not use are left out,
 * and so are empty texts. A requirement without an alternative is `nothing`. */
void requirement_text_write(struct buf *out, const struct requirement *requirement);

/** Read a line. Members may stand in any order, white space between them is free, and so it is
 * beside | and &; `null`, an empty value and `no` of a flag are absent, `any` is no kind in
 * particular.
 * @param out in `arena`; `words` empty, `rule` NULL
 * @return ERR_INPUT with what is wrong and what was expected; ERR_MEMORY, ERR_LIMIT */
enum err requirement_text_read(struct requirement *out, struct arena *arena, struct span line,
                               struct diag *diag);

#endif
