/* matcher/outlook.c - what to do next, over all adverts
 * SPDX-License-Identifier: MIT
 */
#include "matcher/outlook.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "matcher/change.h"
#include "matcher/hands.h"

/* A change, tried against what alone is short. */
struct trial {
    struct change change;
    struct opening opening;
    int size;
    unsigned reach; /* bit of search->touches */
    int64_t mends;  /* adverts that want nothing but what it mends */
};

/* An advert that does not pass, and one of the demands that it is short of: that which most
 * adverts are short of, so that few have to be judged to see that a change does not help. */
struct blocked {
    uint32_t advert;
    uint32_t number;
    unsigned reach; /* a bit for each of search->touches: it touches all that is short */
};

/* Changes touch these sets of types at most: one for each kind. */
enum { TOUCHES_MAX = CHANGE_KIND_COUNT };

/* What a thread tries changes with. */
struct desk {
    struct candidate copy; /* changed for each trial */
    struct sift_change tried;
};

/* One run. */
struct search {
    const struct outlook_query *query;
    struct arena *arena; /* the caller's */
    struct arena work;
    struct judge judge; /* of the profile as it is */
    uint32_t *shorts;   /* what alone is short of some advert, each once */
    size_t short_count;
    uint32_t *wanted_by; /* by number: adverts that want nothing else */
    struct blocked *blocked;
    size_t blocked_count;
    unsigned touches[TOUCHES_MAX]; /* the different ones of all trials */
    size_t touches_count;
    struct trial *trials; /* the smallest first */
    size_t trial_count;
    struct desk *desks;
    size_t desk_count;
    pthread_mutex_t lock;      /* guards near and step */
    struct outlook_near *near; /* in the caller's arena */
    size_t *step;              /* of each: index of its trial; SIZE_MAX: none yet */
    size_t near_count;
    struct diag *diag;
};

/* ---- what is short ----------------------------------------------------------------------- */

static enum err find_shorts(struct search *search) {
    const struct outlook_query *query = search->query;
    size_t numbers = query->sift->requirement_count;
    struct arena *work = &search->work;
    search->wanted_by = arena_alloc(work, numbers, sizeof *search->wanted_by);
    if (work->failed) {
        return arena_check(work, search->diag);
    }
    for (size_t i = 0; i < query->sift->advert_count; i++) {
        uint32_t number = query->stands[i].only_short;
        if (number && search->wanted_by[number]++ == 0) {
            ARENA_PUSH(work, search->shorts, search->short_count, number);
        }
    }
    return arena_check(work, search->diag);
}

/* ---- changes ----------------------------------------------------------------------------- */

static int by_size(const void *left, const void *right) {
    const struct trial *a = left;
    const struct trial *b = right;
    int key = a->size - b->size;
    key = key ? key : strcmp(a->opening.fact, b->opening.fact);
    return key ? key : strcmp(a->opening.value, b->opening.value);
}

static void add_trial(struct search *search, const struct change *change) {
    struct arena *arena = search->arena;
    struct trial trial = {
        .change = *change,
        .opening = {.change = change_words(change, &search->judge, arena),
                    .fact = change_key(change, &search->judge, arena),
                    .value = change_value(change, search->query->candidate, arena)},
        .size = change_size(change, search->query->candidate)};
    if (trial.opening.change && trial.opening.fact && trial.opening.value) {
        ARENA_PUSH(&search->work, search->trials, search->trial_count, trial);
    }
}

static enum err collect(struct search *search) {
    struct changes changes = {.arena = &search->work};
    change_collect_own(&changes, &search->judge);
    for (size_t i = 0; i < search->short_count; i++) {
        change_collect(&changes, &search->judge,
                       &search->query->sift->requirements[search->shorts[i]]);
    }
    for (size_t i = 0; i < changes.count; i++) {
        add_trial(search, &changes.at[i]);
    }
    if (search->trial_count > 1) {
        qsort(search->trials, search->trial_count, sizeof *search->trials, by_size);
    }
    return arena_check(&search->work, search->diag);
}

/* ---- what is blocked --------------------------------------------------------------------- */

/* The bit of a set of types. */
static unsigned reach_of(struct search *search, unsigned touches) {
    size_t at = 0;
    while (at < search->touches_count && search->touches[at] != touches) {
        at++;
    }
    if (at == search->touches_count) {
        search->touches[search->touches_count++] = touches;
    }
    return 1u << at;
}

/* Which sets of types touch a requirement. */
static unsigned reach_to(const struct search *search, uint32_t number) {
    unsigned types = search->query->sift->types[number];
    unsigned reach = 0;
    for (size_t i = 0; i < search->touches_count; i++) {
        reach |= types & search->touches[i] ? 1u << i : 0;
    }
    return reach;
}

