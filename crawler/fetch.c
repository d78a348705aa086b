/* crawler/fetch.c - a polite visit to one board
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "crawler/challenge.h"
#include "crawler/fetch_private.h"

/** What a visit may keep in memory of itself: its addresses and sentences. */
#define FETCH_MEMORY_MAX ((size_t)1024 * 1024)

/* What the user can do where a site does not want us. */
#define FETCH_OTHER_WAYS                                                                       \
    "open it in a browser and give the pages that you save to \"shortlist add\", try again "   \
    "another day, or take another board"

/* ---- opening ---- */

static enum err fetch_check_options(const struct fetch *fetch, struct diag *diag) {
    const struct fetch_options *options = &fetch->options;
    bool loopback = url_is_loopback(&fetch->origin);

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
    if (options->interval_ms < 0 || (!loopback && options->interval_ms < PACE_LEAST_MS)) {
        return diag_set(diag, ERR_USAGE,
                        "a pause of at least %d seconds between requests is "
                        "kept for every host but this machine",
                        PACE_LEAST_MS / 1000);
    }
    return ERR_NONE;
}

/* The texts of the memory are borrowed from the store: the visit has its own. */
static enum err fetch_copy_memory(struct fetch *fetch, struct diag *diag) {
    struct host_memory *memory = &fetch->memory;
    struct span robots = span_part(fetch->options.memory.robots, 0, ROBOTS_SIZE_MAX);

    *memory = fetch->options.memory;
    memory->robots = (struct span){arena_copy(&fetch->robots_arena, robots), robots.len};
    memory->trouble = arena_copy_text(&fetch->arena, memory->trouble);
    memory->strikes = memory->strikes > 0 ? memory->strikes : 0;
    memory->day_requests = memory->day_requests > 0 ? memory->day_requests : 0;
    if (fetch->robots_arena.failed) {
        return arena_check(&fetch->robots_arena, diag);
    }
    return arena_check(&fetch->arena, diag);
}

static enum err fetch_begin(struct fetch *fetch, struct diag *diag) {
    const struct fetch_options *options = &fetch->options;
    enum err err = url_parse(&fetch->origin, &fetch->arena, options->origin, diag);

    err = err == ERR_INPUT ? ERR_USAGE : err;
    err = err ? err : fetch_check_options(fetch, diag);
    err = err ? err : fetch_copy_memory(fetch, diag);
    err = err ? err : fetch_check_time(fetch, diag);
    if (!err) {
        fetch_start_pace(fetch);
        err = fetch_remember_delay(fetch, diag);
    }
    if (!err) {
        err = http_open(&fetch->http,
                        &(struct http_options){.user_agent = options->user_agent,
                                               .stop = options->stop,
                                               .timeout_s = options->timeout_s,
                                               .use_proxy = options->use_proxy},
                        diag);
    }
    return err;
}

enum err fetch_open(struct fetch **out, const struct fetch_options *options,
                    const struct clock *clock, struct diag *diag) {
    struct fetch *fetch = calloc(1, sizeof *fetch);
    enum err err = ERR_NONE;

    if (!fetch) {
        return diag_set(diag, ERR_MEMORY, "out of memory");
    }
    arena_init(&fetch->arena, FETCH_MEMORY_MAX);
    arena_init(&fetch->robots_arena, ARENA_PAGE_CAP);
    fetch->options = *options;
    fetch->clock = clock;
    err = fetch_begin(fetch, diag);
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
    arena_fini(&fetch->robots_arena);
    arena_fini(&fetch->arena);
    free(fetch);
}

/* ---- what ends a visit ---- */

void fetch_talk(const struct fetch *fetch, const char *sentence) {
    if (fetch->options.talk && sentence) {
        fetch->options.talk(fetch->options.state, sentence);
    }
}

void fetch_set_trouble(struct fetch *fetch, const struct diag *diag) {
    const char *text = fetch->memory.trouble;

    if (!text || strcmp(text, diag->text) != 0) { /* the same again takes no more memory */
        text = arena_copy_text(&fetch->arena, diag->text);
    }
    fetch->memory.trouble = text ? text : "the last visit ended early";
}

enum err fetch_end(struct fetch *fetch, const struct diag *said, struct diag *diag) {
    enum err err = ERR_NONE;

