/* tests/unit/schema/vacancy.c - tests of the record of a vacancy
 * SPDX-License-Identifier: MIT
 */
#include "schema/vacancy.h"

#include <criterion/criterion.h>
#include <string.h>

#include "schema/vacancy_list.h"
#include "tests/unit/schema/sample.h"

static const struct vacancy_field *field_named(const char *name) {
    for (size_t i = 0; i < vacancy_field_count; i++) {
        if (strcmp(vacancy_fields[i].name, name) == 0) {
            return &vacancy_fields[i];
        }
    }
    cr_assert_fail("no field %s", name);
    return NULL;
}

Test(vacancy, init_leaves_nothing_known) {
    struct arena arena;
    struct vacancy vacancy;
    arena_init(&arena, ARENA_PAGE_CAP);
    memset(&vacancy, 0xAA, sizeof vacancy);
    vacancy_init(&vacancy);
    for (size_t i = 0; i < vacancy_field_count; i++) {
        const char *text = vacancy_field_text(&vacancy, &vacancy_fields[i], &arena);
        bool is_flag = vacancy_fields[i].kind == FIELD_BOOL;
        cr_expect(is_flag ? strcmp(text, "false") == 0 : text == NULL, "%s",
                  vacancy_fields[i].name);
    }
    cr_expect_eq(vacancy.salary.min, MONEY_NONE);
    cr_expect_null(vacancy.contact);
    arena_fini(&arena);
}

/* What each field of the full sample is as text: the form that the database and the history
 * hold. */
static const char *const full_texts[][2] = {
    {"source", "nhsjobs"},
    {"id", "C9999-25-0001"},
    {"reference", "999-AB123-C"},
    {"url", "https://www.jobs.nhs.uk/candidate/jobadvert/C9999-25-0001"},
    {"title", "Support, Time & Recovery Worker"},
    {"employer", "Medway Vale Partnership NHS Trust"},
    {"state", "open"},
    {"posted", "2025-05-20"},
    {"closes", "2025-06-15"},
    {"closes_at", "23:59"},
    {"interview", "2025-06-30"},
    {"pay_scheme", "agenda_for_change"},
    {"bands", "3,4"},
    {"salary.text", "\xc2\xa3"
                    "24,937 to \xc2\xa3"
                    "26,598 a year pro rata"},
    {"salary.kind", "range"},
    {"salary.min", "2493700"},
    {"salary.max", "2659800"},
    {"salary.period", "year"},
    {"salary.pro_rata", "true"},
    {"salary.high_cost_area", "extra"},
    {"contract", "fixed_term"},
    {"contract_months", "12"},
    {"working_patterns", "full_time,shifts,on_call"},
    {"hours_per_week.low", "2250"},
    {"hours_per_week.high", "3750"},
    {"text.summary", "Help people on their way back into the community."},
    {"text.duties", "Duties:\n\n- walk with them\n  - to the caf\xc3\xa9\n- write notes"},
    {"text.about", "We are a made-up trust."},
    {"text.description", ""},
    {"dbs", "enhanced"},
    {"sponsorship", "refused"},
    {"registration", "None"},
    {"website", "https://example.org/"},
};

Test(vacancy, each_field_has_the_text_of_the_formats) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct vacancy full = sample_full(&arena);
    cr_assert_eq(vacancy_field_count, sizeof full_texts / sizeof *full_texts);
    for (size_t i = 0; i < vacancy_field_count; i++) {
        cr_expect_str_eq(vacancy_fields[i].name, full_texts[i][0]);
        cr_expect_str_eq(vacancy_field_text(&full, &vacancy_fields[i], &arena),
                         full_texts[i][1]);
    }
    arena_fini(&arena);
}

