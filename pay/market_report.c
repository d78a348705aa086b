/* pay/market_report.c - what adverts pay: the report of all that were counted
 * SPDX-License-Identifier: MIT
 *
 * Offers are put in the order of their groups once; then each group's amounts are gathered,
 * sorted and measured, and those of all offers in the same way.
 */
#include <stdlib.h>

#include "pay/fit.h"
#include "pay/market_private.h"

/* A report being made. */
struct making {
    struct market *market;
    struct market_report *report;
    uint32_t *order;             /* entries, group by group */
    size_t *starts;              /* of each group in it, and its end behind the last */
    int64_t *amounts;            /* room for an amount of each offer, */
    int64_t *other;              /* twice */
    struct market_group *groups; /* that are shown, in the report's arena, */
    uint32_t *titles;            /* and the key of each one's title */
};

/* What is measured of an offer. MONEY_NONE and -1 are the same: not known. */
enum measure { MEASURE_BASE = 0, MEASURE_SHOWN, MEASURE_HOURLY, MEASURE_GAP };

static enum err fail_memory(struct diag *diag) {
    return diag_set(diag, ERR_MEMORY, "out of memory for the report of the market");
}

/* ---- amounts ---- */

static int64_t measured(const struct market_entry *entry, enum measure measure) {
    const int64_t values[] = {entry->base, entry->shown, entry->hourly,
                              entry->gap < 0 ? MONEY_NONE : (int64_t)entry->gap * 10};
    return values[measure];
}

/* What is known of some offers, sorted. @param order NULL: all, as they came */
static size_t gather(struct making *making, const uint32_t *order, size_t count,
                     enum measure measure) {
    const struct market_entry *entries = making->market->entries;
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        const int64_t value = measured(&entries[order ? order[i] : i], measure);
        making->amounts[known] = value;
        known += value != MONEY_NONE;
    }
    market_sort(making->amounts, making->other, known);
    return known;
}

/* The report keeps its own copy of single amounts. */
static const int64_t *kept(struct making *making, const int64_t *amounts, size_t count) {
    int64_t *copy = arena_alloc(&making->market->report, count, sizeof *copy);
    if (copy) {
        memcpy(copy, amounts, count * sizeof *copy);
    }
    return copy;
}

static struct market_spread spread_of(struct making *making, size_t count) {
    struct market_spread spread = market_spread_of(making->amounts, count);
    if (spread.points) {
        spread.points = kept(making, spread.points, count);
    }
    return spread;
}

static struct market_group group_of(struct making *making, const struct market_tally *tally,
                                    const uint32_t *order, size_t count) {
    struct market_group group = {.adverts = tally->adverts, .gap_median = -1};
    for (int i = 0; i < PAY_VERDICT_COUNT; i++) {
        group.verdicts[i] = tally->verdicts[i];
    }
    for (int i = 0; i < OFFER_ASKS_COUNT; i++) {
        group.asks[i] = tally->asks[i];
    }
    group.hourly = spread_of(making, gather(making, order, count, MEASURE_HOURLY));
    group.shown = spread_of(making, gather(making, order, count, MEASURE_SHOWN));
    group.gap_n = gather(making, order, count, MEASURE_GAP);
    if (group.gap_n >= MARKET_LEAST_SHOWN) {
        group.gap_median = market_quantile(making->amounts, group.gap_n, 500);
    }
    /* Last, for the caller finds these amounts in their place. */
    group.base = spread_of(making, gather(making, order, count, MEASURE_BASE));
    group.with_pay = (int64_t)group.base.n;
    return group;
}

/* ---- all ---- */

static struct market_stand stand_of(const struct making *making, size_t count, int64_t offer) {
    struct market_stand stand = {.n = offer == MONEY_NONE ? 0 : count};
    for (size_t i = 0; stand.n >= MARKET_LEAST_SHOWN && i < count; i++) {
        stand.below += making->amounts[i] < offer;
        stand.equal += making->amounts[i] == offer;
    }
    return stand;
}

static void report_all(struct making *making) {
    struct market_report *report = making->report;
    const struct market *market = making->market;
    report->all = group_of(making, &market->all, NULL, market->entry_count);
    report->stand = stand_of(making, report->all.base.n, market->question.offer);
    if (report->all.base.n >= MARKET_LEAST_SHOWN) {
        report->amount_count = report->all.base.n;
        report->amounts = kept(making, making->amounts, report->amount_count);
    }
}

