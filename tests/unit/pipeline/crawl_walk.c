/* tests/unit/pipeline/crawl_walk.c - walks through the list: how far, and what they conclude
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "tests/unit/pipeline/crawl_scene.h"

/* Ten lines a page: the small board has fourteen pages then, too many to be read whole anyway.
 */
static void start(void) { scene_start(10); }

enum { PAGES = 14 };

TestSuite(crawl_walk, .init = start, .fini = scene_stop);

static size_t list_pages(void) { return board_request_count(scene.board, FEED); }

static size_t advert_pages(void) { return board_request_count(scene.board, ADVERTS); }

static void crawl_again(void) {
    board_clear_requests(scene.board);
    scene_crawl_well();
}

static bool last_walk_is(const char *extent, const char *verdict) {
    char sql[256];

    snprintf(sql, sizeof sql,
             "SELECT extent = '%s' AND verdict = '%s' FROM walk ORDER BY run DESC LIMIT 1",
             extent, verdict);
    return scene_ask(sql) == 1;
}

/* A board that is known whole. */
static void know_the_board(void) {
    scene_crawl_well();
    cr_assert(last_walk_is("whole", "healthy"));
    cr_assert_geq(scene.counts.fresh, 120);
    cr_assert_eq(list_pages(), PAGES, "%zu", list_pages());
}

static long long listed_by_last_run(void) {
    return scene_ask("SELECT count(*) FROM sighting WHERE listed = (SELECT max(run) FROM run)");
}

static unsigned dice_state;

static unsigned dice(unsigned sides) {
    dice_state = dice_state * 1103515245u + 12345u;
    return (dice_state >> 16) % sides;
}

/* ---- known ground ---- */

Test(crawl_walk, a_day_on_which_nothing_changed_takes_one_page) {
    know_the_board();
    scene_wait_hours(24);
    crawl_again();
    cr_expect_eq(list_pages(), 1);
    cr_expect_eq(advert_pages(), 0);
    cr_expect(last_walk_is("front", "healthy"));
    cr_expect_not(scene.alarm);
}

Test(crawl_walk, goes_down_to_known_ground_and_no_further) {
    know_the_board();
    board_publish(scene.board, 25);
    crawl_again();
    cr_expect_eq(list_pages(), 4, "%zu: 25 new ones take two and a half, ground is the fourth",
                 list_pages());
    cr_expect_eq(scene.counts.fresh, 25);
    cr_expect_eq(advert_pages(), 25);
}

Test(crawl_walk, a_front_that_was_cut_leaves_no_ground) {
    know_the_board();
    board_publish(scene.board, 40);
    scene.options.budget = 2; /* of the five pages */
    crawl_again();
    cr_expect(last_walk_is("part", "healthy"));
    scene.options.budget = 0;
    crawl_again();
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE id LIKE 'C9999-%'"), 40);
    cr_expect(last_walk_is("front", "healthy"));
    crawl_again();
    cr_expect_eq(list_pages(), 5, "four pages are of the day on which the ground was read");
    scene_wait_hours(24);
    crawl_again();
    crawl_again();
    cr_expect_eq(list_pages(), 1);
}

Test(crawl_walk, a_front_that_was_read_is_ground_though_its_adverts_were_not) {
    know_the_board();
    board_publish(scene.board, 40);
    scene.options.budget = 5 + 6; /* the list, and six adverts */
    crawl_again();
    cr_expect(last_walk_is("front", "healthy"));
    cr_expect_eq(scene.counts.fresh, 6);
    cr_expect_eq(scene.counts.waiting, 34);
    scene.options.budget = 0;
    crawl_again();
    cr_expect_eq(list_pages(), 5, "%zu", list_pages());
    cr_expect_eq(scene.counts.fresh, 34);
}

Test(crawl_walk, days_that_rise_are_no_ground) {
    know_the_board();
    /* one that is old to the store, and newer than the lines above it */
    scene_do("UPDATE sighting SET first_run = 1");
    board_set_page(
        scene.board, FEED "?sort=publicationDateDesc&limit=100&page=1", "application/xml",
        "<nhsJobs><vacancyDetails><id>1</id><title>A</title><employer>E</employer>"
        "<postDate>2026-10-01T10:00:00.000</postDate>"
        "<url>https://beta.jobs.nhs.uk/candidate/jobadvert/C1-1</url>"
        "</vacancyDetails><vacancyDetails><id>2</id><title>B</title>"
        "<employer>E</employer><postDate>2026-10-02T10:00:00.000</postDate>"
        "<url>https://beta.jobs.nhs.uk/candidate/jobadvert/C1-2</url>"
        "</vacancyDetails><totalPages>14</totalPages><totalResults>132</totalResults>"
        "</nhsJobs>");
    (void)scene_crawl();
    scene_do("UPDATE sighting SET first_run = 1");
    board_clear_requests(scene.board);
    (void)scene_crawl();
    cr_expect_gt(list_pages(), 1, "lines out of order were taken for known ground");
}

