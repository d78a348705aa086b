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

/** The longest Crawl-delay that is kept; a site that asks for more is asked less often still,
 * by running the program less often. */
enum { ROBOTS_DELAY_MAX_S = 600 };

struct robots_rule {
    bool allow;
    const char *pattern; /* percent-encoding normalised */
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
 * @param agent our product token: "shortlist"
 * @return ERR_MEMORY
 */
enum err robots_parse(struct robots *out, struct arena *arena, struct span body,
                      const char *agent, struct diag *diag);

/**
 * May this path be asked for?
 *
 * @param path from "/" on, with the query
 * @param rule the deciding rule, NULL where none matched; may be NULL itself
 */
bool robots_allows(const struct robots *robots, const char *path,
                   const struct robots_rule **rule);

/** Is this body no robots.txt but a web page? (NHS Jobs answers /robots.txt with one, status
 * 200: seen by four independent readers.) Such a page holds no rules. Judged by the body: real
 * rules sent under the wrong type are still rules. */
bool robots_is_web_page(struct span body);

#endif
