/* tests/unit/schema/store_walk.c - tests of walks through lists, and of what they show no more
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>

#include "tests/unit/schema/sample.h"

static const char host[] = "https://www.example.org";

/* Remember a walk under a run of its own, which is returned. */
static int64_t put(struct sample *sample, enum walk_extent extent, enum walk_verdict verdict,
                   const char *at, const char *plan) {
    struct walk walk = {.run = sample_run(sample),
                        .source = SOURCE_NHSJOBS,
                        .host = at,
                        .plan = plan,
                        .began_at = SAMPLE_NOW,
                        .extent = extent,
                        .verdict = verdict,
                        .pages = 1,
                        .total = 2,
                        .met = 3,
                        .missing = 4,
                        .alarm = verdict == WALK_ODD ? "odd" : NULL};
    cr_assert_eq(store_walk_put(sample->store, &walk, &sample->diag), ERR_NONE, "%s",
                 sample->diag.text);
    return walk.run;
}

static int64_t ground(struct sample *sample, const char *plan) {
    int64_t run = -1;
    cr_assert_eq(
        store_walk_ground(sample->store, SOURCE_NHSJOBS, host, plan, &run, &sample->diag),
        ERR_NONE);
    return run;
}

static struct walk last(struct sample *sample, const char *plan, bool healthy, int64_t run) {
    struct walk walk = {0};
    bool found = false;
    cr_assert_eq(store_walk_last(sample->store, &sample->arena, SOURCE_NHSJOBS, host, plan,
                                 healthy, run, &walk, &found, &sample->diag),
                 ERR_NONE);
    cr_expect_eq(found, walk.run != 0);
    return walk;
}

