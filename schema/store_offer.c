/* schema/store_offer.c - pay of adverts taken apart, and data sets of the past
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_offer.h"

#include <string.h>

#include "schema/store_private.h"

/* Columns of offer_get; offer_each has those before the rest. */
enum {
    OFFER_VACANCY = 0,
    OFFER_DATASET,
    OFFER_BANDS,
    OFFER_NATION,
    OFFER_POSTED,
    OFFER_POSTED_ASSUMED,
    OFFER_CLOSES,
    OFFER_BASE_MIN,
    OFFER_BASE_MAX,
    OFFER_SHOWN_MIN,
    OFFER_SHOWN_MAX,
    OFFER_HOURLY_MIN,
    OFFER_HOURLY_MAX,
    OFFER_VERDICT,
    OFFER_ZONE,
    OFFER_ASKS,
    OFFER_SCALE_NATION,
    OFFER_SCALE_FROM,
    OFFER_SCALE_STATUS,
    OFFER_FLAGS,
    OFFER_SOURCE,
    OFFER_TITLE,
    OFFER_EMPLOYER,
    OFFER_TOWN,
    OFFER_REGION,
    OFFER_KEY,
    OFFER_CONFIDENCE,
    OFFER_POINTS,
    OFFER_SUPPLEMENT_MIN,
    OFFER_SUPPLEMENT_MAX,
    OFFER_PART_HOURS,
    OFFER_PART_MIN,
    OFFER_PART_MAX,
    OFFER_FULL_HOURS,
    OFFER_FLOOR
};

/* Bytes of all points of a check as text: ten digits and a comma each. */
enum { POINTS_SIZE = PAY_CHECK_POINTS_MAX * 12 };

/* The most that a point may be: a million pounds. */
enum { POINT_MAX = 100000000 };

/* ---- keeping ---- */

static void bind_word(struct call *call, const char *name, const struct vocab *vocab,
                      int value) {
    call_text(call, name, vocab_name(vocab, value));
}

static void bind_money(struct call *call, const char *name, int64_t pence) {
    if (pence != MONEY_NONE) {
        call_int(call, name, pence);
    }
}

/* What is bound as text must live until the statement has run. */
struct offer_texts {
    char posted[DATE_TEXT_SIZE];
    char closes[DATE_TEXT_SIZE];
    char scale_from[DATE_TEXT_SIZE];
    char points[POINTS_SIZE];
};

static void bind_date(struct call *call, const char *name, struct date date,
                      char text[static DATE_TEXT_SIZE]) {
    call_text(call, name, date_is_none(date) ? NULL : date_write(date, text));
}

static void bind_points(struct call *call, const struct offer_rest *rest,
                        char text[static POINTS_SIZE]) {
    struct buf out;
    buf_init(&out, POINTS_SIZE);
    for (size_t i = 0; i < rest->point_count && i < PAY_CHECK_POINTS_MAX; i++) {
        buf_printf(&out, "%s%lld", i > 0 ? "," : "", (long long)rest->points[i]);
    }
    if (out.failed && !call->err) {
        call->err = diag_set(call->diag, out.failed, "the pay points of an advert");
    }
    if (out.len > 0) {
        memcpy(text, buf_text(&out), out.len + 1);
        call_text(call, ":points", text);
    }
    buf_fini(&out);
}

static void bind_amounts(struct call *call, const struct offer *offer) {
    const struct {
        const char *name;
        int64_t pence;
    } amounts[] = {
        {":base_min", offer->base_min},
        {":base_max", offer->base_max},
        {":shown_min", offer->shown_min},
        {":shown_max", offer->shown_max},
        {":hourly_min", offer->hourly_min},
        {":hourly_max", offer->hourly_max},
        {":supplement_min", offer->rest.supplement_min},
        {":supplement_max", offer->rest.supplement_max},
        {":part_min", offer->rest.part_min},
        {":part_max", offer->rest.part_max},
    };
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        bind_money(call, amounts[i].name, amounts[i].pence);
    }
}

