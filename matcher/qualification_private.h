/* matcher/qualification_private.h - qualifications found in a text that was already read
 * SPDX-License-Identifier: MIT
 */
#ifndef MATCHER_QUALIFICATION_PRIVATE_H
#define MATCHER_QUALIFICATION_PRIVATE_H

#include "matcher/qualification.h"
#include "matcher/tokens.h"

/* A qualification, and the words it stands in. */
struct qualification_hit {
    int level;
    const char *subject;
    bool alternative; /* joined by "or" to the hit before it, of whose phrase it is a part */
    bool and_before;  /* joined to it by "and" */
    bool
        vocational; /* a level of a vocational qualification, no school certificate or degree */
    size_t from;    /* words */
    size_t to;
};

struct qualification_hits {
    struct qualification_hit *at;
    size_t count;
};

/* Find them. @param masked by word: nothing is read there; NULL: all is
 * @param bare_levels "level 3" alone is one wherever it stands, not only at the start */
void qualification_scan(struct qualification_hits *out, struct arena *arena,
                        const struct rules *rules, const struct tokens *tokens,
                        const bool *masked, bool bare_levels);

#endif
