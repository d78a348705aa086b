/* tests/unit/matcher/score_support.c - candidates and adverts of a few words, for tests
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/matcher/score_support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "matcher/qualification.h"
#include "matcher/score.h"

/* Each test is a process of its own and ends with it; these are freed as it does. */
static struct {
    struct rules *rules;
    struct arena arena;
    bool is_open;
} support;

static void close_support(void) {
    rules_close(support.rules);
    arena_fini(&support.arena);
}

static void open_support(void) {
    struct diag diag = {0};
    if (!support.is_open) {
        support.is_open = true;
        arena_init(&support.arena, ARENA_RUN_CAP);
        cr_assert_eq(rules_open(&support.rules, NULL, &diag), ERR_NONE, "%s", diag.text);
        (void)atexit(close_support);
    }
}

const struct rules *support_rules(void) {
    open_support();
    return support.rules;
}

struct arena *support_arena(void) {
    open_support();
    return &support.arena;
}

struct candidate support_candidate(const char *text) {
    struct candidate candidate = {0};
    struct diag diag = {0};
    cr_assert_eq(candidate_read(&candidate, support_arena(), support_rules(), "x.ini",
                                span_of(text), SUPPORT_TODAY, &diag),
                 ERR_NONE, "%s", diag.text);
    return candidate;
}

enum err support_read(struct candidate *out, const char *path, struct diag *diag) {
    const char *root = getenv("SHORTLIST_ROOT");
    struct buf content;
    buf_init(&content, 1 << 20);
    const char *file = root ? arena_printf(support_arena(), "%s/%s", root, path) : path;
    cr_assert_eq(file_read(&content, file, diag), ERR_NONE, "%s", diag->text);
    enum err err = candidate_read(out, support_arena(), support_rules(), path,
                                  buf_span(&content), SUPPORT_TODAY, diag);
    buf_fini(&content);
    return err;
}

struct candidate support_profile(const char *path) {
    struct candidate candidate = {0};
    struct diag diag = {0};
    cr_assert_eq(support_read(&candidate, path, &diag), ERR_NONE, "%s", diag.text);
    return candidate;
}

const char *support_concept(enum concept_kind kind, const char *wording) {
    struct concept_hits hits = {0};
    cr_assert_eq(concepts_find(&hits, support_arena(), support_rules(), 1u << kind,
                               span_of(wording), NULL),
                 ERR_NONE);
    cr_assert_gt(hits.count, 0, "no concept is named \"%s\"", wording);
    return hits.at[0].id;
}

const char *support_subject(const char *name) {
    struct qualifications found = {0};
    cr_assert_eq(
        qualification_find(&found, support_arena(), support_rules(), span_of(name), NULL),
        ERR_NONE);
    cr_assert_gt(found.count, 0, "no qualification is named \"%s\"", name);
    cr_assert_not_null(found.at[0].subject, "\"%s\" has no subject", name);
    return found.at[0].subject;
}

struct atom ask_type(enum atom_type type) {
    return (struct atom){.type = type, .level = LEVEL_NONE};
}

struct atom ask_qualification(int level, const char *named, enum holding status) {
    struct atom atom = ask_type(ATOM_QUALIFICATION);
    atom.level = level;
    atom.subject = named ? support_subject(named) : NULL;
    atom.status = status;
    return atom;
}

struct atom ask_experience(int months, const char *area, unsigned kinds) {
    struct atom atom = ask_type(ATOM_EXPERIENCE);
    atom.months = months;
    atom.kinds = kinds;
    if (area) {
        strings_push(support_arena(), &atom.areas, support_concept(CONCEPT_AREA, area));
    }
    return atom;
}

struct atom ask_skill(const char *wording) {
    struct atom atom = ask_type(ATOM_SKILL);
    atom.concept = support_concept(CONCEPT_SKILL, wording);
    return atom;
}

struct atom ask_driving(bool licence, bool vehicle) {
    struct atom atom = ask_type(ATOM_DRIVING);
    atom.licence = licence;
    atom.vehicle = vehicle;
    return atom;
}

static struct requirement *add(struct advert *advert, enum need need, const char *text) {
    size_t index = advert->vacancy.criterion_count++;
    cr_assert_lt(index, ADVERT_CRITERIA_MAX);
    advert->criteria[index] = (struct criterion){.need = need, .text = text};
    return &advert->requirements[index];
}

static struct atom *copy_atoms(size_t count, const struct atom *atoms) {
    struct atom *copy = arena_alloc(support_arena(), count, sizeof *copy);
    memcpy(copy, atoms, count * sizeof *copy);
    return copy;
}

size_t advert_all(struct advert *advert, enum need need, const char *text, size_t count,
                  const struct atom *atoms) {
    struct requirement *requirement = add(advert, need, text);
    requirement->any_of = arena_alloc(support_arena(), 1, sizeof *requirement->any_of);
    requirement->any_of[0] = (struct demand){copy_atoms(count, atoms), count};
    requirement->count = 1;
    return advert->vacancy.criterion_count - 1;
}

