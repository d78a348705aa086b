/* tests/support/board_notices.h - the short pages: no such page, sign in, maintenance, apply
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_NOTICES_H
#define BOARD_NOTICES_H

#include "tests/support/board_text.h"

/** Writes the page that the site answers, with status 200, for any address it does not know. */
void board_notices_write_service_domain(struct board_text *text);

/** Writes the sign-in page. */
void board_notices_write_login(struct board_text *text);

/** Writes the page of a service that is down for repairs. */
void board_notices_write_maintenance(struct board_text *text);

/** Writes a plain page with a heading and a sentence, for the error statuses.
 * @param text      receives the HTML
 * @param heading   plain text
 * @param sentence  plain text
 */
void board_notices_write_error(struct board_text *text, const char *heading,
                               const char *sentence);

/** Writes the "You are leaving" page that stands before an employer's own application form.
 * @param text  receives the HTML
 * @param ref   the advert's id
 */
void board_notices_write_leaving(struct board_text *text, const char *ref);

#endif
