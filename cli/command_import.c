/* cli/command_import.c - shortlist import
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/nearest.h"
#include "cli/command.h"
#include "cli/database.h"
#include "cli/signals.h"
#include "pipeline/import.h"
#include "pipeline/offers.h"
#include "report/json_part.h"
#include "report/say.h"

static void print_words(struct context *context, struct buf *words) {
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    plain_paragraph(&plain, 0, buf_text(words));
    console_write(&context->console, &out);
    buf_fini(&out);
}

/* ---- what there is ---- */

/* What pay would be taken apart with now. */
static enum err find_stamp(char out[OFFERS_STAMP_MAX], struct diag *diag) {
    struct tables *tables = NULL;
    const enum err err = tables_open(&tables, diag);
    if (!err) {
        offers_stamp_without_rules(out, tables);
    }
    tables_close(tables);
    return err;
}

static bool is_current(const struct dataset *dataset, const char *stamp) {
    return !dataset->stamp || strcmp(dataset->stamp, stamp) == 0;
}

static struct json *dataset_json(const struct dataset *dataset, const char *stamp) {
    struct json *object = json_new_object();
    json_set(object, "name", json_part_bytes(dataset->name));
    json_set(object, "kind", json_text(dataset->kind));
    json_set(object, "offers", json_int(dataset->offers));
    json_set(object, "at", json_part_instant(dataset->at));
    json_set(object, "current", json_bool(is_current(dataset, stamp)));
    json_set(object, "attribution", json_text(dataset->attribution));
    return object;
}

static enum err print_datasets_json(struct context *context, const struct dataset *datasets,
                                    size_t count, const char *stamp, struct diag *diag) {
    struct json *object = json_new_object();
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++) {
        json_push(list, dataset_json(&datasets[i], stamp));
    }
    json_set(object, "schema", json_text("shortlist.datasets/1"));
    json_set(object, "datasets", list);
    return console_json(&context->console, object, diag);
}

static void put_dataset(struct plain *plain, const struct dataset *dataset, const char *stamp) {
    struct buf words;
    buf_init(&words, CONSOLE_RECORD_CAP);
    say_count(&words, dataset->offers, "advert", "adverts");
    buf_printf(&words, " (%s), imported ", dataset->kind);
    say_instant(&words, dataset->at);
    plain_field(plain, dataset->name, buf_text(&words));
    if (!is_current(dataset, stamp)) {
        plain_field(plain, "", "Its pay was taken apart with other tables: import it again.");
    }
    plain_field(plain, "", dataset->attribution);
    buf_fini(&words);
}

static void print_datasets_text(struct context *context, const struct dataset *datasets,
                                size_t count, const char *stamp) {
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    for (size_t i = 0; i < count; i++) {
        put_dataset(&plain, &datasets[i], stamp);
    }
    if (count == 0) {
        plain_paragraph(&plain, 0,
                        "No data sets are imported. `shortlist help import` says where the "
                        "adverts of past years are had.");
    }
    console_write(&context->console, &out);
    buf_fini(&out);
}

static enum err tell_datasets(struct context *context, struct diag *diag) {
    struct store *store = NULL;
    struct dataset *datasets = NULL;
    size_t count = 0;
    char stamp[OFFERS_STAMP_MAX] = "";
    enum err err = find_stamp(stamp, diag);
    err = err ? err : database_open_existing(&store, context, diag);
    if (!err && store) {
        err = store_datasets(store, &context->arena, &datasets, &count, diag);
    }
    if (!err && context->settings.json) {
        err = print_datasets_json(context, datasets, count, stamp, diag);
    } else if (!err) {
        print_datasets_text(context, datasets, count, stamp);
    }
    store_close(store);
    return err;
}

/* ---- what was not taken ---- */

static struct json *unread_json(const struct imported *file) {
    struct json *list = json_new_array();
    for (size_t i = 0; i < file->unread_named; i++) {
        struct json *object = json_new_object();
        json_set(object, "line", json_int(file->unread[i].line));
        json_set(object, "item", json_int(file->unread[i].item));
        json_set(object, "reason", json_part_bytes(file->unread[i].reason));
        json_push(list, object);
    }
    return list;
}

static struct json *begin_json(const char *kind, const struct imported *file) {
    struct json *object = json_new_object();
    json_set(object, "schema", json_text("shortlist.import/1"));
    json_set(object, "kind", json_text(kind));
    json_set(object, "name", json_part_bytes(file->name));
    return object;
}

/* " Not taken: 7 rows, line 4, 9, 10, 12, 30 and more." @param is_item their numbers, else
 * lines
 */
static void say_unread(struct buf *words, const struct imported *file, bool is_item) {
    if (file->unread_count == 0) {
        return;
    }
    buf_put_text(words, " Not taken: ");
    say_count(words, file->unread_count, is_item ? "item" : "row", is_item ? "items" : "rows");
    buf_put_text(words, is_item ? ", number " : ", line ");
    for (size_t i = 0; i < file->unread_named; i++) {
        const struct import_unread *unread = &file->unread[i];
        buf_put_text(words, i > 0 ? ", " : "");
        say_number(words, is_item ? unread->item : unread->line);
    }
    buf_put_text(words, file->unread_count > (int64_t)file->unread_named ? " and more." : ".");
}

