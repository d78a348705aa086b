/* tests/cli/export.c - kept pages as a web archive
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "lib/deflate.h"
#include "tests/support/board.h"
#include "tests/support/place.h"
#include "tests/support/run.h"

#define DAY_ZERO "2026-11-02"

static struct run_place place;
static char database[320];
static size_t adverts;

/* A database with a crawl of the local board in it. */
static void start(void) {
    char error[256] = "";
    char origin[64];
    struct board_options options = {.data_dir = place_of("fixtures/board"), .today = DAY_ZERO};
    struct board *board = board_start(&options, error, sizeof error);
    struct run_result run = {0};

    place = run_place_make();
    cr_assert_not_null(board, "%s", error);
    snprintf(database, sizeof database, "%s/s.db", place.folder);
    snprintf(origin, sizeof origin, "http://127.0.0.1:%d", board_port(board));
    run = RUN(&place, "--db", database, "--today", DAY_ZERO, "crawl", "--board", origin,
              "--pace", "0", "--accept-terms", "--budget", "30");
    cr_assert_eq(run.status, 0, "%d %s", run.status, run.err);
    adverts = board_request_count(board, "/candidate/jobadvert/");
    cr_assert_gt(adverts, 10);
    run_result_free(&run);
    board_stop(board);
}

static void stop(void) { run_place_remove(&place); }

TestSuite(export_pages, .init = start, .fini = stop);

/* How often a line stands in bytes that may hold NULs. */
static size_t count_lines(const char *bytes, size_t size, const char *line) {
    struct span rest = {bytes, size};
    struct span one;
    size_t count = 0;

    while (span_next_line(&rest, &one)) {
        count += span_is(one, line);
    }
    return count;
}

static size_t count_files(void) {
    DIR *folder = opendir(place.folder);
    size_t count = 0;

    while (folder && readdir(folder)) {
        count++;
    }
    closedir(folder);
    return count;
}

static void expect_archive(const char *bytes, size_t size) {
    cr_expect_eq(count_lines(bytes, size, "WARC/1.1"), adverts + 1);
    cr_expect_eq(count_lines(bytes, size, "WARC-Type: warcinfo"), 1);
    cr_expect_eq(count_lines(bytes, size, "WARC-Type: resource"), adverts);
}

Test(export_pages, every_page_is_a_record) {
    struct run_result run =
        RUN(&place, "--db", database, "export", "--warc", run_path(&place, "a.warc"));
    struct stat info = {0};
    size_t size = 0;
    char *bytes = run_read(run_path(&place, "a.warc"), &size);

    cr_expect_eq(run.status, 0, "%d %s", run.status, run.err);
    cr_expect_not_null(strstr(run.err, "people to contact"), "%s", run.err);
    cr_expect_not_null(strstr(run.out, "pages"), "%s", run.out);
    expect_archive(bytes, size);
    cr_assert_eq(stat(run_path(&place, "a.warc"), &info), 0);
    cr_expect_eq(info.st_mode & 0777, 0600, "%o", (unsigned)info.st_mode);
    free(bytes);
    run_result_free(&run);
}

Test(export_pages, a_name_in_gz_packs_each_record_by_itself) {
    struct run_result run = RUN(&place, "--db", database, "--json", "export", "--warc",
                                run_path(&place, "a.warc.gz"));
    json_t *object = json_loads(run.out, JSON_DISABLE_EOF_CHECK, NULL);
    size_t size = 0;
    char *bytes = run_read(run_path(&place, "a.warc.gz"), &size);
    struct span packed = {bytes, size};
    struct diag diag = {0};
    struct buf out;
    size_t members = 0;

    buf_init(&out, (size_t)64 << 20);
    cr_expect_eq(run.status, 0, "%d %s", run.status, run.err);
    cr_expect_str_eq(json_string_value(json_object_get(object, "schema")),
                     "shortlist.export/1");
    cr_expect_eq((size_t)json_integer_value(json_object_get(object, "pages")), adverts);
    cr_expect_eq((size_t)json_integer_value(json_object_get(object, "bytes")), size);
    cr_expect_eq(deflate_gunzip(&out, packed, &diag), ERR_NONE, "%s", diag.text);
    expect_archive(buf_text(&out), out.len);
    for (size_t at = 0; (at = span_find(packed, SPAN("\x1f\x8b\x08\x00"), at)) < size; at++) {
        members++;
    }
    cr_expect_geq(members, adverts + 1);
    json_decref(object);
    buf_fini(&out);
    free(bytes);
    run_result_free(&run);
}

Test(export_pages, standard_output_holds_the_archive_and_nothing_else) {
    struct run_result run = RUN(&place, "--db", database, "export", "--warc", "-");

    cr_expect_eq(run.status, 0, "%d %s", run.status, run.err);
    expect_archive(run.out, run.out_size);
    cr_expect(strncmp(run.out, "WARC/1.1\r\n", 10) == 0);
    cr_expect_not_null(strstr(run.err, "written to standard output"), "%s", run.err);
    run_result_free(&run);
}

Test(export_pages, what_is_there_already_is_not_overwritten) {
    struct run_result run = {0};
    size_t size = 0;
    char *bytes = NULL;
    size_t files = 0;

    run_write(&place, "mine", "mine", 4);
    files = count_files();
    run = RUN(&place, "--db", database, "export", "--warc", run_path(&place, "mine"));
    bytes = run_read(run_path(&place, "mine"), &size);
    cr_expect_eq(run.status, 1, "%d %s", run.status, run.err);
    cr_expect_not_null(strstr(run.err, "not overwritten"), "%s", run.err);
    cr_expect(size == 4 && memcmp(bytes, "mine", 4) == 0);
    cr_expect_leq(count_files(), files + 2, "only what the run said");
    free(bytes);
    run_result_free(&run);
    run = RUN(&place, "--db", database, "export", "--warc", run_path(&place, "no/such/x"));
    cr_expect_eq(run.status, 1, "%d %s", run.status, run.err);
    run_result_free(&run);
}

Test(export_pages, without_a_database_nothing_is_written) {
    struct run_result run = RUN(&place, "export", "--warc", run_path(&place, "a.warc"));
    struct stat info;

    cr_expect_eq(run.status, 1, "%d %s", run.status, run.err);
    cr_expect_not_null(strstr(run.err, "nothing to export"), "%s", run.err);
    cr_expect_neq(stat(run_path(&place, "a.warc"), &info), 0);
    run_result_free(&run);
}
