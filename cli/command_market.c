/* cli/command_market.c - shortlist market
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/database.h"
#include "cli/lens.h"
#include "cli/offered.h"
#include "cli/outputs.h"
#include "pipeline/market_read.h"
#include "pipeline/offers.h"
#include "report/csv_market.h"
#include "report/html_market.h"
#include "report/json_market.h"
#include "report/svg_market.h"
#include "report/text_market.h"
#include "report/xlsx_market.h"

/* Groups that are enough for a terminal, where nobody says how many. */
enum { GROUPS_SHOWN = 20 };

/* Rows are printed in pieces of about this many bytes. */
#define PIECE ((size_t)64 * 1024)

/* Reports are no secret, unlike the database. */
enum { FILE_MODE = 0644 };

struct telling {
    struct context *context;
    struct rules *rules;
    struct lens *lens; /* NULL: any role */
    struct tables *tables;
    struct store *store; /* NULL: there is none yet */
    struct market *market;
    struct market_question question;
    struct market_query query;
    char stamp[OFFERS_STAMP_MAX]; /* what is counted was made with */
    bool is_short;                /* adverts were left out, and it was said why */
    struct dataset *datasets;
    size_t dataset_count;
    struct market_report report;
    struct buf out;      /* rows that are still to be printed */
    int64_t rows_looked; /* at: those to be printed, and those beyond --limit */
};

/* ---- what is asked ---- */

/* "-" is standard output, as with `add -`. */
static bool goes_to_output(const char *path) { return path && strcmp(path, "-") == 0; }

static enum err check_files(struct context *context, struct diag *diag) {
    const struct settings *settings = &context->settings;
    const struct output outputs[] = {
        {"--svg", settings->svg}, {"--html", settings->html}, {"--xlsx", settings->xlsx}};
    return outputs_check(context, outputs, sizeof outputs / sizeof *outputs, diag);
}

static enum err check_options(struct context *context, struct diag *diag) {
    const struct settings *settings = &context->settings;
    if (settings->json && settings->csv) {
        return diag_set(diag, ERR_USAGE, "--json and --csv do not go together");
    }
    const int drawn = goes_to_output(settings->svg) + goes_to_output(settings->html);
    if (drawn > 1 || (drawn > 0 && (settings->json || settings->csv || settings->rows))) {
        return diag_set(diag, ERR_USAGE,
                        "\"-\" is standard output, where one thing alone can go: --svg -, "
                        "--html -, --json, --csv or --rows");
    }
    if (goes_to_output(settings->xlsx)) {
        return diag_set(diag, ERR_USAGE, "--xlsx: a workbook goes into a file, not to \"-\"");
    }
    if (settings->xlsx && !xlsx_market_is_there()) {
        return diag_set(diag, ERR_USAGE,
                        "--xlsx: this program was built without libxlsxwriter, so it writes no "
                        "workbooks; --csv and --html have the same numbers");
    }
    return check_files(context, diag);
}

static bool accepts(void *state, const char *title) {
    const struct lens *lens = state;
    return lens_accepts(lens, title);
}

static enum err read_question(struct telling *telling, struct diag *diag) {
    const struct settings *settings = &telling->context->settings;
    telling->question = (struct market_question){
        .bands = settings->search.bands,
        .nation = (enum nation)settings->nation,
        .since = settings->search.since,
        .by = (enum market_by)settings->by,
        .role = settings->role,
    };
    telling->query = (struct market_query){.question = &telling->question};
    if (telling->lens) {
        telling->query.accepts = accepts;
        telling->query.accepts_state = telling->lens;
    }
    return offered_read(&telling->question.offer, telling->context, telling->tables,
                        telling->question.nation, diag);
}

/* ---- counting ---- */

/* Adverts that are new have their pay taken apart first. */
static enum err make_offers(struct telling *telling, struct diag *diag) {
    struct context *context = telling->context;
    struct listener listener = console_listener(&context->console);
    struct offers_made made = {.is_kept = true};
    offers_stamp(telling->stamp, telling->tables, telling->rules);
    telling->query.stamp = telling->stamp;
    enum err err =
        offers_make(&made, telling->store, telling->tables, telling->rules, &listener, diag);
    telling->is_short = !made.is_kept;
    if (!err && !made.is_kept) {
        struct diag why = made.why;
        (void)diag_prefix(
            &why,
            "adverts whose pay was not taken apart with these tables and rules are left out");
        context_fail_item(context, &why);
    }
    return err;
}