/* The amount by the hour, whoever else pays it. */
static void report_offer(struct market_report *report, const struct tables *tables) {
    const enum nation nation =
        report->question.nation ? report->question.nation : NATION_ENGLAND;
    const struct tables_wage *wage = tables_wage(tables, report->today);
    struct market_stand *stand = &report->stand;
    stand->hourly = MONEY_NONE;
    stand->wage = MONEY_NONE;
    if (report->question.offer == MONEY_NONE) {
        return;
    }
    stand->hours = tables_hours(tables, nation, report->today);
    if (stand->hours > 0) {
        stand->hourly = tables_hourly(report->question.offer, stand->hours);
    }
    if (wage) {
        stand->wage = wage->adult;
        stand->wage_from = wage->from;
    }
}

/* ---- groups ---- */

/* A group or a title to be put in order. */
struct ranked {
    const char *name; /* NULL: not printed; comes last */
    uint32_t adverts;
    uint32_t number; /* of its tally, or of its mix */
};

/* What is not known here comes before what nobody said: the higher number first. */
static int by_name(const struct ranked *a, const struct ranked *b) {
    if (!a->name && !b->name) {
        return (int)b->number - (int)a->number;
    }
    return !a->name || !b->name ? (a->name == NULL) - (b->name == NULL)
                                : strcmp(a->name, b->name);
}

static int compare_names(const void *a, const void *b) { return by_name(a, b); }

static int compare_sizes(const void *a, const void *b) {
    const struct ranked *one = a;
    const struct ranked *other = b;
    return !one->name || !other->name || one->adverts == other->adverts ? by_name(one, other)
           : one->adverts > other->adverts                              ? -1
                                                                        : 1;
}

/* Where each group's offers begin in the order. */
static void order_entries(struct making *making) {
    const struct market *market = making->market;
    size_t at = 0;
    for (size_t i = 0; i < market->tally_count; i++) {
        making->starts[i] = at;
        at += market->tallies[i].adverts;
    }
    for (size_t i = 0; i < market->entry_count; i++) {
        making->order[making->starts[market->entries[i].group]++] = (uint32_t)i;
    }
    for (size_t i = 0; i < market->tally_count; i++) { /* back to the beginnings */
        making->starts[i] -= market->tallies[i].adverts;
    }
}

static struct ranked *rank_groups(size_t *count, struct market *market) {
    const size_t named = market_names_count(market->groups);
    const char **names = arena_alloc(&market->report, named + MARKET_NAMED, sizeof *names);
    struct ranked *ranked = arena_alloc(&market->report, named + MARKET_NAMED, sizeof *ranked);
    *count = 0;
    if (!names || !ranked) {
        return NULL;
    }
    market_names_shown(names + MARKET_NAMED, market->groups);
    for (size_t i = 0; i < market->tally_count; i++) {
        const uint32_t adverts = market->tallies[i].adverts;
        if (adverts > 0) {
            ranked[(*count)++] =
                (struct ranked){i < MARKET_NAMED ? NULL : names[i], adverts, (uint32_t)i};
        }
    }
    qsort(ranked, *count, sizeof *ranked,
          market->question.by == MARKET_BY_MONTH ? compare_names : compare_sizes);
    return ranked;
}

/* The part of the list that is shown: its beginning, of months its end. Those without a name
 * are shown beside it. */
static struct ranked *cut(struct ranked *ranked, size_t *count,
                          const struct market_question *question) {
    size_t nameless = 0;
    while (nameless < *count && !ranked[*count - 1 - nameless].name) {
        nameless++;
    }
    const size_t named = *count - nameless;
    if (question->most == 0 || named <= question->most) {
        return ranked;
    }
    const size_t left_out = named - question->most;
    *count -= left_out;
    if (question->by == MARKET_BY_MONTH) {
        return ranked + left_out;
    }
    memmove(&ranked[question->most], &ranked[named], nameless * sizeof *ranked);
    return ranked;
}

static void report_groups(struct making *making) {
    struct market *market = making->market;
    struct market_report *report = making->report;
    size_t count = 0;
    struct ranked *ranked = rank_groups(&count, market);
    report->group_total = count;
    ranked = cut(ranked, &count, &market->question);
    struct market_group *groups = arena_alloc(&market->report, count, sizeof *groups);
    uint32_t *titles = arena_alloc(&market->report, count, sizeof *titles);
    for (size_t i = 0; groups && titles && i < count; i++) {
        const struct market_tally *tally = &market->tallies[ranked[i].number];
        groups[i] = group_of(making, tally, making->order + making->starts[ranked[i].number],
                             tally->adverts);
        groups[i].name = ranked[i].name;
        groups[i].is_unknown = ranked[i].number == MARKET_UNKNOWN;
        titles[i] = tally->title;
    }
    making->groups = groups;
    making->titles = titles;
    report->groups = groups;
    report->group_count = groups && titles ? count : 0;
}

/* ---- titles ---- */

