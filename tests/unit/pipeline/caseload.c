/* tests/unit/pipeline/caseload.c - tests of pipeline/caseload
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/caseload.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "matcher/candidate.h"
#include "tests/support/many_adverts.h"
#include "tests/unit/schema/sample.h"

static const struct date today = {2026, 11, 2};

/* Profiles that differ in what they lack. */
static const struct {
    const char *file;
    const char *text;
} profiles[] = {
    {"b.ini", "[candidate]\nid = c-2\ndrives = yes\nvehicle = yes\n"
              "[qualification a]\nname = NVQ 3 in Health and Social Care\nstatus = held\n"
              "[experience w]\narea = adult mental health ward\nkind = paid\nmonths = 40\n"
              "evidence = ran a weekly gardening group for eight patients\n"
              "[skills]\ncommunication = took handover for eight patients each shift\n"},
    {"a.ini", "[candidate]\nid = c-1\ndrives = no\n"
              "[qualification a]\nname = NVQ 2 in Health and Social Care\nstatus = held\n"
              "[experience w]\narea = care home, dementia\nkind = paid\nmonths = 14\n"},
    {"c.ini", "[candidate]\nid = c-3\n"},
};
enum { PROFILES = sizeof profiles / sizeof *profiles };

struct scene {
    struct sample sample;
    struct many_adverts adverts;
    struct rules *rules;
    struct arena arena;
};

static void add_adverts(struct scene *scene, size_t from, size_t to) {
    cr_assert_eq(store_begin(scene->sample.store, NULL), ERR_NONE);
    for (size_t i = from; i < to; i++) {
        struct vacancy vacancy = many_adverts_make(&scene->adverts, &scene->arena, i);
        (void)sample_save(&scene->sample, &vacancy);
    }
    cr_assert_eq(store_commit(scene->sample.store, NULL), ERR_NONE);
}

static void scene_open(struct scene *scene, size_t adverts) {
    struct diag diag = {0};
    memset(scene, 0, sizeof *scene);
    sample_open(&scene->sample);
    arena_init(&scene->arena, ARENA_RUN_CAP);
    cr_assert_eq(rules_open(&scene->rules, NULL, &diag), ERR_NONE, "%s", diag.text);
    cr_assert(many_adverts_open(&scene->adverts, &diag), "%s", diag.text);
    add_adverts(scene, 0, adverts);
    cr_assert_eq(file_make_folder(run_path(&scene->sample.place, "load"), &diag), ERR_NONE);
    for (size_t i = 0; i < PROFILES; i++) {
        const char *name = arena_printf(&scene->arena, "load/%s", profiles[i].file);
        run_write(&scene->sample.place, name, profiles[i].text, strlen(profiles[i].text));
    }
}

static void scene_close(struct scene *scene) {
    rules_close(scene->rules);
    many_adverts_close(&scene->adverts);
    arena_fini(&scene->arena);
    sample_close(&scene->sample);
}

static void write_profile(struct scene *scene, const char *name, const char *text) {
    run_write(&scene->sample.place, name, text, strlen(text));
}

static enum err try_open(struct scene *scene, struct caseload **out, int workers,
                         struct diag *diag) {
    struct caseload_query query = {
        .which = {.today = today}, .workers = workers, .lines = 1000, .news = 1000, .gaps = 4};
    return caseload_open(out, scene->sample.store, run_path(&scene->sample.place, "load"),
                         &query, scene->rules, NULL, diag);
}

static struct caseload *open_all(struct scene *scene, int workers) {
    struct caseload *caseload = NULL;
    struct diag diag = {0};
    cr_assert_eq(try_open(scene, &caseload, workers, &diag), ERR_NONE, "%s", diag.text);
    return caseload;
}

/* The list of one profile alone. */
static struct matching *match_alone(struct scene *scene, const char *text) {
    static const struct matching_query query = {.today = {2026, 11, 2}};
    struct candidate *candidate = arena_alloc(&scene->arena, 1, sizeof *candidate);
    struct matching *matching = NULL;
    struct diag diag = {0};
    cr_assert_eq(candidate_read(candidate, &scene->arena, scene->rules, "x.ini", span_of(text),
                                today, &diag),
                 ERR_NONE, "%s", diag.text);
    cr_assert_eq(matching_open(&matching, scene->sample.store, &query, scene->rules, candidate,
                               NULL, &diag),
                 ERR_NONE, "%s", diag.text);
    return matching;
}

static const char *text_of(const char *code) {
    for (size_t i = 0; i < PROFILES; i++) {
        if (strstr(profiles[i].text, code)) {
            return profiles[i].text;
        }
    }
    return NULL;
}

