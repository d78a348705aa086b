/* report/svg_market_draw.h - rows of a drawing: words, and shapes along an axis
 * SPDX-License-Identifier: MIT
 *
 * A drawing is made from the top down; `y` says where the next thing goes. Units are those of
 * the viewBox; it is narrow and its letters are large in it, so that they can be read at 300
 * pixels.
 */
#ifndef REPORT_SVG_MARKET_DRAW_H
#define REPORT_SVG_MARKET_DRAW_H

#include "report/ladder_axis.h"
#include "report/markup.h"

/** The drawing's width, the room beside words, and the axis' ends. */
enum { SVG_WIDTH = 480, SVG_MARGIN = 16, SVG_AXIS_FROM = 34, SVG_AXIS_LENGTH = 412 };

/** Sizes of letters. */
enum { SVG_SMALL = 12, SVG_NUMBER = 13, SVG_NORMAL = 14, SVG_LARGE = 17 };

struct svg_drawing {
    struct markup *markup;
    struct ladder_axis axis;
    bool has_axis;
    int64_t y; /* how far down it is filled */
};

/** Words over as many lines as they take. @param size one of the sizes; SVG_LARGE is bold */
void svg_words(struct svg_drawing *drawing, const char *text, int64_t size);

/** A row's label, and on the right, or where there is no room below, what belongs to it.
 * @param left cut where it is longer than a line */
void svg_label(struct svg_drawing *drawing, const char *left, const char *right);

/** The same where names are long: the left one over two lines, then cut; the right one beside
 * its last. */
void svg_name(struct svg_drawing *drawing, const char *left, const char *right);

/** Room of `height` for shapes, with the axis' marks as faint lines behind.
 * @return the y of its middle */
int64_t svg_lane(struct svg_drawing *drawing, int64_t height);

/** Where an amount stands, in tenths. */
int64_t svg_place(const struct svg_drawing *drawing, int64_t pence);

/* Shapes about the line `y`; what is not on the axis is cut at its ends or left out. */

/** A thin line from one amount to another, with upright ends `half` above and below. */
void svg_whisker(struct svg_drawing *drawing, int64_t y, int64_t low, int64_t high,
                 int64_t half);
/** A box. @param fill "url(#market-hatch)", "#ddd" */
void svg_box(struct svg_drawing *drawing, int64_t y, int64_t low, int64_t high, int64_t half,
             const char *fill);
/** An upright stroke. */
void svg_stroke(struct svg_drawing *drawing, int64_t y, int64_t pence, int64_t half);
/** A dot of an amount: full, or hollow. @param x tenths */
void svg_dot(struct svg_drawing *drawing, int64_t x, int64_t y, bool full);
/** A path about a point: "-6 0 6 -7 6 7 -6 7" as offsets, by turns x and y, `count` of them. */
void svg_shape(struct svg_drawing *drawing, int64_t y, int64_t pence, const int *offsets,
               size_t count);

/** The axis with its marks and numbers. */
void svg_axis(struct svg_drawing *drawing);

#endif
