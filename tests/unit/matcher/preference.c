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
                              .min_salary = 2400000,
                              .travel_miles = 15};
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

Test(preference, all_fit_but_the_distance_without_places) {
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
    vacancy.salary.min = 800000;
    vacancy.salary.max = 900000;
    for (int i = PREFER_PATTERN; i <= PREFER_CONTRACT; i++) {
        cr_expect_eq(fit(vacancy, wishes(), (enum preference_name)i), FIT_MISSES, "%s",
                     preference_names[i]);
    }
}

/* Amounts in pounds. */
static enum fit pay(int64_t min, int64_t max, enum period period, unsigned patterns, int hours,
                    bool pro_rata) {
    struct vacancy vacancy = offers();
    vacancy.salary.min = min < 0 ? MONEY_NONE : min * 100;
    vacancy.salary.max = max < 0 ? MONEY_NONE : max * 100;
    vacancy.salary.period = period;
    vacancy.salary.pro_rata = pro_rata;
    vacancy.working_patterns = patterns;
    vacancy.hours_low = vacancy.hours_high = hours;
    return fit(vacancy, wishes(), PREFER_PAY);
}

/* The wish is 24,000 a year, full time. */
Test(preference, pay_is_compared_as_that_of_a_full_time_year) {
    const unsigned full = 1u << WORK_FULL_TIME;
    const unsigned part = 1u << WORK_PART_TIME;
    cr_expect_eq(pay(24000, 26000, PERIOD_YEAR, full, 3750, false), FIT_FITS);
    cr_expect_eq(pay(23999, 26000, PERIOD_YEAR, full, 3750, false), FIT_UNKNOWN);
    cr_expect_eq(pay(20000, 23999, PERIOD_YEAR, full, 3750, false), FIT_MISSES);
    cr_expect_eq(pay(20000, -1, PERIOD_YEAR, full, 3750, false), FIT_UNKNOWN, "from");
    cr_expect_eq(pay(-1, 23000, PERIOD_YEAR, full, 3750, false), FIT_MISSES, "up to");
    cr_expect_eq(pay(-1, 25000, PERIOD_YEAR, full, 3750, false), FIT_UNKNOWN);
    cr_expect_eq(pay(13, 14, PERIOD_HOUR, full, 3750, false), FIT_FITS, "25,419");
    cr_expect_eq(pay(13, 14, PERIOD_HOUR, part, 1600, false), FIT_FITS, "hours do not matter");
    cr_expect_eq(pay(11, 12, PERIOD_HOUR, full, 3750, false), FIT_MISSES, "23,464");
    cr_expect_eq(pay(2000, 2000, PERIOD_MONTH, full, 3750, false), FIT_FITS);
    cr_expect_eq(pay(460, 460, PERIOD_WEEK, full, 3750, false), FIT_MISSES, "23,985");
    cr_expect_eq(pay(461, 461, PERIOD_WEEK, full, 3750, false), FIT_FITS, "24,038");
    cr_expect_eq(pay(150, 150, PERIOD_DAY, full, 3750, false), FIT_UNKNOWN);
    cr_expect_eq(pay(150, 150, PERIOD_SESSION, full, 3750, false), FIT_UNKNOWN);
    cr_expect_eq(pay(25000, 25000, PERIOD_NONE, full, 3750, false), FIT_UNKNOWN);
    cr_expect_eq(pay(-1, -1, PERIOD_YEAR, full, 3750, false), FIT_UNKNOWN);
}

Test(preference, part_time_pay_is_told_only_where_both_readings_agree) {
    const unsigned full = 1u << WORK_FULL_TIME;
    const unsigned part = 1u << WORK_PART_TIME;
    cr_expect_eq(pay(25000, 26000, PERIOD_YEAR, part, 1875, true), FIT_FITS);
    cr_expect_eq(pay(13000, 14000, PERIOD_YEAR, part, 1875, true), FIT_UNKNOWN,
                 "26,000 if it is for half the hours");
    cr_expect_eq(pay(11000, 11900, PERIOD_YEAR, part, 1875, false), FIT_MISSES,
                 "23,800 even then");
    cr_expect_eq(pay(11000, 11900, PERIOD_YEAR, part, 0, false), FIT_UNKNOWN);
    cr_expect_eq(pay(11000, 11900, PERIOD_YEAR, full | part, 0, true), FIT_MISSES,
                 "open to full time: the pay is that of full time");
    cr_expect_eq(pay(20000, 21000, PERIOD_YEAR, 0, 0, true), FIT_UNKNOWN);
}

