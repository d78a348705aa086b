/* tests/unit/schema/store_quarantine.c - tests of pages put aside, and of how often fields are
 * filled
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <string.h>

#include "lib/deflate.h"
#include "tests/unit/schema/sample.h"

static int64_t begin_run(struct sample *sample, enum run_kind kind) {
    int64_t run = 0;
    cr_assert_eq(store_run_begin(sample->store, kind, SOURCE_NONE, &run, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return run;
}

static int64_t save_page(struct sample *sample, const char *body) {
    struct page page = {.url = "https://www.example.org/1",
                        .status = 200,
                        .fetched_at = SAMPLE_NOW,
                        .body = span_of(body)};
    int64_t row = 0;
    cr_assert_eq(store_page_save(sample->store, &page, 0, &row, &sample->diag), ERR_NONE);
    return row;
}

static struct lack two_lacks[] = {{"salary.text", 3, 2}, {"title", 3, 3}};

static bool put(struct sample *sample, int64_t page, const char *key, int64_t run, bool again) {
    bool counted = false;
    struct quarantined item = {.page = page,
                               .name = {SOURCE_NHSJOBS, key},
                               .family = "nhsjobs_advert",
                               .run = run,
                               .is_again = again,
                               .lacks = two_lacks,
                               .lack_count = 2};
    cr_assert_eq(store_quarantine_put(sample->store, &item, &counted, &sample->diag), ERR_NONE,
                 "%s", sample->diag.text);
    return counted;
}

static int64_t count_aside(struct sample *sample) {
    int64_t count = -1;
    cr_assert_eq(store_quarantine_count(sample->store, &count, &sample->diag), ERR_NONE);
    return count;
}

Test(store_quarantine, gives_back_what_was_put_there) {
    struct sample sample;
    struct quarantined item = {0};
    bool found = false;
    sample_open(&sample);
    int64_t run = begin_run(&sample, RUN_CRAWL);
    int64_t page = save_page(&sample, "one");
    cr_expect_not(put(&sample, page, "C1", run, false));
    cr_assert_eq(
        store_quarantine_next(sample.store, &sample.arena, 0, &item, &found, &sample.diag),
        ERR_NONE);
    cr_assert(found);
    cr_expect_eq(item.page, page);
    cr_expect_str_eq(item.name.key, "C1");
    cr_expect_eq(item.name.source, SOURCE_NHSJOBS);
    cr_expect_str_eq(item.family, "nhsjobs_advert");
    cr_expect_eq(item.run, run);
    cr_expect_eq(item.told, run);
    cr_expect_eq(item.at, SAMPLE_NOW);
    cr_expect_not(item.is_known);
    cr_expect_not(item.is_again);
    cr_assert_eq(item.lack_count, 2u);
    cr_expect_str_eq(item.lacks[0].field, "salary.text");
    cr_expect_eq(item.lacks[0].met, 2);
    cr_assert_eq(
        store_quarantine_next(sample.store, &sample.arena, page, &item, &found, &sample.diag),
        ERR_NONE);
    cr_expect_not(found);
    sample_close(&sample);
}

Test(store_quarantine, keeps_of_an_advert_the_latest_page) {
    struct sample sample;
    sample_open(&sample);
    int64_t first = begin_run(&sample, RUN_CRAWL);
    int64_t one = save_page(&sample, "one");
    int64_t two = save_page(&sample, "two");
    cr_expect_not(put(&sample, one, "C1", first, false));
    cr_expect(put(&sample, two, "C1", first, false), "this run has counted it");
    int64_t second = begin_run(&sample, RUN_CRAWL);
    cr_expect_not(put(&sample, two, "C1", second, false), "another run had");
    cr_expect_eq(count_aside(&sample), 1);
    int64_t again = begin_run(&sample, RUN_REPARSE);
    cr_expect(put(&sample, one, "C1", again, true), "an older page gives way");
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT page FROM quarantine"), two);
    sample_close(&sample);
}

Test(store_quarantine, lets_go_by_page_or_by_advert) {
    struct sample sample;
    struct vacancy_name one = {SOURCE_NHSJOBS, "C1"};
    struct vacancy_name none = {SOURCE_NHSJOBS, "C9"};
    bool counted = false;
    sample_open(&sample);
    int64_t run = begin_run(&sample, RUN_CRAWL);
    int64_t page = save_page(&sample, "one");
    put(&sample, page, "C1", run, false);
    cr_assert_eq(store_quarantine_drop(sample.store, 0, &none, run, &counted, &sample.diag),
                 ERR_NONE);
    cr_expect_not(counted);
    cr_expect_eq(count_aside(&sample), 1);
    cr_assert_eq(store_quarantine_drop(sample.store, 0, &one, run, &counted, &sample.diag),
                 ERR_NONE);
    cr_expect(counted);
    cr_expect_eq(count_aside(&sample), 0);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM lack"), 0);
    sample_close(&sample);
}

Test(store_quarantine, remembers_what_is_lacking_still) {
    struct sample sample;
    struct lack left[] = {{"salary.text", 99, 99}, {"employer", 5, 4}};
    sample_open(&sample);
    const char *path = sample_path(&sample);
    int64_t run = begin_run(&sample, RUN_CRAWL);
    int64_t page = save_page(&sample, "one");
    put(&sample, page, "C1", run, false);
    int64_t later = begin_run(&sample, RUN_REPARSE);
    cr_assert_eq(store_quarantine_keep(sample.store, page, left, 2, later, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(sample_ask(path, "SELECT expected FROM lack WHERE field = 'salary.text'"), 3,
                 "since when it is lacking does not change");
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM lack WHERE field = 'title'"), 0);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM lack WHERE field = 'employer'"), 1);
    cr_expect_eq(sample_ask(path, "SELECT told FROM quarantine"), later);
    sample_close(&sample);
}

Test(store_quarantine, is_not_pruned_while_it_waits) {
    struct sample sample;
    int64_t dropped = 0;
    sample_open(&sample);
    int64_t run = begin_run(&sample, RUN_CRAWL);
    int64_t page = save_page(&sample, "one");
    put(&sample, page, "C1", run, false);
    cr_assert_eq(store_prune(sample.store, (struct date){2030, 1, 1}, &dropped, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(dropped, 0);
    struct vacancy vacancy = sample_small("C1", "One");
    vacancy.closes = (struct date){2025, 6, 30};
    sample_save(&sample, &vacancy);
    cr_assert_eq(store_prune(sample.store, (struct date){2030, 1, 1}, &dropped, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(dropped, 1, "its advert closed long ago");
    cr_expect_eq(count_aside(&sample), 0);
    sample_close(&sample);
}

/* ---- kept pages, one by one ---- */

