/* matcher/role.c - whose title this is, and a candidate against a role
 * SPDX-License-Identifier: MIT
 */
#include "matcher/role.h"

#include "base/nearest.h"
#include "matcher/requirement.h"
#include "matcher/role_table.h"
#include "matcher/rules_private.h"
#include "matcher/score.h"

/* A title of the table that an advert's title holds. */
struct hit {
    const struct role_pattern *pattern;
    unsigned part; /* of the advert's title, in which the last of its words stands */
    bool gives_way;
};

/* More titles of the table than any advert's title holds. */
enum { HITS_MAX = 64 };

struct hits {
    struct hit at[HITS_MAX];
    size_t count;
};

/* The roles of these rules in a title: the whole of it, or one of its alternatives. */
struct matching_title {
    const struct role_table *table;
    const struct title *title;
    unsigned choice; /* the alternative; WHOLE */
};

#define WHOLE UINT_MAX

size_t role_count(const struct rules *rules) { return rules->roles.count; }

const struct work_role *role_at(const struct rules *rules, size_t index) {
    return index < rules->roles.count ? &rules->roles.at[index] : NULL;
}

const struct work_role *role_find(const struct rules *rules, const char *id) {
    for (size_t i = 0; i < rules->roles.count; i++) {
        if (span_is_nocase(span_of(rules->roles.at[i].id), id)) {
            return &rules->roles.at[i];
        }
    }
    return NULL;
}

enum { IDS_MAX = 256 };

const char *role_nearest(const struct rules *rules, const char *id) {
    const char *ids[IDS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < rules->roles.count && count < IDS_MAX; i++) {
        ids[count++] = rules->roles.at[i].id;
    }
    struct role_fits fits = role_match(rules, id);
    return fits.count > 0 ? fits.at[0]->id : nearest_name(id, ids, count);
}

/* ---- one title of the table against an advert's ---- */

static bool is_looked_at(const struct matching_title *matching, size_t at) {
    return matching->choice == WHOLE || matching->title->at[at].choice == matching->choice;
}

/* The first place of a word; the title's count: none. */
static size_t place_of(const struct matching_title *matching, uint32_t number) {
    size_t at = 0;
    while (at < matching->title->count &&
           (matching->title->at[at].number != number || !is_looked_at(matching, at))) {
        at++;
    }
    return at;
}

static bool holds(const struct matching_title *matching, const struct role_pattern *pattern) {
    for (size_t i = 0; i < pattern->count; i++) {
        if (place_of(matching, pattern->words[i]) == matching->title->count) {
            return false;
        }
    }
    return true;
}

static bool has_word(const struct role_pattern *pattern, uint32_t number) {
    for (size_t i = 0; i < pattern->count; i++) {
        if (pattern->words[i] == number) {
            return true;
        }
    }
    return false;
}

static bool is_part_of(const struct role_pattern *part, const struct role_pattern *whole) {
    for (size_t i = 0; i < part->count; i++) {
        if (!has_word(whole, part->words[i])) {
            return false;
        }
    }
    return true;
}

/* The part of the title in which the pattern's last word stands. */
static unsigned last_part(const struct matching_title *matching,
                          const struct role_pattern *pattern) {
    unsigned part = 0;
    for (size_t i = 0; i < pattern->count; i++) {
        const struct title_word *word =
            &matching->title->at[place_of(matching, pattern->words[i])];
        part = word->part > part ? word->part : part;
    }
    return part;
}

/* Does the title say that it is other work? */
static bool is_other_work(const struct matching_title *matching,
                          const struct role_pattern *pattern) {
    const struct title *title = matching->title;
    unsigned part = last_part(matching, pattern);
    for (size_t i = 0; i < title->count; i++) {
        const struct title_word *word = &title->at[i];
        bool is_job = (word->classes & TITLE_JOB) && word->part <= part;
        if (!has_word(pattern, word->number) && is_looked_at(matching, i) &&
            (is_job || (word->classes & TITLE_FIELD))) {
            return true;
        }
    }
    return false;
}

static bool is_near_miss(const struct matching_title *matching,
                         const struct role_pattern *pattern) {
    const struct role_table *table = matching->table;
    for (size_t i = 0; i < table->pattern_count; i++) {
        const struct role_pattern *miss = &table->patterns[i];
        if (miss->is_near_miss && miss->role == pattern->role && !is_part_of(miss, pattern) &&
            holds(matching, miss)) {
            return true;
        }
    }
    return false;
}