Test(preference, pay_before_a_supplement_may_be_more) {
    struct vacancy vacancy = offers();
    vacancy.salary.min = 2000000;
    vacancy.salary.max = 2100000;
    cr_expect_eq(fit(vacancy, wishes(), PREFER_PAY), FIT_MISSES);
    vacancy.salary.high_cost_area = SUPPLEMENT_EXTRA;
    cr_expect_eq(fit(vacancy, wishes(), PREFER_PAY), FIT_UNKNOWN);
    vacancy.salary.max = 1900000;
    cr_expect_eq(fit(vacancy, wishes(), PREFER_PAY), FIT_MISSES);
}

/* ---- distance ---- */

/* A place so many miles north of Dartford, known as well as that. */
static struct spot north(int miles, enum sureness sure, unsigned blur) {
    return distance_spot(51446600 + miles * 14473, 214200, sure, blur);
}

struct scene {
    struct candidate candidate;
    struct preference_wish wish;
    struct preference_offer offer;
    struct spot spots[2];
};

static void set_scene(struct scene *scene, struct spot a, struct spot b, size_t count) {
    *scene = (struct scene){.candidate = wishes(), .spots = {a, b}};
    scene->wish = (struct preference_wish){.candidate = &scene->candidate,
                                           .home = north(0, SURE_POSTCODE, 0)};
    scene->offer = (struct preference_offer){.spots = scene->spots, .spot_count = count};
}

static struct preference far(const struct scene *scene) {
    struct preference preferences[PREFER_COUNT];
    preference_weigh(preferences, &scene->offer, &scene->wish);
    return preferences[PREFER_DISTANCE];
}

static void expect_words(const struct scene *scene, const char *words) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_expect_str_eq(preference_distance_words(&arena, &scene->offer, &scene->wish), words);
    arena_fini(&arena);
}

Test(preference, distance_counts_to_the_nearest_place) {
    struct scene scene;
    set_scene(&scene, north(40, SURE_POSTCODE, 0), north(15, SURE_OUTWARD, 3), 2);
    cr_expect_eq(far(&scene).fit, FIT_FITS);
    cr_expect(far(&scene).is_measured);
    cr_expect_eq(far(&scene).miles, 15);
    expect_words(&scene, "about 15 miles away");
    set_scene(&scene, north(16, SURE_POSTCODE, 0), north(40, SURE_POSTCODE, 0), 2);
    cr_expect_eq(far(&scene).fit, FIT_MISSES);
    cr_expect_eq(far(&scene).miles, 16);
    scene.wish.miles = 20;
    cr_expect_eq(far(&scene).fit, FIT_FITS, "what was asked for counts before the profile");
}

Test(preference, a_vague_place_counts_by_its_edges) {
    struct scene scene;
    set_scene(&scene, north(16, SURE_AREA, 12), (struct spot){0}, 1);
    cr_expect_eq(far(&scene).fit, FIT_UNKNOWN);
    cr_expect_not(far(&scene).is_measured);
    expect_words(&scene, "between 4 and 28 miles away");
    scene.wish.miles = 28;
    cr_expect_eq(far(&scene).fit, FIT_FITS);
    scene.wish.miles = 3;
    cr_expect_eq(far(&scene).fit, FIT_MISSES);
}

Test(preference, a_place_that_is_not_known_keeps_an_advert_from_missing) {
    struct scene scene;
    set_scene(&scene, north(40, SURE_POSTCODE, 0), (struct spot){0}, 2);
    cr_expect_eq(far(&scene).fit, FIT_UNKNOWN);
    expect_words(&scene, "about 40 miles away, not all its places are known");
    set_scene(&scene, north(4, SURE_POSTCODE, 0), (struct spot){0}, 2);
    cr_expect_eq(far(&scene).fit, FIT_FITS);
    set_scene(&scene, north(10, SURE_POSTCODE, 0), north(14, SURE_AREA, 12), 2);
    cr_expect_eq(far(&scene).fit, FIT_FITS);
    cr_expect_not(far(&scene).is_measured, "the other may be nearer");
}

