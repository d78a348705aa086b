/* schema/store_queue.c - listings, and what is still to be fetched
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

#include <string.h>

#include "base/digest.h"

/* The cap of a listing's line as text; a line has some hundred bytes. */
enum { LINE_TEXT_MAX = 1024 * 1024 };

/* What was known of a line before it came again. */
struct known {
    int64_t sighting;                   /* 0: never met */
    int64_t vacancy;                    /* 0: its page was not read yet */
    int64_t queue;                      /* 0: does not wait */
    int64_t run;                        /* that met it last; 0: none */
    int64_t aside;                      /* its page in quarantine; 0: none */
    char line_sha256[DIGEST_TEXT_SIZE]; /* "": not met in a listing */
};

/* ---- the line's digest ---- */

/* The fields of a line whose change means that the advert has changed. Not `url`, which a board
 * may decorate, nor `posted`, which some boards move on every day. */
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
        known->sighting = call_get_int(&call, 0);
        known->vacancy = call_get_int(&call, 2);
        known->queue = call_get_int(&call, 3);
        known->run = call_get_int(&call, 4);
        known->aside = call_get_int(&call, 5);
        if (digest.len == DIGEST_TEXT_SIZE - 1) {
            memcpy(known->line_sha256, digest.at, digest.len);
        }
    }
    return call_close(&call);
}

static enum err keep_line(struct store *store, enum source source, const struct vacancy *line,
                          const char *key, const char *url, const char *digest, int64_t run,
                          int64_t *sighting, struct diag *diag) {
    struct call call = call_open(store, SQL_SIGHTING_LIST, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)source));
    call_text(&call, ":key", key);
    call_text(&call, ":id", line->id);
    call_text(&call, ":url", url);
    call_text(&call, ":reference", line->reference);
    call_text(&call, ":title", line->title);
    call_text(&call, ":employer", line->employer);
    call_text(&call, ":line_sha256", digest);
    call_int_or_null(&call, ":run", run);
    call_int(&call, ":now", clock_now(store->clock));
    *sighting = call_row(&call) ? call_get_int(&call, 0) : 0;
    return call_run(&call);
}

static enum err add_to_queue(struct store *store, int64_t sighting, struct diag *diag) {
    struct call call = call_open(store, SQL_QUEUE_ADD, diag);
    call_int(&call, ":sighting", sighting);
    call_int(&call, ":now", clock_now(store->clock));
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
    if (run && known->run == run && strcmp(known->line_sha256, digest) == 0) {
        return SIGHTING_AGAIN;
    }
    if (known->aside && !known->queue && strcmp(known->line_sha256, digest) == 0) {
        return SIGHTING_ASIDE;
    }
    if (!known->vacancy) {
        return SIGHTING_FRESH;
    }
    return known->queue || strcmp(known->line_sha256, digest) != 0 ? SIGHTING_CHANGED
                                                                   : SIGHTING_SAME;
}

static enum err see_inside(struct store *store, enum source source, const struct vacancy *line,
                           const char *key, const char *url, int64_t run,
                           enum sighting *sighting, struct diag *diag) {
    struct known known = {0};
    char digest[DIGEST_TEXT_SIZE] = "";
    int64_t row = 0;
    enum err err = digest_line(line, digest, diag);
    if (!err) {
        err = find_known(store, source, key, &known, diag);
    }
    if (!err) {
        err = keep_line(store, source, line, key, url, digest, run, &row, diag);
    }
    enum sighting judged = judge(&known, digest, run);
    if (!err && (judged == SIGHTING_FRESH || judged == SIGHTING_CHANGED)) {
        err = add_to_queue(store, row, diag);
    }
    if (!err && judged == SIGHTING_ASIDE) {
        err = tell_aside(store, known.aside, run, diag);
    }
    if (!err && known.vacancy) {
        err = touch_vacancy(store, known.vacancy, diag);
    }
    *sighting = judged;
    return err;
}

enum err store_listing_see(struct store *store, enum source source, const struct vacancy *line,
                           const char *url, int64_t run, enum sighting *sighting,
                           struct diag *diag) {
    struct arena arena;
    struct scope scope;
    struct vacancy named = {.source = source, .id = line->id, .reference = line->reference};
    enum sighting judged = SIGHTING_NONE;
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
        err = see_inside(store, source, line, key, url, run, &judged, diag);
        err = scope_leave(&scope, store, err, diag);
    }
    arena_fini(&arena);
    if (!err) {
        *sighting = judged;
    }
    return err;
}

/* ---- the queue ---- */

/* When what waits is due. */
static void bind_due(struct call *call, int64_t by) {
    call_int(call, ":by", by);
    call_int(call, ":far", by > INT64_MAX - STORE_QUEUE_FAR_S ? by : by + STORE_QUEUE_FAR_S);
}

enum err store_queue_next(struct store *store, struct arena *arena, enum source source,
                          int64_t by, struct queued *out, bool *found, struct diag *diag) {
    struct queued queued = {0};
    struct call call = call_open(store, SQL_QUEUE_NEXT, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)source));
    bind_due(&call, by);
    bool any = call_row(&call);
    if (any) {
        queued = (struct queued){
            .row = call_get_int(&call, 0),
            .source = (enum source)vocab_value(&vocab_source, call_get_bytes(&call, 1)),
            .id = call_get_text(&call, 2, arena),
            .url = call_get_text(&call, 3, arena),
            .title = call_get_text(&call, 4, arena),
            .reference = call_get_text(&call, 5, arena),
            .employer = call_get_text(&call, 6, arena),
            .tries = (int)call_get_int(&call, 7),
            .validators = {.etag = call_get_text(&call, 8, arena),
                           .last_modified = call_get_text(&call, 9, arena)},
        };
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *found = any;
        *out = any ? queued : *out;
    }
    return err;
}

enum err store_queue_done(struct store *store, int64_t row, struct diag *diag) {
    struct call call = call_open(store, SQL_QUEUE_DONE, diag);
    call_int(&call, ":queue", row);
    return call_run(&call);
}

enum err store_queue_fail(struct store *store, int64_t row, const char *reason,
                          int64_t next_try, struct diag *diag) {
    struct call call = call_open(store, SQL_QUEUE_FAIL, diag);
    call_int(&call, ":queue", row);
    call_int(&call, ":next_try", next_try);
    call_text(&call, ":reason", reason);
    bool known = call_row(&call);
    enum err err = call_run(&call);
    if (!err && !known) {
        err = diag_set(diag, ERR_ABSENT, "the queue has no row %lld", (long long)row);
    }
    return err;
}

enum err store_queue_count(struct store *store, enum source source, int64_t by,
                           int64_t *waiting, int64_t *due, struct diag *diag) {
    struct call call = call_open(store, SQL_QUEUE_COUNT, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)source));
    bind_due(&call, by);
    bool any = call_row(&call);
    int64_t all = any ? call_get_int(&call, 0) : 0;
    int64_t now = any ? call_get_int(&call, 1) : 0;
    enum err err = call_close(&call);
    if (!err) {
        *waiting = all;
        *due = now;
    }
    return err;
}
