/* cli/paths.c - where the program's files are
 * SPDX-License-Identifier: MIT
 */
#include "cli/paths.h"

#include <stdlib.h>

static const char *absolute(const char *variable) {
    const char *value = getenv(variable);
    return value && *value == '/' ? value : NULL;
}

/* "$VARIABLE/shortlist/NAME", else "$HOME/BELOW/shortlist/NAME", else NULL. */
static const char *path_of(struct arena *arena, const char *variable, const char *below,
                           const char *name) {
    const char *base = absolute(variable);
    const char *home = absolute("HOME");
    if (base) {
        return arena_printf(arena, "%s/shortlist/%s", base, name);
    }
    return home ? arena_printf(arena, "%s/%s/shortlist/%s", home, below, name) : NULL;
}

enum err paths_database(const char **out, struct arena *arena, struct diag *diag) {
    const char *path = path_of(arena, "XDG_DATA_HOME", ".local/share", "shortlist.db");
    enum err err = arena_check(arena, diag);
    if (!err && !path) {
        err = diag_set(diag, ERR_USAGE,
                       "neither XDG_DATA_HOME nor HOME is set to a folder: say where the "
                       "database is with --db FILE");
    }
    if (!err) {
        *out = path;
    }
    return err;
}

enum err paths_config(const char **out, struct arena *arena, struct diag *diag) {
    const char *path = path_of(arena, "XDG_CONFIG_HOME", ".config", "config.ini");
    enum err err = arena_check(arena, diag);
    if (!err) {
        *out = path;
    }
    return err;
}
