/* tests/unit/pipeline/matching.c - tests of pipeline/matching
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/matching.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "matcher/candidate.h"
#include "matcher/rank.h"
#include "schema/store_requirement.h"
#include "tests/support/many_adverts.h"
#include "tests/unit/schema/sample.h"

/* The board's adverts, and as many made-up ones. */
enum { ADVERTS = 300 };

static const struct date today = {2026, 11, 2};

static const char *const profiles[] = {
    "care_home",        "demo",           "empty",           "family_carer",  "newcomer",
    "lived_experience", "support_worker", "keyword_stuffed", "overseas_nurse"};
enum { PROFILES = sizeof profiles / sizeof *profiles };

/* A store, rules, candidates. */
struct scene {
    struct sample sample;
    struct many_adverts adverts;
    struct rules *rules;
    struct arena arena;
    char said[2048];
};

static void hear(void *state, const char *sentence) {
    struct scene *scene = state;
    size_t used = strlen(scene->said);
    (void)snprintf(scene->said + used, sizeof scene->said - used, "%s\n", sentence);
}

static struct listener listen_in(struct scene *scene) {
    return (struct listener){NULL, hear, scene};
}

static void scene_open(struct scene *scene, size_t adverts) {
    struct diag diag = {0};
    memset(scene, 0, sizeof *scene);
    sample_open(&scene->sample);
    arena_init(&scene->arena, ARENA_RUN_CAP);
    cr_assert_eq(rules_open(&scene->rules, NULL, &diag), ERR_NONE, "%s", diag.text);
    cr_assert(many_adverts_open(&scene->adverts, &diag), "%s", diag.text);
    cr_assert_eq(store_begin(scene->sample.store, &diag), ERR_NONE, "%s", diag.text);
    for (size_t i = 0; i < adverts; i++) {
        struct vacancy vacancy = many_adverts_make(&scene->adverts, &scene->arena, i);
        (void)sample_save(&scene->sample, &vacancy);
    }
    cr_assert_eq(store_commit(scene->sample.store, &diag), ERR_NONE, "%s", diag.text);
}

static void scene_close(struct scene *scene) {
    rules_close(scene->rules);
    many_adverts_close(&scene->adverts);
    arena_fini(&scene->arena);
    sample_close(&scene->sample);
}

static struct candidate read_text(struct scene *scene, const char *text) {
    struct candidate candidate = {0};
    struct diag diag = {0};
    cr_assert_eq(candidate_read(&candidate, &scene->arena, scene->rules, "x.ini", span_of(text),
                                today, &diag),
                 ERR_NONE, "%s", diag.text);
    return candidate;
}

static const char *profile_text(struct scene *scene, const char *name) {
    const char *root = getenv("SHORTLIST_ROOT");
    struct buf content;
    struct diag diag = {0};
    buf_init(&content, 1 << 20);
    const char *path =
        arena_printf(&scene->arena, "%s/fixtures/profiles/%s.ini", root ? root : ".", name);
    cr_assert_eq(file_read(&content, path, &diag), ERR_NONE, "%s", diag.text);
    const char *text = arena_copy(&scene->arena, buf_span(&content));
    buf_fini(&content);
    return text;
}

static struct matching *match(struct scene *scene, const struct candidate *candidate,
                              const struct matching_query *query) {
    static const struct matching_query all = {.today = {2026, 11, 2}};
    struct listener listener = listen_in(scene);
    struct matching *matching = NULL;
    struct diag diag = {0};
    cr_assert_eq(matching_open(&matching, scene->sample.store, query ? query : &all,
                               scene->rules, candidate, &listener, &diag),
                 ERR_NONE, "%s", diag.text);
    return matching;
}

/* ---- what score_match says --------------------------------------------------------------- */

/* Walks along a list beside the sheets of its adverts. */
struct stroll {
    struct matching_list list;
    size_t at;
    const char *name;
};

