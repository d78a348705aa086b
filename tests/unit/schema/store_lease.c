/* tests/unit/schema/store_lease.c - tests of leases: what a killed run leaves behind
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/schema/sample.h"

static void list_some(struct sample *sample, const char *const *ids, size_t count) {
    struct listing_walk walk = {.source = SOURCE_NHSJOBS};
    for (size_t i = 0; i < count; i++) {
        struct vacancy line = sample_small(ids[i], ids[i]);
        sample_see(sample, &walk, &line);
    }
}

/* The id of what a run is given; "" for nothing. */
static const char *given(struct sample *sample, int64_t run) {
    struct queued queued = sample_lease(sample, run);
    return queued.row ? queued.id : "";
}

static void expect_count(struct sample *sample, const char *host, int64_t waiting,
                         int64_t due) {
    int64_t all = -1;
    int64_t now = -1;
    cr_assert_eq(store_queue_count(sample->store, SOURCE_NONE, host, sample->held.now, &all,
                                   &now, &sample->diag),
                 ERR_NONE);
    cr_expect_eq(all, waiting, "%ld wait", (long)all);
    cr_expect_eq(now, due, "%ld are due", (long)now);
}

Test(store_lease, is_given_to_a_run_once_and_to_the_next_one_after_a_kill) {
    struct sample sample;
    static const char *const ids[] = {"1", "2"};
    sample_open(&sample);
    list_some(&sample, ids, 2);
    int64_t killed = sample_run(&sample);
    cr_expect_str_eq(given(&sample, killed), "1");
    cr_expect_str_eq(given(&sample, killed), "2");
    cr_expect_str_eq(given(&sample, killed), "");
    expect_count(&sample, NULL, 2, 2);
    cr_expect_eq(sample_ask(sample_path(&sample),
                            "SELECT count(*) FROM queue WHERE state = 'leased' "
                            "AND leases = 0 AND run = 1"),
                 2);
    sample_reopen(&sample);
    int64_t next = sample_run(&sample);
    struct queued queued = sample_lease(&sample, next);
    cr_expect_str_eq(queued.id, "1");
    cr_expect_eq(queued.why, QUEUE_LISTED);
    cr_assert_eq(store_queue_done(sample.store, queued.row, &sample.diag), ERR_NONE);
    cr_expect_str_eq(given(&sample, next), "2");
    cr_expect_str_eq(given(&sample, sample_run(&sample)), "2", "what is done stays so");
    sample_close(&sample);
}

Test(store_lease, goes_with_the_transaction_it_was_taken_in) {
    struct sample sample;
    static const char *const ids[] = {"1"};
    sample_open(&sample);
    list_some(&sample, ids, 1);
    int64_t run = sample_run(&sample);
    cr_assert_eq(store_begin(sample.store, &sample.diag), ERR_NONE);
    cr_expect_str_eq(given(&sample, run), "1");
    sample_reopen(&sample); /* as a kill would */
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT leases FROM queue"), 0);
    cr_expect_str_eq(given(&sample, run), "1");
    sample_close(&sample);
}

Test(store_lease, of_what_a_run_has_tried_waits_for_the_next_run) {
    struct sample sample;
    static const char *const ids[] = {"1"};
    sample_open(&sample);
    list_some(&sample, ids, 1);
    int64_t run = sample_run(&sample);
    int64_t row = sample_lease(&sample, run).row;
    cr_assert_eq(store_queue_fail(sample.store, row, "no", SAMPLE_NOW - 1, &sample.diag),
                 ERR_NONE);
    cr_expect_str_eq(given(&sample, run), "");
    struct queued again = sample_lease(&sample, sample_run(&sample));
    cr_expect_eq(again.row, row);
    cr_expect_eq(again.tries, 1);
    sample_close(&sample);
}

