/* cli/config.h - the configuration file
 * SPDX-License-Identifier: MIT
 *
 *     [crawl]
 *     contact = you@example.org
 *     daily_cap = 2000
 *
 * The heading may be left out. There are no other keys.
 */
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include "base/arena.h"

struct config {
    const char *contact; /* an e-mail address or an https address; NULL: not set */
    int64_t daily_cap;   /* requests to a host in a day, at most; 0: not set */
};

/** Read a configuration. @param file for messages; borrowed
 * @return ERR_INPUT "file:line: what was wrong; what was expected"; ERR_LIMIT, ERR_MEMORY */
enum err config_parse(struct config *out, struct arena *arena, const char *file,
                      struct span content, struct diag *diag);

/** Read the file; none there is an empty configuration. @param file NULL: none
 * @return as config_parse, and what file_read returns */
enum err config_read(struct config *out, struct arena *arena, const char *file,
                     struct diag *diag);

/** Does a contact name a host that exists for examples only (RFC 2606)? Nobody is reached
 * there. */
bool config_is_example(const char *contact);

#endif
