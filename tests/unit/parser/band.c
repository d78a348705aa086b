/* tests/unit/parser/band.c - bands as printed
 * SPDX-License-Identifier: MIT
 */
#include "parser/wording.h"

#include <criterion/criterion.h>

#include "tests/unit/parser/wording_fixture.h"

static const struct {
    const char *text;
    const char *bands;
} rows[] = {
    {"5", "5"},
    {"8A", "8a"},
    {"8a/b", "8a,8b"},
    {"5-6", "5,6"},
    {"(Band 4)", "4"},
    {"AFC Band 5", "5"},
    {"AfC Band 4 equivalent", "4"},
    {"AfC Band 7-8a equivalent", "7,8a"},
    {"AfC: Band 5", "5"},
    {"Afc Band7", "7"},
    {"A4C band 3", "3"},
    {"NHS AfC 7", "7"},
    {"Agenda for Change Band 5", "5"},
    {"BAND_3,BAND_4,BAND_5", "3,4,5"},
    {"BAND_8C", "8c"},
    {"pay-band-8b", "8b"},
    {"pay-band-9", "9"},
    {"Band 2 / 3", "2,3"},
    {"Band 2 Annex U", "2"},
    {"Band 2 or 3", "2,3"},
    {"Band 4 to 5", "4,5"},
    {"Band 5 & 6", "5,6"},
    {"Band 5 - 6 Development", "5,6"},
    {"Band 5/6", "5,6"},
    {"Band 6/7/8a", "6,7,8a"},
    {"Band 6-8a", "6,7,8a"},
    {"Band 7 or Band 8a", "7,8a"},
    {"Band 8A/8B", "8a,8b"},
    {"Band 8a - 8b", "8a,8b"},
    {"Band 8a/b", "8a,8b"},
    {"Band 8a, 8b or 8c", "8a,8b,8c"},
    {"Band 8 A", "8a"},
    {"Band 8(b)", "8b"},
    {"Band 8, D", "8d"},
    {"NHS AfC: Band 8 - Range C", "8c"},
    {"Band 8: Range A", "8a"},
    {"Band 8c - a senior role", "8c"},
    {"Grade: 8b", "8b"},
    {"Payband 6", "6"},
    {"B6", "6"},
    {"Band 4\\5", "4,5"},
    {"BAND_8A_8B", "8a,8b"},
    {"Bands 3, 4, and 5", "3,4,5"},
    {"Band 5 moving to 6 on completion", "5,6"},
    {"Band 5 (progressing to 6)", "5,6"},
    {"Band 3 up to Band 5", "3,4,5"},
    {"Band 3 x 2 posts", "3"},
    {"2x Band 5 posts", "5"},
    {"Band 5/6 posts", "5,6"},
    {"Band 5, 2 posts", "5"},
    {"Band 3 - 7.5 hours", "3"},
    {"Band 4, 1.0 WTE", "4"},
    {"Band 5, 6-month contract", "5"},
    {"Band 3, Level 2 or 3", "3"},
    {"Bands 2-4", "2,3,4"},
    {"Bands 5, 6 and 7", "5,6,7"},
    {"Band: 6", "6"},
    {"Band 06", "6"},
    {"Band five", "5"},
    {"Band 3 with progression to Band 4", "3,4"},
    {"Will fall within Band 7 payscale based on previus", "7"},
    {"NHS AFC: Band 2 or 3", "2,3"},
    {"Band 5 - 6 months fixed term", "5"},
    {"Band 5 - £29,970", "5"},
    {"Band 7, 37.5 hours", "7"},
    {"Band 6 0.5 WTE", "6"},
    /* none */
    {"Band 8", ""},
    {"Band 10", ""},
    {"5 PAs", ""},
    {"band 1A", ""},
    {"£32,478 - £42,969 (MN35 scale plus 1A Banding)", ""},
    {"Annex 21 may apply depending on experience", ""},
    {"MN37", ""},
    {"MT04/MT05", ""},
    {"£32,478 - £51,069 ST1-3", ""},
    {"AfC 2020", ""},
    {"CONSULTANT", ""},
    {"DOCTOR_OTHER", ""},
    {"VSM", ""},
    {"Pay to existing Grade", ""},
    {"Salary Range 6 £30,826 - £37,018", ""},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

Test(band, reads_each_text_as_a_person_does) {
    for (size_t i = 0; i < ROWS; i++) {
        struct wording_fixture fixture;
        wording_open(&fixture);
        band_read(&fixture.vacancy, &fixture.arena, rows[i].text);
        const char *bands = wording_words(&fixture.arena, &vocab_band, fixture.vacancy.bands);
        cr_expect_str_eq(bands, rows[i].bands, "%s: %s", rows[i].text, bands);
        cr_expect(*rows[i].bands || fixture.vacancy.note_count > 0, "%s: note", rows[i].text);
        wording_close(&fixture);
    }
}

Test(band, eight_without_its_letter_is_noted) {
    struct wording_fixture fixture;
    wording_open(&fixture);
    band_read(&fixture.vacancy, &fixture.arena, "Band 7/8");
    cr_expect_eq(fixture.vacancy.bands, 1u << BAND_7);
    cr_expect(wording_noted(&fixture, "band_8_without_letter"));
    wording_close(&fixture);
}

Test(band, is_taken_from_salary_text_or_title_with_a_note) {
    static const struct {
        const char *salary, *title, *bands;
    } elsewhere[] = {
        {"£18,819 - £26,701 Dependant on Band 6 or 7", "Nurse (Band 5)", "6,7"},
        {"8a (£45,753 - £51,668) or 8b (53,168 - £62,001)", "Manager", "8a,8b"},
        {"£25,000", "Support Worker - Band 3", "3"},
        {"£25,000", "Nurse, Ward 8A", ""},
        {NULL, NULL, ""},
    };
    for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++) {
        struct wording_fixture fixture;
        wording_open(&fixture);
        fixture.vacancy.salary.text = elsewhere[i].salary;
        fixture.vacancy.title = elsewhere[i].title;
        band_settle(&fixture.vacancy, &fixture.arena);
        const char *bands = wording_words(&fixture.arena, &vocab_band, fixture.vacancy.bands);
        cr_expect_str_eq(bands, elsewhere[i].bands, "row %zu: %s", i, bands);
        cr_expect_eq(wording_noted(&fixture, "band_elsewhere"), *elsewhere[i].bands != '\0');
        wording_close(&fixture);
    }
}

