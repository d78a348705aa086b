/* schema/match.h - an advert held against a candidate (format shortlist.match/1)
 * SPDX-License-Identifier: MIT
 *
 * All points are tenths: 1000 is a score of 100.0.
 */
#ifndef SCHEMA_MATCH_H
#define SCHEMA_MATCH_H

#include "schema/pay.h"
#include "schema/requirement.h"
#include "schema/vacancy.h"

enum gate { GATE_NONE = 0, GATE_PASS, GATE_OPEN, GATE_FAIL, GATE_COUNT };

enum verdict {
    VERDICT_NONE = 0,
    VERDICT_MET,
    VERDICT_PARTLY,
    VERDICT_NOT_MET,
    VERDICT_UNKNOWN,
    VERDICT_LATER,
    VERDICT_COUNT
};

enum fit { FIT_NONE = 0, FIT_FITS, FIT_MISSES, FIT_UNKNOWN, FIT_COUNT };

/** A mark that is not given (assessed later). */
enum { MARK_NONE = -1 };

/** A fact that counted. */
struct because {
    const char *fact; /* key in the profile: "experience.ward.months" */
    const char *says; /* the advert's words that it answers: part of the criterion's text */
    int effect; /* tenths; removing facts last to first lowers the points by exactly this */
};

struct judged {
    const struct criterion *criterion; /* borrowed from the vacancy */
    const struct requirement *requirement;
    enum verdict verdict;
    int mark;           /* 0, 1, 2, or MARK_NONE */
    int points;         /* tenths */
    int max_points;     /* tenths */
    bool short_of_gate; /* keeps the gate from "pass": essential, and less than that needs */
    struct because *because;
    size_t because_count;
    const char *prompt; /* a question, or NULL where nothing is missing */
};

struct preference {
    enum fit fit;
    const char *says; /* a few plain words for people, or NULL */
    bool is_measured; /* of the distance alone: `miles` holds */
    int miles;        /* whole miles as the crow flies */
};

enum preference_name {
    PREFER_DISTANCE = 0,
    PREFER_PATTERN,
    PREFER_HOURS,
    PREFER_BAND,
    PREFER_PAY,
    PREFER_CONTRACT,
    PREFER_SPONSORSHIP,
    PREFER_COUNT
};

/** A change to the profile and what it would bring. */
struct next_step {
    const char *change; /* for people: "finish the NVQ 3 that is under way" */
    const char *fact;   /* the profile's key that would change */
    const char *value;  /* what it would become */
    int gain;           /* tenths */
    enum gate gate;     /* the gate it would give */
};

struct match {
    const char *vacancy; /* key */
    enum source source;
    const char *title;
    const char *employer;
    const char *url;
    struct date closes;
    const char *candidate;
    enum gate gate;
    int score;      /* tenths: the sum of the criteria's points */
    int range_low;  /* tenths */
    int range_high; /* tenths */
    struct judged *criteria;
    size_t criterion_count;
    struct preference preferences[PREFER_COUNT];
    struct next_step *next_steps;
    size_t next_step_count;
    const char *rules;            /* version of the rules */
    const struct vacancy *advert; /* borrowed: for the pay line and the place on the sheet */
    struct date seen;             /* the day it was first seen; none: an advert of a file */
    const struct pay_check *pay;  /* what its pay is made of; NULL: not looked at, or none */
};

extern const struct vocab vocab_gate;
extern const struct vocab vocab_verdict;
extern const struct vocab vocab_fit;
/** Words of preference_name, in order; no none. */
extern const char *const preference_names[PREFER_COUNT];

#endif
