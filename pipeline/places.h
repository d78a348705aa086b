/* pipeline/places.h - where candidates and adverts are: built-in tables and the database's
 * SPDX-License-Identifier: MIT
 *
 * From the surest to the vaguest: a postcode that was imported, its outward code (imported, or
 * learned from adverts that print both town and postcode), a district or town of the built-in
 * tables, the middle of the postcode area. What none of them knows stays unknown.
 */
#ifndef PIPELINE_PLACES_H
#define PIPELINE_PLACES_H

#include "matcher/gazetteer.h"
#include "matcher/preference.h"
#include "pipeline/listener.h"
#include "schema/store.h"

/** The set of places that was learned from adverts. */
#define PLACES_LEARNED "adverts"

/* ---- asking ------------------------------------------------------------------------------ */

struct places;

/**
 * Ready to be asked. Where adverts have come since outward codes were last learned from them,
 * they are learned first; where that cannot be kept, the listener is told and what is known
 * already counts. The built-in tables are read by a thread meanwhile; who asks for a place
 * first waits for it, and is told where they are wrong (ERR_INPUT).
 *
 * @param out the caller closes it; borrows the store
 * @param store outside any transaction; NULL: the built-in tables alone
 * @return ERR_MEMORY, what the store returns for reading
 */
enum err places_open(struct places **out, struct store *store, const struct listener *listener,
                     struct diag *diag);
void places_close(struct places *places); /* accepts NULL */

/** Where a place is; asked for again it costs no look-up. @param out zeroed but for `outward`
 * where it is not known */
enum err places_spot(struct spot *out, struct places *places, const struct brief_place *where,
                     struct diag *diag);

/** Where a candidate lives: by postcode and town. */
enum err places_home(struct spot *out, struct places *places, const struct candidate *candidate,
                     struct diag *diag);

/** Does nobody know where that is? Adverts of the same outward code are near all the same. */
bool places_is_lost(const struct spot *home);

/** What an advert offers, with its places. @param arena holds the spots */
enum err places_offer(struct preference_offer *out, struct places *places,
                      const struct brief *brief, struct arena *arena, struct diag *diag);

/** The same of a whole advert. */
enum err places_offer_vacancy(struct preference_offer *out, struct places *places,
                              const struct vacancy *vacancy, struct arena *arena,
                              struct diag *diag);

/** Fill the distance of a match whose `advert` is set, with words in `arena`.
 * @param within_miles how far is near; 0: as the candidate says */
enum err places_measure(struct match *match, struct places *places,
                        const struct candidate *candidate, int within_miles,
                        struct arena *arena, struct diag *diag);

/** What is known of a place, for people. Texts are static or in the arena that was given. */
struct places_answer {
    struct spot spot;
    int32_t latitude; /* millionths of a degree */
    int32_t longitude;
    struct gazetteer_town town; /* the town, or the middle of the area or district */
};

/** Where "DA1 2DL", "DA1", "DA", "Newport" or "Newport, Isle of Wight" is. */
enum err places_find(struct places_answer *out, struct places *places, const char *words,
                     struct diag *diag);

/* ---- learning and importing -------------------------------------------------------------- */

/** Learn outward codes anew from all stored adverts: each where the town is that most of its
 * adverts print, if the town is known, lies in the postcode's area and is not too large to say
 * where in it. One transaction. @param learned how many */
enum err places_learn(struct store *store, const struct gazetteer *gazetteer, int64_t *learned,
                      struct diag *diag);

/** What an import did. */
struct places_imported {
    const char *kind;        /* "Code-Point Open", "ONS postcode directory", "CSV" */
    const char *attribution; /* NULL: none is known */
    const char *name;        /* of the set */
    int64_t postcodes;       /* taken */
    int64_t outwards;        /* made of them */
    int64_t ended;           /* passed over: postcodes that are no longer in use */
    int64_t nowhere;         /* passed over: postcodes without a position */
};

/**
 * Import postcodes from a file, or the CSV files in a folder: Ordnance Survey's Code-Point Open
 * (eastings and northings, one file for each area, without a header), the ONS Postcode
 * Directory or National Statistics Postcode Lookup (columns pcds, pcd7, pcd8 or pcd, lat, long,
 * doterm), or any CSV whose header names postcode, latitude and longitude. An outward code is
 * where the middle of its postcodes is. All or nothing, in one transaction and some megabytes
 * of memory. Progress: "postcodes read".
 *
 * @param year for the attribution
 * @return ERR_ABSENT, ERR_INPUT for what is none of these (an archive, another table), a wrong
 * line: "file:line: expected ...", or a file that breaks off (its last line has no line end and
 * fewer cells, or fewer digits in its last number, than every other); then nothing has changed
 */
enum err places_import(struct places_imported *out, struct arena *arena, struct store *store,
                       const char *path, int year, const struct listener *listener,
                       struct diag *diag);

/** From the British national grid (OSGB36, metres) to WGS84, in millionths of a degree: the
 * inverse transverse Mercator and the Helmert transformation of Ordnance Survey's guide to
 * coordinate systems, right to some 5 metres. Additions, multiplications and divisions alone,
 * so that it is the same everywhere. */
void places_from_grid(int32_t *latitude, int32_t *longitude, int64_t east, int64_t north);

#endif
