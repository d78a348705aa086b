/* schema/store_listing.c - lines of listings and addresses: what they mean
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

#include <string.h>

#include "base/digest.h"

/* The cap of a listing's line as text; a line has some hundred bytes. */
enum { LINE_TEXT_MAX = 1024 * 1024 };

/* What was known of an advert before it came again. */
struct known {
    int64_t sighting;       /* 0: never met */
    int64_t vacancy;        /* 0: its page was not read yet */
    enum queue_state queue; /* none: was never queued */
    int64_t listed;         /* the run that met its line last; 0: none */
    int64_t first_run;      /* the run that met this very line first; 0: not known */
    int64_t since_run;      /* the run that met it in a list first; 0: none */
    int64_t aside;          /* its page in quarantine; 0: none */
    bool is_over;           /* its page says so, and it is listed all the same */
    bool is_gone;           /* its page says so, and a sweep did not show it */
    char line_sha256[DIGEST_TEXT_SIZE]; /* "": not met in a listing */
    char posted[DATE_TEXT_SIZE];        /* "": its line printed no day */
};

/* ---- the line's digest ---- */

/* The fields of a line whose change means that the advert has changed. Not `url`, which a board
 * may decorate, nor `posted`, which some boards move on every day: an advert that
 * stands under another day is the same one, but no known ground (is_ground). */
static const char *const line_fields[] = {"id",          "reference", "title",   "employer",
                                          "salary.text", "closes",    "contract"};

