/* schema/run.c - the words of a run
 * SPDX-License-Identifier: MIT
 */
#include "schema/run.h"

static const char *const kind_words[] = {
    [RUN_CRAWL] = "crawl",
    [RUN_ADD] = "add",
    [RUN_REPARSE] = "reparse",
};
const struct vocab vocab_run_kind = {kind_words, RUN_KIND_COUNT};

static const char *const end_words[] = {
    [RUN_END_DONE] = "done",
    [RUN_END_PART] = "part",
    [RUN_END_STOPPED] = "stopped",
    [RUN_END_FAILED] = "failed",
};
const struct vocab vocab_run_end = {end_words, RUN_END_COUNT};

int64_t run_counts_sum(const struct run_counts *counts) {
    return counts->fresh + counts->changed + counts->same + counts->refused + counts->failed +
           counts->aside;
}
