/* pay/check_sure.c - what an answer rests on that is not verified
 * SPDX-License-Identifier: MIT
 */
#include "pay/check_private.h"

static enum confidence weaker(enum confidence a, enum confidence b) {
    return !a || (b && b < a) ? b : a;
}

/* The bands of the table that the answer is about: those of the fit, else those asked for;
 * none: all. */
static unsigned bands_of(const struct checking *checking) {
    const struct fit *fit = &checking->fit;
    return fit->mode ? 1u << fit->low_band | 1u << fit->high_band
                     : checking->ground.question->bands;
}

static bool counts(const struct checking *checking, int band) {
    const unsigned bands = bands_of(checking);
    return checking->check->scale->ladders[band].count > 0 &&
           (bands == 0 || bands & 1u << band);
}

static enum confidence sure_of_points(const struct checking *checking) {
    enum confidence sure = CONFIDENCE_NONE;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (counts(checking, band)) {
            sure = weaker(sure, checking->check->scale->ladders[band].confidence);
        }
    }
    return sure;
}

static enum confidence sure_of_window(const struct checking *checking) {
    enum confidence sure = CONFIDENCE_NONE;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (counts(checking, band)) {
            sure = weaker(sure, checking->check->scale->windows[band].confidence);
        }
    }
    return sure;
}

static enum confidence sure_of_rate(const struct checking *checking) {
    const struct pay_check *check = checking->check;
    const struct pay_rate *rate = check->zone ? tables_rate(check->scale, check->zone) : NULL;
    return rate ? rate->confidence : CONFIDENCE_NONE;
}

/* Where the text names the zone the place says nothing. */
static enum confidence sure_of_zone(const struct checking *checking) {
    const struct fit_ground *ground = &checking->ground;
    const bool is_used = checking->check->zone != PAY_ZONE_NONE ||
                         check_has_flag(checking->check, PAY_FLAG_SUPPLEMENT_MISSING);
    return is_used && !ground->said && ground->zones
               ? tables_zone_confidence(ground->tables, ground->question->place,
                                        ground->question->postcode)
               : CONFIDENCE_NONE;
}

static enum confidence sure_of_hours(const struct checking *checking) {
    const struct fit_ground *ground = &checking->ground;
    return tables_hours_confidence(ground->tables,
                                   ground->nation ? ground->nation : NATION_ENGLAND,
                                   ground->question->date);
}

static enum confidence sure_of_share(const struct checking *checking) {
    const struct fit *fit = &checking->fit;
    const struct pay_ladder *ladder = &checking->check->scale->ladders[fit->low_band];
    if (fit->mode != FIT_APPRENTICE || ladder->count == 0) {
        return CONFIDENCE_NONE;
    }
    const int64_t top = ladder->points[ladder->count - 1];
    const struct tables_share *low = check_share(checking, top, fit->low);
    const struct tables_share *high = check_share(checking, top, fit->high);
    return weaker(low ? low->confidence : CONFIDENCE_NONE,
                  high ? high->confidence : CONFIDENCE_NONE);
}

/* It is told of where pay lies below it, and where pay in training is the wage floor. */
static enum confidence sure_of_wage(const struct checking *checking) {
    const struct tables_wage *wage =
        tables_wage(checking->ground.tables, checking->ground.question->date);
    const bool is_used =
        checking->fit.mode == FIT_APPRENTICE || checking->check->floor == PAY_FLOOR_BELOW;
    return wage && is_used ? wage->confidence : CONFIDENCE_NONE;
}

static const struct {
    const char *what;
    enum confidence (*sure)(const struct checking *checking);
} facts[] = {
    {"the table's figures", sure_of_points},   {"when adverts show it", sure_of_window},
    {"the supplement's rate", sure_of_rate},   {"the zone of the place", sure_of_zone},
    {"the hours of full time", sure_of_hours}, {"the share in training", sure_of_share},
    {"the living wage", sure_of_wage},
};

void check_say_unsure(struct buf *out, const struct checking *checking) {
    bool is_begun = false;
    for (size_t i = 0; checking->check->scale && i < sizeof facts / sizeof *facts; i++) {
        const char *words = vocab_name(&vocab_confidence_words, (int)facts[i].sure(checking));
        if (words) {
            buf_printf(out, "%s%s (%s)", is_begun ? ", " : "; less sure: ", facts[i].what,
                       words);
            is_begun = true;
        }
    }
}
