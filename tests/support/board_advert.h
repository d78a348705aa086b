/* tests/support/board_advert.h - the advert page, /candidate/jobadvert/REF
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_ADVERT_H
#define BOARD_ADVERT_H

#include "tests/support/board_data.h"
#include "tests/support/board_text.h"

/** Writes an advert's page as it stands on the board's present day.
 *
 * An advert past its closing day keeps its page, with a notice in place of the date; a
 * withdrawn one has a short page with its title and the notice. Ids, twins and nesting are
 * those that five and more independent readers of the real pages rely on; see
 * fixtures/board/README.md.
 * @param text     receives the HTML
 * @param data     the board's data
 * @param vacancy  the advert
 * @param token    value of the hidden fields `_csrf`
 */
void board_advert_write(struct board_text *text, const struct board_data *data,
                        const struct board_vacancy *vacancy, unsigned token);

#endif
