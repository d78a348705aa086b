/* pipeline/intake_private.h - what the files of the intake share (nobody else includes it)
 * SPDX-License-Identifier: MIT
 *
 * intake.c        a reading is saved or put aside
 * intake_twin.c   the same post on two boards: one record
 * intake_tally.c  how often the pages of a family fill a field, in this run and before
 * intake_judge.c  what is in quarantine: let go, or told
 */
#ifndef PIPELINE_INTAKE_PRIVATE_H
#define PIPELINE_INTAKE_PRIVATE_H

#include "pipeline/drift.h"
#include "pipeline/intake.h"

/** So many runs back tell what is usual. */
enum { INTAKE_RUNS_BACK = 20 };

/** Counts of one family in this run. */
struct intake_family {
    struct intake_family *next;
    const char *name;
    uint64_t usual;                        /* features that nearly every page has */
    bool is_dirty;                         /* counted on since the last commit */
    struct fill now[DRIFT_FEATURES_MAX];   /* `field` unused */
    struct fill saved[DRIFT_FEATURES_MAX]; /* as of the last commit */
};

/** The family of that name; what is usual in it is looked up when it is first met. */
enum err intake_family(struct intake_family **out, struct intake *intake, const char *name,
                       struct diag *diag);

/** Count a page. @param has what it has @param expected what it should have
 * @param measured which features could be told at all */
void intake_tally(struct intake_family *family, uint64_t has, uint64_t expected,
                  uint64_t measured);

enum err intake_tally_save(struct intake *intake, struct diag *diag);
void intake_tally_undo(struct intake *intake);

/** What the table schema/facts/fill_expected.csv gives a feature of a family before any page of
 * it was seen; nothing for most. */
struct drift_share intake_expectation(const char *family, const char *feature);

/** The advert's own record; not the other board's that it is joined to. */
enum err intake_known(const struct intake *intake, struct arena *arena,
                      const struct vacancy_name *name, struct stored *out, bool *known,
                      struct diag *diag);

/** What an advert is to the records of other boards. Zeroed: nothing. */
struct intake_twin {
    int64_t joins;              /* the record that it is another sighting of; 0: none */
    bool is_joined;             /* that is known already */
    int64_t adopts;             /* the lesser board's record that becomes its own; 0: none */
    struct vacancy_name lesser; /* what that is called now */
};

/** @param known its own record; NULL where there is none */
enum err intake_twin_find(struct intake_twin *out, const struct intake *intake,
                          struct arena *arena, const struct vacancy_name *name,
                          const struct vacancy *vacancy, const struct stored *known,
                          struct diag *diag);

/** It is the same post as twin->joins: no record of its own, and counted as the same. */
enum err intake_twin_join(struct intake *intake, const struct intake_page *page,
                          const struct intake_twin *twin, const struct vacancy_name *name,
                          const struct vacancy *vacancy, struct diag *diag);

/** The record of a lesser board becomes this advert's, if there is one. */
enum err intake_twin_adopt(struct intake *intake, const struct intake_twin *twin,
                           const struct vacancy_name *name, struct diag *diag);

/** What is to be saved. */
struct intake_saving {
    const struct intake_page *page;
    const struct vacancy *vacancy;
    struct vacancy_name name;
    const struct stored *known; /* NULL where there is no record under this name */
    struct intake_twin twin;
};

/** Save a vacancy that passed, or join it to its other board's record, and count it. */
enum err intake_save(struct intake *intake, struct arena *arena,
                     const struct intake_saving *saving, struct diag *diag);

#endif