/* A page of the feed as we want it: adverts "C1-N" from one number down to another. */
static void put_page(int page, int pages, int total, int from, int to, const char *day) {
    char address[128];
    struct buf body;

    buf_init(&body, 1 << 20);
    buf_put_text(&body, "<nhsJobs>");
    for (int i = from; i >= to; i--) {
        buf_printf(
            &body,
            "<vacancyDetails><id>%d</id><title>Advert %d</title><employer>E</employer>"
            "<postDate>%sT10:00:00.000</postDate><url>https://beta.jobs.nhs.uk/candidate/"
            "jobadvert/C1-%d</url></vacancyDetails>",
            i, i, day, i);
    }
    buf_printf(&body, "<totalPages>%d</totalPages><totalResults>%d</totalResults></nhsJobs>",
               pages, total);
    snprintf(address, sizeof address, FEED "?sort=publicationDateDesc&limit=100&page=%d", page);
    board_set_page(scene.board, address, "application/xml", buf_text(&body));
    buf_fini(&body);
}

/* Twelve pages of five, numbered from the end; the first `today` pages are of today. */
static void put_list(int highest, int today) {
    int pages = (highest + 4) / 5;

    for (int page = 1; page <= pages; page++) {
        int from = highest - (page - 1) * 5;

        put_page(page, pages, highest, from, from > 5 ? from - 4 : 1,
                 page <= today ? "2026-11-02" : "2026-10-20");
    }
    board_set_fault(scene.board, ADVERTS "*", "500");
}

static long long sighted(void) { return scene_ask("SELECT count(*) FROM sighting"); }

Test(crawl_walk, adverts_put_on_top_again_hide_no_new_ones) {
    put_list(60, 0);
    (void)scene_crawl();
    cr_assert_eq(sighted(), 60);
    put_page(1, 13, 65, 30, 26, "2026-11-02"); /* old ones under a new day */
    put_page(2, 13, 65, 65, 61, "2026-11-02");
    for (int page = 3; page <= 13; page++) {
        put_page(page, 13, 65, 70 - page * 5, 66 - page * 5, "2026-10-20");
    }
    scene_wait_hours(24);
    board_clear_requests(scene.board);
    (void)scene_crawl();
    cr_expect_eq(sighted(), 65, "%lld", sighted());
}

Test(crawl_walk, a_list_that_has_grown_is_read_until_what_is_new_is_met) {
    put_list(60, 0);
    (void)scene_crawl();
    for (int page = 1; page <= 13; page++) {
        int from = page < 9 ? 65 - page * 5 : 70 - page * 5;

        from = page == 9 ? 104 : from; /* five that slipped in far below */
        put_page(page, 13, 65, from, from - 4, "2026-10-20");
    }
    board_clear_requests(scene.board);
    (void)scene_crawl();
    cr_expect_eq(scene_ask("SELECT count(*) FROM sighting WHERE key LIKE '%C1-100'"), 1);
    cr_expect_geq(list_pages(), 9);
}

Test(crawl_walk, the_day_of_the_ground_is_read_again) {
    put_list(100, 3);
    (void)scene_crawl();
    board_clear_requests(scene.board);
    (void)scene_crawl();
    cr_expect_eq(list_pages(), 4, "three pages are of that day: %zu", list_pages());
    put_list(100, 20);
    (void)scene_crawl();
    scene.options.sweep = false;
    board_clear_requests(scene.board);
    (void)scene_crawl();
    cr_expect_eq(list_pages(), 9, "but not without end: %zu", list_pages());
}

/* ---- sweeps ---- */

Test(crawl_walk, a_sweep_is_due_after_a_week) {
    know_the_board();
    scene_wait_hours(6 * 24);
    crawl_again();
    cr_expect_eq(list_pages(), 1);
    scene_wait_hours(24);
    crawl_again();
    cr_expect_geq(list_pages(), 10);
    cr_expect(last_walk_is("whole", "healthy"));
    crawl_again();
    cr_expect_eq(list_pages(), 1);
}

Test(crawl_walk, a_sweep_of_a_search_is_due_after_a_week) {
    scene.options.search.employer = "trust";
    scene_crawl_well();
    cr_expect(last_walk_is("whole", "healthy"));
    crawl_again();
    cr_expect(last_walk_is("front", "healthy"));
    scene_wait_hours(7 * 24);
    crawl_again();
    cr_expect_eq(list_pages(), PAGES);
}

Test(crawl_walk, a_sweep_that_the_limits_cannot_hold_comes_another_day) {
    know_the_board();
    scene_wait_hours(8 * 24);
    scene.options.budget = 20;
    crawl_again();
    cr_expect_eq(list_pages(), 1);
    cr_expect_not_null(strstr(scene.said, "down to what is known"), "%s", scene.said);
    scene.options.budget = 2 * PAGES;
    crawl_again();
    cr_expect_eq(list_pages(), PAGES);
}

