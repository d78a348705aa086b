/* tests/cli/caseload.c - a folder of profiles: blocks, news, the common gap, and forgetting
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/span.h"
#include "tests/support/place.h"
#include "tests/support/run.h"

#define DAY "2026-03-02"

static struct run_place place;
static char database[320];
static char folder[320];

static void copy(const char *from, const char *to) {
    size_t size = 0;
    char *bytes = run_read(place_of(from), &size);

    cr_assert_gt(size, 0, "%s", from);
    run_write(&place, to, bytes, size);
    free(bytes);
}

/* Half of the sample adverts in the database, three profiles in a folder. */
static void start(void) {
    struct run_result run = {0};

    place = run_place_make();
    snprintf(database, sizeof database, "%s/s.db", place.folder);
    snprintf(folder, sizeof folder, "%s/profiles", place.folder);
    cr_assert_eq(mkdir(folder, 0700), 0);
    copy("fixtures/profiles/demo.ini", "profiles/a.ini");
    copy("fixtures/profiles/care_home.ini", "profiles/b.ini");
    copy("fixtures/profiles/family_carer.ini", "profiles/c.ini");
    run = RUN(&place, "--db", database, "add", place_of("cli/demo"));
    cr_assert(run.status == 0 || run.status == 3, "%s", run.err);
    run_result_free(&run);
}

static void stop(void) { run_place_remove(&place); }

TestSuite(caseload, .init = start, .fini = stop);

#define CASELOAD(...)                                                                          \
    RUN(&place, "--db", database, "--today", DAY, "match", "--candidates", folder, __VA_ARGS__)

Test(caseload, has_a_block_for_each_code_and_a_common_gap) {
    struct run_result run = CASELOAD("--quiet");
    const char *a = strstr(run.out, "\nc-103\n");
    const char *b = strstr(run.out, "\nc-105\n");
    const char *c = strstr(run.out, "\ndemo\n");

    cr_expect_eq(run.status, 0, "%d %s", run.status, run.err);
    cr_expect(a && b && c && a < b && b < c, "%s", run.out);
    cr_expect_not_null(strstr(run.out, "3 candidates held against "));
    cr_expect_not_null(strstr(run.out, "\nThe common gap\n"));
    cr_expect_not_null(strstr(run.out, "First run for this code"));
    cr_expect_null(strstr(run.out, "New since then"));
    run_result_free(&run);
}

/* Nobody is sent to another town unawares. */
Test(caseload, an_advert_has_its_place_its_pay_and_what_is_not_as_wished) {
    struct run_result run = CASELOAD("--quiet");

    cr_expect_not_null(strstr(run.out, "Dartford DA1 2QX; Band 3, "), "%s", run.out);
    cr_expect_not_null(strstr(run.out, "not as you wish: "), "%s", run.out);
    run_result_free(&run);
}

Test(caseload, a_slash_behind_the_folder_is_no_second_one) {
    char with_slash[400];
    struct run_result run = {0};

    snprintf(with_slash, sizeof with_slash, "%s/", folder);
    copy("fixtures/profiles/errors/unknown_key.ini", "profiles/bad.ini");
    run = RUN(&place, "--db", database, "--today", DAY, "match", "--candidates", with_slash,
              "--quiet");
    cr_expect_not_null(strstr(run.err, "/profiles/bad.ini:"), "%s", run.err);
    cr_expect_null(strstr(run.err, "//"), "%s", run.err);
    run_result_free(&run);
}

