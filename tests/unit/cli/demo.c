/* tests/unit/cli/demo.c - the built-in sample adverts can be read
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>

#include "base/builtin.h"
#include "matcher/candidate.h"
#include "parser/reader.h"

/* What `shortlist demo` shows must not shrink in silence. */
Test(demo, every_sample_is_read_as_one_whole_advert) {
    const struct builtin *file = NULL;
    size_t at = 0;
    size_t count = 0;
    while ((file = builtin_next("cli/demo/", &at))) {
        struct reader_options options = {false};
        struct page page = {.file = file->name, .body = {file->at, file->len}};
        struct readings readings = {0};
        struct diag diag = {0};
        struct arena arena;
        if (!span_ends(span_of(file->name), ".txt")) {
            continue;
        }
        count++;
        arena_init(&arena, ARENA_PAGE_CAP);
        cr_assert_eq(reader_read(&readings, &arena, &page, &options, &diag), ERR_NONE, "%s",
                     diag.text);
        cr_expect_eq(readings.count, 1, "%s", file->name);
        cr_expect_eq(readings.at[0].kind, READING_VACANCY, "%s is no advert", file->name);
        if (readings.at[0].kind == READING_VACANCY) {
            const struct vacancy *vacancy = &readings.at[0].as.vacancy;
            cr_expect(vacancy->title && vacancy->employer && vacancy->reference, "%s",
                      file->name);
            cr_expect_eq(vacancy->closes.year, 2026, "%s", file->name);
            cr_expect_geq(vacancy->criterion_count, 4, "%s", file->name);
            cr_expect_eq(vacancy->location_count, 1, "%s", file->name);
            cr_expect_eq(vacancy->note_count, 0, "%s", file->name);
            cr_expect_neq(vacancy->salary.min, MONEY_NONE, "%s", file->name);
        }
        arena_fini(&arena);
    }
    cr_expect_eq(count, 8);
}

Test(demo, the_sample_candidate_is_read) {
    struct candidate candidate = {0};
    struct rules *rules = NULL;
    struct diag diag = {0};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_assert_eq(rules_open(&rules, NULL, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_eq(candidate_read(&candidate, &arena, rules, "candidate.ini",
                                builtin_span("cli/demo/candidate.ini"),
                                (struct date){2026, 3, 2}, &diag),
                 ERR_NONE, "%s", diag.text);
    cr_expect_eq(candidate.qualification_count, 2);
    cr_expect_eq(candidate.experience_count, 2);
    rules_close(rules);
    arena_fini(&arena);
}
