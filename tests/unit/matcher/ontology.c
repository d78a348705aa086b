/* tests/unit/matcher/ontology.c - the tables of concepts and subjects, row by row
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/builtin.h"
#include "base/csv.h"
#include "matcher/evidence.h"
#include "matcher/rules_private.h"

static struct rules *rules;
static struct arena arena;

static void set_up(void) {
    struct diag diag = {ERR_NONE, ""};
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_assert_eq(rules_open(&rules, NULL, &diag), ERR_NONE, "%s", diag.text);
}

static void tear_down(void) {
    rules_close(rules);
    arena_fini(&arena);
}

TestSuite(ontology, .init = set_up, .fini = tear_down);

enum { ALL = (1u << CONCEPT_SUBJECT) - 2 }; /* all but subjects */

Test(ontology, has_the_concepts_that_adverts_ask_for) {
    size_t kinds[CONCEPT_KIND_COUNT] = {0};
    for (size_t i = 0; i < rules->concepts.count; i++) {
        kinds[rules->concepts.rows[i].kind]++;
    }
    cr_expect_geq(rules->concepts.count, 500);
    cr_expect_geq(kinds[CONCEPT_AREA], 250);
    cr_expect_geq(kinds[CONCEPT_SKILL], 60);
    cr_expect_geq(kinds[CONCEPT_ATTRIBUTE], 35);
    cr_expect_geq(kinds[CONCEPT_KNOWLEDGE], 70);
}

/* ---- the table as it is written -------------------------------------------------------------
 */

/* Goes through a table's wordings: a row's, one after another. */
struct table {
    struct csv csv;
    struct strings cells;
};

static void open_table(struct table *table, const char *file) {
    *table = (struct table){0};
    cr_assert_eq(csv_open(&table->csv, &arena, file, builtin_span(file), '\t', NULL), ERR_NONE);
}

static bool next_row(struct table *table) {
    bool more = false;
    cr_assert_eq(csv_next(&table->csv, &arena, &table->cells, &more, NULL), ERR_NONE);
    return more;
}

static const char *cell(const struct table *table, const char *name) {
    const char *text = csv_cell(&table->csv, &table->cells, name);
    return text ? text : "";
}

/* A wording without the marks of its use. */
static struct span plain(struct span wording) {
    wording = span_trim(wording);
    while (wording.len && strchr("^@~", wording.at[0])) {
        wording = span_part(wording, 1, SIZE_MAX);
    }
    return wording;
}

/* Of two rows with a wording the first one takes it, and the other waits for ever. */
static void each_wording_names_its_own_row(const char *file, const struct ontology *ontology) {
    struct table table;
    open_table(&table, file);
    while (next_row(&table)) {
        struct span rest = span_of(cell(&table, "wordings"));
        const char *id = cell(&table, "id");
        for (struct span wording; span_next_piece(&rest, '|', &wording);) {
            uint32_t row = 0;
            const char *text = arena_copy(&arena, plain(wording));
            bool pattern = strpbrk(text, "*=") != NULL;
            struct tokens tokens = tokens_read(&arena, &rules->words, span_of(text));
            if (pattern || tokens.count == 0) {
                continue;
            }
            bool is_told = span_starts(span_trim(wording), "^");
            size_t len =
                finder_at(is_told ? &ontology->told : &ontology->wordings, &tokens, 0, &row);
            cr_expect_eq(len, tokens.count, "%s: '%s' is not found", id, text);
            cr_expect(len == 0 || strcmp(ontology->rows[row].id, id) == 0,
                      "'%s' names %s and %s", text, id, ontology->rows[row].id);
        }
    }
}

Test(ontology, a_wording_names_one_concept) {
    each_wording_names_its_own_row("matcher/rules/concepts.tsv", &rules->concepts);
}

Test(ontology, a_wording_names_one_subject) {
    each_wording_names_its_own_row("matcher/rules/subjects.tsv", &rules->subjects);
}

Test(ontology, every_row_has_a_label_and_a_way_to_be_found) {
    struct table table;
    open_table(&table, "matcher/rules/concepts.tsv");
    while (next_row(&table)) {
        const char *id = cell(&table, "id");
        bool gathers = strcmp(id, CONCEPT_SOFT_SKILL) == 0 || strcmp(id, "quality") == 0;
        cr_expect(*cell(&table, "label"), "%s has no label", id);
        cr_expect(gathers || *cell(&table, "wordings"), "%s has no wordings", id);
        cr_expect_eq(strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(id), "%s", id);
    }
}

