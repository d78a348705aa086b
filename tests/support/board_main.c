/* tests/support/board_main.c - the local board as a program of its own
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board.h"
#include "tests/support/board_dump.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

enum { FAULTS_MAX = 64 };

struct settings {
    struct board_options options;
    int day;
    const char *faults[FAULTS_MAX]; /* KIND:PATH or KIND*TIMES:PATH */
    size_t fault_count;
    const char *port_file;
    const char *dump;
    bool until_eof;
};

static volatile sig_atomic_t stop_asked;

static void ask_to_stop(int signal_number) {
    (void)signal_number;
    stop_asked = 1;
}

/* ---- options ---- */

enum {
    OPTION_DATA = 1,
    OPTION_PORT,
    OPTION_TODAY,
    OPTION_DAY,
    OPTION_FAULT,
    OPTION_PORT_FILE,
    OPTION_DUMP,
    OPTION_URL_BASE,
    OPTION_TOTALS_FIRST,
    OPTION_FRESH_TOKENS,
    OPTION_COPIES,
    OPTION_FEED_LIMIT,
    OPTION_UNTIL_EOF
};

static const struct option long_options[] = {
    {"data", required_argument, NULL, OPTION_DATA},
    {"port", required_argument, NULL, OPTION_PORT},
    {"today", required_argument, NULL, OPTION_TODAY},
    {"day", required_argument, NULL, OPTION_DAY},
    {"fault", required_argument, NULL, OPTION_FAULT},
    {"port-file", required_argument, NULL, OPTION_PORT_FILE},
    {"dump", required_argument, NULL, OPTION_DUMP},
    {"url-base", required_argument, NULL, OPTION_URL_BASE},
    {"totals-first", no_argument, NULL, OPTION_TOTALS_FIRST},
    {"fresh-tokens", no_argument, NULL, OPTION_FRESH_TOKENS},
    {"copies", required_argument, NULL, OPTION_COPIES},
    {"feed-limit", required_argument, NULL, OPTION_FEED_LIMIT},
    {"until-eof", no_argument, NULL, OPTION_UNTIL_EOF},
    {NULL, 0, NULL, 0},
};

static int usage(void) {
    (void)fputs("usage: board --data DIR [--port N] [--today DATE] [--day N]\n"
                "             [--fault KIND[*TIMES]:PATH]... [--port-file FILE] [--until-eof]\n"
                "             [--url-base URL] [--totals-first] [--fresh-tokens]\n"
                "             [--copies N] [--feed-limit N]\n"
                "       board --data DIR [--today DATE] [--day N] --dump DIR\n",
                stderr);
    return 2;
}

static bool take_number(long *value, const char *text, long most) {
    char *end = NULL;
    errno = 0;
    long read = strtol(text, &end, 10);
    if (end == text || *end != '\0' || errno != 0 || read < 0 || read > most)
        return false;
    *value = read;
    return true;
}

static bool take_option(struct settings *settings, int option, const char *value) {
    long read = 0;
    switch (option) {
    case OPTION_DATA:
        settings->options.data_dir = value;
        return true;
    case OPTION_PORT:
        if (!take_number(&read, value, 65535))
            return false;
        settings->options.port = (unsigned short)read;
        return true;
    case OPTION_TODAY:
        settings->options.today = value;
        return true;
    case OPTION_DAY:
        if (!take_number(&read, value, 10000))
            return false;
        settings->day = (int)read;
        return true;
    case OPTION_FAULT:
        if (settings->fault_count == FAULTS_MAX)
            return false;
        settings->faults[settings->fault_count++] = value;
        return true;
    case OPTION_PORT_FILE:
        settings->port_file = value;
        return true;
    case OPTION_DUMP:
        settings->dump = value;
        return true;
    case OPTION_URL_BASE:
        settings->options.url_base = value;
        return true;
    case OPTION_TOTALS_FIRST:
        settings->options.totals_first = true;
        return true;
    case OPTION_FRESH_TOKENS:
        settings->options.fresh_tokens = true;
        return true;
    case OPTION_COPIES:
        if (!take_number(&read, value, 10000))
            return false;
        settings->options.copies = (unsigned)read;
        return true;
    case OPTION_FEED_LIMIT:
        if (!take_number(&read, value, 100))
            return false;
        settings->options.feed_limit = (int)read;
        return true;
    case OPTION_UNTIL_EOF:
        settings->until_eof = true;
        return true;
    default:
        return false;
    }
}