Test(store_lease, is_given_back_as_it_was) {
    struct sample sample;
    static const char *const ids[] = {"1"};
    sample_open(&sample);
    list_some(&sample, ids, 1);
    const char *path = sample_path(&sample);
    int64_t row = sample_lease(&sample, sample_run(&sample)).row;
    cr_assert_eq(store_queue_release(sample.store, row, &sample.diag), ERR_NONE);
    cr_expect_eq(sample_ask(path, "SELECT state = 'queued' AND leases = 0 FROM queue"), 1);
    cr_assert_eq(store_queue_fail(sample.store, row, "no", 7, &sample.diag), ERR_NONE);
    cr_expect_eq(sample_lease(&sample, sample_run(&sample)).row, row);
    cr_assert_eq(store_queue_release(sample.store, row, &sample.diag), ERR_NONE);
    cr_expect_eq(sample_ask(path, "SELECT state = 'failed' AND leases = 0 AND tries = 1 AND "
                                  "reason = 'no' AND next_try = 7 FROM queue"),
                 1);
    cr_assert_eq(store_queue_done(sample.store, row, &sample.diag), ERR_NONE);
    cr_assert_eq(store_queue_release(sample.store, row, &sample.diag), ERR_NONE);
    cr_expect_eq(sample_ask(path, "SELECT state = 'done' AND tries = 0 AND reason IS NULL "
                                  "FROM queue"),
                 1, "what is done is no lease");
    sample_close(&sample);
}

/* The one that a new run is given, and whose page it asks for. */
static const char *begun(struct sample *sample) {
    struct queued queued = sample_lease(sample, sample_run(sample));
    cr_assert_eq(store_queue_begin(sample->store, queued.row, &sample->diag), ERR_NONE);
    return queued.id ? queued.id : "";
}

Test(store_lease, is_given_with_the_page_that_came_whole) {
    struct sample sample;
    static const char *const ids[] = {"1"};
    struct page page = {.url = "https://x.example/1", .status = 200, .body = SPAN("<p>1</p>")};
    int64_t row = 0;
    sample_open(&sample);
    list_some(&sample, ids, 1);
    struct queued queued = sample_lease(&sample, sample_run(&sample));
    cr_expect_eq(queued.page, 0);
    cr_assert_eq(store_begin_light(sample.store, &sample.diag), ERR_NONE);
    cr_assert_eq(store_page_save(sample.store, &page, 0, &row, &sample.diag), ERR_NONE);
    cr_assert_eq(store_queue_hold(sample.store, queued.row, row, &sample.diag), ERR_NONE);
    cr_assert_eq(store_commit(sample.store, &sample.diag), ERR_NONE);
    sample_reopen(&sample);
    queued = sample_lease(&sample, sample_run(&sample));
    cr_expect_eq(queued.page, row);
    cr_assert_eq(store_page_forget(sample.store, row, &sample.diag), ERR_NONE);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM page"), 1, "in use");
    cr_assert_eq(store_queue_fail(sample.store, queued.row, "no", 0, &sample.diag), ERR_NONE);
    cr_assert_eq(store_page_forget(sample.store, row, &sample.diag), ERR_NONE);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM page"), 0);
    sample_close(&sample);
}

Test(store_lease, that_ends_in_a_kill_again_and_again_goes_behind_the_others) {
    struct sample sample;
    static const char *const ids[] = {"1", "2"};
    sample_open(&sample);
    list_some(&sample, ids, 2);
    for (int i = 0; i < STORE_QUEUE_LEASES_LAST; i++) {
        cr_expect_str_eq(begun(&sample), "1", "%d", i);
    }
    expect_count(&sample, NULL, 2, 2);
    int64_t run = sample_run(&sample);
    struct queued queued = sample_lease(&sample, run);
    cr_expect_str_eq(queued.id, "2", "others come first");
    cr_assert_eq(store_queue_done(sample.store, queued.row, &sample.diag), ERR_NONE);
    cr_expect_str_eq(given(&sample, run), "1", "and then it has another go");
    sample_close(&sample);
}

