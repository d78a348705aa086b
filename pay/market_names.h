/* pay/market_names.h - names by the thousand, each kept once and numbered
 * SPDX-License-Identifier: MIT
 *
 * Names that differ in case and white space only are one: they share a key. Numbers and keys
 * count from 0 in the order in which they came. Of a name beyond MARKET_NAME_MAX bytes its
 * beginning counts, whole letters: a title of a megabyte must not end a report.
 */
#ifndef PAY_MARKET_NAMES_H
#define PAY_MARKET_NAMES_H

#include "base/arena.h"

struct market_names;

/** Bytes of a name that count. */
enum { MARKET_NAME_MAX = 4000 };

/** @param out the caller closes it @return ERR_MEMORY */
enum err market_names_open(struct market_names **out, struct diag *diag);
void market_names_close(struct market_names *names); /* accepts NULL */

/** The key of a name, which counts one more time. Most often a look into a table.
 * @param spelling the number of the name as it is spelled, counted from 0; may be NULL
 * @param name UTF-8; the empty one is a name too
 * @return ERR_MEMORY, ERR_LIMIT (a gigabyte of names) */
enum err market_names_put(uint32_t *key, uint32_t *spelling, struct market_names *names,
                          struct span name, struct diag *diag);

/** Did this name come, in exactly this spelling? */
bool market_names_has(const struct market_names *names, struct span name);

/** How many keys there are. */
size_t market_names_count(const struct market_names *names);

/** The name of each key as it came most often; of several the last by bytes (fewest capitals).
 * Borrowed until the next put.
 * @param shown room for market_names_count texts */
void market_names_shown(const char **shown, const struct market_names *names);

#endif
