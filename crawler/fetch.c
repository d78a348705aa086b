/* crawler/fetch.c - a polite visit to one board
 * SPDX-License-Identifier: MIT
 */
#include "crawler/fetch.h"

#include <stdlib.h>
#include <string.h>

#include "crawler/challenge.h"
#include "crawler/pace.h"
#include "crawler/robots.h"

/** What a visit may keep in memory of itself: its addresses and sentences. */
#define FETCH_MEMORY_MAX ((size_t)1024 * 1024)

/* What the user can do where a site does not want us. */
#define FETCH_OTHER_WAYS                                                                       \
    "open it in a browser and give the pages that you save to \"shortlist add\", try again "   \
    "another day, or take another board"

struct fetch {
    struct arena arena; /* lives as long as the visit */
    struct fetch_options options;
    const struct clock *clock;
    struct http *http;
    struct url origin;
    struct host_memory memory;
    struct arena robots_arena; /* the robots.txt in force: its bytes and rules */
    struct robots robots;
    bool robots_known;      /* `robots` was made of what memory holds */
    int64_t robots_read_ms; /* steady time at which that came, as far as is known */
    struct pace pace;
    int64_t pause_ms; /* after the last request: interval, back-off and jitter */
    int64_t hold_ms;  /* steady time before which nothing is asked; 0: none */
    uint64_t random;
    int64_t waits; /* how often a wish to slow down was granted in this visit */
    int64_t requests;
    bool spent;       /* a request was held back for budget, cap or time */
    struct diag over; /* why the visit has ended; err 0 while it goes on */
};

/* A clock that says less is not set: there was no such program then. */
#define FETCH_CLOCK_SET 1577836800 /* 2020-01-01 */

/* 0 and what lies before are no times in a host's memory. */
static int64_t fetch_now(const struct fetch *fetch) {
    int64_t now = clock_now(fetch->clock);

    return now > 0 ? now : 1;
}

/* ---- opening ----------------------------------------------------------------------------- */

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

static enum err fetch_keep(const struct fetch *fetch, struct diag *diag) {
    const struct fetch_options *options = &fetch->options;

    return options->keep ? options->keep(options->state, &fetch->memory, diag) : ERR_NONE;
}

/* Does the host want to be left alone still? We never believe it for longer than
 * PACE_RETRY_MAX_S: what lies further ahead was written by a clock that was wrong. Where it is
 * ours that is wrong now, what was left of the time then is waited for from now on: neither
 * forgotten nor waited for until the clock is set. */
static enum err fetch_check_time(struct fetch *fetch, struct diag *diag) {
    struct host_memory *memory = &fetch->memory;
    int64_t now = fetch_now(fetch);
    char until[DATE_INSTANT_SIZE];
    enum err err = ERR_NONE;

    if (now < FETCH_CLOCK_SET && memory->last_request >= FETCH_CLOCK_SET &&
        memory->not_before > memory->last_request &&
        memory->not_before - memory->last_request <= PACE_RETRY_MAX_S) {
        memory->not_before = now + (memory->not_before - memory->last_request);
        memory->last_request = now;
        err = fetch_keep(fetch, diag);
    }
    if (!err && memory->not_before > now && memory->not_before - now <= PACE_RETRY_MAX_S) {
        err = diag_set(diag, ERR_REFUSED,
                       "%s asked not to be visited before %s; run the "
                       "command again after that",
                       fetch->origin.host, date_write_instant(memory->not_before, until));
    }
    return err;
}

static void fetch_choose_pause(struct fetch *fetch) {
    fetch->pause_ms =
        pace_jitter_ms(pace_backoff_ms(&fetch->pace, fetch->memory.strikes), &fetch->random);
}

/* The pause counts from the last request of the visit before, too. That time is known to the
 * second alone, so the second it may have been later is not counted. A clock that has gone back
 * since then cannot say how long ago it was: the whole pause is kept. */
