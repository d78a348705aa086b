/* pay/tables.c - pay tables by nation and date, and what belongs to them
 * SPDX-License-Identifier: MIT
 */
#include "pay/tables.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/builtin.h"
#include "pay/tables_private.h"

/* All files of facts together: ours are a hundredth of it. */
#define FACTS_CAP ((size_t)64 * 1024 * 1024)

/* ---- rows ---- */

/* The words of afc_pay.csv: in 2018 and 2019 only the ends of a band are known. */
static const char *const status_words[] = {NULL,         "final",          "interim",
                                           "superseded", "transition-min", "transition-max"};
static const struct vocab status_list = {status_words,
                                         sizeof status_words / sizeof *status_words};

static void take_point(struct tables *tables, struct tables_row *row) {
    const int status = tables_row_word(row, "status", &status_list);
    const char *years = csv_cell(row->csv, row->cells, "years_experience");
    const bool is_end = status >= PAY_STATUS_COUNT;
    const struct pay_point point = {
        .nation = tables_row_nation(row, "nation"),
        .from = tables_row_date(row, "effective_from"),
        .status = is_end ? PAY_STATUS_FINAL : (enum pay_status)status,
        .is_end = is_end,
        .band = (enum band)tables_row_word(row, "band", &vocab_band),
        .step = tables_row_number(row, "step"),
        .years = years && *years ? tables_row_number(row, "years_experience") : -1,
        .annual = tables_row_hundredths(row, "annual_gbp"),
        .hourly = tables_row_hundredths(row, "hourly_gbp"),
        .source = tables_row_text(row, "source"),
        .confidence = (enum confidence)tables_row_word(row, "confidence", &vocab_confidence),
    };
    ARENA_PUSH(row->arena, tables->points, tables->point_count, point);
}

static void take_window(struct tables *tables, struct tables_row *row) {
    const struct tables_window_row window = {
        .nation = tables_row_nation(row, "nation"),
        .from = tables_row_date(row, "effective_from"),
        .status = (enum pay_status)tables_row_word(row, "status", &vocab_pay_status),
        .bands = tables_row_bands(row, "bands"),
        .window = {tables_row_date(row, "shown_from"), tables_row_date_or_none(row, "shown_to"),
                   (enum confidence)tables_row_word(row, "confidence", &vocab_confidence)},
    };
    ARENA_PUSH(row->arena, tables->windows, tables->window_count, window);
    tables_row_tell(row, tables,
                    (struct pay_fact){.kind = PAY_FACT_WINDOW,
                                      .nation = window.nation,
                                      .from = window.from,
                                      .status = window.status,
                                      .bands = window.bands,
                                      .shown_from = window.window.from,
                                      .shown_to = window.window.to});
}

static void take_award(struct tables *tables, struct tables_row *row) {
    const struct tables_award award = {
        .nation = tables_row_nation(row, "nation"),
        .from = tables_row_date(row, "effective_from"),
        .status = (enum pay_status)tables_row_word(row, "status", &vocab_pay_status),
        .bands = tables_row_bands(row, "bands"),
        .percent = tables_row_hundredths(row, "percent"),
        .flat = tables_row_hundredths(row, "gbp"),
    };
    ARENA_PUSH(row->arena, tables->awards, tables->award_count, award);
}

static void take_rate(struct tables *tables, struct tables_row *row) {
    const struct pay_rate rate = {
        .zone = (enum pay_zone)tables_row_word(row, "zone", &vocab_pay_zone),
        .percent = tables_row_number(row, "percent"),
        .least = tables_row_hundredths(row, "min_gbp"),
        .most = tables_row_hundredths(row, "max_gbp"),
        .from = tables_row_date(row, "effective_from"),
        .source = tables_row_text(row, "source"),
        .confidence = (enum confidence)tables_row_word(row, "confidence", &vocab_confidence),
    };
    ARENA_PUSH(row->arena, tables->rates, tables->rate_count, rate);
}

static void take_hours(struct tables *tables, struct tables_row *row) {
    const struct tables_hours_row hours = {
        tables_row_nation(row, "nation"), tables_row_date(row, "effective_from"),
        (int)tables_row_hundredths(row, "hours"),
        (enum confidence)tables_row_word(row, "confidence", &vocab_confidence)};
    ARENA_PUSH(row->arena, tables->hours, tables->hours_count, hours);
    tables_row_tell(row, tables,
                    (struct pay_fact){.kind = PAY_FACT_HOURS,
                                      .nation = hours.nation,
                                      .from = hours.from,
                                      .value = hours.hours});
}

static void take_wage(struct tables *tables, struct tables_row *row) {
    const char *apprentice = csv_cell(row->csv, row->cells, "apprentice_gbp");
    const struct tables_wage wage = {
        tables_row_date(row, "effective_from"), tables_row_hundredths(row, "adult_gbp"),
        apprentice && *apprentice ? tables_row_hundredths(row, "apprentice_gbp") : MONEY_NONE,
        (enum confidence)tables_row_word(row, "confidence", &vocab_confidence)};
    ARENA_PUSH(row->arena, tables->wages, tables->wage_count, wage);
    struct pay_fact fact = {
        .kind = PAY_FACT_LIVING_WAGE, .from = wage.from, .value = wage.adult};
    tables_row_tell(row, tables, fact);
    if (wage.apprentice != MONEY_NONE) {
        fact.kind = PAY_FACT_APPRENTICE_WAGE;
        fact.value = wage.apprentice;
        tables_row_tell(row, tables, fact);
    }
}

