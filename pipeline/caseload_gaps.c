/* pipeline/caseload_gaps.c - what several candidates of a caseload lack
 * SPDX-License-Identifier: MIT
 *
 * First, while each candidate is sifted, what alone stands between them and an advert is
 * tallied. Of what comes out on top the exact numbers are then found: with all that it
 * includes, advert by advert, for each candidate.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/caseload_private.h"

/* So many are counted exactly for each that is listed, for what includes others may overtake.
 */
enum { COUNTED_FOR_EACH = 3 };

/* One of them. */
struct counted {
    size_t id;
    uint64_t tally;
    unsigned char *opened; /* a bit an advert */
    int64_t openings;
    int64_t candidates;
};

/* Those that are counted; what candidates find is added under the lock. */
struct counting {
    struct counted *at;
    size_t count;
    pthread_mutex_t lock;
};

static int by_tally(const void *left, const void *right) {
    const struct counted *a = left;
    const struct counted *b = right;
    if (a->tally != b->tally) {
        return a->tally > b->tally ? -1 : 1;
    }
    return a->id < b->id ? -1 : a->id > b->id;
}

static int by_openings(const void *left, const void *right) {
    const struct counted *a = left;
    const struct counted *b = right;
    if (a->openings != b->openings) {
        return a->openings > b->openings ? -1 : 1;
    }
    return by_tally(left, right);
}

/* Those with the highest tallies go to the front. */
static enum err choose(struct caseload *caseload, struct counting *counting, struct arena *work,
                       struct diag *diag) {
    size_t most = caseload->query.gaps * COUNTED_FOR_EACH;
    struct counted *all = arena_alloc(work, caseload->gaps.count, sizeof *all);
    if (!all) {
        return arena_check(work, diag);
    }
    for (size_t id = 0; id < caseload->gaps.count; id++) {
        all[id].id = id;
        for (size_t i = 0; i < caseload->desk_count; i++) {
            all[id].tally += caseload->desks[i].tally[id];
        }
    }
    if (caseload->gaps.count > 1) {
        qsort(all, caseload->gaps.count, sizeof *all, by_tally);
    }
    counting->at = all;
    while (counting->count < most && counting->count < caseload->gaps.count &&
           all[counting->count].tally > 0) {
        all[counting->count++].opened = arena_alloc(work, caseload->adverts.count / 8 + 1, 1);
    }
    return arena_check(work, diag);
}

/* ---- counting ---------------------------------------------------------------------------- */

static void add(struct counting *counting, const struct gap_opened *opened, size_t size) {
    (void)pthread_mutex_lock(&counting->lock);
    for (size_t i = 0; opened && counting->at && i < counting->count; i++) {
        struct counted *counted = &counting->at[i];
        for (size_t k = 0; counted->opened && opened[i].count > 0 && k < size; k++) {
            counted->opened[k] |= opened[i].adverts[k];
        }
        counted->openings += opened[i].count;
        counted->candidates += opened[i].count > 0;
    }
    (void)pthread_mutex_unlock(&counting->lock);
}

/* For one candidate. */
static enum err count_job(void *state, size_t desk, size_t number, struct diag *diag) {
    struct caseload *caseload = state;
    struct counting *counting = caseload->counting;
    const struct member *member = &caseload->members[number];
    struct gap_candidate candidate = {&member->candidate, caseload->query.which.today,
                                      member->marks, NULL};
    size_t size = caseload->adverts.count / 8 + 1;
    struct arena work;
    (void)desk;
    arena_init(&work, ARENA_PAGE_CAP);
    struct gap_opened *opened = arena_alloc(&work, counting->count, sizeof *opened);
    for (size_t i = 0; opened && i < counting->count; i++) {
        opened[i] = (struct gap_opened){counting->at[i].id, arena_alloc(&work, size, 1), 0};
    }
    enum err err = arena_check(&work, diag);
    err = err ? err : gap_open(opened, counting->count, &caseload->gaps, &candidate, diag);
    if (!err) {
        add(counting, opened, size);
    }
    arena_fini(&work);
    return err;
}

/* ---- the list ---------------------------------------------------------------------------- */

static int64_t count_bits(const unsigned char *bits, size_t size) {
    int64_t count = 0;
    for (size_t i = 0; i < size; i++) {
        for (unsigned byte = bits[i]; byte; byte &= byte - 1) {
            count++;
        }
    }
    return count;
}

static enum err list_gaps(struct caseload *caseload, const struct counting *counting,
                          struct diag *diag) {
    struct arena *arena = &caseload->arena;
    size_t most = caseload->query.gaps;
    size_t count = counting->count < most ? counting->count : most;
    struct caseload_gap *gaps = arena_alloc(arena, count, sizeof *gaps);
    for (size_t i = 0; gaps && i < count; i++) {
        const struct counted *counted = &counting->at[i];
        gaps[i] = (struct caseload_gap){
            .what = gap_words(&caseload->gaps, counted->id, arena),
            .asks = gap_text(&caseload->gaps, counted->id, arena),
            .adverts = count_bits(counted->opened, caseload->adverts.count / 8 + 1),
            .openings = counted->openings,
            .candidates = counted->candidates};
    }
    caseload->list.gaps = gaps;
    caseload->list.gap_count = gaps ? count : 0;
    return arena_check(arena, diag);
}

enum err caseload_find_gaps(struct caseload *caseload, struct diag *diag) {
    struct counting counting = {.count = 0};
    struct arena work;
    if (pthread_mutex_init(&counting.lock, NULL) != 0) {
        return diag_set(diag, ERR_SYSTEM, "starting threads failed");
    }
    arena_init(&work, ARENA_RUN_CAP);
    enum err err = choose(caseload, &counting, &work, diag);
    caseload->counting = &counting;
    err = err ? err
              : hands_share_out(caseload->desk_count, caseload->read_count, count_job, caseload,
                                diag);
    caseload->counting = NULL;
    if (!err) {
        if (counting.count > 1) {
            qsort(counting.at, counting.count, sizeof *counting.at, by_openings);
        }
        err = list_gaps(caseload, &counting, diag);
    }
    (void)pthread_mutex_destroy(&counting.lock);
    arena_fini(&work);
    return err;
}
