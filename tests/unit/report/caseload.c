/* tests/unit/report/caseload.c - tests of report/text_caseload and report/json_caseload
 * SPDX-License-Identifier: MIT
 */
#include "report/text_caseload.h"

#include <criterion/criterion.h>
#include <string.h>

#include "report/json_caseload.h"

enum { CAP = 100000 };
static const struct date today = {2026, 3, 2};

static struct caseload_line line_of(const char *key, enum gate gate, bool is_new,
                                    enum gate was) {
    return (struct caseload_line){{.key = key,
                                   .title = "Support Worker",
                                   .employer = "Saltmarsh Trust",
                                   .closes = {2026, 3, 12},
                                   .gate = gate,
                                   .one_away = gate == GATE_OPEN},
                                  is_new,
                                  was};
}

Test(text_caseload, a_first_run_has_no_news) {
    struct caseload_sheet sheet = {.code = "c-017", .counts = {{0, 3, 12, 5}}};
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_caseload_candidate(&plain, &sheet, today);
    cr_expect_str_eq(buf_text(&out),
                     "c-017\n"
                     "  3 to go for, 12 open, 5 not as things stand\n"
                     "  First run for this code: what is new is told from the next one on.\n",
                     "%s", buf_text(&out));
    buf_fini(&out);
}

Test(text_caseload, the_headline_counts_what_is_one_criterion_away) {
    struct caseload_sheet sheet = {.code = "c-017", .counts = {{0, 3, 12, 5}}, .near = 4};
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_caseload_candidate(&plain, &sheet, today);
    cr_expect_neq(strstr(buf_text(&out), "5 not as things stand; one criterion away: 4\n"),
                  NULL, "%s", buf_text(&out));
    buf_fini(&out);
}

Test(text_caseload, news_say_what_was_and_what_is) {
    const struct caseload_line news[] = {line_of("C1", GATE_PASS, true, GATE_NONE),
                                         line_of("C2", GATE_PASS, false, GATE_OPEN)};
    struct caseload_sheet sheet = {.code = "c-017",
                                   .last_at = 1772000000,
                                   .is_other_rules = true,
                                   .news = news,
                                   .news_count = 2,
                                   .news_total = 5};
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_caseload_candidate(&plain, &sheet, today);
    cr_expect_neq(strstr(buf_text(&out), "with other rules"), NULL, "%s", buf_text(&out));
    cr_expect_neq(
        strstr(buf_text(&out),
               "  - Support Worker; Saltmarsh Trust; closes 12 March 2026 (in 10 days); "
               "C1 (new:\n    one to go for)\n"),
        NULL, "%s", buf_text(&out));
    cr_expect_neq(strstr(buf_text(&out), "C2 (was\n    open, now one to go for)"), NULL, "%s",
                  buf_text(&out));
    cr_expect_neq(strstr(buf_text(&out), "and 3 more"), NULL, "%s", buf_text(&out));
    buf_fini(&out);
}

/* What an adviser needs to know before anybody is sent there. */
Test(text_caseload, an_advert_is_told_with_place_band_pay_and_what_is_not_as_wished) {
    const struct caseload_line pass = line_of("C1", GATE_PASS, false, GATE_PASS);
    const struct caseload_line near = line_of("C2", GATE_OPEN, false, GATE_OPEN);
    struct location location = {.town = "Leeds", .postcode = "LS1 3EX"};
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    vacancy.locations = &location;
    vacancy.location_count = 1;
    vacancy.bands = 1u << vocab_value(&vocab_band, SPAN("3"));
    struct match match = {.advert = &vacancy};
    match.preferences[PREFER_DISTANCE] =
        (struct preference){.fit = FIT_MISSES, .says = "about 181 miles away"};
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_caseload_line(&plain, &pass, &match, today, 0);
    cr_expect_str_eq(
        buf_text(&out),
        "  - Support Worker; Saltmarsh Trust, Leeds LS1 3EX; Band 3; closes 12 March "
        "2026\n    (in 10 days); C1\n"
        "      not as you wish: about 181 miles away\n");
    buf_clear(&out);
    text_caseload_line(&plain, &near, &match, today, 0);
    cr_expect_neq(strstr(buf_text(&out), "not as you wish: about 181 miles away\n"), NULL, "%s",
                  buf_text(&out));
    buf_clear(&out);
    match.preferences[PREFER_DISTANCE] =
        (struct preference){.fit = FIT_UNKNOWN, .says = "not known where the work is"};
    text_caseload_line(&plain, &pass, &match, today, 0);
    cr_expect_eq(strstr(buf_text(&out), "not known"), NULL);
    buf_clear(&out);
    text_caseload_line(&plain, &pass, &match, today, 1u << PREFER_DISTANCE);
    cr_expect_neq(strstr(buf_text(&out), "not known: distance (not known where the work is)"),
                  NULL, "%s", buf_text(&out));
    buf_fini(&out);
}

