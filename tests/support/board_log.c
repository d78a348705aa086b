/* tests/support/board_log.c - the requests a board has seen; safe to use from many threads
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_log.h"

#include "tests/support/board.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct board_log {
    pthread_mutex_t lock;
    struct board_request *requests;
    size_t count;
    size_t capacity;
    size_t forgotten; /* requests cleared so far: tickets count from the very first */
};

struct board_log *board_log_new(void) {
    struct board_log *log = calloc(1, sizeof *log);
    if (log != NULL && pthread_mutex_init(&log->lock, NULL) != 0) {
        free(log);
        log = NULL;
    }
    return log;
}

void board_log_free(struct board_log *log) {
    if (log == NULL)
        return;
    (void)pthread_mutex_destroy(&log->lock);
    free(log->requests);
    free(log);
}

static long long monotonic_ms(void) {
    struct timespec now = {.tv_sec = 0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void make_room(struct board_log *log) {
    if (log->count < log->capacity)
        return;
    size_t capacity = log->capacity * 2 + 64;
    struct board_request *grown = realloc(log->requests, capacity * sizeof *grown);
    if (grown == NULL)
        abort();
    log->requests = grown;
    log->capacity = capacity;
}

size_t board_log_add(struct board_log *log, const struct board_request *request) {
    (void)pthread_mutex_lock(&log->lock);
    make_room(log);
    struct board_request *added = &log->requests[log->count];
    *added = *request;
    added->time_ms = monotonic_ms();
    added->status = 0;
    size_t ticket = log->forgotten + log->count++;
    (void)pthread_mutex_unlock(&log->lock);
    return ticket;
}

void board_log_set_status(struct board_log *log, size_t ticket, unsigned status) {
    (void)pthread_mutex_lock(&log->lock);
    if (ticket >= log->forgotten && ticket - log->forgotten < log->count)
        log->requests[ticket - log->forgotten].status = status;
    (void)pthread_mutex_unlock(&log->lock);
}

size_t board_log_count(struct board_log *log, const char *prefix) {
    size_t size = prefix != NULL ? strlen(prefix) : 0;
    size_t count = 0;
    (void)pthread_mutex_lock(&log->lock);
    for (size_t i = 0; i < log->count; i++)
        count += size == 0 || strncmp(log->requests[i].path, prefix, size) == 0;
    (void)pthread_mutex_unlock(&log->lock);
    return count;
}

bool board_log_at(struct board_request *request, struct board_log *log, size_t index) {
    (void)pthread_mutex_lock(&log->lock);
    bool found = index < log->count;
    if (found)
        *request = log->requests[index];
    (void)pthread_mutex_unlock(&log->lock);
    return found;
}

void board_log_clear(struct board_log *log) {
    (void)pthread_mutex_lock(&log->lock);
    log->forgotten += log->count;
    log->count = 0;
    (void)pthread_mutex_unlock(&log->lock);
}
