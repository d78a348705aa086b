/* pipeline/places_grid.c - from the British national grid to latitude and longitude
 * SPDX-License-Identifier: MIT
 *
 * Source: Ordnance Survey, A guide to coordinate systems in Great Britain, v3.6, annexes A
 * (ellipsoids, projection), B (cartesian coordinates), C (transverse Mercator) and section 6.6
 * (Helmert transformation). No function of the mathematical library is called: they differ in
 * their last digit from one to another.
 */
#include "pipeline/places.h"

#define PI 3.14159265358979323846

/* Airy 1830, and the ellipsoid of WGS84 (GRS80). Metres. */
static const double airy_a = 6377563.396;
static const double airy_b = 6356256.909;
static const double wgs_a = 6378137.000;
static const double wgs_b = 6356752.3141;

/* The national grid: scale on the central meridian, true origin, false origin. */
static const double scale = 0.9996012717;
static const double origin_latitude = 49.0 * PI / 180;
static const double origin_longitude = -2.0 * PI / 180;
static const double false_east = 400000;
static const double false_north = -100000;

/* From OSGB36 to WGS84: metres, parts of one, radians (the guide's, with signs turned round).
 */
static const double shift[3] = {446.448, -125.157, 542.060};
static const double grow = -20.4894e-6;
static const double turn[3] = {0.1502 / 3600 * PI / 180, 0.2470 / 3600 * PI / 180,
                               0.8421 / 3600 * PI / 180};

/* ---- functions of our own ---- */

/* What each term of a series is the one before it divided by. */
#define PAIR(a) (1.0 / ((a) * ((a) + 1.0)))
enum { TERMS = 12 };
static const double sine_steps[TERMS] = {PAIR(2),  PAIR(4),  PAIR(6),  PAIR(8),
                                         PAIR(10), PAIR(12), PAIR(14), PAIR(16),
                                         PAIR(18), PAIR(20), PAIR(22), PAIR(24)};
static const double cosine_steps[TERMS] = {PAIR(1),  PAIR(3),  PAIR(5),  PAIR(7),
                                           PAIR(9),  PAIR(11), PAIR(13), PAIR(15),
                                           PAIR(17), PAIR(19), PAIR(21), PAIR(23)};

/* Exact for angles up to a right one; the larger ones that the meridian asks for stand in its
 * smallest terms. */
static double series(double first, double x, const double steps[static TERMS]) {
    const double square = x * x;
    double term = first;
    double sum = first;
    for (int i = 0; i < TERMS; i++) {
        term = -term * square * steps[i];
        sum += term;
    }
    return sum;
}

static double sine(double x) { return series(x, x, sine_steps); }
static double cosine(double x) { return series(1, x, cosine_steps); }

/* A root of what is near 1. */
static double root(double x) {
    double guess = 1;
    for (int i = 0; i < 6; i++) {
        guess = (guess + x / guess) / 2;
    }
    return guess;
}

/* ---- the projection, turned round ---- */

/* The length of the meridian from the true origin (annex C, equation C3). */
static double meridian(double latitude) {
    const double n = (airy_a - airy_b) / (airy_a + airy_b);
    const double less = latitude - origin_latitude;
    const double more = latitude + origin_latitude;
    const double n2 = n * n;
    const double n3 = n2 * n;
    return airy_b * scale *
           ((1 + n + 1.25 * n2 + 1.25 * n3) * less -
            (3 * n + 3 * n2 + 2.625 * n3) * sine(less) * cosine(more) +
            (1.875 * n2 + 1.875 * n3) * sine(2 * less) * cosine(2 * more) -
            35.0 / 24 * n3 * sine(3 * less) * cosine(3 * more));
}

/* The latitude at which the meridian is so long. */
static double footpoint(double north) {
    double latitude = origin_latitude;
    for (int i = 0; i < 5; i++) {
        latitude += (north - false_north - meridian(latitude)) / (airy_a * scale);
    }
    return latitude;
}

