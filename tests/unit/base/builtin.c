/* tests/unit/base/builtin.c - tests of base/builtin
 * SPDX-License-Identifier: MIT
 *
 * They ask only what holds for whatever the build embeds.
 */
#include "base/builtin.h"

#include <criterion/criterion.h>
#include <string.h>

Test(builtin, files_are_sorted_by_name) {
    for (size_t i = 1; i < builtin_file_count; i++) {
        cr_expect_lt(strcmp(builtin_files[i - 1].name, builtin_files[i].name), 0, "%s",
                     builtin_files[i].name);
    }
}

Test(builtin, every_file_is_found_with_a_nul_behind_it) {
    for (size_t i = 0; i < builtin_file_count; i++) {
        const struct builtin *file = &builtin_files[i];
        cr_expect_eq(builtin_find(file->name), file, "%s", file->name);
        cr_expect_eq(file->at[file->len], '\0', "%s", file->name);
        cr_expect_eq(builtin_span(file->name).len, file->len, "%s", file->name);
        cr_expect_eq(builtin_span(file->name).at, file->at, "%s", file->name);
    }
}

Test(builtin, an_unknown_name_gives_nothing) {
    cr_expect_null(builtin_find("no/such/file"));
    cr_expect_null(builtin_find(""));
    cr_expect_null(builtin_find("\xFF"));
    cr_expect_eq(builtin_span("no/such/file").len, 0);
}

Test(builtin, next_steps_through_the_files_of_a_prefix) {
    size_t expected = 0;
    for (size_t i = 0; i < builtin_file_count; i++) {
        expected += strncmp(builtin_files[i].name, "schema/", 7) == 0;
    }
    size_t at = 0;
    size_t seen = 0;
    for (const struct builtin *file; (file = builtin_next("schema/", &at));) {
        cr_expect(span_starts(span_of(file->name), "schema/"), "%s", file->name);
        cr_expect_eq(&builtin_files[at - 1], file);
        seen++;
    }
    cr_expect_eq(seen, expected);
    at = 0;
    cr_expect_null(builtin_next("no/such/folder/", &at));
}
