/* schema/store_caseload.c - what is remembered of the candidates that an adviser looks after
 * SPDX-License-Identifier: MIT
 *
 * Codes must be gone from the file once they are forgotten. Whatever is written here may be
 * moved within its page by a later write, so the bytes it leaves are overwritten from the
 * first write on (secure_delete), not only by the last one.
 */
#include "schema/store_caseload.h"

#include "schema/store_private.h"

/* ---- reading ---- */

static enum err read_codes(struct store *store, struct arena *arena, const char *code,
                           struct caseload_code **codes, size_t *count, struct diag *diag) {
    struct caseload_code *at = NULL;
    size_t found = 0;
    struct call call = call_open(store, SQL_CANDIDATE_EACH, diag);
    call_text(&call, ":code", code);
    while (!arena->failed && call_row(&call)) {
        struct caseload_code row = {call_get_text(&call, 0, arena), call_get_int(&call, 1),
                                    call_get_text(&call, 2, arena), call_get_int(&call, 3)};
        ARENA_PUSH(arena, at, found, row);
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *codes = at;
        *count = found;
    }
    return err;
}

enum err store_caseload_codes(struct store *store, struct arena *arena,
                              struct caseload_code **codes, size_t *count, struct diag *diag) {
    return read_codes(store, arena, NULL, codes, count, diag);
}

enum err store_caseload_find(struct store *store, struct arena *arena, const char *code,
                             struct caseload_code *out, bool *found, struct diag *diag) {
    struct caseload_code *at = NULL;
    size_t count = 0;
    enum err err = read_codes(store, arena, code, &at, &count, diag);
    if (!err) {
        *found = count > 0;
        *out = count > 0 ? at[0] : *out;
    }
    return err;
}

enum err store_caseload_get(struct store *store, struct arena *arena, const char *code,
                            struct caseload_mark **marks, size_t *count, struct diag *diag) {
    struct caseload_mark *at = NULL;
    size_t found = 0;
    struct call call = call_open(store, SQL_MARKED_EACH, diag);
    call_text(&call, ":code", code);
    while (!arena->failed && call_row(&call)) {
        struct caseload_mark mark = {
            .vacancy = call_get_int(&call, 0),
            .gate = (enum gate)vocab_value(&vocab_gate, call_get_bytes(&call, 1)),
            .score = (int)call_get_int(&call, 2),
            .marks = call_get_text(&call, 3, arena),
            .since = call_get_int(&call, 4),
        };
        ARENA_PUSH(arena, at, found, mark);
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *marks = at;
        *count = found;
    }
    return err;
}

/* ---- what may be remembered ---- */

static bool are_marks(const char *marks) {
    return marks && marks[strspn(marks, "012-")] == '\0';
}

static enum err check_mark(const struct caseload_mark *mark, int64_t before,
                           struct diag *diag) {
    if (mark->vacancy <= before) {
        return diag_set(diag, ERR_INPUT, "marks that are not in the order of their adverts");
    }
    if (!vocab_name(&vocab_gate, (int)mark->gate) || mark->score < 0 || mark->score > 1000 ||
        !are_marks(mark->marks)) {
        return diag_set(diag, ERR_INPUT, "advert %lld: no gate, score and marks",
                        (long long)mark->vacancy);
    }
    if (span_of(mark->marks).len > CASELOAD_MARKS_MAX) {
        return diag_set(diag, ERR_LIMIT, "advert %lld: more than %d marks",
                        (long long)mark->vacancy, CASELOAD_MARKS_MAX);
    }
    return ERR_NONE;
}

static enum err check_put(const char *code, const char *rules,
                          const struct caseload_mark *marks, size_t count, struct diag *diag) {
    if (!code || !code[0] || !rules || !rules[0]) {
        return diag_set(diag, ERR_INPUT, "a match without a code or rules");
    }
    if (span_of(code).len > CASELOAD_CODE_MAX) {
        return diag_set(diag, ERR_LIMIT, "a code of more than %d bytes", CASELOAD_CODE_MAX);
    }
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < count; i++) {
        err = check_mark(&marks[i], i > 0 ? marks[i - 1].vacancy : 0, diag);
    }
    return err;
}

/* ---- remembering ---- */

/* What is remembered of a code, brought to what a run found. */
struct renewal {
    struct store *store;
    const char *code;
    int64_t candidate;
    int64_t now;
    struct diag *diag;
};

static enum err put_candidate(struct renewal *renewal, const char *rules) {
    struct call call = call_open(renewal->store, SQL_CANDIDATE_PUT, renewal->diag);
    call_text(&call, ":code", renewal->code);
    call_text(&call, ":rules", rules);
    call_int(&call, ":now", renewal->now);
    renewal->candidate = call_row(&call) ? call_get_int(&call, 0) : 0;
    return call_run(&call);
}

static enum err find_vacancy(const struct renewal *renewal, int64_t row, bool *found) {
    struct call call = call_open(renewal->store, SQL_MARKED_VACANCY, renewal->diag);
    call_int(&call, ":vacancy", row);
    *found = call_row(&call);
    return call_close(&call);
}

