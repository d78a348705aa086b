/* tests/faults/fault_check_store.c - holds the database against what a file says of it
 * SPDX-License-Identifier: MIT
 */
#include <time.h>

#include "tests/faults/fault_world.h"

struct look {
    struct fault_world *world;
    struct sqlite3 *db;
    struct fault_records records;
    struct strings told;    /* keys whose state a line has told */
    struct strings special; /* keys whose record may be another */
};

static void blame_number(const struct look *look, const char *what, long long is,
                         long long expected) {
    if (is != expected) {
        fault_blame(look->world, FAULT_STORE, "%s: %lld, not %lld", what, is, expected);
    }
}

/* "adverts 3": numbers that a statement gives. */
static bool check_number(const struct look *look, const struct wire_words *words) {
    static const struct {
        const char *name;
        const char *sql;
    } numbers[] = {
        {"adverts", "SELECT count(*) FROM vacancy"},
        {"waiting", "SELECT count(*) FROM queue WHERE state <> 'done'"},
        {"failed", "SELECT count(*) FROM queue WHERE state = 'failed'"},
        {"leased", "SELECT count(*) FROM queue WHERE state = 'leased'"},
        {"changes", "SELECT count(*) FROM change"},
        {"aside", "SELECT count(*) FROM quarantine"},
        {"pages", "SELECT count(*) FROM page"},
        {"runs", "SELECT count(*) FROM run"},
        {"strikes", "SELECT max(strikes) FROM host"},
        {"version", "PRAGMA user_version"},
    };
    long expected = 0;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (wire_words_is(words, 0, numbers[i].name) &&
            wire_words_number(words, 1, &expected)) {
            blame_number(look, numbers[i].name,
                         fault_store_number(look->db, numbers[i].sql, -1), expected);
            return true;
        }
    }
    return false;
}

/* "walk odd", "walk whole", "end part": words that a statement gives. */
static bool check_word(const struct look *look, const struct wire_words *words) {
    static const struct {
        const char *name;
        const char *sql;
    } texts[] = {
        {"walk", "SELECT extent || ' ' || verdict FROM walk ORDER BY run DESC LIMIT 1"},
        {"end", "SELECT ifnull(ended_as, 'killed') FROM run ORDER BY run DESC LIMIT 1"},
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (wire_words_is(words, 0, texts[i].name)) {
            const char *is = fault_store_text(look->db, texts[i].sql, &look->world->arena);
            for (size_t k = 1; k < words->count; k++) {
                const char *word = wire_words_text(words, k, &look->world->arena);
                if (!strstr(is, word)) {
                    fault_blame(look->world, FAULT_STORE, "%s: \"%s\", not %s", texts[i].name,
                                is, word);
                }
            }
            return true;
        }
    }
    return false;
}

/* "quiet 3600": the host is left alone for so many seconds more, give or take. */
static bool check_quiet(const struct look *look, const struct wire_words *words) {
    enum { SLACK_S = 20 };
    long expected = 0;
    long long left = 0;

    if (!wire_words_is(words, 0, "quiet") || !wire_words_number(words, 1, &expected)) {
        return false;
    }
    left = fault_store_number(look->db, "SELECT max(not_before) FROM host", 0);
    left = left > 0 ? left - (long long)time(NULL) : 0;
    if (left < expected - SLACK_S || left > expected + SLACK_S) {
        fault_blame(look->world, FAULT_STORE, "quiet for %lld s, not %ld", left, expected);
    }
    return true;
}

static void check_advert(struct look *look, const char *id, const char *should) {
    const struct fault_record *record = fault_records_find(&look->records, id);
    const char *state = record ? record->state : "absent";
    bool withdrawn = strcmp(should, "withdrawn") == 0;

    strings_push(&look->world->arena, &look->told, id);
    if (strcmp(should, "differs") == 0 || strcmp(should, "unknown") == 0) {
        strings_push(&look->world->arena, &look->special, id);
        return;
    }
    if (record && withdrawn) {
        state = record->life;
    }
    if (strcmp(state, should) != 0) {
        fault_blame(look->world, FAULT_STORE, "%s is %s, not %s", id, state, should);
    }
}

/* "none": no advert is stored, whether there is a database or not. */
static bool check_none(const struct look *look, const struct wire_words *words) {
    if (wire_words_is(words, 0, "none")) {
        blame_number(look, "adverts", (long long)look->records.count, 0);
        return true;
    }
    return false;
}

/* "A B open": letters, then what they are. */
static bool check_adverts(struct look *look, const struct wire_words *words) {
    char letters[WIRE_ADVERTS_MAX][3];
    size_t at = 0;
    size_t count = wire_pages_list(letters, words, 0, &at);

    for (size_t i = 0; i < count; i++) {
        check_advert(look, wire_pages_id(look->world->pages, span_of(letters[i])),
                     wire_words_text(words, at, &look->world->arena));
    }
    return count > 0 && at + 1 == words->count;
}

static void check_store_line(struct look *look, const char *line) {
    struct wire_words words;
    struct span rest = span_of(line);

    (void)wire_words_next(&words, &look->world->arena, &rest);
    if (!check_none(look, &words) && !check_number(look, &words) && !check_word(look, &words) &&
        !check_quiet(look, &words) && !check_adverts(look, &words)) {
        fault_blame(look->world, FAULT_STORE, "this says nothing: %s", line);
    }
}

/* Whatever else happened: what is stored is what a run without a fault stores. */
static void check_unharmed(const struct look *look) {
    for (size_t i = 0; i < look->records.count; i++) {
        const struct fault_record *is = &look->records.at[i];
        const struct fault_record *was = fault_records_find(&look->world->reference, is->key);
        if (!was) {
            continue;
        }
        if (!strings_has(&look->told, is->key) && strcmp(is->state, was->state) != 0) {
            fault_blame(look->world, FAULT_STORE, "%s became %s", is->key, is->state);
        }
        if (!strings_has(&look->special, is->key) && strcmp(is->text, was->text) != 0) {
            fault_blame(look->world, FAULT_STORE, "%s was altered:\n%.300s\n%.300s", is->key,
                        was->text, is->text);
        }
    }
}

void fault_check_store(struct fault_world *world, const struct strings *lines) {
    struct look look = {.world = world};
    struct diag diag = {0};
    const char *trouble = NULL;
    bool is_none = lines->count > 0 && strcmp(lines->at[0], "none") == 0;

    look.db = fault_store_open(world->database);
    if (!look.db && !is_none) {
        fault_blame(world, FAULT_STORE, "there is no sound database");
    }
    if (!look.db) {
        return;
    }
    trouble = fault_store_trouble(look.db, &world->arena);
    if (trouble) {
        fault_blame(world, FAULT_STORE, "%s", trouble);
    } else if (!fault_store_records(&look.records, &world->arena, look.db, &diag)) {
        fault_blame(world, FAULT_STORE, "%s", diag.text);
    } else {
        for (size_t i = 0; i < lines->count; i++) {
            check_store_line(&look, lines->at[i]);
        }
        check_unharmed(&look);
    }
    fault_store_close(look.db);
}
