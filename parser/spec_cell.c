/* parser/spec_cell.c - what one cell of a person specification's table says
 * SPDX-License-Identifier: MIT
 */
#include "parser/spec_cell.h"

#include <string.h>

#include "parser/bullet.h"
#include "parser/fields.h"

/* ---- ticks ---- */

static bool is_word(const char *kind, struct span text) {
    return words_find(NULL, &fields_spec_words, kind, span_trim(text));
}

/* Without brackets, full stop and the selector that turns a sign into a picture. */
static struct span bare_sign(const char *text) {
    struct span bare = bullet_trim(span_of(text));
    if (span_ends(bare, "\xEF\xB8\x8F")) {
        bare = span_part(bare, 0, bare.len - 3);
    }
    if (span_ends(bare, ".") && bare.len > 1) {
        bare = span_part(bare, 0, bare.len - 1);
    }
    bool framed =
        bare.len > 2 && strchr("([", bare.at[0]) && strchr(")]", bare.at[bare.len - 1]);
    return framed ? bullet_trim(span_part(bare, 1, bare.len - 2)) : bare;
}

bool spec_cell_is_tick(const char *text) { return is_word("tick", bare_sign(text)); }

bool spec_cell_is_blank(const char *text) {
    struct span bare = bare_sign(text);
    return bare.len == 0 || is_word("blank", bare);
}

/* Does any of the words, parted by blanks, dashes and the like, say that it is a tick, and none
 * that it is not? */
static bool says_tick(const char *words) {
    struct span rest = span_of(words);
    bool tick = false;
    bool blank = false;
    while (rest.len > 0) {
        size_t end = 0;
        while (end < rest.len && !strchr(" -_:,.", rest.at[end])) {
            end++;
        }
        struct span word = span_part(rest, 0, end);
        tick = tick || is_word("tick_name", word);
        blank = blank || is_word("blank", word);
        rest = span_part(rest, end + 1, SIZE_MAX);
    }
    return tick && !blank;
}

/* Is this the picture of a tick, an icon with such a class, or a ticked box? */
static bool shows_tick(const struct html_node *node) {
    static const char *const names[] = {"alt", "aria-label", "title", "class"};
    if (html_is(node, "input")) {
        return html_attribute(node, "checked") != NULL;
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = html_attribute(node, names[i]);
        if (value && value[0]) {
            return spec_cell_is_tick(value) || says_tick(value);
        }
    }
    return false;
}

const char *spec_cell_text(struct arena *arena, const struct html_node *cell) {
    const char *text = html_text(arena, cell);
    if (text && text[0]) {
        return text;
    }
    for (const struct html_node *at = html_next(cell, cell); at; at = html_next(at, cell)) {
        if (html_name(at) && shows_tick(at)) {
            return "\xE2\x9C\x93";
        }
    }
    return "";
}

/* ---- needs and numbers ---- */

enum need spec_cell_need(const char *text) {
    struct words_row row;
    enum need need = person_spec_need_of(text);
    bool letter = words_find(&row, &fields_spec_words, "need_mark", bullet_trim(span_of(text)));
    return need ? need : letter ? (enum need)vocab_value(&vocab_need, row.value) : NEED_NONE;
}

bool spec_cell_is_number(const char *text) {
    enum { LENGTH_MAX = 5 };
    struct span span = span_trim(span_of(text));
    size_t digits = 0;
    size_t letters = 0;
    for (size_t i = 0; i < span.len; i++) {
        digits += ascii_is_digit(span.at[i]);
        letters += !ascii_is_digit(span.at[i]) && !strchr(".)(", span.at[i]);
    }
    return span.len <= LENGTH_MAX && digits > 0 && letters <= 1;
}

/* ---- marks ---- */

/* No heading of a column of marks is longer, in bytes. */
enum { ASSESSMENT_LENGTH_MAX = 60 };

bool spec_cell_names_assessment(const char *text) {
    struct span span = span_of(text);
    return span.len < ASSESSMENT_LENGTH_MAX &&
           words_find_in(NULL, &fields_spec_words, "assessment", span);
}

unsigned spec_cell_mark(struct arena *arena, struct span text) {
    unsigned assessed = 0;
    struct span inner = span_trim(text);
    bool framed = inner.len > 0 && strchr("([{", inner.at[0]);
    const char *probe = arena_printf(arena, framed ? "x %.*s" : "x (%.*s)", SPAN_FMT(inner));
    const char *rest = probe && inner.len > 0 && inner.len < ASSESSMENT_LENGTH_MAX
                           ? person_spec_marks(arena, probe, &assessed)
                           : NULL;
    return rest && strcmp(rest, "x") == 0 ? assessed : 0;
}

unsigned spec_cell_marks(struct arena *arena, struct span text) {
    unsigned assessed = spec_cell_mark(arena, text);
    struct span rest = assessed == 0 ? text : (struct span){NULL, 0};
    while (rest.len > 0) {
        size_t end = 0;
        while (end < rest.len && !strchr(",;/&+\n", rest.at[end])) {
            end++;
        }
        assessed |= spec_cell_mark(arena, span_part(rest, 0, end));
        rest = span_part(rest, end + 1, SIZE_MAX);
    }
    return assessed;
}

unsigned spec_cell_heading_mark(struct arena *arena, const char *text) {
    struct span span = bullet_trim(span_of(text));
    unsigned mark = spec_cell_mark(arena, span);
    size_t bracket = span_find(span, SPAN("("), 0);
    return mark || bracket == SIZE_MAX ? mark
                                       : spec_cell_mark(arena, span_part(span, 0, bracket));
}
