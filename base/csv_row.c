/* base/csv_row.c - rows off the front of a table that is read piece by piece
 * SPDX-License-Identifier: MIT
 */
#include "base/csv_row.h"

/* How a row is gone through. */
struct taking {
    struct arena *arena;
    struct csv_row *row;
    struct span bytes;
    size_t at;
    size_t end; /* where its line end begins, once that was met */
    char separator;
    bool is_end;
    bool is_over;     /* the row is: a line end or the last byte was met */
    enum csv_cut cut; /* CSV_CUT_ROW while nothing is against it */
};

/* ---- line ends ---- */

static bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/* Bytes of the line end at `at`; 0: whether it is CR or CRLF is not known yet. */
static size_t line_end_len(struct span bytes, size_t at, bool is_end) {
    if (bytes.at[at] == '\n') {
        return 1;
    }
    if (at + 1 == bytes.len) {
        return is_end ? 1 : 0;
    }
    return bytes.at[at + 1] == '\n' ? 2 : 1;
}

static int64_t count_lines(struct span bytes) {
    int64_t lines = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        const bool is_pair =
            bytes.at[i] == '\r' && i + 1 < bytes.len && bytes.at[i + 1] == '\n';
        lines += is_line_end(bytes.at[i]) && !is_pair;
    }
    return lines;
}

static void step(struct csv_cutter *cutter, struct span *rest, size_t len) {
    cutter->lines += count_lines(span_part(*rest, 0, len));
    *rest = span_part(*rest, len, SIZE_MAX);
}

/* @return false where it is not known yet how the last of them ends */
static bool skip_empty_lines(struct csv_cutter *cutter, struct span *rest, bool is_end) {
    while (rest->len > 0 && is_line_end(rest->at[0])) {
        const size_t len = line_end_len(*rest, 0, is_end);
        if (len == 0) {
            return false;
        }
        step(cutter, rest, len);
    }
    return true;
}

/* ---- cells ---- */

static void stop(struct taking *taking, enum csv_cut cut, const char *fault) {
    taking->cut = cut;
    taking->row->fault = fault;
}

/* A doubled quote becomes one. */
static void push_cell(struct taking *taking, struct span raw, bool is_quoted) {
    struct strings *cells = &taking->row->cells;
    if (cells->count == CSV_ROW_CELLS_MAX) {
        stop(taking, CSV_CUT_BAD, "more than 256 cells");
        return;
    }
    if (raw.len > 0 && memchr(raw.at, '\0', raw.len)) {
        stop(taking, CSV_CUT_BAD, "a NUL byte in it");
        return;
    }
    char *text = arena_copy(taking->arena, raw);
    size_t len = 0;
    for (size_t i = 0; text && is_quoted && i < raw.len; i++) {
        text[len++] = raw.at[i];
        i += raw.at[i] == '"';
    }
    if (text && is_quoted) {
        text[len] = '\0';
    }
    ARENA_PUSH(taking->arena, cells->at, cells->count, text);
}

/* Behind a cell: a separator, a line end or the last byte. */
static void take_end(struct taking *taking) {
    taking->end = taking->at;
    if (taking->at == taking->bytes.len) {
        taking->is_over = true;
        taking->cut = taking->is_end ? taking->cut : CSV_CUT_MORE;
        return;
    }
    const char c = taking->bytes.at[taking->at];
    if (c == taking->separator) {
        taking->at++;
        return;
    }
    const size_t len = line_end_len(taking->bytes, taking->at, taking->is_end);
    taking->is_over = true;
    taking->row->is_ended = true;
    taking->at += len;
    if (len == 0) {
        stop(taking, CSV_CUT_MORE, NULL);
    }
}

static bool ends_cell(const struct taking *taking, size_t at) {
    return at == taking->bytes.len || taking->bytes.at[at] == taking->separator ||
           is_line_end(taking->bytes.at[at]);
}

static void take_plain(struct taking *taking) {
    const size_t from = taking->at;
    while (!ends_cell(taking, taking->at)) {
        taking->at++;
    }
    push_cell(taking, span_part(taking->bytes, from, taking->at - from), false);
}

