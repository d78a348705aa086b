/* tests/support/board_employer.h - an advert's checks, employer, contact and documents
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_EMPLOYER_H
#define BOARD_EMPLOYER_H

#include "tests/support/board_data.h"
#include "tests/support/board_text.h"

/** Writes disclosure, sponsorship and registration.
 * @param text     receives the HTML
 * @param vacancy  the advert
 */
void board_employer_write_checks(struct board_text *text, const struct board_vacancy *vacancy);

/** Writes employer details (head office ids have letter suffixes), web address, contact and
 * supporting documents.
 * @param text     receives the HTML
 * @param data     the board's data
 * @param vacancy  the advert
 * @param token    value of the hidden fields `_csrf`
 */
void board_employer_write_details(struct board_text *text, const struct board_data *data,
                                  const struct board_vacancy *vacancy, unsigned token);

#endif
