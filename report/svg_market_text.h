/* report/svg_market_text.h - how much room words take in a drawing
 * SPDX-License-Identifier: MIT
 *
 * Nobody knows the font that a reader has: widths are those of a wide one (DejaVu Sans), so
 * that in others words end sooner and still fit.
 */
#ifndef REPORT_SVG_MARKET_TEXT_H
#define REPORT_SVG_MARKET_TEXT_H

#include "base/buf.h"

/** In units of the drawing, for a font of that size. @param text UTF-8 from anywhere */
int64_t svg_text_width(struct span text, int64_t size);

/** The text, or as much of its front as fits into `width` with "…" behind. */
void svg_text_cut(struct buf *out, struct span text, int64_t size, int64_t width);

/** Take the next line off the front of `*rest`: as many words as fit into `width`, one at the
 * least; of a word that does not fit on a line of its own as much as does.
 * @return false when nothing was left */
bool svg_text_line(struct span *rest, struct span *line, int64_t size, int64_t width);

#endif
