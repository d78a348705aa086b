/* tests/unit/base/file.c - tests of base/file
 * SPDX-License-Identifier: MIT
 */
#include "base/file.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each test runs in a process of its own, so these are its alone. */
static char folder[64];
static char path[128];
static struct buf content;
static struct diag diag;

static void setup(void) {
    (void)snprintf(folder, sizeof folder, "/tmp/shortlist-file-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/file", folder);
    buf_init(&content, 100000);
}

/* Removes all that tests make: files and folders one or two deep. */
static void teardown(void) {
    static const char *const names[] = {"file", "link", "a/b/c", "a/b", "a", ""};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char name[128];
        (void)snprintf(name, sizeof name, "%s/%s", folder, names[i]);
        (void)remove(name);
    }
    buf_fini(&content);
}

TestSuite(file, .init = setup, .fini = teardown);

static size_t count_entries(void) {
    size_t count = 0;
    DIR *entries = opendir(folder);
    cr_assert_not_null(entries);
    for (const struct dirent *entry; (entry = readdir(entries));) {
        count += entry->d_name[0] != '.';
    }
    (void)closedir(entries);
    return count;
}

Test(file, what_is_written_can_be_read) {
    char bytes[50000];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (char)(i * 7);
    }
    struct span written = {bytes, sizeof bytes};
    cr_assert_eq(file_write(path, written, 0600, &diag), ERR_NONE, "%s", diag.text);
    buf_put_text(&content, "forgotten");
    cr_assert_eq(file_read(&content, path, &diag), ERR_NONE, "%s", diag.text);
    cr_expect(span_equal(buf_span(&content), written));
}

Test(file, writing_replaces_and_leaves_no_temporary_file) {
    cr_assert_eq(file_write(path, SPAN("old"), 0600, &diag), ERR_NONE, "%s", diag.text);
    cr_assert_eq(file_write(path, (struct span){0}, 0600, &diag), ERR_NONE, "%s", diag.text);
    cr_assert_eq(file_read(&content, path, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_eq(content.len, 0);
    cr_expect_eq(count_entries(), 1);
}

Test(file, the_mode_is_that_of_open) {
    struct stat about;
    (void)umask(022);
    cr_assert_eq(file_write(path, SPAN("x"), 0666, &diag), ERR_NONE, "%s", diag.text);
    cr_assert_eq(stat(path, &about), 0);
    cr_expect_eq(about.st_mode & 0777, 0644);
}

Test(file, what_is_no_file_is_neither_read_nor_replaced) {
    cr_assert_eq(mkfifo(path, 0600), 0);
    cr_expect_eq(file_read(&content, path, &diag), ERR_INPUT);
    cr_expect_not_null(strstr(diag.text, path), "%s", diag.text);
    cr_expect_eq(file_read(&content, folder, &diag), ERR_INPUT);
    cr_expect_not_null(strstr(diag.text, "is a folder"), "%s", diag.text);
    cr_expect_eq(file_read(&content, "/dev/null", &diag), ERR_INPUT);
    cr_expect_eq(file_write(path, SPAN("x"), 0600, &diag), ERR_SYSTEM);
    cr_expect_eq(file_write(folder, SPAN("x"), 0600, &diag), ERR_SYSTEM);
    cr_expect_eq(count_entries(), 1);
}

Test(file, an_absent_file_is_absent) {
    cr_expect_eq(file_read(&content, path, &diag), ERR_ABSENT);
    cr_expect_not_null(strstr(diag.text, path), "%s", diag.text);
    char below[160];
    (void)snprintf(below, sizeof below, "%s/none/file", folder);
    cr_expect_eq(file_read(&content, below, NULL), ERR_ABSENT);
    cr_expect_eq(file_write(below, SPAN("x"), 0600, &diag), ERR_SYSTEM);
}

Test(file, the_cap_is_kept) {
    cr_assert_eq(file_write(path, SPAN("12345"), 0600, &diag), ERR_NONE, "%s", diag.text);
    struct buf small;
    buf_init(&small, 5);
    cr_expect_eq(file_read(&small, path, &diag), ERR_NONE);
    cr_expect_str_eq(buf_text(&small), "12345");
    buf_fini(&small);
    buf_init(&small, 4);
    cr_expect_eq(file_read(&small, path, &diag), ERR_LIMIT);
    cr_expect_not_null(strstr(diag.text, "4 bytes"), "%s", diag.text);
    cr_expect_eq(small.len, 0);
    cr_expect_eq(small.failed, ERR_NONE);
    buf_fini(&small);
}

Test(file, standard_input_may_be_a_pipe) {
    int ends[2];
    cr_assert_eq(pipe(ends), 0);
    cr_assert_eq(write(ends[1], "piped", 5), 5);
    (void)close(ends[1]);
    cr_assert_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    (void)close(ends[0]);
    cr_expect_eq(file_read(&content, "-", &diag), ERR_NONE, "%s", diag.text);
    cr_expect_str_eq(buf_text(&content), "piped");
}

Test(file, folders_are_made_with_those_above_them) {
    char deep[160];
    (void)snprintf(deep, sizeof deep, "%s/a//b/c/", folder);
    struct stat about;
    cr_expect_eq(file_make_folder(deep, &diag), ERR_NONE, "%s", diag.text);
    cr_expect(file_is_folder(deep));
    cr_assert_eq(stat(deep, &about), 0);
    cr_expect_eq(about.st_mode & 0777, 0700);
    cr_expect_eq(file_make_folder(deep, &diag), ERR_NONE, "%s", diag.text);
}

Test(file, a_file_in_the_way_stops_a_folder) {
    cr_assert_eq(file_write(path, SPAN("x"), 0600, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_not(file_is_folder(path));
    cr_expect_eq(file_make_folder(path, &diag), ERR_SYSTEM);
    char below[160];
    (void)snprintf(below, sizeof below, "%s/deeper", path);
    cr_expect_eq(file_make_folder(below, &diag), ERR_SYSTEM);
    cr_expect_eq(file_make_folder("", &diag), ERR_SYSTEM);
    cr_expect_not(file_is_folder(below));
}
