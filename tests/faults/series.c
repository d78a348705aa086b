/* tests/faults/series.c - the long series: whatever happens in the middle of a crawl, the next
 * one ends as if it had not
 * SPDX-License-Identifier: MIT
 *
 * The whole program crawls a small board under a held clock, and at one moment the system fails
 * it (tests/support/shim/shim.h): it is killed at a write, half-way through one, between two
 * statements; the disk is full from a write on; memory is refused; the clock jumps. Afterwards
 * the program has said what was wrong, or was killed; the database is sound; and a healthy
 * crawl makes of it what it would have been anyway, asking for one page again at most: the one
 * that was in hand.
 *
 * Here a fixed sample of all moments is tried. SHORTLIST_SERIES=all (`make faults`) tries all
 * of them, and of the allocations each that has a chain of callers of its own. One that is
 * named, as in SHORTLIST_SERIES=write=57:kill, is tried alone, for every start; where it finds
 * something its folder is kept: the database as the next run left it, `counts-then`, what the
 * run had done and not given back, and `trace`, who was refused memory.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/board.h"
#include "tests/support/board_dump.h"
#include "tests/support/old_store.h"
#include "tests/support/run.h"
#include "tests/support/small_board.h"
#include "tests/support/store_text.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define SANITIZED true
#endif
#ifndef SANITIZED
#define SANITIZED false
#endif

#define BOARD_TODAY "2026-11-02"
/* Ten in the morning of that day, and an hour and a day later. */
#define FIRST_DAY INT64_C(1793613600)
#define SECOND_DAY (FIRST_DAY + INT64_C(90000))

enum {
    LATER = 3600,        /* seconds until the healthy crawl after a fault */
    FINDINGS_TOLD = 100, /* of one test */
    GONE_OF_ALL = 200,   /* moments of all from which on there is no memory */
    ITEM_SIZE = 96,
    TEXT_SIZE = 512
};

/* What the database is when the fault strikes, and what day it is on the board. */
enum start { START_EMPTY, START_DAY_AFTER, START_OLD_SCHEMA, START_COUNT };

static const struct {
    const char *name;
    int day;
    int64_t at;
} starts[START_COUNT] = {
    {"no database", 0, FIRST_DAY},
    {"the day after", 1, SECOND_DAY},
    {"an older database", 1, SECOND_DAY},
};

/* How often each thing happens in a run that nothing disturbs. */
struct lengths {
    int64_t write, sync, step, alloc, look, slept_ms, live, archive;
};

static struct run_place place;
static struct board *board;
static char origin[64];
static char start_file[320]; /* the database at the start; not there: empty */
static char database[320];   /* the one that is crawled into */
static char saved[320];      /* the folder with the adverts of the day as saved pages */
static char archive[320];    /* what is exported */
static char table[320];      /* what is imported */
static enum start start;
/* What is run with a fault, and again without: crawl, add, export, an import or market. */
static struct run_result (*work)(const char *item, int64_t at);
static struct lengths reference;
static char *wanted; /* store_text after an undisturbed crawl */
/* Is robots.txt, which is kept for a day, among what is to be asked for once? */
static bool robots_count = true;
static int tried;
static int missed; /* the moment did not come: the run was shorter this time */
static int findings;

/* ---- what was found ---- */

__attribute__((format(printf, 2, 3))) static void find(const char *item, const char *format,
                                                       ...) {
    char text[TEXT_SIZE];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (findings++ < FINDINGS_TOLD) {
        (void)fprintf(stderr, "series: %s, %s: %s\n", starts[start].name, item, text);
    }
}

/* ---- which moments ---- */

static const char *wish(void) {
    const char *asked = getenv("SHORTLIST_SERIES");

    return asked ? asked : "";
}

static bool is_all(void) { return strcmp(wish(), "all") == 0; }

/* A single moment, "write=57:kill", or NULL. */
static const char *single(void) { return strchr(wish(), '=') ? wish() : NULL; }

/* ---- running ---- */

static const char *shim(void) {
    static char path[512];
    const char *program = getenv("SHORTLIST_BIN");
    const char *slash = program ? strrchr(program, '/') : NULL;

    (void)snprintf(path, sizeof path, "%.*s/shim.so", slash ? (int)(slash - program) : 11,
                   slash ? program : "build/debug");
    return path;
}

