/* parser/words.c - looking words up in the tables of parser/fields
 * SPDX-License-Identifier: MIT
 */
#include "parser/words.h"

#include <string.h>

#include "base/builtin.h"

/* The tables are our own: lines end with LF. Lookups are made for every word of a long text, so
 * only lines of the wanted kind are looked into. */
static struct span next_line(struct span *rest) {
    const char *end = memchr(rest->at, '\n', rest->len);
    size_t len = end ? (size_t)(end - rest->at) : rest->len;
    struct span line = {rest->at, len};
    rest->at += end ? len + 1 : len;
    rest->len -= end ? len + 1 : len;
    return line;
}

static struct span next_cell(struct span *line) {
    struct span cell = {NULL, 0};
    (void)span_next_piece(line, '\t', &cell);
    return span_trim(cell);
}

static struct words_row read_row(struct span line) {
    struct words_row row;
    row.kind = next_cell(&line);
    row.words = next_cell(&line);
    row.value = next_cell(&line);
    row.more = next_cell(&line);
    return row;
}

struct words words_open(const char *file) {
    struct words words = {builtin_span(file)};
    bool comment = true;
    while (comment && words.rest.len > 0) {
        struct span line = next_line(&words.rest);
        comment = line.len > 0 && line.at[0] == '#'; /* else the line of column names */
    }
    return words;
}

bool words_next(struct words *words, struct words_row *row) {
    while (words->rest.len > 0) {
        struct span line = next_line(&words->rest);
        if (line.len > 0 && line.at[0] != '#') {
            *row = read_row(line);
            return true;
        }
    }
    return false;
}

/* Takes the next line of that kind. `*cells` is what stands behind the kind. */
static bool next_of_kind(struct words *words, struct span kind, struct span *line,
                         struct span *cells) {
    while (words->rest.len > 0) {
        *line = next_line(&words->rest);
        if (line->len > kind.len && line->at[kind.len] == '\t' &&
            memcmp(line->at, kind.at, kind.len) == 0) {
            *cells = span_part(*line, kind.len + 1, SIZE_MAX);
            return true;
        }
    }
    return false;
}

/* The first cell of what stands behind a kind. */
static struct span first_cell(struct span cells) {
    const char *tab = memchr(cells.at, '\t', cells.len);
    return tab ? span_part(cells, 0, (size_t)(tab - cells.at)) : cells;
}

bool words_find(struct words_row *row, const char *file, const char *kind, struct span words) {
    struct words table = words_open(file);
    struct span line;
    struct span cells;
    while (next_of_kind(&table, span_of(kind), &line, &cells)) {
        /* Most rows are told apart by their length. */
        if (cells.len >= words.len && (cells.len == words.len || cells.at[words.len] == '\t') &&
            span_equal_nocase(span_part(cells, 0, words.len), words)) {
            if (row) {
                *row = read_row(line);
            }
            return true;
        }
    }
    return false;
}

bool words_find_in(struct words_row *row, const char *file, const char *kind,
                   struct span text) {
    struct words table = words_open(file);
    struct span line;
    struct span cells;
    while (next_of_kind(&table, span_of(kind), &line, &cells)) {
        if (span_find_nocase(text, first_cell(cells), 0) != SIZE_MAX) {
            if (row) {
                *row = read_row(line);
            }
            return true;
        }
    }
    return false;
}
