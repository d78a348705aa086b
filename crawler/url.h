/* crawler/url.h - addresses
 * SPDX-License-Identifier: MIT
 *
 * RFC 3986 by libcurl's own parser, so that what is checked is what is asked. Only http and
 * https; no user names, backslashes, white space or control characters; the fragment is
 * dropped; the host in lower case, an IPv4 address in its usual form ("127.1" is 127.0.0.1);
 * dot segments resolved, escaped ones ("%2e%2e") too.
 */
#ifndef CRAWLER_URL_H
#define CRAWLER_URL_H

#include "base/arena.h"

/** The longest address we ask for: RFC 9110 section 4.1 recommends 8000 at least. */
enum { URL_LENGTH_MAX = 8000 };

struct url {
    const char *scheme; /* "https" or "http" */
    const char *host;   /* lower case; an IPv6 address in brackets */
    int port;           /* given or the scheme's own */
    const char *path;   /* from "/" on, with "?query" where there is one */
    const char *text;   /* the whole, without fragment */
};

/** Parse an absolute address. @return ERR_INPUT with what is wrong; ERR_MEMORY */
enum err url_parse(struct url *out, struct arena *arena, const char *text, struct diag *diag);

/** Resolve a reference (a Location header, a link) against a base. Errors as url_parse. */
enum err url_resolve(struct url *out, struct arena *arena, const struct url *base,
                     const char *reference, struct diag *diag);

/** Same scheme, host and port. */
bool url_same_origin(const struct url *a, const struct url *b);

/** Scheme, host and, where it is not the scheme's own, port: "https://www.jobs.nhs.uk".
 * @return NULL where the arena has no memory */
const char *url_origin(struct arena *arena, const struct url *url);

/** Is the host written as this machine: 127.0.0.0/8, ::1 or "localhost"? */
bool url_is_loopback(const struct url *url);

#endif
