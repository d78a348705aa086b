/* tests/support/board_text.h - a growing text, with escaping, for the board's pages
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_TEXT_H
#define BOARD_TEXT_H

#include <stddef.h>

/** A text under construction. Zero bytes are allowed; `data[length]` is always a zero byte. */
struct board_text {
    char *data;      /**< the bytes; owned; never NULL after init */
    size_t length;   /**< bytes in use, without the closing zero */
    size_t capacity; /**< bytes allocated */
};

/** Makes an empty text. Every other function aborts the program when memory runs out: the board
 * is a test support, and a page half written would make a test pass or fail for the wrong
 * reason.
 */
void board_text_init(struct board_text *text);

/** Releases what the text owns. A text whose `data` is NULL is accepted. */
void board_text_fini(struct board_text *text);

/** Forgets the content and keeps the storage. */
void board_text_clear(struct board_text *text);

/** Cuts the text to at most `length` bytes. */
void board_text_truncate(struct board_text *text, size_t length);

/** Appends `size` bytes as they are. */
void board_text_add_bytes(struct board_text *text, const char *bytes, size_t size);

/** Appends a string as it is. */
void board_text_add(struct board_text *text, const char *string);

/** Appends a string with the five characters special to HTML and XML replaced by entities. */
void board_text_add_escaped(struct board_text *text, const char *string);

/** Appends `size` bytes with the five characters special to HTML and XML replaced. */
void board_text_add_escaped_bytes(struct board_text *text, const char *bytes, size_t size);

/** Appends as printf would. Nothing is escaped: for numbers, ids and our own words only. */
void board_text_add_format(struct board_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
