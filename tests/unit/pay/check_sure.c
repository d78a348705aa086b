/* tests/unit/pay/check_sure.c - tests of what is said of facts that are not verified
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <string.h>

#include "pay/check.h"
#include "tests/unit/pay/compose.h"

/* A year's range of band 3 in England, but for what is set otherwise. */
static struct pay_question range(int64_t min, int64_t max, struct date date) {
    return (struct pay_question){.salary = {.kind = min == max ? SALARY_POINT : SALARY_RANGE,
                                            .min = min,
                                            .max = max,
                                            .period = PERIOD_YEAR},
                                 .date = date,
                                 .nation = NATION_ENGLAND,
                                 .bands = 1u << BAND_3};
}

/* What stands behind "less sure: ", without the full stop; "" where nothing does. */
static const char *unsure(const struct tables *tables, struct arena *arena,
                          const struct pay_question *question) {
    static const char mark[] = "; less sure: ";
    struct pay_check check;
    struct diag diag;
    cr_assert_eq(check_pay(&check, arena, tables, question, &diag), ERR_NONE, "%s", diag.text);
    const char *found = strstr(check.explanation, mark);
    if (!found) {
        return "";
    }
    const struct span rest = span_of(found + sizeof mark - 1);
    cr_expect_eq(rest.at[rest.len - 1], '.');
    return arena_copy(arena, span_part(rest, 0, rest.len - 1));
}

Test(check_sure, names_what_is_not_verified_and_how_sure_it_is) {
    struct tables *tables = compose_tables();
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    /* The interim scale of 2025 and when it was shown are verified. */
    struct pay_question question = range(2462500, 2567400, (struct date){2025, 5, 16});
    cr_expect_str_eq(unsure(tables, &arena, &question), "");
    question = range(2493700, 2659800, (struct date){2025, 10, 1});
    cr_expect_str_eq(unsure(tables, &arena, &question), "when adverts show it (one source)");
    question = range(2281600, 2433600, (struct date){2023, 10, 1});
    cr_expect_str_eq(unsure(tables, &arena, &question), "when adverts show it (from memory)");
    arena_fini(&arena);
    tables_close(tables);
}

Test(check_sure, names_the_table_itself) {
    struct tables *tables = compose_tables();
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct pay_question question = range(1778700, 2044800, (struct date){2019, 2, 19});
    const char *said = unsure(tables, &arena, &question);
    cr_expect_eq(strncmp(said, "the table's figures (", 21), 0, "%s", said);
    arena_fini(&arena);
    tables_close(tables);
}

/* A postcode's zone is from memory; a zone that the text names needs no place. */
Test(check_sure, names_the_zone_where_the_place_tells_it) {
    struct tables *tables = compose_tables();
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct pay_question question = range(2462500, 2567400, (struct date){2025, 5, 16});
    question.postcode = "SE1 7EH";
    cr_expect_str_eq(unsure(tables, &arena, &question), "the zone of the place (from memory)");
    question.place = "Camden";
    question.postcode = NULL;
    cr_expect_str_eq(unsure(tables, &arena, &question), "", "verified");
    question.place = NULL;
    question.postcode = "DA1 2DL";
    question.salary.text = "fringe HCAS included";
    question.salary.high_cost_area = SUPPLEMENT_INCLUDED;
    question.salary.min = 2588300;
    question.salary.max = 2695800;
    cr_expect_str_eq(unsure(tables, &arena, &question), "");
    question.salary.text = "HCAS included";
    cr_expect_str_eq(unsure(tables, &arena, &question), "the zone of the place (from memory)");
    arena_fini(&arena);
    tables_close(tables);
}