static bool read_options(struct settings *settings, int argc, char **argv) {
    int option = 0;
    while ((option = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
        if (!take_option(settings, option, optarg))
            return false;
    }
    return optind == argc && settings->options.data_dir != NULL;
}

/* ---- running ---- */

/* KIND:PATH, or KIND*TIMES:PATH. */
static bool set_fault(struct board *board, const char *text) {
    char kind[64];
    long times = 0;
    const char *colon = strchr(text, ':');
    if (colon == NULL || (size_t)(colon - text) >= sizeof kind)
        return false;
    memcpy(kind, text, (size_t)(colon - text));
    kind[colon - text] = '\0';
    char *star = strchr(kind, '*');
    if (star != NULL) {
        *star = '\0';
        if (!take_number(&times, star + 1, 1000000))
            return false;
    }
    return board_set_fault_times(board, colon + 1, kind, (unsigned)times) == 0;
}

/* Written under another name and renamed: who waits for the file finds it complete. */
static bool write_port_file(const char *path, unsigned short port) {
    char name[4096];
    (void)snprintf(name, sizeof name, "%s.new", path);
    FILE *file = fopen(name, "w");
    if (file == NULL)
        return false;
    bool good = fprintf(file, "%u\n", port) > 0;
    good = fclose(file) == 0 && good;
    return good && rename(name, path) == 0;
}

static bool at_end_of_input(void) {
    char ignored[256];
    return read(STDIN_FILENO, ignored, sizeof ignored) == 0;
}

/* Signals arrive only inside pselect(), so that none is lost between the test and the wait. */
static void wait_for_end(bool until_eof, const sigset_t *outside) {
    while (!stop_asked) {
        fd_set readable;
        FD_ZERO(&readable);
        if (until_eof)
            FD_SET(STDIN_FILENO, &readable);
        int ready =
            pselect(until_eof ? STDIN_FILENO + 1 : 0, &readable, NULL, NULL, NULL, outside);
        if (ready > 0 && at_end_of_input())
            return;
    }
}

static void hold_signals(sigset_t *outside) {
    sigset_t held;
    struct sigaction action = {.sa_handler = ask_to_stop};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGTERM, &action, NULL);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigemptyset(&held);
    (void)sigaddset(&held, SIGTERM);
    (void)sigaddset(&held, SIGINT);
    (void)pthread_sigmask(SIG_BLOCK, &held, outside);
}

static bool prepare(struct board *board, const struct settings *settings) {
    board_set_day(board, settings->day);
    for (size_t i = 0; i < settings->fault_count; i++) {
        if (!set_fault(board, settings->faults[i])) {
            (void)fprintf(stderr, "board: %s: no such fault\n", settings->faults[i]);
            return false;
        }
    }
    if (settings->port_file != NULL &&
        !write_port_file(settings->port_file, board_port(board))) {
        (void)fprintf(stderr, "board: %s: %s\n", settings->port_file, strerror(errno));
        return false;
    }
    return true;
}

static int serve(const struct settings *settings) {
    char error[512] = "";
    sigset_t outside;
    hold_signals(&outside);
    struct board *board = board_start(&settings->options, error, sizeof error);
    if (board == NULL) {
        (void)fprintf(stderr, "board: %s\n", error);
        return 1;
    }
    bool ready = prepare(board, settings);
    if (ready) {
        (void)printf("listening on 127.0.0.1:%u\n", board_port(board));
        (void)fflush(stdout);
        wait_for_end(settings->until_eof, &outside);
    }
    board_stop(board);
    return ready ? 0 : 1;
}

static int dump(const struct settings *settings) {
    char error[512] = "";
    int files = board_dump_write(settings->dump, &settings->options, settings->day, error,
                                 sizeof error);
    if (files < 0) {
        (void)fprintf(stderr, "board: %s\n", error);
        return 1;
    }
    (void)printf("%d files written to %s\n", files, settings->dump);
    return 0;
}

int main(int argc, char **argv) {
    struct settings settings = {.day = 0};
    if (!read_options(&settings, argc, argv))
        return usage();
    return settings.dump != NULL ? dump(&settings) : serve(&settings);
}
