/* tests/unit/pipeline/crawl_gone.c - what is gone with many others; what a file has overwritten
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "pipeline/add.h"
#include "tests/unit/pipeline/crawl_scene.h"

/* Ten lines a page, as in crawl_walk.c. */
static void start(void) { scene_start(10); }

TestSuite(crawl_gone, .init = start, .fini = scene_stop);

static size_t advert_pages(void) { return board_request_count(scene.board, ADVERTS); }

static void crawl_again(void) {
    board_clear_requests(scene.board);
    scene_crawl_well();
}

static long long withdrawn(void) {
    return scene_ask("SELECT count(*) FROM vacancy WHERE life = 'withdrawn'");
}

/* So many are gone from a list that was known whole, and their pages are simply not there. */
static void lose(size_t count) {
    scene_crawl_well();
    board_take(scene.board, 20, count, true);
    board_set_fault(scene.board, ADVERTS "*", "404");
    scene.options.sweep = true;
    crawl_again();
    cr_expect_eq(advert_pages(), count, "%zu", advert_pages());
}

Test(crawl_gone, many_at_once_are_asked_for_once_more) {
    lose(25);
    cr_expect_eq(withdrawn(), 0, "%s", scene.said);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE state <> 'open'"), 0);
    cr_expect_eq(scene.counts.refused, 25);
    cr_expect(scene.alarm);
    const char *said = strstr(scene.said, "25 adverts are gone from the list at once");
    cr_assert_not_null(said, "%s", scene.said);
    cr_expect_null(strstr(said + strlen("25 adverts are gone from"), "are gone from"),
                   "said twice: %s", scene.said);
    cr_expect_eq(scene_ask("SELECT count(*) FROM run WHERE note LIKE '25 adverts are gone%'"),
                 1);
    cr_expect_eq(
        scene_ask("SELECT count(*) FROM queue WHERE reason LIKE 'gone from the list with%'"),
        25);
    scene.options.sweep = false;
    scene_wait_hours(2);
    crawl_again();
    cr_expect_eq(advert_pages(), 0, "asked again on the same day");
    cr_expect_not(scene.alarm);
    scene_wait_hours(22);
    crawl_again();
    cr_expect_eq(advert_pages(), 25);
    cr_expect_eq(withdrawn(), 25, "%s", scene.said);
    cr_expect_eq(scene.counts.withdrawn, 25);
    cr_expect_not(scene.alarm, "%s", scene.said);
}

Test(crawl_gone, what_is_back_on_the_next_day_was_never_gone) {
    lose(25);
    board_put_back(scene.board);
    board_set_fault(scene.board, ADVERTS "*", "none");
    scene_wait_hours(24);
    crawl_again();
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE state <> 'open'"), 0);
    cr_expect_eq(scene_ask("SELECT count(*) FROM change WHERE field = 'state'"), 0);
    cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE state <> 'done'"), 0);
}

Test(crawl_gone, what_another_run_asks_for_is_put_off_too) {
    scene_crawl_well();
    board_take(scene.board, 20, 25, true);
    board_set_fault(scene.board, ADVERTS "*", "404");
    scene.options.sweep = true;
    scene.options.budget = 15; /* robots.txt and the list alone, or little more */
    crawl_again();
    scene.options.sweep = false;
    scene.options.budget = 0;
    crawl_again();
    cr_expect_gt(advert_pages(), 20, "%zu", advert_pages());
    cr_expect_eq(withdrawn(), 0, "%s", scene.said);
    cr_expect(scene.alarm);
}

Test(crawl_gone, a_failure_between_is_no_second_absence) {
    lose(25);
    board_set_fault(scene.board, ADVERTS "*", "login");
    scene_wait_hours(24);
    cr_expect_neq(scene_crawl(), ERR_NONE, "page after page is none");
    board_set_fault(scene.board, ADVERTS "*", "404");
    scene_wait_hours(24);
    crawl_again();
    cr_expect_eq(withdrawn(), 15, "ten were not there for the first time: %lld", withdrawn());
}

Test(crawl_gone, a_usual_day_is_no_alarm) {
    lose(12); /* a tenth, but few */
    cr_expect_eq(withdrawn(), 12, "%s", scene.said);
    cr_expect_not(scene.alarm);
}

Test(crawl_gone, pages_that_say_it_in_words_are_believed_at_once) {
    scene_crawl_well();
    board_take(scene.board, 20, 25, false);
    scene.options.sweep = true;
    crawl_again();
    cr_expect_eq(withdrawn(), 25, "%s", scene.said);
    cr_expect_not(scene.alarm);
}

/* ---- a copy out of a file ---- */