/* ---- relations -----------------------------------------------------------------------------
 */

/* The two that are the same by intention: adverts ask for the one and mean the other. */
static bool is_same_pair(const char *a, const char *b) {
    return (strcmp(a, CONCEPT_CARE_WORK) == 0 && strcmp(b, "health_and_social_care") == 0) ||
           (strcmp(b, CONCEPT_CARE_WORK) == 0 && strcmp(a, "health_and_social_care") == 0);
}

static void expect_no_circles(const struct ontology *ontology) {
    for (size_t i = 0; i < ontology->count; i++) {
        const struct concept_row *row = &ontology->rows[i];
        for (size_t k = 0; k < row->broader_count; k++) {
            const struct concept_row *broader = &ontology->rows[row->broader[k]];
            cr_expect_neq(broader, row, "%s contains itself", row->id);
            cr_expect(!ontology_within(ontology, broader, row) ||
                          is_same_pair(row->id, broader->id),
                      "%s and %s contain each other", row->id, broader->id);
        }
    }
}

Test(ontology, has_no_circles) {
    expect_no_circles(&rules->concepts);
    expect_no_circles(&rules->subjects);
}

/* Areas hang on areas, topics on topics; a quality may be a soft skill besides. */
static bool may_hang_on(enum concept_kind kind, enum concept_kind broader) {
    bool ability = kind == CONCEPT_SKILL || kind == CONCEPT_ATTRIBUTE;
    bool broader_ability = broader == CONCEPT_SKILL || broader == CONCEPT_ATTRIBUTE;
    return kind == broader || (ability && broader_ability);
}

Test(ontology, hangs_like_on_like) {
    for (size_t i = 0; i < rules->concepts.count; i++) {
        const struct concept_row *row = &rules->concepts.rows[i];
        for (size_t k = 0; k < row->broader_count; k++) {
            const struct concept_row *broader = &rules->concepts.rows[row->broader[k]];
            cr_expect(may_hang_on(row->kind, broader->kind), "%s on %s", row->id, broader->id);
        }
    }
}

/* A neighbour that contains the row is none: the row satisfies it anyway. */
Test(ontology, a_neighbour_is_no_container) {
    for (size_t i = 0; i < rules->concepts.count; i++) {
        const struct concept_row *row = &rules->concepts.rows[i];
        for (size_t k = 0; k < row->neighbour_count; k++) {
            const struct concept_row *near = &rules->concepts.rows[row->neighbours[k]];
            cr_expect_not(ontology_within(&rules->concepts, row, near), "%s and %s", row->id,
                          near->id);
        }
    }
}

Test(ontology, nearness_is_mutual) {
    for (size_t i = 0; i < rules->concepts.count; i++) {
        const char *held = rules->concepts.rows[i].id;
        for (size_t k = i + 1; k < rules->concepts.count; k++) {
            const char *asked = rules->concepts.rows[k].id;
            bool one = concepts_relate(rules, held, asked) == RELATION_NEIGHBOUR;
            bool other = concepts_relate(rules, asked, held) != RELATION_NONE;
            cr_expect(!one || other, "%s is near %s, and not the other way", held, asked);
        }
    }
}

/* ---- an advert's words and a person's ------------------------------------------------------
 */

