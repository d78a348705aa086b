/* base/date.h - civil dates
 * SPDX-License-Identifier: MIT
 *
 * Proleptic Gregorian calendar, no time zone, no locale. Instants are seconds since 1970 UTC.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/err.h"
#include "base/span.h"

/** A day, or none where `year` is 0. */
struct date {
    int year;  /* 1 to 9999; 0: no date */
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

/** Bytes that date_write needs, the NUL included. */
enum { DATE_TEXT_SIZE = 11 };

/** Bytes that date_write_instant needs, the NUL included. */
enum { DATE_INSTANT_SIZE = 21 };

bool date_is_valid(struct date date);
bool date_is_none(struct date date);

/** Days since 1970-01-01; negative before. The date must be valid. */
int64_t date_to_days(struct date date);

/** The day; none outside of the years 1 to 9999. */
struct date date_from_days(int64_t days);

/** Order; none comes last. */
int date_compare(struct date a, struct date b);

/** Whole months from `from` to `to` (0 where `to` comes first or one is none). */
int date_months_between(struct date from, struct date to);

/** Exactly YYYY-MM-DD. @return false, `*out` untouched, for anything else */
bool date_parse_iso(struct span span, struct date *out);

/** YYYY-MM-DD, or "" for none and for what is no date. @return text */
const char *date_write(struct date date, char text[static DATE_TEXT_SIZE]);

/** Month 1..12 of an English name or its first three letters (case ignored, a full stop
 * behind allowed), or 0. "Sept" is 9. */
int date_month_of_name(struct span name);

/** The civil day in London at an instant (GMT, or BST from the last Sunday of March 01:00 UTC
 * to the last Sunday of October 01:00 UTC: Summer Time Act 1972, order of 2002). */
struct date date_in_london(int64_t instant);

/** YYYY-MM-DDThh:mm:ssZ, or "" outside of the years 1 to 9999. @return text */
const char *date_write_instant(int64_t instant, char text[static DATE_INSTANT_SIZE]);

/** An HTTP date (RFC 9110 section 5.6.7, the IMF-fixdate form).
 * @return false, `*instant` untouched, for anything else */
bool date_parse_http(struct span span, int64_t *instant);

#endif
