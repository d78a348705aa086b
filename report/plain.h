/* report/plain.h - text for people: escaped, wrapped, indented
 * SPDX-License-Identifier: MIT
 *
 * The one way by which bytes from outside get into text for a terminal. Control characters,
 * bidi and other invisible characters come out as visible escapes ("\x1b", "\u202e"), bytes
 * that are no UTF-8 as U+FFFD, every kind of white space as a space, so that nothing in an
 * advert can move the cursor, hide words or turn them round. Failure sticks in the buffer.
 */
#ifndef REPORT_PLAIN_H
#define REPORT_PLAIN_H

#include "base/buf.h"

/** Columns of text unless the terminal is narrower. */
enum { PLAIN_WIDTH = 80 };

struct plain_style {
    size_t width; /* columns; 0: PLAIN_WIDTH */
    bool ascii;   /* only ASCII goes out: "GBP 12" for a pound sign, "e" for an e acute */
    bool colour;  /* tones are shown with terminal colours; else they do nothing */
};

/** A text being written. */
struct plain {
    struct buf *out; /* borrowed */
    struct plain_style style;
};

enum plain_tone {
    PLAIN_TONE_NONE = 0, /* back to the terminal's own */
    PLAIN_TONE_STRONG,
    PLAIN_TONE_GOOD,
    PLAIN_TONE_UNSURE,
    PLAIN_TONE_BAD,
    PLAIN_TONE_COUNT
};

/** One line: line ends and tabs are escaped too ("\n", "\t"). For messages. */
void plain_escape(struct buf *out, struct span text, bool ascii);

/** Words wrapped to the width. Line ends in the text begin a new line, a line that begins with
 * "- " is indented behind its dash, leading spaces are kept (at most 8), several empty lines
 * are one. A word longer than a line is broken, unless it is an address.
 *
 * Call at the start of a line or with `first` columns already written; ends with a line end.
 *
 * @param first column of the first word: spaces are written up to it from `done`
 * @param rest column at which the following lines begin
 * @param done columns that stand on the line already
 */
void plain_wrap(struct plain *plain, size_t done, size_t first, size_t rest, struct span text);

/** A paragraph at a column: plain_wrap without a different first line. */
void plain_paragraph(struct plain *plain, size_t column, const char *text);

/** "  Label      value": nothing where the value is NULL or empty. The label is ours. */
void plain_field(struct plain *plain, const char *label, const char *value);

/** A line of its own in the strong tone, at column 0. The text is escaped. */
void plain_heading(struct plain *plain, const char *text);

/** An empty line. */
void plain_gap(struct plain *plain);

/** Switch the tone; does nothing without colours. Counts no columns. */
void plain_tone(struct plain *plain, enum plain_tone tone);

/** `count` spaces. */
void plain_spaces(struct plain *plain, size_t count);

#endif
