/* crawler/http.h - one request, one whole answer (the only user of libcurl, with url)
 * SPDX-License-Identifier: MIT
 *
 * What libcurl 7.88 leaves open is closed here: bodies are capped while they come (its own cap
 * counts neither a body of unknown length nor an unpacked one), gzip is unpacked by ourselves
 * with its end demanded (libcurl takes half a gzip body for a whole one), an answer whose end
 * is in doubt is refused (two lengths that differ, a length beside chunks, a part of a page),
 * so is one packed twice; redirects are not followed (crawler/fetch does that, gate by gate),
 * and every connection's resolved address is looked at.
 *
 * The environment's proxy is used only where the user asked for it. What can then not be
 * guarded: the proxy resolves the names, so that one which points into a private network is
 * asked for in the proxy's network, not refused; and no_proxy is not looked at. TLS is verified
 * end to end all the same, and this machine is never asked through a proxy.
 *
 * A body that ends with its connection (neither length nor chunks) cannot be told from one that
 * was cut: readers of pages look for their end.
 */
#ifndef CRAWLER_HTTP_H
#define CRAWLER_HTTP_H

#include <signal.h>

#include "base/arena.h"
#include "crawler/url.h"
#include "schema/page.h"

struct http; /* a client with one connection; not for use by several threads */

enum {
    HTTP_CONNECT_TIMEOUT_S = 20,
    HTTP_WHOLE_TIMEOUT_S = 90,
    HTTP_STALL_TIMEOUT_S = 20, /* less than HTTP_STALL_BYTES a second for so long */
    HTTP_STALL_BYTES = 16,
    HTTP_HEADERS_MAX = 64 * 1024, /* bytes of response headers, interim ones and trailers too */
    HTTP_VALIDATOR_MAX = 4096     /* a longer ETag is not sent back */
};

struct http_options {
    const char *user_agent; /* honest: program, version, contact */
    /* Counts the user's wishes to stop: 1 lets the request in hand finish, 2 breaks it off. May
     * be NULL. */
    const volatile sig_atomic_t *stop;
    int64_t timeout_s; /* silence after which a request is given up, and with four times of it
                          the whole; 0: the times above */
    bool use_proxy;    /* through the environment's proxy for https, where it names one: the
                          user asked for it. Then only literal addresses can be judged */
};

/** @param out the client; the caller closes it. @return ERR_MEMORY */
enum err http_open(struct http **out, const struct http_options *options, struct diag *diag);
void http_close(struct http *http); /* accepts NULL */

/** The most bytes that the body of an answer may have from now on, packed and unpacked;
 * PAGE_SIZE_MAX unless it is said. */
void http_set_body_max(struct http *http, size_t body_max);

/**
 * Ask once.
 *
 * @param out status, headers, validators and the unpacked body, all in `arena`; `url` and
 * `final_url` are the address asked for
 * @param known validators to send (If-None-Match, If-Modified-Since) as they came, unless they
 * hold control characters; NULL: none
 * @param now for fetched_at
 * @return ERR_NETWORK (no whole answer: the sentence says what happened), ERR_LIMIT (larger
 * than the body may be, or than HTTP_HEADERS_MAX), ERR_REFUSED (an address that is not public,
 * or http elsewhere than on this machine), ERR_INTERRUPTED, ERR_MEMORY, ERR_SYSTEM (no socket
 * could be had: too many open files)
 */
enum err http_get(struct page *out, struct arena *arena, struct http *http,
                  const struct url *url, const struct page *known, int64_t now,
                  struct diag *diag);

/** The value of a header in `page->headers` (the last one of that name), trimmed; the empty
 * span where there is none. */
struct span http_header(const struct page *page, const char *name);

/** The version of the library, for `shortlist version`. */
const char *http_library(void);

#endif