static void fetch_start_pace(struct fetch *fetch) {
    int64_t now = fetch_now(fetch);
    int64_t last = fetch->memory.last_request;
    int64_t since = last > 0 && last < now ? now - last - 1 : 0;

    fetch->pace = (struct pace){fetch->options.interval_ms, PACE_NEVER};
    fetch->random = fetch->options.seed;
    fetch_choose_pause(fetch);
    if (last > 0 && since <= fetch->pause_ms / 1000) {
        fetch->pace.last_ms = clock_steady_ms(fetch->clock) - since * 1000;
    }
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

/* ---- what ends a visit --------------------------------------------------------------------
 */

static void fetch_talk(const struct fetch *fetch, const char *sentence) {
    if (fetch->options.talk && sentence) {
        fetch->options.talk(fetch->options.state, sentence);
    }
}

/* Why a visit ended early is remembered, until one goes well. Without memory for the sentence
 * it is at least known that there was one. */
static void fetch_set_trouble(struct fetch *fetch, const struct diag *diag) {
    const char *text = fetch->memory.trouble;

    if (!text || strcmp(text, diag->text) != 0) { /* the same again takes no more memory */
        text = arena_copy_text(&fetch->arena, diag->text);
    }
    fetch->memory.trouble = text ? text : "the last visit ended early";
}

/* End the visit: every later call gives the same answer. Takes its sentence from `said`, so
 * that it is known where the caller gave no diag. */
static enum err fetch_end(struct fetch *fetch, const struct diag *said, struct diag *diag) {
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

/* A host that asks to slow down is left alone, and so it is told to the next visit. For a short
 * wish we wait.
 * @return ERR_NONE where the same may be asked again after the pause */
static enum err fetch_slow_down(struct fetch *fetch, const struct page *page,
                                struct diag *diag) {
    struct host_memory *memory = &fetch->memory;
    int64_t now = fetch_now(fetch);
    int64_t wait = pace_retry_after(http_header(page, "retry-after"), now, memory->strikes);
    char until[DATE_INSTANT_SIZE];
    struct diag said;

    memory->not_before = now + wait;
    memory->strikes++;
    fetch_choose_pause(fetch);
    if (wait <= PACE_WAIT_HERE_S && fetch->waits < PACE_WAITS_HERE) {
        fetch->waits++;
        fetch->hold_ms = clock_steady_ms(fetch->clock) + wait * 1000;
        return fetch_keep(fetch, diag);
    }
    diag_set(&said, ERR_REFUSED,
             "%s asks to be left alone for now (status %d); nothing is asked "
             "for before %s: run the command again after that",
             fetch->origin.host, page->status, date_write_instant(memory->not_before, until));
    return fetch_end(fetch, &said, diag);
}

/* ---- one request --------------------------------------------------------------------------
 */

static bool fetch_is_stopped(const struct fetch *fetch) {
    return fetch->options.stop && *fetch->options.stop > 0;
}

/* The day that is counted. A day that lies ahead was written by a clock that was wrong: its
 * count goes on as today's, so that it neither lifts the cap nor blocks for longer than a day.
 * One day ahead is kept as it is, for so it is where the clock was put back over midnight; and
 * so is any where the clock is not set. */
static void fetch_count_day(struct fetch *fetch) {
    struct host_memory *memory = &fetch->memory;
    struct date today = clock_today(fetch->clock);

    if (!date_is_valid(memory->day) || date_is_none(today) ||
        date_compare(memory->day, today) < 0) {
        memory->day = today;
        memory->day_requests = 0;
    } else if (clock_now(fetch->clock) >= FETCH_CLOCK_SET &&
               date_to_days(memory->day) - date_to_days(today) > 1) {
        memory->day = today;
    }
}

static struct date fetch_day_after(struct date date) {
    return date_is_none(date) ? date : date_from_days(date_to_days(date) + 1);
}

/* The user's own limits; each sentence says which one and when one can go on. */
static enum err fetch_check_limits(struct fetch *fetch, int64_t wait_ms, struct diag *diag) {
    const struct fetch_options *options = &fetch->options;
    char day[DATE_TEXT_SIZE];

    fetch_count_day(fetch);
    fetch->spent = true;
    if (options->budget > 0 && fetch->requests >= options->budget) {
        return diag_set(diag, ERR_INTERRUPTED,
                        "the budget of %lld requests is spent: run the command again to go on",
                        (long long)options->budget);
    }
    if (options->day_max > 0 && fetch->memory.day_requests >= options->day_max) {
        return diag_set(diag, ERR_INTERRUPTED,
                        "%s has been asked %lld times today, which is the most for a day: run "
                        "the command again on %s",
                        fetch->origin.host, (long long)fetch->memory.day_requests,
                        date_write(fetch_day_after(fetch->memory.day), day));
    }
    if (options->deadline_ms > 0 &&
        clock_steady_ms(fetch->clock) + wait_ms >= options->deadline_ms) {
        return diag_set(diag, ERR_INTERRUPTED,
                        "the time for this run is over: run the command again to go on");
    }
    fetch->spent = false;
    return ERR_NONE;
}

int64_t fetch_wait_ms(const struct fetch *fetch) {
    int64_t now = clock_steady_ms(fetch->clock);
    struct pace pace = {fetch->pause_ms, fetch->pace.last_ms};
    int64_t pause = pace_wait_ms(&pace, now);
    int64_t hold = fetch->hold_ms > now ? fetch->hold_ms - now : 0;

    return hold > pause ? hold : pause;
}

static enum err fetch_wait(struct fetch *fetch, struct diag *diag) {
    int64_t wait = 0;

    while ((wait = fetch_wait_ms(fetch)) > 0 && !fetch_is_stopped(fetch)) {
        clock_sleep_ms(fetch->clock, wait);
    }
    return fetch_is_stopped(fetch)
               ? diag_set(diag, ERR_INTERRUPTED, "stopped: run the command again to go on")
               : ERR_NONE;
}

/* Count a request before it goes out, where it is kept: a run that is killed right after has
 * counted it, and the next one waits for its pause. */
static enum err fetch_count(struct fetch *fetch, struct diag *diag) {
    struct host_memory before = fetch->memory;
    enum err err = ERR_NONE;

    fetch_count_day(fetch);
    fetch->memory.day_requests++;
    fetch->memory.last_request = fetch_now(fetch);
    err = fetch_keep(fetch, diag);
    if (err) {
        fetch->memory = before;
    } else {
        fetch->requests++;
    }
    return err;
}

static bool fetch_is_server_failure(enum err err, const struct page *page) {
    return err == ERR_NETWORK || (!err && page->status >= 500);
}

/* What an answer does to the pauses: failures in a row make them longer, one that came ends
 * that. Wishes to slow down are counted where they are granted. */
static enum err fetch_count_strike(struct fetch *fetch, enum err asked, const struct page *page,
                                   struct diag *diag) {
    int64_t strikes = fetch->memory.strikes;
    struct diag kept;
    enum err err = ERR_NONE;

    if (!asked && (page->status == 401 || page->status == 403 || page->status == 429 ||
                   page->status == 503)) {
        return ERR_NONE;
    }
    if (fetch_is_server_failure(asked, page)) {
        fetch->memory.strikes++;
    } else if (!asked) {
        fetch->memory.strikes = 0;
    }
    if (fetch->memory.strikes == strikes) {
        return ERR_NONE;
    }
    fetch_choose_pause(fetch);
    err = fetch_keep(fetch, &kept);
    return err ? diag_set(diag, err, "%s", kept.text) : ERR_NONE;
}

/* One request with its pause; redirects and wishes to slow down are handed back. */
static enum err fetch_once(struct page *out, struct arena *arena, struct fetch *fetch,
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
    kept = fetch_count_strike(fetch, err, &page, diag);
    if (!err && !kept) {
        *out = page;
    }
    return kept ? kept : err;
}

/* One address: asked again where the host wants us to wait for a little. A wall ends the visit,
 * under whatever status it comes. */
static enum err fetch_ask(struct page *out, struct arena *arena, struct fetch *fetch,
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

static bool fetch_is_redirect(const struct page *page) {
    return page->status == 301 || page->status == 302 || page->status == 303 ||
           page->status == 307 || page->status == 308;
}

static enum err fetch_target(struct url *out, struct arena *arena, const struct url *from,
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

/* ---- robots.txt ---------------------------------------------------------------------------
 */

/* Where robots.txt is said to be may be another host, but it must be one that we would ask: by
 * https, or on this machine where the board is. */
static bool fetch_may_hop(const struct fetch *fetch, const struct url *url) {
    return url_is_loopback(url) == url_is_loopback(&fetch->origin) &&
           (url_is_loopback(url) || strcmp(url->scheme, "https") == 0);
}

/* robots.txt may be moved anywhere (RFC 9309 section 2.3.1.2: five hops at least; behind more
 * it may be taken for "unavailable", which is as if there were none). A hop to where we do not
 * go (file:, plain http, a private address) is none of that: there are rules, and we cannot
 * read them. So they are "unreachable" and everything is forbidden (section 2.3.1.4). */
static enum err fetch_robots_page(struct page *out, struct arena *arena, struct fetch *fetch,
                                  struct diag *diag) {
    struct url url = {0};
    struct page page = {0};
    enum err err = url_resolve(&url, arena, &fetch->origin, "/robots.txt", diag);

    for (int hops = 0; !err; hops++) {
        err = fetch_ask(&page, arena, fetch, &url, NULL, diag);
        if (err || !fetch_is_redirect(&page)) {
            break;
        }
        if (hops == FETCH_REDIRECTS_MAX) {
            page.status = 404;
            page.body = (struct span){0};
            break;
        }
        err = fetch_target(&url, arena, &url, &page, diag);
        err = err == ERR_NETWORK ? ERR_REFUSED : err;
        if (!err && !fetch_may_hop(fetch, &url)) {
            err = diag_set(diag, ERR_REFUSED, "it leads to %s", url.text);
        }
    }
    if (!err) {
        *out = page;
    }
    return err;
}

/* Does a robots.txt of a visit before hold still? A time that lies ahead is not believed. */
static bool fetch_robots_kept(const struct fetch *fetch) {
    const struct host_memory *memory = &fetch->memory;
    int64_t now = fetch_now(fetch);

    return memory->robots_at > 0 && memory->robots_at <= now &&
           now - memory->robots_at < FETCH_ROBOTS_AGE_S &&
           robots_access(memory->robots_status, memory->robots) != ROBOTS_FORBIDDEN;
}

/* Do the rules in force hold still? The steady clock knows, which does not count while a
 * machine sleeps; so neither clock may say that a day has passed. One that is put back changes
 * nothing. */
static bool fetch_robots_fresh(const struct fetch *fetch) {
    return fetch->robots_known &&
           clock_steady_ms(fetch->clock) - fetch->robots_read_ms <
               (int64_t)FETCH_ROBOTS_AGE_S * 1000 &&
           fetch_now(fetch) - fetch->memory.robots_at < FETCH_ROBOTS_AGE_S;
}

/* Make rules of what memory holds. */
static enum err fetch_read_robots(struct fetch *fetch, struct diag *diag) {
    const struct host_memory *memory = &fetch->memory;
    int64_t interval = fetch->pace.interval_ms;
    enum err err = ERR_NONE;

    fetch->robots = (struct robots){0};
    if (robots_access(memory->robots_status, memory->robots) == ROBOTS_RULES) {
        err = robots_parse(&fetch->robots, &fetch->robots_arena, memory->robots,
                           fetch->options.agent, diag);
    }
    /* This machine without a pause is a test or a demonstration. */
    if (!err && interval > 0 && fetch->robots.delay_ms > interval) {
        pace_lengthen(&fetch->pace, fetch->robots.delay_ms);
        fetch_choose_pause(fetch);
        fetch_talk(fetch, arena_printf(&fetch->arena,
                                       "robots.txt asks for %g seconds between "
                                       "requests: kept",
                                       fetch->robots.delay_ms / 1000.0));
    }
    fetch->robots_known = !err;
    fetch->robots_read_ms =
        clock_steady_ms(fetch->clock) - (fetch_now(fetch) - memory->robots_at) * 1000;
    return err;
}

/* Put a robots.txt that came into the memory, and the rules in force. */
static enum err fetch_take_robots(struct fetch *fetch, const struct page *page,
                                  struct diag *diag) {
    struct host_memory *memory = &fetch->memory;
    struct span body = {0};
    enum err err = ERR_NONE;

    if (page->status >= 200 && page->status < 300) {
        body = span_part(page->body, 0, ROBOTS_SIZE_MAX);
    }
    memory->robots = (struct span){0};
    memory->robots_at = 0;
    fetch->robots = (struct robots){0};
    fetch->robots_known = false;
    arena_fini(&fetch->robots_arena);
    memory->robots = (struct span){arena_copy(&fetch->robots_arena, body), body.len};
    if (!memory->robots.at) {
        memory->robots = (struct span){0};
        return arena_check(&fetch->robots_arena, diag);
    }
    memory->robots_at = fetch_now(fetch);
    memory->robots_status = page->status;
    if (body.len > 0 && robots_is_web_page(body)) {
        fetch_talk(fetch, arena_printf(&fetch->arena,
                                       "%s answers a web page in place of robots.txt: no rules "
                                       "for robots are given",
                                       fetch->origin.host));
    }
    err = fetch_keep(fetch, diag);
    return err ? err : fetch_read_robots(fetch, diag);
}

/* No rules could be had: nothing may be asked for (RFC 9309 section 2.3.1.4). A failure of the
 * moment ends no visit: robots.txt is asked for again where the caller goes on. */
static enum err fetch_without_robots(struct fetch *fetch, enum err err, struct diag *said,
                                     struct diag *diag) {
    diag_prefix(said, "robots.txt of %s could not be read, so nothing is asked for",
                fetch->origin.host);
    if (err == ERR_REFUSED) {
        return fetch_end(fetch, said, diag);
    }
    fetch_set_trouble(fetch, said);
    enum err kept = fetch_keep(fetch, diag);
    return kept ? kept : diag_set(diag, err, "%s", said->text);
}

/* Have rules in force that are not older than a day: a long visit reads them anew. */
static enum err fetch_robots(struct fetch *fetch, struct diag *diag) {
    struct arena arena;
    struct page page = {0};
    struct diag said = {0};
    enum err err = ERR_NONE;

    if (fetch_robots_fresh(fetch)) {
        return ERR_NONE;
    }
    if (!fetch->robots_known && fetch_robots_kept(fetch)) {
        return fetch_read_robots(fetch, diag);
    }
    arena_init(&arena, ARENA_PAGE_CAP);
    err = fetch_robots_page(&page, &arena, fetch, &said);
    if (!err && robots_access(page.status, page.body) == ROBOTS_FORBIDDEN) {
        err = diag_set(&said, ERR_REFUSED, "it answers with status %d", page.status);
    }
    if (!err) {
        err = fetch_take_robots(fetch, &page, diag);
    } else if (!fetch->over.err &&
               (err == ERR_NETWORK || err == ERR_LIMIT || err == ERR_REFUSED)) {
        err = fetch_without_robots(fetch, err, &said, diag);
    } else {
        diag_set(diag, err, "%s", said.text);
    }
    arena_fini(&arena);
    return err;
}

/* ---- pages --------------------------------------------------------------------------------
 */

/* Gates that an address must pass before it is asked for. */
static enum err fetch_gate(const struct fetch *fetch, const struct url *url,
                           struct diag *diag) {
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

/* May anything be asked for at all? */
static enum err fetch_check_open(const struct fetch *fetch, struct diag *diag) {
    if (fetch->over.err) {
        return diag_set(diag, fetch->over.err, "%s", fetch->over.text);
    }
    return fetch_is_stopped(fetch)
               ? diag_set(diag, ERR_INTERRUPTED, "stopped: run the command again to go on")
               : ERR_NONE;
}

enum err fetch_get(struct page *out, struct arena *arena, struct fetch *fetch, const char *path,
                   const struct page *known, struct diag *diag) {
    struct url url = {0};
    struct page page = {0};
    enum err err = fetch_check_open(fetch, diag);

    err = err ? err : fetch_robots(fetch, diag);
    err = err ? err : url_resolve(&url, arena, &fetch->origin, path, diag);
    err = err ? err : fetch_follow(&page, arena, fetch, url, known, diag);
    if (!err) {
        *out = page;
    }
    return err;
}

/* What decides, in words. */
static const char *fetch_words(const struct fetch *fetch, const struct robots_rule *rule,
                               struct arena *arena) {
    const struct host_memory *memory = &fetch->memory;

    if (rule) {
        return arena_printf(arena, "robots.txt line %d: %s: %s", rule->line,
                            rule->allow ? "Allow" : "Disallow", rule->printed);
    }
    if (robots_access(memory->robots_status, memory->robots) == ROBOTS_RULES) {
        return arena_copy_text(arena, "no rule");
    }
    if (memory->robots_status >= 400) {
        return arena_printf(arena, "no robots.txt (status %d)", memory->robots_status);
    }
    return arena_copy_text(arena, "a web page in place of robots.txt: no rule");
}

enum err fetch_ask_robots(bool *allowed, const char **words, struct arena *arena,
                          struct fetch *fetch, const char *path, struct diag *diag) {
    const struct robots_rule *rule = NULL;
    const char *said = NULL;
    struct url url = {0};
    bool may = false;
    enum err err = fetch_check_open(fetch, diag);

    err = err ? err : fetch_robots(fetch, diag);
    err = err ? err : url_resolve(&url, arena, &fetch->origin, path, diag);
    if (err) {
        return err;
    }
    if (url_same_origin(&url, &fetch->origin)) {
        may = robots_allows(&fetch->robots, url.path, &rule);
        said = fetch_words(fetch, rule, arena);
    } else {
        said = arena_printf(arena, "it leads away from %s", fetch->origin.host);
    }
    err = arena_check(arena, diag);
    if (!err) {
        *allowed = may;
        *words = said;
    }
    return err;
}

bool fetch_is_over(const struct fetch *fetch) { return fetch->over.err != ERR_NONE; }

bool fetch_is_spent(const struct fetch *fetch) { return fetch->spent; }

int64_t fetch_requests(const struct fetch *fetch) { return fetch->requests; }

int64_t fetch_interval_ms(const struct fetch *fetch) { return fetch->pace.interval_ms; }

const struct host_memory *fetch_memory(const struct fetch *fetch) { return &fetch->memory; }
