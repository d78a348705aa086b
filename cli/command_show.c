/* cli/command_show.c - shortlist show
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/database.h"
#include "report/json_vacancy.h"
#include "report/text_vacancy.h"

static enum err put_history(struct plain *plain, struct context *context, struct store *store,
                            const char *key, struct diag *diag) {
    struct change *changes = NULL;
    size_t count = 0;
    enum err err = store_history(store, &context->arena, key, &changes, &count, diag);
    struct text_change *shown = NULL;
    if (!err && count > 0) {
        shown = arena_alloc(&context->arena, count, sizeof *shown);
        err = arena_check(&context->arena, diag);
    }
    for (size_t i = 0; shown && i < count; i++) {
        shown[i] = (struct text_change){date_in_london(changes[i].at), changes[i].field,
                                        changes[i].was, changes[i].is};
    }
    if (shown) {
        text_vacancy_history(plain, shown, count);
    }
    return err;
}

static enum err show_text(struct context *context, struct store *store,
                          const struct stored *stored, struct diag *diag) {
    struct text_vacancy_seen seen = {stored->key, date_in_london(stored->first_seen),
                                     date_in_london(stored->last_seen)};
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    text_vacancy(&plain, &stored->vacancy, &seen, context->today);
    enum err err = put_history(&plain, context, store, stored->key, diag);
    if (!err) {
        console_write(&context->console, &out);
    }
    buf_fini(&out);
    return err;
}

enum err command_show(struct context *context, struct diag *diag) {
    struct store *store = NULL;
    struct stored stored = {0};
    const char *name = context->operands.at[0];
    enum err err = database_open_existing(&store, context, diag);
    if (!err && !store) {
        err = diag_set(
            diag, ERR_ABSENT,
            "no advert \"%.200s\": there is no database yet; see shortlist help crawl", name);
    }
    if (!err) {
        err = store_vacancy_get(store, &context->arena, name, &stored, diag);
    }
    if (!err && context->settings.json) {
        err = console_json(&context->console, json_vacancy(&stored.vacancy), diag);
    } else if (!err) {
        err = show_text(context, store, &stored, diag);
    }
    store_close(store);
    return err;
}
