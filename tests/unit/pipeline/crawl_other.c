/* tests/unit/pipeline/crawl_other.c - manners towards a host to which robots.txt has moved
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/crawl_other.h"

#include <criterion/criterion.h>

#include "tests/unit/schema/sample.h"

#define OTHER "https://other.example"

static struct sample sample;
static struct clock_held held;
static struct clock held_clock;

static void start(void) {
    sample_open(&sample);
    held = (struct clock_held){.now = SAMPLE_NOW};
    held_clock = clock_of_held(&held);
}

static void stop(void) { sample_close(&sample); }

TestSuite(crawl_other, .init = start, .fini = stop);

static struct host_memory get(void) {
    struct host_memory memory = {0};

    cr_assert_eq(store_host_get(sample.store, &sample.arena, OTHER, &memory, &sample.diag),
                 ERR_NONE);
    return memory;
}

static void ask(int64_t not_before) {
    cr_assert_eq(crawl_other_asked(sample.store, &held_clock, OTHER, not_before, &sample.diag),
                 ERR_NONE, "%s", sample.diag.text);
}

Test(crawl_other, is_counted_as_a_visit_of_that_host) {
    struct host_memory memory = {.last_request = SAMPLE_NOW - 9000,
                                 .terms_at = 5,
                                 .robots_at = 7,
                                 .robots_status = 200,
                                 .robots = SPAN("User-agent: *")};

    cr_assert_eq(store_host_put(sample.store, OTHER, &memory, &sample.diag), ERR_NONE);
    ask(0);
    ask(0);
    memory = get();
    cr_expect_eq(memory.last_request, SAMPLE_NOW);
    cr_expect_eq(memory.day_requests, 2);
    cr_expect_eq(memory.not_before, 0);
    cr_expect_eq(memory.terms_at, 5, "all else is as it was");
    cr_expect_eq(memory.robots.len, 13);
    held.now += 86400;
    ask(0);
    cr_expect_eq(get().day_requests, 1, "another day");
}

Test(crawl_other, is_left_alone_as_long_as_it_asked) {
    cr_expect(crawl_other_may(sample.store, &held_clock, OTHER), "nobody was ever there");
    ask(SAMPLE_NOW + 7200);
    cr_expect_not(crawl_other_may(sample.store, &held_clock, OTHER));
    held.now += 3600;
    cr_expect_not(crawl_other_may(sample.store, &held_clock, OTHER));
    held.now -= 7200; /* the clock has gone back */
    cr_expect_not(crawl_other_may(sample.store, &held_clock, OTHER));
    held.now = SAMPLE_NOW + 7200;
    cr_expect(crawl_other_may(sample.store, &held_clock, OTHER));
    ask(0);
    cr_expect_eq(get().strikes, 1);
}
