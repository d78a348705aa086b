/* parser/notice.h - what the sentences of a short text state
 * SPDX-License-Identifier: MIT
 *
 * Statements are data: runs of words with gaps and with words that stand for one another
 * (parser/fields/not_advert.tsv, notice_words.tsv).
 */
#ifndef PARSER_NOTICE_H
#define PARSER_NOTICE_H

#include "parser/words.h"

/** The first statement of that kind of not_advert.tsv that a sentence of `text` makes. Of a
 * text longer than a notice only the front is read. A word that takes it back ("may", "once")
 * may not stand before it.
 * @param row may be NULL; its `value` is the row's limit @param room how long the text of the
 * page is: rows with a lower limit do not count */
bool notice_states(struct words_row *row, const char *kind, struct span text, size_t room);

/** Does the text hold a part of a word without which nothing says that an advert is closed? */
bool notice_may_close(struct span text);

#endif
