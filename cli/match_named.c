/* cli/match_named.c - match: adverts in files, and adverts of the database by their names
 * SPDX-License-Identifier: MIT
 */
#include "cli/database.h"
#include "cli/files.h"
#include "cli/match_ways.h"
#include "cli/named.h"
#include "pipeline/matching_sheet.h"

/* Being matched. */
struct naming {
    struct making *making;
    struct matches matches;
};

static enum err take_file(void *state, const struct files_read *read, struct diag *diag) {
    struct naming *naming = state;
    struct making *making = naming->making;
    for (size_t i = 0; i < read->readings.count; i++) {
        if (read->readings.at[i].kind != READING_VACANCY) {
            files_refuse(making->context, read->file, &read->readings.at[i], "an advert");
        }
    }
    return matching_readings(&naming->matches, read->arena, &read->readings, making->rules,
                             &making->candidate, making->context->today, diag);
}

static enum err take_stored(void *state, const struct stored *stored, struct arena *arena,
                            struct diag *diag) {
    struct naming *naming = state;
    const struct making *making = naming->making;
    struct vacancy *vacancy = arena_alloc(arena, 1, sizeof *vacancy);
    struct match match = {0};
    if (!vacancy) {
        return arena_check(arena, diag);
    }
    *vacancy = stored->vacancy;
    enum err err = matching_sheet(&match, arena, making->rules, vacancy, stored->key, NULL,
                                  &making->candidate, making->context->today, diag);
    match.seen = date_in_london(stored->first_seen);
    if (!err) {
        ARENA_PUSH(arena, naming->matches.at, naming->matches.count, match);
        naming->matches.looked_at++;
        err = arena_check(arena, diag);
    }
    return err;
}

/* The database helps to measure where there is one; files are matched without it. */
static struct store *store_if_any(struct context *context) {
    struct store *store = NULL;
    struct diag diag = {0};
    if (database_is_there(context) &&
        database_open_existing(&store, context, &diag) != ERR_NONE) {
        store = NULL;
    }
    return store;
}

static enum err measure(struct naming *naming, struct diag *diag) {
    struct context *context = naming->making->context;
    struct store *store = store_if_any(context);
    enum err err =
        matches_measure(&naming->matches, context, store, &naming->making->candidate, diag);
    store_close(store);
    return err;
}

/* Those that the options leave out go, and are counted. */
static void sift(struct naming *naming, struct match_left *left) {
    struct matches *matches = &naming->matches;
    size_t kept = 0;
    for (size_t i = 0; i < matches->count; i++) {
        const struct match *match = &matches->at[i];
        const char *why =
            match_filter_refuses(naming->making->context, naming->making->lens, match);
        if (why) {
            matches->looked_at--;
        } else {
            why = match_filter_misses(naming->making->context, match);
        }
        if (why) {
            match_left_add(left, why, 1);
        } else {
            matches->at[kept++] = *match;
        }
    }
    matches->count = kept;
}

static enum err print_found(struct naming *naming, struct diag *diag) {
    struct making *making = naming->making;
    struct match_left left = {0};
    struct matches_list list = {0};
    sift(naming, &left);
    matching_sort(&naming->matches);
    enum err err = matches_of(&list, &making->context->arena, &naming->matches, &left, diag);
    if (!err) {
        list.head.candidate = making->candidate.id;
        list.rules = making->rules;
        list.candidate = &making->candidate;
    }
    if (!err && (list.head.looked_at > 0 || left.count > 0 || making->context->settings.csv)) {
        err = matches_print(making->context, &list, diag);
    }
    return err;
}

enum err match_named(struct making *making, size_t *count, struct diag *diag) {
    struct naming naming = {.making = making};
    struct context *context = making->context;
    enum err err = named_each(context, &context->arena, take_file, take_stored, &naming, diag);
    if (!err) {
        err = measure(&naming, diag);
    }
    if (!err) {
        err = print_found(&naming, diag);
    }
    *count = naming.matches.count;
    return err;
}
