/* tests/unit/matcher/role.c - tests of matcher/role
 * SPDX-License-Identifier: MIT
 */
#include "matcher/role.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/builtin.h"
#include "base/csv.h"
#include "schema/requirement_text.h"
#include "tests/unit/matcher/score_support.h"

/* What a title comes to: ids parted by spaces. */
static const char *ids_of(const char *title) {
    struct role_fits fits = role_match(support_rules(), title);
    struct buf ids;
    buf_init(&ids, 1000);
    for (size_t i = 0; i < fits.count; i++) {
        buf_printf(&ids, "%s%s", i > 0 ? " " : "", fits.at[i]->id);
    }
    const char *copy = arena_copy_text(support_arena(), buf_text(&ids));
    buf_fini(&ids);
    return copy;
}

/* ---- the table ---- */

Test(role, knows_str_and_at_least_twenty_neighbours) {
    const struct rules *rules = support_rules();
    cr_expect_geq(role_count(rules), 21);
    cr_assert_not_null(role_find(rules, "STR"));
    cr_expect_str_eq(role_find(rules, "STR")->id, "str");
    cr_expect_null(role_find(rules, "astronaut"));
    cr_expect_null(role_at(rules, role_count(rules)));
}

static void expect_support(const struct role_support *support, const char *id,
                           const char *words) {
    static const char *const words_of[] = {"verified", "single", "derived", "memory"};
    bool is_known = false;
    for (size_t i = 0; i < sizeof words_of / sizeof *words_of; i++) {
        is_known = is_known || strcmp(support->confidence, words_of[i]) == 0;
    }
    bool has_source = support->source[0] && strcmp(support->source, "none found") != 0;
    cr_expect(is_known, "%s, %s: confidence %s", id, words, support->confidence);
    cr_expect_eq(has_source, !role_support_is_memory(support), "%s, %s: source and confidence",
                 id, words);
}

static void expect_titles(const struct work_role *role, const struct role_titles *titles) {
    for (size_t i = 0; i < titles->count; i++) {
        expect_support(&titles->at[i].support, role->id, titles->at[i].words);
    }
}

Test(role, every_role_is_whole_and_says_how_sure_it_is) {
    for (size_t i = 0; i < role_count(support_rules()); i++) {
        const struct work_role *role = role_at(support_rules(), i);
        size_t essential = 0;
        cr_expect(role->name[0] && role->family && role->family[0], "%s", role->id);
        cr_expect(role->bands || strcmp(role->family, "social_care") == 0, "%s", role->id);
        cr_expect_gt(role->titles.count, 0, "%s", role->id);
        expect_titles(role, &role->titles);
        expect_titles(role, &role->near_misses);
        for (size_t k = 0; k < role->criterion_count; k++) {
            essential += role->criteria[k].need == NEED_ESSENTIAL ? 1 : 0;
            expect_support(&role->supports[k], role->id, role->criteria[k].text);
        }
        cr_expect_geq(essential, 3, "%s", role->id);
        cr_expect_geq(role->criterion_count, 6, "%s", role->id);
    }
}

/* The notation of the table is that of the database: written again it is the same. */
Test(role, what_a_role_asks_for_is_written_canonically) {
    struct arena *arena = support_arena();
    struct span content = builtin_span("matcher/rules/roles.tsv");
    struct csv csv;
    struct strings cells = {NULL, 0};
    bool more = true;
    int lines = 0;
    cr_assert_eq(csv_open(&csv, arena, "roles.tsv", content, '\t', NULL), ERR_NONE);
    while (csv_next(&csv, arena, &cells, &more, NULL) == ERR_NONE && more) {
        const char *line = csv_cell(&csv, &cells, "requirement");
        struct requirement requirement = {0};
        struct buf out;
        buf_init(&out, REQUIREMENT_TEXT_MAX);
        if (line[0]) {
            cr_assert_eq(requirement_text_read(&requirement, arena, span_of(line), NULL),
                         ERR_NONE, "%s", line);
            requirement_text_write(&out, &requirement);
            cr_expect_str_eq(buf_text(&out), line);
            lines++;
        }
        buf_fini(&out);
    }
    cr_expect_gt(lines, 200);
}

/* ---- titles ---- */

Test(role, its_own_titles_are_its_own) {
    for (size_t i = 0; i < role_count(support_rules()); i++) {
        const struct work_role *role = role_at(support_rules(), i);
        for (size_t k = 0; k < role->titles.count; k++) {
            cr_expect(role_accepts(support_rules(), role, role->titles.at[k].words),
                      "%s: \"%s\" comes to \"%s\"", role->id, role->titles.at[k].words,
                      ids_of(role->titles.at[k].words));
        }
        for (size_t k = 0; k < role->near_misses.count; k++) {
            cr_expect_not(role_accepts(support_rules(), role, role->near_misses.at[k].words),
                          "%s: \"%s\"", role->id, role->near_misses.at[k].words);
        }
    }
}