Test(band, second_text_on_the_pay_counts_where_none_is_known) {
    struct wording_fixture fixture;
    wording_open(&fixture);
    band_read_pay(&fixture.vacancy, &fixture.arena, NULL);
    band_read_pay(&fixture.vacancy, &fixture.arena, "pro rata");
    cr_expect_eq(fixture.vacancy.note_count, 0);
    band_read_pay(&fixture.vacancy, &fixture.arena, "Band 5");
    band_read_pay(&fixture.vacancy, &fixture.arena, "Band 6");
    cr_expect_eq(fixture.vacancy.bands, 1u << BAND_5);
    cr_expect(wording_noted(&fixture, "band_elsewhere"));
    wording_close(&fixture);
}

Test(band, field_wins_over_salary_text) {
    struct wording_fixture fixture;
    wording_open(&fixture);
    fixture.vacancy.salary.text = "Band 7";
    band_read(&fixture.vacancy, &fixture.arena, "Band 6");
    band_settle(&fixture.vacancy, &fixture.arena);
    cr_expect_eq(fixture.vacancy.bands, 1u << BAND_6);
    cr_expect_eq(fixture.vacancy.note_count, 0);
    wording_close(&fixture);
}

static void check_bands(const struct vacancy *vacancy, const char *text) {
    cr_expect_lt(vacancy->bands, 1u << BAND_COUNT, "%s", text);
    cr_expect_eq(vacancy->bands & 1u << BAND_NONE, 0, "%s", text);
}

Test(band, bears_any_prefix_and_any_bytes) {
    const char *texts[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        texts[i] = rows[i].text;
    }
    wording_try_prefixes(texts, ROWS, band_read, check_bands);
}
