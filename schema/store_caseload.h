/* schema/store_caseload.h - what is remembered of the candidates that an adviser looks after
 * SPDX-License-Identifier: MIT
 *
 * So that a later run can say what is new for whom. Errors as in schema/store.h.
 */
#ifndef SCHEMA_STORE_CASELOAD_H
#define SCHEMA_STORE_CASELOAD_H

#include "schema/caseload.h"
#include "schema/store.h"

/** All codes, in the order of their bytes. */
enum err store_caseload_codes(struct store *store, struct arena *arena,
                              struct caseload_code **codes, size_t *count, struct diag *diag);

/** One of them. @param found false where it is not known; then `out` is untouched */
enum err store_caseload_find(struct store *store, struct arena *arena, const char *code,
                             struct caseload_code *out, bool *found, struct diag *diag);

/** What is remembered of a code, by row of the vacancy; none for a code that is not known. */
enum err store_caseload_get(struct store *store, struct arena *arena, const char *code,
                            struct caseload_mark **marks, size_t *count, struct diag *diag);

/** Remember what a run found for a code, matched now. Only what differs is written. `since`
 * stays where the advert was remembered, and is now where it was not; the caller's is not read.
 *
 * @param marks by row of the vacancy, each once. A vacancy that has gone meanwhile is left out
 * @param is_whole the run looked at all adverts: what is not among them is forgotten. Else it
 * stays as it is
 * @return also ERR_INPUT for an empty code, no rules, another order, or marks that are none;
 * ERR_LIMIT for a code or marks that are too long */
enum err store_caseload_put(struct store *store, const char *code, const char *rules,
                            const struct caseload_mark *marks, size_t count, bool is_whole,
                            struct diag *diag);

/** Forget a code and all that is remembered of it, in the file and its log too: both are
 * overwritten. Copies of the file, and what a disk or a file system keeps of what was
 * overwritten, are out of reach. Not within a transaction.
 * @param known false where there was no such code
 * @return ERR_STORE also where it is forgotten, but another program that is reading keeps the
 * log from being cut: done again later it will be */
enum err store_caseload_forget(struct store *store, const char *code, bool *known,
                               struct diag *diag);

#endif
