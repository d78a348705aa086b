/* cli/named.c - adverts that operands name: files, folders, and ids of the database
 * SPDX-License-Identifier: MIT
 */
#include "cli/named.h"

#include <string.h>
#include <sys/stat.h>

#include "cli/database.h"
#include "cli/lens.h"

/* Ids hold no strokes, and end in no suffix of a saved page. */
static bool looks_like_path(struct span word) {
    static const char *const suffixes[] = {".html", ".htm", ".txt",  ".xml",
                                           ".json", ".pdf", ".mhtml"};
    bool is_path = span_find(word, SPAN("/"), 0) != SIZE_MAX;
    for (size_t i = 0; !is_path && i < sizeof suffixes / sizeof *suffixes; i++) {
        is_path = span_ends(word, suffixes[i]);
    }
    return is_path;
}

static bool is_file(const char *word) {
    struct stat info;
    return strcmp(word, "-") == 0 || stat(word, &info) == 0 || looks_like_path(span_of(word));
}

static enum err fail_name(struct context *context, const char *name, struct diag *diag) {
    if (lens_names_role(name)) {
        (void)diag_set(diag, ERR_ABSENT,
                       "\"%.64s\" is a role, no file and no advert: `shortlist roles %.64s` "
                       "says what it asks for in general, `shortlist criteria --role %.64s` "
                       "what its adverts in the database ask for",
                       name, name, name);
    } else {
        (void)diag_set(
            diag, ERR_ABSENT,
            "\"%.200s\": no file of that name, and no advert in the database; `shortlist "
            "search` finds adverts by words",
            name);
    }
    context_fail_item(context, diag);
    return ERR_NONE;
}

static enum err take_one(struct context *context, struct store *store, const char *name,
                         enum err (*take)(void *state, const struct stored *stored,
                                          struct arena *arena, struct diag *diag),
                         void *state, struct diag *diag) {
    struct stored stored = {0};
    enum err err =
        store ? store_vacancy_get(store, &context->arena, name, &stored, diag) : ERR_ABSENT;
    if (err == ERR_ABSENT) {
        return fail_name(context, name, diag);
    }
    if (err == ERR_INPUT) { /* fits several: the sentence lists them */
        context_fail_item(context, diag);
        return ERR_NONE;
    }
    return err ? err : take(state, &stored, &context->arena, diag);
}

static enum err take_names(struct context *context, const struct strings *names,
                           enum err (*take)(void *state, const struct stored *stored,
                                            struct arena *arena, struct diag *diag),
                           void *state, struct diag *diag) {
    struct store *store = NULL;
    enum err err = names->count > 0 ? database_open_existing(&store, context, diag) : ERR_NONE;
    for (size_t i = 0; !err && i < names->count; i++) {
        err = take_one(context, store, names->at[i], take, state, diag);
    }
    store_close(store);
    return err;
}

enum err named_each(struct context *context, struct arena *keep,
                    enum err (*take_file)(void *state, const struct files_read *read,
                                          struct diag *diag),
                    enum err (*take_stored)(void *state, const struct stored *stored,
                                            struct arena *arena, struct diag *diag),
                    void *state, struct diag *diag) {
    struct strings files = {0};
    struct strings names = {0};
    for (size_t i = 0; i < context->operands.count; i++) {
        const char *word = context->operands.at[i];
        strings_push(&context->arena, is_file(word) ? &files : &names, word);
    }
    enum err err = arena_check(&context->arena, diag);
    context->operands = files;
    if (!err) {
        err = files_each(context, keep, take_file, state, diag);
    }
    return err ? err : take_names(context, &names, take_stored, state, diag);
}
