/* tests/unit/schema/store_upgrade.c - tests of bringing an older database up to date
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/builtin.h"
#include "schema/store_offer.h"
#include "schema/store_requirement.h"
#include "tests/unit/schema/sample.h"

static const char content[] =
    "INSERT INTO run (run, kind, source, started_at, ended_at, ended_as, seen, fresh) VALUES "
    "(3, 'crawl', 'nhsjobs', 100, 200, 'done', 2, 2), (7, 'add', NULL, 300, NULL, NULL, 0, 0);"
    "INSERT INTO page (page, url, status, fetched_at, sha256, size, body, run) VALUES "
    "(5, 'https://www.example.org/1', 200, 100, printf('%064d', 1), 0, x'789c030000000001', 3),"
    "(6, NULL, 0, 100, printf('%064d', 2), 0, x'789c030000000001', 7);"
    "INSERT INTO vacancy (vacancy, key, page, first_seen, last_seen, source, id, title, "
    "reference, salary_pro_rata) VALUES "
    "(1, 'C1', 5, 100, 100, 'nhsjobs', 'C1', 'One', NULL, 0), "
    "(2, 'C2', 6, 100, 100, 'nhsjobs', 'C2', 'Two', '999-7601114 / CPR', 0);"
    "INSERT INTO contact (vacancy, name) VALUES (2, 'Invented Person');"
    "INSERT INTO change (vacancy, run, at, field, was, now) VALUES (1, 7, 300, 'title', 'O', "
    "'One');"
    "INSERT INTO sighting (source, key, vacancy, run, first_seen, last_seen, line_sha256) "
    "VALUES ('nhsjobs', 'C1', 1, 3, 100, 100, printf('%064d', 1)), "
    "('nhsjobs', 'C3', NULL, 3, 100, 100, printf('%064d', 3)), "
    "('nhsjobs', 'C4', NULL, 3, 100, 100, NULL);"
    "INSERT INTO queue (queue, sighting, added_at, tries, next_try, reason) VALUES "
    "(4, 2, 100, 0, 0, NULL), (9, 3, 101, 2, 700, 'timed out');"
    "INSERT INTO host (host, last_request, not_before) VALUES "
    "('https://www.example.org:443', 100, 200);"
    "INSERT INTO vacancy_search (rowid, title, employer, places, texts, criteria) "
    "SELECT vacancy, title, employer, places, texts, criteria FROM vacancy_words;";

/* A database as the first version left it. */
static void make_first(const char *path) {
    sample_do(path, builtin_find("schema/migrations/0001_base.sql")->at);
    sample_do(path, content);
}

static void expect_content(const char *path) {
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM run WHERE run IN (3, 7)"), 2);
    cr_expect_eq(sample_ask(path, "SELECT seen + fresh + ended_at FROM run WHERE run = 3"),
                 204);
    cr_expect_eq(sample_ask(path, "SELECT run FROM page WHERE page = 5"), 3);
    cr_expect_eq(sample_ask(path, "SELECT run FROM change"), 7);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM sighting WHERE run = 3"), 3);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM queue WHERE queue IN (4, 9)"), 2);
    cr_expect_eq(sample_ask(path, "SELECT not_before FROM host"), 200);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM vacancy"), 2);
    sample_expect_whole(path);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

