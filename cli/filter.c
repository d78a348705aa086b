/* cli/filter.c - which adverts of the store, and printing them as a list
 * SPDX-License-Identifier: MIT
 */
#include "cli/filter.h"

#include "cli/database.h"
#include "cli/lens.h"
#include "cli/spelling.h"
#include "report/json_line.h"
#include "report/text_list.h"

/* A list being printed. */
struct printing {
    struct context *context;
    const struct lens *lens; /* NULL: any role */
    int64_t most;            /* 0: all */
    int64_t count;
};

static enum err print_text(struct context *context, const struct stored *stored) {
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    text_list_line(&plain, &stored->vacancy, stored->key, context->today);
    console_write(&context->console, &out);
    buf_fini(&out);
    return ERR_NONE;
}

static enum err print_one(void *state, const struct stored *stored, struct arena *arena,
                          struct diag *diag) {
    struct printing *printing = state;
    struct context *context = printing->context;
    (void)arena;
    if (!lens_accepts(printing->lens, stored->vacancy.title) ||
        (printing->most > 0 && printing->count >= printing->most)) {
        return ERR_NONE;
    }
    printing->count++;
    if (!context->settings.json) {
        return print_text(context, stored);
    }
    return console_json(
        &context->console,
        json_line(&stored->vacancy, stored->key, stored->first_seen, stored->last_seen), diag);
}

static struct store_filter filter_of(const struct context *context, const char *words) {
    const struct settings *settings = &context->settings;
    struct store_filter filter = {
        .words = words,
        .bands = settings->search.bands,
        .employer = settings->search.employer,
        .state = (enum state)settings->state,
        .limit = settings->limit == NOT_GIVEN ? 0 : settings->limit,
        .without_texts = true,
        .past_on = context->today,
    };
    if (settings->closing_within != NOT_GIVEN) {
        filter.open_on = context->today;
        filter.closes_by =
            date_from_days(date_to_days(context->today) + settings->closing_within);
    }
    return filter;
}

/* A role's adverts are counted here, for the store knows no roles. */
static enum err print_all(struct context *context, const struct lens *lens, const char *words,
                          struct diag *diag) {
    struct store_filter filter = filter_of(context, words);
    struct printing printing = {context, lens, filter.limit, 0};
    struct store *store = NULL;
    bool is_misspelled = false;
    filter.limit = lens ? 0 : filter.limit;
    int64_t held = 0;
    enum err err = database_open_existing(&store, context, diag);
    if (!err && store) {
        err = store_count(store, &held, diag);
    }
    if (!err && store) {
        err = store_vacancy_each(store, &filter, print_one, &printing, diag);
    }
    if (!err && held == 0) {
        database_say_empty(context);
    } else if (!err && printing.count == 0 && words) {
        err = spelling_say(&is_misspelled, context, store, words, diag);
    }
    if (!err && held > 0 && printing.count == 0 && !is_misspelled) {
        console_say(&context->console, "nothing in the database fits");
    }
    if (!err && printing.count == 0 && context->settings.fail_empty) {
        context_note(context, STATUS_EMPTY);
    }
    store_close(store);
    return err;
}

enum err filter_print(struct context *context, const char *words, struct diag *diag) {
    struct rules *rules = NULL;
    struct lens *lens = NULL;
    enum err err = context->settings.role ? rules_open(&rules, NULL, diag) : ERR_NONE;
    if (!err) {
        err = lens_open(&lens, context, rules, diag);
    }
    if (!err) {
        err = print_all(context, lens, words, diag);
    }
    lens_close(lens);
    rules_close(rules);
    return err;
}