static bool is_line_field(const struct vacancy_field *field) {
    for (size_t i = 0; i < sizeof line_fields / sizeof *line_fields; i++) {
        if (strcmp(field->name, line_fields[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Absent and empty differ; no value can hold the separators. */
static void put_value(struct buf *out, const char *name, const char *text) {
    buf_printf(out, "%s%c%s%c", name, text ? '=' : '-', text ? text : "", '\x1d');
}

static enum err digest_line(const struct vacancy *line, char text[static DIGEST_TEXT_SIZE],
                            struct diag *diag) {
    struct buf buf;
    struct arena arena;
    buf_init(&buf, LINE_TEXT_MAX);
    arena_init(&arena, ARENA_PAGE_CAP);
    for (size_t i = 0; i < vacancy_field_count; i++) {
        if (is_line_field(&vacancy_fields[i])) {
            put_value(&buf, vacancy_fields[i].name,
                      vacancy_field_text(line, &vacancy_fields[i], &arena));
        }
    }
    put_value(&buf, vacancy_lists[0].name,
              vacancy_list_text(line, &vacancy_lists[0], &list_style_exact, &arena));
    enum err err = arena_check(&arena, diag);
    if (!err && buf.failed) {
        err = diag_set(diag, buf.failed, "a line of a listing is too long");
    }
    if (!err) {
        (void)digest_write(buf_span(&buf), text);
    }
    arena_fini(&arena);
    buf_fini(&buf);
    return err;
}

/* ---- seeing ---- */

static enum err find_known(struct store *store, enum source source, const char *key,
                           struct known *known, struct diag *diag) {
    struct call call = call_open(store, SQL_SIGHTING_FIND, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)source));
    call_text(&call, ":key", key);
    if (call_row(&call)) {
        struct span digest = call_get_bytes(&call, 1);
        if (digest.len == DIGEST_TEXT_SIZE - 1) {
            memcpy(known->line_sha256, digest.at, digest.len);
        }
        known->sighting = call_get_int(&call, 0);
        known->vacancy = call_get_int(&call, 2);
        known->queue =
            (enum queue_state)vocab_value(&vocab_queue_state, call_get_bytes(&call, 4));
        known->listed = call_get_int(&call, 5);
        known->aside = call_get_int(&call, 6);
        known->first_run = call_get_int(&call, 7);
        struct span over = call_get_bytes(&call, 8);
        known->is_gone = span_is(over, "gone");
        known->is_over = over.len > 0 && !known->is_gone;
        known->since_run = call_get_int(&call, 9);
        struct span posted = call_get_bytes(&call, 10);
        if (posted.len > 0 && posted.len < sizeof known->posted) {
            memcpy(known->posted, posted.at, posted.len);
        }
    }
    return call_close(&call);
}

/* It is in the queue, and its page still to be asked for. */
static bool is_waiting(const struct known *known) {
    return known->queue != QUEUE_STATE_NONE && known->queue != QUEUE_DONE;
}

/* What a line says, beside its fields. */
struct line_marks {
    char digest[DIGEST_TEXT_SIZE];
    char posted[DATE_TEXT_SIZE]; /* "": none */
};

static enum err keep_line(struct store *store, const struct listing_walk *walk,
                          const struct vacancy *line, const char *key, const char *url,
                          const struct line_marks *marks, int64_t *sighting,
                          struct diag *diag) {
    struct call call = call_open(store, SQL_SIGHTING_LIST, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)walk->source));
    call_text(&call, ":key", key);
    call_text(&call, ":id", line->id);
    call_text(&call, ":url", url);
    call_text(&call, ":reference", line->reference);
    call_text(&call, ":title", line->title);
    call_text(&call, ":employer", line->employer);
    call_text(&call, ":line_sha256", marks->digest);
    call_text(&call, ":posted", marks->posted[0] ? marks->posted : NULL);
    call_int_or_null(&call, ":run", walk->run);
    call_int(&call, ":is_sweep", walk->is_sweep);
    call_int(&call, ":now", clock_now(store->clock));
    *sighting = call_row(&call) ? call_get_int(&call, 0) : 0;
    return call_run(&call);
}

/* The board still shows the advert: so it was seen. */
static enum err touch_vacancy(struct store *store, int64_t vacancy, struct diag *diag) {
    struct call call = call_open(store, SQL_VACANCY_TOUCH, diag);
    call_int(&call, ":vacancy", vacancy);
    call_int(&call, ":seen", clock_now(store->clock));
    return call_run(&call);
}

/* Its page in quarantine is counted by this run. */
static enum err tell_aside(struct store *store, int64_t page, int64_t run, struct diag *diag) {
    struct call call = call_open(store, SQL_QUARANTINE_TELL, diag);
    call_int(&call, ":page", page);
    call_int_or_null(&call, ":run", run);
    return call_run(&call);
}

static enum sighting judge(const struct known *known, const char *digest, int64_t run) {
    bool is_same_line = strcmp(known->line_sha256, digest) == 0;
    if (run && known->listed == run && is_same_line) {
        return SIGHTING_AGAIN;
    }
    if (is_same_line && !is_waiting(known)) {
        if (known->aside) {
            return SIGHTING_ASIDE;
        }
        if (known->is_gone) { /* it was gone, and is back: its page may have changed its mind */
            return known->vacancy ? SIGHTING_CHANGED : SIGHTING_FRESH;
        }
        if (known->vacancy || known->is_over) {
            return SIGHTING_SAME;
        }
    }
    return known->vacancy ? SIGHTING_CHANGED : SIGHTING_FRESH;
}

/* Since which run has the line stood there just as it is, under the same day? 0: it has not. An
 * old advert that is put on top again under a new day must not pass for ground: what is new may
 * stand below it. */
static int64_t stands_since(const struct known *known, const struct line_marks *marks) {
    bool is_same = strcmp(known->line_sha256, marks->digest) == 0 &&
                   strcmp(known->posted, marks->posted) == 0;
    return is_same ? known->first_run : 0;
}

static bool is_ground(int64_t since, const struct listing_walk *walk) {
    return walk->ground > 0 && since > 0 && since <= walk->ground;
}

static enum err see_inside(struct store *store, const struct listing_walk *walk,
                           const struct vacancy *line, const char *key, const char *url,
                           struct sighted *out, struct diag *diag) {
    struct known known = {0};
    struct line_marks marks = {"", ""};
    int64_t row = 0;
    enum err err = digest_line(line, marks.digest, diag);
    if (!date_is_none(line->posted)) {
        (void)date_write(line->posted, marks.posted);
    }
    if (!err) {
        err = find_known(store, walk->source, key, &known, diag);
    }
    if (!err) {
        err = keep_line(store, walk, line, key, url, &marks, &row, diag);
    }
    int64_t since = stands_since(&known, &marks);
    *out = (struct sighted){judge(&known, marks.digest, walk->run), is_ground(since, walk),
                            since, known.since_run};
    if (!err && (out->as == SIGHTING_FRESH || out->as == SIGHTING_CHANGED)) {
        err = store_queue_put(store, row, QUEUE_LISTED, diag);
    }
    if (!err && out->as == SIGHTING_ASIDE) {
        err = tell_aside(store, known.aside, walk->run, diag);
    }
    if (!err && known.vacancy) {
        err = touch_vacancy(store, known.vacancy, diag);
    }
    return err;
}

enum err store_listing_see(struct store *store, const struct listing_walk *walk,
                           const struct vacancy *line, const char *url, struct sighted *out,
                           struct diag *diag) {
    struct arena arena;
    struct scope scope;
    struct vacancy named = {
        .source = walk->source, .id = line->id, .reference = line->reference};
    struct sighted sighted = {SIGHTING_NONE, false, 0, 0};
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *key = vacancy_key(&named, NULL, &arena);
    enum err err = arena_check(&arena, diag);
    if (!err && !key) {
        err = diag_set(diag, ERR_INPUT, "a line of a listing has neither id nor reference");
    }
    if (!err) {
        err = scope_enter_write(&scope, store, diag);
    }
    if (!err) {
        err = see_inside(store, walk, line, key, url, &sighted, diag);
        err = scope_leave(&scope, store, err, diag);
    }
    arena_fini(&arena);
    if (!err) {
        *out = sighted;
    }
    return err;
}

/* ---- addresses ---- */

static enum err keep_address(struct store *store, enum source source, const char *key,
                             const char *url, int64_t run, int64_t *sighting,
                             struct diag *diag) {
    struct call call = call_open(store, SQL_SIGHTING_ADDRESS, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)source));
    call_text(&call, ":key", key);
    call_text(&call, ":id", strcmp(key, url) == 0 ? NULL : key);
    call_text(&call, ":url", url);
    call_int_or_null(&call, ":run", run);
    call_int(&call, ":now", clock_now(store->clock));
    *sighting = call_row(&call) ? call_get_int(&call, 0) : 0;
    return call_run(&call);
}

/* Was its page fetched, whatever was on it? */
static bool is_fetched(const struct known *known) {
    return known->vacancy || known->aside || known->is_over || known->is_gone ||
           known->queue == QUEUE_DONE;
}

enum err store_address_see(struct store *store, enum source source, const char *key,
                           const char *url, int64_t run, bool again, bool *added,
                           struct diag *diag) {
    struct scope scope;
    struct known known = {0};
    int64_t row = 0;
    enum err err = scope_enter_write(&scope, store, diag);
    if (err) {
        return err;
    }
    err = find_known(store, source, key, &known, diag);
    bool is_wanted = !is_waiting(&known) && (again || !is_fetched(&known));
    if (!err) {
        err = keep_address(store, source, key, url, run, &row, diag);
    }
    if (!err && is_wanted) {
        err = store_queue_put(store, row, QUEUE_ADDRESS, diag);
    }
    err = scope_leave(&scope, store, err, diag);
    if (!err) {
        *added = is_wanted;
    }
    return err;
}