/* Runs the program at that time under a held clock, with a fault ("" for none). */
static struct run_result run_with(const char *item, int64_t at, const char *const *arguments) {
    char plan[1024];
    struct run_result result;

    (void)snprintf(plan, sizeof plan, "clock=@%lld,hold,nosync,count=%s,%s%s%s", (long long)at,
                   run_path(&place, "counts"), single() ? "trace=" : "",
                   single() ? run_path(&place, "trace,") : "", item);
    (void)unlink(run_path(&place, "counts"));
    (void)setenv("SHORTLIST_SHIM", plan, 1);
    (void)setenv("LD_PRELOAD", shim(), 1);
    result = run_program(&place, NULL, arguments);
    (void)unsetenv("LD_PRELOAD");
    (void)unsetenv("SHORTLIST_SHIM");
    return result;
}

static struct run_result crawl(const char *item, int64_t at) {
    const char *const arguments[] = {"--quiet",        "--db",    database, "crawl",
                                     "--accept-terms", "--board", origin,   NULL};

    return run_with(item, at, arguments);
}

/* The same adverts as saved pages. */
static struct run_result add(const char *item, int64_t at) {
    const char *const arguments[] = {"--quiet", "--db", database, "add", saved, NULL};

    return run_with(item, at, arguments);
}

static struct run_result export(const char *item, int64_t at) {
    const char *const arguments[] = {"--quiet", "--db",  database, "export",
                                     "--warc",  archive, NULL};

    return run_with(item, at, arguments);
}

/* A table of the past, adverts of today, and what all of them pay. */
static struct run_result import_table(const char *item, int64_t at) {
    const char *const arguments[] = {"--quiet", "--db", database, "import",
                                     "nhsbsa",  table,  NULL};

    return run_with(item, at, arguments);
}

static struct run_result import_postings(const char *item, int64_t at) {
    const char *const arguments[] = {"--quiet", "--db",       database,
                                     "import",  "jobposting", "fixtures/import/postings.json",
                                     NULL};

    return run_with(item, at, arguments);
}

static struct run_result tell_market(const char *item, int64_t at) {
    const char *const arguments[] = {"--quiet", "--db", database, "market", NULL};

    return run_with(item, at, arguments);
}

static int64_t size_of(const char *path) {
    struct stat info = {0};

    return stat(path, &info) == 0 ? (int64_t)info.st_size : 0;
}

static int64_t counted(const char *name) {
    char *text = run_read(run_path(&place, "counts"), NULL);
    size_t len = strlen(name);
    int64_t number = 0;

    for (const char *line = text; line && *line; line = strchr(line, '\n') + 1) {
        if (strncmp(line, name, len) == 0 && line[len] == ' ') {
            number = strtoll(line + len, NULL, 10);
        }
    }
    free(text);
    return number;
}

/* ---- what must be true afterwards ---- */

/* What was said from the first complaint on; "" where there was none. */
static const char *complaint(const struct run_result *run) {
    const char *words = strstr(run->err, "shortlist: ");

    return words ? words : "";
}

/* libcurl takes some lacks of memory for trouble with the network, and nobody can know better.
 */
static bool is_from_libcurl(const char *words) {
    return strstr(words, "Could not resolve host") || strstr(words, "Couldn't connect");
}

/* It was killed, or said what was wrong. */
static void expect_end(const char *item, const struct run_result *run) {
    static const int statuses[] = {0, 1, 3, 7};
    bool killed = run->status == 128 + SIGKILL;
    bool known = killed || (run->status == 130 && strstr(item, "INTERRUPT")) ||
                 (run->status == 6 && strstr(item, "alloc=") && is_from_libcurl(run->err));

    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        known = known || run->status == statuses[i];
    }
    if (!known) {
        find(item, "status %d: %s", run->status, complaint(run));
    } else if (run->status != 0 && !killed && run->status != 130 && !*complaint(run)) {
        find(item, "status %d, and nothing is said", run->status);
    }
}

static void expect_sound(const char *item, const char *when) {
    char why[TEXT_SIZE] = "";

    if (!store_is_sound(database, why, sizeof why)) {
        find(item, "%s it is not sound: %s", when, why);
    }
}

/* How many files are there whose name begins with that of the archive and goes on? Taken away,
 * where `removes`. */