Test(crawl_walk, a_sweep_is_due_where_the_last_one_lies_in_the_future) {
    know_the_board();
    scene_do("UPDATE walk SET began_at = began_at + 1000000");
    crawl_again();
    cr_expect_eq(list_pages(), PAGES);
}

Test(crawl_walk, a_sweep_comes_when_it_is_asked_for) {
    know_the_board();
    scene.options.sweep = true;
    crawl_again();
    cr_expect_eq(list_pages(), PAGES);
    cr_expect_eq(advert_pages(), 0);
}

Test(crawl_walk, what_a_sweep_misses_is_withdrawn_where_its_page_agrees) {
    know_the_board();
    board_take(scene.board, 20, 3, false);
    scene.options.sweep = true;
    crawl_again();
    cr_expect_eq(advert_pages(), 3, "%zu", advert_pages());
    cr_expect_eq(scene.counts.withdrawn, 3, "%s", scene.said);
    cr_expect_eq(scene.counts.changed, 3);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE life = 'withdrawn'"), 3);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE life = 'withdrawn' AND "
                           "(title IS NULL OR text_description IS NULL)"),
                 0, "a withdrawn advert was emptied");
    crawl_again();
    cr_expect_eq(advert_pages(), 0, "a withdrawn advert is asked for no more");
}

Test(crawl_walk, what_a_sweep_misses_is_withdrawn_where_there_is_no_page) {
    static const char *const kinds[] = {"404", "service_domain"};

    know_the_board();
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        board_take(scene.board, 20, 1, true);
        board_set_fault(scene.board, ADVERTS "*", kinds[i]);
        scene.options.sweep = true;
        crawl_again();
        cr_expect_eq(scene.counts.withdrawn, 1, "%s: %s", kinds[i], scene.said);
    }
}

Test(crawl_walk, an_advert_that_is_back_is_open_again) {
    know_the_board();
    scene.options.sweep = true;
    board_take(scene.board, 20, 3, false);
    crawl_again();
    cr_assert_eq(scene.counts.withdrawn, 3);
    board_put_back(scene.board);
    crawl_again();
    cr_expect_eq(scene.counts.reopened, 3, "%s", scene.said);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE life = 'withdrawn'"), 0);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE state <> 'open'"), 0);
}

Test(crawl_walk, an_advert_whose_page_is_whole_stays_open) {
    know_the_board();
    board_take(scene.board, 20, 3, true);
    scene.options.sweep = true;
    crawl_again();
    cr_expect_eq(advert_pages(), 3);
    cr_expect_eq(scene.counts.withdrawn + scene.counts.closed, 0);
    cr_expect_eq(scene.counts.same, scene_ask("SELECT count(*) FROM vacancy"));
    cr_expect_not_null(strstr(scene.said, "stay open"), "%s", scene.said);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE state <> 'open'"), 0);
}

Test(crawl_walk, a_page_that_fails_proves_nothing) {
    static const char *const kinds[] = {"500", "cut", "login", "maintenance", "drop"};

    know_the_board();
    board_take(scene.board, 20, 1, false);
    board_set_fault(scene.board, ADVERTS "*", "500");
    scene.options.sweep = true;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        board_set_fault(scene.board, ADVERTS "*", kinds[i]);
        scene_wait_hours(20);
        scene_crawl_well();
        cr_expect_eq(scene.counts.refused + scene.counts.failed, 1, "%s: %s", kinds[i],
                     scene.said);
        cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE state <> 'open'"), 0, "%s",
                     kinds[i]);
    }
    board_set_fault(scene.board, ADVERTS "*", "none");
    scene_wait_hours(20);
    scene_crawl_well();
    cr_expect_eq(scene.counts.withdrawn, 1, "%s", scene.said);
}

Test(crawl_walk, an_advert_past_its_date_is_closed_and_not_withdrawn) {
    know_the_board();
    board_take(scene.board, 20, 1, false);
    scene.options.sweep = true;
    scene.options.budget = PAGES; /* the list alone */
    crawl_again();
    cr_assert_eq(
        scene_ask("SELECT count(*) FROM queue WHERE why = 'gone' AND state = 'queued'"), 1);
    scene.options.budget = 0;
    scene.options.sweep = false;
    scene.options.today = (struct date){2027, 12, 1};
    crawl_again();
    cr_expect_eq(scene.counts.closed, 1, "%s", scene.said);
    cr_expect_eq(scene.counts.withdrawn, 0);
}

/* Takes one advert from the list that closed on the day before `today`, as its page says. */
static void take_one_of_yesterday(struct date today) {
    board_take(scene.board, 20, 1, true);
    scene_do("UPDATE vacancy SET closes = '2026-11-20'");
    scene.options.today = today;
    scene.options.sweep = true;
}

static long long closed_by_date(void) {
    return scene_ask("SELECT count(*) FROM vacancy WHERE state = 'closed' AND life = 'closed'");
}

