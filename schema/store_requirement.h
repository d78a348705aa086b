/* schema/store_requirement.h - what the criteria of stored vacancies ask for
 * SPDX-License-Identifier: MIT
 *
 * Criteria are read by somebody else (matcher/requirement.h), once; the store keeps each
 * different requirement once, under a number, and for each vacancy the numbers of its criteria
 * with the version of the rules that read them. A vacancy that is saved changed is unread
 * again. Numbers hold only within one database. Requirements that no vacancy asks for any more
 * stay until store_prune. Errors as in schema/store.h.
 *
 *     unread            store_vacancy_each with a filter that says `lacks = RULES`
 *     read, keep        store_demands_put
 *     sift              store_read_begin, store_requirements, store_brief_each, store_read_end
 *     show              store_vacancy_at, or store_vacancy_each with `rules = RULES`
 */
#ifndef SCHEMA_STORE_REQUIREMENT_H
#define SCHEMA_STORE_REQUIREMENT_H

#include "schema/brief.h"
#include "schema/store.h"

/** What is read until store_read_end is as of one moment. Nothing may be written meanwhile,
 * and no transaction may be open. */
enum err store_read_begin(struct store *store, struct diag *diag);
void store_read_end(struct store *store);

/** Keep what the criteria of a vacancy ask for, in the caller's transaction or one of its own;
 * what was kept before goes.
 *
 * @param row of the vacancy (struct stored)
 * @param vacancy its record as it was read out: its criteria
 * @param requirements as many as it has criteria, in their order. The `words` of an atom lie in
 * the text of its criterion, or are left out
 * @param rules version of the rules that read them
 * @param kept false where the store has other criteria by now, or no such row: nothing is
 * changed then. May be NULL
 * @return also ERR_INPUT for no rules, and for a requirement that has no text which can be read
 * (a level of 9); ERR_LIMIT for a requirement that is too long */
enum err store_demands_put(struct store *store, int64_t row, const struct vacancy *vacancy,
                           const struct requirement *requirements, const char *rules,
                           bool *kept, struct diag *diag);

/** Add to a record that was read out what its criteria ask for, with the words of the atoms as
 * spans of its texts: `stored->requirements`, NULL where it is not kept, was read with other
 * rules, or is of other criteria. */
enum err store_demands_get(struct store *store, struct arena *arena, const char *rules,
                           struct stored *stored, struct diag *diag);

/** A vacancy by its row.
 * @param rules also what its criteria ask for, as store_demands_get; NULL: without
 * @return also ERR_ABSENT */
enum err store_vacancy_at(struct store *store, struct arena *arena, int64_t row,
                          const char *rules, struct stored *out, struct diag *diag);

/** How many vacancies store_vacancy_each would visit. */
enum err store_vacancy_tally(struct store *store, const struct store_filter *filter,
                             int64_t *count, struct diag *diag);

/** All different requirements by number, in the arena. Read between store_read_begin and
 * store_read_end they hold each number that store_brief_each gives. */
enum err store_requirements(struct store *store, struct arena *arena,
                            struct requirement_texts *out, struct diag *diag);

/**
 * Vacancies in brief with what they ask for, in the order of their rows. Of the filter count
 * words, bands, employer, closes_by, open_on, state and lacks.
 *
 * @param rules lines of vacancies that these rules have read; others come without
 * @param visit may not use the store; returning anything but ERR_NONE ends the reading with
 * that code
 */
enum err
store_brief_each(struct store *store, const struct store_filter *filter, const char *rules,
                 enum err (*visit)(void *state, const struct brief *brief, struct diag *diag),
                 void *state, struct diag *diag);

#endif
