/* pipeline/intake_private.h - what the files of the intake share (nobody else includes it)
 * SPDX-License-Identifier: MIT
 *
 * intake.c        a reading is saved or put aside
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

/** Save a vacancy that passed, and count it. */
enum err intake_save(struct intake *intake, const struct intake_page *page,
                     const struct vacancy *vacancy, const char *key, struct diag *diag);

#endif
