/* tests/faults/faults.c - plays every data file of this folder: see README.md
 * SPDX-License-Identifier: MIT
 *
 * SHORTLIST_FAULT=gzip plays only the files whose path has that in it.
 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdlib.h>

#include "tests/faults/fault_world.h"

/* The files are dealt out to so many processes. */
enum { HANDS = 8, FILES_LEAST = 90 };

ParameterizedTestParameters(faults, end_as_their_files_say) {
    static int hands[HANDS];

    for (int i = 0; i < HANDS; i++) {
        hands[i] = i;
    }
    return cr_make_param_array(int, hands, HANDS);
}

static void play(struct fault_stage *stage, const char *path) {
    char *report = fault_play(stage, path);

    cr_expect(report[0] == '\0', "%s:\n%s", path, report);
    free(report);
}

ParameterizedTest(const int *hand, faults, end_as_their_files_say) {
    const char *only = getenv("SHORTLIST_FAULT");
    struct fault_stage stage;
    struct strings files = {0};
    struct arena arena;

    arena_init(&arena, ARENA_PAGE_CAP);
    fault_file_list(&files, &arena);
    fault_stage_open(&stage);
    for (size_t i = 0; i < files.count; i++) {
        if ((int)(i % HANDS) == *hand && (!only || strstr(files.at[i], only))) {
            play(&stage, files.at[i]);
        }
    }
    fault_stage_close(&stage);
    arena_fini(&arena);
}

Test(faults, are_many) {
    struct strings files = {0};
    struct arena arena;

    arena_init(&arena, ARENA_PAGE_CAP);
    fault_file_list(&files, &arena);
    cr_expect_geq(files.count, FILES_LEAST);
    arena_fini(&arena);
}
