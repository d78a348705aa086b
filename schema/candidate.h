/* schema/candidate.h - what a person says of themselves (the candidate file, section 3)
 * SPDX-License-Identifier: MIT
 *
 * Never stored: it lives in memory for one run. Each fact keeps the key it came from.
 */
#ifndef SCHEMA_CANDIDATE_H
#define SCHEMA_CANDIDATE_H

#include "base/date.h"
#include "schema/requirement.h"

/** Three-valued: a profile that does not say is neither yes nor no. */
enum answer { ANSWER_UNKNOWN = 0, ANSWER_NO, ANSWER_YES };

/** What a [qualification LABEL] says. A name of several ("GCSE English and maths") is as many
 * of these, one behind the other; they share all that is written. */
struct held_qualification {
    const char *label; /* [qualification LABEL] */
    bool is_further;   /* of the same name as the one before it */
    const char *name;
    enum holding status; /* HOLDING_NONE: not said */
    int level;           /* RQF: the one given, else the one named; LEVEL_NONE */
    int level_given;     /* by `level =`, or LEVEL_NONE */
    int level_named;     /* read from the name, or LEVEL_NONE */
    const char *subject; /* subject id, or NULL; read from the name */
};

/** Months for "to = now" are counted to the day of the run. */
struct held_experience {
    const char *label;    /* [experience LABEL] */
    const char *area;     /* as written */
    struct strings areas; /* area ids found in `area`; none where it is denied */
    bool denied;          /* the area says that there is none: "never worked in a ward" */
    enum kind kind;       /* KIND_NONE: not said */
    int months;           /* 0: not said */
    struct date from;     /* first of a month; none where months were given */
    struct date to;       /* first day of the last month */
    bool until_now;
    const char *employer;     /* nhs, social_care, charity, other, or NULL */
    struct strings employers; /* area ids that such an employer stands for */
    const char *evidence;     /* or NULL */
    struct strings shown;     /* concept ids that the evidence shows by an example */
    struct strings listed;    /* concept ids that it only names */
};

/** A line of [skills]: an example, or a claim without one. */
struct held_skill {
    const char *name;      /* the key: lower case, white space folded */
    const char *concept;   /* the first concept that the name names, or NULL */
    const char *example;   /* the words behind `=`; NULL where there are none */
    struct strings shown;  /* concept ids shown by the example, the name's among them */
    struct strings listed; /* concept ids claimed without one */
};

struct candidate {
    const char *id;
    const char *postcode;
    const char *town;
    int travel_miles; /* -1: not said */
    enum answer drives;
    enum answer vehicle;
    enum answer needs_sponsorship;
    int hours_low; /* hundredths of an hour, 0: not said */
    int hours_high;
    unsigned patterns;  /* set of enum work_pattern */
    unsigned bands;     /* set of enum band */
    unsigned contracts; /* set of enum contract */
    int64_t min_salary; /* pence a year, full time; MONEY_NONE: not said */

    struct held_qualification *qualifications;
    size_t qualification_count;
    struct held_experience *experiences;
    size_t experience_count;
    struct held_skill *skills;
    size_t skill_count;
};

#endif
