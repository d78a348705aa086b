/* crawler/fetch_manners.c - what a host wishes: pauses, and to be left alone
 * SPDX-License-Identifier: MIT
 */
#include "crawler/fetch_private.h"

/* 0 and what lies before are no times in a host's memory. */
static int64_t fetch_time(const struct clock *clock) {
    int64_t now = clock_now(clock);

    return now > 0 ? now : 1;
}

int64_t fetch_now(const struct fetch *fetch) { return fetch_time(fetch->clock); }

enum err fetch_keep(const struct fetch *fetch, struct diag *diag) {
    const struct fetch_options *options = &fetch->options;

    return options->keep ? options->keep(options->state, &fetch->memory, diag) : ERR_NONE;
}

/* What is left of a host's wish to be left alone, in seconds. It runs from the last request on
 * and is never believed for longer than PACE_RETRY_MAX_S: what lies further ahead was written
 * by a clock that was wrong. Where the clock has gone back behind the last request, by minutes
 * or by years, nobody knows how much of the wish has passed: all of it is waited for from now
 * on, neither forgotten nor waited for until the clock is set. A wish that ended before the
 * last request was granted. */
static int64_t fetch_left(const struct host_memory *memory, int64_t now) {
    int64_t from = memory->last_request > now ? memory->last_request : now;
    int64_t left = memory->not_before > from ? memory->not_before - from : 0;

    return left <= PACE_RETRY_MAX_S ? left : 0;
}

bool fetch_may_visit(const struct host_memory *memory, const struct clock *clock) {
    return fetch_left(memory, fetch_time(clock)) == 0;
}

enum err fetch_check_time(struct fetch *fetch, struct diag *diag) {
    struct host_memory *memory = &fetch->memory;
    int64_t now = fetch_now(fetch);
    int64_t left = fetch_left(memory, now);
    char until[DATE_INSTANT_SIZE];
    enum err err = ERR_NONE;

    if (left == 0) {
        return ERR_NONE;
    }
    if (memory->last_request > now) {
        memory->not_before = now + left;
        memory->last_request = now;
        err = fetch_keep(fetch, diag);
    }
    return err ? err
               : diag_set(diag, ERR_REFUSED,
                          "%s asked not to be visited before %s; run the "
                          "command again after that",
                          fetch->origin.host, date_write_instant(memory->not_before, until));
}

void fetch_choose_pause(struct fetch *fetch) {
    fetch->pause_ms =
        pace_jitter_ms(pace_backoff_ms(&fetch->pace, fetch->memory.strikes), &fetch->random);
}

void fetch_set_interval(struct fetch *fetch, int64_t wished_ms) {
    fetch->pace.interval_ms = fetch->options.interval_ms;
    pace_lengthen(&fetch->pace, wished_ms);
    fetch_choose_pause(fetch);
}

/* Longer than any pause: a last request that is older does not count. */
#define FETCH_LONG_AGO_S ((int64_t)2 * ROBOTS_DELAY_MAX_S)

void fetch_start_pace(struct fetch *fetch) {
    int64_t now = fetch_now(fetch);
    int64_t last = fetch->memory.last_request;
    int64_t since = last > 0 && last < now ? now - last - 1 : 0;

    fetch->pace.last_ms = PACE_NEVER;
    if (last > 0 && since <= FETCH_LONG_AGO_S) {
        fetch->pace.last_ms = clock_steady_ms(fetch->clock) - since * 1000;
    }
    fetch->random = fetch->options.seed;
}

enum err fetch_remember_delay(struct fetch *fetch, struct diag *diag) {
    const struct host_memory *memory = &fetch->memory;
    struct robots robots = {0};
    struct arena arena;
    enum err err = ERR_NONE;

    if (memory->robots_at > 0 &&
        robots_access(memory->robots_status, memory->robots) == ROBOTS_RULES) {
        arena_init(&arena, ARENA_PAGE_CAP);
        err = robots_parse(&robots, &arena, memory->robots, fetch->options.agent, diag);
        arena_fini(&arena);
    }
    fetch_set_interval(fetch, robots.delay_ms);
    return err;
}

enum err fetch_slow_down(struct fetch *fetch, const struct page *page, struct diag *diag) {
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

static bool fetch_is_server_failure(enum err err, const struct page *page) {
    return err == ERR_NETWORK || (!err && page->status >= 500);
}

enum err fetch_count_strike(struct fetch *fetch, enum err asked, const struct page *page,
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

int64_t fetch_interval_ms(const struct fetch *fetch) { return fetch->pace.interval_ms; }

const struct host_memory *fetch_memory(const struct fetch *fetch) { return &fetch->memory; }
