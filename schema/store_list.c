/* schema/store_list.c - the lists of a vacancy, in and out of their tables
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_private.h"

/* One kind of list: how many items a vacancy has, how one is bound, how a row becomes one. */
struct list_table {
    enum statement insert;
    enum statement delete;
    enum statement list;
    bool has_position; /* several items, in an order */
    size_t (*count)(const struct vacancy *vacancy);
    void (*bind)(struct call *call, const struct vacancy *vacancy, size_t at,
                 struct arena *arena);
    void (*push)(const struct call *call, struct vacancy *vacancy, struct arena *arena);
};

/* A word of a closed list; 0 where the column is NULL or holds no word of it. */
static int get_word(const struct call *call, int column, const struct vocab *vocab) {
    return vocab_value(vocab, call_get_bytes(call, column));
}

/* ---- locations ---- */

static size_t location_count(const struct vacancy *vacancy) { return vacancy->location_count; }

/* Lines of an address as one text; NULL where there are none. */
static const char *join_lines(const struct strings *lines, struct arena *arena) {
    const char *text = lines->count > 0 ? lines->at[0] : NULL;
    for (size_t i = 1; i < lines->count; i++) {
        text = arena_printf(arena, "%s\n%s", text ? text : "", lines->at[i]);
    }
    return text;
}

static void split_lines(struct strings *lines, const char *text, struct arena *arena) {
    struct span rest = span_of(text);
    struct span line;
    if (text && rest.len == 0) {
        strings_push(arena, lines, "");
    }
    while (span_next_piece(&rest, '\n', &line)) {
        strings_push(arena, lines, arena_copy(arena, line));
    }
}

static void bind_location(struct call *call, const struct vacancy *vacancy, size_t at,
                          struct arena *arena) {
    const struct location *location = &vacancy->locations[at];
    call_text(call, ":address", join_lines(&location->address, arena));
    call_text(call, ":town", location->town);
    call_text(call, ":county", location->county);
    call_text(call, ":postcode", location->postcode);
    call_text(call, ":nation", vocab_name(&vocab_nation, (int)location->nation));
    call_text(call, ":region", location->region);
}

static void push_location(const struct call *call, struct vacancy *vacancy,
                          struct arena *arena) {
    struct location location = {
        .town = call_get_text(call, 1, arena),
        .county = call_get_text(call, 2, arena),
        .postcode = call_get_text(call, 3, arena),
        .nation = (enum nation)get_word(call, 4, &vocab_nation),
        .region = call_get_text(call, 5, arena),
    };
    split_lines(&location.address, call_get_text(call, 0, arena), arena);
    ARENA_PUSH(arena, vacancy->locations, vacancy->location_count, location);
}

/* ---- criteria ---- */

static size_t criterion_count(const struct vacancy *vacancy) {
    return vacancy->criterion_count;
}

static const char *join_set(const struct vocab *vocab, unsigned set, struct arena *arena) {
    struct strings names = vocab_names(vocab, set, arena);
    const char *text = NULL;
    for (size_t i = 0; i < names.count; i++) {
        text = text ? arena_printf(arena, "%s,%s", text, names.at[i]) : names.at[i];
    }
    return text;
}

static unsigned split_set(const struct vocab *vocab, struct span text) {
    unsigned set = 0;
    struct span word;
    while (span_next_piece(&text, ',', &word)) {
        int value = vocab_value(vocab, word);
        set |= value ? 1u << value : 0;
    }
    return set;
}

static void bind_criterion(struct call *call, const struct vacancy *vacancy, size_t at,
                           struct arena *arena) {
    const struct criterion *criterion = &vacancy->criteria[at];
    call_text(call, ":need", vocab_name(&vocab_need, (int)criterion->need));
    call_text(call, ":heading", criterion->group);
    call_text(call, ":text", criterion->text);
    call_text(call, ":assessed", join_set(&vocab_assessed, criterion->assessed, arena));
}

static void push_criterion(const struct call *call, struct vacancy *vacancy,
                           struct arena *arena) {
    struct criterion criterion = {
        .need = (enum need)get_word(call, 0, &vocab_need),
        .group = call_get_text(call, 1, arena),
        .text = call_get_text(call, 2, arena),
        .assessed = split_set(&vocab_assessed, call_get_bytes(call, 3)),
    };
    ARENA_PUSH(arena, vacancy->criteria, vacancy->criterion_count, criterion);
}

/* ---- documents ---- */

static size_t document_count(const struct vacancy *vacancy) { return vacancy->documents.count; }

static void bind_document(struct call *call, const struct vacancy *vacancy, size_t at,
                          struct arena *arena) {
    (void)arena;
    call_text(call, ":name", vacancy->documents.at[at]);
}

static void push_document(const struct call *call, struct vacancy *vacancy,
                          struct arena *arena) {
    strings_push(arena, &vacancy->documents, call_get_text(call, 0, arena));
}

/* ---- notes ---- */

