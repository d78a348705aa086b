/* schema/caseload.h - what is remembered of the candidates that an adviser looks after
 * SPDX-License-Identifier: MIT
 *
 * A code, and for each advert what came of holding it against that candidate. Never anything
 * of a profile.
 */
#ifndef SCHEMA_CASELOAD_H
#define SCHEMA_CASELOAD_H

#include "schema/match.h"

/** The longest code, in bytes; and the longest text of marks (a character a criterion). */
enum { CASELOAD_CODE_MAX = 200, CASELOAD_MARKS_MAX = 400 };

/** One candidate. */
struct caseload_code {
    const char *code;
    int64_t matched_at; /* last time, seconds since 1970 UTC */
    const char *rules;  /* version of the rules that it was matched with then */
    int64_t adverts;    /* how many are remembered */
};

/** One advert for one candidate. */
struct caseload_mark {
    int64_t vacancy; /* row of the vacancy */
    enum gate gate;
    int score;         /* tenths */
    const char *marks; /* a character a criterion in printed order: '0', '1', '2'; '-' later */
    int64_t since;     /* first remembered for this code, seconds since 1970 UTC */
};

#endif