Test(crawl_walk, what_a_sweep_misses_after_its_date_is_closed_without_a_request) {
    know_the_board();
    take_one_of_yesterday((struct date){2026, 11, 21});
    crawl_again();
    cr_expect_eq(advert_pages(), 0, "%zu", advert_pages());
    cr_expect_eq(scene.counts.closed, 1, "%s", scene.said);
    cr_expect_eq(scene.counts.changed, 1);
    cr_expect_eq(closed_by_date(), 1, "those that the list shows stay open");
    crawl_again();
    cr_expect_eq(scene.counts.closed + scene.counts.changed, 0);
    board_put_back(scene.board);
    crawl_again();
    cr_expect_eq(advert_pages(), 1);
    cr_expect_eq(scene.counts.reopened, 1, "%s", scene.said);
    cr_expect_eq(closed_by_date(), 0);
}

Test(crawl_walk, what_a_sweep_misses_on_its_last_day_is_asked_for) {
    know_the_board();
    take_one_of_yesterday((struct date){2026, 11, 20});
    crawl_again();
    cr_expect_eq(advert_pages(), 1);
    cr_expect_eq(closed_by_date(), 0);
}

Test(crawl_walk, what_is_past_its_date_stays_after_a_walk_that_proves_nothing) {
    know_the_board();
    take_one_of_yesterday((struct date){2026, 11, 21});
    board_tell_total(scene.board, 150);
    crawl_again();
    cr_expect(last_walk_is("whole", "odd"));
    cr_expect_eq(closed_by_date(), 0, "an odd one");
    board_tell_total(scene.board, -1);
    scene_do("DELETE FROM walk WHERE run = (SELECT max(run) FROM run)");
    scene.options.budget = 4;
    crawl_again();
    cr_expect(last_walk_is("part", "healthy"));
    cr_expect_eq(closed_by_date(), 0, "one that was cut");
    scene.options.budget = 0;
    scene.options.sweep = false;
    crawl_again();
    cr_expect(last_walk_is("front", "healthy"));
    cr_expect_eq(closed_by_date(), 0, "one down to known ground");
    cr_expect_eq(scene.counts.closed, 0);
}

Test(crawl_walk, no_absence_is_believed_while_listed_adverts_are_absent_too) {
    know_the_board();
    board_publish(scene.board, 6);
    board_take(scene.board, 30, 3, true);
    board_set_fault(scene.board, ADVERTS "*", "404");
    scene.options.sweep = true;
    crawl_again();
    cr_expect_eq(scene.counts.withdrawn, 0, "%s", scene.said);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE state <> 'open'"), 0);
    cr_expect_not_null(strstr(scene.said, "no advert is taken for gone"), "%s", scene.said);
}

/* ---- odd walks ---- */

static void expect_odd(const char *words) {
    cr_expect(scene.alarm);
    cr_expect(last_walk_is("whole", "odd"));
    cr_expect_not_null(strstr(scene.said, words), "%s", scene.said);
    cr_expect_not_null(strstr(scene.said, "nothing is concluded"), "%s", scene.said);
    cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE why = 'gone'"), 0);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE state <> 'open'"), 0);
    cr_expect_eq(scene_ask("SELECT ended_as = 'part' AND note IS NOT NULL FROM run "
                           "ORDER BY run DESC LIMIT 1"),
                 1);
}

Test(crawl_walk, a_list_that_is_empty_is_odd) {
    know_the_board();
    board_take(scene.board, 0, 1000, false);
    scene_wait_hours(24);
    crawl_again();
    expect_odd("no advert at all");
    board_put_back(scene.board);
    crawl_again();
    cr_expect_not(scene.alarm);
    cr_expect_eq(advert_pages(), 0);
}

Test(crawl_walk, an_empty_list_is_odd_where_no_walk_was_kept) {
    know_the_board();
    scene_do("DELETE FROM walk");
    board_take(scene.board, 0, 1000, false);
    crawl_again();
    expect_odd("no advert at all");
}

Test(crawl_walk, a_list_a_third_shorter_is_odd_and_shows_what_it_shows) {
    know_the_board();
    board_take(scene.board, 20, 60, false);
    board_publish(scene.board, 4);
    crawl_again();
    expect_odd("and there were");
    cr_expect_eq(scene.counts.fresh, 4, "the adverts of an odd list are adverts");
}

Test(crawl_walk, pages_that_lack_lines_are_odd) {
    know_the_board();
    board_tell_total(scene.board, 150);
    scene.options.sweep = true;
    crawl_again();
    expect_odd("lacks lines");
}

