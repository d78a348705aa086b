/* cli/terms.h - a site's terms, shown and accepted once
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_TERMS_H
#define CLI_TERMS_H

#include "cli/command.h"
#include "pipeline/crawl.h"

/**
 * Has the user accepted the terms of the host? If not yet, say whose they are, where they stand
 * and what will be done there, and ask: once for a host and a database, since the answer is
 * kept there.
 *
 * @param host as crawl_host gives it
 * @param options what the crawl would do there
 * @return ERR_USAGE where there is nobody to ask and no --accept-terms; ERR_INPUT where the
 * answer was not yes; what the store returns
 */
enum err terms_settle(struct context *context, struct store *store, const char *host,
                      const struct crawl_options *options, struct diag *diag);

/** The same where there is no database yet, before one is made: can there be an answer?
 * @return ERR_USAGE as terms_settle */
enum err terms_check(const struct context *context, const char *host,
                     const struct crawl_options *options, struct diag *diag);

#endif
