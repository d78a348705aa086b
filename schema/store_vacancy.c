/* schema/store_vacancy.c - saving and closing vacancies, and their history
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

#include <string.h>

/* One vacancy on its way into the database. */
struct saving {
    struct store *store;
    const struct vacancy *vacancy;
    const char *key;
    int64_t page;          /* 0: none */
    int64_t run;           /* 0: none */
    int64_t now;           /* for the history */
    int64_t seen;          /* the advert was seen then; 0: it was not, only read again */
    bool is_past;          /* what is known may be newer */
    int64_t row;           /* 0: not there yet */
    struct arena *arena;   /* what the comparison needs */
    struct vacancy closed; /* the vacancy as it is saved where it has closed since */
    struct diag *diag;
};

enum err store_vacancy_find(struct store *store, enum source source, const char *key,
                            int64_t *row, struct diag *diag) {
    struct call call = call_open(store, SQL_VACANCY_FIND, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)source));
    call_text(&call, ":key", key);
    int64_t found = call_row(&call) ? call_get_int(&call, 0) : 0;
    enum err err = call_close(&call);
    if (!err) {
        *row = found;
    }
    return err;
}

/* ---- history ---- */

enum err store_change_put(struct store *store, int64_t vacancy, int64_t run, const char *field,
                          const char *was, const char *is, struct diag *diag) {
    struct call call = call_open(store, SQL_CHANGE_INSERT, diag);
    call_int(&call, ":vacancy", vacancy);
    call_int_or_null(&call, ":run", run);
    call_int(&call, ":at", clock_now(store->clock));
    call_text(&call, ":field", field);
    call_text(&call, ":was", was);
    call_text(&call, ":is", is);
    return call_run(&call);
}

static enum err insert_change(const struct saving *saving, const char *field, const char *was,
                              const char *is) {
    return store_change_put(saving->store, saving->row, saving->run, field, was, is,
                            saving->diag);
}

static bool is_same_text(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Puts a field into the history where it has changed. */
static enum err note_change(const struct saving *saving, const char *field, const char *was,
                            const char *is, bool *changed) {
    enum err err = arena_check(saving->arena, saving->diag);
    if (err || is_same_text(was, is)) {
        return err;
    }
    *changed = true;
    return insert_change(saving, field, was, is);
}

static enum err note_field_changes(const struct saving *saving, const struct vacancy *old,
                                   bool *changed) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < vacancy_field_count; i++) {
        const struct vacancy_field *field = &vacancy_fields[i];
        const char *was = vacancy_field_text(old, field, saving->arena);
        const char *is = vacancy_field_text(saving->vacancy, field, saving->arena);
        err = note_change(saving, field->name, was, is, changed);
    }
    return err;
}

/* `differs` where a list must be written anew, though the history may have nothing to tell. */
static enum err note_list_changes(const struct saving *saving, const struct vacancy *old,
                                  bool *changed, bool *differs) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < vacancy_list_count; i++) {
        const struct vacancy_list *list = &vacancy_lists[i];
        if (vacancy_list_is_equal(old, saving->vacancy, list, saving->arena)) {
            continue;
        }
        *differs = true;
        if (list->is_advertised) {
            err = note_change(
                saving, list->name,
                vacancy_list_text(old, list, &list_style_history, saving->arena),
                vacancy_list_text(saving->vacancy, list, &list_style_history, saving->arena),
                changed);
        }
    }
    return err ? err : arena_check(saving->arena, saving->diag);
}

/* ---- writing ---- */

enum err store_run_on_vacancy(struct store *store, enum statement which, int64_t vacancy,
                              struct diag *diag) {
    struct call call = call_open(store, which, diag);
    call_int(&call, ":vacancy", vacancy);
    return call_run(&call);
}

static enum err run_on_row(const struct saving *saving, enum statement which) {
    return store_run_on_vacancy(saving->store, which, saving->row, saving->diag);
}

