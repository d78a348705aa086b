/* cli/command_forget.c - shortlist forget
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/command.h"
#include "cli/database.h"
#include "pipeline/caseload.h"
#include "report/json_caseload.h"
#include "report/say.h"
#include "report/text_advert.h"
#include "schema/store_caseload.h"

/* The codes that are remembered; those that a run has put aside belong to one of them. */
static enum err list_codes(struct caseload_code **out, size_t *count, struct context *context,
                           struct store *store, struct diag *diag) {
    struct caseload_code *codes = NULL;
    size_t all = 0;
    size_t kept = 0;
    enum err err =
        store ? store_caseload_codes(store, &context->arena, &codes, &all, diag) : ERR_NONE;
    for (size_t i = 0; !err && i < all; i++) {
        if (!strstr(codes[i].code, CASELOAD_ASIDE)) {
            codes[kept++] = codes[i];
        }
    }
    if (!err) {
        *out = codes;
        *count = kept;
    }
    return err;
}

/* Is this a nought in front of a number? */
static bool is_padding(const char *code, const char *at) {
    return *at == '0' && ascii_is_digit(at[1]) && (at == code || !ascii_is_digit(at[-1]));
}

/* "c-002", "c-2" and "c02" are one spelling. */
static const char *bare_code(struct arena *arena, const char *code) {
    char *bare = arena_copy_text(arena, code);
    size_t len = 0;
    for (const char *at = code; bare && *at; at++) {
        while (is_padding(code, at)) {
            code = ++at; /* a second nought is padding too */
        }
        bare[len] = *at;
        len += ascii_is_alnum(*at);
    }
    if (bare) {
        bare[len] = '\0';
    }
    return bare;
}

/* The nearest spelling; NULL: none is near. */
static const char *nearest_code(struct arena *arena, const struct caseload_code *codes,
                                size_t count, const char *code) {
    const char **names = codes ? arena_alloc(arena, count, sizeof *names) : NULL;
    const char *bare = bare_code(arena, code);
    for (size_t i = 0; names && i < count; i++) {
        names[i] = bare_code(arena, codes[i].code);
    }
    const char *nearest = names && bare ? nearest_name(bare, names, count) : NULL;
    size_t at = 0;
    while (nearest && names[at] != nearest) {
        at++;
    }
    return nearest ? codes[at].code : NULL;
}

/* The near one is another person, and what follows deletes: it is named, not put forward. */
static enum err fail_code(struct context *context, struct store *store, const char *code,
                          struct diag *diag) {
    struct caseload_code *codes = NULL;
    size_t count = 0;
    enum err err = list_codes(&codes, &count, context, store, diag);
    if (err) {
        return err;
    }
    const char *nearest = nearest_code(&context->arena, codes, count, code);
    return nearest ? diag_set(diag, ERR_ABSENT,
                              "nothing is remembered of \"%.200s\"; the nearest code is \"%s\"",
                              code, nearest)
                   : diag_set(diag, ERR_ABSENT, "nothing is remembered of \"%.200s\"%s", code,
                              count == 0 ? ": there are no codes in the database"
                                         : "; `shortlist forget` lists the codes");
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

/* ---- without a code ---- */

static void put_code(struct buf *words, const struct caseload_code *code) {
    buf_printf(words, "%s: ", code->code);
    say_count(words, code->adverts, "advert", "adverts");
    buf_put_text(words, ", last matched ");
    say_instant(words, code->matched_at);
}

static void print_codes(struct context *context, const struct caseload_code *codes,
                        size_t count) {
    struct buf words;
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    buf_init(&words, TEXT_WORDS_CAP);
    for (size_t i = 0; i < count; i++) {
        buf_clear(&words);
        put_code(&words, &codes[i]);
        plain_paragraph(&plain, 0, buf_text(&words));
    }
    if (count == 0) {
        plain_paragraph(&plain, 0, "No code is remembered.");
    }
    console_write(&context->console, &out);
    buf_fini(&words);
    buf_fini(&out);
}

static enum err tell_codes(struct context *context, struct store *store, struct diag *diag) {
    struct caseload_code *codes = NULL;
    size_t count = 0;
    enum err err = list_codes(&codes, &count, context, store, diag);
    if (!err && !context->settings.json) {
        print_codes(context, codes, count);
    }
    for (size_t i = 0; !err && context->settings.json && i < count; i++) {
        err = console_json(&context->console, json_remembered(&codes[i]), diag);
    }
    return err;
}

enum err command_forget(struct context *context, struct diag *diag) {
    const char *name = context->operands.count > 0 ? context->operands.at[0] : NULL;
    struct store *store = NULL;
    enum err err = database_open_existing(&store, context, diag);
    if (!err && !name) {
        err = tell_codes(context, store, diag);
    } else if (!err) {
        err = store ? forget(context, store, name, diag) : fail_code(context, NULL, name, diag);
    }
    store_close(store);
    return err;
}
