/* cli/command.h - the commands: one table, one file each
 * SPDX-License-Identifier: MIT
 *
 * A command writes its result through the console and says single mishaps there; what ends it
 * is returned and said once by dispatch.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/console.h"
#include "cli/options.h"
#include "cli/status.h"
#include "parser/crew.h"

/** What a command works with. */
struct context {
    struct settings settings;
    struct strings operands;
    struct arena arena; /* lives as long as the program */
    struct clock clock; /* real: for the network and for times that are kept */
    struct date today;  /* --today, else the day in London: for all that depends on a day */
    struct console console;
    struct crew *crew;  /* reads pages; NULL until one is to be read, see context_crew */
    enum status status; /* the worst that single items came to; see context_note */
};

/** An item was refused, skipped, failed: counts if nothing worse happens. */
void context_note(struct context *context, enum status status);

/** The crew that reads pages; made when first asked for, closed with the context.
 * @return ERR_MEMORY */
enum err context_crew(struct crew **out, struct context *context, struct diag *diag);

/** Like console_say, for what diag holds, and note its status. */
void context_fail_item(struct context *context, const struct diag *diag);

/** A row of the table. */
struct command {
    const char *name;
    const char *operands; /* as shown: "FILE..."; "" for none */
    const char *summary;  /* a few words for the list of commands */
    const char *about;    /* paragraphs for its own help */
    const char *examples; /* lines */
    uint64_t options;     /* set of OPTION_BIT, the global ones left out */
    size_t least;         /* operands */
    size_t most;          /* operands; SIZE_MAX: any number */
    enum err (*run)(struct context *context, struct diag *diag);
};

/** The rows, in the order in which help shows them. */
extern const struct command commands[];
extern const size_t command_count;

/** The command of that name, or NULL. */
const struct command *command_find(const char *name);

/** The name nearest to what was typed, or NULL. */
const char *command_nearest(const char *name);

/* The commands. Each returns what ended it, said in `diag`. */
enum err command_add(struct context *context, struct diag *diag);
enum err command_crawl(struct context *context, struct diag *diag);
enum err command_criteria(struct context *context, struct diag *diag);
enum err command_demo(struct context *context, struct diag *diag);
enum err command_doctor(struct context *context, struct diag *diag);
enum err command_export(struct context *context, struct diag *diag);
enum err command_forget(struct context *context, struct diag *diag);
enum err command_help(struct context *context, struct diag *diag);
enum err command_import(struct context *context, struct diag *diag);
enum err command_list(struct context *context, struct diag *diag);
enum err command_market(struct context *context, struct diag *diag);
enum err command_match(struct context *context, struct diag *diag);
enum err command_parse(struct context *context, struct diag *diag);
enum err command_pay(struct context *context, struct diag *diag);
enum err command_places(struct context *context, struct diag *diag);
enum err command_profile(struct context *context, struct diag *diag);
enum err command_prune(struct context *context, struct diag *diag);
enum err command_reparse(struct context *context, struct diag *diag);
enum err command_robots(struct context *context, struct diag *diag);
enum err command_role(struct context *context, struct diag *diag);
enum err command_roles(struct context *context, struct diag *diag);
enum err command_search(struct context *context, struct diag *diag);
enum err command_show(struct context *context, struct diag *diag);
enum err command_status(struct context *context, struct diag *diag);
enum err command_version(struct context *context, struct diag *diag);

#endif
