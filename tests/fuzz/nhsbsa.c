/* tests/fuzz/nhsbsa.c - any bytes as a vacancy file: the same rows in whatever pieces, clean
 * ones SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/csv_row.h"
#include "parser/nhsbsa.h"
#include "tests/support/property.h"
#include "tests/support/sound.h"
#include "tools/fuzz.h"

static const struct nhsbsa *facts_once(void) {
    static struct nhsbsa facts;
    static struct arena arena;
    if (facts.name_count == 0) {
        arena_init(&arena, ARENA_PAGE_CAP);
        if (nhsbsa_open(&facts, &arena, NULL)) {
            abort();
        }
    }
    return &facts;
}

/* ---- rows in pieces ---- */

static void put_row(struct buf *out, enum csv_cut cut, const struct csv_row *row) {
    buf_printf(out, "%d %lld %d %zu", (int)cut, (long long)row->line, row->is_ended,
               row->cells.count);
    for (size_t i = 0; i < row->cells.count; i++) {
        buf_printf(out, "[%s]", row->cells.at[i]);
    }
}

/* All rows of a table, given in pieces, as text. */
static void put_rows(struct buf *out, struct span table, size_t piece) {
    struct csv_cutter cutter = {.separator = ','};
    struct arena arena;
    size_t given = piece < table.len ? piece : table.len;
    struct span rest = span_part(table, 0, given);
    enum csv_cut cut = CSV_CUT_MORE;
    arena_init(&arena, ARENA_PAGE_CAP);
    while (cut != CSV_CUT_END && cut != CSV_CUT_OPEN && cut != CSV_CUT_LONG) {
        struct csv_row row = {0};
        const size_t before = rest.len;
        const int64_t lines = cutter.lines;
        cut = csv_row_take(&row, &arena, &cutter, &rest, given == table.len);
        EXPECT(rest.len <= before && cutter.lines >= lines);
        EXPECT(cut != CSV_CUT_ROW || (rest.len < before && row.cells.count > 0 && !row.fault));
        EXPECT(cut != CSV_CUT_BAD || (rest.len < before && row.fault));
        EXPECT(cut != CSV_CUT_MORE || given < table.len);
        if (cut == CSV_CUT_MORE) {
            given += piece < table.len - given ? piece : table.len - given;
            rest.len = (size_t)(table.at + given - rest.at);
        } else {
            put_row(out, cut, &row);
        }
    }
    EXPECT(!arena.failed);
    arena_fini(&arena);
}

static void expect_same_in_pieces(struct span table) {
    enum { PIECES_MAX = 512, TEXT_MAX = 1 << 24 }; /* single bytes cost the square */
    struct buf whole;
    struct buf pieces;
    buf_init(&whole, TEXT_MAX);
    buf_init(&pieces, TEXT_MAX);
    put_rows(&whole, table, table.len);
    put_rows(&pieces, table, table.len <= PIECES_MAX ? 1 : table.len / 7);
    EXPECT(whole.failed || strcmp(buf_text(&whole), buf_text(&pieces)) == 0);
    buf_fini(&whole);
    buf_fini(&pieces);
}

/* ---- rows as vacancies ---- */

static void expect_clean(const char *text) { EXPECT(!text || property_is_folded(text)); }

static void expect_row(const struct nhsbsa_row *row) {
    const struct vacancy *vacancy = &row->vacancy;
    EXPECT(!row->fault != !row->key);
    if (row->fault) {
        return;
    }
    EXPECT(vacancy->title && vacancy->title[0] && row->key[0]);
    EXPECT(date_is_none(vacancy->posted) || date_is_valid(vacancy->posted));
    EXPECT(date_is_none(vacancy->closes) || date_is_valid(vacancy->closes));
    EXPECT(vacancy->location_count <= 1);
    expect_clean(vacancy->title);
    expect_clean(vacancy->employer);
    expect_clean(vacancy->salary.text);
    sound_salary(vacancy);
    sound_notes(vacancy->notes, vacancy->note_count);
}

static void expect_rows(struct span table) {
    struct csv_cutter cutter = {.separator = ','};
    struct nhsbsa_columns columns;
    struct csv_row row = {0};
    struct arena arena;
    arena_init(&arena, (size_t)4 * ARENA_PAGE_CAP);
    enum csv_cut cut = csv_row_take(&row, &arena, &cutter, &table, true);
    if (cut == CSV_CUT_ROW &&
        !nhsbsa_find_columns(&columns, &arena, facts_once(), &row.cells, true, NULL)) {
        EXPECT(columns.at[NHSBSA_TITLE] >= 0);
        while (cut == CSV_CUT_ROW || cut == CSV_CUT_BAD) {
            struct nhsbsa_row read = {0};
            cut = csv_row_take(&row, &arena, &cutter, &table, true);
            if (cut == CSV_CUT_ROW && !nhsbsa_read(&read, &arena, &columns, &row.cells, NULL)) {
                expect_row(&read);
            }
        }
    }
    arena_fini(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct span table = {(const char *)data, size};
    expect_same_in_pieces(table);
    expect_rows(table);
    return 0;
}
