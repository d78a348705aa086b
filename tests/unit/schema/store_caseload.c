/* tests/unit/schema/store_caseload.c - tests of what is remembered of an adviser's candidates
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_caseload.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "tests/unit/schema/sample.h"

/* Rows 1 to `count`. */
static void save_vacancies(struct sample *sample, int count) {
    for (int i = 1; i <= count; i++) {
        struct vacancy vacancy =
            sample_small(arena_printf(&sample->arena, "V%d", i), "Support worker");
        sample_save(sample, &vacancy);
    }
}

static enum err put(struct sample *sample, const char *code, const struct caseload_mark *marks,
                    size_t count, bool is_whole) {
    return store_caseload_put(sample->store, code, "r1", marks, count, is_whole, &sample->diag);
}

/* What is remembered: "ROW GATE SCORE MARKS AGE" each, the age in seconds. */
static const char *known(struct sample *sample, const char *code) {
    struct caseload_mark *marks = NULL;
    size_t count = 9;
    const char *text = "";
    cr_assert_eq(
        store_caseload_get(sample->store, &sample->arena, code, &marks, &count, &sample->diag),
        ERR_NONE, "%s", sample->diag.text);
    for (size_t i = 0; i < count; i++) {
        text = arena_printf(&sample->arena, "%s%s%d %s %d %s %d", text, i > 0 ? "; " : "",
                            (int)marks[i].vacancy, vocab_name(&vocab_gate, (int)marks[i].gate),
                            marks[i].score, marks[i].marks, (int)(marks[i].since - SAMPLE_NOW));
    }
    return text;
}

static const struct caseload_mark first[] = {
    {1, GATE_PASS, 875, "221-", 0}, {2, GATE_OPEN, 500, "2", 0}, {4, GATE_FAIL, 0, "", 0}};

Test(store_caseload, is_empty_at_first) {
    struct sample sample;
    struct caseload_code *codes = NULL;
    struct caseload_code code = {.code = "untouched"};
    size_t count = 9;
    bool found = true;
    sample_open(&sample);
    cr_expect_eq(
        store_caseload_codes(sample.store, &sample.arena, &codes, &count, &sample.diag),
        ERR_NONE);
    cr_expect_eq(count, 0);
    cr_expect_eq(
        store_caseload_find(sample.store, &sample.arena, "c-001", &code, &found, &sample.diag),
        ERR_NONE);
    cr_expect(!found);
    cr_expect_str_eq(code.code, "untouched");
    cr_expect_str_eq(known(&sample, "c-001"), "");
    sample_close(&sample);
}

Test(store_caseload, remembers_a_run_and_what_is_new_since) {
    static const struct caseload_mark second[] = {{1, GATE_PASS, 875, "221-", 5},
                                                  {2, GATE_PASS, 600, "2", 5},
                                                  {3, GATE_OPEN, 10, "0", 5}};
    struct sample sample;
    sample_open(&sample);
    save_vacancies(&sample, 4);
    cr_assert_eq(put(&sample, "c-001", first, 3, true), ERR_NONE, "%s", sample.diag.text);
    cr_expect_str_eq(known(&sample, "c-001"), "1 pass 875 221- 0; 2 open 500 2 0; 4 fail 0  0");
    sample.held.now += 100;
    cr_assert_eq(put(&sample, "c-001", second, 3, true), ERR_NONE);
    cr_expect_str_eq(known(&sample, "c-001"),
                     "1 pass 875 221- 0; 2 pass 600 2 0; 3 open 10 0 100");
    sample_reopen(&sample);
    struct caseload_code code;
    bool found = false;
    cr_assert_eq(
        store_caseload_find(sample.store, &sample.arena, "c-001", &code, &found, &sample.diag),
        ERR_NONE);
    cr_assert(found);
    cr_expect_str_eq(code.code, "c-001");
    cr_expect_str_eq(code.rules, "r1");
    cr_expect_eq(code.matched_at, SAMPLE_NOW + 100);
    cr_expect_eq(code.adverts, 3);
    sample_close(&sample);
}

Test(store_caseload, keeps_what_a_run_did_not_look_at) {
    static const struct caseload_mark part[] = {{2, GATE_PASS, 600, "2", 0},
                                                {3, GATE_OPEN, 10, "0", 0}};
    struct sample sample;
    sample_open(&sample);
    save_vacancies(&sample, 4);
    cr_assert_eq(put(&sample, "c-001", first, 3, true), ERR_NONE);
    sample.held.now += 7;
    cr_assert_eq(put(&sample, "c-001", part, 2, false), ERR_NONE);
    cr_expect_str_eq(known(&sample, "c-001"),
                     "1 pass 875 221- 0; 2 pass 600 2 0; 3 open 10 0 7; 4 fail 0  0");
    cr_assert_eq(put(&sample, "c-001", NULL, 0, false), ERR_NONE);
    cr_assert_eq(put(&sample, "c-001", NULL, 0, true), ERR_NONE);
    cr_expect_str_eq(known(&sample, "c-001"), "");
    sample_close(&sample);
}