Test(crawl_walk, a_smaller_board_is_believed_after_three_walks_over_two_days) {
    know_the_board();
    board_take(scene.board, 20, 60, false);
    for (int day = 1; day <= 2; day++) {
        scene_wait_hours(24);
        crawl_again();
        expect_odd("and there were");
    }
    scene_wait_hours(24);
    crawl_again();
    cr_expect_not(scene.alarm, "%s", scene.said);
    cr_expect(last_walk_is("whole", "healthy"));
    cr_expect_not_null(strstr(scene.said, "believed"), "%s", scene.said);
    cr_expect_gt(scene.counts.withdrawn, 50, "%lld", (long long)scene.counts.withdrawn);
    cr_expect_leq(scene.counts.withdrawn, 60);
}

Test(crawl_walk, walks_of_an_hour_make_no_smaller_board) {
    know_the_board();
    board_take(scene.board, 20, 60, false);
    for (int hour = 1; hour <= 6; hour++) {
        scene_wait_hours(1);
        crawl_again();
        expect_odd("and there were");
    }
    scene_wait_hours(48);
    crawl_again();
    cr_expect_not(scene.alarm, "%s", scene.said);
}

Test(crawl_walk, an_empty_board_is_never_believed) {
    know_the_board();
    board_take(scene.board, 0, 1000, false);
    for (int day = 1; day <= 5; day++) {
        scene_wait_hours(24);
        crawl_again();
        expect_odd("no advert at all");
    }
}

Test(crawl_walk, fewer_adverts_than_the_board_says_it_has_are_odd) {
    know_the_board();
    board_tell_total(scene.board, 140);
    scene.options.sweep = true;
    crawl_again();
    expect_odd("says that it has 140");
}

Test(crawl_walk, pages_that_stay_empty_end_the_walk) {
    know_the_board();
    board_tell_total(scene.board, 1400);
    scene.options.sweep = true;
    crawl_again();
    cr_expect_leq(list_pages(), PAGES + 3);
    cr_expect(scene.alarm);
    cr_expect(last_walk_is("part", "odd"));
}

/* ---- bad pages ---- */

static void break_the_feed_once(void) { board_set_fault_times(scene.board, FEED, "500", 1); }

static void break_the_feed(void) { board_set_fault(scene.board, FEED, "500"); }

Test(crawl_walk, a_page_that_fails_is_asked_for_once_more) {
    scene_when("feed pages", 4, break_the_feed_once);
    scene_crawl_well();
    cr_expect_eq(list_pages(), PAGES + 1);
    cr_expect(last_walk_is("whole", "healthy"));
    cr_expect_not_null(strstr(scene.said, "once more"), "%s", scene.said);
}

Test(crawl_walk, a_page_that_cannot_be_had_leaves_the_adverts_that_wait) {
    scene_when("feed pages", 4, break_the_feed);
    cr_expect_eq(scene_crawl(), ERR_NETWORK);
    cr_expect_not_null(strstr(scene.diag.text, "500"), "%s", scene.diag.text);
    cr_expect_eq(list_pages(), 6);
    cr_expect_eq(scene.counts.fresh, 40);
    cr_expect(last_walk_is("part", "healthy"));
    cr_expect_eq(scene_ask("SELECT ended_as = 'failed' AND note LIKE '%500%' FROM run"), 1);
    board_set_fault(scene.board, FEED, "none");
    board_clear_requests(scene.board);
    scene_crawl_well();
    cr_expect_eq(list_pages(), PAGES - 4 + 1, "%zu", list_pages());
    cr_expect(last_walk_is("front", "healthy"));
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy"), scene.counts.fresh + 40);
}

Test(crawl_walk, a_first_page_that_cannot_be_had_leaves_them_too) {
    scene.options.budget = 1 + PAGES + 10;
    scene_crawl_well();
    scene.options.budget = 0;
    cr_assert_gt(scene.counts.waiting, 0);
    long long waiting = scene.counts.waiting;
    break_the_feed();
    cr_expect_eq(scene_crawl(), ERR_NETWORK);
    cr_expect_eq(scene.counts.fresh, waiting);
    cr_expect_eq(scene.counts.waiting, 0);
}

Test(crawl_walk, a_host_that_does_not_answer_is_left_alone) {
    scene.options.budget = 1 + PAGES + 10;
    scene_crawl_well();
    scene.options.budget = 0;
    board_set_fault(scene.board, FEED, "drop");
    board_clear_requests(scene.board);
    cr_expect_eq(scene_crawl(), ERR_NETWORK);
    cr_expect_eq(advert_pages(), 0);
}

/* ---- going on ---- */

Test(crawl_walk, a_walk_that_was_cut_is_gone_on_with) {
    size_t lists = 0;
    size_t all = 0;
    int runs = 0;

    scene.options.budget = 9;
    do {
        crawl_again();
        lists += list_pages();
        all += board_request_count(scene.board, "");
        runs++;
    } while (runs < 40 && (scene.counts.waiting > 0 || last_walk_is("part", "healthy")));
    cr_expect(last_walk_is("front", "healthy"));
    cr_expect_geq(scene_ask("SELECT count(*) FROM vacancy"), 120);
    cr_expect_leq(lists, (size_t)(PAGES + 2 * runs), "%zu pages in %d runs", lists, runs);
    cr_expect_leq(all, (size_t)(132 + PAGES + 2 * runs + 1), "%zu in %d runs", all, runs);
    scene.options.budget = 0;
    scene_wait_hours(24);
    crawl_again(); /* the whole of it, at last */
    cr_expect(last_walk_is("whole", "healthy"));
    cr_expect_eq(scene.counts.fresh, 0, "a hole: %lld", (long long)scene.counts.fresh);
}

