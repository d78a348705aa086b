/* tests/unit/schema/store_queue.c - tests of listings and of what is still to be fetched
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/schema/sample.h"

static enum sighting see(struct sample *sample, const struct vacancy *line) {
    struct listing_walk walk = {.source = line->source};
    struct sighted sighted = {.is_ground = true};
    enum err err = store_listing_see(sample->store, &walk, line, "/candidate/jobadvert/1",
                                     &sighted, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    cr_expect_not(sighted.is_ground);
    return sighted.as;
}

/* The next one due, or one with row 0. */
static struct queued next(struct sample *sample, enum source source) {
    struct queued queued = {0};
    bool found = false;
    enum err err = store_queue_lease(sample->store, &sample->arena, source, NULL,
                                     sample->held.now, 0, &queued, &found, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    cr_expect_eq(found, queued.row != 0);
    if (found) { /* as if it had not been looked at */
        cr_assert_eq(store_queue_release(sample->store, queued.row, &sample->diag), ERR_NONE);
    }
    return queued;
}

static void done(struct sample *sample, int64_t row) {
    cr_assert_eq(store_queue_done(sample->store, row, &sample->diag), ERR_NONE);
}

static void expect_count(struct sample *sample, int64_t waiting, int64_t due) {
    int64_t all = -1;
    int64_t now = -1;
    cr_assert_eq(store_queue_count(sample->store, SOURCE_NHSJOBS, NULL, sample->held.now, &all,
                                   &now, &sample->diag),
                 ERR_NONE);
    cr_expect_eq(all, waiting, "%ld wait", (long)all);
    cr_expect_eq(now, due, "%ld are due", (long)now);
}

Test(store_listing, queues_a_new_line_once_with_what_it_says) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_full(&sample.arena);
    cr_expect_eq(see(&sample, &line), SIGHTING_FRESH);
    cr_expect_eq(see(&sample, &line), SIGHTING_FRESH, "still not read");
    expect_count(&sample, 1, 1);
    struct queued queued = next(&sample, SOURCE_NHSJOBS);
    cr_expect_eq(queued.source, SOURCE_NHSJOBS);
    cr_expect_str_eq(queued.id, "C9999-25-0001");
    cr_expect_str_eq(queued.url, "/candidate/jobadvert/1");
    cr_expect_str_eq(queued.title, line.title);
    cr_expect_str_eq(queued.reference, line.reference);
    cr_expect_str_eq(queued.employer, line.employer);
    cr_expect_eq(queued.tries, 0);
    cr_expect_null(queued.validators.etag);
    sample_close(&sample);
}

Test(store_listing, is_the_same_once_read) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_full(&sample.arena);
    see(&sample, &line);
    sample_save(&sample, &line);
    cr_expect_eq(see(&sample, &line), SIGHTING_CHANGED, "read, but waits still");
    done(&sample, next(&sample, SOURCE_NHSJOBS).row);
    sample.held.now += 60;
    cr_expect_eq(see(&sample, &line), SIGHTING_SAME);
    expect_count(&sample, 0, 0);
    struct stored stored = {0};
    cr_assert_eq(store_vacancy_get(sample.store, &sample.arena, line.id, &stored, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(stored.last_seen, SAMPLE_NOW + 60, "the board shows it");
    sample_close(&sample);
}

Test(store_listing, that_was_given_up_is_queued_again) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_small("1", "One");
    see(&sample, &line);
    done(&sample, next(&sample, SOURCE_NHSJOBS).row);
    expect_count(&sample, 0, 0);
    cr_expect_eq(see(&sample, &line), SIGHTING_FRESH);
    expect_count(&sample, 1, 1);
    sample_close(&sample);
}

Test(store_listing, of_an_advert_known_from_a_file_is_read) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_small("1", "One");
    sample_save(&sample, &line);
    cr_expect_eq(see(&sample, &line), SIGHTING_CHANGED);
    expect_count(&sample, 1, 1);
    sample_close(&sample);
}

Test(store_listing, is_read_again_after_a_copy_out_of_a_file) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_full(&sample.arena);
    static const int statuses[] = {200, 0, 200};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        struct page page = {.status = statuses[i], .fetched_at = SAMPLE_NOW + (int64_t)i};
        char body[] = {(char)('a' + i), '\0'};
        page.body = span_of(body);
        int64_t row = 0;
        enum saved_as as = SAVED_NONE;
        see(&sample, &line);
        cr_assert_eq(store_page_save(sample.store, &page, 0, &row, &sample.diag), ERR_NONE);
        cr_assert_eq(
            store_vacancy_save(sample.store, &line, line.id, row, 0, &as, &sample.diag),
            ERR_NONE);
        done(&sample, next(&sample, SOURCE_NHSJOBS).row);
        cr_expect_eq(see(&sample, &line), statuses[i] ? SIGHTING_SAME : SIGHTING_CHANGED, "%zu",
                     i);
    }
    sample_close(&sample);
}

