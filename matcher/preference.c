/* matcher/preference.c - what a person wishes for against what an advert offers
 * SPDX-License-Identifier: MIT
 */
#include "matcher/preference.h"

/* A full-time week, hundredths of an hour (NHS terms and conditions handbook, section 10). */
enum { FULL_WEEK = 3750 };

/* A year has 365/7 weeks (the same, section 1: hourly rates). */
enum { YEAR_DAYS = 365, WEEK_DAYS = 7, YEAR_MONTHS = 12 };

/* A post of fewer hours a week than this is part time, hundredths: Scotland's full-time week
 * became 36 hours in April 2026. */
enum { PART_WEEK = 3600 };

/* The highest share that a high cost area supplement adds, per cent: inner London's
 * (schema/facts/hcas.csv). */
enum { SUPPLEMENT_MOST = 20 };

#define PROFILE_SILENT "the profile does not say"
#define ADVERT_SILENT "the advert does not say"

/* ---- answers ---- */

static struct preference unknown(const char *says) {
    return (struct preference){.fit = FIT_UNKNOWN, .says = says};
}

static struct preference either(bool fits, const char *yes, const char *no) {
    return fits ? (struct preference){.fit = FIT_FITS, .says = yes}
                : (struct preference){.fit = FIT_MISSES, .says = no};
}

/* Wants and offers are lists; one thing in both is enough. */
static struct preference common(unsigned wanted, unsigned offered, const char *yes,
                                const char *no) {
    if (!wanted || !offered) {
        return unknown(wanted ? ADVERT_SILENT : PROFILE_SILENT);
    }
    return either(wanted & offered, yes, no);
}

/* ---- distance ---- */

static bool is_remote(const struct preference_offer *offer) {
    return offer->patterns & 1u << WORK_HOME_OR_REMOTE;
}

/* How far is near. @return negative where nobody said */
static int miles_wished(const struct preference_wish *wish) {
    return wish->miles > 0 ? wish->miles : wish->candidate->travel_miles;
}

/* Where the middles are known too badly to decide, only the edges do. */
static enum fit fit_of(const struct apart *apart, int miles) {
    if (miles < 0 || !apart->is_known) {
        return FIT_UNKNOWN;
    }
    if (apart->is_close) {
        return apart->about <= miles ? FIT_FITS : FIT_MISSES;
    }
    return apart->most <= miles ? FIT_FITS : apart->least > miles ? FIT_MISSES : FIT_UNKNOWN;
}

/* An advert of several places: one that fits is enough, and one that may fit keeps it from
 * missing. */
static enum fit fit_joined(enum fit a, enum fit b) {
    static const unsigned char rank[FIT_COUNT] = {
        [FIT_MISSES] = 1, [FIT_UNKNOWN] = 2, [FIT_FITS] = 3};
    return rank[b] > rank[a] ? b : a;
}

/* What all places of an advert come to. */
struct reach {
    enum fit fit;
    bool is_known;    /* any of them */
    bool is_unsure;   /* any of them is not known */
    bool is_measured; /* the nearest is known well enough to be told */
    int about;
    int least;       /* of any of them that are known */
    int most;        /* the nearest is not further away */
    int vague_least; /* of those that are known too vaguely to be told */
};

static void take_place(struct reach *reach, const struct apart *apart) {
    const bool is_first = !reach->is_known;
    if (!apart->is_known) {
        reach->is_unsure = true;
        return;
    }
    reach->is_known = true;
    reach->least = is_first || apart->least < reach->least ? apart->least : reach->least;
    reach->most = is_first || apart->most < reach->most ? apart->most : reach->most;
    if (!apart->is_close) {
        reach->vague_least =
            apart->least < reach->vague_least ? apart->least : reach->vague_least;
    } else if (!reach->is_measured || apart->about < reach->about) {
        reach->is_measured = true;
        reach->about = apart->about;
    }
}

static struct reach reach_of(const struct preference_offer *offer,
                             const struct preference_wish *wish) {
    struct reach reach = {.vague_least = INT_MAX};
    const int miles = miles_wished(wish);
    for (size_t i = 0; i < offer->spot_count; i++) {
        const struct apart apart = distance_apart(&wish->home, &offer->spots[i]);
        reach.fit = fit_joined(reach.fit, fit_of(&apart, miles));
        take_place(&reach, &apart);
    }
    /* A place that is known vaguely may be nearer than the nearest of the others. */
    reach.is_measured = reach.is_measured && reach.vague_least >= reach.about;
    reach.fit = reach.fit ? reach.fit : FIT_UNKNOWN;
    return reach;
}

