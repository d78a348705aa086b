/* crawler/robots.h - robots.txt (RFC 9309)
 * SPDX-License-Identifier: MIT
 *
 * Groups of our product token are joined, else those of "*" (section 2.2.1); the longest
 * pattern that matches decides, allow where two are equally long (2.2.2); "*" stands for any
 * characters and a "$" at the end for the end (2.2.3); /robots.txt itself is always allowed.
 * Crawl-delay is no part of the RFC; where a site states one it is kept.
 */
#ifndef CRAWLER_ROBOTS_H
#define CRAWLER_ROBOTS_H

#include "base/arena.h"

/** At least 500 KiB must be read (RFC 9309 section 2.5); what is beyond is ignored. */
#define ROBOTS_SIZE_MAX ((size_t)512 * 1024)

/** The longest Crawl-delay that is kept: a day, as robots.txt itself is believed no longer. */
enum { ROBOTS_DELAY_MAX_S = 24 * 60 * 60 };

struct robots_rule {
    bool allow;
    const char *pattern; /* percent-encoding normalised */
    const char *encoded; /* the same with ":/?#[]@" of a query escaped, see robots.c; or NULL */
    size_t length;       /* its octets, escaped: the longest that matches decides */
    const char *printed; /* the pattern as it stands in the file */
    int line;            /* in the file, from 1 */
};

struct robots {
    struct robots_rule *rules; /* of the groups that speak to us */
    size_t count;
    int delay_ms; /* Crawl-delay; 0: none */
};

/**
 * Read a robots.txt. Nothing in it is an error: what is not understood is passed over.
 *
 * @param agent our product token: "shortlist"; what stands behind a token ("shortlist/1.0") is
 * left aside; "*" takes the groups of everybody alone
 * @return ERR_MEMORY (ERR_LIMIT where the arena's cap is below some 32 MiB)
 */
enum err robots_parse(struct robots *out, struct arena *arena, struct span body,
                      const char *agent, struct diag *diag);

/**
 * May this path be asked for?
 *
 * Costs no more than the length of all patterns together plus, for each rule, that of the path.
 *
 * @param path from "/" on, with the query
 * @param rule the deciding rule (of two equally long ones that allow and forbid the former;
 * else the first in the file), NULL where none matched; may be NULL itself
 */
bool robots_allows(const struct robots *robots, const char *path,
                   const struct robots_rule **rule);

/** What a robots.txt means that came with an HTTP status (RFC 9309 section 2.3.1). A body that
 * was read from a file came with 200. */
enum robots_access {
    ROBOTS_RULES,    /* 2xx: its rules hold */
    ROBOTS_NO_RULES, /* 4xx, or a web page in its place: everything is allowed */
    ROBOTS_FORBIDDEN /* 5xx, anything else, or no answer (0): nothing is */
};
enum robots_access robots_access(int status, struct span body);

/** Is this body no robots.txt but a web page? (NHS Jobs answers /robots.txt with one, status
 * 200: seen by four independent readers.) Such a page holds no rules. Judged by the body: real
 * rules sent under the wrong type are still rules. */
bool robots_is_web_page(struct span body);

#endif
