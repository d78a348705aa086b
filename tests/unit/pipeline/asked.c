/* tests/unit/pipeline/asked.c - is a page's advert the one that was asked for?
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/asked.h"

#include <criterion/criterion.h>

Test(asked, tells_the_advert_from_another) {
    static const struct {
        const char *name;
        struct queued asked;
        const char *id, *reference, *title, *employer;
        bool met;
    } rows[] = {
        {"all the same",
         {.id = "C1", .reference = "R", .title = "T", .employer = "E"},
         "C1",
         "R",
         "T",
         "E",
         true},
        {"another id",
         {.id = "C1", .reference = "R", .title = "T", .employer = "E"},
         "C2",
         "R",
         "T",
         "E",
         false},
        {"case of an id", {.id = "C1a", .reference = "R"}, "c1A", "r", NULL, NULL, true},
        {"another reference",
         {.id = "C1", .reference = "R", .title = "T", .employer = "E"},
         "C1",
         "S",
         "T",
         "E",
         false},
        {"another title",
         {.id = "C1", .reference = "R", .title = "T"},
         "C1",
         "R",
         "U",
         "E",
         true},
        {"no reference",
         {.id = "C1", .title = "T", .employer = "E"},
         "C1",
         "R",
         "T",
         "E",
         true},
        {"same employer alone",
         {.id = "C1", .title = "T", .employer = "E"},
         "C1",
         "R",
         "U",
         "E",
         false},
        {"same title alone",
         {.id = "C1", .title = "T", .employer = "E"},
         "C1",
         NULL,
         "T",
         "F",
         false},
        {"no employer", {.id = "C1", .title = "T"}, "C1", NULL, "t", "F", true},
        {"its number in the reference",
         {.id = "7601114", .title = "T", .employer = "E"},
         "7601114",
         "302-25-7601114CPR",
         "U",
         "E",
         true},
        {"a longer number in the reference",
         {.id = "7601114", .title = "T", .employer = "E"},
         "7601114",
         "302-25-76011143",
         "U",
         "E",
         false},
        {"a title that goes on",
         {.id = "C1", .title = "Staff Nurse & Mentor", .employer = "E"},
         "C1",
         NULL,
         "Staff Nurse and Mentor, Kendal",
         "e",
         true},
        {"a title that goes on, of another",
         {.id = "C1", .title = "Staff Nurse & Mentor", .employer = "E"},
         "C1",
         NULL,
         "Staff Nurse and Mentor, Kendal",
         "F",
         false},
        {"another title of the same employer",
         {.id = "C1", .title = "Staff Nurse, Ward 5", .employer = "E"},
         "C1",
         NULL,
         "Staff Nurse, Theatres",
         "E",
         false},
        {"nothing to know it by", {.id = "C1"}, NULL, NULL, NULL, NULL, false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct vacancy vacancy;

        vacancy_init(&vacancy);
        vacancy.id = rows[i].id;
        vacancy.reference = rows[i].reference;
        vacancy.title = rows[i].title;
        vacancy.employer = rows[i].employer;
        cr_expect_eq(asked_is_met_by(&rows[i].asked, &vacancy), rows[i].met, "%s",
                     rows[i].name);
    }
}

Test(asked, believes_the_page_that_names_itself_another) {
    struct queued asked = {.id = "C1", .reference = "R"};
    struct note note = {"id", "other_advert", "asked for C1, the page is C2"};
    struct vacancy vacancy;

    vacancy_init(&vacancy);
    vacancy.id = "C1";
    vacancy.reference = "R";
    cr_expect(asked_is_met_by(&asked, &vacancy));
    vacancy.notes = &note;
    vacancy.note_count = 1;
    cr_expect(!asked_is_met_by(&asked, &vacancy));
}
