/* crawler/http.c - one request, one whole answer
 * SPDX-License-Identifier: MIT
 */
#include "crawler/http.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "crawler/address.h"
#include "crawler/http_answer.h"

struct http {
    CURL *curl;
    const volatile sig_atomic_t *stop;
    const char *proxy; /* of the environment, where the user asked for it; NULL: none */
    char error[CURL_ERROR_SIZE];
    bool loopback;       /* the request in hand names this machine */
    bool address_denied; /* its host resolved to an address that is not public */
    bool headers_done;   /* of the answer itself: what follows are trailers */
    bool is_interim;     /* the headers in hand are those of a status 1xx */
    int no_socket;       /* errno where the system gave no socket; 0 */
    size_t header_bytes; /* of all, those of interim answers and trailers too */
    struct buf headers;
    struct buf body; /* as sent: packed or not */
};

static size_t http_on_body(char *bytes, size_t size, size_t count, void *state) {
    struct http *http = state;

    buf_put(&http->body, (struct span){bytes, size * count});
    return http->body.failed ? 0 : size * count;
}

/* CR and NUL within a value would cut a line in two for whoever reads it later (RFC 9110
 * section 5.5: replaced by a space). */
static void http_put_header(struct buf *headers, struct span line) {
    for (size_t i = 0; i < line.len; i++) {
        bool cuts = line.at[i] == '\r' || line.at[i] == '\n' || line.at[i] == '\0';

        buf_put_char(headers, cuts ? ' ' : line.at[i]);
    }
    buf_put_char(headers, '\n');
}

static void http_header_line(struct http *http, struct span line) {
    struct span text = span_trim(line);

    if (text.len == 0) {
        http->headers_done = !http->is_interim;
    } else if (span_starts(line, "HTTP/")) { /* anew, after "100 Continue" */
        size_t space = span_find(text, SPAN(" "), 0);

        http->is_interim = space != SIZE_MAX && span_starts(span_part(text, space + 1, 1), "1");
        buf_clear(&http->headers);
    } else if (ascii_is_space(line.at[0]) && http->headers.len > 0) {
        /* A line that goes on the one before (RFC 9112 section 5.2) is no header of its own. */
        buf_cut(&http->headers, http->headers.len - 1);
        buf_put_char(&http->headers, ' ');
        http_put_header(&http->headers, text);
    } else {
        http_put_header(&http->headers, text);
    }
}

/* Trailers are left aside: nothing that comes behind the body says how it was to be read. */
static size_t http_on_header(char *bytes, size_t size, size_t count, void *state) {
    struct http *http = state;
    struct span line = {bytes, size * count};

    http->header_bytes += line.len;
    if (http->header_bytes > HTTP_HEADERS_MAX) {
        http->headers.failed = ERR_LIMIT;
    } else if (!http->headers_done) {
        http_header_line(http, line);
    }
    return http->headers.failed ? 0 : size * count;
}

static int http_on_progress(void *state, curl_off_t down_total, curl_off_t down,
                            curl_off_t up_total, curl_off_t up) {
    const struct http *http = state;

    (void)down_total, (void)down, (void)up_total, (void)up;
    return http->stop && *http->stop >= 2;
}

/* The gate on every connection: what the name resolved to, not what it is called. Through a
 * proxy the address is the proxy's, which the user chose. */
static curl_socket_t http_on_socket(void *state, curlsocktype purpose,
                                    struct curl_sockaddr *address) {
    struct http *http = state;
    curl_socket_t made = CURL_SOCKET_BAD;
    bool allowed = http->loopback ? address_is_loopback(&address->addr)
                                  : http->proxy || address_is_public(&address->addr);

    (void)purpose;
    if (!allowed) {
        http->address_denied = true;
        return CURL_SOCKET_BAD;
    }
    made = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    /* An address family that the system does not have is no failure: another may be tried. */
    if (made == CURL_SOCKET_BAD && errno != EAFNOSUPPORT) {
        http->no_socket = errno;
    }
    return made;
}

