/* pay/market_names.c - names by the thousand, each kept once and numbered
 * SPDX-License-Identifier: MIT
 *
 * Two tables of the same make: spellings, and what they are folded to. An offer costs a look
 * into the first; only a spelling that was never seen is folded and looked for in the second.
 */
#include "pay/market_names.h"

#include <stdlib.h>

#include "base/utf8.h"

/* Slots of an empty table; a power of two. A table is never more than half full. */
enum { SLOTS_FIRST = 256 };

/* White space of several bytes takes one when it is folded: never more than the name. */
#define NAME_CAP ((size_t)MARKET_NAME_MAX + 1)

/* Texts, each once. */
struct table {
    const char **texts; /* by number, in the arena */
    size_t count;
    size_t room;
    uint32_t *slots; /* number + 1; 0: free */
    size_t slot_count;
};

/* A spelling. */
struct spelling {
    uint32_t key;
    uint32_t times;
};

struct market_names {
    struct arena arena;
    struct buf folded;
    struct table spellings;
    struct spelling *about; /* of each spelling */
    size_t about_room;
    struct table keys;
};

static uint32_t hash_of(struct span text) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < text.len; i++) {
        hash = (hash ^ (unsigned char)text.at[i]) * 16777619u;
    }
    return hash ^ hash >> 15;
}

static enum err fail_memory(struct diag *diag) {
    return diag_set(diag, ERR_MEMORY, "out of memory for the names of the adverts");
}

/* The slot of a text, or the free one that it would have. */
static size_t slot_of(const struct table *table, struct span text) {
    size_t at = hash_of(text) & (table->slot_count - 1);
    while (table->slots[at] && !span_is(text, table->texts[table->slots[at] - 1])) {
        at = (at + 1) & (table->slot_count - 1);
    }
    return at;
}

/* Twice the slots, each text put where it belongs now. */
static enum err widen(struct table *table, struct diag *diag) {
    const size_t count = table->slot_count ? table->slot_count * 2 : SLOTS_FIRST;
    struct table wider = *table;
    wider.slots = calloc(count, sizeof *wider.slots);
    wider.slot_count = count;
    if (!wider.slots) {
        return fail_memory(diag);
    }
    for (size_t i = 0; i < table->count; i++) {
        wider.slots[slot_of(&wider, span_of(table->texts[i]))] = (uint32_t)(i + 1);
    }
    free(table->slots);
    *table = wider;
    return ERR_NONE;
}

static enum err make_room(struct table *table, struct diag *diag) {
    if (table->count == table->room) {
        const size_t room = table->room ? table->room * 2 : SLOTS_FIRST;
        const char **texts = realloc(table->texts, room * sizeof *texts);
        if (!texts) {
            return fail_memory(diag);
        }
        table->texts = texts;
        table->room = room;
    }
    return (table->count + 1) * 2 > table->slot_count ? widen(table, diag) : ERR_NONE;
}

/* Is the text there? @param number untouched where it is not. There must be room. */
static bool find(uint32_t *number, const struct table *table, struct span text) {
    const uint32_t found = table->slots[slot_of(table, text)];
    if (found) {
        *number = found - 1;
    }
    return found != 0;
}

/* Add a text that is not there; its number is the count that there was. */
static enum err add(struct table *table, struct arena *arena, struct span text,
                    struct diag *diag) {
    const size_t slot = slot_of(table, text);
    const char *copy = arena_copy(arena, text);
    if (!copy) {
        return arena_check(arena, diag);
    }
    table->texts[table->count++] = copy;
    table->slots[slot] = (uint32_t)table->count;
    return ERR_NONE;
}

/* Lower case, white space as single spaces. Only ASCII has a case here. */
static enum err fold(struct buf *folded, struct span name, struct diag *diag) {
    buf_clear(folded);
    utf8_fold_space(folded, name);
    if (folded->failed) {
        return diag_set(diag, folded->failed, "a name in an advert is too long");
    }
    for (size_t i = 0; i < folded->len; i++) {
        folded->at[i] = ascii_lower(folded->at[i]);
    }
    return ERR_NONE;
}

