/* matcher/distance.h - how far it is from one place to another
 * SPDX-License-Identifier: MIT
 *
 * Along a great circle of a sphere of 6371.0088 km (the mean radius, IUGG 1980), in whole miles
 * as the crow flies, by whole numbers only: every compiler gives the same. Within the United
 * Kingdom it is within 0.5 mile and 0.5 % of the same circle in floating point, plus the
 * rounding to a mile.
 */
#ifndef MATCHER_DISTANCE_H
#define MATCHER_DISTANCE_H

#include <stdbool.h>
#include <stdint.h>

/** What is known of a place, the vaguest first. */
enum sureness {
    SURE_NONE = 0, /* nothing: it may be anywhere */
    SURE_AREA,     /* the middle of its postcode area */
    SURE_TOWN,
    SURE_OUTWARD,  /* the middle of its outward code */
    SURE_POSTCODE, /* the postcode itself */
    SURE_COUNT
};

/** A point on the ground, and how far off the real place may be. Plain data: copies may be
 * shared by threads; zeroed it is a place that is not known. */
struct spot {
    int32_t x, y, z;  /* on a sphere whose radius is 2^30 */
    uint16_t blur;    /* miles that the real place may be off at most */
    uint8_t sure;     /* enum sureness */
    uint32_t outward; /* its outward code as distance_outward packs it; 0: none */
};

/** Where two places lie to each other. */
struct apart {
    bool is_known;
    bool is_close; /* both are known well enough for `about` to be told and to decide */
    int about;     /* whole miles; 0 where not known, as the next two */
    int least;     /* the real distance is not below this */
    int most;      /* nor above this */
};

/** A point. @param latitude millionths of a degree, -90 to 90 degrees; others are clamped
 * @param longitude the same, -180 to 180 degrees */
struct spot distance_spot(int32_t latitude, int32_t longitude, enum sureness sure,
                          unsigned blur);

/** "DA1" in four bytes. @param outward at most four letters and digits, in capitals; NULL or
 * longer gives 0 */
uint32_t distance_outward(const char *outward);

/** Miles between two points that are known, rounded to the nearest. */
int distance_miles(const struct spot *a, const struct spot *b);

/** The same with what is known of them. Two places of one outward code are near each other even
 * where nobody knows where it is. Costs some tens of nanoseconds. */
struct apart distance_apart(const struct spot *a, const struct spot *b);

#endif