struct geodetic {
    double latitude; /* radians */
    double longitude;
};

/* Annex C, equations C10 to C26. */
static struct geodetic unproject(double east, double north) {
    const double foot = footpoint(north);
    const double s = sine(foot);
    const double e2 = 1 - airy_b * airy_b / (airy_a * airy_a);
    const double w = 1 - e2 * s * s;
    const double nu = airy_a * scale / root(w);
    const double rho = nu * (1 - e2) / w;
    const double eta2 = nu / rho - 1;
    const double t = s / cosine(foot);
    const double t2 = t * t;
    const double t4 = t2 * t2;
    const double x = (east - false_east) / nu;
    const double x2 = x * x;
    const double up = t * nu / rho * x2 / 2 *
                      (1 - x2 / 12 * (5 + 3 * t2 + eta2 - 9 * t2 * eta2) +
                       x2 * x2 / 360 * (61 + 90 * t2 + 45 * t4));
    const double aside =
        x / cosine(foot) *
        (1 - x2 / 6 * (nu / rho + 2 * t2) + x2 * x2 / 120 * (5 + 28 * t2 + 24 * t4) -
         x2 * x2 * x2 / 5040 * (61 + 662 * t2 + 1320 * t4 + 720 * t4 * t2));
    return (struct geodetic){foot - up, origin_longitude + aside};
}

/* ---- from one ellipsoid to the other ---- */

static void cartesian(double out[static 3], struct geodetic at, double a, double b) {
    const double e2 = 1 - b * b / (a * a);
    const double s = sine(at.latitude);
    const double nu = a / root(1 - e2 * s * s);
    out[0] = nu * cosine(at.latitude) * cosine(at.longitude);
    out[1] = nu * cosine(at.latitude) * sine(at.longitude);
    out[2] = nu * (1 - e2) * s;
}

/* The guide goes by way of cartesian coordinates and back, which takes an arc tangent. The
 * difference between the point that the transformation gives and the point of the same latitude
 * and longitude on the new ellipsoid is some hundred metres: turned to the north and the east
 * there, it is what latitude and longitude change by, right to millimetres. */
static struct geodetic transform(struct geodetic from) {
    double old[3];
    double same[3];
    double by[3];
    cartesian(old, from, airy_a, airy_b);
    cartesian(same, from, wgs_a, wgs_b);
    by[0] = shift[0] + (1 + grow) * old[0] - turn[2] * old[1] + turn[1] * old[2] - same[0];
    by[1] = shift[1] + turn[2] * old[0] + (1 + grow) * old[1] - turn[0] * old[2] - same[1];
    by[2] = shift[2] - turn[1] * old[0] + turn[0] * old[1] + (1 + grow) * old[2] - same[2];
    const double s = sine(from.latitude);
    const double c = cosine(from.latitude);
    const double sl = sine(from.longitude);
    const double cl = cosine(from.longitude);
    const double e2 = 1 - wgs_b * wgs_b / (wgs_a * wgs_a);
    const double w = 1 - e2 * s * s;
    const double nu = wgs_a / root(w);
    const double rho = nu * (1 - e2) / w;
    const double north = -s * cl * by[0] - s * sl * by[1] + c * by[2];
    const double east = -sl * by[0] + cl * by[1];
    return (struct geodetic){from.latitude + north / rho, from.longitude + east / (nu * c)};
}

static int32_t micro_of(double radians) {
    const double micro = radians * 180 / PI * 1000000;
    return (int32_t)(micro < 0 ? micro - 0.5 : micro + 0.5);
}

void places_from_grid(int32_t *latitude, int32_t *longitude, int64_t east, int64_t north) {
    const struct geodetic at = transform(unproject((double)east, (double)north));
    *latitude = micro_of(at.latitude);
    *longitude = micro_of(at.longitude);
}
