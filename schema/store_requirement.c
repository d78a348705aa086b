/* schema/store_requirement.c - what the criteria of stored vacancies ask for
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_requirement.h"

#include "schema/requirement_text.h"
#include "schema/store_private.h"

/* Bits of the byte in front of a demand: need, and the set of enum assessed without its first
 * bit, which stands for none. */
enum { NEED_BITS = 2, NEED_MASK = (1 << NEED_BITS) - 1 };
_Static_assert((int)NEED_COUNT <= 1 << NEED_BITS, "a need fits");
_Static_assert((int)ASSESSED_COUNT - 1 + NEED_BITS <= 8, "and so does how it is assessed");

/* A number in parts of seven bits; more than five are none of ours. */
enum { PART_BITS = 7, PART_MORE = 1 << PART_BITS, PARTS_MAX = 5 };

/* Bytes of a column: 400 criteria of a few words each stay far below. */
#define COLUMN_MAX ((size_t)4 * 1024 * 1024)

/* ---- demands as bytes ---- */

static void put_demand(struct buf *out, const struct criterion *criterion, uint64_t number) {
    unsigned head = (unsigned)criterion->need | criterion->assessed >> 1 << NEED_BITS;
    buf_put_char(out, (char)(unsigned char)head);
    while (number >= PART_MORE) {
        buf_put_char(out, (char)(unsigned char)(number % PART_MORE | PART_MORE));
        number >>= PART_BITS;
    }
    buf_put_char(out, (char)(unsigned char)number);
}

bool store_demand_next(struct span *demands, struct brief_line *line) {
    if (demands->len < 2) {
        return false;
    }
    const unsigned char *at = (const unsigned char *)demands->at;
    uint64_t number = 0;
    size_t used = 1;
    unsigned part = PART_MORE;
    while (used < demands->len && used <= PARTS_MAX && part & PART_MORE) {
        part = at[used];
        number |= (uint64_t)(part & (PART_MORE - 1)) << ((used - 1) * PART_BITS);
        used++;
    }
    if (part & PART_MORE || number == 0 || number > UINT32_MAX) {
        return false;
    }
    *line = (struct brief_line){(uint32_t)number, at[0] & NEED_MASK,
                                (unsigned char)(at[0] >> NEED_BITS << 1)};
    *demands = span_part(*demands, used, SIZE_MAX);
    return true;
}

/* ---- where atoms were read ---- */

/* The place of a span within a text; false where it lies elsewhere. */
static bool find_place(struct span words, const char *text, size_t *from) {
    uintptr_t begin = (uintptr_t)text;
    uintptr_t at = (uintptr_t)words.at;
    size_t len = span_of(text).len;
    bool is_inside = words.len > 0 && text && at >= begin && at - begin < len &&
                     words.len <= len - (at - begin);
    *from = is_inside ? (size_t)(at - begin) : 0;
    return is_inside;
}

/* An id has no white space; where one had, it would part what stands behind it. */
static void put_rule(struct buf *out, const char *rule) {
    for (const char *at = rule && rule[0] ? rule : "-"; *at; at++) {
        buf_put_char(out, (unsigned char)*at <= ' ' ? '_' : *at);
    }
}

static void put_words(struct buf *out, const struct requirement *requirement,
                      const char *text) {
    put_rule(out, requirement->rule);
    for (size_t i = 0; i < requirement->count; i++) {
        const struct demand *demand = &requirement->any_of[i];
        for (size_t j = 0; j < demand->count; j++) {
            size_t from = 0;
            if (find_place(demand->atoms[j].words, text, &from)) {
                buf_printf(out, " %zu+%zu", from, demand->atoms[j].words.len);
            } else {
                buf_put_text(out, " -");
            }
        }
    }
    buf_put_char(out, '\n');
}

/* One atom's place out of the column. @return false where it is none in this text */
static bool get_place(struct span *line, const char *text, struct span *words) {
    struct span piece;
    struct span from;
    uint64_t first = 0;
    uint64_t len = 0;
    *words = (struct span){NULL, 0};
    if (!span_next_piece(line, ' ', &piece)) {
        return false;
    }
    if (span_is(piece, "-")) {
        return true;
    }
    size_t most = span_of(text).len;
    if (!span_next_piece(&piece, '+', &from) || !span_number(from, most, &first) ||
        !span_number(piece, most - first, &len)) {
        return false;
    }
    *words = span_part(span_of(text), (size_t)first, (size_t)len);
    return true;
}

