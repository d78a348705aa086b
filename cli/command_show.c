/* cli/command_show.c - shortlist show
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/database.h"
#include "cli/pay_part.h"
#include "report/json_pay.h"
#include "report/json_vacancy.h"
#include "report/text_pay.h"
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

static enum err put_sightings(struct plain *plain, struct context *context, struct store *store,
                              const char *key, struct diag *diag) {
    struct sighting_line *lines = NULL;
    size_t count = 0;
    enum err err = store_sightings(store, &context->arena, key, &lines, &count, diag);
    struct text_sighting *shown = NULL;
    if (!err && count > 0) {
        shown = arena_alloc(&context->arena, count, sizeof *shown);
        err = arena_check(&context->arena, diag);
    }
    for (size_t i = 0; shown && i < count; i++) {
        shown[i] = (struct text_sighting){lines[i].source, lines[i].id, lines[i].url,
                                          date_in_london(lines[i].first_seen),
                                          date_in_london(lines[i].last_seen)};
    }
    if (shown) {
        text_vacancy_sightings(plain, shown, count);
    }
    return err;
}

/* What the salary is made of; NULL: none is printed. */
static enum err check(const struct pay_check **out, struct context *context,
                      struct pay_part *part, const struct stored *stored, struct diag *diag) {
    return pay_part_check(out, part, &context->arena, &stored->vacancy,
                          date_in_london(stored->first_seen), 0, diag);
}

static enum err put_pay(struct plain *plain, struct context *context,
                        const struct stored *stored, struct diag *diag) {
    struct pay_part part = {.tables = NULL};
    const struct pay_check *pay = NULL;
    const enum err err = check(&pay, context, &part, stored, diag);
    if (!err && pay) {
        text_pay_section(plain, pay, 0);
    }
    pay_part_close(&part);
    return err;
}

/* Keys may be shared by boards: what was found is named so that it is found again. */
static const char *name_of(struct arena *arena, const struct stored *stored) {
    const char *source = vocab_name(&vocab_source, (int)stored->vacancy.source);
    return source ? arena_printf(arena, "%s:%s", source, stored->key) : stored->key;
}

static enum err show_text(struct context *context, struct store *store,
                          const struct stored *stored, struct diag *diag) {
    struct text_vacancy_seen seen = {
        stored->key, date_in_london(stored->first_seen), date_in_london(stored->last_seen),
        stored->life, stored->life_at > 0 ? date_in_london(stored->life_at) : (struct date){0}};
    const char *name = name_of(&context->arena, stored);
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    text_vacancy(&plain, &stored->vacancy, &seen, context->today);
    enum err err = arena_check(&context->arena, diag);
    if (!err) {
        err = put_pay(&plain, context, stored, diag);
    }
    if (!err) {
        err = put_sightings(&plain, context, store, name, diag);
    }
    if (!err) {
        err = put_history(&plain, context, store, name, diag);
    }
    if (!err) {
        console_write(&context->console, &out);
    }
    buf_fini(&out);
    return err;
}

static enum err show_json(struct context *context, const struct stored *stored,
                          struct diag *diag) {
    struct pay_part part = {.tables = NULL};
    const struct pay_check *pay = NULL;
    enum err err = check(&pay, context, &part, stored, diag);
    if (!err) {
        struct json *record = json_vacancy(&stored->vacancy);
        json_set(record, "pay", pay ? json_pay(pay, NULL) : json_new_null());
        err = console_json(&context->console, record, diag);
    }
    pay_part_close(&part);
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
        err = show_json(context, &stored, diag);
    } else if (!err) {
        err = show_text(context, store, &stored, diag);
    }
    store_close(store);
    return err;
}
