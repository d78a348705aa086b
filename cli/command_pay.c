/* cli/command_pay.c - shortlist pay
 * SPDX-License-Identifier: MIT
 */
#include <string.h>
#include <sys/stat.h>

#include "base/nearest.h"
#include "cli/command.h"
#include "cli/database.h"
#include "cli/named.h"
#include "cli/pay_place.h"
#include "parser/hours.h"
#include "parser/wording.h"
#include "pay/ask.h"
#include "pay/check.h"
#include "pay/fit.h"
#include "pipeline/offers.h"
#include "report/csv_pay.h"
#include "report/json_pay.h"
#include "report/text_pay.h"

/* A sentence on the console. */
enum { LINE_CAP = 1024 };

struct paying {
    struct context *context;
    struct tables *tables;
    struct asking asking;
    struct stored *checked; /* adverts of the database */
    size_t checked_count;
};

/* ---- a check ---- */

/* What the command line says counts before what the advert says. */
static void apply_settings(struct pay_question *question, const struct context *context) {
    const struct settings *settings = &context->settings;
    question->date = date_is_none(settings->date) ? question->date : settings->date;
    question->nation = settings->nation ? (enum nation)settings->nation : question->nation;
    question->bands = settings->search.bands ? settings->search.bands : question->bands;
    question->hours = settings->hours ? settings->hours : question->hours;
}

static enum err print_check(const struct paying *paying, const struct pay_question *question,
                            const char *key, const char *title, struct diag *diag) {
    struct context *context = paying->context;
    struct console *console = &context->console;
    struct pay_check check;
    enum err err = check_pay(&check, &context->arena, paying->tables, question, diag);
    if (err) {
        return err;
    }
    if (context->settings.json) {
        return console_json(console, json_pay(&check, key), diag);
    }
    struct buf out;
    struct plain plain = console_plain(console, &out);
    text_pay(&plain, &check, title);
    console_write(console, &out);
    buf_fini(&out);
    return ERR_NONE;
}

/* A band without an amount: what it is paid is in the tables. */
static void say_tables(struct context *context, const struct pay_question *question) {
    struct buf words;
    buf_init(&words, LINE_CAP);
    buf_put_text(&words, "no amount of money is named; what the band is paid: `shortlist pay "
                         "tables --band ");
    bool is_begun = false;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (question->bands & 1u << band) {
            buf_printf(&words, "%s%s", is_begun ? "," : "", vocab_name(&vocab_band, band));
            is_begun = true;
        }
    }
    buf_printf(&words, " --nation %s",
               vocab_name(&vocab_nation,
                          question->nation ? (int)question->nation : (int)NATION_ENGLAND));
    buf_printf(&words, " --date %04d-%02d-%02d`", question->date.year, question->date.month,
               question->date.day);
    console_say(&context->console, buf_text(&words));
    buf_fini(&words);
}

static enum err check_text(const struct paying *paying, const char *text, struct diag *diag) {
    struct context *context = paying->context;
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    salary_read(&vacancy, &context->arena, text);
    band_read_pay(&vacancy, &context->arena, text);
    (void)hours_read(&vacancy, &context->arena, text);
    struct pay_question question = ask_of_vacancy(&vacancy, context->today);
    apply_settings(&question, context);
    enum err err = pay_place(&question, context, paying->tables, diag);
    err = err ? err : arena_check(&context->arena, diag);
    err = err ? err : print_check(paying, &question, NULL, NULL, diag);
    if (!err && question.salary.kind == SALARY_UNSTATED && question.bands) {
        say_tables(context, &question);
    }
    return err;
}

/* ---- adverts ---- */

static enum err check_vacancy(struct paying *paying, const struct vacancy *vacancy,
                              const char *key, struct date seen, struct diag *diag) {
    struct context *context = paying->context;
    struct pay_question question;
    enum err err =
        asking_of_vacancy(&question, &paying->asking, &context->arena, vacancy, seen, diag);
    if (err) {
        return err;
    }
    apply_settings(&question, context);
    err = context->settings.place ? pay_place(&question, context, paying->tables, diag)
                                  : ERR_NONE;
    return err ? err
               : print_check(paying, &question, key, vacancy->title ? vacancy->title : key,
                             diag);
}

