/* pipeline/reparse.h - every record anew from the pages that are kept
 * SPDX-License-Identifier: MIT
 *
 * For when the parser has become better, or was mended after a site changed: pages that a
 * record was last read from, and those in quarantine, are read again. What changes goes into
 * the history; that an advert was seen does not change. The network is not asked.
 */
#ifndef PIPELINE_REPARSE_H
#define PIPELINE_REPARSE_H

#include <signal.h>

#include "parser/crew.h"
#include "pipeline/listener.h"
#include "schema/store.h"

struct reparse_options {
    bool accepts; /* save pages that lack what their records have: the user has looked */
    const volatile sig_atomic_t *stop; /* not 0: end after the transaction in hand */
};

/**
 * Read all kept pages again, some hundred in one transaction, so that a run that is killed or
 * stopped is simply run again: what it had done is found the same. Memory does not grow with
 * the number of pages. The store is claimed: no crawl goes on meanwhile.
 *
 * A record keeps its name in commands, whatever its page says now, and one that was found
 * closed stays closed.
 *
 * @param report filled with what was done, on failure too; its list lives in `arena`
 * @return ERR_INTERRUPTED, ERR_STORE, ERR_SYSTEM, ERR_MEMORY
 */
enum err reparse_run(struct reparse_report *report, struct arena *arena, struct store *store,
                     struct crew *crew, const struct clock *clock,
                     const struct reparse_options *options, const struct listener *listener,
                     struct diag *diag);

#endif
