/* matcher/rules.h - the compiled grammar of requirements, the concepts, the ladder
 * SPDX-License-Identifier: MIT
 *
 * Data from matcher/rules/ and schema/facts/, built into the program; another folder can be
 * given to try others. Compiled once a run.
 */
#ifndef MATCHER_RULES_H
#define MATCHER_RULES_H

#include "base/err.h"

struct rules;

/**
 * Load and compile.
 *
 * @param out the rules; the caller frees them
 * @param folder its files, those of the names in matcher/rules/, instead of the built-in ones;
 *     what it lacks is the built-in file; NULL: all built-in. The ladder's facts
 *     (schema/facts/) are always the built-in ones
 * @return ERR_INPUT with file, line and what is wrong, be it a rule of a folder that does not
 * do what one of its own examples says; ERR_ABSENT where the folder holds none of the files, or
 * is not there; ERR_MEMORY
 */
enum err rules_open(struct rules **out, const char *folder, struct diag *diag);
void rules_close(struct rules *rules); /* accepts NULL */

/** The version of the rules: 12 hexadecimal digits of the digest of all their files. Borrowed.
 */
const char *rules_version(const struct rules *rules);

#endif