/* ---- open data ---- */

static enum err print_nhsbsa_json(struct context *context, const struct import_nhsbsa *done,
                                  struct diag *diag) {
    struct json *object = begin_json("nhsbsa", &done->file);
    json_set(object, "rows", json_int(done->rows));
    json_set(object, "kept", json_int(done->kept));
    json_set(object, "repeated", json_int(done->repeated));
    json_set(object, "unread", json_int(done->file.unread_count));
    json_set(object, "without_pay", json_int(done->without_pay));
    json_set(object, "by_closing_day", json_int(done->by_closing_day));
    json_set(object, "by_given_day", json_int(done->by_given_day));
    json_set(object, "windows_1252", json_int(done->windows_1252));
    json_set(object, "from", json_part_date(done->first));
    json_set(object, "to", json_part_date(done->last));
    json_set(object, "replaced", json_bool(done->is_replaced));
    json_set(object, "unknown_columns", json_part_strings(&done->unknown));
    json_set(object, "unread_first", unread_json(&done->file));
    json_set(object, "attribution", json_text(done->attribution));
    return console_json(&context->console, object, diag);
}

/* A sentence with a count, where there is something to count. */
static void say_some(struct buf *words, int64_t count, const char *one, const char *many,
                     const char *what) {
    if (count > 0) {
        buf_put_char(words, ' ');
        say_count(words, count, one, many);
        buf_put_text(words, what);
    }
}

static void print_nhsbsa_text(struct context *context, const struct import_nhsbsa *done) {
    struct buf words;
    buf_init(&words, CONSOLE_RECORD_CAP);
    buf_printf(&words, "%s: ", done->file.name);
    say_count(&words, done->kept, "advert", "adverts");
    buf_put_text(&words, " of ");
    say_count(&words, done->rows, "row", "rows");
    buf_put_text(&words, " imported, posted from ");
    say_date(&words, done->first);
    buf_put_text(&words, " to ");
    say_date(&words, done->last);
    buf_put_text(&words,
                 done->is_replaced ? "; what was there under this name is replaced." : ".");
    say_some(&words, done->repeated, "row repeats", "rows repeat",
             " another, which counts once.");
    say_some(&words, done->without_pay, "advert prints", "adverts print", " no pay.");
    say_some(&words, done->by_closing_day, "has", "have",
             " no posting day: the closing day stands for it.");
    say_some(&words, done->by_given_day, "has", "have", " no day: that of --date was taken.");
    say_some(&words, done->windows_1252, "row was", "rows were",
             " no UTF-8, and read as Windows-1252.");
    say_unread(&words, &done->file, false);
    print_words(context, &words);
    buf_clear(&words);
    buf_put_text(&words, done->attribution);
    print_words(context, &words);
    buf_fini(&words);
}

static enum err run_nhsbsa(struct import_nhsbsa *done, struct context *context,
                           struct store *store, const char *path, struct diag *diag) {
    char stamp[OFFERS_STAMP_MAX];
    struct tables *tables = NULL;
    const struct listener listener = console_listener(&context->console);
    enum err err = tables_open(&tables, diag);
    if (!err) {
        const struct import_nhsbsa_options options = {.day = context->settings.date,
                                                      .today = context->today,
                                                      .stamp = stamp,
                                                      .stop = signals_wishes()};
        offers_stamp_without_rules(stamp, tables);
        signals_catch();
        err = import_nhsbsa(done, &context->arena, store, tables, path, &options, &listener,
                            diag);
    }
    tables_close(tables);
    return err;
}

static enum err import_open_data(struct context *context, const char *path, struct diag *diag) {
    struct store *store = NULL;
    struct import_nhsbsa done = {0};
    enum err err = database_open(&store, context, diag);
    err = err ? err : run_nhsbsa(&done, context, store, path, diag);
    store_close(store);
    if (err) {
        return err;
    }
    if (done.file.unread_count > 0) {
        context_note(context, STATUS_PART);
    }
    if (context->settings.json) {
        return print_nhsbsa_json(context, &done, diag);
    }
    print_nhsbsa_text(context, &done);
    return ERR_NONE;
}

/* ---- JSON-LD ---- */

static enum err print_postings_json(struct context *context,
                                    const struct import_jobposting *done, struct diag *diag) {
    const struct run_counts *counts = &done->counts;
    struct json *object = begin_json("jobposting", &done->file);
    json_set(object, "items", json_int(done->items));
    json_set(object, "postings", json_int(done->postings));
    json_set(object, "others", json_int(done->others));
    json_set(object, "new", json_int(counts->fresh));
    json_set(object, "changed", json_int(counts->changed));
    json_set(object, "same", json_int(counts->same));
    json_set(object, "refused", json_int(counts->refused));
    json_set(object, "aside", json_int(counts->aside));
    json_set(object, "failed", json_int(counts->failed));
    json_set(object, "unread_first", unread_json(&done->file));
    return console_json(&context->console, object, diag);
}

