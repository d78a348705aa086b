/* tests/support/wire_server.c - a responder on 127.0.0.1 that can break HTTP in every way
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/wire_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/wire_send.h"

enum { RULES_MAX = 64, CONNECTIONS_MAX = 32, REQUEST_MAX = 16 * 1024, HELD_MAX_S = 10 };

struct rule {
    char address[256];
    char *actions; /* owned */
    long from, to;
    long seen; /* requests that fitted so far */
};

enum hold { HOLD_NONE = 0, HOLD_HELD, HOLD_RELEASED };

struct wire_server {
    const struct wire_pages *pages;
    int listening;
    unsigned short port;
    pthread_t accepter;
    pthread_mutex_t mutex; /* guards all below */
    pthread_cond_t moved;  /* `hold` or `open` has changed */
    struct rule rules[RULES_MAX];
    size_t rule_count;
    struct wire_request log[WIRE_REQUESTS_MAX];
    size_t requests;
    int sockets[CONNECTIONS_MAX]; /* -1: free */
    unsigned open;                /* connections being served */
    unsigned connections;         /* so far */
    unsigned forgotten;           /* of those, before the log was cleared */
    pid_t program;
    enum hold hold;
    bool stopping;
    char trouble[256];
};

/* One connection, on a thread of its own. */
struct line {
    struct wire_server *server;
    int socket;
    size_t place; /* in server->sockets */
    unsigned number;
};

static void lock(struct wire_server *server) { pthread_mutex_lock(&server->mutex); }
static void unlock(struct wire_server *server) { pthread_mutex_unlock(&server->mutex); }