/* Flags are 0 and 1 in the database; SQLite turns the text of a number into the number. */
static void bind_field(struct call *call, const struct vacancy *vacancy,
                       const struct vacancy_field *field, struct arena *arena) {
    char name[STORE_COLUMN_SIZE];
    const char *text = vacancy_field_text(vacancy, field, arena);
    if (field->kind == FIELD_BOOL) {
        text = is_same_text(text, "true") ? "1" : "0";
    }
    call_text(call, store_field_parameter(field, name), text);
}

static enum err write_row(struct saving *saving) {
    struct call call = call_open(saving->store, SQL_VACANCY_SAVE, saving->diag);
    call_text(&call, ":key", saving->key);
    call_int_or_null(&call, ":page", saving->page);
    call_int(&call, ":seen", saving->seen ? saving->seen : saving->now);
    for (size_t i = 0; i < vacancy_field_count; i++) {
        bind_field(&call, saving->vacancy, &vacancy_fields[i], saving->arena);
    }
    int64_t row = call_row(&call) ? call_get_int(&call, 0) : 0;
    enum err err = call_run(&call);
    saving->row = err ? saving->row : row;
    return err ? err : arena_check(saving->arena, saving->diag);
}

/* Row, lists, search index, aliases: together, and the index told the old words first. */
static enum err write_all(struct saving *saving) {
    enum err err = saving->row ? run_on_row(saving, SQL_SEARCH_REMOVE) : ERR_NONE;
    if (!err) {
        err = write_row(saving);
    }
    if (!err) {
        err = store_lists_replace(saving->store, saving->arena, saving->row, saving->vacancy,
                                  saving->diag);
    }
    if (!err) {
        err = run_on_row(saving, SQL_SEARCH_ADD);
    }
    if (!err) {
        err = run_on_row(saving, SQL_ASKED_DROP);
    }
    if (!err) {
        err = run_on_row(saving, SQL_OFFER_DROP);
    }
    return err ? err : store_alias_put(saving->store, saving->row, 0, saving->diag);
}

static enum err touch(const struct saving *saving) {
    struct call call = call_open(saving->store, SQL_VACANCY_TOUCH, saving->diag);
    call_int(&call, ":vacancy", saving->row);
    call_int_or_null(&call, ":page", saving->page);
    call_int(&call, ":seen", saving->seen);
    return call_run(&call);
}

static enum err link_sighting(const struct saving *saving) {
    const struct vacancy *vacancy = saving->vacancy;
    struct vacancy_name name = {vacancy->source, saving->key};
    enum err err = store_queue_copied(saving->store, &name, saving->page, saving->diag);
    if (err) {
        return err;
    }
    struct call call = call_open(saving->store, SQL_SIGHTING_LINK, saving->diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)vacancy->source));
    call_text(&call, ":key", saving->key);
    call_text(&call, ":id", vacancy->id);
    call_text(&call, ":url", vacancy->url);
    call_text(&call, ":reference", vacancy->reference);
    call_text(&call, ":title", vacancy->title);
    call_text(&call, ":employer", vacancy->employer);
    call_int(&call, ":vacancy", saving->row);
    call_int_or_null(&call, ":page", saving->page);
    call_int_or_null(&call, ":run", saving->run);
    call_int(&call, ":seen", saving->seen);
    return call_run(&call);
}

/* ---- what became of it ---- */

static enum err write_life(const struct saving *saving, enum life life) {
    struct call call = call_open(saving->store, SQL_VACANCY_LIVE, saving->diag);
    call_int(&call, ":vacancy", saving->row);
    call_int(&call, ":now", saving->now);
    call_text(&call, ":life", vocab_name(&vocab_life, (int)life));
    return call_run(&call);
}

static bool was_over(const struct stored *old) { return old->vacancy.state == STATE_CLOSED; }

