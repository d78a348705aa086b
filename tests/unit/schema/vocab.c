/* tests/unit/schema/vocab.c - tests of the closed lists of words
 * SPDX-License-Identifier: MIT
 */
#include "schema/vocab.h"

#include <criterion/criterion.h>
#include <string.h>

#include "schema/market.h"
#include "schema/match.h"
#include "schema/place.h"
#include "schema/requirement.h"
#include "schema/run.h"

/* Every list with the count of its enum, and its words as the public formats have them. */
static const struct {
    const char *name;
    const struct vocab *vocab;
    size_t count;
    const char *words;
} lists[] = {
    {"source", &vocab_source, SOURCE_COUNT,
     "nhsjobs trac jobposting text findajob jobtrain hscni"},
    {"state", &vocab_state, STATE_COUNT, "open closed unknown"},
    {"scheme", &vocab_scheme, SCHEME_COUNT,
     "agenda_for_change medical_and_dental very_senior_manager other"},
    {"band", &vocab_band, BAND_COUNT, "1 2 3 4 5 6 7 8a 8b 8c 8d 9"},
    {"salary_kind", &vocab_salary_kind, SALARY_KIND_COUNT,
     "range point from up_to unstated unreadable"},
    {"period", &vocab_period, PERIOD_COUNT, "year month week day hour session"},
    {"supplement", &vocab_supplement, SUPPLEMENT_COUNT, "included extra unstated"},
    {"contract", &vocab_contract, CONTRACT_COUNT,
     "permanent fixed_term bank secondment apprenticeship locum training voluntary zero_hours"},
    {"work_pattern", &vocab_work_pattern, WORK_COUNT,
     "full_time part_time flexible shifts nights weekends term_time compressed job_share "
     "annualised home_or_remote on_call"},
    {"nation", &vocab_nation, NATION_COUNT, "england wales scotland northern_ireland"},
    {"need", &vocab_need, NEED_COUNT, "essential desirable unstated"},
    {"assessed", &vocab_assessed, ASSESSED_COUNT,
     "application interview test reference document"},
    {"dbs", &vocab_dbs, DBS_COUNT, "required enhanced standard not_required"},
    {"sponsorship", &vocab_sponsorship, SPONSORSHIP_COUNT, "offered refused"},
    {"refusal", &vocab_refusal, REFUSAL_COUNT,
     "closed gone login maintenance consent cut other_page refused empty binary"},
    {"atom", &vocab_atom, ATOM_COUNT,
     "qualification experience knowledge skill attribute driving availability registration "
     "right_to_work dbs language health other"},
    {"holding", &vocab_holding, HOLDING_COUNT, "held working_towards willing"},
    {"kind", &vocab_kind, KIND_COUNT, "paid voluntary lived caring"},
    {"gate", &vocab_gate, GATE_COUNT, "pass open fail"},
    {"verdict", &vocab_verdict, VERDICT_COUNT, "met partly not_met unknown later"},
    {"fit", &vocab_fit, FIT_COUNT, "fits misses unknown"},
    {"run_kind", &vocab_run_kind, RUN_KIND_COUNT, "crawl add reparse"},
    {"place", &vocab_place, PLACE_KIND_COUNT, "postcode outward town"},
    {"offer_asks", &vocab_offer_asks, OFFER_ASKS_COUNT, "nvq2 nvq3 higher experience neither"},
    {"market_by", &vocab_market_by, MARKET_BY_COUNT,
     "employer region place month zone verdict title"},
    {"run_end", &vocab_run_end, RUN_END_COUNT, "done part stopped failed"},
};

Test(vocab, has_the_words_of_the_public_formats_and_no_more) {
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct span rest = span_of(lists[i].words);
        struct span word;
        int value = 0;
        while (span_next_piece(&rest, ' ', &word)) {
            const char *name = vocab_name(lists[i].vocab, ++value);
            cr_expect(name && span_is(word, name), "%s: value %d is %s, not %.*s",
                      lists[i].name, value, name ? name : "NULL", SPAN_FMT(word));
        }
        cr_expect_eq(lists[i].vocab->count, lists[i].count, "%s", lists[i].name);
        cr_expect_eq((size_t)value + 1, lists[i].count, "%s", lists[i].name);
    }
}