static long long now_ms(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- what happens while an answer is sent ---- */

static void send_signal(void *state, int number) {
    struct wire_server *server = state;

    lock(server);
    if (server->program > 0) {
        (void)kill(server->program, number);
    }
    unlock(server);
}

static void hold(void *state) {
    struct wire_server *server = state;
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += HELD_MAX_S;
    lock(server);
    server->hold = HOLD_HELD;
    pthread_cond_broadcast(&server->moved);
    while (server->hold == HOLD_HELD && !server->stopping) {
        if (pthread_cond_timedwait(&server->moved, &server->mutex, &until) != 0) {
            break;
        }
    }
    server->hold = HOLD_NONE;
    unlock(server);
}

/* ---- rules ---- */

static bool fits(const char *address, const struct wire_request *request) {
    size_t len = strlen(address);

    if (len > 0 && address[len - 1] == '*') {
        return strncmp(address, request->path, len - 1) == 0;
    }
    return strcmp(address, request->name) == 0;
}

/* What is to be done to this answer, copied into the arena; empty: nothing. */
static struct span choose_actions(struct wire_server *server, struct arena *arena,
                                  const struct wire_request *request) {
    struct span actions = {NULL, 0};
    bool chosen = false;

    for (size_t i = 0; i < server->rule_count; i++) {
        struct rule *rule = &server->rules[i];
        if (!fits(rule->address, request)) {
            continue;
        }
        rule->seen++;
        if (!chosen && rule->seen >= rule->from && rule->seen <= rule->to) {
            actions = span_of(arena_copy_text(arena, rule->actions));
            chosen = true;
        }
    }
    return actions;
}

static bool answer_request(const struct line *line, const struct wire_request *request) {
    struct wire_server *server = line->server;
    struct wire_answer answer;
    struct arena arena;
    struct span actions;
    char error[256] = "";
    bool goes_on = false;

    arena_init(&arena, ARENA_RUN_CAP);
    lock(server);
    actions = choose_actions(server, &arena, request);
    wire_answer_init(&answer, &arena, server->pages, request->path,
                     actions.len > 0 ? ""
                                     : request->validator); /* 304 only where all is well */
    unlock(server);
    if (wire_answer_spoil(&answer, actions, error, sizeof error)) {
        goes_on =
            wire_send(&(struct wire_line){line->socket, send_signal, hold, server}, &answer);
    } else {
        lock(server);
        (void)snprintf(server->trouble, sizeof server->trouble, "%s", error);
        unlock(server);
    }
    wire_answer_fini(&answer);
    arena_fini(&arena);
    return goes_on;
}

/* ---- requests ---- */

static void take_header(char *out, size_t size, struct span head, const char *name) {
    size_t at = span_find_nocase(head, span_of(name), 0);

    if (at != SIZE_MAX) {
        struct span rest = span_part(head, at + strlen(name), SIZE_MAX);
        struct span value = {NULL, 0};
        (void)span_next_line(&rest, &value);
        (void)snprintf(out, size, "%.*s", SPAN_FMT(span_trim(value)));
    }
}

static struct wire_request read_request(const struct line *line, struct span head) {
    struct wire_request request = {.time_ms = now_ms(), .connection = line->number};
    struct span rest = head;
    struct span word = {NULL, 0};

    (void)span_next_piece(&rest, ' ', &word);
    (void)span_next_piece(&rest, ' ', &word);
    (void)snprintf(request.path, sizeof request.path, "%.*s", SPAN_FMT(word));
    wire_pages_name(request.name, line->server->pages, request.path);
    take_header(request.validator, sizeof request.validator, head, "\r\nIf-None-Match:");
    take_header(request.user_agent, sizeof request.user_agent, head, "\r\nUser-Agent:");
    take_header(request.cookie, sizeof request.cookie, head, "\r\nCookie:");
    take_header(request.cookie, sizeof request.cookie, head, "\r\nAuthorization:");
    return request;
}

static void remember(struct wire_server *server, const struct wire_request *request) {
    lock(server);
    if (server->requests < WIRE_REQUESTS_MAX) {
        server->log[server->requests++] = *request;
    }
    unlock(server);
}

/* @return false where the other side has gone, or sends no request */
static bool serve_one(const struct line *line) {
    char bytes[REQUEST_MAX] = {0};
    size_t len = 0;
    struct wire_request request;

    while (span_find((struct span){bytes, len}, SPAN("\r\n\r\n"), 0) == SIZE_MAX) {
        ssize_t got =
            len < sizeof bytes ? recv(line->socket, bytes + len, sizeof bytes - len, 0) : 0;
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        len += (size_t)got;
    }
    request = read_request(line, (struct span){bytes, len});
    remember(line->server, &request);
    return answer_request(line, &request);
}

static void *serve_line(void *state) {
    struct line *line = state;
    struct wire_server *server = line->server;

    while (serve_one(line)) {
    }
    lock(server);
    close(line->socket);
    server->sockets[line->place] = -1;
    server->open--;
    pthread_cond_broadcast(&server->moved);
    unlock(server);
    free(line);
    return NULL;
}

/* ---- connections ---- */

static size_t free_place(const struct wire_server *server) {
    size_t place = 0;

    while (place < CONNECTIONS_MAX && server->sockets[place] >= 0) {
        place++;
    }
    return place;
}

static void begin_line(struct wire_server *server, int socket) {
    struct line *line = calloc(1, sizeof *line);
    pthread_t thread;
    size_t place = 0;
    int one = 1;

    if (!line) {
        abort();
    }
    (void)fcntl(socket, F_SETFD, FD_CLOEXEC); /* programs that are started meanwhile */
    (void)setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    lock(server);
    place = free_place(server);
    *line = (struct line){server, socket, place, ++server->connections};
    if (!server->stopping && place < CONNECTIONS_MAX &&
        pthread_create(&thread, NULL, serve_line, line) == 0) {
        (void)pthread_detach(thread);
        server->sockets[place] = socket;
        server->open++;
    } else {
        close(socket);
        free(line);
    }
    unlock(server);
}

static void *accept_lines(void *state) {
    struct wire_server *server = state;
    int socket = -1;

    while ((socket = accept(server->listening, NULL, NULL)) >= 0 || errno == EINTR ||
           errno == ECONNABORTED) {
        if (socket >= 0) {
            begin_line(server, socket);
        }
    }
    return NULL;
}

static bool listen_somewhere(struct wire_server *server) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    server->listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (server->listening < 0 ||
        bind(server->listening, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(server->listening, 16) != 0 ||
        getsockname(server->listening, (struct sockaddr *)&address, &size) != 0) {
        return false;
    }
    server->port = ntohs(address.sin_port);
    return true;
}

struct wire_server *wire_server_start(const struct wire_pages *pages) {
    struct wire_server *server = calloc(1, sizeof *server);

    if (!server) {
        abort();
    }
    server->pages = pages;
    for (size_t i = 0; i < CONNECTIONS_MAX; i++) {
        server->sockets[i] = -1;
    }
    pthread_mutex_init(&server->mutex, NULL);
    pthread_cond_init(&server->moved, NULL);
    if (!listen_somewhere(server) ||
        pthread_create(&server->accepter, NULL, accept_lines, server) != 0) {
        abort();
    }
    return server;
}

void wire_server_stop(struct wire_server *server) {
    if (!server) {
        return;
    }
    lock(server);
    server->stopping = true;
    pthread_cond_broadcast(&server->moved);
    (void)shutdown(server->listening, SHUT_RDWR);
    for (size_t i = 0; i < CONNECTIONS_MAX; i++) {
        if (server->sockets[i] >= 0) {
            (void)shutdown(server->sockets[i], SHUT_RDWR);
        }
    }
    unlock(server);
    pthread_join(server->accepter, NULL);
    lock(server);
    while (server->open > 0) {
        pthread_cond_wait(&server->moved, &server->mutex);
    }
    unlock(server);
    wire_server_clear(server);
    close(server->listening);
    pthread_mutex_destroy(&server->mutex);
    pthread_cond_destroy(&server->moved);
    free(server);
}

/* ---- what the runner asks ---- */

unsigned short wire_server_port(const struct wire_server *server) { return server->port; }

void wire_server_clear_rules(struct wire_server *server) {
    lock(server);
    for (size_t i = 0; i < server->rule_count; i++) {
        free(server->rules[i].actions);
    }
    server->rule_count = 0;
    unlock(server);
}

void wire_server_clear_log(struct wire_server *server) {
    lock(server);
    server->requests = 0;
    server->forgotten = server->connections;
    unlock(server);
}

void wire_server_clear(struct wire_server *server) {
    wire_server_clear_rules(server);
    wire_server_clear_log(server);
    lock(server);
    server->program = 0;
    server->trouble[0] = '\0';
    unlock(server);
}

bool wire_server_rule(struct wire_server *server, struct span address, long from, long to,
                      struct span actions, char *error, size_t size) {
    struct rule rule = {.from = from, .to = to};

    (void)snprintf(rule.address, sizeof rule.address, "%.*s", SPAN_FMT(address));
    rule.actions = calloc(1, actions.len + 1);
    if (!rule.actions) {
        abort();
    }
    memcpy(rule.actions, actions.at, actions.len);
    lock(server);
    if (server->rule_count == RULES_MAX) {
        free(rule.actions);
        (void)snprintf(error, size, "more than %d rules", RULES_MAX);
        unlock(server);
        return false;
    }
    server->rules[server->rule_count++] = rule;
    unlock(server);
    return true;
}

void wire_server_aim(struct wire_server *server, pid_t program) {
    lock(server);
    server->program = program;
    unlock(server);
}

bool wire_server_wait_held(struct wire_server *server) {
    struct timespec until;
    bool held = false;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += HELD_MAX_S;
    lock(server);
    while (server->hold != HOLD_HELD &&
           pthread_cond_timedwait(&server->moved, &server->mutex, &until) == 0) {
    }
    held = server->hold == HOLD_HELD;
    unlock(server);
    return held;
}

void wire_server_release(struct wire_server *server) {
    lock(server);
    server->hold = server->hold == HOLD_HELD ? HOLD_RELEASED : server->hold;
    pthread_cond_broadcast(&server->moved);
    unlock(server);
}

size_t wire_server_log(struct wire_server *server, struct wire_request *out, size_t max) {
    size_t count = 0;

    lock(server);
    count = server->requests;
    memcpy(out, server->log, (count < max ? count : max) * sizeof *out);
    unlock(server);
    return count;
}

unsigned wire_server_connections(struct wire_server *server) {
    unsigned count = 0;

    lock(server);
    count = server->connections - server->forgotten;
    unlock(server);
    return count;
}

const char *wire_server_trouble(struct wire_server *server) { return server->trouble; }
