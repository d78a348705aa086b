/* cli/version.c - the program's version, in one place
 * SPDX-License-Identifier: MIT
 */
#include "cli/version.h"

const char *version_user_agent(struct arena *arena, const char *contact) {
    return contact ? arena_printf(arena, "shortlist/%s (+%s)", SHORTLIST_VERSION, contact)
                   : arena_copy_text(arena, "shortlist/" SHORTLIST_VERSION);
}