/* 60 % of 26,598, which is from memory; 75 % has one source. */
Test(check_sure, names_the_share_in_training) {
    struct tables *tables = compose_tables();
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct pay_question question = range(1595900, 1595900, (struct date){2025, 10, 1});
    question.is_apprentice = true;
    cr_expect_str_eq(unsure(tables, &arena, &question),
                     "when adverts show it (one source), the share in training (from memory)");
    question = range(1994900, 1994900, (struct date){2025, 10, 1});
    question.is_apprentice = true;
    cr_expect_str_eq(unsure(tables, &arena, &question),
                     "when adverts show it (one source), the share in training (one source)");
    arena_fini(&arena);
    tables_close(tables);
}

Test(check_sure, says_it_of_what_is_off_the_scale_too_and_of_nothing_else) {
    struct tables *tables = compose_tables();
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct pay_question question = range(2300000, 2300000, (struct date){2025, 10, 1});
    cr_expect_str_eq(unsure(tables, &arena, &question), "when adverts show it (one source)");
    question.nation = NATION_WALES;
    question.date = (struct date){2010, 1, 1};
    cr_expect_str_eq(unsure(tables, &arena, &question), "", "no table");
    question.salary.kind = SALARY_UNREADABLE;
    cr_expect_str_eq(unsure(tables, &arena, &question), "");
    arena_fini(&arena);
    tables_close(tables);
}

/* ---- facts ---- */

Test(check_sure, every_fact_has_a_source_and_a_confidence) {
    struct tables *tables = compose_tables();
    size_t count = 0;
    unsigned kinds = 0;
    const struct pay_fact *facts = tables_facts(tables, &count);
    for (size_t i = 0; i < count; i++) {
        cr_expect(facts[i].source && *facts[i].source && facts[i].confidence, "%zu", i);
        kinds |= 1u << facts[i].kind;
    }
    cr_expect_eq(kinds, (1u << PAY_FACT_COUNT) - 2, "each kind");
    cr_expect_eq(tables_hours_confidence(tables, NATION_SCOTLAND, (struct date){2026, 5, 1}),
                 CONFIDENCE_VERIFIED);
    cr_expect_eq(tables_hours_confidence(tables, NATION_NONE, (struct date){2026, 5, 1}),
                 CONFIDENCE_NONE);
    cr_expect_eq(tables_zone_confidence(tables, NULL, "SE1 7EH"), CONFIDENCE_MEMORY);
    cr_expect_eq(tables_zone_confidence(tables, "Leeds", NULL), CONFIDENCE_NONE);
    cr_expect_eq(strlen(tables_version(tables)), 12);
    tables_close(tables);
}

/* Hours that somebody wants count where those of the post are not known, and explain nothing.
 */
Test(check_sure, wanted_hours_give_the_part_time_pay_and_nothing_more) {
    struct tables *tables = compose_tables();
    struct arena arena;
    struct pay_check check;
    struct diag diag;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct pay_question question = range(2493700, 2659800, (struct date){2025, 10, 1});
    question.wanted_hours = 2250;
    cr_assert_eq(check_pay(&check, &arena, tables, &question, &diag), ERR_NONE);
    cr_expect_eq(check.part_hours, 2250);
    cr_expect_eq(check.part_min, 1496200);
    cr_expect_eq(check.verdict, PAY_VERDICT_ON_SCALE);
    question.hours = 3750;
    cr_assert_eq(check_pay(&check, &arena, tables, &question, &diag), ERR_NONE);
    cr_expect_eq(check.part_hours, 0);
    /* 60 % of both ends is no part-time pay because of a wish. */
    question = range(1496200, 1595900, (struct date){2025, 10, 1});
    question.wanted_hours = 2250;
    const bool is_asked = check_pay(&check, &arena, tables, &question, &diag) == ERR_NONE;
    cr_assert(is_asked);
    const enum pay_verdict with = check.verdict;
    question.wanted_hours = 0;
    cr_assert_eq(check_pay(&check, &arena, tables, &question, &diag), ERR_NONE);
    cr_expect_eq(check.verdict, with);
    arena_fini(&arena);
    tables_close(tables);
}
