/* schema/store_search.c - choosing vacancies: filters, words, names
 * SPDX-License-Identifier: MIT
 *
 * A search of any size first reads row numbers alone, then one vacancy after another: no lock
 * is held while the caller works on one, and the caller may use the store meanwhile.
 */
#include "schema/store_private.h"
#include "schema/store_requirement.h"

#include "base/utf8.h"

/* Bytes of what a person may search for: several pages. */
enum { WORDS_MAX = 64 * 1024 };

/* Names in the sentence about a reference that fits several. */
enum { NAMES_SHOWN = 5 };

/* ---- words ---- */

/* Puts one word as a string of FTS5's: in quotes, quotes doubled. Nothing in it is an operator
 * then; a word with signs inside ("night-shift") is its parts behind one another, and one of
 * signs alone ("&", an emoji) counts as nothing. */
static void put_word(struct buf *out, struct span word) {
    buf_put_text(out, out->len > 0 ? " \"" : "\"");
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] == '"') {
            buf_put_char(out, '"');
        }
        buf_put_char(out, word.at[i]);
    }
    buf_put_char(out, '"');
}

/* Is there anything in the word that the index keeps: a letter or digit, or a character beyond
 * ASCII, which may be one? */
static bool has_letters(struct span word) {
    for (size_t i = 0; i < word.len; i++) {
        if (ascii_is_alnum(word.at[i]) || (unsigned char)word.at[i] >= 0x80) {
            return true;
        }
    }
    return false;
}

/* What a person typed as a query that cannot be wrong: the words, each in quotes, all of which
 * must occur. */
static enum err write_query(struct buf *out, const char *words, struct diag *diag) {
    struct buf folded;
    struct buf mended;
    buf_init(&folded, (size_t)WORDS_MAX * 3);
    buf_init(&mended, (size_t)WORDS_MAX * 3); /* a bad byte becomes three */
    (void)utf8_mend(&mended, span_part(span_of(words), 0, (size_t)WORDS_MAX + 1));
    utf8_fold_space(&folded, buf_span(&mended));
    struct span rest = buf_span(&folded);
    struct span word;
    while (span_next_piece(&rest, ' ', &word)) {
        if (has_letters(word)) {
            put_word(out, word);
        }
    }
    enum err err = folded.failed ? folded.failed : mended.failed ? mended.failed : out->failed;
    if (err || span_of(words).len > WORDS_MAX) {
        err =
            diag_set(diag, err == ERR_MEMORY ? err : ERR_LIMIT,
                     "the words to search for are longer than the %d bytes allowed", WORDS_MAX);
    }
    buf_fini(&mended);
    buf_fini(&folded);
    return err;
}

/* ---- filters ---- */

/* A set of words as a JSON array: ["2","3"]; NULL for the empty set. */
static const char *json_set(const struct vocab *vocab, unsigned set, struct arena *arena) {
    struct strings names = vocab_names(vocab, set, arena);
    const char *text = NULL;
    for (size_t i = 0; i < names.count; i++) {
        text =
            arena_printf(arena, "%s%s\"%s\"", text ? text : "[", text ? "," : "", names.at[i]);
    }
    return text ? arena_printf(arena, "%s]", text) : NULL;
}

static const char *day_text(struct date date, struct arena *arena) {
    char text[DATE_TEXT_SIZE];
    return date_is_none(date) ? NULL : arena_copy_text(arena, date_write(date, text));
}

enum err store_filter_query(const char **out, struct arena *arena, const char *words,
                            struct diag *diag) {
    *out = NULL;
    if (!words) {
        return ERR_NONE;
    }
    struct buf query;
    buf_init(&query, (size_t)WORDS_MAX * 12);
    enum err err = write_query(&query, words, diag);
    if (!err) {
        *out = arena_copy(arena, buf_span(&query));
        err = arena_check(arena, diag);
    }
    buf_fini(&query);
    return err;
}

void store_filter_bind(struct call *call, const struct store_filter *filter, const char *query,
                       struct arena *arena) {
    if (query) {
        call_text(call, ":words", query);
    }
    call_text(call, ":bands", json_set(&vocab_band, filter->bands, arena));
    call_text(call, ":employer", filter->employer);
    call_text(call, ":closes_by", day_text(filter->closes_by, arena));
    call_text(call, ":open_on", day_text(filter->open_on, arena));
    call_text(call, ":state", vocab_name(&vocab_state, (int)filter->state));
    call_text(call, ":lacks", filter->lacks);
}

/* The rows that pass, in order, in the arena. */
struct rows {
    int64_t *at;
    size_t count;
};

static enum err choose(struct store *store, const struct store_filter *filter,
                       struct arena *arena, struct rows *rows, struct diag *diag) {
    const char *query = NULL;
    enum err err = store_filter_query(&query, arena, filter->words, diag);
    if (err || (query && !query[0])) { /* no word at all: nothing holds it */
        return err;
    }
    struct call call = call_open(store, query ? SQL_VACANCY_SEARCH : SQL_VACANCY_EACH, diag);
    store_filter_bind(&call, filter, query, arena);
    call_text(&call, ":past_on", day_text(filter->past_on, arena));
    call_int(&call, ":limit", filter->limit > 0 ? filter->limit : -1);
    while (!arena->failed && call_row(&call)) {
        ARENA_PUSH(arena, rows->at, rows->count, call_get_int(&call, 0));
    }
    err = call_close(&call);
    return err ? err : arena_check(arena, diag);
}