/* The profile's own place is not known: said once, not of each advert's. */
Test(caseload, a_place_that_nobody_knows_and_a_slip_are_told) {
    static const char profile[] = "[candidate]\nid = z\npostcode = ZZ9\ntravel_miles = 10\n"
                                  "[qualification a]\nname = Care Certifcate\nstatus = held\n";
    struct run_result run = {0};

    run_write(&place, "profiles/z.ini", profile, sizeof profile - 1);
    run = CASELOAD("--quiet");
    cr_expect_not_null(strstr(run.out, "It is not known where ZZ9 is: "), "%s", run.out);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "--today", DAY, "match", "--quiet", "--within", "10",
              "--candidate", run_path(&place, "profiles/z.ini"));
    cr_expect_not_null(strstr(run.err, "the profile's place, ZZ9, is not known"), "%s",
                       run.err);
    cr_expect_not_null(strstr(run.err, "no advert is left out for it"), "%s", run.err);
    cr_expect_not_null(strstr(run.err, "z.ini:6: qualification.a.name: "), "%s", run.err);
    cr_expect_not_null(strstr(run.err, "did you mean \"Care Certificate\"?"), "%s", run.err);
    cr_expect_null(strstr(run.out, "not known where the work is"), "%s", run.out);
    run_result_free(&run);
}

/* Only what came since is new, and only for whom it is something. */
Test(caseload, a_second_run_tells_what_is_new) {
    struct run_result run = CASELOAD("--json");

    run_result_free(&run);
    run = CASELOAD("--quiet");
    cr_expect_not_null(strstr(run.out, "  New since then\n    nothing\n"), "%s", run.out);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "add", place_of("fixtures/text/nhs-jobs-copy.txt"));
    run_result_free(&run);
    run = RUN(&place, "--db", database, "--today", DAY, "match", "--candidates", folder,
              "--all", "--json");
    cr_expect_not_null(strstr(run.out, "\"is_new\":true"), "%s", run.err);
    run_result_free(&run);
}

Test(caseload, a_bad_profile_costs_only_itself) {
    struct run_result run = {0};

    copy("fixtures/profiles/errors/unknown_key.ini", "profiles/bad.ini");
    run = CASELOAD("--quiet");
    cr_expect_eq(run.status, 3, "%d %s", run.status, run.err);
    cr_expect_not_null(strstr(run.err, "bad.ini:"), "%s", run.err);
    cr_expect_not_null(strstr(run.out, "1 profile was not read"), "%s", run.out);
    cr_expect_not_null(strstr(run.out, "\ndemo\n"));
    run_result_free(&run);
}

static json_t *last_record(const struct run_result *run, size_t *count) {
    struct span rest = {run->out, run->out_size};
    struct span line;
    json_t *record = NULL;

    for (*count = 0; span_next_line(&rest, &line); (*count)++) {
        json_decref(record);
        record = json_loadb(line.at, line.len, 0, NULL);
        cr_assert_not_null(record, "%.*s", SPAN_FMT(line));
    }
    return record;
}

/* Each line of a candidate is what a match of that candidate alone says. */
Test(caseload, json_lines_are_those_of_a_match_by_itself) {
    struct run_result all = CASELOAD("--json");
    struct run_result one = RUN(&place, "--db", database, "--today", DAY, "match", "--json",
                                "--candidate", run_path(&place, "profiles/a.ini"));
    struct span rest = {all.out, all.out_size};
    struct span line;
    size_t lines = 0;
    json_t *summary = last_record(&all, &lines);
    size_t seen = 0;

    cr_expect_str_eq(json_string_value(json_object_get(summary, "schema")),
                     "shortlist.caseload/1");
    cr_expect_eq(json_array_size(json_object_get(summary, "candidates")), 3);
    while (span_next_line(&rest, &line)) {
        if (span_find(line, SPAN("\"candidate\":\"demo\",\"gate\""), 0) != SIZE_MAX) {
            cr_expect(span_find(span_of(one.out), line, 0) != SIZE_MAX, "%.*s", SPAN_FMT(line));
            seen++;
        }
    }
    cr_expect_gt(seen, 0, "%s", all.out);
    json_decref(summary);
    run_result_free(&all);
    run_result_free(&one);
}

static bool holds(const char *path, const char *words) {
    size_t size = 0;
    char *bytes = run_read(path, &size);
    bool found = span_find((struct span){bytes, size}, span_of(words), 0) != SIZE_MAX;

    free(bytes);
    return found;
}