static enum err put_mark(const struct renewal *renewal, const struct caseload_mark *mark) {
    bool found = false;
    enum err err = find_vacancy(renewal, mark->vacancy, &found);
    if (err || !found) {
        return err;
    }
    struct call call = call_open(renewal->store, SQL_MARKED_PUT, renewal->diag);
    call_int(&call, ":candidate", renewal->candidate);
    call_int(&call, ":vacancy", mark->vacancy);
    call_text(&call, ":gate", vocab_name(&vocab_gate, (int)mark->gate));
    call_int(&call, ":score", mark->score);
    call_text(&call, ":marks", mark->marks);
    call_int(&call, ":now", renewal->now);
    return call_run(&call);
}

static enum err drop_mark(const struct renewal *renewal, const struct caseload_mark *mark) {
    struct call call = call_open(renewal->store, SQL_MARKED_DROP, renewal->diag);
    call_int(&call, ":candidate", renewal->candidate);
    call_int(&call, ":vacancy", mark->vacancy);
    return call_run(&call);
}

static bool is_same(const struct caseload_mark *a, const struct caseload_mark *b) {
    return a->gate == b->gate && a->score == b->score && span_is(span_of(a->marks), b->marks);
}

/* Both lists are in the order of their adverts: one pass over both finds what differs. */
static enum err put_marks(const struct renewal *renewal, const struct caseload_mark *old,
                          size_t old_count, const struct caseload_mark *marks, size_t count,
                          bool is_whole) {
    enum err err = ERR_NONE;
    size_t at = 0;
    for (size_t i = 0; !err && i < count; i++) {
        for (; !err && at < old_count && old[at].vacancy < marks[i].vacancy; at++) {
            err = is_whole ? drop_mark(renewal, &old[at]) : ERR_NONE;
        }
        bool known = at < old_count && old[at].vacancy == marks[i].vacancy;
        if (!err && !(known && is_same(&old[at], &marks[i]))) {
            err = put_mark(renewal, &marks[i]);
        }
        at += known;
    }
    for (; !err && is_whole && at < old_count; at++) {
        err = drop_mark(renewal, &old[at]);
    }
    return err;
}

static enum err renew(struct renewal *renewal, const char *rules,
                      const struct caseload_mark *marks, size_t count, bool is_whole) {
    struct caseload_mark *old = NULL;
    size_t old_count = 0;
    struct arena arena;
    arena_init(&arena, ARENA_RUN_CAP);
    enum err err = put_candidate(renewal, rules);
    if (!err) {
        err = store_caseload_get(renewal->store, &arena, renewal->code, &old, &old_count,
                                 renewal->diag);
    }
    if (!err) {
        err = put_marks(renewal, old, old_count, marks, count, is_whole);
    }
    arena_fini(&arena);
    return err;
}

enum err store_caseload_put(struct store *store, const char *code, const char *rules,
                            const struct caseload_mark *marks, size_t count, bool is_whole,
                            struct diag *diag) {
    struct renewal renewal = {
        .store = store, .code = code, .now = clock_now(store->clock), .diag = diag};
    struct scope scope;
    enum err err = check_put(code, rules, marks, count, diag);
    if (!err) {
        err = store_set_anew(store, SQL_SET_SECURE_DELETE, diag);
    }
    if (!err) {
        err = scope_enter_write(&scope, store, diag);
        if (!err) {
            err = renew(&renewal, rules, marks, count, is_whole);
            err = scope_leave(&scope, store, err, diag);
        }
        (void)store_set_anew(store, SQL_SET_SECURE_DELETE_OFF, NULL); /* on is no harm */
    }
    return err;
}

/* ---- forgetting ---- */

/* What was written before stands in the log until it is brought into the file. */
static enum err empty_log(struct store *store, struct diag *diag) {
    struct call call = call_open(store, SQL_CHECKPOINT, diag);
    bool is_busy = call_row(&call) && call_get_int(&call, 0) != 0;
    enum err err = call_run(&call);
    return err || !is_busy
               ? err
               : diag_set(diag, ERR_STORE,
                          "%s has forgotten it, but another program is reading and keeps "
                          "its log: do it again when that is done",
                          store->path);
}

static enum err delete_candidate(struct store *store, const char *code, bool *known,
                                 struct diag *diag) {
    struct call call = call_open(store, SQL_CANDIDATE_DELETE, diag);
    call_text(&call, ":code", code);
    *known = call_row(&call);
    return call_run(&call);
}

enum err store_caseload_forget(struct store *store, const char *code, bool *known,
                               struct diag *diag) {
    bool was_known = false;
    enum err err = store_set_anew(store, SQL_SET_SECURE_DELETE, diag);
    if (!err) {
        err = delete_candidate(store, code, &was_known, diag);
        (void)store_set_anew(store, SQL_SET_SECURE_DELETE_OFF, NULL); /* on is no harm */
    }
    if (!err) {
        err = empty_log(store, diag);
    }
    if (!err) {
        *known = was_known;
    }
    return err;
}
