/* cli/command_forget.c - shortlist forget
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/database.h"
#include "pipeline/caseload.h"
#include "report/json_caseload.h"
#include "report/say.h"
#include "report/text_advert.h"
#include "schema/store_caseload.h"

/* No code is put forward: the near one is another person, and what follows deletes. */
static enum err fail_code(struct context *context, struct store *store, const char *code,
                          struct diag *diag) {
    struct caseload_code *codes = NULL;
    size_t count = 0;
    enum err err =
        store ? store_caseload_codes(store, &context->arena, &codes, &count, diag) : ERR_NONE;
    struct buf known;
    buf_init(&known, TEXT_WORDS_CAP);
    for (size_t i = 0; !err && i < count; i++) {
        if (!strstr(codes[i].code, CASELOAD_ASIDE)) {
            buf_printf(&known, "%s%s", known.len > 0 ? ", " : "", codes[i].code);
        }
    }
    if (!err) {
        err =
            diag_set(diag, ERR_ABSENT, "nothing is remembered of \"%.200s\"%s%s", code,
                     count == 0 ? ": there are no codes in the database" : "; remembered are: ",
                     count == 0 ? "" : buf_text(&known));
    }
    buf_fini(&known);
    return err;
}

static void tell(struct context *context, const struct caseload_code *code) {
    struct buf words;
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    buf_init(&words, TEXT_WORDS_CAP);
    buf_printf(&words, "%s is forgotten: what was remembered of ", code->code);
    say_count(&words, code->adverts, "advert", "adverts");
    buf_put_text(&words, ", last matched ");
    say_instant(&words, code->matched_at);
    buf_put_text(&words, ". The profile was never in the database; the file of it is yours to "
                         "delete. While that file is in the folder, the next run of "
                         "`match --candidates` remembers the code again.");
    plain_paragraph(&plain, 0, buf_text(&words));
    console_write(&context->console, &out);
    buf_fini(&words);
    buf_fini(&out);
}

/* The code last: until then it can be named again. */
static enum err forget_both(struct context *context, struct store *store, const char *name,
                            struct diag *diag) {
    bool known = false;
    const char *aside = arena_printf(&context->arena, "%s%s", name, CASELOAD_ASIDE);
    enum err err = arena_check(&context->arena, diag);
    err = err ? err : store_caseload_forget(store, aside, &known, diag);
    return err ? err : store_caseload_forget(store, name, &known, diag);
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
        err = forget_both(context, store, name, diag);
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