static void stir_between(unsigned round, int run) {
    dice_state = round * 104729 + (unsigned)run;
    board_publish(scene.board, dice(7));
    board_take(scene.board, dice(120), dice(6), true);
}

Test(crawl_walk, goes_on_without_a_hole_however_the_board_is_stirred_between) {
    for (unsigned round = 1; round <= 3; round++) {
        scene_do("DELETE FROM walk");
        scene.options.budget = 12;
        for (int run = 1; run <= 30; run++) {
            crawl_again();
            if (last_walk_is("front", "healthy") || last_walk_is("whole", "healthy")) {
                break;
            }
            stir_between(round, run);
            scene_wait_hours(1);
        }
        cr_expect(last_walk_is("front", "healthy"), "round %u", round);
        scene.options.budget = 0;
        scene.options.sweep = true;
        crawl_again();
        scene.options.sweep = false;
        cr_expect_eq(scene_ask("SELECT count(*) FROM sighting "
                               "WHERE since_run = (SELECT max(run) FROM run)"),
                     0, "round %u: the whole reading met what the others had not", round);
    }
}

Test(crawl_walk, a_part_that_is_old_is_not_gone_on_with) {
    scene.options.budget = 9;
    scene_crawl_well();
    cr_assert(last_walk_is("part", "healthy"));
    scene.options.budget = 0;
    scene_wait_hours(3 * 24 + 1);
    crawl_again();
    cr_expect_eq(list_pages(), PAGES);
    cr_expect(last_walk_is("whole", "healthy"));
}

static void see_the_part(void) {
    cr_expect_eq(scene_ask("SELECT extent = 'part' AND pages = 5 AND frontier = 50 AND "
                           "last_total >= 120 FROM walk"),
                 1, "a run that is killed here leaves nothing to go on with");
}

Test(crawl_walk, how_far_it_came_is_written_with_each_page) {
    scene_when("feed pages", 5, see_the_part);
    scene_crawl_well();
    cr_expect(last_walk_is("whole", "healthy"));
}

/* ---- pages that shift ---- */

static void publish_three(void) { board_publish(scene.board, 3); }

static void take_three(void) { board_take(scene.board, 5, 3, true); }

static void take_a_page(void) { board_take(scene.board, 0, 25, true); }

/* What was there all the time must have been met, and asked for once. */
static void expect_no_hole_and_no_double(void) {
    size_t asked = advert_pages();

    cr_expect_eq((long long)asked, scene_ask("SELECT count(*) FROM vacancy"));
    crawl_again();
    cr_expect_eq(scene_ask("SELECT count(*) FROM page WHERE run = (SELECT max(run) FROM run) "
                           "AND url NOT LIKE '%/C9999-%'"),
                 0, "an advert that was there all the time was not met");
}

Test(crawl_walk, lines_pushed_down_are_met_once) {
    scene_when("feed pages", 3, publish_three);
    scene_crawl_well();
    cr_expect_gt(scene.counts.listed, (long long)listed_by_last_run(), "nothing shifted");
    cr_expect_eq(scene.counts.seen, listed_by_last_run());
    scene.options.sweep = true;
    expect_no_hole_and_no_double();
}

Test(crawl_walk, lines_pulled_up_are_read_again) {
    scene_when("feed pages", 3, take_three);
    scene_crawl_well();
    cr_expect_gt(list_pages(), PAGES, "the walk did not go back");
    cr_expect(last_walk_is("whole", "healthy"));
    scene.options.sweep = true;
    expect_no_hole_and_no_double();
}

Test(crawl_walk, lines_pulled_up_by_more_than_a_page_are_read_again) {
    scene_when("feed pages", 5, take_a_page);
    scene_crawl_well();
    cr_expect_geq(list_pages(), PAGES - 3 + 3);
    scene.options.sweep = true;
    expect_no_hole_and_no_double();
}

static void stir(void) {
    if (dice(3) == 0) {
        board_publish(scene.board, 1 + dice(4));
    }
    if (dice(3) == 0) {
        board_take(scene.board, dice(100), 1 + dice(3), true);
    }
}

