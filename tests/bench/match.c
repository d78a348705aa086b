/* tests/bench/match.c - matching against a bare scan of the same rows, in one run
 * SPDX-License-Identifier: MIT
 *
 * usage: match PAGES FOLDER ADVERTS CANDIDATES    (PAGES: advert pages, as the board's --dump
 * writes them; FOLDER: for the database and the profiles; the database of an earlier run there
 * is used again)
 *
 * The adverts are as varied as real ones (tests/support/many_adverts.h); how varied is printed.
 * The floor is SQLite alone: own statements over the rows that a match reads (vacancies in
 * brief, their places, what their criteria ask for), every column fetched. Rounds take turns
 * and the median counts: seconds on the wall.
 */
#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "matcher/candidate.h"
#include "matcher/requirement.h"
#include "parser/reader.h"
#include "pipeline/caseload.h"
#include "pipeline/matching.h"
#include "schema/store_requirement.h"
#include "tests/support/many_adverts.h"

enum { ROUNDS = 9, SHOWN = 20, PAGES_MAX = 400 };

/* What it is held against: times the floor, MiB, times the parsing of a page. */
static const double bar_match = 4;
static const double bar_caseload = 60;
static const double bar_memory = 256;
static const double bar_reading = 1;

static const struct date today = {2026, 11, 2};

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static double processor(void) {
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *seconds) {
    qsort(seconds, ROUNDS, sizeof *seconds, compare);
    return seconds[ROUNDS / 2];
}

static void must(enum err err, const struct diag *diag, const char *what) {
    if (err) {
        fprintf(stderr, "%s: %s\n", what, diag->text);
        exit(1);
    }
}

static void verdict(const char *what, double value, double bar, const char *unit) {
    printf("  %-34s %8.2f %s, bar %.0f: %s\n", what, value, unit, bar,
           value <= bar ? "held" : "NOT HELD");
}

/* ---- the world --------------------------------------------------------------------------- */

static char database[4096];
static char caseload[4096];
static struct rules *rules;

static struct store *open_store(void) {
    static struct clock clock;
    struct store *store = NULL;
    struct diag diag = {0};
    clock = clock_real();
    must(store_open(&store, database, &clock, &diag), &diag, "the database");
    return store;
}

static void fill(const struct many_adverts *adverts, size_t count) {
    struct store *store = open_store();
    struct diag diag = {0};
    enum err err = store_begin(store, &diag);
    for (size_t i = 0; !err && i < count; i++) {
        enum saved_as as;
        struct arena arena;
        arena_init(&arena, ARENA_PAGE_CAP);
        struct vacancy vacancy = many_adverts_make(adverts, &arena, i);
        err = store_vacancy_save(store, &vacancy, vacancy.id, 0, 0, &as, &diag);
        arena_fini(&arena);
    }
    must(err ? err : store_commit(store, &diag), &diag, "saving adverts");
    store_close(store);
}

/* ---- the floor --------------------------------------------------------------------------- */

static const char *const floor_statements[] = {
    "SELECT vacancy, source, key, title, employer, state, life, closes, pay_scheme, bands, "
    "salary_kind, salary_min, salary_max, salary_period, salary_pro_rata, "
    "salary_high_cost_area, contract, contract_months, working_patterns, hours_per_week_low, "
    "hours_per_week_high, sponsorship FROM vacancy",
    "SELECT vacancy, town, county, postcode, nation FROM location",
    "SELECT vacancy, rules, demands FROM asked",
    "SELECT requirement, tree FROM requirement",
};

static int64_t fetch_all(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement = NULL;
    int64_t sum = 0;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
        exit(1);
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const unsigned char *text = sqlite3_column_text(statement, i);
            sum += text ? text[0] + sqlite3_column_bytes(statement, i) : 0;
        }
    }
    sqlite3_finalize(statement);
    return sum;
}

