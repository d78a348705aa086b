/* tests/cli/match.c - what match prints of the adverts of a database: list, records, tables
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/utf8.h"
#include "tests/support/board.h"
#include "tests/support/place.h"
#include "tests/support/run.h"

#define DAY "2026-11-02"

enum { ARENA_CAP = 64 * 1024 * 1024, ARGUMENTS_MAX = 20, ADVERTS_LEAST = 50 };

static struct run_place place;
static char database[320];
static char profile[320];

/* A page whose title and first criterion a spreadsheet would run. */
static const char formula[] =
    "<!DOCTYPE html><html lang=\"en\"><head><title>Job Advert</title></head><body>"
    "<main id=\"maincontent\"><h1 "
    "id=\"heading\">=HYPERLINK(\"http://x.example\",\"apply\")</h1>"
    "<span id=\"employer_name\">Westmarsh Care Trust</span>"
    "<p id=\"closing_date\">The closing date is 30 November 2026</p>"
    "<p id=\"date_posted\">02 November 2026</p>"
    "<p id=\"payscheme-band\">Band 3</p>"
    "<p id=\"range_salary\">\xC2\xA3"
    "24,937 to \xC2\xA3"
    "26,598 a year</p><p id=\"job_reference_number\">WM-1</p>"
    "<p id=\"job_description_large\">Helping people at home.</p></main></body></html>";

static void start(void) {
    char error[256] = "";
    char origin[64];
    struct board_options options = {.data_dir = place_of("fixtures/board"), .today = DAY};
    struct board *board = board_start(&options, error, sizeof error);
    struct run_result run = {0};

    cr_assert_not_null(board, "%s", error);
    place = run_place_make();
    snprintf(database, sizeof database, "%s/s.db", place.folder);
    snprintf(profile, sizeof profile, "%s", place_of("fixtures/profiles/demo.ini"));
    snprintf(origin, sizeof origin, "http://127.0.0.1:%d", board_port(board));
    run = RUN(&place, "--db", database, "--today", DAY, "crawl", "--board", origin, "--pace",
              "0", "--accept-terms");
    cr_assert(run.status == 0 || run.status == 3, "%d %s", run.status, run.err);
    run_result_free(&run);
    board_stop(board);
}

static void stop(void) { run_place_remove(&place); }

TestSuite(match, .init = start, .fini = stop);

/* match with these arguments behind the profile's. */
static struct run_result match_with(const char *const *more) {
    const char *arguments[ARGUMENTS_MAX] = {"--db",  database,      "--today", DAY,
                                            "match", "--candidate", profile};
    size_t at = 7;

    for (size_t i = 0; more[i]; i++) {
        arguments[at++] = more[i];
    }
    return run_program(&place, NULL, arguments);
}

#define MATCH(...) match_with((const char *const[]){__VA_ARGS__, NULL})

/* ---- text ---- */

static long number_before(const char *text, const char *words) {
    const char *at = strstr(text, words);
    long number = 0;

    cr_assert_not_null(at, "no \"%s\" in\n%s", words, text);
    while (at > text && at[-1] != '\n') {
        at--;
    }
    for (; *at == ' ' || *at == ',' || (*at >= '0' && *at <= '9'); at++) {
        number = *at >= '0' && *at <= '9' ? number * 10 + (*at - '0') : number;
    }
    return number;
}

static void expect_narrow(const struct run_result *run) {
    struct span rest = {run->out, run->out_size};
    struct span line;

    while (span_next_line(&rest, &line)) {
        bool is_address = span_find(line, SPAN("http"), 0) != SIZE_MAX;

        cr_expect(is_address || utf8_width(line) <= 80, "%.*s", SPAN_FMT(line));
    }
}

