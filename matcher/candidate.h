/* matcher/candidate.h - reading a candidate file
 * SPDX-License-Identifier: MIT
 */
#ifndef MATCHER_CANDIDATE_H
#define MATCHER_CANDIDATE_H

#include "matcher/rules.h"
#include "schema/candidate.h"

/** The id of a profile that gives none. */
#define CANDIDATE_UNNAMED "candidate"

/** What `employer` may be. */
extern const struct vocab candidate_employers;

/**
 * Read a candidate file (INI; the public formats, section 3). What its texts mean (levels,
 * areas, concepts shown and named) is found here, once for all adverts. An empty file is a
 * valid profile that says nothing; its id is CANDIDATE_UNNAMED.
 *
 * @param file its name for messages
 * @param today for "to = now"
 * @return ERR_INPUT "file:line: what was wrong; what was expected; the nearest spelling";
 * ERR_LIMIT, ERR_MEMORY
 */
enum err candidate_read(struct candidate *out, struct arena *arena, const struct rules *rules,
                        const char *file, struct span content, struct date today,
                        struct diag *diag);

#endif
