/* crawler/fetch.h - a polite visit to one board
 * SPDX-License-Identifier: MIT
 *
 * Puts the gates in a row: scope (one origin), robots.txt, the day's cap, the pause, the
 * request, redirects (each through the same gates), and what the answer means. Remembers
 * nothing beyond the visit: what outlasts it goes in and out as a struct host_memory.
 */
#ifndef CRAWLER_FETCH_H
#define CRAWLER_FETCH_H

#include "base/clock.h"
#include "crawler/http.h"
#include "schema/host.h"

struct fetch;

enum {
    FETCH_REDIRECTS_MAX = 5,
    FETCH_DAY_MAX = 2000, /* requests to a host in a day, unless the user raises it */
    FETCH_ROBOTS_AGE_S = 24 * 60 * 60 /* so long a robots.txt is believed (RFC 9309, 2.4) */
};

struct fetch_options {
    const char *origin;        /* "https://www.jobs.nhs.uk" */
    const char *agent;         /* our product token in robots.txt: "shortlist" */
    const char *user_agent;    /* the whole header */
    int64_t interval_ms;       /* at least PACE_LEAST_MS unless the origin is this machine */
    uint64_t seed;             /* for the jitter: each pause is up to a fifth longer; 0: none */
    struct host_memory memory; /* of the visits before; copied, robots too */
    int64_t budget;      /* requests at most, robots.txt and redirects included; 0 no limit */
    int64_t day_max;     /* requests in a day at most; 0 no limit */
    int64_t deadline_ms; /* steady time at which no request is begun any more; 0 none */
    int64_t timeout_s;   /* silence after which a request is given up; 0: the usual times */
    bool use_proxy;      /* the user asked for the proxy that the environment names */
    const volatile sig_atomic_t *stop; /* as in http_options */
    /** What outlasts the visit has changed: called before every request goes out (which it then
     * counts), after every answer that changes more than the time, and by fetch_open where a
     * clock that has gone back makes not_before another time. NULL: nobody keeps it. Where it
     * fails, nothing is asked. */
    enum err (*keep)(void *state, const struct host_memory *memory, struct diag *diag);
    /** May another host be asked, to which the board's robots.txt has moved? Called with its
     * origin, spelt as url_origin spells it; the caller looks into its memory of that host (see
     * fetch_may_visit). Where not, the board has no rules that can be read, and nothing of it
     * is asked for. NULL: any host may. */
    bool (*may_visit)(void *state, const char *origin);
    /** Another host was asked so, whatever came of it: that is written down for it.
     * @param not_before it asked to be left alone until then (seconds since 1970); 0: it did
     * not. NULL: nobody keeps it */
    enum err (*visited)(void *state, const char *origin, int64_t not_before, struct diag *diag);
    void (*talk)(void *state, const char *sentence); /* something a user should know; or NULL */
    void *state;
};

/** Would this memory let its host be visited now: has it not asked to be left alone? */
bool fetch_may_visit(const struct host_memory *memory, const struct clock *clock);

/** @param clock borrowed as long as the visit lasts
 * @return ERR_USAGE (an origin that is no address, or http elsewhere than on this machine, or
 * an interval below the least), ERR_REFUSED (memory.not_before lies ahead), ERR_MEMORY */
enum err fetch_open(struct fetch **out, const struct fetch_options *options,
                    const struct clock *clock, struct diag *diag);
void fetch_close(struct fetch *fetch); /* accepts NULL */

/**
 * Ask for a page of the board, robots.txt first.
 *
 * Statuses 200, 404, 410, and 304 where validators were sent, are answers; everything else is
 * a failure. 401, 403 and a challenge ("prove that you are no robot"), under any status, end
 * the visit: every further call returns the same ERR_REFUSED. So do 429 and 503, unless they
 * ask for no more than PACE_WAIT_HERE_S: then we wait and ask once more, a few times a visit.
 * After a failure the next request waits longer, doubling with each in a row.
 *
 * @param path from "/" on
 * @param known validators to send; may be NULL
 * @return ERR_REFUSED (robots.txt, the site's own limits, an address out of scope: see
 * fetch_is_over), ERR_NETWORK, ERR_LIMIT, ERR_INTERRUPTED (the user's wish; or budget, day's
 * cap or deadline: see fetch_is_spent), ERR_MEMORY, ERR_SYSTEM, and what options.keep returned
 */
enum err fetch_get(struct page *out, struct arena *arena, struct fetch *fetch, const char *path,
                   const struct page *known, struct diag *diag);

/** The same for an answer that may have up to `body_max` bytes (a sitemap) in place of
 * PAGE_SIZE_MAX. */
enum err fetch_get_large(struct page *out, struct arena *arena, struct fetch *fetch,
                         const char *path, const struct page *known, size_t body_max,
                         struct diag *diag);

/** May this path be asked for? Asks for robots.txt where no copy of the day is known, and for
 * nothing else. A host that forbids everything by its status is an ERR_REFUSED, as in
 * fetch_get.
 * @param words what decides: "robots.txt line 4: Disallow: /x", "no rule", in `arena`
 * @return as fetch_get for robots.txt itself */
enum err fetch_ask_robots(bool *allowed, const char **words, struct arena *arena,
                          struct fetch *fetch, const char *path, struct diag *diag);

/** Has the visit ended? Where not, an ERR_REFUSED concerns one address alone. */
bool fetch_is_over(const struct fetch *fetch);

/** Was a request held back because budget, day's cap or time is spent? */
bool fetch_is_spent(const struct fetch *fetch);

/** Requests made in this visit, robots.txt included. */
int64_t fetch_requests(const struct fetch *fetch);

/** The pause that is kept, robots.txt's wish included once it is known. */
int64_t fetch_interval_ms(const struct fetch *fetch);

/** Milliseconds until the next request may go out; 0: now. A long one is told to the user when
 * it begins; one that ends behind the deadline is not begun (fetch_is_spent). */
int64_t fetch_wait_ms(const struct fetch *fetch);

/** What to hand to the next visit; borrowed from the visit. */
const struct host_memory *fetch_memory(const struct fetch *fetch);

#endif