Test(crawl_walk, makes_no_hole_however_the_board_is_stirred) {
    for (unsigned round = 1; round <= 4; round++) {
        dice_state = round * 7919;
        scene_do("DELETE FROM walk");
        scene.options.sweep = true;
        scene_when("feed pages", -1, stir);
        board_clear_requests(scene.board);
        (void)scene_crawl();
        /* what is in the list now, was there then, and was not met, would be new */
        crawl_again();
        cr_expect_eq(
            scene_ask("SELECT count(*) FROM page WHERE run = (SELECT max(run) FROM run) "
                      "AND url NOT LIKE '%/C9999-%'"),
            0, "round %u", round);
    }
}

static void take_one(void) { board_take(scene.board, 0, 1, true); }

Test(crawl_walk, a_list_that_never_stands_still_is_given_up) {
    scene_when("feed pages", -1, take_one);
    (void)scene_crawl();
    cr_expect_leq(list_pages(), 2 * PAGES + 10);
}

Test(crawl_walk, a_list_that_shows_one_page_for_ever_ends) {
    board_set_page(scene.board, FEED, "application/xml",
                   "<nhsJobs><vacancyDetails><id>1</id><title>A</title><employer>E</employer>"
                   "<url>https://beta.jobs.nhs.uk/candidate/jobadvert/C1-1</url>"
                   "</vacancyDetails><totalPages>500</totalPages>"
                   "<totalResults>500</totalResults></nhsJobs>");
    board_set_fault(scene.board, ADVERTS "*", "404");
    scene_crawl_well();
    cr_expect_leq(list_pages(), 5);
    cr_expect_not_null(strstr(scene.said, "again and again"), "%s", scene.said);
}

/* ---- searches ---- */

Test(crawl_walk, a_search_is_put_to_the_feed) {
    struct board_request request;

    scene.options.search.keyword = "recovery worker";
    scene_crawl_well();
    cr_assert(board_request_at(&request, scene.board, 1));
    cr_expect_str_eq(request.path, FEED);
    cr_expect_not_null(strstr(request.query, "recovery"), "%s", request.query);
    cr_expect_lt(scene.counts.fresh, 100);
    cr_expect_gt(scene.counts.fresh, 0);
    cr_expect_eq(scene_ask("SELECT plan LIKE '%recovery worker%' FROM walk"), 1);
}

Test(crawl_walk, a_search_is_held_against_the_lines) {
    scene.options.search.employer = "gwent";
    scene_crawl_well();
    cr_expect_gt(scene.counts.fresh, 0);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE employer NOT LIKE '%gwent%'"),
                 0);
    cr_expect_eq(scene_ask("SELECT count(*) FROM sighting"),
                 scene_ask("SELECT count(*) FROM vacancy"),
                 "what missed the search was remembered");
}

Test(crawl_walk, a_search_takes_nothing_for_gone) {
    know_the_board();
    scene.options.search.keyword = "recovery";
    scene.options.sweep = true;
    crawl_again();
    cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE why = 'gone'"), 0);
    cr_expect_not(scene.alarm, "%s", scene.said);
}

Test(crawl_walk, a_day_cuts_the_list) {
    know_the_board();
    unlink(scene.database);
    scene_stop();
    scene_start(10);
    scene.options.search.since = (struct date){2026, 10, 30};
    scene_crawl_well();
    cr_expect(last_walk_is("front", "healthy"));
    cr_expect_lt(list_pages(), PAGES);
    cr_expect_gt(scene.counts.fresh, 0);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE posted < '2026-10-30'"), 0);
}

static const char *results_instead = "results pages are read instead";

Test(crawl_walk, reads_the_results_where_the_feed_fails_at_a_search) {
    scene.options.search.keyword = "recovery";
    board_set_fault(scene.board, FEED, "404");
    scene_crawl_well();
    cr_expect_not_null(strstr(scene.said, results_instead), "%s", scene.said);
    cr_expect_gt(board_request_count(scene.board, RESULTS), 0);
    cr_expect_gt(scene.counts.fresh, 0);
}

Test(crawl_walk, reads_the_results_of_the_whole_board_where_there_is_no_feed) {
    long long all = 0;

    board_set_fault(scene.board, FEED, "404");
    scene_crawl_well();
    all = scene_ask("SELECT count(*) FROM vacancy");
    cr_expect_not_null(strstr(scene.said, "status 404: the results pages are read instead"),
                       "%s", scene.said);
    cr_expect_eq(list_pages(), 1);
    cr_expect_geq(all, 120, "%lld", all);
    cr_expect_eq((long long)advert_pages(), all);
    cr_expect(last_walk_is("whole", "healthy"));
    board_set_fault(scene.board, FEED, "none");
    scene.options.sweep = true;
    crawl_again();
    cr_expect_eq(scene.counts.fresh + scene.counts.closed + scene.counts.withdrawn, 0);
    cr_expect_eq(list_pages(), PAGES);
}

Test(crawl_walk, reads_no_results_where_the_feed_of_the_whole_board_only_fails) {
    static const char *const kinds[] = {"500", "maintenance", "login", "cut"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        board_set_fault(scene.board, FEED, kinds[i]);
        cr_expect_eq(scene_crawl(), ERR_NETWORK, "%s", kinds[i]);
        cr_expect_eq(board_request_count(scene.board, RESULTS), 0, "%s", kinds[i]);
        scene_wait_hours(24);
    }
}

