/* lib/deflate.c - packing and unpacking bytes (the only user of zlib)
 * SPDX-License-Identifier: MIT
 *
 * zlib's one-call functions are not used: they need the unpacked size beforehand, which is an
 * outsider's word, and know no gzip.
 */
#define ZLIB_CONST /* next_in points to const bytes then */

#include "lib/deflate.h"

#include <zlib.h>

/* Bytes unpacked in one step. */
enum { CHUNK_SIZE = 16 * 1024 };

/* Window sizes as deflateInit2 and inflateInit2 take them: 15 bits, which every stream fits in;
 * 16 on top says that a gzip header is made, or demanded. */
enum { WINDOW_ZLIB = 15, WINDOW_GZIP = 15 + 16 };

/* Hands `stream` as much of `*rest` as its counter, which is smaller than size_t, can hold. */
static void feed(z_stream *stream, struct span *rest) {
    struct span part = span_part(*rest, 0, UINT_MAX);
    if (stream->avail_in == 0 && part.len > 0) {
        stream->next_in = (const Bytef *)part.at;
        stream->avail_in = (uInt)part.len;
        *rest = span_part(*rest, part.len, SIZE_MAX);
    }
}

/* Says what `out` or zlib says is wrong. Z_BUF_ERROR is zlib's word for input that ended before
 * the stream did. */
static enum err fault(const struct buf *out, const z_stream *stream, int code,
                      struct diag *diag) {
    if (out->failed == ERR_LIMIT) {
        return diag_set(diag, ERR_LIMIT, "compressed bytes: more than the %zu bytes allowed",
                        out->cap);
    }
    if (out->failed || code == Z_MEM_ERROR) {
        return diag_set(diag, ERR_MEMORY, "compressed bytes: out of memory");
    }
    if (code == Z_BUF_ERROR) {
        return diag_set(diag, ERR_INPUT, "compressed bytes are cut short");
    }
    return diag_set(diag, ERR_INPUT, "compressed bytes are damaged: %s",
                    stream->msg ? stream->msg : "unexpected bytes");
}

/* Runs `step` (deflate or inflate) once, with what it yields appended to `out`. */
static int run(int (*step)(z_stream *, int), z_stream *stream, int flush, struct buf *out) {
    Bytef chunk[CHUNK_SIZE];
    stream->next_out = chunk;
    stream->avail_out = CHUNK_SIZE;
    int code = step(stream, flush);
    buf_put(out, (struct span){(const char *)chunk, CHUNK_SIZE - stream->avail_out});
    return code;
}

static enum err pack(struct buf *out, struct span bytes, int window, struct diag *diag) {
    enum { MEMORY_LEVEL = 8 }; /* zlib's own default */
    enum { LEVEL = 4 }; /* a third less time than the default for 2 % more bytes of a page */
    z_stream stream = {0};
    size_t start = out->len;
    int code =
        deflateInit2(&stream, LEVEL, Z_DEFLATED, window, MEMORY_LEVEL, Z_DEFAULT_STRATEGY);
    while (code == Z_OK && !out->failed) {
        feed(&stream, &bytes);
        code = run(deflate, &stream, bytes.len > 0 ? Z_NO_FLUSH : Z_FINISH, out);
    }
    enum err err = ERR_NONE;
    if (code != Z_STREAM_END || out->failed) {
        err = fault(out, &stream, code, diag);
        buf_cut(out, start);
    }
    (void)deflateEnd(&stream); /* frees; its code tells of a stream that was given up */
    return err;
}

enum err deflate_pack(struct buf *out, struct span bytes, struct diag *diag) {
    return pack(out, bytes, WINDOW_ZLIB, diag);
}

enum err deflate_gzip(struct buf *out, struct span bytes, struct diag *diag) {
    return pack(out, bytes, WINDOW_GZIP, diag);
}

/* Unpacks one stream, up to its end. @return Z_STREAM_END, or what stopped it */
static int unpack_one(z_stream *stream, struct span *rest, struct buf *out) {
    int code = Z_OK;
    while (code == Z_OK && !out->failed) {
        feed(stream, rest);
        code = run(inflate, stream, Z_NO_FLUSH, out);
    }
    return code;
}

static enum err unpack(struct buf *out, struct span bytes, int window, struct diag *diag) {
    z_stream stream = {0};
    size_t start = out->len;
    int code = inflateInit2(&stream, window);
    if (code == Z_OK) {
        code = unpack_one(&stream, &bytes, out);
    }
    while (window == WINDOW_GZIP && code == Z_STREAM_END && stream.avail_in + bytes.len > 0) {
        code = inflateReset(&stream);
        code = code == Z_OK ? unpack_one(&stream, &bytes, out) : code;
    }
    enum err err = ERR_NONE;
    if (code != Z_STREAM_END || out->failed) {
        err = fault(out, &stream, code, diag);
    } else if (stream.avail_in + bytes.len > 0) {
        err = diag_set(diag, ERR_INPUT, "compressed bytes: there are bytes behind their end");
    }
    if (err) {
        buf_cut(out, start);
    }
    (void)inflateEnd(&stream);
    return err;
}

enum err deflate_unpack(struct buf *out, struct span bytes, struct diag *diag) {
    return unpack(out, bytes, WINDOW_ZLIB, diag);
}

enum err deflate_gunzip(struct buf *out, struct span bytes, struct diag *diag) {
    return unpack(out, bytes, WINDOW_GZIP, diag);
}

const char *deflate_library(void) { return "zlib/" ZLIB_VERSION; }
