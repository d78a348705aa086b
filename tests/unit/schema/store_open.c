/* tests/unit/schema/store_open.c - tests of opening the database: what is made, what is refused
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema/store_private.h"
#include "tests/unit/schema/sample.h"

/* The schema that this program makes. */
enum { VERSION = 5 };

enum { NOBODY = 65534 };

static mode_t mode_of(const char *path) {
    struct stat about;
    cr_assert_eq(stat(path, &about), 0, "%s", path);
    return about.st_mode & 07777;
}

/* Opens a path that must be refused; closes nothing, since nothing was opened. */
static enum err refused(const char *path, struct diag *diag) {
    struct clock_held held = {SAMPLE_NOW, 0};
    struct clock clock = clock_of_held(&held);
    struct store *store = NULL;
    enum err err = store_open(&store, path, &clock, diag);
    cr_assert_neq(err, ERR_NONE, "%s was opened", path);
    cr_expect_null(store);
    cr_expect_eq(diag->err, err);
    return err;
}

static void expect_says(const struct diag *diag, const char *part) {
    cr_expect(strstr(diag->text, part) != NULL, "\"%s\" does not say \"%s\"", diag->text, part);
}

/* ---- made ---- */

Test(store_open, makes_file_and_folder_for_the_owner_alone) {
    struct run_place place = run_place_make();
    struct clock clock = clock_real();
    struct store *store = NULL;
    struct diag diag;
    const char *path = run_path(&place, "new/deep/shortlist.db");
    mode_t old = umask(0);
    cr_assert_eq(store_open(&store, path, &clock, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_eq(mode_of(run_path(&place, "new")), 0700);
    cr_expect_eq(mode_of(run_path(&place, "new/deep")), 0700);
    cr_expect_eq(mode_of(path), 0600);
    cr_assert_eq(store_begin(store, &diag), ERR_NONE);
    int64_t run = 0;
    cr_assert_eq(store_run_begin(store, RUN_ADD, SOURCE_NONE, &run, &diag), ERR_NONE);
    cr_expect_eq(mode_of(run_path(&place, "new/deep/shortlist.db-wal")), 0600);
    cr_expect_eq(mode_of(run_path(&place, "new/deep/shortlist.db-shm")), 0600);
    cr_assert_eq(store_commit(store, &diag), ERR_NONE);
    store_close(store);
    (void)umask(old);
    cr_expect_neq(access(run_path(&place, "new/deep/shortlist.db-wal"), F_OK), 0);
    run_place_remove(&place);
}

Test(store_open, needs_no_mode_from_the_umask) {
    struct run_place place = run_place_make();
    struct clock clock = clock_real();
    struct store *store = NULL;
    struct diag diag;
    mode_t old = umask(0777);
    enum err err = store_open(&store, run_path(&place, "shortlist.db"), &clock, &diag);
    (void)umask(old);
    cr_assert_eq(err, ERR_NONE, "%s", diag.text);
    cr_expect_eq(mode_of(run_path(&place, "shortlist.db")), 0600);
    store_close(store);
    run_place_remove(&place);
}

Test(store_open, marks_the_file_as_ours) {
    struct sample sample;
    sample_open(&sample);
    const char *path = sample_path(&sample);
    cr_expect_eq(sample_ask(path, "PRAGMA application_id"), STORE_APPLICATION_ID);
    cr_expect_eq(sample_ask(path, "PRAGMA user_version"), VERSION);
    cr_expect_eq(sample_ask(path, "PRAGMA auto_vacuum"), 2);
    cr_expect_eq(sample_ask(path, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
    sample_expect_whole(path);
    sample_close(&sample);
}

Test(store_open, opens_again_what_it_made) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy small = sample_small("1", "One");
    cr_expect_eq(sample_save(&sample, &small), SAVED_FRESH);
    sample_reopen(&sample);
    int64_t count = 0;
    cr_expect_eq(store_count(sample.store, &count, &sample.diag), ERR_NONE);
    cr_expect_eq(count, 1);
    sample_close(&sample);
}

Test(store_open, takes_an_empty_file_for_a_new_database) {
    struct run_place place = run_place_make();
    struct clock clock = clock_real();
    struct store *store = NULL;
    struct diag diag;
    run_write(&place, "shortlist.db", "", 0);
    cr_expect_eq(store_open(&store, run_path(&place, "shortlist.db"), &clock, &diag), ERR_NONE);
    store_close(store);
    run_place_remove(&place);
}

Test(store_open, takes_a_blank_database_for_a_new_one) {
    struct run_place place = run_place_make();
    struct clock clock = clock_real();
    struct store *store = NULL;
    struct diag diag;
    const char *path = run_path(&place, "shortlist.db");
    sample_do(path, "PRAGMA auto_vacuum = INCREMENTAL"); /* what a kill in between leaves */
    cr_assert_eq(mode_of(path) & 0600, 0600);
    cr_expect_eq(store_open(&store, path, &clock, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_eq(sample_ask(path, "PRAGMA auto_vacuum"), 2);
    store_close(store);
    run_place_remove(&place);
}

Test(store_open, takes_names_for_files_that_mean_more_to_sqlite) {
    static const char *const names[] = {":memory:", "file:x.db?mode=memory", "plain.db"};
    struct run_place place = run_place_make();
    struct clock clock = clock_real();
    struct diag diag;
    cr_assert_eq(chdir(place.folder), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct store *store = NULL;
        cr_expect_eq(store_open(&store, names[i], &clock, &diag), ERR_NONE, "%s", diag.text);
        cr_expect_eq(access(names[i], F_OK), 0, "%s", names[i]);
        store_close(store);
    }
    cr_assert_eq(chdir("/"), 0);
    run_place_remove(&place);
}

Test(store_open, knows_each_statement) {
    struct sample sample;
    sample_open(&sample);
    for (int i = 0; i < SQL_COUNT; i++) {
        sqlite3_stmt *statement = NULL;
        struct span sql = sample.store->sql[i];
        cr_assert_not_null(statement_name((enum statement)i));
        cr_expect_eq(
            sqlite3_prepare_v2(sample.store->db, sql.at, (int)sql.len, &statement, NULL),
            SQLITE_OK, "%s: %s", statement_name((enum statement)i),
            sqlite3_errmsg(sample.store->db));
        cr_expect_not_null(statement, "%s", statement_name((enum statement)i));
        (void)sqlite3_finalize(statement);
    }
    sample_close(&sample);
}

Test(store_open, keeps_the_database_from_being_a_program) {
    struct sample sample;
    sample_open(&sample);
    sqlite3 *db = sample.store->db;
    int on = -1;
    cr_expect_eq(sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, -1, &on), SQLITE_OK);
    cr_expect_eq(on, 1);
    cr_expect_eq(sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1, &on), SQLITE_OK);
    cr_expect_eq(on, 0);
    cr_expect_eq(sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &on), SQLITE_OK);
    cr_expect_eq(on, 1);
    cr_expect_neq(sqlite3_exec(db, "ATTACH 'other.db' AS other", NULL, NULL, NULL), SQLITE_OK);
    cr_expect_neq(sqlite3_exec(db, "DELETE FROM vacancy_search_data", NULL, NULL, NULL),
                  SQLITE_OK);
    sample_close(&sample);
}

/* ---- refused ---- */

Test(store_open, refuses_another_programs_database_and_leaves_it_alone) {
    struct run_place place = run_place_make();
    struct diag diag;
    const char *path = run_path(&place, "other.db");
    sample_do(path, "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
    size_t size = 0;
    size_t size_after = 0;
    char *before = run_read(path, &size);
    cr_expect_eq(refused(path, &diag), ERR_STORE);
    expect_says(&diag, "is not a shortlist database");
    char *after = run_read(path, &size_after);
    cr_expect_eq(size, size_after);
    cr_expect_eq(memcmp(before, after, size), 0);
    free(before);
    free(after);
    run_place_remove(&place);
}

Test(store_open, leaves_the_log_of_another_programs_database_alone) {
    struct run_place place = run_place_make();
    struct diag diag;
    sqlite3 *db = NULL;
    const char *path = run_path(&place, "other.db");
    const char *log = run_path(&place, "other.db-wal");
    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(db,
                              "CREATE TABLE t (x); PRAGMA journal_mode = WAL; "
                              "INSERT INTO t VALUES (1)",
                              NULL, NULL, NULL),
                 SQLITE_OK);
    struct stat before;
    struct stat after;
    cr_assert_eq(stat(log, &before), 0);
    cr_expect_eq(refused(path, &diag), ERR_STORE);
    cr_assert_eq(stat(log, &after), 0);
    cr_expect_eq(before.st_size, after.st_size);
    cr_expect_eq(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
    (void)sqlite3_close(db);
    run_place_remove(&place);
}

Test(store_open, refuses_another_programs_database_with_a_journal_beside_it) {
    static const char journal[] = "not a journal at all, but not empty either";
    struct run_place place = run_place_make();
    struct diag diag;
    const char *path = run_path(&place, "other.db");
    sample_do(path, "CREATE TABLE t (x)");
    run_write(&place, "other.db-journal", journal, sizeof journal);
    cr_expect_eq(refused(path, &diag), ERR_STORE);
    expect_says(&diag, "another program's SQLite file");
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM sqlite_schema"), 1);
    sample_do(path, "PRAGMA application_id = 7");
    run_write(&place, "other.db-journal", journal, sizeof journal);
    cr_expect_eq(refused(path, &diag), ERR_STORE);
    run_place_remove(&place);
}

Test(store_open, refuses_a_file_that_is_no_database) {
    static const char *const contents[] = {"x", "<html>not a database</html>",
                                           "SQLite format 2"};
    struct run_place place = run_place_make();
    struct diag diag;
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        size_t size = 0;
        run_write(&place, "page.html", contents[i], strlen(contents[i]));
        cr_expect_eq(refused(run_path(&place, "page.html"), &diag), ERR_STORE);
        expect_says(&diag, "is not a shortlist database");
        char *after = run_read(run_path(&place, "page.html"), &size);
        cr_expect_str_eq(after, contents[i]);
        free(after);
    }
    run_place_remove(&place);
}

Test(store_open, refuses_folders_devices_and_no_name) {
    struct run_place place = run_place_make();
    struct diag diag;
    cr_expect_eq(refused(place.folder, &diag), ERR_STORE);
    expect_says(&diag, "is a folder");
    cr_expect_eq(refused("/dev/null", &diag), ERR_STORE);
    expect_says(&diag, "a device or pipe");
    cr_expect_eq(refused("", &diag), ERR_INPUT);
    run_place_remove(&place);
}

Test(store_open, refuses_a_path_through_a_file) {
    struct run_place place = run_place_make();
    struct diag diag;
    run_write(&place, "file", "x", 1);
    cr_expect_neq(refused(run_path(&place, "file/shortlist.db"), &diag), ERR_STORE);
    expect_says(&diag, "file");
    run_place_remove(&place);
}

Test(store_open, refuses_a_newer_database_and_leaves_it_alone) {
    struct sample sample;
    struct diag diag;
    sample_open(&sample);
    store_close(sample.store);
    sample_do(sample_path(&sample), "PRAGMA user_version = 7");
    cr_expect_eq(refused(sample_path(&sample), &diag), ERR_STORE);
    expect_says(&diag, "made by a newer shortlist (schema 7, this program knows 5)");
    cr_expect_eq(sample_ask(sample_path(&sample), "PRAGMA user_version"), 7);
    sample.store = NULL;
    sample_close(&sample);
}

Test(store_open, refuses_a_database_cut_short) {
    static const off_t sizes[] = {50, 4096, 4096 * 5 + 100};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct sample sample;
        struct diag diag;
        sample_open(&sample);
        store_close(sample.store);
        sample.store = NULL;
        cr_assert_eq(truncate(sample_path(&sample), sizes[i]), 0);
        cr_expect_eq(refused(sample_path(&sample), &diag), ERR_STORE);
        expect_says(&diag, "damaged");
        sample_close(&sample);
    }
}

/* Overwrites a page with noise. */
static void damage(const char *path, off_t page) {
    char noise[4096];
    memset(noise, 0xA5, sizeof noise);
    int fd = open(path, O_WRONLY);
    cr_assert(fd >= 0);
    cr_assert_eq(pwrite(fd, noise, sizeof noise, page * 4096), (ssize_t)sizeof noise);
    (void)close(fd);
}

/* Whichever page is damaged, the store either does not open, or says so when it reads the page,
 * or the page holds nothing that is read here. It never crashes and never calls it anything
 * else. */
Test(store_open, says_damaged_whichever_page_is) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    store_close(sample.store);
    const char *path = sample_path(&sample);
    size_t size = 0;
    char *whole = run_read(path, &size);
    int told = 0;
    for (off_t page = 1; page < (off_t)(size / 4096); page++) {
        struct diag diag = {ERR_NONE, ""};
        struct stored stored;
        sample.store = NULL;
        run_write(&sample.place, "shortlist.db", whole, size);
        damage(path, page);
        enum err err = store_open(&sample.store, path, &sample.clock, &diag);
        if (!err) {
            err = store_vacancy_get(sample.store, &sample.arena, full.id, &stored, &diag);
        }
        full.title = page % 2 ? "Odd" : "Even";
        enum saved_as as;
        if (!err) {
            err = store_vacancy_save(sample.store, &full, full.id, 0, 0, &as, &diag);
        }
        cr_expect(err == ERR_NONE || err == ERR_STORE, "page %ld: %d %s", (long)page, (int)err,
                  diag.text);
        if (err) {
            expect_says(&diag, "damaged");
            told++;
        }
        store_close(sample.store);
    }
    cr_expect_gt(told, 10);
    free(whole);
    sample.store = NULL;
    sample_close(&sample);
}

