/* parser/early.h - adverts that may close before their date
 * SPDX-License-Identifier: MIT
 */
#ifndef PARSER_EARLY_H
#define PARSER_EARLY_H

#include "schema/vacancy.h"

/** Does a text say that the advert may close before its closing date? ("We reserve the right to
 * close this vacancy early.") Words: fields/early.tsv. */
bool early_is_said(struct arena *arena, const char *text);

/** Notes it on `closes` where a long text of the vacancy says so. Call once all are read. */
void early_read(struct vacancy *vacancy, struct arena *arena);

#endif
