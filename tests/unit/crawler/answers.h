/* tests/unit/crawler/answers.h - a server on 127.0.0.1 that sends what it is told, byte for
 * byte SPDX-License-Identifier: MIT
 *
 * Broken HTTP that no library would send. One answer after another, each to the next request
 * that comes in, whatever its path; a request beyond the last finds its connection closed.
 */
#ifndef ANSWERS_H
#define ANSWERS_H

#include <stddef.h>

enum answer_end {
    ANSWER_CLOSE = 0, /* the connection is closed behind it */
    ANSWER_KEEP,      /* it stays open for the next request */
    ANSWER_RESET,     /* it is broken off with a reset */
    ANSWER_DROP_NEXT  /* it is closed once the next request has begun to come in */
};

struct answer {
    const char *bytes; /* NULL: none */
    size_t len;        /* 0: up to the NUL */
    size_t times;      /* how often `repeat` follows */
    const char *repeat;
    enum answer_end end;
};

struct answers;

enum { ANSWERS_REQUESTS_MAX = 32, ANSWERS_REQUEST_SIZE = 4096 };

/** @param rows borrowed until answers_stop */
struct answers *answers_start(const struct answer *rows, size_t count);

/** Closes everything. What came in may be asked for afterwards. */
void answers_stop(struct answers *answers);
void answers_free(struct answers *answers);

int answers_port(const struct answers *answers);
/** Connections that were accepted and requests that were read; after answers_stop. */
size_t answers_connections(const struct answers *answers);
size_t answers_requests(const struct answers *answers);
/** The head of a request as it came, from 0 on; "" where there were not so many. */
const char *answers_request(const struct answers *answers, size_t index);

#endif
