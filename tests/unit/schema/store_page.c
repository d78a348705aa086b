/* tests/unit/schema/store_page.c - tests of pages: kept as they came, and dropped in time
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/unit/schema/sample.h"

static struct page page_of(const char *url, const char *body) {
    return (struct page){
        .url = url,
        .final_url = "https://www.example.org/final",
        .status = 200,
        .headers = "Content-Type: text/html\r\nX-Odd: \xff\r\n",
        .content_type = "text/html; charset=utf-8",
        .etag = "W/\"abc\"",
        .last_modified = "Sun, 01 Jun 2025 10:00:00 GMT",
        .fetched_at = SAMPLE_NOW,
        .body = span_of(body),
    };
}

static int64_t save_page(struct sample *sample, const struct page *page) {
    int64_t row = 0;
    enum err err = store_page_save(sample->store, page, 0, &row, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    cr_assert_gt(row, 0);
    return row;
}

static struct page get_page(struct sample *sample, int64_t row) {
    struct page page = {0};
    enum err err = store_page_get(sample->store, &sample->arena, row, &page, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    return page;
}

static long long pages(const struct sample *sample) {
    return sample_ask(sample_path(sample), "SELECT count(*) FROM page");
}

Test(store_page, gives_back_every_byte) {
    struct sample sample;
    sample_open(&sample);
    struct page page = page_of("https://www.example.org/1", "");
    char body[256 * 300];
    for (size_t i = 0; i < sizeof body; i++) {
        body[i] = (char)(i * i >> 3);
    }
    page.body = (struct span){body, sizeof body};
    struct page got = get_page(&sample, save_page(&sample, &page));
    cr_expect(span_equal(got.body, page.body));
    cr_expect_str_eq(got.url, page.url);
    cr_expect_str_eq(got.final_url, page.final_url);
    cr_expect_eq(got.status, 200);
    cr_expect_str_eq(got.headers, page.headers);
    cr_expect_str_eq(got.content_type, page.content_type);
    cr_expect_str_eq(got.etag, page.etag);
    cr_expect_str_eq(got.last_modified, page.last_modified);
    cr_expect_eq(got.fetched_at, SAMPLE_NOW);
    sample_close(&sample);
}

Test(store_page, takes_a_file_without_address_and_an_empty_body) {
    struct sample sample;
    sample_open(&sample);
    struct page page = {.file = "page.html", .fetched_at = SAMPLE_NOW};
    struct page got = get_page(&sample, save_page(&sample, &page));
    cr_expect_null(got.url);
    cr_expect_null(got.etag);
    cr_expect_eq(got.status, 0);
    cr_expect_eq(got.body.len, 0);
    sample_close(&sample);
}

Test(store_page, keeps_the_same_bytes_from_one_address_once) {
    struct sample sample;
    sample_open(&sample);
    struct page page = page_of("https://www.example.org/1", "one");
    int64_t first = save_page(&sample, &page);
    page.etag = "\"new\"";
    page.fetched_at += 60;
    cr_expect_eq(save_page(&sample, &page), first);
    cr_expect_str_eq(get_page(&sample, first).etag, "\"new\"");
    cr_expect_eq(get_page(&sample, first).fetched_at, SAMPLE_NOW + 60);
    page.body = SPAN("two");
    cr_expect_neq(save_page(&sample, &page), first);
    page.url = "https://www.example.org/2";
    cr_expect_neq(save_page(&sample, &page), first);
    cr_expect_eq(pages(&sample), 3);
    sample_close(&sample);
}

Test(store_page, refuses_what_is_too_large_or_not_there) {
    struct sample sample;
    sample_open(&sample);
    struct page page = page_of("https://www.example.org/1", "");
    char *body = calloc(PAGE_SIZE_MAX + 1, 1);
    cr_assert_not_null(body);
    int64_t row = 77;
    page.body = (struct span){body, PAGE_SIZE_MAX + 1};
    cr_expect_eq(store_page_save(sample.store, &page, 0, &row, &sample.diag), ERR_LIMIT);
    cr_expect_eq(row, 77);
    page.body.len--;
    row = save_page(&sample, &page);
    cr_expect_eq(get_page(&sample, row).body.len, PAGE_SIZE_MAX);
    cr_expect_eq(store_page_get(sample.store, &sample.arena, 99, &page, &sample.diag),
                 ERR_ABSENT);
    cr_expect_eq(store_page_save(sample.store, &page, 99, &row, &sample.diag), ERR_INPUT,
                 "there is no run 99");
    free(body);
    sample_close(&sample);
}

Test(store_page, says_damaged_where_a_body_does_not_unpack) {
    struct sample sample;
    sample_open(&sample);
    struct page page = page_of("https://www.example.org/1", "one");
    int64_t row = save_page(&sample, &page);
    sample_do(sample_path(&sample), "UPDATE page SET body = x'00'");
    cr_expect_eq(store_page_get(sample.store, &sample.arena, row, &page, &sample.diag),
                 ERR_STORE);
    cr_expect_str_eq(page.url, "https://www.example.org/1");
    sample_close(&sample);
}

/* ---- pruning ---- */

