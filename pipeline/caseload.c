/* pipeline/caseload.c - a folder of profiles against the store, in one pass over the adverts
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "pipeline/caseload_private.h"
#include "schema/store_caseload.h"

/* ---- what is remembered ------------------------------------------------------------------ */

/* What this run is held against: the last run of an earlier day; on a code's first day, the
 * first run. */
static enum err recall_last(struct caseload *caseload, struct member *member,
                            struct caseload_code *last, struct diag *diag) {
    struct arena *arena = &member->arena;
    struct caseload_code earlier = {0};
    const char *code = member->candidate.id;
    bool has_earlier = false;
    member->aside = arena_printf(arena, "%s%s", code, CASELOAD_ASIDE);
    enum err err = arena_check(arena, diag);
    err =
        err ? err
            : store_caseload_find(caseload->store, arena, code, last, &member->is_known, diag);
    if (err || !member->is_known || strlen(member->aside) > CASELOAD_CODE_MAX) {
        return err;
    }
    if (date_compare(date_in_london(last->matched_at), caseload->query.which.today) == 0) {
        err = store_caseload_find(caseload->store, arena, member->aside, &earlier, &has_earlier,
                                  diag);
    }
    const char *space = has_earlier ? strchr(earlier.rules, ' ') : NULL;
    if (!err && space) {
        last->code = member->aside;
        last->matched_at = strtoll(earlier.rules, NULL, 10);
        last->rules = space + 1;
    } else if (!err) {
        member->aside_rules =
            arena_printf(arena, "%lld %s", (long long)last->matched_at, last->rules);
    }
    return err ? err : arena_check(arena, diag);
}

/* The newest advert of the last run is always among what is remembered. */
static enum err recall(struct caseload *caseload, struct member *member, struct diag *diag) {
    struct caseload_code last = {0};
    const char *code = member->candidate.id;
    enum err err = recall_last(caseload, member, &last, diag);
    if (!err && member->is_known) {
        err = store_caseload_get(caseload->store, &member->arena, last.code, &member->was,
                                 &member->was_count, diag);
    }
    if (!err && member->was_count > 0) {
        member->newest_row = member->was[member->was_count - 1].vacancy;
    }
    bool is_other =
        !err && member->is_known && strcmp(last.rules, rules_version(caseload->rules)) != 0;
    member->sheet = (struct caseload_sheet){.file = member->file,
                                            .code = code,
                                            .last_at = err ? 0 : last.matched_at,
                                            .is_other_rules = is_other};
    return err;
}

static enum err find_home(struct caseload *caseload, struct member *member, struct diag *diag) {
    member->wish = (struct preference_wish){.candidate = &member->candidate,
                                            .miles = caseload->query.which.within_miles};
    const char *town = member->candidate.town;
    const char *postcode = member->candidate.postcode;
    enum err err = places_home(&member->wish.home, caseload->places, &member->candidate, diag);
    if (!err && (town || postcode) && places_is_lost(&member->wish.home)) {
        member->sheet.lost = arena_printf(&member->arena, "%s%s%s", postcode ? postcode : "",
                                          town && postcode ? ", " : "", town ? town : "");
        err = arena_check(&member->arena, diag);
    }
    return err;
}

/* Of a part of the adverts nothing can be said about what is new since. */
static bool is_whole(const struct matching_query *query) {
    const struct store_filter *filter = &query->filter;
    return !filter->words && !filter->bands && !filter->employer &&
           date_is_none(filter->closes_by) && !filter->state && !query->accepts;
}

static enum err put_aside(struct caseload *caseload, const struct member *member,
                          struct diag *diag) {
    return member->aside_rules
               ? store_caseload_put(caseload->store, member->aside, member->aside_rules,
                                    member->was, member->was_count, true, diag)
               : ERR_NONE;
}

static enum err put_all(struct caseload *caseload, struct diag *diag) {
    enum err err = store_begin_light(caseload->store, diag);
    for (size_t i = 0; !err && i < caseload->read_count; i++) {
        const struct member *member = &caseload->members[i];
        err = put_aside(caseload, member, diag);
        err = err ? err
                  : store_caseload_put(caseload->store, member->candidate.id,
                                       rules_version(caseload->rules), member->keep,
                                       member->keep_count, true, diag);
    }
    err = err ? err : store_commit(caseload->store, diag);
    if (err) {
        store_rollback(caseload->store);
    }
    return err;
}

/* What cannot be kept is no reason to show nothing. */
static void keep_all(struct caseload *caseload) {
    struct diag why = {0};
    if (caseload->query.forgets || !is_whole(&caseload->query.which)) {
        return;
    }
    caseload->list.is_kept = put_all(caseload, &why) == ERR_NONE;
    if (!caseload->list.is_kept) {
        listener_say(caseload->listener,
                     "what came of this run is not remembered, so the next one cannot say "
                     "what is new since: %s",
                     why.text);
    }
}