Test(store_open, says_damaged_where_a_table_is_missing) {
    struct sample sample;
    sample_open(&sample);
    store_close(sample.store);
    sample.store = NULL;
    sample_do(sample_path(&sample), "DROP TABLE queue");
    int64_t waiting = 0;
    int64_t due = 0;
    cr_assert_eq(store_open(&sample.store, sample_path(&sample), &sample.clock, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(store_queue_count(sample.store, SOURCE_NONE, NULL, SAMPLE_NOW, &waiting, &due,
                                   &sample.diag),
                 ERR_STORE);
    expect_says(&sample.diag, "damaged");
    sample_close(&sample);
}

Test(store_open, says_locked_where_another_program_writes) {
    struct sample sample;
    sample_open(&sample);
    sqlite3 *other = NULL;
    cr_assert_eq(sqlite3_open(sample_path(&sample), &other), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    struct vacancy small = sample_small("1", "One");
    enum saved_as as = SAVED_NONE;
    int64_t count = -1;
    (void)sqlite3_busy_timeout(sample.store->db, 1);
    cr_expect_eq(store_vacancy_save(sample.store, &small, "1", 0, 0, &as, &sample.diag),
                 ERR_STORE);
    expect_says(&sample.diag, "is locked by another program");
    cr_expect_eq(as, SAVED_NONE);
    cr_expect_eq(store_count(sample.store, &count, &sample.diag), ERR_NONE, "reading goes on");
    cr_assert_eq(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    (void)sqlite3_close(other);
    cr_expect_eq(sample_save(&sample, &small), SAVED_FRESH);
    sample_close(&sample);
}

Test(store_open, says_locked_where_another_program_has_the_whole_file) {
    struct sample sample;
    struct diag diag;
    sample_open(&sample);
    store_close(sample.store);
    sample.store = NULL;
    sqlite3 *other = NULL;
    cr_assert_eq(sqlite3_open(sample_path(&sample), &other), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", NULL,
                              NULL, NULL),
                 SQLITE_OK);
    cr_expect_eq(refused(sample_path(&sample), &diag), ERR_STORE);
    expect_says(&diag, "is locked by another program");
    (void)sqlite3_close(other);
    sample_close(&sample);
}

/* Root may write anywhere: these run as nobody. */
static void become_nobody(const struct run_place *place) {
    if (geteuid() == 0) {
        cr_assert_eq(chown(place->folder, NOBODY, NOBODY), 0);
        cr_assert_eq(chmod(place->folder, 0755), 0);
        cr_assert_eq(seteuid(NOBODY), 0);
    }
}

static void become_root_again(void) {
    if (getuid() == 0) {
        cr_assert_eq(seteuid(0), 0);
    }
}

Test(store_open, says_what_a_file_that_may_only_be_read_lacks) {
    struct sample sample;
    struct diag diag;
    sample_open(&sample);
    store_close(sample.store);
    sample.store = NULL;
    cr_assert_eq(chmod(sample_path(&sample), 0444), 0);
    become_nobody(&sample.place);
    cr_expect_eq(refused(sample_path(&sample), &diag), ERR_SYSTEM);
    expect_says(&diag, "cannot be written");
    become_root_again();
    sample_close(&sample);
}

Test(store_open, says_what_a_folder_that_may_only_be_read_lacks) {
    struct run_place place = run_place_make();
    struct diag diag;
    become_nobody(&place);
    cr_assert_eq(chmod(place.folder, 0555), 0);
    cr_expect_eq(refused(run_path(&place, "shortlist.db"), &diag), ERR_SYSTEM);
    expect_says(&diag, "Permission denied");
    cr_expect_eq(refused(run_path(&place, "sub/shortlist.db"), &diag), ERR_SYSTEM);
    cr_assert_eq(chmod(place.folder, 0755), 0);
    become_root_again();
    run_place_remove(&place);
}

/* ---- full disk ---- */

Test(store_open, says_that_the_disk_is_full_and_keeps_what_it_had) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy small = sample_small("1", "One");
    sample_save(&sample, &small);
    cr_assert_eq(sqlite3_exec(sample.store->db, "PRAGMA max_page_count = 1", NULL, NULL, NULL),
                 SQLITE_OK); /* SQLite raises it to the pages in use */
    struct vacancy full = sample_full(&sample.arena);
    char *long_text = arena_alloc(&sample.arena, 200001, 1);
    memset(long_text, 'x', 200000);
    full.text_about = long_text;
    enum saved_as as = SAVED_NONE;
    cr_expect_eq(store_vacancy_save(sample.store, &full, full.id, 0, 0, &as, &sample.diag),
                 ERR_SYSTEM);
    expect_says(&sample.diag, "make room");
    int64_t count = 0;
    cr_expect_eq(store_count(sample.store, &count, &sample.diag), ERR_NONE);
    cr_expect_eq(count, 1);
    store_close(sample.store);
    sample.store = NULL;
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

Test(store_open, says_that_it_could_not_write_where_files_may_not_grow) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    (void)signal(SIGXFSZ, SIG_IGN);
    struct rlimit old;
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
    struct rlimit little = {8192, old.rlim_max};
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &little), 0);
    enum saved_as as = SAVED_NONE;
    enum err err = store_vacancy_save(sample.store, &full, full.id, 0, 0, &as, &sample.diag);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
    cr_expect_eq(err, ERR_SYSTEM, "%s", sample.diag.text);
    cr_expect_eq(sample_save(&sample, &full), SAVED_FRESH);
    sample_close(&sample);
}

