/* tests/unit/pipeline/crawl_sweep.c - what may be concluded from a walk
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/crawl_sweep.h"

#include <criterion/criterion.h>
#include <string.h>

Test(crawl_sweep, judges) {
    static const struct {
        const char *what;
        struct crawl_evidence evidence;
        enum crawl_oddity oddity;
    } rows[] = {
        {"the same", {true, 12000, 12000, 12000, 0, 12000, 1}, CRAWL_SOUND},
        {"nothing known before", {true, 12000, 12000, 12000, 0, -1, 0}, CRAWL_SOUND},
        {"nothing now and before", {true, 0, 0, 0, 0, 0, 1}, CRAWL_SOUND},
        {"nothing now, and nothing known", {true, 0, 0, 0, 0, -1, 0}, CRAWL_SOUND},
        {"none after thousands", {true, 0, 0, 0, 0, 12000, 1}, CRAWL_ODD_EMPTY},
        {"none after one", {true, 0, 0, 0, 0, 1, 1}, CRAWL_ODD_EMPTY},
        {"none, and no total", {true, -1, -1, 0, 0, 12000, 1}, CRAWL_ODD_EMPTY},
        {"more than two thirds", {true, 8001, 8001, 8001, 0, 12000, 1}, CRAWL_SOUND},
        {"two thirds", {true, 8000, 8000, 8000, 0, 12000, 1}, CRAWL_ODD_FALL},
        {"two fewer of four", {true, 2, 2, 2, 0, 4, 1}, CRAWL_SOUND},
        {"three fewer of nine", {true, 6, 6, 6, 0, 9, 1}, CRAWL_ODD_FALL},
        {"fallen, with no total", {true, -1, -1, 7999, 0, 12000, 1}, CRAWL_ODD_FALL},
        {"fallen on the first page", {true, 7999, 12000, 12000, 0, 12000, 1}, CRAWL_ODD_FALL},
        {"fallen, and not read on", {true, 7999, 7999, -1, 0, 12000, 1}, CRAWL_ODD_FALL},
        {"risen", {true, 30000, 30000, 30000, 0, 12000, 1}, CRAWL_SOUND},
        {"a page lacked lines", {true, 12000, 12000, 11999, 7, 12000, 1}, CRAWL_ODD_SHORT_PAGE},
        {"lines lacked, and fallen",
         {true, 12000, 12000, 700, 7, 12000, 1},
         CRAWL_ODD_SHORT_PAGE},
        {"some missed", {true, 12000, 12000, 11755, 0, 12000, 1}, CRAWL_SOUND},
        {"too many missed", {true, 12000, 12000, 11754, 0, 12000, 1}, CRAWL_ODD_FEWER},
        {"five missed of a few", {true, 20, 20, 15, 0, 20, 1}, CRAWL_SOUND},
        {"six missed of a few", {true, 20, 20, 14, 0, 20, 1}, CRAWL_ODD_FEWER},
        {"a small search finds none", {false, 0, 0, 0, 0, 19, 1}, CRAWL_SOUND},
        {"a small search finds fewer", {false, 3, 3, 3, 0, 19, 1}, CRAWL_SOUND},
        {"a large search finds none", {false, 0, 0, 0, 0, 20, 1}, CRAWL_ODD_EMPTY},
        {"a large search finds fewer", {false, 13, 13, 13, 0, 20, 1}, CRAWL_ODD_FALL},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(crawl_sweep_judge(&rows[i].evidence), rows[i].oddity, "%s: %d",
                     rows[i].what, (int)crawl_sweep_judge(&rows[i].evidence));
    }
}

Test(crawl_sweep, says_what_was_odd_and_what_to_do) {
    struct crawl_evidence evidence = {true, 3100, 3100, 3100, 4, 12900, 1793620800};
    struct arena arena;
    const char *words = NULL;

    arena_init(&arena, ARENA_PAGE_CAP);
    for (int oddity = CRAWL_ODD_EMPTY; oddity < CRAWL_ODDITY_COUNT; oddity++) {
        words = crawl_sweep_words(&arena, "NHS Jobs", &evidence, (enum crawl_oddity)oddity);
        cr_assert_not_null(words);
        cr_expect_not_null(strstr(words, "NHS Jobs"), "%s", words);
        cr_expect_not_null(strstr(words, "nothing is concluded"), "%s", words);
        cr_expect_not_null(strstr(words, "again"), "%s", words);
    }
    words = crawl_sweep_words(&arena, "NHS Jobs", &evidence, CRAWL_ODD_FALL);
    cr_expect_not_null(strstr(words, "3100"), "%s", words);
    cr_expect_not_null(strstr(words, "12900 on 2026-11-02"), "%s", words);
    cr_expect_null(crawl_sweep_words(&arena, "NHS Jobs", &evidence, CRAWL_SOUND));
    arena_fini(&arena);
}

Test(crawl_sweep, walks_agree_within_a_tenth_where_they_fell_and_nothing_else) {
    static const struct walk odd = {
        .extent = WALK_WHOLE, .verdict = WALK_ODD, .total = 1000, .met = 1000};
    struct walk now = odd;
    struct walk earlier = odd;

    cr_expect(crawl_sweep_agrees(&now, &earlier));
    now.met = 900;
    cr_expect(crawl_sweep_agrees(&now, &earlier));
    now.met = 899;
    cr_expect_not(crawl_sweep_agrees(&now, &earlier));
    now.met = 1111;
    cr_expect(crawl_sweep_agrees(&now, &earlier));
    now.met = 1112;
    cr_expect_not(crawl_sweep_agrees(&now, &earlier));
    now = odd;
    earlier.verdict = WALK_HEALTHY;
    cr_expect_not(crawl_sweep_agrees(&now, &earlier), "a healthy walk ends the row");
    earlier = odd;
    earlier.extent = WALK_PART;
    cr_expect_not(crawl_sweep_agrees(&now, &earlier));
    earlier = odd;
    earlier.total = 2000;
    cr_expect_not(crawl_sweep_agrees(&now, &earlier), "it lacked adverts");
    earlier = odd;
    earlier.met = 0;
    now.met = 0;
    cr_expect_not(crawl_sweep_agrees(&now, &earlier), "an empty board is never believed");
}
