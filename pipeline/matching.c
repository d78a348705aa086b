/* pipeline/matching.c - a candidate against the adverts of the store
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/matching.h"

#include <stdlib.h>

#include "matcher/hands.h"
#include "matcher/outlook.h"
#include "matcher/rank.h"
#include "pipeline/matching_adverts.h"

struct matching {
    struct store *store;
    struct matching_query query;
    const struct rules *rules;
    const struct candidate *candidate;
    struct places *places;
    struct preference_wish wish;
    struct adverts adverts;
    unsigned char *marks;
    struct sifted *stands; /* of each advert */
    struct matched *lines; /* the list */
    struct matching_list list;
};

/* ---- the list ---------------------------------------------------------------------------- */

static void take(struct matching *matching, size_t advert) {
    struct matching_list *list = &matching->list;
    struct matched line = adverts_matched(&matching->adverts, advert, matching->stands[advert]);
    list->counts.of[line.gate]++;
    list->near += line.one_away;
    enum preference_name misfit =
        adverts_misfit(&matching->adverts, advert, &matching->query, &matching->wish);
    if (misfit < PREFER_COUNT) {
        list->left_out++;
        list->left_out_by[misfit]++;
    } else {
        matching->lines[list->count++] = line;
    }
}

static enum err sift_all(struct matching *matching, const struct listener *listener,
                         struct diag *diag) {
    struct adverts *adverts = &matching->adverts;
    struct arena *arena = &adverts->arena;
    matching->marks = arena_alloc(arena, adverts->sift.requirement_count, 1);
    matching->stands = arena_alloc(arena, adverts->count, sizeof *matching->stands);
    matching->lines = arena_alloc(arena, adverts->count, sizeof *matching->lines);
    if (arena->failed) {
        return arena_check(arena, diag);
    }
    enum err err = sift_judge(matching->marks, &adverts->sift, hands_of_machine(),
                              matching->candidate, matching->query.today, diag);
    for (size_t i = 0; !err && i < adverts->count; i++) {
        matching->stands[i] = sift_total(&adverts->sift, matching->marks, i);
        take(matching, i);
    }
    if (!err) {
        rank_sort_lines(matching->lines, matching->list.count);
        matching->list.at = matching->lines;
        matching->list.looked_at = (int64_t)adverts->count;
        matching->list.read = adverts->read;
        listener_progress(listener, "adverts matched", matching->list.looked_at,
                          matching->list.looked_at);
    }
    return err;
}

static enum err open_all(struct matching *matching, const struct listener *listener,
                         struct diag *diag) {
    enum err err = places_open(&matching->places, matching->store, listener, diag);
    matching->wish = (struct preference_wish){.candidate = matching->candidate,
                                              .miles = matching->query.within_miles};
    if (!err) {
        err = adverts_open(&matching->adverts, matching->store, &matching->query,
                           matching->rules, matching->places, listener, diag);
    }
    /* Behind the adverts: the tables of places are read meanwhile. */
    if (!err) {
        err = places_home(&matching->wish.home, matching->places, matching->candidate, diag);
    }
    matching->list.is_lost = places_is_lost(&matching->wish.home);
    return err ? err : sift_all(matching, listener, diag);
}

enum err matching_open(struct matching **out, struct store *store,
                       const struct matching_query *query, const struct rules *rules,
                       const struct candidate *candidate, const struct listener *listener,
                       struct diag *diag) {
    struct matching *matching = calloc(1, sizeof *matching);
    if (!matching) {
        return diag_set(diag, ERR_MEMORY, "out of memory");
    }
    matching->store = store;
    matching->query = *query;
    matching->rules = rules;
    matching->candidate = candidate;
    enum err err = open_all(matching, listener, diag);
    if (err) {
        matching_close(matching);
        return err;
    }
    *out = matching;
    return ERR_NONE;
}

void matching_close(struct matching *matching) {
    if (matching) {
        adverts_close(&matching->adverts);
        places_close(matching->places);
        free(matching);
    }
}

struct matching_list matching_list(const struct matching *matching) {
    return matching->list;
}

/* ---- sheets ------------------------------------------------------------------------------ */

static int64_t row_at(const void *lines, size_t at) {
    const struct matching_list *list = lines;
    return at < list->count ? list->at[at].row : 0;
}

enum err matching_each(struct matching *matching, size_t from, size_t count,
                       enum err (*visit)(void *state, const struct match *match,
                                         struct diag *diag),
                       void *state, struct diag *diag) {
    const struct adverts_show show = {matching->store, matching->rules, matching->candidate,
                                      matching->places, &matching->query};
    return adverts_show(&show, from, count, row_at, &matching->list, visit, state, diag);
}

/* ---- outlook ----------------------------------------------------------------------------- */

static const struct near_miss *name_near(const struct outlook_found *found,
                                         const struct matching *matching, struct arena *arena) {
    struct near_miss *near = arena_alloc(arena, found->near_count, sizeof *near);
    for (size_t i = 0; near && i < found->near_count; i++) {
        size_t advert = found->near[i].advert;
        near[i] = (struct near_miss){
            .advert = adverts_matched(&matching->adverts, advert, matching->stands[advert]),
            .step = found->near[i].step,
            .score = found->near[i].score};
    }
    return near;
}

enum err matching_outlook(struct outlook *out, struct matching *matching, size_t most,
                          struct diag *diag) {
    struct arena *arena = &matching->adverts.arena;
    size_t count = matching->list.count;
    size_t *order = arena_alloc(arena, count, sizeof *order);
    for (size_t i = 0; order && i < count; i++) {
        order[i] = adverts_find(&matching->adverts, matching->list.at[i].row);
    }
    struct outlook_query query = {.sift = &matching->adverts.sift,
                                  .marks = matching->marks,
                                  .stands = matching->stands,
                                  .candidate = matching->candidate,
                                  .today = matching->query.today,
                                  .order = order,
                                  .order_count = count,
                                  .most = most};
    struct outlook_found found = {0};
    enum err err = order ? outlook_find(&found, arena, &query, diag) : arena_check(arena, diag);
    const struct near_miss *near = err ? NULL : name_near(&found, matching, arena);
    err = err ? err : arena_check(arena, diag);
    if (!err) {
        *out = (struct outlook){found.openings, found.opening_count, near, found.near_count,
                                found.near_total};
    }
    return err;
}
