/* schema/store_statement.c - named statements: prepared once, bound by name, failures in words
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "base/builtin.h"

static const char queries_file[] = "schema/queries.sql";
static const char name_mark[] = "-- name: ";

static const char *const names[] = {
    [SQL_SET_AUTO_VACUUM] = "set_auto_vacuum",
    [SQL_SET_SYNCHRONOUS] = "set_synchronous",
    [SQL_SET_SYNCHRONOUS_LIGHT] = "set_synchronous_light",
    [SQL_SET_CELL_SIZE_CHECK] = "set_cell_size_check",
    [SQL_SET_TEMP_STORE] = "set_temp_store",
    [SQL_SET_SECURE_DELETE] = "set_secure_delete",
    [SQL_SET_SECURE_DELETE_OFF] = "set_secure_delete_off",
    [SQL_SET_JOURNAL] = "set_journal",
    [SQL_SET_JOURNAL_LIMIT] = "set_journal_limit",
    [SQL_GET_APPLICATION] = "get_application",
    [SQL_GET_VERSION] = "get_version",
    [SQL_GET_SCHEMA] = "get_schema",
    [SQL_CHECK_FILE] = "check_file",
    [SQL_CHECK_REFERENCES] = "check_references",
    [SQL_GET_SIZE] = "get_size",
    [SQL_VACUUM] = "vacuum",
    [SQL_CHECKPOINT] = "checkpoint",
    [SQL_BEGIN_MIGRATION] = "begin_migration",
    [SQL_BEGIN_WRITE] = "begin_write",
    [SQL_BEGIN_READ] = "begin_read",
    [SQL_COMMIT] = "commit",
    [SQL_ROLLBACK] = "rollback",
    [SQL_SAVEPOINT] = "savepoint",
    [SQL_SAVEPOINT_RELEASE] = "savepoint_release",
    [SQL_SAVEPOINT_ROLLBACK] = "savepoint_rollback",
    [SQL_RUN_INSERT] = "run_insert",
    [SQL_RUN_AIM] = "run_aim",
    [SQL_RUN_END] = "run_end",
    [SQL_PAGE_SAVE] = "page_save",
    [SQL_PAGE_FORGET] = "page_forget",
    [SQL_PAGE_GET] = "page_get",
    [SQL_PAGE_NEXT] = "page_next",
    [SQL_PAGE_COUNT] = "page_count",
    [SQL_PAGE_OWNERS] = "page_owners",
    [SQL_PAGE_ARCHIVE] = "page_archive",
    [SQL_PAGE_SIZE] = "page_size",
    [SQL_READING_PUT] = "reading_put",
    [SQL_PAGE_PRUNE_CLOSED] = "page_prune_closed",
    [SQL_PAGE_PRUNE_SUPERSEDED] = "page_prune_superseded",
    [SQL_VACANCY_FIND] = "vacancy_find",
    [SQL_VACANCY_SAVE] = "vacancy_save",
    [SQL_VACANCY_TOUCH] = "vacancy_touch",
    [SQL_VACANCY_CLOSE] = "vacancy_close",
    [SQL_VACANCY_LIVE] = "vacancy_live",
    [SQL_VACANCY_READ] = "vacancy_read",
    [SQL_VACANCY_EACH] = "vacancy_each",
    [SQL_VACANCY_SEARCH] = "vacancy_search",
    [SQL_VACANCY_NAMED] = "vacancy_named",
    [SQL_VACANCY_COUNT] = "vacancy_count",
    [SQL_LOCATION_INSERT] = "location_insert",
    [SQL_LOCATION_DELETE] = "location_delete",
    [SQL_LOCATION_LIST] = "location_list",
    [SQL_CRITERION_INSERT] = "criterion_insert",
    [SQL_CRITERION_DELETE] = "criterion_delete",
    [SQL_CRITERION_LIST] = "criterion_list",
    [SQL_DOCUMENT_INSERT] = "document_insert",
    [SQL_DOCUMENT_DELETE] = "document_delete",
    [SQL_DOCUMENT_LIST] = "document_list",
    [SQL_NOTE_INSERT] = "note_insert",
    [SQL_NOTE_DELETE] = "note_delete",
    [SQL_NOTE_LIST] = "note_list",
    [SQL_CONTACT_INSERT] = "contact_insert",
    [SQL_CONTACT_DELETE] = "contact_delete",
    [SQL_CONTACT_LIST] = "contact_list",
    [SQL_CHANGE_INSERT] = "change_insert",
    [SQL_CHANGE_FIELDS] = "change_fields",
    [SQL_CHANGE_LIST] = "change_list",
    [SQL_SEARCH_REMOVE] = "search_remove",
    [SQL_SEARCH_ADD] = "search_add",
    [SQL_REQUIREMENT_FIND] = "requirement_find",
    [SQL_REQUIREMENT_INSERT] = "requirement_insert",
    [SQL_REQUIREMENT_EACH] = "requirement_each",
    [SQL_REQUIREMENT_GET] = "requirement_get",
    [SQL_REQUIREMENT_DELETE] = "requirement_delete",
    [SQL_ASKED_PUT] = "asked_put",
    [SQL_ASKED_GET] = "asked_get",
    [SQL_ASKED_DROP] = "asked_drop",
    [SQL_ASKED_EACH] = "asked_each",
    [SQL_BRIEF_EACH] = "brief_each",
    [SQL_BRIEF_SEARCH] = "brief_search",
    [SQL_BRIEF_PLACES] = "brief_places",
    [SQL_CANDIDATE_PUT] = "candidate_put",
    [SQL_CANDIDATE_EACH] = "candidate_each",
    [SQL_CANDIDATE_DELETE] = "candidate_delete",
    [SQL_MARKED_EACH] = "marked_each",
    [SQL_MARKED_VACANCY] = "marked_vacancy",
    [SQL_MARKED_PUT] = "marked_put",
    [SQL_MARKED_DROP] = "marked_drop",
    [SQL_MARKED_MOVE] = "marked_move",
    [SQL_MARKED_GONE] = "marked_gone",
    [SQL_PLACE_SET_INSERT] = "place_set_insert",
    [SQL_PLACE_SET_DROP] = "place_set_drop",
    [SQL_PLACE_SET_EACH] = "place_set_each",
    [SQL_PLACE_LEARN_DUE] = "place_learn_due",
    [SQL_PLACE_PUT] = "place_put",
    [SQL_PLACE_FIND] = "place_find",
    [SQL_PLACE_EACH] = "place_each",
    [SQL_PLACE_SEEN] = "place_seen",
    [SQL_OFFER_STAMP_PUT] = "offer_stamp_put",
    [SQL_OFFER_PUT] = "offer_put",
    [SQL_OFFER_DROP] = "offer_drop",
    [SQL_OFFER_GET] = "offer_get",
    [SQL_OFFER_STAMP_GET] = "offer_stamp_get",
    [SQL_OFFER_EACH] = "offer_each",
    [SQL_OFFER_LACK_COUNT] = "offer_lack_count",
    [SQL_OFFER_LACKING] = "offer_lacking",
    [SQL_DATASET_DROP] = "dataset_drop",
    [SQL_DATASET_INSERT] = "dataset_insert",
    [SQL_DATASET_SHARED] = "dataset_shared",
    [SQL_DATASET_EACH] = "dataset_each",
    [SQL_FILL_PUT] = "fill_put",
    [SQL_FILL_BEFORE] = "fill_before",
    [SQL_FILL_SINCE] = "fill_since",
    [SQL_FILL_LAST] = "fill_last",
    [SQL_QUARANTINE_PUT] = "quarantine_put",
    [SQL_QUARANTINE_DROP] = "quarantine_drop",
    [SQL_QUARANTINE_TELL] = "quarantine_tell",
    [SQL_QUARANTINE_NEXT] = "quarantine_next",
    [SQL_QUARANTINE_COUNT] = "quarantine_count",
    [SQL_QUARANTINE_FIELDS] = "quarantine_fields",
    [SQL_LACK_PUT] = "lack_put",
    [SQL_LACK_DROP] = "lack_drop",
    [SQL_LACK_LIST] = "lack_list",
    [SQL_SIGHTING_FIND] = "sighting_find",
    [SQL_SIGHTING_LIST] = "sighting_list",
    [SQL_SIGHTING_ADDRESS] = "sighting_address",
    [SQL_SIGHTING_LINK] = "sighting_link",
    [SQL_SIGHTING_OVER] = "sighting_over",
    [SQL_SIGHTING_VACANCY] = "sighting_vacancy",
    [SQL_SIGHTING_JOIN] = "sighting_join",
    [SQL_SIGHTING_OWN] = "sighting_own",
    [SQL_SIGHTING_EACH] = "sighting_each",
    [SQL_QUEUE_FORGET] = "queue_forget",
    [SQL_QUEUE_ADD] = "queue_add",
    [SQL_QUEUE_COPIED] = "queue_copied",
    [SQL_QUEUE_PUT_OFF] = "queue_put_off",
    [SQL_QUEUE_NEXT] = "queue_next",
    [SQL_QUEUE_LEASE] = "queue_lease",
    [SQL_QUEUE_BEGIN] = "queue_begin",
    [SQL_QUEUE_HOLD] = "queue_hold",
    [SQL_QUEUE_RELEASE] = "queue_release",
    [SQL_QUEUE_DONE] = "queue_done",
    [SQL_QUEUE_DONE_OF] = "queue_done_of",
    [SQL_QUEUE_FAIL] = "queue_fail",
    [SQL_QUEUE_COUNT] = "queue_count",
    [SQL_ALIAS_DROP] = "alias_drop",
    [SQL_ALIAS_PUT] = "alias_put",
    [SQL_ALIAS_FIND] = "alias_find",
    [SQL_VACANCY_RENAME] = "vacancy_rename",
    [SQL_VACANCY_NAMES] = "vacancy_names",
    [SQL_SIGHTING_NAMES] = "sighting_names",
    [SQL_JOINED_EACH] = "joined_each",
    [SQL_CHANGE_MOVE] = "change_move",
    [SQL_SIGHTING_MOVE] = "sighting_move",
    [SQL_VACANCY_MEET] = "vacancy_meet",
    [SQL_VACANCY_DELETE] = "vacancy_delete",
    [SQL_WALK_PUT] = "walk_put",
    [SQL_WALK_GROUND] = "walk_ground",
    [SQL_WALK_LAST] = "walk_last",
    [SQL_WALK_OF_RUN] = "walk_of_run",
    [SQL_WALK_CUT] = "walk_cut",
    [SQL_WALK_LOSS] = "walk_loss",
    [SQL_WALK_MISSING] = "walk_missing",
    [SQL_WALK_MISSING_FORGET] = "walk_missing_forget",
    [SQL_WALK_MISSING_ASK] = "walk_missing_ask",
    [SQL_WALK_PAST] = "walk_past",
    [SQL_HOST_GET] = "host_get",
    [SQL_HOST_PUT] = "host_put",
    [SQL_ROBOTS_GET] = "robots_get",
    [SQL_ROBOTS_AT] = "robots_at",
    [SQL_ROBOTS_PUT] = "robots_put",
    [SQL_ROBOTS_DROP] = "robots_drop",
    [SQL_LEDGER_RUNS] = "ledger_runs",
    [SQL_LEDGER_HOSTS] = "ledger_hosts",
    [SQL_LEDGER_ADVERTS] = "ledger_adverts",
    [SQL_LEDGER_QUEUE] = "ledger_queue",
    [SQL_LEDGER_ASIDE] = "ledger_aside",
    [SQL_LEDGER_WALK] = "ledger_walk",
    [SQL_QUEUE_SOONEST] = "queue_soonest",
    [SQL_LEDGER_REASONS] = "ledger_reasons",
};

_Static_assert(sizeof names / sizeof *names == SQL_COUNT, "each statement has a name");

/* ---- finding ---- */

