/* cli/match_filter.c - which adverts a match looks at, and how many it leaves out
 * SPDX-License-Identifier: MIT
 */
#include "cli/match_filter.h"

#include <string.h>

#include "schema/store_requirement.h"

/* Why, as lists of counts say it. */
#define WHY_PAST "closed or past (--all takes them too)"
#define WHY_BAND "not in the bands of --band"
#define WHY_EMPLOYER "another employer than --employer"
#define WHY_CLOSING "closing later than --closing-within"
#define WHY_ROLE "another role than --role"

/* What misses a wish of the profile, where --fits asks for it. */
static const char *const misses[PREFER_COUNT] = {
    [PREFER_DISTANCE] = "farther away than you would travel",
    [PREFER_PATTERN] = "no pattern that you can work",
    [PREFER_HOURS] = "other hours than you can work",
    [PREFER_BAND] = "no band that you look for",
    [PREFER_PAY] = "less pay than you need",
    [PREFER_CONTRACT] = "no contract that you look for",
    [PREFER_SPONSORSHIP] = "no sponsorship",
};

const char *match_filter_wish(enum preference_name name) { return misses[name]; }

void match_left_add(struct match_left *left, const char *why, int64_t count) {
    size_t at = 0;
    while (at < left->count && strcmp(left->at[at].why, why) != 0) {
        at++;
    }
    if (at == left->count && at < MATCH_LEFT_MAX) {
        left->at[left->count++] = (struct text_match_left){why, 0};
    }
    if (at < left->count) {
        left->at[at].count += count;
    }
}

static bool accepts_brief(void *state, const struct brief *brief) {
    const struct lens *lens = state;
    return lens_accepts(lens, brief->title);
}

unsigned match_filter_fits(const struct context *context) {
    const struct settings *settings = &context->settings;
    return settings->fits | (settings->within > 0 ? 1u << PREFER_DISTANCE : 0);
}

static struct date closes_by(const struct context *context) {
    int64_t days = context->settings.closing_within;
    struct date none = {0};
    return days == NOT_GIVEN ? none : date_from_days(date_to_days(context->today) + days);
}

struct matching_query match_filter_query(const struct context *context, struct lens *lens) {
    const struct settings *settings = &context->settings;
    struct matching_query query = {
        .filter = {.bands = settings->search.bands,
                   .employer = settings->search.employer,
                   .closes_by = closes_by(context),
                   .without_texts = true},
        .fits = match_filter_fits(context),
        .within_miles = settings->within,
        .today = context->today,
    };
    if (!settings->all || settings->closing_within != NOT_GIVEN) {
        query.filter.open_on = context->today;
    }
    if (lens) {
        query.accepts = accepts_brief;
        query.accepts_state = lens;
    }
    return query;
}

/* ---- counting ---- */

enum err match_filter_tally(struct match_left *out, struct store *store,
                            const struct context *context, int64_t looked_at,
                            struct diag *diag) {
    struct store_filter whole = match_filter_query(context, NULL).filter;
    const struct {
        const char *why;
        struct store_filter filter; /* those before it, and one more */
    } steps[] = {
        {WHY_PAST, {.open_on = whole.open_on}},
        {WHY_BAND, {.open_on = whole.open_on, .bands = whole.bands}},
        {WHY_EMPLOYER,
         {.open_on = whole.open_on, .bands = whole.bands, .employer = whole.employer}},
        {WHY_CLOSING,
         {.open_on = whole.open_on,
          .bands = whole.bands,
          .employer = whole.employer,
          .closes_by = whole.closes_by}},
    };
    int64_t before = 0;
    enum err err = store_count(store, &before, diag);
    for (size_t i = 0; !err && i < sizeof steps / sizeof *steps; i++) {
        int64_t left = 0;
        err = store_vacancy_tally(store, &steps[i].filter, &left, diag);
        if (!err) {
            match_left_add(out, steps[i].why, before - left);
            before = left;
        }
    }
    if (!err) {
        match_left_add(out, WHY_ROLE, context->settings.role ? before - looked_at : 0);
    }
    return err;
}

/* ---- adverts by name ---- */

const char *match_filter_misses(const struct context *context, const struct match *match) {
    unsigned fits = match_filter_fits(context);
    for (int i = 0; i < PREFER_COUNT; i++) {
        if ((fits & 1u << i) && match->preferences[i].fit == FIT_MISSES) {
            return misses[i];
        }
    }
    return NULL;
}

static bool closes_within(const struct context *context, struct date closes) {
    struct date by = closes_by(context);
    return date_is_none(by) || (!date_is_none(closes) && date_compare(closes, by) <= 0 &&
                                date_compare(closes, context->today) >= 0);
}

static bool is_employer(const char *employer, const char *wanted) {
    return !wanted ||
           (employer && span_find_nocase(span_of(employer), span_of(wanted), 0) != SIZE_MAX);
}

const char *match_filter_refuses(const struct context *context, const struct lens *lens,
                                 const struct match *match) {
    const struct search *search = &context->settings.search;
    unsigned bands = match->advert ? match->advert->bands : 0;
    return search->bands && !(search->bands & bands)         ? WHY_BAND
           : !is_employer(match->employer, search->employer) ? WHY_EMPLOYER
           : !closes_within(context, match->closes)          ? WHY_CLOSING
           : !lens_accepts(lens, match->title)               ? WHY_ROLE
                                                             : NULL;
}
