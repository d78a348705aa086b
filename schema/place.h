/* schema/place.h - where a postcode or a town is
 * SPDX-License-Identifier: MIT
 */
#ifndef SCHEMA_PLACE_H
#define SCHEMA_PLACE_H

#include "base/date.h"
#include "schema/vocab.h"

enum place_kind {
    PLACE_NONE = 0,
    PLACE_POSTCODE, /* "DA1 2DL" */
    PLACE_OUTWARD,  /* "DA1" */
    PLACE_TOWN,     /* as whoever puts it spells it */
    PLACE_KIND_COUNT
};

struct place {
    enum place_kind kind;
    const char *key;   /* postcodes in capitals, one blank before the last three characters */
    int32_t latitude;  /* millionths of a degree, north is positive */
    int32_t longitude; /* millionths of a degree, east is positive */
};

/** Where places came from: one import, or what was learned from adverts. */
struct place_set {
    int64_t row;
    const char *name;        /* what it is called in commands: "codepo_gb.csv" */
    const char *attribution; /* the sentence that its licence asks for; NULL: none */
    bool is_learned;         /* its places give way to imported ones */
    int64_t at;              /* when, seconds since 1970 UTC */
    int64_t places;          /* how many of them are in use */
};

/** Where adverts say that they are, the same words together. Absent is NULL. */
struct place_seen {
    const char *town;
    const char *county;
    const char *postcode;
    enum nation nation;
    int64_t adverts;
};

extern const struct vocab vocab_place;

#endif