static bool get_words(struct requirement *requirement, struct arena *arena, struct span line,
                      const char *text) {
    struct span rule;
    if (!span_next_piece(&line, ' ', &rule)) {
        return false;
    }
    requirement->rule = span_is(rule, "-") ? NULL : arena_copy(arena, rule);
    for (size_t i = 0; i < requirement->count; i++) {
        struct demand *demand = &requirement->any_of[i];
        for (size_t j = 0; j < demand->count; j++) {
            if (!get_place(&line, text, &demand->atoms[j].words)) {
                return false;
            }
        }
    }
    return line.len == 0;
}

/* ---- keeping ---- */

/* One vacancy's requirements on their way into the store. */
struct keeping {
    struct store *store;
    int64_t row;
    const struct vacancy *vacancy;
    const struct requirement *requirements;
    const char *rules;
    struct buf tree;    /* of one requirement */
    struct buf demands; /* columns of `asked` */
    struct buf words;
    struct diag *diag;
};

/* The number of the tree; 0 where the statement gives none. */
static enum err ask_number(const struct keeping *keeping, enum statement which,
                           int64_t *number) {
    struct call call = call_open(keeping->store, which, keeping->diag);
    call_text(&call, ":tree", buf_text(&keeping->tree));
    *number = call_row(&call) ? call_get_int(&call, 0) : 0;
    return call_run(&call);
}

/* A tree that cannot be read again is refused here, and not where it is used. */
static enum err check_tree(const struct keeping *keeping) {
    struct requirement tree;
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err =
        requirement_text_read(&tree, &arena, buf_span(&keeping->tree), keeping->diag);
    arena_fini(&arena);
    return err;
}

static enum err intern(const struct keeping *keeping, int64_t *number) {
    enum err err = ask_number(keeping, SQL_REQUIREMENT_FIND, number);
    if (!err && !*number) {
        err = check_tree(keeping);
        if (!err) {
            err = ask_number(keeping, SQL_REQUIREMENT_INSERT, number);
        }
    }
    return err;
}

static enum err keep_criterion(struct keeping *keeping, size_t at) {
    const struct criterion *criterion = &keeping->vacancy->criteria[at];
    int64_t number = 0;
    buf_clear(&keeping->tree);
    requirement_text_write(&keeping->tree, &keeping->requirements[at]);
    if (keeping->tree.failed) {
        return diag_set(keeping->diag, keeping->tree.failed,
                        "what a criterion asks for cannot be kept");
    }
    enum err err = intern(keeping, &number);
    if (err) {
        diag_prefix(keeping->diag, "what criterion %zu asks for", at + 1);
        return err;
    }
    put_demand(&keeping->demands, criterion, (uint64_t)number);
    put_words(&keeping->words, &keeping->requirements[at], criterion->text);
    return ERR_NONE;
}

static enum err write_asked(const struct keeping *keeping, bool *kept) {
    struct call call = call_open(keeping->store, SQL_ASKED_PUT, keeping->diag);
    call_int(&call, ":vacancy", keeping->row);
    call_text(&call, ":rules", keeping->rules);
    call_bytes(&call, ":demands", buf_span(&keeping->demands));
    call_text(&call, ":words", buf_text(&keeping->words));
    *kept = call_row(&call);
    return call_run(&call);
}

static bool same_text(const char *a, const char *b) {
    return a && b ? span_is(span_of(a), b) : a == b;
}

/* Between reading the record and keeping this, another program may have saved it anew. */
static enum err check_criteria(const struct keeping *keeping, bool *same) {
    struct vacancy now = {0};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    enum err err =
        store_criteria_load(keeping->store, &arena, keeping->row, &now, keeping->diag);
    const struct vacancy *then = keeping->vacancy;
    *same = now.criterion_count == then->criterion_count;
    for (size_t i = 0; !err && *same && i < now.criterion_count; i++) {
        *same = same_text(now.criteria[i].text, then->criteria[i].text) &&
                now.criteria[i].need == then->criteria[i].need &&
                now.criteria[i].assessed == then->criteria[i].assessed;
    }
    arena_fini(&arena);
    return err;
}

