/* cli/command_roles.c - shortlist roles
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/profile.h"
#include "cli/role_named.h"
#include "report/json_roles.h"
#include "report/text_roles.h"

/* Being told. */
struct telling {
    struct context *context;
    struct rules *rules;
    struct candidate candidate; /* where --candidate names one */
};

static enum err print_list(const struct telling *telling, struct diag *diag) {
    struct context *context = telling->context;
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < role_count(telling->rules); i++) {
        const struct work_role *role = role_at(telling->rules, i);
        if (context->settings.json) {
            err = console_json(&context->console, json_roles(role, NULL), diag);
        } else {
            text_roles_line(&plain, role);
        }
    }
    if (!err && !context->settings.json) {
        plain_gap(&plain);
        plain_paragraph(&plain, 0,
                        "`shortlist roles ID` says what one asks for; (?) is from general "
                        "knowledge, with no source.");
        console_write(&context->console, &out);
    }
    buf_fini(&out);
    return err;
}

static void print_text(struct context *context, const struct work_role *role,
                       const struct match *sheet) {
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    if (sheet) {
        text_roles_candidate(&plain, role, sheet);
    } else {
        text_roles_whole(&plain, role);
    }
    plain_gap(&plain);
    console_write(&context->console, &out);
    buf_fini(&out);
}

static enum err print_role(const struct telling *telling, const char *name, struct diag *diag) {
    struct context *context = telling->context;
    bool has_candidate = context->settings.candidate;
    const struct work_role *role = NULL;
    struct match sheet = {0};
    enum err err = role_named(&role, context, telling->rules, name, diag);
    if (!err && has_candidate) {
        err = role_sheet(&sheet, &context->arena, telling->rules, role, &telling->candidate,
                         context->today, diag);
    }
    if (err) {
        return err;
    }
    if (context->settings.json) {
        return console_json(&context->console, json_roles(role, has_candidate ? &sheet : NULL),
                            diag);
    }
    print_text(context, role, has_candidate ? &sheet : NULL);
    return ERR_NONE;
}

static enum err check(const struct context *context, struct diag *diag) {
    if (context->settings.candidate && context->operands.count == 0) {
        return diag_set(diag, ERR_USAGE,
                        "--candidate is held against a role: name one, or use `shortlist "
                        "match` for adverts");
    }
    return context->settings.candidate ? profile_check(context, diag) : ERR_NONE;
}

enum err command_roles(struct context *context, struct diag *diag) {
    struct telling telling = {.context = context};
    enum err err = check(context, diag);
    if (!err) {
        err = rules_open(&telling.rules, context->settings.rules, diag);
    }
    if (!err && context->settings.candidate) {
        err = profile_read(&telling.candidate, context, telling.rules, diag);
    }
    if (!err && context->operands.count == 0) {
        err = print_list(&telling, diag);
    }
    for (size_t i = 0; !err && i < context->operands.count; i++) {
        err = print_role(&telling, context->operands.at[i], diag);
    }
    rules_close(telling.rules);
    return err;
}
