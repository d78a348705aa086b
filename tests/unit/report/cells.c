/* tests/unit/report/cells.c - tests of report/cells and report/csv_match
 * SPDX-License-Identifier: MIT
 */
#include "report/cells.h"

#include <criterion/criterion.h>
#include <string.h>

#include "report/csv_match.h"

enum { CAP = 100000 };

Test(cells, a_cell_is_quoted_where_it_must_be_and_never_a_formula) {
    static const struct {
        const char *text;
        const char *cell;
    } rows[] = {
        {NULL, ""},
        {"", ""},
        {"plain", "plain"},
        {"a,b", "\"a,b\""},
        {"say \"no\"", "\"say \"\"no\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"=1+1", "'=1+1"},
        {"+44 20", "'+44 20"},
        {"-2", "'-2"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""},
        {"\tx", "'\tx"},
        {"\r=1", "\"'\r=1\""},
        {"\xEF\xBC\x9D"
         "1",
         "'\xEF\xBC\x9D"
         "1"},
        {"a=1", "a=1"},
    };
    struct buf out;
    buf_init(&out, CAP);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cells cells = {&out, false};
        buf_clear(&out);
        cells_text(&cells, rows[i].text);
        cr_expect_str_eq(buf_text(&out), rows[i].cell, "%s", buf_text(&out));
    }
    buf_fini(&out);
}

Test(cells, amounts_are_pounds_with_pence_where_there_are_any) {
    struct buf out;
    buf_init(&out, CAP);
    struct cells cells = {&out, false};
    cells_pence(&cells, 2462500);
    cells_pence(&cells, 1259);
    cells_pence(&cells, 1205);
    cells_pence(&cells, MONEY_NONE);
    cells_end(&cells);
    cr_expect_str_eq(buf_text(&out), "24625,12.59,12.05,\r\n");
    buf_fini(&out);
}

Test(cells, rows_end_as_rfc_4180_has_it) {
    static const char *const names[] = {"a", "b", NULL};
    struct buf out;
    buf_init(&out, CAP);
    struct cells cells = {&out, false};
    cells_names(&cells, names);
    cells_nothing(&cells);
    cells_tenths(&cells, 125);
    cells_end(&cells);
    cells_number(&cells, -3);
    cells_date(&cells, (struct date){2026, 3, 2});
    cells_date(&cells, (struct date){0});
    cells_end(&cells);
    cr_expect_str_eq(buf_text(&out), "a,b\r\n,12.5\r\n-3,2026-03-02,\r\n", "%s",
                     buf_text(&out));
    buf_fini(&out);
}

/* Cells of a line; none of those given here is quoted. */
static size_t width_of(struct span line) {
    size_t count = 1;
    for (size_t i = 0; i < line.len; i++) {
        count += line.at[i] == ',';
    }
    return count;
}

static void expect_one_width(const struct buf *out, size_t lines) {
    struct span rest = buf_span(out);
    struct span line;
    size_t width = 0;
    size_t count = 0;
    while (span_next_line(&rest, &line)) {
        width = width ? width : width_of(line);
        cr_expect_eq(width_of(line), width, "%.*s", SPAN_FMT(line));
        count++;
    }
    cr_expect_eq(count, lines);
}

/* All lines have as many cells as the head, those of an advert without criteria too. */
Test(csv_match, every_row_is_as_wide_as_the_head) {
    struct criterion criterion = {NEED_ESSENTIAL, NULL, "=cmd|' /C calc'!A0", 0};
    struct atom atom = {.type = ATOM_OTHER, .level = LEVEL_NONE};
    struct demand demand = {&atom, 1};
    struct requirement requirement = {&demand, 1, false, "r"};
    struct because because = {"skills.care", "calc", 50};
    struct judged judged[2] = {
        {&criterion, &requirement, VERDICT_PARTLY, 1, 50, 100, true, &because, 1, NULL},
        {&criterion, &requirement, VERDICT_LATER, MARK_NONE, 0, 0, false, NULL, 0, NULL}};
    struct next_step step = {"give an example", "skills.care", "...", 50, GATE_PASS};
    struct match match = {.vacancy = "C1", .candidate = "c-1", .gate = GATE_OPEN};
    struct buf out;
    buf_init(&out, CAP);
    struct cells cells = {&out, false};
    csv_match_head(&cells, false);
    csv_match(&cells, &match, NULL);
    match.next_steps = &step;
    match.next_step_count = 1;
    csv_match(&cells, &match, "yes");
    expect_one_width(&out, 3);
    buf_clear(&out);
    csv_match_head(&cells, true);
    csv_match_criteria(&cells, &match);
    match.criteria = judged;
    match.criterion_count = 2;
    csv_match_criteria(&cells, &match);
    expect_one_width(&out, 4);
    cr_expect_neq(strstr(buf_text(&out), ",'=cmd|"), NULL, "%s", buf_text(&out));
    cr_expect_neq(strstr(buf_text(&out), ",partly,1,overlap_of_words,5,10,yes,skills.care: 5,"),
                  NULL, "%s", buf_text(&out));
    cr_expect_neq(strstr(buf_text(&out), ",later,,,0,0,no,,"), NULL, "%s", buf_text(&out));
    buf_fini(&out);
}