Test(store_upgrade, keeps_every_row_of_the_first_version) {
    struct run_place place = run_place_make();
    struct clock clock = clock_real();
    struct store *store = NULL;
    struct diag diag;
    int64_t run = 0;
    const char *path = run_path(&place, "shortlist.db");
    make_first(path);
    cr_assert_eq(store_open(&store, path, &clock, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_eq(sample_ask(path, "PRAGMA user_version"), 5);
    expect_content(path);
    cr_expect_eq(sample_ask(path, "SELECT page FROM reading WHERE contacts = 1"), 6);
    cr_expect_eq(store_run_begin(store, RUN_REPARSE, SOURCE_NONE, &run, &diag), ERR_NONE, "%s",
                 diag.text);
    cr_expect_eq(run, 8);
    store_close(store);
    run_place_remove(&place);
}

Test(store_upgrade, goes_on_with_the_queue_hosts_and_names_of_the_second_version) {
    struct sample sample;
    struct host_memory host = {0};
    sample_open(&sample);
    store_close(sample.store);
    sample.store = NULL;
    run_place_remove(&sample.place);
    sample.place = run_place_make();
    const char *path = sample_path(&sample);
    make_first(path);
    sample_do(path, builtin_find("schema/migrations/0002_drift.sql")->at);
    sample_reopen(&sample);
    expect_content(path);
    sample.held.now = 600;
    struct queued queued = sample_lease(&sample, 7);
    cr_expect_eq(queued.row, 4);
    cr_expect_eq(queued.why, QUEUE_LISTED);
    cr_expect_eq(sample_lease(&sample, 7).row, 0, "the other one is not due");
    sample.held.now = 700;
    queued = sample_lease(&sample, 7);
    cr_expect_eq(queued.row, 9);
    cr_expect_eq(queued.tries, 2);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM queue WHERE reason = 'timed out'"), 1);
    cr_assert_eq(store_host_get(sample.store, &sample.arena, "https://www.example.org", &host,
                                &sample.diag),
                 ERR_NONE);
    cr_expect_eq(host.last_request, 100);
    cr_expect_eq(host.robots_at, 0);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM sighting WHERE sweep = 3 AND "
                                  "first_run = 3 AND listed = 3"),
                 2, "each crawl read the whole board");
    struct stored stored = {0};
    cr_assert_eq(store_vacancy_get(sample.store, &sample.arena, "C1", &stored, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(stored.life, LIFE_NONE);
    cr_expect_eq(stored.life_at, 0);
    static const char *const names[] = {"C2", "999-7601114/CPR", "7601114", "999-7601114"};
    struct namesake *at = NULL;
    size_t count = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cr_assert_eq(store_namesakes(sample.store, &sample.arena, SOURCE_TRAC, NULL, names[i],
                                     &at, &count, &sample.diag),
                     ERR_NONE);
        cr_expect_eq(count, 1, "%s", names[i]);
    }
    sample_close(&sample);
}

/* The migration and a save must put down the same names. */
Test(store_upgrade, names_vacancies_as_saving_them_does) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = sample_full(&sample.arena);
    sample_save(&sample, &vacancy);
    vacancy.id = "C9343-7704185-RB-AT";
    vacancy.reference = "7601114/302-25-7601114CPR (Bank; x_7700001.a:b) \xc3\xa9t\xc3\xa9";
    sample_save(&sample, &vacancy);
    const char *path = sample_path(&sample);
    sample_do(path, "CREATE TABLE saved AS SELECT name, vacancy FROM alias;"
                    "DELETE FROM alias");
    const char *sql = builtin_find("schema/migrations/0003_crawl.sql")->at;
    const char *from = strstr(sql, "WITH RECURSIVE");
    const char *end = from ? strstr(from, ";\n\n") : NULL;
    cr_assert_not_null(end);
    sample_do(path, arena_copy(&sample.arena, (struct span){from, (size_t)(end - from) + 1}));
    cr_expect_gt(sample_ask(path, "SELECT count(*) FROM saved"), 8);
    cr_expect_eq(sample_ask(path,
                            "SELECT count(*) FROM (SELECT name, vacancy FROM saved EXCEPT "
                            "SELECT name, vacancy FROM alias)"),
                 0);
    cr_expect_eq(sample_ask(path,
                            "SELECT count(*) FROM (SELECT name, vacancy FROM alias EXCEPT "
                            "SELECT name, vacancy FROM saved)"),
                 0);
    sample_close(&sample);
}