Test(text_caseload, a_place_that_nobody_knows_is_named) {
    struct caseload_sheet sheet = {.code = "c-017", .lost = "ZZ9"};
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_caseload_candidate(&plain, &sheet, today);
    cr_expect_neq(strstr(buf_text(&out), "  It is not known where ZZ9 is: "), NULL, "%s",
                  buf_text(&out));
    buf_fini(&out);
}

Test(text_caseload, the_gap_says_for_how_many_or_that_there_is_none) {
    const struct caseload_gap gap = {"a driving licence", "driving licence=yes", 31, 40, 2};
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_caseload_gaps(&plain, &gap, 1);
    cr_expect_str_eq(buf_text(&out),
                     "The common gap\n"
                     "  - a driving licence: would open 31 adverts for 2 candidates\n\n",
                     "%s", buf_text(&out));
    buf_clear(&out);
    const struct caseload_gap bare = {"skill concept=it_skills", "skill concept=it_skills", 1,
                                      1, 1};
    text_caseload_gaps(&plain, &bare, 1);
    cr_expect_neq(
        strstr(buf_text(&out), "  - skill: it skills: would open 1 advert for 1 candidate"),
        NULL, "%s", buf_text(&out));
    buf_clear(&out);
    const struct caseload_gap alike[] = {
        {"experience of mental health", "experience areas=mental_health kinds=lived", 1, 1, 1},
        {"experience of mental health", "experience months=24 areas=mental_health", 1, 1, 1},
        {"a qualification (Care Certificate)",
         "qualification subject=care_certificate status=willing", 1, 1, 1}};
    text_caseload_gaps(&plain, alike, sizeof alike / sizeof *alike);
    cr_expect_str_eq(
        buf_text(&out),
        "The common gap\n"
        "  - experience of mental health (lived): would open 1 advert for 1 "
        "candidate\n"
        "  - experience of mental health (24 months): would open 1 advert for 1 "
        "candidate\n"
        "  - a qualification (Care Certificate), or the will to get it: would open "
        "1\n    advert for 1 candidate\n\n",
        "%s", buf_text(&out));
    buf_clear(&out);
    text_caseload_gaps(&plain, NULL, 0);
    cr_expect_neq(strstr(buf_text(&out), "There is none"), NULL);
    buf_fini(&out);
}

Test(json_caseload, the_summary_names_codes_and_counts) {
    const struct caseload_line news[] = {line_of("C1", GATE_PASS, true, GATE_NONE)};
    const struct caseload_sheet sheet = {.file = "a.ini",
                                         .code = "c-017",
                                         .counts = {{0, 3, 12, 5}},
                                         .news = news,
                                         .news_count = 1,
                                         .news_total = 1};
    const struct caseload_refusal refused = {"b\xFF.ini", "b\xFF.ini:3: no"};
    const struct caseload_gap gap = {"a licence", "driving licence=yes", 31, 40, 2};
    const struct json_caseload_parts parts = {&sheet, 1,  &refused, 1,     &gap,
                                              1,      20, true,     "0123"};
    struct buf out;
    buf_init(&out, CAP);
    struct json *record = json_caseload(&parts);
    cr_assert_eq(json_write(&out, record), ERR_NONE);
    cr_expect_str_eq(
        buf_text(&out),
        "{\"schema\":\"shortlist.caseload/1\",\"adverts\":20,\"candidates\":[{\"candidate\":"
        "\"c-017\",\"last_run\":null,\"other_rules\":false,\"adverts\":0,\"left_out\":0,"
        "\"counts\":{\"pass\":3,\"open\":12,\"fail\":5},\"new\":{\"pass\":0,\"open\":0,"
        "\"fail\":"
        "0},\"to_list\":0,\"news\":[{\"vacancy\":\"C1\",\"source\":"
        "null,\"title\":\"Support Worker\",\"employer\":\"Saltmarsh Trust\",\"closes\":"
        "\"2026-03-12\",\"gate\":\"pass\",\"score\":0,\"one_away\":false,\"is_new\":true,"
        "\"was\":null}],\"news_total\":1}],\"refused\":[{\"file\":\"b\xEF\xBF\xBD.ini\","
        "\"message\":\"b\xEF\xBF\xBD.ini:3: no\"}],\"gaps\":[{\"what\":\"a licence\",\"asks\":"
        "\"driving licence=yes\",\"adverts\":31,\"openings\":40,\"candidates\":2}],\"is_kept\":"
        "true,\"rules\":\"0123\"}",
        "%s", buf_text(&out));
    json_free(record);
    buf_fini(&out);
}
