/* report/cells.c - rows of comma-separated values
 * SPDX-License-Identifier: MIT
 */
#include "report/cells.h"

#include <inttypes.h>

#include "report/say.h"

/* What makes spreadsheets calculate (OWASP, "CSV Injection"): the four signs, the same in full
 * width (U+FF1D, U+FF0B, U+FF0D, U+FF20), and white space before which they look for one. */
bool cells_is_formula(struct span text) {
    static const char *const starts[] = {
        "=",  "+",  "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0",
        "\t", "\r", "\n"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (span_starts(text, starts[i])) {
            return true;
        }
    }
    return false;
}

static bool is_quoted(struct span text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == ',' || c == '"' || c == '\r' || c == '\n') {
            return true;
        }
    }
    return false;
}

static void begin(struct cells *cells) {
    if (cells->begun) {
        buf_put_char(cells->out, ',');
    }
    cells->begun = true;
}

void cells_text(struct cells *cells, const char *text) {
    struct span span = span_of(text ? text : "");
    bool quoted = is_quoted(span);
    begin(cells);
    buf_put_text(cells->out, quoted ? "\"" : NULL);
    buf_put_text(cells->out, cells_is_formula(span) ? "'" : NULL);
    for (size_t i = 0; i < span.len; i++) {
        if (span.at[i] == '"') {
            buf_put_char(cells->out, '"');
        }
        buf_put_char(cells->out, span.at[i]);
    }
    buf_put_text(cells->out, quoted ? "\"" : NULL);
}

void cells_word(struct cells *cells, const struct vocab *vocab, int value) {
    cells_text(cells, vocab_name(vocab, value));
}

void cells_tenths(struct cells *cells, int tenths) {
    begin(cells);
    say_tenths(cells->out, tenths);
}

void cells_number(struct cells *cells, int64_t number) {
    begin(cells);
    buf_printf(cells->out, "%" PRId64, number);
}

void cells_pence(struct cells *cells, int64_t pence) {
    begin(cells);
    if (pence != MONEY_NONE) {
        buf_printf(cells->out, "%" PRId64, pence / 100);
    }
    if (pence != MONEY_NONE && pence % 100 != 0) {
        buf_printf(cells->out, ".%02d", (int)(pence % 100));
    }
}

void cells_date(struct cells *cells, struct date date) {
    char text[DATE_TEXT_SIZE];
    cells_text(cells, date_is_none(date) ? NULL : date_write(date, text));
}

void cells_nothing(struct cells *cells) { begin(cells); }

void cells_end(struct cells *cells) {
    buf_put_text(cells->out, "\r\n");
    cells->begun = false;
}

void cells_names(struct cells *cells, const char *const *names) {
    for (size_t i = 0; names[i]; i++) {
        cells_text(cells, names[i]);
    }
    cells_end(cells);
}