/* The life of a known advert whose page has been read; LIFE_NONE: as it was. */
static enum life next_life(const struct saving *saving, const struct stored *old,
                           bool changed) {
    bool is_over = saving->vacancy->state == STATE_CLOSED;
    if (was_over(old) && !is_over) {
        return saving->seen ? LIFE_REOPENED : LIFE_CHANGED; /* else it was misread before */
    }
    if (is_over) {
        return was_over(old) ? LIFE_NONE : LIFE_CLOSED;
    }
    return changed && saving->seen ? LIFE_CHANGED : LIFE_NONE;
}

/* ---- saving ---- */

/* An old page shows the advert open that has been found closed since. */
static bool is_closed_since(const struct saving *saving, const struct stored *old) {
    return saving->is_past && old->vacancy.state == STATE_CLOSED &&
           saving->vacancy->state == STATE_OPEN && saving->seen < old->last_seen;
}

static enum err save_known(struct saving *saving, enum saved_as *as) {
    struct stored old = {0};
    bool changed = false;
    bool differs = false;
    enum err err =
        store_vacancy_read(saving->store, saving->arena, saving->row, true, &old, saving->diag);
    if (!err && is_closed_since(saving, &old)) {
        saving->closed = *saving->vacancy;
        saving->closed.state = STATE_CLOSED;
        saving->vacancy = &saving->closed;
    }
    if (!err) {
        err = note_field_changes(saving, &old.vacancy, &changed);
    }
    if (!err) {
        err = note_list_changes(saving, &old.vacancy, &changed, &differs);
    }
    if (!err && (changed || differs)) {
        err = write_all(saving);
    }
    enum life life = next_life(saving, &old, changed);
    if (!err && life) {
        err = write_life(saving, life);
    }
    *as = life == LIFE_REOPENED ? SAVED_REOPENED : changed ? SAVED_CHANGED : SAVED_SAME;
    return err || !saving->seen ? err : touch(saving);
}

static enum err save_inside(struct saving *saving, enum saved_as *as) {
    enum err err = store_vacancy_find(saving->store, saving->vacancy->source, saving->key,
                                      &saving->row, saving->diag);
    if (!err && saving->row) {
        err = save_known(saving, as);
    } else if (!err) {
        err = write_all(saving);
        if (!err) {
            err = write_life(saving,
                             saving->vacancy->state == STATE_CLOSED ? LIFE_CLOSED : LIFE_OPEN);
        }
        *as = SAVED_FRESH;
    }
    return err || !saving->seen ? err : link_sighting(saving);
}

/* Within a transaction, then out of it with what came of it. */
static enum err save_scoped(struct saving *saving, enum saved_as *as) {
    struct scope scope;
    enum err err = scope_enter_write(&scope, saving->store, saving->diag);
    if (err) {
        return err;
    }
    err = save_inside(saving, as);
    return scope_leave(&scope, saving->store, err, saving->diag);
}

static enum err save(struct saving *saving, struct store *store, const struct vacancy *vacancy,
                     const char *key, enum saved_as *as, struct diag *diag) {
    if (!key || !key[0] || !vocab_name(&vocab_source, (int)vacancy->source)) {
        return diag_set(diag, ERR_INPUT, "an advert without a source or a key cannot be saved");
    }
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    saving->store = store;
    saving->vacancy = vacancy;
    saving->key = key;
    saving->now = clock_now(store->clock);
    saving->seen = saving->is_past ? saving->seen : saving->now;
    saving->arena = &arena;
    saving->diag = diag;
    enum saved_as saved = SAVED_NONE;
    enum err err = save_scoped(saving, &saved);
    saving->arena = NULL;
    arena_fini(&arena);
    if (err) {
        diag_prefix(diag, "saving %s", key);
    } else {
        *as = saved;
    }
    return err;
}

enum err store_vacancy_save(struct store *store, const struct vacancy *vacancy, const char *key,
                            int64_t page_row, int64_t run, enum saved_as *as,
                            struct diag *diag) {
    struct saving saving = {.page = page_row, .run = run};
    return save(&saving, store, vacancy, key, as, diag);
}

