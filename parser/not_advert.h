/* parser/not_advert.h - pages that came instead of an advert
 * SPDX-License-Identifier: MIT
 *
 * The site answers 200 for nearly everything: a sign-in page, a notice that it is being
 * repaired, a cookie wall, or that the page is no longer there. None of them says that an
 * advert is gone unless it says so in words (fields/not_advert.tsv).
 */
#ifndef PARSER_NOT_ADVERT_H
#define PARSER_NOT_ADVERT_H

#include "parser/family.h"

/** What a page is that no family knows; never REFUSAL_NONE. `*words` are those that told, in
 * `arena`, or NULL. */
enum refusal_kind not_advert_kind(const struct document *document, struct arena *arena,
                                  const char **words);

/** One sentence for people about a refused page. */
const char *not_advert_message(enum refusal_kind kind);

/** Does this short text say that an advert is closed ("This job is now closed")? */
bool not_advert_says_closed(const char *text);

#endif
