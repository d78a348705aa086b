/* pipeline/intake.h - the one place where a read page becomes a record, or is put aside
 * SPDX-License-Identifier: MIT
 *
 * `add`, `crawl` and `reparse` hand over what they have read. A page that is as pages of its
 * family are is saved; one that lacks what it should have (pipeline/drift.h) is kept and put
 * into quarantine, and the record that is known stays as it is. Before its end a run judges all
 * that is in quarantine, and what proves to be the advert's own change is saved after all.
 *
 * An advert that is the same post as another board's (pipeline/same_post.h) gets no second
 * record: the better board's is kept, and the other is a sighting of it, counted as the same.
 * Its page is kept and says nothing of the record: that it is closed there closes nothing here.
 *
 * Counts, the statistics of fields and the store move together: between intake_begin and
 * intake_commit happens all or nothing, so a kill leaves nothing half-counted.
 */
#ifndef PIPELINE_INTAKE_H
#define PIPELINE_INTAKE_H

#include "parser/crew.h"
#include "pipeline/listener.h"
#include "schema/store.h"

struct intake_family; /* the counts of one family of pages */

/** One run's intake. */
struct intake {
    struct store *store;
    struct crew *crew; /* reads the pages */
    const struct listener *listener;
    struct run_counts *counts; /* `seen` is left to the run: run_counts_sum */
    int64_t run;
    bool is_again; /* the run reads kept pages again: nothing was seen, only read */
    bool accepts;  /* the user has looked: what is missing is missing */

    int64_t taken_up; /* pages that earlier runs had put aside, and that were saved now */

    struct run_counts counts_before; /* as the transaction began */
    int64_t taken_up_before;
    struct intake_family *families;
    struct arena arena; /* theirs */
};

/** Begin. `run` is the store's; `counts` is added to. All are borrowed. */
void intake_open(struct intake *intake, struct store *store, struct crew *crew, int64_t run,
                 struct run_counts *counts, const struct listener *listener);
void intake_close(struct intake *intake);

/** A transaction of the store's around what follows, the counts among it. */
enum err intake_begin(struct intake *intake, struct diag *diag);
enum err intake_commit(struct intake *intake, struct diag *diag);
void intake_rollback(struct intake *intake);

/** Where it came from. */
struct intake_page {
    int64_t row;              /* in the store */
    struct vacancy_name name; /* the advert that was asked for; key NULL: as it says itself */
    bool contacts;            /* its contacts were to be kept */
    bool is_aside;            /* it is in quarantine already, and was read again */
    int64_t past;             /* it was fetched then; 0: just now */
};

/**
 * Take in what was read from one page, within a transaction.
 *
 * Counts what became of each reading. One that is not taken becomes a refusal that says why, so
 * that the caller can tell; one that is put aside stays as it is and is told at the end
 * (intake_finish).
 * @return also ERR_INPUT and ERR_LIMIT for a record that the store does not take
 */
enum err intake_take(struct intake *intake, struct arena *arena, const struct intake_page *page,
                     struct crew_result *reading, struct diag *diag);

/** Is this an advert's page to its family, though what makes an advert is not found on it?
 * Where it is known which advert was asked for, such a page is kept and put aside; else it is
 * refused.
 */
bool intake_is_unreadable(const struct reading *reading);

/** The page that is known of an advert is the one that the board shows: what was put aside of
 * it is over. */
enum err intake_confirm(struct intake *intake, const struct vacancy_name *name,
                        struct diag *diag);

/** The end of a run: judge what is in quarantine, save what may go, and tell what stays.
 * Outside a transaction. */
enum err intake_finish(struct intake *intake, struct diag *diag);

#endif
