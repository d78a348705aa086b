/* tests/unit/schema/store_ledger.c - tests of the ledger, and of what leaves for an archive
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/schema/sample.h"

static const struct date today = {2025, 6, 1};

static struct ledger draw_up(struct sample *sample, int64_t runs) {
    struct ledger ledger = {0};
    enum err err =
        store_ledger(sample->store, &sample->arena, runs, today, &ledger, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    return ledger;
}

Test(store_ledger, of_nothing_is_empty) {
    struct sample sample;
    sample_open(&sample);
    struct ledger ledger = draw_up(&sample, 5);
    cr_expect_eq(ledger.run_count + ledger.host_count + ledger.source_count, 0);
    cr_expect_eq(ledger.reason_count, 0);
    cr_expect_eq(store_ledger(sample.store, &sample.arena, 5, (struct date){0, 0, 0}, &ledger,
                              &sample.diag),
                 ERR_INPUT);
    sample_close(&sample);
}

Test(store_ledger, tells_the_last_runs_newest_first) {
    struct sample sample;
    sample_open(&sample);
    struct run_counts counts = {1, 2, 33, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, false};
    int64_t first = sample_run(&sample);
    cr_assert_eq(
        store_run_aim(sample.store, first, "https://www.example.org", "bands=3", &sample.diag),
        ERR_NONE);
    sample.held.now += 5;
    cr_assert_eq(
        store_run_end(sample.store, first, RUN_END_STOPPED, &counts, "Stopped.", &sample.diag),
        ERR_NONE);
    int64_t killed = sample_run(&sample);
    struct ledger ledger = draw_up(&sample, 5);
    cr_assert_eq(ledger.run_count, 2);
    cr_expect_eq(ledger.runs[0].run, killed);
    cr_expect_eq(ledger.runs[0].ended_at, 0);
    cr_expect_eq(ledger.runs[0].end, RUN_END_NONE);
    cr_expect_null(ledger.runs[0].host);
    cr_expect_null(ledger.runs[0].note);
    const struct run_line *line = &ledger.runs[1];
    cr_expect_eq(line->run, first);
    cr_expect_eq(line->kind, RUN_CRAWL);
    cr_expect_eq(line->source, SOURCE_NHSJOBS);
    cr_expect_str_eq(line->host, "https://www.example.org");
    cr_expect_str_eq(line->plan, "bands=3");
    cr_expect_str_eq(line->note, "Stopped.");
    cr_expect_eq(line->end, RUN_END_STOPPED);
    cr_expect_eq(line->started_at, SAMPLE_NOW);
    cr_expect_eq(line->ended_at, SAMPLE_NOW + 5);
    cr_expect_eq(memcmp(&line->counts, &counts, offsetof(struct run_counts, is_put_off)), 0,
                 "each count in its place");
    cr_expect_eq(draw_up(&sample, 1).run_count, 1);
    cr_expect_eq(draw_up(&sample, 0).run_count, 0);
    sample_close(&sample);
}

Test(store_ledger, tells_hosts_and_their_manners) {
    struct sample sample;
    sample_open(&sample);
    struct host_memory memory = {.last_request = 1,
                                 .not_before = 2,
                                 .strikes = 3,
                                 .day = today,
                                 .day_requests = 4,
                                 .terms_at = 5,
                                 .robots_at = 6,
                                 .robots_status = 404,
                                 .robots = SPAN("no"),
                                 .trouble = "it is ill"};
    struct host_memory bare = {.last_request = 9};
    cr_assert_eq(store_host_put(sample.store, "https://b.example.org", &memory, &sample.diag),
                 ERR_NONE);
    cr_assert_eq(store_host_put(sample.store, "https://a.example.org", &bare, &sample.diag),
                 ERR_NONE);
    struct ledger ledger = draw_up(&sample, 5);
    cr_assert_eq(ledger.host_count, 2);
    cr_expect_str_eq(ledger.hosts[0].host, "https://a.example.org");
    cr_expect_eq(ledger.hosts[0].memory.last_request, 9);
    cr_expect_eq(ledger.hosts[0].memory.robots_at, 0);
    const struct host_memory *kept = &ledger.hosts[1].memory;
    cr_expect_eq(kept->last_request * 100 + kept->not_before * 10 + kept->strikes, 123);
    cr_expect_eq(kept->day_requests * 100 + kept->terms_at * 10 + kept->robots_at, 456);
    cr_expect_eq(kept->robots_status, 404);
    cr_expect_eq(date_compare(kept->day, today), 0);
    cr_expect_eq(kept->robots.len, 0);
    cr_expect_str_eq(kept->trouble, "it is ill");
    sample_close(&sample);
}

static void save_with(struct sample *sample, const char *id, enum state state,
                      struct date closes) {
    struct vacancy vacancy = sample_small(id, id);
    vacancy.state = state;
    vacancy.closes = closes;
    sample_save(sample, &vacancy);
}

static void list_and_fail(struct sample *sample, const char *id, const char *reason,
                          int64_t next_try) {
    struct listing_walk walk = {.source = SOURCE_NHSJOBS};
    struct vacancy line = sample_small(id, id);
    sample_see(sample, &walk, &line);
    if (reason) {
        struct queued queued = sample_lease(sample, 0);
        cr_assert_eq(
            store_queue_fail(sample->store, queued.row, reason, next_try, &sample->diag),
            ERR_NONE);
    }
}

Test(store_ledger, tells_each_source_that_has_anything) {
    struct sample sample;
    sample_open(&sample);
    save_with(&sample, "A1", STATE_OPEN, today);
    save_with(&sample, "A2", STATE_UNKNOWN, (struct date){0, 0, 0});
    save_with(&sample, "A3", STATE_OPEN, (struct date){2025, 5, 31});
    save_with(&sample, "A4", STATE_CLOSED, today);
    save_with(&sample, "A5", STATE_OPEN, today);
    bool known = false;
    bool changed = false;
    cr_assert_eq(store_vacancy_close(sample.store, SOURCE_NHSJOBS, "A5", LIFE_WITHDRAWN, 0,
                                     &known, &changed, &sample.diag),
                 ERR_NONE);
    list_and_fail(&sample, "Q1", "timed out", SAMPLE_NOW + 900);
    list_and_fail(&sample, "Q2", NULL, 0);
    list_and_fail(&sample, "Q3", NULL, 0);
    list_and_fail(&sample, "Q4", NULL, 0);
    int64_t run = sample_run(&sample);
    sample_lease(&sample, run);
    struct walk walk = {.run = run,
                        .source = SOURCE_NHSJOBS,
                        .host = "https://www.example.org",
                        .plan = "",
                        .extent = WALK_WHOLE,
                        .verdict = WALK_HEALTHY};
    cr_assert_eq(store_walk_put(sample.store, &walk, &sample.diag), ERR_NONE);
    walk.run = sample_run(&sample);
    walk.plan = "bands=3";
    cr_assert_eq(store_walk_put(sample.store, &walk, &sample.diag), ERR_NONE);
    struct walk odd = walk;
    odd.run = sample_run(&sample);
    odd.source = SOURCE_TRAC;
    odd.plan = "";
    odd.verdict = WALK_ODD;
    odd.alarm = "nothing there";
    cr_assert_eq(store_walk_put(sample.store, &odd, &sample.diag), ERR_NONE);
    struct ledger ledger = draw_up(&sample, 5);
    cr_assert_eq(ledger.source_count, 2);
    const struct source_line *line = &ledger.sources[0];
    cr_expect_eq(line->source, SOURCE_NHSJOBS);
    cr_expect_eq(line->adverts, 5);
    cr_expect_eq(line->open, 2);
    cr_expect_eq(line->withdrawn, 1);
    cr_expect_eq(line->queued, 2);
    cr_expect_eq(line->leased, 1);
    cr_expect_eq(line->failed, 1);
    cr_expect_eq(line->aside, 0);
    cr_expect(line->has_walk && line->has_sweep);
    cr_expect_str_eq(line->last.plan, "bands=3");
    cr_expect_eq(line->sweep.run, run);
    cr_expect_eq(ledger.sources[1].source, SOURCE_TRAC);
    cr_expect(ledger.sources[1].has_walk);
    cr_expect_not(ledger.sources[1].has_sweep, "it was odd");
    cr_expect_str_eq(ledger.sources[1].last.alarm, "nothing there");
    sample_close(&sample);
}

Test(store_ledger, tells_why_pages_were_not_fetched) {
    struct sample sample;
    sample_open(&sample);
    list_and_fail(&sample, "Q1", "cut short", SAMPLE_NOW + 900);
    list_and_fail(&sample, "Q2", "timed out", SAMPLE_NOW + 1900);
    list_and_fail(&sample, "Q3", "timed out", SAMPLE_NOW + 800);
    list_and_fail(&sample, "Q4", NULL, 0);
    struct ledger ledger = draw_up(&sample, 5);
    cr_assert_eq(ledger.reason_count, 2);
    cr_expect_eq(ledger.reasons[0].source, SOURCE_NHSJOBS);
    cr_expect_str_eq(ledger.reasons[0].reason, "timed out");
    cr_expect_eq(ledger.reasons[0].pages, 2);
    cr_expect_str_eq(ledger.reasons[0].example, "Q2");
    cr_expect_eq(ledger.reasons[0].next_try, SAMPLE_NOW + 800);
    cr_expect_str_eq(ledger.reasons[1].reason, "cut short");
    cr_expect_eq(ledger.reasons[1].pages, 1);
    sample_close(&sample);
}

/* ---- pages ---- */

