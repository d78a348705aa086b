/* parser/plain_prose.c - lines of a plain-text copy as prose in the public form
 * SPDX-License-Identifier: MIT
 */
#include "parser/plain_prose.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "parser/bullet.h"

/* Deeper lists than any advert has; what is deeper stays at this level. */
enum { LEVELS_MAX = 8 };

struct writer {
    struct buf out;
    bool gap;                   /* blank lines since the last text */
    bool in_list;               /* the last line was an item or went on with one */
    size_t indents[LEVELS_MAX]; /* of the open levels' bullets */
    size_t levels;
};

/* The level of an item by its indentation, from 0. */
static size_t level_of(struct writer *writer, size_t indent) {
    while (writer->levels > 0 && writer->indents[writer->levels - 1] > indent) {
        writer->levels--;
    }
    bool deeper = writer->levels == 0 || writer->indents[writer->levels - 1] < indent;
    if (deeper && writer->levels < LEVELS_MAX) {
        writer->indents[writer->levels++] = indent;
    }
    return writer->levels - 1;
}

static void put_break(struct writer *writer, bool item) {
    bool same_list = item && writer->in_list;
    if (writer->out.len > 0) {
        buf_put_text(&writer->out, writer->gap && !same_list ? "\n\n" : "\n");
    }
    writer->gap = false;
}

static void put_item(struct writer *writer, size_t indent, struct bullet bullet,
                     struct span text) {
    if (!writer->in_list) {
        writer->levels = 0;
    }
    size_t level = level_of(writer, indent + (bullet.nested && writer->in_list ? 1 : 0));
    put_break(writer, true);
    for (size_t i = 0; i < level; i++) {
        buf_put_text(&writer->out, "  ");
    }
    buf_put_text(&writer->out, "- ");
    utf8_fold_space(&writer->out, text);
    writer->in_list = true;
}

static void put_line(struct writer *writer, const char *line) {
    struct span span = span_of(line);
    size_t indent = bullet_indent(span);
    struct span text = bullet_trim(span);
    if (text.len == 0) {
        writer->gap = true;
        return;
    }
    struct bullet bullet = bullet_find(text, writer->in_list);
    struct span item = bullet_trim(span_part(text, bullet.len, SIZE_MAX));
    bool goes_on = writer->in_list && !writer->gap && writer->levels > 0 &&
                   indent > writer->indents[writer->levels - 1];
    if (bullet.len > 0 && item.len > 0) {
        put_item(writer, indent, bullet, item);
    } else if (goes_on) {
        buf_put_char(&writer->out, ' ');
        utf8_fold_space(&writer->out, text);
    } else {
        put_break(writer, false);
        utf8_fold_space(&writer->out, text);
        writer->in_list = false;
    }
}

const char *plain_prose(struct arena *arena, const struct strings *lines) {
    struct writer writer = {.gap = false};
    buf_init(&writer.out, (size_t)8 * 1024 * 1024);
    for (size_t i = 0; i < lines->count; i++) {
        put_line(&writer, lines->at[i]);
    }
    const char *text = writer.out.len > 0 ? arena_copy(arena, buf_span(&writer.out)) : NULL;
    buf_fini(&writer.out);
    return text;
}

const char *plain_prose_line(struct arena *arena, const char *line) {
    struct span text = bullet_trim(span_of(line));
    struct bullet bullet = bullet_find(text, false);
    const char *folded = utf8_fold_copy(arena, span_part(text, bullet.len, SIZE_MAX));
    return folded ? folded : "";
}
