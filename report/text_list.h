/* report/text_list.h - adverts in a list, for people
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_LIST_H
#define REPORT_TEXT_LIST_H

#include "report/plain.h"
#include "schema/reading.h"

/** One advert of a list: title, name in commands, and the lines of text_advert.
 * @param key what `show` takes; may be NULL */
void text_list_line(struct plain *plain, const struct vacancy *vacancy, const char *key,
                    struct date today);

/** A results page or a feed. */
void text_listing(struct plain *plain, const struct listing *listing, struct date today);

#endif