/* What makes a line another one, and what does not. */
static void change_reference(struct vacancy *line) { line->reference = "other"; }
static void change_title(struct vacancy *line) { line->title = "other"; }
static void change_employer(struct vacancy *line) { line->employer = NULL; }
static void change_salary(struct vacancy *line) { line->salary.text = "other"; }
static void change_closes(struct vacancy *line) { line->closes.day++; }
static void change_contract(struct vacancy *line) { line->contract = CONTRACT_BANK; }
static void change_town(struct vacancy *line) { line->locations[0].town = "Hove"; }
static void change_url(struct vacancy *line) { line->url = "other"; }
static void change_posted(struct vacancy *line) { line->posted.day++; }

Test(store_listing, is_queued_where_it_says_something_else) {
    static const struct {
        const char *name;
        void (*change)(struct vacancy *line);
        enum sighting sighting;
    } rows[] = {
        {"reference", change_reference, SIGHTING_CHANGED},
        {"title", change_title, SIGHTING_CHANGED},
        {"employer", change_employer, SIGHTING_CHANGED},
        {"salary", change_salary, SIGHTING_CHANGED},
        {"closes", change_closes, SIGHTING_CHANGED},
        {"contract", change_contract, SIGHTING_CHANGED},
        {"town", change_town, SIGHTING_CHANGED},
        {"url", change_url, SIGHTING_SAME},
        {"posted", change_posted, SIGHTING_SAME},
    };
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_full(&sample.arena);
    see(&sample, &line);
    sample_save(&sample, &line);
    done(&sample, next(&sample, SOURCE_NHSJOBS).row);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rows[i].change(&line);
        cr_expect_eq(see(&sample, &line), rows[i].sighting, "%s", rows[i].name);
        done(&sample, next(&sample, SOURCE_NHSJOBS).row);
        cr_expect_eq(see(&sample, &line), SIGHTING_SAME, "%s", rows[i].name);
    }
    sample_close(&sample);
}

Test(store_listing, needs_a_name) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_small(NULL, "One");
    struct listing_walk walk = {.source = SOURCE_NHSJOBS};
    struct sighted sighted = {.as = SIGHTING_NONE};
    cr_expect_eq(store_listing_see(sample.store, &walk, &line, "/1", &sighted, &sample.diag),
                 ERR_INPUT);
    cr_expect_eq(sighted.as, SIGHTING_NONE);
    line.reference = "R1";
    cr_expect_eq(see(&sample, &line), SIGHTING_FRESH);
    cr_expect_str_eq(next(&sample, SOURCE_NHSJOBS).reference, "R1");
    sample_close(&sample);
}

Test(store_listing, of_two_boards_is_two_sightings) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_small("1", "One");
    see(&sample, &line);
    line.source = SOURCE_TRAC;
    cr_expect_eq(see(&sample, &line), SIGHTING_FRESH);
    expect_count(&sample, 1, 1);
    struct queued trac = next(&sample, SOURCE_TRAC);
    struct queued any = next(&sample, SOURCE_NONE);
    cr_expect_eq(trac.source, SOURCE_TRAC);
    cr_expect_eq(any.source, SOURCE_NHSJOBS);
    sample_close(&sample);
}

Test(store_queue, gives_the_oldest_first) {
    struct sample sample;
    sample_open(&sample);
    static const char *const ids[] = {"9", "1", "5"};
    for (size_t i = 0; i < 3; i++) {
        struct vacancy line = sample_small(ids[i], ids[i]);
        see(&sample, &line);
    }
    for (size_t i = 0; i < 3; i++) {
        struct queued queued = next(&sample, SOURCE_NHSJOBS);
        cr_expect_str_eq(queued.id, ids[i]);
        done(&sample, queued.row);
    }
    cr_expect_eq(next(&sample, SOURCE_NHSJOBS).row, 0);
    done(&sample, 1); /* no longer there */
    sample_close(&sample);
}

