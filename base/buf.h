/* base/buf.h - owned bytes that grow up to a cap
 * SPDX-License-Identifier: MIT
 *
 * Failure sticks: once a put did not fit or memory ran out, `failed` is set, the content stays
 * as it was, and further puts do nothing. So a writer can put a hundred times and ask once.
 * The content is always NUL-terminated (the NUL is not counted) once anything was put.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/err.h"
#include "base/span.h"

struct buf {
    char *at;        /* owned; NULL while empty */
    size_t len;      /* bytes used */
    size_t room;     /* bytes allocated */
    size_t cap;      /* bytes it may hold */
    enum err failed; /* ERR_NONE, ERR_LIMIT or ERR_MEMORY */
};

/** Start an empty buffer that may hold up to `cap` bytes; allocates nothing. */
void buf_init(struct buf *buf, size_t cap);

/** Free the content; the buffer is empty again with the same cap. Accepts a zeroed buffer. */
void buf_fini(struct buf *buf);

/** Forget the content (and the failure) but keep the memory. */
void buf_clear(struct buf *buf);

void buf_put(struct buf *buf, struct span bytes);
void buf_put_text(struct buf *buf, const char *text); /* NULL puts nothing */
void buf_put_char(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Room for `len` bytes behind the content, to be written by the caller and then taken in with
 * buf_commit. @return NULL where buf_put would have failed (then `failed` is set) */
char *buf_reserve(struct buf *buf, size_t len);

/** Take in the first `len` bytes of what buf_reserve gave; 0 takes nothing. */
void buf_commit(struct buf *buf, size_t len);

/** Cut the content back to `len` bytes (a greater `len` does nothing). */
void buf_cut(struct buf *buf, size_t len);

/** The content, borrowed until the next put. */
struct span buf_span(const struct buf *buf);

/** The content as C text, "" while empty; borrowed until the next put. */
const char *buf_text(const struct buf *buf);

#endif
