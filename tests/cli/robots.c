/* tests/cli/robots.c - what robots.txt says of an address: from a file, a host, a copy of the
 * day SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/board.h"
#include "tests/support/place.h"
#include "tests/support/run.h"

static struct run_place place;
static char database[320];

static void start(void) {
    place = run_place_make();
    snprintf(database, sizeof database, "%s/s.db", place.folder);
}

static void stop(void) { run_place_remove(&place); }

TestSuite(cli_robots, .init = start, .fini = stop);

static const char rules[] = "# a comment\n"
                            "User-agent: *\n"
                            "Disallow: /private\n"
                            "Allow: /private/open$\n"
                            "\n"
                            "User-agent: somebody\n"
                            "Disallow: /\n"
                            "Crawl-delay: 9\n";

static struct board *open_board(char origin[static 64]) {
    char error[256] = "";
    struct board_options options = {.data_dir = place_of("fixtures/board"),
                                    .today = "2026-11-02"};
    struct board *board = board_start(&options, error, sizeof error);

    cr_assert_not_null(board, "%s", error);
    snprintf(origin, 64, "http://127.0.0.1:%d", board_port(board));
    return board;
}

Test(cli_robots, a_file_decides_with_the_line_that_does) {
    static const struct {
        const char *arguments[4];
        const char *says;
    } rows[] = {
        {{"/"}, "allow     /  no rule matches\n"},
        {{"/private/x"}, "disallow  /private/x  line 3: Disallow: /private\n"},
        {{"/private/open"}, "allow     /private/open  line 4: Allow: /private/open$\n"},
        {{"/private/open?x"}, "disallow  /private/open?x  line 3: Disallow: /private\n"},
        {{"https://any.example/private"},
         "disallow  https://any.example/private  line 3: Disallow: /private\n"},
        {{"--agent", "somebody", "/x"}, "disallow  /x  line 7: Disallow: /\n"},
        {{"--agent", "somebody", "/robots.txt"}, "allow     /robots.txt  "},
    };

    run_write(&place, "robots.txt", rules, sizeof rules - 1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run_result run =
            RUN(&place, "robots", "--file", run_path(&place, "robots.txt"),
                rows[i].arguments[0], rows[i].arguments[1], rows[i].arguments[2]);

        cr_expect_eq(run.status, 0, "%d %s", run.status, run.err);
        cr_expect(strncmp(run.out, rows[i].says, strlen(rows[i].says)) == 0,
                  "\"%s\", expected \"%s\"", run.out, rows[i].says);
        cr_expect_str_eq(run.err, "");
        run_result_free(&run);
    }
}

Test(cli_robots, json_says_the_same) {
    struct run_result run = {0};
    json_t *object = NULL;

    run_write(&place, "robots.txt", rules, sizeof rules - 1);
    run = RUN(&place, "--json", "robots", "--file", run_path(&place, "robots.txt"),
              "/private/x", "/y");
    cr_expect_eq(run.status, 0, "%s", run.err);
    object = json_loads(run.out, JSON_DISABLE_EOF_CHECK, NULL);
    cr_expect_str_eq(json_string_value(json_object_get(object, "schema")),
                     "shortlist.robots/1");
    cr_expect_str_eq(json_string_value(json_object_get(object, "url")), "/private/x");
    cr_expect(json_is_false(json_object_get(object, "allowed")));
    cr_expect_eq(json_integer_value(json_object_get(object, "line")), 3);
    cr_expect_str_eq(json_string_value(json_object_get(object, "rule")), "Disallow: /private");
    cr_expect_str_eq(json_string_value(json_object_get(object, "agent")), "shortlist");
    cr_expect(json_is_null(json_object_get(object, "status")));
    json_decref(object);
    object = json_loads(strchr(run.out, '\n') + 1, JSON_DISABLE_EOF_CHECK, NULL);
    cr_expect(json_is_true(json_object_get(object, "allowed")));
    cr_expect(json_is_null(json_object_get(object, "line")));
    json_decref(object);
    run_result_free(&run);
}

Test(cli_robots, a_web_page_holds_no_rules_and_is_said_to_be_one) {
    static const char page[] = "<!DOCTYPE html><html><head><title>Service Domain "
                               "Information</title></head><body>Disallow: /</body></html>";
    struct run_result run = {0};

    run_write(&place, "page.html", page, sizeof page - 1);
    run = RUN(&place, "robots", "--file", run_path(&place, "page.html"), "/x");
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_not_null(strstr(run.out, "allow     /x  a web page"), "%s", run.out);
    cr_expect_not_null(strstr(run.err, "web page"), "%s", run.err);
    run_result_free(&run);
}

Test(cli_robots, nothing_of_a_file_reaches_the_terminal_unescaped) {
    static const char evil[] = "User-agent: *\nDisallow: /x\x1b[2J\x07\xff*\n";
    struct run_result run = {0};

    run_write(&place, "evil", evil, sizeof evil - 1);
    run = RUN(&place, "robots", "--file", run_path(&place, "evil"), "/x%1b%5b2J%07y", "/z");
    cr_expect_null(strchr(run.out, '\x1b'), "%s", run.out);
    cr_expect_null(strchr(run.out, '\x07'), "%s", run.out);
    run_result_free(&run);
    run = RUN(&place, "--json", "robots", "--agent", "\xff", "--file", run_path(&place, "evil"),
              "/x\xff");
    cr_expect(run.status == 0 || run.status == 1, "%d %s", run.status, run.err);
    cr_expect_null(strchr(run.out, '\xff'), "%s", run.out);
    cr_expect_null(strstr(run.err, "memory"), "%s", run.err);
    run_result_free(&run);
}

Test(cli_robots, a_file_that_is_not_there_and_what_is_no_address_are_told) {
    struct run_result run = RUN(&place, "robots", "--file", run_path(&place, "nowhere"), "/x");

    cr_expect_eq(run.status, 1, "%d %s", run.status, run.err);
    cr_expect_not_null(strstr(run.err, "nowhere"), "%s", run.err);
    run_result_free(&run);
    run_write(&place, "robots.txt", rules, sizeof rules - 1);
    run = RUN(&place, "robots", "--file", run_path(&place, "robots.txt"), "ftp://x/", "/ok");
    cr_expect_eq(run.status, 2, "%d %s", run.status, run.err);
    cr_expect_not_null(strstr(run.out, "allow     /ok"), "the others are answered: %s",
                       run.out);
    run_result_free(&run);
}

Test(cli_robots, standard_input_is_a_file_too) {
    struct run_result run = {0};

    run_write(&place, "robots.txt", rules, sizeof rules - 1);
    run = run_program(&place, run_path(&place, "robots.txt"),
                      (const char *const[]){"robots", "--file", "-", "/private", NULL});
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_not_null(strstr(run.out, "line 3"), "%s", run.out);
    run_result_free(&run);
}

/* The host is asked for robots.txt and for nothing else, once a day. */
Test(cli_robots, a_host_is_asked_once_a_day) {
    char origin[64];
    char url[128];
    struct board *board = open_board(origin);
    struct run_result run = {0};

    snprintf(url, sizeof url, "%s/candidate/jobadvert/X", origin);
    run = RUN(&place, "--db", database, "robots", url, url);
    cr_expect_eq(run.status, 0, "%d %s", run.status, run.err);
    cr_expect(strncmp(run.out, "allow", 5) == 0, "%s", run.out);
    cr_expect_eq(board_request_count(board, ""), 1);
    cr_expect_eq(board_request_count(board, "/robots.txt"), 1);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "--json", "robots", url);
    cr_expect_not_null(strstr(run.out, "\"status\":200"), "%s", run.out);
    cr_expect_eq(board_request_count(board, ""), 1, "the copy of the day was not used");
    run_result_free(&run);
    board_stop(board);
}

