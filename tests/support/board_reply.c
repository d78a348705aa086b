/* tests/support/board_reply.c - an answer in the making, and how it goes over the wire
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_reply.h"

#include <microhttpd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

enum {
    TRICKLE_BYTES = 16,
    STEP_MS = 100,
    STALL_STEPS = 300 /* steps before a stalled answer comes after all */
};

void board_reply_init(struct board_reply *reply) {
    *reply = (struct board_reply){.status = MHD_HTTP_OK, .type = "text/html; charset=utf-8"};
    board_text_init(&reply->body);
}

void board_reply_fini(struct board_reply *reply) { board_text_fini(&reply->body); }

static void wait_a_step(void) {
    struct timespec pause = {.tv_sec = 0, .tv_nsec = STEP_MS * 1000000L};
    (void)nanosleep(&pause, NULL);
}

/* ---- validators ---- */

static const char *header_of(struct MHD_Connection *connection, const char *name) {
    const char *value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return value != NULL ? value : "";
}

/* RFC 9110, 13.2.2: If-Modified-Since counts only where there is no If-None-Match. */
static bool is_unmodified(const struct board_reply *reply, struct MHD_Connection *connection) {
    const char *tags = header_of(connection, "If-None-Match");
    const char *since = header_of(connection, "If-Modified-Since");
    if (reply->unconditional || reply->status != MHD_HTTP_OK || reply->etag[0] == '\0')
        return false;
    if (tags[0] != '\0')
        return strcmp(tags, "*") == 0 || strstr(tags, reply->etag) != NULL;
    return since[0] != '\0' && strcmp(since, reply->modified) == 0;
}

/* ---- compression ---- */

static bool takes_gzip(struct MHD_Connection *connection) {
    const char *gzip = strstr(header_of(connection, "Accept-Encoding"), "gzip");
    return gzip != NULL && strncmp(gzip, "gzip;q=0", 8) != 0;
}

static void compress_body(struct board_reply *reply) {
    z_stream stream = {.next_in = NULL};
    struct board_text packed;
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    board_text_init(&packed);
    stream.next_in = (Bytef *)reply->body.data;
    stream.avail_in = (uInt)reply->body.length;
    int state = Z_OK;
    while (state == Z_OK) {
        Bytef chunk[16384];
        stream.next_out = chunk;
        stream.avail_out = sizeof chunk;
        state = deflate(&stream, Z_FINISH);
        board_text_add_bytes(&packed, (char *)chunk, sizeof chunk - stream.avail_out);
    }
    (void)deflateEnd(&stream);
    if (reply->cut_gzip)
        board_text_truncate(&packed, packed.length / 2);
    board_text_fini(&reply->body);
    reply->body = packed;
}

/* ---- bodies that come bit by bit ---- */

struct flow {
    struct board_text body;
    enum board_delivery delivery;
    const atomic_bool *stopping;
};

static size_t step_size(const struct flow *flow, size_t left, size_t room) {
    size_t size = flow->delivery == BOARD_DELIVERY_TRICKLE ? TRICKLE_BYTES : room;
    size = size < room ? size : room;
    return size < left ? size : left;
}

static ssize_t read_flow(void *context, uint64_t position, char *out, size_t room) {
    const struct flow *flow = context;
    uint64_t end = flow->body.length;
    if (atomic_load(flow->stopping))
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (flow->delivery == BOARD_DELIVERY_SHORT)
        end /= 2;
    if (flow->delivery == BOARD_DELIVERY_ENDLESS)
        position %= end;
    if (position >= end)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (flow->delivery == BOARD_DELIVERY_TRICKLE)
        wait_a_step();
    size_t size = step_size(flow, (size_t)(end - position), room);
    memcpy(out, flow->body.data + position, size);
    return (ssize_t)size;
}

static void free_flow(void *context) {
    struct flow *flow = context;
    board_text_fini(&flow->body);
    free(flow);
}

/* Takes the reply's body. */
static struct MHD_Response *make_flow(struct board_reply *reply, const atomic_bool *stopping) {
    struct flow *flow = malloc(sizeof *flow);
    if (flow == NULL)
        abort();
    *flow = (struct flow){reply->body, reply->delivery, stopping};
    reply->body = (struct board_text){.data = NULL};
    uint64_t size = reply->delivery == BOARD_DELIVERY_ENDLESS ? MHD_SIZE_UNKNOWN
                                                              : (uint64_t)flow->body.length;
    return MHD_create_response_from_callback(size, 4096, read_flow, flow, free_flow);
}

/* ---- sending ---- */

static struct MHD_Response *make_response(struct board_reply *reply,
                                          struct MHD_Connection *connection,
                                          const atomic_bool *stopping) {
    if (reply->delivery != BOARD_DELIVERY_WHOLE && reply->delivery != BOARD_DELIVERY_STALL)
        return make_flow(reply, stopping);
    bool packed = reply->force_gzip || reply->cut_gzip ||
                  (takes_gzip(connection) && reply->body.length > 0);
    if (packed)
        compress_body(reply);
    struct MHD_Response *response = MHD_create_response_from_buffer(
        reply->body.length, reply->body.data, MHD_RESPMEM_MUST_COPY);
    if (response != NULL && packed)
        (void)MHD_add_response_header(response, "Content-Encoding", "gzip");
    if (response != NULL)
        (void)MHD_add_response_header(response, "Vary", "Accept-Encoding");
    return response;
}

static void add_header(struct MHD_Response *response, const char *name, const char *value) {
    if (value[0] != '\0')
        (void)MHD_add_response_header(response, name, value);
}

static void add_headers(struct MHD_Response *response, const struct board_reply *reply) {
    char seconds[16] = "";
    if (reply->retry_after > 0)
        (void)snprintf(seconds, sizeof seconds, "%d", reply->retry_after);
    if (reply->status != MHD_HTTP_NOT_MODIFIED)
        add_header(response, "Content-Type", reply->type);
    add_header(response, "ETag", reply->etag);
    add_header(response, "Last-Modified", reply->modified);
    add_header(response, "Location", reply->location);
    add_header(response, "Retry-After", seconds);
    add_header(response, "Cache-Control", "no-cache");
}

bool board_reply_send(struct board_reply *reply, struct MHD_Connection *connection,
                      const atomic_bool *stopping) {
    for (int i = 0; reply->delivery == BOARD_DELIVERY_STALL && i < STALL_STEPS; i++) {
        if (atomic_load(stopping))
            return false;
        wait_a_step();
    }
    if (reply->delivery == BOARD_DELIVERY_DROP) {
        reply->status = 0;
        return false;
    }
    if (is_unmodified(reply, connection)) {
        reply->status = MHD_HTTP_NOT_MODIFIED;
        board_text_clear(&reply->body);
    }
    struct MHD_Response *response = make_response(reply, connection, stopping);
    if (response == NULL)
        return false;
    add_headers(response, reply);
    enum MHD_Result sent = MHD_queue_response(connection, reply->status, response);
    MHD_destroy_response(response);
    return sent == MHD_YES;
}
