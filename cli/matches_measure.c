/* cli/matches_measure.c - how far away adverts are that were matched one by one
 * SPDX-License-Identifier: MIT
 */
#include "cli/matches.h"
#include "cli/profile.h"
#include "pipeline/places.h"

enum err matches_measure(struct matches *matches, struct context *context, struct store *store,
                         const struct candidate *candidate, struct diag *diag) {
    struct listener listener = console_listener(&context->console);
    struct places *places = NULL;
    struct spot home = {0};
    enum err err = places_open(&places, store, &listener, diag);
    err = err ? err : places_home(&home, places, candidate, diag);
    if (!err && matches->count > 0 && places_is_lost(&home)) {
        profile_say_lost(context, candidate, match_filter_fits(context));
    }
    for (size_t i = 0; !err && i < matches->count; i++) {
        err = places_measure(&matches->at[i], places, candidate, context->settings.within,
                             &context->arena, diag);
    }
    places_close(places);
    return err;
}