static enum err check_stored(void *state, const struct stored *stored, struct arena *arena,
                             struct diag *diag) {
    struct paying *paying = state;
    ARENA_PUSH(arena, paying->checked, paying->checked_count, *stored);
    return check_vacancy(state, &stored->vacancy, stored->key,
                         date_in_london(stored->first_seen), diag);
}

/* What was found stays with the advert; where the database cannot be written just now it is
 * found again another time. */
static void keep_checked(const struct paying *paying) {
    struct store *store = NULL;
    struct diag diag = {0};
    enum err err = paying->checked_count > 0
                       ? database_open_existing(&store, paying->context, &diag)
                       : ERR_NONE;
    for (size_t i = 0; !err && store && i < paying->checked_count; i++) {
        err = offers_keep(store, paying->tables, &paying->checked[i], &diag);
    }
    store_close(store);
}

static enum err check_file(void *state, const struct files_read *read, struct diag *diag) {
    struct paying *paying = state;
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < read->readings.count; i++) {
        const struct reading *reading = &read->readings.at[i];
        if (reading->kind == READING_VACANCY) {
            const struct vacancy *vacancy = &reading->as.vacancy;
            err = check_vacancy(paying, vacancy,
                                vacancy_key(vacancy, reading->digest, read->arena),
                                paying->context->today, diag);
        } else {
            files_refuse(paying->context, read->file, reading, "an advert");
        }
    }
    return err;
}

/* ---- tables ---- */

static bool is_wanted(const struct settings *settings, enum nation nation, unsigned bands) {
    return (settings->nation == 0 || settings->nation == (int)nation) &&
           (settings->search.bands == 0 || settings->search.bands & bands);
}

static const struct pay_scale *scale_of(const struct tables *tables,
                                        const struct pay_point *point) {
    size_t count = 0;
    const struct pay_scale *scales = tables_scales(tables, &count);
    for (size_t i = 0; i < count; i++) {
        if (scales[i].nation == point->nation && scales[i].status == point->status &&
            date_compare(scales[i].from, point->from) == 0) {
            return &scales[i];
        }
    }
    return NULL;
}

/* With --date: those that adverts of that day show. */
static bool is_shown(const struct settings *settings, const struct pay_scale *scale,
                     enum band band) {
    return date_is_none(settings->date) ||
           (scale && fit_time(scale, band, settings->date) == FIT_IN_FORCE);
}

static bool is_wanted_point(const struct paying *paying, const struct pay_point *point) {
    const struct settings *settings = &paying->context->settings;
    return is_wanted(settings, point->nation, 1u << point->band) &&
           is_shown(settings, scale_of(paying->tables, point), point->band);
}

/* Facts of the nation and bands that are asked for; with --date those windows that hold it. */
static bool is_wanted_fact(const struct settings *settings, const struct pay_fact *fact) {
    const enum nation nation = fact->kind == PAY_FACT_ZONE ? NATION_ENGLAND : fact->nation;
    const bool is_nation = settings->nation == 0 || !nation || settings->nation == (int)nation;
    const bool is_band =
        settings->search.bands == 0 || fact->bands == 0 || settings->search.bands & fact->bands;
    const bool is_shown = date_is_none(settings->date) || fact->kind != PAY_FACT_WINDOW ||
                          (date_compare(fact->shown_from, settings->date) <= 0 &&
                           date_compare(settings->date, fact->shown_to) <= 0);
    return is_nation && is_band && is_shown;
}

/* Has another fact of the kind and nation taken its place by the day, or does it hold only
 * later? Of windows and of what is timeless nothing has. */
