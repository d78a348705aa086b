/* schema/offer.c - the words of offers
 * SPDX-License-Identifier: MIT
 */
#include "schema/offer.h"

static const char *const asks_words[] = {[OFFER_ASKS_NVQ2] = "nvq2",
                                         [OFFER_ASKS_NVQ3] = "nvq3",
                                         [OFFER_ASKS_HIGHER] = "higher",
                                         [OFFER_ASKS_EXPERIENCE] = "experience",
                                         [OFFER_ASKS_NEITHER] = "neither"};
const struct vocab vocab_offer_asks = {asks_words, OFFER_ASKS_COUNT};

void offer_init(struct offer *offer) {
    *offer = (struct offer){.base_min = MONEY_NONE};
    offer->base_max = offer->shown_min = offer->shown_max = MONEY_NONE;
    offer->hourly_min = offer->hourly_max = MONEY_NONE;
    offer->rest.supplement_min = offer->rest.supplement_max = MONEY_NONE;
    offer->rest.part_min = offer->rest.part_max = MONEY_NONE;
}
