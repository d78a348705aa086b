/* pipeline/doctor.h - how the store and the reading are
 * SPDX-License-Identifier: MIT
 */
#ifndef PIPELINE_DOCTOR_H
#define PIPELINE_DOCTOR_H

#include "schema/store.h"

/** Has a feature (pipeline/drift.h) of a family fallen? Where drift_has_fallen says so; or
 * where it is filled half as often as before, of twenty pages each. */
bool doctor_has_fallen(size_t feature, const struct fill *now, const struct fill *before);

/**
 * Look at the database: is it sound, how often are fields filled, what is put aside?
 *
 * @param out its checks are appended to; all lives in `arena`
 * @param damaged the file is not sound
 */
enum err doctor_look(struct health *out, bool *damaged, struct arena *arena,
                     struct store *store, struct diag *diag);

/** Is there anything to complain about? */
bool doctor_complains(const struct health *health);

#endif
