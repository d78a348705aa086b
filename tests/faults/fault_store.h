/* tests/faults/fault_store.h - what is in the database after a fault
 * SPDX-License-Identifier: MIT
 *
 * Looks at the file itself: the program must not be asked whether the program is right.
 */
#ifndef FAULT_STORE_H
#define FAULT_STORE_H

#include "base/arena.h"

struct sqlite3;

/** A record, as text: all that was read of an advert, but not when it was. */
struct fault_record {
    const char *key;
    const char *state; /* "open", "closed" */
    const char *life;  /* "withdrawn", ...; "" where nothing is known */
    const char *text;
};

struct fault_records {
    struct fault_record *at;
    size_t count;
};

/** @return NULL where it cannot be opened or is not sound SQLite */
struct sqlite3 *fault_store_open(const char *path);
void fault_store_close(struct sqlite3 *db); /* accepts NULL */

/** Is the file whole: pages, foreign keys, the index of words? @return NULL, or what is wrong
 */
const char *fault_store_trouble(struct sqlite3 *db, struct arena *arena);

/** Every record of the database. @return false with a reason in `diag` */
bool fault_store_records(struct fault_records *out, struct arena *arena, struct sqlite3 *db,
                         struct diag *diag);
const struct fault_record *fault_records_find(const struct fault_records *records,
                                              const char *key);

/** A number: the first column of the first row; `none` where there is no row or the statement
 * fails. */
long long fault_store_number(struct sqlite3 *db, const char *sql, long long none);
/** A text, in the arena; "" where there is none. */
const char *fault_store_text(struct sqlite3 *db, const char *sql, struct arena *arena);

/** All that waits for a time waits a day less: a day has passed. */
void fault_store_pass_day(const char *path);

#endif
