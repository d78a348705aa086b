/* tests/unit/report/text_match.c - tests of report/text_match and report/text_sheet
 * SPDX-License-Identifier: MIT
 */
#include "report/text_match.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/utf8.h"
#include "report/text_sheet.h"

enum { CAP = 100000 };
static const struct date today = {2026, 3, 2};

/* An advert with a criterion of each verdict, for one candidate. */
struct sample {
    struct criterion criteria[5];
    struct atom atoms[5];
    struct demand demands[5];
    struct requirement requirements[5];
    struct because because;
    struct judged judged[5];
    struct location place;
    struct vacancy vacancy;
    struct match match;
};

static void sample_fill(struct sample *sample) {
    static const struct {
        enum need need;
        const char *text;
        enum atom_type type;
        enum verdict verdict;
        int points;
        int max_points;
        bool short_of_gate;
    } rows[5] = {
        {NEED_ESSENTIAL, "NVQ level 2 in health and social care", ATOM_QUALIFICATION,
         VERDICT_MET, 250, 250, false},
        {NEED_ESSENTIAL, "Two years' experience on a ward", ATOM_EXPERIENCE, VERDICT_PARTLY,
         125, 250, true},
        {NEED_ESSENTIAL, "Enhanced DBS check", ATOM_DBS, VERDICT_LATER, 0, 0, false},
        {NEED_ESSENTIAL, "Full driving licence", ATOM_DRIVING, VERDICT_NOT_MET, 0, 250, true},
        {NEED_DESIRABLE, "Team working", ATOM_SKILL, VERDICT_UNKNOWN, 0, 250, false},
    };
    memset(sample, 0, sizeof *sample);
    vacancy_init(&sample->vacancy);
    for (size_t i = 0; i < 5; i++) {
        sample->criteria[i] = (struct criterion){rows[i].need, NULL, rows[i].text, 0};
        sample->atoms[i] = (struct atom){.type = rows[i].type, .level = LEVEL_NONE};
        sample->demands[i] = (struct demand){&sample->atoms[i], 1};
        sample->requirements[i] = (struct requirement){&sample->demands[i], 1, false, "r"};
        sample->judged[i] = (struct judged){&sample->criteria[i],
                                            &sample->requirements[i],
                                            rows[i].verdict,
                                            rows[i].verdict == VERDICT_LATER ? MARK_NONE : 0,
                                            rows[i].points,
                                            rows[i].max_points,
                                            rows[i].short_of_gate,
                                            NULL,
                                            0,
                                            NULL};
    }
    sample->because = (struct because){"qualification.nvq2.level", "NVQ level 2", 250};
    sample->judged[0].because = &sample->because;
    sample->judged[0].because_count = 1;
    sample->judged[4].prompt = "When did you last work in a team?";
    sample->place = (struct location){.town = "Dartford", .postcode = "DA1 2QX"};
    sample->vacancy.title = "Support \033[31mWorker";
    sample->vacancy.employer = "Saltmarsh Trust";
    sample->vacancy.bands = 1u << BAND_3;
    sample->vacancy.contract = CONTRACT_PERMANENT;
    sample->vacancy.closes = (struct date){2026, 3, 22};
    sample->vacancy.locations = &sample->place;
    sample->vacancy.location_count = 1;
    sample->match = (struct match){.vacancy = "C1-26-1",
                                   .title = sample->vacancy.title,
                                   .employer = sample->vacancy.employer,
                                   .closes = sample->vacancy.closes,
                                   .candidate = "c-017",
                                   .gate = GATE_FAIL,
                                   .score = 375,
                                   .range_low = 375,
                                   .range_high = 625,
                                   .criteria = sample->judged,
                                   .criterion_count = 5,
                                   .advert = &sample->vacancy};
}

static void expect_text(const struct buf *out, const char *expected) {
    cr_expect_str_eq(buf_text(out), expected, "%s\nexpected\n%s", buf_text(out), expected);
}

Test(text_sheet, tells_verdict_points_reason_and_question) {
    struct sample sample;
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    sample_fill(&sample);
    struct next_step step = {"get a driving licence", "candidate.drives", "yes", 250,
                             GATE_OPEN};
    sample.match.next_steps = &step;
    sample.match.next_step_count = 1;
    sample.match.preferences[PREFER_BAND] =
        (struct preference){FIT_FITS, "a band you look for"};
    sample.match.preferences[PREFER_PAY] = (struct preference){FIT_MISSES, NULL};
    text_sheet(&plain, &sample.match, 1);
    expect_text(
        &out,
        "1. Support \\x1b[31mWorker\n"
        "   Saltmarsh Trust, Dartford DA1 2QX\n"
        "   C1-26-1\n"
        "   Not as things stand: something essential is not met.\n"
        "   37.5 of 100 points; between 37.5 and 62.5 once the unknown is settled.\n"
        "\n"
        "  Essential\n"
        "  met         25 of 25      NVQ level 2 in health and social care\n"
        "                            your qualification \"nvq2\" (level): 25 points for\n"
        "                              \"NVQ level 2\"\n"
        "  partly      12.5 of 25    Two years' experience on a ward\n"
        "  asked later               Enhanced DBS check\n"
        "  not met     0 of 25       Full driving licence\n"
        "\n"
        "  Desirable\n"
        "  unknown     0 of 25       Team working\n"
        "                            -> When did you last work in a team?\n"
        "\n"
        "  What fits you     a band you look for\n"
        "  What does not     pay\n"
        "\n"
        "  What would help most\n"
        "  - get a driving licence: 25 points more; then nothing would speak against you\n"
        "\n");
    buf_fini(&out);
}