static int count_beside(bool removes) {
    static const char name[] = "kept.warc";
    struct dirent **names = NULL;
    int count = scandir(place.folder, &names, NULL, NULL);
    int beside = 0;

    for (int i = 0; i < count; i++) {
        const char *found = names[i]->d_name;
        if (strncmp(found, name, sizeof name - 1) == 0 && found[sizeof name - 1] != '\0') {
            beside++;
            if (removes) {
                (void)unlink(run_path(&place, found));
            }
        }
        free(names[i]);
    }
    free(names);
    return beside;
}

/* Nothing half-written stands under the archive's name, and beside it only what a killed
 * program could not take away. */
static void expect_archive(const char *item, const struct run_result *run) {
    int64_t size = size_of(archive);

    if (size != reference.archive && (size > 0 || run->status == 0)) {
        find(item, "the archive has %lld bytes in place of %lld", (long long)size,
             (long long)reference.archive);
    }
    if (run->status != 128 + SIGKILL && count_beside(false) > 0) {
        find(item, "files are left beside the archive");
    }
    if (size == reference.archive) { /* it would not be overwritten */
        (void)unlink(archive);
    }
}

/* Before the next run looks at it: in a copy, since to look is to bring it in order. */
static void expect_sound_as_left(const char *item) {
    const char *copy = run_path(&place, "copy.db");
    char why[TEXT_SIZE] = "";

    store_copy(database, copy);
    if (!store_is_sound(copy, why, sizeof why)) {
        find(item, "as it was left it is not sound: %s", why);
    }
}

static void expect_text(const char *item) {
    char *text = store_text(database);
    char difference[TEXT_SIZE];

    if (strcmp(text, wanted) != 0) {
        store_text_difference(difference, sizeof difference, wanted, text);
        find(item, "afterwards the database differs: %s", difference);
    }
    free(text);
}

static bool is_page(const char *path) {
    return strncmp(path, "/candidate/jobadvert/", 21) == 0 ||
           (robots_count && strcmp(path, "/robots.txt") == 0);
}

/* How often was one asked for that had been asked for already? The list itself is asked for by
 * every run. */
static int count_repeats(void) {
    struct board_request one;
    struct board_request other;
    int repeats = 0;

    for (size_t i = 0; board_request_at(&one, board, i); i++) {
        bool again = false;
        for (size_t before = 0; before < i && is_page(one.path); before++) {
            (void)board_request_at(&other, board, before);
            again = again || strcmp(one.path, other.path) == 0;
        }
        repeats += again;
    }
    return repeats;
}

static void expect_requests(const char *item) {
    int repeats = count_repeats();

    if (repeats > 1) {
        find(item, "%d pages were asked for again, and one was in hand", repeats);
    }
}

static void expect_no_leak(const char *item) {
    int64_t live = counted("live");

    if (live > reference.live) {
        find(item, "%lld blocks were not given back, %lld by the program itself",
             (long long)live, (long long)counted("own"));
    }
}

static void expect_recovery(const char *item) {
    struct run_result healthy = work("", starts[start].at + LATER);

    if (healthy.status != 0) {
        find(item, "the next run ends with %d: %s", healthy.status, complaint(&healthy));
    }
    if (size_of(archive) != reference.archive) {
        find(item, "the next one leaves no whole archive");
    }
    expect_sound(item, "after the next run");
    expect_text(item);
    expect_requests(item);
    run_result_free(&healthy);
}

static void strike(const char *item) {
    struct run_result run;

    store_copy(start_file, database);
    (void)unlink(archive);
    (void)count_beside(true);
    board_clear_requests(board);
    run = work(item, starts[start].at);
    tried++;
    missed += run.status != 128 + SIGKILL && strstr(item, "kill") != NULL;
    expect_end(item, &run);
    if (run.status != 128 + SIGKILL) {
        expect_no_leak(item);
    }
    expect_archive(item, &run);
    (void)rename(run_path(&place, "counts"), run_path(&place, "counts-then"));
    expect_sound_as_left(item);
    expect_recovery(item);
    run_result_free(&run);
}

/* The moment that was asked for, where it was one. */
static void strike_single(void) {
    if (single()) {
        strike(single());
    }
}

/* ---- the moments of a series ---- */

