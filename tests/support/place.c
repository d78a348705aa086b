/* tests/support/place.c - where tests find the files of the source tree
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/place.h"

#include <stdio.h>
#include <stdlib.h>

const char *place_of(const char *path) {
    static char paths[8][4096];
    static unsigned next;
    const char *root = getenv("SHORTLIST_ROOT");
    char *text = paths[next++ % 8];

    snprintf(text, sizeof *paths, "%s/%s", root ? root : ".", path);
    return text;
}