/* The candidate's own place first: a postcode that nobody knows is no fault of the advert's. */
static const char *why_unknown(const struct preference_offer *offer,
                               const struct preference_wish *wish, const struct reach *reach) {
    if (wish->home.sure == SURE_NONE && !reach->is_known) {
        return "not known where the candidate lives";
    }
    if (offer->spot_count == 0 || !reach->is_known) {
        return "not known where the work is";
    }
    return miles_wished(wish) < 0 ? "the profile does not say how far"
                                  : "not known closely enough where";
}

static struct preference distance(const struct preference_offer *offer,
                                  const struct preference_wish *wish) {
    const struct reach reach = reach_of(offer, wish);
    struct preference preference = unknown(NULL);
    if (is_remote(offer)) {
        preference = either(true, "home or remote working", NULL);
    } else if (reach.fit == FIT_UNKNOWN) {
        preference.says = why_unknown(offer, wish, &reach);
    } else {
        preference = either(reach.fit == FIT_FITS, "near enough", "too far away");
    }
    preference.is_measured = reach.is_measured;
    preference.miles = reach.is_measured ? reach.about : 0;
    return preference;
}

const char *preference_distance_words(struct arena *arena, const struct preference_offer *offer,
                                      const struct preference_wish *wish) {
    const struct reach reach = reach_of(offer, wish);
    const char *others = reach.is_unsure ? ", not all its places are known" : "";
    if (is_remote(offer)) {
        return "home or remote working";
    }
    if (reach.is_measured) {
        return reach.about > 1
                   ? arena_printf(arena, "about %d miles away%s", reach.about, others)
                   : arena_printf(arena, "about a mile away%s", others);
    }
    if (reach.is_known) {
        return arena_printf(arena, "between %d and %d miles away%s", reach.least, reach.most,
                            others);
    }
    return why_unknown(offer, wish, &reach);
}

/* ---- pay ---- */

/* Pence for a full-time year. Rounded down. */
static int64_t year_of_week(int64_t pence) { return pence * YEAR_DAYS / WEEK_DAYS; }

static int64_t year_of_hour(int64_t pence) {
    return pence * FULL_WEEK * YEAR_DAYS / (WEEK_DAYS * 100);
}

static int64_t year_of_month(int64_t pence) { return pence * YEAR_MONTHS; }
static int64_t year_of_year(int64_t pence) { return pence; }

/* Of a day or a session nobody says how long it is. */
static int64_t (*const year_of[PERIOD_COUNT])(int64_t pence) = {
    [PERIOD_YEAR] = year_of_year,
    [PERIOD_MONTH] = year_of_month,
    [PERIOD_WEEK] = year_of_week,
    [PERIOD_HOUR] = year_of_hour,
};

/* May the amount be the pay for fewer hours than a full week's? */
static bool may_be_part(const struct preference_offer *offer) {
    const unsigned full = 1u << WORK_FULL_TIME;
    const unsigned part = 1u << WORK_PART_TIME | 1u << WORK_JOB_SHARE | 1u << WORK_TERM_TIME;
    const bool is_full = offer->patterns & full || offer->hours_high >= PART_WEEK;
    const bool is_part = offer->patterns & part || offer->salary.pro_rata ||
                         (offer->hours_high > 0 && offer->hours_high < PART_WEEK);
    return offer->salary.period != PERIOD_HOUR && is_part && !is_full;
}

/* The lowest and highest full-time pay that an amount may stand for, MONEY_NONE: unknown. */
struct worth {
    int64_t least;
    int64_t most;
};

static struct worth worth_of(const struct preference_offer *offer, int64_t pence) {
    struct worth worth = {MONEY_NONE, MONEY_NONE};
    if (pence == MONEY_NONE || pence > INT64_MAX / (FULL_WEEK * (int64_t)YEAR_DAYS)) {
        return worth;
    }
    worth.least = year_of[offer->salary.period](pence);
    worth.most = worth.least;
    if (may_be_part(offer)) {
        const int hours = offer->hours_low ? offer->hours_low : offer->hours_high;
        worth.most = hours > 0 ? worth.least * FULL_WEEK / hours : MONEY_NONE;
    }
    if (worth.most != MONEY_NONE && offer->salary.high_cost_area == SUPPLEMENT_EXTRA) {
        worth.most += worth.most * SUPPLEMENT_MOST / 100;
    }
    return worth;
}

/* People start at the bottom of a range as a rule. */
static struct preference pay(const struct preference_offer *offer,
                             const struct preference_wish *wish) {
    const struct salary *salary = &offer->salary;
    const int64_t wished = wish->candidate->min_salary;
    if (wished == MONEY_NONE) {
        return unknown(PROFILE_SILENT);
    }
    if (salary->min == MONEY_NONE && salary->max == MONEY_NONE) {
        return unknown("the advert prints no pay");
    }
    if (salary->period >= PERIOD_COUNT || !year_of[salary->period]) {
        return unknown("no pay for a full-time year to compare");
    }
    const struct worth low = worth_of(offer, salary->min);
    const struct worth high = worth_of(offer, salary->max);
    if (low.least != MONEY_NONE && low.least >= wished) {
        return either(true, "pays what you need from the start", NULL);
    }
    if (high.most != MONEY_NONE && high.most < wished) {
        return either(false, NULL, "pays less than you need");
    }
    return unknown(may_be_part(offer) ? "the pay may be that for fewer hours"
                                      : "may start below what you need");
}

