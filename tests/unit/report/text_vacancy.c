/* tests/unit/report/text_vacancy.c - tests of the texts about one advert, a list, a role, a run
 * SPDX-License-Identifier: MIT
 */
#include "report/text_vacancy.h"

#include <criterion/criterion.h>
#include <string.h>

#include "report/text_criteria.h"
#include "report/text_list.h"
#include "report/text_role.h"
#include "report/text_run.h"

enum { CAP = 100000 };
static const struct date today = {2025, 5, 20};

static void expect_text(struct buf *out, const char *expected) {
    cr_expect_str_eq(buf_text(out), expected, "%s\nexpected\n%s", buf_text(out), expected);
    buf_clear(out);
}

/* A short advert. */
static struct vacancy sample(struct location *place, struct criterion criteria[static 3]) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    *place = (struct location){.town = "Dartford", .postcode = "DA1 2DL"};
    criteria[0] = (struct criterion){NEED_ESSENTIAL, "Experience", "Mental health",
                                     1u << ASSESSED_INTERVIEW};
    criteria[1] = (struct criterion){NEED_ESSENTIAL, "Experience", "Wards", 0};
    criteria[2] = (struct criterion){NEED_DESIRABLE, NULL, "Team working", 0};
    vacancy.title = "Support Worker";
    vacancy.employer = "Trust";
    vacancy.state = STATE_OPEN;
    vacancy.closes = (struct date){2025, 6, 1};
    vacancy.bands = 1u << BAND_3;
    vacancy.salary = (struct salary){"\xC2\xA3"
                                     "25883 to \xC2\xA3"
                                     "26958 pa",
                                     SALARY_RANGE,
                                     2588300,
                                     2695800,
                                     PERIOD_YEAR,
                                     false,
                                     SUPPLEMENT_UNSTATED};
    vacancy.contract = CONTRACT_PERMANENT;
    vacancy.working_patterns = 1u << WORK_FULL_TIME;
    vacancy.text_summary = "Come and work.\n\n- here";
    vacancy.locations = place;
    vacancy.location_count = 1;
    vacancy.criteria = criteria;
    vacancy.criterion_count = 3;
    return vacancy;
}

Test(text_vacancy, shows_what_is_known_and_no_more) {
    struct location place;
    struct criterion criteria[3];
    struct vacancy vacancy = sample(&place, criteria);
    struct text_vacancy_seen seen = {.key = "C1"};
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_vacancy(&plain, &vacancy, &seen, today);
    expect_text(&out, "Support Worker\n"
                      "Trust\n"
                      "\n"
                      "  Known as          C1\n"
                      "  State             open\n"
                      "  Closes            1 June 2025 (in 12 days)\n"
                      "  Band              Band 3\n"
                      "  Pay               \xC2\xA3"
                      "25,883 to \xC2\xA3"
                      "26,958 a year\n"
                      "  Pay as printed    \xC2\xA3"
                      "25883 to \xC2\xA3"
                      "26958 pa\n"
                      "  Contract          permanent\n"
                      "  Working pattern   full time\n"
                      "  Place             Dartford DA1 2DL\n"
                      "\n"
                      "Summary\n"
                      "  Come and work.\n"
                      "\n"
                      "  - here\n"
                      "\n"
                      "Person specification\n"
                      "  Experience, essential\n"
                      "    - Mental health (assessed by interview)\n"
                      "    - Wards\n"
                      "  desirable\n"
                      "    - Team working\n");
    buf_fini(&out);
}

Test(text_vacancy, history_is_worded_by_the_kind_of_field) {
    const struct text_change changes[] = {
        {{2025, 5, 21}, "closes", "2025-06-01", "2025-06-08"},
        {{2025, 5, 22}, "salary.max", NULL, "2695800"},
        {{2025, 5, 23}, "title", "Worker\033", NULL},
    };
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_vacancy_history(&plain, changes, 3);
    expect_text(&out, "\nWhat changed\n"
                      "  21 May 2025: closes was 1 June 2025, is now 8 June 2025\n"
                      "  22 May 2025: salary.max was nothing, is now \xC2\xA3"
                      "26,958\n"
                      "  23 May 2025: title was Worker\\x1b, is now nothing\n");
    text_vacancy_history(&plain, NULL, 0);
    expect_text(&out, "");
    buf_fini(&out);
}

Test(text_list, gives_each_advert_a_few_lines) {
    struct location place;
    struct criterion criteria[3];
    struct vacancy vacancy = sample(&place, criteria);
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {.ascii = true}};
    text_list_line(&plain, &vacancy, "C1", today);
    expect_text(&out, "Support Worker\n"
                      "  Trust, Dartford DA1 2DL\n"
                      "  Band 3, GBP 25,883 to GBP 26,958 a year\n"
                      "  permanent; full time\n"
                      "  closes 1 June 2025 (in 12 days)\n"
                      "  C1\n"
                      "\n");
    text_list_line(&plain, &vacancy, NULL, (struct date){2025, 6, 3});
    cr_expect_not_null(strstr(buf_text(&out), "  closed on 1 June 2025 (2 days ago)\n"));
    buf_clear(&out);
    vacancy_init(&vacancy);
    vacancy.state = STATE_CLOSED;
    text_list_line(&plain, &vacancy, NULL, today);
    expect_text(&out, "(no title)\n  closed\n\n");
    buf_fini(&out);
}

