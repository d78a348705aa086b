/* cli/command_status.c - shortlist status
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/database.h"
#include "cli/identity.h"
#include "report/json_status.h"
#include "report/text_status.h"

/* Runs that a person wants to see at once, and as many as there are. */
enum { RUNS_UNLESS_GIVEN = 10, RUNS_ALL = INT32_MAX };

static enum err print(struct context *context, const struct ledger *ledger, int64_t cap,
                      struct diag *diag) {
    struct status_day day = {clock_now(&context->clock), context->today, cap};
    if (context->settings.json) {
        return console_json(&context->console, json_status(ledger, cap, context->today), diag);
    }
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    text_status(&plain, ledger, &day);
    console_write(&context->console, &out);
    buf_fini(&out);
    return ERR_NONE;
}

enum err command_status(struct context *context, struct diag *diag) {
    int64_t limit = context->settings.limit;
    int64_t runs = limit == NOT_GIVEN ? RUNS_UNLESS_GIVEN : limit == 0 ? RUNS_ALL : limit;
    struct ledger ledger = {0};
    struct store *store = NULL;
    struct identity identity = {0};
    enum err err = identity_find(&identity, context, true, diag); /* nobody is asked */
    if (!err) {
        err = database_open_existing(&store, context, diag);
    }
    if (!err && store) {
        err = store_ledger(store, &context->arena, runs, context->today, &ledger, diag);
    }
    if (!err && ledger.run_count == 0) {
        database_say_empty(context);
    }
    if (!err) {
        err = print(context, &ledger, identity.daily_cap, diag);
    }
    store_close(store);
    return err;
}