/* ---- reading ---- */

/* A record, and what its criteria ask for by these rules (NULL: without), as of one moment. */
static enum err read_asked(struct store *store, struct arena *arena, int64_t row, bool texts,
                           const char *rules, struct stored *out, struct diag *diag) {
    struct stored stored = {0};
    struct scope scope;
    enum err err = scope_enter_read(&scope, store, diag);
    if (err) {
        return err;
    }
    err = store_vacancy_read(store, arena, row, texts, &stored, diag);
    if (!err && rules) {
        err = store_demands_get(store, arena, rules, &stored, diag);
    }
    scope_leave_read(&scope, store);
    if (!err) {
        *out = stored;
    }
    return err;
}

enum err store_vacancy_at(struct store *store, struct arena *arena, int64_t row,
                          const char *rules, struct stored *out, struct diag *diag) {
    return read_asked(store, arena, row, true, rules, out, diag);
}

static enum err visit_in(struct store *store, const struct store_filter *filter, int64_t row,
                         struct arena *arena,
                         enum err (*visit)(void *state, const struct stored *stored,
                                           struct arena *arena, struct diag *diag),
                         void *state, struct diag *diag) {
    struct stored stored = {0};
    enum err err =
        read_asked(store, arena, row, !filter->without_texts, filter->rules, &stored, diag);
    return err ? err : visit(state, &stored, arena, diag);
}

static enum err visit_one(struct store *store, const struct store_filter *filter, int64_t row,
                          enum err (*visit)(void *state, const struct stored *stored,
                                            struct arena *arena, struct diag *diag),
                          void *state, struct diag *diag) {
    if (filter->into) {
        return visit_in(store, filter, row, filter->into, visit, state, diag);
    }
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err = visit_in(store, filter, row, &arena, visit, state, diag);
    arena_fini(&arena);
    return err;
}

enum err store_vacancy_each(struct store *store, const struct store_filter *filter,
                            enum err (*visit)(void *state, const struct stored *stored,
                                              struct arena *arena, struct diag *diag),
                            void *state, struct diag *diag) {
    struct rows rows = {NULL, 0};
    struct arena arena;
    arena_init(&arena, ARENA_RUN_CAP);
    enum err err = choose(store, filter, &arena, &rows, diag);
    for (size_t i = 0; !err && i < rows.count; i++) {
        err = visit_one(store, filter, rows.at[i], visit, state, diag);
    }
    arena_fini(&arena);
    return err;
}

enum err store_vacancy_tally(struct store *store, const struct store_filter *filter,
                             int64_t *count, struct diag *diag) {
    struct rows rows = {NULL, 0};
    struct arena arena;
    arena_init(&arena, ARENA_RUN_CAP);
    enum err err = choose(store, filter, &arena, &rows, diag);
    arena_fini(&arena);
    if (!err) {
        *count = (int64_t)rows.count;
    }
    return err;
}

/* ---- names ---- */

/* What a name may be: rows of the best kind of name alone. */
struct named {
    int64_t row;    /* the first one */
    int64_t kind;   /* smaller is better */
    size_t count;   /* of that kind */
    struct buf all; /* "nhsjobs:A, trac:A" for the sentence */
};

static void add_named(struct named *named, const struct call *call, struct arena *arena) {
    int64_t kind = call_get_int(call, 3);
    if (named->count > 0 && kind != named->kind) {
        return;
    }
    named->kind = kind;
    named->row = named->count == 0 ? call_get_int(call, 0) : named->row;
    if (named->count < NAMES_SHOWN) {
        buf_printf(&named->all, "%s%s:%s", named->count > 0 ? ", " : "",
                   call_get_text(call, 1, arena), call_get_text(call, 2, arena));
    }
    named->count++;
}

static enum err judge_named(const struct store *store, const struct named *named,
                            const char *name, int64_t *row, struct diag *diag) {
    if (named->count == 0) {
        return diag_set(diag, ERR_ABSENT,
                        "%s has no advert %s; `shortlist list` and "
                        "`shortlist search` show what they are called",
                        store->path, name);
    }
    if (named->count > 1) {
        return diag_set(diag, ERR_INPUT, "%s may be any of %zu vacancies: %s%s", name,
                        named->count, buf_text(&named->all),
                        named->count > NAMES_SHOWN ? ", ..." : "");
    }
    *row = named->row;
    return ERR_NONE;
}

enum err store_vacancy_named(struct store *store, const char *name, int64_t *row,
                             struct diag *diag) {
    struct arena arena;
    struct named named = {0};
    arena_init(&arena, ARENA_PAGE_CAP);
    buf_init(&named.all, DIAG_TEXT_SIZE);
    struct call call = call_open(store, SQL_VACANCY_NAMED, diag);
    call_text(&call, ":name", name);
    while (!arena.failed && call_row(&call)) {
        add_named(&named, &call, &arena);
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(&arena, diag);
    }
    if (!err) {
        err = judge_named(store, &named, name, row, diag);
    }
    buf_fini(&named.all);
    arena_fini(&arena);
    return err;
}

enum err store_vacancy_get(struct store *store, struct arena *arena, const char *name,
                           struct stored *out, struct diag *diag) {
    int64_t row = 0;
    enum err err = store_vacancy_named(store, name, &row, diag);
    return err ? err : store_vacancy_read(store, arena, row, true, out, diag);
}