Test(text_role, prints_lists_and_texts) {
    const char *tasks[] = {"promote independent living", "settings, such as: day centres"};
    struct role role = {.title = "STR worker",
                        .tasks = {tasks, 2},
                        .education_text = "NVQ level 2 or 3",
                        .education_levels = 1u << 2 | 1u << 3};
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_role(&plain, &role);
    expect_text(&out, "STR worker\n"
                      "\n"
                      "What they do\n"
                      "  - promote independent living\n"
                      "  - settings, such as: day centres\n"
                      "\n"
                      "Education and training\n"
                      "  NVQ level 2 or 3\n"
                      "  Levels named      2, 3\n");
    buf_fini(&out);
}

Test(text_run, leaves_out_what_did_not_happen) {
    struct run_counts counts = {
        .requests = 12, .seen = 9, .fresh = 8, .refused = 1, .waiting = 1};
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_run(&plain, &counts, "NHS Jobs", false);
    expect_text(&out, "NHS Jobs: 9 adverts, 12 requests\n"
                      "      8  new\n"
                      "      1  not taken: no advert, or not the one that was asked for\n"
                      "1 advert is still waiting: the next crawl goes on with it.\n");
    buf_fini(&out);
}

/* Whoever adds the numbers in front of the lines gets the adverts of the first line: what is a
 * part of another count, or was not seen, is not among them. */
Test(text_run, its_lines_add_up) {
    struct run_counts counts = {.requests = 2000,
                                .seen = 1266,
                                .fresh = 1200,
                                .changed = 40,
                                .same = 20,
                                .refused = 3,
                                .aside = 2,
                                .failed = 1,
                                .closed = 30,
                                .withdrawn = 4,
                                .reopened = 5,
                                .waiting = 7000};
    struct buf out;
    int64_t sum = 0;
    struct span line;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_run(&plain, &counts, "NHS Jobs", true);
    struct span rest = buf_span(&out);
    (void)span_next_line(&rest, &line);
    cr_expect(span_is(line, "NHS Jobs: 1,266 adverts, 2,000 requests"), "%s", buf_text(&out));
    while (span_next_line(&rest, &line) && span_starts(line, "  ")) {
        struct span words = span_trim(line);
        uint64_t number = 0;
        for (size_t i = 0; i < words.len && words.at[i] != ' '; i++) {
            number = words.at[i] == ',' ? number : number * 10 + (uint64_t)(words.at[i] - '0');
        }
        sum += (int64_t)number;
    }
    cr_expect_eq(sum, counts.seen, "%s", buf_text(&out));
    cr_expect_not_null(
        strstr(buf_text(&out), "40  changed (30 closed, 4 withdrawn, 5 open again)\n"), "%s",
        buf_text(&out));
    cr_expect_not_null(strstr(buf_text(&out), "7,000 adverts are still waiting"));
    cr_expect_not_null(strstr(buf_text(&out), "list was odd"));
    buf_fini(&out);
}

Test(text_vacancy, says_what_became_of_it_and_where_it_was_met) {
    struct location place;
    struct criterion criteria[3];
    struct vacancy vacancy = sample(&place, criteria);
    struct text_vacancy_seen seen = {
        .key = "C1", .life = LIFE_WITHDRAWN, .since = {2025, 5, 19}};
    struct text_sighting met[] = {
        {SOURCE_NHSJOBS, "C1", "https://www.example.org/C1", {2025, 5, 1}, {2025, 5, 18}},
        {SOURCE_TRAC, "77\x1b[2J", NULL, {2025, 5, 3}, {2025, 5, 3}}};
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_vacancy(&plain, &vacancy, &seen, today);
    cr_expect_not_null(strstr(buf_text(&out),
                              "  What became of it withdrawn before its closing "
                              "date, since 19 May 2025\n"),
                       "%s", buf_text(&out));
    buf_clear(&out);
    seen.life = LIFE_OPEN;
    text_vacancy(&plain, &vacancy, &seen, today);
    cr_expect_null(strstr(buf_text(&out), "What became"), "%s", buf_text(&out));
    buf_clear(&out);
    text_vacancy_sightings(&plain, met, 2);
    expect_text(&out, "\nMet at\n"
                      "  nhsjobs, C1, https://www.example.org/C1: 1 May 2025 to 18 May 2025\n"
                      "  trac, 77\\x1b[2J: 3 May 2025\n");
    text_vacancy_sightings(&plain, met, 1);
    expect_text(&out, "");
    buf_fini(&out);
}

Test(text_criteria, says_how_a_criterion_was_understood) {
    const char *areas[] = {"mental_health", "ward"};
    struct atom nvq = {.type = ATOM_QUALIFICATION,
                       .level = 2,
                       .subject = "health_and_social_care",
                       .status = HOLDING_WORKING_TOWARDS};
    struct atom both[] = {
        {.type = ATOM_EXPERIENCE, .months = 12, .areas = {areas, 2}, .kinds = 1u << KIND_PAID},
        {.type = ATOM_SKILL, .concept = "team_working"}};
    struct demand demands[] = {{&nvq, 1}, {both, 2}};
    struct requirement requirement = {demands, 2, true, "r"};
    struct buf out;
    buf_init(&out, CAP);
    text_requirement(&out, &requirement);
    expect_text(&out,
                "a qualification at level 2 or higher in health and social care, held or "
                "worked towards; or 12 months of paid experience in mental health or ward "
                "and skill: team working; or something equivalent");
    struct demand nothing = {NULL, 0};
    requirement = (struct requirement){&nothing, 1, false, "r"};
    text_requirement(&out, &requirement);
    expect_text(&out, "nothing");
    buf_fini(&out);
}
