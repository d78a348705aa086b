/* base/csv.c - reading comma- or tab-separated tables
 * SPDX-License-Identifier: MIT
 */
#include "base/csv.h"

#include <string.h>

#include "base/utf8.h"

/* A cell's raw text is cut out of the content first and unquoted behind that. */
struct cell {
    struct span raw; /* without the quotes around it */
    bool quoted;     /* doubled quotes in `raw` stand for one */
    bool last;       /* the row ends behind it */
};

static enum err fault(const struct csv *csv, int line, const char *what, struct diag *diag) {
    return diag_set(diag, ERR_INPUT, "%s:%d: %s", csv->file, line, what);
}

/* How many bytes the line end at the front of `rest` has; 0 where there is none. */
static size_t line_end(struct span rest) {
    if (rest.len > 0 && rest.at[0] == '\n') {
        return 1;
    }
    return span_starts(rest, "\r\n") ? 2 : 0;
}

static int count_lines(struct span span) {
    int lines = 0;
    for (size_t i = 0; span.at && i < span.len; i++) {
        lines += span.at[i] == '\n';
    }
    return lines;
}

/* Takes a quoted cell, whose opening quote is at the front, up to its closing quote. */
static bool take_quoted(struct span *rest, struct cell *cell) {
    size_t at = 1;
    for (;;) {
        at = span_find(*rest, SPAN("\""), at);
        if (at == SIZE_MAX) {
            return false;
        }
        if (!span_starts(span_part(*rest, at + 1, 1), "\"")) {
            break;
        }
        at += 2; /* a doubled quote is a letter of the cell */
    }
    cell->quoted = true;
    cell->raw = span_part(*rest, 1, at - 1);
    *rest = span_part(*rest, at + 1, SIZE_MAX);
    return true;
}

static void take_plain(struct span *rest, char separator, struct cell *cell) {
    size_t len = 0;
    for (; len < rest->len && rest->at[len] != separator && rest->at[len] != '\n'; len++) {
        if (rest->at[len] == '\r' && span_starts(span_part(*rest, len + 1, 1), "\n")) {
            break;
        }
    }
    cell->quoted = false;
    cell->raw = span_part(*rest, 0, len);
    *rest = span_part(*rest, len, SIZE_MAX);
}

/* Takes one cell and the separator behind it. */
static enum err take_cell(struct csv *csv, struct span *rest, struct cell *cell,
                          struct diag *diag) {
    if (!span_starts(*rest, "\"")) {
        take_plain(rest, csv->separator, cell);
    } else if (!take_quoted(rest, cell)) {
        return fault(csv, csv->line, "a quote is opened and never closed", diag);
    }
    if (cell->raw.len > 0 && memchr(cell->raw.at, '\0', cell->raw.len)) {
        return fault(csv, csv->line, "a cell holds a NUL byte", diag);
    }
    cell->last = rest->len == 0 || line_end(*rest) > 0;
    if (!cell->last && rest->at[0] != csv->separator) {
        return fault(csv, csv->line, "text follows a closing quote; expected a separator",
                     diag);
    }
    *rest = span_part(*rest, cell->last ? line_end(*rest) : 1, SIZE_MAX);
    return ERR_NONE;
}

/* The cell as text; a doubled quote becomes one. */
static char *copy_cell(struct arena *arena, const struct cell *cell) {
    char *text = arena_copy(arena, cell->raw);
    if (!text || !cell->quoted) {
        return text;
    }
    size_t len = 0;
    for (size_t i = 0; i < cell->raw.len; i++) {
        text[len++] = cell->raw.at[i];
        i += cell->raw.at[i] == '"';
    }
    text[len] = '\0';
    return text;
}

/* Reads the row at the front of `csv->rest`, of whatever width. */
static enum err read_row(struct csv *csv, struct arena *arena, struct strings *out,
                         struct diag *diag) {
    struct strings cells = {0};
    struct span rest = csv->rest;
    struct cell cell = {0};
    csv->line = csv->next_line;
    while (!cell.last) {
        enum err err = take_cell(csv, &rest, &cell, diag);
        if (err) {
            return err;
        }
        if (cells.count == CSV_COLUMNS_MAX) {
            return diag_set(diag, ERR_LIMIT, "%s:%d: more than the %d columns allowed",
                            csv->file, csv->line, CSV_COLUMNS_MAX);
        }
        const char *text = copy_cell(arena, &cell);
        ARENA_PUSH(arena, cells.at, cells.count, text);
        if (arena->failed) {
            return arena_check(arena, diag);
        }
    }
    csv->next_line += count_lines(span_part(csv->rest, 0, csv->rest.len - rest.len));
    csv->rest = rest;
    *out = cells;
    return ERR_NONE;
}

static void skip_line(struct csv *csv) {
    struct span line;
    (void)span_next_piece(&csv->rest, '\n', &line);
    csv->next_line++;
}

static void skip_empty_lines(struct csv *csv) {
    while (line_end(csv->rest) > 0) {
        skip_line(csv);
    }
}

/* Is it UTF-8? No character reaches over a byte of ASCII, so that only the runs of others, few
 * in our tables, need be looked at. */
static bool is_utf8(struct span content) {
    size_t at = 0;
    while (at < content.len) {
        size_t from = at;
        while (at < content.len && (unsigned char)content.at[at] >= 0x80) {
            at++;
        }
        if (at > from && !utf8_is_valid(span_part(content, from, at - from))) {
            return false;
        }
        while (at < content.len && (unsigned char)content.at[at] < 0x80) {
            at++;
        }
    }
    return true;
}

enum err csv_open(struct csv *csv, struct arena *arena, const char *file, struct span content,
                  char separator, struct diag *diag) {
    struct csv table = {
        .file = file, .rest = content, .separator = separator, .line = 1, .next_line = 1};
    if (!is_utf8(content)) {
        return diag_set(diag, ERR_INPUT, "%s: not UTF-8 text; save it as UTF-8", file);
    }
    if (span_starts(content, "\xEF\xBB\xBF")) {
        table.rest = span_part(content, 3, SIZE_MAX);
    }
    skip_empty_lines(&table);
    while (span_starts(table.rest, "#")) {
        skip_line(&table);
        skip_empty_lines(&table);
    }
    if (table.rest.len == 0) {
        return fault(&table, table.next_line, "no header; expected the names of the columns",
                     diag);
    }
    enum err err = read_row(&table, arena, &table.names, diag);
    if (err) {
        return err;
    }
    *csv = table;
    return ERR_NONE;
}

enum err csv_next(struct csv *csv, struct arena *arena, struct strings *cells, bool *more,
                  struct diag *diag) {
    skip_empty_lines(csv);
    if (csv->rest.len == 0) {
        *more = false;
        return ERR_NONE;
    }
    struct strings row = {0};
    enum err err = read_row(csv, arena, &row, diag);
    if (err) {
        return err;
    }
    if (row.count != csv->names.count) {
        return diag_set(diag, ERR_INPUT, "%s:%d: %zu cells; the header has %zu", csv->file,
                        csv->line, row.count, csv->names.count);
    }
    *cells = row;
    *more = true;
    return ERR_NONE;
}

const char *csv_cell(const struct csv *csv, const struct strings *cells, const char *name) {
    for (size_t i = 0; i < csv->names.count && i < cells->count; i++) {
        if (strcmp(csv->names.at[i], name) == 0) {
            return cells->at[i];
        }
    }
    return NULL;
}
