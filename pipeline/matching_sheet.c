/* pipeline/matching_sheet.c - the sheet of one advert
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/matching_sheet.h"

#include "matcher/requirement.h"
#include "matcher/score.h"

enum err matching_sheet(struct match *out, struct arena *arena, const struct rules *rules,
                        const struct vacancy *vacancy, const char *key,
                        const struct requirement *requirements,
                        const struct candidate *candidate, struct date today,
                        struct diag *diag) {
    struct requirement *read = NULL;
    enum err err = ERR_NONE;
    if (!requirements) {
        err = requirement_read_all(&read, arena, rules, vacancy, diag);
    }
    return err ? err
               : score_match(out, arena, rules, vacancy, key,
                             requirements ? requirements : read, candidate, today, diag);
}