Test(match, the_head_adds_up_and_no_line_is_too_wide) {
    struct run_result run = MATCH("--limit", "0", "--details", "3");
    long all = number_before(run.out, " held against the profile of demo");

    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_geq(all, ADVERTS_LEAST);
    cr_expect_eq(number_before(run.out, "  to go for: nothing") +
                     number_before(run.out, "  one criterion away: ") +
                     number_before(run.out, "  open: nothing speaks") +
                     number_before(run.out, "  not as things stand: some"),
                 all);
    cr_expect_not_null(strstr(run.out, "\nCriterion by criterion\n"));
    cr_expect_not_null(strstr(run.out, "\n  Not known "), "what is unknown is said");
    expect_narrow(&run);
    run_result_free(&run);
}

Test(match, the_list_has_as_many_as_were_asked_for_and_says_that_it_goes_on) {
    struct run_result run = MATCH("--limit", "4", "--details", "0");

    cr_expect_not_null(strstr(run.out, "\n4. "));
    cr_expect_null(strstr(run.out, "\n5. "));
    cr_expect_not_null(strstr(run.out, "The list goes on with "));
    cr_expect_null(strstr(run.out, "Criterion by criterion"));
    run_result_free(&run);
}

Test(match, the_same_input_gives_the_same_bytes_and_ascii_is_ascii) {
    struct run_result first = MATCH("--ascii");
    struct run_result second = MATCH("--ascii");

    cr_expect_str_eq(first.out, second.out);
    for (size_t i = 0; i < first.out_size; i++) {
        cr_assert_lt((unsigned char)first.out[i], 128, "at byte %zu", i);
    }
    run_result_free(&first);
    run_result_free(&second);
}

/* What was left by a closing date is not offered as something to go for. */
Test(match, what_has_closed_is_said_in_the_head_and_in_the_titles) {
    struct run_result run = RUN(&place, "--today", DAY, "match", "--candidate", profile,
                                place_of("cli/demo/01-str-worker-dartford.txt"));

    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_eq(number_before(run.out, "  of these are closed"), 1);
    cr_expect_not_null(strstr(run.out, ", but closed\n"), "%s", run.out);
    run_result_free(&run);
}

/* ---- JSON ---- */

static json_t *next_record(struct span *rest) {
    struct span line;
    json_t *record = NULL;

    if (span_next_line(rest, &line)) {
        record = json_loadb(line.at, line.len, 0, NULL);
        cr_assert_not_null(record, "%.*s", SPAN_FMT(line));
    }
    return record;
}

static const char *text_of(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : "";
}

static int gate_rank(const json_t *record) {
    const char *gate = text_of(record, "gate");

    return strcmp(gate, "pass") == 0 ? 0 : strcmp(gate, "open") == 0 ? 1 : 2;
}

static double number_of(const json_t *object, const char *key) {
    return json_number_value(json_object_get(object, key));
}

/* The score is the sum of the points, which are the sums of the effects. */
static void expect_sums(const json_t *record) {
    double points = 0;
    size_t index;
    const json_t *judged;

    json_array_foreach(json_object_get(record, "criteria"), index, judged) {
        double effects = 0;
        size_t k;
        const json_t *because;

        json_array_foreach(json_object_get(judged, "because"), k, because) {
            effects += number_of(because, "effect");
        }
        cr_expect_float_eq(effects, number_of(judged, "points"), 0.01, "%s",
                           text_of(judged, "text"));
        points += number_of(judged, "points");
    }
    cr_expect_float_eq(points, number_of(record, "score"), 0.01, "%s",
                       text_of(record, "vacancy"));
}

Test(match, json_is_a_line_an_advert_best_first_and_everything_adds_up) {
    struct run_result run = MATCH("--json");
    struct span rest = {run.out, run.out_size};
    json_t *record = NULL;
    json_t *before = NULL;
    int count = 0;

    cr_expect_eq(run.status, 0, "%s", run.err);
    while ((record = next_record(&rest))) {
        cr_expect_str_eq(text_of(record, "schema"), "shortlist.match/1");
        cr_expect_str_eq(text_of(record, "candidate"), "demo");
        expect_sums(record);
        if (before) {
            cr_expect_leq(gate_rank(before), gate_rank(record));
            cr_expect(gate_rank(before) < gate_rank(record) ||
                          number_of(before, "score") >= number_of(record, "score"),
                      "%s", text_of(record, "vacancy"));
        }
        json_decref(before);
        before = record;
        count++;
    }
    json_decref(before);
    cr_expect_geq(count, ADVERTS_LEAST);
    run_result_free(&run);
}