static bool is_of_family(const struct role_fits *fits, const char *family) {
    for (size_t i = 0; i < fits->count; i++) {
        if (strcmp(fits->at[i]->family, family) == 0) {
            return true;
        }
    }
    return false;
}

/* Are there titles of support work under this family's name? */
static bool is_support_work(const char *family) {
    static const char *const families[] = {
        "str",     "recovery",   "mental_health_support",  "community_support", "peer", "hca",
        "therapy", "apprentice", "assistant_practitioner", "social_care"};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        if (strcmp(families[i], family) == 0) {
            return true;
        }
    }
    return false;
}

static void check_title(const char *family, const char *title) {
    struct role_fits fits = role_match(support_rules(), title);
    if (strcmp(family, "near_miss") == 0) {
        for (size_t i = 0; i < fits.count; i++) {
            cr_expect_not(is_support_work(fits.at[i]->family), "%s: %s", title, ids_of(title));
        }
    } else {
        cr_expect(is_of_family(&fits, family), "%s, of %s, comes to \"%s\"", title, family,
                  ids_of(title));
    }
}

Test(role, each_title_of_the_facts_comes_to_its_family) {
    struct arena *arena = support_arena();
    struct csv csv;
    struct strings cells = {NULL, 0};
    bool more = true;
    int rows = 0;
    cr_assert_eq(csv_open(&csv, arena, "role_titles.csv",
                          builtin_span("schema/facts/role_titles.csv"), ',', NULL),
                 ERR_NONE);
    while (csv_next(&csv, arena, &cells, &more, NULL) == ERR_NONE && more) {
        check_title(csv_cell(&csv, &cells, "family"), csv_cell(&csv, &cells, "title"));
        rows++;
    }
    cr_expect_geq(rows, 75);
}

Test(role, a_title_is_found_however_it_is_written) {
    static const struct {
        const char *title;
        const char *ids;
    } titles[] = {
        {"Support, Time & Recovery (STR) Worker - Band 3", "str"},
        {"BAND 3 SUPPORT TIME AND RECOVERY WORKERS", "str"},
        {"Senior Support Time and Recovery Worker, Bexley", "str"},
        {"Suport Time and Recovrey Worker", "str"},
        {"STR Worker | Community Mental Health Team", "str"},
        {"Peer Support Worker (Perinatal) - Northern Quay Hub", "peer_support_worker"},
        {"Bank Health Care Assistants", "healthcare_assistant"},
        {"Health-Care Support Worker (Nights)", "healthcare_assistant"},
        {"Healthcare Assistant to the Ward Manager", "healthcare_assistant"},
        {"Occupational Therapy Assistant/Technical Instructor",
         "occupational_therapy_assistant"},
        {"OT Assistant", "occupational_therapy_assistant"},
        {"Maternity Support Worker - Community", "maternity_support_worker"},
        {"Healthcare Support Worker - Learning Disabilities",
         "learning_disability_support_worker"},
        {"Support Worker", "care_worker"},
        {"Social Prescribing Link Worker", "social_prescribing_link_worker"},
        {"Drug & Alcohol Recovery Worker", "substance_misuse_worker"},
        {"Support, Time and Recovery Worker, Adult Mental Health", "str"},
        {"Peer Support Worker - Mental Health", "peer_support_worker"},
        {"HCA - Mental Health", "mental_health_hca"},
        {"Hospital Porter", "porter"},
        {NULL, ""},
        {"", ""},
        {"   ", ""},
        {"Estates Officer", ""},
        {"Peer Support Manager", ""},
        {"Peer Support Team Leader", ""},
        {"Senior Nurse, Recovery Worker Service", ""},
        {"Consultant Psychiatrist", ""},
        {"Kitchen Porter", ""},
        {"Healthcare Science Support Worker", ""},
        {"Theatre Recovery Support Worker", "theatre_support_worker"},
        {"IT Support Worker", ""},
        {"Clinical Psychologist", ""},
        {"Assistant Psychologist", "assistant_psychologist"},
        {"Registered Nurse - Healthcare Assistant Team", ""},
    };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        cr_expect_str_eq(ids_of(titles[i].title), titles[i].ids, "%s: \"%s\"", titles[i].title,
                         ids_of(titles[i].title));
    }
}

