/* report/json_run.h - what a run did: shortlist.run/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_RUN_H
#define REPORT_JSON_RUN_H

#include "lib/json.h"
#include "schema/run.h"

/** What a run was, beside its counts. */
struct run_about {
    enum run_kind kind;
    enum source source; /* the board, or SOURCE_NONE (null) */
    const char *host;   /* origin it spoke to; NULL: none */
    bool alarm;         /* the board's list was odd */
};

/** `seen` is the sum of `new`, `changed`, `same`, `refused`, `aside` and `failed`.
 * @return belongs to the caller; failure sticks in it (json_write tells) */
struct json *json_run(const struct run_counts *counts, const struct run_about *about);

/** The counts alone, set in an object that has other members too. */
void json_run_counts(struct json *object, const struct run_counts *counts);

#endif
