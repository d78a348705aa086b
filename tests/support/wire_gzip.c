/* tests/support/wire_gzip.c - bodies packed with gzip, well or badly
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/wire_gzip.h"

#include <stdlib.h>
#include <zlib.h>

static void pack(struct buf *out, struct span bytes) {
    z_stream stream = {0};
    size_t room = 0;
    char *at = NULL;

    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        abort();
    }
    room = deflateBound(&stream, (uLong)bytes.len);
    at = buf_reserve(out, room);
    stream.next_in = (z_const Bytef *)(uintptr_t)bytes.at;
    stream.avail_in = (uInt)bytes.len;
    stream.next_out = (Bytef *)at;
    stream.avail_out = (uInt)room;
    if (!at || deflate(&stream, Z_FINISH) != Z_STREAM_END) {
        abort();
    }
    buf_commit(out, room - stream.avail_out);
    (void)deflateEnd(&stream);
}

static void pack_whole(struct buf *out, struct span body) { pack(out, body); }

static void pack_cut(struct buf *out, struct span body) {
    pack(out, body);
    buf_cut(out, out->len / 2);
}

static void pack_tail(struct buf *out, struct span body) {
    pack(out, body);
    buf_cut(out, out->len - 1);
}

static void pack_corrupt(struct buf *out, struct span body) {
    pack(out, body);
    out->at[out->len / 2] ^= 0x55;
}

/* The sum of the bytes stands eight bytes before the end (RFC 1952, 2.3.1). */
static void pack_sum(struct buf *out, struct span body) {
    pack(out, body);
    out->at[out->len - 8] ^= 0x55;
}

static void pack_trailing(struct buf *out, struct span body) {
    pack(out, body);
    buf_put_text(out, "and what is this?");
}

static void pack_members(struct buf *out, struct span body) {
    pack(out, span_part(body, 0, body.len / 2));
    pack(out, span_part(body, body.len / 2, SIZE_MAX));
}

static void pack_twice(struct buf *out, struct span body) {
    struct buf once;

    buf_init(&once, out->cap);
    pack(&once, body);
    pack(out, buf_span(&once));
    buf_fini(&once);
}

bool wire_gzip_pack(struct buf *body, const char *how) {
    static const struct {
        const char *name;
        void (*pack)(struct buf *out, struct span body);
    } ways[] = {{"", pack_whole},          {"cut", pack_cut},    {"tail", pack_tail},
                {"corrupt", pack_corrupt}, {"sum", pack_sum},    {"trailing", pack_trailing},
                {"members", pack_members}, {"twice", pack_twice}};

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (strcmp(ways[i].name, how) == 0) {
            struct buf packed;
            buf_init(&packed, body->cap);
            ways[i].pack(&packed, buf_span(body));
            buf_fini(body);
            *body = packed;
            return true;
        }
    }
    return false;
}
