/* cli/role_named.c - the role that a word of the command line names
 * SPDX-License-Identifier: MIT
 */
#include "cli/role_named.h"

#include <string.h>
#include <sys/stat.h>

#include "pipeline/add.h"

static bool is_file(const char *name) {
    struct stat info;
    return strcmp(name, "-") == 0 || strchr(name, '/') || stat(name, &info) == 0;
}

/* "peer" begins the id "peer_support_worker"; NULL: it begins none. */
static const char *begun(const struct rules *rules, const char *name) {
    for (size_t i = 0; *name && i < role_count(rules); i++) {
        const char *id = role_at(rules, i)->id;
        if (span_find_nocase(span_of(id), span_of(name), 0) == 0) {
            return id;
        }
    }
    return NULL;
}

static enum err fail_unknown(const struct rules *rules, const char *name, struct diag *diag) {
    const char *nearest = begun(rules, name);
    nearest = nearest ? nearest : role_nearest(rules, name);
    return nearest ? diag_set(diag, ERR_USAGE,
                              "no role is called \"%.64s\"; did you mean %s? `shortlist "
                              "roles` lists them",
                              name, nearest)
                   : diag_set(diag, ERR_USAGE,
                              "no role is called \"%.64s\", and no file; `shortlist roles` "
                              "lists the roles",
                              name);
}

/* The role profile among what a file held. */
static const struct role *find_page(const struct readings *readings) {
    for (size_t i = 0; i < readings->count; i++) {
        if (readings->at[i].kind == READING_ROLE) {
            return &readings->at[i].as.role;
        }
    }
    return NULL;
}

static enum err read_page(const struct work_role **out, struct context *context,
                          const struct rules *rules, const char *file, struct diag *diag) {
    struct reader_options options = {false};
    struct crew_result result = {0};
    struct crew *crew = NULL;
    struct page page = {0};
    struct work_role *role = arena_alloc(&context->arena, 1, sizeof *role);
    enum err err =
        role ? context_crew(&crew, context, diag) : arena_check(&context->arena, diag);
    err = err ? err
              : add_read_file(&result, &page, &context->arena, crew, file, &options,
                              clock_now(&context->clock), diag);
    const struct role *found = err ? NULL : find_page(&result.readings);
    if (!err && !found) {
        return diag_set(diag, ERR_INPUT,
                        "%s: no role profile; `shortlist role %s` says what it is", file, file);
    }
    err = err ? err : role_of_page(role, &context->arena, rules, found, file, diag);
    if (!err) {
        *out = role;
    }
    return err;
}

enum err role_named(const struct work_role **out, struct context *context,
                    const struct rules *rules, const char *name, struct diag *diag) {
    const struct work_role *role = role_find(rules, name);
    if (role) {
        *out = role;
        return ERR_NONE;
    }
    return is_file(name) ? read_page(out, context, rules, name, diag)
                         : fail_unknown(rules, name, diag);
}
