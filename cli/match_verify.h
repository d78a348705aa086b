/* cli/match_verify.h - match --verify: is every point that a sheet explains what it says?
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_MATCH_VERIFY_H
#define CLI_MATCH_VERIFY_H

#include "cli/command.h"
#include "matcher/rules.h"
#include "schema/candidate.h"
#include "schema/match.h"

/** What was verified so far. */
struct match_verify {
    int64_t adverts;
    int64_t criteria; /* that cite a fact */
    int64_t facts;
    int64_t wrong;
};

/** Take each cited fact of a sheet out of the profile, judge again, and count. What is found
 * otherwise is said on the console. @return ERR_MEMORY, ERR_LIMIT */
enum err match_verify_take(struct match_verify *verify, struct context *context,
                           const struct rules *rules, const struct candidate *candidate,
                           const struct match *match, struct diag *diag);

/** Say what came of it, and note a failure where anything was found otherwise. */
void match_verify_say(const struct match_verify *verify, struct context *context);

#endif
