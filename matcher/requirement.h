/* matcher/requirement.h - a criterion becomes a requirement
 * SPDX-License-Identifier: MIT
 */
#ifndef MATCHER_REQUIREMENT_H
#define MATCHER_REQUIREMENT_H

#include "matcher/rules.h"
#include "schema/requirement.h"
#include "schema/vacancy.h"

/**
 * Read what a criterion asks for. What no rule explains is one atom of type `other`.
 *
 * @param out in `arena`; its spans point into the criterion's text
 * @return ERR_MEMORY; ERR_LIMIT where a pattern ran into its limit (then `*out` is `other`)
 */
enum err requirement_read(struct requirement *out, struct arena *arena,
                          const struct rules *rules, const struct criterion *criterion,
                          struct diag *diag);

/** All criteria of a vacancy. @param out as many as the vacancy has criteria */
enum err requirement_read_all(struct requirement **out, struct arena *arena,
                              const struct rules *rules, const struct vacancy *vacancy,
                              struct diag *diag);

#endif
