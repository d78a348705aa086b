/* tests/unit/schema/store_host.c - tests of manners that outlast a run
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/schema/sample.h"

static const char origin[] = "https://www.example.org";

static struct host_memory get(struct sample *sample, const char *host) {
    struct host_memory memory = {.strikes = 99};
    cr_assert_eq(store_host_get(sample->store, &sample->arena, host, &memory, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return memory;
}

static void put(struct sample *sample, const struct host_memory *memory) {
    cr_assert_eq(store_host_put(sample->store, origin, memory, &sample->diag), ERR_NONE, "%s",
                 sample->diag.text);
}

Test(store_host, that_was_never_visited_is_all_zero) {
    struct sample sample;
    sample_open(&sample);
    struct host_memory memory = get(&sample, origin);
    cr_expect_eq(memory.last_request + memory.not_before + memory.strikes + memory.terms_at, 0);
    cr_expect_eq(memory.day_requests + memory.robots_at + memory.robots_status, 0);
    cr_expect(date_is_none(memory.day));
    cr_expect_eq(memory.robots.len, 0);
    cr_expect_null(memory.trouble);
    sample_close(&sample);
}

Test(store_host, is_remembered_whole_across_programs) {
    static const char robots[] = "User-agent: *\nDisallow: /admin\n\0\xff";
    struct sample sample;
    sample_open(&sample);
    struct host_memory memory = {.last_request = SAMPLE_NOW,
                                 .not_before = SAMPLE_NOW + 600,
                                 .strikes = 3,
                                 .day = {2025, 6, 1},
                                 .day_requests = 17,
                                 .terms_at = SAMPLE_NOW - 5,
                                 .robots_at = SAMPLE_NOW - 1,
                                 .robots_status = 200,
                                 .robots = {robots, sizeof robots - 1},
                                 .trouble = "it asked us to go (status 403)"};
    put(&sample, &memory);
    sample_reopen(&sample);
    struct host_memory kept = get(&sample, origin);
    cr_expect_eq(kept.last_request, memory.last_request);
    cr_expect_eq(kept.not_before, memory.not_before);
    cr_expect_eq(kept.strikes, 3);
    cr_expect_eq(date_compare(kept.day, memory.day), 0);
    cr_expect_eq(kept.day_requests, 17);
    cr_expect_eq(kept.terms_at, memory.terms_at);
    cr_expect_eq(kept.robots_at, memory.robots_at);
    cr_expect_eq(kept.robots_status, 200);
    cr_assert_eq(kept.robots.len, sizeof robots - 1);
    cr_expect_eq(memcmp(kept.robots.at, robots, sizeof robots - 1), 0);
    cr_expect_str_eq(kept.trouble, memory.trouble);
    cr_expect_eq(get(&sample, "https://www.example.com").last_request, 0, "another host");
    put(&sample, &(struct host_memory){0});
    kept = get(&sample, origin);
    cr_expect_eq(kept.last_request + kept.strikes + kept.terms_at + kept.robots_at, 0);
    cr_expect_eq(kept.robots.len, 0);
    cr_expect_null(kept.trouble);
    cr_expect(date_is_none(kept.day));
    sample_close(&sample);
}

Test(store_host, keeps_the_robots_txt_of_another_time_only) {
    struct sample sample;
    sample_open(&sample);
    struct host_memory memory = {
        .robots_at = 5, .robots_status = 200, .robots = SPAN("User-agent: *\n")};
    put(&sample, &memory);
    memory.robots = SPAN("not looked at");
    memory.robots_status = 500;
    memory.last_request = 6;
    put(&sample, &memory);
    struct host_memory kept = get(&sample, origin);
    cr_expect(span_is(kept.robots, "User-agent: *\n"));
    cr_expect_eq(kept.robots_status, 200);
    cr_expect_eq(kept.last_request, 6);
    memory.robots_at = 7;
    memory.robots = SPAN("");
    put(&sample, &memory);
    kept = get(&sample, origin);
    cr_expect_eq(kept.robots_status, 500);
    cr_expect_eq(kept.robots_at, 7);
    cr_expect_eq(kept.robots.len, 0);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM robots"), 1);
    sample_close(&sample);
}

Test(store_host, keeps_a_robots_txt_of_500_kib_and_more) {
    enum { SIZE = 600 * 1024 };
    struct sample sample;
    char *text = malloc(SIZE);
    cr_assert_not_null(text);
    for (size_t i = 0; i < SIZE; i++) {
        text[i] = (char)('a' + i * i % 23);
    }
    sample_open(&sample);
    struct host_memory memory = {.robots_at = 5, .robots = {text, SIZE}};
    put(&sample, &memory);
    struct host_memory kept = get(&sample, origin);
    cr_assert_eq(kept.robots.len, SIZE);
    cr_expect_eq(memcmp(kept.robots.at, text, SIZE), 0);
    free(text);
    sample_close(&sample);
}

Test(store_host, says_where_its_robots_txt_is_damaged) {
    struct sample sample;
    sample_open(&sample);
    struct host_memory memory = {.robots_at = 5, .robots = SPAN("User-agent: *\n")};
    put(&sample, &memory);
    sample_do(sample_path(&sample), "UPDATE robots SET body = x'00'");
    cr_expect_eq(store_host_get(sample.store, &sample.arena, origin, &memory, &sample.diag),
                 ERR_STORE);
    cr_expect_not_null(strstr(sample.diag.text, "damaged"));
    sample_close(&sample);
}