/* ---- migrations ---- */

Test(store_migrate, happens_whole_or_not_at_all) {
    struct sample sample;
    sample_open(&sample);
    cr_expect_eq(store_migrate_one(sample.store, VERSION + 1,
                                   "CREATE TABLE extra (x); PRAGMA user_version = 6; "
                                   "INSERT INTO nowhere VALUES (1);",
                                   &sample.diag),
                 ERR_STORE);
    expect_says(&sample.diag, "bringing the database to schema 6");
    const char *path = sample_path(&sample);
    cr_expect_eq(sample_ask(path, "PRAGMA user_version"), VERSION);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'extra'"),
                 0);
    sample_reopen(&sample);
    sample_close(&sample);
}

Test(store_migrate, must_set_its_version) {
    struct sample sample;
    sample_open(&sample);
    cr_expect_eq(store_migrate_one(sample.store, VERSION + 1, "CREATE TABLE extra (x) STRICT;",
                                   &sample.diag),
                 ERR_STORE);
    cr_expect_eq(store_migrate_one(sample.store, VERSION + 1,
                                   "CREATE TABLE extra (x INTEGER) STRICT; "
                                   "PRAGMA user_version = 6;",
                                   &sample.diag),
                 ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(
        store_migrate_one(sample.store, VERSION + 1, "nonsense that is not run", &sample.diag),
        ERR_NONE);
    cr_expect_eq(sample_ask(sample_path(&sample), "PRAGMA user_version"), VERSION + 1);
    sample_close(&sample);
}
