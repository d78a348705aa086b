/* pipeline/asked.h - is a page's advert the one that was asked for?
 * SPDX-License-Identifier: MIT
 */
#ifndef PIPELINE_ASKED_H
#define PIPELINE_ASKED_H

#include "schema/store.h"

/**
 * Is this the advert that was asked for?
 *
 * Its own id must not be another's. Beyond that the employer's reference decides, also where it
 * holds the board's number; where page or listing give none, the title must be the listing's,
 * and the employer too where both name one: an employer has many posts, and a title is given to
 * many. Of a title the small words may differ and one may be longer, where the employer is the
 * same. Case is ignored.
 */
bool asked_is_met_by(const struct queued *asked, const struct vacancy *vacancy);

#endif
