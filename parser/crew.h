/* parser/crew.h - as many fenced workers as processors, reading pages for the program
 * SPDX-License-Identifier: MIT
 *
 * Pages are given and readings are taken, in whatever order they are ready. A worker that dies,
 * hangs or grows costs the page that it had in hand: that page comes back as a refusal that
 * says why, another worker takes the place, and the pages behind it are read. Workers start
 * when they are needed: one page takes one.
 */
#ifndef PARSER_CREW_H
#define PARSER_CREW_H

#include <signal.h>

#include "base/clock.h"
#include "parser/reader.h"

enum {
    CREW_SIZE_MAX = 64,            /* workers */
    CREW_WAITING_MAX = 32,         /* pages given to one worker ahead */
    CREW_WAITING_BYTES = 12 << 20, /* of all pages given, but for the first */
    CREW_PAGE_MS = 30 * 1000       /* a page may take so long, whatever its worker waits for */
};

struct crew;

/**
 * Make a crew; no worker is started yet.
 *
 * @param size workers; 0: as many as there are processors
 * @param clock borrowed as long as the crew lives
 * @return ERR_MEMORY
 */
enum err crew_open(struct crew **out, int size, const struct clock *clock, struct diag *diag);

/** Whoever waits for a result (crew_take) is let go once `*stop` is not 0. */
void crew_heed(struct crew *crew, const volatile sig_atomic_t *stop);

/** Stop the workers. Pages still in their hands are forgotten. Accepts NULL. */
void crew_close(struct crew *crew);

/** A page for the crew. */
struct crew_task {
    const struct page *page; /* copied; the body packed where `packed` */
    bool packed;             /* the body is as deflate_pack made it */
    const char *known;       /* crew_result.digest of an earlier reading; NULL: none */
    struct reader_options options;
    int64_t ticket; /* comes back with the result */
};

struct crew_result {
    int64_t ticket;
    bool same;                /* what is known was read again: no readings */
    const char *digest;       /* SHA-256 of what was read; NULL where the worker was lost */
    struct readings readings; /* where nothing could be read: one refusal, `refused` */
};

/** Can a page be given now? */
bool crew_has_room(const struct crew *crew);

/** Are there pages whose result was not taken yet? */
bool crew_is_busy(const struct crew *crew);

/** Give a page; only where the crew has room. @return ERR_SYSTEM, ERR_MEMORY, ERR_LIMIT */
enum err crew_give(struct crew *crew, const struct crew_task *task, struct diag *diag);

/** Wait for a result; only where the crew is busy.
 * @param arena where the readings live
 * @return ERR_SYSTEM, ERR_MEMORY, ERR_INTERRUPTED (crew_heed); ERR_LIMIT where a reading does
 * not fit into the arena: it is gone, and of `out` the ticket alone is set
 */
enum err crew_take(struct crew_result *out, struct crew *crew, struct arena *arena,
                   struct diag *diag);

/** One page, given and taken; only where the crew is not busy.
 * @param out its digest and readings */
enum err crew_read(struct crew_result *out, struct crew *crew, struct arena *arena,
                   const struct crew_task *task, struct diag *diag);

#endif
