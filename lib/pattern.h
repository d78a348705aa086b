/* lib/pattern.h - regular expressions (the only user of PCRE2)
 * SPDX-License-Identifier: MIT
 *
 * Always UTF, with JIT where the machine has it, and with limits on backtracking, so that no
 * text can make a match run away. Three states: found, not found, failed (a limit): a failed
 * match is never taken for "not found" in silence.
 */
#ifndef LIB_PATTERN_H
#define LIB_PATTERN_H

#include "base/err.h"
#include "base/span.h"

struct pattern;

enum pattern_result { PATTERN_NONE = 0, PATTERN_FOUND, PATTERN_FAILED };

/** The most groups a match hands back (group 0 included). */
enum { PATTERN_GROUPS_MAX = 16 };

/** Where a pattern matched. */
struct pattern_match {
    /* borrowed parts of the subject; `at` is NULL where the group took no part */
    struct span groups[PATTERN_GROUPS_MAX];
};

/** Compile flags. */
enum pattern_flags {
    PATTERN_PLAIN = 0,
    PATTERN_CASELESS = 1,
    PATTERN_EXTENDED = 2, /* white space and # comments in the pattern do not count */
    PATTERN_ANCHORED = 4  /* must match at the place where the search starts */
};

/** Compile. `*out` belongs to the caller (pattern_free).
 * @return ERR_INPUT with the place and PCRE2's words, also for more than PATTERN_GROUPS_MAX - 1
 * groups or 256 KiB; ERR_MEMORY */
enum err pattern_compile(struct pattern **out, struct span source, unsigned flags,
                         struct diag *diag);

/** Frees a pattern; accepts NULL. */
void pattern_free(struct pattern *pattern);

/**
 * Search `subject` from byte `from` on.
 *
 * Not from two threads at once with the same pattern: it holds the memory for one match, since
 * making that anew would cost more than most matches, and its first search turns it into
 * machine code.
 *
 * Each call checks the subject to be UTF-8 from `from` on, so a loop over all matches of a long
 * text costs their number times the length.
 *
 * @param match may be NULL; untouched unless found
 * @return PATTERN_FAILED where a limit was reached, the subject is not UTF-8 or `from` is
 * within a character; PATTERN_NONE where `from` lies behind the end
 */
enum pattern_result pattern_find(struct pattern *pattern, struct span subject, size_t from,
                                 struct pattern_match *match);

/** The number of a named group, or -1. */
int pattern_group(const struct pattern *pattern, const char *name);

/** Byte offset of a group in the subject it was found in. The group must have taken part. */
size_t pattern_offset(struct span subject, struct span group);

/** Name and version of the library, for `shortlist version`. */
const char *pattern_library(void);

#endif
