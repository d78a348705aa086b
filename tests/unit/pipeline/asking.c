/* tests/unit/pipeline/asking.c - tests of what an advert asks the pay tables
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/asking.h"

#include <criterion/criterion.h>

static struct arena arena;

static void setup(void) { arena_init(&arena, ARENA_PAGE_CAP); }
static void teardown(void) { arena_fini(&arena); }
TestSuite(asking, .init = setup, .fini = teardown);

static struct pay_question ask(struct location *places, size_t count, bool *was_opened) {
    struct vacancy vacancy;
    struct asking asking = {NULL};
    struct pay_question question;
    struct diag diag = {0};
    vacancy_init(&vacancy);
    vacancy.locations = places;
    vacancy.location_count = count;
    cr_assert_eq(asking_of_vacancy(&question, &asking, &arena, &vacancy,
                                   (struct date){2026, 1, 10}, &diag),
                 ERR_NONE, "%s", diag.text);
    *was_opened = asking.gazetteer != NULL;
    asking_close(&asking);
    return question;
}

Test(asking, looks_up_the_nation_of_a_town) {
    static const struct {
        struct location place;
        enum nation nation;
    } rows[] = {
        {{.town = "Leeds"}, NATION_ENGLAND},
        {{.town = "Whitby"}, NATION_ENGLAND},
        {{.town = "Glasgow"}, NATION_SCOTLAND},
        {{.town = "Cardiff"}, NATION_WALES},
        {{.town = "Belfast"}, NATION_NORTHERN_IRELAND},
        {{.town = "Richmond"}, NATION_ENGLAND}, /* of two, both in England */
        {{.town = "Newport"}, NATION_NONE},
        {{.town = "Newport", .county = "Isle of Wight"}, NATION_ENGLAND},
        {{.town = "Newport", .county = "Gwent"}, NATION_WALES},
        {{.town = "Trustwide"}, NATION_NONE},
        {{.town = "Glasgow", .nation = NATION_ENGLAND}, NATION_ENGLAND},
        {{.county = "Kent"}, NATION_NONE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct location place = rows[i].place;
        bool was_opened = false;
        const struct pay_question question = ask(&place, 1, &was_opened);
        cr_expect_eq(question.nation, rows[i].nation, "%zu: %s", i,
                     place.town ? place.town : "-");
        cr_expect_eq(was_opened, place.town && !place.nation, "%zu", i);
    }
}

Test(asking, believes_no_nation_where_the_places_lie_in_several) {
    struct location both[] = {{.town = "Leeds"}, {.town = "Glasgow"}};
    struct location one[] = {{.town = "Leeds"}, {.town = "Nowhere at all"}};
    struct location said[] = {{.nation = NATION_WALES}, {.town = "Leeds"}};
    bool was_opened = false;
    cr_expect_eq(ask(both, 2, &was_opened).nation, NATION_NONE);
    cr_expect_eq(ask(one, 2, &was_opened).nation, NATION_ENGLAND);
    cr_expect_eq(ask(said, 2, &was_opened).nation, NATION_WALES, "what is printed counts");
}

Test(asking, names_the_county_with_the_town) {
    struct location places[] = {{.town = "Merton", .county = "Devon"},
                                {.town = "Exeter", .county = "Devon"}};
    bool was_opened = false;
    cr_expect_str_eq(ask(places, 1, &was_opened).place, "Merton, Devon");
    cr_expect_null(ask(places, 2, &was_opened).place);
    cr_expect_null(ask(NULL, 0, &was_opened).place);
}
