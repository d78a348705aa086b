/* tests/unit/matcher/preference.c - tests of matcher/preference
 * SPDX-License-Identifier: MIT
 */
#include "matcher/preference.h"

#include <criterion/criterion.h>

/* Two sides that say the same things in all but what a test changes. */
static struct candidate wishes(void) {
    return (struct candidate){.needs_sponsorship = ANSWER_NO,
                              .hours_low = 3000,
                              .hours_high = 3750,
                              .patterns = 1u << WORK_FULL_TIME,
                              .bands = 1u << BAND_3,
                              .contracts = 1u << CONTRACT_PERMANENT,
                              .min_salary = 2400000};
}

static struct vacancy offers(void) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    vacancy.hours_low = 3750;
    vacancy.hours_high = 3750;
    vacancy.working_patterns = 1u << WORK_FULL_TIME;
    vacancy.bands = 1u << BAND_3;
    vacancy.contract = CONTRACT_PERMANENT;
    vacancy.salary.min = 2588300;
    vacancy.salary.max = 2695800;
    vacancy.salary.period = PERIOD_YEAR;
    return vacancy;
}

static enum fit fit(struct vacancy vacancy, struct candidate candidate,
                    enum preference_name name) {
    struct preference preferences[PREFER_COUNT];
    preference_compare(preferences, &vacancy, &candidate);
    return preferences[name].fit;
}

Test(preference, all_fit_but_the_distance_that_nobody_measures) {
    for (int i = 0; i < PREFER_COUNT; i++) {
        cr_expect_eq(fit(offers(), wishes(), (enum preference_name)i),
                     i == PREFER_DISTANCE ? FIT_UNKNOWN : FIT_FITS, "%s", preference_names[i]);
    }
}

Test(preference, silence_on_one_side_is_unknown) {
    struct vacancy silent;
    struct candidate nobody = {.min_salary = MONEY_NONE};
    vacancy_init(&silent);
    for (int i = 0; i < PREFER_COUNT; i++) {
        enum preference_name name = (enum preference_name)i;
        cr_expect_eq(fit(offers(), nobody, name), FIT_UNKNOWN, "%s", preference_names[i]);
        cr_expect_eq(fit(silent, wishes(), name),
                     name == PREFER_SPONSORSHIP ? FIT_FITS : FIT_UNKNOWN, "%s",
                     preference_names[i]);
    }
}

Test(preference, what_lies_apart_misses) {
    struct vacancy vacancy = offers();
    vacancy.hours_low = 1500;
    vacancy.hours_high = 2000;
    vacancy.working_patterns = 1u << WORK_NIGHTS;
    vacancy.bands = 1u << BAND_5;
    vacancy.contract = CONTRACT_BANK;
    vacancy.salary.min = 2000000;
    vacancy.salary.max = 2100000;
    for (int i = PREFER_PATTERN; i <= PREFER_CONTRACT; i++) {
        cr_expect_eq(fit(vacancy, wishes(), (enum preference_name)i), FIT_MISSES, "%s",
                     preference_names[i]);
    }
}

Test(preference, pay_is_compared_only_for_a_full_time_year) {
    struct vacancy vacancy = offers();
    vacancy.salary.pro_rata = true;
    cr_expect_eq(fit(vacancy, wishes(), PREFER_PAY), FIT_UNKNOWN);
    vacancy = offers();
    vacancy.salary.period = PERIOD_HOUR;
    cr_expect_eq(fit(vacancy, wishes(), PREFER_PAY), FIT_UNKNOWN);
    vacancy = offers();
    vacancy.working_patterns = 1u << WORK_PART_TIME;
    cr_expect_eq(fit(vacancy, wishes(), PREFER_PAY), FIT_UNKNOWN);
    vacancy = offers();
    vacancy.salary.min = 2300000;
    cr_expect_eq(fit(vacancy, wishes(), PREFER_PAY), FIT_UNKNOWN);
}

Test(preference, sponsorship_matters_to_those_who_need_it) {
    static const enum fit fits[SPONSORSHIP_COUNT] = {FIT_UNKNOWN, FIT_FITS, FIT_MISSES};
    for (int i = 0; i < SPONSORSHIP_COUNT; i++) {
        struct vacancy vacancy = offers();
        struct candidate candidate = wishes();
        candidate.needs_sponsorship = ANSWER_YES;
        vacancy.sponsorship = (enum sponsorship)i;
        cr_expect_eq(fit(vacancy, candidate, PREFER_SPONSORSHIP), fits[i]);
    }
}

/* The words stand in a line with those of other wishes: "..., a band you look for, ...". */
Test(preference, words_say_what_they_are_about) {
    struct preference preferences[PREFER_COUNT];
    struct vacancy vacancy = offers();
    struct candidate candidate = wishes();
    preference_compare(preferences, &vacancy, &candidate);
    cr_expect_str_eq(preferences[PREFER_SPONSORSHIP].says, "you need no sponsorship");
}
