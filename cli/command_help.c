/* cli/command_help.c - shortlist help
 * SPDX-License-Identifier: MIT
 *
 * All of it from the tables of commands and options.
 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"

enum { INDENT = 2, WORDS_COLUMN = 26 };

static void put_row(struct plain *plain, const char *name, const char *argument,
                    const char *words) {
    size_t done = INDENT + strlen(name) + (argument ? 1 + strlen(argument) : 0);
    plain_spaces(plain, INDENT);
    buf_put_text(plain->out, name);
    buf_put_text(plain->out, argument ? " " : NULL);
    buf_put_text(plain->out, argument);
    if (done + 1 > WORDS_COLUMN) {
        plain_gap(plain);
        done = 0;
    }
    plain_wrap(plain, done, WORDS_COLUMN, WORDS_COLUMN, span_of(words));
}

static void put_options(struct plain *plain, const char *title, uint64_t set) {
    if (set == 0) {
        return;
    }
    plain_gap(plain);
    plain_heading(plain, title);
    for (int id = 0; id < OPTION_COUNT; id++) {
        const struct option *option = options_row((enum option_id)id);
        char name[64];
        if (set & OPTION_BIT(id)) {
            (void)snprintf(name, sizeof name, "--%s", option->name);
            put_row(plain, name, option->argument, option->help);
        }
    }
}

static void put_overview(struct plain *plain) {
    plain_paragraph(plain, 0, "usage: shortlist [OPTIONS] COMMAND ...");
    plain_gap(plain);
    plain_paragraph(
        plain, 0,
        "Reads job adverts, keeps them, and says which of them a person can go for, "
        "and why.");
    plain_gap(plain);
    plain_heading(plain, "Commands");
    for (size_t i = 0; i < command_count; i++) {
        put_row(plain, commands[i].name, NULL, commands[i].summary);
    }
    put_options(plain, "Options of all commands", OPTIONS_GLOBAL);
    plain_gap(plain);
    plain_paragraph(plain, 0,
                    "`shortlist help COMMAND` says more about one, `shortlist demo` shows what "
                    "comes out, and shortlist(1) is the manual page. Not affiliated with the "
                    "NHS.");
}

static void put_command(struct plain *plain, const struct command *command) {
    struct buf usage;
    buf_init(&usage, CONSOLE_RECORD_CAP);
    buf_printf(&usage, "usage: shortlist %s%s%s%s", command->name,
               command->options ? " [OPTIONS]" : "", *command->operands ? " " : "",
               command->operands);
    plain_paragraph(plain, 0, buf_text(&usage));
    buf_fini(&usage);
    plain_gap(plain);
    plain_paragraph(plain, 0, command->about);
    put_options(plain, "Options", command->options);
    put_options(plain, "Options of all commands", OPTIONS_GLOBAL);
    plain_gap(plain);
    plain_heading(plain, "Examples");
    plain_paragraph(plain, INDENT, command->examples);
}

enum err command_help(struct context *context, struct diag *diag) {
    const struct command *command = NULL;
    if (context->operands.count > 0) {
        const char *name = context->operands.at[0];
        const char *near = command_nearest(name);
        command = command_find(name);
        if (!command) {
            return diag_set(diag, ERR_USAGE, "unknown command \"%.64s\"%s%s%s", name,
                            near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
        }
    }
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    if (command) {
        put_command(&plain, command);
    } else {
        put_overview(&plain);
    }
    console_write(&context->console, &out);
    buf_fini(&out);
    return ERR_NONE;
}