const char *statement_name(enum statement which) { return names[which]; }

/* The statement of that name, or SQL_COUNT. @param likely where to begin to look: the file has
 * most of them in the order of the names */
static int number_of(struct span name, int likely) {
    for (int i = 0; i < SQL_COUNT; i++) {
        int number = (likely + i) % SQL_COUNT;
        if (span_is(name, names[number])) {
            return number;
        }
    }
    return SQL_COUNT;
}

/* The SQL of a statement: all lines from its mark to the next one. The comments among them are
 * SQLite's to pass over. Of two of one name the first counts. */
static void find_all(struct store *store, struct span file) {
    struct span rest = file;
    struct span line;
    int number = 0;
    while (span_next_line(&rest, &line)) {
        if (span_starts(line, name_mark)) {
            number = number_of(span_part(line, sizeof name_mark - 1, SIZE_MAX), number);
            size_t end = span_find(rest, span_of(name_mark), 0);
            if (number < SQL_COUNT && store->sql[number].len == 0) {
                store->sql[number] = span_part(rest, 0, end);
            }
        }
    }
}

enum err statements_find(struct store *store, struct diag *diag) {
    find_all(store, builtin_span(queries_file));
    for (int i = 0; i < SQL_COUNT; i++) {
        if (store->sql[i].len == 0) {
            return diag_set(diag, ERR_STORE, "the program was built without the statement %s",
                            names[i]);
        }
    }
    return ERR_NONE;
}

