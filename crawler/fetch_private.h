/* crawler/fetch_private.h - what the files of a visit share (and its tests)
 * SPDX-License-Identifier: MIT
 *
 * fetch.c          opening and closing, one request, redirects, pages
 * fetch_robots.c   robots.txt of the visit
 * fetch_manners.c  what the host wishes: pauses, and to be left alone; its memory
 * fetch_limits.c   what the user allows: budget, day's cap, time; the wait itself
 */
#ifndef CRAWLER_FETCH_PRIVATE_H
#define CRAWLER_FETCH_PRIVATE_H

#include "crawler/fetch.h"
#include "crawler/pace.h"
#include "crawler/robots.h"

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

/* ---- fetch.c ---- */

/** Say something that the user should know, where somebody listens; NULL: nothing. */
void fetch_talk(const struct fetch *fetch, const char *sentence);

/** Why a visit ended early is remembered, until one goes well. Without memory for the sentence
 * it is at least known that there was one. */
void fetch_set_trouble(struct fetch *fetch, const struct diag *diag);

/** End the visit: every later call gives the same answer. Takes its sentence from `said`, so
 * that it is known where the caller gave no diag. */
enum err fetch_end(struct fetch *fetch, const struct diag *said, struct diag *diag);

/** One request with its pause; redirects and wishes to slow down are handed back. */
enum err fetch_once(struct page *out, struct arena *arena, struct fetch *fetch,
                    const struct url *url, const struct page *known, struct diag *diag);

/** One address: asked again where the host wants us to wait for a little. A wall ends the
 * visit, under whatever status it comes. */
enum err fetch_ask(struct page *out, struct arena *arena, struct fetch *fetch,
                   const struct url *url, const struct page *known, struct diag *diag);

bool fetch_is_redirect(const struct page *page);

/** Where a redirect leads. @return ERR_NETWORK (it says nothing), ERR_REFUSED (to what is never
 * asked for: file:, a user name), ERR_MEMORY */
enum err fetch_target(struct url *out, struct arena *arena, const struct url *from,
                      const struct page *page, struct diag *diag);

/** Gates that an address must pass before it is asked for: scope (so that no redirect leaves
 * the origin, nor its https) and robots.txt. */
enum err fetch_gate(const struct fetch *fetch, const struct url *url, struct diag *diag);

/** An address of the board. A path that begins with two slashes would as a reference name
 * another host (RFC 3986 section 4.2); here it is a path like any other. */
enum err fetch_address(struct url *out, struct arena *arena, const struct fetch *fetch,
                       const char *path, struct diag *diag);

/** May anything be asked for at all? */
enum err fetch_check_open(const struct fetch *fetch, struct diag *diag);

/* ---- fetch_manners.c ---- */

/** Seconds since 1970, at least 1: 0 is no time in a host's memory. */
int64_t fetch_now(const struct fetch *fetch);

/** Hand the memory to whoever keeps it. */
enum err fetch_keep(const struct fetch *fetch, struct diag *diag);

/** Does the host want to be left alone still? Where the clock has gone back, what is left is
 * written down by the clock as it is now. */
enum err fetch_check_time(struct fetch *fetch, struct diag *diag);

/** How long the next pause is: interval, back-off and jitter. */
void fetch_choose_pause(struct fetch *fetch);

/** The pause is our own, or the longer one that robots.txt asks for, also where ours is none.
 */
void fetch_set_interval(struct fetch *fetch, int64_t wished_ms);

/** The pause counts from the last request of the visit before, too, however long it will be
 * once robots.txt is known. That time is known to the second alone, so the second it may have
 * been later is not counted. A clock that has gone back since then cannot say how long ago it
 * was: the whole pause is kept. */
void fetch_start_pace(struct fetch *fetch);

/** Until robots.txt is read again, the pause that it asked for last is kept, however old it is:
 * so robots.txt itself is not asked for too soon. */
enum err fetch_remember_delay(struct fetch *fetch, struct diag *diag);

/** A host that asks to slow down is left alone, and so it is told to the next visit. For a
 * short wish we wait.
 * @return ERR_NONE where the same may be asked again after the pause */
enum err fetch_slow_down(struct fetch *fetch, const struct page *page, struct diag *diag);

/** What an answer does to the pauses: failures in a row make them longer, one that came ends
 * that. Wishes to slow down are counted where they are granted. */
enum err fetch_count_strike(struct fetch *fetch, enum err asked, const struct page *page,
                            struct diag *diag);

/* ---- fetch_limits.c ---- */

/** Does the user wish to stop? */
bool fetch_is_stopped(const struct fetch *fetch);

/** The user's own limits; each sentence says which one and when one can go on. */
enum err fetch_check_limits(struct fetch *fetch, int64_t wait_ms, struct diag *diag);

/** Wait until the next request may go out. @return ERR_INTERRUPTED */
enum err fetch_wait(struct fetch *fetch, struct diag *diag);

/** Count a request before it goes out, where it is kept: a run that is killed right after has
 * counted it, and the next one waits for its pause. */
enum err fetch_count(struct fetch *fetch, struct diag *diag);

/* ---- fetch_robots.c ---- */

/** Where robots.txt is said to be may be another host, but it must be one that we would ask: by
 * https, or on this machine where the board is. */
bool fetch_may_hop(const struct fetch *fetch, const struct url *url);

/** Have rules in force that are not older than a day: a long visit reads them anew. */
enum err fetch_robots(struct fetch *fetch, struct diag *diag);

#endif
