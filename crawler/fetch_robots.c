/* crawler/fetch_robots.c - robots.txt of a visit
 * SPDX-License-Identifier: MIT
 */
#include "crawler/challenge.h"
#include "crawler/fetch_private.h"

bool fetch_may_hop(const struct fetch *fetch, const struct url *url) {
    return url_is_loopback(url) == url_is_loopback(&fetch->origin) &&
           (url_is_loopback(url) || strcmp(url->scheme, "https") == 0);
}

/* Have it written down for another host that it was asked, and what it asked for. */
static enum err fetch_book_other(const struct fetch *fetch, const char *origin,
                                 const struct page *page, struct diag *diag) {
    const struct fetch_options *options = &fetch->options;
    int64_t now = fetch_now(fetch);
    int64_t not_before = 0;

    if (page->status == 429 || page->status == 503) {
        not_before = now + pace_retry_after(http_header(page, "retry-after"), now, 0);
    }
    return options->visited ? options->visited(options->state, origin, not_before, diag)
                            : ERR_NONE;
}

/* One request to another host, for our robots.txt. */
static enum err fetch_once_other(struct page *out, struct arena *arena, struct fetch *fetch,
                                 const struct url *url, const char *origin, struct diag *diag) {
    int64_t requests = fetch->requests;
    struct page page = {0};
    struct diag said = {0};
    enum err booked = ERR_NONE;
    enum err err = fetch_once(&page, arena, fetch, url, NULL, &said);

    if (fetch->requests > requests) {
        booked = fetch_book_other(fetch, origin, &page, diag);
    }
    if (!booked && !err) {
        *out = page;
    }
    return booked ? booked : (err ? diag_set(diag, err, "%s", said.text) : ERR_NONE);
}

/* Does this answer of another host say that we are not welcome there? */
static bool fetch_is_refusal(const struct page *page) {
    return page->status == 401 || page->status == 403 || page->status == 429 ||
           challenge_sign(page).len > 0;
}

/* Ask another host for our robots.txt, where its own manners allow that. What it says to us is
 * no word of the board: where it refuses, or wants us to slow down, the rules cannot be had. */
static enum err fetch_ask_other(struct page *out, struct arena *arena, struct fetch *fetch,
                                const struct url *url, struct diag *diag) {
    const struct fetch_options *options = &fetch->options;
    const char *origin = url_origin(arena, url);
    struct page page = {0};
    enum err err = ERR_NONE;

    if (!origin) {
        return arena_check(arena, diag);
    }
    if (options->may_visit && !options->may_visit(options->state, origin)) {
        return diag_set(diag, ERR_REFUSED,
                        "it leads to %s, which asked to be left alone for now", origin);
    }
    err = fetch_once_other(&page, arena, fetch, url, origin, diag);
    if (!err && fetch_is_refusal(&page)) {
        err = diag_set(diag, ERR_REFUSED, "it leads to %s, which refuses us (status %d)",
                       origin, page.status);
    }
    if (!err) {
        *out = page;
    }
    return err;
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
        err = url_same_origin(&url, &fetch->origin)
                  ? fetch_ask(&page, arena, fetch, &url, NULL, diag)
                  : fetch_ask_other(&page, arena, fetch, &url, diag);
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
    int64_t interval = fetch->options.interval_ms;
    enum err err = ERR_NONE;

    fetch->robots = (struct robots){0};
    if (robots_access(memory->robots_status, memory->robots) == ROBOTS_RULES) {
        err = robots_parse(&fetch->robots, &fetch->robots_arena, memory->robots,
                           fetch->options.agent, diag);
    }
    if (!err) {
        fetch_set_interval(fetch, fetch->robots.delay_ms);
    }
    if (!err && fetch->robots.delay_ms > interval) {
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

enum err fetch_robots(struct fetch *fetch, struct diag *diag) {
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
    err = err ? err : fetch_address(&url, arena, fetch, path, diag);
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
