/* pipeline/import_unread.h - rows and items that were not taken
 * SPDX-License-Identifier: MIT
 */
#ifndef PIPELINE_IMPORT_UNREAD_H
#define PIPELINE_IMPORT_UNREAD_H

#include "pipeline/import.h"

/** Count one, and name it where it is one of the first few.
 * @param arena gets a copy of the reason
 * @param unread its reason borrowed
 * @return whether it was named, and is to be told of */
bool import_unread_note(struct imported *file, struct arena *arena,
                        const struct import_unread *unread);

#endif
