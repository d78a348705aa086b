/* pipeline/matching_files.c - a candidate against adverts from files
 * SPDX-License-Identifier: MIT
 */
#include "matcher/rank.h"
#include "pipeline/matching.h"
#include "pipeline/matching_sheet.h"

static enum err add(struct matches *out, struct arena *arena, struct sheets *sheets,
                    const struct reading *reading, struct diag *diag) {
    const struct vacancy *vacancy = &reading->as.vacancy;
    struct match match = {0};
    enum err err = sheets_make(&match, arena, sheets, vacancy,
                               vacancy_key(vacancy, reading->digest, arena), NULL, diag);
    if (!err) {
        ARENA_PUSH(arena, out->at, out->count, match);
        out->looked_at++;
        err = arena_check(arena, diag);
    }
    return err;
}

enum err matching_readings(struct matches *out, struct arena *arena,
                           const struct readings *readings, const struct rules *rules,
                           const struct candidate *candidate, struct date today,
                           struct diag *diag) {
    struct sheets *sheets = NULL;
    enum err err = sheets_open(&sheets, rules, candidate, today, diag);
    for (size_t i = 0; !err && i < readings->count; i++) {
        if (readings->at[i].kind == READING_VACANCY) {
            err = add(out, arena, sheets, &readings->at[i], diag);
        }
    }
    sheets_close(sheets);
    return err;
}

void matching_sort(struct matches *matches) { rank_sort(matches->at, matches->count); }
