/* matcher/distance.c - how far it is from one place to another
 * SPDX-License-Identifier: MIT
 */
#include "matcher/distance.h"

#include <string.h>

/* Points are unit vectors in fixed point: the chord between two of them needs no trigonometry,
 * and the arc over it is a short series. */
enum { ONE_BITS = 30, RIGHT_ANGLE = 90 };

#define ONE (INT64_C(1) << ONE_BITS)
#define MICRO INT64_C(1000000)

/* Millionths of a degree as an angle in fixed point: pi / 180 * 2^30. */
#define DEGREE INT64_C(18740330)

/* The mean radius of the earth, 6371.0088 km, in ten-thousandths of a mile of 1.609344 km. */
#define RADIUS INT64_C(39587613)
#define RADIUS_UNIT INT64_C(10000)

/* Within this both places together are known well enough for their middles to decide. */
enum { CLOSE_BLUR = 8 };

/* Two places of one outward code are rarely further apart than this. */
enum { OUTWARD_WIDTH = 5 };

/* The sine of 0 to 90 degrees, times 2^30. */
static const int32_t sines[RIGHT_ANGLE + 1] = {
    0,          18739379,   37473049,   56195305,   74900443,   93582766,   112236583,
    130856211,  149435979,  167970228,  186453311,  204879599,  223243478,  241539355,
    259761657,  277904834,  295963357,  313931728,  331804471,  349576144,  367241333,
    384794656,  402230767,  419544355,  436730145,  453782903,  470697435,  487468587,
    504091252,  520560366,  536870912,  553017922,  568996477,  584801711,  600428808,
    615873009,  631129609,  646193961,  661061475,  675727625,  690187940,  704438018,
    718473518,  732290163,  745883746,  759250125,  772385229,  785285058,  797945680,
    810363241,  822533958,  834454122,  846120104,  857528349,  868675383,  879557810,
    890172315,  900515665,  910584710,  920376381,  929887697,  939115760,  948057759,
    956710970,  965072759,  973140576,  980911966,  988384560,  995556083,  1002424350,
    1008987269, 1015242840, 1021189159, 1026824413, 1032146887, 1037154959, 1041847103,
    1046221891, 1050277989, 1054014162, 1057429273, 1060522280, 1063292242, 1065738315,
    1067859754, 1069655912, 1071126243, 1072270298, 1073087729, 1073578288, 1073741824,
};

/* The sine and cosine of an angle of 0 to 90 degrees: that of its whole degrees, turned by the
 * rest, for which two terms of the series are enough. */
static void sine_cosine(int64_t *sine, int64_t *cosine, int64_t micro) {
    const int64_t degrees = micro / MICRO;
    const int64_t rest = micro % MICRO * DEGREE / MICRO;
    const int64_t square = rest * rest / ONE;
    const int64_t turn_sine = rest - rest * square / ONE / 6;
    const int64_t turn_cosine = ONE - square / 2 + square * square / ONE / 24;
    const int64_t s = sines[degrees];
    const int64_t c = sines[RIGHT_ANGLE - degrees];
    *sine = (s * turn_cosine + c * turn_sine) / ONE;
    *cosine = (c * turn_cosine - s * turn_sine) / ONE;
}

/* The same for any angle from -180 to 180 degrees. */
static void angle(int64_t *sine, int64_t *cosine, int64_t micro) {
    const bool is_back = micro < 0;
    const int64_t size = is_back ? -micro : micro;
    const bool is_wide = size > RIGHT_ANGLE * MICRO;
    sine_cosine(sine, cosine, is_wide ? 2 * RIGHT_ANGLE * MICRO - size : size);
    *sine = is_back ? -*sine : *sine;
    *cosine = is_wide ? -*cosine : *cosine;
}

static int64_t clamp(int64_t value, int64_t most) {
    return value > most ? most : value < -most ? -most : value;
}

struct spot distance_spot(int32_t latitude, int32_t longitude, enum sureness sure,
                          unsigned blur) {
    int64_t north = 0;
    int64_t level = 0;
    int64_t east = 0;
    int64_t front = 0;
    angle(&north, &level, clamp(latitude, RIGHT_ANGLE * MICRO));
    angle(&east, &front, clamp(longitude, 2 * RIGHT_ANGLE * MICRO));
    return (struct spot){.x = (int32_t)(level * front / ONE),
                         .y = (int32_t)(level * east / ONE),
                         .z = (int32_t)north,
                         .blur = (uint16_t)(blur < UINT16_MAX ? blur : UINT16_MAX),
                         .sure = (uint8_t)sure};
}

uint32_t distance_outward(const char *outward) {
    uint32_t packed = 0;
    if (!outward || strlen(outward) > sizeof packed) {
        return 0;
    }
    for (; *outward; outward++) {
        packed = packed << 8 | (unsigned char)*outward;
    }
    return packed;
}

/* The whole part of a square root, digit by digit. */
static int64_t root(uint64_t of) {
    uint64_t found = 0;
    for (uint64_t bit = UINT64_C(1) << 62; bit > 0; bit >>= 2) {
        if (of >= found + bit) {
            of -= found + bit;
            found = (found >> 1) + bit;
        } else {
            found >>= 1;
        }
    }
    return (int64_t)found;
}

/* 2 asin(c / 2) = c + c^3/24 + 3 c^5/640 + ...; the next term is a foot at 700 miles. */
static int64_t arc_over(int64_t chord) {
    const int64_t square = chord * chord / ONE;
    const int64_t cube = chord * square / ONE;
    return chord + cube / 24 + cube * square / ONE * 3 / 640;
}

int distance_miles(const struct spot *a, const struct spot *b) {
    const int64_t x = (int64_t)a->x - b->x;
    const int64_t y = (int64_t)a->y - b->y;
    const int64_t z = (int64_t)a->z - b->z;
    const int64_t arc = arc_over(root((uint64_t)(x * x + y * y + z * z)));
    return (int)((arc * RADIUS + ONE * RADIUS_UNIT / 2) / (ONE * RADIUS_UNIT));
}

struct apart distance_apart(const struct spot *a, const struct spot *b) {
    struct apart apart = {0};
    const bool is_exact = a->sure == SURE_POSTCODE && b->sure == SURE_POSTCODE;
    const bool is_same = a->outward != 0 && a->outward == b->outward && !is_exact;
    if (a->sure != SURE_NONE && b->sure != SURE_NONE) {
        const int blur = a->blur + b->blur;
        apart.is_known = true;
        apart.is_close = blur <= CLOSE_BLUR;
        apart.about = distance_miles(a, b);
        apart.least = apart.about > blur ? apart.about - blur : 0;
        apart.most = apart.about + blur;
    }
    if (is_same && !apart.is_close) {
        apart = (struct apart){true, true, OUTWARD_WIDTH / 2, 0, OUTWARD_WIDTH};
    }
    return apart;
}
