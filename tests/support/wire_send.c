/* tests/support/wire_send.c - sends an answer over a socket, as badly as it is meant to be sent
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/wire_send.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>

enum { RESET_PAUSE_MS = 20 /* so that what was sent is read before the reset discards it */ };

/* An endless answer ends all the same where nobody stops reading. */
#define ENDLESS_MAX ((size_t)64 * 1024 * 1024)

/* Silence, until the time is over or the other side goes. @return false: it has gone */
static bool stay_silent(const struct wire_line *line, long ms) {
    struct pollfd wait = {.fd = line->socket, .events = POLLIN};

    return poll(&wait, 1, (int)ms) == 0;
}

static bool send_bytes(const struct wire_line *line, struct span bytes) {
    while (bytes.len > 0) {
        ssize_t sent = send(line->socket, bytes.at, bytes.len, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return false;
        }
        bytes = span_part(bytes, (size_t)sent, SIZE_MAX);
    }
    return true;
}

static bool send_dripping(const struct wire_line *line, struct span bytes, long count,
                          long ms) {
    for (size_t at = 0; at < bytes.len; at += (size_t)count) {
        if (!send_bytes(line, span_part(bytes, at, (size_t)count)) || !stay_silent(line, ms)) {
            return false;
        }
    }
    return true;
}

static void send_endless(const struct wire_line *line, struct span piece) {
    enum { COPIES_MAX = 65536 };
    struct buf many;

    buf_init(&many, COPIES_MAX + piece.len);
    while (many.len < COPIES_MAX && !many.failed) {
        buf_put(&many, piece);
    }
    for (size_t sent = 0; sent < ENDLESS_MAX && send_bytes(line, buf_span(&many));) {
        sent += many.len;
    }
    buf_fini(&many);
}

static bool reset(const struct wire_line *line) {
    struct linger linger = {.l_onoff = 1, .l_linger = 0};

    (void)stay_silent(line, RESET_PAUSE_MS);
    (void)setsockopt(line->socket, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    return false;
}

/* @return false: nothing more is to be sent */
static bool happen(const struct wire_line *line, const struct wire_event *event) {
    switch (event->act) {
    case WIRE_STALL:
        return stay_silent(line, event->number);
    case WIRE_RESET:
        return reset(line);
    case WIRE_END:
        return false;
    case WIRE_SIGNAL:
        line->signal(line->state, (int)event->number);
        return true;
    case WIRE_HOLD:
        line->hold(line->state);
        return true;
    }
    return false;
}

static size_t place_of_event(const struct wire_event *event, size_t head, size_t all) {
    size_t share = (size_t)event->share;

    if (event->share == WIRE_LAST_CHUNK) {
        return all - strlen("0\r\n\r\n");
    }
    return event->in_head ? head * share / 100 : head + (all - head) * share / 100;
}

static bool send_part(const struct wire_line *line, const struct wire_answer *answer,
                      struct span bytes, size_t from, size_t to, size_t head) {
    struct span part = span_part(bytes, from, to > from ? to - from : 0);
    size_t quick = answer->drip_head || from >= head ? 0 : head - from;

    if (answer->drip_bytes == 0) {
        return send_bytes(line, part);
    }
    return send_bytes(line, span_part(part, 0, quick)) &&
           send_dripping(line, span_part(part, quick, SIZE_MAX), answer->drip_bytes,
                         answer->drip_ms);
}

bool wire_send(const struct wire_line *line, const struct wire_answer *answer) {
    struct buf out;
    size_t head = 0;
    size_t sent = 0;
    bool goes_on = true;

    buf_init(&out, WIRE_BYTES_MAX);
    wire_answer_write(&out, &head, answer);
    for (size_t i = 0; goes_on && i < answer->event_count; i++) {
        size_t to = place_of_event(&answer->events[i], head, out.len);
        goes_on = send_part(line, answer, buf_span(&out), sent, to, head) &&
                  happen(line, &answer->events[i]);
        sent = to > sent ? to : sent;
    }
    goes_on = goes_on && send_part(line, answer, buf_span(&out), sent, out.len, head);
    if (goes_on && answer->endless.len > 0) {
        send_endless(line, answer->endless);
        goes_on = false;
    }
    buf_fini(&out);
    return goes_on && answer->framing != WIRE_CLOSE;
}
