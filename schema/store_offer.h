/* schema/store_offer.h - pay of adverts taken apart, kept with the version of the tables
 * SPDX-License-Identifier: MIT
 *
 * A vacancy's offer is made once by somebody else (pipeline/offers.h) and kept under a stamp:
 * the versions of the pay tables and of the rules it was made with. A vacancy that is saved
 * changed has none again; one that goes takes it along. Offers of data sets have no vacancy.
 * Errors as in schema/store.h.
 */
#ifndef SCHEMA_STORE_OFFER_H
#define SCHEMA_STORE_OFFER_H

#include "schema/offer.h"
#include "schema/store.h"

/** Keep the offer of a vacancy, in the caller's transaction or one of its own; what was kept
 * before goes. `offer->vacancy` names it.
 * @param stamp what it was made with; not empty
 * @param kept false where there is no such vacancy any more; may be NULL */
enum err store_offer_put(struct store *store, const struct offer *offer, const char *stamp,
                         bool *kept, struct diag *diag);

/** The offer of a vacancy, in the arena. @param found false where none is kept under this
 * stamp; then `out` is untouched */
enum err store_offer_get(struct store *store, struct arena *arena, int64_t vacancy,
                         const char *stamp, struct offer *out, bool *found, struct diag *diag);

/** What the offer of a vacancy was made with, in the arena. @param stamp NULL where none is
 * kept */
enum err store_offer_stamp(struct store *store, struct arena *arena, int64_t vacancy,
                           const char **stamp, struct diag *diag);

/** The rows of the vacancies that have no offer under this stamp, lowest first, in the arena.
 * Where there is none, that is known without a look at each. */
enum err store_offer_lacking(struct store *store, struct arena *arena, const char *stamp,
                             int64_t **rows, size_t *count, struct diag *diag);

/** Which offers. Zeroed: all. */
struct offer_filter {
    unsigned bands;     /* set of enum band, any of them; 0: all */
    enum nation nation; /* none: all */
    struct date since;  /* posted on or after; none: all */
    const char *stamp;  /* of vacancies' offers, those kept under it; data sets keep theirs.
                           NULL: whatever they were made with */
};

/** All offers, vacancies' and data sets', in the order of their rows, but for `rest`, which is
 * left empty. Texts are borrowed and gone after the visit. Nothing is allocated for a row.
 * @param visit may not use the store; returning anything but ERR_NONE ends the reading with
 * that code */
enum err store_offer_each(struct store *store, const struct offer_filter *filter,
                          enum err (*visit)(void *state, const struct offer *offer,
                                            struct diag *diag),
                          void *state, struct diag *diag);

/* Data sets. */

/** Begin one, in the caller's transaction: one of that name is replaced.
 * @param row its number, for store_dataset_add
 * @param replaced was there one? May be NULL */
enum err store_dataset_begin(struct store *store, const char *name, const char *kind,
                             const char *attribution, int64_t *row, bool *replaced,
                             struct diag *diag);

/** Add an offer to it. @param stamp as in store_offer_put
 * @param added false where its key is there already: the first one counts */
enum err store_dataset_add(struct store *store, int64_t row, const struct offer *offer,
                           const char *stamp, bool *added, struct diag *diag);

/** How much of a data set another one of its kind has too. */
struct dataset_shared {
    const char *name; /* of the one that has the most of its keys; NULL: there is no other */
    int64_t offers;   /* whose keys both have */
    int64_t of;       /* offers of that other one */
};

/** Which other data set of the same kind has the most keys of this one? @param out in the arena
 */
enum err store_dataset_shared(struct store *store, struct arena *arena, int64_t row,
                              struct dataset_shared *out, struct diag *diag);

/** All data sets by name, in the arena. */
enum err store_datasets(struct store *store, struct arena *arena, struct dataset **out,
                        size_t *count, struct diag *diag);

/** Forget one and its offers. @param known false where there is none of that name */
enum err store_dataset_forget(struct store *store, const char *name, bool *known,
                              struct diag *diag);

#endif
