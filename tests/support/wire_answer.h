/* tests/support/wire_answer.h - an answer in the making, good or broken, down to its bytes
 * SPDX-License-Identifier: MIT
 *
 * What can be done to an answer: the table of verbs in wire_verbs.c; what each does is told in
 * tests/faults/README.md.
 */
#ifndef WIRE_ANSWER_H
#define WIRE_ANSWER_H

#include "base/buf.h"
#include "tests/support/wire_pages.h"

enum wire_framing { WIRE_LENGTH = 0, WIRE_CHUNKED, WIRE_CLOSE };

/* Something that happens while the answer is being sent. */
enum wire_act {
    WIRE_STALL = 0, /* silence of so many milliseconds, or until the other side goes */
    WIRE_RESET,
    WIRE_END,    /* the connection is closed */
    WIRE_SIGNAL, /* the program gets a signal */
    WIRE_HOLD    /* the runner does something meanwhile */
};

struct wire_event {
    enum wire_act act;
    long number;  /* milliseconds, or the signal */
    bool in_head; /* `share` is of the headers, else of the body */
    long share;   /* hundredths sent before it, or WIRE_LAST_CHUNK */
};

#define WIRE_LAST_CHUNK (-1L)

enum { WIRE_EVENTS_MAX = 8, WIRE_BYTES_MAX = 32 * 1024 * 1024 };

struct wire_answer {
    struct arena *arena; /* of the words in work */
    const struct wire_pages *pages;
    long status;
    const char *reason;
    struct buf headers; /* "Name: value\r\n" lines, without those of the framing */
    struct buf body;
    struct buf raw; /* where not empty: these bytes are the whole answer */
    enum wire_framing framing;
    long claimed; /* Content-Length says so; -1: the truth */
    struct wire_event events[WIRE_EVENTS_MAX];
    size_t event_count;
    long drip_bytes;     /* so many at a time, with ... */
    long drip_ms;        /* ... between; 0: all at once */
    bool drip_head;      /* the headers too */
    struct span behind;  /* sent behind the whole answer */
    struct span endless; /* sent for ever behind everything; empty: nothing */
    bool endless_head;   /* in place of the end of the headers */
};

/** The healthy answer to an address; 304 where `validator` is the page's. */
void wire_answer_init(struct wire_answer *answer, struct arena *arena,
                      const struct wire_pages *pages, const char *path, const char *validator);
void wire_answer_fini(struct wire_answer *answer);

/** wire_verbs.c: do to it what a rule says ("gzip; reset at half"). @return false with a reason
 * in `error` */
bool wire_answer_spoil(struct wire_answer *answer, struct span actions, char *error,
                       size_t size);

/** The bytes as they go over the wire. @param head how many of them are status and headers */
void wire_answer_write(struct buf *out, size_t *head, const struct wire_answer *answer);

#endif
