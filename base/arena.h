/* base/arena.h - memory that lives as long as a run or a page
 * SPDX-License-Identifier: MIT
 *
 * Records are built in arenas: everything a page yields is freed in one step. Failure sticks as
 * in buf: after the cap or the system said no, `failed` is set and every further call returns
 * NULL, so a stage asks once at its end. Text functions take NULL for "absent" and hand it on.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>

#include "base/err.h"
#include "base/span.h"

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first; owned */
    size_t used;                /* bytes handed out */
    size_t cap;                 /* bytes that may be handed out */
    enum err failed;            /* ERR_NONE, ERR_LIMIT or ERR_MEMORY */
};

/** The cap for what one page may become: pages are capped at 4 MiB, records stay well below
 * eight times that. */
#define ARENA_PAGE_CAP ((size_t)32 * 1024 * 1024)

/** The cap for what a whole run may hold in memory at once. */
#define ARENA_RUN_CAP ((size_t)1024 * 1024 * 1024)

void arena_init(struct arena *arena, size_t cap);

/** Free everything; the arena is empty again with the same cap. Accepts a zeroed arena. */
void arena_fini(struct arena *arena);

/** Zeroed memory for `count` things of `size` bytes, aligned for any type; NULL on failure. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/** A copy with a NUL behind it. The empty span gives "". */
char *arena_copy(struct arena *arena, struct span span);

/** A copy of C text; NULL gives NULL. */
char *arena_copy_text(struct arena *arena, const char *text);

/** Room for a text of up to `len` bytes, of which no more is taken than arena_commit says.
 * Nothing may be allocated between the two, and no byte behind the committed ones may be
 * written to.
 * @return NULL on failure */
char *arena_reserve(struct arena *arena, size_t len);

/** Take the first `len` bytes of what arena_reserve gave, and a NUL. @return `text`, NULL for
 * NULL
 */
char *arena_commit(struct arena *arena, char *text, size_t len);

char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/**
 * Room for one more element behind `count` elements at `array`.
 *
 * The array is moved to twice the room whenever `count` is a power of two (from 4 on), so
 * pushing n elements costs O(n). Use ARENA_PUSH.
 * @param array what arena_grow gave before for this array, or NULL where `count` is 0
 * @return the array, moved or not, with room for count + 1; NULL on failure
 */
void *arena_grow(struct arena *arena, void *array, size_t count, size_t size);

/**
 * Append `value` to the array `array` that has `count` elements; on failure nothing is
 * appended and the arena's `failed` is set.
 */
#define ARENA_PUSH(arena, array, count, ...)                                                   \
    do {                                                                                       \
        void *arena_push_to = arena_grow((arena), (array), (count), sizeof *(array));          \
        if (arena_push_to) {                                                                   \
            (array) = arena_push_to;                                                           \
            (array)[(count)++] = (__VA_ARGS__);                                                \
        }                                                                                      \
    } while (0)

/** ERR_NONE, or what stuck, said in `diag`. */
enum err arena_check(const struct arena *arena, struct diag *diag);

/** A list of texts; members and strings live in an arena. */
struct strings {
    const char **at;
    size_t count;
};

/** Append a copy of `text`; NULL appends nothing. */
void strings_push(struct arena *arena, struct strings *strings, const char *text);

/** Is `text` one of them? No list and an empty list have none. */
bool strings_has(const struct strings *strings, const char *text);

#endif
