/* crawler/http.h - one request, one whole answer (the only user of libcurl, with url)
 * SPDX-License-Identifier: MIT
 *
 * What libcurl 7.88 leaves open is closed here: bodies are capped while they come (its own cap
 * counts neither a body of unknown length nor an unpacked one), gzip is unpacked by ourselves
 * with its end demanded (libcurl takes half a gzip body for a whole one), two lengths that
 * differ are refused, the environment's proxy is not used (it would by-pass the address guard),
 * redirects are not followed (crawler/fetch does that, gate by gate), and every connection's
 * resolved address is looked at.
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
    HTTP_HEADERS_MAX = 64 * 1024 /* bytes of response headers */
};

struct http_options {
    const char *user_agent; /* honest: program, version, contact */
    /* Counts the user's wishes to stop: 1 lets the request in hand finish, 2 breaks it off. May
     * be NULL. */
    const volatile sig_atomic_t *stop;
};

/** @param out the client; the caller closes it. @return ERR_MEMORY */
enum err http_open(struct http **out, const struct http_options *options, struct diag *diag);
void http_close(struct http *http); /* accepts NULL */

/**
 * Ask once.
 *
 * @param out status, headers, validators and the unpacked body, all in `arena`; `url` and
 * `final_url` are the address asked for
 * @param known validators to send (If-None-Match, If-Modified-Since); NULL: none
 * @param now for fetched_at
 * @return ERR_NETWORK (no whole answer: the sentence says what happened), ERR_LIMIT (larger
 * than PAGE_SIZE_MAX or HTTP_HEADERS_MAX), ERR_REFUSED (an address that is not public, or http
 * elsewhere than on this machine), ERR_INTERRUPTED, ERR_MEMORY
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
