/* tests/unit/schema/facts.c - tests of the tables of facts: well-formed, complete, with sources
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/builtin.h"
#include "base/csv.h"
#include "schema/vocab.h"

/* Calls `check` with each row of a table. @return how many there were */
static int each_row(const char *file,
                    void (*check)(const struct csv *csv, const struct strings *cells)) {
    struct arena arena;
    struct csv csv;
    struct strings cells = {NULL, 0};
    struct diag diag = {ERR_NONE, ""};
    bool more = true;
    int rows = -1;
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_assert_not_null(builtin_find(file), "%s is not built in", file);
    cr_assert_eq(csv_open(&csv, &arena, file, builtin_span(file), ',', &diag), ERR_NONE, "%s",
                 diag.text);
    while (more) {
        rows++;
        cr_assert_eq(csv_next(&csv, &arena, &cells, &more, &diag), ERR_NONE, "%s", diag.text);
        if (more) {
            check(&csv, &cells);
        }
    }
    arena_fini(&arena);
    return rows;
}

static bool is_one_of(const char *text, const char *words) {
    struct span rest = span_of(words);
    struct span word;
    while (span_next_piece(&rest, ' ', &word)) {
        if (span_is(word, text)) {
            return true;
        }
    }
    return false;
}

static void check_support(const struct csv *csv, const struct strings *cells) {
    const char *source = csv_cell(csv, cells, "source");
    const char *confidence = csv_cell(csv, cells, "confidence");
    cr_expect(source && *source, "%s:%d has no source", csv->file, csv->line);
    cr_expect(confidence && is_one_of(confidence, "verified single derived memory"),
              "%s:%d: confidence %s", csv->file, csv->line, confidence);
}

Test(facts, have_a_source_and_a_confidence_each) {
    static const char *const files[] = {
        "schema/facts/afc_pay.csv",     "schema/facts/hcas.csv",
        "schema/facts/hcas_places.csv", "schema/facts/qualification_levels.csv",
        "schema/facts/role_titles.csv", "schema/facts/postcode_areas.csv",
        "schema/facts/same_post.csv"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        cr_expect_gt(each_row(files[i], check_support), 30, "%s", files[i]);
    }
}

static int whole_areas;

static void check_area(const struct csv *csv, const struct strings *cells) {
    static const char *const regions[] = {
        "North East",    "North West",    "Yorkshire and the Humber",
        "East Midlands", "West Midlands", "East of England",
        "London",        "South East",    "South West"};
    const char *area = csv_cell(csv, cells, "area");
    const char *nation = csv_cell(csv, cells, "nation");
    const char *region = csv_cell(csv, cells, "region");
    bool is_known = false;
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        is_known = is_known || strcmp(region, regions[i]) == 0;
    }
    bool is_england = strcmp(nation, "england") == 0;
    cr_expect(!*nation || vocab_value(&vocab_nation, span_of(nation)), "%s: %s", area, nation);
    cr_expect_eq(is_known, is_england, "%s: %s", area, region);
    cr_expect(is_england || !*region, "%s", area);
    whole_areas += strpbrk(area, "0123456789") == NULL;
}

Test(facts, have_every_postcode_area) {
    cr_expect_gt(each_row("schema/facts/postcode_areas.csv", check_area), 124);
    cr_expect_eq(whole_areas, 124);
}
