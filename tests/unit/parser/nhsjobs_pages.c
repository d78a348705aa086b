/* tests/unit/parser/nhsjobs_pages.c - every saved NHS Jobs page against what is expected of it
 * SPDX-License-Identifier: MIT
 *
 * fixtures/pages/nhsjobs/NAME and fixtures/expect/nhsjobs/NAME.txt; SHORTLIST_REGEN=1 rewrites
 * the latter, to be read as a difference. All pages were written for this project in the shapes
 * that public readers of the site describe; nobody in them exists.
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

/* The names of all saved pages. */
static size_t list_pages(char names[PAGES_MAX][NAME_SIZE]) {
    size_t count = 0;
    DIR *folder = opendir(place_of("fixtures/pages/nhsjobs"));
    cr_assert_not_null(folder);
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL && count < PAGES_MAX) {
        if (entry->d_name[0] != '.') {
            (void)snprintf(names[count++], NAME_SIZE, "%.120s", entry->d_name);
        }
    }
    (void)closedir(folder);
    return count;
}

static void check_page(const char *name) {
    char path[256];
    struct fixture fixture;
    struct buf got;
    struct buf wanted;
    buf_init(&got, PAGE_SIZE_MAX);
    buf_init(&wanted, PAGE_SIZE_MAX);
    fixture_read(&fixture, name);
    fixture_write(&got, &fixture);
    (void)snprintf(path, sizeof path, "fixtures/expect/nhsjobs/%s.txt", name);
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

Test(nhsjobs_pages, are_read_as_expected) {
    static char names[PAGES_MAX][NAME_SIZE];
    size_t count = list_pages(names);
    cr_expect_geq(count, 30);
    for (size_t i = 0; i < count; i++) {
        check_page(names[i]);
    }
}

/* A page that was cut off anywhere is never an advert or a listing, and never a crash. */
static void check_cuts(const char *name) {
    enum { STEP = 37 };
    struct fixture whole;
    fixture_read(&whole, name);
    bool words = fixture_refusal(&whole) == REFUSAL_NONE;
    size_t size = span_trim(whole.page.body).len;
    for (size_t len = 0; len < size && words; len += STEP) {
        struct fixture cut;
        fixture_read_bytes(&cut, span_part(whole.page.body, 0, len), NULL);
        enum refusal_kind kind = fixture_refusal(&cut);
        cr_expect(kind == REFUSAL_CUT || kind == REFUSAL_EMPTY || kind == REFUSAL_BINARY ||
                      (len < 16 && kind != REFUSAL_NONE),
                  "%s cut at %zu of %zu: %d", name, len, size, (int)kind);
        fixture_fini(&cut);
    }
    fixture_fini(&whole);
}

Test(nhsjobs_pages, cut_off_anywhere_are_refused, .timeout = 240) {
    static char names[PAGES_MAX][NAME_SIZE];
    size_t count = list_pages(names);
    for (size_t i = 0; i < count; i++) {
        check_cuts(names[i]);
    }
}

/* Bytes that change on the way may spoil a page; they never harm the reader. */
Test(nhsjobs_pages, survive_damaged_bytes) {
    struct fixture whole;
    fixture_read(&whole, "both-copies.html");
    static const char damage[] = {'<', '>', '"', '&', '/', '\x80', ' '};
    uint32_t seed = 1;
    for (int round = 0; round < 300; round++) {
        struct buf bytes;
        struct fixture other;
        buf_init(&bytes, PAGE_SIZE_MAX);
        buf_put(&bytes, whole.page.body);
        for (int i = 0; i < 20; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes.at[(seed >> 8) % bytes.len] = damage[(seed >> 4) % sizeof damage];
        }
        fixture_read_bytes(&other, buf_span(&bytes), NULL);
        cr_expect_eq(other.readings.count, 1);
        fixture_fini(&other);
        buf_fini(&bytes);
    }
    fixture_fini(&whole);
}
