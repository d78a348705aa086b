/* tests/support/wire_answer.c - an answer in the making, good or broken, down to its bytes
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/wire_answer.h"

/* ---- the healthy answer ---- */

static void add_header(struct wire_answer *answer, const char *name, const char *value) {
    buf_printf(&answer->headers, "%s: %s\r\n", name, value);
}

void wire_answer_init(struct wire_answer *answer, struct arena *arena,
                      const struct wire_pages *pages, const char *path, const char *validator) {
    struct board_text text;
    char tag[64] = "";

    *answer = (struct wire_answer){
        .arena = arena, .pages = pages, .status = 200, .reason = "OK", .claimed = -1};
    buf_init(&answer->headers, WIRE_BYTES_MAX);
    buf_init(&answer->body, WIRE_BYTES_MAX);
    buf_init(&answer->raw, WIRE_BYTES_MAX);
    board_text_init(&text);
    add_header(answer, "Content-Type", wire_pages_answer(&text, tag, pages, path));
    if (tag[0]) {
        add_header(answer, "ETag", tag);
    }
    if (tag[0] && strcmp(tag, validator) == 0) {
        answer->status = 304;
        answer->reason = "Not Modified";
        board_text_clear(&text);
    }
    buf_put(&answer->body, (struct span){text.data, text.length});
    board_text_fini(&text);
}

void wire_answer_fini(struct wire_answer *answer) {
    buf_fini(&answer->headers);
    buf_fini(&answer->body);
    buf_fini(&answer->raw);
}

/* ---- bytes ---- */

static void write_chunks(struct buf *out, struct span body) {
    enum { CHUNK = 1000 };
    for (size_t at = 0; at < body.len; at += CHUNK) {
        struct span chunk = span_part(body, at, CHUNK);
        buf_printf(out, "%zx\r\n", chunk.len);
        buf_put(out, chunk);
        buf_put_text(out, "\r\n");
    }
    buf_put_text(out, "0\r\n\r\n");
}

void wire_answer_write(struct buf *out, size_t *head, const struct wire_answer *answer) {
    struct span body = buf_span(&answer->body);
    bool has_body = answer->status != 304 && answer->status >= 200;

    if (answer->raw.len > 0) {
        size_t end = span_find(buf_span(&answer->raw), SPAN("\r\n\r\n"), 0);
        buf_put(out, buf_span(&answer->raw));
        *head = end == SIZE_MAX ? out->len : end + 4;
        return;
    }
    buf_printf(out, "HTTP/1.1 %ld %s\r\n", answer->status, answer->reason);
    buf_put(out, buf_span(&answer->headers));
    if (answer->framing == WIRE_LENGTH && has_body) {
        buf_printf(out, "Content-Length: %ld\r\n",
                   answer->claimed >= 0 ? answer->claimed : (long)body.len);
    }
    buf_put_text(out, answer->framing == WIRE_CHUNKED ? "Transfer-Encoding: chunked\r\n" : "");
    buf_put_text(out, answer->framing == WIRE_CLOSE ? "Connection: close\r\n" : "");
    buf_put_text(out, answer->endless_head ? "" : "\r\n");
    *head = out->len;
    if (answer->framing == WIRE_CHUNKED) {
        write_chunks(out, body);
    } else {
        buf_put(out, body);
    }
    buf_put(out, answer->behind);
}
