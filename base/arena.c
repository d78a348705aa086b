/* base/arena.c - memory that lives as long as a run or a page
 * SPDX-License-Identifier: MIT
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks start at 64 KiB, which holds what a usual advert becomes, and double up to 1 MiB, so
 * that neither a small page wastes memory nor a long run makes thousands of blocks. */
#define BLOCK_FIRST ((size_t)64 * 1024)
#define BLOCK_LARGEST ((size_t)1024 * 1024)

/* An array's first room; arena_grow doubles from here on. */
enum { ARRAY_FIRST = 4 };

struct arena_block {
    struct arena_block *next; /* the older one */
    size_t room;              /* bytes at `bytes` */
    size_t used;              /* bytes handed out; a multiple of the alignment */
    alignas(max_align_t) unsigned char bytes[];
};

void arena_init(struct arena *arena, size_t cap) { *arena = (struct arena){.cap = cap}; }

void arena_fini(struct arena *arena) {
    struct arena_block *block = arena->blocks;
    while (block) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    arena_init(arena, arena->cap);
}

static void *fail(struct arena *arena, enum err err) {
    arena->failed = err;
    return NULL;
}

/* Puts a new block in front that holds at least `need` bytes. Only calloc fills blocks and
 * nothing is handed out twice, so what is handed out is zero. */
static struct arena_block *add_block(struct arena *arena, size_t need) {
    size_t room = BLOCK_FIRST;
    if (arena->blocks) {
        room =
            arena->blocks->room < BLOCK_LARGEST / 2 ? arena->blocks->room * 2 : BLOCK_LARGEST;
    }
    room = need > room ? need : room;
    struct arena_block *block = calloc(1, sizeof *block + room);
    if (block) {
        block->next = arena->blocks;
        block->room = room;
        arena->blocks = block;
    }
    return block;
}

/* The size of `count` things of `size` bytes, rounded up so that the next thing is aligned too,
 * or 0 where it is more than `most`. Nothing at all still gets an address of its own. */
static size_t rounded(size_t count, size_t size, size_t most) {
    const size_t align = alignof(max_align_t);
    if (size != 0 && count > most / size) {
        return 0;
    }
    size_t bytes = count * size;
    size_t units = bytes / align + (bytes % align != 0 || bytes == 0);
    return units <= most / align ? units * align : 0;
}

/* The block that has `need` bytes free, or NULL. */
static struct arena_block *block_with(struct arena *arena, size_t need) {
    struct arena_block *block = arena->blocks;
    if (arena->failed) {
        return NULL;
    }
    if (need == 0 || need > SIZE_MAX - sizeof(struct arena_block)) {
        return fail(arena, ERR_LIMIT);
    }
    if (!block || need > block->room - block->used) {
        block = add_block(arena, need);
    }
    return block ? block : fail(arena, ERR_MEMORY);
}

static void *take(struct arena *arena, struct arena_block *block, size_t need) {
    void *at = block->bytes + block->used;
    block->used += need;
    arena->used += need;
    return at;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size) {
    size_t need = rounded(count, size, arena->cap - arena->used);
    struct arena_block *block = block_with(arena, need);
    return block ? take(arena, block, need) : NULL;
}

char *arena_reserve(struct arena *arena, size_t len) {
    size_t most = arena->cap - arena->used;
    struct arena_block *block =
        block_with(arena, len < SIZE_MAX ? rounded(len + 1, 1, most) : 0);
    return block ? (char *)block->bytes + block->used : NULL;
}

char *arena_commit(struct arena *arena, char *text, size_t len) {
    return text ? take(arena, arena->blocks, rounded(len + 1, 1, SIZE_MAX)) : NULL;
}

char *arena_copy(struct arena *arena, struct span span) {
    if (span.len == SIZE_MAX) {
        return fail(arena, ERR_LIMIT);
    }
    char *copy = arena_alloc(arena, span.len + 1, 1);
    if (copy && span.len > 0) {
        memcpy(copy, span.at, span.len);
    }
    return copy;
}

char *arena_copy_text(struct arena *arena, const char *text) {
    return text ? arena_copy(arena, span_of(text)) : NULL;
}

char *arena_printf(struct arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    char *text = len < 0 ? fail(arena, ERR_LIMIT) : arena_alloc(arena, (size_t)len + 1, 1);
    if (text) {
        (void)vsnprintf(text, (size_t)len + 1, format, again);
    }
    va_end(again);
    va_end(args);
    return text;
}

/* Is an array of `count` elements, grown by arena_grow, full? */
static bool is_full(size_t count) { return count >= ARRAY_FIRST && (count & (count - 1)) == 0; }

void *arena_grow(struct arena *arena, void *array, size_t count, size_t size) {
    if (arena->failed) {
        return NULL;
    }
    if (count == 0) {
        return arena_alloc(arena, ARRAY_FIRST, size);
    }
    if (!is_full(count)) {
        return array;
    }
    if (count > SIZE_MAX / 2) {
        return fail(arena, ERR_LIMIT);
    }
    void *moved = arena_alloc(arena, count * 2, size);
    if (moved) {
        memcpy(moved, array, count * size);
    }
    return moved;
}

enum err arena_check(const struct arena *arena, struct diag *diag) {
    if (arena->failed == ERR_LIMIT) {
        return diag_set(diag, ERR_LIMIT, "more than the %zu KiB allowed for records in memory",
                        arena->cap / 1024);
    }
    return arena->failed ? diag_set(diag, arena->failed, "out of memory") : ERR_NONE;
}

void strings_push(struct arena *arena, struct strings *strings, const char *text) {
    const char *copy = arena_copy_text(arena, text);
    if (copy) {
        ARENA_PUSH(arena, strings->at, strings->count, copy);
    }
}

bool strings_has(const struct strings *strings, const char *text) {
    for (size_t i = 0; strings && text && i < strings->count; i++) {
        if (strings->at[i] && strcmp(strings->at[i], text) == 0) {
            return true;
        }
    }
    return false;
}
