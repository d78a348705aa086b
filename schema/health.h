/* schema/health.h - how the records are kept: what changed, what is filled, what is put aside
 * SPDX-License-Identifier: MIT
 *
 * Plain types, shared by the store, by the runs that fill it and by what is told of them. Texts
 * live in the arena of whoever asked.
 */
#ifndef SCHEMA_HEALTH_H
#define SCHEMA_HEALTH_H

#include "schema/run.h"

/** A vacancy by its name in the store. */
struct vacancy_name {
    enum source source;
    const char *key;
};

/** How often a run has changed a field. */
struct field_changes {
    const char *field; /* dotted path */
    int64_t filled;    /* absent before */
    int64_t emptied;   /* absent now */
    int64_t changed;   /* another value */
};

/** Counts of one field (schema/migrations/0002_drift.sql, table fill). */
struct fill {
    const char *field;
    int64_t adverts;  /* pages read */
    int64_t filled;   /* of those, pages that have it */
    int64_t expected; /* pages that were expected to have it */
    int64_t met;      /* of those, pages that have it */
};

/** A field that such a page lacks, and its run's counts when it was put there. */
struct lack {
    const char *field;
    int64_t expected;
    int64_t met;
};

struct quarantined {
    int64_t page;
    struct vacancy_name name;
    const char *family;
    int64_t run;     /* that put it there */
    int64_t told;    /* the last one that counted it */
    int64_t at;      /* seconds since 1970 UTC */
    bool is_again;   /* the run read kept pages again */
    bool is_known;   /* there is a record of the advert */
    const char *url; /* NULL: from a file */
    int64_t fetched_at;
    const char *title; /* of the record, if any */
    struct lack *lacks;
    size_t lack_count;
};

/** The database file, looked over. */
struct store_health {
    const char *path;
    int64_t version;    /* of the schema */
    int64_t bytes;      /* its size */
    const char *damage; /* NULL: SQLite finds nothing wrong, and no row points nowhere */
};
/** What a reparse did. */
struct reparse_report {
    struct run_counts counts; /* seen: adverts; refused: nothing is read from their page any
                                 more, and their records stay */
    int64_t pages;            /* read again */
    int64_t taken_up;         /* pages that have left quarantine */
    struct field_changes *changes; /* field by field, most changes first */
    size_t change_count;
};

/** One thing that `shortlist doctor` looks at. */
struct check {
    const char *name; /* for programs: "database" */
    bool is_good;
    const char *words; /* one sentence */
};

/** A field of one family of pages: in the latest run, and in those before it. */
struct fill_trend {
    const char *family;
    struct fill now;
    struct fill before;
    bool has_fallen;
};

/** All that `shortlist doctor` tells. */
struct health {
    struct check *checks;
    size_t check_count;
    struct fill_trend *trends; /* families together, fields in the order of the record */
    size_t trend_count;
    struct quarantined *aside; /* in the order in which they came */
    size_t aside_count;
};

#endif
