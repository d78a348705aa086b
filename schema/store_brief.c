/* schema/store_brief.c - vacancies in brief, thousands of them
 * SPDX-License-Identifier: MIT
 *
 * Everything comes out of an index that has all that is wanted (vacancy_brief) and out of two
 * narrow tables that are in the same order: SQLite reads page after page, and nothing is
 * allocated for a row once the lists have their room.
 */
#include "schema/store_private.h"
#include "schema/store_requirement.h"

/* Bytes of all places of one vacancy. */
#define PLACES_MAX ((size_t)4 * 1024 * 1024)

/* Columns of brief_each and brief_search. */
enum {
    BRIEF_ROW = 0,
    BRIEF_SOURCE,
    BRIEF_KEY,
    BRIEF_TITLE,
    BRIEF_EMPLOYER,
    BRIEF_STATE,
    BRIEF_LIFE,
    BRIEF_CLOSES,
    BRIEF_PAY_SCHEME,
    BRIEF_BANDS,
    BRIEF_SALARY_KIND,
    BRIEF_SALARY_MIN,
    BRIEF_SALARY_MAX,
    BRIEF_SALARY_PERIOD,
    BRIEF_SALARY_PRO_RATA,
    BRIEF_HIGH_COST_AREA,
    BRIEF_CONTRACT,
    BRIEF_CONTRACT_MONTHS,
    BRIEF_PATTERNS,
    BRIEF_HOURS_LOW,
    BRIEF_HOURS_HIGH,
    BRIEF_SPONSORSHIP,
    BRIEF_DEMANDS
};

/* Columns of brief_places. */
enum { PLACE_VACANCY = 0, PLACE_TOWN_AT, PLACE_COUNTY, PLACE_POSTCODE_AT, PLACE_NATION };

/* A text of a place within `texts`; SIZE_MAX: absent. */
struct spot {
    size_t town;
    size_t county;
    size_t postcode;
    enum nation nation;
};

/* What is used again for each row. */
struct scan {
    struct store *store;
    struct arena *arena; /* lists, moved when they grow: twice the room each time */
    struct call places;  /* stands at the first place that no vacancy has had yet */
    bool has_place;
    struct buf texts;
    struct spot *spots;
    struct brief_place *at;
    size_t place_room;
    size_t place_count;
    struct brief_line *lines;
    size_t line_room;
    struct diag *diag;
};

/* ---- columns ---- */

/* Borrowed until the next step; NULL for NULL. */
static const char *get_text(const struct call *call, int column) {
    return (const char *)sqlite3_column_text(call->statement, column);
}

/* What the database holds is spelled as in the list: no need to fold case. */
static int word_value(const struct vocab *vocab, struct span word) {
    for (size_t i = 1; word.len > 0 && i < vocab->count; i++) {
        if (span_is(word, vocab->names[i])) {
            return (int)i;
        }
    }
    return 0;
}

static int get_word(const struct call *call, int column, const struct vocab *vocab) {
    return word_value(vocab, call_get_bytes(call, column));
}

static unsigned get_set(const struct call *call, int column, const struct vocab *vocab) {
    unsigned set = 0;
    struct span rest = call_get_bytes(call, column);
    struct span word;
    while (span_next_piece(&rest, ',', &word)) {
        int value = word_value(vocab, word);
        set |= value ? 1u << value : 0;
    }
    return set;
}

static int64_t get_money(const struct call *call, int column) {
    return sqlite3_column_type(call->statement, column) == SQLITE_NULL
               ? MONEY_NONE
               : call_get_int(call, column);
}

static struct salary get_salary(const struct call *call) {
    return (struct salary){
        .kind = (enum salary_kind)get_word(call, BRIEF_SALARY_KIND, &vocab_salary_kind),
        .min = get_money(call, BRIEF_SALARY_MIN),
        .max = get_money(call, BRIEF_SALARY_MAX),
        .period = (enum period)get_word(call, BRIEF_SALARY_PERIOD, &vocab_period),
        .pro_rata = call_get_int(call, BRIEF_SALARY_PRO_RATA) != 0,
        .high_cost_area =
            (enum supplement)get_word(call, BRIEF_HIGH_COST_AREA, &vocab_supplement),
    };
}

