/* crawler/fetch.c - a polite visit to one board
 * SPDX-License-Identifier: MIT
 */
#include "crawler/fetch.h"

#include <stdlib.h>
#include <string.h>

#include "crawler/pace.h"
#include "crawler/robots.h"

/** What a visit may keep in memory of itself: the robots.txt rules and its addresses. */
#define FETCH_MEMORY_MAX ((size_t)8 * 1024 * 1024)

struct fetch {
    struct arena arena; /* lives as long as the visit */
    const struct clock *clock;
    struct http *http;
    struct url origin;
    const char *agent;
    struct pace pace;
    const volatile sig_atomic_t *stop;
    void (*talk)(void *state, const char *sentence);
    void *state;
    bool robots_known;
    struct robots robots;
    int64_t budget; /* 0: no limit */
    bool spent;     /* a request was held back for it */
    int64_t requests;
    int64_t last_request;
    int64_t not_before;
    struct diag over; /* why the visit has ended; err 0 while it goes on */
};

static enum err fetch_check_options(const struct fetch *fetch,
                                    const struct fetch_options *options, struct diag *diag) {
    bool loopback = url_is_loopback(&fetch->origin);
    int64_t now = clock_now(fetch->clock);
    char until[DATE_INSTANT_SIZE];

    if (!loopback && strcmp(fetch->origin.scheme, "https") != 0) {
        return diag_set(diag, ERR_USAGE,
                        "%s: only https is crawled; plain http is for this "
                        "machine (127.0.0.1) only",
                        options->origin);
    }
    if (strcmp(fetch->origin.path, "/") != 0) {
        return diag_set(diag, ERR_USAGE, "%s: expected scheme, host and port only",
                        options->origin);
    }
    if (!loopback && options->interval_ms < PACE_LEAST_MS) {
        return diag_set(diag, ERR_USAGE,
                        "a pause of at least %d seconds between requests is "
                        "kept for every host but this machine",
                        PACE_LEAST_MS / 1000);
    }
    /* We never believe a host for longer than PACE_RETRY_MAX_S: what lies further ahead was
     * written by a clock that was wrong, or is. */
    if (options->not_before > now && options->not_before - now <= PACE_RETRY_MAX_S) {
        return diag_set(diag, ERR_REFUSED,
                        "%s asked not to be visited before %s; run the "
                        "command again after that",
                        fetch->origin.host, date_write_instant(options->not_before, until));
    }
    return ERR_NONE;
}

/* The pause counts from the last request of the visit before, too. A clock that has gone back
 * since then cannot say how long ago that was: the whole pause is kept. */
static void fetch_start_pace(struct fetch *fetch, const struct fetch_options *options) {
    int64_t now = clock_now(fetch->clock);
    int64_t since = options->last_request < now ? now - options->last_request : 0;

    fetch->pace = (struct pace){options->interval_ms, PACE_NEVER};
    if (options->last_request > 0 && since <= options->interval_ms / 1000) {
        fetch->pace.last_ms = clock_steady_ms(fetch->clock) - since * 1000;
    }
}

enum err fetch_open(struct fetch **out, const struct fetch_options *options,
                    const struct clock *clock, struct diag *diag) {
    struct fetch *fetch = calloc(1, sizeof *fetch);
    enum err err = ERR_NONE;

    if (!fetch) {
        return diag_set(diag, ERR_MEMORY, "out of memory");
    }
    arena_init(&fetch->arena, FETCH_MEMORY_MAX);
    fetch->clock = clock;
    fetch->agent = options->agent;
    fetch->stop = options->stop;
    fetch->talk = options->talk;
    fetch->state = options->state;
    fetch->last_request = options->last_request;
    fetch->not_before = options->not_before;
    fetch->budget = options->budget;
    err = url_parse(&fetch->origin, &fetch->arena, options->origin, diag);
    if (err == ERR_INPUT) {
        err = ERR_USAGE;
    }
    if (!err) {
        err = fetch_check_options(fetch, options, diag);
    }
    if (!err) {
        fetch_start_pace(fetch, options);
        err = http_open(&fetch->http,
                        &(struct http_options){options->user_agent, options->stop}, diag);
    }
    if (err) {
        fetch_close(fetch);
        return err;
    }
    *out = fetch;
    return ERR_NONE;
}

void fetch_close(struct fetch *fetch) {
    if (!fetch) {
        return;
    }
    http_close(fetch->http);
    arena_fini(&fetch->arena);
    free(fetch);
}

/* End the visit: every later call gives the same answer. */
static enum err fetch_end(struct fetch *fetch, struct diag *diag) {
    if (diag) {
        fetch->over = *diag;
    }
    fetch->over.err = ERR_REFUSED;
    return ERR_REFUSED;
}

static bool fetch_is_stopped(const struct fetch *fetch) {
    return fetch->stop && *fetch->stop > 0;
}

static enum err fetch_wait(struct fetch *fetch, struct diag *diag) {
    int64_t wait = 0;