static void take_share(struct tables *tables, struct tables_row *row) {
    const struct tables_share share = {
        tables_row_number(row, "percent"), tables_row_text(row, "stage"),
        (enum confidence)tables_row_word(row, "confidence", &vocab_confidence)};
    ARENA_PUSH(row->arena, tables->shares, tables->share_count, share);
    tables_row_tell(row, tables,
                    (struct pay_fact){.kind = PAY_FACT_TRAINING_SHARE,
                                      .name = share.stage,
                                      .value = share.percent});
}

/* ---- opening ---- */

static const struct {
    const char *file;
    void (*take)(struct tables *tables, struct tables_row *row);
} files[] = {
    {"schema/facts/afc_pay.csv", take_point},
    {"schema/facts/hcas.csv", take_rate},
    {"schema/facts/pay_awards.csv", take_award},
    {"schema/facts/pay_windows.csv", take_window},
    {"schema/facts/pay_hours.csv", take_hours},
    {"schema/facts/living_wage.csv", take_wage},
    {"schema/facts/apprentice_pay.csv", take_share},
    {"schema/facts/hcas_places.csv", tables_take_place},
    {"schema/facts/places_counties.csv", tables_take_county},
    {"schema/facts/places.csv", tables_take_town},
    {"schema/facts/hcas_postcodes.csv", tables_take_postcodes},
    {"schema/facts/pay_words.csv", tables_take_word},
};

/* As many digits as the version of the rules has. */
enum { VERSION_DIGITS = 12 };

static enum err tell_version(struct tables *tables, struct diag *diag) {
    struct buf all;
    buf_init(&all, FACTS_CAP);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        buf_put(&all, builtin_span(files[i].file));
    }
    const enum err failed = all.failed;
    (void)digest_write(buf_span(&all), tables->version);
    tables->version[VERSION_DIGITS] = '\0';
    buf_fini(&all);
    return failed ? diag_set(diag, failed, "no memory for the pay tables") : ERR_NONE;
}

enum err tables_open(struct tables **out, struct diag *diag) {
    struct tables *tables = calloc(1, sizeof *tables);
    enum err err = ERR_NONE;
    if (!tables) {
        return diag_set(diag, ERR_MEMORY, "no memory for the pay tables");
    }
    arena_init(&tables->arena, ARENA_PAGE_CAP);
    for (size_t i = 0; !err && i < sizeof files / sizeof *files; i++) {
        err = tables_read(tables, files[i].file, files[i].take, diag);
    }
    err = err ? err : tables_build(tables, diag);
    err = err ? err : tell_version(tables, diag);
    if (err) {
        tables_close(tables);
        return err;
    }
    tables_sort_places(tables);
    *out = tables;
    return ERR_NONE;
}

void tables_close(struct tables *tables) {
    if (tables) {
        arena_fini(&tables->arena);
        free(tables);
    }
}

/* ---- asking ---- */

const char *tables_version(const struct tables *tables) { return tables->version; }

const struct pay_point *tables_points(const struct tables *tables, size_t *count) {
    *count = tables->point_count;
    return tables->points;
}

const struct pay_scale *tables_scales(const struct tables *tables, size_t *count) {
    *count = tables->scale_count;
    return tables->scales;
}

const struct pay_rate *tables_rates(const struct tables *tables, size_t *count) {
    *count = tables->rate_count;
    return tables->rates;
}

const struct tables_share *tables_shares(const struct tables *tables, size_t *count) {
    *count = tables->share_count;
    return tables->shares;
}

const struct pay_rate *tables_rate(const struct pay_scale *scale, enum pay_zone zone) {
    return zone < PAY_ZONE_OUTSIDE ? scale->rates[zone] : NULL;
}

int64_t tables_supplement(const struct pay_rate *rate, int64_t base) {
    const int64_t share = base * rate->percent / 100;
    return share < rate->least ? rate->least : share > rate->most ? rate->most : share;
}

const struct pay_fact *tables_facts(const struct tables *tables, size_t *count) {
    *count = tables->fact_count;
    return tables->facts;
}

static const struct tables_hours_row *find_hours(const struct tables *tables,
                                                 enum nation nation, struct date date) {
    const struct tables_hours_row *found = NULL;
    for (size_t i = 0; i < tables->hours_count; i++) {
        const struct tables_hours_row *row = &tables->hours[i];
        if (row->nation == nation && date_compare(row->from, date) <= 0 &&
            (!found || date_compare(row->from, found->from) > 0)) {
            found = row;
        }
    }
    return found;
}

int tables_hours(const struct tables *tables, enum nation nation, struct date date) {
    const struct tables_hours_row *row = find_hours(tables, nation, date);
    return row ? row->hours : 0;
}

enum confidence tables_hours_confidence(const struct tables *tables, enum nation nation,
                                        struct date date) {
    const struct tables_hours_row *row = find_hours(tables, nation, date);
    return row ? row->confidence : CONFIDENCE_NONE;
}

const struct tables_wage *tables_wage(const struct tables *tables, struct date date) {
    const struct tables_wage *found = NULL;
    for (size_t i = 0; i < tables->wage_count; i++) {
        const struct tables_wage *row = &tables->wages[i];
        if (date_compare(row->from, date) <= 0 &&
            (!found || date_compare(row->from, found->from) > 0)) {
            found = row;
        }
    }
    return found;
}

/* annual / (365/7) / (hours/100), to the nearest penny. */
int64_t tables_hourly(int64_t annual, int hours) {
    const int64_t divisor = (int64_t)365 * hours;
    return (annual * 700 + divisor / 2) / divisor;
}