/* Where the quote closes that opens before `at`; SIZE_MAX: it does not. */
static size_t find_closing(struct span bytes, size_t at) {
    while (at < bytes.len) {
        const char *quote = memchr(bytes.at + at, '"', bytes.len - at);
        if (!quote) {
            return SIZE_MAX;
        }
        at = (size_t)(quote - bytes.at);
        if (at + 1 == bytes.len || bytes.at[at + 1] != '"') {
            return at;
        }
        at += 2;
    }
    return SIZE_MAX;
}

static void take_quoted(struct taking *taking) {
    const size_t from = taking->at + 1;
    const size_t closing = find_closing(taking->bytes, from);
    if (closing == SIZE_MAX) {
        stop(taking, taking->is_end ? CSV_CUT_OPEN : CSV_CUT_MORE, NULL);
        return;
    }
    if (closing + 1 == taking->bytes.len && !taking->is_end) { /* perhaps the first of two */
        stop(taking, CSV_CUT_MORE, NULL);
        return;
    }
    taking->at = closing + 1;
    push_cell(taking, span_part(taking->bytes, from, closing - from), true);
    if (taking->cut == CSV_CUT_ROW && !ends_cell(taking, taking->at)) {
        stop(taking, CSV_CUT_BAD, "text behind a closing quote");
    }
}

/* ---- rows ---- */

/* So that a quote gone wrong costs its own line, not those behind it. */
static enum csv_cut take_bad(struct csv_row *row, struct csv_cutter *cutter, struct span *rest,
                             bool is_end) {
    size_t at = 0;
    while (at < rest->len && !is_line_end(rest->at[at])) {
        at++;
    }
    const size_t len = at < rest->len ? line_end_len(*rest, at, is_end) : 0;
    if (at > CSV_ROW_BYTES_MAX) {
        return CSV_CUT_LONG;
    }
    if (len == 0 && !is_end) {
        return CSV_CUT_MORE;
    }
    step(cutter, rest, at + len);
    row->cells = (struct strings){0};
    row->is_ended = len > 0;
    return CSV_CUT_BAD;
}

/* Is it, whatever stands behind these bytes? The answer must not depend on how many they are.
 */
static bool is_long(const struct taking *taking) {
    if (taking->cut == CSV_CUT_ROW) {
        return taking->end > CSV_ROW_BYTES_MAX;
    }
    return taking->cut == CSV_CUT_BAD ? taking->at > CSV_ROW_BYTES_MAX
                                      : taking->bytes.len >= CSV_ROW_HELD_MAX;
}

enum csv_cut csv_row_take(struct csv_row *out, struct arena *arena, struct csv_cutter *cutter,
                          struct span *rest, bool is_end) {
    struct csv_row row = {0};
    if (!skip_empty_lines(cutter, rest, is_end)) {
        return CSV_CUT_MORE;
    }
    if (rest->len == 0) {
        return is_end ? CSV_CUT_END : CSV_CUT_MORE;
    }
    row.line = cutter->lines + 1;
    struct taking taking = {.arena = arena,
                            .row = &row,
                            .bytes = *rest,
                            .separator = cutter->separator,
                            .is_end = is_end};
    while (taking.cut == CSV_CUT_ROW && !taking.is_over) {
        if (taking.at < rest->len && rest->at[taking.at] == '"') {
            take_quoted(&taking);
        } else {
            take_plain(&taking);
        }
        if (taking.cut == CSV_CUT_ROW) {
            take_end(&taking);
        }
    }
    if (is_long(&taking)) {
        taking.cut = CSV_CUT_LONG;
    } else if (taking.cut == CSV_CUT_ROW) {
        step(cutter, rest, taking.at);
    } else if (taking.cut == CSV_CUT_BAD) {
        taking.cut = take_bad(&row, cutter, rest, is_end);
    }
    if (taking.cut != CSV_CUT_MORE) {
        *out = row;
    }
    return taking.cut;
}
