/* tests/unit/base/arena.c - tests of base/arena
 * SPDX-License-Identifier: MIT
 */
#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

Test(arena, memory_is_zeroed_and_aligned_for_any_type) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    for (size_t size = 0; size < 300; size++) {
        unsigned char *at = arena_alloc(&arena, size, 1);
        cr_assert_not_null(at);
        cr_expect_eq((uintptr_t)at % alignof(max_align_t), 0, "size %zu", size);
        for (size_t i = 0; i < size; i++) {
            cr_assert_eq(at[i], 0);
        }
        memset(at, 0xFF, size);
    }
    arena_fini(&arena);
}

Test(arena, things_larger_than_a_block_get_their_own) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    char *small = arena_copy(&arena, SPAN("small"));
    char *large = arena_alloc(&arena, 3, (size_t)1024 * 1024);
    cr_assert_not_null(large);
    memset(large, 'x', (size_t)3 * 1024 * 1024);
    cr_expect_str_eq(small, "small");
    cr_expect_str_eq(arena_copy(&arena, SPAN("after")), "after");
    arena_fini(&arena);
}

Test(arena, sizes_that_overflow_are_refused) {
    static const size_t sizes[][2] = {
        {SIZE_MAX, 2}, {SIZE_MAX / 2 + 2, 2}, {1, SIZE_MAX}, {SIZE_MAX, SIZE_MAX}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct arena arena;
        arena_init(&arena, SIZE_MAX);
        cr_expect_null(arena_alloc(&arena, sizes[i][0], sizes[i][1]), "row %zu", i);
        cr_expect_neq(arena.failed, ERR_NONE, "row %zu", i);
        arena_fini(&arena);
    }
}

Test(arena, failure_at_the_cap_sticks) {
    struct arena arena;
    arena_init(&arena, 4096);
    struct diag diag = {0};
    cr_expect_eq(arena_check(&arena, &diag), ERR_NONE);
    cr_expect_not_null(arena_alloc(&arena, 1, 4096));
    cr_expect_null(arena_alloc(&arena, 1, 1));
    cr_expect_null(arena_copy(&arena, SPAN("")));
    cr_expect_null(arena_printf(&arena, "%d", 1));
    cr_expect_eq(arena_check(&arena, &diag), ERR_LIMIT);
    cr_expect_not_null(strstr(diag.text, "4 KiB"), "%s", diag.text);
    arena_fini(&arena);
    cr_expect_not_null(arena_alloc(&arena, 1, 1), "an emptied arena may be used again");
    arena_fini(&arena);
}

Test(arena, text_is_copied_with_a_nul_behind_it) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_expect_str_eq(arena_copy(&arena, span_part(SPAN("band 5"), 0, 4)), "band");
    cr_expect_str_eq(arena_copy(&arena, (struct span){0}), "");
    cr_expect_str_eq(arena_copy_text(&arena, "x"), "x");
    cr_expect_null(arena_copy_text(&arena, NULL));
    cr_expect_eq(arena.failed, ERR_NONE, "an absent text is no failure");
    cr_expect_str_eq(arena_printf(&arena, "%s-%d", "band", 5), "band-5");
    arena_fini(&arena);
}

Test(arena, push_keeps_all_elements) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    int *numbers = NULL;
    size_t count = 0;
    for (int i = 0; i < 10000; i++) {
        ARENA_PUSH(&arena, numbers, count, i);
        char *between = arena_copy(&arena, SPAN("something in between"));
        cr_assert_not_null(between);
    }
    cr_assert_eq(count, 10000);
    for (int i = 0; i < 10000; i++) {
        cr_assert_eq(numbers[i], i);
    }
    arena_fini(&arena);
}

Test(arena, push_appends_nothing_on_failure) {
    struct arena arena;
    arena_init(&arena, 64);
    int *numbers = NULL;
    size_t count = 0;
    for (int i = 0; i < 100; i++) {
        ARENA_PUSH(&arena, numbers, count, i);
    }
    cr_expect_eq(count, 8);
    cr_expect_eq(numbers[7], 7);
    cr_expect_eq(arena.failed, ERR_LIMIT);
    arena_fini(&arena);
}

Test(arena, grow_reads_no_more_than_the_old_array) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    /* A heap block of exactly four: AddressSanitizer sees a byte more. */
    int *four = malloc(4 * sizeof *four);
    cr_assert_not_null(four);
    for (int i = 0; i < 4; i++) {
        four[i] = i;
    }
    const int *eight = arena_grow(&arena, four, 4, sizeof *four);
    cr_assert_not_null(eight);
    cr_expect_eq(eight[3], 3);
    cr_expect_eq(eight[4], 0);
    free(four);
    arena_fini(&arena);
}

Test(arena, fini_accepts_a_zeroed_arena) {
    struct arena arena = {0};
    arena_fini(&arena);
    cr_expect_null(arena_alloc(&arena, 1, 1));
}

Test(arena, lists_of_texts_hold_copies) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct strings strings = {0};
    cr_expect_not(strings_has(&strings, "a"));
    cr_expect_not(strings_has(NULL, "a"));
    char text[] = "a";
    strings_push(&arena, &strings, text);
    text[0] = 'b';
    strings_push(&arena, &strings, text);
    strings_push(&arena, &strings, NULL);
    cr_expect_eq(strings.count, 2);
    cr_expect(strings_has(&strings, "a"));
    cr_expect(strings_has(&strings, "b"));
    cr_expect_not(strings_has(&strings, "c"));
    cr_expect_not(strings_has(&strings, NULL));
    arena_fini(&arena);
}
