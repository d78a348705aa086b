/* tests/unit/parser/person_spec.c - tests of parser/person_spec
 * SPDX-License-Identifier: MIT
 */
#include "parser/person_spec.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/buf.h"

/* "need|group|text" of each criterion, parted by line ends. */
static void write_criteria(struct buf *out, const struct vacancy *vacancy) {
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        const struct criterion *criterion = &vacancy->criteria[i];
        buf_printf(out, "%c|%s|%s\n", vocab_name(&vocab_need, (int)criterion->need)[0],
                   criterion->group ? criterion->group : "", criterion->text);
    }
}

static void check_lines(const char *name, const char *text, const char *wanted) {
    struct arena arena;
    struct vacancy vacancy;
    struct buf got;
    struct strings lines = {NULL, 0};
    arena_init(&arena, ARENA_PAGE_CAP);
    buf_init(&got, 1 << 16);
    vacancy_init(&vacancy);
    struct person_spec spec = {.vacancy = &vacancy, .arena = &arena};
    struct span rest = span_of(text);
    struct span line;
    while (span_next_line(&rest, &line)) {
        strings_push(&arena, &lines, arena_copy(&arena, line));
    }
    person_spec_lines(&spec, &lines);
    write_criteria(&got, &vacancy);
    cr_expect_str_eq(buf_text(&got), wanted, "%s", name);
    buf_fini(&got);
    arena_fini(&arena);
}

Test(person_spec, knows_need_headings) {
    static const struct {
        const char *text;
        enum need need;
    } rows[] = {
        {"Essential", NEED_ESSENTIAL},
        {"Desirable:", NEED_DESIRABLE},
        {"ESSENTIAL CRITERIA", NEED_ESSENTIAL},
        {"Essential requirements for the role", NEED_ESSENTIAL},
        {"Desirable criteria -", NEED_DESIRABLE},
        {"Essential and desirable", NEED_NONE},
        {"Essential qualifications", NEED_NONE},
        {"Essential to the team is kindness", NEED_NONE},
        {"It is desirable", NEED_NONE},
        {"", NEED_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(person_spec_need_of(rows[i].text), rows[i].need, "%s", rows[i].text);
    }
}

Test(person_spec, takes_marks_off_and_nothing_else) {
    enum {
        A = 1 << ASSESSED_APPLICATION,
        I = 1 << ASSESSED_INTERVIEW,
        T = 1 << ASSESSED_TEST,
        R = 1 << ASSESSED_REFERENCE,
        D = 1 << ASSESSED_DOCUMENT
    };
    static const struct {
        const char *text, *rest;
        unsigned assessed;
    } rows[] = {
        {"Team work (A/I)", "Team work", A | I},
        {"Team work [A, I, T]", "Team work", A | I | T},
        {"Team work (AI)", "Team work", A | I},
        {"Team work (A) (I)", "Team work", A | I},
        {"Team work A/I", "Team work", A | I},
        {"Team work - A, I, T", "Team work", A | I | T},
        {"Team work - A", "Team work", A},
        {"Team work – I", "Team work", I},
        {"Team work (T)", "Team work", T},
        {"Team work (A/I).", "Team work.", A | I},
        {"Team work. (R, D)", "Team work.", R | D},
        {"One of these (A):", "One of these", A},
        {"Team work (Application form and interview)", "Team work", A | I},
        {"Team work (application/interview/test)", "Team work", A | I | T},
        {"Team work (App/Int)", "Team work", A | I},
        {"Team work (AF, I, R)", "Team work", A | I | R},
        {"Team work (Assessed by A/I)", "Team work", A | I},
        {"Team work. Assessed by: application form and interview", "Team work.", A | I},
        {"Team work - assessed at interview", "Team work", I},
        {"Team work Method of assessment: A & I", "Team work", A | I},
        {"Certificates (A/C)", "Certificates", A | D},
        {"NVQ level 2 (or equivalent)", "NVQ level 2 (or equivalent)", 0},
        {"Information technology (IT)", "Information technology (IT)", 0},
        {"Artificial intelligence (AI)", "Artificial intelligence (AI)", 0},
        {"Skills in IT", "Skills in IT", 0},
        {"GCSE grades A/C", "GCSE grades A/C", 0},
        {"GCSE at grade A, D", "GCSE at grade A, D", 0},
        {"Two checks: (i)", "Two checks: (i)", 0},
        {"Skills in risk assessment", "Skills in risk assessment", 0},
        {"Experience of assessment and interview", "Experience of assessment and interview", 0},
        {"Passport (or documents)", "Passport (or documents)", 0},
        {"Speaks French (fluent)", "Speaks French (fluent)", 0},
        {"Reads charts (A4)", "Reads charts (A4)", 0},
        {"Works in A&E", "Works in A&E", 0},
        /* letters joined by "&", and short forms, without brackets */
        {"Team work A & I", "Team work", A | I},
        {"Team work AF/I", "Team work", A | I},
        {"Team work A\\I", "Team work", A | I},
        {"Team work - Application/Interview", "Team work", A | I},
        {"Team work - Application form and interview", "Team work", A | I},
        {"Skills - presentation", "Skills - presentation", 0},
        /* inside and in front */
        {"NVQ 3 (A) or experience (A/I)", "NVQ 3 or experience", A | I},
        {"EMIS (A), SystmOne (A) or Rio (A)", "EMIS, SystmOne or Rio", A},
        {"Registered in Part (I) of it (A)", "Registered in Part (I) of it", A},
        {"(A/I) Able to drive", "Able to drive", A | I},
        {"[A] Educated to GCSE level", "Educated to GCSE level", A},
        {"(i) Able to drive", "(i) Able to drive", 0},
        /* abbreviations */
        {"Research and development (R&D) (A/I)", "Research and development (R&D)", A | I},
        {"Drug and therapeutics work (D&T)", "Drug and therapeutics work (D&T)", 0},
        {"Understanding of R & D", "Understanding of R & D", 0},
        {"Computer literate (I.T.)", "Computer literate (I.T.)", 0},
        {"Familiar with Annex A", "Familiar with Annex A", 0},
        {"", "", 0},
    };
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned assessed = 99;
        const char *rest = person_spec_marks(&arena, rows[i].text, &assessed);
        cr_expect_str_eq(rest, rows[i].rest, "%s", rows[i].text);
        cr_expect_eq(assessed, rows[i].assessed, "%s: %x", rows[i].text, assessed);
    }
    arena_fini(&arena);
}

