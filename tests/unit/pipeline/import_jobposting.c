/* tests/unit/pipeline/import_jobposting.c - tests of pipeline/import: collections of JSON-LD
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "pipeline/import.h"
#include "tests/unit/schema/sample.h"

static struct sample sample;
static struct crew *crew;
static char said[8192];

static void start(void) {
    sample_open(&sample);
    cr_assert_eq(crew_open(&crew, 1, &sample.clock, NULL), ERR_NONE);
}

static void stop(void) {
    crew_close(crew);
    sample_close(&sample);
}

TestSuite(import_jobposting, .init = start, .fini = stop);

static void hear(void *state, const char *sentence) {
    const size_t used = strlen(said);
    (void)state;
    snprintf(said + used, sizeof said - used, "%s\n", sentence);
}

static enum err import_until(struct import_jobposting *out, const char *text,
                             const volatile sig_atomic_t *wish) {
    const struct listener listener = {NULL, hear, NULL};
    const struct import_jobposting_options options = {.stop = wish};
    run_write(&sample.place, "postings.json", text, strlen(text));
    said[0] = '\0';
    sample.diag = (struct diag){0};
    return import_jobposting(out, &sample.arena, sample.store, crew, &sample.clock,
                             run_path(&sample.place, "postings.json"), &options, &listener,
                             &sample.diag);
}

static enum err import(struct import_jobposting *out, const char *text) {
    return import_until(out, text, NULL);
}

static int64_t ask(const char *sql) { return sample_ask(sample_path(&sample), sql); }

#define POSTING(reference, employer)                                                           \
    "{\"@type\":\"JobPosting\",\"title\":\"Support Worker\",\"identifier\":\"" reference       \
    "\",\"description\":\"Help people at home.\",\"hiringOrganization\":" employer "}"
#define NAMED "{\"@type\":\"Organization\",\"name\":\"Invented Trust\"}"
#define POINTED "{\"@id\":\"#trust\"}"

Test(import_jobposting, takes_collections_of_every_shape) {
    static const char *const texts[] = {
        "[" POSTING("A", NAMED) "," POSTING("B", NAMED) "]",
        "{\"@graph\":[" POSTING("A", NAMED) "," POSTING("B", NAMED) "]}",
        "{\"@type\":\"ItemList\",\"itemListElement\":[{\"item\":" POSTING(
            "A", NAMED) "},{\"item\":" POSTING("B", NAMED) "}]}",
        POSTING("A", NAMED) "\n" POSTING("B", NAMED) "\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct import_jobposting got = {0};
        cr_assert_eq(import(&got, texts[i]), ERR_NONE, "%s", sample.diag.text);
        cr_expect_eq(got.postings, 2, "%zu", i);
        cr_expect_eq(got.counts.fresh, i == 0 ? 2 : 0, "%zu", i);
        cr_expect_eq(got.counts.same, i == 0 ? 0 : 2, "%zu", i);
        cr_expect_eq(ask("SELECT count(*) FROM vacancy"), 2, "%zu", i);
    }
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE source = 'jobposting' AND employer = "
                     "'Invented Trust'"),
                 2);
}

/* A posting without a name of its own is known by its page, however it is laid out. */
Test(import_jobposting, the_same_posting_twice_is_the_same_vacancy) {
    struct import_jobposting got = {0};
    cr_assert_eq(import(&got, "[{\"@type\":\"JobPosting\",\"title\":\"Porter\",\"description\":"
                              "\"Carry things.\"},\n{ \"@type\" : \"JobPosting\",\n  \"title\" "
                              ": \"Porter\", \"description\" : \"Carry things.\" }]"),
                 ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(got.counts.fresh, 1);
    cr_expect_eq(got.counts.same, 1);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy"), 1);
}

Test(import_jobposting, what_a_posting_points_at_goes_along) {
    struct import_jobposting got = {0};
    cr_assert_eq(import(&got, "{\"@graph\":[{\"@type\":\"Organization\",\"@id\":\"#trust\","
                              "\"name\":\"Invented Trust\"},{\"@type\":\"WebSite\"}," POSTING(
                                  "A", POINTED) "," POSTING("B", POINTED) "]}"),
                 ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(got.items, 4);
    cr_expect_eq(got.postings, 2);
    cr_expect_eq(got.others, 2);
    cr_expect_eq(got.other_item, 1);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE employer = 'Invented Trust'"), 2);
}

/* As `reparse` finds them. */
Test(import_jobposting, each_is_kept_with_its_own_piece_as_its_page) {
    struct import_jobposting got = {0};
    cr_assert_eq(import(&got, "[" POSTING("A", NAMED) "," POSTING("B", NAMED) "]"), ERR_NONE);
    cr_expect_eq(ask("SELECT count(DISTINCT page) FROM vacancy WHERE page IS NOT NULL"), 2);
    cr_expect_eq(ask("SELECT count(*) FROM page"), 2);
}

Test(import_jobposting, refusals_are_counted_and_named) {
    struct import_jobposting got = {0};
    cr_assert_eq(import(&got, "[" POSTING("A", NAMED) ",\n5,\n{\"@type\":\"JobPosting\"}]"),
                 ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(got.counts.fresh, 1);
    cr_expect_eq(got.counts.refused, 1);
    cr_expect_eq(got.counts.seen, 2);
    cr_expect_eq(got.others, 1);
    cr_assert_eq(got.file.unread_named, 1);
    cr_expect_eq(got.file.unread[0].item, 3);
    cr_expect_eq(got.file.unread[0].line, 3);
    cr_expect(strstr(said, "postings.json:3: item 3 not taken: "), "%s", said);
    cr_assert_eq(import(&got, POSTING("A", NAMED) "\n{\"@type\":\"JobPosting\n" POSTING(
                                  "B", NAMED) "\n"),
                 ERR_NONE);
    cr_expect_eq(got.counts.refused, 1);
    cr_expect_eq(got.counts.fresh, 1);
}

Test(import_jobposting, one_that_is_too_large_costs_only_itself) {
    struct import_jobposting got = {0};
    struct buf text;
    buf_init(&text, 32 << 20);
    buf_put_text(&text,
                 "[" POSTING("A", NAMED) ",\n{\"@type\":\"JobPosting\",\"description\":\"");
    for (int i = 0; i < 20 << 17; i++) {
        buf_put_text(&text, "so long ");
    }
    buf_put_text(&text, "\"},\n" POSTING("B", NAMED) "]");
    cr_assert_eq(import(&got, buf_text(&text)), ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(got.counts.fresh, 2);
    cr_expect_eq(got.counts.refused, 1);
    cr_expect(
        strstr(said, "postings.json:2: item 2 not taken: larger than a page may be (4 MiB)"),
        "%s", said);
    text.at[0] = ' ';
    text.at[text.len - sizeof POSTING("B", NAMED) - 1] = '\0';
    const char *alone = strstr(buf_text(&text), "\n{");
    cr_expect_eq(import(&got, alone), ERR_INPUT);
    cr_expect(strstr(sample.diag.text,
                     "none of its postings can be taken, the first, item 1 in "
                     "line 2, for this: larger than a page may be"),
              "%s", sample.diag.text);
    buf_fini(&text);
}

Test(import_jobposting, one_that_is_nested_too_deeply_costs_only_itself) {
    struct import_jobposting got = {0};
    char opened[71] = "";
    char closed[71] = "";
    char text[4096];
    memset(opened, '[', sizeof opened - 1);
    memset(closed, ']', sizeof closed - 1);
    (void)snprintf(text, sizeof text, "%s%s%s%s",
                   "[" POSTING("A", NAMED) ",{\"@type\":\"JobPosting\",\"x\":", opened, closed,
                   "}]");
    cr_assert_eq(import(&got, text), ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(got.counts.fresh, 1);
    cr_expect_eq(got.counts.refused, 1);
    cr_expect(strstr(said, "item 2 not taken: nested deeper than 64 levels"), "%s", said);
}

Test(import_jobposting, a_cut_file_is_refused_whole) {
    static const struct {
        const char *text;
        const char *reason;
    } rows[] = {
        {"[" POSTING("A", NAMED) ",\n{\"@type\":\"Job",
         "postings.json:1: what begins here does "
         "not end; nothing of the file was taken"},
        {POSTING("A", NAMED) "\n" POSTING("B", NAMED) "\n{\"@type\"", "postings.json:3: "},
        {"[" POSTING("A", NAMED) "}", "a bracket closes"},
        {"<html></html>", "expected a JSON value"},
        {"[{\"@type\":\"Organization\"}]", "no JobPosting in it"},
        {"", "is empty"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct import_jobposting got = {0};
        cr_expect_eq(import(&got, rows[i].text), ERR_INPUT, "%s", rows[i].reason);
        cr_expect(strstr(sample.diag.text, rows[i].reason), "%s", sample.diag.text);
        cr_expect_eq(ask("SELECT count(*) FROM vacancy"), 0);
        cr_expect_eq(ask("SELECT count(*) FROM run"), 0);
    }
}

Test(import_jobposting, a_wish_to_stop_ends_between_two_items) {
    const volatile sig_atomic_t wish = 1;
    struct import_jobposting got = {0};
    cr_expect_eq(import_until(&got, "[" POSTING("A", NAMED) "]", &wish), ERR_INTERRUPTED);
    cr_expect(strstr(sample.diag.text, "stopped after 0 of 1 postings"), "%s",
              sample.diag.text);
}