static size_t short_ones(const struct match *match) {
    size_t count = 0;
    for (size_t i = 0; i < match->criterion_count; i++) {
        count += match->criteria[i].short_of_gate;
    }
    return count;
}

static enum err expect_same(void *state, const struct match *match, struct diag *diag) {
    struct stroll *walk = state;
    const struct matched *line = &walk->list.at[walk->at++];
    (void)diag;
    cr_expect_str_eq(line->key, match->vacancy, "%s", walk->name);
    cr_expect_eq(line->gate, match->gate, "%s, %s: gate %d, not %d", walk->name, line->key,
                 (int)line->gate, (int)match->gate);
    cr_expect_eq(line->score, match->score, "%s, %s: %d, not %d", walk->name, line->key,
                 line->score, match->score);
    cr_expect_eq(line->high, match->range_high, "%s, %s", walk->name, line->key);
    cr_expect(!(match->gate != GATE_PASS && short_ones(match) == 1) || line->one_away ||
                  match->score + match->range_high == 1000 * (match->criterion_count == 0),
              "%s, %s", walk->name, line->key);
    cr_expect(!line->one_away || short_ones(match) > 0, "%s, %s", walk->name, line->key);
    return ERR_NONE;
}

Test(matching, sifts_exactly_what_the_sheets_say) {
    static struct scene scene;
    scene_open(&scene, ADVERTS);
    for (size_t i = 0; i < PROFILES; i++) {
        struct candidate candidate = read_text(&scene, profile_text(&scene, profiles[i]));
        struct matching *matching = match(&scene, &candidate, NULL);
        struct stroll walk = {.list = matching_list(matching), .name = profiles[i]};
        struct diag diag = {0};
        cr_expect_eq(walk.list.count, ADVERTS);
        cr_expect_eq(walk.list.read, i == 0 ? ADVERTS : 0, "read once, then kept");
        cr_expect_eq(matching_each(matching, 0, SIZE_MAX, expect_same, &walk, &diag), ERR_NONE,
                     "%s", diag.text);
        cr_expect_eq(walk.at, ADVERTS);
        for (size_t k = 1; k < walk.list.count; k++) {
            cr_expect_lt(rank_compare_lines(&walk.list.at[k - 1], &walk.list.at[k]), 0);
        }
        matching_close(matching);
    }
    cr_expect_str_empty(scene.said);
    scene_close(&scene);
}

/* ---- reading once ------------------------------------------------------------------------ */

Test(matching, reads_again_what_was_saved_changed_and_what_other_rules_read) {
    static struct scene scene;
    scene_open(&scene, 30);
    struct candidate candidate = read_text(&scene, profile_text(&scene, "support_worker"));
    matching_close(match(&scene, &candidate, NULL));
    struct vacancy vacancy = many_adverts_make(&scene.adverts, &scene.arena, 7);
    vacancy.criterion_count = 1;
    (void)sample_save(&scene.sample, &vacancy);
    struct matching *matching = match(&scene, &candidate, NULL);
    cr_expect_eq(matching_list(matching).read, 1, "%d", (int)matching_list(matching).read);
    matching_close(matching);
    sample_do(sample_path(&scene.sample),
              "UPDATE asked SET rules = 'others' WHERE vacancy < 6");
    matching = match(&scene, &candidate, NULL);
    cr_expect_eq(matching_list(matching).read, 5);
    matching_close(matching);
    scene_close(&scene);
}

