/* pipeline/market_read.h - the offers of the store that a market report is made of
 * SPDX-License-Identifier: MIT
 */
#ifndef PIPELINE_MARKET_READ_H
#define PIPELINE_MARKET_READ_H

#include "pay/market.h"
#include "pipeline/listener.h"
#include "schema/store_offer.h"

/** Which offers. */
struct market_query {
    const struct market_question *question; /* bands, nation and since choose; borrowed */
    bool (*accepts)(void *state, const char *title); /* a role's titles; NULL: all. Asked once
                                                        for each different title, which may be
                                                        NULL */
    void *accepts_state;
    const char *stamp; /* offers_stamp: stored adverts whose pay was taken apart with something
                          else are left out; NULL: none is */
};

/** Visit the chosen offers in the order of the store: those that are counted, and where the
 * report says how titles are spread over bands (market_mixes) those of other bands too
 * (market_counts tells).
 *
 * Progress: "adverts counted".
 * @param visit texts are gone after it; it may not use the store; returning anything but
 * ERR_NONE ends the reading with that code
 * @return what the store returns; ERR_MEMORY */
enum err market_read_each(struct store *store, const struct market_query *query,
                          enum err (*visit)(void *state, const struct offer *offer,
                                            struct diag *diag),
                          void *state, const struct listener *listener, struct diag *diag);

/** Add them to a market that was opened with the same question. */
enum err market_read(struct market *market, struct store *store,
                     const struct market_query *query, const struct listener *listener,
                     struct diag *diag);

#endif