Test(store_caseload, keeps_codes_apart_and_lists_them_in_order) {
    struct sample sample;
    struct caseload_code *codes = NULL;
    size_t count = 0;
    sample_open(&sample);
    save_vacancies(&sample, 4);
    cr_assert_eq(put(&sample, "c-010", first, 3, true), ERR_NONE);
    cr_assert_eq(put(&sample, "c-002", first, 1, true), ERR_NONE);
    cr_assert_eq(put(&sample, "C-002", NULL, 0, true), ERR_NONE);
    cr_assert_eq(
        store_caseload_codes(sample.store, &sample.arena, &codes, &count, &sample.diag),
        ERR_NONE);
    cr_assert_eq(count, 3);
    cr_expect_str_eq(codes[0].code, "C-002");
    cr_expect_str_eq(codes[1].code, "c-002");
    cr_expect_eq(codes[1].adverts, 1);
    cr_expect_str_eq(codes[2].code, "c-010");
    cr_expect_eq(codes[2].adverts, 3);
    sample_close(&sample);
}

Test(store_caseload, leaves_out_a_vacancy_that_has_gone) {
    static const struct caseload_mark marks[] = {{1, GATE_PASS, 1, "", 0},
                                                 {99, GATE_PASS, 1, "", 0}};
    struct sample sample;
    sample_open(&sample);
    save_vacancies(&sample, 1);
    cr_assert_eq(put(&sample, "c-001", marks, 2, true), ERR_NONE, "%s", sample.diag.text);
    cr_expect_str_eq(known(&sample, "c-001"), "1 pass 1  0");
    sample_close(&sample);
}

Test(store_caseload, moves_with_an_advert_that_is_another_boards_post_too) {
    static const struct caseload_mark both[] = {{1, GATE_PASS, 1, "1", 0},
                                                {2, GATE_OPEN, 2, "2", 0}};
    struct sample sample;
    sample_open(&sample);
    save_vacancies(&sample, 2);
    cr_assert_eq(put(&sample, "c-001", both + 1, 1, true), ERR_NONE);
    cr_assert_eq(put(&sample, "c-002", both, 2, true), ERR_NONE);
    struct vacancy_name name = {SOURCE_NHSJOBS, "V2"};
    cr_assert_eq(store_sighting_join(sample.store, &name, NULL, 1, 0, &sample.diag), ERR_NONE,
                 "%s", sample.diag.text);
    cr_expect_str_eq(known(&sample, "c-001"), "1 open 2 2 0");
    cr_expect_str_eq(known(&sample, "c-002"), "1 pass 1 1 0");
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM marked"), 2);
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

static const struct {
    const char *what;
    const char *code;
    struct caseload_mark mark;
    enum err err;
} refused[] = {
    {"no code", "", {1, GATE_PASS, 1, "", 0}, ERR_INPUT},
    {"no row", "c", {0, GATE_PASS, 1, "", 0}, ERR_INPUT},
    {"no gate", "c", {1, GATE_NONE, 1, "", 0}, ERR_INPUT},
    {"no score", "c", {1, GATE_PASS, 1001, "", 0}, ERR_INPUT},
    {"a score below nothing", "c", {1, GATE_PASS, -1, "", 0}, ERR_INPUT},
    {"words for marks", "c", {1, GATE_PASS, 1, "likes gardens", 0}, ERR_INPUT},
    {"no marks", "c", {1, GATE_PASS, 1, NULL, 0}, ERR_INPUT},
};

/* Nothing but marks fits in: no word of a profile. */
Test(store_caseload, takes_nothing_but_marks) {
    struct sample sample;
    char code[CASELOAD_CODE_MAX + 2];
    char marks[CASELOAD_MARKS_MAX + 2];
    sample_open(&sample);
    save_vacancies(&sample, 4);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        cr_expect_eq(put(&sample, refused[i].code, &refused[i].mark, 1, true), refused[i].err,
                     "%s", refused[i].what);
    }
    memset(code, 'c', sizeof code - 1);
    code[sizeof code - 1] = '\0';
    memset(marks, '2', sizeof marks - 1);
    marks[sizeof marks - 1] = '\0';
    struct caseload_mark mark = {1, GATE_PASS, 1, marks, 0};
    cr_expect_eq(put(&sample, code, NULL, 0, true), ERR_LIMIT);
    cr_expect_eq(put(&sample, "c", &mark, 1, true), ERR_LIMIT);
    cr_expect_eq(put(&sample, code + 1, NULL, 0, true), ERR_NONE);
    mark.marks = marks + 1;
    cr_expect_eq(put(&sample, "c", &mark, 1, true), ERR_NONE);
    struct caseload_mark twice[] = {first[1], first[1]};
    cr_expect_eq(put(&sample, "d", twice, 2, true), ERR_INPUT);
    cr_expect_eq(store_caseload_put(sample.store, "d", NULL, NULL, 0, true, &sample.diag),
                 ERR_INPUT);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM candidate"), 2);
    sample_close(&sample);
}