Test(store_lease, that_ends_in_a_kill_twice_as_often_is_put_off) {
    struct sample sample;
    static const char *const ids[] = {"1"};
    sample_open(&sample);
    list_some(&sample, ids, 1);
    for (int i = 0; i < STORE_QUEUE_LEASES_MAX; i++) {
        cr_expect_str_eq(begun(&sample), "1", "%d", i);
    }
    expect_count(&sample, NULL, 1, 0);
    cr_expect_str_eq(given(&sample, sample_run(&sample)), "");
    cr_expect_eq(sample_ask(sample_path(&sample),
                            "SELECT next_try FROM queue WHERE state = 'failed' AND reason = "
                            "'the program ended 6 times while it had this page in hand'"),
                 SAMPLE_NOW + 3600);
    sample.held.now += 3600;
    cr_expect_str_eq(begun(&sample), "1", "and then it has another go");
    sample.held.now += 3600;
    cr_expect_str_eq(given(&sample, sample_run(&sample)), "");
    cr_expect_eq(
        sample_ask(sample_path(&sample), "SELECT next_try FROM queue WHERE leases = 7"),
        SAMPLE_NOW + 4 * 3600, "two hours later");
    sample_close(&sample);
}

Test(store_lease, that_came_to_an_outcome_begins_to_count_anew) {
    struct sample sample;
    static const char *const ids[] = {"1"};
    sample_open(&sample);
    list_some(&sample, ids, 1);
    for (int i = 0; i < 2 * STORE_QUEUE_LEASES_MAX; i++) {
        int64_t row = sample_lease(&sample, sample_run(&sample)).row;
        cr_assert_neq(row, 0, "%d", i);
        cr_assert_eq(store_queue_fail(sample.store, row, "no", 0, &sample.diag), ERR_NONE);
    }
    sample_close(&sample);
}

Test(store_lease, of_an_advert_queued_again_comes_last_under_a_new_number) {
    struct sample sample;
    static const char *const ids[] = {"1", "2"};
    struct vacancy line = sample_small("1", "1");
    struct listing_walk walk = {.source = SOURCE_NHSJOBS};
    sample_open(&sample);
    list_some(&sample, ids, 2);
    int64_t run = sample_run(&sample);
    int64_t row = sample_lease(&sample, run).row;
    cr_assert_eq(store_queue_done(sample.store, row, &sample.diag), ERR_NONE);
    line.title = "another one";
    sample_see(&sample, &walk, &line);
    expect_count(&sample, NULL, 2, 2);
    cr_expect_str_eq(given(&sample, run), "2");
    struct queued queued = sample_lease(&sample, run);
    cr_expect_str_eq(queued.id, "1", "this run has had the old line, not the new one");
    cr_expect_gt(queued.row, row + 1);
    cr_assert_eq(store_queue_done(sample.store, queued.row, &sample.diag), ERR_NONE);
    expect_count(&sample, NULL, 1, 1);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM queue"), 2);
    sample_close(&sample);
}

