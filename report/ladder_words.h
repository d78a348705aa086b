/* report/ladder_words.h - the words of a market report
 * SPDX-License-Identifier: MIT
 *
 * All append raw UTF-8 to a buffer, bytes from outside unescaped, as report/say.h does.
 */
#ifndef REPORT_LADDER_WORDS_H
#define REPORT_LADDER_WORDS_H

#include "base/buf.h"
#include "schema/market.h"

/** "on the scale"; [0] "pay not taken apart". */
const char *ladder_verdict(enum pay_verdict verdict);

/** "NVQ level 3 or its equal"; [0] "not known". */
const char *ladder_asks(enum offer_asks asks);

/** What a column of such names is headed: "Employer"; [0] "Adverts". */
const char *ladder_by(enum market_by by);

/** A group's name, or what is said where adverts print none. */
void ladder_say_group(struct buf *out, const struct market_group *group, enum market_by by);

/** "Band 3 in England, role str, posted since 1 June 2025"; "All bands". */
void ladder_say_question(struct buf *out, const struct market_question *question);

/** "57 adverts posted from 1 June 2025 to 2 March 2026, 52 with pay". */
void ladder_say_counts(struct buf *out, const struct market_report *report);

/** "a median of £24,937 (95 % interval £24,650 to £25,180), half of them between £24,625 and
 * £25,674"; "too few adverts with pay (4): no amounts". */
void ladder_say_spread(struct buf *out, const struct market_spread *spread);

/** "£24,500 a year would be above 12 of 52 adverts with pay, equal to 3 and below 37."; that
 * there are too few; nothing without an offer. */
void ladder_say_stand(struct buf *out, const struct market_report *report);

/** "England from 1 April 2025, interim, not verified"; nothing for NULL. */
void ladder_say_scale(struct buf *out, const struct pay_scale *scale);

/** An amount a year to the nearest pound, halves up. */
void ladder_say_pounds(struct buf *out, int64_t pence);

/** How the figures were made: sentences, ended by NULL. */
extern const char *const ladder_method[];

/** That this is nobody's official word. */
extern const char ladder_disclaimer[];

#endif