/* The key of a spelling that was never seen. */
static enum err find_key(uint32_t *key, struct market_names *names, struct span name,
                         struct diag *diag) {
    enum err err = fold(&names->folded, name, diag);
    err = err ? err : make_room(&names->keys, diag);
    if (err || find(key, &names->keys, buf_span(&names->folded))) {
        return err;
    }
    const uint32_t number = (uint32_t)names->keys.count;
    err = add(&names->keys, &names->arena, buf_span(&names->folded), diag);
    if (!err) {
        *key = number;
    }
    return err;
}

/* Room for one more spelling and for what is known about it. */
static enum err make_room_for_spelling(struct market_names *names, struct diag *diag) {
    enum err err = make_room(&names->spellings, diag);
    if (!err && names->about_room < names->spellings.room) {
        struct spelling *about =
            realloc(names->about, names->spellings.room * sizeof *names->about);
        if (!about) {
            return fail_memory(diag);
        }
        names->about = about;
        names->about_room = names->spellings.room;
    }
    return err;
}

static enum err add_spelling(uint32_t *number, struct market_names *names, struct span name,
                             struct diag *diag) {
    struct spelling spelling = {0};
    const uint32_t next = (uint32_t)names->spellings.count;
    enum err err = find_key(&spelling.key, names, name, diag);
    err = err ? err : add(&names->spellings, &names->arena, name, diag);
    if (!err) {
        names->about[next] = spelling;
        *number = next;
    }
    return err;
}

/* As much as counts: whole letters, which begin with any byte but 10xxxxxx. */
static struct span counted(struct span name) {
    size_t len = name.len;
    if (len > MARKET_NAME_MAX) {
        len = MARKET_NAME_MAX;
        while (len > 0 && ((unsigned char)name.at[len] & 0xC0) == 0x80) {
            len--;
        }
    }
    return span_part(name, 0, len);
}

enum err market_names_put(uint32_t *key, uint32_t *spelling, struct market_names *names,
                          struct span name, struct diag *diag) {
    uint32_t number = 0;
    enum err err = make_room_for_spelling(names, diag);
    name = counted(name);
    if (!err && !find(&number, &names->spellings, name)) {
        err = add_spelling(&number, names, name, diag);
    }
    if (!err) {
        names->about[number].times++;
        *key = names->about[number].key;
        if (spelling) {
            *spelling = number;
        }
    }
    return err;
}

bool market_names_has(const struct market_names *names, struct span name) {
    uint32_t number = 0;
    return names->spellings.count > 0 && find(&number, &names->spellings, counted(name));
}

size_t market_names_count(const struct market_names *names) { return names->keys.count; }

/* Does the spelling show its key better than the other one does? */
static bool is_better(const struct market_names *names, size_t spelling, size_t other) {
    const uint32_t times = names->about[spelling].times;
    const uint32_t other_times = names->about[other].times;
    return times > other_times ||
           (times == other_times &&
            strcmp(names->spellings.texts[spelling], names->spellings.texts[other]) > 0);
}

void market_names_shown(const char **shown, const struct market_names *names) {
    for (size_t i = 0; i < names->keys.count; i++) {
        shown[i] = NULL;
    }
    for (size_t i = 0; i < names->spellings.count; i++) {
        const char **best = &shown[names->about[i].key];
        uint32_t other = 0; /* the number of the best so far */
        if (!*best || !find(&other, &names->spellings, span_of(*best)) ||
            is_better(names, i, other)) {
            *best = names->spellings.texts[i];
        }
    }
}

enum err market_names_open(struct market_names **out, struct diag *diag) {
    struct market_names *names = calloc(1, sizeof *names);
    if (!names) {
        return fail_memory(diag);
    }
    arena_init(&names->arena, ARENA_RUN_CAP);
    buf_init(&names->folded, NAME_CAP);
    *out = names;
    return ERR_NONE;
}

void market_names_close(struct market_names *names) {
    if (names) {
        free(names->spellings.texts);
        free(names->spellings.slots);
        free(names->keys.texts);
        free(names->keys.slots);
        free(names->about);
        buf_fini(&names->folded);
        arena_fini(&names->arena);
        free(names);
    }
}