Test(store_lease, keeps_to_a_host) {
    static const struct {
        const char *url;
        const char *host;
        int64_t count;
    } rows[] = {
        {"https://www.example.org/job/1", "https://www.example.org", 1},
        {"https://www.example.org", "https://www.example.org", 1},
        {"https://www.example.org?job=1", "https://www.example.org", 1},
        {"/job/1", "https://www.example.org", 1},
        {"https://www.example.org/job/1", NULL, 1},
        {"//www.example.com/job/1", "https://www.example.org", 0},
        {"https://www.example.org:8443/job/1", "https://www.example.org", 0},
        {"https://www.example.org.example.com/", "https://www.example.org", 0},
        {"https://www.example.org@example.com/", "https://www.example.org", 0},
        {"http://www.example.org/job/1", "https://www.example.org", 0},
        {"http://127.0.0.1:8080/job/1", "http://127.0.0.1:808", 0},
        {"http://127.0.0.1:8080/job/1", "http://127.0.0.1:8080", 1},
        {"https://www.example.org/100%", "https://%", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sample sample;
        bool added = false;
        struct queued queued = {0};
        bool found = false;
        sample_open(&sample);
        cr_assert_eq(store_address_see(sample.store, SOURCE_JOBPOSTING, rows[i].url,
                                       rows[i].url, 0, false, &added, &sample.diag),
                     ERR_NONE);
        expect_count(&sample, rows[i].host, rows[i].count, rows[i].count);
        cr_assert_eq(store_queue_lease(sample.store, &sample.arena, SOURCE_NONE, rows[i].host,
                                       sample.held.now, 0, &queued, &found, &sample.diag),
                     ERR_NONE);
        cr_expect_eq(found, rows[i].count == 1, "%s of %s", rows[i].url, rows[i].host);
        if (found) {
            cr_expect_str_eq(queued.url, rows[i].url);
            cr_expect_eq(queued.why, QUEUE_ADDRESS);
            cr_expect_null(queued.id);
        }
        sample_close(&sample);
    }
}

struct look {
    struct arena *arena;
    struct strings ids;
    size_t most;
};

static enum err look_at(void *state, const struct queued *queued, struct diag *diag) {
    struct look *look = state;
    if (look->ids.count == look->most) {
        return diag_set(diag, ERR_LIMIT, "enough");
    }
    strings_push(look->arena, &look->ids, queued->id);
    return ERR_NONE;
}

Test(store_lease, is_not_needed_for_a_look) {
    struct sample sample;
    static const char *const ids[] = {"3", "1", "2"};
    sample_open(&sample);
    list_some(&sample, ids, 3);
    for (int i = 0; i < 2; i++) {
        struct look look = {.arena = &sample.arena, .most = 9};
        cr_assert_eq(store_queue_each(sample.store, SOURCE_NHSJOBS, NULL, sample.held.now, 2,
                                      look_at, &look, &sample.diag),
                     ERR_NONE);
        cr_assert_eq(look.ids.count, 2);
        cr_expect_str_eq(look.ids.at[0], "3");
        cr_expect_str_eq(look.ids.at[1], "1");
    }
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT sum(leases) FROM queue"), 0);
    struct look look = {.arena = &sample.arena, .most = 1};
    cr_expect_eq(store_queue_each(sample.store, SOURCE_NHSJOBS, NULL, sample.held.now, 9,
                                  look_at, &look, &sample.diag),
                 ERR_LIMIT, "as the visitor says");
    cr_expect_str_eq(sample.diag.text, "enough");
    look.ids.count = 0;
    cr_assert_eq(store_queue_each(sample.store, SOURCE_TRAC, NULL, sample.held.now, 2, look_at,
                                  &look, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(look.ids.count, 0);
    sample_close(&sample);
}

/* Rows that are done pile up; the next one must not be looked for among them. */
Test(store_lease, stays_quick_behind_many_rows_that_are_done) {
    struct sample sample;
    sample_open(&sample);
    sample_do(sample_path(&sample),
              "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 30000)"
              "INSERT INTO sighting (source, key, id, url, first_seen, last_seen) "
              "SELECT 'nhsjobs', 'C' || n, 'C' || n, '/' || n, 1, 1 FROM n;"
              "INSERT INTO queue (sighting, state, added_at) "
              "SELECT sighting, iif(sighting > 29000, 'queued', 'done'), 1 FROM sighting;");
    int64_t run = sample_run(&sample);
    cr_assert_eq(store_begin(sample.store, &sample.diag), ERR_NONE);
    for (int i = 0; i < 1000; i++) {
        struct queued queued = sample_lease(&sample, run);
        cr_assert_neq(queued.row, 0);
        cr_assert_eq(store_queue_done(sample.store, queued.row, &sample.diag), ERR_NONE);
    }
    cr_assert_eq(store_commit(sample.store, &sample.diag), ERR_NONE);
    cr_expect_str_eq(given(&sample, run), "");
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}
