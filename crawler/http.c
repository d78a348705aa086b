/* crawler/http.c - one request, one whole answer
 * SPDX-License-Identifier: MIT
 */
#include "crawler/http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "crawler/address.h"
#include "lib/deflate.h"

struct http {
    CURL *curl;
    const volatile sig_atomic_t *stop;
    char error[CURL_ERROR_SIZE];
    bool loopback;       /* the request in hand names this machine */
    bool address_denied; /* its host resolved to an address that is not public */
    struct buf headers;
    struct buf body; /* as sent: packed or not */
};

static size_t http_on_body(char *bytes, size_t size, size_t count, void *state) {
    struct http *http = state;

    buf_put(&http->body, (struct span){bytes, size * count});
    return http->body.failed ? 0 : size * count;
}

/* A new status line (after "100 Continue") begins the headers anew. */
static size_t http_on_header(char *bytes, size_t size, size_t count, void *state) {
    struct http *http = state;
    struct span line = {bytes, size * count};

    if (span_starts(line, "HTTP/")) {
        buf_clear(&http->headers);
    } else if (span_trim(line).len > 0) {
        buf_put(&http->headers, span_trim(line));
        buf_put_char(&http->headers, '\n');
    }
    return http->headers.failed ? 0 : size * count;
}

static int http_on_progress(void *state, curl_off_t down_total, curl_off_t down,
                            curl_off_t up_total, curl_off_t up) {
    const struct http *http = state;

    (void)down_total, (void)down, (void)up_total, (void)up;
    return http->stop && *http->stop >= 2;
}

/* The gate on every connection: what the name resolved to, not what it is called. */
static curl_socket_t http_on_socket(void *state, curlsocktype purpose,
                                    struct curl_sockaddr *address) {
    struct http *http = state;
    bool allowed = http->loopback ? address_is_loopback(&address->addr)
                                  : address_is_public(&address->addr);

    (void)purpose;
    if (!allowed) {
        http->address_denied = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static void http_set_gates(struct http *http) {
    CURL *curl = http->curl;

    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_MAXCONNECTS, 1L);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, http_on_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, http);
}

static void http_set_limits(struct http *http) {
    CURL *curl = http->curl;

    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)HTTP_CONNECT_TIMEOUT_S);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)HTTP_WHOLE_TIMEOUT_S);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)HTTP_STALL_BYTES);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)HTTP_STALL_TIMEOUT_S);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, http_on_progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, http);
}

static void http_set_sinks(struct http *http) {
    CURL *curl = http->curl;

    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, http->error);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, http_on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, http);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, http_on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, http);
}

enum err http_open(struct http **out, const struct http_options *options, struct diag *diag) {
    struct http *http = calloc(1, sizeof *http);

    if (!http) {
        return diag_set(diag, ERR_MEMORY, "out of memory");
    }
    http->curl = curl_easy_init();
    if (!http->curl) {
        free(http);
        return diag_set(diag, ERR_MEMORY, "starting libcurl: out of memory");
    }
    http->stop = options->stop;
    buf_init(&http->headers, HTTP_HEADERS_MAX);
    buf_init(&http->body, PAGE_SIZE_MAX);
    http_set_gates(http);
    http_set_limits(http);
    http_set_sinks(http);
    curl_easy_setopt(http->curl, CURLOPT_USERAGENT, options->user_agent);
    *out = http;
    return ERR_NONE;
}

void http_close(struct http *http) {
    if (!http) {
        return;
    }
    curl_easy_cleanup(http->curl);
    buf_fini(&http->headers);
    buf_fini(&http->body);
    free(http);
}

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

/* Two Content-Length headers that differ leave open where the body ends (RFC 9112 section
 * 6.3): such an answer is not whole. */
static bool http_lengths_differ(const struct page *page) {
    struct span last = http_header(page, "content-length");
    struct span rest = span_of(page->headers);
    struct span line = {0};

    while (span_next_line(&rest, &line)) {
        if (span_starts_nocase(line, "content-length:") &&
            !span_equal(span_trim(span_part(line, 15, SIZE_MAX)), last)) {
            return true;
        }
    }
    return false;
}

static const char *http_header_copy(struct arena *arena, const struct page *page,
                                    const char *name) {
    struct span value = http_header(page, name);

    return value.at ? arena_copy(arena, value) : NULL;
}

/* The body as it was meant: unpacked where the server packed it. */
static enum err http_unpack(struct page *page, struct arena *arena, const struct http *http,
                            struct diag *diag) {
    struct span coding = http_header(page, "content-encoding");
    struct span sent = buf_span(&http->body);
    struct buf plain;
    enum err err = ERR_NONE;

    buf_init(&plain, PAGE_SIZE_MAX);
    if (coding.len == 0 || span_is_nocase(coding, "identity") || sent.len == 0) {
        page->body = (struct span){arena_copy(arena, sent), sent.len};
    } else if (span_is_nocase(coding, "gzip") || span_is_nocase(coding, "x-gzip")) {
        err = deflate_gunzip(&plain, sent, diag);
        page->body = (struct span){err ? NULL : arena_copy(arena, buf_span(&plain)), plain.len};
    } else {
        err = diag_set(diag, ERR_NETWORK,
                       "the answer is packed with \"%.*s\", which we did not "
                       "ask for",
                       SPAN_FMT(span_part(coding, 0, 40)));
    }
    buf_fini(&plain);
    if (err == ERR_INPUT) {
        diag_prefix(diag, "unpacking the answer");
        err = ERR_NETWORK;
    }
    return err ? err : arena_check(arena, diag);
}

