/* cli/options.h - the options of all commands, and how a command line is read
 * SPDX-License-Identifier: MIT
 *
 * One table: parsing, help and the check of the manual page come from the same rows. Options
 * are long, with "=" or a space before their value; "--" ends them; "-" is standard input. Of
 * an option given twice the last one counts.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "crawler/search.h"

/* In the order in which help shows them. */
enum option_id {
    OPTION_DB = 0,
    OPTION_JSON,
    OPTION_QUIET,
    OPTION_TODAY,
    OPTION_ASCII,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_CANDIDATE,
    OPTION_CANDIDATES,
    OPTION_WITHIN,
    OPTION_FITS,
    OPTION_ROLE,
    OPTION_KEYWORD,
    OPTION_LOCATION,
    OPTION_DISTANCE,
    OPTION_BAND,
    OPTION_STAFF_GROUP,
    OPTION_CONTRACT,
    OPTION_PATTERN,
    OPTION_EMPLOYER,
    OPTION_SINCE,
    OPTION_SWEEP,
    OPTION_ADDRESSES,
    OPTION_SITEMAP,
    OPTION_DRY_RUN,
    OPTION_BUDGET,
    OPTION_MAX_MINUTES,
    OPTION_DAILY_CAP,
    OPTION_PACE,
    OPTION_TIMEOUT,
    OPTION_ACCEPT_TERMS,
    OPTION_USE_PROXY,
    OPTION_BOARD,
    OPTION_KEEP_CONTACTS,
    OPTION_CLOSING_WITHIN,
    OPTION_STATE,
    OPTION_LIMIT,
    OPTION_ALL,
    OPTION_DETAILS,
    OPTION_CSV,
    OPTION_VERIFY,
    OPTION_RULES,
    OPTION_DAYS,
    OPTION_FAIL_EMPTY,
    OPTION_ACCEPT,
    OPTION_WORKERS,
    OPTION_FILE,
    OPTION_AGENT,
    OPTION_WARC,
    OPTION_TEXT,
    OPTION_DATE,
    OPTION_NATION,
    OPTION_PLACE,
    OPTION_HOURS,
    OPTION_CHECK,
    OPTION_BY,
    OPTION_OFFER,
    OPTION_ROWS,
    OPTION_SVG,
    OPTION_HTML,
    OPTION_XLSX,
    OPTION_COUNT
};

/** A set of them is a uint64_t. */
#define OPTION_BIT(id) (UINT64_C(1) << (id))
_Static_assert(OPTION_COUNT <= 64, "a set of options has a bit for each");

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
    struct search search; /* --keyword to --since; its texts are borrowed from the words */
    bool sweep;
    const char *addresses;
    const char *sitemap;
    bool dry_run;
    int64_t budget;      /* 0: no limit */
    int64_t max_minutes; /* 0: no limit */
    int64_t daily_cap;
    int64_t pace_ms;
    int64_t timeout_s; /* 0: not given */
    bool accept_terms;
    bool use_proxy;
    const char *board;
    bool keep_contacts;
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
    const char *file;
    const char *agent;
    const char *warc;
    const char *candidates; /* a folder */
    bool csv;
    const char *rules; /* a folder */
    bool verify;
    const char *role;
    int within;        /* miles; 0: not given */
    unsigned fits;     /* set of (1u << enum preference_name) */
    const char *text;  /* a salary as printed */
    struct date date;  /* an advert's posting date; none: not given */
    int nation;        /* enum nation */
    const char *place; /* town or postcode */
    int hours;         /* a week, hundredths; 0: not given */
    bool check;
    int by;            /* enum market_by */
    const char *offer; /* an amount as typed */
    bool rows;
    const char *svg; /* files to write */
    const char *html;
    const char *xlsx;
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
                       struct options_words *words, uint64_t allowed, struct diag *diag);

#endif
