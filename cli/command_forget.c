/* cli/command_forget.c - shortlist forget
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>

#include "base/nearest.h"
#include "cli/command.h"
#include "cli/database.h"
#include "report/json_caseload.h"
#include "report/say.h"
#include "report/text_advert.h"
#include "schema/store_caseload.h"

static enum err fail_code(struct context *context, struct store *store, const char *code,
                          struct diag *diag) {
    struct caseload_code *codes = NULL;
    size_t count = 0;
    enum err err =
        store ? store_caseload_codes(store, &context->arena, &codes, &count, diag) : ERR_NONE;
    const char **names = arena_alloc(&context->arena, count + 1, sizeof *names);
    if (err || !names) {
        return err ? err : arena_check(&context->arena, diag);
    }
    for (size_t i = 0; i < count; i++) {
        names[i] = codes[i].code;
    }
    const char *near = nearest_name(code, names, count);
    if (near) {
        return diag_set(diag, ERR_ABSENT,
                        "nothing is remembered of \"%.200s\"; did you mean %.200s?", code,
                        near);
    }
    return diag_set(diag, ERR_ABSENT, "nothing is remembered of \"%.200s\"%s", code,
                    count == 0 ? ": there are no codes in the database" : "");
}

static void tell(struct context *context, const struct caseload_code *code) {
    struct buf words;
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    buf_init(&words, TEXT_WORDS_CAP);
    buf_printf(&words, "%s is forgotten: its marks for ", code->code);
    say_count(&words, code->adverts, "advert", "adverts");
    buf_put_text(&words, ", last matched ");
    say_instant(&words, code->matched_at);
    buf_put_text(&words, ". The profile was never in the database; the file of it is yours to "
                         "delete.");
    plain_paragraph(&plain, 0, buf_text(&words));
    console_write(&context->console, &out);
    buf_fini(&words);
    buf_fini(&out);
}

static enum err forget(struct context *context, struct store *store, const char *name,
                       struct diag *diag) {
    struct caseload_code code = {0};
    bool known = false;
    enum err err = store_caseload_find(store, &context->arena, name, &code, &known, diag);
    if (!err && !known) {
        return fail_code(context, store, name, diag);
    }
    if (!err) {
        err = store_caseload_forget(store, name, &known, diag);
    }
    if (!err && context->settings.json) {
        return console_json(&context->console, json_forgotten(&code), diag);
    }
    if (!err) {
        tell(context, &code);
    }
    return err;
}

enum err command_forget(struct context *context, struct diag *diag) {
    const char *name = context->operands.at[0];
    struct store *store = NULL;
    enum err err = database_open_existing(&store, context, diag);
    if (!err) {
        err = store ? forget(context, store, name, diag) : fail_code(context, NULL, name, diag);
    }
    store_close(store);
    return err;
}