static int64_t keep(struct sample *sample, const char *url, const char *body, int status) {
    struct page page = {.url = url,
                        .final_url = url,
                        .status = status,
                        .content_type = "text/html",
                        .fetched_at = SAMPLE_NOW,
                        .body = span_of(body)};
    int64_t row = 0;
    cr_assert_eq(store_page_save(sample->store, &page, 0, &row, &sample->diag), ERR_NONE);
    return row;
}

Test(store_archive, gives_each_page_of_the_network_with_its_body) {
    struct sample sample;
    sample_open(&sample);
    int64_t first = keep(&sample, "https://www.example.org/1", "one", 200);
    keep(&sample, NULL, "a file", 0);
    int64_t second = keep(&sample, "https://www.example.org/2", "two", 200);
    struct page page = {0};
    int64_t row = 0;
    bool found = false;
    cr_assert_eq(
        store_archive_next(sample.store, &sample.arena, 0, &row, &page, &found, &sample.diag),
        ERR_NONE);
    cr_expect(found);
    cr_expect_eq(row, first);
    cr_expect_str_eq(page.url, "https://www.example.org/1");
    cr_expect_str_eq(page.content_type, "text/html");
    cr_expect_eq(page.fetched_at, SAMPLE_NOW);
    cr_expect(span_is(page.body, "one"));
    cr_assert_eq(
        store_archive_next(sample.store, &sample.arena, row, &row, &page, &found, &sample.diag),
        ERR_NONE);
    cr_expect_eq(row, second);
    cr_expect(span_is(page.body, "two"));
    cr_assert_eq(
        store_archive_next(sample.store, &sample.arena, row, &row, &page, &found, &sample.diag),
        ERR_NONE);
    cr_expect_not(found);
    cr_expect_eq(row, second);
    sample_do(sample_path(&sample), "UPDATE page SET body = x'00'");
    cr_expect_eq(
        store_archive_next(sample.store, &sample.arena, 0, &row, &page, &found, &sample.diag),
        ERR_STORE, "damaged");
    sample_close(&sample);
}