Test(text_sheet, entries_of_the_profile_are_named_in_words) {
    static const struct {
        const char *fact;
        const char *words;
    } rows[] = {
        {"experience.ward.months", "your experience \"ward\""},
        {"experience.st. mary.evidence", "your experience \"st. mary\""},
        {"qualification.nvq2.name", "your qualification \"nvq2\""},
        {"skills.team working", "your skill \"team working\""},
        {"candidate.drives", "your answer on \"drives\""},
        {"qualification.nvq2", "your qualification \"nvq2\""},
        {"something", "\"something\" in your profile"},
        {"", "\"\" in your profile"},
    };
    struct buf out;
    buf_init(&out, CAP);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_clear(&out);
        text_sheet_source(&out, rows[i].fact);
        cr_expect_str_eq(buf_text(&out), rows[i].words, "%s", buf_text(&out));
    }
    buf_fini(&out);
}

/* Facts of one entry are one reason; what only says the same again is named, not counted. */
Test(text_sheet, facts_of_one_entry_are_told_together) {
    struct because because[] = {{"experience.ward.area", "on a ward", 40},
                                {"experience.home.area", "on a ward", 0},
                                {"experience.ward.months", "Two years", 85},
                                {"skills.care", "on a ward", 0}};
    struct sample sample;
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    sample_fill(&sample);
    sample.judged[1].because = because;
    sample.judged[1].because_count = 4;
    text_sheet(&plain, &sample.match, 1);
    cr_expect_neq(
        strstr(
            buf_text(&out),
            "Two years' experience on a ward\n"
            "                            your experience \"ward\" (setting, length): 12.5\n"
            "                              points for \"on a ward\"\n"
            "                            also shown by your experience \"home\", your skill\n"
            "                              \"care\"\n"),
        NULL, "%s", buf_text(&out));
    buf_fini(&out);
}

Test(text_sheet, knows_what_keeps_the_gate_shut) {
    struct sample sample;
    sample_fill(&sample);
    const bool expected[5] = {false, true, false, true, false};
    for (size_t i = 0; i < 5; i++) {
        cr_expect_eq(text_sheet_is_short(&sample.judged[i]), expected[i], "criterion %zu", i);
    }
}

Test(text_match, says_what_to_go_for_and_why_not) {
    struct sample samples[3];
    struct match matches[3];
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    for (size_t i = 0; i < 3; i++) {
        sample_fill(&samples[i]);
        samples[i].match.title = i == 0 ? "First" : i == 1 ? "Second" : "Third";
        samples[i].match.advert = NULL;
        matches[i] = samples[i].match;
    }
    matches[0].gate = GATE_PASS;
    matches[0].score = 900;
    samples[0].judged[1].verdict = VERDICT_MET;
    samples[0].judged[3].verdict = VERDICT_MET;
    samples[0].judged[4].verdict = VERDICT_MET;
    matches[1].gate = GATE_OPEN;
    samples[1].judged[3].verdict = VERDICT_UNKNOWN;
    struct text_match_view view = {2, 0, today};
    text_match(&plain, matches, 3, &view);
    expect_text(
        &out, "3 adverts held against the profile of c-017\n"
              "    1  to go for: nothing essential is missing\n"
              "    1  open: nothing speaks against you, but not everything is shown yet\n"
              "    1  not as things stand: something essential is not met\n"
              "\n"
              "You can go for these\n"
              "\n"
              "1. First\n"
              "   90 of 100 points; closes 22 March 2026 (in 20 days)\n"
              "   3 essential criteria met; 1 of 1 desirable ones met\n"
              "   C1-26-1\n"
              "\n"
              "Open: nothing speaks against you, but not everything is shown yet\n"
              "\n"
              "2. Second\n"
              "   37.5 of 100 points; closes 22 March 2026 (in 20 days)\n"
              "   2 things still to show: \"Two years' experience on a ward\"; \"Full driving\n"
              "     licence\"\n"
              "   C1-26-1\n"
              "\n"
              "The list goes on with 1 more: --limit 0 shows all.\n"
              "\n");
    buf_fini(&out);
}

/* Hostile titles and texts can neither leave their line nor stretch it. */
Test(text_match, no_line_is_wider_than_80_columns) {
    struct sample sample;
    struct buf out;
    struct span rest;
    struct span line;
    static char wide[5000];
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    sample_fill(&sample);
    memset(wide, 'x', sizeof wide - 1);
    sample.match.title = wide;
    sample.criteria[0].text = wide;
    sample.judged[0].prompt = wide;
    sample.because.says = wide;
    sample.vacancy.employer = wide;
    text_match(&plain, &sample.match, 1, &(struct text_match_view){0, 1, today});
    cr_expect_eq(out.failed, ERR_NONE);
    rest = buf_span(&out);
    while (span_next_line(&rest, &line)) {
        cr_expect_leq(utf8_width(line), (size_t)PLAIN_WIDTH, "%.*s", SPAN_FMT(line));
    }
    buf_fini(&out);
}

Test(text_match, an_advert_without_criteria_says_so) {
    struct sample sample;
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    sample_fill(&sample);
    sample.match.gate = GATE_OPEN;
    sample.match.criterion_count = 0;
    text_match(&plain, &sample.match, 1, &(struct text_match_view){0, 0, today});
    cr_expect_neq(strstr(buf_text(&out), "no criteria could be read"), NULL);
    buf_fini(&out);
}