static enum err keep_inside(struct keeping *keeping, bool *kept) {
    bool same = false;
    enum err err = check_criteria(keeping, &same);
    for (size_t i = 0; !err && same && i < keeping->vacancy->criterion_count; i++) {
        err = keep_criterion(keeping, i);
    }
    enum err failed = keeping->demands.failed ? keeping->demands.failed : keeping->words.failed;
    if (!err && failed) {
        err = diag_set(keeping->diag, failed, "what the criteria ask for cannot be kept");
    }
    return err || !same ? err : write_asked(keeping, kept);
}

static enum err keep(struct keeping *keeping, bool *kept) {
    struct scope scope;
    enum err err = scope_enter_write(&scope, keeping->store, keeping->diag);
    if (err) {
        return err;
    }
    buf_init(&keeping->tree, REQUIREMENT_TEXT_MAX);
    buf_init(&keeping->demands, COLUMN_MAX);
    buf_init(&keeping->words, COLUMN_MAX);
    err = keep_inside(keeping, kept);
    buf_fini(&keeping->words);
    buf_fini(&keeping->demands);
    buf_fini(&keeping->tree);
    return scope_leave(&scope, keeping->store, err, keeping->diag);
}

enum err store_demands_put(struct store *store, int64_t row, const struct vacancy *vacancy,
                           const struct requirement *requirements, const char *rules,
                           bool *kept, struct diag *diag) {
    struct keeping keeping = {.store = store,
                              .row = row,
                              .vacancy = vacancy,
                              .requirements = requirements,
                              .rules = rules,
                              .diag = diag};
    bool is_kept = false;
    if (!rules || !rules[0]) {
        return diag_set(diag, ERR_INPUT, "which rules read the criteria is not said");
    }
    enum err err = keep(&keeping, &is_kept);
    if (!err && kept) {
        *kept = is_kept;
    }
    return err;
}

/* ---- giving back ---- */

static enum err read_tree(struct store *store, struct arena *arena, int64_t number,
                          struct requirement *out, struct diag *diag) {
    struct call call = call_open(store, SQL_REQUIREMENT_GET, diag);
    call_int(&call, ":requirement", number);
    bool found = call_row(&call);
    enum err err = call.err;
    if (found) {
        err = requirement_text_read(out, arena, call_get_bytes(&call, 0), diag);
    }
    if (err == ERR_INPUT || (!err && !found)) {
        err = store_damaged(store, "what a criterion asks for cannot be read", diag);
    }
    (void)call_close(&call);
    return err;
}

/* The columns of a vacancy, copied. */
struct asked {
    struct span demands;
    struct span words;
};

static enum err read_asked(struct store *store, struct arena *arena, const char *rules,
                           int64_t row, struct asked *out, bool *found, struct diag *diag) {
    struct call call = call_open(store, SQL_ASKED_GET, diag);
    call_int(&call, ":vacancy", row);
    call_text(&call, ":rules", rules);
    *found = call_row(&call);
    if (*found) {
        struct span demands = call_get_bytes(&call, 0);
        struct span words = call_get_bytes(&call, 1);
        *out = (struct asked){{arena_copy(arena, demands), demands.len},
                              {arena_copy(arena, words), words.len}};
    }
    enum err err = call_close(&call);
    return err ? err : arena_check(arena, diag);
}

/* @param fits false where it is of other criteria */
static enum err restore(struct store *store, struct arena *arena, struct asked asked,
                        const struct vacancy *vacancy, struct requirement *at, bool *fits,
                        struct diag *diag) {
    enum err err = ERR_NONE;
    *fits = true;
    for (size_t i = 0; !err && *fits && i < vacancy->criterion_count; i++) {
        const struct criterion *criterion = &vacancy->criteria[i];
        struct brief_line line;
        struct span words = {NULL, 0};
        *fits =
            store_demand_next(&asked.demands, &line) && span_next_line(&asked.words, &words) &&
            line.need == (unsigned char)criterion->need && line.assessed == criterion->assessed;
        if (*fits) {
            err = read_tree(store, arena, line.requirement, &at[i], diag);
        }
        *fits = *fits && !err && get_words(&at[i], arena, words, criterion->text);
    }
    *fits = *fits && asked.demands.len == 0;
    return err ? err : arena_check(arena, diag);
}

