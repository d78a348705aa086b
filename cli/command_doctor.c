/* cli/command_doctor.c - shortlist doctor
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/database.h"
#include "parser/fence.h"
#include "pipeline/doctor.h"
#include "report/json_doctor.h"
#include "report/text_doctor.h"

/* Pages put aside that a person wants to see at once. */
enum { LIMIT_OF_TEXT = 20 };

static enum err check_database(struct health *health, struct context *context,
                               struct diag *diag) {
    struct store *store = NULL;
    bool damaged = false;
    enum err err = database_open_existing(&store, context, diag);
    if (!err && store) {
        err = doctor_look(health, &damaged, &context->arena, store, diag);
    } else if (!err) {
        struct check none = {"database", true, "there is none yet"};
        ARENA_PUSH(&context->arena, health->checks, health->check_count, none);
        err = arena_check(&context->arena, diag);
    }
    store_close(store);
    if (damaged) {
        context_note(context, STATUS_STORE);
    }
    return err;
}

/* What keeps a page that was made to do harm from doing it. */
static enum err check_fence(struct health *health, struct context *context, struct diag *diag) {
    unsigned missing = fence_try();
    const char *lacks = "";
    for (int part = 0; part < FENCE_PART_COUNT; part++) {
        if (missing & 1u << part) {
            lacks = arena_printf(&context->arena, "%s%s%s", lacks, lacks[0] ? ", " : "",
                                 fence_part_name((enum fence_part)part));
        }
        if (!lacks) {
            return arena_check(&context->arena, diag);
        }
    }
    struct check check = {
        "fence", missing == 0,
        missing == 0 ? "what reads pages can open nothing, and is limited in memory and time"
                     : arena_printf(&context->arena,
                                    "this system or this build lacks: %s; a page made to do "
                                    "harm is held by less",
                                    lacks)};
    ARENA_PUSH(&context->arena, health->checks, health->check_count, check);
    return arena_check(&context->arena, diag);
}

/* What is looked at, one after the other; each appends what it finds. */
static enum err (*const looks[])(struct health *health, struct context *context,
                                 struct diag *diag) = {
    check_database,
    check_fence,
};

static void print_text(struct context *context, const struct health *health) {
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    size_t limit =
        context->settings.limit == NOT_GIVEN ? LIMIT_OF_TEXT : (size_t)context->settings.limit;
    text_doctor(&plain, health, limit);
    console_write(&context->console, &out);
    buf_fini(&out);
}

enum err command_doctor(struct context *context, struct diag *diag) {
    struct health health = {0};
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < sizeof looks / sizeof *looks; i++) {
        err = looks[i](&health, context, diag);
    }
    if (err) {
        return err;
    }
    if (doctor_complains(&health)) {
        context_note(context, STATUS_PART);
    }
    if (context->settings.json) {
        return console_json(&context->console, json_doctor(&health), diag);
    }
    print_text(context, &health);
    return ERR_NONE;
}