Test(store_page, has_a_size_on_average) {
    struct sample sample;
    int64_t bytes = -1;
    sample_open(&sample);
    cr_assert_eq(store_page_size(sample.store, SOURCE_NHSJOBS, &bytes, &sample.diag), ERR_NONE);
    cr_expect_eq(bytes, 0);
    static const char *const bodies[] = {"1234", "12345678"};
    for (size_t i = 0; i < 2; i++) {
        char id[16];
        (void)snprintf(id, sizeof id, "C%zu", i);
        struct vacancy vacancy = sample_small(id, id);
        enum saved_as as = SAVED_NONE;
        int64_t row = keep(&sample, bodies[i], bodies[i], 200);
        cr_assert_eq(store_vacancy_save(sample.store, &vacancy, id, row, 0, &as, &sample.diag),
                     ERR_NONE);
    }
    keep(&sample, "unread", "a long page that nobody needs", 200);
    cr_assert_eq(store_page_size(sample.store, SOURCE_NHSJOBS, &bytes, &sample.diag), ERR_NONE);
    cr_expect_eq(bytes, 6);
    cr_assert_eq(store_page_size(sample.store, SOURCE_TRAC, &bytes, &sample.diag), ERR_NONE);
    cr_expect_eq(bytes, 0);
    sample_close(&sample);
}

Test(store_ledger, tells_what_waits_is_due_first_and_why) {
    struct sample sample;
    int64_t next_try = 7;
    const char *reason = "untouched";
    sample_open(&sample);
    cr_assert_eq(store_queue_soonest(sample.store, &sample.arena, SOURCE_NHSJOBS, NULL,
                                     &next_try, &reason, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(next_try, 7, "nothing waits");
    cr_expect_str_eq(reason, "untouched");
    static const char *const ids[] = {"1", "2", "3"};
    static const int64_t times[] = {SAMPLE_NOW + 300, SAMPLE_NOW + 100, 0};
    int64_t run = sample_run(&sample);
    struct listing_walk walk = {.source = SOURCE_NHSJOBS, .run = run};
    for (size_t i = 0; i < 3; i++) {
        struct vacancy vacancy = sample_small(ids[i], ids[i]);
        sample_see(&sample, &walk, &vacancy);
        struct queued queued = sample_lease(&sample, run);
        cr_assert_eq(times[i] ? store_queue_fail(sample.store, queued.row, ids[i], times[i],
                                                 &sample.diag)
                              : store_queue_done(sample.store, queued.row, &sample.diag),
                     ERR_NONE);
    }
    cr_assert_eq(store_queue_soonest(sample.store, &sample.arena, SOURCE_NHSJOBS, NULL,
                                     &next_try, &reason, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(next_try, SAMPLE_NOW + 100);
    cr_expect_str_eq(reason, "2");
    next_try = 7;
    cr_assert_eq(store_queue_soonest(sample.store, &sample.arena, SOURCE_TRAC, NULL, &next_try,
                                     &reason, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(next_try, 7, "another board's");
    sample_close(&sample);
}