size_t advert_any(struct advert *advert, enum need need, const char *text, size_t count,
                  const struct atom *atoms) {
    struct requirement *requirement = add(advert, need, text);
    requirement->any_of = arena_alloc(support_arena(), count, sizeof *requirement->any_of);
    for (size_t i = 0; i < count; i++) {
        requirement->any_of[i] = (struct demand){copy_atoms(1, &atoms[i]), 1};
    }
    requirement->count = count;
    return advert->vacancy.criterion_count - 1;
}

size_t advert_one(struct advert *advert, enum need need, const char *text, struct atom atom) {
    return advert_all(advert, need, text, 1, &atom);
}

size_t advert_nothing(struct advert *advert, enum need need, const char *text) {
    struct requirement *requirement = add(advert, need, text);
    requirement->any_of = arena_alloc(support_arena(), 1, sizeof *requirement->any_of);
    requirement->count = 1;
    return advert->vacancy.criterion_count - 1;
}

struct match advert_match(const struct advert *advert, const struct candidate *candidate) {
    struct vacancy *vacancy = arena_alloc(support_arena(), 1, sizeof *vacancy);
    struct criterion *criteria =
        arena_alloc(support_arena(), ADVERT_CRITERIA_MAX, sizeof *criteria);
    struct match match = {0};
    struct diag diag = {0};
    *vacancy = advert->vacancy;
    memcpy(criteria, advert->criteria, sizeof advert->criteria);
    vacancy->criteria = criteria;
    cr_assert_eq(score_match(&match, support_arena(), support_rules(), vacancy, "key",
                             advert->requirements, candidate, SUPPORT_TODAY, &diag),
                 ERR_NONE, "%s", diag.text);
    return match;
}

/* ---- laws -------------------------------------------------------------------------------- */

/* The fact with that key, found anew: the test takes it away by its key. */
static struct fact find_fact(const struct candidate *candidate, const char *key) {
    size_t most = candidate->qualification_count + candidate->experience_count +
                  candidate->skill_count + 1;
    for (size_t i = 0; i < most; i++) {
        for (int field = FACT_DRIVES; field < FACT_FIELD_COUNT; field++) {
            bool is_qualification = field >= FACT_NAME && field <= FACT_STATUS;
            bool is_experience = field >= FACT_AREA && field <= FACT_EVIDENCE;
            size_t count = is_qualification      ? candidate->qualification_count
                           : is_experience       ? candidate->experience_count
                           : field == FACT_SKILL ? candidate->skill_count
                                                 : 1;
            struct fact fact = {.field = (enum fact_field)field, .index = i};
            if (i < count && strcmp(fact_key(fact, candidate, support_arena()), key) == 0) {
                return fact;
            }
        }
    }
    cr_assert_fail("no fact \"%s\"", key);
    return (struct fact){0};
}

static void expect_effects(const struct advert *advert, const struct candidate *candidate,
                           const struct judged *judged, size_t index, const char *name) {
    struct candidate without = {0};
    int points = judged->points;
    int sum = 0;
    cr_assert_eq(fact_copy_profile(&without, support_arena(), candidate), ERR_NONE);
    for (size_t i = judged->because_count; i-- > 0;) {
        const struct because *because = &judged->because[i];
        fact_remove(&without, find_fact(candidate, because->fact));
        int left = advert_match(advert, &without).criteria[index].points;
        cr_expect_eq(points - left, because->effect, "%s, %s: %s brings %d, said %d", name,
                     judged->criterion->text, because->fact, points - left, because->effect);
        cr_expect_geq(because->effect, 0, "%s, %s: %s", name, judged->criterion->text,
                      because->fact);
        cr_expect_not_null(strstr(judged->criterion->text, because->says));
        points = left;
        sum += because->effect;
    }
    cr_expect_eq(points, 0, "%s, %s: %d left", name, judged->criterion->text, points);
    cr_expect_eq(sum, judged->points);
}

void expect_lawful(const struct advert *advert, const struct candidate *candidate,
                   const char *name) {
    struct match match = advert_match(advert, candidate);
    int points = 0;
    int shares = 0;
    for (size_t i = 0; i < match.criterion_count; i++) {
        const struct judged *judged = &match.criteria[i];
        points += judged->points;
        shares += judged->max_points;
        expect_effects(advert, candidate, judged, i, name);
        bool is_missing = judged->verdict != VERDICT_LATER && judged->mark < 2 &&
                          !requirement_asks_nothing(judged->requirement);
        cr_expect_eq(judged->prompt != NULL, is_missing, "%s, %s", name,
                     judged->criterion->text);
        cr_expect(!judged->prompt || span_ends(span_of(judged->prompt), "?"), "%s",
                  judged->prompt);
    }
    cr_expect_eq(points, match.score, "%s: points %d, score %d", name, points, match.score);
    cr_expect_eq(match.range_low, match.score);
    cr_expect_geq(match.range_high, match.score);
    cr_expect_leq(match.range_high, 1000);
    cr_expect(shares == 1000 || shares == 0, "%s: shares %d", name, shares);
}
