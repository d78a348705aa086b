/* tests/unit/schema/store_crash.c - tests of being killed at any moment
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/unit/schema/sample.h"

/* How often a child is killed, and what it saves at most meanwhile. */
enum { KILLS = 15, SAVES_MAX = 100000 };

/* Opens a store in a child of its own and works on it until it is killed. */
static pid_t start(const char *path, void (*work)(struct store *store)) {
    pid_t child = fork();
    cr_assert(child >= 0);
    if (child == 0) {
        struct clock_held held = {SAMPLE_NOW, 0};
        struct clock clock = clock_of_held(&held);
        struct store *store = NULL;
        if (store_open(&store, path, &clock, NULL) == ERR_NONE) {
            work(store);
        }
        _exit(1);
    }
    return child;
}

static void expect_killed(pid_t child) {
    int status = 0;
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "it ended by itself");
}

static void save(struct store *store, const struct vacancy *vacancy) {
    enum saved_as as;
    if (store_vacancy_save(store, vacancy, vacancy->id, 0, 0, &as, NULL) != ERR_NONE) {
        _exit(2);
    }
}

/* Dies inside a transaction, with two vacancies saved and one changed in it. */
static void die_in_transaction(struct store *store) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct vacancy full = sample_full(&arena);
    struct vacancy one = sample_small("1", "New");
    (void)store_begin(store, NULL);
    full.title = "Changed";
    save(store, &full);
    save(store, &one);
    (void)raise(SIGKILL);
}

Test(store_crash, undoes_what_a_killed_program_had_not_finished) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    store_close(sample.store);
    sample.store = NULL;
    expect_killed(start(sample_path(&sample), die_in_transaction));
    sample_reopen(&sample);
    int64_t count = 0;
    struct stored stored = {0};
    cr_expect_eq(store_count(sample.store, &count, &sample.diag), ERR_NONE);
    cr_expect_eq(count, 1);
    cr_assert_eq(store_vacancy_get(sample.store, &sample.arena, full.id, &stored, &sample.diag),
                 ERR_NONE);
    sample_expect_equal(&stored.vacancy, &full);
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

/* Saves ever new vacancies, and changes one over and over. */
static void save_on_and_on(struct store *store) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct vacancy full = sample_full(&arena);
    for (int i = 0; i < SAVES_MAX; i++) {
        char text[32];
        (void)snprintf(text, sizeof text, "%ld-%d", (long)getpid(), i);
        full.id = text;
        full.title = text;
        save(store, &full);
        full.id = "C1";
        save(store, &full);
    }
}

static void wait_ms(long ms) {
    struct timespec pause = {0, ms * 1000000};
    (void)nanosleep(&pause, NULL);
}

Test(store_crash, leaves_a_whole_file_whenever_it_is_killed) {
    struct run_place place = run_place_make();
    const char *path = run_path(&place, "shortlist.db");
    for (int i = 0; i < KILLS; i++) { /* the first ones while the database is made */
        pid_t child = start(path, save_on_and_on);
        wait_ms(1 + i * 7 % 40);
        cr_assert_eq(kill(child, SIGKILL), 0);
        expect_killed(child);
        struct clock clock = clock_real();
        struct store *store = NULL;
        struct diag diag = {ERR_NONE, ""};
        cr_assert_eq(store_open(&store, path, &clock, &diag), ERR_NONE, "%s", diag.text);
        store_close(store);
        sample_expect_whole(path);
    }
    cr_expect_gt(sample_ask(path, "SELECT count(*) FROM vacancy"), 1);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM vacancy v WHERE "
                                  "(SELECT count(*) FROM criterion c WHERE c.vacancy = "
                                  "v.vacancy) <> 2"),
                 0);
    run_place_remove(&place);
}

/* ---- a crawl ---- */

enum { ADVERTS = 200 };

static void see_all(struct store *store, int64_t run, struct arena *arena) {
    struct listing_walk walk = {.source = SOURCE_NHSJOBS, .run = run, .is_sweep = true};
    for (int i = 0; i < ADVERTS; i++) {
        struct vacancy line = sample_small(arena_printf(arena, "%d", i), "One");
        struct sighted sighted;
        (void)store_listing_see(store, &walk, &line, "/1", &sighted, NULL);
    }
}

