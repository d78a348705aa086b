/* report/json_caseload.h - the summary of a caseload: shortlist.caseload/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_CASELOAD_H
#define REPORT_JSON_CASELOAD_H

#include "lib/json.h"
#include "schema/caseload.h"
#include "schema/matched.h"

/** A caseload, with what is borrowed from whoever made it. */
struct json_caseload_parts {
    const struct caseload_sheet *sheets;
    size_t sheet_count;
    const struct caseload_refusal *refused;
    size_t refused_count;
    const struct caseload_gap *gaps;
    size_t gap_count;
    int64_t adverts;
    bool is_kept; /* what came of it is remembered for the next run */
    const char *rules;
};

/** The record, belonging to the caller; failure sticks in it (json_write tells). */
struct json *json_caseload(const struct json_caseload_parts *parts);

/** What was forgotten of a code: shortlist.forgotten/1. */
struct json *json_forgotten(const struct caseload_code *code);

/** What is remembered of a code: shortlist.remembered/1. */
struct json *json_remembered(const struct caseload_code *code);

#endif
