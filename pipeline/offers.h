/* pipeline/offers.h - the pay of stored adverts taken apart
 * SPDX-License-Identifier: MIT
 */
#ifndef PIPELINE_OFFERS_H
#define PIPELINE_OFFERS_H

#include "matcher/rules.h"
#include "pay/tables.h"
#include "pipeline/asking.h"
#include "pipeline/listener.h"
#include "schema/store_offer.h"

/** Longest stamp, with its final NUL. */
enum { OFFERS_STAMP_MAX = 64 };

/** What offers are made with: versions of the tables and of the rules. */
void offers_stamp(char out[OFFERS_STAMP_MAX], const struct tables *tables,
                  const struct rules *rules);

/** The same for those that are made without rules: rows of data sets. */
void offers_stamp_without_rules(char out[OFFERS_STAMP_MAX], const struct tables *tables);

/** Take the pay of any advert apart: everything of the offer that comes of its figure, and the
 * day. Where it prints no pay the verdict is none.
 * @param out begun with offer_init; its other members stay as they are
 * @param question borrowed for the call */
enum err offers_take(struct offer *out, struct arena *arena, const struct tables *tables,
                     const struct pay_question *question, struct diag *diag);

/** An advert's offer: its pay taken apart, and what it asks for.
 * @param asking looks up towns
 * @param stored with its requirements, or without: then `asks` is not known
 * @param out borrows from `stored` and `arena` */
enum err offers_of(struct offer *out, struct arena *arena, const struct tables *tables,
                   struct asking *asking, const struct stored *stored, struct diag *diag);

/** Keep the offer of one advert, unless one made with these tables is kept. The rules are not
 * needed: what it asks for is left unknown, and offers_make makes it again. Errors as in
 * schema/store.h. */
enum err offers_keep(struct store *store, const struct tables *tables,
                     const struct stored *stored, struct diag *diag);

/** What came of making them. */
struct offers_made {
    int64_t made;    /* and kept */
    int64_t lost;    /* that the database does not take, or that cannot be made: each alone */
    bool is_kept;    /* false: some were lost, or the database could not be written */
    struct diag why; /* why not; of what was lost it names the first and says how many */
};

/** Make and keep the offer of each stored vacancy that has none under this stamp (its criteria
 * are read first where they are not), some hundred to a transaction; one that the database
 * does not take costs only itself. Progress: "adverts' pay read".
 * Errors as matching_read_criteria. */
enum err offers_make(struct offers_made *out, struct store *store, const struct tables *tables,
                     const struct rules *rules, const struct listener *listener,
                     struct diag *diag);

#endif
