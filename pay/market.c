/* pay/market.c - what adverts pay: offers are counted
 * SPDX-License-Identifier: MIT
 */
#include "pay/market.h"

#include <stdio.h>
#include <stdlib.h>

#include "pay/market_private.h"

/* Room of the first offers. */
enum { ENTRIES_FIRST = 1024, TALLIES_FIRST = 64, TABLES_FIRST = 16 };

/* A gap longer than this is a slip of the pen. */
enum { GAP_MAX = 3660 };

static enum err fail_memory(struct diag *diag) {
    return diag_set(diag, ERR_MEMORY, "out of memory for the adverts of the market");
}

/* ---- what is asked ---- */

bool market_counts(const struct market_question *question, const struct offer *offer) {
    return question->bands == 0 || (question->bands & offer->bands) != 0;
}

bool market_mixes(const struct market_question *question) {
    return question->by == MARKET_BY_TITLE || question->role != NULL;
}

static enum err open_names(struct market *market, struct diag *diag) {
    const struct market_question *question = &market->question;
    enum err err = market_names_open(&market->sources, diag);
    if (!err && question->by != MARKET_BY_NONE) {
        err = market_names_open(&market->groups, diag);
    }
    if (!err && market_mixes(question)) {
        err = market_names_open(&market->titles, diag);
    }
    return err;
}

enum err market_open(struct market **out, const struct market_question *question,
                     struct diag *diag) {
    struct market *market = calloc(1, sizeof *market);
    if (!market) {
        return fail_memory(diag);
    }
    arena_init(&market->report, ARENA_RUN_CAP);
    market->question = *question;
    market->role = question->role ? strdup(question->role) : NULL;
    market->question.role = market->role;
    enum err err = question->role && !market->role ? fail_memory(diag) : ERR_NONE;
    err = err ? err : open_names(market, diag);
    if (err) {
        market_close(market);
        return err;
    }
    *out = market;
    return ERR_NONE;
}

void market_close(struct market *market) {
    if (market) {
        market_names_close(market->groups);
        market_names_close(market->titles);
        market_names_close(market->sources);
        free(market->role);
        free(market->entries);
        free(market->tallies);
        free(market->mixes);
        free(market->tables);
        arena_fini(&market->report);
        free(market);
    }
}

/* ---- room ---- */

/* Room for `count` things of `size` bytes at least. */
static enum err make_room(void **array, size_t *room, size_t count, size_t size, size_t first,
                          struct diag *diag) {
    if (count <= *room) {
        return ERR_NONE;
    }
    size_t wanted = *room ? *room * 2 : first;
    wanted = count > wanted ? count : wanted;
    void *grown = realloc(*array, wanted * size);
    if (!grown) {
        return fail_memory(diag);
    }
    *array = grown;
    *room = wanted;
    return ERR_NONE;
}

static enum err make_room_for_entry(struct market *market, struct diag *diag) {
    void *array = market->entries;
    enum err err = make_room(&array, &market->entry_room, market->entry_count + 1,
                             sizeof *market->entries, ENTRIES_FIRST, diag);
    market->entries = array;
    return err;
}

/* As many tallies as that; new ones have counted nothing. */
static enum err have_tallies(struct market *market, size_t count, struct diag *diag) {
    void *array = market->tallies;
    enum err err = make_room(&array, &market->tally_room, count, sizeof *market->tallies,
                             TALLIES_FIRST, diag);
    market->tallies = array;
    while (!err && market->tally_count < count) {
        market->tallies[market->tally_count++] = (struct market_tally){0};
    }
    return err;
}

static enum err have_titles(struct market *market, size_t count, struct diag *diag) {
    void *array = market->mixes;
    enum err err =
        make_room(&array, &market->mix_room, count, sizeof *market->mixes, TALLIES_FIRST, diag);
    market->mixes = array;
    while (!err && market->mix_count < count) {
        market->mixes[market->mix_count++] = (struct market_titles){0};
    }
    return err;
}

/* ---- names ---- */

/* Room for "2026-04". */
enum { MONTH_SIZE = 16 };

/* Does the text hold anything but white space of ASCII? */
static bool is_name(const char *text) { return text && span_trim(span_of(text)).len > 0; }

static const char *month_of(struct date date, char text[static MONTH_SIZE]) {
    if (date_is_none(date)) {
        return NULL;
    }
    (void)snprintf(text, MONTH_SIZE, "%04d-%02d", date.year % 10000, date.month % 100);
    return text;
}

/* Regions are England's: elsewhere the nation stands for them. */
static const char *region_of(const struct offer *offer) {
    return offer->nation && offer->nation != NATION_ENGLAND
               ? vocab_name(&vocab_nation, (int)offer->nation)
               : offer->region;
}

/* What an offer is put under; NULL where it is not known.
 * @param month room for a month */
static const char *group_name(enum market_by by, const struct offer *offer,
                              char month[static MONTH_SIZE]) {
    const char *names[MARKET_BY_COUNT] = {
        [MARKET_BY_EMPLOYER] = offer->employer,
        [MARKET_BY_REGION] = region_of(offer),
        [MARKET_BY_PLACE] = offer->town,
        [MARKET_BY_MONTH] = month_of(offer->posted, month),
        [MARKET_BY_ZONE] = vocab_name(&vocab_pay_zone, (int)offer->zone),
        [MARKET_BY_VERDICT] = vocab_name(&vocab_pay_verdict, (int)offer->verdict),
        [MARKET_BY_TITLE] = offer->title,
    };
    return is_name(names[by]) ? names[by] : NULL;
}

