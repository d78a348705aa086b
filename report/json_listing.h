/* report/json_listing.h - a page of adverts: the record shortlist.listing/1
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_JSON_LISTING_H
#define REPORT_JSON_LISTING_H

#include "lib/json.h"
#include "schema/reading.h"

/** The record, belonging to the caller; failure sticks in it (json_write tells). */
struct json *json_listing(const struct listing *listing);

#endif