static void bind_words(struct call *call, const struct offer *offer) {
    const struct {
        const char *name;
        const struct vocab *vocab;
        int value;
    } words[] = {
        {":nation", &vocab_nation, (int)offer->nation},
        {":verdict", &vocab_pay_verdict, (int)offer->verdict},
        {":zone", &vocab_pay_zone, (int)offer->zone},
        {":asks", &vocab_offer_asks, (int)offer->asks},
        {":scale_status", &vocab_pay_status, (int)offer->scale_status},
        {":source", &vocab_source, (int)offer->source},
        {":scale_nation", &vocab_nation, (int)offer->scale_nation},
        {":confidence", &vocab_confidence, (int)offer->rest.confidence},
        {":living_wage", &vocab_pay_floor, (int)offer->rest.floor},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        bind_word(call, words[i].name, words[i].vocab, words[i].value);
    }
}

static void bind_offer(struct call *call, const struct offer *offer,
                       struct offer_texts *texts) {
    call_int(call, ":bands", offer->bands);
    call_int(call, ":flags", offer->flags);
    call_int(call, ":posted_assumed", offer->is_posted_assumed);
    bind_date(call, ":posted", offer->posted, texts->posted);
    bind_date(call, ":closes", offer->closes, texts->closes);
    bind_date(call, ":scale_from", offer->scale_from, texts->scale_from);
    bind_amounts(call, offer);
    bind_words(call, offer);
    call_text(call, ":title", offer->title);
    call_text(call, ":employer", offer->employer);
    call_text(call, ":town", offer->town);
    call_text(call, ":region", offer->region);
    call_text(call, ":key", offer->key);
    call_int_or_null(call, ":part_hours", offer->rest.part_hours);
    call_int_or_null(call, ":full_hours", offer->rest.full_hours);
    bind_points(call, &offer->rest, texts->points);
}

static enum err put_stamp(struct store *store, const char *stamp, struct diag *diag) {
    struct call call = call_open(store, SQL_OFFER_STAMP_PUT, diag);
    call_text(&call, ":stamp", stamp);
    return call_run(&call);
}

/* @param put false where it was not taken: see statement offer_put */
static enum err put_offer(struct store *store, const struct offer *offer, int64_t dataset,
                          const char *stamp, bool *put, struct diag *diag) {
    struct offer_texts texts;
    struct call call = call_open(store, SQL_OFFER_PUT, diag);
    call_int_or_null(&call, ":vacancy", dataset ? 0 : offer->vacancy);
    call_int_or_null(&call, ":dataset", dataset);
    call_text(&call, ":stamp", stamp);
    bind_offer(&call, offer, &texts);
    *put = call_row(&call);
    return call_run(&call);
}

static enum err check_stamp(const char *stamp, struct diag *diag) {
    return stamp && stamp[0] ? ERR_NONE
                             : diag_set(diag, ERR_INPUT,
                                        "which tables an advert's pay was taken apart with is "
                                        "not said");
}

enum err store_offer_put(struct store *store, const struct offer *offer, const char *stamp,
                         bool *kept, struct diag *diag) {
    struct scope scope;
    bool is_kept = false;
    enum err err = check_stamp(stamp, diag);
    if (!err && offer->vacancy == 0) {
        err = diag_set(diag, ERR_INPUT, "whose pay it is is not said");
    }
    err = err ? err : scope_enter_write(&scope, store, diag);
    if (err) {
        return err;
    }
    err = store_run_on_vacancy(store, SQL_OFFER_DROP, offer->vacancy, diag);
    err = err ? err : put_stamp(store, stamp, diag);
    err = err ? err : put_offer(store, offer, 0, stamp, &is_kept, diag);
    err = scope_leave(&scope, store, err, diag);
    if (!err && kept) {
        *kept = is_kept;
    }
    return err;
}

/* ---- giving back ---- */

/* Borrowed until the next step; NULL for NULL. */
static const char *get_text(const struct call *call, int column) {
    return (const char *)sqlite3_column_text(call->statement, column);
}

/* What the database holds is spelled as in the list: no need to fold case. */
static int get_word(const struct call *call, int column, const struct vocab *vocab) {
    const struct span word = call_get_bytes(call, column);
    for (size_t i = 1; word.len > 0 && i < vocab->count; i++) {
        const char *name = vocab->names[i];
        if (strncmp(name, word.at, word.len) == 0 && name[word.len] == '\0') {
            return (int)i;
        }
    }
    return 0;
}

static int64_t get_money(const struct call *call, int column) {
    return sqlite3_column_type(call->statement, column) == SQLITE_NULL
               ? MONEY_NONE
               : call_get_int(call, column);
}

