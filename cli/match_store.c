/* cli/match_store.c - match: the adverts of the database
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

#include "cli/database.h"
#include "cli/match_ways.h"
#include "cli/profile.h"

/* The near misses of a sheet say their step themselves: only the openings are asked for. */
enum { NEAR_WANTED = 0 };

static enum err each(void *state, size_t from, size_t count, matches_visit *visit,
                     void *visit_state, struct diag *diag) {
    return matching_each(state, from, count, visit, visit_state, diag);
}

static enum err outlook(void *state, struct outlook *out, struct diag *diag) {
    return matching_outlook(out, state, NEAR_WANTED, diag);
}

/* Those that preferences left out, wish by wish. */
static void add_wishes(struct match_left *left, const struct matching_list *list) {
    for (int i = 0; i < PREFER_COUNT; i++) {
        match_left_add(left, match_filter_wish((enum preference_name)i), list->left_out_by[i]);
    }
}

static enum err print_list(struct making *making, struct matching *matching,
                           const struct match_left *left, struct diag *diag) {
    struct matching_list found = matching_list(matching);
    struct matches_list list = {
        .at = found.at,
        .count = found.count,
        .head = {.candidate = making->candidate.id,
                 .looked_at = found.looked_at,
                 .left = left->at,
                 .left_count = left->count},
        .each = each,
        .outlook = outlook,
        .state = matching,
        .is_exact = true,
        .rules = making->rules,
        .candidate = &making->candidate,
    };
    return matches_print(making->context, &list, diag);
}

/* Nothing to look at, but a profile to try. */
static void say_empty(struct context *context) {
    char sentence[DIAG_TEXT_SIZE];
    database_say_empty(context);
    (void)snprintf(sentence, sizeof sentence,
                   "`shortlist demo --candidate %.200s` holds your profile against built-in "
                   "sample adverts, without any network",
                   context->settings.candidate);
    console_say(&context->console, sentence);
}

/* Why there is nothing to see. */
static void say_none(struct context *context, int64_t held, int64_t looked_at) {
    if (held == 0) {
        say_empty(context);
    } else if (looked_at == 0) {
        console_say(&context->console,
                    "no advert in the database is left to look at: `shortlist crawl` fetches "
                    "new ones, --all takes past ones too, fewer filters leave more");
    }
}

static enum err match_open(struct making *making, struct store *store, size_t *count,
                           struct diag *diag) {
    struct context *context = making->context;
    struct listener listener = console_listener(&context->console);
    struct matching_query query = match_filter_query(context, making->lens);
    struct matching *matching = NULL;
    struct match_left left = {0};
    int64_t held = 0;
    enum err err = store_count(store, &held, diag);
    if (!err) {
        err = matching_open(&matching, store, &query, making->rules, &making->candidate,
                            &listener, diag);
    }
    if (!err) {
        struct matching_list list = matching_list(matching);
        *count = list.count;
        if (list.is_lost) {
            profile_say_lost(context, &making->candidate, query.fits);
        }
        say_none(context, held, list.looked_at);
        add_wishes(&left, &list);
        err = match_filter_tally(&left, store, context, list.looked_at, diag);
    }
    if (!err) {
        err = print_list(making, matching, &left, diag);
    }
    matching_close(matching);
    return err;
}

/* Without a database there is nothing to print but a table's head. */
static enum err print_nothing(struct making *making, struct diag *diag) {
    struct context *context = making->context;
    const struct matches none = {0};
    struct matches_list list = {0};
    say_empty(context);
    if (!context->settings.csv) {
        return ERR_NONE;
    }
    enum err err = matches_of(&list, &context->arena, &none, NULL, diag);
    return err ? err : matches_print(context, &list, diag);
}

enum err match_store(struct making *making, size_t *count, struct diag *diag) {
    struct store *store = NULL;
    enum err err = database_open_existing(&store, making->context, diag);
    *count = 0;
    if (!err) {
        err = store ? match_open(making, store, count, diag) : print_nothing(making, diag);
    }
    store_close(store);
    return err;
}