static bool is_out_of_date(const struct pay_fact *facts, size_t count,
                           const struct pay_fact *fact, struct date date) {
    if (date_is_none(date) || fact->kind == PAY_FACT_WINDOW || date_is_none(fact->from)) {
        return false;
    }
    bool is_out = date_compare(fact->from, date) > 0;
    for (size_t i = 0; i < count && !is_out; i++) {
        is_out = facts[i].kind == fact->kind && facts[i].nation == fact->nation &&
                 date_compare(facts[i].from, fact->from) > 0 &&
                 date_compare(facts[i].from, date) <= 0;
    }
    return is_out;
}

/* In the context's arena. */
static const struct pay_fact *wanted_facts(const struct paying *paying, size_t *count) {
    struct arena *arena = &paying->context->arena;
    struct pay_fact *wanted = NULL;
    size_t all = 0;
    const struct pay_fact *facts = tables_facts(paying->tables, &all);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct settings *settings = &paying->context->settings;
        if (is_wanted_fact(settings, &facts[i]) &&
            !is_out_of_date(facts, all, &facts[i], settings->date)) {
            ARENA_PUSH(arena, wanted, *count, facts[i]);
        }
    }
    return wanted;
}

static unsigned shown_bands(const struct settings *settings, const struct pay_scale *scale) {
    unsigned bands = 0;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (scale->ladders[band].count > 0 && is_wanted(settings, scale->nation, 1u << band) &&
            is_shown(settings, scale, (enum band)band)) {
            bands |= 1u << band;
        }
    }
    return bands;
}

/* Of England's tables that adverts of the day show; without --date all. In the context's arena.
 */
static const struct pay_rate *wanted_rates(const struct paying *paying, size_t *count) {
    const struct settings *settings = &paying->context->settings;
    struct pay_rate *wanted = NULL;
    size_t all = 0;
    size_t scale_count = 0;
    const struct pay_rate *rates = tables_rates(paying->tables, &all);
    const struct pay_scale *scales = tables_scales(paying->tables, &scale_count);
    *count = 0;
    for (size_t i = 0; i < all && is_wanted(settings, NATION_ENGLAND, settings->search.bands);
         i++) {
        bool is_used = date_is_none(settings->date);
        for (size_t k = 0; k < scale_count && !is_used; k++) {
            is_used = shown_bands(settings, &scales[k]) &&
                      tables_rate(&scales[k], rates[i].zone) == &rates[i];
        }
        if (is_used) {
            ARENA_PUSH(&paying->context->arena, wanted, *count, rates[i]);
        }
    }
    return wanted;
}

static enum err print_points_json(const struct paying *paying, struct diag *diag) {
    struct console *console = &paying->context->console;
    size_t count = 0;
    const struct pay_point *points = tables_points(paying->tables, &count);
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < count; i++) {
        if (is_wanted_point(paying, &points[i])) {
            err = console_json(console, json_pay_point(&points[i]), diag);
        }
    }
    const struct pay_rate *rates = wanted_rates(paying, &count);
    for (size_t i = 0; !err && i < count; i++) {
        err = console_json(console, json_pay_rate(&rates[i]), diag);
    }
    const struct pay_fact *facts = wanted_facts(paying, &count);
    for (size_t i = 0; !err && i < count; i++) {
        err = console_json(console, json_pay_fact(&facts[i]), diag);
    }
    return err;
}

static void print_points_csv(const struct paying *paying) {
    struct buf out;
    size_t count = 0;
    const struct pay_point *points = tables_points(paying->tables, &count);
    buf_init(&out, CONSOLE_RECORD_CAP);
    struct cells cells = {.out = &out};
    csv_pay_head(&cells);
    for (size_t i = 0; i < count; i++) {
        if (is_wanted_point(paying, &points[i])) {
            csv_pay_point(&cells, &points[i]);
        }
    }
    console_write(&paying->context->console, &out);
    buf_fini(&out);
}

