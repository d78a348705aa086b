/* tests/unit/report/json_records.c - tests of the JSON records: every byte of them
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "report/json_criteria.h"
#include "report/json_line.h"
#include "report/json_listing.h"
#include "report/json_match.h"
#include "report/json_pay.h"
#include "report/json_refusal.h"
#include "report/json_role.h"
#include "report/json_run.h"
#include "report/json_vacancy.h"

enum { CAP = 100000 };

static void expect_line(struct json *value, const char *expected) {
    struct buf out;
    buf_init(&out, CAP);
    cr_expect_eq(json_write(&out, value), ERR_NONE);
    cr_expect_str_eq(buf_text(&out), expected, "%s\nexpected\n%s", buf_text(&out), expected);
    json_free(value);
    buf_fini(&out);
}

Test(json_vacancy, nothing_known_is_null_or_empty_and_salary_still_an_object) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    expect_line(
        json_vacancy(&vacancy),
        "{\"schema\":\"shortlist.vacancy/1\",\"source\":null,\"id\":null,\"reference\":null,"
        "\"url\":null,\"title\":null,\"employer\":null,\"state\":null,\"posted\":null,"
        "\"closes\":null,\"interview\":null,\"closes_at\":null,\"pay_scheme\":null,\"bands\":[]"
        ","
        "\"salary\":{\"text\":null,\"kind\":null,\"min\":null,\"max\":null,\"period\":null,"
        "\"pro_rata\":false,\"high_cost_area\":null},\"contract\":null,\"contract_months\":"
        "null,"
        "\"working_patterns\":[],\"hours_per_week\":null,\"locations\":[],"
        "\"text\":{\"summary\":null,\"duties\":null,\"about\":null,\"description\":null},"
        "\"criteria\":[],\"dbs\":null,\"sponsorship\":null,\"registration\":null,"
        "\"website\":null,\"documents\":[],\"contact\":null,\"notes\":[]}");
}

Test(json_vacancy, everything_known_stands_in_its_place) {
    const char *lines[] = {"Arndale House", "18-20 Spital Street"};
    const char *documents[] = {"Job description"};
    struct location place = {{lines, 2}, "Dartford",     "Kent",
                             "DA1 2DL",  NATION_ENGLAND, "London"};
    struct criterion criterion = {NEED_ESSENTIAL, "Experience", "Experience in \"care\"",
                                  1u << ASSESSED_APPLICATION | 1u << ASSESSED_INTERVIEW};
    struct contact contact = {"A. Person", NULL, "a@example.org", "01322 000000"};
    struct note note = {"salary.period", "unit_guessed", "no unit"};
    struct vacancy vacancy = {
        .source = SOURCE_NHSJOBS,
        .id = "C9380-25-0471",
        .reference = "380-NK175-A",
        .url = "https://www.jobs.nhs.uk/candidate/jobadvert/C9380-25-0471",
        .title = "Support Worker",
        .employer = "Trust \xC2\xA3",
        .state = STATE_OPEN,
        .posted = {2025, 5, 16},
        .closes = {2025, 6, 1},
        .closes_at = "23:59",
        .interview = {2025, 6, 9},
        .pay_scheme = SCHEME_AGENDA_FOR_CHANGE,
        .bands = 1u << BAND_3 | 1u << BAND_8A,
        .salary = {"\xC2\xA3"
                   "25,883 to \xC2\xA3"
                   "26,958.50 a year",
                   SALARY_RANGE, 2588300, 2695850, PERIOD_YEAR, true, SUPPLEMENT_INCLUDED},
        .contract = CONTRACT_FIXED_TERM,
        .contract_months = 12,
        .working_patterns = 1u << WORK_FULL_TIME | 1u << WORK_NIGHTS,
        .hours_low = 2250,
        .hours_high = 3750,
        .text_summary = "One.\n\n- two",
        .text_duties = "d",
        .text_about = "a",
        .text_description = "x",
        .dbs = DBS_ENHANCED,
        .sponsorship = SPONSORSHIP_OFFERED,
        .registration = "NMC",
        .website = "https://example.org",
        .locations = &place,
        .location_count = 1,
        .criteria = &criterion,
        .criterion_count = 1,
        .documents = {documents, 1},
        .contact = &contact,
        .notes = &note,
        .note_count = 1,
    };
    expect_line(
        json_vacancy(&vacancy),
        "{\"schema\":\"shortlist.vacancy/1\",\"source\":\"nhsjobs\",\"id\":\"C9380-25-0471\","
        "\"reference\":\"380-NK175-A\","
        "\"url\":\"https://www.jobs.nhs.uk/candidate/jobadvert/C9380-25-0471\","
        "\"title\":\"Support Worker\",\"employer\":\"Trust \xC2\xA3\",\"state\":\"open\","
        "\"posted\":\"2025-05-16\",\"closes\":\"2025-06-01\",\"interview\":\"2025-06-09\","
        "\"closes_at\":\"23:59\",\"pay_scheme\":\"agenda_for_change\",\"bands\":[\"3\","
        "\"8a\"],"
        "\"salary\":{\"text\":\"\xC2\xA3"
        "25,883 to \xC2\xA3"
        "26,958.50 a "
        "year\",\"kind\":\"range\",\"min\":25883,\"max\":26958.5,\"period\":\"year\","
        "\"pro_rata\":true,\"high_cost_area\":\"included\"},\"contract\":\"fixed_term\","
        "\"contract_months\":12,\"working_patterns\":[\"full_time\",\"nights\"],"
        "\"hours_per_week\":[22.5,37.5],\"locations\":[{\"address\":[\"Arndale House\","
        "\"18-20 Spital Street\"],\"town\":\"Dartford\",\"county\":\"Kent\","
        "\"postcode\":\"DA1 2DL\",\"nation\":\"england\",\"region\":\"London\"}],"
        "\"text\":{\"summary\":\"One.\\n\\n- two\",\"duties\":\"d\",\"about\":\"a\","
        "\"description\":\"x\"},\"criteria\":[{\"need\":\"essential\",\"group\":\"Experience\","
        "\"text\":\"Experience in "
        "\\\"care\\\"\",\"assessed\":[\"application\",\"interview\"]}],"
        "\"dbs\":\"enhanced\",\"sponsorship\":\"offered\",\"registration\":\"NMC\","
        "\"website\":\"https://example.org\",\"documents\":[\"Job description\"],"
        "\"contact\":{\"name\":\"A. Person\",\"job_title\":null,\"email\":\"a@example.org\","
        "\"phone\":\"01322 000000\"},\"notes\":[{\"field\":\"salary.period\","
        "\"code\":\"unit_guessed\",\"message\":\"no unit\"}]}");
}

Test(json_listing, what_is_not_printed_is_null) {
    struct vacancy line;
    vacancy_init(&line);
    line.id = "A1";
    struct listing listing = {.source = SOURCE_NHSJOBS,
                              .kind = LISTING_FEED,
                              .total = -1,
                              .pages = -1,
                              .entries = &line,
                              .entry_count = 1};
    expect_line(
        json_listing(&listing),
        "{\"schema\":\"shortlist.listing/1\",\"source\":\"nhsjobs\",\"kind\":\"feed\","
        "\"total\":null,\"page\":null,\"pages\":null,\"next\":null,\"entries\":["
        "{\"id\":\"A1\",\"reference\":null,\"url\":null,\"title\":null,\"employer\":null,"
        "\"salary\":{\"text\":null,\"kind\":null,\"min\":null,\"max\":null,\"period\":null,"
        "\"pro_rata\":false,\"high_cost_area\":null},\"posted\":null,\"closes\":null,"
        "\"contract\":null,\"working_patterns\":[],\"locations\":[]}],\"notes\":[]}");
    listing = (struct listing){.source = SOURCE_NHSJOBS,
                               .kind = LISTING_RESULTS,
                               .total = 0,
                               .page = 1,
                               .pages = 2,
                               .next = "/p?page=2"};
    expect_line(
        json_listing(&listing),
        "{\"schema\":\"shortlist.listing/1\",\"source\":\"nhsjobs\",\"kind\":\"results\","
        "\"total\":0,\"page\":1,\"pages\":2,\"next\":\"/p?page=2\",\"entries\":[],"
        "\"notes\":[]}");
}

Test(json_role, levels_are_numbers) {
    const char *names[] = {"STR worker"};
    struct role role = {.title = "Support worker",
                        .also_known_as = {names, 1},
                        .education_text = "NVQ level 2 or 3",
                        .education_levels = 1u << 2 | 1u << 3,
                        .licence_may_be_needed = true};
    expect_line(json_role(&role),
                "{\"schema\":\"shortlist.role/1\",\"title\":\"Support worker\","
                "\"summary\":null,\"background\":null,\"vacancies\":null,"
                "\"also_known_as\":[\"STR worker\"],\"path\":[],\"tasks\":[],"
                "\"settings\":[],\"colleagues\":[],\"skills\":[],"
                "\"education\":{\"text\":\"NVQ level 2 or 3\",\"levels\":[2,3]},"
                "\"licence_may_be_needed\":true}");
}

Test(json_refusal, a_file_name_that_is_no_utf8_is_mended) {
    struct refusal refusal = {REFUSAL_OTHER_PAGE, "it is a recipe"};
    expect_line(json_refusal(&refusal, "a\xFF.html"),
                "{\"schema\":\"shortlist.refusal/1\",\"file\":\"a\xEF\xBF\xBD.html\","
                "\"kind\":\"other_page\",\"message\":\"it is a recipe\"}");
}

Test(json_run, all_counts_are_there) {
    struct run_counts counts = {.requests = 50,
                                .listed = 40,
                                .seen = 31,
                                .fresh = 7,
                                .changed = 9,
                                .same = 5,
                                .refused = 3,
                                .aside = 6,
                                .failed = 1,
                                .closed = 4,
                                .withdrawn = 2,
                                .reopened = 1,
                                .waiting = 8};
    struct run_about about = {RUN_CRAWL, SOURCE_NHSJOBS, "https://www.example.org", true};
    expect_line(json_run(&counts, &about),
                "{\"schema\":\"shortlist.run/1\",\"kind\":\"crawl\",\"source\":\"nhsjobs\","
                "\"host\":\"https://www.example.org\",\"requests\":50,\"listed\":40,"
                "\"seen\":31,\"new\":7,\"changed\":9,\"same\":5,\"refused\":3,\"aside\":6,"
                "\"failed\":1,\"closed\":4,\"withdrawn\":2,\"reopened\":1,\"waiting\":8,"
                "\"alarm\":true}");
    about = (struct run_about){.kind = RUN_ADD};
    counts = (struct run_counts){0};
    expect_line(
        json_run(&counts, &about),
        "{\"schema\":\"shortlist.run/1\",\"kind\":\"add\",\"source\":null,\"host\":null,"
        "\"requests\":0,\"listed\":0,\"seen\":0,\"new\":0,\"changed\":0,\"same\":0,"
        "\"refused\":0,\"aside\":0,\"failed\":0,\"closed\":0,\"withdrawn\":0,"
        "\"reopened\":0,\"waiting\":0,\"alarm\":false}");
}

Test(json_line, an_advert_in_a_list) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    vacancy.source = SOURCE_TEXT;
    vacancy.state = STATE_UNKNOWN;
    expect_line(
        json_line(&vacancy, "text:1", 86400, 0),
        "{\"schema\":\"shortlist.line/1\",\"vacancy\":\"text:1\",\"source\":\"text\","
        "\"reference\":null,\"url\":null,\"title\":null,\"employer\":null,"
        "\"state\":\"unknown\",\"posted\":null,\"closes\":null,\"bands\":[],"
        "\"salary\":{\"text\":null,\"kind\":null,\"min\":null,\"max\":null,\"period\":null,"
        "\"pro_rata\":false,\"high_cost_area\":null},\"contract\":null,"
        "\"working_patterns\":[],\"locations\":[],\"first_seen\":\"1970-01-02T00:00:00Z\","
        "\"last_seen\":null}");
}

/* Every type of atom with the fields of its type and no others. */
Test(json_criteria, atoms_have_the_fields_of_their_type) {
    const char *areas[] = {"mental_health", "ward"};
    static const struct {
        struct atom atom;
        const char *json;
    } rows[] = {
        {{.type = ATOM_QUALIFICATION, .level = 2, .subject = "care", .status = HOLDING_HELD},
         "{\"type\":\"qualification\",\"level\":2,\"subject\":\"care\",\"status\":\"held\"}"},
        {{.type = ATOM_QUALIFICATION, .level = LEVEL_NONE, .status = HOLDING_WORKING_TOWARDS},
         "{\"type\":\"qualification\",\"level\":null,\"subject\":null,"
         "\"status\":\"working_towards\"}"},
        {{.type = ATOM_EXPERIENCE, .level = LEVEL_NONE},
         "{\"type\":\"experience\",\"months\":null,\"areas\":[],\"kinds\":[\"any\"]}"},
        {{.type = ATOM_EXPERIENCE, .months = 24, .kinds = 1u << KIND_PAID | 1u << KIND_LIVED},
         "{\"type\":\"experience\",\"months\":24,\"areas\":[\"mental_health\",\"ward\"],"
         "\"kinds\":[\"paid\",\"lived\"]}"},
        {{.type = ATOM_KNOWLEDGE, .concept = "safeguarding"},
         "{\"type\":\"knowledge\",\"topic\":\"safeguarding\"}"},
        {{.type = ATOM_SKILL, .concept = "communication"},
         "{\"type\":\"skill\",\"concept\":\"communication\"}"},
        {{.type = ATOM_ATTRIBUTE, .concept = "patience"},
         "{\"type\":\"attribute\",\"concept\":\"patience\"}"},
        {{.type = ATOM_DRIVING, .licence = true},
         "{\"type\":\"driving\",\"licence\":true,\"vehicle\":false}"},
        {{.type = ATOM_AVAILABILITY, .concept = "nights"},
         "{\"type\":\"availability\",\"pattern\":\"nights\"}"},
        {{.type = ATOM_REGISTRATION, .concept = "NMC"},
         "{\"type\":\"registration\",\"body\":\"NMC\"}"},
        {{.type = ATOM_RIGHT_TO_WORK}, "{\"type\":\"right_to_work\"}"},
        {{.type = ATOM_DBS}, "{\"type\":\"dbs\"}"},
        {{.type = ATOM_LANGUAGE, .concept = "english"},
         "{\"type\":\"language\",\"language\":\"english\"}"},
        {{.type = ATOM_HEALTH}, "{\"type\":\"health\"}"},
        {{.type = ATOM_OTHER}, "{\"type\":\"other\"}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct atom atom = rows[i].atom;
        struct buf expected;
        if (atom.months > 0) {
            atom.areas = (struct strings){areas, 2};
        }
        struct demand demand = {&atom, 1};
        struct requirement requirement = {&demand, 1, i % 2 == 1, "r1"};
        buf_init(&expected, CAP);
        buf_printf(&expected,
                   "{\"any_of\":[{\"all_of\":[%s]}],\"accepts_equivalent\":%s,\"rule\":\"r1\"}",
                   rows[i].json, i % 2 == 1 ? "true" : "false");
        expect_line(json_requirement(&requirement), buf_text(&expected));
        buf_fini(&expected);
    }
}

Test(json_criteria, a_demand_for_nothing_is_one_empty_list) {
    struct demand nothing = {NULL, 0};
    struct requirement requirement = {&nothing, 1, false, "none"};
    struct criterion criterion = {NEED_DESIRABLE, NULL, "No experience needed", 0};
    struct vacancy vacancy = {.title = "T", .criteria = &criterion, .criterion_count = 1};
    expect_line(
        json_criteria(&vacancy, "K", &requirement),
        "{\"schema\":\"shortlist.criteria/1\",\"vacancy\":\"K\",\"title\":\"T\","
        "\"criteria\":[{\"need\":\"desirable\",\"group\":null,"
        "\"text\":\"No experience needed\",\"assessed\":[],\"requirement\":"
        "{\"any_of\":[{\"all_of\":[]}],\"accepts_equivalent\":false,\"rule\":\"none\"}}]}");
}

Test(json_match, points_are_printed_with_one_decimal) {
    struct criterion criteria[] = {{NEED_ESSENTIAL, "G", "Drive", 0},
                                   {NEED_DESIRABLE, NULL, "DBS", 0}};
    struct atom atoms[] = {{.type = ATOM_DRIVING, .licence = true}, {.type = ATOM_DBS}};
    struct demand demands[] = {{&atoms[0], 1}, {&atoms[1], 1}};
    struct requirement requirements[] = {{&demands[0], 1, false, "a"},
                                         {&demands[1], 1, false, "b"}};
    struct because because = {"candidate.drives", "Drive", 333};
    struct judged judged[] = {
        {&criteria[0], &requirements[0], VERDICT_PARTLY, 1, 333, 667, true, &because, 1,
         "A car?"},
        {&criteria[1], &requirements[1], VERDICT_LATER, MARK_NONE, 0, 0, false, NULL, 0, NULL}};
    struct next_step step = {"get a car", "candidate.vehicle", "yes", 334, GATE_PASS};
    struct match match = {.vacancy = "K",
                          .source = SOURCE_NHSJOBS,
                          .title = "T",
                          .closes = {2025, 6, 1},
                          .candidate = "c-017",
                          .gate = GATE_OPEN,
                          .score = 333,
                          .range_low = 333,
                          .range_high = 1000,
                          .criteria = judged,
                          .criterion_count = 2,
                          .next_steps = &step,
                          .next_step_count = 1,
                          .rules = "abc"};
    for (int i = 0; i < PREFER_COUNT; i++) {
        match.preferences[i].fit = i == PREFER_BAND ? FIT_FITS : FIT_UNKNOWN;
    }
    expect_line(
        json_match(&match),
        "{\"schema\":\"shortlist.match/1\",\"vacancy\":\"K\",\"source\":\"nhsjobs\","
        "\"title\":\"T\",\"employer\":null,\"url\":null,\"closes\":\"2025-06-01\","
        "\"candidate\":\"c-017\",\"gate\":\"open\",\"score\":33.3,\"range\":[33.3,100],"
        "\"criteria\":[{\"need\":\"essential\",\"group\":\"G\",\"text\":\"Drive\","
        "\"requirement\":{\"any_of\":[{\"all_of\":[{\"type\":\"driving\",\"licence\":true,"
        "\"vehicle\":false}]}],\"accepts_equivalent\":false,\"rule\":\"a\"},"
        "\"verdict\":\"partly\",\"mark\":1,\"points\":33.3,\"max_points\":66.7,"
        "\"because\":[{\"fact\":\"candidate.drives\",\"says\":\"Drive\",\"effect\":33.3}],"
        "\"prompt\":\"A car?\"},{\"need\":\"desirable\",\"group\":null,\"text\":\"DBS\","
        "\"requirement\":{\"any_of\":[{\"all_of\":[{\"type\":\"dbs\"}]}],"
        "\"accepts_equivalent\":false,\"rule\":\"b\"},\"verdict\":\"later\",\"mark\":null,"
        "\"points\":0,\"max_points\":0,\"because\":[],\"prompt\":null}],"
        "\"preferences\":{\"distance\":null,\"pattern\":\"unknown\",\"hours\":\"unknown\","
        "\"band\":\"fits\",\"pay\":\"unknown\",\"contract\":\"unknown\","
        "\"sponsorship\":\"unknown\"},\"next_steps\":[{\"change\":\"get a car\","
        "\"fact\":\"candidate.vehicle\",\"value\":\"yes\",\"gain\":33.4,\"gate\":\"pass\"}],"
        "\"pay\":null,\"rules\":\"abc\"}");
}

/* ---- pay ---- */

static void expect_part(struct json *value, const char *part) {
    struct buf out;
    buf_init(&out, CAP);
    cr_expect_eq(json_write(&out, value), ERR_NONE);
    cr_expect(strstr(buf_text(&out), part), "no %s in %s", part, buf_text(&out));
    json_free(value);
    buf_fini(&out);
}

static struct pay_check empty_check(void) {
    struct pay_check check = {.verdict = PAY_VERDICT_UNREADABLE, .base_min = MONEY_NONE};
    check.base_max = check.hourly_min = check.hourly_max = MONEY_NONE;
    check.explanation = "No.";
    return check;
}

static const char empty_pay[] =
    "{\"schema\":\"shortlist.pay/1\",\"text\":null,\"date\":null,\"nation\":null,"
    "\"band\":null,\"verdict\":\"unreadable\",\"scale\":null,\"points\":[],"
    "\"base_min\":null,\"base_max\":null,\"supplement\":null,\"part_time\":null,"
    "\"hourly_min\":null,\"hourly_max\":null,\"full_time_hours\":null,"
    "\"living_wage\":null,\"flags\":[],\"explanation\":\"No.\"}";

Test(json_pay, names_the_advert_only_where_it_stands_alone) {
    const struct pay_check check = empty_check();
    char named[1024];
    (void)snprintf(named, sizeof named, "{\"schema\":\"shortlist.pay/1\",\"vacancy\":\"K\"%s",
                   strstr(empty_pay, ",\"text\""));
    expect_line(json_pay(&check, NULL), empty_pay);
    expect_line(json_pay(&check, "K"), named);
}

Test(json_match, holds_the_pay_of_its_advert) {
    const struct pay_check check = empty_check();
    struct match match = {.vacancy = "K", .pay = &check};
    expect_part(json_match(&match), empty_pay);
}

Test(json_pay, has_a_value_in_the_unit_of_its_kind) {
    static const struct {
        enum pay_fact_kind kind;
        int64_t value;
        const char *written;
    } rows[] = {
        {PAY_FACT_WINDOW, 0, "\"value\":null"},
        {PAY_FACT_HOURS, 3750, "\"value\":37.5,"},
        {PAY_FACT_LIVING_WAGE, 1221, "\"value\":12.21,"},
        {PAY_FACT_APPRENTICE_WAGE, 800, "\"value\":8,"},
        {PAY_FACT_TRAINING_SHARE, 75, "\"value\":75,"},
        {PAY_FACT_ZONE, 0, "\"value\":null"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct pay_fact fact = {.kind = rows[i].kind,
                                      .value = rows[i].value,
                                      .source = "S",
                                      .confidence = CONFIDENCE_MEMORY};
        expect_part(json_pay_fact(&fact), rows[i].written);
        expect_part(json_pay_fact(&fact), "\"source\":\"S\",\"confidence\":\"memory\"");
    }
}