/* ---- all of it --------------------------------------------------------------------------- */

static enum err make_desks(struct caseload *caseload, struct diag *diag) {
    for (size_t i = 0; i < caseload->desk_count; i++) {
        caseload->desks[i].tally = arena_alloc(&caseload->arena, caseload->gaps.count + 1,
                                               sizeof *caseload->desks[i].tally);
    }
    return arena_check(&caseload->arena, diag);
}

static enum err sift_all(struct caseload *caseload, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < caseload->read_count; i++) {
        err = recall(caseload, &caseload->members[i], diag);
        err = err ? err : find_home(caseload, &caseload->members[i], diag);
    }
    if (!err && caseload->query.gaps > 0) {
        err = gap_prepare(&caseload->gaps, &caseload->arena, &caseload->adverts.sift, diag);
    }
    err = err ? err : make_desks(caseload, diag);
    err = err ? err
              : hands_share_out(caseload->desk_count, caseload->read_count, caseload_sift,
                                caseload, diag);
    if (!err && caseload->query.gaps > 0) {
        err = caseload_find_gaps(caseload, diag);
    }
    return err;
}

static enum err fill_list(struct caseload *caseload, struct diag *diag) {
    struct caseload_sheet *sheets =
        arena_alloc(&caseload->arena, caseload->read_count, sizeof *sheets);
    for (size_t i = 0; sheets && i < caseload->read_count; i++) {
        sheets[i] = caseload->members[i].sheet;
    }
    caseload->list.at = sheets;
    caseload->list.count = sheets ? caseload->read_count : 0;
    caseload->list.looked_at = (int64_t)caseload->adverts.count;
    caseload->list.read = caseload->adverts.read;
    return arena_check(&caseload->arena, diag);
}

static enum err run(struct caseload *caseload, const char *folder, struct diag *diag) {
    int asked = caseload->query.workers;
    caseload->desk_count = asked > 0 ? (size_t)asked : hands_of_machine();
    caseload->desks =
        arena_alloc(&caseload->arena, caseload->desk_count, sizeof *caseload->desks);
    enum err err = arena_check(&caseload->arena, diag);
    err = err ? err : caseload_read_profiles(caseload, folder, diag);
    if (!err && caseload->read_count > 0) {
        err = places_open(&caseload->places, caseload->store, caseload->listener, diag);
        err = err ? err
                  : adverts_open(&caseload->adverts, caseload->store, &caseload->query.which,
                                 caseload->rules, caseload->places, caseload->listener, diag);
        err = err ? err : sift_all(caseload, diag);
        if (!err) {
            keep_all(caseload);
        }
    }
    return err ? err : fill_list(caseload, diag);
}

enum err caseload_open(struct caseload **out, struct store *store, const char *folder,
                       const struct caseload_query *query, const struct rules *rules,
                       const struct listener *listener, struct diag *diag) {
    struct caseload *caseload = calloc(1, sizeof *caseload);
    if (!caseload) {
        return diag_set(diag, ERR_MEMORY, "out of memory");
    }
    caseload->store = store;
    caseload->query = *query;
    caseload->rules = rules;
    caseload->listener = listener;
    arena_init(&caseload->arena, ARENA_RUN_CAP);
    enum err err = run(caseload, folder, diag);
    if (err) {
        caseload_close(caseload);
        return err;
    }
    *out = caseload;
    return ERR_NONE;
}

void caseload_close(struct caseload *caseload) {
    if (!caseload) {
        return;
    }
    for (size_t i = 0; i < caseload->count; i++) {
        arena_fini(&caseload->members[i].arena);
    }
    adverts_close(&caseload->adverts);
    places_close(caseload->places);
    arena_fini(&caseload->arena);
    free(caseload);
}

struct caseload_list caseload_list(const struct caseload *caseload) {
    return caseload->list;
}

static int64_t row_at(const void *lines, size_t at) {
    const struct caseload_sheet *sheet = lines;
    return at < sheet->line_count ? sheet->lines[at].advert.row : 0;
}

const struct candidate *caseload_candidate(const struct caseload *caseload, size_t candidate) {
    return &caseload->members[candidate].candidate;
}

enum err caseload_each(struct caseload *caseload, size_t candidate, size_t from, size_t count,
                       enum err (*visit)(void *state, const struct match *match,
                                         struct diag *diag),
                       void *state, struct diag *diag) {
    const struct member *member = &caseload->members[candidate];
    const struct adverts_show show = {caseload->store, caseload->rules, &member->candidate,
                                      caseload->places, &caseload->query.which};
    return adverts_show(&show, from, count, row_at, &member->sheet, visit, state, diag);
}
