/* cli/command_profile.c - shortlist profile
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/nearest.h"
#include "cli/command.h"
#include "cli/database.h"
#include "cli/profile.h"
#include "cli/profile_new.h"
#include "matcher/candidate_advice.h"
#include "pipeline/profile_gaps.h"
#include "report/json_profile.h"
#include "report/text_profile.h"

/* What a person can take in at once; the file that is meant where none is named. */
enum { GAPS_OF_TEXT = 10 };
#define DEFAULT_FILE "me.ini"

/* ---- check ---- */

static enum err print_advice(struct context *context, const struct candidate *candidate,
                             const struct profile_warnings *warnings,
                             const struct profile_gaps *gaps, struct diag *diag) {
    if (context->settings.json) {
        return console_json(&context->console, json_profile(candidate->id, warnings, gaps),
                            diag);
    }
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    text_profile(&plain, candidate->id, warnings, gaps);
    console_write(&context->console, &out);
    buf_fini(&out);
    return ERR_NONE;
}

static size_t gaps_wanted(const struct settings *settings) {
    return settings->limit == NOT_GIVEN ? GAPS_OF_TEXT
           : settings->limit == 0       ? SIZE_MAX
                                        : (size_t)settings->limit;
}

static enum err advise(struct context *context, const struct rules *rules,
                       const struct candidate *candidate, struct diag *diag) {
    struct listener listener = console_listener(&context->console);
    struct profile_warnings warnings = {0};
    struct profile_gaps gaps = {0};
    struct store *store = NULL;
    enum err err =
        candidate_advice(&warnings, &context->arena, rules, candidate, context->today, diag);
    err = err ? err : profile_find_lines(&warnings, context, diag);
    err = err ? err : database_open_existing(&store, context, diag);
    if (!err) {
        err =
            profile_gaps_count(&gaps, &context->arena, store, rules, candidate, context->today,
                               gaps_wanted(&context->settings), &listener, diag);
    }
    store_close(store);
    return err ? err : print_advice(context, candidate, &warnings, &gaps, diag);
}

static enum err check(struct context *context, const char *file, struct diag *diag) {
    struct rules *rules = NULL;
    struct candidate candidate = {0};
    context->settings.candidate = file;
    enum err err = rules_open(&rules, context->settings.rules, diag);
    err = err ? err : profile_read(&candidate, context, rules, diag);
    err = err ? err : advise(context, rules, &candidate, diag);
    rules_close(rules);
    return err;
}

/* ---- what to do ---- */

static const struct {
    const char *name;
    enum err (*run)(struct context *context, const char *file, struct diag *diag);
} actions[] = {{"new", profile_new}, {"check", check}};
enum { ACTIONS = sizeof actions / sizeof *actions };

static enum err fail_action(const char *name, struct diag *diag) {
    const char *names[ACTIONS];
    for (size_t i = 0; i < ACTIONS; i++) {
        names[i] = actions[i].name;
    }
    const char *nearest = nearest_name(name, names, ACTIONS);
    return nearest ? diag_set(diag, ERR_USAGE, "profile: \"%.64s\"; did you mean %s?", name,
                              nearest)
                   : diag_set(diag, ERR_USAGE, "profile: expected new or check, not \"%.64s\"",
                              name);
}

enum err command_profile(struct context *context, struct diag *diag) {
    const char *name = context->operands.at[0];
    const char *file = context->operands.count > 1 ? context->operands.at[1] : DEFAULT_FILE;
    for (size_t i = 0; i < ACTIONS; i++) {
        if (strcmp(actions[i].name, name) == 0) {
            return actions[i].run(context, file, diag);
        }
    }
    return fail_action(name, diag);
}
