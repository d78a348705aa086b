/* tests/unit/report/status.c - tests of what status tells
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <string.h>

#include "report/json_status.h"
#include "report/text_status.h"

enum { CAP = 100000, NOON = 1793620800 }; /* 2 November 2026, 12:00 */

static struct run_line runs[] = {
    {.run = 2,
     .kind = RUN_CRAWL,
     .source = SOURCE_NHSJOBS,
     .host = "https://www.example.org",
     .plan = "keyword=recovery \x1b[2J",
     .started_at = NOON},
    {.run = 1,
     .kind = RUN_CRAWL,
     .source = SOURCE_NHSJOBS,
     .host = "https://www.example.org",
     .plan = "",
     .started_at = NOON - 3600,
     .ended_at = NOON - 3000,
     .end = RUN_END_PART,
     .counts = {.requests = 140,
                .listed = 132,
                .seen = 132,
                .fresh = 120,
                .changed = 6,
                .same = 2,
                .refused = 1,
                .aside = 2,
                .failed = 1,
                .closed = 3,
                .withdrawn = 1,
                .waiting = 12},
     .note = "the budget of 140 requests is spent"},
};

static struct source_line sources[] = {
    {.source = SOURCE_NHSJOBS,
     .adverts = 1300,
     .open = 1200,
     .withdrawn = 1,
     .queued = 5,
     .leased = 1,
     .failed = 2,
     .aside = 3,
     .has_walk = true,
     .last = {.run = 2,
              .host = "https://www.example.org",
              .plan = "",
              .began_at = NOON,
              .extent = WALK_WHOLE,
              .verdict = WALK_ODD,
              .pages = 2,
              .total = 90,
              .met = 90,
              .missing = 1100,
              .alarm = "a third fewer than the day before"},
     .has_sweep = true,
     .sweep = {.run = 1,
               .host = "https://www.example.org",
               .plan = "",
               .began_at = NOON - 3600,
               .extent = WALK_WHOLE,
               .verdict = WALK_HEALTHY,
               .pages = 13,
               .total = -1,
               .met = 1290}},
    {.source = SOURCE_TEXT, .adverts = 1},
};

static struct host_line hosts[] = {
    {"https://www.example.org",
     {.last_request = NOON,
      .not_before = NOON + 600,
      .strikes = 2,
      .day = {2026, 11, 2},
      .day_requests = 1400,
      .terms_at = NOON - 7200,
      .robots_at = NOON - 3600,
      .robots_status = 404,
      .trouble = "the site answered 403"}},
    {"https://other.example",
     {.last_request = NOON - 90000, .day = {2026, 11, 1}, .day_requests = 7}},
};

static struct reason_line reasons[] = {
    {SOURCE_NHSJOBS, "no whole answer: the connection was reset", 2, "C1", NOON + 3600}};

static const struct ledger ledger = {runs, 2, hosts, 2, sources, 2, reasons, 1};
static const struct status_day day = {NOON, {2026, 11, 2}, 2000};

static const char *tell(struct buf *out, const struct ledger *told) {
    struct plain plain = {out, {.width = 200}};
    buf_init(out, CAP);
    text_status(&plain, told, &day);
    return buf_text(out);
}

Test(text_status, tells_runs_sources_hosts_and_reasons) {
    static const char *const parts[] = {
        "Last runs\n  2 November 2026, 12:00: crawl of nhsjobs, https://www.example.org, "
        "keyword=recovery \\x1b[2J: was killed or still goes on\n    0 adverts\n",
        "  2 November 2026, 11:00: crawl of nhsjobs, https://www.example.org: done in part\n"
        "    132 adverts: 120 new, 6 changed (3 closed, 1 withdrawn), 2 nothing new, 1 "
        "refused, "
        "2 put aside, 1 failed; 140 requests, 12 left waiting\n"
        "    the budget of 140 requests is spent\n",
        "\nSources\n  nhsjobs: 1,300 adverts, 1,200 open, 1 withdrawn\n"
        "    5 not asked for yet, 1 begun, 2 to be tried again, 3 put aside",
        "    list last read 2 November 2026, 12:00: the whole list, 2 pages, 90 adverts of 90 "
        "that the board counts, 1,100 known ones missing\n"
        "    odd: a third fewer than the day before; nothing was concluded from it\n"
        "    last healthy sweep 2 November 2026, 11:00: the whole list, nothing odd in it, 13 "
        "pages, 1,290 "
        "adverts\n",
        "  text: 1 advert\n",
        "\nHosts\n  https://www.example.org\n"
        "    last asked 2 November 2026, 12:00; today 1,400 of at most 2,000 requests\n"
        "    robots.txt read 2 November 2026, 11:00 (answered with 404)\n"
        "    terms accepted 2 November 2026, 10:00\n"
        "    asks to be left alone until 2 November 2026, 12:10\n"
        "    the last visit ended early: the site answered 403\n",
        "today 0 of at most 2,000 requests\n    terms not accepted yet\n",
        "\nNot fetched, and why\n  2 pages of nhsjobs: no whole answer: the connection was "
        "reset\n    for example C1, to be tried again 2 November 2026, 13:00\n",
    };
    struct buf out;
    const char *text = tell(&out, &ledger);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cr_expect_not_null(strstr(text, parts[i]), "no \"%s\" in\n%s", parts[i], text);
    }
    cr_expect_null(strchr(text, '\x1b'), "an escape came through");
    buf_fini(&out);
}

