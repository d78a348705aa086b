/* tests/unit/parser/words.c - tests of parser/words and the tables that the build makes
 * SPDX-License-Identifier: MIT
 */
#include "parser/words.h"

#include <criterion/criterion.h>

#include "parser/contact_words.h"
#include "parser/fields.h"
#include "parser/html_element.h"
#include "parser/lexicon.h"

Test(words, finds_the_row_of_a_kind_whatever_its_case) {
    struct words_row row;
    cr_assert(words_find(&row, &fields_spec_words, "need", SPAN("ESSENTIAL")));
    cr_expect(span_is(row.kind, "need"));
    cr_expect(span_is(row.words, "essential"));
    cr_expect(span_is(row.value, "essential"));
    cr_expect_eq(row.more.len, 0);
    cr_expect_not(words_find(&row, &fields_spec_words, "noun", SPAN("essential")));
    cr_expect_not(words_find(&row, &fields_spec_words, "no such kind", SPAN("essential")));
    cr_expect_not(words_find(&row, &fields_spec_words, "need", SPAN("essentially")));
    cr_expect_not(words_find(&row, &fields_spec_words, "need", SPAN("")));
    cr_expect(span_is(row.words, "essential"));
}

static size_t count_rows(const struct words_table *table, const char *kind) {
    struct words words = words_open(table, kind);
    struct words_row row;
    size_t count = 0;
    while (words_next(&words, &row)) {
        cr_expect(!kind || span_is(row.kind, kind));
        cr_expect(words_find(NULL, table, kind ? kind : "area", row.words), "%.*s",
                  SPAN_FMT(row.words));
        count++;
    }
    return count;
}

Test(words, gives_the_rows_of_a_kind_or_all) {
    cr_expect_gt(count_rows(&fields_contact_words, "role"), 50);
    cr_expect_eq(count_rows(&fields_contact_words, "no such kind"), 0);
    cr_expect_eq(count_rows(&fields_postcode_areas, NULL), fields_postcode_areas.line_count);
}

Test(words, says_all_kinds_of_a_word_and_whether_rows_go_on) {
    uint32_t kinds = words_kinds(&fields_html_elements, SPAN("P"));
    cr_expect_eq(kinds, HTML_BLOCK | HTML_P | HTML_ENDS_P);
    cr_expect_eq(words_kinds(&fields_html_elements, SPAN("o:p")), 0);
    cr_expect(words_kinds(&fields_contact_words, SPAN("speak")) & WORDS_GO_ON);
    cr_expect(words_kinds(&fields_contact_words, SPAN("speak to")) & CONTACT_PAIR);
}

Test(words, takes_facts_out_of_their_columns) {
    struct words_row row;
    cr_assert(words_find(&row, &fields_postcode_areas, "area", SPAN("gu")));
    cr_expect(span_is(row.value, "england"));
    cr_expect(span_is(row.more, "South East"));
}

/* Where an enumeration counts on the order of a table's kinds. */
Test(words, kinds_stand_in_the_order_that_the_code_knows) {
    static const struct {
        const struct words_table *table;
        const char *kind;
        uint32_t bit;
    } rows[] = {
        {&fields_html_elements, "block", HTML_BLOCK},
        {&fields_html_elements, "silent", HTML_SILENT},
        {&fields_html_elements, "code", HTML_CODE},
        {&fields_html_elements, "void", HTML_VOID},
        {&fields_html_elements, "p", HTML_P},
        {&fields_html_elements, "ends_p", HTML_ENDS_P},
        {&fields_html_elements, "li", HTML_LI},
        {&fields_html_elements, "ends_li", HTML_ENDS_LI},
        {&fields_html_elements, "dt", HTML_DT},
        {&fields_html_elements, "ends_dt", HTML_ENDS_DT},
        {&fields_html_elements, "cell", HTML_CELL},
        {&fields_html_elements, "ends_cell", HTML_ENDS_CELL},
        {&fields_html_elements, "row", HTML_ROW},
        {&fields_html_elements, "ends_row", HTML_ENDS_ROW},
        {&fields_html_elements, "option", HTML_OPTION},
        {&fields_html_elements, "ends_option", HTML_ENDS_OPTION},
        {&fields_contact_words, "trigger", CONTACT_TRIGGER},
        {&fields_contact_words, "trigger_two", CONTACT_PAIR},
        {&fields_contact_words, "filler", CONTACT_FILLER},
        {&fields_contact_words, "role", CONTACT_ROLE},
        {&fields_contact_words, "org", CONTACT_ORG},
        {&fields_contact_words, "title", CONTACT_TITLE},
        {&fields_contact_words, "unnamed", CONTACT_UNNAMED},
        {&fields_contact_words, "particle", CONTACT_PARTICLE},
        {&fields_contact_words, "org_end", CONTACT_ORG_END},
        {&fields_contact_words, "link", CONTACT_LINK},
        {&fields_contact_words, "joint", CONTACT_JOINT},
        {&fields_contact_words, "phone", CONTACT_PHONE},
        {&fields_contact_words, "extension", CONTACT_EXTENSION},
        {&fields_contact_words, "reference", CONTACT_REFERENCE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cr_expect_eq(words_kind_bit(rows[i].table, rows[i].kind), rows[i].bit, "%s",
                     rows[i].kind);
    }
    cr_expect_eq((uint32_t)CONTACT_GOES_ON, WORDS_GO_ON);
}

Test(lexicon, finds_the_earliest_phrase_and_of_several_the_longest) {
    static const char plain[] = " a fixed term or permanent post ";
    struct lexicon_hit hit;
    size_t from = 0;
    cr_assert(lexicon_find(&hit, &from, &fields_terms, "contract", span_of(plain)));
    cr_expect(span_is(hit.found, "fixed term"));
    cr_expect_eq((size_t)(hit.found.at - plain) + hit.found.len, from);
    cr_assert(lexicon_find(&hit, &from, &fields_terms, "contract", span_of(plain)));
    cr_expect(span_is(hit.found, "permanent"));
    cr_expect_not(lexicon_find(&hit, &from, &fields_terms, "contract", span_of(plain)));
    cr_expect(span_is(hit.found, "permanent"));
}