void statements_free(struct store *store) {
    for (int i = 0; i < SQL_COUNT; i++) {
        (void)sqlite3_finalize(store->prepared[i]); /* repeats an error told before */
        store->prepared[i] = NULL;
    }
}

/* ---- failures ---- */

/* What a result code of SQLite's means to us; the first row that fits counts, so extended codes
 * stand before their primary one. %1 the file, %2 SQLite's words. */
static const struct {
    int code;
    enum err err;
    const char *words; /* NULL: the file is damaged */
} failures[] = {
    {SQLITE_BUSY, ERR_STORE, "is locked by another program: try again when that is done"},
    {SQLITE_LOCKED, ERR_STORE, "is locked by another program: try again when that is done"},
    {SQLITE_CORRUPT, ERR_STORE, NULL},
    {SQLITE_NOTADB, ERR_STORE, NULL},
    {SQLITE_IOERR_SHORT_READ, ERR_STORE, NULL},
    {SQLITE_IOERR_CORRUPTFS, ERR_STORE, NULL},
    {SQLITE_ERROR, ERR_STORE, NULL}, /* our statements are right: the schema is not ours */
    {SQLITE_SCHEMA, ERR_STORE, NULL},
    {SQLITE_MISMATCH, ERR_STORE, NULL},
    {SQLITE_IOERR_NOMEM, ERR_MEMORY, "could not be worked on"},
    {SQLITE_NOMEM, ERR_MEMORY, "could not be worked on"},
    {SQLITE_FULL, ERR_SYSTEM, "cannot grow, nothing was saved: make room on its disk"},
    {SQLITE_READONLY, ERR_SYSTEM, "cannot be written"},
    {SQLITE_PERM, ERR_SYSTEM, "cannot be written"},
    {SQLITE_CANTOPEN, ERR_SYSTEM, "cannot be opened"},
    {SQLITE_INTERRUPT, ERR_INTERRUPTED, "was interrupted"},
    {SQLITE_TOOBIG, ERR_LIMIT, "does not take a value of more than 32 MiB"},
    {SQLITE_CONSTRAINT, ERR_INPUT, "does not take the record"},
};