/* `sample` of those from 1 to `length`, at the same distance. */
static void strike_some(const char *kind, const char *deed, int64_t length, int64_t sample) {
    char item[ITEM_SIZE];
    int64_t count = sample > length ? length : sample;

    for (int64_t i = 0; i < count && !single(); i++) {
        int64_t number = count == length ? i + 1 : 1 + i * (length - 1) / (sample - 1);
        (void)snprintf(item, sizeof item, "%s=%lld:%s", kind, (long long)number, deed);
        strike(item);
    }
}

/* Every one of them, or a sample. */
static void strike_each(const char *kind, const char *deed, int64_t length, int64_t sample) {
    strike_some(kind, deed, length, is_all() ? length : sample);
}

/* Every allocation that the shim found to have callers like no other before it. */
static void strike_allocations(int64_t sample) {
    char item[ITEM_SIZE];
    char plan[512];
    char *text = NULL;
    char *end = NULL;
    struct run_result run;

    if (single() || !is_all()) {
        strike_each("alloc", "fail", reference.alloc, sample);
        return;
    }
    (void)snprintf(plan, sizeof plan, "stacks=%s", run_path(&place, "stacks"));
    store_copy(start_file, database);
    run = work(plan, starts[start].at);
    run_result_free(&run);
    text = run_read(run_path(&place, "stacks"), NULL);
    for (const char *at = text; *at; at = end + 1) {
        long long number = strtoll(at, &end, 10);
        (void)snprintf(item, sizeof item, "alloc=%lld:fail", number);
        strike(item);
    }
    free(text);
}

/* ---- starts ---- */

static void serve(int day) {
    static char data[300];
    char error[256] = "";
    struct board_options options = {.data_dir = data, .today = BOARD_TODAY};

    (void)snprintf(data, sizeof data, "%s/board", place.folder);
    cr_assert_eq(mkdir(data, 0700), 0);
    small_board_write(data);
    board = board_start(&options, error, sizeof error);
    cr_assert_not_null(board, "%s", error);
    board_set_day(board, day);
    (void)snprintf(origin, sizeof origin, "http://127.0.0.1:%d", board_port(board));
}

/* What an undisturbed crawl on day 0 leaves. */
static void make_first_day(void) {
    struct run_result run;

    board_set_day(board, 0);
    run = crawl("", FIRST_DAY);
    cr_assert_eq(run.status, 0, "%s", run.err);
    run_result_free(&run);
    board_set_day(board, starts[start].day);
}

static void make_start(void) {
    if (start == START_DAY_AFTER) {
        make_first_day();
        store_copy(database, start_file);
    } else if (start == START_OLD_SCHEMA) {
        make_first_day();
        old_store_make(start_file, database);
    }
}

static void save_adverts(void) {
    char error[256] = "";
    char data[400];
    struct board_options options = {.data_dir = data, .today = BOARD_TODAY};

    (void)snprintf(data, sizeof data, "%s/board", place.folder);
    cr_assert_gt(board_dump_write(saved, &options, 0, error, sizeof error), 0, "%s", error);
    (void)unlink(run_path(&place, "saved/feed-1.xml")); /* lists, which are no adverts */
    (void)unlink(run_path(&place, "saved/results-1.html"));
}

/* Each of its rows is some statements, and in the long series a kill stands between all of
 * them. */
static void write_table(void) {
    enum { ROWS = 40, ROW_SIZE = 128 };
    static char text[ROWS * ROW_SIZE];
    size_t len = (size_t)snprintf(text, sizeof text,
                                  "VACANCY_ID,JOB_TITLE,PAY_BAND,SALARY,PUBLISHED_DATE\n");

    for (int i = 0; i < ROWS; i++) {
        len += (size_t)snprintf(text + len, sizeof text - len,
                                "%d,Support Worker %d,Band 3,%d a year,2025-05-16\n", i, i,
                                24625 + i);
    }
    run_write(&place, "table.csv", text, len);
}

static void measure(void) {
    struct run_result run;

    store_copy(start_file, database);
    board_clear_requests(board);
    run = work("", starts[start].at);
    cr_assert_eq(run.status, 0, "%s", run.err);
    reference = (struct lengths){counted("write"), counted("sync"), counted("step"),
                                 counted("alloc"), counted("look"), counted("slept_ms"),
                                 counted("live"),  size_of(archive)};
    cr_assert_gt(reference.write, 0, "the library that makes faults is not at work: %s",
                 shim());
    wanted = store_text(database);
    expect_sound("nothing wrong", "after a crawl");
    cr_expect_eq(count_repeats(), 0);
    run_result_free(&run);
}