/* The database knows the code, never the profile; and forgets it. */
Test(caseload, the_database_holds_codes_and_forgets_them) {
    struct run_result run = CASELOAD("--quiet");

    run_result_free(&run);
    cr_expect(holds(database, "c-103"));
    cr_expect_not(holds(database, "gardening group"));
    cr_expect_not(holds(database, "befriending older people"));
    run = RUN(&place, "--db", database, "forget");
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_not_null(strstr(run.out, "c-103: "), "%s", run.out);
    cr_expect_not_null(strstr(run.out, "demo: "), "%s", run.out);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "forget", "--json");
    cr_expect_eq(
        strncmp(run.out, "{\"schema\":\"shortlist.remembered/1\",\"candidate\":\"c-103\"",
                sizeof "{\"schema\":\"shortlist.remembered/1\",\"candidate\":\"c-103\"" - 1),
        0, "%s", run.out);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "forget", "c-130");
    cr_expect_eq(run.status, 1);
    cr_expect_not_null(strstr(run.err, "the nearest code is \"c-103\""), "%s", run.err);
    cr_expect_null(strstr(run.err, "c-105"), "%s", run.err);
    cr_expect_null(strstr(run.err, "did you mean"), "a near code is somebody else");
    run_result_free(&run);
    run = RUN(&place, "--db", database, "forget", "C0103");
    cr_expect_not_null(strstr(run.err, "the nearest code is \"c-103\""), "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "forget", "c-00103");
    cr_expect_not_null(strstr(run.err, "the nearest code is \"c-103\""), "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "forget", "somebody");
    cr_expect_eq(run.status, 1);
    cr_expect_not_null(strstr(run.err, "`shortlist forget` lists the codes"), "%s", run.err);
    cr_expect_null(strstr(run.err, "c-10"), "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "forget", "c-103");
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_not_null(strstr(run.out, "c-103 is forgotten"), "%s", run.out);
    run_result_free(&run);
    cr_expect_not(holds(database, "c-103"));
    run = RUN(&place, "--db", database, "forget", "--json", "demo");
    cr_expect_not_null(strstr(run.out, "\"schema\":\"shortlist.forgotten/1\""), "%s", run.out);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "forget", "demo");
    cr_expect_eq(run.status, 1, "%s", run.out);
    run_result_free(&run);
}

Test(caseload, csv_says_what_is_new_and_details_show_sheets) {
    struct run_result run = CASELOAD("--csv");

    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_eq(strncmp(run.out, "candidate,vacancy,", 18), 0);
    cr_expect_not_null(strstr(run.out, "\r\ndemo,"), "%s", run.out);
    run_result_free(&run);
    run = CASELOAD("--details", "1");
    cr_expect_not_null(strstr(run.out, "\n  Essential\n"), "%s", run.out);
    run_result_free(&run);
}

/* The first record of an advert in what was printed, for a candidate; NULL: there is none. */
static json_t *match_of(struct run_result run, const char *candidate, const char *advert) {
    json_t *found = NULL;
    struct span rest = span_of(run.out);
    struct span line;

    while (!found && span_next_line(&rest, &line)) {
        json_t *record = json_loadb(line.at, line.len, 0, NULL);
        const char *whose = json_string_value(json_object_get(record, "candidate"));
        const char *what = json_string_value(json_object_get(record, "vacancy"));

        if (whose && what && strcmp(whose, candidate) == 0 && strcmp(what, advert) == 0) {
            found = json_incref(record);
        }
        json_decref(record);
    }
    run_result_free(&run);
    return found;
}

/* The demonstration's candidate, who now wants part of a week only. */
static void want_fewer_hours(void) {
    size_t size = 0;
    char *bytes = run_read(place_of("fixtures/profiles/demo.ini"), &size);
    char *hours = strstr(bytes, "30-37.5");

    cr_assert_not_null(hours);
    memcpy(hours, "20-22.5", sizeof "20-22.5" - 1);
    run_write(&place, "profiles/a.ini", bytes, size);
    free(bytes);
}

/* What the hours that somebody wants would pay is in both. */
Test(caseload, a_sheet_is_the_same_as_for_one_profile) {
    static const char *const adverts[] = {"text:SW-26-0114", "text:TW-26-0077",
                                          "text:LH-26-012"};
    size_t part_time = 0;

    want_fewer_hours();
    for (size_t i = 0; i < sizeof adverts / sizeof *adverts; i++) {
        json_t *many = match_of(CASELOAD("--json", "--limit", "0"), "demo", adverts[i]);
        json_t *one =
            match_of(RUN(&place, "--db", database, "--today", DAY, "match", "--json",
                         "--candidate", run_path(&place, "profiles/a.ini"), adverts[i]),
                     "demo", adverts[i]);

        cr_assert(one, "%s", adverts[i]);
        cr_assert(many, "%s", adverts[i]);
        cr_expect(json_equal(one, many), "%s", adverts[i]);
        part_time += json_is_object(json_object_get(json_object_get(many, "pay"), "part_time"));
        json_decref(one);
        json_decref(many);
    }
    cr_expect_gt(part_time, 0);
}

/* All of them, and a share of both kinds where few are asked for. */
Test(caseload, limit_says_how_many_and_nought_is_all) {
    struct run_result all = CASELOAD("--csv", "--limit", "0");
    struct run_result two = CASELOAD("--csv", "--limit", "2");
    size_t lines = 0;

    cr_expect_eq(all.status, 0, "%s", all.err);
    for (size_t i = 0; i < two.out_size; i++) {
        lines += two.out[i] == '\n';
    }
    cr_expect(lines > 1 && lines <= 1 + 3 * 2, "%zu lines", lines);
    cr_expect_gt(all.out_size, two.out_size);
    run_result_free(&all);
    run_result_free(&two);
}

Test(caseload, a_folder_that_is_none_is_told) {
    static const struct {
        const char *path;
        const char *says;
    } rows[] = {{"nowhere", "nowhere"}, {"profiles/a.ini", "a.ini"}, {"empty", "empty"}};

    cr_assert_eq(mkdir(run_path(&place, "empty"), 0700), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run_result run = RUN(&place, "--db", database, "match", "--candidates",
                                    run_path(&place, rows[i].path));

        cr_expect_eq(run.status, 1, "%s: %d %s", rows[i].path, run.status, run.err);
        cr_expect_not_null(strstr(run.err, rows[i].says), "%s", run.err);
        cr_expect_eq(run.out_size, 0);
        run_result_free(&run);
    }
}

/* All runs of a day are held against the same earlier run. */
Test(caseload, a_look_does_not_use_the_news_up) {
    struct run_result run =
        RUN(&place, "--db", database, "match", "--candidates", folder, "--all", "--json");

    run_result_free(&run);
    run = RUN(&place, "--db", database, "add", place_of("fixtures/text/nhs-jobs-copy.txt"));
    run_result_free(&run);
    for (int look = 0; look < 3; look++) {
        run = RUN(&place, "--db", database, "match", "--candidates", folder, "--all", "--json");
        cr_expect_not_null(strstr(run.out, "\"is_new\":true"), "look %d: %s", look, run.err);
        run_result_free(&run);
    }
    run = RUN(&place, "--db", database, "forget", "c-103");
    cr_expect_eq(run.status, 0, "%s", run.err);
    run_result_free(&run);
    cr_expect_not(holds(database, "c-103"), "what was set aside is forgotten too");
}

/* ---- searching ---- */

Test(caseload, a_search_for_a_word_that_no_advert_has_names_the_nearest) {
    struct run_result run = RUN(&place, "--db", database, "search", "recovry", "worker");

    cr_expect_not_null(
        strstr(run.err, "no advert has the word \"recovry\"; did you mean \"recovery\"?"), "%s",
        run.err);
    cr_expect_null(strstr(run.err, "\"worker\""), "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "search", "!!", "zebra");
    cr_expect_not_null(strstr(run.err, "no advert has the word \"zebra\"\n"), "%s", run.err);
    cr_expect_null(strstr(run.err, "!!"), "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "search", "--band", "9", "recovery");
    cr_expect_not_null(strstr(run.err, "nothing in the database fits"), "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "search", "recovery");
    cr_expect_null(strstr(run.err, "no advert has"), "%s", run.err);
    run_result_free(&run);
}
