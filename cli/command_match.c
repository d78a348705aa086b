/* cli/command_match.c - shortlist match
 * SPDX-License-Identifier: MIT
 */
#include "cli/match_ways.h"
#include "cli/profile.h"

/* Options that exclude one another. */
static enum err check_options(const struct context *context, struct diag *diag) {
    const struct settings *settings = &context->settings;
    const char *only_one = context->operands.count > 0 ? context->operands.at[0]
                           : settings->candidate       ? "--candidate"
                           : settings->verify          ? "--verify"
                                                       : NULL;
    if (settings->json && settings->csv) {
        return diag_set(diag, ERR_USAGE, "--json and --csv do not go together");
    }
    if (settings->candidates && only_one) {
        return diag_set(diag, ERR_USAGE,
                        "%.64s and --candidates do not go together: a folder of profiles is "
                        "held against the adverts of the database",
                        only_one);
    }
    if (settings->role && !settings->candidate && !settings->candidates) {
        return diag_set(diag, ERR_USAGE,
                        "match --role needs --candidate FILE too, a profile; without one, "
                        "`shortlist list --role %.64s` lists the adverts of a role and "
                        "`shortlist criteria --role %.64s` says what they ask for",
                        settings->role, settings->role);
    }
    return settings->candidates ? ERR_NONE : profile_check(context, diag);
}

static enum err match_one(struct making *making, size_t *count, struct diag *diag) {
    struct context *context = making->context;
    enum err err = profile_read(&making->candidate, context, making->rules, diag);
    err = err ? err : profile_say_slips(context, making->rules, &making->candidate, diag);
    if (err) {
        return err;
    }
    return context->operands.count > 0 ? match_named(making, count, diag)
                                       : match_store(making, count, diag);
}

enum err command_match(struct context *context, struct diag *diag) {
    struct making making = {.context = context};
    size_t count = 0;
    enum err err = check_options(context, diag);
    if (!err) {
        err = rules_open(&making.rules, context->settings.rules, diag);
    }
    if (!err) {
        err = lens_open(&making.lens, context, making.rules, diag);
    }
    if (!err) {
        err = context->settings.candidates ? match_caseload(&making, &count, diag)
                                           : match_one(&making, &count, diag);
    }
    if (!err && count == 0 && context->settings.fail_empty) {
        context_note(context, STATUS_EMPTY);
    }
    lens_close(making.lens);
    rules_close(making.rules);
    return err;
}
