/* cli/version.h - the program's version, in one place
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#include "base/arena.h"

#define SHORTLIST_VERSION "0.1.0"

/** What we call ourselves to servers (RFC 9110 section 10.1.5): "shortlist/0.1.0
 * (+you@example.org)". @param contact NULL: without the brackets
 * @return in `arena`, NULL on failure */
const char *version_user_agent(struct arena *arena, const char *contact);

#endif