/* Half of the memory would be theirs. */
static void forget_rules(struct telling *telling) {
    lens_close(telling->lens);
    rules_close(telling->rules);
    telling->lens = NULL;
    telling->rules = NULL;
}

/* Rows are not kept, so that they are looked at a second time, and their titles with them. */
static bool reads_again(const struct telling *telling) {
    const struct settings *settings = &telling->context->settings;
    return settings->rows || settings->xlsx;
}

static enum err count_store(struct telling *telling, struct diag *diag) {
    struct context *context = telling->context;
    struct listener listener = console_listener(&context->console);
    enum err err = make_offers(telling, diag);
    if (!telling->lens) {
        forget_rules(telling);
    }
    err = err ? err
              : market_read(telling->market, telling->store, &telling->query, &listener, diag);
    if (!reads_again(telling)) {
        forget_rules(telling);
    }
    return err ? err
               : store_datasets(telling->store, &context->arena, &telling->datasets,
                                &telling->dataset_count, diag);
}

/* Data sets keep what their pay was found to be; other tables may find something else. */
static void note_stale(struct telling *telling) {
    struct market_report *report = &telling->report;
    char stamp[OFFERS_STAMP_MAX];
    offers_stamp_without_rules(stamp, telling->tables);
    for (size_t i = 0; i < report->dataset_count; i++) {
        const struct dataset *dataset = &report->datasets[i];
        if (dataset->stamp && strcmp(dataset->stamp, stamp) != 0) {
            strings_push(&telling->context->arena, &report->stale, dataset->name);
        }
    }
}

/* @param most groups and titles; 0: all */
static enum err make_report(struct telling *telling, size_t most, struct diag *diag) {
    market_limit(telling->market, most);
    enum err err =
        market_report(&telling->report, telling->market, telling->tables,
                      telling->context->today, telling->datasets, telling->dataset_count, diag);
    if (!err) {
        note_stale(telling);
        err = arena_check(&telling->context->arena, diag);
    }
    return err;
}

/* ---- rows ---- */

static const char *attribution_of(const struct telling *telling, const struct offer *offer) {
    for (size_t i = 0; offer->dataset && i < telling->dataset_count; i++) {
        if (strcmp(telling->datasets[i].name, offer->dataset) == 0) {
            return telling->datasets[i].attribution;
        }
    }
    return NULL;
}

static enum err print_row_json(const struct telling *telling, const struct market_row *row,
                               struct diag *diag) {
    return console_json(&telling->context->console, json_market_row(row), diag);
}

static void flush(struct telling *telling, size_t least) {
    if (telling->out.len > least || telling->out.failed) {
        console_write(&telling->context->console, &telling->out);
    }
}

static struct market_row row_of(const struct telling *telling, const struct offer *offer) {
    return (struct market_row){
        .offer = offer,
        .base = market_middle(offer->base_min, offer->base_max),
        .shown = market_middle(offer->shown_min, offer->shown_max),
        .hourly = market_middle(offer->hourly_min, offer->hourly_max),
        .is_counted = market_counts(&telling->question, offer),
        .attribution = attribution_of(telling, offer),
    };
}

/* NOT_GIVEN and 0 are all of them. */
static int64_t rows_most(const struct telling *telling) {
    const int64_t limit = telling->context->settings.limit;
    return limit > 0 ? limit : INT64_MAX;
}

static enum err print_row(void *state, const struct offer *offer, struct diag *diag) {
    struct telling *telling = state;
    const struct settings *settings = &telling->context->settings;
    const struct market_row row = row_of(telling, offer);
    if (telling->rows_looked++ >= rows_most(telling)) {
        return ERR_NONE; /* counted, so that it can be said */
    }
    if (settings->json) {
        return print_row_json(telling, &row, diag);
    }
    if (settings->csv) {
        struct cells cells = {.out = &telling->out};
        csv_market_row(&cells, &row);
    } else {
        struct plain plain = {&telling->out, telling->context->console.style};
        text_market_row(&plain, &row);
    }
    flush(telling, PIECE);
    return ERR_NONE;
}

