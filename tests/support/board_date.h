/* tests/support/board_date.h - civil dates as day numbers, and the ways the board prints them
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_DATE_H
#define BOARD_DATE_H

#include <stdbool.h>
#include <stddef.h>

enum {
    BOARD_DATE_SIZE = 40 /**< bytes that hold any date the functions below write */
};

/** Reads `YYYY-MM-DD`.
 * @param number  days since 1970-01-01; untouched on failure
 * @param text    the date
 * @return false if the text is not such a date
 */
bool board_date_parse(long *number, const char *text);

/** Gives today's date by the local clock, as days since 1970-01-01. */
long board_date_today(void);

/** Writes `2026-09-01`.
 * @param out   room for BOARD_DATE_SIZE bytes
 * @param date  days since 1970-01-01
 */
void board_date_write_iso(char out[BOARD_DATE_SIZE], long date);

/** Writes `1 September 2026` as cards do, or `01 September 2026` as advert pages do.
 * @param out     room for BOARD_DATE_SIZE bytes
 * @param date    days since 1970-01-01
 * @param padded  whether the day has two digits
 */
void board_date_write_long(char out[BOARD_DATE_SIZE], long date, bool padded);

/** Writes `Tue, 01 Sep 2026 06:00:00 GMT` (RFC 9110, section 5.6.7), always at six o'clock.
 * @param out   room for BOARD_DATE_SIZE bytes
 * @param date  days since 1970-01-01
 */
void board_date_write_http(char out[BOARD_DATE_SIZE], long date);

#endif