static struct date get_date(const struct call *call, int column) {
    struct date date = {0, 0, 0};
    (void)date_parse_iso(call_get_bytes(call, column), &date); /* else none */
    return date;
}

/* All but the rest, and the name of the data set. */
static void get_offer(const struct call *call, struct offer *offer) {
    offer_init(offer);
    offer->vacancy = call_get_int(call, OFFER_VACANCY);
    offer->source = (enum source)get_word(call, OFFER_SOURCE, &vocab_source);
    offer->key = get_text(call, OFFER_KEY);
    offer->title = get_text(call, OFFER_TITLE);
    offer->employer = get_text(call, OFFER_EMPLOYER);
    offer->town = get_text(call, OFFER_TOWN);
    offer->region = get_text(call, OFFER_REGION);
    offer->nation = (enum nation)get_word(call, OFFER_NATION, &vocab_nation);
    offer->posted = get_date(call, OFFER_POSTED);
    offer->is_posted_assumed = call_get_int(call, OFFER_POSTED_ASSUMED) != 0;
    offer->closes = get_date(call, OFFER_CLOSES);
    offer->bands = (unsigned)call_get_int(call, OFFER_BANDS);
    offer->verdict = (enum pay_verdict)get_word(call, OFFER_VERDICT, &vocab_pay_verdict);
    offer->zone = (enum pay_zone)get_word(call, OFFER_ZONE, &vocab_pay_zone);
    offer->scale_nation = (enum nation)get_word(call, OFFER_SCALE_NATION, &vocab_nation);
    offer->scale_from = get_date(call, OFFER_SCALE_FROM);
    offer->scale_status =
        (enum pay_status)get_word(call, OFFER_SCALE_STATUS, &vocab_pay_status);
    offer->base_min = get_money(call, OFFER_BASE_MIN);
    offer->base_max = get_money(call, OFFER_BASE_MAX);
    offer->shown_min = get_money(call, OFFER_SHOWN_MIN);
    offer->shown_max = get_money(call, OFFER_SHOWN_MAX);
    offer->hourly_min = get_money(call, OFFER_HOURLY_MIN);
    offer->hourly_max = get_money(call, OFFER_HOURLY_MAX);
    offer->flags = (unsigned)call_get_int(call, OFFER_FLAGS);
    offer->asks = (enum offer_asks)get_word(call, OFFER_ASKS, &vocab_offer_asks);
}

static void get_points(const struct call *call, struct offer_rest *rest) {
    struct span left = call_get_bytes(call, OFFER_POINTS);
    struct span piece;
    uint64_t point = 0;
    while (rest->point_count < PAY_CHECK_POINTS_MAX && span_next_piece(&left, ',', &piece) &&
           span_number(piece, POINT_MAX, &point)) {
        rest->points[rest->point_count++] = (int64_t)point;
    }
}

static void get_rest(const struct call *call, struct offer_rest *rest) {
    rest->confidence = (enum confidence)get_word(call, OFFER_CONFIDENCE, &vocab_confidence);
    rest->supplement_min = get_money(call, OFFER_SUPPLEMENT_MIN);
    rest->supplement_max = get_money(call, OFFER_SUPPLEMENT_MAX);
    rest->part_hours = (int)call_get_int(call, OFFER_PART_HOURS);
    rest->part_min = get_money(call, OFFER_PART_MIN);
    rest->part_max = get_money(call, OFFER_PART_MAX);
    rest->full_hours = (int)call_get_int(call, OFFER_FULL_HOURS);
    rest->floor = (enum pay_floor)get_word(call, OFFER_FLOOR, &vocab_pay_floor);
    get_points(call, rest);
}

static void keep_texts(const struct call *call, struct arena *arena, struct offer *offer) {
    offer->key = call_get_text(call, OFFER_KEY, arena);
    offer->title = call_get_text(call, OFFER_TITLE, arena);
    offer->employer = call_get_text(call, OFFER_EMPLOYER, arena);
    offer->town = call_get_text(call, OFFER_TOWN, arena);
    offer->region = call_get_text(call, OFFER_REGION, arena);
}