    fetch->over = *said;
    fetch->over.err = ERR_REFUSED;
    fetch_set_trouble(fetch, said);
    err = fetch_keep(fetch, diag);
    return err ? err : diag_set(diag, ERR_REFUSED, "%s", said->text);
}

static enum err fetch_challenge(struct fetch *fetch, const struct page *page, struct span sign,
                                struct diag *diag) {
    struct diag said;

    diag_set(&said, ERR_REFUSED,
             "%s asks us to prove that we are no robot (status %d, \"%.*s\"), which we are: "
             "nothing more is asked for; " FETCH_OTHER_WAYS,
             fetch->origin.host, page->status, SPAN_FMT(sign));
    return fetch_end(fetch, &said, diag);
}

static enum err fetch_forbidden(struct fetch *fetch, const struct page *page,
                                struct diag *diag) {
    struct diag said;

    diag_set(&said, ERR_REFUSED,
             "%s refuses us (status %d): nothing more is asked for; " FETCH_OTHER_WAYS,
             fetch->origin.host, page->status);
    return fetch_end(fetch, &said, diag);
}

/* ---- one request ---- */

enum err fetch_once(struct page *out, struct arena *arena, struct fetch *fetch,
                    const struct url *url, const struct page *known, struct diag *diag) {
    struct page page = {0};
    enum err kept = ERR_NONE;
    enum err err = fetch_check_limits(fetch, fetch_wait_ms(fetch), diag);

    err = err ? err : fetch_wait(fetch, diag);
    err = err ? err : fetch_count(fetch, diag);
    if (err) {
        return err;
    }
    err = http_get(&page, arena, fetch->http, url, known, fetch_now(fetch), diag);
    fetch->pace.last_ms = clock_steady_ms(fetch->clock);
    fetch->memory.last_request = fetch_now(fetch);
    fetch_choose_pause(fetch);
    if (url_same_origin(url, &fetch->origin)) { /* what another host does is not ours */
        kept = fetch_count_strike(fetch, err, &page, diag);
    }
    if (!err && !kept) {
        *out = page;
    }
    return kept ? kept : err;
}

enum err fetch_ask(struct page *out, struct arena *arena, struct fetch *fetch,
                   const struct url *url, const struct page *known, struct diag *diag) {
    for (;;) {
        struct page page = {0};
        struct span sign = {0};
        enum err err = fetch_once(&page, arena, fetch, url, known, diag);

        if (err) {
            return err;
        }
        sign = challenge_sign(&page);
        if (sign.len > 0) {
            return fetch_challenge(fetch, &page, sign, diag);
        }
        if (page.status != 429 && page.status != 503) {
            *out = page;
            return ERR_NONE;
        }
        err = fetch_slow_down(fetch, &page, diag);
        if (err) {
            return err;
        }
    }
}

bool fetch_is_redirect(const struct page *page) {
    return page->status == 301 || page->status == 302 || page->status == 303 ||
           page->status == 307 || page->status == 308;
}

enum err fetch_target(struct url *out, struct arena *arena, const struct url *from,
                      const struct page *page, struct diag *diag) {
    struct span location = http_header(page, "location");
    const char *text = NULL;
    enum err err = ERR_NONE;

    if (location.len == 0) {
        return diag_set(diag, ERR_NETWORK, "a redirect without a target");
    }
    text = arena_copy(arena, location);
    if (!text) {
        return arena_check(arena, diag);
    }
    err = url_resolve(out, arena, from, text, diag);
    if (err == ERR_INPUT) { /* file:, a user name, no address at all: nothing that we ask for */
        diag_prefix(diag, "%s leads to what is not asked for", from->text);
    }
    return err == ERR_INPUT ? ERR_REFUSED : err;
}

/* ---- pages ---- */

enum err fetch_gate(const struct fetch *fetch, const struct url *url, struct diag *diag) {
    const struct robots_rule *rule = NULL;

    if (!url_same_origin(url, &fetch->origin)) {
        return diag_set(diag, ERR_REFUSED, "%s leads away from %s", url->text,
                        fetch->origin.host);
    }
    if (!robots_allows(&fetch->robots, url->path, &rule)) {
        if (!rule) { /* robots_allows had no memory to find one */
            return diag_set(diag, ERR_MEMORY, "out of memory");
        }
        return diag_set(diag, ERR_REFUSED, "robots.txt (line %d: Disallow: %s) forbids %s",
                        rule->line, rule->printed, url->path);
    }
    return ERR_NONE;
}

