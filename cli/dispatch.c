/* cli/dispatch.c - from a command line to an exit status
 * SPDX-License-Identifier: MIT
 */
#include "cli/dispatch.h"

#include <string.h>

#include "cli/command.h"
#include "cli/signals.h"

static enum err fail_command(const char *name, struct diag *diag) {
    const char *near = command_nearest(name);
    return near ? diag_set(diag, ERR_USAGE, "unknown command \"%.64s\"; did you mean %s?", name,
                           near)
                : diag_set(diag, ERR_USAGE, "unknown command \"%.64s\"", name);
}

/* What is before the command, and the command. `*command` stays NULL where there is none. */
static enum err find_command(const struct command **command, struct context *context,
                             struct options_words *words, struct diag *diag) {
    enum err err =
        options_parse(&context->settings, NULL, &context->arena, words, OPTIONS_GLOBAL, diag);
    if (err || words->at >= words->count) {
        return err;
    }
    const char *name = words->words[words->at++];
    *command = command_find(name);
    return *command ? ERR_NONE : fail_command(name, diag);
}

static enum err check_operands(const struct command *command, const struct strings *operands,
                               struct diag *diag) {
    if (operands->count < command->least) {
        return diag_set(diag, ERR_USAGE, "%s needs %s", command->name, command->operands);
    }
    if (operands->count > command->most) {
        return diag_set(diag, ERR_USAGE, "%s: one word too many: \"%.64s\"", command->name,
                        operands->at[command->most]);
    }
    return ERR_NONE;
}

/* --help and --version stand for the commands of these names. */
static const struct command *stand_in(const struct command *command, struct context *context) {
    if (!context->settings.help && !context->settings.version) {
        return command;
    }
    context->operands.count = 0;
    if (context->settings.help && command) {
        strings_push(&context->arena, &context->operands, command->name);
    }
    return command_find(context->settings.help ? "help" : "version");
}

/* Where to read on, behind a complaint about usage. */
static void add_where(struct diag *diag, const struct command *command) {
    size_t len = strlen(diag->text);
    struct diag whole = {0};
    bool asks = len > 0 && diag->text[len - 1] == '?';
    bool named = command && command->run != command_help;
    (void)diag_set(&whole, ERR_USAGE, "%s%s shortlist help%s%s", diag->text,
                   asks ? " See:" : "; see:", named ? " " : "", named ? command->name : "");
    *diag = whole;
}

/* Reads the command line and runs what it asks for. */
static enum err run(const struct command **command, struct context *context,
                    struct options_words *words, struct diag *diag) {
    enum err err = find_command(command, context, words, diag);
    if (!err && *command) {
        err = options_parse(&context->settings, &context->operands, &context->arena, words,
                            OPTIONS_GLOBAL | (*command)->options, diag);
    }
    if (err) {
        return err;
    }
    const struct command *running = stand_in(*command, context);
    if (!running) {
        return diag_set(diag, ERR_USAGE, "no command");
    }
    err = check_operands(running, &context->operands, diag);
    if (!err) {
        context->today = date_is_none(context->settings.today) ? clock_today(&context->clock)
                                                               : context->settings.today;
        console_open(&context->console, &context->clock, context->settings.quiet,
                     context->settings.ascii);
        err = running->run(context, diag);
    }
    return err;
}

int dispatch_run(int count, char *const *words) {
    struct context context = {.clock = clock_real()};
    struct options_words line = {words, count, count > 0 ? 1 : 0};
    const struct command *command = NULL;
    struct diag diag = {0};
    console_guard_streams();
    signals_ignore_pipe();
    options_init(&context.settings);
    arena_init(&context.arena, ARENA_RUN_CAP);
    console_open(&context.console, &context.clock, false, false);
    enum err err = run(&command, &context, &line, &diag);
    if (err == ERR_USAGE) {
        add_where(&diag, command);
    }
    if (err) {
        console_say(&context.console, diag.text);
        context_note(&context, status_of(err, signals_terminated()));
    }
    if (console_finish(&context.console, &diag)) {
        context_fail_item(&context, &diag);
    }
    crew_close(context.crew);
    arena_fini(&context.arena);
    return (int)context.status;
}
