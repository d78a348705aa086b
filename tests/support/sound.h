/* tests/support/sound.h - what must be true of every record, whatever page it came from
 * SPDX-License-Identifier: MIT
 *
 * The public formats as conditions: clean texts, closed lists, caps, amounts that agree with
 * their kind, notes that say of what and why. A condition that does not hold ends the program.
 */
#ifndef SOUND_H
#define SOUND_H

#include "schema/reading.h"

/** Amounts against the kind, and what its notes owe. */
void sound_salary(const struct vacancy *vacancy);

/** Notes within their cap, each with field, code and message. */
void sound_notes(const struct note *notes, size_t count);

/** Places within their cap, none empty, postcodes in their form. */
void sound_locations(const struct vacancy *vacancy);

/** Criteria within their cap, none empty. */
void sound_criteria(const struct vacancy *vacancy);

/** No two criteria the same, as they are read: masks may make two alike later. */
void sound_no_twins(const struct vacancy *vacancy);

/** "DA1 2DL", or an outward code alone? */
bool sound_is_postcode(const char *text);

/** All that one page held. @param arena for scratch */
void sound_readings(const struct readings *readings, struct arena *arena);

/** Nobody asked to keep contacts: none is there, and no text holds an e-mail address. */
void sound_masked(const struct readings *readings, struct arena *arena);

/** Through the wire and back again, the same bytes. */
void sound_wire(const struct readings *readings);

/** Are two lots of readings the same to the last byte? */
bool sound_is_same(const struct readings *a, const struct readings *b);

/** Are all scalar fields the same, `except` (may be NULL) left aside? */
bool sound_same_fields(const struct vacancy *a, const struct vacancy *b, const char *except,
                       struct arena *arena);

#endif