/* Region and zone follow from a place: one that is printed and tells neither is not known. */
static uint32_t nameless_group(enum market_by by, const struct offer *offer) {
    const bool is_derived = by == MARKET_BY_REGION || by == MARKET_BY_ZONE;
    return is_derived && (is_name(offer->town) || is_name(offer->region)) ? MARKET_UNKNOWN
                                                                          : MARKET_NAMELESS;
}

static enum err find_group(uint32_t *group, struct market *market, const struct offer *offer,
                           struct diag *diag) {
    char month[MONTH_SIZE];
    const char *name = market->groups ? group_name(market->question.by, offer, month) : NULL;
    uint32_t key = 0;
    enum err err =
        name ? market_names_put(&key, NULL, market->groups, span_of(name), diag) : ERR_NONE;
    if (!err) {
        *group = name ? key + MARKET_NAMED : nameless_group(market->question.by, offer);
        err = have_tallies(market, (size_t)*group + 1, diag);
    }
    return err;
}

/* ---- counting ---- */

static void count_bands(struct market_titles *title, unsigned bands) {
    title->bands[BAND_NONE] += bands == 0;
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        title->bands[band] += (bands >> band) & 1;
    }
}

/* @param title its key; untouched where there is none */
static enum err add_title(uint32_t *title, struct market *market, const struct offer *offer,
                          bool is_counted, struct diag *diag) {
    uint32_t key = 0;
    if (!market->titles || !is_name(offer->title)) {
        return ERR_NONE;
    }
    enum err err = market_names_put(&key, NULL, market->titles, span_of(offer->title), diag);
    err = err ? err : have_titles(market, (size_t)key + 1, diag);
    if (!err) {
        market->mixes[key].adverts++;
        market->mixes[key].counted += is_counted;
        count_bands(&market->mixes[key], offer->bands);
        *title = key;
    }
    return err;
}

static void tally(struct market_tally *tally, const struct offer *offer) {
    tally->adverts++;
    tally->verdicts[offer->verdict]++;
    tally->asks[offer->asks]++;
}

static void note_day(struct market *market, struct date posted) {
    if (date_is_none(posted)) {
        return;
    }
    if (date_is_none(market->first) || date_compare(posted, market->first) < 0) {
        market->first = posted;
    }
    if (date_is_none(market->last) || date_compare(posted, market->last) > 0) {
        market->last = posted;
    }
}

/* An advert without a nation shows a nation's table all the same. */
static enum nation table_nation(const struct offer *offer) {
    return offer->scale_nation ? offer->scale_nation : offer->nation;
}

static bool is_of(const struct market_table *table, const struct offer *offer) {
    return table->nation == table_nation(offer) && table->status == offer->scale_status &&
           date_compare(table->from, offer->scale_from) == 0;
}

/* There are as many as the built-in ones, and those of imported data: a few dozen. */
static size_t find_table(const struct market *market, const struct offer *offer) {
    size_t at = 0;
    while (at < market->table_count && !is_of(&market->tables[at], offer)) {
        at++;
    }
    return at;
}

static enum err note_table(struct market *market, const struct offer *offer,
                           struct diag *diag) {
    if (date_is_none(offer->scale_from)) {
        return ERR_NONE;
    }
    const size_t at = find_table(market, offer);
    void *array = market->tables;
    enum err err = make_room(&array, &market->table_room, at + 1, sizeof *market->tables,
                             TABLES_FIRST, diag);
    market->tables = array;
    if (!err && at == market->table_count) {
        market->tables[market->table_count++] = (struct market_table){
            table_nation(offer), offer->scale_from, offer->scale_status, 0};
    }
    if (!err) {
        market->tables[at].adverts++;
    }
    return err;
}

static int32_t gap_of(const struct offer *offer) {
    if (offer->is_posted_assumed || date_is_none(offer->posted) ||
        date_is_none(offer->closes)) {
        return -1;
    }
    const int64_t gap = date_to_days(offer->closes) - date_to_days(offer->posted);
    return gap >= 0 && gap <= GAP_MAX ? (int32_t)gap : -1;
}

static void add_entry(struct market *market, const struct offer *offer, uint32_t group) {
    market->entries[market->entry_count++] = (struct market_entry){
        .base = market_middle(offer->base_min, offer->base_max),
        .shown = market_middle(offer->shown_min, offer->shown_max),
        .hourly = market_middle(offer->hourly_min, offer->hourly_max),
        .gap = gap_of(offer),
        .group = group,
    };
    tally(&market->all, offer);
    tally(&market->tallies[group], offer);
    market->nations[offer->nation]++;
    note_day(market, offer->posted);
}

enum err market_add(struct market *market, const struct offer *offer, struct diag *diag) {
    const bool is_counted = market_counts(&market->question, offer);
    uint32_t group = MARKET_NAMELESS;
    uint32_t source = 0;
    uint32_t title = 0;
    enum err err = add_title(&title, market, offer, is_counted, diag);
    if (err || !is_counted) {
        return err;
    }
    err = make_room_for_entry(market, diag);
    err = err ? err : find_group(&group, market, offer, diag);
    if (!err && offer->dataset) {
        err = market_names_put(&source, NULL, market->sources, span_of(offer->dataset), diag);
    }
    err = err ? err : note_table(market, offer, diag); /* the last that can fail */
    if (!err) {
        add_entry(market, offer, group);
        market->tallies[group].title = title;
    }
    return err;
}