Test(person_spec, takes_the_same_words_once_a_group_and_need) {
    struct arena arena;
    struct vacancy vacancy;
    arena_init(&arena, ARENA_PAGE_CAP);
    vacancy_init(&vacancy);
    struct person_spec spec = {.vacancy = &vacancy, .arena = &arena};
    person_spec_group(&spec, "Skills:");
    for (int copy = 0; copy < 2; copy++) {
        cr_expect(person_spec_need(&spec, "Essential"));
        person_spec_criterion(&spec, "• Typing (A)");
        person_spec_criterion(&spec, "Typing");
        person_spec_criterion(&spec, "  ");
        person_spec_criterion(&spec, "N/A");
        cr_expect(person_spec_need(&spec, "Desirable"));
        person_spec_criterion(&spec, "Typing");
        person_spec_criterion(&spec, "Typing (I)");
    }
    cr_assert_eq(vacancy.criterion_count, 2);
    cr_expect_str_eq(vacancy.criteria[0].group, "Skills");
    cr_expect_str_eq(vacancy.criteria[0].text, "Typing");
    cr_expect_eq(vacancy.criteria[0].assessed, 1u << ASSESSED_APPLICATION);
    cr_expect_eq(vacancy.criteria[1].need, NEED_DESIRABLE);
    cr_expect_eq(vacancy.criteria[1].assessed, 1u << ASSESSED_INTERVIEW);
    arena_fini(&arena);
}

Test(person_spec, a_category_may_name_its_need) {
    struct person_spec spec = {.need = NEED_ESSENTIAL};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    spec.arena = &arena;
    person_spec_group(&spec, "Desirable skills");
    cr_expect_eq(spec.need, NEED_DESIRABLE);
    person_spec_group(&spec, "Essential criteria");
    cr_expect_eq(spec.need, NEED_ESSENTIAL);
    person_spec_group(&spec, "Skills");
    cr_expect_eq(spec.need, NEED_UNSTATED);
    arena_fini(&arena);
}