/* ---- which roles ---- */

static struct hits find_hits(const struct matching_title *matching) {
    const struct role_table *table = matching->table;
    struct hits hits = {.count = 0};
    for (size_t i = 0; i < table->pattern_count && hits.count < HITS_MAX; i++) {
        const struct role_pattern *pattern = &table->patterns[i];
        if (!pattern->is_near_miss && holds(matching, pattern) &&
            !is_other_work(matching, pattern) && !is_near_miss(matching, pattern)) {
            hits.at[hits.count++] = (struct hit){pattern, last_part(matching, pattern), false};
        }
    }
    return hits;
}

/* What is named by fewer of the same words gives way, and by plain words alone to any other. */
static bool says_less(const struct hit *one, const struct hit *other) {
    return (one->pattern->count < other->pattern->count &&
            is_part_of(one->pattern, other->pattern)) ||
           (one->pattern->telling == 0 && other->pattern->telling > 0);
}

/* So does what is only said further on, behind the name of another: "Peer Support Worker -
 * Mental Health Support". */
static bool comes_later(const struct hit *one, const struct hit *other) {
    return other->pattern->telling > 0 && other->part < one->part;
}

/* Where a role is named first counts for all its titles: "Support Time and Recovery (STR)
 * Worker". */
static void find_first_parts(struct hits *hits) {
    for (size_t i = 0; i < hits->count; i++) {
        for (size_t k = 0; k < hits->count; k++) {
            struct hit *one = &hits->at[i];
            const struct hit *other = &hits->at[k];
            if (one->pattern->role == other->pattern->role && other->part < one->part) {
                one->part = other->part;
            }
        }
    }
}

/* Holds each hit against those that have not given way before. */
static void give_way(struct hits *hits,
                     bool (*gives_way)(const struct hit *one, const struct hit *other)) {
    bool gone[HITS_MAX];
    for (size_t i = 0; i < hits->count; i++) {
        gone[i] = hits->at[i].gives_way;
        for (size_t k = 0; !gone[i] && k < hits->count; k++) {
            gone[i] = !hits->at[k].gives_way && gives_way(&hits->at[i], &hits->at[k]);
        }
    }
    for (size_t i = 0; i < hits->count; i++) {
        hits->at[i].gives_way = gone[i];
    }
}

static bool is_better(const struct hit *one, const struct hit *other) {
    return !other || one->pattern->telling > other->pattern->telling ||
           (one->pattern->telling == other->pattern->telling &&
            one->pattern->count > other->pattern->count);
}

static void add_role(struct role_fits *out, const struct work_role *role) {
    bool is_there = false;
    for (size_t i = 0; i < out->count; i++) {
        is_there = is_there || out->at[i] == role;
    }
    if (!is_there && out->count < ROLE_FITS_MAX) {
        out->at[out->count++] = role;
    }
}

/* The best first; of equals the first of the table. */
static void add_best(struct role_fits *out, const struct role_table *table, struct hits *hits) {
    for (struct hit *best = hits->at; best;) {
        best = NULL;
        for (size_t i = 0; i < hits->count; i++) {
            if (!hits->at[i].gives_way && is_better(&hits->at[i], best)) {
                best = &hits->at[i];
            }
        }
        if (best) {
            best->gives_way = true; /* it has had its turn */
            add_role(out, &table->at[best->pattern->role]);
        }
    }
}

static void add_fits(struct role_fits *out, const struct matching_title *matching) {
    struct hits hits = find_hits(matching);
    find_first_parts(&hits);
    give_way(&hits, says_less);
    give_way(&hits, comes_later);
    add_best(out, matching->table, &hits);
}

static struct role_fits fits_of(const struct role_table *table, const struct title *title) {
    struct role_fits fits = {.count = 0};
    unsigned choices = title->count > 0 ? title->at[title->count - 1].choice : 0;
    add_fits(&fits, &(struct matching_title){table, title, WHOLE});
    for (unsigned choice = 0; choices > 0 && choice <= choices; choice++) {
        add_fits(&fits, &(struct matching_title){table, title, choice});
    }
    return fits;
}

struct role_fits role_match(const struct rules *rules, const char *title) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct title read = role_title_read(&arena, &rules->roles, span_of(title), true);
    struct role_fits fits = fits_of(&rules->roles, &read);
    arena_fini(&arena);
    return fits;
}

/* ---- a role profile's page ---- */

