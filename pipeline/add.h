/* pipeline/add.h - saved pages into records, and into the store
 * SPDX-License-Identifier: MIT
 */
#ifndef PIPELINE_ADD_H
#define PIPELINE_ADD_H

#include <signal.h>

#include "parser/crew.h"
#include "pipeline/listener.h"
#include "schema/reading.h"
#include "schema/store.h"

/** The most files that one folder may hold, all levels together. */
enum { ADD_FILES_MAX = 100000 };

/**
 * The files that the given names stand for: a file is itself, "-" is standard input, a folder
 * is the regular files in it and below, in the order of their names; hidden files and symbolic
 * links inside folders are passed over.
 *
 * @return ERR_ABSENT for a name that does not exist, ERR_LIMIT, ERR_SYSTEM, ERR_MEMORY
 */
enum err add_list_files(struct strings *out, struct arena *arena, const struct strings *names,
                        struct diag *diag);

/**
 * Read one file as a page and let the crew, which has no other in hand, parse it.
 *
 * @param page the page it became; its body lives in `arena`
 * @return ERR_ABSENT, ERR_SYSTEM, ERR_MEMORY; a file that is too large comes out as a refusal,
 * as does one that is none of our families
 */
enum err add_read_file(struct crew_result *out, struct page *page, struct arena *arena,
                       struct crew *crew, const char *file,
                       const struct reader_options *options, int64_t now, struct diag *diag);

struct add_options {
    struct reader_options reader;
    const volatile sig_atomic_t *stop; /* not 0: end after the file in hand; may be NULL */
};

/**
 * Read files into the store, each page and what it held in one transaction.
 *
 * A copy may be older than what a crawl has read: where it becomes the record of an advert
 * whose page was asked for before, that page waits in the queue again, and the next crawl has
 * the last word.
 *
 * What is no advert is counted as refused and told to the listener; listings are read but not
 * saved (their adverts are not whole).
 * @param counts always filled with what was done
 * @return ERR_INTERRUPTED (what was done is saved and counted), ERR_STORE, ERR_SYSTEM,
 * ERR_MEMORY
 */
enum err add_run(struct run_counts *counts, struct store *store, struct crew *crew,
                 const struct clock *clock, const struct strings *files,
                 const struct add_options *options, const struct listener *listener,
                 struct diag *diag);

#endif