Test(crawl_walk, reads_the_results_where_the_feed_knows_nothing_of_a_place) {
    scene.options.search.keyword = "zebra";
    scene.options.search.location = "Leeds";
    scene_crawl_well();
    cr_expect_not_null(strstr(scene.said, results_instead), "%s", scene.said);
    cr_expect_gt(board_request_count(scene.board, RESULTS), 0);
}

Test(crawl_walk, reads_the_results_where_the_feed_does_not_heed_a_search) {
    know_the_board();
    scene.options.search.location = "Leeds";
    crawl_again();
    cr_expect_not_null(strstr(scene.said, results_instead), "%s", scene.said);
    cr_expect_eq(list_pages(), 1);
    cr_expect_geq(board_request_count(scene.board, RESULTS), 1);
}

/* ---- limits ---- */

Test(crawl_walk, a_list_longer_than_the_budget_does_not_eat_it_up) {
    scene.options.budget = 9; /* robots.txt, and eight of fourteen pages */
    for (int run = 1; run <= 3; run++) {
        crawl_again();
        cr_expect_leq(board_request_count(scene.board, ""), 9);
        cr_expect_gt(scene.counts.fresh, 0, "run %d read nothing but the list", run);
        cr_expect(run > 1 || last_walk_is("part", "healthy"));
        cr_expect(run > 1 || strstr(scene.said, "budget"), "%s", scene.said);
    }
}

Test(crawl_walk, a_list_that_fits_into_the_budget_is_read_whole) {
    scene.options.budget = 1 + PAGES + 1;
    scene_crawl_well();
    cr_expect(last_walk_is("whole", "healthy"));
    cr_expect_eq(scene.counts.fresh, 1);
}

Test(crawl_walk, the_days_cap_is_a_clean_end_and_the_next_day_goes_on) {
    scene.options.day_max = 20;
    scene_crawl_well();
    cr_expect_eq(board_request_count(scene.board, ""), 20);
    cr_expect_gt(scene.counts.waiting, 100);
    cr_expect_eq(scene_ask("SELECT ended_as = 'part' AND note IS NOT NULL FROM run"), 1);
    crawl_again();
    cr_expect_eq(board_request_count(scene.board, ""), 0, "the cap is the day's");
    scene_wait_hours(24);
    crawl_again();
    cr_expect_eq(board_request_count(scene.board, ""), 20);
}

Test(crawl_walk, minutes_are_a_clean_end) {
    scene.options.pace_ms = 60 * 1000;
    scene.options.minutes = 20;
    scene_crawl_well();
    cr_expect_leq(board_request_count(scene.board, ""), 21);
    cr_expect_geq(board_request_count(scene.board, ""), 15);
    cr_expect_gt(scene.counts.waiting, 100);
    cr_expect_eq(scene_ask("SELECT ended_as = 'part' FROM run"), 1);
}

static volatile sig_atomic_t wish;

static void wish_to_stop(void) { wish = 1; }

Test(crawl_walk, a_wish_to_stop_saves_what_is_in_hand) {
    scene.options.stop = &wish;
    scene_when("adverts", 5, wish_to_stop);
    cr_expect_eq(scene_crawl(), ERR_INTERRUPTED);
    cr_expect_eq((long long)advert_pages(), scene_ask("SELECT count(*) FROM vacancy"),
                 "a page that was fetched was not saved");
    wish = 0;
    scene.options.stop = NULL;
    crawl_again();
    cr_expect_eq((long long)advert_pages(), scene.counts.fresh);
}

Test(crawl_walk, a_wish_to_stop_within_the_list_leaves_a_part) {
    scene.options.stop = &wish;
    scene_when("feed pages", 4, wish_to_stop);
    cr_expect_eq(scene_crawl(), ERR_INTERRUPTED);
    cr_expect(last_walk_is("part", "healthy"));
}

Test(crawl_walk, several_workers_lose_nothing) {
    scene.workers = 3;
    scene_crawl_well();
    cr_expect_eq((long long)advert_pages(), scene_ask("SELECT count(*) FROM vacancy"));
    cr_expect_eq(scene.counts.fresh, scene_ask("SELECT count(*) FROM vacancy"));
}

Test(crawl_walk, an_unread_advert_that_is_closed_is_counted_and_left) {
    board_set_fault(scene.board, ADVERTS ONE, "closed");
    scene_crawl_well();
    cr_expect_eq(scene.counts.closed, 1);
    crawl_again();
    cr_expect_eq(board_request_count(scene.board, ADVERTS ONE), 0);
    scene.options.sweep = true;
    crawl_again();
    cr_expect_eq(board_request_count(scene.board, ADVERTS ONE), 0);
}
