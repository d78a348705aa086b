/* tests/unit/matcher/distance.c - tests of matcher/distance
 * SPDX-License-Identifier: MIT
 */
#include "matcher/distance.h"

#include <criterion/criterion.h>

/* A double has no place in the program's distances, but here it says what is right. The series
 * are enough for angles up to a right one, and need no mathematical library. */
static double sine(double x) {
    double term = x;
    double sum = x;
    for (int i = 1; i < 20; i++) {
        term = -term * x * x / (2.0 * i * (2.0 * i + 1));
        sum += term;
    }
    return sum;
}

static double root(double x) {
    double guess = x > 1 ? x : 1;
    for (int i = 0; i < 200; i++) {
        guess = (guess + x / guess) / 2;
    }
    return guess;
}

/* By Newton's method on the sine, whose slope is the root of 1 - s^2. */
static double arc_sine(double s) {
    double x = s;
    for (int i = 0; i < 50; i++) {
        const double now = sine(x);
        x -= (now - s) / root(1 - now * now);
    }
    return x;
}

static double radians(int micro) { return micro * (3.14159265358979323846 / 180 / 1000000); }

static double haversine(const int a[static 2], const int b[static 2]) {
    const double rise = sine((radians(a[0]) - radians(b[0])) / 2);
    const double turn = sine((radians(a[1]) - radians(b[1])) / 2);
    const double sa = sine(radians(a[0]));
    const double sb = sine(radians(b[0]));
    const double level = root(1 - sa * sa) * root(1 - sb * sb);
    return 2 * 3958.7613 * arc_sine(root(rise * rise + level * turn * turn));
}

static double off(double a, double b) { return a > b ? a - b : b - a; }

/* Numbers without pattern, the same each time. */
static unsigned next_number(unsigned *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Scilly to Shetland, Fermanagh to Lowestoft. */
static void any_place(int out[static 2], unsigned *state) {
    out[0] = 49850000 + (int)(next_number(state) % 11050000);
    out[1] = -8650000 + (int)(next_number(state) % 10450000);
}

static int miles(const int a[static 2], const int b[static 2]) {
    const struct spot from = distance_spot(a[0], a[1], SURE_POSTCODE, 0);
    const struct spot to = distance_spot(b[0], b[1], SURE_POSTCODE, 0);
    cr_expect_eq(distance_miles(&from, &to), distance_miles(&to, &from));
    return distance_miles(&from, &to);
}

Test(distance, is_the_haversine_over_the_whole_kingdom) {
    unsigned state = 1;
    double worst = 0;
    for (int i = 0; i < 4000; i++) {
        int a[2];
        int b[2];
        any_place(a, &state);
        any_place(b, &state);
        if (i % 2 == 0) { /* near each other as well as far apart */
            b[0] = a[0] + (int)(next_number(&state) % 400000) - 200000;
            b[1] = a[1] + (int)(next_number(&state) % 400000) - 200000;
        }
        const double right = haversine(a, b);
        const double error = off(miles(a, b), right);
        worst = error > worst ? error : worst;
        cr_expect_lt(error, 0.5 + 0.001, "%d,%d to %d,%d: %d, not %.3f", a[0], a[1], b[0], b[1],
                     miles(a, b), right);
    }
    /* Half a mile is the rounding's: the formula itself is right to a thousandth. */
    cr_expect_gt(worst, 0.49);
}

Test(distance, of_known_towns) {
    static const int dartford[2] = {51446600, 214200};
    static const int lerwick[2] = {60153400, -1144300};
    static const int penzance[2] = {50118600, -5537200};
    cr_expect_eq(miles(dartford, dartford), 0);
    cr_expect_eq(miles(penzance, lerwick), 714, "%d", miles(penzance, lerwick));
    static const int north[2] = {52446600, 214200};
    cr_expect_eq(miles(dartford, north), 69, "a degree of a meridian");
}

Test(distance, needs_both_places) {
    const struct spot known = distance_spot(51446600, 214200, SURE_POSTCODE, 0);
    const struct spot nowhere = {0};
    cr_expect_not(distance_apart(&known, &nowhere).is_known);
    cr_expect_not(distance_apart(&nowhere, &nowhere).is_known);
    cr_expect(distance_apart(&known, &known).is_known);
    cr_expect(distance_apart(&known, &known).is_close);
}

Test(distance, has_edges_where_places_are_vague) {
    const struct spot exact = distance_spot(51446600, 214200, SURE_POSTCODE, 0);
    const struct spot town = distance_spot(51700000, 214200, SURE_TOWN, 2);
    const struct spot area = distance_spot(51700000, 214200, SURE_AREA, 20);
    const struct apart near = distance_apart(&exact, &town);
    const struct apart vague = distance_apart(&area, &exact);
    cr_expect(near.is_close);
    cr_expect_eq(near.about, 18, "%d", near.about);
    cr_expect_eq(near.least, 16);
    cr_expect_eq(near.most, 20);
    cr_expect_not(vague.is_close);
    cr_expect_eq(vague.least, 0);
    cr_expect_eq(vague.most, 38);
}

Test(distance, is_short_within_one_outward_code_wherever_it_is) {
    struct spot here = distance_spot(51446600, 214200, SURE_AREA, 15);
    struct spot there = {0};
    here.outward = there.outward = distance_outward("DA1");
    const struct apart apart = distance_apart(&here, &there);
    cr_expect(apart.is_known);
    cr_expect(apart.is_close);
    cr_expect_leq(apart.most, 5);
    there.outward = distance_outward("DA11");
    cr_expect_not(distance_apart(&here, &there).is_known);
    cr_expect_eq(distance_outward("TOO LONG"), 0);
    cr_expect_eq(distance_outward(NULL), 0);
}
