/* cli/matches.h - printing what a match found
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_MATCHES_H
#define CLI_MATCHES_H

#include "cli/command.h"
#include "pipeline/matching.h"

/** As text or JSON, as many as --limit and --details say: in text 20 and 5 unless they say
 * otherwise, in JSON all. Nothing where there is no match. */
enum err matches_print(struct context *context, const struct matches *matches,
                       struct diag *diag);

#endif