/* On standard error: the rows may be read by a program. */
static void say_rows_left_out(struct telling *telling) {
    struct console *console = &telling->context->console;
    const int64_t left_out = telling->rows_looked - rows_most(telling);
    char sentence[DIAG_TEXT_SIZE];
    if (left_out > 0 && !console->quiet) {
        (void)snprintf(sentence, sizeof sentence,
                       "%" PRId64 " more %s not printed: --limit 0 prints all", left_out,
                       left_out == 1 ? "advert is" : "adverts are");
        console_say(console, sentence);
    }
}

static enum err print_rows(struct telling *telling, struct diag *diag) {
    const struct settings *settings = &telling->context->settings;
    enum err err = ERR_NONE;
    if (settings->csv) {
        struct cells cells = {.out = &telling->out};
        csv_market_rows_head(&cells);
    }
    if (telling->store) {
        err = market_read_each(telling->store, &telling->query, print_row, telling, NULL, diag);
    }
    if (!err && !settings->csv && !settings->json) {
        struct plain plain = {&telling->out, telling->context->console.style};
        text_market_sources(&plain, &telling->report);
    }
    flush(telling, 0);
    say_rows_left_out(telling);
    return err;
}

/* ---- the report ---- */

static void take_piece(void *state, struct buf *out) { console_write(state, out); }

static struct flow flow_of(struct telling *telling) {
    return (struct flow){take_piece, &telling->context->console};
}

static enum err print_json(struct telling *telling, struct diag *diag) {
    const struct flow flow = flow_of(telling);
    const enum err err = json_market(&telling->out, &telling->report, &flow);
    if (err) {
        return diag_set(diag, err, "writing the report: %s",
                        err == ERR_LIMIT ? "it is too large" : "out of memory");
    }
    flush(telling, 0);
    return ERR_NONE;
}

static void print_csv(struct telling *telling) {
    struct cells cells = {.out = &telling->out};
    const struct flow flow = flow_of(telling);
    csv_market(&cells, &telling->report, &flow);
    flush(telling, 0);
}

static void print_text(struct telling *telling) {
    struct plain plain = {&telling->out, telling->context->console.style};
    text_market(&plain, &telling->report);
    flush(telling, 0);
}

/* Groups that the command line asks for. @param shown where it does not say */
static size_t most_of(const struct telling *telling, size_t shown) {
    const int64_t limit = telling->context->settings.limit;
    return limit == NOT_GIVEN ? shown : (size_t)limit;
}

/* Months are few, and one that is missing misleads. */
static enum err print_report(struct telling *telling, struct diag *diag) {
    const struct settings *settings = &telling->context->settings;
    const bool is_short =
        !settings->json && !settings->csv && telling->question.by != MARKET_BY_MONTH;
    enum err err = make_report(telling, most_of(telling, is_short ? GROUPS_SHOWN : 0), diag);
    if (err) {
        return err;
    }
    if (settings->json) {
        return print_json(telling, diag);
    }
    if (settings->csv) {
        print_csv(telling);
    } else if (telling->report.all.adverts > 0 && !goes_to_output(settings->svg) &&
               !goes_to_output(settings->html)) {
        print_text(telling);
    }
    return ERR_NONE;
}

/* ---- files ---- */

static void say_written(const struct telling *telling, const char *path) {
    struct console *console = &telling->context->console;
    struct buf words;
    if (console->quiet) {
        return;
    }
    buf_init(&words, DIAG_TEXT_SIZE);
    buf_printf(&words, "%s is written", path);
    console_say(console, words.failed ? "the file is written" : buf_text(&words));
    buf_fini(&words);
}

static enum err put_file(const struct telling *telling, const char *path, struct buf *out,
                         struct diag *diag) {
    if (goes_to_output(path)) {
        console_write(&telling->context->console, out);
        return ERR_NONE;
    }
    const enum err err = file_write(path, buf_span(out), FILE_MODE, diag);
    if (!err) {
        say_written(telling, path);
    }
    return err;
}

