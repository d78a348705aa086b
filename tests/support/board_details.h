/* tests/support/board_details.h - the Details panel of an advert: dates, pay, contract, places
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_DETAILS_H
#define BOARD_DETAILS_H

#include "tests/support/board_data.h"
#include "tests/support/board_text.h"

/** Writes one copy of the Details panel, without a wrapper.
 * @param text     receives the HTML
 * @param data     the board's data
 * @param vacancy  the advert
 */
void board_details_write(struct board_text *text, const struct board_data *data,
                         const struct board_vacancy *vacancy);

/** Writes the closing line, `p#closing_date`, unless the advert's shape leaves it out.
 * @param text     receives the HTML
 * @param data     the board's data
 * @param vacancy  the advert
 */
void board_details_write_closing(struct board_text *text, const struct board_data *data,
                                 const struct board_vacancy *vacancy);

/** Writes `<p id="ID">words</p>`, escaped.
 * @param text   receives the HTML
 * @param id     the element's id
 * @param words  its content, plain text
 */
void board_details_write_field(struct board_text *text, const char *id, const char *words);

#endif
