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

/** "£24,500 a year would be above 12 of 52 adverts with pay, equal to 3 and below 37. It is
 * £12.53 an hour at 37.5 hours a week, below the living wage of £12.71 (from 1 April 2026). On
 * the scale of England from 1 April 2026 it stands below the entry point of band 3, £25,760.";
 * in the first sentence's place that there are too few; nothing without an offer. */
void ladder_say_stand(struct buf *out, const struct market_report *report);

/** "verified", "computed", "one source", "from memory"; NULL for none. */
const char *ladder_sure(enum confidence confidence);

/** How sure the points of some bands are: as the weakest of them. @param bands 0: all
 * @return none where the scale holds none of them */
enum confidence ladder_confidence(const struct pay_scale *scale, unsigned bands);

/** "England from 1 April 2025, interim". */
void ladder_say_table(struct buf *out, const struct market_table *table);

/** How many adverts show none of the report's tables. */
int64_t ladder_without_table(const struct market_report *report);

/** The same with how sure the points of these bands are: " (one source)"; verified is not said.
 * @param scale NULL appends nothing @param bands 0: all */
void ladder_say_scale(struct buf *out, const struct pay_scale *scale, unsigned bands);

/** The scale that is drawn: "England from 1 April 2025, which 34 of 57 adverts show"; nothing
 * where none is known. */
void ladder_say_drawn(struct buf *out, const struct market_report *report, unsigned bands);

/** That adverts of the day show another scale than the one that is drawn, and its ends;
 * nothing where it is the same one. */
void ladder_say_current(struct buf *out, const struct market_report *report);

/** How many adverts stand in no amount; nothing where all do. */
void ladder_say_unpaid(struct buf *out, const struct market_report *report);

/** The next sentence that a licence asks for, once for all data sets that share it.
 * @param names the data sets' names are appended; may be used up in between
 * @param at 0 in the beginning @return "" for sets without one; NULL: there are no more */
const char *ladder_next_source(struct buf *names, const struct market_report *report,
                               size_t *at);

/** That data sets are to be imported again; nothing where none is. */
void ladder_say_stale(struct buf *out, const struct market_report *report);

/** An amount a year to the nearest pound, halves up. */
void ladder_say_pounds(struct buf *out, int64_t pence);

/** What to say where adverts show several tables. */
extern const char ladder_tables_warning[];

/** How the figures were made: sentences, ended by NULL. */
extern const char *const ladder_method[];

/** That this is nobody's official word. */
extern const char ladder_disclaimer[];

#endif
