/* cli/command_criteria.c - shortlist criteria
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/named.h"
#include "matcher/requirement.h"
#include "report/json_criteria.h"
#include "report/text_criteria.h"

struct printing {
    struct context *context;
    struct rules *rules;
};

static enum err print_criteria(const struct printing *printing, struct arena *arena,
                               const struct vacancy *vacancy, const char *key,
                               struct diag *diag) {
    struct console *console = &printing->context->console;
    struct requirement *requirements = NULL;
    enum err err = requirement_read_all(&requirements, arena, printing->rules, vacancy, diag);
    if (err) {
        return err;
    }
    if (printing->context->settings.json) {
        return console_json(console, json_criteria(vacancy, key, requirements), diag);
    }
    struct buf out;
    struct plain plain = console_plain(console, &out);
    text_criteria(&plain, vacancy, key, requirements);
    console_write(console, &out);
    buf_fini(&out);
    return ERR_NONE;
}

static enum err print_stored(void *state, const struct stored *stored, struct arena *arena,
                             struct diag *diag) {
    return print_criteria(state, arena, &stored->vacancy, stored->key, diag);
}

static enum err print_file(void *state, const struct files_read *read, struct diag *diag) {
    const struct printing *printing = state;
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < read->readings.count; i++) {
        const struct reading *reading = &read->readings.at[i];
        if (reading->kind == READING_VACANCY) {
            const struct vacancy *vacancy = &reading->as.vacancy;
            err = print_criteria(printing, read->arena, vacancy,
                                 vacancy_key(vacancy, reading->digest, read->arena), diag);
        } else {
            files_refuse(printing->context, read->file, reading, "an advert");
        }
    }
    return err;
}

enum err command_criteria(struct context *context, struct diag *diag) {
    struct printing printing = {context, NULL};
    enum err err = rules_open(&printing.rules, context->settings.rules, diag);
    if (!err) {
        err = named_each(context, NULL, print_file, print_stored, &printing, diag);
    }
    rules_close(printing.rules);
    return err;
}