static struct brief get_brief(const struct call *call) {
    struct brief brief = {
        .row = call_get_int(call, BRIEF_ROW),
        .source = (enum source)get_word(call, BRIEF_SOURCE, &vocab_source),
        .key = get_text(call, BRIEF_KEY),
        .title = get_text(call, BRIEF_TITLE),
        .employer = get_text(call, BRIEF_EMPLOYER),
        .state = (enum state)get_word(call, BRIEF_STATE, &vocab_state),
        .life = (enum life)get_word(call, BRIEF_LIFE, &vocab_life),
        .pay_scheme = (enum scheme)get_word(call, BRIEF_PAY_SCHEME, &vocab_scheme),
        .bands = get_set(call, BRIEF_BANDS, &vocab_band),
        .salary = get_salary(call),
        .contract = (enum contract)get_word(call, BRIEF_CONTRACT, &vocab_contract),
        .contract_months = (int)call_get_int(call, BRIEF_CONTRACT_MONTHS),
        .working_patterns = get_set(call, BRIEF_PATTERNS, &vocab_work_pattern),
        .hours_low = (int)call_get_int(call, BRIEF_HOURS_LOW),
        .hours_high = (int)call_get_int(call, BRIEF_HOURS_HIGH),
        .sponsorship = (enum sponsorship)get_word(call, BRIEF_SPONSORSHIP, &vocab_sponsorship),
    };
    (void)date_parse_iso(call_get_bytes(call, BRIEF_CLOSES), &brief.closes); /* else none */
    return brief;
}

/* ---- demands ---- */

/* Room for `wanted` things of `size` bytes; what was there need not stay. */
static void *make_room(struct arena *arena, void *at, size_t *room, size_t wanted,
                       size_t size) {
    if (wanted <= *room) {
        return at;
    }
    size_t more = wanted > *room * 2 ? wanted : *room * 2;
    void *made = arena_alloc(arena, more, size);
    *room = made ? more : *room;
    return made;
}

static enum err get_lines(struct scan *scan, const struct call *call, struct brief *brief) {
    struct span demands = call_get_bytes(call, BRIEF_DEMANDS);
    size_t most = demands.len / 2; /* a demand is two bytes or more */
    brief->is_read = sqlite3_column_type(call->statement, BRIEF_DEMANDS) != SQLITE_NULL;
    struct brief_line *lines =
        make_room(scan->arena, scan->lines, &scan->line_room, most, sizeof *lines);
    if (!lines && most > 0) {
        return arena_check(scan->arena, scan->diag);
    }
    scan->lines = lines;
    brief->lines = lines;
    while (brief->line_count < most && store_demand_next(&demands, &lines[brief->line_count])) {
        brief->line_count++;
    }
    return demands.len == 0 ? ERR_NONE
                            : store_damaged(scan->store, "a demand is none", scan->diag);
}

/* ---- places ---- */

static size_t keep_text(struct scan *scan, int column) {
    const char *text = get_text(&scan->places, column);
    if (!text) {
        return SIZE_MAX;
    }
    size_t from = scan->texts.len;
    buf_put_text(&scan->texts, text);
    buf_put_char(&scan->texts, '\0');
    return from;
}

/* Room for one more place; those that are there move along. */
static bool grow_places(struct scan *scan) {
    if (scan->place_count < scan->place_room) {
        return true;
    }
    size_t more = scan->place_room * 2 + 8;
    struct spot *spots = arena_alloc(scan->arena, more, sizeof *spots);
    struct brief_place *at = arena_alloc(scan->arena, more, sizeof *at);
    if (!spots || !at) {
        return false;
    }
    if (scan->place_count > 0) {
        memcpy(spots, scan->spots, scan->place_count * sizeof *spots);
    }
    scan->spots = spots;
    scan->at = at;
    scan->place_room = more;
    return true;
}

