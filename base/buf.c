/* base/buf.c - owned bytes that grow up to a cap
 * SPDX-License-Identifier: MIT
 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first allocation; most fields and lines fit without another. */
enum { BUF_FIRST_ROOM = 128 };

void buf_init(struct buf *buf, size_t cap) { *buf = (struct buf){.cap = cap}; }

void buf_fini(struct buf *buf) {
    free(buf->at);
    buf_init(buf, buf->cap);
}

void buf_clear(struct buf *buf) {
    buf->failed = ERR_NONE;
    buf_cut(buf, 0);
}

/* Doubles the room until `need` bytes fit; `need` is not above SIZE_MAX / 2. */
static size_t room_for(size_t room, size_t need) {
    if (room < BUF_FIRST_ROOM) {
        room = BUF_FIRST_ROOM;
    }
    while (room < need) {
        room = room <= SIZE_MAX / 2 ? room * 2 : need;
    }
    return room;
}

/* Makes sure that `more` bytes and a NUL fit behind the content; false once something failed.
 */
static bool reserve(struct buf *buf, size_t more) {
    if (buf->failed) {
        return false;
    }
    if (buf->len > buf->cap || more > buf->cap - buf->len || buf->len + more >= SIZE_MAX / 2) {
        buf->failed = ERR_LIMIT;
        return false;
    }
    size_t need = buf->len + more + 1;
    if (need <= buf->room) {
        return true;
    }
    size_t room = room_for(buf->room, need);
    char *at = realloc(buf->at, room);
    if (!at) {
        buf->failed = ERR_MEMORY;
        return false;
    }
    buf->at = at;
    buf->room = room;
    return true;
}

void buf_put(struct buf *buf, struct span bytes) {
    if (!reserve(buf, bytes.len)) {
        return;
    }
    if (bytes.len > 0) {
        memcpy(buf->at + buf->len, bytes.at, bytes.len);
    }
    buf->len += bytes.len;
    buf->at[buf->len] = '\0';
}

char *buf_reserve(struct buf *buf, size_t len) {
    return reserve(buf, len) ? buf->at + buf->len : NULL;
}

void buf_commit(struct buf *buf, size_t len) {
    if (buf->at && len < buf->room - buf->len) {
        buf->len += len;
        buf->at[buf->len] = '\0';
    }
}

void buf_put_text(struct buf *buf, const char *text) { buf_put(buf, span_of(text)); }

void buf_put_char(struct buf *buf, char c) {
    if (reserve(buf, 1)) {
        buf->at[buf->len++] = c;
        buf->at[buf->len] = '\0';
    }
}

void buf_printf(struct buf *buf, const char *format, ...) {
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len < 0) {
        buf->failed = buf->failed ? buf->failed : ERR_LIMIT;
    } else if (reserve(buf, (size_t)len)) {
        (void)vsnprintf(buf->at + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
    va_end(args);
}

void buf_cut(struct buf *buf, size_t len) {
    if (buf->at && len <= buf->len) {
        buf->len = len;
        buf->at[len] = '\0';
    }
}

struct span buf_span(const struct buf *buf) {
    return (struct span){buf->at, buf->len};
}

const char *buf_text(const struct buf *buf) { return buf->at ? buf->at : ""; }
