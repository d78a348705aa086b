/* schema/store_page.c - pages as they came
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

#include "base/digest.h"
#include "lib/deflate.h"

/* What zlib adds to bytes that do not pack: 5 bytes for each 16 KB block, and its frame. */
enum { PACKED_EXTRA = 4096 };

/* Seconds of a day, for the first second of one in UTC. */
enum { DAY_SECONDS = 24 * 60 * 60 };

static enum err insert_page(struct store *store, const struct page *page, struct span packed,
                            int64_t run, int64_t *row, struct diag *diag) {
    char digest[DIGEST_TEXT_SIZE];
    struct call call = call_open(store, SQL_PAGE_SAVE, diag);
    call_text(&call, ":url", page->url);
    call_text(&call, ":final_url", page->final_url);
    call_int(&call, ":status", page->status);
    call_text(&call, ":headers", page->headers);
    call_text(&call, ":content_type", page->content_type);
    call_text(&call, ":etag", page->etag);
    call_text(&call, ":last_modified", page->last_modified);
    call_int(&call, ":fetched_at", page->fetched_at);
    call_text(&call, ":sha256", digest_write(page->body, digest));
    call_int(&call, ":size", (int64_t)page->body.len);
    call_bytes(&call, ":body", packed);
    call_int_or_null(&call, ":run", run);
    int64_t made = call_row(&call) ? call_get_int(&call, 0) : 0;
    enum err err = call_run(&call);
    if (!err) {
        *row = made;
    }
    return err;
}

enum err store_page_save(struct store *store, const struct page *page, int64_t run,
                         int64_t *row, struct diag *diag) {
    if (page->body.len > PAGE_SIZE_MAX) {
        return diag_set(diag, ERR_LIMIT, "a page of %zu bytes: %zu are allowed", page->body.len,
                        PAGE_SIZE_MAX);
    }
    struct buf packed;
    buf_init(&packed, PAGE_SIZE_MAX + PACKED_EXTRA);
    enum err err = deflate_pack(&packed, page->body, diag);
    if (!err) {
        err = insert_page(store, page, buf_span(&packed), run, row, diag);
    }
    buf_fini(&packed);
    return err;
}

/* The columns of a page, in the order of page_get; page_next has the row in front. */
enum {
    PAGE_URL = 0,
    PAGE_FINAL_URL,
    PAGE_STATUS,
    PAGE_HEADERS,
    PAGE_CONTENT_TYPE,
    PAGE_ETAG,
    PAGE_LAST_MODIFIED,
    PAGE_FETCHED_AT,
    PAGE_SIZE,
    PAGE_BODY,
    PAGE_COLUMNS
};

static enum err unpack_body(const struct call *call, int column, struct arena *arena,
                            struct page *page, struct diag *diag) {
    struct buf body;
    buf_init(&body, PAGE_SIZE_MAX);
    enum err err = deflate_unpack(&body, call_get_bytes(call, column), diag);
    if (!err) {
        page->body = (struct span){arena_copy(arena, buf_span(&body)), body.len};
    }
    buf_fini(&body);
    return err;
}

/* @param from column of the first one */
/* All but the body. */
static struct page read_head(const struct call *call, int from, struct arena *arena) {
    return (struct page){
        .url = call_get_text(call, from + PAGE_URL, arena),
        .final_url = call_get_text(call, from + PAGE_FINAL_URL, arena),
        .status = (int)call_get_int(call, from + PAGE_STATUS),
        .headers = call_get_text(call, from + PAGE_HEADERS, arena),
        .content_type = call_get_text(call, from + PAGE_CONTENT_TYPE, arena),
        .etag = call_get_text(call, from + PAGE_ETAG, arena),
        .last_modified = call_get_text(call, from + PAGE_LAST_MODIFIED, arena),
        .fetched_at = call_get_int(call, from + PAGE_FETCHED_AT),
    };
}

static enum err read_page(const struct call *call, struct arena *arena, struct page *out,
                          struct diag *diag) {
    struct page page = read_head(call, 0, arena);
    enum err err = unpack_body(call, PAGE_BODY, arena, &page, diag);
    if (err == ERR_INPUT || (!err && page.body.len != (size_t)call_get_int(call, PAGE_SIZE))) {
        return store_damaged(call->store, "a page does not unpack", diag);
    }
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *out = page;
    }
    return err;
}

enum err store_page_forget(struct store *store, int64_t row, struct diag *diag) {
    struct call call = call_open(store, SQL_PAGE_FORGET, diag);
    call_int(&call, ":page", row);
    return call_run(&call);
}

enum err store_page_get(struct store *store, struct arena *arena, int64_t row, struct page *out,
                        struct diag *diag) {
    struct call call = call_open(store, SQL_PAGE_GET, diag);
    call_int(&call, ":page", row);
    bool found = call_row(&call);
    enum err err = call.err;
    if (found) {
        err = read_page(&call, arena, out, diag);
    } else if (!err) {
        err = diag_set(diag, ERR_ABSENT, "%s has no page %lld", store->path, (long long)row);
    }
    (void)call_close(&call);
    return err;
}

/* ---- what was read from it ---- */

enum err store_page_read_as(struct store *store, int64_t row,
                            const struct page_reading *reading, struct diag *diag) {
    struct call call = call_open(store, SQL_READING_PUT, diag);
    call_int(&call, ":page", row);
    call_text(&call, ":family", reading->family ? reading->family : "");
    call_text(&call, ":digest", reading->digest);
    call_text(&call, ":features", reading->features);
    call_int(&call, ":contacts", reading->contacts);
    return call_run(&call);
}