static double time_floor(void) {
    int64_t sum = 0;
    sqlite3 *db = NULL;
    double from = now();
    if (sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        exit(1);
    }
    for (size_t i = 0; i < sizeof floor_statements / sizeof *floor_statements; i++) {
        sum += fetch_all(db, floor_statements[i]);
    }
    sqlite3_close(db);
    if (sum == 0) {
        exit(1);
    }
    return now() - from;
}

static int64_t ask(const char *sql) {
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    (void)sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL);
    (void)sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    int64_t value =
        sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return value;
}

/* ---- one candidate ----------------------------------------------------------------------- */

static const char profile[] =
    "[candidate]\nid = c-1\npostcode = LA9\ndrives = yes\n"
    "[qualification nvq]\nname = NVQ level 2 in Health and Social Care\nstatus = held\n"
    "[qualification next]\nname = NVQ level 3 in Health and Social Care\n"
    "status = working_towards\n"
    "[experience ward]\narea = adult mental health inpatient ward, healthcare assistant\n"
    "kind = paid\nmonths = 18\n"
    "evidence = ran a weekly gardening group for eight patients; wrote daily notes\n"
    "[experience home]\narea = care home for older people, dementia\nkind = paid\nmonths = 14\n"
    "[skills]\ncommunication = took handover and wrote care notes for eight patients each "
    "shift\n"
    "team working =\nrecord keeping =\nrisk assessment =\n";

static enum err look(void *state, const struct match *match, struct diag *diag) {
    int64_t *sum = state;
    (void)diag;
    *sum += match->score;
    return ERR_NONE;
}

/* All that the command does but for printing. */
static double time_match(void) {
    struct diag diag = {0};
    struct rules *own = NULL;
    struct arena arena;
    struct candidate candidate;
    struct matching *matching = NULL;
    struct matching_query query = {.today = today};
    struct outlook outlook;
    int64_t sum = 0;
    arena_init(&arena, ARENA_RUN_CAP);
    double from = now();
    must(rules_open(&own, NULL, &diag), &diag, "rules");
    double t_rules = now();
    must(candidate_read(&candidate, &arena, own, "x.ini", SPAN(profile), today, &diag), &diag,
         "profile");
    struct store *store = open_store();
    double t_store = now();
    must(matching_open(&matching, store, &query, own, &candidate, NULL, &diag), &diag, "match");
    double t_match = now();
    must(matching_outlook(&outlook, matching, SHOWN, &diag), &diag, "outlook");
    double t_outlook = now();
    must(matching_each(matching, 0, SHOWN, look, &sum, &diag), &diag, "sheets");
    double t_each = now();
    matching_close(matching);
    store_close(store);
    arena_fini(&arena);
    rules_close(own);
    if (getenv("BENCH_PARTS")) {
        fprintf(stderr,
                "rules %.1f, profile and store %.1f, sift %.1f, outlook %.1f, sheets %.1f, end "
                "%.1f ms\n",
                (t_rules - from) * 1e3, (t_store - t_rules) * 1e3, (t_match - t_store) * 1e3,
                (t_outlook - t_match) * 1e3, (t_each - t_outlook) * 1e3,
                (now() - t_each) * 1e3);
    }
    return now() - from;
}

/* ---- a caseload -------------------------------------------------------------------------- */