    while ((wait = pace_wait_ms(&fetch->pace, clock_steady_ms(fetch->clock))) > 0) {
        if (fetch_is_stopped(fetch)) {
            return diag_set(diag, ERR_INTERRUPTED, "stopped");
        }
        clock_sleep_ms(fetch->clock, wait);
    }
    return ERR_NONE;
}

/* One request with its pause; redirects are handed back. */
static enum err fetch_once(struct page *out, struct arena *arena, struct fetch *fetch,
                           const struct url *url, const struct page *known, struct diag *diag) {
    enum err err = ERR_NONE;

    if (fetch->budget > 0 && fetch->requests >= fetch->budget) {
        fetch->spent = true;
        return diag_set(diag, ERR_INTERRUPTED, "the budget of requests (%lld) is spent",
                        (long long)fetch->budget);
    }
    err = fetch_wait(fetch, diag);
    if (err) {
        return err;
    }
    fetch->requests++;
    err = http_get(out, arena, fetch->http, url, known, clock_now(fetch->clock), diag);
    fetch->pace.last_ms = clock_steady_ms(fetch->clock);
    fetch->last_request = clock_now(fetch->clock);
    return err;
}

static bool fetch_is_redirect(const struct page *page) {
    return page->status == 301 || page->status == 302 || page->status == 303 ||
           page->status == 307 || page->status == 308;
}

static enum err fetch_target(struct url *out, struct arena *arena, const struct url *from,
                             const struct page *page, struct diag *diag) {
    struct span location = http_header(page, "location");

    if (location.len == 0) {
        return diag_set(diag, ERR_NETWORK, "a redirect without a target");
    }
    return url_resolve(out, arena, from, arena_copy(arena, location), diag) ? ERR_NETWORK
                                                                            : ERR_NONE;
}

/* robots.txt may be moved anywhere (RFC 9309 section 2.3.1.2: five hops at least). */
static enum err fetch_robots_page(struct page *out, struct arena *arena, struct fetch *fetch,
                                  struct diag *diag) {
    struct url url = {0};
    struct page page = {0};
    enum err err = url_resolve(&url, arena, &fetch->origin, "/robots.txt", diag);

    for (int hops = 0; !err; hops++) {
        err = fetch_once(&page, arena, fetch, &url, NULL, diag);
        if (err || !fetch_is_redirect(&page)) {
            break;
        }
        if (hops == FETCH_REDIRECTS_MAX) {
            page.status = 404; /* more hops than that: unavailable (RFC 9309 section 2.3.1.2) */
            break;
        }
        err = fetch_target(&url, arena, &url, &page, diag);
    }
    if (!err) {
        *out = page;
    }
    return err;
}

static void fetch_talk(const struct fetch *fetch, const char *sentence) {
    if (fetch->talk && sentence) {
        fetch->talk(fetch->state, sentence);
    }
}

/* Take the rules of a robots.txt that was there (status 2xx). */
static enum err fetch_take_robots(struct fetch *fetch, const struct page *page,
                                  struct diag *diag) {
    enum err err = ERR_NONE;

    if (robots_is_web_page(page->body)) {
        fetch_talk(fetch, arena_printf(&fetch->arena,
                                       "%s answers a web page in place of robots.txt: no rules "
                                       "for robots are given",
                                       fetch->origin.host));
    } else {
        err = robots_parse(&fetch->robots, &fetch->arena, page->body, fetch->agent, diag);
    }
    if (!err && fetch->robots.delay_ms > fetch->pace.interval_ms &&
        !url_is_loopback(&fetch->origin)) {
        fetch_talk(fetch, arena_printf(&fetch->arena,
                                       "robots.txt asks for %d seconds between "
                                       "requests: kept",
                                       fetch->robots.delay_ms / 1000));
    }
    pace_lengthen(&fetch->pace, fetch->robots.delay_ms);
    return err;
}

/* A host that asks to slow down is left alone, and so it is told to the next visit. */
static enum err fetch_slow_down(struct fetch *fetch, const struct page *page,
                                struct diag *diag) {
    int64_t now = clock_now(fetch->clock);
    int64_t wait = pace_retry_after(http_header(page, "retry-after"), now);
    char until[DATE_INSTANT_SIZE];

    fetch->not_before = now + wait;
    diag_set(diag, ERR_REFUSED,
             "%s asks to be left alone for now (status %d); nothing is asked "
             "for before %s: run the command again after that",
             fetch->origin.host, page->status, date_write_instant(fetch->not_before, until));
    return fetch_end(fetch, diag);
}

/* RFC 9309 section 2.3.1: 2xx rules, 4xx no rules, 5xx or no answer: everything is forbidden.
 */
static enum err fetch_robots(struct fetch *fetch, struct diag *diag) {
    struct arena arena;
    struct page page = {0};
    enum err err = ERR_NONE;