/* ---- forgetting ---- */

static bool file_has(struct sample *sample, const char *ending, const char *text) {
    struct buf content;
    const char *path = arena_printf(&sample->arena, "%s%s", sample_path(sample), ending);
    buf_init(&content, (size_t)64 * 1024 * 1024);
    enum err err = file_read(&content, path, &sample->diag);
    bool found = err == ERR_NONE && span_find(buf_span(&content), span_of(text), 0) != SIZE_MAX;
    buf_fini(&content);
    return found;
}

static bool is_anywhere(struct sample *sample, const char *text) {
    return file_has(sample, "", text) || file_has(sample, "-wal", text) ||
           file_has(sample, "-journal", text);
}

/* Many codes come and change for a while, so that rows move within pages and between them. */
static void fill(struct sample *sample) {
    struct caseload_mark marks[40];
    for (int round = 0; round < 6; round++) {
        sample->held.now += 1000;
        for (int i = 0; i < 60; i++) {
            const char *code = arena_printf(&sample->arena, "code-of-%03d-somebody", i);
            size_t count = 0;
            for (int row = 1 + (i + round) % 3; row <= 40; row += 1 + (i + round) % 4) {
                marks[count++] =
                    (struct caseload_mark){row, GATE_OPEN, (row * 37 + i + round) % 1000,
                                           i == 17 ? "0120120120120121021021021" : "2211", 0};
            }
            cr_assert_eq(store_caseload_put(sample->store, code,
                                            round % 2 ? "r1" : "a-longer-name-of-rules", marks,
                                            count, true, &sample->diag),
                         ERR_NONE, "%s", sample->diag.text);
        }
    }
}

Test(store_caseload, forgets_a_code_in_the_file_and_its_log) {
    static const char code[] = "code-of-017-somebody";
    struct sample sample;
    bool forgotten = false;
    sample_open(&sample);
    save_vacancies(&sample, 40);
    fill(&sample);
    cr_expect(is_anywhere(&sample, code));
    cr_expect_str_neq(known(&sample, code), "");
    cr_assert_eq(store_caseload_forget(sample.store, code, &forgotten, &sample.diag), ERR_NONE,
                 "%s", sample.diag.text);
    cr_expect(forgotten);
    cr_expect_str_eq(known(&sample, code), "");
    cr_expect(!is_anywhere(&sample, code));
    cr_expect(!is_anywhere(&sample, "0120120120120121021021021"), "nor its marks");
    cr_expect(is_anywhere(&sample, "code-of-018-somebody"));
    cr_expect_str_neq(known(&sample, "code-of-018-somebody"), "");
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM candidate"), 59);
    cr_assert_eq(store_caseload_forget(sample.store, code, &forgotten, &sample.diag), ERR_NONE);
    cr_expect(!forgotten, "there is nothing left to forget");
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

Test(store_caseload, says_where_a_reader_keeps_the_log) {
    struct sample sample;
    bool forgotten = false;
    sqlite3 *reader = NULL;
    sample_open(&sample);
    save_vacancies(&sample, 4);
    cr_assert_eq(put(&sample, "c-001", first, 3, true), ERR_NONE);
    cr_assert_eq(sqlite3_open(sample_path(&sample), &reader), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM vacancy", NULL, NULL, NULL),
                 SQLITE_OK);
    cr_expect_eq(store_caseload_forget(sample.store, "c-001", &forgotten, &sample.diag),
                 ERR_STORE);
    cr_expect(strstr(sample.diag.text, "do it again"), "%s", sample.diag.text);
    cr_expect_str_eq(known(&sample, "c-001"), "", "it is forgotten all the same");
    (void)sqlite3_close(reader);
    cr_expect_eq(store_caseload_forget(sample.store, "c-001", &forgotten, &sample.diag),
                 ERR_NONE);
    cr_expect(!is_anywhere(&sample, "c-001"));
    sample_close(&sample);
}