static size_t lines_of(const struct run_result *run) {
    size_t count = 0;

    for (size_t i = 0; i < run->out_size; i++) {
        count += run->out[i] == '\n';
    }
    return count;
}

Test(match, json_has_as_many_as_limit_says) {
    struct run_result run = MATCH("--json", "--limit", "3");

    cr_expect_eq(lines_of(&run), 3);
    run_result_free(&run);
}

/* An advert by name is the same record as in the list. */
Test(match, an_advert_by_its_name_is_what_the_list_says) {
    struct run_result list = MATCH("--json", "--limit", "1");
    struct span rest = {list.out, list.out_size};
    json_t *record = next_record(&rest);
    struct run_result one = MATCH("--json", text_of(record, "vacancy"));

    cr_expect_eq(one.status, 0, "%s", one.err);
    cr_expect_str_eq(one.out, list.out);
    json_decref(record);
    run_result_free(&one);
    run_result_free(&list);
}

Test(match, a_name_that_is_unknown_costs_only_itself) {
    struct run_result list = MATCH("--json", "--limit", "1");
    struct span rest = {list.out, list.out_size};
    json_t *record = next_record(&rest);
    struct run_result run = MATCH("--json", "C0000-00-0000", text_of(record, "vacancy"),
                                  "nothere.html", place_of("fixtures/text/trac-copy.txt"));

    cr_expect_eq(run.status, 1, "%d", run.status);
    cr_expect_eq(lines_of(&run), 2);
    cr_expect_not_null(strstr(run.err, "\"C0000-00-0000\": no file of that name"), "%s",
                       run.err);
    cr_expect_not_null(strstr(run.err, "nothere.html"), "%s", run.err);
    json_decref(record);
    run_result_free(&run);
    run_result_free(&list);
}

/* ---- preferences and filters ---- */

static const json_t *wish_of(const json_t *record, const char *name) {
    return json_object_get(json_object_get(record, "preferences"), name);
}

/* Filters take lines away and change none. */
Test(match, fits_leaves_out_what_misses_and_touches_no_score) {
    struct run_result all = MATCH("--json");
    struct run_result some = MATCH("--json", "--fits", "hours,band");
    struct span rest = {all.out, all.out_size};
    struct span left = {some.out, some.out_size};
    struct span line;
    struct span kept;
    size_t missed = 0;

    span_next_line(&left, &kept);
    while (span_next_line(&rest, &line)) {
        json_t *record = json_loadb(line.at, line.len, 0, NULL);
        const char *hours = json_string_value(wish_of(record, "hours"));
        const char *band = json_string_value(wish_of(record, "band"));

        if (strcmp(hours, "misses") == 0 || strcmp(band, "misses") == 0) {
            missed++;
        } else {
            cr_expect(span_equal(line, kept), "%.*s", SPAN_FMT(line));
            span_next_line(&left, &kept);
        }
        json_decref(record);
    }
    cr_expect_gt(missed, 0);
    cr_expect_eq(lines_of(&all), lines_of(&some) + missed);
    run_result_free(&all);
    run_result_free(&some);
}