/* The page of an advert as it was kept, with a word changed, in a file. */
static void write_copy(const char *key, const char *was, const char *is) {
    struct page page = {0};
    struct arena arena;
    struct buf text;
    char sql[128];

    snprintf(sql, sizeof sql, "SELECT page FROM vacancy WHERE key = '%s'", key);
    arena_init(&arena, ARENA_RUN_CAP);
    buf_init(&text, PAGE_SIZE_MAX);
    cr_assert_eq(store_page_get(scene.store, &arena, scene_ask(sql), &page, &scene.diag),
                 ERR_NONE, "%s", scene.diag.text);
    for (size_t at = 0; at < page.body.len;) {
        size_t next = span_find(page.body, span_of(was), at);
        size_t end = next == SIZE_MAX ? page.body.len : next;

        buf_put(&text, span_part(page.body, at, end - at));
        if (next != SIZE_MAX) {
            buf_put(&text, span_of(is));
        }
        at = next == SIZE_MAX ? end : end + strlen(was);
    }
    run_write(&scene.place, "old.html", text.at, text.len);
    buf_fini(&text);
    arena_fini(&arena);
}

static struct run_counts add_copy(void) {
    struct strings files = {0};
    struct run_counts counts = {0};
    struct add_options options = {.stop = NULL};
    struct listener listener = {NULL, NULL, NULL};
    struct crew *crew = NULL;
    struct arena arena;

    arena_init(&arena, ARENA_PAGE_CAP);
    strings_push(&arena, &files, run_path(&scene.place, "old.html"));
    cr_assert_eq(crew_open(&crew, 1, &scene.clock, NULL), ERR_NONE);
    cr_assert_eq(add_run(&counts, scene.store, crew, &scene.clock, &files, &options, &listener,
                         &scene.diag),
                 ERR_NONE, "%s", scene.diag.text);
    crew_close(crew);
    arena_fini(&arena);
    return counts;
}

/* The advert that stands last in the list: no walk to known ground comes to it. */
static struct {
    char key[64];
    char title[256];
    struct date posted;
} last;

static enum err look(void *state, const struct stored *stored, struct arena *arena,
                     struct diag *diag) {
    (void)state;
    (void)arena;
    (void)diag;
    if (!last.key[0] || date_compare(stored->vacancy.posted, last.posted) < 0) {
        snprintf(last.key, sizeof last.key, "%s", stored->key);
        snprintf(last.title, sizeof last.title, "%s", stored->vacancy.title);
        last.posted = stored->vacancy.posted;
    }
    return ERR_NONE;
}

static void know_the_last(void) {
    struct store_filter filter = {.limit = 0};

    scene_crawl_well();
    cr_assert_eq(store_vacancy_each(scene.store, &filter, look, NULL, &scene.diag), ERR_NONE);
    cr_assert(last.key[0]);
}

static long long is_named(const char *title) {
    char sql[512];

    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM vacancy WHERE key = '%s' AND title LIKE '%s%%'", last.key,
             title);
    return scene_ask(sql);
}

Test(crawl_gone, what_a_file_has_overwritten_is_asked_for_again) {
    know_the_last();
    for (int round = 0; round < 2; round++) { /* a second time, too */
        write_copy(last.key, last.title, "Former Title");
        cr_expect_eq(add_copy().changed, 1);
        cr_expect_eq(is_named("Former Title"), 1);
        cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE state <> 'done'"), 1);
        scene_wait_hours(1);
        crawl_again();
        cr_expect_eq(board_request_count(scene.board, FEED), 1, "the list was read whole");
        cr_expect_eq(advert_pages(), 1, "%zu", advert_pages());
        cr_expect_eq(is_named("Former Title"), 0, "%s", scene.said);
        cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE state <> 'done'"), 0);
    }
}

Test(crawl_gone, a_withdrawn_advert_that_a_file_opens_is_withdrawn_again) {
    know_the_last();
    write_copy(last.key, last.title, "Former Title");
    char sql[256];
    snprintf(sql, sizeof sql, "UPDATE sighting SET over = 'gone' WHERE key = '%s'", last.key);
    scene_do(sql);
    add_copy();
    cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE why = 'gone'"), 1);
    board_set_fault(scene.board, ADVERTS "*", "404");
    crawl_again();
    cr_expect_eq(withdrawn(), 1, "%s", scene.said);
}

Test(crawl_gone, a_file_of_an_advert_that_was_never_asked_for_is_none_to_ask_for) {
    know_the_last();
    write_copy(last.key, last.title, "Former Title");
    scene_do("DELETE FROM queue");
    cr_expect_eq(add_copy().changed, 1);
    cr_expect_eq(scene_ask("SELECT count(*) FROM queue"), 0);
}