/* Titles without an offer in the question's bands are left out. */
static struct ranked *rank_titles(size_t *count, struct market *market) {
    const size_t total = market_names_count(market->titles);
    const char **names = arena_alloc(&market->report, total, sizeof *names);
    struct ranked *ranked = arena_alloc(&market->report, total, sizeof *ranked);
    *count = 0;
    if (!names || !ranked) {
        return NULL;
    }
    market_names_shown(names, market->titles);
    for (size_t i = 0; i < market->mix_count; i++) {
        if (market->mixes[i].counted > 0) {
            ranked[(*count)++] =
                (struct ranked){names[i], market->mixes[i].adverts, (uint32_t)i};
        }
    }
    qsort(ranked, *count, sizeof *ranked, compare_sizes);
    return ranked;
}

static struct market_mix mix_of(const struct market_titles *title, const char *name) {
    struct market_mix mix = {.title = name, .adverts = title->adverts};
    for (int band = 0; band < BAND_COUNT; band++) {
        mix.bands[band] = title->bands[band];
    }
    return mix;
}

/* Those that are shown, as many as `count`. */
static void put_mixes(struct market_mix *mixes, size_t *places, const struct market *market,
                      const struct ranked *ranked, size_t count) {
    for (size_t i = 0; i < count; i++) {
        mixes[i] = mix_of(&market->mixes[ranked[i].number], ranked[i].name);
        places[ranked[i].number] = i + 1;
    }
}

/* Groups come in the order of the bands asked for, titles in that of all: where few are shown
 * they are not the same ones. A group's mix that is not shown stands behind those that are.
 * @param places where the mix of each title stands, from 1; 0: nowhere yet */
static void link_mixes(struct making *making, struct market_mix *mixes, size_t *places,
                       size_t count) {
    for (size_t i = 0; i < making->report->group_count; i++) {
        struct market_group *group = &making->groups[i];
        const uint32_t title = making->titles[i];
        if (!group->name) {
            continue;
        }
        if (places[title] == 0) {
            mixes[count++] = mix_of(&making->market->mixes[title], group->name);
            places[title] = count;
        }
        group->mix = &mixes[places[title] - 1];
    }
}

static void report_titles(struct making *making) {
    struct market *market = making->market;
    struct market_report *report = making->report;
    const size_t most = market->question.most;
    const size_t linked = market->question.by == MARKET_BY_TITLE ? report->group_count : 0;
    size_t count = 0;
    const struct ranked *ranked = rank_titles(&count, market);
    report->mix_total = count;
    const bool is_cut = most > 0 && count > most;
    count = is_cut ? most : count;
    /* Where nothing is cut each group's is among them. */
    struct market_mix *mixes =
        arena_alloc(&market->report, count + (is_cut ? linked : 0), sizeof *mixes);
    size_t *places = arena_alloc(&market->report, market->mix_count, sizeof *places);
    if (ranked && mixes && places) {
        put_mixes(mixes, places, market, ranked, count);
        if (linked > 0) {
            link_mixes(making, mixes, places, count);
        }
        report->mixes = mixes;
        report->mix_count = count;
    }
}

/* ---- what stands beside ---- */

/* The nation asked for, else the most frequent one; of equal ones the first. */
static enum nation nation_of(const struct market *market) {
    int best = (int)market->question.nation;
    for (int i = NATION_ENGLAND; !market->question.nation && i < NATION_COUNT; i++) {
        best = market->nations[i] > market->nations[best] || best == NATION_NONE ? i : best;
    }
    return market->nations[best] > 0 || market->question.nation ? (enum nation)best
                                                                : NATION_NONE;
}

static bool is_in_force(const struct pay_scale *scale, unsigned bands, struct date today) {
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if ((bands == 0 || (bands >> band & 1)) && scale->ladders[band].count > 0 &&
            fit_time(scale, (enum band)band, today) == FIT_IN_FORCE) {
            return true;
        }
    }
    return false;
}

static const struct pay_scale *current_scale(const struct market *market,
                                             const struct tables *tables, struct date today) {
    const enum nation nation = nation_of(market);
    const struct pay_scale *found = NULL;
    size_t count = 0;
    const struct pay_scale *scales = tables_scales(tables, &count);
    for (size_t i = 0; i < count; i++) {
        if (scales[i].nation == nation &&
            is_in_force(&scales[i], market->question.bands, today)) {
            found = &scales[i];
        }
    }
    return found;
}

static bool holds_bands(const struct pay_scale *scale, unsigned bands) {
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (scale->ladders[band].count > 0 && (bands == 0 || (bands >> band & 1))) {
            return true;
        }
    }
    return false;
}

