/* schema/store_host.c - hosts: manners that outlast a run
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

#include "lib/deflate.h"

/* What zlib adds to bytes that do not pack. */
enum { PACKED_EXTRA = 4096 };

/* ---- robots.txt ---- */

static enum err unpack_robots(const struct call *call, struct arena *arena,
                              struct host_memory *memory, struct diag *diag) {
    struct buf body;
    buf_init(&body, PAGE_SIZE_MAX);
    enum err err = deflate_unpack(&body, call_get_bytes(call, 3), diag);
    if (err == ERR_INPUT || (!err && (int64_t)body.len != call_get_int(call, 2))) {
        err = store_damaged(call->store, "a robots.txt does not unpack", diag);
    }
    if (!err) {
        memory->robots_at = call_get_int(call, 0);
        memory->robots_status = (int)call_get_int(call, 1);
        memory->robots = (struct span){arena_copy(arena, buf_span(&body)), body.len};
        err = arena_check(arena, diag);
    }
    buf_fini(&body);
    return err;
}

static enum err get_robots(struct store *store, struct arena *arena, const char *host,
                           struct host_memory *memory, struct diag *diag) {
    struct call call = call_open(store, SQL_ROBOTS_GET, diag);
    call_text(&call, ":host", host);
    bool found = call_row(&call);
    enum err err = call.err;
    if (found) {
        err = unpack_robots(&call, arena, memory, diag);
    }
    (void)call_close(&call);
    return err;
}

static enum err insert_robots(struct store *store, const char *host,
                              const struct host_memory *memory, struct span packed,
                              struct diag *diag) {
    struct call call = call_open(store, SQL_ROBOTS_PUT, diag);
    call_text(&call, ":host", host);
    call_int(&call, ":at", memory->robots_at);
    call_int(&call, ":status", memory->robots_status);
    call_int(&call, ":size", (int64_t)memory->robots.len);
    call_bytes(&call, ":body", packed);
    return call_run(&call);
}

static enum err replace_robots(struct store *store, const char *host,
                               const struct host_memory *memory, struct diag *diag) {
    if (memory->robots_at == 0) {
        struct call call = call_open(store, SQL_ROBOTS_DROP, diag);
        call_text(&call, ":host", host);
        return call_run(&call);
    }
    if (memory->robots.len > PAGE_SIZE_MAX) {
        return diag_set(diag, ERR_LIMIT, "a robots.txt of %zu bytes: %zu are kept",
                        memory->robots.len, PAGE_SIZE_MAX);
    }
    struct buf packed;
    buf_init(&packed, PAGE_SIZE_MAX + PACKED_EXTRA);
    enum err err = deflate_pack(&packed, memory->robots, diag);
    if (!err) {
        err = insert_robots(store, host, memory, buf_span(&packed), diag);
    }
    buf_fini(&packed);
    return err;
}

static enum err put_robots(struct store *store, const char *host,
                           const struct host_memory *memory, struct diag *diag) {
    struct call call = call_open(store, SQL_ROBOTS_AT, diag);
    call_text(&call, ":host", host);
    int64_t kept = call_row(&call) ? call_get_int(&call, 0) : 0;
    enum err err = call_close(&call);
    return err || kept == memory->robots_at ? err : replace_robots(store, host, memory, diag);
}

/* ---- the rest ---- */

void store_host_read(const struct call *call, int from, struct arena *arena,
                     struct host_memory *out) {
    *out = (struct host_memory){
        .last_request = call_get_int(call, from),
        .not_before = call_get_int(call, from + 1),
        .strikes = call_get_int(call, from + 2),
        .day_requests = call_get_int(call, from + 4),
        .terms_at = call_get_int(call, from + 5),
        .trouble = call_get_text(call, from + 6, arena),
    };
    (void)date_parse_iso(call_get_bytes(call, from + 3), &out->day); /* else none is counted */
}

enum err store_host_get(struct store *store, struct arena *arena, const char *host,
                        struct host_memory *out, struct diag *diag) {
    struct host_memory memory = {0};
    struct call call = call_open(store, SQL_HOST_GET, diag);
    call_text(&call, ":host", host);
    if (call_row(&call)) {
        store_host_read(&call, 0, arena, &memory);
    }
    enum err err = call_close(&call);
    if (!err) {
        err = get_robots(store, arena, host, &memory, diag);
    }
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *out = memory;
    }
    return err;
}

static enum err put_row(struct store *store, const char *host, const struct host_memory *memory,
                        struct diag *diag) {
    char day[DATE_TEXT_SIZE];
    struct call call = call_open(store, SQL_HOST_PUT, diag);
    call_text(&call, ":host", host);
    call_int(&call, ":last_request", memory->last_request);
    call_int(&call, ":not_before", memory->not_before);
    call_int(&call, ":strikes", memory->strikes);
    call_text(&call, ":day", date_is_none(memory->day) ? NULL : date_write(memory->day, day));
    call_int(&call, ":day_requests", memory->day_requests);
    call_int(&call, ":terms_at", memory->terms_at);
    call_text(&call, ":trouble", memory->trouble);
    return call_run(&call);
}

enum err store_host_put(struct store *store, const char *host, const struct host_memory *memory,
                        struct diag *diag) {
    struct scope scope;
    enum err err = scope_enter_write(&scope, store, diag);
    if (err) {
        return err;
    }
    err = put_row(store, host, memory, diag);
    if (!err) {
        err = put_robots(store, host, memory, diag);
    }
    return scope_leave(&scope, store, err, diag);
}