static void write_profiles(size_t count) {
    static const char *const areas[] = {"adult mental health ward",
                                        "care home, dementia",
                                        "learning disability, supported living",
                                        "children's centre",
                                        "community support",
                                        "office, reception",
                                        "supermarket",
                                        "general practice",
                                        "school",
                                        "family carer"};
    static const char *const names[] = {"NVQ level 2 in Health and Social Care",
                                        "NVQ level 3 in Health and Social Care",
                                        "BSc Psychology", "GCSE English", "NVQ 2 in Catering"};
    static const char *const statuses[] = {"held", "working_towards", "willing"};
    struct buf text;
    buf_init(&text, 1 << 20);
    for (size_t i = 0; i < count; i++) {
        char path[4200];
        buf_clear(&text);
        buf_printf(&text,
                   "[candidate]\nid = c-%03zu\ndrives = %s\n"
                   "[qualification a]\nname = %s\nstatus = %s\n"
                   "[experience one]\narea = %s\nkind = paid\nmonths = %zu\n"
                   "evidence = helped eight people each day to wash, dress and eat\n"
                   "[experience two]\narea = %s\nkind = %s\nmonths = %zu\n"
                   "[skills]\ncommunication = took handover and wrote notes each shift\n%s",
                   i, i % 3 ? "yes" : "no", names[i % 5], statuses[i % 3], areas[i % 10],
                   3 + i % 40, areas[(i / 7) % 10], i % 2 ? "voluntary" : "lived", 2 + i % 25,
                   i % 4 ? "team working =\nlistening =\n" : "record keeping =\n");
        (void)snprintf(path, sizeof path, "%s/c-%03zu.ini", caseload, i);
        must(file_write(path, buf_span(&text), 0600, NULL), &(struct diag){.text = "?"}, path);
    }
    buf_fini(&text);
}

/* In a process of its own, whose memory is measured. */
static double time_caseload(double *mebibytes) {
    struct rusage used;
    int status = 0;
    double from = now();
    pid_t child = fork();
    if (child == 0) {
        struct diag diag = {0};
        struct rules *own = NULL;
        struct caseload *all = NULL;
        struct caseload_query query = {
            .which = {.today = today}, .lines = SHOWN, .news = SHOWN, .gaps = 5};
        must(rules_open(&own, NULL, &diag), &diag, "rules");
        struct store *store = open_store();
        must(caseload_open(&all, store, caseload, &query, own, NULL, &diag), &diag, "caseload");
        caseload_close(all);
        store_close(store);
        rules_close(own);
        _exit(0);
    }
    if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0) {
        fprintf(stderr, "the caseload failed\n");
        exit(1);
    }
    *mebibytes = (double)used.ru_maxrss / 1024;
    return now() - from;
}

/* ---- reading criteria -------------------------------------------------------------------- */

static struct buf pages[PAGES_MAX];
static size_t page_count;

static void load_pages(const char *folder) {
    struct dirent **names = NULL;
    int count = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[4096];
        bool advert = strstr(names[i]->d_name, ".html") && names[i]->d_name[0] != 'r';
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        if (advert && page_count < PAGES_MAX) {
            buf_init(&pages[page_count], PAGE_SIZE_MAX);
            page_count += file_read(&pages[page_count], path, NULL) == ERR_NONE;
        }
        free(names[i]);
    }
    free(names);
}

/* Seconds for parsing all pages, and for reading what their criteria ask for. */
static void time_reading(double *parsing, double *reading) {
    *parsing = 0;
    *reading = 0;
    for (size_t i = 0; i < page_count; i++) {
        struct page page = {.file = "bench", .body = buf_span(&pages[i])};
        struct reader_options options = {0};
        struct readings readings = {0};
        struct requirement *requirements = NULL;
        struct arena arena;
        arena_init(&arena, ARENA_PAGE_CAP);
        double from = processor();
        (void)reader_read(&readings, &arena, &page, &options, NULL);
        double between = processor();
        (void)requirement_read_all(&requirements, &arena, rules, &readings.at[0].as.vacancy,
                                   NULL);
        *reading += processor() - between;
        *parsing += between - from;
        arena_fini(&arena);
    }
}

/* ---- rows -------------------------------------------------------------------------------- */

static int64_t count_atoms(void) {
    struct store *store = open_store();
    struct requirement_texts texts = {0};
    struct arena arena;
    struct diag diag = {0};
    int64_t atoms = 0;
    arena_init(&arena, ARENA_RUN_CAP);
    must(store_requirements(store, &arena, &texts, &diag), &diag, "requirements");
    for (size_t i = 0; i < texts.count; i++) {
        for (size_t k = 0; k < texts.at[i].len; k++) {
            atoms += k == 0 || texts.at[i].at[k] == '&' || texts.at[i].at[k] == '|';
        }
    }
    arena_fini(&arena);
    store_close(store);
    return atoms;
}