enum err store_vacancy_save_past(struct store *store, const struct vacancy *vacancy,
                                 const char *key, int64_t page_row, int64_t run, int64_t seen,
                                 enum saved_as *as, struct diag *diag) {
    struct saving saving = {.page = page_row, .run = run, .seen = seen, .is_past = true};
    return save(&saving, store, vacancy, key, as, diag);
}

/* ---- closing ---- */

/* One advert whose page says that it is over. */
struct closing {
    struct saving saving;
    enum source source;
    enum life life;
    bool known;
    bool changed;
};

static enum err close_state(struct closing *closing, const struct stored *old) {
    const char *was = vocab_name(&vocab_state, (int)old->vacancy.state);
    enum err err =
        insert_change(&closing->saving, "state", was, vocab_name(&vocab_state, STATE_CLOSED));
    closing->changed = true;
    return err ? err : run_on_row(&closing->saving, SQL_VACANCY_CLOSE);
}

/* One that is withdrawn stays so, whatever its page says of the reason. */
static enum err close_life(struct closing *closing, const struct stored *old) {
    if (old->life == closing->life || old->life == LIFE_WITHDRAWN) {
        return ERR_NONE;
    }
    enum err err = ERR_NONE;
    if (closing->life == LIFE_WITHDRAWN) {
        err = insert_change(&closing->saving, "life", vocab_name(&vocab_life, (int)old->life),
                            vocab_name(&vocab_life, LIFE_WITHDRAWN));
        closing->changed = true;
    }
    return err ? err : write_life(&closing->saving, closing->life);
}

static enum err close_known(struct closing *closing) {
    struct saving *saving = &closing->saving;
    struct stored old = {0};
    enum err err = store_vacancy_read(saving->store, saving->arena, saving->row, false, &old,
                                      saving->diag);
    if (!err && !was_over(&old)) {
        err = close_state(closing, &old);
    }
    if (!err) {
        err = close_life(closing, &old);
    }
    return err ? err : touch(saving);
}

/* What is known of its sighting. @param row 0: it was never met */
static enum err find_sighting(const struct closing *closing, int64_t *row, bool *is_over) {
    struct call call =
        call_open(closing->saving.store, SQL_SIGHTING_FIND, closing->saving.diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)closing->source));
    call_text(&call, ":key", closing->saving.key);
    if (call_row(&call)) {
        enum { OVER_AT = 8 };
        *row = call_get_int(&call, 0);
        *is_over = call_get_bytes(&call, OVER_AT).len > 0;
    }
    return call_close(&call);
}

/* So that an unchanged line of it is no reason to ask again; of one that was gone from the
 * list it is. */
static enum err mark_over(const struct closing *closing) {
    bool is_gone = closing->life == LIFE_WITHDRAWN || !closing->saving.seen;
    struct call call =
        call_open(closing->saving.store, SQL_SIGHTING_OVER, closing->saving.diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)closing->source));
    call_text(&call, ":key", closing->saving.key);
    call_text(&call, ":over", is_gone ? "gone" : "listed");
    return call_run(&call);
}

/* There is no record of its own: it was never read, or is another board's post too, which says
 * for itself when it is over. */
static enum err close_unread(struct closing *closing, int64_t sighting, bool was_told) {
    const struct saving *saving = &closing->saving;
    struct vacancy_name name = {closing->source, saving->key};
    int64_t joined = 0;
    enum err err = store_sighting_row(saving->store, &name, &joined, NULL, NULL, saving->diag);
    closing->known = joined != 0;
    closing->changed = sighting != 0 && !joined && !was_told;
    if (err || !sighting) {
        return err;
    }
    struct call call = call_open(saving->store, SQL_QUEUE_DONE_OF, saving->diag);
    call_int(&call, ":sighting", sighting);
    return call_run(&call);
}

