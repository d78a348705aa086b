/* cli/options.h - the options of all commands, and how a command line is read
 * SPDX-License-Identifier: MIT
 *
 * One table: parsing, help and the check of the manual page come from the same rows. Options
 * are long, with "=" or a space before their value; "--" ends them; "-" is standard input. Of
 * an option given twice the last one counts.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/date.h"
#include "schema/vocab.h"

enum option_id {
    OPTION_DB = 0,
    OPTION_JSON,
    OPTION_QUIET,
    OPTION_TODAY,
    OPTION_ASCII,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_BOARD,
    OPTION_PACE,
    OPTION_BUDGET,
    OPTION_KEEP_CONTACTS,
    OPTION_BAND,
    OPTION_EMPLOYER,
    OPTION_CLOSING_WITHIN,
    OPTION_STATE,
    OPTION_LIMIT,
    OPTION_CANDIDATE,
    OPTION_ALL,
    OPTION_DETAILS,
    OPTION_DAYS,
    OPTION_FAIL_EMPTY,
    OPTION_ACCEPT,
    OPTION_WORKERS,
    OPTION_COUNT
};

#define OPTION_BIT(id) (1u << (id))

/** Those that every command takes, and that may stand before the command. */
#define OPTIONS_GLOBAL                                                                         \
    (OPTION_BIT(OPTION_DB) | OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_QUIET) |              \
     OPTION_BIT(OPTION_TODAY) | OPTION_BIT(OPTION_ASCII) | OPTION_BIT(OPTION_HELP) |           \
     OPTION_BIT(OPTION_VERSION))

/** A number that was not given. */
enum { NOT_GIVEN = -1 };

/** What the command line said. */
struct settings {
    const char *db;
    bool json;
    bool quiet;
    struct date today; /* none: not given */
    bool ascii;
    bool help;
    bool version;
    const char *board;
    int64_t pace_ms;
    int64_t budget;
    bool keep_contacts;
    unsigned bands;
    const char *employer;
    int64_t closing_within; /* days */
    int state;              /* enum state */
    int64_t limit;
    const char *candidate;
    bool all;
    int64_t details;
    int64_t days;
    bool fail_empty;
    bool accept;
    int64_t workers; /* 0: as many as processors */
};

/** A row of the table, as help shows it. */
struct option {
    const char *name;     /* without dashes */
    const char *argument; /* "FILE"; NULL where it takes none */
    const char *help;     /* one sentence */
};

/** The row of an option. */
const struct option *options_row(enum option_id id);

/** Settings of which nothing was given. */
void options_init(struct settings *settings);

/** The words of a command line; `at` is the next one to read. */
struct options_words {
    char *const *words;
    int count;
    int at;
};

/**
 * Read options and operands.
 *
 * @param operands gets what is no option; may be NULL: then reading ends before the first one
 * @param words stepped past what was read
 * @param allowed set of OPTION_BIT: those of the command and OPTIONS_GLOBAL
 * @return ERR_USAGE: an option that does not exist (with the nearest spelling) or is not this
 * command's, a value missing, not expected, or wrong (with what was expected); ERR_MEMORY
 */
enum err options_parse(struct settings *settings, struct strings *operands, struct arena *arena,
                       struct options_words *words, unsigned allowed, struct diag *diag);

#endif