static enum err write_file(const struct telling *telling, const char *path,
                           void (*write)(struct buf *out, const struct market_report *report),
                           struct diag *diag) {
    struct buf out;
    if (!path) {
        return ERR_NONE;
    }
    buf_init(&out, CONSOLE_RECORD_CAP);
    write(&out, &telling->report);
    enum err err = out.failed
                       ? diag_set(diag, out.failed, "writing %s: too much for one file", path)
                       : put_file(telling, path, &out, diag);
    buf_fini(&out);
    return err;
}

/* Where a workbook's rows go. */
struct filling {
    const struct telling *telling;
    enum err (*visit)(void *to, const struct market_row *row, struct diag *diag);
    void *to;
};

static enum err fill_row(void *state, const struct offer *offer, struct diag *diag) {
    const struct filling *filling = state;
    const struct market_row row = row_of(filling->telling, offer);
    return filling->visit(filling->to, &row, diag);
}

static enum err fill_rows(void *state,
                          enum err (*visit)(void *to, const struct market_row *row,
                                            struct diag *diag),
                          void *to, struct diag *diag) {
    const struct telling *telling = state;
    struct filling filling = {telling, visit, to};
    return telling->store ? market_read_each(telling->store, &telling->query, fill_row,
                                             &filling, NULL, diag)
                          : ERR_NONE;
}

/* Files hold all groups. Rows need to know how many adverts there are. */
static enum err write_files(struct telling *telling, struct diag *diag) {
    const struct settings *settings = &telling->context->settings;
    const struct xlsx_rows rows = {.each = fill_rows, .state = telling};
    enum err err = ERR_NONE;
    if (settings->svg || settings->html || settings->xlsx || settings->rows) {
        err = make_report(telling, most_of(telling, 0), diag);
    }
    if (!err) {
        err = write_file(telling, settings->svg, svg_market, diag);
    }
    if (!err) {
        err = write_file(telling, settings->html, html_market, diag);
    }
    if (!err && settings->xlsx) {
        err = xlsx_market(settings->xlsx, &telling->report, &rows, diag);
        if (!err) {
            say_written(telling, settings->xlsx);
        }
    }
    return err;
}

/* ---- the command ---- */

/* Why there is nothing to see. */
static enum err say_none(struct telling *telling, struct diag *diag) {
    struct context *context = telling->context;
    int64_t held = 0;
    enum err err = telling->store ? store_count(telling->store, &held, diag) : ERR_NONE;
    if (!err && held == 0 && telling->dataset_count == 0) {
        database_say_empty(context);
    } else if (!err && !telling->is_short) {
        console_say(&context->console,
                    "no advert in the database is of what was asked for: fewer filters leave "
                    "more, `shortlist crawl` fetches new ones");
    }
    if (!err && context->settings.fail_empty) {
        context_note(context, STATUS_EMPTY);
    }
    return err;
}

static enum err tell(struct telling *telling, struct diag *diag) {
    const bool has_rows = telling->context->settings.rows;
    enum err err = market_open(&telling->market, &telling->question, diag);
    if (!err && telling->store) {
        err = count_store(telling, diag);
    }
    err = err ? err : write_files(telling, diag);
    if (!err) {
        err = has_rows ? print_rows(telling, diag) : print_report(telling, diag);
    }
    if (!err && telling->report.all.adverts == 0) {
        err = say_none(telling, diag);
    }
    return err;
}

enum err command_market(struct context *context, struct diag *diag) {
    struct telling telling = {.context = context};
    buf_init(&telling.out, CONSOLE_RECORD_CAP);
    enum err err = check_options(context, diag);
    err = err ? err : rules_open(&telling.rules, NULL, diag);
    err = err ? err : lens_open(&telling.lens, context, telling.rules, diag);
    err = err ? err : tables_open(&telling.tables, diag);
    err = err ? err : read_question(&telling, diag);
    err = err ? err : database_open_existing(&telling.store, context, diag);
    err = err ? err : tell(&telling, diag);
    buf_fini(&telling.out);
    market_close(telling.market);
    store_close(telling.store);
    tables_close(telling.tables);
    lens_close(telling.lens);
    rules_close(telling.rules);
    return err;
}