static void say_how_varied(void) {
    printf("matching %lld adverts with %lld criteria: %lld different texts, %lld different "
           "requirements of %lld atoms\n",
           (long long)ask("SELECT count(*) FROM vacancy"),
           (long long)ask("SELECT count(*) FROM criterion"),
           (long long)ask("SELECT count(DISTINCT text) FROM criterion"),
           (long long)ask("SELECT count(*) FROM requirement"), (long long)count_atoms());
}

static void read_criteria(void) {
    struct store *store = open_store();
    struct store_filter filter = {0};
    struct matching_read read = {0};
    struct diag diag = {0};
    double from = now();
    must(matching_read_criteria(&read, store, &filter, rules, NULL, &diag), &diag, "criteria");
    printf("  criteria of %lld adverts read and kept in %.1f s\n", (long long)read.read,
           now() - from);
    store_close(store);
}

static void row_reading(void) {
    double parsing[ROUNDS];
    double reading[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        time_reading(&parsing[i], &reading[i]);
    }
    double parse = median(parsing);
    double read = median(reading);
    printf("  parsing a page %.3f ms, reading its criteria %.3f ms (%zu pages)\n",
           parse * 1e3 / (double)page_count, read * 1e3 / (double)page_count, page_count);
    verdict("reading against parsing", read / parse, bar_reading, "times");
}

static double row_match(void) {
    double floor[ROUNDS];
    double ours[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        floor[i] = time_floor();
        ours[i] = time_match();
    }
    double bare = median(floor);
    double whole = median(ours);
    printf("  bare scan %.1f ms, one candidate with %d sheets %.1f ms\n", bare * 1e3,
           (int)SHOWN, whole * 1e3);
    verdict("one candidate", whole / bare, bar_match, "scans");
    return bare;
}

static void row_caseload(double bare, size_t count) {
    double mebibytes = 0;
    double again_mebibytes = 0;
    double first = time_caseload(&mebibytes);
    double again = time_caseload(&again_mebibytes);
    printf("  %zu candidates %.2f s the first time, %.2f s the next, on %ld processors\n",
           count, first, again, sysconf(_SC_NPROCESSORS_ONLN));
    verdict("a caseload, first run", first / bare, bar_caseload, "scans");
    verdict("a caseload, next run", again / bare, bar_caseload, "scans");
    verdict("its memory", mebibytes > again_mebibytes ? mebibytes : again_mebibytes, bar_memory,
            "MiB");
}

int main(int argc, char **argv) {
    struct many_adverts adverts;
    struct diag diag = {0};
    if (argc != 5) {
        fprintf(stderr, "usage: match PAGES FOLDER ADVERTS CANDIDATES\n");
        return 2;
    }
    size_t candidates = (size_t)strtoul(argv[4], NULL, 10);
    (void)snprintf(database, sizeof database, "%s/m.db", argv[2]);
    (void)snprintf(caseload, sizeof caseload, "%s/caseload", argv[2]);
    must(rules_open(&rules, NULL, &diag), &diag, "rules");
    must(many_adverts_open(&adverts, &diag) ? ERR_NONE : ERR_ABSENT, &diag, "adverts");
    must(file_make_folder(caseload, &diag), &diag, "the folder");
    load_pages(argv[1]);
    if (access(database, F_OK) != 0) {
        fill(&adverts, (size_t)strtoul(argv[3], NULL, 10));
    }
    many_adverts_close(&adverts);
    read_criteria();
    say_how_varied();
    if (page_count > 0) {
        row_reading();
    }
    double bare = row_match();
    write_profiles(candidates);
    row_caseload(bare, candidates);
    for (size_t i = 0; i < page_count; i++) {
        buf_fini(&pages[i]);
    }
    rules_close(rules);
    return 0;
}
