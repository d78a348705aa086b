/* schema/market.c - the words of market reports
 * SPDX-License-Identifier: MIT
 */
#include "schema/market.h"

static const char *const words[] = {
    [MARKET_BY_EMPLOYER] = "employer", [MARKET_BY_REGION] = "region",
    [MARKET_BY_PLACE] = "place",       [MARKET_BY_MONTH] = "month",
    [MARKET_BY_ZONE] = "zone",         [MARKET_BY_VERDICT] = "verdict",
    [MARKET_BY_TITLE] = "title",
};

const struct vocab vocab_market_by = {words, sizeof words / sizeof *words};
