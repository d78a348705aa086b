/* cli/command_show.c - shortlist show
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/database.h"
#include "pay/ask.h"
#include "pay/check.h"
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

/* What the salary is made of. */
static enum err put_pay(struct plain *plain, struct context *context,
                        const struct stored *stored, struct diag *diag) {
    const struct pay_question question =
        ask_of_vacancy(&stored->vacancy, date_in_london(stored->first_seen));
    struct tables *tables = NULL;
    struct pay_check check;
    if (stored->vacancy.salary.kind == SALARY_NONE ||
        stored->vacancy.salary.kind == SALARY_UNSTATED) {
        return ERR_NONE;
    }
    enum err err = tables_open(&tables, diag);
    err = err ? err : check_pay(&check, &context->arena, tables, &question, diag);
    if (!err) {
        text_pay_section(plain, &check);
    }
    tables_close(tables);
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
