/* tests/unit/pipeline/crawl_scene.c - a crawl of the local board under a held clock
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/pipeline/crawl_scene.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/place.h"
#include "tests/unit/schema/sample.h"

struct crawl_scene scene;

void scene_start(int feed_limit) {
    char error[256] = "";
    struct board_options options = {.data_dir = place_of("fixtures/board"),
                                    .today = "2026-11-02",
                                    .feed_limit = feed_limit};

    scene = (struct crawl_scene){.place = run_place_make(), .workers = 1};
    scene.board = board_start(&options, error, sizeof error);
    cr_assert_not_null(scene.board, "%s", error);
    snprintf(scene.origin, sizeof scene.origin, "http://127.0.0.1:%d", board_port(scene.board));
    snprintf(scene.database, sizeof scene.database, "%s/s.db", scene.place.folder);
    scene.held = (struct clock_held){.now = SCENE_NOW, .steady_ms = 5000};
    scene.clock = clock_of_held(&scene.held);
    scene.options = (struct crawl_options){.source = sources_find("nhsjobs"),
                                           .board = scene.origin,
                                           .user_agent = "shortlist/0 (+test)"};
    cr_assert_eq(store_open(&scene.store, scene.database, &scene.clock, &scene.diag), ERR_NONE,
                 "%s", scene.diag.text);
}

void scene_stop(void) {
    store_close(scene.store);
    board_stop(scene.board);
    run_place_remove(&scene.place);
}

static void hear_progress(void *state, const struct progress *progress) {
    (void)state;
    cr_expect_geq(progress->done, 0);
    cr_expect_geq(progress->left_ms, 0);
    if (scene.moment && strcmp(progress->stage, scene.moment_stage) == 0 &&
        (scene.moment_done < 0 || progress->done == scene.moment_done)) {
        void (*moment)(void) = scene.moment;

        scene.moment = scene.moment_done < 0 ? scene.moment : NULL;
        moment();
    }
}

static void hear(void *state, const char *sentence) {
    size_t used = strlen(scene.said);

    (void)state;
    snprintf(scene.said + used, sizeof scene.said - used, "%s\n", sentence);
}

void scene_when(const char *stage, int64_t done, void (*what)(void)) {
    scene.moment_stage = stage;
    scene.moment_done = done;
    scene.moment = what;
}

/* seen = fresh + changed + same + refused + failed + aside, and no part negative. */
static void expect_ledger(void) {
    const struct run_counts *counts = &scene.counts;
    const int64_t parts[] = {counts->fresh,    counts->changed, counts->same,
                             counts->refused,  counts->failed,  counts->aside,
                             counts->waiting,  counts->closed,  counts->withdrawn,
                             counts->reopened, counts->requests};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cr_expect_geq(parts[i], 0, "part %zu is %lld", i, (long long)parts[i]);
    }
    cr_expect_eq(run_counts_sum(counts), counts->seen, "%lld and %lld",
                 (long long)run_counts_sum(counts), (long long)counts->seen);
    cr_expect_leq(counts->closed + counts->withdrawn + counts->reopened, counts->changed);
}

enum err scene_crawl(void) {
    struct listener listener = {hear_progress, hear, NULL};
    struct crew *crew = NULL;
    enum err err = ERR_NONE;

    scene.said[0] = '\0';
    cr_assert_eq(crew_open(&crew, scene.workers, &scene.clock, NULL), ERR_NONE);
    err = crawl_run(&scene.counts, &scene.alarm, scene.store, crew, &scene.clock,
                    &scene.options, &listener, &scene.diag);
    crew_close(crew);
    expect_ledger();
    cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE state = 'leased'"), 0,
                 "a lease was not given back");
    scene_when(NULL, 0, NULL);
    return err;
}

void scene_crawl_well(void) { cr_assert_eq(scene_crawl(), ERR_NONE, "%s", scene.diag.text); }

long long scene_ask(const char *sql) { return sample_ask(scene.database, sql); }

void scene_do(const char *sql) { sample_do(scene.database, sql); }

void scene_wait_hours(int64_t hours) {
    scene.held.now += hours * 3600;
    scene.held.steady_ms += hours * 3600 * 1000;
}
