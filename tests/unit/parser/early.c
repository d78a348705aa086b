/* tests/unit/parser/early.c - tests of parser/early
 * SPDX-License-Identifier: MIT
 */
#include "parser/early.h"

#include <criterion/criterion.h>

Test(early, tells_an_early_end_from_other_sentences) {
    static const struct {
        const char *text;
        bool early;
    } rows[] = {
        {"We reserve the right to close this vacancy early.", true},
        {"Help us.\nThis advert may close before the date above if we receive enough "
         "applications. Thank you.",
         true},
        {"The closing date may be brought forward.", true},
        {"The advert will be withdrawn once sufficient applications are in.", true},
        {"You work early shifts. The closing date is 1 May.", false},
        {"The clinic may close early in winter.", false},
        {"Early applications are welcome before the closing date.", false},
        {"We will not close this advert early.", false},
        {"You work in close contact with applicants from an early stage.", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena;
        arena_init(&arena, ARENA_PAGE_CAP);
        cr_expect_eq(early_is_said(&arena, rows[i].text), rows[i].early, "%s", rows[i].text);
        arena_fini(&arena);
    }
}

Test(early, notes_it_once_on_the_closing_date) {
    struct arena arena;
    struct vacancy vacancy;
    arena_init(&arena, ARENA_PAGE_CAP);
    vacancy_init(&vacancy);
    vacancy.text_summary = "This post may close early. This post may close early.";
    vacancy.text_duties = "This post may close early.";
    early_read(&vacancy, &arena);
    cr_assert_eq(vacancy.note_count, 1);
    cr_expect_str_eq(vacancy.notes[0].field, "closes");
    cr_expect(vacancy_has_note(&vacancy, "may_close_early"));
    arena_fini(&arena);
}
