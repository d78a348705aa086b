/* pipeline/asked.c - is a page's advert the one that was asked for?
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/asked.h"

#include <string.h>

static bool asked_same(const char *a, const char *b) {
    return a && b && span_equal_nocase(span_of(a), span_of(b));
}

bool asked_is_met_by(const struct queued *asked, const struct vacancy *vacancy) {
    for (size_t i = 0; i < vacancy->note_count; i++) {
        if (strcmp(vacancy->notes[i].code, "other_advert") == 0) {
            return false;
        }
    }
    if (vacancy->id && !asked_same(vacancy->id, asked->id)) {
        return false;
    }
    if (vacancy->reference && asked->reference) {
        return asked_same(vacancy->reference, asked->reference);
    }
    return asked_same(vacancy->title, asked->title) &&
           (!vacancy->employer || !asked->employer ||
            asked_same(vacancy->employer, asked->employer));
}
