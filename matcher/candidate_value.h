/* matcher/candidate_value.h - the single values of a candidate file
 * SPDX-License-Identifier: MIT
 *
 * One reader per kind of value; the table of keys in candidate.c says which key is of which.
 * Every reader refuses what it cannot be, says what was expected and, where a closed list is
 * meant, which word was probably meant.
 */
#ifndef MATCHER_CANDIDATE_VALUE_H
#define MATCHER_CANDIDATE_VALUE_H

#include "base/arena.h"
#include "schema/candidate.h"

/** A value as it stands in the file. */
struct value {
    const char *file;
    int line;
    const char *key;
    const char *text; /* trimmed */
    struct arena *arena;
    struct date today;
    struct diag *diag;
    /* what its key allows */
    const struct vocab *vocab; /* closed list, or NULL */
    int low;                   /* whole numbers: least and most */
    int high;
};

/** What a profile may hold at most: 60 years of work, and how far back it may begin. */
enum { CANDIDATE_MONTHS_MAX = 720, CANDIDATE_YEARS_BACK_MAX = 100 };

/** Say "FILE:LINE: KEY = "VALUE": expected ...". @return ERR_INPUT */
enum err value_fault(const struct value *value, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/**
 * Readers. `to` is the member of the record that the key fills; untouched on failure.
 * @return ERR_INPUT, ERR_MEMORY, ERR_LIMIT
 */
typedef enum err value_reader(const struct value *value, void *to);

value_reader value_read_text;     /* const char *; folded, NULL where empty */
value_reader value_read_code;     /* const char *; letters, digits, '.', '_', '-' */
value_reader value_read_postcode; /* const char *; "DA1" or "DA1 2DL" */
value_reader value_read_answer;   /* enum answer; yes or no */
value_reader value_read_whole;    /* int from low to high */
value_reader value_read_hours;    /* struct candidate: hours_low and hours_high */
value_reader value_read_word;     /* an enum, by the vocab */
value_reader value_read_set;      /* unsigned: a list parted by commas, by the vocab */
value_reader value_read_name;     /* const char *: the vocab's own spelling */
value_reader value_read_money;    /* int64_t pence; pounds a year */
value_reader value_read_from;     /* struct held_experience: from */
value_reader value_read_to;       /* struct held_experience: to, until_now */

#endif
