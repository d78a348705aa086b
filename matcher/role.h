/* matcher/role.h - roles of support work: whose title this is, and what they ask for in general
 * SPDX-License-Identifier: MIT
 *
 * Data: matcher/rules/roles.tsv, loaded with the other rules.
 *
 * An advert's title is a role's where it holds all words of one of the role's titles, in any
 * order: "Support Worker - Community (Band 3)" is a "Community Support Worker". Bands, sites
 * and whatever else stands there do not matter; plurals, brackets, "&", several spellings of a
 * word and one wrong, missing or swapped letter in a long word do not either. It is not the
 * role's where it holds a near miss ("Vehicle Recovery Worker"), another field of work, or
 * another job at or before the words that name the role ("Peer Support Manager"). Of several
 * roles one that is named by fewer of the same words gives way, and so does one that is named
 * by plain words alone ("Support Worker") beside any other, or only in a later part of the
 * title than another. A title of several parted by a stroke or "or" is that of each of them as
 * well.
 */
#ifndef MATCHER_ROLE_H
#define MATCHER_ROLE_H

#include "matcher/rules.h"
#include "schema/candidate.h"
#include "schema/match.h"
#include "schema/reading.h"
#include "schema/work_role.h"

/** Roles that a title fits, the one that it says most of first. */
enum { ROLE_FITS_MAX = 8 };
struct role_fits {
    const struct work_role *at[ROLE_FITS_MAX];
    size_t count;
};

/** All roles, in the order of the table. Borrowed. */
size_t role_count(const struct rules *rules);
const struct work_role *role_at(const struct rules *rules, size_t index);

/** The role of an id, in any case of letters; NULL: none. */
const struct work_role *role_find(const struct rules *rules, const char *id);

/** The id that is spelled nearest, or that of the role whose title this is; NULL: none. */
const char *role_nearest(const struct rules *rules, const char *id);

/** Whose title is this? @param title may be NULL: nobody's. Without memory: nobody's */
struct role_fits role_match(const struct rules *rules, const char *title);

/** Is it this role's? @param role one of the table's, or one of role_of_page */
bool role_accepts(const struct rules *rules, const struct work_role *role, const char *title);

/**
 * A role profile's page as a role: its titles are its own, what it asks for is read from what
 * it says of education and skills, all of it as "not said whether essential".
 *
 * @param out in `arena`; its supports name `source`
 * @return ERR_MEMORY, ERR_LIMIT
 */
enum err role_of_page(struct work_role *out, struct arena *arena, const struct rules *rules,
                      const struct role *page, const char *source, struct diag *diag);

/** A candidate against what a role asks for in general: the sheet of an advert that would ask
 * for exactly that. Its key is "role:ID". @param out in `arena`, borrows `role`
 * @return ERR_MEMORY, ERR_LIMIT */
enum err role_sheet(struct match *out, struct arena *arena, const struct rules *rules,
                    const struct work_role *role, const struct candidate *candidate,
                    struct date today, struct diag *diag);

#endif
