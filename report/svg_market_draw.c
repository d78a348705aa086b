/* report/svg_market_draw.c - rows of a drawing: words, and shapes along an axis
 * SPDX-License-Identifier: MIT
 */
#include "report/svg_market_draw.h"

#include <inttypes.h>

#include "report/say.h"
#include "report/svg_market_text.h"

/* Room that the words of a line take down the page, in tenths of their size. */
enum { LEADING = 13 };

/* What one line may hold as text before it is cut. */
#define LINE_CAP ((size_t)64 * 1024)

enum { ROOM = SVG_WIDTH - 2 * SVG_MARGIN };

static void put_text(struct svg_drawing *drawing, int64_t x, const char *anchor, int64_t size,
                     const char *text) {
    struct markup *markup = drawing->markup;
    markup_open(markup, "text");
    markup_number(markup, "x", x);
    markup_number(markup, "y", drawing->y);
    markup_number(markup, "font-size", size);
    markup_attribute(markup, "font-weight", size == SVG_LARGE ? "bold" : NULL);
    markup_attribute(markup, "text-anchor", anchor);
    markup_text(markup, text);
    markup_close(markup);
}

static void next_line(struct svg_drawing *drawing, int64_t size) {
    drawing->y += (size * LEADING + 9) / 10;
}

void svg_words(struct svg_drawing *drawing, const char *text, int64_t size) {
    struct span rest = span_of(text);
    struct span line;
    /* Bold letters are wider by about a tenth. */
    int64_t room = size == SVG_LARGE ? ROOM * 9 / 10 : ROOM;
    while (svg_text_line(&rest, &line, size, room)) {
        struct buf words;
        buf_init(&words, LINE_CAP);
        buf_put(&words, line);
        next_line(drawing, size);
        put_text(drawing, SVG_MARGIN, NULL, size, buf_text(&words));
        buf_fini(&words);
    }
}

static void put_left(struct svg_drawing *drawing, struct span text, int64_t room) {
    struct buf words;
    buf_init(&words, LINE_CAP);
    svg_text_cut(&words, text, SVG_NORMAL, room);
    next_line(drawing, SVG_NORMAL);
    put_text(drawing, SVG_MARGIN, NULL, SVG_NORMAL, buf_text(&words));
    buf_fini(&words);
}

static int64_t room_beside(const char *right) {
    return ROOM - svg_text_width(span_of(right), SVG_NORMAL) - SVG_NORMAL;
}

void svg_name(struct svg_drawing *drawing, const char *left, const char *right) {
    struct span rest = span_of(left);
    struct span line;
    int64_t room = room_beside(right);
    if (svg_text_width(rest, SVG_NORMAL) > room &&
        svg_text_line(&rest, &line, SVG_NORMAL, ROOM)) {
        put_left(drawing, line, ROOM);
    }
    put_left(drawing, span_trim(rest), room);
    put_text(drawing, SVG_WIDTH - SVG_MARGIN, "end", SVG_NORMAL, right);
}

void svg_label(struct svg_drawing *drawing, const char *left, const char *right) {
    put_left(drawing, span_of(left), ROOM);
    if (!right || !*right) {
        return;
    }
    if (svg_text_width(span_of(left), SVG_NORMAL) > room_beside(right)) {
        next_line(drawing, SVG_NORMAL);
    }
    put_text(drawing, SVG_WIDTH - SVG_MARGIN, "end", SVG_NORMAL, right);
}

int64_t svg_place(const struct svg_drawing *drawing, int64_t pence) {
    return SVG_AXIS_FROM * 10 +
           ladder_axis_place(&drawing->axis, pence, SVG_AXIS_LENGTH * (int64_t)10);
}

/* ---- shapes ---- */

/* Ends in tenths across, in units down. */
static void put_line(struct svg_drawing *drawing, int64_t from_x, int64_t from_y, int64_t to_x,
                     int64_t to_y, const char *stroke, int64_t width_tenths) {
    struct markup *markup = drawing->markup;
    markup_open(markup, "line");
    markup_tenths(markup, "x1", from_x);
    markup_number(markup, "y1", from_y);
    markup_tenths(markup, "x2", to_x);
    markup_number(markup, "y2", to_y);
    markup_attribute(markup, "stroke", stroke);
    markup_tenths(markup, "stroke-width", width_tenths);
    markup_close(markup);
}

