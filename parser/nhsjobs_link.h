/* parser/nhsjobs_link.h - addresses of NHS Jobs adverts
 * SPDX-License-Identifier: MIT
 *
 * An advert's address is https://HOST/candidate/jobadvert/REF; searches hang queries on it,
 * buttons further steps. Only scheme, host and path up to REF say which advert it is.
 */
#ifndef PARSER_NHSJOBS_LINK_H
#define PARSER_NHSJOBS_LINK_H

#include "base/arena.h"
#include "schema/page.h"

/** The site, where neither the page nor its address names a host. */
#define NHSJOBS_SITE "https://www.jobs.nhs.uk"

/** The REF in an address or a path, borrowed from it; empty where it is no advert's. The slash
 * before it may be percent-encoded. */
struct span nhsjobs_link_ref(const char *address);

/** Scheme and host of an address ("https://beta.jobs.nhs.uk"), borrowed; empty for a path. */
struct span nhsjobs_link_site(const char *address);

/** Path and query of an address or a path, without the fragment. */
struct span nhsjobs_link_path(const char *address);

/** The address in a link without white space at its ends, in `arena`; NULL where it has some
 * inside, or control characters: that is no address. */
const char *nhsjobs_link_clean(struct arena *arena, const char *address);

/** The path of a link that leads to another page of a list. A query alone stands behind the
 * path of `page`, a name alone beside it. NULL where that is no path. */
const char *nhsjobs_link_next(struct arena *arena, const char *target, const struct page *page);

/** The value of a query's number ("page"), or 0. */
int nhsjobs_link_number(const char *address, const char *name);

/** The address that answered, else the one that was asked for; NULL for a file. */
const char *nhsjobs_link_of_page(const struct page *page);

/** The canonical address of an advert. */
char *nhsjobs_link_write(struct arena *arena, struct span site, struct span ref);

#endif
