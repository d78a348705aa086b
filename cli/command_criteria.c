/* cli/command_criteria.c - shortlist criteria
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/database.h"
#include "cli/lens.h"
#include "cli/named.h"
#include "matcher/requirement.h"
#include "report/json_criteria.h"
#include "report/text_criteria.h"

struct printing {
    struct context *context;
    struct rules *rules;
    struct lens *lens; /* of --role */
    int64_t count;     /* printed of that role */
};

static enum err print_criteria(const struct printing *printing, struct arena *arena,
                               const struct vacancy *vacancy, const char *key,
                               struct diag *diag) {
    struct console *console = &printing->context->console;
    struct requirement *requirements = NULL;
    enum err err = requirement_read_all(&requirements, arena, printing->rules, vacancy, diag);
    if (err) {
        return err;
    }
    if (printing->context->settings.json) {
        return console_json(console, json_criteria(vacancy, key, requirements), diag);
    }
    struct buf out;
    struct plain plain = console_plain(console, &out);
    text_criteria(&plain, vacancy, key, requirements);
    console_write(console, &out);
    buf_fini(&out);
    return ERR_NONE;
}

static enum err print_stored(void *state, const struct stored *stored, struct arena *arena,
                             struct diag *diag) {
    return print_criteria(state, arena, &stored->vacancy, stored->key, diag);
}

static enum err print_file(void *state, const struct files_read *read, struct diag *diag) {
    const struct printing *printing = state;
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < read->readings.count; i++) {
        const struct reading *reading = &read->readings.at[i];
        if (reading->kind == READING_VACANCY) {
            const struct vacancy *vacancy = &reading->as.vacancy;
            err = print_criteria(printing, read->arena, vacancy,
                                 vacancy_key(vacancy, reading->digest, read->arena), diag);
        } else {
            files_refuse(printing->context, read->file, reading, "an advert");
        }
    }
    return err;
}

/* Of --role: those of the database whose title it is, past ones last. */
static enum err print_of_role(void *state, const struct stored *stored, struct arena *arena,
                              struct diag *diag) {
    struct printing *printing = state;
    int64_t limit = printing->context->settings.limit;
    if (!lens_accepts(printing->lens, stored->vacancy.title) ||
        (limit > 0 && printing->count >= limit)) {
        return ERR_NONE;
    }
    printing->count++;
    return print_stored(state, stored, arena, diag);
}

static enum err print_role(struct printing *printing, struct diag *diag) {
    struct context *context = printing->context;
    struct store_filter filter = {.without_texts = true, .past_on = context->today};
    struct store *store = NULL;
    enum err err = lens_open(&printing->lens, context, printing->rules, diag);
    err = err ? err : database_open_existing(&store, context, diag);
    if (!err && store) {
        err = store_vacancy_each(store, &filter, print_of_role, printing, diag);
    }
    if (!err && !store) {
        database_say_empty(context);
    } else if (!err && printing->count == 0) {
        console_say(&context->console, "no advert in the database has a title of that role");
    }
    store_close(store);
    lens_close(printing->lens);
    return err;
}

static enum err check(const struct context *context, struct diag *diag) {
    const char *role = context->settings.role;
    if (role && context->operands.count > 0) {
        return diag_set(diag, ERR_USAGE,
                        "--role takes the adverts of the database: it goes without %.64s",
                        context->operands.at[0]);
    }
    return role || context->operands.count > 0
               ? ERR_NONE
               : diag_set(diag, ERR_USAGE, "criteria needs FILE, ID or --role");
}

enum err command_criteria(struct context *context, struct diag *diag) {
    struct printing printing = {.context = context};
    enum err err = check(context, diag);
    if (!err) {
        err = rules_open(&printing.rules, context->settings.rules, diag);
    }
    if (!err) {
        err = context->settings.role
                  ? print_role(&printing, diag)
                  : named_each(context, NULL, print_file, print_stored, &printing, diag);
    }
    rules_close(printing.rules);
    return err;
}