/* What cannot be kept is read in memory, and the list is the same. */
Test(matching, reads_in_memory_where_nothing_can_be_written) {
    static struct scene scene;
    scene_open(&scene, 40);
    struct candidate candidate = read_text(&scene, profile_text(&scene, "support_worker"));
    sample_do(sample_path(&scene.sample), "CREATE UNIQUE INDEX odd ON asked (rules)");
    struct matching *without = match(&scene, &candidate, NULL);
    struct matching_list list = matching_list(without);
    cr_expect_eq(list.read, 40);
    cr_expect_eq(sample_ask(sample_path(&scene.sample), "SELECT count(*) FROM asked"), 0);
    cr_expect_not_null(strstr(scene.said, "cannot be kept"), "%s", scene.said);
    sample_do(sample_path(&scene.sample), "DROP INDEX odd");
    struct matching *with = match(&scene, &candidate, NULL);
    struct matching_list kept = matching_list(with);
    cr_expect_eq(sample_ask(sample_path(&scene.sample), "SELECT count(*) FROM asked"), 40);
    cr_assert_eq(kept.count, list.count);
    for (size_t i = 0; i < list.count; i++) {
        cr_expect_str_eq(kept.at[i].key, list.at[i].key);
        cr_expect_eq(kept.at[i].gate, list.at[i].gate);
        cr_expect_eq(kept.at[i].score, list.at[i].score);
        cr_expect_eq(kept.at[i].high, list.at[i].high);
        cr_expect_eq(kept.at[i].one_away, list.at[i].one_away);
    }
    matching_close(with);
    matching_close(without);
    scene_close(&scene);
}

static enum err count_one(void *state, const struct match *match, struct diag *diag) {
    size_t *count = state;
    (void)match;
    (void)diag;
    (*count)++;
    return ERR_NONE;
}

/* Between the list and the sheets the database goes on. */
Test(matching, shows_what_changed_meanwhile_as_it_is_and_passes_over_what_is_gone) {
    static struct scene scene;
    scene_open(&scene, 12);
    struct candidate candidate = read_text(&scene, profile_text(&scene, "support_worker"));
    struct matching *matching = match(&scene, &candidate, NULL);
    struct vacancy vacancy = many_adverts_make(&scene.adverts, &scene.arena, 3);
    struct diag diag = {0};
    size_t count = 0;
    vacancy.criterion_count = 2;
    (void)sample_save(&scene.sample, &vacancy);
    sample_do(sample_path(&scene.sample), "DELETE FROM vacancy WHERE vacancy = 5");
    cr_expect_eq(matching_each(matching, 0, SIZE_MAX, count_one, &count, &diag), ERR_NONE, "%s",
                 diag.text);
    cr_expect_eq(count, 11);
    matching_close(matching);
    scene_close(&scene);
}

/* ---- preferences ------------------------------------------------------------------------- */

static bool accept_even(void *state, const struct brief *brief) {
    (void)state;
    return brief->row % 2 == 0;
}

Test(matching, preferences_leave_out_and_are_counted) {
    static struct scene scene;
    scene_open(&scene, 100);
    struct candidate candidate = read_text(&scene, "[candidate]\nbands = 2\n");
    struct matching_query query = {.fits = 1u << PREFER_BAND, .today = today};
    struct matching *matching = match(&scene, &candidate, &query);
    struct matching_list list = matching_list(matching);
    cr_expect_eq(list.looked_at, 100);
    cr_expect_gt(list.left_out, 0);
    cr_expect_eq(list.left_out, list.left_out_by[PREFER_BAND]);
    cr_expect_eq((int64_t)list.count + list.left_out, 100);
    cr_expect_eq(list.counts.of[GATE_PASS] + list.counts.of[GATE_OPEN] +
                     list.counts.of[GATE_FAIL],
                 100, "gates of all, preferences or not");
    matching_close(matching);
    query = (struct matching_query){.accepts = accept_even, .today = today};
    matching = match(&scene, &candidate, &query);
    cr_expect_eq(matching_list(matching).looked_at, 50);
    matching_close(matching);
    scene_close(&scene);
}

/* ---- outlook ----------------------------------------------------------------------------- */

static const char stepping[] =
    "[candidate]\ndrives = no\n"
    "[qualification nvq3]\nname = NVQ 3 in Health and Social Care\n"
    "status = working_towards\n"
    "[experience ward]\narea = adult mental health ward\nkind = paid\n"
    "months = 10\nevidence = ran a weekly group for eight patients\n"
    "[skills]\ncommunication =\nteam working =\n";