int64_t svg_lane(struct svg_drawing *drawing, int64_t height) {
    enum { GAP = 4 };
    int64_t top = drawing->y + GAP;
    const struct ladder_axis *axis = &drawing->axis;
    for (int64_t mark = axis->low; mark <= axis->high; mark += axis->step) {
        int64_t x = svg_place(drawing, mark);
        put_line(drawing, x, top, x, top + height, "#bbb", 7);
    }
    drawing->y = top + height;
    return top + height / 2;
}

static bool is_range(const struct svg_drawing *drawing, int64_t low, int64_t high) {
    return low != MONEY_NONE && high != MONEY_NONE && low <= drawing->axis.high &&
           high >= drawing->axis.low;
}

void svg_stroke(struct svg_drawing *drawing, int64_t y, int64_t pence, int64_t half) {
    if (ladder_axis_holds(&drawing->axis, pence)) {
        int64_t x = svg_place(drawing, pence);
        put_line(drawing, x, y - half, x, y + half, "#000", 35);
    }
}

static void put_end(struct svg_drawing *drawing, int64_t y, int64_t pence, int64_t half) {
    if (ladder_axis_holds(&drawing->axis, pence)) {
        int64_t x = svg_place(drawing, pence);
        put_line(drawing, x, y - half, x, y + half, "#000", 15);
    }
}

void svg_whisker(struct svg_drawing *drawing, int64_t y, int64_t low, int64_t high,
                 int64_t half) {
    if (is_range(drawing, low, high)) {
        put_line(drawing, svg_place(drawing, low), y, svg_place(drawing, high), y, "#000", 15);
        put_end(drawing, y, low, half);
        put_end(drawing, y, high, half);
    }
}

void svg_box(struct svg_drawing *drawing, int64_t y, int64_t low, int64_t high, int64_t half,
             const char *fill) {
    struct markup *markup = drawing->markup;
    if (!is_range(drawing, low, high)) {
        return;
    }
    int64_t from = svg_place(drawing, low);
    markup_open(markup, "rect");
    markup_tenths(markup, "x", from);
    markup_number(markup, "y", y - half);
    markup_tenths(markup, "width", svg_place(drawing, high) - from);
    markup_number(markup, "height", 2 * half);
    markup_attribute(markup, "fill", fill);
    markup_attribute(markup, "stroke", "#000");
    markup_close(markup);
}

void svg_dot(struct svg_drawing *drawing, int64_t x, int64_t y, bool full) {
    struct markup *markup = drawing->markup;
    markup_open(markup, "circle");
    markup_tenths(markup, "cx", x);
    markup_number(markup, "cy", y);
    markup_tenths(markup, "r", full ? 35 : 30);
    markup_attribute(markup, "fill", full ? "#000" : "#fff");
    markup_attribute(markup, "stroke", full ? NULL : "#000");
    markup_close(markup);
}

void svg_shape(struct svg_drawing *drawing, int64_t y, int64_t pence, const int *offsets,
               size_t count) {
    struct buf path;
    if (!ladder_axis_holds(&drawing->axis, pence)) {
        return;
    }
    int64_t x = svg_place(drawing, pence);
    buf_init(&path, LINE_CAP);
    for (size_t i = 0; i + 1 < count; i += 2) {
        int64_t across = x + offsets[i] * (int64_t)10;
        buf_printf(&path, "%s%" PRId64 ".%" PRId64 " %" PRId64, i == 0 ? "M" : "L", across / 10,
                   across % 10, y + offsets[i + 1]);
    }
    buf_put_char(&path, 'Z');
    markup_open(drawing->markup, "path");
    markup_attribute(drawing->markup, "d", buf_text(&path));
    markup_attribute(drawing->markup, "stroke", "#fff");
    markup_close(drawing->markup);
    buf_fini(&path);
}

void svg_axis(struct svg_drawing *drawing) {
    const struct ladder_axis *axis = &drawing->axis;
    enum { TICK = 6, GAP = 5 };
    int64_t y = drawing->y + GAP;
    put_line(drawing, SVG_AXIS_FROM * 10, y, (SVG_AXIS_FROM + SVG_AXIS_LENGTH) * 10, y, "#000",
             15);
    drawing->y = y + TICK;
    next_line(drawing, SVG_NUMBER);
    for (int64_t mark = axis->low; mark <= axis->high; mark += axis->step) {
        struct buf text;
        int64_t x = svg_place(drawing, mark);
        buf_init(&text, LINE_CAP);
        say_pence(&text, mark);
        put_line(drawing, x, y, x, y + TICK, "#000", 15);
        put_text(drawing, (x + 5) / 10, "middle", SVG_NUMBER, buf_text(&text));
        buf_fini(&text);
    }
}
