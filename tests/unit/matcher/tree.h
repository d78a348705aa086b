/* tests/unit/matcher/tree.h - a requirement in a line, for tests
 * SPDX-License-Identifier: MIT
 *
 * `qualification(2,english) qualification(2,maths) | qualification(2,-)` is two alternatives,
 * the first of two atoms. Members that are none or usual are left out; `+eq` behind it stands
 * for "or equivalent", `nothing` for an alternative without atoms.
 */
#ifndef TESTS_UNIT_MATCHER_TREE_H
#define TESTS_UNIT_MATCHER_TREE_H

#include "base/buf.h"
#include "schema/requirement.h"

/** The line; `buf` is cleared first and holds it. */
const char *tree_write(struct buf *buf, const struct requirement *requirement);

#endif
