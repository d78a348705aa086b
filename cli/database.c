/* cli/database.c - the store that the command line names
 * SPDX-License-Identifier: MIT
 */
#include "cli/database.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cli/paths.h"

static enum err path_of(const char **out, struct context *context, struct diag *diag) {
    if (context->settings.db) {
        *out = context->settings.db;
        return ERR_NONE;
    }
    return paths_database(out, &context->arena, diag);
}

enum err database_open(struct store **out, struct context *context, struct diag *diag) {
    const char *path = NULL;
    enum err err = path_of(&path, context, diag);
    return err ? err : store_open(out, path, &context->clock, diag);
}

bool database_is_there(struct context *context) {
    const char *path = NULL;
    struct stat info = {0};
    return path_of(&path, context, NULL) == ERR_NONE && stat(path, &info) == 0;
}

enum err database_open_existing(struct store **out, struct context *context,
                                struct diag *diag) {
    const char *path = NULL;
    struct stat info = {0};
    enum err err = path_of(&path, context, diag);
    if (err) {
        return err;
    }
    bool absent = stat(path, &info) != 0 && (errno == ENOENT || errno == ENOTDIR);
    bool empty = !absent && S_ISREG(info.st_mode) && info.st_size == 0;
    if (!absent && !empty) {
        return store_open(out, path, &context->clock, diag);
    }
    if (context->settings.db) {
        return diag_set(
            diag, ERR_ABSENT, "%s: %s; `shortlist crawl` and `shortlist add` make one", path,
            absent ? "there is no such database" : "this file is empty, it is no database");
    }
    *out = NULL;
    return ERR_NONE;
}

void database_say_empty(struct context *context) {
    char sentence[DIAG_TEXT_SIZE];
    const char *path = NULL;
    if (path_of(&path, context, NULL) == ERR_NONE) {
        (void)snprintf(sentence, sizeof sentence,
                       "there are no adverts in %s yet: `shortlist crawl` fetches some, "
                       "`shortlist add FILE...` takes saved pages",
                       path);
        console_say(&context->console, sentence);
    }
}
