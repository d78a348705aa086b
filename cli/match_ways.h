/* cli/match_ways.h - the ways of `match`: the database, adverts by name, a caseload
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_MATCH_WAYS_H
#define CLI_MATCH_WAYS_H

#include "cli/matches.h"

/** A match being made. */
struct making {
    struct context *context;
    struct rules *rules;
    struct candidate candidate; /* not of a caseload */
    struct lens *lens;          /* NULL: any role */
};

/** The adverts of the database. @param count how many were printed about */
enum err match_store(struct making *making, size_t *count, struct diag *diag);

/** The adverts that the operands name: files, folders, ids of the database. */
enum err match_named(struct making *making, size_t *count, struct diag *diag);

/** All profiles of --candidates against the database. @param count of those listed for anybody
 */
enum err match_caseload(struct making *making, size_t *count, struct diag *diag);

#endif
