/* schema/profile_advice.h - what a profile lacks, for the person whose it is
 * SPDX-License-Identifier: MIT
 */
#ifndef SCHEMA_PROFILE_ADVICE_H
#define SCHEMA_PROFILE_ADVICE_H

#include "schema/match.h"

/** Something in the profile that is worth less than it could be. */
struct profile_warning {
    const char *fact;  /* the entry or key: "experience.ward.months" */
    const char *words; /* a sentence that says what, and what to do */
    int line;          /* of the file: the key's, else its heading's; 0: it has neither */
};

struct profile_warnings {
    struct profile_warning *at;
    size_t count;
    const char *file; /* that the lines are of; NULL: no line is known */
};

/** Something that adverts (or roles) ask for and that the profile does not show. */
struct profile_gap {
    const struct requirement *requirement; /* one atom */
    const char *words;                     /* "experience of mental health" */
    enum verdict verdict;                  /* of the profile: partly, not_met, unknown */
    int64_t count;                         /* how many ask for it */
    const char *prompt;                    /* a question */
};

struct profile_gaps {
    struct profile_gap *at; /* most asked for first */
    size_t count;
    int64_t looked_at; /* adverts, or roles */
    bool of_roles;     /* no advert was there to be counted */
};

#endif
