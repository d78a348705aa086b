/* tests/support/wire_server.h - a responder on 127.0.0.1 that can break HTTP in every way
 * SPDX-License-Identifier: MIT
 *
 * Speaks HTTP over bare sockets, since a library cannot send bad chunks or two lengths. What it
 * has no rule for it answers well (wire_pages.h).
 */
#ifndef WIRE_SERVER_H
#define WIRE_SERVER_H

#include <sys/types.h>

#include "tests/support/wire_pages.h"

struct wire_server;

enum { WIRE_REQUESTS_MAX = 512 };

/** A request as it came. */
struct wire_request {
    char name[128];      /* in short: "robots", "feed:2", "A" (wire_pages_name) */
    char path[512];      /* with the query */
    char validator[128]; /* If-None-Match; "" where none was sent */
    char user_agent[256];
    char cookie[128];    /* what it carries of us: Cookie, Authorization; "" is right */
    long long time_ms;   /* monotonic */
    unsigned connection; /* the how-manieth */
};

/** @param pages borrowed; not to be changed while a request is being answered */
struct wire_server *wire_server_start(const struct wire_pages *pages);
/** Ends all connections. NULL is accepted. */
void wire_server_stop(struct wire_server *server);
unsigned short wire_server_port(const struct wire_server *server);

/** Forget rules, requests and whom to signal. */
void wire_server_clear(struct wire_server *server);

/**
 * From now on answers to an address are spoilt; of several rules that fit the first counts.
 *
 * @param address a name ("feed:2"), or the beginning of a path followed by "*"
 * @param from the how-manieth such request is the first one @param to the last one
 * @param actions as wire_answer_spoil takes them; copied
 * @return false with a reason in `error`
 */
bool wire_server_rule(struct wire_server *server, struct span address, long from, long to,
                      struct span actions, char *error, size_t size);

/** Forget the rules alone, or the requests alone. */
void wire_server_clear_rules(struct wire_server *server);
void wire_server_clear_log(struct wire_server *server);

/** The program that the action "signal" is for; 0: none. */
void wire_server_aim(struct wire_server *server, pid_t program);

/** Wait until an answer is held ("hold at ..."). @return false after ten seconds, or where the
 * program has gone */
bool wire_server_wait_held(struct wire_server *server);
/** Let it go on. */
void wire_server_release(struct wire_server *server);

/** Copy the log. @return how many requests there were */
size_t wire_server_log(struct wire_server *server, struct wire_request *out, size_t max);

/** How many connections came since the log was cleared, whatever was said over them. */
unsigned wire_server_connections(struct wire_server *server);

/** What a rule could not do when its time came; "" where all went well. */
const char *wire_server_trouble(struct wire_server *server);

#endif