enum { FAILURE_COUNT = sizeof failures / sizeof *failures };

static bool fits(int code, int extended) {
    return code == extended || code == (extended & 0xff);
}

enum err store_damaged(const struct store *store, const char *what, struct diag *diag) {
    return diag_set(diag, ERR_STORE,
                    "%s is damaged (%s): put a backup in its place, or move it away and crawl "
                    "anew",
                    store->path, what);
}

enum err store_failed(struct store *store, struct diag *diag) {
    int extended = sqlite3_extended_errcode(store->db);
    const char *said = sqlite3_errmsg(store->db);
    for (int i = 0; i < FAILURE_COUNT; i++) {
        if (!fits(failures[i].code, extended)) {
            continue;
        }
        return failures[i].words ? diag_set(diag, failures[i].err, "%s %s (%s)", store->path,
                                            failures[i].words, said)
                                 : store_damaged(store, said, diag);
    }
    int reason = sqlite3_system_errno(store->db);
    return diag_set(diag, ERR_SYSTEM, "%s cannot be read or written: %s%s%s", store->path, said,
                    reason ? ": " : "", reason ? strerror(reason) : "");
}

/* ---- using ---- */

/* Says what failed in a call, once. */
static void fail(struct call *call) {
    if (!call->err) {
        call->err = store_failed(call->store, call->diag);
    }
}

