/* cli/targets.h - where a crawl goes: a board, or the addresses that the user names
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_TARGETS_H
#define CLI_TARGETS_H

#include "cli/command.h"
#include "pipeline/crawl.h"

/** One visit. */
struct target {
    const struct board_source *source; /* NULL: addresses on no known board */
    const char *title;                 /* "NHS Jobs"; of addresses their origin */
    enum crawl_from from;
    struct strings addresses; /* all of one origin */
    const char *sitemap;      /* of that origin; NULL: none */
    bool is_here;             /* the host is this machine: there are no manners to keep */
};

struct targets {
    struct target *at; /* in the order in which the user named them */
    size_t count;
};

/**
 * What the command line asks for: SOURCE (nhsjobs unless given), or --addresses and --sitemap,
 * grouped by origin.
 *
 * @param out in the context's arena
 * @return ERR_USAGE (an unknown board with the nearest name; options that do not go together; a
 * --sitemap or --board that is no address to be asked), ERR_INPUT "FILE:3: ...", ERR_ABSENT (no
 * such file), ERR_LIMIT, ERR_MEMORY
 */
enum err targets_find(struct targets *out, struct context *context, struct diag *diag);

#endif
