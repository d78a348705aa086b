/* tests/bench/crawl.c - crawling a board of many thousands: requests, speed, memory
 * SPDX-License-Identifier: MIT
 *
 * usage: crawl PROGRAM PAGES WORK [ADVERTS]    (PAGES as the board's --dump writes them; WORK:
 * an empty folder)
 *
 * Requests are counted by the board itself. For the speed, rounds of the crawl and of a bare
 * floor take turns over the same pages, on the same disk, and the median pair counts: the floor
 * asks on one connection that it keeps (libcurl), parses (libxml2), and puts each page into a
 * table (SQLite: a log, a transaction a page, synced), one after another, and nothing else.
 */
#include <curl/curl.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "tests/support/bulk_board.h"

enum {
    ADVERTS = 12000,
    SPEED_ADVERTS = 500,
    PAIRS = 5,
    LOOK_MS = 20, /* between two looks at the memory */
    PATH_SIZE = 4096
};

/* What must hold. */
static const double speed_least = 0.6;
static const double requests_most = 1.02; /* an advert, beside the feed's pages */
static const double memory_most = 64;     /* MiB */

static const char *program;
static const char *work;
static struct bulk_board *board;
static struct bulk_shared *shared;
static int broken; /* bars */

static void fail(const char *what) {
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void judge(const char *what, double is, const char *unit, bool good, double bar) {
    printf("  %-34s %10.2f %-4s (bar: %g) %s\n", what, is, unit, bar, good ? "" : "NOT HELD");
    broken += !good;
}

static const char *in_work(const char *name) {
    static char paths[4][PATH_SIZE];
    static unsigned next;
    char *path = paths[next++ % 4];
    snprintf(path, PATH_SIZE, "%s/%s", work, name);
    return path;
}

static void remove_database(const char *name) {
    static const char *const ends[] = {"", "-wal", "-shm"};
    char path[PATH_SIZE];
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(path, sizeof path, "%s/%s%s", work, name, ends[i]);
        (void)unlink(path);
    }
}

/* ---- the crawl ---- */

/* What a crawl cost. */
struct cost {
    unsigned requests, feed, adverts;
    double seconds;
    long memory_kib; /* of the program itself at most */
    long all_kib;    /* of it or any of its workers at most */
};

static void start_crawl(const char *database) {
    char origin[64];
    int log = open(in_work("log"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    snprintf(origin, sizeof origin, "http://127.0.0.1:%u", bulk_board_port(board));
    (void)setenv("HOME", work, 1);
    (void)unsetenv("XDG_CONFIG_HOME");
    (void)dup2(log, STDOUT_FILENO);
    (void)dup2(log, STDERR_FILENO);
    (void)execl(program, program, "--quiet", "--db", database, "--today", "2026-11-02", "crawl",
                "--accept-terms", "--pace", "0", "--daily-cap", "1000000", "--board", origin,
                (char *)NULL);
    _exit(127);
}

/* The most that the process itself has had in memory so far. What wait4 tells takes in the
 * workers, and what was there before the program ran. */
static long resident_peak(pid_t process) {
    char path[64];
    char line[256];
    long kib = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)process);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        if (strncmp(line, "VmHWM:", 6) == 0) {
            kib = strtol(line + 6, NULL, 10);
        }
    }
    if (file) {
        fclose(file);
    }
    return kib;
}

static void show_log(void) {
    char line[1024];
    FILE *file = fopen(in_work("log"), "r");
    while (file && fgets(line, sizeof line, file)) {
        fputs(line, stderr);
    }
    if (file) {
        fclose(file);
    }
}

