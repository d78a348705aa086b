/* tests/unit/pipeline/crawl_scene.h - a crawl of the local board under a held clock
 * SPDX-License-Identifier: MIT
 */
#ifndef CRAWL_SCENE_H
#define CRAWL_SCENE_H

#include "pipeline/crawl.h"
#include "tests/support/board.h"
#include "tests/support/run.h"

#define FEED "/api/v1/search_xml"
#define RESULTS "/candidate/search/results"
#define ADVERTS "/candidate/jobadvert/"
#define ONE "C9901-26-0211"

enum { SCENE_NOW = 1793620800 }; /* 2026-11-02T12:00:00Z */

/** Each test has a process of its own, so it may have this to itself. */
struct crawl_scene {
    struct run_place place;
    struct clock_held held;
    struct clock clock;
    struct board *board;
    struct store *store;
    struct run_counts counts;
    bool alarm;
    struct diag diag;
    char origin[64];
    char database[320];
    char said[16384];
    struct crawl_options options; /* of the next crawl; set `source` and `board` are */
    int workers;
    /* what happens while a crawl goes on: at each word of this stage with so much done (-1:
     * any)
     */
    const char *moment_stage;
    int64_t moment_done;
    void (*moment)(void);
};
extern struct crawl_scene scene;

/** @param feed_limit adverts a feed page: 10 makes a list of many pages of the small board */
void scene_start(int feed_limit);
void scene_stop(void);

/** The crawl of `scene.options`; what it counts must add up. Then `moment` is forgotten. */
enum err scene_crawl(void);
/** One that must go well. */
void scene_crawl_well(void);

void scene_when(const char *stage, int64_t done, void (*what)(void));

/** One number out of the database; statements on it. */
long long scene_ask(const char *sql);
void scene_do(const char *sql);

/** Let hours go by, with the steady clock. */
void scene_wait_hours(int64_t hours);

#endif
