/* cli/identity.c - who asks: what a host is told about us
 * SPDX-License-Identifier: MIT
 */
#include "cli/identity.h"

#include "cli/config.h"
#include "cli/paths.h"
#include "cli/version.h"
#include "crawler/fetch.h"

enum err identity_find(struct identity *out, struct context *context, bool is_here,
                       struct diag *diag) {
    const char *file = NULL;
    struct config config = {0};
    enum err err = paths_config(&file, &context->arena, diag);
    if (!err) {
        err = config_read(&config, &context->arena, file, diag);
    }
    if (!err && !config.contact && !is_here) {
        return diag_set(diag, ERR_USAGE,
                        "a board must be able to reach whoever crawls it: write `contact = "
                        "YOUR E-MAIL ADDRESS` into the file %s (make its folder if it is not "
                        "there)",
                        file ? file : "config.ini (set HOME or XDG_CONFIG_HOME first)");
    }
    if (!err && !is_here && config_is_example(config.contact)) {
        return diag_set(diag, ERR_USAGE, "the contact %s in %s is an example: write your own",
                        config.contact, file);
    }
    if (!err) {
        struct identity identity = {version_user_agent(&context->arena, config.contact),
                                    config.daily_cap > 0 ? config.daily_cap : FETCH_DAY_MAX};
        err = arena_check(&context->arena, diag);
        *out = err ? *out : identity;
    }
    return err;
}
