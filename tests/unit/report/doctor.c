/* tests/unit/report/doctor.c - tests of what doctor and reparse tell
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <string.h>

#include "report/json_doctor.h"
#include "report/json_reparse.h"
#include "report/text_doctor.h"
#include "report/text_reparse.h"

enum { CAP = 100000 };

static struct check checks[] = {{"database", true, "x.db: sound"},
                                {"quarantine", false, "2 pages put aside"}};

static struct fill_trend trends[] = {
    {"text", {"title", 10, 10, 10, 10}, {"title", 90, 90, 0, 0}, false},
    {"text", {"bands", 10, 1, 8, 1}, {"bands", 90, 60, 0, 0}, true},
};

static struct lack lacks[] = {{"salary.text", 1, 0}, {"bands", 1, 0}};

static struct quarantined aside[] = {
    {.page = 1,
     .name = {SOURCE_NHSJOBS, "C1"},
     .family = "nhsjobs_advert",
     .is_known = true,
     .url = "https://www.example.org/C1",
     .title = "Support \x1b[31mWorker",
     .lacks = lacks,
     .lack_count = 2},
    {.page = 2,
     .name = {SOURCE_TEXT, "text:A-1"},
     .family = "text",
     .lacks = lacks,
     .lack_count = 1},
};

static struct health health = {checks, 2, trends, 2, aside, 2};

static const char *tell(struct buf *out, size_t limit) {
    struct plain plain = {out, {.width = 0}};
    buf_init(out, CAP);
    text_doctor(&plain, &health, limit);
    return buf_text(out);
}

Test(text_doctor, names_what_fell_and_what_is_put_aside) {
    static const char *const parts[] = {
        "ok    database", "look  quarantine",
        "Fields of text", "100.0 % of 10",
        "fell\n",         "bands of text fell: 7 of 8 pages",
        "C1, Support ",   "lacks salary.text, bands; the record is as it was",
        "no record yet",  "reparse --accept"};
    struct buf out;
    const char *text = tell(&out, 0);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cr_expect_not_null(strstr(text, parts[i]), "no \"%s\" in\n%s", parts[i], text);
    }
    cr_expect_null(strchr(text, '\x1b'), "an escape came through");
    buf_fini(&out);
}

Test(text_doctor, shows_no_more_than_it_may) {
    struct buf out;
    const char *text = tell(&out, 1);
    cr_expect_not_null(strstr(text, "and 1 more"), "%s", text);
    cr_expect_null(strstr(text, "text:A-1"), "%s", text);
    buf_fini(&out);
}

static void expect_json(struct json *value, const char *expected) {
    struct buf out;
    buf_init(&out, CAP);
    cr_assert_eq(json_write(&out, value), ERR_NONE);
    cr_expect_str_eq(buf_text(&out), expected);
    json_free(value);
    buf_fini(&out);
}

Test(json_doctor, an_empty_one_has_every_member) {
    struct health none = {0};
    expect_json(json_doctor(&none),
                "{\"schema\":\"shortlist.doctor/1\",\"checks\":[],\"fields\":[],"
                "\"quarantine\":[]}");
}

Test(json_doctor, each_part) {
    struct health some = {checks, 1, &trends[1], 1, &aside[1], 1};
    expect_json(json_doctor(&some),
                "{\"schema\":\"shortlist.doctor/1\",\"checks\":[{\"name\":\"database\","
                "\"good\":true,\"words\":\"x.db: sound\"}],\"fields\":[{\"family\":\"text\","
                "\"field\":\"bands\",\"now\":{\"adverts\":10,\"filled\":1,\"expected\":8,"
                "\"met\":1},\"before\":{\"adverts\":90,\"filled\":60,\"expected\":0,"
                "\"met\":0},\"fallen\":true}],\"quarantine\":[{\"vacancy\":\"text:A-1\","
                "\"source\":\"text\",\"title\":null,\"url\":null,\"family\":\"text\","
                "\"since\":null,\"known\":false,\"lacks\":[\"salary.text\"]}]}");
}

static struct field_changes changes[] = {{"salary.min", 3, 0, 12}};

static struct reparse_report report = {
    .counts = {.seen = 20, .changed = 14, .same = 5, .aside = 1},
    .pages = 20,
    .taken_up = 2,
    .changes = changes,
    .change_count = 1};

Test(text_reparse, says_what_changed_by_field) {
    static const char *const parts[] = {"20 pages read again", "     14  changed",
                                        "      1  put aside", "salary.min"};
    struct buf out;
    struct plain plain = {&out, {.width = 0}};
    buf_init(&out, CAP);
    text_reparse(&plain, &report);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cr_expect_not_null(strstr(buf_text(&out), parts[i]), "no \"%s\" in\n%s", parts[i],
                           buf_text(&out));
    }
    cr_expect_null(strstr(buf_text(&out), "read no more"));
    buf_fini(&out);
}

Test(json_reparse, has_every_count) {
    expect_json(json_reparse(&report),
                "{\"schema\":\"shortlist.reparse/1\",\"pages\":20,\"seen\":20,\"new\":0,"
                "\"changed\":14,\"same\":5,\"refused\":0,\"aside\":1,\"taken_up\":2,"
                "\"fields\":[{\"field\":\"salary.min\",\"filled\":3,\"emptied\":0,"
                "\"changed\":12}]}");
}