/* @param looks whether to watch its memory, which costs a little time */
static struct cost crawl(const char *database, bool looks) {
    static const struct timespec pause = {0, LOOK_MS * 1000000L};
    struct cost cost = {0};
    struct rusage used = {0};
    int status = 0;
    unsigned robots = shared->robots;
    unsigned feed = shared->feed;
    unsigned adverts = shared->adverts;
    double from = now();
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        start_crawl(database);
    }
    while (looks && wait4(child, &status, WNOHANG, &used) == 0) {
        long kib = resident_peak(child);
        cost.memory_kib = kib > cost.memory_kib ? kib : cost.memory_kib;
        (void)nanosleep(&pause, NULL);
    }
    if (!looks) {
        (void)wait4(child, &status, 0, &used);
    }
    cost.seconds = now() - from;
    if (status != 0 || shared->other > 0) {
        show_log();
        fail(shared->other > 0 ? "pages were asked for that nobody named" : "crawl failed");
    }
    cost.feed = shared->feed - feed;
    cost.adverts = shared->adverts - adverts;
    cost.requests = cost.feed + cost.adverts + (shared->robots - robots);
    cost.all_kib = used.ru_maxrss;
    return cost;
}

static int64_t ask(const char *database, const char *sql) {
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    int64_t answer = -1;
    if (sqlite3_open_v2(database, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        answer = sqlite3_column_int64(statement, 0);
    }
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
    return answer;
}

/* ---- requests ---- */

static void measure_sweep(const char *database, unsigned adverts) {
    struct cost cost;
    unsigned feed_pages = (adverts + BULK_FEED_PAGE - 1) / BULK_FEED_PAGE;
    shared->count = adverts;
    cost = crawl(database, true);
    int64_t learned = ask(database, "SELECT count(*) FROM vacancy");
    if (learned != adverts) {
        fprintf(stderr, "bench: %" PRId64 " of %u adverts were learned\n", learned, adverts);
        exit(1);
    }
    double each = ((double)cost.requests - feed_pages) / (double)adverts;
    double mib = (double)cost.memory_kib / 1024;
    printf("first sweep of %u adverts: %u requests, of them %u feed pages; %.1f s\n", adverts,
           cost.requests, cost.feed, cost.seconds);
    judge("requests an advert", each, "", each <= requests_most, requests_most);
    judge("memory of the program", mib, "MiB", mib < memory_most, memory_most);
    printf("  %-34s %10.2f MiB\n", "memory of it or a worker", (double)cost.all_kib / 1024);
}

static void measure_quiet_day(const char *database) {
    struct cost cost = crawl(database, false);
    printf("a day on which nothing changed\n");
    judge("requests", cost.requests, "", cost.requests < 20, 20);
}

/* New ones stand at the front, and every other one behind them was changed: a fifth of all. */
static void measure_day(const char *database, unsigned fresh_and_changed) {
    unsigned changed = fresh_and_changed / 5;
    unsigned fresh = fresh_and_changed - changed;
    unsigned newest = shared->count - 1;
    double bar = 1.05 * fresh_and_changed + 20;
    struct cost cost;
    for (unsigned i = 0; i < changed; i++) {
        shared->version[newest - 2 * i]++;
    }
    shared->count += fresh;
    cost = crawl(database, false);
    printf("a day with %u new and %u changed: %u feed pages, %u adverts\n", fresh, changed,
           cost.feed, cost.adverts);
    judge("requests", cost.requests, "", cost.requests <= bar, bar);
    if (ask(database, "SELECT count(*) FROM vacancy") != shared->count ||
        cost.adverts < fresh_and_changed) {
        fail("some of them were missed");
    }
}

/* ---- speed ---- */

static size_t keep(char *bytes, size_t size, size_t count, void *state) {
    buf_put(state, (struct span){bytes, size * count});
    return size * count;
}

/* One request, one parse, one row. */
static void fetch_bare(CURL *curl, sqlite3_stmt *insert, struct buf *body, const char *path,
                       bool is_feed) {
    char url[256];
    snprintf(url, sizeof url, "http://127.0.0.1:%u%s", bulk_board_port(board), path);
    buf_cut(body, 0);
    (void)curl_easy_setopt(curl, CURLOPT_URL, url);
    if (curl_easy_perform(curl) != CURLE_OK || body->len == 0) {
        fail("the floor was not answered");
    }
    xmlFreeDoc(
        is_feed ? xmlReadMemory(body->at, (int)body->len, NULL, NULL, XML_PARSE_NONET)
                : htmlReadMemory(body->at, (int)body->len, NULL, "UTF-8",
                                 HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING));
    (void)sqlite3_bind_text(insert, 1, url, -1, SQLITE_TRANSIENT);
    (void)sqlite3_bind_blob(insert, 2, body->at, (int)body->len, SQLITE_STATIC);
    if (sqlite3_step(insert) != SQLITE_DONE) {
        fail("the floor could not store a page");
    }
    (void)sqlite3_reset(insert);
}

static void fetch_all_bare(CURL *curl, sqlite3_stmt *insert, struct buf *body) {
    char path[BULK_NAME_SIZE];
    for (unsigned page = 1; (page - 1) * BULK_FEED_PAGE < shared->count; page++) {
        snprintf(path, sizeof path, "/api/v1/search_xml?page=%u&limit=%d", page,
                 (int)BULK_FEED_PAGE);
        fetch_bare(curl, insert, body, path, true);
    }
    for (unsigned number = 0; number < shared->count; number++) {
        bulk_board_path(path, board, number);
        fetch_bare(curl, insert, body, path, false);
    }
}

static double time_floor(void) {
    static const char setup[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                                "CREATE TABLE page (url TEXT, body BLOB)";
    double from = now();
    sqlite3 *db = NULL;
    sqlite3_stmt *insert = NULL;
    CURL *curl = curl_easy_init();
    struct buf body;
    buf_init(&body, 16 << 20);
    remove_database("floor.db");
    if (!curl || sqlite3_open(in_work("floor.db"), &db) != SQLITE_OK ||
        sqlite3_exec(db, setup, NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, "INSERT INTO page VALUES (?, ?)", -1, &insert, NULL) !=
            SQLITE_OK) {
        fail("no floor");
    }
    (void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    (void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    (void)curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    fetch_all_bare(curl, insert, &body);
    (void)sqlite3_finalize(insert);
    (void)sqlite3_close(db);
    curl_easy_cleanup(curl);
    buf_fini(&body);
    return now() - from;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values) {
    qsort(values, PAIRS, sizeof *values, compare);
    return values[PAIRS / 2];
}

static void measure_speed(void) {
    double floor[PAIRS];
    double ours[PAIRS];
    double ratio[PAIRS];
    shared->count = SPEED_ADVERTS;
    memset(shared->version, 0, sizeof shared->version);
    for (int pair = 0; pair < PAIRS; pair++) {
        floor[pair] = time_floor();
        remove_database("speed.db");
        ours[pair] = crawl(in_work("speed.db"), false).seconds;
        ratio[pair] = floor[pair] / ours[pair];
    }
    double middle = median(ratio);
    printf("crawling %d adverts without pauses, median of %d pairs\n", (int)SPEED_ADVERTS,
           (int)PAIRS);
    printf("  %-34s %10.2f ms a page\n", "bare libcurl, libxml2, SQLite",
           median(floor) * 1e3 / SPEED_ADVERTS);
    printf("  %-34s %10.2f ms a page\n", "crawl", median(ours) * 1e3 / SPEED_ADVERTS);
    judge("speed of the floor", middle, "", middle >= speed_least, speed_least);
}

int main(int argc, char **argv) {
    static const unsigned days[] = {40, 400, 1200};
    if (argc != 4 && argc != 5) {
        fprintf(stderr, "usage: crawl PROGRAM PAGES WORK [ADVERTS]\n");
        return 2;
    }
    program = argv[1];
    work = argv[3];
    long adverts = argc == 5 ? strtol(argv[4], NULL, 10) : ADVERTS;
    board = bulk_board_start(argv[2]);
    if (!board || adverts < BULK_FEED_PAGE || adverts > BULK_ADVERTS_MAX / 2) {
        fail("no board, or not so many adverts");
    }
    shared = bulk_board_shared(board);
    measure_sweep(in_work("crawl.db"), (unsigned)adverts);
    measure_quiet_day(in_work("crawl.db"));
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        measure_day(in_work("crawl.db"), days[i]);
    }
    measure_speed();
    bulk_board_stop(board);
    return broken > 0;
}