/* The profile with a step written into it, as a person would. */
static const char *follow(struct scene *scene, const struct opening *step) {
    struct span fact = span_of(step->fact);
    struct arena *arena = &scene->arena;
    if (span_starts(fact, "skills.")) {
        const char *text = stepping;
        const char *old = arena_printf(arena, "\n%s =\n", step->fact + 7);
        const char *at = strstr(text, old);
        return at ? arena_printf(arena, "%.*s\n%s = %s%s", (int)(at - text), text,
                                 step->fact + 7, step->value, at + strlen(old) - 1)
                  : arena_printf(arena, "%s%s = %s\n", text, step->fact + 7, step->value);
    }
    const char *key = strrchr(step->fact, '.') + 1;
    if (strcmp(key, "name") == 0) { /* a section of its own */
        const char *label = step->fact + strlen("qualification.");
        return arena_printf(arena, "%s[qualification %.*s]\nname = %s\n", stepping,
                            (int)(key - 1 - label), label, step->value);
    }
    const char *section = span_starts(fact, "candidate")       ? "[candidate]"
                          : span_starts(fact, "qualification") ? "[qualification nvq3]"
                                                               : "[experience ward]";
    const char *at = strstr(stepping, section) + strlen(section);
    const char *end = strstr(at, "\n[");
    const char *old = strstr(at, arena_printf(arena, "\n%s =", key));
    const char *rest = old && old < end ? strchr(old + 1, '\n') : end;
    const char *head = old && old < end ? old : end;
    return arena_printf(arena, "%.*s\n%s = %s%s", (int)(head - stepping), stepping, key,
                        step->value, rest);
}

static int64_t passing(struct scene *scene, const char *text) {
    struct candidate candidate = read_text(scene, text);
    struct matching *matching = match(scene, &candidate, NULL);
    int64_t count = matching_list(matching).counts.of[GATE_PASS];
    matching_close(matching);
    return count;
}

static const struct matched *line_of(const struct matching_list *list, int64_t row) {
    for (size_t i = 0; i < list->count; i++) {
        if (list->at[i].row == row) {
            return &list->at[i];
        }
    }
    return NULL;
}

Test(matching, each_opening_opens_exactly_what_it_says) {
    static struct scene scene;
    scene_open(&scene, ADVERTS);
    struct candidate candidate = read_text(&scene, stepping);
    struct matching *matching = match(&scene, &candidate, NULL);
    struct outlook outlook = {0};
    struct diag diag = {0};
    cr_assert_eq(matching_outlook(&outlook, matching, 50, &diag), ERR_NONE, "%s", diag.text);
    int64_t before = matching_list(matching).counts.of[GATE_PASS];
    cr_assert_gt(outlook.opening_count, 0);
    for (size_t i = 0; i < outlook.opening_count; i++) {
        const struct opening *step = &outlook.openings[i];
        cr_expect_eq(passing(&scene, follow(&scene, step)) - before, step->opens,
                     "%s = %s: %d more, said %d", step->fact, step->value,
                     (int)(passing(&scene, follow(&scene, step)) - before), (int)step->opens);
        cr_expect(i == 0 || step->opens <= outlook.openings[i - 1].opens);
    }
    cr_assert_gt(outlook.near_count, 0);
    cr_expect_leq((int64_t)outlook.near_count, outlook.near_total);
    cr_expect_leq(outlook.near_total, matching_list(matching).near);
    for (size_t i = 0; i < outlook.near_count; i++) {
        const struct near_miss *near = &outlook.near[i];
        struct candidate changed = read_text(&scene, follow(&scene, near->step));
        struct matching *after = match(&scene, &changed, NULL);
        struct matching_list list = matching_list(after);
        const struct matched *line = line_of(&list, near->advert.row);
        cr_assert_not_null(line);
        cr_expect_eq(line->gate, GATE_PASS, "%s: %s = %s", line->key, near->step->fact,
                     near->step->value);
        cr_expect_eq(line->score, near->score, "%s", line->key);
        matching_close(after);
    }
    matching_close(matching);
    scene_close(&scene);
}