Test(vacancy, each_field_survives_text_and_back) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct vacancy full = sample_full(&arena);
    struct vacancy copy;
    struct vacancy empty;
    vacancy_init(&copy);
    vacancy_init(&empty);
    for (size_t i = 0; i < vacancy_field_count; i++) {
        const struct vacancy_field *field = &vacancy_fields[i];
        const char *text = vacancy_field_text(&full, field, &arena);
        cr_expect(vacancy_field_set(&copy, field, text, &arena), "%s", field->name);
        cr_expect_str_eq(vacancy_field_text(&copy, field, &arena), text, "%s", field->name);
    }
    for (size_t i = 0; i < vacancy_field_count; i++) {
        cr_expect(vacancy_field_set(&copy, &vacancy_fields[i], NULL, &arena));
    }
    sample_expect_equal(&copy, &empty);
    arena_fini(&arena);
}

Test(vacancy, each_word_of_a_closed_list_survives_text_and_back) {
    struct arena arena;
    struct vacancy vacancy;
    arena_init(&arena, ARENA_PAGE_CAP);
    vacancy_init(&vacancy);
    for (size_t i = 0; i < vacancy_field_count; i++) {
        const struct vacancy_field *field = &vacancy_fields[i];
        cr_expect_eq(field->vocab != NULL,
                     field->kind == FIELD_ENUM || field->kind == FIELD_SET, "%s", field->name);
        for (int value = 1; field->vocab && value < (int)field->vocab->count; value++) {
            const char *word = vocab_name(field->vocab, value);
            cr_expect(vacancy_field_set(&vacancy, field, word, &arena), "%s %s", field->name,
                      word);
            cr_expect_str_eq(vacancy_field_text(&vacancy, field, &arena), word);
        }
    }
    arena_fini(&arena);
}

Test(vacancy, refuses_text_that_is_none_of_the_fields) {
    static const char *const wrong[][2] = {{"posted", "2025-02-30"},
                                           {"posted", ""},
                                           {"state", "ajar"},
                                           {"bands", "3,8"},
                                           {"bands", ""},
                                           {"salary.min", "12.50"},
                                           {"salary.min", "-1"},
                                           {"salary.min", ""},
                                           {"salary.pro_rata", "yes"},
                                           {"contract_months", "x"},
                                           {"contract_months", "2147483648"},
                                           {"hours_per_week.low", "37.5"}};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct vacancy vacancy = sample_full(&arena);
    struct vacancy before = sample_full(&arena);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cr_expect_not(
            vacancy_field_set(&vacancy, field_named(wrong[i][0]), wrong[i][1], &arena), "%s %s",
            wrong[i][0], wrong[i][1]);
    }
    sample_expect_equal(&vacancy, &before);
    arena_fini(&arena);
}

Test(vacancy, is_called_by_its_id_then_reference_then_page) {
    static const char digest[] = "0123456789abcdef0123456789abcdef";
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct vacancy vacancy = sample_full(&arena);
    cr_expect_str_eq(vacancy_key(&vacancy, digest, &arena), "C9999-25-0001");
    vacancy.id = NULL;
    cr_expect_str_eq(vacancy_key(&vacancy, NULL, &arena), "nhsjobs:999-AB123-C");
    vacancy.reference = "";
    cr_expect_str_eq(vacancy_key(&vacancy, digest, &arena), "nhsjobs:0123456789ab");
    cr_expect_null(vacancy_key(&vacancy, NULL, &arena));
    vacancy.source = SOURCE_NONE;
    cr_expect_null(vacancy_key(&vacancy, digest, &arena));
    arena_fini(&arena);
}

Test(vacancy, keeps_notes_up_to_their_cap) {
    struct arena arena;
    struct vacancy vacancy;
    arena_init(&arena, ARENA_PAGE_CAP);
    vacancy_init(&vacancy);
    char field[] = "salary.min";
    vacancy_note(&vacancy, &arena, field, "odd", "%d%%", 100);
    field[0] = 'X';
    cr_assert_eq(vacancy.note_count, 1);
    cr_expect_str_eq(vacancy.notes[0].field, "salary.min");
    cr_expect_str_eq(vacancy.notes[0].code, "odd");
    cr_expect_str_eq(vacancy.notes[0].message, "100%");
    for (int i = 0; i < VACANCY_NOTES_MAX + 5; i++) {
        vacancy_note(&vacancy, &arena, "title", "odd", "again");
    }
    cr_expect_eq(vacancy.note_count, VACANCY_NOTES_MAX);
    arena_fini(&arena);
}

