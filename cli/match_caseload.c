/* cli/match_caseload.c - match: all profiles of a folder against the database
 * SPDX-License-Identifier: MIT
 */
#include <sys/stat.h>

#include "cli/database.h"
#include "cli/match_ways.h"
#include "pipeline/caseload.h"
#include "report/csv_match.h"
#include "report/json_caseload.h"
#include "report/json_match.h"
#include "report/text_caseload.h"
#include "report/text_sheet.h"

/* How many adverts, news and gaps an adviser takes in at once. */
enum { LINES_OF_TEXT = 10, LINES_OF_RECORDS = 20, NEWS = 10, GAPS = 5 };

/* Lines that are asked for, so that some of what is a step away is among them, behind what
 * passes; and news at most. */
enum { LINES_LEAST = 1000, NEWS_MAX = 1000, NEAR_PART = 4 };

/* A caseload being printed. */
struct printing {
    struct context *context;
    struct caseload *caseload;
    struct caseload_list list;
    const char *rules;
    size_t limit;     /* lines a candidate */
    size_t candidate; /* whose turn it is */
    size_t at;        /* place of the next sheet in the lines */
    size_t sheets;    /* printed for that candidate */
    struct pay_part pay;
};

/* What is listed of a candidate's lines: the first that pass, the first that are near. */
struct choice {
    size_t pass;
    size_t near_from;
    size_t near;
};

static bool is_over(const struct printing *printing) {
    return printing->context->console.closed;
}

static enum err each(struct printing *printing, size_t from, size_t count, matches_visit *visit,
                     struct diag *diag) {
    printing->at = from;
    enum err err = caseload_each(printing->caseload, printing->candidate, from, count, visit,
                                 printing, diag);
    return err == ERR_INTERRUPTED && is_over(printing) ? ERR_NONE : err;
}

static enum err go_on(struct printing *printing) {
    printing->at++;
    return is_over(printing) ? ERR_INTERRUPTED : ERR_NONE;
}

