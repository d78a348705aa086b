/* tests/unit/matcher/sift.c - tests of matcher/sift
 * SPDX-License-Identifier: MIT
 */
#include "matcher/sift.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/matcher/score_support.h"

/* By number; nobody has 0, the last is no requirement. */
static struct span lines[] = {
    {NULL, 0},
    {"skill concept=communication", 27},
    {"driving licence=yes", 19},
    {"experience months=12 areas=dementia kinds=any", 45},
    {"nothing", 7},
    {"gibberish", 9},
};
enum { NUMBERS = sizeof lines / sizeof *lines, BROKEN = NUMBERS - 1 };

static const struct requirement_texts texts = {lines, NUMBERS};

static const char profile[] = "[candidate]\ndrives = yes\n[experience home]\narea = dementia\n"
                              "months = 7\n[skills]\ncommunication =\n";

/* An advert for each of some numbers. */
static struct sift sift_of(const uint32_t *numbers, size_t count) {
    struct sift sift = {.rules = support_rules(), .arena = support_arena()};
    struct diag diag = {0};
    for (size_t i = 0; i < count; i++) {
        const struct brief_line line = {numbers[i], NEED_ESSENTIAL, 0};
        cr_assert_eq(sift_add(&sift, &line, 1, &diag), ERR_NONE, "%s", diag.text);
    }
    return sift;
}

static void judge(unsigned char *marks, const struct sift *sift, size_t hands) {
    struct candidate candidate = support_candidate(profile);
    struct diag diag = {0};
    memset(marks, 0, NUMBERS);
    cr_assert_eq(sift_judge(marks, sift, hands, &candidate, SUPPORT_TODAY, &diag), ERR_NONE,
                 "%s", diag.text);
}

Test(sift, several_hands_judge_as_one) {
    static const uint32_t numbers[] = {1, 2, 3, 4};
    struct sift sift = sift_of(numbers, 4);
    struct diag diag = {0};
    unsigned char one[NUMBERS];
    unsigned char several[NUMBERS];
    cr_assert_eq(sift_prepare(&sift, &texts, &diag), ERR_NONE, "%s", diag.text);
    judge(one, &sift, 1);
    judge(several, &sift, SIFT_PARTS);
    cr_expect_arr_eq(one, several, NUMBERS);
    cr_expect_eq(sift_total(&sift, one, 1).gate, GATE_PASS, "a licence is held");
    cr_expect_eq(sift_total(&sift, one, 2).gate, GATE_OPEN, "seven of twelve months");
    sift_fini(&sift);
}

Test(sift, what_was_read_ahead_is_what_would_be_read) {
    static const uint32_t numbers[] = {3, 1};
    struct sift ahead = sift_of(numbers, 2);
    struct sift plain = sift_of(numbers, 2);
    struct diag diag = {0};
    unsigned char marks[2][NUMBERS];
    atomic_bool stop = false;
    cr_assert_eq(sift_expect(&ahead, &texts, &diag), ERR_NONE, "%s", diag.text);
    sift_read_ahead(&ahead, &texts, &stop);
    cr_expect_eq(ahead.ahead, BROKEN, "up to what cannot be read");
    cr_assert_eq(sift_prepare(&ahead, &texts, &diag), ERR_NONE, "nobody asks for it: %s",
                 diag.text);
    cr_assert_eq(sift_prepare(&plain, &texts, &diag), ERR_NONE, "%s", diag.text);
    for (size_t i = 0; i < NUMBERS; i++) {
        cr_expect_eq(ahead.requirements[i].count, plain.requirements[i].count, "number %zu", i);
        cr_expect_eq(ahead.types[i], plain.types[i], "number %zu", i);
    }
    cr_expect_eq(ahead.requirements[2].count, 0, "no line asks for it");
    judge(marks[0], &ahead, 1);
    judge(marks[1], &plain, 1);
    cr_expect_arr_eq(marks[0], marks[1], NUMBERS);
    sift_fini(&ahead);
    sift_fini(&plain);
}

Test(sift, reading_ahead_stops_when_told) {
    static const uint32_t numbers[] = {1};
    struct sift sift = sift_of(numbers, 1);
    struct diag diag = {0};
    atomic_bool stop = true;
    cr_assert_eq(sift_expect(&sift, &texts, &diag), ERR_NONE, "%s", diag.text);
    sift_read_ahead(&sift, &texts, &stop);
    cr_expect_eq(sift.ahead, 0);
    sift_fini(&sift);
}

/* Criteria that could not be kept have numbers behind those of the store. */
Test(sift, more_texts_than_expected_are_read_all_the_same) {
    static const uint32_t numbers[] = {1, 3};
    struct sift sift = sift_of(numbers, 2);
    struct requirement_texts fewer = {lines, 2};
    struct diag diag = {0};
    atomic_bool stop = false;
    cr_assert_eq(sift_expect(&sift, &fewer, &diag), ERR_NONE, "%s", diag.text);
    sift_read_ahead(&sift, &fewer, &stop);
    cr_assert_eq(sift_prepare(&sift, &texts, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_eq(sift.requirements[3].count, 1);
    sift_fini(&sift);
}

Test(sift, a_text_that_is_none_is_refused_where_it_is_asked_for) {
    static const uint32_t numbers[] = {BROKEN};
    struct sift sift = sift_of(numbers, 1);
    struct diag diag = {0};
    atomic_bool stop = false;
    cr_assert_eq(sift_expect(&sift, &texts, &diag), ERR_NONE, "%s", diag.text);
    sift_read_ahead(&sift, &texts, &stop);
    cr_expect_eq(sift_prepare(&sift, &texts, &diag), ERR_INPUT);
    sift_fini(&sift);
}