Test(vacancy, does_without_what_an_arena_refuses) {
    struct arena none;
    arena_init(&none, 0);
    struct vacancy vacancy = sample_small("1", "One");
    vacancy_note(&vacancy, &none, "title", "odd", "long");
    cr_expect_eq(vacancy.note_count, 0);
    cr_expect_not(vacancy_field_set(&vacancy, field_named("title"), "Two", &none));
    cr_expect_null(vacancy_key(&vacancy, NULL, &none));
    cr_expect_eq(none.failed, ERR_LIMIT);
}

/* ---- lists ---- */

static const struct vacancy_list *list_named(const char *name) {
    for (size_t i = 0; i < vacancy_list_count; i++) {
        if (strcmp(vacancy_lists[i].name, name) == 0) {
            return &vacancy_lists[i];
        }
    }
    cr_assert_fail("no list %s", name);
    return NULL;
}

static const char *for_people(const struct vacancy *vacancy, const char *name,
                              struct arena *arena) {
    return vacancy_list_text(vacancy, list_named(name), &list_style_history, arena);
}

Test(vacancy_list, is_one_line_an_item_for_people) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct vacancy full = sample_full(&arena);
    cr_expect_str_eq(for_people(&full, "locations", &arena),
                     "Alder Ward, 12 Orchard Way | Dartford | Kent | DA2 6PB | england | "
                     "South East\n |  |  | SW1A |  | ");
    cr_expect_str_eq(
        for_people(&full, "criteria", &arena),
        "essential | Qualifications | NVQ level 2 in care, or equal | application, "
        "interview\ndesirable |  | Lived experience of recovery | ");
    cr_expect_str_eq(for_people(&full, "documents", &arena),
                     "Job description\nPerson specification");
    cr_expect_str_eq(for_people(&full, "notes", &arena),
                     "salary.period | unit_guessed | no unit, a year taken");
    arena_fini(&arena);
}

Test(vacancy_list, is_absent_where_empty) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct vacancy small = sample_small("1", "One");
    for (size_t i = 0; i < vacancy_list_count; i++) {
        cr_expect_null(
            vacancy_list_text(&small, &vacancy_lists[i], &list_style_history, &arena));
        cr_expect(vacancy_list_is_equal(&small, &small, &vacancy_lists[i], &arena));
    }
    arena_fini(&arena);
}

Test(vacancy_list, tells_lists_apart_that_read_alike) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct vacancy two = sample_small("1", "One");
    struct vacancy one = sample_small("1", "One");
    struct vacancy none = sample_small("1", "One");
    strings_push(&arena, &two.documents, "A");
    strings_push(&arena, &two.documents, "B");
    strings_push(&arena, &one.documents, "A\nB");
    const struct vacancy_list *documents = list_named("documents");
    cr_expect_str_eq(for_people(&one, "documents", &arena),
                     for_people(&two, "documents", &arena));
    cr_expect_not(vacancy_list_is_equal(&one, &two, documents, &arena));
    cr_expect_not(vacancy_list_is_equal(&one, &none, documents, &arena));
    cr_expect(vacancy_list_is_equal(&two, &two, documents, &arena));
    struct contact empty = {0};
    one.contact = &empty;
    cr_expect_not(vacancy_list_is_equal(&one, &none, list_named("contact"), &arena));
    arena_fini(&arena);
}

Test(vacancy, notes_whole_characters_only) {
    struct vacancy vacancy;
    struct arena arena;
    vacancy_init(&vacancy);
    arena_init(&arena, ARENA_PAGE_CAP);
    vacancy_note(&vacancy, &arena, "dbs", "unknown", "not known: \"%.3s\"", "\u00E9\u00E9");
    cr_assert_eq(vacancy.note_count, 1);
    cr_expect_str_eq(vacancy.notes[0].message, "not known: \"\u00E9\uFFFD\"");
    arena_fini(&arena);
}