Test(store_listing, is_counted_once_in_a_run) {
    struct sample sample;
    sample_open(&sample);
    static const enum sighting expected[] = {SIGHTING_FRESH, SIGHTING_AGAIN,   SIGHTING_SAME,
                                             SIGHTING_AGAIN, SIGHTING_CHANGED, SIGHTING_AGAIN};
    struct vacancy line = sample_full(&sample.arena);
    int64_t run = 0;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct sighted sighted = {.as = SIGHTING_NONE};
        if (i % 2 == 0) {
            cr_assert_eq(
                store_run_begin(sample.store, RUN_CRAWL, SOURCE_NHSJOBS, &run, &sample.diag),
                ERR_NONE);
        }
        if (i == 2) { /* its page is read in between */
            sample_save(&sample, &line);
            done(&sample, next(&sample, SOURCE_NHSJOBS).row);
        }
        line.title = i < 4 ? line.title : "Other";
        struct listing_walk walk = {.source = SOURCE_NHSJOBS, .run = run};
        cr_assert_eq(
            store_listing_see(sample.store, &walk, &line, "/1", &sighted, &sample.diag),
            ERR_NONE);
        cr_expect_eq(sighted.as, expected[i], "%zu: %d", i, (int)sighted.as);
    }
    expect_count(&sample, 1, 1);
    sample_close(&sample);
}

Test(store_queue, gives_what_a_wrong_clock_put_off_for_years) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_small("1", "One");
    see(&sample, &line);
    int64_t row = next(&sample, SOURCE_NHSJOBS).row;
    cr_assert_eq(
        store_queue_fail(sample.store, row, "x", SAMPLE_NOW + STORE_QUEUE_FAR_S, &sample.diag),
        ERR_NONE);
    expect_count(&sample, 1, 0);
    cr_assert_eq(store_queue_fail(sample.store, row, "x", SAMPLE_NOW + STORE_QUEUE_FAR_S + 1,
                                  &sample.diag),
                 ERR_NONE);
    expect_count(&sample, 1, 1);
    cr_expect_eq(next(&sample, SOURCE_NHSJOBS).row, row);
    sample_close(&sample);
}

Test(store_queue, puts_off_what_failed) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy first = sample_small("1", "One");
    struct vacancy second = sample_small("2", "Two");
    see(&sample, &first);
    see(&sample, &second);
    struct queued queued = next(&sample, SOURCE_NHSJOBS);
    cr_assert_eq(
        store_queue_fail(sample.store, queued.row, "timed out", SAMPLE_NOW + 900, &sample.diag),
        ERR_NONE);
    expect_count(&sample, 2, 1);
    cr_expect_str_eq(next(&sample, SOURCE_NHSJOBS).id, "2");
    cr_expect_eq(see(&sample, &first), SIGHTING_FRESH);
    expect_count(&sample, 2, 1); /* seen again, it keeps its time */
    sample.held.now += 900;
    expect_count(&sample, 2, 2);
    queued = next(&sample, SOURCE_NHSJOBS);
    cr_expect_str_eq(queued.id, "1");
    cr_expect_eq(queued.tries, 1);
    cr_expect_eq(sample_ask(sample_path(&sample),
                            "SELECT count(*) FROM queue WHERE reason = 'timed out'"),
                 1);
    cr_expect_eq(store_queue_fail(sample.store, 999, "x", 0, &sample.diag), ERR_ABSENT);
    sample_close(&sample);
}

Test(store_queue, hands_out_the_validators_of_the_page_that_is_kept) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_full(&sample.arena);
    struct page page = {.url = "https://www.example.org/1",
                        .status = 200,
                        .etag = "\"1\"",
                        .last_modified = "Sun, 01 Jun 2025 10:00:00 GMT",
                        .fetched_at = SAMPLE_NOW,
                        .body = SPAN("one")};
    int64_t row = 0;
    enum saved_as as = SAVED_NONE;
    cr_assert_eq(store_page_save(sample.store, &page, 0, &row, &sample.diag), ERR_NONE);
    cr_assert_eq(store_vacancy_save(sample.store, &line, line.id, row, 0, &as, &sample.diag),
                 ERR_NONE);
    see(&sample, &line);
    struct queued queued = next(&sample, SOURCE_NHSJOBS);
    cr_expect_str_eq(queued.validators.etag, "\"1\"");
    cr_expect_str_eq(queued.validators.last_modified, page.last_modified);
    bool known = false;
    bool changed = false;
    sample_do(sample_path(&sample), "UPDATE vacancy SET state = 'open'");
    cr_expect_not_null(next(&sample, SOURCE_NHSJOBS).validators.etag);
    cr_assert_eq(store_vacancy_close(sample.store, SOURCE_NHSJOBS, line.id, LIFE_CLOSED, 0,
                                     &known, &changed, &sample.diag),
                 ERR_NONE);
    cr_expect_null(next(&sample, SOURCE_NHSJOBS).validators.etag,
                   "the page that is kept shows it open");
    sample_do(sample_path(&sample), "UPDATE vacancy SET state = 'open'");
    int64_t dropped = 0;
    cr_assert_eq(store_prune(sample.store, (struct date){2026, 1, 1}, &dropped, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(dropped, 1);
    cr_expect_null(next(&sample, SOURCE_NHSJOBS).validators.etag,
                   "no page, nothing to compare");
    sample_close(&sample);
}