Test(person_spec, that_gave_nothing_is_noted) {
    struct arena arena;
    struct vacancy vacancy;
    arena_init(&arena, ARENA_PAGE_CAP);
    vacancy_init(&vacancy);
    person_spec_unread(&vacancy, &arena);
    cr_assert_eq(vacancy.note_count, 1);
    cr_expect_str_eq(vacancy.notes[0].field, "criteria");
    struct person_spec spec = {.vacancy = &vacancy, .arena = &arena};
    person_spec_criterion(&spec, "Typing");
    person_spec_unread(&vacancy, &arena);
    cr_expect_eq(vacancy.note_count, 1);
    arena_fini(&arena);
}

Test(person_spec, has_a_cap_that_is_noted) {
    struct arena arena;
    struct vacancy vacancy;
    arena_init(&arena, ARENA_PAGE_CAP);
    vacancy_init(&vacancy);
    struct person_spec spec = {.vacancy = &vacancy, .arena = &arena};
    for (int i = 0; i < VACANCY_CRITERIA_MAX + 5; i++) {
        person_spec_criterion(&spec, arena_printf(&arena, "Skill number %d", i));
    }
    cr_expect_eq(vacancy.criterion_count, VACANCY_CRITERIA_MAX);
    cr_expect_eq(vacancy.note_count, 1);
    arena_fini(&arena);
}

Test(person_spec, joins_items_to_their_parent) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct strings children = {NULL, 0};
    strings_push(&arena, &children, "budgets;");
    strings_push(&arena, &children, "letters");
    cr_expect_str_eq(person_spec_join(&arena, "Help with:", &children),
                     "Help with: budgets; letters");
    cr_expect_str_eq(person_spec_join(&arena, "", &children), "budgets; letters");
    arena_fini(&arena);
}

