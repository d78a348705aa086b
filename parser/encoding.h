/* parser/encoding.h - the bytes of a page as UTF-8
 * SPDX-License-Identifier: MIT
 *
 * Facts: byte order marks, labels and the table of windows-1252 as in the WHATWG Encoding
 * Standard, where "iso-8859-1" and "us-ascii" are windows-1252 as well. Adverts are pasted from
 * word processors and saved by browsers that guess, so double encoding is common.
 */
#ifndef PARSER_ENCODING_H
#define PARSER_ENCODING_H

#include "base/buf.h"
#include "schema/page.h"
#include "schema/reading.h"

/**
 * Decode a page's body.
 *
 * A byte order mark decides, then the charset of the Content-Type, then the one that the page
 * names in its first bytes; else the bytes are UTF-8 if they are valid, windows-1252 if not. A
 * label that the bytes contradict is not followed. Invalid bytes become U+FFFD, text that was
 * encoded twice is mended, control characters are left out.
 *
 * @param out the text, appended; cap it at PAGE_SIZE_MAX or more
 * @param oddities one "code: sentence" for each thing that was mended
 * @param refusal `kind` REFUSAL_NONE where the body is text; else what it is (empty, binary,
 * refused for its length); the message is in `arena`
 * @return ERR_MEMORY, or ERR_LIMIT where the text is longer than `out` may be
 */
enum err encoding_decode(struct buf *out, struct strings *oddities, struct refusal *refusal,
                         struct arena *arena, const struct page *page, struct diag *diag);

/** The code point of a byte in windows-1252; the five bytes without one stand for themselves.
 */
uint32_t encoding_windows_1252(unsigned char byte);

#endif