Test(store_upgrade, finds_the_vacancies_of_the_third_version_unread) {
    struct run_place place = run_place_make();
    struct clock clock = clock_real();
    struct store *store = NULL;
    struct diag diag;
    int64_t count = 0;
    const char *path = run_path(&place, "shortlist.db");
    make_first(path);
    sample_do(path, builtin_find("schema/migrations/0002_drift.sql")->at);
    sample_do(path, builtin_find("schema/migrations/0003_crawl.sql")->at);
    cr_assert_eq(store_open(&store, path, &clock, &diag), ERR_NONE, "%s", diag.text);
    expect_content(path);
    struct store_filter filter = {.lacks = "r1"};
    cr_expect_eq(store_vacancy_tally(store, &filter, &count, &diag), ERR_NONE);
    cr_expect_eq(count, 2);
    store_close(store);
    run_place_remove(&place);
}

Test(store_upgrade, finds_the_vacancies_of_the_fourth_version_without_offers) {
    struct run_place place = run_place_make();
    struct clock clock = clock_real();
    struct store *store = NULL;
    struct arena arena;
    struct diag diag;
    int64_t *rows = NULL;
    size_t count = 0;
    const char *path = run_path(&place, "shortlist.db");
    arena_init(&arena, ARENA_PAGE_CAP);
    make_first(path);
    sample_do(path, builtin_find("schema/migrations/0002_drift.sql")->at);
    sample_do(path, builtin_find("schema/migrations/0003_crawl.sql")->at);
    sample_do(path, builtin_find("schema/migrations/0004_matching.sql")->at);
    cr_assert_eq(store_open(&store, path, &clock, &diag), ERR_NONE, "%s", diag.text);
    expect_content(path);
    cr_expect_eq(sample_ask(path, "PRAGMA user_version"), 5);
    cr_expect_eq(store_offer_lacking(store, &arena, "t1", &rows, &count, &diag), ERR_NONE);
    cr_expect_eq(count, 2);
    sample_expect_whole(path);
    store_close(store);
    arena_fini(&arena);
    run_place_remove(&place);
}

Test(store_upgrade, enforces_references_again_afterwards) {
    struct run_place place = run_place_make();
    struct clock clock = clock_real();
    struct store *store = NULL;
    struct diag diag;
    int64_t row = 0;
    struct page page = {.fetched_at = 1, .body = SPAN("x")};
    const char *path = run_path(&place, "shortlist.db");
    make_first(path);
    cr_assert_eq(store_open(&store, path, &clock, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_eq(store_page_save(store, &page, 99, &row, &diag), ERR_INPUT,
                 "there is no run 99");
    store_close(store);
    run_place_remove(&place);
}

Test(store_upgrade, refuses_a_database_in_which_a_row_points_nowhere) {
    struct run_place place = run_place_make();
    struct clock clock = clock_real();
    struct store *store = NULL;
    struct diag diag;
    const char *path = run_path(&place, "shortlist.db");
    make_first(path);
    sample_do(path, "DELETE FROM run WHERE run = 3");
    cr_expect_eq(store_open(&store, path, &clock, &diag), ERR_STORE);
    cr_expect_eq(sample_ask(path, "PRAGMA user_version"), 1, "and it is as it was");
    run_place_remove(&place);
}

static pid_t start(const char *path) {
    pid_t child = fork();
    cr_assert(child >= 0);
    if (child == 0) {
        struct clock clock = clock_real();
        struct store *store = NULL;
        (void)store_open(&store, path, &clock, NULL);
        _exit(0);
    }
    return child;
}

Test(store_upgrade, is_whole_or_not_at_all_whenever_it_is_killed) {
    for (int i = 0; i < 25; i++) {
        struct run_place place = run_place_make();
        struct clock clock = clock_real();
        struct store *store = NULL;
        struct diag diag;
        const char *path = run_path(&place, "shortlist.db");
        make_first(path);
        pid_t child = start(path);
        (void)nanosleep(&(struct timespec){0, i * 400000L}, NULL);
        (void)kill(child, SIGKILL);
        (void)waitpid(child, NULL, 0);
        cr_assert_eq(store_open(&store, path, &clock, &diag), ERR_NONE, "%s", diag.text);
        store_close(store);
        expect_content(path);
        run_place_remove(&place);
    }
}