/* Titles that the table does not know are compared word by word. */
static bool has_words(const struct title *title, const struct title *asked) {
    for (size_t i = 0; i < asked->count; i++) {
        bool is_there = asked->at[i].classes & (TITLE_SMALL | TITLE_BREAK);
        for (size_t k = 0; !is_there && k < title->count; k++) {
            is_there = asked->at[i].number ? title->at[k].number == asked->at[i].number
                                           : span_equal(title->at[k].word, asked->at[i].word);
        }
        if (!is_there) {
            return false;
        }
    }
    return asked->count > 0;
}

static bool accepts_words(const struct rules *rules, const struct work_role *role,
                          const char *text) {
    bool accepts = false;
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct title title = role_title_read(&arena, &rules->roles, span_of(text), true);
    for (size_t i = 0; !accepts && i < role->titles.count; i++) {
        struct title asked =
            role_title_read(&arena, &rules->roles, span_of(role->titles.at[i].words), false);
        accepts = has_words(&title, &asked);
    }
    arena_fini(&arena);
    return accepts;
}

static bool is_among(const struct role_fits *fits, const struct work_role *role) {
    for (size_t i = 0; i < fits->count; i++) {
        if (fits->at[i] == role) {
            return true;
        }
    }
    return false;
}

static bool shares_role(const struct role_fits *a, const struct role_fits *b) {
    for (size_t i = 0; i < a->count; i++) {
        if (is_among(b, a->at[i])) {
            return true;
        }
    }
    return false;
}

/* A page's titles may be those of roles of the table, which know more of them. */
static bool accepts_page(const struct rules *rules, const struct work_role *role,
                         const struct role_fits *fits, const char *title) {
    bool is_known = false;
    for (size_t i = 0; i < role->titles.count; i++) {
        struct role_fits own = role_match(rules, role->titles.at[i].words);
        is_known = is_known || own.count > 0;
        if (shares_role(&own, fits)) {
            return true;
        }
    }
    return !is_known && accepts_words(rules, role, title);
}

bool role_accepts(const struct rules *rules, const struct work_role *role, const char *title) {
    struct role_fits fits = role_match(rules, title);
    return role->family ? is_among(&fits, role) : accepts_page(rules, role, &fits, title);
}

static void push_asked(struct work_role *role, struct arena *arena, const char *text,
                       struct role_support support) {
    size_t criteria = role->criterion_count;
    if (text) {
        ARENA_PUSH(arena, role->criteria, criteria,
                   (struct criterion){.need = NEED_UNSTATED, .text = text});
        ARENA_PUSH(arena, role->supports, role->criterion_count, support);
    }
}

static void push_title(struct work_role *role, struct arena *arena, const char *words,
                       struct role_support support) {
    if (words) {
        ARENA_PUSH(arena, role->titles.at, role->titles.count,
                   (struct role_title){words, support});
    }
}

enum err role_of_page(struct work_role *out, struct arena *arena, const struct rules *rules,
                      const struct role *page, const char *source, struct diag *diag) {
    const struct role_support support = {source, "single"};
    const char *name = page->title ? page->title : "a role without a title";
    struct work_role role = {.id = name, .name = name};
    push_title(&role, arena, page->title, support);
    for (size_t i = 0; i < page->also_known_as.count; i++) {
        push_title(&role, arena, page->also_known_as.at[i], support);
    }
    push_asked(&role, arena, page->education_text, support);
    for (size_t i = 0; i < page->skills.count; i++) {
        push_asked(&role, arena, page->skills.at[i], support);
    }
    struct vacancy advert = {.criteria = role.criteria,
                             .criterion_count = role.criterion_count};
    enum err err = arena_check(arena, diag);
    err = err ? err : requirement_read_all(&role.requirements, arena, rules, &advert, diag);
    if (!err) {
        *out = role;
    }
    return err;
}

/* ---- a candidate against a role ---- */

enum err role_sheet(struct match *out, struct arena *arena, const struct rules *rules,
                    const struct work_role *role, const struct candidate *candidate,
                    struct date today, struct diag *diag) {
    struct vacancy *advert = arena_alloc(arena, 1, sizeof *advert);
    const char *key = arena_printf(arena, "role:%s", role->id);
    if (!advert || !key) {
        return arena_check(arena, diag);
    }
    vacancy_init(advert);
    advert->title = role->name;
    advert->bands = role->bands;
    advert->criteria = role->criteria;
    advert->criterion_count = role->criterion_count;
    return score_match(out, arena, rules, advert, key, role->requirements, candidate, today,
                       diag);
}
