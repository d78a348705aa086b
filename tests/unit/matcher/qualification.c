/* tests/unit/matcher/qualification.c - tests of matcher/qualification
 * SPDX-License-Identifier: MIT
 */
#include "matcher/qualification.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/builtin.h"
#include "base/csv.h"
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

TestSuite(qualification, .init = set_up, .fini = tear_down);

static struct qualifications find(const char *text) {
    struct qualifications found = {NULL, 0};
    cr_assert_eq(qualification_find(&found, &arena, rules, span_of(text), NULL), ERR_NONE);
    return found;
}

Test(qualification, reads_level_and_subject) {
    static const struct {
        const char *text;
        int level;
        const char *subject;
    } rows[] = {
        {"NVQ level 2 in Health and Social Care", 2, "health_and_social_care"},
        {"NVQ2", 2, NULL},
        {"NVQ 3", 3, NULL},
        {"NVQ L3", 3, NULL},
        {"N.V.Q. Level II", 2, NULL},
        {"NVQ 2/3", 2, NULL},
        {"NVQ 3 or 2", 2, NULL},
        {"NVQ levels 2 to 4", 2, NULL},
        {"NVQ in Care", 2, "health_and_social_care"},
        {"Level 3 Diploma in Adult Care", 3, "health_and_social_care"},
        {"L3 diploma in mental health", 3, "mental_health"},
        {"Diploma in Health and Social Care Level 2", 2, "health_and_social_care"},
        {"QCF level 3", 3, NULL},
        {"RQF Level 4", 4, NULL},
        {"SVQ 3", 3, NULL},
        {"SVQ level 2", 2, NULL},
        {"SCQF level 6", 3, NULL},
        {"SCQF 7", 4, NULL},
        {"BTEC National Diploma", 3, NULL},
        {"BTEC level 2", 2, NULL},
        {"City & Guilds level 3", 3, NULL},
        {"A levels", 3, NULL},
        {"T Level in Health", 3, "health_and_social_care"},
        {"Access to Higher Education Diploma", 3, NULL},
        {"GCSE English", 2, "english"},
        {"GCSE Maths grade C", 2, "maths"},
        {"GCSEs grade D", 1, NULL},
        {"English GCSE", 2, "english"},
        {"Functional Skills level 1", 1, NULL},
        {"HNC", 4, NULL},
        {"HND in computing", 5, "information_technology"},
        {"Foundation degree in health and social care", 5, "health_and_social_care"},
        {"BSc (Hons) Psychology", 6, "psychology"},
        {"Master's degree", 7, NULL},
        {"PhD", 8, NULL},
        {"Level 2 food hygiene", 2, "food_hygiene"},
        {"Food hygiene level 2", 2, "food_hygiene"},
        {"Care Certificate", LEVEL_NONE, "care_certificate"},
        {"First aid at work", LEVEL_NONE, "first_aid"},
        {"PMVA", LEVEL_NONE, "restraint_training"},
        {"Mental Health First Aid", LEVEL_NONE, "mental_health_first_aid"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct qualifications found = find(rows[i].text);
        cr_expect_eq(found.count, 1, "%s: %zu", rows[i].text, found.count);
        if (found.count == 0) {
            continue;
        }
        cr_expect_eq(found.at[0].level, rows[i].level, "%s: %d", rows[i].text,
                     found.at[0].level);
        const char *subject = found.at[0].subject ? found.at[0].subject : "-";
        cr_expect_str_eq(subject, rows[i].subject ? rows[i].subject : "-", "%s", rows[i].text);
    }
}

Test(qualification, passes_over_what_only_looks_like_one) {
    static const char *const texts[] = {
        "band 3",
        "Tier 2 sponsorship",
        "2:1 support",
        "18 years of age",
        "a higher level of care",
        "good communication at all levels",
        "worked at senior level",
        "",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        cr_expect_eq(find(texts[i]).count, 0, "%s", texts[i]);
    }
}

Test(qualification, reads_several_in_order) {
    struct qualifications found = find("NVQ 3 in care and a degree in psychology");
    cr_assert_eq(found.count, 2);
    cr_expect_eq(found.at[0].level, 3);
    cr_expect_eq(found.at[1].level, 6);
    cr_expect(span_is(found.at[0].words, "NVQ 3 in care"));
    found = find("GCSE English and maths");
    cr_assert_eq(found.count, 2);
    cr_expect_str_eq(found.at[0].subject, "english");
    cr_expect_str_eq(found.at[1].subject, "maths");
}

/* The rows of the facts whose level the reader does not give, and why. */
static bool is_other(const char *name) {
    static const char *const others[] = {
        "RMA",                 /* its remark: it was an NVQ 4 */
        "First aid at work",   /* its remark: does not count as a level */
        "Emergency First Aid", /* likewise */
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (strcmp(name, others[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* "NVQ (level not stated)": what stands in brackets is a remark. */
static const char *name_of(struct span name) {
    return arena_copy(&arena,
                      span_trim(span_part(name, 0, span_find(name, SPAN(" (level "), 0))));
}

Test(qualification, knows_the_ladder) {
    struct csv csv;
    struct strings cells;
    bool more = true;
    size_t names = 0;
    const char *file = "schema/facts/qualification_levels.csv";
    cr_assert_eq(csv_open(&csv, &arena, file, builtin_span(file), ',', NULL), ERR_NONE);
    while (csv_next(&csv, &arena, &cells, &more, NULL) == ERR_NONE && more) {
        const char *printed = csv_cell(&csv, &cells, "rqf_level");
        uint64_t level = 0;
        struct span rest = span_of(csv_cell(&csv, &cells, "pattern"));
        bool known = span_number(span_of(printed), 8, &level) &&
                     strcmp(csv_cell(&csv, &cells, "framework"), "modifier") != 0;
        for (struct span name; known && span_next_piece(&rest, '|', &name);) {
            const char *text = name_of(name);
            struct qualifications found = find(text);
            cr_expect(is_other(text) || (found.count > 0 && found.at[0].level == (int)level),
                      "%s: %d, not %d", text, found.count ? found.at[0].level : LEVEL_NONE,
                      (int)level);
            names++;
        }
    }
    cr_expect_gt(names, 390);
}

Test(qualification, is_read_in_many_spellings) {
    static const struct {
        int level;
        const char *texts;
    } rows[] = {
        {0, "ESOL Entry 3|Entry level 3 certificate in maths"},
        {1, "CSEs|CSE grade 3 maths|GCSE maths grade D|GCSE English (E)|National 4 Maths|"
            "Func skills level 1 maths|Junior Certificate"},
        {2, "nvq level two|NVQ lvl2|Lvl 2 diploma care|L2 NVQ in care|SVQ II Care|S.V.Q. II|"
            "7 O levels|GCE O-levels|CSE grade 1 English|Standard Grade English credit|"
            "5 GCSEs at 9-4 including English and maths|Key Skills 2 communication|"
            "Essential skills Wales level 2|Welsh Baccalaureate Intermediate|Nat 5 English"},
        {2, "SVQ 2 Social Services and Healthcare (SCQF level 6)"},
        {3, "SVQ III in Social Services & Healthcare at SCQF 7|SCQF level 7 (SVQ 3)|"
            "SCQF levels 7 or 6"},
        {5,
         "Diploma or degree in mental health nursing|Degree/Diploma in Occupational Therapy"},
        {3, "N.V.Q. III in Care|level three NVQ|NVQ Lv 3|lvl 3 health and social care|"
            "Dip HSC lvl3|SVQ3 Health and Social Care|Level 6 SCQF Health|"
            "SVQ level 3 in social services and healthcare at SCQF level 7|Higher Psychology|"
            "Scottish Highers in Biology and English|Advanced Welsh Bacc|NNEB|"
            "Irish Leaving Certificate|QQI Level 5 Healthcare Support|EQF 4, Poland|"
            "Diploma equivalent to NVQ 3|A level Psychology|Access to Nursing"},
        {4, "SCQF 7|HNC Social Services|NFQ 6 in social care|Cert HE health|NVQ 4|"
            "CPCAB Level 4 Therapeutic Counselling|Advanced Higher Biology"},
        {5, "FdSc Health and Social Care|DipHE Mental Health Nursing|BTEC HND in Health|"
            "Nursing Associate (NMC)|Assistant Practitioner"},
        {6, "B.Sc. Hons Psychology|BA English Literature|Bachelor of Nursing (Kerala)|RMN|RGN|"
            "Registered Mental Health Nurse (NMC pin)|Degree apprenticeship nursing"},
        {7, "M.Sc. Health Psychology|PG Dip CBT|Postgrad cert in CBT|Masters in social work"},
        {8, "PhD in Neuroscience|Ph.D."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct span rest = span_of(rows[i].texts);
        for (struct span text; span_next_piece(&rest, '|', &text);) {
            struct qualifications found = find(arena_copy(&arena, text));
            cr_expect(found.count > 0 && found.at[0].level == rows[i].level, "%.*s: %d",
                      SPAN_FMT(text), found.count ? found.at[0].level : LEVEL_NONE);
        }
    }
}

Test(qualification, of_a_title_has_its_level_and_subject) {
    cr_expect_str_eq(find("RMN").at[0].subject, "nursing");
    cr_expect_str_eq(find("Higher Psychology").at[0].subject, "psychology");
    cr_expect(span_is(find("Higher Psychology").at[0].words, "Higher Psychology"));
    cr_expect_eq(find("RMN and NVQ 3 in care").count, 2);
    cr_expect_eq(find("RMN and NVQ 3 in care").at[1].level, 6);
    cr_expect_eq(find("NVQ 3 or higher").count, 1);
}

Test(qualification, alternative_subjects_stand_side_by_side) {
    struct qualifications found = find("NVQ 3 in therapy support or health and social care");
    cr_assert_eq(found.count, 2);
    cr_expect_str_eq(found.at[0].subject, "therapy_support");
    cr_expect_str_eq(found.at[1].subject, "health_and_social_care");
    cr_expect_eq(find("NVQ 3 in health, care or social care").count, 1);
    cr_expect_eq(find("NVQ 3 in mental health and health and social care").count, 1);
}

Test(qualification, a_level_of_something_is_no_a_level) {
    cr_expect_eq(find("literate to a level sufficient to write notes").count, 0);
    cr_expect_eq(find("a level of understanding").count, 0);
    cr_expect_eq(find("A level in biology").at[0].level, 3);
}

Test(qualification, a_wrong_row_is_named) {
    static const char *const rows[] = {"NVQ\t9\t\tname\n", "NVQ\t3\t\tnoun phrase\n",
                                       "NVQ\t3\tno_such_subject\tname\n"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct diag diag = {ERR_NONE, ""};
        const char *content = arena_printf(&arena, "words\tlevel\tsubject\tuse\n%s", rows[i]);
        cr_expect_eq(rules_read_qualifications(rules, "q.tsv", span_of(content), &diag),
                     ERR_INPUT, "%s", rows[i]);
        cr_expect(span_starts(span_of(diag.text), "q.tsv:2:"), "%s", diag.text);
    }
}

Test(qualification, marks_subjects) {
    cr_expect_eq(qualification_subject_mark(rules, "mental_health", "mental_health"), 2);
    cr_expect_eq(qualification_subject_mark(rules, "health_and_social_care", "mental_health"),
                 2);
    cr_expect_eq(qualification_subject_mark(rules, "mental_health", "health_and_social_care"),
                 1);
    cr_expect_eq(qualification_subject_mark(rules, "child_care", "health_and_social_care"), 1);
    cr_expect_eq(qualification_subject_mark(rules, "mental_health_and_social_care",
                                            "health_and_social_care"),
                 2);
    cr_expect_eq(qualification_subject_mark(rules, "care_management", "health_and_social_care"),
                 2);
    cr_expect_eq(
        qualification_subject_mark(rules, "business_administration", "health_and_social_care"),
        1);
    cr_expect_eq(qualification_subject_mark(rules, NULL, "health_and_social_care"), 1);
    cr_expect_eq(qualification_subject_mark(rules, "child_care", NULL), 2);
    cr_expect_eq(qualification_subject_mark(rules, NULL, NULL), 2);
    cr_expect_eq(qualification_subject_mark(rules, "food_hygiene", NULL), 1);
    cr_expect_eq(qualification_subject_mark(rules, "food_hygiene", "health_and_social_care"),
                 0);
    cr_expect_eq(
        qualification_subject_mark(rules, "health_and_social_care", "care_certificate"), 0);
    cr_expect_eq(qualification_subject_mark(rules, "care_certificate", "care_certificate"), 2);
}
