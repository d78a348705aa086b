/* schema/matched.h - what came of holding many adverts against one candidate, or many
 * SPDX-License-Identifier: MIT
 *
 * For lists: a line an advert. The sheet of an advert is a struct match (schema/match.h).
 * Points are tenths, texts are borrowed from whoever made the list, absent is NULL, 0 or an
 * enum's none.
 */
#ifndef SCHEMA_MATCHED_H
#define SCHEMA_MATCHED_H

#include "schema/match.h"

/** An advert in a list. */
struct matched {
    int64_t row; /* of the vacancy, for store_vacancy_at */
    enum source source;
    const char *key;
    const char *title;
    const char *employer;
    struct date closes;
    enum gate gate;
    int score;
    int high;      /* the high end of the range */
    bool one_away; /* one demand alone keeps the gate from pass, wherever it stands */
};

/** One line of a profile changed, and what that opens. */
struct opening {
    const char *change; /* in words: "finish your NVQ 3 in health and social care" */
    const char *fact;   /* the key that would change: "qualification.nvq3.status" */
    const char *value;  /* what it would say */
    int64_t opens;      /* adverts whose gate becomes pass with this change alone: exactly those
                           that a match of the changed profile finds more */
};

/** A post one step away. */
struct near_miss {
    struct matched advert;
    const struct opening *step; /* the smallest change that opens it */
    int score;                  /* with that change */
};

/** What to do next, over all adverts of a match. */
struct outlook {
    const struct opening *openings; /* those that open most, the best first; at most 3 */
    size_t opening_count;
    const struct near_miss *near; /* in the order of the list */
    size_t near_count;            /* as many as were asked for at most */
    int64_t near_total;           /* how many there are */
};

/** How many adverts stand where; by enum gate. */
struct gate_counts {
    int64_t of[GATE_COUNT];
};

/* ---- a caseload -------------------------------------------------------------------------- */

/** An advert for one of the candidates. */
struct caseload_line {
    struct matched advert;
    bool is_new;   /* the last run for this code had not seen the advert */
    enum gate was; /* what the last run said; GATE_NONE: new, or not remembered: it did not pass
                      then (of those that did not only the best are remembered) */
};

/** What came of one candidate. */
struct caseload_sheet {
    const char *file;    /* of the profile, for messages */
    const char *code;    /* the profile's id */
    int64_t last_at;     /* of the last run for this code, seconds since 1970; 0: the first */
    bool is_other_rules; /* the last run was made with other rules: gates may differ by that */
    int64_t looked_at;   /* adverts */
    int64_t left_out;    /* by the preferences asked for */
    struct gate_counts counts;         /* of all looked at, preferences or not */
    struct gate_counts fresh;          /* those of them that are new; none in a first run */
    int64_t near;                      /* of all looked at: those with one_away */
    const struct caseload_line *lines; /* those that pass, then those one step away, each part
                                          in the order of a list; as many as were asked for */
    size_t line_count;
    size_t total;                     /* how many such there are; preferences count here */
    const struct caseload_line *news; /* new and pass or one step away, or another gate than
                                         before and pass now or then; in the order of a list, as
                                         many as were asked for */
    size_t news_count;
    int64_t news_total;
    const char *lost; /* where the profile says that the candidate lives and nobody knows that
                         place: "ZZ9"; NULL */
};

/** A profile that was not read. */
struct caseload_refusal {
    const char *file;
    const char *message; /* with file and line */
};

/** Something that several candidates lack. */
struct caseload_gap {
    const char *what;   /* in words: "a qualification at level 3 in health and social care" */
    const char *asks;   /* as text of a requirement: "qualification level=3 ..." */
    int64_t adverts;    /* different ones that it would open for somebody */
    int64_t openings;   /* adverts times candidates */
    int64_t candidates; /* for whom it would open any */
};

#endif
