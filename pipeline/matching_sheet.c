/* pipeline/matching_sheet.c - the sheets of many adverts for one candidate
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/matching_sheet.h"

#include <stdlib.h>

#include "matcher/requirement.h"
#include "matcher/score.h"

/* A judge keeps what it has read of the changes that were tried, so that it is made anew now
 * and then. */
enum { SHEETS_OF_A_JUDGE = 100 };

struct sheets {
    const struct rules *rules;
    const struct candidate *candidate;
    struct date today;
    struct arena work; /* the judge's */
    struct judge judge;
    int left; /* sheets that it may still judge */
};

enum err sheets_open(struct sheets **out, const struct rules *rules,
                     const struct candidate *candidate, struct date today, struct diag *diag) {
    struct sheets *sheets = calloc(1, sizeof *sheets);
    if (!sheets) {
        return diag_set(diag, ERR_MEMORY, "out of memory");
    }
    *sheets = (struct sheets){.rules = rules, .candidate = candidate, .today = today};
    arena_init(&sheets->work, ARENA_PAGE_CAP);
    *out = sheets;
    return ERR_NONE;
}

void sheets_close(struct sheets *sheets) {
    if (sheets) {
        arena_fini(&sheets->work);
        free(sheets);
    }
}

static enum err make_ready(struct sheets *sheets, struct diag *diag) {
    if (sheets->left > 0) {
        sheets->left--;
        return ERR_NONE;
    }
    arena_fini(&sheets->work);
    enum err err = judge_open(&sheets->judge, &sheets->work, sheets->rules, sheets->candidate,
                              sheets->today, diag);
    sheets->left = err ? 0 : SHEETS_OF_A_JUDGE - 1;
    return err;
}

enum err sheets_make(struct match *out, struct arena *arena, struct sheets *sheets,
                     const struct vacancy *vacancy, const char *key,
                     const struct requirement *requirements, struct diag *diag) {
    struct requirement *read = NULL;
    enum err err = make_ready(sheets, diag);
    if (!err && !requirements) {
        err = requirement_read_all(&read, arena, sheets->rules, vacancy, diag);
    }
    return err ? err
               : score_match_by(out, arena, &sheets->judge, vacancy, key,
                                requirements ? requirements : read, diag);
}

enum err matching_sheet(struct match *out, struct arena *arena, const struct rules *rules,
                        const struct vacancy *vacancy, const char *key,
                        const struct requirement *requirements,
                        const struct candidate *candidate, struct date today,
                        struct diag *diag) {
    struct sheets *sheets = NULL;
    enum err err = sheets_open(&sheets, rules, candidate, today, diag);
    if (!err && sheets) {
        err = sheets_make(out, arena, sheets, vacancy, key, requirements, diag);
    }
    sheets_close(sheets);
    return err;
}
