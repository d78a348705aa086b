/* tests/cli/profile.c - profile new and check, roles, match --role: the whole program
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "tests/support/place.h"
#include "tests/support/run.h"

/* ---- adverts ---- */

/* Adverts that differ in nothing but their titles. */
static void write_advert(const struct run_place *place, const char *name, const char *title) {
    char text[2048];
    snprintf(text, sizeof text,
             "%s\n\nNorthern Quay NHS Foundation Trust\n\nThe closing date is 31 December "
             "2099\n\nJob summary\n\nHelp people.\n\nDate posted\n\n2 September 2026\n\n"
             "Band\n\nBand 3\n\nReference number\n\nNQ-%s\n\nPerson Specification\n\n"
             "Experience\n\nEssential\n\n* Experience of mental health\n"
             "* Good communication skills\n",
             title, name);
    run_write(place, name, text, strlen(text));
}

/* ---- through a pipe ---- */

/* profile new FILE with lines on its standard input. */
static struct run_result ask(const struct run_place *place, const char *file,
                             const char *lines) {
    run_write(place, "answers", lines, strlen(lines));
    return run_program(place, run_path(place, "answers"),
                       (const char *const[]){"profile", "new", run_path(place, file), NULL});
}

static bool file_has(const struct run_place *place, const char *file, const char *words) {
    char *text = run_read(run_path(place, file), NULL);
    bool has = text && strstr(text, words);
    free(text);
    return has;
}

Test(profile, is_written_for_its_owner_alone_and_can_be_matched) {
    struct run_place place = run_place_make();
    struct stat info = {0};
    struct run_result run = ask(&place, "me.ini", "c-1\nDA1\n10\nyes\nno\nstop\n");
    cr_assert_eq(run.status, 0, "%s", run.err);
    cr_expect_str_eq(run.out, "", "questions go to standard error");
    cr_expect(strstr(run.err, "Nothing that you type leaves"));
    run_result_free(&run);
    cr_assert_eq(stat(run_path(&place, "me.ini"), &info), 0);
    cr_expect_eq(info.st_mode & 07777, 0600);
    cr_expect(file_has(&place, "me.ini", "drives = yes"));
    run = RUN(&place, "match", "--candidate", run_path(&place, "me.ini"),
              place_of("fixtures/text"));
    cr_expect(run.status == 0 || run.status == 3, "%s", run.err);
    run_result_free(&run);
    run_place_remove(&place);
}

Test(profile, is_never_overwritten_where_nobody_can_be_asked) {
    struct run_place place = run_place_make();
    run_write(&place, "me.ini", "; mine\n", 7);
    struct run_result run = ask(&place, "me.ini", "c-1\nDA1\n");
    cr_expect_eq(run.status, 1);
    cr_expect(strstr(run.err, "is there already and stays as it is"));
    cr_expect(file_has(&place, "me.ini", "; mine"));
    cr_expect_not(file_has(&place, "me.ini", "c-1"));
    run_result_free(&run);
    run_place_remove(&place);
}

Test(profile, an_input_that_ends_early_loses_nothing) {
    struct run_place place = run_place_make();
    struct run_result run = ask(&place, "me.ini", "c-1\nDA1\n10");
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect(file_has(&place, "me.ini", "travel_miles = 10"));
    run_result_free(&run);
    run_place_remove(&place);
}

Test(profile, where_nothing_was_said_nothing_is_written) {
    struct run_place place = run_place_make();
    struct run_result run = ask(&place, "me.ini", "");
    struct stat info = {0};
    cr_expect_eq(run.status, 0);
    cr_expect(strstr(run.err, "nothing was said"));
    cr_expect_neq(stat(run_path(&place, "me.ini"), &info), 0);
    run_result_free(&run);
    run_place_remove(&place);
}

Test(profile, a_folder_that_is_not_there_is_told_before_anything_is_asked) {
    struct run_place place = run_place_make();
    struct run_result run = ask(&place, "none/me.ini", "c-1\n");
    cr_expect_eq(run.status, 1);
    cr_expect(strstr(run.err, "nothing can be written"));
    cr_expect_not(strstr(run.err, "A code for this profile"));
    run_result_free(&run);
    run_place_remove(&place);
}

