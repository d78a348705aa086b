/* report/markup.c - SVG and HTML written so that it cannot be ill-formed
 * SPDX-License-Identifier: MIT
 */
#include "report/markup.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

/* Room for a number as text. */
enum { NUMBER_SIZE = 32 };

/* What may not stand in XML (section 2.2: C0 but tab and line ends, U+FFFE, U+FFFF; surrogates
 * do not come out of utf8_next), what Unicode calls noncharacters, and what hides or turns
 * words (as report/plain.c). */
static bool is_forbidden(uint32_t code) {
    return utf8_is_control(code) || (code & 0xFFFE) == 0xFFFE ||
           (code >= 0xFDD0 && code <= 0xFDEF) || code == 0x061C || code == 0x180E ||
           (code >= 0x206A && code <= 0x206F) || (code >= 0xFFF9 && code <= 0xFFFB) ||
           (code >= 0xE0000 && code <= 0xE007F);
}

/* Every kind of line end and tab is a space: in a value XML would make it one, and in HTML a
 * carriage return is no white space that is kept. */
static uint32_t clean_code(uint32_t code) {
    if ((code >= '\t' && code <= '\r') || code == 0x2028 || code == 0x2029 || code == 0x85) {
        return ' ';
    }
    return is_forbidden(code) ? UTF8_REPLACEMENT : code;
}

void markup_clean(struct buf *out, struct span text) {
    for (size_t at = 0; at < text.len;) {
        utf8_put(out, clean_code(utf8_next(text, &at)));
    }
}

static const char *escape_of(uint32_t code) {
    static const struct {
        uint32_t code;
        const char *escape;
    } escapes[] = {
        {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        if (escapes[i].code == code) {
            return escapes[i].escape;
        }
    }
    return NULL;
}

static void put_escaped(struct buf *out, struct span text) {
    for (size_t at = 0; at < text.len;) {
        uint32_t code = clean_code(utf8_next(text, &at));
        const char *escape = escape_of(code);
        if (escape) {
            buf_put_text(out, escape);
        } else {
            utf8_put(out, code);
        }
    }
}

/* Names are literals of ours; still, one that is none must not get out. */
static bool is_name(const char *name) {
    size_t len = 0;
    for (; name[len]; len++) {
        char c = name[len];
        if (!ascii_is_alpha(c) && (len == 0 || (!ascii_is_digit(c) && c != '-'))) {
            return false;
        }
    }
    return len > 0;
}

static void fail(struct markup *markup) {
    if (!markup->out->failed) {
        markup->out->failed = ERR_LIMIT;
    }
}

void markup_init(struct markup *markup, struct buf *out) {
    memset(markup, 0, sizeof *markup);
    markup->out = out;
}

void markup_prologue(struct markup *markup, const char *line) {
    if (markup->depth == 0) {
        buf_put_text(markup->out, line);
        buf_put_char(markup->out, '\n');
    }
}

static void end_tag(struct markup *markup) {
    buf_put_text(markup->out, markup->in_tag ? ">" : NULL);
    markup->in_tag = false;
}

/* A line of its own, unless white space would count there. */
static void put_break(struct markup *markup, size_t depth) {
    buf_put_char(markup->out, '\n');
    for (size_t i = 0; i < depth; i++) {
        buf_put_char(markup->out, ' ');
    }
}

void markup_open(struct markup *markup, const char *name) {
    if (markup->depth == MARKUP_DEPTH || !is_name(name) ||
        (markup->depth == 0 && markup->has_root)) {
        fail(markup);
        return;
    }
    end_tag(markup);
    if (markup->depth > 0) {
        struct markup_element *around = &markup->open[markup->depth - 1];
        around->has_element = true;
        if (!around->has_text) {
            put_break(markup, markup->depth);
        }
    }
    markup->has_root = true;
    buf_put_char(markup->out, '<');
    buf_put_text(markup->out, name);
    markup->open[markup->depth++] = (struct markup_element){.name = name};
    markup->in_tag = true;
    markup->attribute_count = 0;
}

static bool may_have(const struct markup *markup, const char *name) {
    for (size_t i = 0; i < markup->attribute_count; i++) {
        if (strcmp(markup->attributes[i], name) == 0) {
            return false;
        }
    }
    return markup->in_tag && is_name(name);
}

void markup_attribute(struct markup *markup, const char *name, const char *value) {
    if (!value || !may_have(markup, name)) {
        return;
    }
    if (markup->attribute_count == MARKUP_ATTRIBUTES) {
        fail(markup);
        return;
    }
    markup->attributes[markup->attribute_count++] = name;
    buf_put_char(markup->out, ' ');
    buf_put_text(markup->out, name);
    buf_put_text(markup->out, "=\"");
    put_escaped(markup->out, span_of(value));
    buf_put_char(markup->out, '"');
}

void markup_number(struct markup *markup, const char *name, int64_t value) {
    struct buf text;
    buf_init(&text, NUMBER_SIZE);
    buf_printf(&text, "%" PRId64, value);
    markup_attribute(markup, name, buf_text(&text));
    buf_fini(&text);
}

void markup_tenths(struct markup *markup, const char *name, int64_t tenths) {
    struct buf text;
    buf_init(&text, NUMBER_SIZE);
    int64_t size = tenths < 0 ? -tenths : tenths;
    buf_printf(&text, "%s%" PRId64, tenths < 0 ? "-" : "", size / 10);
    if (size % 10 > 0) {
        buf_printf(&text, ".%d", (int)(size % 10));
    }
    markup_attribute(markup, name, buf_text(&text));
    buf_fini(&text);
}

void markup_text(struct markup *markup, const char *text) {
    if (!text || !*text || markup->depth == 0) {
        return;
    }
    end_tag(markup);
    markup->open[markup->depth - 1].has_text = true;
    put_escaped(markup->out, span_of(text));
}

/* HTML knows these without an end; in SVG any element may be short. All others need their end
 * tag in HTML. */
static bool is_short(const char *name) {
    static const char *const names[] = {"meta", "circle", "line", "path", "rect"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

void markup_close(struct markup *markup) {
    if (markup->depth == 0) {
        return;
    }
    const struct markup_element *element = &markup->open[--markup->depth];
    if (markup->in_tag && is_short(element->name)) {
        buf_put_text(markup->out, "/>");
        markup->in_tag = false;
    } else {
        end_tag(markup);
        if (element->has_element && !element->has_text) {
            put_break(markup, markup->depth);
        }
        buf_put_text(markup->out, "</");
        buf_put_text(markup->out, element->name);
        buf_put_char(markup->out, '>');
    }
    if (markup->depth == 0) {
        buf_put_char(markup->out, '\n');
    }
}

void markup_element(struct markup *markup, const char *name, const char *text) {
    markup_open(markup, name);
    markup_text(markup, text);
    markup_close(markup);
}

void markup_end(struct markup *markup) {
    while (markup->depth > 0) {
        markup_close(markup);
    }
}
