/* crawler/fetch.h - a polite visit to one board
 * SPDX-License-Identifier: MIT
 *
 * Puts the gates in a row: scope (one origin), robots.txt, the pause, the request, redirects
 * (each through the same gates), and what the answer's status means. Remembers nothing beyond
 * the visit: what outlasts it (last request, "come back later") goes in and out as numbers.
 */
#ifndef CRAWLER_FETCH_H
#define CRAWLER_FETCH_H

#include "base/clock.h"
#include "crawler/http.h"

struct fetch;

enum { FETCH_REDIRECTS_MAX = 5 };

struct fetch_options {
    const char *origin;     /* "https://www.jobs.nhs.uk" */
    const char *agent;      /* our product token in robots.txt: "shortlist" */
    const char *user_agent; /* the whole header */
    int64_t interval_ms;    /* at least PACE_LEAST_MS unless the origin is this machine */
    int64_t last_request; /* seconds since 1970 UTC of the last visit's last request; 0 none */
    int64_t not_before;   /* the host asked to be left alone until then; 0 no */
    int64_t budget;       /* requests at most, robots.txt and redirects included; 0 no limit */
    const volatile sig_atomic_t *stop;               /* as in http_options */
    void (*talk)(void *state, const char *sentence); /* something a user should know; or NULL */
    void *state;
};

/** @param clock borrowed as long as the visit lasts
 * @return ERR_USAGE (an origin that is no address, or http elsewhere than on this machine, or
 * an interval below the least), ERR_REFUSED (not_before lies ahead), ERR_MEMORY */
enum err fetch_open(struct fetch **out, const struct fetch_options *options,
                    const struct clock *clock, struct diag *diag);
void fetch_close(struct fetch *fetch); /* accepts NULL */

/**
 * Ask for a page of the board, robots.txt first.
 *
 * Statuses 200, 404, 410, and 304 where validators were sent, are answers; everything else is
 * a failure, and 401, 403, 429 and 503 end the visit: every further call returns the same
 * ERR_REFUSED.
 *
 * @param path from "/" on
 * @param known validators to send; may be NULL
 * @return ERR_REFUSED (robots.txt, the site's own limits, an address out of scope: see
 * fetch_is_over), ERR_NETWORK, ERR_LIMIT, ERR_INTERRUPTED (the user's wish, or the budget is
 * spent: see fetch_is_spent), ERR_MEMORY
 */
enum err fetch_get(struct page *out, struct arena *arena, struct fetch *fetch, const char *path,
                   const struct page *known, struct diag *diag);

/** Has the visit ended? Where not, an ERR_REFUSED concerns one address alone. */
bool fetch_is_over(const struct fetch *fetch);

/** Was a request held back because the budget is spent? */
bool fetch_is_spent(const struct fetch *fetch);

/** Requests made in this visit, robots.txt included. */
int64_t fetch_requests(const struct fetch *fetch);

/** What to hand to the next visit as last_request and not_before. */
int64_t fetch_last_request(const struct fetch *fetch);
int64_t fetch_not_before(const struct fetch *fetch);

#endif
