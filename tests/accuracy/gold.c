/* tests/accuracy/gold.c - what is read from the gold set against the truth beside it
 * SPDX-License-Identifier: MIT
 *
 * usage: gold [-v] FOLDER [NAME]    (-v: a line for each miss; NAME: only paths that hold it)
 *
 * Prints a table per source and field of the pages, and one of the wordings. Exits 1 where a
 * figure is below its bar, 2 where the set cannot be read or nothing has that name.
 */
#include <stdio.h>
#include <string.h>

#include "tests/accuracy/gold_pages.h"
#include "tests/accuracy/gold_wordings.h"

/* The folders of FOLDER/pages, and whether their mark-up was ever seen. */
static const struct gold_column sources[] = {
    {"nhsjobs", false}, {"trac", true},  {"findajob", false},
    {"jobtrain", true}, {"hscni", true}, {"jobposting", false},
    {"text", false},    {"role", true},  {"other", false},
};

static const struct gold_column right[] = {{"right/all", false}};

int main(int argc, char **argv) {
    static struct gold_figures pages = {.title = "Pages, by source and field",
                                        .columns = sources,
                                        .column_count = sizeof sources / sizeof sources[0]};
    static struct gold_figures wordings = {
        .title = "Wordings, by kind and field", .columns = right, .column_count = 1};
    struct arena names;
    bool verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
    const char *folder = argc > 1 + verbose ? argv[1 + verbose] : NULL;
    const char *filter = argc > 2 + verbose && argv[2 + verbose][0] ? argv[2 + verbose] : NULL;
    if (!folder || argc > 3 + verbose) {
        fprintf(stderr, "usage: gold [-v] FOLDER [NAME]\n");
        return 2;
    }
    arena_init(&names, ARENA_RUN_CAP);
    pages.arena = wordings.arena = &names;
    pages.verbose = wordings.verbose = verbose;
    size_t page_count = gold_pages(&pages, folder, filter);
    size_t wording_count = gold_wordings(&wordings, folder, filter);
    size_t below = gold_print(&pages) + gold_print(&wordings);
    printf("\n%zu pages and %zu wordings read; %zu figures below their bar\n", page_count,
           wording_count, below);
    arena_fini(&names);
    return page_count + wording_count == 0 ? 2 : below > 0 ? 1 : 0;
}
