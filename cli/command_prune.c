/* cli/command_prune.c - shortlist prune
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/database.h"
#include "report/json_part.h"
#include "report/say.h"

/* Long enough to look an advert up while its interviews go on. */
enum { DAYS_UNLESS_GIVEN = 90 };

static enum err print_dropped(struct context *context, struct date before, int64_t dropped,
                              struct diag *diag) {
    if (context->settings.json) {
        struct json *object = json_new_object();
        json_set(object, "schema", json_text("shortlist.prune/1"));
        json_set(object, "before", json_part_date(before));
        json_set(object, "dropped", json_int(dropped));
        return console_json(&context->console, object, diag);
    }
    struct buf out;
    struct buf words;
    struct plain plain = console_plain(&context->console, &out);
    buf_init(&words, CONSOLE_RECORD_CAP);
    say_count(&words, dropped, "page", "pages");
    buf_put_text(&words, " dropped, of adverts that closed before ");
    say_date(&words, before);
    plain_paragraph(&plain, 0, buf_text(&words));
    console_write(&context->console, &out);
    buf_fini(&words);
    buf_fini(&out);
    return ERR_NONE;
}

enum err command_prune(struct context *context, struct diag *diag) {
    int64_t days =
        context->settings.days == NOT_GIVEN ? DAYS_UNLESS_GIVEN : context->settings.days;
    struct date before = date_from_days(date_to_days(context->today) - days);
    struct store *store = NULL;
    int64_t dropped = 0;
    enum err err = database_open_existing(&store, context, diag);
    if (!err && store) {
        err = store_prune(store, before, &dropped, diag);
    }
    if (!err) {
        err = print_dropped(context, before, dropped, diag);
    }
    store_close(store);
    return err;
}