static void print_scales(const struct paying *paying) {
    const struct settings *settings = &paying->context->settings;
    struct buf out;
    struct plain plain = console_plain(&paying->context->console, &out);
    size_t count = 0;
    const struct pay_scale *scales = tables_scales(paying->tables, &count);
    for (size_t i = 0; i < count; i++) {
        const unsigned bands = shown_bands(settings, &scales[i]);
        if (bands) {
            text_pay_scale(&plain, &scales[i], bands);
        }
    }
    const struct pay_rate *rates = wanted_rates(paying, &count);
    if (count > 0) {
        text_pay_rates(&plain, rates, count);
    }
    const struct pay_fact *facts = wanted_facts(paying, &count);
    text_pay_facts(&plain, facts, count);
    plain_gap(&plain);
    plain_paragraph(&plain, 0, "Each row has its source: see --csv or --json.");
    console_write(&paying->context->console, &out);
    buf_fini(&out);
}

static enum err check_tables(const struct paying *paying, struct diag *diag) {
    struct console *console = &paying->context->console;
    const struct strings faults = tables_unsound(paying->tables, &paying->context->arena);
    struct buf out;
    struct plain plain = console_plain(console, &out);
    size_t count = 0;
    (void)tables_points(paying->tables, &count);
    for (size_t i = 0; i < faults.count; i++) {
        plain_paragraph(&plain, 0, faults.at[i]);
    }
    if (faults.count == 0) {
        buf_printf(&out, "%zu rows: steps rise, hourly figures and awards reproduce.\n", count);
    }
    console_write(console, &out);
    buf_fini(&out);
    if (faults.count > 0) {
        context_note(paying->context, STATUS_PART);
    }
    return arena_check(&paying->context->arena, diag);
}

static enum err tell_tables(const struct paying *paying, struct diag *diag) {
    const struct settings *settings = &paying->context->settings;
    if (settings->check) {
        return check_tables(paying, diag);
    }
    if (settings->json) {
        return print_points_json(paying, diag);
    }
    if (settings->csv) {
        print_points_csv(paying);
    } else {
        print_scales(paying);
    }
    return ERR_NONE;
}

/* ---- the command ---- */

static const char *const tables_word = "tables";

static bool is_file(const char *word) {
    struct stat info;
    return stat(word, &info) == 0;
}

/* "table", "Tables": misspelt, where no file has that name. */
static bool is_near_tables(const char *word) {
    return nearest_name(word, &tables_word, 1) && !is_file(word);
}

/* What is asked for: the tables, adverts, or a text. */
static enum err check_usage(const struct context *context, bool is_tables, struct diag *diag) {
    const struct strings *operands = &context->operands;
    const struct settings *settings = &context->settings;
    const char *first = operands->count > 0 ? operands->at[0] : "";
    if ((operands->count == 0) != (settings->text != NULL)) {
        return diag_set(diag, ERR_USAGE,
                        "pay takes either adverts or --text: shortlist pay --text \"25,883 to "
                        "26,958 a year\" --date 2025-05-16 --nation england");
    }
    if (operands->count > 1 && strcmp(first, tables_word) == 0 && !is_file(first)) {
        return diag_set(diag, ERR_USAGE, "`shortlist pay tables` takes no more words");
    }
    if (!is_tables && operands->count > 0 && is_near_tables(first)) {
        return diag_set(diag, ERR_USAGE,
                        "\"%.64s\" is no file and no advert's name; did you mean `shortlist "
                        "pay tables`?",
                        first);
    }
    return settings->csv && !is_tables
               ? diag_set(diag, ERR_USAGE,
                          "--csv is for `shortlist pay tables`; a check is printed as text or "
                          "with --json")
               : ERR_NONE;
}

enum err command_pay(struct context *context, struct diag *diag) {
    struct paying paying = {.context = context};
    const struct strings *operands = &context->operands;
    const char *text = context->settings.text;
    const bool is_tables = operands->count == 1 && strcmp(operands->at[0], tables_word) == 0;
    enum err err = check_usage(context, is_tables, diag);
    err = err ? err : tables_open(&paying.tables, diag);
    if (!err && is_tables) {
        err = tell_tables(&paying, diag);
    } else if (!err && text) {
        err = check_text(&paying, text, diag);
    } else if (!err) {
        err = named_each(context, NULL, check_file, check_stored, &paying, diag);
        keep_checked(&paying);
    }
    asking_close(&paying.asking);
    tables_close(paying.tables);
    return err;
}