Test(caseload, says_of_each_what_a_match_of_theirs_says) {
    static struct scene scene;
    scene_open(&scene, 250);
    struct caseload *caseload = open_all(&scene, 2);
    struct caseload_list list = caseload_list(caseload);
    cr_assert_eq(list.count, PROFILES);
    for (size_t i = 0; i < list.count; i++) {
        const struct caseload_sheet *sheet = &list.at[i];
        struct matching *matching = match_alone(&scene, text_of(sheet->code));
        struct matching_list alone = matching_list(matching);
        size_t at = 0;
        cr_expect(i == 0 || strcmp(list.at[i - 1].code, sheet->code) < 0);
        cr_expect_eq(sheet->looked_at, 250);
        cr_expect_eq(sheet->near, alone.near);
        cr_expect_eq(sheet->last_at, 0);
        cr_expect_eq(sheet->news_count, 0, "a first run has no news");
        cr_expect_arr_eq(sheet->counts.of, alone.counts.of, sizeof sheet->counts.of);
        for (size_t k = 0; k < alone.count; k++) {
            if (alone.at[k].gate == GATE_PASS || alone.at[k].one_away) {
                cr_assert_lt(at, sheet->line_count);
                cr_expect_str_eq(sheet->lines[at].advert.key, alone.at[k].key);
                cr_expect_eq(sheet->lines[at].advert.score, alone.at[k].score);
                at++;
            }
        }
        cr_expect_eq(at, sheet->total);
        matching_close(matching);
    }
    caseload_close(caseload);
    scene_close(&scene);
}

Test(caseload, is_the_same_on_any_number_of_threads) {
    static struct scene scene;
    scene_open(&scene, 200);
    struct caseload *one = open_all(&scene, 1);
    struct caseload *many = open_all(&scene, 5);
    struct caseload_list a = caseload_list(one);
    struct caseload_list b = caseload_list(many);
    cr_assert_eq(a.count, b.count);
    cr_assert_eq(a.gap_count, b.gap_count);
    cr_assert_gt(a.gap_count, 0);
    for (size_t i = 0; i < a.gap_count; i++) {
        cr_expect_str_eq(a.gaps[i].asks, b.gaps[i].asks);
        cr_expect_eq(a.gaps[i].openings, b.gaps[i].openings);
        cr_expect_eq(a.gaps[i].adverts, b.gaps[i].adverts);
        cr_expect_eq(a.gaps[i].candidates, b.gaps[i].candidates);
        cr_expect_leq(a.gaps[i].adverts, a.gaps[i].openings);
        cr_expect(i == 0 || a.gaps[i].openings <= a.gaps[i - 1].openings);
    }
    for (size_t i = 0; i < a.count; i++) {
        cr_expect_eq(a.at[i].total, b.at[i].total);
    }
    caseload_close(one);
    caseload_close(many);
    scene_close(&scene);
}

Test(caseload, says_what_is_new_for_whom) {
    static struct scene scene;
    scene_open(&scene, 150);
    caseload_close(open_all(&scene, 2));
    struct caseload *same = open_all(&scene, 2);
    struct caseload_list same_list = caseload_list(same);
    for (size_t i = 0; i < PROFILES; i++) {
        const struct caseload_sheet *sheet = &same_list.at[i];
        cr_expect_eq(sheet->last_at, SAMPLE_NOW);
        cr_expect_eq(sheet->news_total, 0, "%s: %d", sheet->code, (int)sheet->news_total);
        for (int gate = 0; gate < GATE_COUNT; gate++) {
            cr_expect_eq(sheet->fresh.of[gate], 0);
        }
    }
    caseload_close(same);
    add_adverts(&scene, 150, 180);
    struct caseload *next = open_all(&scene, 2);
    struct caseload_list next_list = caseload_list(next);
    for (size_t i = 0; i < PROFILES; i++) {
        const struct caseload_sheet *sheet = &next_list.at[i];
        int64_t fresh = 0;
        for (int gate = 0; gate < GATE_COUNT; gate++) {
            fresh += sheet->fresh.of[gate];
        }
        cr_expect_eq(fresh, 30, "%s: %d", sheet->code, (int)fresh);
        for (size_t k = 0; k < sheet->news_count; k++) {
            cr_expect(sheet->news[k].is_new);
            cr_expect_gt(sheet->news[k].advert.row, 150);
        }
        for (size_t k = 0; k < sheet->line_count; k++) {
            cr_expect_eq(sheet->lines[k].is_new, sheet->lines[k].advert.row > 150);
        }
    }
    caseload_close(next);
    scene_close(&scene);
}