/* The one that is leased is saved and done in the transaction that leases the next one. */
static bool crawl_one(struct store *store, int64_t run, struct queued *item,
                      struct arena *arena) {
    struct vacancy vacancy = sample_small(item->id, "One");
    enum saved_as as = SAVED_NONE;
    bool found = false;
    (void)store_begin(store, NULL);
    if (item->row) {
        enum err err = store_vacancy_save(store, &vacancy, item->id, 0, run, &as, NULL);
        if (err || as != SAVED_FRESH) { /* it was fetched before */
            _exit(2);
        }
        (void)store_queue_done(store, item->row, NULL);
    }
    if (store_queue_lease(store, arena, SOURCE_NONE, NULL, SAMPLE_NOW, run, item, &found,
                          NULL) != ERR_NONE ||
        store_commit(store, NULL) != ERR_NONE) {
        _exit(3);
    }
    return found;
}

/* Dies when there is nothing left to do. */
static void crawl(struct store *store) {
    struct arena arena;
    struct queued item = {0};
    int64_t run = 0;
    arena_init(&arena, ARENA_PAGE_CAP);
    if (store_begin(store, NULL) != ERR_NONE ||
        store_run_begin(store, RUN_CRAWL, SOURCE_NHSJOBS, &run, NULL) != ERR_NONE) {
        _exit(4);
    }
    if (run == 1) {
        see_all(store, run, &arena);
    }
    (void)store_commit(store, NULL);
    while (crawl_one(store, run, &item, &arena)) {
    }
    (void)raise(SIGKILL);
}

Test(store_crash, loses_no_advert_and_takes_none_twice_whenever_a_crawl_is_killed) {
    struct run_place place = run_place_make();
    const char *path = run_path(&place, "shortlist.db");
    struct clock clock = clock_real();
    struct store *store = NULL;
    struct diag diag = {ERR_NONE, ""};
    cr_assert_eq(store_open(&store, path, &clock, &diag), ERR_NONE, "%s", diag.text);
    store_close(store);
    for (int i = 0; i < KILLS; i++) {
        pid_t child = start(path, crawl);
        wait_ms(5 + i * 7 % 40);
        cr_assert_eq(kill(child, SIGKILL), 0);
        expect_killed(child);
        cr_expect_eq(sample_ask(path,
                                "SELECT count(*) FROM sighting JOIN queue USING (sighting) "
                                "WHERE (vacancy IS NOT NULL) <> (state = 'done')"),
                     0, "an advert is saved, or waits");
        sample_expect_whole(path);
    }
    expect_killed(start(path, crawl));
    cr_expect_geq(sample_ask(path, "SELECT count(*) FROM vacancy"), ADVERTS - 1,
                  "one may have been in hand too often");
    sample_expect_whole(path);
    run_place_remove(&place);
}

/* Several programs at once, who all find no database: each makes it or waits for it, and none
 * loses a save. */
enum { PROGRAMS = 4, SAVES_EACH = 25 };

static void save_some(struct store *store) {
    for (int i = 0; i < SAVES_EACH; i++) {
        char id[32];
        (void)snprintf(id, sizeof id, "%ld-%d", (long)getpid(), i);
        struct vacancy vacancy = sample_small(id, "One");
        save(store, &vacancy);
    }
    store_close(store);
    (void)raise(SIGKILL);
}

Test(store_crash, lets_several_programs_make_it_and_save_at_once) {
    for (int round = 0; round < 10; round++) {
        struct run_place place = run_place_make();
        const char *path = run_path(&place, "shortlist.db");
        pid_t programs[PROGRAMS];
        for (int i = 0; i < PROGRAMS; i++) {
            programs[i] = start(path, save_some);
        }
        for (int i = 0; i < PROGRAMS; i++) {
            expect_killed(programs[i]);
        }
        cr_expect_eq(sample_ask(path, "SELECT count(*) FROM vacancy"), PROGRAMS * SAVES_EACH);
        sample_expect_whole(path);
        run_place_remove(&place);
    }
}