Test(text_status, what_is_empty_is_left_out) {
    struct ledger one = {.sources = sources + 1, .source_count = 1};
    struct buf out;
    cr_expect_str_eq(tell(&out, &one), "Sources\n  text: 1 advert\n");
    buf_fini(&out);
    one = (struct ledger){0};
    cr_expect_str_eq(tell(&out, &one), "");
    buf_fini(&out);
}

static void expect_json(struct json *value, const char *expected) {
    struct buf out;
    buf_init(&out, CAP);
    cr_assert_eq(json_write(&out, value), ERR_NONE);
    cr_expect_str_eq(buf_text(&out), expected, "%s\nexpected\n%s", buf_text(&out), expected);
    json_free(value);
    buf_fini(&out);
}

Test(json_status, has_every_key_whatever_there_is) {
    struct ledger none = {0};
    expect_json(json_status(&none, 2000, day.today),
                "{\"schema\":\"shortlist.status/1\",\"runs\":[],\"sources\":[],\"hosts\":[],"
                "\"not_fetched\":[]}");
    struct ledger some = {runs, 1, hosts + 1, 1, sources + 1, 1, reasons, 1};
    expect_json(
        json_status(&some, 2000, day.today),
        "{\"schema\":\"shortlist.status/1\",\"runs\":[{\"run\":2,\"kind\":\"crawl\","
        "\"source\":\"nhsjobs\",\"host\":\"https://www.example.org\","
        "\"plan\":\"keyword=recovery \\u001B[2J\",\"started\":\"2026-11-02T12:00:00Z\","
        "\"ended\":null,\"end\":null,\"requests\":0,\"listed\":0,\"seen\":0,\"new\":0,"
        "\"changed\":0,\"same\":0,\"refused\":0,\"aside\":0,\"failed\":0,\"closed\":0,"
        "\"withdrawn\":0,\"reopened\":0,\"waiting\":0,\"note\":null}],"
        "\"sources\":[{\"source\":\"text\",\"adverts\":1,\"open\":0,\"withdrawn\":0,"
        "\"queued\":0,\"leased\":0,\"failed\":0,\"aside\":0,\"walk\":null,\"sweep\":null}],"
        "\"hosts\":[{\"host\":\"https://other.example\","
        "\"last_request\":\"2026-11-01T11:00:00Z\",\"not_before\":null,\"strikes\":0,"
        "\"requests_today\":0,\"daily_cap\":2000,\"terms_accepted\":null,"
        "\"robots_read\":null,\"robots_status\":null,\"trouble\":null}],"
        "\"not_fetched\":[{\"source\":\"nhsjobs\","
        "\"reason\":\"no whole answer: the connection was reset\",\"pages\":2,"
        "\"example\":\"C1\",\"next_try\":\"2026-11-02T13:00:00Z\"}]}");
}

Test(json_status, tells_walks_and_alarms) {
    struct ledger one = {.sources = sources, .source_count = 1};
    struct buf out;
    struct json *value = json_status(&one, 2000, day.today);
    buf_init(&out, CAP);
    cr_assert_eq(json_write(&out, value), ERR_NONE);
    const char *text = buf_text(&out);
    cr_expect_not_null(strstr(text, "\"walk\":{\"run\":2,"), "%s", text);
    cr_expect_not_null(
        strstr(text, "\"extent\":\"whole\",\"verdict\":\"odd\",\"pages\":2,\"total\":90,"
                     "\"met\":90,\"missing\":1100,\"alarm\":\"a third fewer than the day "
                     "before\"}"),
        "%s", text);
    cr_expect_not_null(strstr(text, "\"verdict\":\"healthy\",\"pages\":13,\"total\":null,"),
                       "%s", text);
    json_free(value);
    buf_fini(&out);
}