Test(vocab, finds_each_word_again_and_has_none_twice) {
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        for (int value = 1; value < (int)lists[i].count; value++) {
            const char *name = vocab_name(lists[i].vocab, value);
            cr_expect_eq(vocab_value(lists[i].vocab, span_of(name)), value, "%s", name);
        }
    }
}

Test(vocab, sets_fit_into_a_mask) {
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        cr_expect(lists[i].vocab->count <= 32, "%s", lists[i].name);
    }
}

Test(vocab, gives_no_word_for_none_and_for_what_is_no_value) {
    cr_expect_null(vocab_name(&vocab_band, 0));
    cr_expect_null(vocab_name(&vocab_band, -1));
    cr_expect_null(vocab_name(&vocab_band, BAND_COUNT));
    cr_expect_null(vocab_name(&vocab_band, 1 << 30));
}

Test(vocab, finds_words_as_people_type_them) {
    cr_expect_eq(vocab_value(&vocab_contract, SPAN("Fixed-Term")), CONTRACT_FIXED_TERM);
    cr_expect_eq(vocab_value(&vocab_contract, SPAN("fixed term")), CONTRACT_FIXED_TERM);
    cr_expect_eq(vocab_value(&vocab_band, SPAN("8A")), BAND_8A);
}

Test(vocab, takes_no_part_of_a_word_for_the_word) {
    cr_expect_eq(vocab_value(&vocab_contract, SPAN("fixed")), 0);
    cr_expect_eq(vocab_value(&vocab_contract, SPAN("fixed_terms")), 0);
    cr_expect_eq(vocab_value(&vocab_band, SPAN("8")), 0);
    cr_expect_eq(vocab_value(&vocab_band, SPAN("")), 0);
    cr_expect_eq(vocab_value(&vocab_band, (struct span){NULL, 0}), 0);
    cr_expect_eq(vocab_value(&vocab_band, (struct span){"9\0", 2}), 0);
}

Test(vocab, names_a_set_in_the_order_of_the_list) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    struct strings names =
        vocab_names(&vocab_band, 1u << BAND_9 | 1u << BAND_2 | 1u << BAND_8C | 1u, &arena);
    cr_assert_eq(names.count, 3);
    cr_expect_str_eq(names.at[0], "2");
    cr_expect_str_eq(names.at[1], "8c");
    cr_expect_str_eq(names.at[2], "9");
    cr_expect_eq(vocab_names(&vocab_band, 0, &arena).count, 0);
    cr_expect_eq(vocab_names(&vocab_state, ~0u, &arena).count, 3);
    arena_fini(&arena);
}

Test(vocab, names_each_preference) {
    static const char *const words[PREFER_COUNT] = {
        "distance", "pattern", "hours", "band", "pay", "contract", "sponsorship"};
    for (int i = 0; i < PREFER_COUNT; i++) {
        cr_expect_str_eq(preference_names[i], words[i]);
    }
}

Test(requirement, asks_nothing_where_an_alternative_has_no_demand) {
    struct atom atom = {.type = ATOM_DRIVING, .level = LEVEL_NONE, .licence = true};
    struct demand demands[] = {{&atom, 1}, {NULL, 0}};
    struct requirement asks = {.any_of = demands, .count = 1};
    struct requirement asks_nothing = {.any_of = demands + 1, .count = 1};
    struct requirement open_to_all = {.any_of = demands, .count = 2};
    cr_expect_not(requirement_asks_nothing(&asks));
    cr_expect(requirement_asks_nothing(&asks_nothing));
    cr_expect(requirement_asks_nothing(&open_to_all));
    cr_expect_not(requirement_asks_nothing(&(struct requirement){0}));
}