/* What libcurl's result means to us. */
static enum err http_judge(const struct http *http, CURLcode code, const struct url *url,
                           struct diag *diag) {
    const char *words = http->error[0] ? http->error : curl_easy_strerror(code);

    if (code == CURLE_OK) {
        return ERR_NONE;
    }
    if (http->address_denied) {
        return diag_set(diag, ERR_REFUSED,
                        "%s resolves to an address that is not on the public "
                        "internet",
                        url->host);
    }
    if (http->body.failed == ERR_LIMIT) {
        return diag_set(diag, ERR_LIMIT, "the answer is larger than %zu bytes",
                        (size_t)PAGE_SIZE_MAX);
    }
    if (http->headers.failed == ERR_LIMIT) {
        return diag_set(diag, ERR_LIMIT, "the answer's headers are larger than %d bytes",
                        (int)HTTP_HEADERS_MAX);
    }
    if (code == CURLE_OUT_OF_MEMORY || http->body.failed || http->headers.failed) {
        return diag_set(diag, ERR_MEMORY, "out of memory");
    }
    if (code == CURLE_ABORTED_BY_CALLBACK) {
        return diag_set(diag, ERR_INTERRUPTED, "stopped");
    }
    return diag_set(diag, ERR_NETWORK, "no whole answer from %s: %s", url->host, words);
}

static enum err http_prepare(struct http *http, const struct url *url, struct diag *diag) {
    http->loopback = url_is_loopback(url);
    http->address_denied = false;
    http->error[0] = '\0';
    buf_clear(&http->headers);
    buf_clear(&http->body);
    if (strcmp(url->scheme, "https") != 0 && !http->loopback) {
        return diag_set(diag, ERR_REFUSED,
                        "%s is not https; plain http is used for this machine "
                        "only",
                        url->text);
    }
    curl_easy_setopt(http->curl, CURLOPT_PROTOCOLS_STR, url->scheme);
    curl_easy_setopt(http->curl, CURLOPT_URL, url->text);
    return ERR_NONE;
}

static struct curl_slist *http_push(struct curl_slist *list, const char *line) {
    struct curl_slist *longer = line ? curl_slist_append(list, line) : NULL;

    return longer ? longer : list;
}

static struct curl_slist *http_request_headers(struct arena *arena, const struct page *known) {
    struct curl_slist *list = NULL;

    list = http_push(list, "Accept: text/html, application/xml;q=0.9, */*;q=0.5");
    list = http_push(list, "Accept-Encoding: gzip");
    list = http_push(list, "Accept-Language: en-GB, en;q=0.9");
    if (known && known->etag) {
        list = http_push(list, arena_printf(arena, "If-None-Match: %s", known->etag));
    }
    if (known && known->last_modified) {
        list =
            http_push(list, arena_printf(arena, "If-Modified-Since: %s", known->last_modified));
    }
    return list;
}

static enum err http_page(struct page *page, struct arena *arena, const struct http *http,
                          const struct url *url, int64_t now, struct diag *diag) {
    long status = 0;

    curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &status);
    *page = (struct page){
        .url = url->text,
        .final_url = url->text,
        .status = (int)status,
        .headers = arena_copy(arena, buf_span(&http->headers)),
        .fetched_at = now,
    };
    if (arena->failed) {
        return arena_check(arena, diag);
    }
    page->content_type = http_header_copy(arena, page, "content-type");
    page->etag = http_header_copy(arena, page, "etag");
    page->last_modified = http_header_copy(arena, page, "last-modified");
    if (http_lengths_differ(page)) {
        return diag_set(diag, ERR_NETWORK, "the answer states two different lengths");
    }
    return http_unpack(page, arena, http, diag);
}

enum err http_get(struct page *out, struct arena *arena, struct http *http,
                  const struct url *url, const struct page *known, int64_t now,
                  struct diag *diag) {
    struct curl_slist *headers = NULL;
    struct page page = {0};
    enum err err = http_prepare(http, url, diag);

    if (err) {
        return err;
    }
    headers = http_request_headers(arena, known);
    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, headers);
    err = http_judge(http, curl_easy_perform(http->curl), url, diag);
    if (!err) {
        err = http_page(&page, arena, http, url, now, diag);
    }
    curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, NULL);
    curl_slist_free_all(headers);
    if (!err) {
        *out = page;
    }
    return err;
}

const char *http_library(void) { return curl_version(); }
