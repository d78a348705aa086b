/* tests/unit/schema/sample.h - records and databases for the tests of the store
 * SPDX-License-Identifier: MIT
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "schema/store.h"
#include "tests/support/run.h"

/** A vacancy with every field and list filled, made up. */
struct vacancy sample_full(struct arena *arena);

/** A vacancy with a source, an id and a title. */
struct vacancy sample_small(const char *id, const char *title);

/** Is every field and list the same? Says which is not. */
void sample_expect_equal(const struct vacancy *got, const struct vacancy *expected);

/** A folder with a database in it, its clock held. */
struct sample {
    struct run_place place;
    struct clock_held held;
    struct clock clock;
    struct store *store;
    struct arena arena;
    struct diag diag;
};

/** 2025-06-01T12:00:00Z, where the clocks of the tests stand. */
enum { SAMPLE_NOW = 1748779200 };

void sample_open(struct sample *sample);
void sample_close(struct sample *sample);
/** Close and open the store. */
void sample_reopen(struct sample *sample);
/** The database's path; valid until a few more are asked for. */
const char *sample_path(const struct sample *sample);

/** Save under the vacancy's key; fails the test on an error. */
enum saved_as sample_save(struct sample *sample, const struct vacancy *vacancy);

/** Begin a crawl of NHS Jobs. @return its run */
int64_t sample_run(struct sample *sample);

/** See a line of a listing at "/candidate/jobadvert/ID"; fails the test on an error. */
struct sighted sample_see(struct sample *sample, const struct listing_walk *walk,
                          const struct vacancy *line);

/** Lease what is due for a run, of any board and host; row 0 where there is none. */
struct queued sample_lease(struct sample *sample, int64_t run);

/** The one number that a statement gives, asked over a connection of its own; -1 for none.
 * Fails the test on an error. */
long long sample_ask(const char *path, const char *sql);

/** Run statements over a connection of its own; fails the test on an error. */
void sample_do(const char *path, const char *sql);

/** SQLite's own check of the whole file and of the search index. */
void sample_expect_whole(const char *path);

/** How many vacancies a filter finds, and the key of the first one ("" for none). */
struct sample_found {
    size_t count;
    char first[64];
    enum err err;
};
struct sample_found sample_find(struct sample *sample, const struct store_filter *filter);

#endif