Test(cli_robots, what_a_host_answers_instead_decides_too) {
    static const struct {
        const char *fault;
        const char *says;
    } rows[] = {
        {"404", "allow     "}, {"403", "allow     "}, {"html_robots", "allow     "},
        {"500", "disallow  "}, {"503", "disallow  "}, {"drop", "disallow  "},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char origin[64];
        char url[128];
        struct board *board = open_board(origin);
        struct run_result run = {0};

        board_set_fault(board, "/robots.txt", rows[i].fault);
        snprintf(url, sizeof url, "%s/x", origin);
        run = RUN(&place, "--db", database, "robots", url);
        cr_expect(strncmp(run.out, rows[i].says, strlen(rows[i].says)) == 0, "%s: %s%s",
                  rows[i].fault, run.out, run.err);
        cr_expect_eq(run.status == 0, rows[i].says[0] == 'a', "%s: %d", rows[i].fault,
                     run.status);
        run_result_free(&run);
        board_stop(board);
    }
}

Test(cli_robots, elsewhere_nobody_is_asked_without_a_contact) {
    struct run_result run = RUN(&place, "--db", database, "robots", "https://host.invalid/x");

    cr_expect_eq(run.status, 2, "%d %s", run.status, run.err);
    cr_expect_not_null(strstr(run.err, "contact"), "%s", run.err);
    cr_expect_eq(run.out_size, 0);
    run_result_free(&run);
}