struct call call_open(struct store *store, enum statement which, struct diag *diag) {
    struct call call = {store, store->prepared[which], ERR_NONE, diag};
    struct span sql = store->sql[which];
    if (!call.statement &&
        sqlite3_prepare_v3(store->db, sql.at, (int)sql.len, SQLITE_PREPARE_PERSISTENT,
                           &call.statement, NULL) != SQLITE_OK) {
        fail(&call);
    }
    store->prepared[which] = call.statement;
    return call;
}

/* The number of a parameter; 0 after a failure, which SQLite's bind functions refuse. */
static int parameter(const struct call *call, const char *name) {
    return call->err ? 0 : sqlite3_bind_parameter_index(call->statement, name);
}

static void check_bound(struct call *call, const char *name, int code) {
    if (code == SQLITE_RANGE && !call->err) {
        call->err = diag_set(call->diag, ERR_STORE, "a statement has no parameter %s", name);
    } else if (code != SQLITE_OK) {
        fail(call);
    }
}

void call_int(struct call *call, const char *name, int64_t value) {
    if (!call->err) {
        check_bound(call, name,
                    sqlite3_bind_int64(call->statement, parameter(call, name), value));
    }
}

void call_int_or_null(struct call *call, const char *name, int64_t value) {
    if (value) {
        call_int(call, name, value);
    }
}

void call_text(struct call *call, const char *name, const char *text) {
    if (!call->err && text) {
        size_t len = strlen(text);
        check_bound(call, name,
                    sqlite3_bind_text64(call->statement, parameter(call, name), text, len,
                                        SQLITE_STATIC, SQLITE_UTF8));
    }
}

void call_bytes(struct call *call, const char *name, struct span bytes) {
    if (!call->err) {
        check_bound(call, name,
                    sqlite3_bind_blob64(call->statement, parameter(call, name),
                                        bytes.at ? bytes.at : "", bytes.len, SQLITE_STATIC));
    }
}

bool call_row(struct call *call) {
    if (call->err) {
        return false;
    }
    int code = sqlite3_step(call->statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        fail(call);
    }
    return code == SQLITE_ROW;
}

enum err call_close(struct call *call) {
    if (call->statement) {
        (void)sqlite3_reset(call->statement); /* repeats an error told before */
        (void)sqlite3_clear_bindings(call->statement);
    }
    return call->err;
}

enum err call_run(struct call *call) {
    while (call_row(call)) {
    }
    return call_close(call);
}

enum err store_run_plain(struct store *store, enum statement which, struct diag *diag) {
    struct call call = call_open(store, which, diag);
    return call_run(&call);
}

enum err store_get_number(struct store *store, enum statement which, int64_t *out,
                          struct diag *diag) {
    struct call call = call_open(store, which, diag);
    int64_t number = call_row(&call) ? call_get_int(&call, 0) : 0;
    enum err err = call_close(&call);
    if (!err) {
        *out = number;
    }
    return err;
}

int64_t call_get_int(const struct call *call, int column) {
    return sqlite3_column_int64(call->statement, column);
}

struct span call_get_bytes(const struct call *call, int column) {
    const char *at = sqlite3_column_blob(call->statement, column);
    int len = sqlite3_column_bytes(call->statement, column);
    return (struct span){at, at ? (size_t)len : 0};
}

const char *call_get_text(const struct call *call, int column, struct arena *arena) {
    bool is_null = sqlite3_column_type(call->statement, column) == SQLITE_NULL;
    const void *text = sqlite3_column_text(call->statement, column);
    int len = sqlite3_column_bytes(call->statement, column);
    if (!text && !is_null) { /* no memory for a number's digits: not the same as absent */
        arena->failed = ERR_MEMORY;
    }
    return text ? arena_copy(arena, (struct span){text, (size_t)len}) : NULL;
}