enum err store_demands_get(struct store *store, struct arena *arena, const char *rules,
                           struct stored *stored, struct diag *diag) {
    struct asked asked;
    struct scope scope;
    bool found = false;
    bool fits = false;
    struct requirement *at = NULL;
    enum err err = scope_enter_read(&scope, store, diag);
    if (err) {
        return err;
    }
    err = read_asked(store, arena, rules, stored->row, &asked, &found, diag);
    if (!err && found) {
        at = arena_alloc(arena, stored->vacancy.criterion_count + 1, sizeof *at);
        err = at ? restore(store, arena, asked, &stored->vacancy, at, &fits, diag)
                 : arena_check(arena, diag);
    }
    scope_leave_read(&scope, store);
    if (!err) {
        stored->requirements = fits ? at : NULL;
    }
    return err;
}

/* ---- all of them ---- */

/* Grows the list so that `number` has a place; what is between is empty. */
static bool make_room(struct requirement_texts *texts, size_t *room, struct arena *arena,
                      int64_t number) {
    size_t wanted = (size_t)number + 1;
    if (wanted > *room) {
        size_t more = wanted > *room * 2 ? wanted : *room * 2;
        struct span *at = arena_alloc(arena, more, sizeof *at);
        if (!at) {
            return false;
        }
        if (texts->count > 0) {
            memcpy(at, texts->at, texts->count * sizeof *at);
        }
        texts->at = at;
        *room = more;
    }
    texts->count = wanted;
    return true;
}

enum err store_requirements(struct store *store, struct arena *arena,
                            struct requirement_texts *out, struct diag *diag) {
    struct requirement_texts texts = {NULL, 0};
    size_t room = 0;
    struct call call = call_open(store, SQL_REQUIREMENT_EACH, diag);
    while (!arena->failed && call_row(&call)) {
        int64_t number = call_get_int(&call, 0);
        if (number <= 0 || number > UINT32_MAX) {
            call.err = store_damaged(store, "a requirement without a number", diag);
        } else if (make_room(&texts, &room, arena, number)) {
            struct span tree = call_get_bytes(&call, 1);
            texts.at[number] = (struct span){arena_copy(arena, tree), tree.len};
        }
    }
    enum err err = call_close(&call);
    if (!err) {
        err = arena_check(arena, diag);
    }
    if (!err) {
        *out = texts;
    }
    return err;
}

/* ---- those that nobody asks for any more ---- */

static enum err delete_requirement(struct store *store, size_t number, struct diag *diag) {
    struct call call = call_open(store, SQL_REQUIREMENT_DELETE, diag);
    call_int(&call, ":requirement", (int64_t)number);
    return call_run(&call);
}

/* Empties the texts that are asked for: what is left goes. */
static enum err strike_used(struct store *store, struct requirement_texts *texts,
                            struct diag *diag) {
    struct call call = call_open(store, SQL_ASKED_EACH, diag);
    while (call_row(&call)) {
        struct span demands = call_get_bytes(&call, 0);
        struct brief_line line;
        while (store_demand_next(&demands, &line)) {
            if (line.requirement < texts->count) {
                texts->at[line.requirement].len = 0;
            }
        }
    }
    return call_close(&call);
}

enum err store_requirement_sweep(struct store *store, struct diag *diag) {
    struct requirement_texts texts = {NULL, 0};
    struct arena arena;
    arena_init(&arena, ARENA_RUN_CAP);
    enum err err = store_requirements(store, &arena, &texts, diag);
    if (!err) {
        err = strike_used(store, &texts, diag);
    }
    for (size_t i = 0; !err && i < texts.count; i++) {
        if (texts.at[i].len > 0) {
            err = delete_requirement(store, i, diag);
        }
    }
    arena_fini(&arena);
    return err;
}