static void take_place(struct scan *scan) {
    if (grow_places(scan)) {
        scan->spots[scan->place_count++] =
            (struct spot){keep_text(scan, PLACE_TOWN_AT), keep_text(scan, PLACE_COUNTY),
                          keep_text(scan, PLACE_POSTCODE_AT),
                          (enum nation)get_word(&scan->places, PLACE_NATION, &vocab_nation)};
    }
    scan->has_place = call_row(&scan->places);
}

static const char *text_at(const struct scan *scan, size_t from) {
    return from == SIZE_MAX ? NULL : scan->texts.at + from;
}

/* Both statements go by row of the vacancy: the places of one stand where those of the one
 * before it ended. */
static enum err get_places(struct scan *scan, struct brief *brief) {
    buf_clear(&scan->texts);
    scan->place_count = 0;
    while (scan->has_place && call_get_int(&scan->places, PLACE_VACANCY) < brief->row) {
        scan->has_place = call_row(&scan->places);
    }
    while (scan->has_place && !scan->arena->failed &&
           call_get_int(&scan->places, PLACE_VACANCY) == brief->row) {
        take_place(scan);
    }
    for (size_t i = 0; i < scan->place_count; i++) {
        const struct spot *spot = &scan->spots[i];
        scan->at[i] =
            (struct brief_place){text_at(scan, spot->town), text_at(scan, spot->county),
                                 text_at(scan, spot->postcode), spot->nation};
    }
    brief->places = scan->at;
    brief->place_count = scan->place_count;
    if (scan->texts.failed) {
        return diag_set(scan->diag, scan->texts.failed, "the places of a vacancy");
    }
    return scan->places.err ? scan->places.err : arena_check(scan->arena, scan->diag);
}

/* ---- the whole ---- */

/* The first row decides from where on places are read. */
static void open_places(struct scan *scan, int64_t from) {
    if (!scan->places.statement && !scan->places.err) {
        scan->places = call_open(scan->store, SQL_BRIEF_PLACES, scan->diag);
        call_int(&scan->places, ":from", from);
        scan->has_place = call_row(&scan->places);
    }
}

static enum err scan_rows(struct scan *scan, struct call *call,
                          enum err (*visit)(void *state, const struct brief *brief,
                                            struct diag *diag),
                          void *state) {
    enum err err = ERR_NONE;
    while (!err && call_row(call)) {
        struct brief brief = get_brief(call);
        open_places(scan, brief.row);
        err = brief.key ? get_places(scan, &brief)
                        : diag_set(scan->diag, ERR_MEMORY, "a vacancy's name");
        if (!err) {
            err = get_lines(scan, call, &brief);
        }
        if (!err) {
            err = visit(state, &brief, scan->diag);
        }
    }
    return err;
}

static enum err
scan_all(struct scan *scan, const struct store_filter *filter, const char *rules,
         enum err (*visit)(void *state, const struct brief *brief, struct diag *diag),
         void *state) {
    const char *query = NULL;
    enum err err = store_filter_query(&query, scan->arena, filter->words, scan->diag);
    if (err || (query && !query[0])) { /* no word at all: nothing holds it */
        return err;
    }
    struct call call =
        call_open(scan->store, query ? SQL_BRIEF_SEARCH : SQL_BRIEF_EACH, scan->diag);
    store_filter_bind(&call, filter, query, scan->arena);
    call_text(&call, ":rules", rules);
    err = scan_rows(scan, &call, visit, state);
    enum err closed = call_close(&call);
    (void)call_close(&scan->places);
    return err ? err : closed;
}

enum err
store_brief_each(struct store *store, const struct store_filter *filter, const char *rules,
                 enum err (*visit)(void *state, const struct brief *brief, struct diag *diag),
                 void *state, struct diag *diag) {
    struct arena arena;
    struct scope scope;
    struct scan scan = {.store = store, .arena = &arena, .diag = diag};
    enum err err = scope_enter_read(&scope, store, diag);
    if (err) {
        return err;
    }
    arena_init(&arena, ARENA_PAGE_CAP);
    buf_init(&scan.texts, PLACES_MAX);
    err = scan_all(&scan, filter, rules, visit, state);
    buf_fini(&scan.texts);
    arena_fini(&arena);
    scope_leave_read(&scope, store);
    return err;
}
