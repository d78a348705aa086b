/* tests/cli/golden.c - whole outputs, compared with fixtures/expect
 * SPDX-License-Identifier: MIT
 *
 * Each line of fixtures/expect/cases.tsv is a case: a name, the exit status, and the arguments.
 * The program runs in the root of the tree; what it prints must be fixtures/expect/NAME.
 * `make regen` rewrites them; the difference is to be read before it is committed.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/place.h"
#include "tests/support/run.h"

enum { GOLDEN_ARGUMENTS_MAX = 20 };

struct golden_case {
    char *name;
    int status;
    const char *arguments[GOLDEN_ARGUMENTS_MAX + 1];
};

static char *next_word(char **rest, const char *separators) {
    char *word = *rest + strspn(*rest, separators);
    size_t length = strcspn(word, separators);

    if (length == 0) {
        return NULL;
    }
    *rest = word + length;
    if (**rest) {
        *(*rest)++ = '\0';
    }
    return word;
}

static struct golden_case read_case(char *line) {
    struct golden_case read = {0};
    char *status = NULL;
    int count = 0;

    read.name = next_word(&line, "\t");
    status = next_word(&line, "\t");
    cr_assert(read.name && status, "a line of cases.tsv is not whole");
    read.status = (int)strtol(status, NULL, 10);
    while (count < GOLDEN_ARGUMENTS_MAX && (read.arguments[count] = next_word(&line, " \t"))) {
        count++;
    }
    return read;
}

static void compare(const struct run_place *place, const struct golden_case *golden) {
    char path[512];
    size_t size = 0;
    char *expected = NULL;
    struct run_result run = run_program(place, NULL, golden->arguments);

    snprintf(path, sizeof path, "%s/%s", place_of("fixtures/expect"), golden->name);
    cr_expect_eq(run.status, golden->status, "%s: exit %d: %s", golden->name, run.status,
                 run.err);
    if (getenv("SHORTLIST_REGEN")) {
        FILE *file = fopen(path, "wb");

        cr_assert_not_null(file, "%s", path);
        fwrite(run.out, 1, run.out_size, file);
        fclose(file);
    }
    expected = run_read(path, &size);
    cr_expect(size > 0 && size == run.out_size && memcmp(expected, run.out, size) == 0,
              "%s: the output differs from %s; see `make regen` and `git diff`", golden->name,
              path);
    free(expected);
    run_result_free(&run);
}

Test(golden, outputs_are_as_they_were) {
    struct run_place place = run_place_make();
    char *cases = run_read(place_of("fixtures/expect/cases.tsv"), NULL);
    char *rest = cases;
    char *line = NULL;
    int count = 0;

    cr_assert_eq(chdir(place_of(".")), 0);
    while ((line = next_word(&rest, "\n"))) {
        if (line[0] != '#') {
            struct golden_case golden = read_case(line);

            compare(&place, &golden);
            count++;
        }
    }
    cr_expect_geq(count, 8, "cases.tsv holds %d cases", count);
    free(cases);
    run_place_remove(&place);
}