/* In memory where the system has such a folder: thousands of databases are made. */
static struct run_place make_place(void) {
    struct run_place made = {"/dev/shm/shortlist-series-XXXXXX"};

    return mkdtemp(made.folder) ? made : run_place_make();
}

static void begin(enum start which, struct run_result (*what)(const char *, int64_t)) {
    if (SANITIZED) {
        cr_skip_test(
            "a sanitizer must be the first library, and so must the one of the faults");
    }
    start = which;
    work = what;
    place = make_place();
    (void)snprintf(start_file, sizeof start_file, "%s/start.db", place.folder);
    (void)snprintf(database, sizeof database, "%s/s.db", place.folder);
    (void)snprintf(saved, sizeof saved, "%s/saved", place.folder);
    (void)snprintf(archive, sizeof archive, "%s/kept.warc", place.folder);
    (void)snprintf(table, sizeof table, "%s/table.csv", place.folder);
    serve(starts[which].day);
    make_start();
    if (work == add) {
        save_adverts();
    } else if (work == import_table) {
        write_table();
    }
    measure();
}

static void end(const char *what) {
    board_stop(board);
    free(wanted);
    if (*wish() && tried > 0) {
        (void)fprintf(stderr, "series: %s, %s: %d tried, %d found, %d too late\n",
                      starts[start].name, what, tried, findings, missed);
    }
    if (single() && findings > 0) {
        (void)fprintf(stderr, "series: %s, %s: kept in %s\n", starts[start].name, what,
                      place.folder);
    } else {
        run_place_remove(&place);
    }
    cr_expect_eq(findings, 0, "%s, %s: %d of %d", starts[start].name, what, findings, tried);
}

/* ---- the series ---- */

/* How many of each are tried in the fixed sample. */
struct sample {
    int64_t killed, torn, full, cut, unsynced, between, refused, gone;
};

static void strike_files(enum start which, struct sample sample) {
    begin(which, crawl);
    strike_single();
    strike_each("write", "kill", reference.write, sample.killed);
    strike_each("write", "torn", reference.write, sample.torn);
    strike_each("write", "full", reference.write, sample.full);
    strike_each("write", "short", reference.write, sample.cut);
    strike_each("sync", "eio", reference.sync, sample.unsynced);
    end("writing");
}

static void strike_statements(enum start which, struct sample sample) {
    begin(which, crawl);
    strike_each("step", "kill", reference.step, sample.between);
    end("statements");
}

static void strike_memory(enum start which, struct sample sample) {
    begin(which, crawl);
    strike_allocations(sample.refused);
    strike_some("alloc", "all", reference.alloc, is_all() ? GONE_OF_ALL : sample.gone);
    end("memory");
}

static const struct sample samples = {.killed = 7,
                                      .torn = 4,
                                      .full = 4,
                                      .cut = 2,
                                      .unsynced = 2,
                                      .between = 10,
                                      .refused = 9,
                                      .gone = 2};

Test(series, of_writes_into_no_database) { strike_files(START_EMPTY, samples); }
Test(series, of_writes_on_the_day_after) { strike_files(START_DAY_AFTER, samples); }
Test(series, of_writes_into_an_older_database) { strike_files(START_OLD_SCHEMA, samples); }

Test(series, of_statements_into_no_database) { strike_statements(START_EMPTY, samples); }
Test(series, of_statements_on_the_day_after) { strike_statements(START_DAY_AFTER, samples); }
Test(series, of_statements_into_an_older_database) {
    strike_statements(START_OLD_SCHEMA, samples);
}

Test(series, of_allocations_into_no_database) { strike_memory(START_EMPTY, samples); }
Test(series, of_allocations_on_the_day_after) { strike_memory(START_DAY_AFTER, samples); }
Test(series, of_allocations_into_an_older_database) {
    strike_memory(START_OLD_SCHEMA, samples);
}

/* ---- few descriptors ---- */