/* ---- the others ---- */

static struct preference pattern(const struct preference_offer *offer,
                                 const struct preference_wish *wish) {
    return common(wish->candidate->patterns, offer->patterns, "a pattern you can work",
                  "none of the patterns you can work");
}

static struct preference hours(const struct preference_offer *offer,
                               const struct preference_wish *wish) {
    const struct candidate *candidate = wish->candidate;
    if (!candidate->hours_high || !offer->hours_high) {
        return unknown(candidate->hours_high ? ADVERT_SILENT : PROFILE_SILENT);
    }
    bool overlap =
        offer->hours_low <= candidate->hours_high && candidate->hours_low <= offer->hours_high;
    return either(overlap, "hours you can work", "more or fewer hours than you can work");
}

static struct preference band(const struct preference_offer *offer,
                              const struct preference_wish *wish) {
    return common(wish->candidate->bands, offer->bands, "a band you look for",
                  "no band you look for");
}

static struct preference contract(const struct preference_offer *offer,
                                  const struct preference_wish *wish) {
    unsigned offered = offer->contract ? 1u << offer->contract : 0;
    return common(wish->candidate->contracts, offered, "a contract you look for",
                  "no contract you look for");
}

static struct preference sponsorship(const struct preference_offer *offer,
                                     const struct preference_wish *wish) {
    const enum answer needs = wish->candidate->needs_sponsorship;
    if (needs == ANSWER_NO) {
        return either(true, "you need no sponsorship", NULL);
    }
    if (needs == ANSWER_UNKNOWN) {
        return unknown(PROFILE_SILENT);
    }
    return offer->sponsorship ? either(offer->sponsorship == SPONSORSHIP_OFFERED,
                                       "can be sponsored", "cannot be sponsored")
                              : unknown(ADVERT_SILENT);
}

/* ---- all of them ---- */

static struct preference (*const compare[PREFER_COUNT])(const struct preference_offer *offer,
                                                        const struct preference_wish *wish) = {
    [PREFER_DISTANCE] = distance,
    [PREFER_PATTERN] = pattern,
    [PREFER_HOURS] = hours,
    [PREFER_BAND] = band,
    [PREFER_PAY] = pay,
    [PREFER_CONTRACT] = contract,
    [PREFER_SPONSORSHIP] = sponsorship,
};

void preference_weigh(struct preference out[static PREFER_COUNT],
                      const struct preference_offer *offer,
                      const struct preference_wish *wish) {
    for (int i = 0; i < PREFER_COUNT; i++) {
        out[i] = compare[i](offer, wish);
    }
}

enum preference_name preference_misfit(const struct preference_offer *offer,
                                       const struct preference_wish *wish, unsigned fits,
                                       unsigned known) {
    int name = 0;
    for (; name < PREFER_COUNT; name++) {
        const unsigned bit = 1u << name;
        const enum fit fit = (fits | known) & bit ? compare[name](offer, wish).fit : FIT_FITS;
        if (fit == FIT_MISSES || (fit == FIT_UNKNOWN && known & bit)) {
            break;
        }
    }
    return (enum preference_name)name;
}

struct preference_offer preference_of_vacancy(const struct vacancy *vacancy) {
    return (struct preference_offer){.bands = vacancy->bands,
                                     .patterns = vacancy->working_patterns,
                                     .hours_low = vacancy->hours_low,
                                     .hours_high = vacancy->hours_high,
                                     .contract = vacancy->contract,
                                     .sponsorship = vacancy->sponsorship,
                                     .salary = vacancy->salary};
}

struct preference_offer preference_of_brief(const struct brief *brief) {
    return (struct preference_offer){.bands = brief->bands,
                                     .patterns = brief->working_patterns,
                                     .hours_low = brief->hours_low,
                                     .hours_high = brief->hours_high,
                                     .contract = brief->contract,
                                     .sponsorship = brief->sponsorship,
                                     .salary = brief->salary};
}

void preference_compare(struct preference out[static PREFER_COUNT],
                        const struct vacancy *vacancy, const struct candidate *candidate) {
    const struct preference_offer offer = preference_of_vacancy(vacancy);
    const struct preference_wish wish = {.candidate = candidate};
    preference_weigh(out, &offer, &wish);
}
