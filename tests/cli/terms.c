/* tests/cli/terms.c - the terms of a site, asked for once; and what a crawl would do, before it
 * does SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/board.h"
#include "tests/support/place.h"
#include "tests/support/run.h"

#define DAY_ZERO "2026-11-02"

static struct run_place place;
static struct board *board;
static char origin[64];
static char database[320];

static void start(void) {
    char error[256] = "";
    struct board_options options = {.data_dir = place_of("fixtures/board"), .today = DAY_ZERO};

    place = run_place_make();
    board = board_start(&options, error, sizeof error);
    cr_assert_not_null(board, "%s", error);
    snprintf(origin, sizeof origin, "http://127.0.0.1:%d", board_port(board));
    snprintf(database, sizeof database, "%s/s.db", place.folder);
}

static void stop(void) {
    board_stop(board);
    run_place_remove(&place);
}

TestSuite(terms, .init = start, .fini = stop);

/* ---- a person at a terminal ---- */

/* The program with a terminal of its own as standard input and error. */
struct sitting {
    int terminal; /* our side */
    pid_t process;
    char said[8192]; /* on the terminal, so far */
    size_t length;
};

static void sit_child(int terminal, const char *const *arguments) {
    const char *program = getenv("SHORTLIST_BIN");
    int side = open(ptsname(terminal), O_RDWR);
    int out = open(run_path(&place, "stdout"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    char *copies[16] = {strdup("shortlist")};

    for (int i = 0; arguments[i] && i < 14; i++) {
        copies[i + 1] = strdup(arguments[i]);
    }
    setenv("HOME", place.folder, 1);
    setenv("XDG_CONFIG_HOME", run_path(&place, "config"), 1);
    setenv("XDG_DATA_HOME", run_path(&place, "data"), 1);
    setenv("TERM", "dumb", 1);
    dup2(side, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(side, STDERR_FILENO);
    execv(program ? program : "build/debug/shortlist", copies);
    _exit(127);
}

static struct sitting sit_down(const char *const *arguments) {
    struct sitting sitting = {.terminal = posix_openpt(O_RDWR | O_NOCTTY)};

    cr_assert_geq(sitting.terminal, 0, "no terminal to be had");
    cr_assert_eq(grantpt(sitting.terminal), 0);
    cr_assert_eq(unlockpt(sitting.terminal), 0);
    sitting.process = fork();
    if (sitting.process == 0) {
        sit_child(sitting.terminal, arguments);
    }
    return sitting;
}

/* Reads on until `words` were said, or for `millis` of silence, or the end. */
static bool sit_hears(struct sitting *sitting, const char *words, int millis) {
    struct pollfd wait = {.fd = sitting->terminal, .events = POLLIN};

    while (!strstr(sitting->said, words) && poll(&wait, 1, millis) > 0) {
        size_t room = sizeof sitting->said - 1 - sitting->length;
        ssize_t got = read(sitting->terminal, sitting->said + sitting->length, room);

        if (got <= 0) {
            break;
        }
        sitting->length += (size_t)got;
        sitting->said[sitting->length] = '\0';
    }
    return strstr(sitting->said, words);
}

/* @return the exit status */
static int sit_out(struct sitting *sitting) {
    int status = 0;

    (void)sit_hears(sitting, "\x01 never said", 20000);
    cr_assert_eq(waitpid(sitting->process, &status, 0), sitting->process);
    close(sitting->terminal);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static struct sitting crawl_and_answer(const char *answer) {
    struct sitting sitting =
        sit_down((const char *const[]){"--db", database, "--today", DAY_ZERO, "crawl",
                                       "--board", origin, "--pace", "0", NULL});

    cr_expect(sit_hears(&sitting, "[y/N]", 20000), "%s", sitting.said);
    cr_expect_eq(board_request_count(board, ""), 0, "something was asked before the answer");
    cr_expect_eq(write(sitting.terminal, answer, strlen(answer)), (ssize_t)strlen(answer));
    return sitting;
}

Test(terms, are_shown_and_asked_for_once_on_a_terminal) {
    static const char *const parts[] = {
        "NHS Jobs",   "https://www.jobs.nhs.uk/candidate/acceptable-use",
        "robots.txt", "at most 2,000 requests a day",
        "shortlist/", "Do you accept these terms for your use?"};
    struct sitting sitting = crawl_and_answer("y\n");
    struct run_result again = {0};

    cr_expect_eq(sit_out(&sitting), 0, "%s", sitting.said);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cr_expect_not_null(strstr(sitting.said, parts[i]), "no \"%s\" in %s", parts[i],
                           sitting.said);
    }
    cr_expect_gt(board_request_count(board, "/candidate/jobadvert/"), 100);
    again = RUN(&place, "--db", database, "crawl", "--board", origin, "--pace", "0");
    cr_expect_eq(again.status, 0, "asked again: %s", again.err);
    cr_expect_null(strstr(again.err, "terms"), "%s", again.err);
    run_result_free(&again);
}

Test(terms, no_answer_but_yes_is_yes) {
    static const char *const answers[] = {"n\n", "\n", "yep\n", "\x04"};

    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct sitting sitting = crawl_and_answer(answers[i]);

        cr_expect_eq(sit_out(&sitting), 1, "%s", sitting.said);
        cr_expect_not_null(strstr(sitting.said, "not accepted"), "%s", sitting.said);
        cr_expect_eq(board_request_count(board, ""), 0, "something was asked all the same");
    }
}

Test(terms, without_a_terminal_nothing_is_asked_and_nothing_made) {
    struct run_result run =
        RUN(&place, "--db", database, "crawl", "--board", origin, "--pace", "0");
    const char *newline = strchr(run.err, '\n');
    struct stat info;

    cr_expect_eq(run.status, 2, "%d %s", run.status, run.err);
    cr_expect_not_null(strstr(run.err, "--accept-terms"), "%s", run.err);
    cr_expect(newline && newline[1] == '\0', "not one line: %s", run.err);
    cr_expect_eq(run.out_size, 0);
    cr_expect_eq(board_request_count(board, ""), 0);
    cr_expect_neq(stat(database, &info), 0, "a database was made for nothing");
    run_result_free(&run);
}

Test(terms, accepted_on_the_command_line_they_are_shown_all_the_same) {
    struct run_result run = RUN(&place, "--db", database, "crawl", "--board", origin, "--pace",
                                "0", "--accept-terms", "--budget", "3", "--quiet");

    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_not_null(strstr(run.err, "acceptable-use"), "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "crawl", "--board", origin, "--pace", "0", "--budget",
              "3", "--accept-terms", "--quiet");
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_null(strstr(run.err, "acceptable-use"), "shown twice: %s", run.err);
    run_result_free(&run);
}

/* ---- before it is done ---- */

TestSuite(dry_run, .init = start, .fini = stop);

Test(dry_run, asks_for_robots_txt_alone_and_needs_no_terms) {
    struct run_result run =
        RUN(&place, "--db", database, "crawl", "--board", origin, "--dry-run");

    cr_expect_eq(run.status, 0, "%d %s", run.status, run.err);
    cr_expect_eq(board_request_count(board, ""), 1);
    cr_expect_eq(board_request_count(board, "/robots.txt"), 1);
    cr_expect_not_null(strstr(run.out, "allowed    feed page 1"), "%s", run.out);
    cr_expect_not_null(strstr(run.out, "requests, about"), "%s", run.out);
    run_result_free(&run);
}

/* One line a request, and a last one whose sums are those of the lines. */
Test(dry_run, its_lines_are_json_that_adds_up) {
    struct run_result run = RUN(&place, "--db", database, "--json", "crawl", "--board", origin,
                                "--pace", "0", "--accept-terms", "--budget", "20");
    long long requests = 0;
    long long bytes = 0;
    bool ended = false;

    run_result_free(&run);
    run = RUN(&place, "--db", database, "--json", "crawl", "--board", origin, "--dry-run");
    cr_expect_eq(run.status, 0, "%s", run.err);
    for (char *line = run.out; *line; line = strchr(line, '\n') + 1) {
        json_t *object = json_loads(line, JSON_DISABLE_EOF_CHECK, NULL);
        const char *kind = json_string_value(json_object_get(object, "kind"));

        cr_assert(kind && !ended, "%s", line);
        cr_expect_str_eq(json_string_value(json_object_get(object, "schema")),
                         "shortlist.plan/1");
        if (strcmp(kind, "total") == 0) {
            cr_expect_eq(json_integer_value(json_object_get(object, "requests")), requests);
            cr_expect_eq(json_integer_value(json_object_get(object, "bytes")), bytes);
            cr_expect_eq(json_integer_value(json_object_get(object, "pause_ms")), 2000);
            ended = true;
        } else if (json_is_true(json_object_get(object, "allowed"))) {
            requests++;
            bytes += json_integer_value(json_object_get(object, "bytes"));
        }
        json_decref(object);
    }
    cr_expect(ended, "%s", run.out);
    cr_expect_gt(requests, 50, "the adverts that wait are in it");
    run_result_free(&run);
}

/* ---- addresses ---- */

TestSuite(addresses, .init = start, .fini = stop);

static struct run_result crawl_file(const char *content) {
    run_write(&place, "list.txt", content, strlen(content));
    return RUN(&place, "--db", database, "--json", "crawl", "--addresses",
               run_path(&place, "list.txt"), "--pace", "0", "--accept-terms");
}

Test(addresses, one_a_line_are_fetched_and_nothing_else) {
    char content[512];
    struct run_result run = {0};

    snprintf(content, sizeof content,
             "# mine\n\n  %s/candidate/jobadvert/C9901-26-0211  \n"
             "%s/candidate/jobadvert/C9901-26-0303\r\n",
             origin, origin);
    run = crawl_file(content);
    cr_expect_eq(run.status, 0, "%d %s", run.status, run.err);
    cr_expect_not_null(strstr(run.out, "\"new\":2"), "%s", run.out);
    cr_expect_eq(board_request_count(board, ""), 3, "robots.txt and two adverts");
    run_result_free(&run);
}

Test(addresses, mistakes_are_told_with_file_and_line) {
    static const struct {
        const char *content;
        const char *says;
    } rows[] = {
        {"# none\n\n", "no address"},
        {"https://x.example/1\nftp://x.example/2\n", "list.txt:2"},
        {"\n\nwww.jobs.nhs.uk/x\n", "list.txt:3"},
        {"http://www.jobs.nhs.uk/x\n", "list.txt:1"},
        {"https://user:secret@x.example/\n", "list.txt:1"},
        {"https://x.example/\x1b[2J\n", "list.txt:1"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run_result run = crawl_file(rows[i].content);

        cr_expect_eq(run.status, 1, "%s: %d %s", rows[i].content, run.status, run.err);
        cr_expect_not_null(strstr(run.err, rows[i].says), "%s: %s", rows[i].says, run.err);
        cr_expect_null(strchr(run.err, '\x1b'));
        run_result_free(&run);
    }
    cr_expect_eq(board_request_count(board, ""), 0);
}

Test(addresses, each_host_is_visited_by_itself) {
    char error[256] = "";
    struct board_options options = {.data_dir = place_of("fixtures/board"), .today = DAY_ZERO};
    struct board *other = board_start(&options, error, sizeof error);
    char content[512];
    struct run_result run = {0};

    cr_assert_not_null(other, "%s", error);
    snprintf(content, sizeof content,
             "%s/candidate/jobadvert/C9901-26-0211\n"
             "http://127.0.0.1:%d/candidate/jobadvert/C9901-26-0303\n"
             "%s/candidate/jobadvert/C9910-26-0321\n",
             origin, board_port(other), origin);
    run = crawl_file(content);
    cr_expect_eq(run.status, 0, "%d %s", run.status, run.err);
    cr_expect_eq(board_request_count(board, "/candidate/jobadvert/"), 2);
    cr_expect_eq(board_request_count(other, "/candidate/jobadvert/"), 1);
    cr_expect_not_null(strchr(strchr(run.out, '\n') + 1, '\n'), "a line a host: %s", run.out);
    run_result_free(&run);
    board_stop(other);
}

/* So many lines, each with its number behind these two. */
static void write_list(const char *front, const char *path, int count) {
    size_t room = (size_t)count * 128;
    char *content = malloc(room);
    size_t len = 0;

    cr_assert_not_null(content);
    for (int i = 1; i <= count; i++) {
        len += (size_t)snprintf(content + len, room - len, "%s%s%06d\n", front, path, i);
    }
    run_write(&place, "list.txt", content, len);
    free(content);
}

static void expect_small_children(void) {
#ifndef __SANITIZE_ADDRESS__
    struct rusage usage = {0};

    cr_assert_eq(getrusage(RUSAGE_CHILDREN, &usage), 0);
    cr_expect_lt(usage.ru_maxrss, 64 * 1024, "%ld KiB", usage.ru_maxrss);
#endif
}

Test(addresses, may_be_a_hundred_thousand, .timeout = 120) {
    struct run_result run = {0};

    write_list(origin, "/jobs/some-employer/vacancy-health-care-support-worker-", 100000);
    run =
        RUN(&place, "--db", database, "--json", "crawl", "--addresses",
            run_path(&place, "list.txt"), "--pace", "0", "--daily-cap", "1000000", "--dry-run");
    cr_expect_eq(run.status, 0, "%d %s", run.status, run.err);
    cr_expect_not_null(strstr(run.out, "\"requests\":100001"), "with robots.txt");
    run_result_free(&run);
    run = RUN(&place, "--db", database, "--json", "crawl", "--addresses",
              run_path(&place, "list.txt"), "--pace", "0", "--accept-terms", "--budget", "1");
    cr_expect_not_null(strstr(run.out, "\"waiting\":99999"), "%s %s", run.out, run.err);
    run_result_free(&run);
    expect_small_children();
}

Test(addresses, of_more_hosts_than_can_be_visited_are_told) {
    struct run_result run = {0};

    write_list("https://127.0.0.1:", "", 1001); /* a port each */
    run = RUN(&place, "--db", database, "crawl", "--addresses", run_path(&place, "list.txt"),
              "--accept-terms", "--dry-run");
    cr_expect_neq(run.status, 0);
    cr_expect_not_null(strstr(run.err, "more than 1000 hosts"), "%s", run.err);
    run_result_free(&run);
}