Test(match, what_was_left_out_is_counted_by_its_filter) {
    struct run_result all = MATCH("--limit", "1");
    struct run_result some = MATCH("--limit", "1", "--band", "3", "--employer", "trust",
                                   "--closing-within", "30", "--fits", "band");
    long looked_at = number_before(some.out, " held against");
    long band = number_before(some.out, "  left out: not in the bands");

    cr_expect_gt(band, 0);
    cr_expect_gt(looked_at, 0);
    cr_expect_lt(looked_at + band, number_before(all.out, " held against") + 1);
    run_result_free(&all);
    run_result_free(&some);
    some = MATCH("--employer", "no such employer at all", "--fail-empty");
    cr_expect_eq(some.status, 4, "%d %s", some.status, some.err);
    cr_expect_not_null(strstr(some.err, "fewer filters"), "%s", some.err);
    run_result_free(&some);
}

Test(match, filters_hold_for_adverts_by_name_too) {
    const char *file = place_of("fixtures/text/trac-copy.txt");
    struct run_result run = MATCH("--json", "--employer", "no such employer", file);

    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_eq(run.out_size, 0);
    run_result_free(&run);
    run = MATCH("--employer", "no such employer", file);
    cr_expect_not_null(strstr(run.out, "left out: another employer"), "%s", run.out);
    run_result_free(&run);
}

/* ---- tables ---- */

/* Reads a table; as many rows as it has. */
static size_t read_table(struct arena *arena, const struct run_result *run, const char *column,
                         const char *wanted, size_t *found) {
    struct diag diag = {0};
    struct csv csv = {0};
    struct strings cells = {0};
    bool more = false;
    size_t count = 0;

    cr_assert_eq(
        csv_open(&csv, arena, "out", (struct span){run->out, run->out_size}, ',', &diag),
        ERR_NONE, "%s", diag.text);
    *found = 0;
    while (csv_next(&csv, arena, &cells, &more, &diag) == ERR_NONE && more) {
        const char *cell = csv_cell(&csv, &cells, column);

        cr_assert_not_null(cell, "no column %s", column);
        *found += strcmp(cell, wanted) == 0;
        count++;
    }
    cr_expect_eq(diag.err, ERR_NONE, "%s", diag.text);
    return count;
}

Test(match, csv_is_a_row_an_advert_or_a_row_a_criterion) {
    struct run_result json = MATCH("--json");
    struct run_result rows = MATCH("--csv");
    struct run_result criteria = MATCH("--csv", "--details", "2");
    struct arena arena;
    size_t found = 0;

    arena_init(&arena, ARENA_CAP);
    cr_expect_eq(read_table(&arena, &rows, "candidate", "demo", &found), lines_of(&json));
    cr_expect_eq(found, lines_of(&json));
    cr_expect_gt(read_table(&arena, &criteria, "need", "essential", &found), 4);
    cr_expect_gt(found, 0);
    arena_fini(&arena);
    run_result_free(&json);
    run_result_free(&rows);
    run_result_free(&criteria);
}

Test(match, no_cell_of_a_table_is_a_formula) {
    struct run_result run = {0};
    struct arena arena;
    size_t found = 0;

    run_write(&place, "evil.html", formula, sizeof formula - 1);
    run = MATCH("--csv", run_path(&place, "evil.html"));
    cr_expect_eq(run.status, 0, "%s", run.err);
    arena_init(&arena, ARENA_CAP);
    cr_expect_eq(read_table(&arena, &run, "title",
                            "'=HYPERLINK(\"http://x.example\",\"apply\")", &found),
                 1);
    cr_expect_eq(found, 1, "%s", run.out);
    arena_fini(&arena);
    run_result_free(&run);
}

Test(match, a_table_of_nothing_has_its_head) {
    struct run_result run = MATCH("--csv", "--employer", "no such employer at all");

    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_eq(lines_of(&run), 1);
    cr_expect_eq(strncmp(run.out, "candidate,vacancy,", 18), 0);
    run_result_free(&run);
}

/* ---- verify, and other ways ---- */

Test(match, what_is_stated_is_verified_and_said) {
    struct run_result run = MATCH("--verify", "--limit", "0", "--details", "0");

    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_not_null(strstr(run.out, "\nverified "), "%s", run.out);
    cr_expect_not_null(strstr(run.out, "exactly what was stated"));
    run_result_free(&run);
    run = MATCH("--verify", "--json", "--limit", "5");
    cr_expect_eq(lines_of(&run), 5, "the records alone");
    cr_expect_not_null(strstr(run.err, "verified "), "%s", run.err);
    run_result_free(&run);
}

