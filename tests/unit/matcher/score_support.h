/* tests/unit/matcher/score_support.h - candidates and adverts of a few words, for tests
 * SPDX-License-Identifier: MIT
 *
 * Concepts and subjects are named by their wordings and looked up in the rules, so that no test
 * knows an id. Everything lives until the test's process ends.
 */
#ifndef TESTS_UNIT_MATCHER_SCORE_SUPPORT_H
#define TESTS_UNIT_MATCHER_SCORE_SUPPORT_H

#include "matcher/candidate.h"
#include "matcher/concepts.h"
#include "matcher/mark.h"
#include "schema/match.h"

/** The day on which all these tests run. */
#define SUPPORT_TODAY ((struct date){2026, 11, 2})

enum { ADVERT_CRITERIA_MAX = 16 };

/** An advert in the making. */
struct advert {
    struct vacancy vacancy;
    struct criterion criteria[ADVERT_CRITERIA_MAX];
    struct requirement requirements[ADVERT_CRITERIA_MAX];
};

/** The rules and the arena of this process; opened when first asked for. */
const struct rules *support_rules(void);
struct arena *support_arena(void);

/** A candidate file's text, read; the test fails where it is refused. */
struct candidate support_candidate(const char *text);

/** Read a file under the source root as a candidate; it may be refused. */
enum err support_read(struct candidate *out, const char *path, struct diag *diag);

/** The same; the test fails where it is refused. */
struct candidate support_profile(const char *path);

/** The id of the concept (of a kind) or subject that a wording names. */
const char *support_concept(enum concept_kind kind, const char *wording);
const char *support_subject(const char *name);

/** Atoms. */
struct atom ask_qualification(int level, const char *named, enum holding status);
struct atom ask_experience(int months, const char *area, unsigned kinds);
struct atom ask_skill(const char *wording);
struct atom ask_driving(bool licence, bool vehicle);
struct atom ask_type(enum atom_type type);

/** A criterion that asks for all of `count` atoms. @return its index */
size_t advert_all(struct advert *advert, enum need need, const char *text, size_t count,
                  const struct atom *atoms);
/** A criterion with `count` alternatives of one atom each. */
size_t advert_any(struct advert *advert, enum need need, const char *text, size_t count,
                  const struct atom *atoms);
/** A criterion of one atom. */
size_t advert_one(struct advert *advert, enum need need, const char *text, struct atom atom);
/** A criterion that asks for nothing. */
size_t advert_nothing(struct advert *advert, enum need need, const char *text);

/** Hold it against a candidate; the test fails where that fails. */
struct match advert_match(const struct advert *advert, const struct candidate *candidate);

/** The sheet's own laws: points sum to the score, shares to 100.0 or 0, effects to points, and
 * taking the facts away one after another, last to first, lowers the points by exactly each
 * effect, down to 0. */
void expect_lawful(const struct advert *advert, const struct candidate *candidate,
                   const char *name);

#endif