Test(profile, goes_to_standard_output_for_a_stroke) {
    struct run_place place = run_place_make();
    run_write(&place, "answers", "c-9\nstop\n", 9);
    struct run_result run = run_program(&place, run_path(&place, "answers"),
                                        (const char *const[]){"profile", "new", "-", NULL});
    cr_expect_eq(run.status, 0);
    cr_expect(strstr(run.out, "[candidate]\nid = c-9\n"), "%s", run.out);
    run_result_free(&run);
    run_place_remove(&place);
}

/* ---- at a terminal ---- */

/* The program on a pseudo-terminal of its own. */
struct terminal {
    pid_t process;
    int fd;
    char shown[64 * 1024];
    size_t length;
    size_t seen; /* up to where it was waited for */
};

static struct terminal open_terminal(const struct run_place *place, const char *file) {
    struct terminal terminal = {.fd = posix_openpt(O_RDWR | O_NOCTTY)};
    cr_assert(terminal.fd >= 0 && grantpt(terminal.fd) == 0 && unlockpt(terminal.fd) == 0);
    char path[256];
    snprintf(path, sizeof path, "%s", ptsname(terminal.fd));
    terminal.process = fork();
    if (terminal.process == 0) {
        const char *program = getenv("SHORTLIST_BIN");
        setsid();
        int slave = open(path, O_RDWR); /* of a new session: its terminal */
        for (int fd = 0; fd < 3; fd++) {
            dup2(slave, fd);
        }
        close(slave);
        close(terminal.fd);
        setenv("HOME", place->folder, 1);
        setenv("TERM", "dumb", 1);
        execl(program ? program : "build/debug/shortlist", "shortlist", "profile", "new", file,
              (char *)NULL);
        _exit(127);
    }
    return terminal;
}

/* Read what is shown until the words stand there (or the program has ended). */
static bool wait_for(struct terminal *terminal, const char *words) {
    const char *found = NULL;
    while (!(found = strstr(terminal->shown + terminal->seen, words))) {
        size_t room = sizeof terminal->shown - 1 - terminal->length;
        ssize_t got =
            room > 0 ? read(terminal->fd, terminal->shown + terminal->length, room) : 0;
        if (got <= 0) {
            return false;
        }
        terminal->length += (size_t)got;
        terminal->shown[terminal->length] = '\0';
    }
    terminal->seen = (size_t)(found - terminal->shown) + strlen(words);
    return true;
}

static void type(struct terminal *terminal, const char *words) {
    cr_assert_eq(write(terminal->fd, words, strlen(words)), (ssize_t)strlen(words));
}