static const struct caseload_sheet *sheet_of(const struct printing *printing) {
    return &printing->list.at[printing->candidate];
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* A quarter is kept for what is a step away. */
static struct choice choose(const struct printing *printing) {
    const struct caseload_sheet *sheet = sheet_of(printing);
    size_t limit = printing->limit;
    size_t kept = limit > 1 ? limit / NEAR_PART + (limit % NEAR_PART > 0) : 0;
    size_t from = 0;
    while (from < sheet->line_count && sheet->lines[from].advert.gate == GATE_PASS) {
        from++;
    }
    size_t near = sheet->line_count - from;
    size_t pass = least(from, limit - least(near, kept));
    return (struct choice){pass, from, least(near, limit - pass)};
}

/* The sheets of what is listed, at most `most`. */
static enum err each_listed(struct printing *printing, size_t most, matches_visit *visit,
                            struct diag *diag) {
    struct choice choice = choose(printing);
    size_t pass = least(choice.pass, most);
    size_t near = least(choice.near, most - pass);
    enum err err = pass > 0 ? each(printing, 0, pass, visit, diag) : ERR_NONE;
    if (!err && near > 0 && !is_over(printing)) {
        err = each(printing, choice.near_from, near, visit, diag);
    }
    return err;
}

static void write_out(struct printing *printing, struct buf *out) {
    console_write(&printing->context->console, out);
    buf_fini(out);
}

static int wanted_hours(const struct printing *printing) {
    return matches_wanted_hours(caseload_candidate(printing->caseload, printing->candidate));
}

/* ---- JSON and CSV ---- */

static enum err print_json(void *state, const struct match *match, struct diag *diag) {
    struct printing *printing = state;
    struct match with = {0};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = matches_with_pay(&with, &printing->pay, &arena, match,
                                    wanted_hours(printing), printing->context->today, diag);
    err = err ? err : console_json(&printing->context->console, json_match(&with), diag);
    arena_fini(&arena);
    return err ? err : go_on(printing);
}

/* New to a candidate whose first run this is not. */
static const char *newness(const struct caseload_sheet *sheet, size_t at) {
    return sheet->last_at == 0 || at >= sheet->line_count ? NULL
           : sheet->lines[at].is_new                      ? "yes"
                                                          : "no";
}

static enum err print_cells(void *state, const struct match *match, struct diag *diag) {
    struct printing *printing = state;
    struct buf out;
    buf_init(&out, CONSOLE_RECORD_CAP);
    struct cells cells = {&out, false};
    (void)diag;
    if (printing->context->settings.details > 0) {
        csv_match_criteria(&cells, match);
    } else {
        csv_match(&cells, match, newness(sheet_of(printing), printing->at));
    }
    write_out(printing, &out);
    return go_on(printing);
}

/* The lines of all candidates, sheet by sheet. */
static enum err print_lines(struct printing *printing, matches_visit *visit, size_t most,
                            struct diag *diag) {
    enum err err = ERR_NONE;
    for (printing->candidate = 0;
         !err && printing->candidate < printing->list.count && !is_over(printing);
         printing->candidate++) {
        err = each_listed(printing, most, visit, diag);
    }
    return err;
}

static enum err print_all_json(struct printing *printing, struct diag *diag) {
    const struct caseload_list *list = &printing->list;
    const struct json_caseload_parts parts = {
        list->at,        list->count,     list->refused, list->refused_count, list->gaps,
        list->gap_count, list->looked_at, list->is_kept, printing->rules};
    enum err err = print_lines(printing, print_json, SIZE_MAX, diag);
    return err || is_over(printing)
               ? err
               : console_json(&printing->context->console, json_caseload(&parts), diag);
}

static enum err print_all_csv(struct printing *printing, struct diag *diag) {
    int64_t details = printing->context->settings.details;
    struct buf out;
    buf_init(&out, CONSOLE_RECORD_CAP);
    struct cells cells = {&out, false};
    csv_match_head(&cells, details > 0);
    write_out(printing, &out);
    return print_lines(printing, print_cells, details > 0 ? (size_t)details : SIZE_MAX, diag);
}

/* ---- text ---- */

static enum err print_line(void *state, const struct match *match, struct diag *diag) {
    struct printing *printing = state;
    struct buf out;
    struct plain plain = console_plain(&printing->context->console, &out);
    (void)diag;
    text_caseload_line(&plain, &sheet_of(printing)->lines[printing->at], match,
                       printing->context->today, match_filter_fits(printing->context));
    write_out(printing, &out);
    return go_on(printing);
}

static enum err print_sheet(void *state, const struct match *match, struct diag *diag) {
    struct printing *printing = state;
    struct buf out;
    struct plain plain = console_plain(&printing->context->console, &out);
    struct match with = {0};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    const enum err err =
        matches_with_pay(&with, &printing->pay, &arena, match, wanted_hours(printing),
                         printing->context->today, diag);
    if (!err) {
        text_sheet(&plain, &with, ++printing->sheets);
    }
    write_out(printing, &out);
    arena_fini(&arena);
    return err ? err : go_on(printing);
}

static void print_title(struct printing *printing, const char *title) {
    struct buf out;
    struct plain plain = console_plain(&printing->context->console, &out);
    text_caseload_title(&plain, title);
    write_out(printing, &out);
}

static enum err print_part(struct printing *printing, const char *title, size_t from,
                           size_t count, struct diag *diag) {
    if (count == 0 || is_over(printing)) {
        return ERR_NONE;
    }
    print_title(printing, title);
    return each(printing, from, count, print_line, diag);
}

static enum err print_listed(struct printing *printing, struct diag *diag) {
    const struct choice choice = choose(printing);
    const enum err err = print_part(printing, "To go for", 0, choice.pass, diag);
    return err ? err
               : print_part(printing, "One criterion away", choice.near_from, choice.near,
                            diag);
}

static void print_end(struct printing *printing) {
    struct choice choice = choose(printing);
    size_t shown = choice.pass + choice.near;
    struct buf out;
    struct plain plain = console_plain(&printing->context->console, &out);
    if (shown < sheet_of(printing)->total) {
        text_caseload_more(&plain, sheet_of(printing)->total - shown);
    }
    plain_gap(&plain);
    write_out(printing, &out);
}

static enum err print_candidate(struct printing *printing, struct diag *diag) {
    const struct context *context = printing->context;
    struct buf out;
    struct plain plain = console_plain(&context->console, &out);
    text_caseload_candidate(&plain, sheet_of(printing), context->today);
    write_out(printing, &out);
    enum err err = print_listed(printing, diag);
    if (!err) {
        print_end(printing);
    }
    if (!err && context->settings.details > 0) {
        printing->sheets = 0;
        err = each_listed(printing, (size_t)context->settings.details, print_sheet, diag);
    }
    return err;
}

static enum err print_text(struct printing *printing, struct diag *diag) {
    const struct caseload_list *list = &printing->list;
    struct buf out;
    struct plain plain = console_plain(&printing->context->console, &out);
    enum err err = ERR_NONE;
    text_caseload_head(&plain, list->count, list->refused_count, list->looked_at,
                       printing->rules);
    console_write(&printing->context->console, &out);
    for (printing->candidate = 0;
         !err && printing->candidate < list->count && !is_over(printing);
         printing->candidate++) {
        err = print_candidate(printing, diag);
    }
    if (!err) {
        text_caseload_gaps(&plain, list->gaps, list->gap_count);
        console_write(&printing->context->console, &out);
    }
    buf_fini(&out);
    return err;
}

/* ---- the run ---- */

static void say_refused(struct context *context, const struct caseload_list *list) {
    for (size_t i = 0; i < list->refused_count; i++) {
        console_say(&context->console, list->refused[i].message);
    }
    if (list->refused_count > 0) {
        context_note(context, list->count > 0 ? STATUS_PART : STATUS_FAILED);
    }
}

static enum err print(struct printing *printing, size_t *count, struct diag *diag) {
    const struct settings *settings = &printing->context->settings;
    printing->list = caseload_list(printing->caseload);
    say_refused(printing->context, &printing->list);
    *count = 0;
    for (size_t i = 0; i < printing->list.count; i++) {
        *count += printing->list.at[i].total;
    }
    return settings->json  ? print_all_json(printing, diag)
           : settings->csv ? print_all_csv(printing, diag)
                           : print_text(printing, diag);
}

static enum err run(struct making *making, struct store *store, size_t *count,
                    struct diag *diag) {
    struct context *context = making->context;
    const struct settings *settings = &context->settings;
    struct listener listener = console_listener(&context->console);
    bool is_text = !settings->json && !settings->csv;
    size_t limit = matches_limit(settings->limit, is_text ? LINES_OF_TEXT : LINES_OF_RECORDS);
    struct printing printing = {
        .context = context, .rules = rules_version(making->rules), .limit = limit};
    struct caseload_query query = {
        .which = match_filter_query(context, making->lens),
        .workers = (int)settings->workers,
        .lines = limit < LINES_LEAST ? LINES_LEAST : limit,
        .news = least(matches_limit(settings->limit, NEWS), NEWS_MAX),
        .gaps = GAPS,
    };
    enum err err = caseload_open(&printing.caseload, store, settings->candidates, &query,
                                 making->rules, &listener, diag);
    if (!err) {
        err = print(&printing, count, diag);
    }
    caseload_close(printing.caseload);
    pay_part_close(&printing.pay);
    return err;
}

/* A folder that is not there is the caller's mistake, whatever the database holds. */
static enum err check_folder(const char *folder, struct diag *diag) {
    struct stat info;
    return stat(folder, &info) == 0
               ? ERR_NONE
               : diag_set(diag, ERR_ABSENT,
                          "%s: there is no such folder; --candidates takes a folder of "
                          "profiles",
                          folder);
}

enum err match_caseload(struct making *making, size_t *count, struct diag *diag) {
    struct store *store = NULL;
    *count = 0;
    enum err err = check_folder(making->context->settings.candidates, diag);
    err = err ? err : database_open_existing(&store, making->context, diag);
    if (!err && !store) {
        database_say_empty(making->context);
    } else if (!err) {
        err = run(making, store, count, diag);
    }
    store_close(store);
    return err;
}
