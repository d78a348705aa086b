/* cli/matches.h - printing what a match found
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_MATCHES_H
#define CLI_MATCHES_H

#include "cli/match_filter.h"
#include "cli/pay_part.h"
#include "matcher/candidate.h"

typedef enum err matches_visit(void *state, const struct match *match, struct diag *diag);

/** Adverts held against one candidate, best first, wherever they come from: a line each, and
 * the sheet when it is asked for. */
struct matches_list {
    const struct matched *at;
    size_t count;
    struct text_match_head head;
    /* Sheets from a place on, as matching_each. */
    enum err (*each)(void *state, size_t from, size_t count, matches_visit *visit,
                     void *visit_state, struct diag *diag);
    /* The steps that open most, as matching_outlook. */
    enum err (*outlook)(void *state, struct outlook *out, struct diag *diag);
    void *state;
    bool is_exact; /* the outlook is: no step opens more than it says */
    const struct rules *rules;
    const struct candidate *candidate;
};

/** A sheet as it is printed: with what its advert's pay is made of.
 * @param out borrows `match` and the arena
 * @param hours as for pay_part_check */
enum err matches_with_pay(struct match *out, struct pay_part *part, struct arena *arena,
                          const struct match *match, int hours, struct date today,
                          struct diag *diag);

/** For that: the most hours that a candidate wants, or the fewest where no most is said; 0: not
 * known. @param candidate may be NULL */
int matches_wanted_hours(const struct candidate *candidate);

/** How many to show: what was given, where 0 is all, or `otherwise`. */
size_t matches_limit(int64_t given, size_t otherwise);

/** As text, JSON or CSV, as many as --limit and --details say: in text 20 and 5 unless they say
 * otherwise, in JSON and CSV all. With --verify what is printed is verified, and the context's
 * status noted. */
enum err matches_print(struct context *context, const struct matches_list *list,
                       struct diag *diag);

/** Fill the distances of sheets that were made one by one. @param store what it knows of places
 * helps; NULL: the built-in tables alone */
enum err matches_measure(struct matches *matches, struct context *context, struct store *store,
                         const struct candidate *candidate, struct diag *diag);

/** A list of sheets that were made one by one. @param out in the arena, borrows `matches`
 * @param left may be NULL */
enum err matches_of(struct matches_list *out, struct arena *arena,
                    const struct matches *matches, const struct match_left *left,
                    struct diag *diag);

#endif
