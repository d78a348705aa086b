/* parser/worker.h - a process behind a fence that reads pages for the program
 * SPDX-License-Identifier: MIT
 *
 * Program and worker speak over one socket: frames of a length and that many bytes, a task one
 * way, an answer the other, in order. parser/crew.h is the program's side.
 */
#ifndef PARSER_WORKER_H
#define PARSER_WORKER_H

#include "parser/reader.h"
#include "schema/wire.h"

/** The length in front of a frame, in the machine's own byte order. */
typedef uint64_t worker_length;

/** The most bytes of a frame: what a page may become (ARENA_PAGE_CAP). */
#define WORKER_FRAME_MAX ARENA_PAGE_CAP

/** A page to be read. */
struct worker_task {
    struct page page;  /* its body packed where `packed` */
    bool packed;       /* the body is as deflate_pack made it */
    const char *known; /* digest of what was read from it before; NULL: nothing */
    struct reader_options options;
};

/** What came of it. */
struct worker_answer {
    enum err err;        /* ERR_NONE, or why nothing was read */
    const char *message; /* the sentence for `err` */
    const char *digest;  /* SHA-256 of the readings as bytes */
    bool same;           /* the digest is the one known: no readings were sent */
    struct readings readings;
};

/** Walk a task or an answer; see schema/wire.h. */
void wire_task(struct wire *wire, struct worker_task *task);
void wire_answer(struct wire *wire, struct worker_answer *answer);

/**
 * Start a worker.
 *
 * @param channel the program's end of the socket, which the caller closes; the worker ends when
 * it is closed, and when the program ends in any way
 * @param pid the process, to be waited for
 * @return ERR_SYSTEM
 */
enum err worker_start(int *channel, int64_t *pid, struct diag *diag);

/** The answer to a task, in this process. */
struct worker_answer worker_read(struct arena *arena, const struct worker_task *task);

#endif
