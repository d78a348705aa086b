/* pay/tables_row.c - the cells of a row of facts
 * SPDX-License-Identifier: MIT
 */
#include "base/builtin.h"
#include "pay/tables_private.h"

/* Amounts beyond it are a slip of the finger. */
enum { POUNDS_MAX = 1000000 };

void tables_row_fail(struct tables_row *row, const char *column, const char *expected) {
    if (!row->err) {
        const char *cell = csv_cell(row->csv, row->cells, column);
        row->err = diag_set(row->diag, ERR_INPUT, "%s:%d: %s: expected %s, got \"%.64s\"",
                            row->csv->file, row->csv->line, column, expected, cell ? cell : "");
    }
}

void tables_row_tell(struct tables_row *row, struct tables *tables, struct pay_fact fact) {
    fact.source = tables_row_text(row, "source");
    fact.confidence = (enum confidence)tables_row_word(row, "confidence", &vocab_confidence);
    ARENA_PUSH(row->arena, tables->facts, tables->fact_count, fact);
}

const char *tables_row_text(struct tables_row *row, const char *column) {
    const char *cell = csv_cell(row->csv, row->cells, column);
    if (!cell || !*cell) {
        tables_row_fail(row, column, "some text");
    }
    return cell ? arena_copy_text(row->arena, cell) : "";
}

struct date tables_row_date_or_none(struct tables_row *row, const char *column) {
    const char *cell = csv_cell(row->csv, row->cells, column);
    struct date date = {0, 0, 0};
    if (cell && *cell && !date_parse_iso(span_of(cell), &date)) {
        tables_row_fail(row, column, "a date");
    }
    return date;
}

struct date tables_row_date(struct tables_row *row, const char *column) {
    const struct date date = tables_row_date_or_none(row, column);
    if (date_is_none(date)) {
        tables_row_fail(row, column, "a date");
    }
    return date;
}

int tables_row_word(struct tables_row *row, const char *column, const struct vocab *vocab) {
    const char *cell = csv_cell(row->csv, row->cells, column);
    const int value = cell ? vocab_value(vocab, span_of(cell)) : 0;
    if (value == 0) {
        tables_row_fail(row, column, "a word of its list");
    }
    return value;
}

enum nation tables_row_nation(struct tables_row *row, const char *column) {
    static const char *const words[] = {[NATION_ENGLAND] = "ENG",
                                        [NATION_WALES] = "WAL",
                                        [NATION_SCOTLAND] = "SCO",
                                        [NATION_NORTHERN_IRELAND] = "NIR"};
    static const struct vocab vocab = {words, sizeof words / sizeof *words};
    return (enum nation)tables_row_word(row, column, &vocab);
}

int64_t tables_row_hundredths(struct tables_row *row, const char *column) {
    const char *cell = csv_cell(row->csv, row->cells, column);
    const struct span text = span_of(cell);
    const size_t dot = span_find(text, SPAN("."), 0);
    const struct span behind = dot < text.len ? span_part(text, dot + 1, SIZE_MAX) : SPAN("00");
    uint64_t whole = 0;
    uint64_t part = 0;
    if (behind.len < 1 || behind.len > 2 ||
        !span_number(span_part(text, 0, dot), POUNDS_MAX, &whole) ||
        !span_number(behind, 99, &part)) {
        tables_row_fail(row, column, "an amount");
    }
    return (int64_t)(whole * 100 + (behind.len == 1 ? part * 10 : part));
}

int tables_row_number(struct tables_row *row, const char *column) {
    const char *cell = csv_cell(row->csv, row->cells, column);
    uint64_t number = 0;
    if (!cell || !span_number(span_of(cell), POUNDS_MAX, &number)) {
        tables_row_fail(row, column, "a whole number");
    }
    return (int)number;
}

unsigned tables_row_bands(struct tables_row *row, const char *column) {
    struct span rest = span_of(csv_cell(row->csv, row->cells, column));
    struct span piece;
    unsigned set = 0;
    while (span_next_piece(&rest, '|', &piece)) {
        const int band = vocab_value(&vocab_band, piece);
        if (band == 0) {
            tables_row_fail(row, column, "bands");
        }
        set |= 1u << band;
    }
    return set;
}

enum err tables_read(struct tables *tables, const char *file,
                     void (*take)(struct tables *tables, struct tables_row *row),
                     struct diag *diag) {
    struct arena scratch;
    struct csv csv;
    struct strings cells = {NULL, 0};
    bool more = true;
    arena_init(&scratch, ARENA_PAGE_CAP);
    struct tables_row row = {&tables->arena, &csv, &cells, diag, ERR_NONE};
    row.err = csv_open(&csv, &scratch, file, builtin_span(file), ',', diag);
    while (!row.err && more) {
        row.err = csv_next(&csv, &scratch, &cells, &more, diag);
        if (!row.err && more) {
            take(tables, &row);
        }
    }
    arena_fini(&scratch);
    return row.err ? row.err : arena_check(&tables->arena, diag);
}
