/* tests/support/board_frame.h - what stands round every page: head, banner, header and footer
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_FRAME_H
#define BOARD_FRAME_H

#include "tests/support/board_text.h"

/** Opens a page: doctype, head, cookie banner, site header and the start of main#maincontent.
 * @param text   receives the HTML
 * @param title  the page's title, plain text
 */
void board_frame_open(struct board_text *text, const char *title);

/** Closes what board_frame_open() began, with the footer. */
void board_frame_close(struct board_text *text);

#endif