static int end_terminal(struct terminal *terminal) {
    int status = 0;
    (void)wait_for(terminal, "\001 never shown \001"); /* up to the end */
    cr_assert_eq(waitpid(terminal->process, &status, 0), terminal->process);
    close(terminal->fd);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Says a code, then does `how` in the middle, then answers. */
static int stop_with(const struct run_place *place, const char *how, const char *answer) {
    static struct terminal terminal;
    char file[512];
    snprintf(file, sizeof file, "%s", run_path(place, "me.ini"));
    terminal = open_terminal(place, file);
    cr_assert(wait_for(&terminal, "A code for this profile"), "%s", terminal.shown);
    cr_assert(wait_for(&terminal, "> "));
    type(&terminal, "c-5\n");
    cr_assert(wait_for(&terminal, "postcode?"), "%s", terminal.shown);
    cr_assert(wait_for(&terminal, "> "));
    type(&terminal, how);
    cr_assert(wait_for(&terminal, "Keep what you have said so far?"), "%s", terminal.shown);
    cr_assert(wait_for(&terminal, "> "));
    type(&terminal, answer);
    return end_terminal(&terminal);
}

Test(profile_terminal, ctrl_c_asks_and_keeps, .timeout = 60) {
    struct run_place place = run_place_make();
    cr_expect_eq(stop_with(&place, "\003", "\n"), 0);
    cr_expect(file_has(&place, "me.ini", "id = c-5"));
    run_place_remove(&place);
}

Test(profile_terminal, ctrl_d_asks_and_throws_away_only_when_told, .timeout = 60) {
    struct run_place place = run_place_make();
    cr_expect_eq(stop_with(&place, "\004", "no\n"), 130);
    cr_expect_not(file_has(&place, "me.ini", "c-5"));
    run_place_remove(&place);
}

Test(profile_terminal, a_second_ctrl_c_keeps_too, .timeout = 60) {
    struct run_place place = run_place_make();
    cr_expect_eq(stop_with(&place, "\003", "\003"), 0);
    cr_expect(file_has(&place, "me.ini", "id = c-5"));
    run_place_remove(&place);
}

Test(profile_terminal, an_existing_file_is_replaced_only_after_a_yes, .timeout = 60) {
    static struct terminal terminal;
    struct run_place place = run_place_make();
    char file[512];
    snprintf(file, sizeof file, "%s", run_path(&place, "me.ini"));
    run_write(&place, "me.ini", "; mine\n", 7);
    terminal = open_terminal(&place, file);
    cr_assert(wait_for(&terminal, "Replace it"), "%s", terminal.shown);
    type(&terminal, "\n");
    cr_expect_eq(end_terminal(&terminal), 1);
    cr_expect(file_has(&place, "me.ini", "; mine"));
    terminal = open_terminal(&place, file);
    cr_assert(wait_for(&terminal, "Replace it"), "%s", terminal.shown);
    type(&terminal, "yes\n");
    cr_assert(wait_for(&terminal, "A code for this profile"));
    type(&terminal, "c-6\nstop\n");
    cr_expect_eq(end_terminal(&terminal), 0);
    cr_expect(file_has(&place, "me.ini", "id = c-6"));
    cr_expect_not(file_has(&place, "me.ini", "; mine"));
    run_place_remove(&place);
}

/* ---- check ---- */

Test(profile_check, counts_over_the_roles_where_there_are_no_adverts) {
    struct run_place place = run_place_make();
    struct run_result run =
        RUN(&place, "profile", "check", place_of("fixtures/profiles/newcomer.ini"));
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect(strstr(run.out, "no adverts in the database yet"), "%s", run.out);
    cr_expect(strstr(run.out, "roles"));
    cr_expect(strstr(run.out, "->"), "a question for what is missing");
    run_result_free(&run);
    run_place_remove(&place);
}

Test(profile_check, counts_over_the_adverts_where_there_are_some) {
    struct run_place place = run_place_make();
    write_advert(&place, "one.txt", "Support Worker");
    struct run_result run = RUN(&place, "add", run_path(&place, "one.txt"));
    cr_expect_eq(run.status, 0, "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "profile", "check", "--json", place_of("fixtures/profiles/empty.ini"));
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect(strstr(run.out, "\"counted_over\":\"adverts\""), "%s", run.out);
    cr_expect(strstr(run.out, "\"prompt\":\""));
    run_result_free(&run);
    run_place_remove(&place);
}

Test(profile_check, says_where_a_file_is_wrong) {
    struct run_place place = run_place_make();
    run_write(&place, "me.ini", "[candidate]\npostcod = DA1\n", 26);
    struct run_result run = RUN(&place, "profile", "check", run_path(&place, "me.ini"));
    cr_expect_eq(run.status, 1);
    cr_expect(strstr(run.err, "me.ini:2: unknown key \"postcod\"; did you mean \"postcode\"?"),
              "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "profile", "chekc");
    cr_expect_eq(run.status, 2);
    cr_expect(strstr(run.err, "did you mean check"));
    run_result_free(&run);
    run_place_remove(&place);
}

/* ---- roles ---- */

Test(roles, are_listed_and_told) {
    struct run_place place = run_place_make();
    struct run_result run = RUN(&place, "roles");
    cr_expect_eq(run.status, 0);
    cr_expect(strstr(run.out, "\nphysiotherapy_assistant\n"));
    cr_expect(strstr(run.out, "(?)"), "what has no source is marked");
    run_result_free(&run);
    run = RUN(&place, "roles", "str");
    cr_expect(strstr(run.out, "Usually essential"));
    cr_expect(strstr(run.out, "from general knowledge"));
    run_result_free(&run);
    run = RUN(&place, "roles", "--json", "str");
    cr_expect(strstr(run.out, "{\"schema\":\"shortlist.roles/1\",\"id\":\"str\""));
    cr_expect(strstr(run.out, "\"confidence\":\"memory\""));
    run_result_free(&run);
    run = RUN(&place, "roles", "st");
    cr_expect_eq(run.status, 2);
    cr_expect(strstr(run.err, "did you mean str"), "%s", run.err);
    run_result_free(&run);
    run_place_remove(&place);
}

Test(roles, a_candidate_is_held_against_one_without_any_advert) {
    struct run_place place = run_place_make();
    struct run_result run = RUN(&place, "roles", "str", "--candidate",
                                place_of("fixtures/profiles/lived_experience.ini"));
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect(strstr(run.out, "What you have already"));
    cr_expect(strstr(run.out, "What your profile does not say yet"));
    cr_expect(strstr(run.out, "->"));
    run_result_free(&run);
    run = RUN(&place, "roles", "--candidate", place_of("fixtures/profiles/demo.ini"));
    cr_expect_eq(run.status, 2);
    run_result_free(&run);
    run_place_remove(&place);
}

Test(roles, a_role_profile_is_one_too) {
    struct run_place place = run_place_make();
    const char *page = place_of("fixtures/roles/peer-support-worker.html");
    struct run_result run = RUN(&place, "roles", page);
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect(strstr(run.out, "What its profile says it takes"));
    run_result_free(&run);
    run_write(&place, "x.html", "<html><p>no role</p></html>", 27);
    run = RUN(&place, "roles", run_path(&place, "x.html"));
    cr_expect_eq(run.status, 1);
    cr_expect(strstr(run.err, "no role profile"), "%s", run.err);
    run_result_free(&run);
    run_place_remove(&place);
}

Test(roles, match_takes_only_adverts_of_the_role) {
    struct run_place place = run_place_make();
    const char *candidate = place_of("fixtures/profiles/demo.ini");
    write_advert(&place, "one.txt", "Support, Time & Recovery Workers - Band 3");
    write_advert(&place, "two.txt", "Ward Manager");
    struct run_result run =
        RUN(&place, "match", "--candidate", candidate, "--role", "str", "--json",
            run_path(&place, "one.txt"), run_path(&place, "two.txt"));
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect(strstr(run.out, "Time & Recovery"), "%s", run.out);
    cr_expect_not(strstr(run.out, "Ward Manager"), "%s", run.out);
    run_result_free(&run);
    run = RUN(&place, "match", "--candidate", candidate, "--role",
              place_of("fixtures/roles/peer-support-worker.html"), "--json",
              run_path(&place, "one.txt"));
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect_str_eq(run.out, "");
    run_result_free(&run);
    run = RUN(&place, "match", "--candidate", candidate, "--role", "strr");
    cr_expect_eq(run.status, 2);
    cr_expect(strstr(run.err, "did you mean str"), "%s", run.err);
    run_result_free(&run);
    run_place_remove(&place);
}

/* ---- roles where something else is meant, and a profile where there are no adverts ---- */

Test(roles, a_role_in_the_wrong_place_is_told_where_it_belongs) {
    static const struct {
        const char *arguments[4];
        const char *says;
    } rows[] = {
        {{"role", "str"}, "`shortlist roles str`"},
        {{"criteria", "str"}, "`shortlist criteria --role str`"},
        {{"roles", "peer_support"}, "did you mean peer_support_worker?"},
        {{"match", "--role", "str"}, "`shortlist list --role str`"},
        {{"criteria"}, "FILE, ID or --role"},
        {{"criteria", "--role", "str", "a.html"}, "goes without a.html"},
        {{"match", "--candidates", "nosuch/"}, "nosuch/: there is no such folder"},
    };
    struct run_place place = run_place_make();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *arguments[5] = {NULL};
        memcpy(arguments, rows[i].arguments, sizeof rows[i].arguments);
        struct run_result run = run_program(&place, NULL, arguments);
        cr_expect_neq(run.status, 0);
        cr_expect(strstr(run.err, rows[i].says), "%s, not %s", run.err, rows[i].says);
        run_result_free(&run);
    }
    run_place_remove(&place);
}

/* Work since the demo's day is no mistake of the profile. */
Test(profile, can_be_tried_against_the_sample_adverts) {
    static const char late[] = "[candidate]\nid = c-9\n\n[experience home]\narea = care home\n"
                               "kind = paid\nfrom = 2026-05\n";
    struct run_place place = run_place_make();
    run_write(&place, "me.ini", late, sizeof late - 1);
    const char *file = run_path(&place, "me.ini");
    struct run_result run = RUN(&place, "match", "--candidate", file);
    cr_expect(strstr(run.err, "`shortlist demo --candidate "), "%s", run.err);
    run_result_free(&run);
    run = RUN(&place, "demo", "--candidate", file);
    cr_expect_eq(run.status, 0, "%s", run.err);
    cr_expect(strstr(run.out, "8 adverts held against the profile of c-9\n"), "%s", run.out);
    run_result_free(&run);
    run_place_remove(&place);
}