/* A profile that said nothing says something: what passes now did not before, and back again.
 */
Test(caseload, says_which_gates_a_changed_profile_changes) {
    static struct scene scene;
    static const char empty[] = "[candidate]\nid = c-2\n";
    static const enum gate now[] = {GATE_PASS, GATE_NONE};
    const char *const texts[] = {profiles[0].text, empty};
    scene_open(&scene, 300);
    write_profile(&scene, "load/b.ini", empty);
    caseload_close(open_all(&scene, 2));
    int64_t passed = 0;
    for (size_t turn = 0; turn < 2; turn++) {
        write_profile(&scene, "load/b.ini", texts[turn]);
        struct caseload *next = open_all(&scene, 2);
        struct caseload_list list = caseload_list(next);
        const struct caseload_sheet *sheet = &list.at[1];
        cr_assert_str_eq(sheet->code, "c-2");
        passed = turn == 0 ? sheet->counts.of[GATE_PASS] : passed;
        cr_assert_gt(passed, 0);
        cr_expect_eq(sheet->news_total, passed, "turn %zu: %d, not %d", turn,
                     (int)sheet->news_total, (int)passed);
        for (size_t k = 0; k < sheet->news_count; k++) {
            const struct caseload_line *line = &sheet->news[k];
            cr_expect(!line->is_new);
            cr_expect_eq(line->advert.gate == GATE_PASS, now[turn] == GATE_PASS);
            cr_expect_eq(line->was == GATE_PASS, turn == 1);
        }
        caseload_close(next);
    }
    scene_close(&scene);
}

Test(caseload, refuses_a_profile_with_a_mistake_by_itself) {
    static struct scene scene;
    scene_open(&scene, 20);
    write_profile(&scene, "load/broken.ini", "[candidate]\nid = c-9\ndrives = perhaps\n");
    write_profile(&scene, "load/notes.txt", "no profile");
    write_profile(&scene, "load/.hidden.ini", "[candidate]\ndrives = perhaps\n");
    struct caseload *caseload = open_all(&scene, 2);
    struct caseload_list list = caseload_list(caseload);
    cr_expect_eq(list.count, PROFILES);
    cr_assert_eq(list.refused_count, 1);
    cr_expect_not_null(strstr(list.refused[0].file, "broken.ini"));
    cr_expect_not_null(strstr(list.refused[0].message, "broken.ini:3"), "%s",
                       list.refused[0].message);
    caseload_close(caseload);
    scene_close(&scene);
}

Test(caseload, wants_a_code_of_their_own_for_each) {
    static struct scene scene;
    struct caseload *caseload = NULL;
    struct diag diag = {0};
    scene_open(&scene, 5);
    write_profile(&scene, "load/twin.ini", "[candidate]\nid = c-2\n");
    cr_expect_eq(try_open(&scene, &caseload, 1, &diag), ERR_INPUT);
    cr_expect_not_null(strstr(diag.text, "b.ini"), "%s", diag.text);
    cr_expect_not_null(strstr(diag.text, "twin.ini"), "%s", diag.text);
    cr_expect_null(caseload);
    scene_close(&scene);
}

static enum err count_one(void *state, const struct match *match, struct diag *diag) {
    size_t *count = state;
    (void)diag;
    (void)match;
    (*count)++;
    return ERR_NONE;
}

Test(caseload, shows_sheets_of_what_is_listed_and_keeps_no_profile) {
    static struct scene scene;
    size_t count = 0;
    struct diag diag = {0};
    scene_open(&scene, 120);
    struct caseload *caseload = open_all(&scene, 2);
    struct caseload_list list = caseload_list(caseload);
    const struct caseload_sheet *sheet = &list.at[1];
    cr_expect_eq(caseload_each(caseload, 1, 0, 3, count_one, &count, &diag), ERR_NONE, "%s",
                 diag.text);
    cr_expect_eq(count, sheet->line_count < 3 ? sheet->line_count : 3);
    cr_expect(caseload_list(caseload).is_kept);
    caseload_close(caseload);
    cr_expect_eq(sample_ask(sample_path(&scene.sample), "SELECT count(*) FROM candidate"), 3);
    sample_reopen(&scene.sample);
    size_t size = 0;
    char *whole = run_read(sample_path(&scene.sample), &size);
    for (size_t i = 0; i + 17 < size; i++) {
        cr_assert(memcmp(whole + i, "weekly gardening", 16) != 0);
    }
    free(whole);
    scene_close(&scene);
}