static enum err close_inside(struct closing *closing) {
    struct saving *saving = &closing->saving;
    int64_t sighting = 0;
    bool was_told = false;
    enum err err = store_vacancy_find(saving->store, closing->source, saving->key, &saving->row,
                                      saving->diag);
    if (!err) {
        err = find_sighting(closing, &sighting, &was_told);
    }
    if (!err) {
        err = mark_over(closing);
    }
    closing->known = saving->row != 0;
    if (err) {
        return err;
    }
    return saving->row ? close_known(closing) : close_unread(closing, sighting, was_told);
}

/* @param seen when its page said so; 0: none was asked for */
static enum err close_advert(struct closing *closing, struct store *store, const char *key,
                             int64_t run, int64_t seen, struct diag *diag) {
    struct arena arena;
    struct scope scope;
    arena_init(&arena, ARENA_PAGE_CAP);
    closing->saving = (struct saving){.store = store,
                                      .key = key,
                                      .run = run,
                                      .now = clock_now(store->clock),
                                      .seen = seen,
                                      .arena = &arena,
                                      .diag = diag};
    enum err err = scope_enter_write(&scope, store, diag);
    if (!err) {
        err = close_inside(closing);
        err = scope_leave(&scope, store, err, diag);
    }
    closing->saving.arena = NULL;
    arena_fini(&arena);
    return err;
}

enum err store_vacancy_close(struct store *store, enum source source, const char *key,
                             enum life life, int64_t run, bool *known, bool *changed,
                             struct diag *diag) {
    struct closing closing = {.source = source, .life = life};
    if (life != LIFE_CLOSED && life != LIFE_WITHDRAWN) {
        return diag_set(diag, ERR_INPUT, "an advert is closed or withdrawn, nothing else");
    }
    enum err err = close_advert(&closing, store, key, run, clock_now(store->clock), diag);
    if (!err) {
        *known = closing.known;
        *changed = closing.changed;
    }
    return err;
}

enum err store_vacancy_past(struct store *store, enum source source, const char *key,
                            int64_t run, struct diag *diag) {
    struct closing closing = {.source = source, .life = LIFE_CLOSED};
    return close_advert(&closing, store, key, run, 0, diag);
}

/* ---- history, read ---- */

static enum err list_changes(struct store *store, struct arena *arena, int64_t row,
                             struct change **changes, size_t *count, struct diag *diag) {
    struct change *at = NULL;
    size_t found = 0;
    struct call call = call_open(store, SQL_CHANGE_LIST, diag);
    call_int(&call, ":vacancy", row);
    while (!arena->failed && call_row(&call)) {
        struct change change = {
            .at = call_get_int(&call, 0),
            .field = call_get_text(&call, 1, arena),
            .was = call_get_text(&call, 2, arena),
            .is = call_get_text(&call, 3, arena),
        };
        ARENA_PUSH(arena, at, found, change);
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *changes = at;
        *count = found;
    }
    return err;
}

enum err store_history(struct store *store, struct arena *arena, const char *key,
                       struct change **changes, size_t *count, struct diag *diag) {
    int64_t row = 0;
    enum err err = store_vacancy_named(store, key, &row, diag);
    return err ? err : list_changes(store, arena, row, changes, count, diag);
}

enum err store_run_changes(struct store *store, struct arena *arena, int64_t run,
                           struct field_changes **changes, size_t *count, struct diag *diag) {
    struct field_changes *at = NULL;
    size_t found = 0;
    struct call call = call_open(store, SQL_CHANGE_FIELDS, diag);
    call_int(&call, ":run", run);
    while (!arena->failed && call_row(&call)) {
        struct field_changes row = {call_get_text(&call, 0, arena), call_get_int(&call, 1),
                                    call_get_int(&call, 2), call_get_int(&call, 3)};
        ARENA_PUSH(arena, at, found, row);
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *changes = at;
        *count = found;
    }
    return err;
}

enum err store_count(struct store *store, int64_t *count, struct diag *diag) {
    return store_get_number(store, SQL_VACANCY_COUNT, count, diag);
}
