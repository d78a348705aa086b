/* tests/support/property.c - what the fuzz targets say their properties with
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/property.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

noreturn void property_fail(const char *condition, const char *file, int line) {
    (void)fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

/* ---- inputs ---- */

static void mend(struct buf *out, const uint8_t *data, size_t size) {
    struct span bytes = {(const char *)data, size};
    buf_init(out, (size_t)4 * PROPERTY_TEXT_MAX);
    (void)utf8_mend(out, span_part(bytes, 0, PROPERTY_TEXT_MAX));
}

const char *property_line(struct arena *arena, const uint8_t *data, size_t size) {
    struct buf mended;
    mend(&mended, data, size);
    const char *line = utf8_fold_copy(arena, buf_span(&mended));
    buf_fini(&mended);
    EXPECT(line != NULL);
    return line;
}

const char *property_text(struct arena *arena, const uint8_t *data, size_t size) {
    struct buf mended;
    struct buf lines;
    mend(&mended, data, size);
    buf_init(&lines, mended.cap);
    struct span rest = buf_span(&mended);
    struct span line;
    for (bool first = true; span_next_line(&rest, &line); first = false) {
        buf_put_text(&lines, first ? "" : "\n");
        utf8_fold_space(&lines, line);
    }
    const char *text = arena_copy(arena, buf_span(&lines));
    buf_fini(&lines);
    buf_fini(&mended);
    EXPECT(text != NULL);
    return text;
}

const char *property_upper(struct arena *arena, const char *text) {
    char *copy = arena_copy_text(arena, text);
    for (char *c = copy; c && *c; c++) {
        *c = ascii_upper(*c);
    }
    EXPECT(copy != NULL);
    return copy;
}

/* ---- oracles ---- */

static bool is_folded(struct span span) {
    struct buf folded;
    buf_init(&folded, span.len + 1);
    utf8_fold_space(&folded, span);
    bool same = utf8_is_valid(span) && span_equal(buf_span(&folded), span);
    buf_fini(&folded);
    return same;
}

bool property_is_folded(const char *text) { return is_folded(span_of(text)); }

/* An item of a nested list is indented. */
static struct span without_indent(struct span line) {
    while (span_starts(line, "  ")) {
        line = span_part(line, 2, SIZE_MAX);
    }
    return line;
}

bool property_is_clean(const char *text) {
    struct span rest = span_of(text);
    struct span line;
    bool clean = utf8_is_valid(rest) && !span_starts(rest, "\n") && !span_ends(rest, "\n") &&
                 span_find(rest, SPAN("\n\n\n"), 0) == SIZE_MAX;
    while (clean && span_next_piece(&rest, '\n', &line)) {
        clean = is_folded(without_indent(line));
    }
    return clean;
}

/* The next character that shows, or UTF8_END. */
static uint32_t next_shown(struct span text, size_t *at) {
    uint32_t code = utf8_next(text, at);
    while (code != UTF8_END && (utf8_is_space(code) || utf8_is_control(code))) {
        code = utf8_next(text, at);
    }
    return code;
}

bool property_holds_all(struct span text, struct span part) {
    size_t in_text = 0;
    size_t in_part = 0;
    for (uint32_t wanted; (wanted = next_shown(part, &in_part)) != UTF8_END;) {
        uint32_t code;
        do {
            code = next_shown(text, &in_text);
            if (code == UTF8_END) {
                return false;
            }
        } while (code != wanted);
    }
    return true;
}

bool property_holds_email(const char *text) {
    struct span span = span_of(text);
    for (size_t at = span_find(span, SPAN("@"), 0); at != SIZE_MAX;
         at = span_find(span, SPAN("@"), at + 1)) {
        size_t end = at + 1;
        while (end < span.len && ascii_is_alnum(span.at[end])) {
            end++;
        }
        bool host = end > at + 1 && end + 1 < span.len && span.at[end] == '.' &&
                    ascii_is_alnum(span.at[end + 1]);
        if (host && at > 0 && ascii_is_alnum(span.at[at - 1])) {
            return true;
        }
    }
    return false;
}

bool property_holds_number(const char *text, const char *digits) {
    const char *wanted = digits;
    size_t gap = 0; /* signs since the last digit: more than three part two numbers */
    for (; *text && *wanted; text++) {
        if (!ascii_is_digit(*text)) {
            gap++;
            wanted = gap > 3 ? digits : wanted;
            continue;
        }
        gap = 0;
        wanted += *text == *wanted;
    }
    return *wanted == '\0';
}
