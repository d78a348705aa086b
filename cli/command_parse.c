/* cli/command_parse.c - shortlist parse
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/files.h"
#include "report/json_listing.h"
#include "report/json_refusal.h"
#include "report/json_role.h"
#include "report/json_vacancy.h"
#include "report/text_list.h"
#include "report/text_role.h"
#include "report/text_vacancy.h"

static struct json *json_of(const struct reading *reading, const char *file) {
    switch (reading->kind) {
    case READING_VACANCY:
        return json_vacancy(&reading->as.vacancy);
    case READING_LISTING:
        return json_listing(&reading->as.listing);
    case READING_ROLE:
        return json_role(&reading->as.role);
    case READING_REFUSAL:
        return json_refusal(&reading->as.refusal, file);
    case READING_NONE:
        break;
    }
    return json_new_null();
}

static void put_text(struct plain *plain, const struct reading *reading, struct arena *arena,
                     struct date today) {
    struct text_vacancy_seen seen = {0};
    if (reading->kind == READING_VACANCY) {
        seen.key = vacancy_key(&reading->as.vacancy, reading->digest, arena);
        text_vacancy(plain, &reading->as.vacancy, &seen, today);
    } else if (reading->kind == READING_LISTING) {
        text_listing(plain, &reading->as.listing, today);
    } else if (reading->kind == READING_ROLE) {
        text_role(plain, &reading->as.role);
    }
    plain_gap(plain);
}

static enum err print_one(struct context *context, const struct files_read *read,
                          const struct reading *reading, struct diag *diag) {
    struct console *console = &context->console;
    if (context->settings.json) {
        if (reading->kind == READING_REFUSAL) {
            context_note(context, STATUS_PART);
        }
        return console_json(console, json_of(reading, read->file), diag);
    }
    if (reading->kind == READING_REFUSAL) {
        files_refuse(context, read->file, reading, "an advert");
        return ERR_NONE;
    }
    struct buf out;
    struct plain plain = console_plain(console, &out);
    put_text(&plain, reading, read->arena, context->today);
    console_write(console, &out);
    buf_fini(&out);
    return ERR_NONE;
}

static enum err print_all(void *state, const struct files_read *read, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < read->readings.count; i++) {
        err = print_one(state, read, &read->readings.at[i], diag);
    }
    return err;
}

enum err command_parse(struct context *context, struct diag *diag) {
    return files_each(context, NULL, print_all, context, diag);
}