Test(preference, distance_is_unknown_where_nobody_says_where_or_how_far) {
    struct scene scene;
    set_scene(&scene, north(4, SURE_POSTCODE, 0), (struct spot){0}, 1);
    scene.candidate.travel_miles = -1;
    cr_expect_eq(far(&scene).fit, FIT_UNKNOWN);
    cr_expect_eq(far(&scene).miles, 4, "it is told all the same");
    scene.offer.spot_count = 0;
    cr_expect_eq(far(&scene).fit, FIT_UNKNOWN);
    expect_words(&scene, "not known where the work is");
    set_scene(&scene, north(4, SURE_POSTCODE, 0), (struct spot){0}, 1);
    scene.wish.home = (struct spot){0};
    cr_expect_eq(far(&scene).fit, FIT_UNKNOWN);
    expect_words(&scene, "not known where the candidate lives");
    scene.wish.home.outward = distance_outward("ZZ9"); /* a postcode that nobody knows */
    expect_words(&scene, "not known where the candidate lives");
}

Test(preference, distance_does_not_matter_for_work_at_home) {
    struct scene scene;
    set_scene(&scene, north(400, SURE_POSTCODE, 0), (struct spot){0}, 1);
    scene.offer.patterns = 1u << WORK_HOME_OR_REMOTE | 1u << WORK_FULL_TIME;
    cr_expect_eq(far(&scene).fit, FIT_FITS);
    expect_words(&scene, "home or remote working");
}

Test(preference, filters_by_the_first_wish_that_is_missed) {
    struct scene scene;
    set_scene(&scene, north(16, SURE_POSTCODE, 0), (struct spot){0}, 1);
    scene.offer.bands = 1u << BAND_5;
    scene.offer.salary = (struct salary){.min = MONEY_NONE, .max = MONEY_NONE};
    const unsigned distance = 1u << PREFER_DISTANCE;
    const unsigned band = 1u << PREFER_BAND;
    const unsigned pay = 1u << PREFER_PAY;
    cr_expect_eq(preference_misfit(&scene.offer, &scene.wish, 0, 0), PREFER_COUNT);
    cr_expect_eq(preference_misfit(&scene.offer, &scene.wish, pay, 0), PREFER_COUNT);
    cr_expect_eq(preference_misfit(&scene.offer, &scene.wish, band | pay, 0), PREFER_BAND);
    cr_expect_eq(preference_misfit(&scene.offer, &scene.wish, band | distance, 0),
                 PREFER_DISTANCE);
    cr_expect_eq(preference_misfit(&scene.offer, &scene.wish, 0, pay), PREFER_PAY);
}

Test(preference, an_advert_in_brief_offers_the_same) {
    struct vacancy vacancy = offers();
    vacancy.sponsorship = SPONSORSHIP_REFUSED;
    const struct brief brief = {.bands = vacancy.bands,
                                .working_patterns = vacancy.working_patterns,
                                .hours_low = vacancy.hours_low,
                                .hours_high = vacancy.hours_high,
                                .contract = vacancy.contract,
                                .sponsorship = vacancy.sponsorship,
                                .salary = vacancy.salary};
    const struct preference_offer a = preference_of_vacancy(&vacancy);
    const struct preference_offer b = preference_of_brief(&brief);
    const struct candidate candidate = wishes();
    const struct preference_wish wish = {.candidate = &candidate};
    struct preference one[PREFER_COUNT];
    struct preference other[PREFER_COUNT];
    preference_weigh(one, &a, &wish);
    preference_weigh(other, &b, &wish);
    for (int i = 0; i < PREFER_COUNT; i++) {
        cr_expect_eq(one[i].fit, other[i].fit, "%s", preference_names[i]);
    }
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