enum err store_offer_get(struct store *store, struct arena *arena, int64_t vacancy,
                         const char *stamp, struct offer *out, bool *found, struct diag *diag) {
    struct offer offer;
    offer_init(&offer);
    struct call call = call_open(store, SQL_OFFER_GET, diag);
    call_int(&call, ":vacancy", vacancy);
    call_text(&call, ":stamp", stamp);
    const bool is_there = call_row(&call);
    if (is_there) {
        get_offer(&call, &offer);
        get_rest(&call, &offer.rest);
        keep_texts(&call, arena, &offer);
    }
    enum err err = call_close(&call);
    err = err ? err : arena_check(arena, diag);
    if (!err) {
        *found = is_there;
    }
    if (!err && is_there) {
        *out = offer;
    }
    return err;
}

enum err store_offer_stamp(struct store *store, struct arena *arena, int64_t vacancy,
                           const char **stamp, struct diag *diag) {
    struct call call = call_open(store, SQL_OFFER_STAMP_GET, diag);
    call_int(&call, ":vacancy", vacancy);
    const char *text = call_row(&call) ? call_get_text(&call, 0, arena) : NULL;
    enum err err = call_close(&call);
    err = err ? err : arena_check(arena, diag);
    if (!err) {
        *stamp = text;
    }
    return err;
}

/* ---- those that are to be made ---- */

static enum err count_lacking(struct store *store, const char *stamp, int64_t *count,
                              struct diag *diag) {
    struct call call = call_open(store, SQL_OFFER_LACK_COUNT, diag);
    call_text(&call, ":stamp", stamp);
    *count = call_row(&call) ? call_get_int(&call, 0) : 0;
    return call_close(&call);
}

static enum err list_lacking(struct store *store, struct arena *arena, const char *stamp,
                             int64_t **rows, size_t *count, struct diag *diag) {
    struct call call = call_open(store, SQL_OFFER_LACKING, diag);
    call_text(&call, ":stamp", stamp);
    while (!arena->failed && call_row(&call)) {
        ARENA_PUSH(arena, *rows, *count, call_get_int(&call, 0));
    }
    enum err err = call_close(&call);
    return err ? err : arena_check(arena, diag);
}

enum err store_offer_lacking(struct store *store, struct arena *arena, const char *stamp,
                             int64_t **rows, size_t *count, struct diag *diag) {
    struct scope scope;
    int64_t lacking = 0;
    int64_t *at = NULL;
    size_t found = 0;
    enum err err = scope_enter_read(&scope, store, diag);
    if (err) {
        return err;
    }
    err = count_lacking(store, stamp, &lacking, diag);
    if (!err && lacking > 0) {
        err = list_lacking(store, arena, stamp, &at, &found, diag);
    }
    scope_leave_read(&scope, store);
    if (!err) {
        *rows = at;
        *count = found;
    }
    return err;
}

/* ---- all of them ---- */

static const char *name_of(const struct dataset *datasets, size_t count, int64_t row) {
    for (size_t i = 0; row != 0 && i < count; i++) {
        if (datasets[i].row == row) {
            return datasets[i].name;
        }
    }
    return NULL;
}

/* What store_offer_each is told. */
struct offer_visit {
    enum err (*visit)(void *state, const struct offer *offer, struct diag *diag);
    void *state;
};

static enum err visit_all(struct store *store, const struct offer_filter *filter,
                          const struct dataset *datasets, size_t count,
                          const struct offer_visit *to, struct diag *diag) {
    char since[DATE_TEXT_SIZE];
    struct offer offer;
    enum err err = ERR_NONE;
    struct call call = call_open(store, SQL_OFFER_EACH, diag);
    call_int(&call, ":bands", filter->bands);
    bind_word(&call, ":nation", &vocab_nation, (int)filter->nation);
    bind_date(&call, ":since", filter->since, since);
    call_text(&call, ":stamp", filter->stamp);
    while (!err && call_row(&call)) {
        get_offer(&call, &offer);
        offer.dataset = name_of(datasets, count, call_get_int(&call, OFFER_DATASET));
        err = offer.key ? to->visit(to->state, &offer, diag)
                        : diag_set(diag, ERR_MEMORY, "an advert's name");
    }
    enum err closed = call_close(&call);
    return err ? err : closed;
}

enum err store_offer_each(struct store *store, const struct offer_filter *filter,
                          enum err (*visit)(void *state, const struct offer *offer,
                                            struct diag *diag),
                          void *state, struct diag *diag) {
    const struct offer_visit to = {visit, state};
    struct dataset *datasets = NULL;
    size_t count = 0;
    struct arena arena;
    struct scope scope;
    enum err err = scope_enter_read(&scope, store, diag);
    if (err) {
        return err;
    }
    arena_init(&arena, ARENA_PAGE_CAP);
    err = store_datasets(store, &arena, &datasets, &count, diag);
    err = err ? err : visit_all(store, filter, datasets, count, &to, diag);
    arena_fini(&arena);
    scope_leave_read(&scope, store);
    return err;
}