Test(person_spec, reads_lines) {
    static const struct {
        const char *name, *text, *wanted;
    } rows[] = {
        {"a copy of a page",
         "Person Specification\n\nEssential criteria\n\nEssential\n\n  • NVQ 2\n  • Team "
         "work\n\n"
         "Desirable\n\n  • Two years\n\nEssential\n\nEssential\n\n  • Speaks clearly\n\n"
         "Desirable\n\n  • Knows wards\n",
         "e|Essential criteria|NVQ 2\ne|Essential criteria|Team work\n"
         "d|Essential criteria|Two years\ne|Essential|Speaks clearly\nd|Essential|Knows "
         "wards\n"},
        {"groups above needs",
         "Qualifications\nEssential\n- a b\nDesirable\n- c d\nExperience\n"
         "Essential\n- e f\n",
         "e|Qualifications|a b\nd|Qualifications|c d\ne|Experience|e f\n"},
        {"needs above groups",
         "Essential\nQualifications\n- a b\nSkills\n- c d\nDesirable\n"
         "Qualifications\n- e f\n",
         "e|Qualifications|a b\ne|Skills|c d\nd|Qualifications|e f\n"},
        {"no bullets",
         "Essential criteria:\nNVQ level 2 in care\nSix months in a ward\n"
         "Desirable criteria:\nDriving licence\n",
         "e||NVQ level 2 in care\ne||Six months in a ward\nd||Driving licence\n"},
        {"sub-items", "Essential\n• Help with:\n   o meals\n   o letters\n• Typing\n",
         "e||Help with: meals; letters\ne||Typing\n"},
        {"sub-items with another bullet",
         "Essential\n• Experience in:\n- wards\n- clinics\n• Typing\n",
         "e||Experience in: wards; clinics\ne||Typing\n"},
        {"sub-items without bullets",
         "Essential\n- One of:\n    NVQ 2\n    T level\n- Typing\n",
         "e||One of: NVQ 2; T level\ne||Typing\n"},
        {"sub-items of a bare line",
         "Essential\n- Typing\nKnows at least one of the following:\n  - wards\n  - clinics\n",
         "e||Typing\ne||Knows at least one of the following: wards; clinics\n"},
        {"no sub-items without a colon", "Essential\n• Kind\n- Calm\n", "e||Kind\ne||Calm\n"},
        {"a line that goes on",
         "Essential\n• Able to work with\npeople of all ages\n• Typing\n",
         "e||Able to work with people of all ages\ne||Typing\n"},
        {"an end", "Essential\n- Typing\n\nHow to apply\n- Send the form\n", "e||Typing\n"},
        {"a remark behind", "Essential\n- Typing\n\nThis post is open to all.\n",
         "e||Typing\n"},
        {"an intro", "Essential\nYou will have:\n- Typing\n- Filing\n",
         "e||Typing\ne||Filing\n"},
        {"labels", "Experience\n- Essential: wards\n- Desirable: clinics\n",
         "e|Experience|wards\nd|Experience|clinics\n"},
        {"need and group in one",
         "Essential qualifications\n- NVQ\nDesirable experience\n- Bank\n",
         "e|Essential qualifications|NVQ\nd|Desirable experience|Bank\n"},
        {"a group without need", "Values\n- Kind\n", "u|Values|Kind\n"},
        {"a list that lost its line ends",
         "Essential • NVQ 2 • Kind to all Desirable criteria • First aid\n",
         "e||NVQ 2\ne||Kind to all\nd||First aid\n"},
        {"the same under its heading", "Essential\nNVQ 2 • Driving\nDesirable\n- Bank\n",
         "e||NVQ 2\ne||Driving\nd||Bank\n"},
        {"dashes within a line", "Essential\n- Drive - a van - by night\n",
         "e||Drive - a van - by night\n"},
        {"items over lines joined by or", "Essential\nA degree\nOR\nFive years in post\n",
         "e||A degree OR Five years in post\n"},
        {"a sentence to applicants",
         "Essential\nTyping\nFiling\n\nWe look forward to hearing from you.\nBring a pen.\n",
         "e||Typing\ne||Filing\n"},
        {"a sentence that is a criterion", "Essential\nTyping.\nWillingness to learn.\n",
         "e||Typing.\ne||Willingness to learn.\n"},
        {"criteria of heading words", "Essential\nExperience of training others\nTyping\n",
         "e||Experience of training others\ne||Typing\n"},
        {"a legend and a footnote",
         "Essential\nDriver*\nTyping\n*Waived for disabled applicants\n"
         "A = Application, I = Interview\n",
         "e||Driver*\ne||Typing\n"},
        {"nothing", "Please see the attached papers.\n", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        check_lines(rows[i].name, rows[i].text, rows[i].wanted);
    }
}

/* The criteria of items, one after the other, once all was read. */
static void check_items(const char *const *items, size_t count, const char *wanted) {
    struct arena arena;
    struct vacancy vacancy;
    struct buf got;
    arena_init(&arena, ARENA_PAGE_CAP);
    buf_init(&got, 1 << 16);
    vacancy_init(&vacancy);
    struct person_spec spec = {.vacancy = &vacancy, .arena = &arena};
    (void)person_spec_need(&spec, "Essential");
    for (size_t i = 0; i < count; i++) {
        person_spec_criterion(&spec, items[i]);
    }
    person_spec_settle(&vacancy, &arena);
    write_criteria(&got, &vacancy);
    cr_expect_str_eq(buf_text(&got), wanted);
    buf_fini(&got);
    arena_fini(&arena);
}

Test(person_spec, parts_an_item_that_lost_its_line_ends) {
    static const char *const items[] = {
        "\xE2\x80\xA2 NVQ 2 \xE2\x80\xA2 Kind \xE2\x80\xA2 Calm",
        "Help with: \xE2\x80\xA2 meals \xE2\x80\xA2 letters"};
    check_items(items, 2, "e||NVQ 2\ne||Kind\ne||Calm\ne||Help with: meals; letters\n");
}

Test(person_spec, takes_the_numbers_of_a_list_off) {
    static const char *const items[] = {"1. NVQ 2", "2. Kind", "7. 5 years in post"};
    check_items(items, 3, "e||NVQ 2\ne||Kind\ne||7. 5 years in post\n");
}

Test(person_spec, reads_single_letters_only_among_marked_criteria) {
    static const char *const marked[] = {"NVQ 2 A", "Kind A/I", "Team working I"};
    static const char *const bare[] = {"Knows vitamin A", "Kind", "Calm"};
    check_items(marked, 3, "e||NVQ 2\ne||Kind\ne||Team working\n");
    check_items(bare, 3, "e||Knows vitamin A\ne||Kind\ne||Calm\n");
}