static bool names(const char *text, const char *id) {
    struct concept_hits hits = {NULL, 0};
    cr_assert_eq(concepts_find(&hits, &arena, rules, ALL, span_of(text), NULL), ERR_NONE);
    for (size_t i = 0; i < hits.count; i++) {
        if (strcmp(hits.at[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static bool shows(const char *text, const char *id) {
    struct evidence evidence = {0};
    cr_assert_eq(evidence_weigh(&evidence, &arena, rules, EVIDENCE_KINDS, span_of(text), NULL),
                 ERR_NONE);
    return strings_has(&evidence.shown, id) || strings_has(&evidence.listed, id);
}

Test(ontology, adverts_and_people_meet_in_a_concept) {
    static const struct {
        const char *id;
        const char *asked;
        const char *told;
    } rows[] = {
        {"clinical_observations", "recording vital signs", "took blood pressure every hour"},
        {"clinical_observations", "physical health observations", "did the obs on my shift"},
        {"de_escalation", "de-escalation techniques",
         "talked people down when they were angry"},
        {"de_escalation", "manage aggression", "calmed angry patients"},
        {"clinical_systems", "use of electronic patient records", "kept notes on RiO"},
        {"record_keeping", "accurate record keeping", "wrote up the daily notes"},
        {"personal_care", "assisting with personal care", "helped people wash and dress"},
        {"personal_care", "toileting", "changed pads and helped residents to the toilet"},
        {"medication_support", "administration of medication", "gave out tablets at breakfast"},
        {"nutrition_support", "nutrition and hydration", "filled in fluid charts"},
        {"moving_and_handling", "manual handling", "used slide sheets and a hoist"},
        {"pressure_area_care", "tissue viability", "turned residents every two hours"},
        {"mental_state_monitoring", "enhanced observations",
         "sat with a man on constant observation"},
        {"escorting", "escorting service users", "drove people to appointments"},
        {"telephone", "good telephone manner", "answered the phone for three consultants"},
        {"appointments", "appointment booking", "booked appointments for the clinic"},
        {"minutes", "minute taking", "took minutes at team meetings"},
        {"rota_planning", "staff rotas", "did the rota for twelve carers"},
        {"confidentiality", "maintain confidentiality", "kept things private"},
        {"equality", "commitment to equality", "treated everyone the same"},
        {"infection_control", "infection prevention and control",
         "wore PPE and washed my hands"},
        {"stock_control", "stock control", "ordered supplies and checked expiry dates"},
        {"last_offices", "care after death", "laid out the dead"},
        {"palliative_care", "end of life care", "sat with dying people"},
        {"goal_setting", "goal setting", "helped people set small goals"},
        {"advocacy", "advocating", "spoke up for a man who could not"},
        {"observation_skills", "recognise deterioration",
         "spotted when somebody was going downhill"},
        {"reporting", "escalating concerns", "passed on concerns to the nurse"},
        {"safeguarding", "safeguarding adults", "told my manager about bruises on a resident"},
        {"time_management", "prioritise own workload", "juggled several jobs at once"},
        {"transport_of_patients", "transporting patients", "pushed beds and wheelchairs"},
        {"bed_making", "making beds", "changed the bedding each morning"},
        {"basic_life_support", "resuscitation", "did CPR until the ambulance came"},
        {"meal_service", "serving meals", "served meals and handed out drinks"},
        {"job_coaching", "vocational support", "went to the job centre with a young woman"},
        {"compassion", "compassionate", "comforted relatives and held his hand"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect(names(rows[i].asked, rows[i].id), "%s: %s", rows[i].id, rows[i].asked);
        cr_expect(shows(rows[i].told, rows[i].id), "%s: %s", rows[i].id, rows[i].told);
    }
}

Test(ontology, what_only_sounds_alike_names_nothing) {
    static const char *const rows[][2] = {
        {"dementia", "public transport"},
        {"infection_control", "had a chest infection"},
        {"recovery_approach", "recovery room"},
        {"concentration", "the concentration of a drug"},
        {"respect", "in respect of this post"},
        {"stroke", "at the stroke of twelve"},
        {"education_setting", "driving school"},
        {"clinical_observations", "good news"},
        {"it_skills", "it was late"},
        {"families", "family friendly employer"},
        {"waste_handling", "a waste of time"},
        {"musical_skill", "drawing up a plan"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_not(names(rows[i][1], rows[i][0]), "%s: %s", rows[i][0], rows[i][1]);
    }
}

Test(ontology, a_verb_is_found_as_what_one_does_and_is_doing) {
    cr_expect(names("take minutes", "minutes"));
    cr_expect(names("taking minutes", "minutes"));
    cr_expect(names("takes minutes", "minutes"));
    cr_expect(names("run bingo", "activities"));
    cr_expect(names("running bingo", "activities"));
    cr_expect(names("tidying, baking", "cooking"));
    cr_expect(names("visiting people at home", "community"));
    cr_expect_not(names("minutes of walking", "minutes"));
}

Test(ontology, a_wording_of_profiles_is_not_looked_for_in_criteria) {
    uint32_t row = 0;
    struct tokens told =
        tokens_read(&arena, &rules->words, SPAN("wrote the log book in every house"));
    struct tokens asked = tokens_read(&arena, &rules->words, SPAN("communication skills"));
    size_t both = 0;
    for (size_t at = 0; at < told.count; at++) {
        size_t len = ontology_find(&rules->concepts, &told, at, &row);
        both += ontology_find_told(&rules->concepts, &told, at, &row) >= len;
    }
    cr_expect_eq(both, told.count);
    cr_expect_gt(ontology_find(&rules->concepts, &asked, 0, &row), 0);
    cr_expect_gt(ontology_find_told(&rules->concepts, &asked, 0, &row), 0);
}
