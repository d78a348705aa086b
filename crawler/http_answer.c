/* crawler/http_answer.c - what an answer's headers say of its body
 * SPDX-License-Identifier: MIT
 */
#include "crawler/http_answer.h"

#include "base/buf.h"
#include "crawler/http.h"
#include "lib/deflate.h"

struct span http_header(const struct page *page, const char *name) {
    struct span rest = span_of(page->headers);
    struct span line = {0};
    struct span value = {0};

    while (span_next_line(&rest, &line)) {
        size_t colon = span_find(line, SPAN(":"), 0);

        if (colon != SIZE_MAX &&
            span_equal_nocase(span_trim(span_part(line, 0, colon)), span_of(name))) {
            value = span_trim(span_part(line, colon + 1, SIZE_MAX));
        }
    }
    return value;
}

/* How many headers of that name are there? */
static size_t http_header_count(const struct page *page, const char *name) {
    struct span rest = span_of(page->headers);
    struct span line = {0};
    size_t count = 0;

    while (span_next_line(&rest, &line)) {
        size_t colon = span_find(line, SPAN(":"), 0);

        count += colon != SIZE_MAX &&
                 span_equal_nocase(span_trim(span_part(line, 0, colon)), span_of(name));
    }
    return count;
}

/* The lengths that one Content-Length header states: "5", and "5, 5" from servers that join
 * two. @return false where one is no number or differs from `*length`, the one before */
static bool http_lengths_agree(struct span value, uint64_t *length, bool *is_known) {
    struct span piece = {0};
    uint64_t number = 0;

    if (value.len == 0 || value.at[value.len - 1] == ',') {
        return false;
    }
    while (span_next_piece(&value, ',', &piece)) {
        if (!span_number(span_trim(piece), UINT64_MAX, &number) ||
            (*is_known && number != *length)) {
            return false;
        }
        *length = number;
        *is_known = true;
    }
    return true;
}

/* Two lengths that differ, one that is none, or one beside chunks leave open where the body
 * ends (RFC 9112 section 6.3): such an answer is not whole. */
static enum err http_check_framing(const struct page *page, struct diag *diag) {
    struct span rest = span_of(page->headers);
    struct span line = {0};
    struct span transfer = http_header(page, "transfer-encoding");
    size_t transfers = http_header_count(page, "transfer-encoding");
    uint64_t length = 0;
    bool is_known = false;

    while (span_next_line(&rest, &line)) {
        size_t colon = span_find(line, SPAN(":"), 0);

        if (colon != SIZE_MAX &&
            span_is_nocase(span_trim(span_part(line, 0, colon)), "content-length") &&
            !http_lengths_agree(span_trim(span_part(line, colon + 1, SIZE_MAX)), &length,
                                &is_known)) {
            return diag_set(diag, ERR_NETWORK,
                            "the answer states two different lengths, or one that is none");
        }
    }
    if (transfers > 0 && is_known) {
        return diag_set(diag, ERR_NETWORK,
                        "the answer comes in chunks and states a length too");
    }
    if (transfers > 1 || (transfers == 1 && !span_is_nocase(transfer, "chunked"))) {
        return diag_set(diag, ERR_NETWORK, "the answer is sent as \"%.*s\", not in chunks",
                        SPAN_FMT(span_part(transfer, 0, 40)));
    }
    return ERR_NONE;
}

/* A part of a page is none, and we never ask for parts (RFC 9110 section 15.3.7). */
static enum err http_check_whole(const struct page *page, struct diag *diag) {
    if (page->status == 206 ||
        (page->status == 200 && http_header_count(page, "content-range") > 0)) {
        return diag_set(diag, ERR_NETWORK, "the answer is a part of the page (status %d)",
                        page->status);
    }
    return ERR_NONE;
}

static const char *http_header_copy(struct arena *arena, const struct page *page,
                                    const char *name) {
    struct span value = http_header(page, name);

    return value.at ? arena_copy(arena, value) : NULL;
}

/* Is there nothing to unpack? Without a body there is not, save where a page was meant to
 * come: no bytes are no gzip either. */
static bool http_is_plain(const struct page *page, struct span coding, struct span sent) {
    return coding.len == 0 || span_is_nocase(coding, "identity") ||
           (sent.len == 0 && page->status != 200);
}

/* The body as it was meant: unpacked where the server packed it. */
static enum err http_unpack(struct page *page, struct arena *arena, struct span sent,
                            size_t body_max, struct diag *diag) {
    struct span coding = http_header(page, "content-encoding");
    struct buf plain;
    enum err err = ERR_NONE;

    buf_init(&plain, body_max);
    if (http_header_count(page, "content-encoding") > 1) {
        err = diag_set(diag, ERR_NETWORK,
                       "the answer is packed more than once, which we did not ask for");
    } else if (http_is_plain(page, coding, sent)) {
        page->body = (struct span){arena_copy(arena, sent), sent.len};
    } else if (span_is_nocase(coding, "gzip") || span_is_nocase(coding, "x-gzip")) {
        err = deflate_gunzip(&plain, sent, diag);
        page->body = (struct span){err ? NULL : arena_copy(arena, buf_span(&plain)), plain.len};
    } else {
        err = diag_set(diag, ERR_NETWORK,
                       "the answer is packed with \"%.*s\", which we did not ask for",
                       SPAN_FMT(span_part(coding, 0, 40)));
    }
    buf_fini(&plain);
    if (err == ERR_INPUT) {
        diag_prefix(diag, "unpacking the answer");
        err = ERR_NETWORK;
    }
    return err ? err : arena_check(arena, diag);
}

enum err http_answer_read(struct page *page, struct arena *arena, struct span sent,
                          size_t body_max, struct diag *diag) {
    page->content_type = http_header_copy(arena, page, "content-type");
    page->etag = http_header_copy(arena, page, "etag");
    page->last_modified = http_header_copy(arena, page, "last-modified");
    if (http_check_framing(page, diag) || http_check_whole(page, diag)) {
        return ERR_NETWORK;
    }
    return http_unpack(page, arena, sent, body_max, diag);
}