Test(role, alternatives_are_each_their_own) {
    const struct rules *rules = support_rules();
    const struct work_role *associate = role_find(rules, "nursing_associate");
    const struct work_role *assistant = role_find(rules, "healthcare_assistant");
    cr_expect(role_accepts(rules, associate, "Staff Nurse / Nursing Associate"));
    cr_expect(role_accepts(rules, assistant, "Phlebotomist/HCA"));
    cr_expect(role_accepts(rules, assistant, "Healthcare Assistant or Porter"));
    cr_expect_not(role_accepts(rules, assistant, "Staff Nurse / Nursing Associate"));
}

Test(role, a_title_without_end_is_read_up_to_a_length) {
    struct buf title;
    buf_init(&title, 200000);
    for (int i = 0; i < 10000; i++) {
        buf_put_text(&title, "ward / ");
    }
    buf_put_text(&title, "STR Worker");
    cr_expect_str_eq(ids_of(buf_text(&title)), "");
    buf_fini(&title);
}

Test(role, nearest_is_guessed_from_spelling_and_from_titles) {
    const struct rules *rules = support_rules();
    cr_expect_str_eq(role_nearest(rules, "strr"), "str");
    cr_expect_str_eq(role_nearest(rules, "peer_suport_worker"), "peer_support_worker");
    cr_expect_str_eq(role_nearest(rules, "support time and recovery worker"), "str");
    cr_expect_null(role_nearest(rules, "zzzzzzzzzzzz"));
}

/* ---- a page as a role ---- */

Test(role, a_page_is_a_lens_by_its_titles_and_by_what_they_are_known_for) {
    const char *also[] = {"STR worker"};
    const char *skills[] = {"listen, communicate and talk", "show empathy"};
    struct role page = {.title = "Support, time and recovery worker",
                        .also_known_as = {also, 1},
                        .skills = {skills, 2},
                        .education_text = "NVQ level 2 or 3"};
    struct work_role role = {0};
    cr_assert_eq(
        role_of_page(&role, support_arena(), support_rules(), &page, "page.html", NULL),
        ERR_NONE);
    cr_expect_eq(role.criterion_count, 3);
    cr_expect_eq(role.criteria[0].need, NEED_UNSTATED);
    cr_expect_eq(role.requirements[0].any_of[0].atoms[0].type, ATOM_QUALIFICATION);
    cr_expect(role_accepts(support_rules(), &role, "Support Time Recovery Worker"));
    cr_expect_not(role_accepts(support_rules(), &role, "Porter"));
}

Test(role, a_page_of_unknown_work_goes_by_its_own_words) {
    struct role page = {.title = "Mortuary technologist"};
    struct work_role role = {0};
    cr_assert_eq(
        role_of_page(&role, support_arena(), support_rules(), &page, "page.html", NULL),
        ERR_NONE);
    cr_expect(role_accepts(support_rules(), &role, "Senior Mortuary Technologist"));
    cr_expect_not(role_accepts(support_rules(), &role, "Senior Technologist"));
    cr_expect_not(role_accepts(support_rules(), &role, NULL));
}

/* ---- a candidate against a role ---- */

static struct match sheet(const char *id, const char *profile) {
    struct match match = {0};
    struct candidate *candidate = arena_alloc(support_arena(), 1, sizeof *candidate);
    struct diag diag = {0};
    *candidate = support_candidate(profile);
    cr_assert_eq(role_sheet(&match, support_arena(), support_rules(),
                            role_find(support_rules(), id), candidate, SUPPORT_TODAY, &diag),
                 ERR_NONE, "%s", diag.text);
    return match;
}

Test(role, an_empty_profile_has_nothing_of_any_role) {
    for (size_t i = 0; i < role_count(support_rules()); i++) {
        struct match match = sheet(role_at(support_rules(), i)->id, "");
        cr_expect_eq(match.score, 0, "%s", role_at(support_rules(), i)->id);
        cr_expect_eq(match.gate, GATE_OPEN, "%s", role_at(support_rules(), i)->id);
        for (size_t k = 0; k < match.criterion_count; k++) {
            cr_expect(match.criteria[k].mark <= 0, "%s: %s", role_at(support_rules(), i)->id,
                      match.criteria[k].criterion->text);
            cr_expect(match.criteria[k].verdict == VERDICT_LATER || match.criteria[k].prompt,
                      "%s: no question for %s", role_at(support_rules(), i)->id,
                      match.criteria[k].criterion->text);
        }
    }
}

Test(role, what_a_person_has_and_what_is_missing_is_told) {
    struct match match = sheet("str", "[candidate]\nid = c-1\n"
                                      "[experience own]\narea = mental health\nkind = lived\n");
    cr_expect_str_eq(match.vacancy, "role:str");
    cr_expect_str_eq(match.title, "Support, time and recovery worker");
    cr_expect_eq(match.criteria[0].verdict, VERDICT_MET, "lived experience counts");
    cr_expect_eq(match.criteria[0].because_count > 0, true);
    cr_expect_not_null(match.criteria[2].prompt);
}