/* Was there anything that an answer could be "not modified" since? */
static bool fetch_has_validators(const struct page *known) {
    return known && ((known->etag && known->etag[0]) ||
                     (known->last_modified && known->last_modified[0]));
}

/* The visit goes well: what was wrong with the one before is past. */
static enum err fetch_clear_trouble(struct fetch *fetch, struct diag *diag) {
    if (!fetch->memory.trouble) {
        return ERR_NONE;
    }
    fetch->memory.trouble = NULL;
    return fetch_keep(fetch, diag);
}

static enum err fetch_judge(struct fetch *fetch, const struct page *page,
                            const struct page *known, struct diag *diag) {
    switch (page->status) {
    case 200:
    case 404:
    case 410:
        return fetch_clear_trouble(fetch, diag);
    case 304:
        return fetch_has_validators(known)
                   ? fetch_clear_trouble(fetch, diag)
                   : diag_set(diag, ERR_NETWORK,
                              "%s answers \"not modified\" (status 304), which was not asked",
                              page->url);
    case 401:
    case 403:
    case 451: /* unavailable for legal reasons: RFC 7725 */
        return fetch_forbidden(fetch, page, diag);
    default:
        return diag_set(diag, ERR_NETWORK, "%s answers with status %d", page->url,
                        page->status);
    }
}

/* Ask for an address that has passed the gates. The board itself has no address that may be
 * talked to: so have all its pages, and the visit ends. */
static enum err fetch_ask_board(struct page *out, struct arena *arena, struct fetch *fetch,
                                const struct url *url, const struct page *known,
                                struct diag *diag) {
    struct diag said = {0};
    enum err err = fetch_ask(out, arena, fetch, url, known, &said);

    if (err == ERR_REFUSED && !fetch->over.err) {
        return fetch_end(fetch, &said, diag);
    }
    return err ? diag_set(diag, err, "%s", said.text) : ERR_NONE;
}

/* Ask, and follow redirects through the same gates. */
static enum err fetch_follow(struct page *out, struct arena *arena, struct fetch *fetch,
                             struct url url, const struct page *known, struct diag *diag) {
    const char *asked = url.text;
    enum err err = ERR_NONE;

    for (int hops = 0;; hops++) {
        struct page page = {0};

        err = fetch_gate(fetch, &url, diag);
        err = err ? err : fetch_ask_board(&page, arena, fetch, &url, known, diag);
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

enum err fetch_check_open(const struct fetch *fetch, struct diag *diag) {
    if (fetch->over.err) {
        return diag_set(diag, fetch->over.err, "%s", fetch->over.text);
    }
    return fetch_is_stopped(fetch)
               ? diag_set(diag, ERR_INTERRUPTED, "stopped: run the command again to go on")
               : ERR_NONE;
}

enum err fetch_address(struct url *out, struct arena *arena, const struct fetch *fetch,
                       const char *path, struct diag *diag) {
    const struct url *origin = &fetch->origin;
    const char *text = NULL;

    if (path[0] != '/' || path[1] != '/') {
        return url_resolve(out, arena, origin, path, diag);
    }
    text =
        arena_printf(arena, "%s://%s:%d%s", origin->scheme, origin->host, origin->port, path);
    return text ? url_parse(out, arena, text, diag) : arena_check(arena, diag);
}

enum err fetch_get_large(struct page *out, struct arena *arena, struct fetch *fetch,
                         const char *path, const struct page *known, size_t body_max,
                         struct diag *diag) {
    struct url url = {0};
    struct page page = {0};
    enum err err = fetch_check_open(fetch, diag);

    err = err ? err : fetch_robots(fetch, diag);
    err = err ? err : fetch_address(&url, arena, fetch, path, diag);
    if (err) {
        return err;
    }
    http_set_body_max(fetch->http, body_max);
    err = fetch_follow(&page, arena, fetch, url, known, diag);
    http_set_body_max(fetch->http, PAGE_SIZE_MAX);
    if (!err) {
        *out = page;
    }
    return err;
}

enum err fetch_get(struct page *out, struct arena *arena, struct fetch *fetch, const char *path,
                   const struct page *known, struct diag *diag) {
    return fetch_get_large(out, arena, fetch, path, known, PAGE_SIZE_MAX, diag);
}

bool fetch_is_over(const struct fetch *fetch) { return fetch->over.err != ERR_NONE; }