static void save_with_page(struct sample *sample, const char *id, enum state state,
                           struct date closes) {
    struct page page = page_of(id, id);
    struct vacancy vacancy = sample_small(id, "One");
    enum saved_as as = SAVED_NONE;
    vacancy.state = state;
    vacancy.closes = closes;
    page.fetched_at = sample->held.now;
    cr_assert_eq(store_vacancy_save(sample->store, &vacancy, id, save_page(sample, &page), 0,
                                    &as, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
}

static int64_t prune(struct sample *sample, struct date before) {
    int64_t dropped = -1;
    enum err err = store_prune(sample->store, before, &dropped, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    return dropped;
}

Test(store_prune, drops_pages_of_adverts_closed_before_the_day) {
    struct sample sample;
    sample_open(&sample);
    save_with_page(&sample, "past", STATE_OPEN, (struct date){2025, 5, 31});
    save_with_page(&sample, "that day", STATE_OPEN, (struct date){2025, 6, 1});
    save_with_page(&sample, "open", STATE_OPEN, (struct date){0, 0, 0});
    save_with_page(&sample, "closed", STATE_CLOSED, (struct date){2025, 7, 1});
    cr_expect_eq(prune(&sample, (struct date){2025, 6, 1}), 1);
    cr_expect_eq(prune(&sample, (struct date){2025, 6, 1}), 0);
    cr_expect_eq(prune(&sample, (struct date){2025, 6, 2}), 2, "closed was seen on 1 June");
    cr_expect_eq(pages(&sample), 1);
    int64_t count = 0;
    cr_expect_eq(store_count(sample.store, &count, &sample.diag), ERR_NONE);
    cr_expect_eq(count, 4, "records stay");
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

Test(store_prune, drops_superseded_pages_and_keeps_the_latest) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = sample_small("1", "One");
    struct page page = page_of("https://www.example.org/1", "old");
    enum saved_as as = SAVED_NONE;
    cr_assert_eq(store_vacancy_save(sample.store, &vacancy, "1", save_page(&sample, &page), 0,
                                    &as, &sample.diag),
                 ERR_NONE);
    page.body = SPAN("new");
    int64_t latest = save_page(&sample, &page);
    cr_assert_eq(store_vacancy_save(sample.store, &vacancy, "1", latest, 0, &as, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(as, SAVED_SAME, "another page, the same advert");
    cr_expect_eq(prune(&sample, (struct date){2025, 6, 1}), 0, "fetched on that day");
    cr_expect_eq(prune(&sample, (struct date){2026, 6, 1}), 1);
    cr_expect(span_is(get_page(&sample, latest).body, "new"));
    sample_close(&sample);
}

Test(store_prune, gives_the_room_back) {
    struct sample sample;
    sample_open(&sample);
    struct page page = page_of("https://www.example.org/1", "");
    char *body = malloc(PAGE_SIZE_MAX);
    cr_assert_not_null(body);
    uint32_t noise = 1;
    for (size_t i = 0; i < PAGE_SIZE_MAX; i++) {
        noise = noise * 1664525u + 1013904223u;
        body[i] = (char)(noise >> 24);
    }
    page.body = (struct span){body, PAGE_SIZE_MAX};
    (void)save_page(&sample, &page);
    free(body);
    sample_reopen(&sample);
    struct stat before;
    struct stat after;
    cr_assert_eq(stat(sample_path(&sample), &before), 0);
    cr_expect_eq(prune(&sample, (struct date){2026, 6, 1}), 1);
    cr_assert_eq(stat(sample_path(&sample), &after), 0);
    cr_expect_lt(after.st_size, before.st_size - 3 * 1024 * 1024);
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

Test(store_prune, needs_a_day) {
    struct sample sample;
    sample_open(&sample);
    int64_t dropped = 77;
    cr_expect_eq(store_prune(sample.store, (struct date){0, 0, 0}, &dropped, &sample.diag),
                 ERR_INPUT);
    cr_expect_eq(store_prune(sample.store, (struct date){2025, 2, 30}, &dropped, &sample.diag),
                 ERR_INPUT);
    cr_expect_eq(dropped, 77);
    sample_close(&sample);
}