/* ---- data sets ---- */

static enum err drop_dataset(struct store *store, const char *name, bool *known,
                             struct diag *diag) {
    struct call call = call_open(store, SQL_DATASET_DROP, diag);
    call_text(&call, ":name", name);
    *known = call_row(&call);
    return call_run(&call);
}

static enum err insert_dataset(struct store *store, const char *name, const char *kind,
                               const char *attribution, int64_t *row, struct diag *diag) {
    struct call call = call_open(store, SQL_DATASET_INSERT, diag);
    call_text(&call, ":name", name);
    call_text(&call, ":kind", kind);
    call_text(&call, ":attribution", attribution);
    call_int(&call, ":now", clock_now(store->clock));
    *row = call_row(&call) ? call_get_int(&call, 0) : 0;
    return call_run(&call);
}

enum err store_dataset_begin(struct store *store, const char *name, const char *kind,
                             const char *attribution, int64_t *row, bool *replaced,
                             struct diag *diag) {
    struct scope scope;
    bool known = false;
    int64_t made = 0;
    if (!name || !name[0] || !kind || !kind[0]) {
        return diag_set(diag, ERR_INPUT, "a data set has no name, or no kind");
    }
    enum err err = scope_enter_write(&scope, store, diag);
    if (err) {
        return err;
    }
    err = drop_dataset(store, name, &known, diag);
    err = err ? err : insert_dataset(store, name, kind, attribution, &made, diag);
    err = scope_leave(&scope, store, err, diag);
    if (!err) {
        *row = made;
    }
    if (!err && replaced) {
        *replaced = known;
    }
    return err;
}

enum err store_dataset_add(struct store *store, int64_t row, const struct offer *offer,
                           const char *stamp, bool *added, struct diag *diag) {
    bool is_added = false;
    enum err err = check_stamp(stamp, diag);
    if (!err && row == 0) {
        err = diag_set(diag, ERR_INPUT, "which data set it is of is not said");
    }
    err = err ? err : put_stamp(store, stamp, diag);
    err = err ? err : put_offer(store, offer, row, stamp, &is_added, diag);
    if (!err && added) {
        *added = is_added;
    }
    return err;
}

enum err store_dataset_shared(struct store *store, struct arena *arena, int64_t row,
                              struct dataset_shared *out, struct diag *diag) {
    struct dataset_shared shared = {0};
    struct call call = call_open(store, SQL_DATASET_SHARED, diag);
    call_int(&call, ":dataset", row);
    if (call_row(&call)) {
        shared = (struct dataset_shared){.name = call_get_text(&call, 0, arena),
                                         .offers = call_get_int(&call, 1),
                                         .of = call_get_int(&call, 2)};
    }
    enum err err = call_close(&call);
    err = err ? err : arena_check(arena, diag);
    if (!err) {
        *out = shared;
    }
    return err;
}

enum err store_datasets(struct store *store, struct arena *arena, struct dataset **out,
                        size_t *count, struct diag *diag) {
    struct dataset *at = NULL;
    size_t found = 0;
    struct call call = call_open(store, SQL_DATASET_EACH, diag);
    while (!arena->failed && call_row(&call)) {
        const struct dataset dataset = {
            .row = call_get_int(&call, 0),
            .name = call_get_text(&call, 1, arena),
            .kind = call_get_text(&call, 2, arena),
            .attribution = call_get_text(&call, 3, arena),
            .offers = call_get_int(&call, 4),
            .at = call_get_int(&call, 5),
            .stamp = call_get_text(&call, 6, arena),
        };
        ARENA_PUSH(arena, at, found, dataset);
    }
    enum err err = call_close(&call);
    err = err ? err : arena_check(arena, diag);
    if (!err) {
        *out = at;
        *count = found;
    }
    return err;
}

enum err store_dataset_forget(struct store *store, const char *name, bool *known,
                              struct diag *diag) {
    bool was_known = false;
    enum err err = drop_dataset(store, name, &was_known, diag);
    if (!err) {
        *known = was_known;
    }
    return err;
}