Test(store_walk, rests_on_the_last_one_that_came_to_an_end) {
    struct sample sample;
    sample_open(&sample);
    cr_expect_eq(ground(&sample, ""), 0);
    put(&sample, WALK_PART, WALK_HEALTHY, host, "");
    put(&sample, WALK_WHOLE, WALK_ODD, host, "");
    put(&sample, WALK_WHOLE, WALK_HEALTHY, "https://www.example.com", "");
    cr_expect_eq(ground(&sample, ""), 0, "none of these is one");
    int64_t narrow = put(&sample, WALK_WHOLE, WALK_HEALTHY, host, "bands=3");
    cr_expect_eq(ground(&sample, "bands=3"), narrow);
    cr_expect_eq(ground(&sample, ""), 0, "a part of the board says nothing of the rest");
    int64_t whole = put(&sample, WALK_WHOLE, WALK_HEALTHY, host, "");
    cr_expect_eq(ground(&sample, "bands=3"), narrow, "its own counts can be compared");
    cr_expect_eq(ground(&sample, "bands=4"), whole, "the whole board has it too");
    int64_t front = put(&sample, WALK_FRONT, WALK_HEALTHY, host, "");
    cr_expect_eq(ground(&sample, ""), front);
    put(&sample, WALK_PART, WALK_HEALTHY, host, "");
    put(&sample, WALK_FRONT, WALK_ODD, host, "");
    cr_expect_eq(ground(&sample, ""), front);
    int64_t run = -1;
    cr_expect_eq(store_walk_ground(sample.store, SOURCE_TRAC, host, "", &run, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(run, 0, "another board");
    sample_close(&sample);
}

Test(store_walk, is_given_back_whole) {
    struct sample sample;
    sample_open(&sample);
    cr_expect_eq(last(&sample, "", false, 99).run, 0);
    int64_t good = put(&sample, WALK_WHOLE, WALK_HEALTHY, host, "");
    int64_t odd = put(&sample, WALK_WHOLE, WALK_ODD, host, "");
    put(&sample, WALK_FRONT, WALK_HEALTHY, host, "");
    struct walk walk = last(&sample, "", false, 99);
    cr_expect_eq(walk.run, odd);
    cr_expect_eq(walk.verdict, WALK_ODD);
    cr_expect_str_eq(walk.alarm, "odd");
    walk = last(&sample, "", true, 99);
    cr_expect_eq(walk.run, good);
    cr_expect_eq(walk.source, SOURCE_NHSJOBS);
    cr_expect_str_eq(walk.host, host);
    cr_expect_str_eq(walk.plan, "");
    cr_expect_eq(walk.began_at, SAMPLE_NOW);
    cr_expect_eq(walk.extent, WALK_WHOLE);
    cr_expect_eq(walk.verdict, WALK_HEALTHY);
    cr_expect_eq(walk.pages * 1000 + walk.total * 100 + walk.met * 10 + walk.missing, 1234);
    cr_expect_null(walk.alarm);
    cr_expect_eq(last(&sample, "", false, odd).run, good, "before that run");
    cr_expect_eq(last(&sample, "", false, good).run, 0);
    cr_expect_eq(last(&sample, "bands=3", false, 99).run, 0);
    sample_close(&sample);
}

Test(store_walk, is_written_down_once_a_run) {
    struct sample sample;
    sample_open(&sample);
    struct walk walk = {.run = sample_run(&sample),
                        .source = SOURCE_NHSJOBS,
                        .host = host,
                        .plan = "",
                        .extent = WALK_WHOLE,
                        .verdict = WALK_HEALTHY};
    cr_expect_eq(store_walk_put(sample.store, &walk, &sample.diag), ERR_NONE);
    walk.extent = WALK_PART;
    walk.frontier = 20;
    walk.last_total = 70;
    cr_expect_eq(store_walk_put(sample.store, &walk, &sample.diag), ERR_NONE);
    struct walk read = {0};
    bool found = false;
    cr_expect_eq(
        store_walk_of_run(sample.store, &sample.arena, walk.run, &read, &found, &sample.diag),
        ERR_NONE);
    cr_expect(found);
    cr_expect_eq(read.extent, WALK_PART, "what has become of it since");
    cr_expect_eq(read.frontier * 1000 + read.last_total, 20070);
    cr_expect_eq(
        store_walk_of_run(sample.store, &sample.arena, 98, &read, &found, &sample.diag),
        ERR_NONE);
    cr_expect_not(found);
    walk.run = 99;
    cr_expect_eq(store_walk_put(sample.store, &walk, &sample.diag), ERR_INPUT, "no such run");
    sample_close(&sample);
}

static int64_t put_cut(struct sample *sample, int64_t frontier, int64_t total, int64_t at) {
    struct walk walk = {.run = sample_run(sample),
                        .source = SOURCE_NHSJOBS,
                        .host = host,
                        .plan = "",
                        .began_at = at,
                        .extent = WALK_PART,
                        .verdict = WALK_HEALTHY,
                        .frontier = frontier,
                        .last_total = total};
    cr_assert_eq(store_walk_put(sample->store, &walk, &sample->diag), ERR_NONE);
    return walk.run;
}

static int64_t cut_walk(struct sample *sample, int64_t after) {
    struct walk now = {.run = sample_run(sample),
                       .source = SOURCE_NHSJOBS,
                       .host = host,
                       .plan = "",
                       .began_at = SAMPLE_NOW};
    struct walk walk = {0};
    bool found = false;
    cr_assert_eq(store_walk_cut(sample->store, &sample->arena, &now, after, 100, &walk, &found,
                                &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return found ? walk.run : 0;
}

Test(store_walk, that_was_cut_and_leads_furthest_is_gone_on_with) {
    struct sample sample;
    sample_open(&sample);
    put_cut(&sample, 0, 700, SAMPLE_NOW);
    put_cut(&sample, 600, -1, SAMPLE_NOW);
    put_cut(&sample, 600, 700, SAMPLE_NOW - 101);
    put_cut(&sample, 600, 700, SAMPLE_NOW + 1);
    put(&sample, WALK_PART, WALK_HEALTHY, host, "bands=3");
    put(&sample, WALK_FRONT, WALK_HEALTHY, host, "");
    cr_expect_eq(cut_walk(&sample, 0), 0, "none of these leads anywhere");
    int64_t far = put_cut(&sample, 300, 700, SAMPLE_NOW - 100);
    int64_t near = put_cut(&sample, 310, 720, SAMPLE_NOW);
    cr_expect_eq(cut_walk(&sample, 0), far, "twenty came on top of it, and ten were met");
    cr_expect_eq(cut_walk(&sample, far), near);
    cr_expect_eq(cut_walk(&sample, near), 0);
    sample_close(&sample);
}

/* ---- met and missing ---- */

static int64_t missing(struct sample *sample, int64_t run, bool ask) {
    int64_t count = -1;
    cr_assert_eq(store_walk_missing(sample->store, SOURCE_NHSJOBS, run,
                                    (struct date){2025, 6, 1}, ask, &count, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return count;
}

static void done_all(struct sample *sample) {
    for (struct queued queued = sample_lease(sample, 0); queued.row;
         queued = sample_lease(sample, 0)) {
        cr_assert_eq(store_queue_done(sample->store, queued.row, &sample->diag), ERR_NONE);
    }
}

/* Lists and reads adverts "1" to "4", the second closed, the third past its date. */
static int64_t sweep_all(struct sample *sample) {
    static const char *const ids[] = {"1", "2", "3", "4"};
    struct listing_walk walk = {.source = SOURCE_NHSJOBS, .is_sweep = true};
    walk.run = sample_run(sample);
    for (size_t i = 0; i < 4; i++) {
        struct vacancy vacancy = sample_small(ids[i], ids[i]);
        vacancy.state = i == 1 ? STATE_CLOSED : STATE_OPEN;
        vacancy.closes = (struct date){2025, i == 2 ? 5 : 6, i == 2 ? 31 : 1};
        sample_see(sample, &walk, &vacancy);
        sample_save(sample, &vacancy);
        struct queued queued = sample_lease(sample, walk.run);
        cr_assert_eq(store_queue_done(sample->store, queued.row, &sample->diag), ERR_NONE);
    }
    return walk.run;
}

Test(store_walk, misses_what_is_open_and_was_there_before) {
    struct sample sample;
    sample_open(&sample);
    int64_t first = sweep_all(&sample);
    cr_expect_eq(missing(&sample, first, false), 0);
    struct vacancy other = sample_small("5", "only read");
    sample_save(&sample, &other);
    int64_t second = sample_run(&sample);
    struct listing_walk walk = {SOURCE_NHSJOBS, second, 0, true};
    struct vacancy line = sample_small("4", "4");
    line.closes = (struct date){2025, 6, 1};
    cr_expect_eq(sample_see(&sample, &walk, &line).as, SIGHTING_SAME);
    cr_expect_eq(sample_see(&sample, &walk, &line).as, SIGHTING_AGAIN);
    cr_expect_eq(missing(&sample, second, false), 1, "the first one, which closes today");
    cr_expect_eq(sample_lease(&sample, second).row, 0, "nobody was to ask");
    cr_expect_eq(missing(&sample, second, true), 1);
    cr_expect_eq(missing(&sample, second, true), 1, "asked once");
    struct queued queued = sample_lease(&sample, second);
    cr_expect_str_eq(queued.id, "1");
    cr_expect_eq(queued.why, QUEUE_GONE);
    cr_expect_eq(sample_lease(&sample, second).row, 0);
    sample_close(&sample);
}

Test(store_walk, that_read_a_part_makes_nothing_a_part_of_the_board) {
    struct sample sample;
    sample_open(&sample);
    struct listing_walk walk = {.source = SOURCE_NHSJOBS, .run = sample_run(&sample)};
    struct vacancy vacancy = sample_small("1", "1");
    sample_see(&sample, &walk, &vacancy);
    sample_save(&sample, &vacancy);
    cr_expect_eq(missing(&sample, sample_run(&sample), false), 0,
                 "a search met it, no sweep did");
    walk.is_sweep = true;
    sample_see(&sample, &walk, &vacancy);
    cr_expect_eq(missing(&sample, sample_run(&sample), false), 1);
    walk.is_sweep = false;
    walk.run = sample_run(&sample);
    sample_see(&sample, &walk, &vacancy);
    cr_expect_eq(missing(&sample, sample_run(&sample), false), 1, "and stays known for it");
    sample_close(&sample);
}

Test(store_walk, misses_what_came_and_went_between_two_sweeps) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = sample_small("1", "1");
    struct listing_walk walk = {.source = SOURCE_NHSJOBS, .run = sample_run(&sample)};
    cr_assert_eq(store_run_aim(sample.store, walk.run, host, "", &sample.diag), ERR_NONE);
    sample_see(&sample, &walk, &vacancy); /* down to known ground, but of the whole board */
    sample_save(&sample, &vacancy);
    int64_t run = sample_run(&sample);
    cr_assert_eq(store_run_aim(sample.store, run, host, "", &sample.diag), ERR_NONE);
    cr_expect_eq(missing(&sample, run, false), 1);
    sample_close(&sample);
}

Test(store_walk, misses_nothing_that_another_origin_showed) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = sample_small("1", "1");
    struct listing_walk walk = {.source = SOURCE_NHSJOBS, .run = sample_run(&sample)};
    cr_assert_eq(store_run_aim(sample.store, walk.run, host, "", &sample.diag), ERR_NONE);
    sample_see(&sample, &walk, &vacancy);
    sample_save(&sample, &vacancy);
    done_all(&sample);
    int64_t run = sample_run(&sample);
    cr_assert_eq(store_run_aim(sample.store, run, "http://127.0.0.1:8080", "", &sample.diag),
                 ERR_NONE);
    cr_expect_eq(missing(&sample, run, true), 0);
    cr_expect_eq(sample_lease(&sample, run).row, 0);
    sample_close(&sample);
}

Test(store_walk, does_not_take_a_page_that_was_read_for_a_line_that_was_met) {
    struct sample sample;
    sample_open(&sample);
    sweep_all(&sample);
    int64_t second = sample_run(&sample);
    struct vacancy vacancy = sample_small("1", "1");
    vacancy.closes = (struct date){2025, 6, 1};
    enum saved_as as = SAVED_NONE;
    cr_assert_eq(store_vacancy_save(sample.store, &vacancy, "1", 0, second, &as, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(missing(&sample, second, false), 2);
    sample_close(&sample);
}

Test(store_walk, that_shows_it_again_asks_no_more_because_it_was_gone) {
    struct sample sample;
    sample_open(&sample);
    sweep_all(&sample);
    int64_t second = sample_run(&sample);
    cr_expect_eq(missing(&sample, second, true), 2);
    struct listing_walk walk = {SOURCE_NHSJOBS, sample_run(&sample), 0, true};
    struct vacancy line = sample_small("1", "1");
    line.closes = (struct date){2025, 6, 1};
    sample_see(&sample, &walk, &line);
    struct queued queued = sample_lease(&sample, walk.run);
    cr_expect_str_eq(queued.id, "1");
    cr_expect_eq(queued.why, QUEUE_LISTED);
    cr_expect_eq(sample_lease(&sample, walk.run).why, QUEUE_GONE);
    sample_close(&sample);
}

Test(store_walk, misses_nothing_on_no_day) {
    struct sample sample;
    int64_t count = 7;
    sample_open(&sample);
    cr_expect_eq(store_walk_missing(sample.store, SOURCE_NHSJOBS, 1, (struct date){0, 0, 0},
                                    false, &count, &sample.diag),
                 ERR_INPUT);
    cr_expect_eq(count, 7);
    sample_close(&sample);
}

/* ---- past their date ---- */

static int64_t close_past(struct sample *sample, int64_t run, struct date today) {
    int64_t closed = -1;
    cr_assert_eq(store_walk_close_past(sample->store, SOURCE_NHSJOBS, run, today, &closed,
                                       &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return closed;
}

Test(store_walk, closes_what_is_past_its_date_and_shown_no_more) {
    struct sample sample;
    sample_open(&sample);
    int64_t first = sweep_all(&sample);
    const char *path = sample_path(&sample);
    cr_expect_eq(close_past(&sample, first, (struct date){2026, 1, 1}), 0, "it shows them all");
    int64_t run = sample_run(&sample);
    cr_expect_eq(missing(&sample, run, true), 2);
    sample_do(path, "UPDATE vacancy SET last_seen = 7");
    cr_expect_eq(close_past(&sample, run, (struct date){2025, 5, 31}), 0, "its last day");
    cr_expect_eq(close_past(&sample, run, (struct date){2025, 6, 1}), 1, "the third");
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM vacancy WHERE state = 'closed' AND "
                                  "life = 'closed' AND life_at IS NOT NULL AND key = '3'"),
                 1);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM vacancy WHERE last_seen <> 7"), 0,
                 "nobody has seen it");
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM change WHERE field = 'state' AND "
                                  "was = 'open' AND now = 'closed'"),
                 1);
    cr_expect_eq(close_past(&sample, run, (struct date){2025, 6, 1}), 0, "once");
    cr_expect_eq(missing(&sample, run, false), 2, "the others are as they were");
    cr_expect_eq(close_past(&sample, run, (struct date){2025, 6, 2}), 2);
    cr_expect_eq(sample_lease(&sample, run).row, 0, "nothing is asked for any more");
    sample_expect_whole(path);
    sample_close(&sample);
}

Test(store_walk, asks_again_for_what_it_had_closed_where_it_is_shown_again) {
    struct sample sample;
    sample_open(&sample);
    sweep_all(&sample);
    cr_expect_eq(close_past(&sample, sample_run(&sample), (struct date){2025, 6, 1}), 1);
    struct listing_walk walk = {SOURCE_NHSJOBS, sample_run(&sample), 0, true};
    struct vacancy line = sample_small("3", "3");
    line.closes = (struct date){2025, 5, 31};
    sample_see(&sample, &walk, &line);
    cr_expect_str_eq(sample_lease(&sample, walk.run).id, "3");
    sample_close(&sample);
}

Test(store_walk, waits_for_a_page_that_is_at_hand) {
    struct sample sample;
    sample_open(&sample);
    sweep_all(&sample);
    const char *path = sample_path(&sample);
    sample_do(path, "INSERT INTO page (page, status, fetched_at, sha256, size, body) "
                    "VALUES (77, 200, 1, hex(zeroblob(32)), 0, x'')");
    sample_do(path, "UPDATE queue SET state = 'queued', page = 77");
    cr_expect_eq(close_past(&sample, sample_run(&sample), (struct date){2025, 6, 2}), 0);
    sample_close(&sample);
}

Test(store_walk, closes_nothing_that_another_origin_showed_nor_on_no_day) {
    struct sample sample;
    int64_t closed = 7;
    sample_open(&sample);
    int64_t first = sweep_all(&sample);
    cr_assert_eq(store_run_aim(sample.store, first, host, "", &sample.diag), ERR_NONE);
    int64_t run = sample_run(&sample);
    cr_assert_eq(store_run_aim(sample.store, run, "http://127.0.0.1:8080", "", &sample.diag),
                 ERR_NONE);
    cr_expect_eq(close_past(&sample, run, (struct date){2025, 6, 1}), 0);
    cr_expect_eq(store_walk_close_past(sample.store, SOURCE_NHSJOBS, run,
                                       (struct date){0, 0, 0}, &closed, &sample.diag),
                 ERR_INPUT);
    cr_expect_eq(closed, 7);
    sample_close(&sample);
}
