/* report/say.h - amounts, dates and terms in the words of people
 * SPDX-License-Identifier: MIT
 *
 * All append raw UTF-8 to a buffer, bytes from outside unescaped: plain.h writes it out. What
 * is absent appends nothing.
 */
#ifndef REPORT_SAY_H
#define REPORT_SAY_H

#include "base/buf.h"
#include "schema/vacancy.h"

/** "1 June 2025". */
void say_date(struct buf *out, struct date date);

/** "1 June 2025 (in 12 days)", "... (today)", "... (3 days ago)".
 * @param at time of day as printed, or NULL @param today none: without the brackets */
void say_closing(struct buf *out, struct date date, const char *at, struct date today);

/** "£25,883", "£12.62". */
void say_pence(struct buf *out, int64_t pence);

/** "£25,883 to £26,958 a year, with high cost area supplement"; what could not be read comes as
 * it was printed. */
void say_salary(struct buf *out, const struct salary *salary);

/** "Band 3", "Band 2, 3 or 4". */
void say_bands(struct buf *out, unsigned bands);

/** "fixed term, 12 months". */
void say_contract(struct buf *out, const struct vacancy *vacancy);

/** "37.5 hours a week", "22.5 to 37.5 hours a week". @param low hundredths of an hour */
void say_hours(struct buf *out, int low, int high);

/** "Dartford DA1 2DL", "Margate CT9 and 2 more places". */
void say_place(struct buf *out, const struct vacancy *vacancy);

/** One location whole: "Arndale House, 18-20 Spital Street, Dartford DA1 2DL". */
void say_location(struct buf *out, const struct location *location);

/** The words of a set, '_' as a space: "full time, part time". */
void say_set(struct buf *out, const struct vocab *vocab, unsigned set);

/** A word of a list or an id of ours, '_' as a space; NULL appends nothing. */
void say_id(struct buf *out, const char *id);

/** Tenths: "12.5", "7". */
void say_tenths(struct buf *out, int tenths);

/** "12,345". */
void say_number(struct buf *out, int64_t number);

/** "1 advert", "12,345 adverts". */
void say_count(struct buf *out, int64_t count, const char *one, const char *many);

/** A number of bytes as people say it: "812 bytes", "14 KB", "3.2 MB". */
void say_bytes(struct buf *out, int64_t bytes);

/** A length of time, rounded up: "40 seconds", "1 minute", "3 hours 20 minutes". */
void say_seconds(struct buf *out, int64_t seconds);

/** A pause: "2 seconds", "0.25 seconds". @param millis milliseconds, at most a day's */
void say_pause(struct buf *out, int64_t millis);

/** An instant as the clock in London shows it: "2 November 2026, 14:05". 0 appends nothing. */
void say_instant(struct buf *out, int64_t instant);

/** Put `part` behind ", " where the buffer has grown beyond `from` bytes already, then the
 * text. NULL and "" append nothing. */
void say_join(struct buf *out, size_t from, const char *part);

#endif