Test(series, of_few_file_descriptors) {
    char item[ITEM_SIZE];
    int most = is_all() ? 40 : 24;

    begin(START_EMPTY, crawl);
    for (int files = 3; files <= most && !single(); files += is_all() ? 1 : 7) {
        (void)snprintf(item, sizeof item, "files=%d", files);
        strike(item);
    }
    end("descriptors");
}

/* ---- the clock ---- */

/* Whatever the wall clock does, one crawl does all there is to do, keeps its pauses, and waits
 * for nothing else. */
static void strike_clock(const char *item) {
    struct run_result run;

    store_copy(start_file, database);
    board_clear_requests(board);
    run = crawl(item, starts[start].at);
    tried++;
    if (run.status != 0) {
        find(item, "status %d: %s", run.status, complaint(&run));
    }
    if (counted("slept_ms") > reference.slept_ms + 60000 ||
        counted("slept_ms") < reference.slept_ms / 2) {
        find(item, "it slept for %lld s, where %lld s are usual",
             (long long)counted("slept_ms") / 1000, (long long)reference.slept_ms / 1000);
    }
    expect_text(item);
    if (count_repeats() > 0) {
        find(item, "%d pages were asked for twice", count_repeats());
    }
    expect_recovery(item);
    run_result_free(&run);
}

static void strike_jumps(const char *to, int64_t sample) {
    char item[ITEM_SIZE];
    int64_t count = is_all() ? reference.look : sample;

    for (int64_t i = 0; i < count && !single(); i++) {
        (void)snprintf(item, sizeof item, "jump=%s@%lld", to,
                       (long long)(1 + i * (reference.look - 1) / (count - 1)));
        strike_clock(item);
    }
}

Test(series, of_clocks_that_jump) {
    begin(START_DAY_AFTER, crawl);
    robots_count = false;      /* a copy from another day, as it seems, is no longer good */
    strike_jumps("-3600", 3);  /* back an hour */
    strike_jumps("@90", 3);    /* a battery is empty: 1970, and a minute and a half to start */
    strike_jumps("28800", 3);  /* a laptop slept for a night */
    strike_jumps("-86400", 2); /* somebody mended the date */
    end("clock");
}

/* Ten seconds before the clocks change in Britain (both times at 01:00 UTC): back, and forward.
 */
Test(series, of_nights_when_the_clocks_change) {
    begin(START_EMPTY, crawl);
    if (!single()) {
        strike_clock("clock=@1792889990"); /* 25 October 2026 */
        strike_clock("clock=@1806195590"); /* 28 March 2027 */
    }
    end("nights");
}

/* ---- saved pages and archives ---- */

Test(series, of_adding_saved_pages) {
    begin(START_EMPTY, add);
    strike_single();
    strike_each("write", "kill", reference.write, 3);
    strike_each("write", "full", reference.write, 3);
    strike_each("step", "kill", reference.step, 3);
    strike_allocations(3);
    end("adding");
}

Test(series, of_exporting) {
    begin(START_DAY_AFTER, export);
    strike_single();
    strike_each("write", "kill", reference.write, 4);
    strike_each("write", "torn", reference.write, 4);
    strike_each("write", "full", reference.write, 4);
    strike_each("sync", "eio", reference.sync, 1);
    strike_allocations(3);
    end("exporting");
}

/* ---- imports and the market ---- */

/* A file comes in whole or not at all, a posting too; an advert whose pay was not kept is taken
 * apart again. */
static void strike_keeping(enum start which, struct run_result (*what)(const char *, int64_t),
                           const char *name) {
    begin(which, what);
    strike_single();
    strike_each("write", "kill", reference.write, 3);
    strike_each("write", "torn", reference.write, 2);
    strike_each("write", "full", reference.write, 3);
    strike_each("step", "kill", reference.step, 4);
    strike_allocations(3);
    end(name);
}

Test(series, of_importing_a_table) {
    strike_keeping(START_EMPTY, import_table, "importing a table");
}

Test(series, of_importing_postings) {
    strike_keeping(START_EMPTY, import_postings, "importing postings");
}

Test(series, of_telling_the_market) {
    strike_keeping(START_DAY_AFTER, tell_market, "telling the market");
}

/* ---- asked to stop ---- */

Test(series, of_interrupts_between_statements) {
    begin(START_DAY_AFTER, crawl);
    strike_each("step", "INTERRUPT", reference.step, 4);
    end("interrupts");
}
