/* matcher/qualification_private.h - qualifications found in a text that was already read
 * SPDX-License-Identifier: MIT
 */
#ifndef MATCHER_QUALIFICATION_PRIVATE_H
#define MATCHER_QUALIFICATION_PRIVATE_H

#include "matcher/qualification.h"
#include "matcher/tokens.h"

/* What a small word is in the name of a qualification: rows of qualifications.tsv whose `use`
 * is one of these. A word may be several. */
enum ladder_use {
    LADDER_NONE = 0,
    LADDER_LEVEL,        /* "level", in front of its number */
    LADDER_NUMERAL,      /* "iii"; its number stands in the column `level` */
    LADDER_COUNTED,      /* behind a number: it counts these and is no level ("3 years") */
    LADDER_RANGE,        /* between levels or grades: "2 or 3", "A to C" */
    LADDER_OR,           /* joins alternatives */
    LADDER_AND,          /* joins demands */
    LADDER_IN,           /* a subject that no row knows follows */
    LADDER_SUBJECT_END,  /* such a subject is over */
    LADDER_FILLER,       /* may stand inside of a phrase */
    LADDER_GRADE,        /* of school certificates */
    LADDER_GRADE_PASSED, /* the lowest that count in full */
    LADDER_GRADE_LOW,    /* the certificate is a level lower */
    LADDER_USE_COUNT
};

struct rules;

/* Is word `at` one of these? False behind the end. */
bool ladder_is(const struct rules *rules, const struct tokens *tokens, size_t at,
               enum ladder_use use);

/* The number of a numeral; -1: it is none. */
int ladder_number(const struct rules *rules, const struct token *token);

/* A qualification, and the words it stands in. */
struct qualification_hit {
    int level;
    const char *subject;
    bool alternative; /* joined by "or" to the hit before it, of whose phrase it is a part */
    bool and_before;  /* joined to it by "and" */
    bool listed;      /* joined to it by "or" or a comma, but a phrase of its own */
    bool shares;      /* its subject stands behind the next: "HNC or HND in care" */
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
