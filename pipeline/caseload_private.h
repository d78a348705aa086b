/* pipeline/caseload_private.h - a caseload in the making
 * SPDX-License-Identifier: MIT
 */
#ifndef PIPELINE_CASELOAD_PRIVATE_H
#define PIPELINE_CASELOAD_PRIVATE_H

#include "matcher/gap.h"
#include "matcher/hands.h"
#include "pipeline/caseload.h"
#include "pipeline/matching_adverts.h"
#include "schema/caseload.h"

/* One profile, and what comes of it. Only one thread at a time has it in hand. */
struct member {
    const char *file;
    struct arena arena; /* all that is the candidate's own */
    struct candidate candidate;
    struct preference_wish wish;
    enum err err; /* why it could not be read, or matched */
    struct diag diag;
    /* What the store remembers. */
    bool is_known;
    const char *aside;       /* the code under which an earlier day's run is kept */
    const char *aside_rules; /* "TIME RULES" of what is to be set aside; NULL: nothing is */
    int64_t newest_row;      /* the highest that the last run looked at */
    struct caseload_mark *was;
    size_t was_count;
    /* What came of it. */
    unsigned char *marks;
    struct sifted *stands;
    struct caseload_mark *keep;
    size_t keep_count;
    struct caseload_sheet sheet;
};

struct counting;

/* What a thread of its own counts with. */
struct desk {
    uint32_t *tally; /* by id of a gap */
};

struct caseload {
    struct store *store;
    struct caseload_query query;
    const struct rules *rules;
    const struct listener *listener;
    struct arena arena;
    struct places *places; /* of the main thread alone */
    struct adverts adverts;
    struct gap_table gaps;
    struct member *members; /* in the order of their files; read ones by code */
    size_t count;
    size_t read_count; /* members that could be read: they come first */
    struct desk *desks;
    size_t desk_count;
    struct counting *counting; /* while gaps are counted */
    struct caseload_list list;
};

/* Find the profiles and read them: refused ones go behind the others. */
enum err caseload_read_profiles(struct caseload *caseload, const char *folder,
                                struct diag *diag);

/* Sift all adverts for one of them. */
hands_job caseload_sift; /* state: the caseload */

/* What several of them lack. */
enum err caseload_find_gaps(struct caseload *caseload, struct diag *diag);

#endif
