/* cli/values.h - the values that options take
 * SPDX-License-Identifier: MIT
 *
 * One table: what a kind of value looks like, how it is read, and what is said where it is not
 * what was expected.
 */
#ifndef CLI_VALUES_H
#define CLI_VALUES_H

#include "base/arena.h"

/* What the member that a value goes into is. */
enum value_kind {
    VALUE_FLAG = 0,  /* bool; takes no value */
    VALUE_TEXT,      /* const char *, borrowed */
    VALUE_COUNT,     /* int64_t, 0 too */
    VALUE_DAYS,      /* int64_t */
    VALUE_MILES,     /* int */
    VALUE_MINUTES,   /* int64_t, at least 1 */
    VALUE_CAP,       /* int64_t, at least 1 */
    VALUE_PAUSE,     /* int64_t, milliseconds, typed in seconds */
    VALUE_TIMEOUT,   /* int64_t, seconds */
    VALUE_WORKERS,   /* int64_t, at least 1 */
    VALUE_DATE,      /* struct date */
    VALUE_STATE,     /* int, enum state */
    VALUE_NATION,    /* int, enum nation */
    VALUE_MARKET_BY, /* int, enum market_by */
    VALUE_HOURS,     /* int, hundredths, at least 1 hour */
    VALUE_BANDS,     /* unsigned, a set of enum band; so the next three with theirs */
    VALUE_STAFF_GROUPS,
    VALUE_CONTRACTS,
    VALUE_PATTERNS,
    VALUE_PREFERENCES, /* unsigned, a set of (1u << enum preference_name) */
    VALUE_KIND_COUNT
};

/** The most requests to a host in a day that a user may allow. */
enum { VALUE_CAP_MAX = 1000000 };

/** Read a value into the member; a flag is set.
 * @param member of the type that the kind names; untouched on failure
 * @param name of the option, without dashes @param argument what it takes, as shown
 * @return ERR_USAGE: what was expected, and the nearest word where it is one of a list */
enum err value_read(void *member, enum value_kind kind, const char *value, const char *name,
                    const char *argument, struct diag *diag);

#endif