static size_t note_count(const struct vacancy *vacancy) { return vacancy->note_count; }

static void bind_note(struct call *call, const struct vacancy *vacancy, size_t at,
                      struct arena *arena) {
    (void)arena;
    call_text(call, ":field", vacancy->notes[at].field);
    call_text(call, ":code", vacancy->notes[at].code);
    call_text(call, ":message", vacancy->notes[at].message);
}

static void push_note(const struct call *call, struct vacancy *vacancy, struct arena *arena) {
    struct note note = {
        .field = call_get_text(call, 0, arena),
        .code = call_get_text(call, 1, arena),
        .message = call_get_text(call, 2, arena),
    };
    ARENA_PUSH(arena, vacancy->notes, vacancy->note_count, note);
}

/* ---- contact ---- */

static size_t contact_count(const struct vacancy *vacancy) { return vacancy->contact ? 1 : 0; }

static void bind_contact(struct call *call, const struct vacancy *vacancy, size_t at,
                         struct arena *arena) {
    (void)at;
    (void)arena;
    call_text(call, ":name", vacancy->contact->name);
    call_text(call, ":job_title", vacancy->contact->job_title);
    call_text(call, ":email", vacancy->contact->email);
    call_text(call, ":phone", vacancy->contact->phone);
}

static void push_contact(const struct call *call, struct vacancy *vacancy,
                         struct arena *arena) {
    struct contact *contact = arena_alloc(arena, 1, sizeof *contact);
    if (contact) {
        contact->name = call_get_text(call, 0, arena);
        contact->job_title = call_get_text(call, 1, arena);
        contact->email = call_get_text(call, 2, arena);
        contact->phone = call_get_text(call, 3, arena);
        vacancy->contact = contact;
    }
}

/* ---- all of them ---- */

enum { CRITERIA_AT = 1 };

static const struct list_table tables[] = {
    {SQL_LOCATION_INSERT, SQL_LOCATION_DELETE, SQL_LOCATION_LIST, true, location_count,
     bind_location, push_location},
    [CRITERIA_AT] = {SQL_CRITERION_INSERT, SQL_CRITERION_DELETE, SQL_CRITERION_LIST, true,
                     criterion_count, bind_criterion, push_criterion},
    {SQL_DOCUMENT_INSERT, SQL_DOCUMENT_DELETE, SQL_DOCUMENT_LIST, true, document_count,
     bind_document, push_document},
    {SQL_NOTE_INSERT, SQL_NOTE_DELETE, SQL_NOTE_LIST, true, note_count, bind_note, push_note},
    {SQL_CONTACT_INSERT, SQL_CONTACT_DELETE, SQL_CONTACT_LIST, false, contact_count,
     bind_contact, push_contact},
};

enum { TABLE_COUNT = sizeof tables / sizeof *tables };

static enum err load_table(struct store *store, const struct list_table *table,
                           struct arena *arena, int64_t row, struct vacancy *vacancy,
                           struct diag *diag) {
    struct call call = call_open(store, table->list, diag);
    call_int(&call, ":vacancy", row);
    while (!arena->failed && call_row(&call)) {
        table->push(&call, vacancy, arena);
    }
    return call_close(&call);
}

enum err store_lists_load(struct store *store, struct arena *arena, int64_t row,
                          struct vacancy *vacancy, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < TABLE_COUNT; i++) {
        err = load_table(store, &tables[i], arena, row, vacancy, diag);
    }
    return err ? err : arena_check(arena, diag);
}

enum err store_criteria_load(struct store *store, struct arena *arena, int64_t row,
                             struct vacancy *vacancy, struct diag *diag) {
    enum err err = load_table(store, &tables[CRITERIA_AT], arena, row, vacancy, diag);
    return err ? err : arena_check(arena, diag);
}

static enum err insert_item(struct store *store, const struct list_table *table,
                            struct arena *arena, int64_t row, const struct vacancy *vacancy,
                            size_t at, struct diag *diag) {
    struct call call = call_open(store, table->insert, diag);
    call_int(&call, ":vacancy", row);
    if (table->has_position) {
        call_int(&call, ":position", (int64_t)at);
    }
    table->bind(&call, vacancy, at, arena);
    return call_run(&call);
}

static enum err replace_table(struct store *store, const struct list_table *table,
                              struct arena *arena, int64_t row, const struct vacancy *vacancy,
                              struct diag *diag) {
    struct call call = call_open(store, table->delete, diag);
    call_int(&call, ":vacancy", row);
    enum err err = call_run(&call);
    for (size_t i = 0; !err && i < table->count(vacancy); i++) {
        err = insert_item(store, table, arena, row, vacancy, i, diag);
    }
    return err;
}

enum err store_lists_replace(struct store *store, struct arena *arena, int64_t row,
                             const struct vacancy *vacancy, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < TABLE_COUNT; i++) {
        err = replace_table(store, &tables[i], arena, row, vacancy, diag);
    }
    return err ? err : arena_check(arena, diag);
}
