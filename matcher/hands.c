/* matcher/hands.c - work that is shared out among the processors
 * SPDX-License-Identifier: MIT
 */
#include "matcher/hands.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <unistd.h>

/* Work being done. */
struct shift {
    hands_job *job;
    void *state;
    size_t count;
    atomic_size_t next;
    pthread_mutex_t lock; /* guards what is below */
    enum err err;
    size_t failed; /* the lowest piece that failed */
    struct diag diag;
};

/* One thread's part. */
struct hand {
    struct shift *shift;
    size_t number;
    pthread_t thread;
    bool is_started;
};

size_t hands_of_machine(void) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors > HANDS_MAX ? HANDS_MAX : (size_t)processors;
}

static void note_failure(struct shift *shift, size_t piece, enum err err,
                         const struct diag *diag) {
    (void)pthread_mutex_lock(&shift->lock);
    if (!shift->err || piece < shift->failed) {
        shift->err = err;
        shift->failed = piece;
        shift->diag = *diag;
    }
    (void)pthread_mutex_unlock(&shift->lock);
    atomic_store(&shift->next, shift->count);
}

static void *work(void *state) {
    const struct hand *hand = state;
    struct shift *shift = hand->shift;
    for (size_t piece = atomic_fetch_add(&shift->next, 1); piece < shift->count;
         piece = atomic_fetch_add(&shift->next, 1)) {
        struct diag diag = {0};
        enum err err = shift->job(shift->state, hand->number, piece, &diag);
        if (err) {
            note_failure(shift, piece, err, &diag);
        }
    }
    return NULL;
}

static void work_together(struct shift *shift, size_t count) {
    struct hand hands[HANDS_MAX] = {{.shift = shift}};
    for (size_t i = 0; i < count; i++) {
        hands[i] = (struct hand){.shift = shift, .number = i};
        hands[i].is_started =
            i > 0 && pthread_create(&hands[i].thread, NULL, work, &hands[i]) == 0;
    }
    (void)work(&hands[0]);
    for (size_t i = 0; i < count; i++) {
        if (hands[i].is_started) {
            (void)pthread_join(hands[i].thread, NULL);
        }
    }
}

enum err hands_share_out(size_t hands, size_t count, hands_job *job, void *state,
                         struct diag *diag) {
    struct shift shift = {.job = job, .state = state, .count = count};
    size_t most = hands < HANDS_MAX ? hands : HANDS_MAX;
    most = most < count ? most : count;
    atomic_init(&shift.next, 0);
    if (pthread_mutex_init(&shift.lock, NULL) != 0) {
        return diag_set(diag, ERR_SYSTEM, "threads cannot be started");
    }
    work_together(&shift, most > 0 ? most : 1);
    (void)pthread_mutex_destroy(&shift.lock);
    return shift.err ? diag_set(diag, shift.err, "%s", shift.diag.text) : ERR_NONE;
}