static void http_set_gates(struct http *http) {
    CURL *curl = http->curl;

    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L); /* a proxy's are no answer */
    curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_MAXCONNECTS, 1L);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, http_on_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, http);
}

static void http_set_limits(struct http *http, int64_t timeout_s) {
    CURL *curl = http->curl;
    /* More than a day is no time-out, and a long may have 32 bits. */
    long given = (long)(timeout_s < 86400 ? timeout_s : 86400);

    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT,
                     given > 0 ? given : (long)HTTP_CONNECT_TIMEOUT_S);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, given > 0 ? given * 4 : (long)HTTP_WHOLE_TIMEOUT_S);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)HTTP_STALL_BYTES);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME,
                     given > 0 ? given : (long)HTTP_STALL_TIMEOUT_S);
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

/* The proxy that the environment names for https, or NULL. Read here and handed to libcurl by
 * value, so that it is known whether one is used: without one the address guard stays. */
static const char *http_environment_proxy(void) {
    static const char *const names[] = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);

        if (value && value[0]) {
            return value;
        }
    }
    return NULL;
}

/* libcurl copies texts; one that could not be copied must not leave another in force. */
static bool http_set_text(struct http *http, CURLoption option, const char *text) {
    return curl_easy_setopt(http->curl, option, text) == CURLE_OK;
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
    http->proxy = options->use_proxy ? http_environment_proxy() : NULL;
    buf_init(&http->headers, (size_t)2 * HTTP_HEADERS_MAX); /* http_on_header caps them */
    buf_init(&http->body, PAGE_SIZE_MAX);
    http_set_gates(http);
    http_set_limits(http, options->timeout_s);
    http_set_sinks(http);
    if (!http_set_text(http, CURLOPT_USERAGENT, options->user_agent)) {
        http_close(http);
        return diag_set(diag, ERR_MEMORY, "starting libcurl: out of memory");
    }
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

void http_set_body_max(struct http *http, size_t body_max) {
    if (http->body.room > body_max) { /* what a larger one took is not kept */
        buf_fini(&http->body);
    }
    http->body.cap = body_max;
}

/* libcurl has a cap of its own for one line of the headers, and says "out of memory" where it
 * is reached. Where there is memory for such a line, it was that. */
static bool http_line_too_long(struct http *http, CURLcode code) {
    return code == CURLE_OUT_OF_MEMORY && !http->headers_done && http->body.len == 0 &&
           buf_reserve(&http->body, CURL_MAX_HTTP_HEADER) != NULL;
}

/* What libcurl's result means to us. */
static enum err http_judge(struct http *http, CURLcode code, const struct url *url,
                           struct diag *diag) {
    const char *words = http->error[0] ? http->error : curl_easy_strerror(code);

    if (code == CURLE_OK && !http->headers_done) { /* libcurl takes that for an empty page */
        words = "it ends within its headers";
    } else if (code == CURLE_OK) {
        return ERR_NONE;
    }
    if (http->address_denied) {
        return diag_set(diag, ERR_REFUSED,
                        "%s resolves to an address that is not on the public "
                        "internet",
                        url->host);
    }
    if (code != CURLE_OK && http->no_socket) { /* no fault of the host's */
        return diag_set(diag, ERR_SYSTEM, "asking %s: %s", url->host,
                        strerror(http->no_socket));
    }
    if (http->body.failed == ERR_LIMIT) {
        return diag_set(diag, ERR_LIMIT, "the answer is larger than %zu bytes", http->body.cap);
    }
    if (http->headers.failed == ERR_LIMIT || http_line_too_long(http, code)) {
        return diag_set(diag, ERR_LIMIT, "the answer's headers are larger than %d bytes",
                        (int)HTTP_HEADERS_MAX);
    }
    if (code == CURLE_OUT_OF_MEMORY || http->body.failed || http->headers.failed) {
        return diag_set(diag, ERR_MEMORY, "out of memory");
    }
    if (code == CURLE_ABORTED_BY_CALLBACK) {
        return diag_set(diag, ERR_INTERRUPTED, "stopped: run the command again to go on");
    }
    return diag_set(diag, ERR_NETWORK, "no whole answer from %s: %s", url->host, words);
}

/* A host that is written as an address is judged before anything is resolved: behind a proxy
 * nobody else would. */
static bool http_is_denied(const struct http *http, const struct url *url) {
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    char host[INET6_ADDRSTRLEN] = "";
    struct span bare = span_of(url->host);

    if (span_starts(bare, "[") && span_ends(bare, "]")) {
        bare = span_part(bare, 1, bare.len - 2);
    }
    if (http->loopback || bare.len >= sizeof host) {
        return false;
    }
    memcpy(host, bare.at, bare.len);
    if (inet_pton(AF_INET, host, &v4.sin_addr) == 1) {
        return !address_is_public((const struct sockaddr *)&v4);
    }
    return inet_pton(AF_INET6, host, &v6.sin6_addr) == 1 &&
           !address_is_public((const struct sockaddr *)&v6);
}

static enum err http_check_address(const struct http *http, const struct url *url,
                                   struct diag *diag) {
    if (strcmp(url->scheme, "https") != 0 && !http->loopback) {
        return diag_set(diag, ERR_REFUSED,
                        "%s is not https; plain http is used for this machine "
                        "only",
                        url->text);
    }
    if (http_is_denied(http, url)) {
        return diag_set(diag, ERR_REFUSED,
                        "%s is an address that is not on the public internet", url->host);
    }
    return ERR_NONE;
}

static enum err http_prepare(struct http *http, const struct url *url, struct diag *diag) {
    const char *proxy = NULL;
    enum err err = ERR_NONE;

    http->loopback = url_is_loopback(url);
    http->address_denied = false;
    http->no_socket = 0;
    http->headers_done = false;
    http->is_interim = false;
    http->header_bytes = 0;
    http->error[0] = '\0';
    buf_clear(&http->headers);
    buf_clear(&http->body);
    err = http_check_address(http, url, diag);
    if (err) {
        return err;
    }
    /* "" is no proxy, whatever the environment says; this machine is never behind one. With
     * one, no_proxy is not looked at: then it is known that the connection is the proxy's. */
    proxy = http->proxy && !http->loopback ? http->proxy : "";
    if (!http_set_text(http, CURLOPT_PROXY, proxy) ||
        !http_set_text(http, CURLOPT_NOPROXY, "") ||
        !http_set_text(http, CURLOPT_PROTOCOLS_STR, url->scheme) ||
        !http_set_text(http, CURLOPT_URL, url->text)) {
        return diag_set(diag, ERR_MEMORY, "out of memory");
    }
    return ERR_NONE;
}

static struct curl_slist *http_push(struct curl_slist *list, const char *line) {
    struct curl_slist *longer = line ? curl_slist_append(list, line) : NULL;

    return longer ? longer : list;
}

/* May a validator be sent back? What holds control characters would end the header's line, or
 * was never one (RFC 9110 section 8.8.3). */
static bool http_is_sendable(const char *validator) {
    if (!validator || !validator[0] || strlen(validator) > HTTP_VALIDATOR_MAX) {
        return false;
    }
    for (const char *at = validator; *at; at++) {
        if ((unsigned char)*at < 0x20 || *at == 0x7F) {
            return false;
        }
    }
    return true;
}

static struct curl_slist *http_request_headers(struct arena *arena, const struct page *known) {
    struct curl_slist *list = NULL;

    list = http_push(list, "Accept: text/html, application/xml;q=0.9, */*;q=0.5");
    list = http_push(list, "Accept-Encoding: gzip");
    list = http_push(list, "Accept-Language: en-GB, en;q=0.9");
    if (known && http_is_sendable(known->etag)) {
        list = http_push(list, arena_printf(arena, "If-None-Match: %s", known->etag));
    }
    if (known && http_is_sendable(known->last_modified)) {
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
    return http_answer_read(page, arena, buf_span(&http->body), http->body.cap, diag);
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
