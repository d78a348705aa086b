/* cli/command_criteria.c - shortlist criteria
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/files.h"
#include "matcher/requirement.h"
#include "report/json_criteria.h"
#include "report/text_criteria.h"

struct printing {
    struct context *context;
    struct rules *rules;
};

static enum err print_vacancy(const struct printing *printing, struct arena *arena,
                              const struct reading *reading, struct diag *diag) {
    struct console *console = &printing->context->console;
    const struct vacancy *vacancy = &reading->as.vacancy;
    const char *key = vacancy_key(vacancy, reading->digest, arena);
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

static enum err print_file(void *state, const struct files_read *read, struct diag *diag) {
    const struct printing *printing = state;
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < read->readings.count; i++) {
        const struct reading *reading = &read->readings.at[i];
        if (reading->kind == READING_VACANCY) {
            err = print_vacancy(printing, read->arena, reading, diag);
        } else {
            files_refuse(printing->context, read->file, reading, "an advert");
        }
    }
    return err;
}

enum err command_criteria(struct context *context, struct diag *diag) {
    struct printing printing = {context, NULL};
    enum err err = rules_open(&printing.rules, NULL, diag);
    if (!err) {
        err = files_each(context, NULL, print_file, &printing, diag);
    }
    rules_close(printing.rules);
    return err;
}