/* How an advert is blocked. @param adverts by number: how many ask for it */
static struct blocked blocked_of(const struct search *search, size_t advert,
                                 const uint32_t *adverts) {
    const struct outlook_query *query = search->query;
    const struct sift_advert *at = &query->sift->adverts[advert];
    struct blocked blocked = {.advert = (uint32_t)advert, .reach = ~0u};
    for (size_t i = 0; i < at->count && blocked.reach; i++) {
        uint32_t number = query->sift->lines[at->first + i].requirement;
        if (sift_line_is_short(&query->sift->lines[at->first + i], query->marks[number])) {
            blocked.reach &= reach_to(search, number);
            blocked.number =
                adverts[number] > adverts[blocked.number] ? number : blocked.number;
        }
    }
    return blocked;
}

static enum err find_blocked(struct search *search) {
    const struct outlook_query *query = search->query;
    const struct sift *sift = query->sift;
    struct arena *work = &search->work;
    uint32_t *adverts = arena_alloc(work, sift->requirement_count, sizeof *adverts);
    search->blocked = arena_alloc(work, sift->advert_count, sizeof *search->blocked);
    if (work->failed) {
        return arena_check(work, search->diag);
    }
    for (size_t i = 0; i < search->trial_count; i++) {
        search->trials[i].reach = reach_of(search, change_touches(&search->trials[i].change));
    }
    for (size_t i = 0; i < sift->line_count; i++) {
        adverts[sift->lines[i].requirement]++;
    }
    for (size_t i = 0; i < sift->advert_count; i++) {
        if (query->stands[i].gate != GATE_PASS && sift->adverts[i].is_scored) {
            struct blocked blocked = blocked_of(search, i, adverts);
            search->blocked[search->blocked_count] = blocked;
            search->blocked_count += blocked.reach != 0;
        }
    }
    return ERR_NONE;
}

/* ---- trying ------------------------------------------------------------------------------ */

/* @return does it mend anything? */
static bool look_at_shorts(const struct search *search, struct desk *desk,
                           struct trial *trial) {
    struct sift_change *tried = &desk->tried;
    for (size_t i = 0; i < search->short_count; i++) {
        uint32_t number = search->shorts[i];
        if (tried->sift->types[number] & tried->touches && sift_change_mends(tried, number)) {
            trial->mends += search->wanted_by[number];
        }
    }
    return trial->mends > 0;
}

/* Posts that pass with the change and did not without it. */
static void count_opened(const struct search *search, struct desk *desk, struct trial *trial) {
    for (size_t i = 0; i < search->blocked_count; i++) {
        const struct blocked *blocked = &search->blocked[i];
        trial->opening.opens += blocked->reach & trial->reach &&
                                sift_change_mends(&desk->tried, blocked->number) &&
                                sift_change_passes(&desk->tried, blocked->advert);
    }
}

/* Near misses that no smaller change opens. A change may mend one demand and spoil another. */
static void look_at_near(struct search *search, struct desk *desk, const struct trial *trial) {
    size_t index = (size_t)(trial - search->trials);
    (void)pthread_mutex_lock(&search->lock);
    for (size_t i = 0; i < search->near_count; i++) {
        size_t advert = search->near[i].advert;
        uint32_t number = search->query->stands[advert].only_short;
        if (index < search->step[i] && sift_change_mends(&desk->tried, number)) {
            struct sifted after = sift_change_total(&desk->tried, advert);
            if (after.gate == GATE_PASS) {
                search->near[i].score = after.score;
                search->step[i] = index;
            }
        }
    }
    (void)pthread_mutex_unlock(&search->lock);
}

static void look(struct search *search, struct desk *desk, struct trial *trial) {
    sift_change_begin(&desk->tried);
    if (look_at_shorts(search, desk, trial)) {
        count_opened(search, desk, trial);
        look_at_near(search, desk, trial);
    }
}

/* A judge of its own, which remembers, pays even for a few demands. */
static enum err try_one(void *state, size_t hand, size_t number, struct diag *diag) {
    struct search *search = state;
    const struct outlook_query *query = search->query;
    const struct rules *rules = query->sift->rules;
    struct trial *trial = &search->trials[number];
    struct desk *desk = &search->desks[hand];
    struct arena work;
    struct judge judge;
    arena_init(&work, ARENA_PAGE_CAP);
    fact_restore_profile(&desk->copy, query->candidate);
    enum err err = change_apply(&desk->copy, &work, rules, &trial->change, diag);
    err = err ? err : judge_open_changed(&judge, &work, &search->judge, &desk->copy, diag);
    if (!err) {
        desk->tried = (struct sift_change){query->sift, &judge, change_touches(&trial->change),
                                           query->marks, desk->tried.marks};
        look(search, desk, trial);
        err = arena_check(&work, diag);
    }
    arena_fini(&work);
    return err;
}

/* What the work of the profile has to do with the areas that are asked for is found out once.
 */