Test(match, an_empty_profile_has_no_point_anywhere) {
    struct run_result run = {0};
    struct span rest = {0};
    json_t *record = NULL;

    snprintf(profile, sizeof profile, "%s", place_of("fixtures/profiles/empty.ini"));
    run = MATCH("--json");
    rest = (struct span){run.out, run.out_size};
    while ((record = next_record(&rest))) {
        size_t index;
        const json_t *judged;

        json_array_foreach(json_object_get(record, "criteria"), index, judged) {
            cr_expect_eq(json_integer_value(json_object_get(judged, "mark")), 0, "%s",
                         text_of(judged, "text"));
        }
        json_decref(record);
    }
    run_result_free(&run);
}

/* Runs match with standard output going into a pipe that nobody reads. @return wait status */
static int run_unheard(const char *const *more) {
    const char *arguments[ARGUMENTS_MAX] = {
        getenv("SHORTLIST_BIN"), "--db", database, "--today", DAY, "match",
        "--candidate",           profile};
    cr_assert_not_null(arguments[0], "SHORTLIST_BIN is not set");
    int ends[2];
    int status = -1;
    char *words[ARGUMENTS_MAX] = {0};
    size_t count = 8;

    for (size_t i = 0; more[i]; i++) {
        arguments[count++] = more[i];
    }
    for (size_t i = 0; i < count; i++) {
        words[i] = strdup(arguments[i]);
    }
    cr_assert_eq(pipe(ends), 0);
    pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        dup2(ends[1], STDOUT_FILENO);
        execv(words[0], words);
        _exit(127);
    }
    close(ends[0]);
    close(ends[1]);
    waitpid(process, &status, 0);
    for (size_t i = 0; i < count; i++) {
        free(words[i]);
    }
    return status;
}

/* A reader that goes away is no failure. */
Test(match, a_reader_that_has_gone_is_no_failure) {
    static const char *const ways[][4] = {
        {"--json"}, {"--csv"}, {"--limit", "0"}, {"--csv", "--details", "5"}};

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int status = run_unheard(ways[i]);

        cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s: %d", ways[i][0], status);
    }
}

Test(match, criteria_are_read_by_name_too) {
    struct run_result list = MATCH("--json", "--limit", "1");
    struct span rest = {list.out, list.out_size};
    json_t *record = next_record(&rest);
    struct run_result run =
        RUN(&place, "--db", database, "criteria", "--json", text_of(record, "vacancy"));

    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_eq(lines_of(&run), 1);
    cr_expect_not_null(strstr(run.out, "shortlist.criteria/1"), "%s", run.out);
    json_decref(record);
    run_result_free(&run);
    run_result_free(&list);
}

/* ---- a role's adverts, without a profile ---- */

Test(match, a_role_alone_is_listed_and_its_criteria_are_printed) {
    struct run_result run =
        RUN(&place, "--db", database, "--today", DAY, "list", "--role", "str", "--json");
    size_t all = 0;

    cr_expect_eq(run.status, 0, "%s", run.err);
    all = lines_of(&run);
    cr_expect_gt(all, 3);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "--today", DAY, "list", "--json");
    cr_expect_gt(lines_of(&run), all, "there are others");
    run_result_free(&run);
    run = RUN(&place, "--db", database, "--today", DAY, "list", "--role", "str", "--json",
              "--limit", "2");
    cr_expect_eq(lines_of(&run), 2, "the limit is of the role's");
    run_result_free(&run);
    run = RUN(&place, "--db", database, "--today", DAY, "criteria", "--role", "str", "--json",
              "--limit", "3");
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_eq(lines_of(&run), 3, "%s", run.err);
    run_result_free(&run);
}
