/* cli/lens.c - the role that --role names, as a filter on adverts
 * SPDX-License-Identifier: MIT
 */
#include "cli/lens.h"

#include "cli/role_named.h"

struct lens {
    const struct rules *rules;    /* borrowed */
    const struct work_role *role; /* borrowed */
};

enum err lens_open(struct lens **out, struct context *context, const struct rules *rules,
                   struct diag *diag) {
    const char *name = context->settings.role;
    if (!name) {
        *out = NULL;
        return ERR_NONE;
    }
    const struct work_role *role = NULL;
    enum err err = role_named(&role, context, rules, name, diag);
    if (err) {
        return err == ERR_USAGE ? diag_prefix(diag, "--role") : err;
    }
    struct lens *lens = arena_alloc(&context->arena, 1, sizeof *lens);
    if (!lens) {
        return arena_check(&context->arena, diag);
    }
    *lens = (struct lens){rules, role};
    *out = lens;
    return ERR_NONE;
}

/* It lives in the context's arena. */
void lens_close(struct lens *lens) { (void)lens; }

bool lens_accepts(const struct lens *lens, const char *title) {
    return !lens || role_accepts(lens->rules, lens->role, title);
}

bool lens_names_role(const char *word) {
    struct rules *rules = NULL;
    struct diag diag = {0};
    bool is_role =
        rules_open(&rules, NULL, &diag) == ERR_NONE && role_find(rules, word) != NULL;
    rules_close(rules);
    return is_role;
}
