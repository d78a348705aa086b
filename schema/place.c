/* schema/place.c - the words of places
 * SPDX-License-Identifier: MIT
 */
#include "schema/place.h"

static const char *const place_words[] = {
    [PLACE_POSTCODE] = "postcode",
    [PLACE_OUTWARD] = "outward",
    [PLACE_TOWN] = "town",
};
const struct vocab vocab_place = {place_words, PLACE_KIND_COUNT};
