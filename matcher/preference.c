/* matcher/preference.c - what a person wishes for against what an advert offers
 * SPDX-License-Identifier: MIT
 */
#include "matcher/preference.h"

static struct preference unknown(const char *says) {
    return (struct preference){FIT_UNKNOWN, says};
}

static struct preference either(bool fits, const char *yes, const char *no) {
    return fits ? (struct preference){FIT_FITS, yes} : (struct preference){FIT_MISSES, no};
}

/* Wants and offers are lists; one thing in both is enough. */
static struct preference common(unsigned wanted, unsigned offered, const char *yes,
                                const char *no) {
    if (!wanted || !offered) {
        return unknown(wanted ? "the advert does not say" : "the profile does not say");
    }
    return either(wanted & offered, yes, no);
}

/* Places are not measured yet. */
static struct preference distance(const struct vacancy *vacancy,
                                  const struct candidate *candidate) {
    (void)vacancy;
    (void)candidate;
    return unknown("not measured yet");
}

static struct preference pattern(const struct vacancy *vacancy,
                                 const struct candidate *candidate) {
    return common(candidate->patterns, vacancy->working_patterns, "a pattern you can work",
                  "none of the patterns you can work");
}

static struct preference hours(const struct vacancy *vacancy,
                               const struct candidate *candidate) {
    if (!candidate->hours_high || !vacancy->hours_high) {
        return unknown(candidate->hours_high ? "the advert does not say"
                                             : "the profile does not say");
    }
    bool overlap = vacancy->hours_low <= candidate->hours_high &&
                   candidate->hours_low <= vacancy->hours_high;
    return either(overlap, "hours you can work", "more or fewer hours than you can work");
}

static struct preference band(const struct vacancy *vacancy,
                              const struct candidate *candidate) {
    return common(candidate->bands, vacancy->bands, "a band you look for",
                  "no band you look for");
}

static struct preference contract(const struct vacancy *vacancy,
                                  const struct candidate *candidate) {
    unsigned offered = vacancy->contract ? 1u << vacancy->contract : 0;
    return common(candidate->contracts, offered, "a contract you look for",
                  "no contract you look for");
}

/* Only pay for a full-time year can be held against the wish without guessing. */
static bool is_annual(const struct vacancy *vacancy) {
    const unsigned full = 1u << WORK_FULL_TIME;
    const unsigned part = 1u << WORK_PART_TIME;
    bool is_part = (vacancy->working_patterns & part) && !(vacancy->working_patterns & full);
    return vacancy->salary.period == PERIOD_YEAR && !vacancy->salary.pro_rata && !is_part;
}

/* People start at the bottom of a range as a rule. */
static struct preference pay(const struct vacancy *vacancy, const struct candidate *candidate) {
    const struct salary *salary = &vacancy->salary;
    if (candidate->min_salary == MONEY_NONE) {
        return unknown("the profile does not say");
    }
    if (!is_annual(vacancy) || (salary->min == MONEY_NONE && salary->max == MONEY_NONE)) {
        return unknown("no full-time pay for a year to compare");
    }
    if (salary->min != MONEY_NONE && salary->min >= candidate->min_salary) {
        return either(true, "pays what you need from the start", NULL);
    }
    if (salary->max != MONEY_NONE && salary->max < candidate->min_salary) {
        return either(false, NULL, "pays less than you need");
    }
    return unknown("may start below what you need");
}

static struct preference sponsorship(const struct vacancy *vacancy,
                                     const struct candidate *candidate) {
    if (candidate->needs_sponsorship == ANSWER_NO) {
        return either(true, "you need no sponsorship", NULL);
    }
    if (candidate->needs_sponsorship == ANSWER_UNKNOWN) {
        return unknown("the profile does not say");
    }
    return vacancy->sponsorship ? either(vacancy->sponsorship == SPONSORSHIP_OFFERED,
                                         "can be sponsored", "cannot be sponsored")
                                : unknown("the advert does not say");
}

static struct preference (*const compare[PREFER_COUNT])(const struct vacancy *vacancy,
                                                        const struct candidate *candidate) = {
    [PREFER_DISTANCE] = distance,
    [PREFER_PATTERN] = pattern,
    [PREFER_HOURS] = hours,
    [PREFER_BAND] = band,
    [PREFER_PAY] = pay,
    [PREFER_CONTRACT] = contract,
    [PREFER_SPONSORSHIP] = sponsorship,
};

void preference_compare(struct preference out[static PREFER_COUNT],
                        const struct vacancy *vacancy, const struct candidate *candidate) {
    for (int i = 0; i < PREFER_COUNT; i++) {
        out[i] = compare[i](vacancy, candidate);
    }
}