static void look_before(const struct search *search) {
    const struct sift *sift = search->query->sift;
    for (size_t i = 0; i < search->short_count; i++) {
        (void)mark_requirement(&search->judge, &sift->requirements[search->shorts[i]], NULL);
    }
}

static enum err try_all(struct search *search) {
    struct arena *work = &search->work;
    look_before(search);
    search->desk_count = hands_of_machine();
    search->desks = arena_alloc(work, search->desk_count, sizeof *search->desks);
    for (size_t i = 0; !work->failed && i < search->desk_count; i++) {
        struct desk *desk = &search->desks[i];
        desk->tried.marks = arena_alloc(work, search->query->sift->requirement_count, 1);
        (void)fact_copy_profile(&desk->copy, work, search->query->candidate);
    }
    if (work->failed || pthread_mutex_init(&search->lock, NULL) != 0) {
        return diag_set(search->diag, ERR_MEMORY, "out of memory");
    }
    enum err err =
        hands_share_out(search->desk_count, search->trial_count, try_one, search, search->diag);
    (void)pthread_mutex_destroy(&search->lock);
    return err;
}

/* ---- what comes of it -------------------------------------------------------------------- */

static int by_opens(const void *left, const void *right) {
    const struct opening *const *a = left;
    const struct opening *const *b = right;
    if ((*a)->opens != (*b)->opens) {
        return (*a)->opens > (*b)->opens ? -1 : 1;
    }
    return *a < *b ? -1 : *a > *b;
}

/* Of those that open as many the smaller one comes first. */
static enum err name_openings(struct search *search, struct outlook_found *out) {
    const struct opening **best = arena_alloc(&search->work, search->trial_count, sizeof *best);
    struct opening *openings =
        arena_alloc(search->arena, OUTLOOK_OPENINGS_MAX, sizeof *openings);
    size_t count = search->trial_count;
    for (size_t i = 0; best && i < count; i++) {
        best[i] = &search->trials[i].opening;
    }
    if (best && openings && count > 1) {
        qsort(best, count, sizeof(void *), by_opens);
    }
    for (size_t i = 0; best && openings && i < count && i < OUTLOOK_OPENINGS_MAX; i++) {
        if (best[i]->opens > 0) {
            openings[out->opening_count++] = *best[i];
        }
    }
    out->openings = openings;
    return arena_check(&search->work, search->diag);
}

/* Those that no change opens go; the steps of the others move to the caller's arena. */
static void name_near(struct search *search, struct outlook_found *out) {
    struct opening *steps = arena_alloc(search->arena, search->trial_count, sizeof *steps);
    size_t count = 0;
    for (size_t i = 0; steps && i < search->trial_count; i++) {
        steps[i] = search->trials[i].opening;
    }
    for (size_t i = 0; steps && i < search->near_count; i++) {
        if (search->step[i] != SIZE_MAX) {
            struct outlook_near near = search->near[i];
            near.step = &steps[search->step[i]];
            search->near[count++] = near;
        }
    }
    out->near = search->near;
    out->near_count = count < search->query->most ? count : search->query->most;
    out->near_total = (int64_t)count;
}

/* ---- all of it --------------------------------------------------------------------------- */

static enum err list_near(struct search *search) {
    const struct outlook_query *query = search->query;
    search->near = arena_alloc(search->arena, query->order_count, sizeof *search->near);
    search->step = arena_alloc(&search->work, query->order_count, sizeof *search->step);
    if (!search->near || !search->step) {
        return diag_set(search->diag, ERR_MEMORY, "out of memory");
    }
    for (size_t i = 0; i < query->order_count; i++) {
        if (query->stands[query->order[i]].only_short) {
            search->step[search->near_count] = SIZE_MAX;
            search->near[search->near_count++].advert = query->order[i];
        }
    }
    return ERR_NONE;
}

static enum err open_search(struct search *search) {
    const struct outlook_query *query = search->query;
    enum err err = judge_open(&search->judge, &search->work, query->sift->rules,
                              query->candidate, query->today, search->diag);
    err = err ? err : find_shorts(search);
    return err ? err : list_near(search);
}

enum err outlook_find(struct outlook_found *out, struct arena *arena,
                      const struct outlook_query *query, struct diag *diag) {
    struct search search = {.query = query, .arena = arena, .diag = diag};
    struct outlook_found found = {0};
    arena_init(&search.work, ARENA_RUN_CAP);
    enum err err = open_search(&search);
    err = err ? err : collect(&search);
    err = err ? err : find_blocked(&search);
    err = err ? err : try_all(&search);
    err = err ? err : name_openings(&search, &found);
    if (!err) {
        name_near(&search, &found);
        err = arena_check(arena, diag);
    }
    if (!err) {
        *out = found;
    }
    arena_fini(&search.work);
    return err;
}
