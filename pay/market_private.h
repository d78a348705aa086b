/* pay/market_private.h - what the files of the market share
 * SPDX-License-Identifier: MIT
 */
#ifndef PAY_MARKET_PRIVATE_H
#define PAY_MARKET_PRIVATE_H

#include "pay/market.h"
#include "pay/market_names.h"

/** What is kept of an offer. */
struct market_entry {
    int64_t base; /* middles, pence; MONEY_NONE */
    int64_t shown;
    int64_t hourly;
    int32_t gap; /* days from posting to closing; -1: not known */
    uint32_t group;
};

/** Offers counted, without their amounts. */
struct market_tally {
    uint32_t adverts;
    uint32_t title; /* of a group that is a title its key, whose mix it has */
    uint32_t verdicts[PAY_VERDICT_COUNT];
    uint32_t asks[OFFER_ASKS_COUNT];
};

/** A title's offers. */
struct market_titles {
    uint32_t counted; /* of the question's bands */
    uint32_t adverts; /* all */
    uint32_t bands[BAND_COUNT];
};

/** The groups of offers without a name: those that print none, and those whose place does not
 * tell it. The others follow, by the keys of their names. */
enum { MARKET_NAMELESS = 0, MARKET_UNKNOWN, MARKET_NAMED };

struct market {
    struct market_question question;
    char *role;                   /* the question's, owned */
    struct market_names *groups;  /* NULL: not put together by anything */
    struct market_names *titles;  /* NULL: no mixes */
    struct market_names *sources; /* data sets that offers were counted of */
    struct market_entry *entries;
    size_t entry_count;
    size_t entry_room;
    struct market_tally all;
    struct market_tally *tallies; /* of groups */
    size_t tally_count;
    size_t tally_room;
    struct market_titles *mixes; /* by the keys of titles */
    size_t mix_count;
    size_t mix_room;
    uint32_t nations[NATION_COUNT];
    struct market_table *tables; /* different ones */
    size_t table_count;
    size_t table_room;
    struct date first;
    struct date last;
    struct arena report; /* the last report's; emptied when another one is asked for */
};

/** Sort amounts, lowest first. Linear. @param other room for as many */
void market_sort(int64_t *amounts, int64_t *other, size_t count);

/** What is said of sorted amounts; where there are too few, MONEY_NONE. Its points are borrowed
 * from `sorted`. */
struct market_spread market_spread_of(const int64_t *sorted, size_t count);

#endif