static const struct pay_scale *scale_of_table(const struct tables *tables,
                                              const struct market_table *table) {
    size_t count = 0;
    const struct pay_scale *scales = tables_scales(tables, &count);
    for (size_t i = 0; i < count; i++) {
        if (scales[i].nation == table->nation && scales[i].status == table->status &&
            date_compare(scales[i].from, table->from) == 0) {
            return &scales[i];
        }
    }
    return NULL;
}

/* Amounts stand beside the points that they are made of: those of the adverts' own table. A
 * scale of another year would make them look like more, or less. */
static void report_scale(struct market_report *report, const struct tables *tables) {
    report->scale = report->current;
    for (size_t i = 0; i < report->table_count; i++) {
        const struct pay_scale *scale = scale_of_table(tables, &report->tables[i]);
        if (scale && holds_bands(scale, report->question.bands)) {
            report->scale = scale;
            report->scale_adverts = report->tables[i].adverts;
            return;
        }
    }
}

static int compare_tables(const void *a, const void *b) {
    const struct market_table *one = a;
    const struct market_table *other = b;
    if (one->adverts != other->adverts) {
        return one->adverts > other->adverts ? -1 : 1;
    }
    const int by_day = date_compare(other->from, one->from);
    const int by_nation = (int)one->nation - (int)other->nation;
    return by_day ? by_day : by_nation ? by_nation : (int)one->status - (int)other->status;
}

/* The order in which they came must not show. */
static void report_tables(struct making *making) {
    const struct market *market = making->market;
    struct market_table *copy =
        arena_alloc(&making->market->report, market->table_count, sizeof *copy);
    if (copy) {
        memcpy(copy, market->tables, market->table_count * sizeof *copy);
        qsort(copy, market->table_count, sizeof *copy, compare_tables);
        making->report->tables = copy;
        making->report->table_count = market->table_count;
    }
}

/* The data sets that offers were counted of, to the letter: a.csv is not A.csv. */
static void report_datasets(struct making *making, const struct dataset *datasets,
                            size_t count) {
    struct market *market = making->market;
    struct dataset *used = NULL;
    size_t used_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (market_names_has(market->sources, span_of(datasets[i].name))) {
            ARENA_PUSH(&market->report, used, used_count, datasets[i]);
        }
    }
    making->report->datasets = used;
    making->report->dataset_count = used_count;
}

/* ---- the report ---- */

void market_limit(struct market *market, size_t most) { market->question.most = most; }

static void close_making(struct making *making) {
    free(making->order);
    free(making->starts);
    free(making->amounts);
    free(making->other);
}

static enum err open_making(struct making *making, struct diag *diag) {
    const struct market *market = making->market;
    const size_t offers = market->entry_count + 1;
    making->amounts = malloc(offers * sizeof *making->amounts);
    making->other = malloc(offers * sizeof *making->other);
    bool is_made = making->amounts && making->other;
    if (is_made && market->groups) {
        making->order = malloc(offers * sizeof *making->order);
        making->starts = malloc((market->tally_count + 1) * sizeof *making->starts);
        is_made = making->order && making->starts;
    }
    return is_made ? ERR_NONE : fail_memory(diag);
}

/* Once all adverts are measured there is to be room for those of a group alone: with many
 * groups their figures take what the amounts leave. */
static void give_back(struct making *making) {
    const struct market *market = making->market;
    size_t most = 1;
    for (size_t i = 0; i < market->tally_count; i++) {
        most = market->tallies[i].adverts > most ? market->tallies[i].adverts : most;
    }
    int64_t *amounts = realloc(making->amounts, most * sizeof *amounts);
    int64_t *other = realloc(making->other, most * sizeof *other);
    making->amounts = amounts ? amounts : making->amounts;
    making->other = other ? other : making->other;
}

enum err market_report(struct market_report *out, struct market *market,
                       const struct tables *tables, struct date today,
                       const struct dataset *datasets, size_t dataset_count,
                       struct diag *diag) {
    struct market_report report = {.question = market->question,
                                   .today = today,
                                   .first = market->first,
                                   .last = market->last,
                                   .current = current_scale(market, tables, today)};
    struct making making = {.market = market, .report = &report};
    arena_fini(&market->report);
    enum err err = open_making(&making, diag);
    if (!err) {
        report_all(&making);
        report_tables(&making);
        report_scale(&report, tables);
        report_offer(&report, tables);
        report_datasets(&making, datasets, dataset_count);
    }
    if (!err && market->groups) {
        give_back(&making);
        order_entries(&making);
        report_groups(&making);
    }
    if (!err && market->titles) {
        report_titles(&making);
    }
    err = err ? err : arena_check(&market->report, diag);
    if (!err) {
        *out = report;
    }
    close_making(&making);
    return err;
}