Test(store_quarantine, kept_pages_are_those_of_records_and_those_put_aside) {
    struct sample sample;
    struct kept_page kept = {0};
    bool found = false;
    int64_t count = 0;
    enum saved_as as = SAVED_NONE;
    sample_open(&sample);
    int64_t run = begin_run(&sample, RUN_CRAWL);
    (void)save_page(&sample, "nobody's");
    int64_t one = save_page(&sample, "one");
    int64_t two = save_page(&sample, "two");
    struct vacancy vacancy = sample_small("C1", "One");
    struct page_reading reading = {"nhsjobs_advert", NULL, "x", true};
    cr_assert_eq(store_vacancy_save(sample.store, &vacancy, "C1", one, 0, &as, &sample.diag),
                 ERR_NONE);
    put(&sample, two, "C2", run, false);
    cr_assert_eq(store_page_read_as(sample.store, two, &reading, &sample.diag), ERR_NONE);
    cr_expect_eq(store_page_count(sample.store, &count, &sample.diag), ERR_NONE);
    cr_expect_eq(count, 2);
    cr_assert_eq(store_page_next(sample.store, &sample.arena, 0, &kept, &found, &sample.diag),
                 ERR_NONE);
    cr_expect(found && kept.row == one && !kept.is_aside && !kept.reading.contacts);
    cr_assert_eq(store_page_next(sample.store, &sample.arena, one, &kept, &found, &sample.diag),
                 ERR_NONE);
    cr_expect(found && kept.row == two && kept.is_aside && kept.reading.contacts);
    struct buf body;
    buf_init(&body, PAGE_SIZE_MAX);
    cr_expect_eq(deflate_unpack(&body, kept.page.body, &sample.diag), ERR_NONE);
    cr_expect_str_eq(buf_text(&body), "two");
    buf_fini(&body);
    cr_expect_null(kept.reading.digest);
    cr_assert_eq(store_page_next(sample.store, &sample.arena, two, &kept, &found, &sample.diag),
                 ERR_NONE);
    cr_expect_not(found);
    struct vacancy_name *owners = NULL;
    size_t owner_count = 0;
    cr_assert_eq(store_page_owners(sample.store, &sample.arena, two, &owners, &owner_count,
                                   &sample.diag),
                 ERR_NONE);
    cr_expect(owner_count == 1 && strcmp(owners[0].key, "C2") == 0);
    sample_close(&sample);
}

/* ---- how often fields are filled ---- */

static void fill(struct sample *sample, int64_t run, int64_t adverts, int64_t filled) {
    struct fill row = {"title", adverts, filled, adverts, filled};
    cr_assert_eq(store_fill_put(sample->store, "text", run, &row, &sample->diag), ERR_NONE,
                 "%s", sample->diag.text);
}

Test(store_fill, adds_up_runs_of_one_sort) {
    struct sample sample;
    struct fill sum = {0};
    struct fill *before = NULL;
    size_t count = 0;
    sample_open(&sample);
    int64_t first = begin_run(&sample, RUN_ADD);
    int64_t again = begin_run(&sample, RUN_REPARSE);
    int64_t last = begin_run(&sample, RUN_CRAWL);
    fill(&sample, first, 5, 4);
    fill(&sample, first, 10, 9);
    fill(&sample, again, 100, 50);
    fill(&sample, last, 3, 3);
    cr_assert_eq(
        store_fill_since(sample.store, "text", "title", first, INT64_MAX, &sum, &sample.diag),
        ERR_NONE);
    cr_expect_eq(sum.adverts, 13);
    cr_expect_eq(sum.filled, 12);
    cr_assert_eq(
        store_fill_since(sample.store, "text", "title", again, again, &sum, &sample.diag),
        ERR_NONE);
    cr_expect_eq(sum.adverts, 100);
    cr_assert_eq(store_fill_before(sample.store, &sample.arena, "text", last, 20, false,
                                   &before, &count, &sample.diag),
                 ERR_NONE);
    cr_expect(count == 1 && before[0].adverts == 10, "the same run's count was replaced");
    cr_assert_eq(store_fill_before(sample.store, &sample.arena, "none", last, 20, false,
                                   &before, &count, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(count, 0u);
    sample_close(&sample);
}

Test(store_fill, refuses_more_than_there_were) {
    struct sample sample;
    struct fill row = {"title", 1, 2, 0, 0};
    sample_open(&sample);
    int64_t run = begin_run(&sample, RUN_ADD);
    cr_expect_eq(store_fill_put(sample.store, "text", run, &row, &sample.diag), ERR_INPUT);
    sample_close(&sample);
}
