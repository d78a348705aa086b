/* tests/unit/crawler/answers.c - a server on 127.0.0.1 that sends what it is told, byte for
 * byte SPDX-License-Identifier: MIT
 */
#include "tests/unit/crawler/answers.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct answers {
    const struct answer *rows;
    size_t count;
    size_t next;
    int listener;
    int port;
    int stop[2]; /* a pipe: a byte in it ends the thread */
    pthread_t thread;
    size_t connections;
    size_t requests;
    char heads[ANSWERS_REQUESTS_MAX][ANSWERS_REQUEST_SIZE];
};

/* Wait until `fd` can be read. @return false where all is to end */
static bool answers_wait(const struct answers *answers, int fd) {
    struct pollfd polls[2] = {{.fd = answers->stop[0], .events = POLLIN},
                              {.fd = fd, .events = POLLIN}};

    return poll(polls, 2, -1) > 0 && polls[0].revents == 0;
}

/* Read a request up to its blank line. @return false at the end of the connection */
static bool answers_read(struct answers *answers, int peer) {
    char *head = answers->heads[answers->requests % ANSWERS_REQUESTS_MAX];
    size_t len = 0;

    head[0] = '\0';
    while (!strstr(head, "\r\n\r\n") && len + 1 < ANSWERS_REQUEST_SIZE) {
        ssize_t got = answers_wait(answers, peer)
                          ? recv(peer, head + len, ANSWERS_REQUEST_SIZE - 1 - len, 0)
                          : 0;

        if (got <= 0) {
            head[len] = '\0';
            return false;
        }
        len += (size_t)got;
        head[len] = '\0';
    }
    answers->requests++;
    return true;
}

static bool answers_send(int peer, const char *bytes, size_t len) {
    while (len > 0) {
        ssize_t sent = send(peer, bytes, len, MSG_NOSIGNAL);

        if (sent <= 0) {
            return false;
        }
        bytes += sent;
        len -= (size_t)sent;
    }
    return true;
}

static void answers_give(int peer, const struct answer *row) {
    bool goes_on =
        !row->bytes || answers_send(peer, row->bytes, row->len ? row->len : strlen(row->bytes));

    for (size_t i = 0; goes_on && i < row->times; i++) {
        goes_on = answers_send(peer, row->repeat, strlen(row->repeat));
    }
}

/* Closed at once and with unread bytes: the other side is told "reset". */
static void answers_reset(int peer) {
    struct linger now = {.l_onoff = 1};

    setsockopt(peer, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

/* Serve one connection until an answer ends it. */
static void answers_serve(struct answers *answers, int peer) {
    while (answers->next < answers->count && answers_read(answers, peer)) {
        const struct answer *row = &answers->rows[answers->next++];
        char byte = 0;

        answers_give(peer, row);
        if (row->end == ANSWER_RESET) {
            answers_reset(peer);
        } else if (row->end == ANSWER_DROP_NEXT && answers_wait(answers, peer)) {
            (void)!recv(peer, &byte, 1, MSG_PEEK);
        }
        if (row->end != ANSWER_KEEP) {
            break;
        }
    }
}

static void *answers_run(void *state) {
    struct answers *answers = state;

    while (answers_wait(answers, answers->listener)) {
        int peer = accept(answers->listener, NULL, NULL);

        if (peer >= 0) {
            answers->connections++;
            answers_serve(answers, peer);
            shutdown(peer, SHUT_WR);
            close(peer);
        }
    }
    return NULL;
}

struct answers *answers_start(const struct answer *rows, size_t count) {
    struct answers *answers = calloc(1, sizeof *answers);
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;

    if (!answers) {
        abort();
    }
    answers->rows = rows;
    answers->count = count;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    answers->listener = socket(AF_INET, SOCK_STREAM, 0);
    if (answers->listener < 0 || pipe(answers->stop) != 0 ||
        bind(answers->listener, (const struct sockaddr *)&address, size) != 0 ||
        listen(answers->listener, 8) != 0 ||
        getsockname(answers->listener, (struct sockaddr *)&address, &size) != 0 ||
        pthread_create(&answers->thread, NULL, answers_run, answers) != 0) {
        abort();
    }
    answers->port = ntohs(address.sin_port);
    return answers;
}

void answers_stop(struct answers *answers) {
    (void)!write(answers->stop[1], "x", 1);
    pthread_join(answers->thread, NULL);
    close(answers->listener);
    close(answers->stop[0]);
    close(answers->stop[1]);
}

void answers_free(struct answers *answers) { free(answers); }

int answers_port(const struct answers *answers) { return answers->port; }

size_t answers_connections(const struct answers *answers) { return answers->connections; }

size_t answers_requests(const struct answers *answers) { return answers->requests; }

const char *answers_request(const struct answers *answers, size_t index) {
    return index < answers->requests && index < ANSWERS_REQUESTS_MAX ? answers->heads[index]
                                                                     : "";
}
