/* pipeline/crawl_other.c - manners towards a host that is not the one of the visit
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/crawl_other.h"

#include "crawler/fetch.h"

bool crawl_other_may(struct store *store, const struct clock *clock, const char *origin) {
    struct host_memory memory = {0};
    struct arena arena;
    bool may = false;

    arena_init(&arena, ARENA_PAGE_CAP);
    may = !store_host_get(store, &arena, origin, &memory, NULL) &&
          fetch_may_visit(&memory, clock);
    arena_fini(&arena);
    return may;
}

static void other_count(struct host_memory *memory, const struct clock *clock) {
    struct date today = clock_today(clock);

    if (date_compare(memory->day, today) != 0) {
        memory->day = today;
        memory->day_requests = 0;
    }
    memory->day_requests++;
    memory->last_request = clock_now(clock);
}

enum err crawl_other_asked(struct store *store, const struct clock *clock, const char *origin,
                           int64_t not_before, struct diag *diag) {
    struct host_memory memory = {0};
    struct arena arena;
    enum err err = ERR_NONE;

    arena_init(&arena, ARENA_PAGE_CAP);
    err = store_host_get(store, &arena, origin, &memory, diag);
    if (!err) {
        other_count(&memory, clock);
        if (not_before > 0) {
            memory.not_before = not_before;
            memory.strikes++;
        }
        err = store_host_put(store, origin, &memory, diag);
    }
    arena_fini(&arena);
    return err;
}