static void say_part(struct buf *words, int64_t count, const char *what) {
    if (count > 0) {
        buf_put_text(words, ", ");
        say_number(words, count);
        buf_put_text(words, what);
    }
}

static void print_postings_text(struct context *context, const struct import_jobposting *done) {
    const struct run_counts *counts = &done->counts;
    struct buf words;
    buf_init(&words, CONSOLE_RECORD_CAP);
    buf_printf(&words, "%s: ", done->file.name);
    say_count(&words, done->postings, "posting", "postings");
    buf_put_text(&words, " read: ");
    say_number(&words, counts->fresh);
    buf_put_text(&words, " new");
    say_part(&words, counts->changed, " changed");
    say_part(&words, counts->same, " known already");
    say_part(&words, counts->aside, " put aside, see `shortlist doctor`");
    buf_put_char(&words, '.');
    say_unread(&words, &done->file, true);
    say_some(&words, done->others, "item is", "items are", " no JobPosting");
    if (done->others > 0) {
        buf_printf(&words, " (the first is number %lld).", (long long)done->other_item);
    }
    print_words(context, &words);
    buf_fini(&words);
}

static enum err print_postings(struct context *context, const struct import_jobposting *done,
                               struct diag *diag) {
    if (done->counts.refused + done->counts.aside + done->counts.failed > 0) {
        context_note(context, STATUS_PART);
    }
    if (context->settings.json) {
        return print_postings_json(context, done, diag);
    }
    print_postings_text(context, done);
    return ERR_NONE;
}

static enum err import_postings(struct context *context, const char *path, struct diag *diag) {
    const struct import_jobposting_options options = {
        .reader = {context->settings.keep_contacts}, .stop = signals_wishes()};
    const struct listener listener = console_listener(&context->console);
    struct import_jobposting done = {0};
    struct diag printing = {0};
    struct store *store = NULL;
    struct crew *crew = NULL;
    enum err err = database_open(&store, context, diag);
    err = err ? err : context_crew(&crew, context, diag);
    if (!err) {
        signals_catch();
        err = import_jobposting(&done, &context->arena, store, crew, &context->clock, path,
                                &options, &listener, diag);
        /* What was done is told even where it ended badly. */
        if ((!err || done.counts.seen > 0) && print_postings(context, &done, &printing) &&
            !err) {
            err = diag_set(diag, printing.err, "%s", printing.text);
        }
    }
    store_close(store);
    return err;
}

/* ---- forget ---- */

static enum err forget_dataset(struct context *context, const char *name, struct diag *diag) {
    struct store *store = NULL;
    bool known = false;
    enum err err = database_open_existing(&store, context, diag);
    if (!err && store) {
        err = store_dataset_forget(store, name, &known, diag);
    }
    store_close(store);
    if (!err && !known) {
        err = diag_set(diag, ERR_ABSENT,
                       "there is no data set called \"%.64s\"; `shortlist import` lists what "
                       "there is",
                       name);
    }
    if (!err && !context->settings.json) {
        struct buf words;
        buf_init(&words, CONSOLE_RECORD_CAP);
        buf_printf(&words, "The adverts of %s are forgotten.", name);
        print_words(context, &words);
        buf_fini(&words);
    }
    return err;
}

/* ---- which of them ---- */

static const struct {
    const char *name;
    const char *wants; /* what the operand is */
    enum err (*run)(struct context *context, const char *operand, struct diag *diag);
} deeds[] = {
    {"nhsbsa", "one CSV file: `import nhsbsa FOI-03341.csv`", import_open_data},
    {"jobposting", "one file of JSON-LD: `import jobposting postings.jsonl`", import_postings},
    {"forget", "the name of a data set, as `shortlist import` lists it", forget_dataset},
};
enum { DEED_COUNT = sizeof deeds / sizeof *deeds };

enum err command_import(struct context *context, struct diag *diag) {
    const struct strings *operands = &context->operands;
    const char *names[DEED_COUNT];
    if (operands->count == 0) {
        return tell_datasets(context, diag);
    }
    for (size_t i = 0; i < DEED_COUNT; i++) {
        names[i] = deeds[i].name;
        if (strcmp(operands->at[0], deeds[i].name) == 0) {
            return operands->count == 2 ? deeds[i].run(context, operands->at[1], diag)
                                        : diag_set(diag, ERR_USAGE, "import %s wants %s",
                                                   deeds[i].name, deeds[i].wants);
        }
    }
    const char *near = nearest_name(operands->at[0], names, DEED_COUNT);
    return diag_set(diag, ERR_USAGE, "import does not know \"%.64s\"%s%s%s", operands->at[0],
                    near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}