    if (fetch->robots_known) {
        return ERR_NONE;
    }
    arena_init(&arena, ARENA_PAGE_CAP);
    err = fetch_robots_page(&page, &arena, fetch, diag);
    if (err == ERR_NETWORK || err == ERR_LIMIT) {
        diag_prefix(diag, "robots.txt could not be read, so nothing is asked for");
    } else if (!err && page.status >= 200 && page.status < 300) {
        err = fetch_take_robots(fetch, &page, diag);
    } else if (!err && (page.status == 429 || page.status == 503)) {
        err = fetch_slow_down(fetch, &page, diag);
    } else if (!err && (page.status < 400 || page.status >= 500)) {
        err = diag_set(diag, ERR_REFUSED,
                       "robots.txt of %s answers with status %d, so nothing "
                       "is asked for",
                       fetch->origin.host, page.status);
    }
    fetch->robots_known = !err;
    arena_fini(&arena);
    return err == ERR_REFUSED ? fetch_end(fetch, diag) : err;
}

/* Gates that an address must pass before it is asked for. */
static enum err fetch_gate(struct fetch *fetch, const struct url *url, struct diag *diag) {
    const struct robots_rule *rule = NULL;

    if (!url_same_origin(url, &fetch->origin)) {
        return diag_set(diag, ERR_REFUSED, "%s leads away from %s", url->text,
                        fetch->origin.host);
    }
    if (!robots_allows(&fetch->robots, url->path, &rule)) {
        return diag_set(diag, ERR_REFUSED, "robots.txt (line %d: Disallow: %s) forbids %s",
                        rule ? rule->line : 0, rule ? rule->pattern : "", url->path);
    }
    return ERR_NONE;
}

/* Was there anything that an answer could be "not modified" since? */
static bool fetch_has_validators(const struct page *known) {
    return known && ((known->etag && known->etag[0]) ||
                     (known->last_modified && known->last_modified[0]));
}

static enum err fetch_judge(struct fetch *fetch, const struct page *page,
                            const struct page *known, struct diag *diag) {
    switch (page->status) {
    case 200:
    case 404:
    case 410:
        return ERR_NONE;
    case 304:
        return fetch_has_validators(known)
                   ? ERR_NONE
                   : diag_set(diag, ERR_NETWORK,
                              "%s answers \"not modified\" (status 304), which was not asked",
                              page->url);
    case 401:
    case 403:
        diag_set(diag, ERR_REFUSED,
                 "%s refuses us (status %d): we stop here; open the site in a "
                 "browser, or try again another day",
                 fetch->origin.host, page->status);
        return fetch_end(fetch, diag);
    case 429:
    case 503:
        return fetch_slow_down(fetch, page, diag);
    default:
        return diag_set(diag, ERR_NETWORK, "%s answers with status %d", page->url,
                        page->status);
    }
}

/* Ask, and follow redirects through the same gates. */
static enum err fetch_follow(struct page *out, struct arena *arena, struct fetch *fetch,
                             struct url url, const struct page *known, struct diag *diag) {
    const char *asked = url.text;
    enum err err = ERR_NONE;

    for (int hops = 0;; hops++) {
        struct page page = {0};

        err = fetch_gate(fetch, &url, diag);
        if (!err) {
            err = fetch_once(&page, arena, fetch, &url, known, diag);
            /* The board itself has no address that may be talked to: so have all its pages. */
            err = err == ERR_REFUSED ? fetch_end(fetch, diag) : err;
        }
        if (err) {
            return err;
        }
        if (!fetch_is_redirect(&page)) {
            page.url = asked;
            *out = page;
            return fetch_judge(fetch, &page, known, diag);
        }
        if (hops == FETCH_REDIRECTS_MAX) {
            return diag_set(diag, ERR_NETWORK, "%s: more than %d redirects", asked,
                            (int)FETCH_REDIRECTS_MAX);
        }
        err = fetch_target(&url, arena, &url, &page, diag);
        if (err) {
            return err;
        }
    }
}

enum err fetch_get(struct page *out, struct arena *arena, struct fetch *fetch, const char *path,
                   const struct page *known, struct diag *diag) {
    struct url url = {0};
    struct page page = {0};
    enum err err = ERR_NONE;

    if (fetch->over.err) {
        return diag_set(diag, fetch->over.err, "%s", fetch->over.text);
    }
    if (fetch_is_stopped(fetch)) {
        return diag_set(diag, ERR_INTERRUPTED, "stopped");
    }
    err = fetch_robots(fetch, diag);
    if (!err) {
        err = url_resolve(&url, arena, &fetch->origin, path, diag);
    }
    if (!err) {
        err = fetch_follow(&page, arena, fetch, url, known, diag);
    }
    if (!err) {
        *out = page;
    }
    return err;
}

bool fetch_is_over(const struct fetch *fetch) { return fetch->over.err != ERR_NONE; }

bool fetch_is_spent(const struct fetch *fetch) { return fetch->spent; }

int64_t fetch_requests(const struct fetch *fetch) { return fetch->requests; }

int64_t fetch_last_request(const struct fetch *fetch) { return fetch->last_request; }

int64_t fetch_not_before(const struct fetch *fetch) { return fetch->not_before; }
