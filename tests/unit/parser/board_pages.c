/* tests/unit/parser/board_pages.c - every saved page of other boards against what is expected
 * SPDX-License-Identifier: MIT
 *
 * fixtures/pages/BOARD/NAME and fixtures/expect/BOARD/NAME.txt; SHORTLIST_REGEN=1 rewrites the
 * latter, to be read as a difference. What is sighted in a page and what is a guess is said at
 * its top; nobody in them exists.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../support/place.h"
#include "base/file.h"
#include "nhsjobs_fixture.h"

enum { PAGES_MAX = 200, NAME_SIZE = 128 };

static const char *const boards[] = {"trac", "findajob", "jobtrain", "hscni"};
enum { BOARD_COUNT = sizeof boards / sizeof boards[0] };

/* The pages of all boards, as "trac/list.html". */
static size_t list_pages(char names[PAGES_MAX][NAME_SIZE]) {
    size_t count = 0;
    for (size_t i = 0; i < BOARD_COUNT; i++) {
        char path[256];
        (void)snprintf(path, sizeof path, "fixtures/pages/%s", boards[i]);
        DIR *folder = opendir(place_of(path));
        cr_assert_not_null(folder, "%s", path);
        const struct dirent *entry;
        while ((entry = readdir(folder)) != NULL && count < PAGES_MAX) {
            if (entry->d_name[0] != '.') {
                (void)snprintf(names[count++], NAME_SIZE, "%s/%.100s", boards[i],
                               entry->d_name);
            }
        }
        (void)closedir(folder);
    }
    return count;
}

static void check_page(const char *name) {
    char path[256];
    struct fixture fixture;
    struct buf got;
    struct buf wanted;
    buf_init(&got, PAGE_SIZE_MAX);
    buf_init(&wanted, PAGE_SIZE_MAX);
    (void)snprintf(path, sizeof path, "fixtures/pages/%s", name);
    fixture_read_file(&fixture, path, NULL);
    fixture_write(&got, &fixture);
    (void)snprintf(path, sizeof path, "fixtures/expect/%s.txt", name);
    if (getenv("SHORTLIST_REGEN")) {
        cr_expect_eq(file_write(place_of(path), buf_span(&got), 0644, NULL), ERR_NONE);
    } else {
        cr_expect_eq(file_read(&wanted, place_of(path), NULL), ERR_NONE, "%s is missing", path);
        cr_expect_str_eq(buf_text(&got), buf_text(&wanted), "%s", name);
    }
    buf_fini(&got);
    buf_fini(&wanted);
    fixture_fini(&fixture);
}

Test(board_pages, are_read_as_expected) {
    static char names[PAGES_MAX][NAME_SIZE];
    size_t count = list_pages(names);
    cr_expect_geq(count, 10);
    for (size_t i = 0; i < count; i++) {
        check_page(names[i]);
    }
}
