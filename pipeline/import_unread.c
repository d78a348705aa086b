/* pipeline/import_unread.c - rows and items that were not taken
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/import_unread.h"

bool import_unread_note(struct imported *file, struct arena *arena,
                        const struct import_unread *unread) {
    file->unread_count++;
    if (file->unread_named == IMPORT_UNREAD_MAX) {
        return false;
    }
    struct import_unread *named = &file->unread[file->unread_named++];
    *named = *unread;
    named->reason = arena_copy_text(arena, unread->reason);
    return true;
}