static enum err read_kept(const struct call *call, struct arena *arena, struct kept_page *out,
                          struct diag *diag) {
    int behind = 1 + PAGE_COLUMNS;
    struct span body = call_get_bytes(call, 1 + PAGE_BODY);
    struct kept_page kept = {
        .row = call_get_int(call, 0),
        .page = read_head(call, 1, arena),
        .reading = {.digest = call_get_text(call, behind, arena),
                    .features = call_get_text(call, behind + 1, arena),
                    .contacts = call_get_int(call, behind + 2) != 0,
                    .family = call_get_text(call, behind + 3, arena)},
        .is_aside = call_get_int(call, behind + 4) != 0,
    };
    kept.page.body = (struct span){arena_copy(arena, body), body.len};
    enum err err = arena_check(arena, diag);
    if (!err) {
        *out = kept;
    }
    return err;
}

enum err store_page_next(struct store *store, struct arena *arena, int64_t after,
                         struct kept_page *out, bool *found, struct diag *diag) {
    struct call call = call_open(store, SQL_PAGE_NEXT, diag);
    call_int(&call, ":after", after);
    bool any = call_row(&call);
    enum err err = call.err;
    if (any) {
        err = read_kept(&call, arena, out, diag);
    }
    (void)call_close(&call);
    if (!err) {
        *found = any;
    }
    return err;
}

enum err store_page_count(struct store *store, int64_t *count, struct diag *diag) {
    return store_get_number(store, SQL_PAGE_COUNT, count, diag);
}

enum err store_page_owners(struct store *store, struct arena *arena, int64_t row,
                           struct vacancy_name **owners, size_t *count, struct diag *diag) {
    struct vacancy_name *at = NULL;
    size_t found = 0;
    struct call call = call_open(store, SQL_PAGE_OWNERS, diag);
    call_int(&call, ":page", row);
    while (!arena->failed && call_row(&call)) {
        struct vacancy_name name = {
            (enum source)vocab_value(&vocab_source, call_get_bytes(&call, 0)),
            call_get_text(&call, 1, arena)};
        ARENA_PUSH(arena, at, found, name);
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *owners = at;
        *count = found;
    }
    return err;
}

/* ---- for an archive ---- */

enum err store_archive_next(struct store *store, struct arena *arena, int64_t after,
                            int64_t *row, struct page *out, bool *found, struct diag *diag) {
    int64_t at = 0;
    struct call call = call_open(store, SQL_PAGE_ARCHIVE, diag);
    call_int(&call, ":after", after);
    bool any = call_row(&call);
    enum err err = call.err;
    if (any) {
        at = call_get_int(&call, PAGE_COLUMNS);
        err = read_page(&call, arena, out, diag);
    }
    (void)call_close(&call);
    if (!err) {
        *found = any;
        *row = any ? at : *row;
    }
    return err;
}

enum err store_page_size(struct store *store, enum source source, int64_t *bytes,
                         struct diag *diag) {
    struct call call = call_open(store, SQL_PAGE_SIZE, diag);
    call_text(&call, ":source", vocab_name(&vocab_source, (int)source));
    int64_t size = call_row(&call) ? call_get_int(&call, 0) : 0;
    enum err err = call_close(&call);
    if (!err) {
        *bytes = size;
    }
    return err;
}

/* ---- pruning ---- */

/* Runs a statement that deletes, and adds how many rows went. */
static enum err count_deleted(struct call *call, int64_t *deleted) {
    enum err err = call_run(call);
    *deleted += err ? 0 : sqlite3_changes64(call->store->db);
    return err;
}

static enum err delete_pages(struct store *store, struct date before, int64_t *deleted,
                             struct diag *diag) {
    char day[DATE_TEXT_SIZE];
    struct call closed = call_open(store, SQL_PAGE_PRUNE_CLOSED, diag);
    call_text(&closed, ":before", date_write(before, day));
    enum err err = count_deleted(&closed, deleted);
    if (err) {
        return err;
    }
    struct call superseded = call_open(store, SQL_PAGE_PRUNE_SUPERSEDED, diag);
    call_int(&superseded, ":before_at", date_to_days(before) * DAY_SECONDS);
    return count_deleted(&superseded, deleted);
}

/* Gives the room back to the disk. That it did not work is no failure: the pages are gone, and
 * their room is used again. */
static void give_back(struct store *store) {
    if (sqlite3_get_autocommit(store->db)) {
        (void)store_run_plain(store, SQL_VACUUM, NULL);
        (void)store_run_plain(store, SQL_CHECKPOINT, NULL);
    }
}

enum err store_prune(struct store *store, struct date before, int64_t *dropped,
                     struct diag *diag) {
    if (!date_is_valid(before)) {
        return diag_set(diag, ERR_INPUT, "pruning needs a day");
    }
    struct scope scope;
    enum err err = scope_enter_write(&scope, store, diag);
    if (err) {
        return err;
    }
    int64_t deleted = 0;
    err = delete_pages(store, before, &deleted, diag);
    if (!err) {
        err = store_requirement_sweep(store, diag);
    }
    err = scope_leave(&scope, store, err, diag);
    if (!err) {
        give_back(store);
        *dropped = deleted;
    }
    return err;
}
