/* tests/unit/report/text_match.c - tests of report/text_match and report/text_sheet
 * SPDX-License-Identifier: MIT
 */
#include "report/text_match.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/utf8.h"
#include "report/csv_match.h"
#include "report/sheet_words.h"
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
        int mark;
        int points;
        int max_points;
        bool short_of_gate;
    } rows[5] = {
        {NEED_ESSENTIAL, "NVQ level 2 in health and social care", ATOM_QUALIFICATION,
         VERDICT_MET, 2, 250, 250, false},
        {NEED_ESSENTIAL, "Two years' experience on a ward", ATOM_EXPERIENCE, VERDICT_PARTLY, 1,
         125, 250, true},
        {NEED_ESSENTIAL, "Enhanced DBS check", ATOM_DBS, VERDICT_LATER, MARK_NONE, 0, 0, false},
        {NEED_ESSENTIAL, "Full driving licence", ATOM_DRIVING, VERDICT_NOT_MET, 0, 0, 250,
         true},
        {NEED_DESIRABLE, "Team working", ATOM_SKILL, VERDICT_UNKNOWN, 0, 0, 250, false},
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
                                            rows[i].mark,
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
        (struct preference){.fit = FIT_FITS, .says = "a band you look for"};
    sample.match.preferences[PREFER_PAY] = (struct preference){.fit = FIT_MISSES};
    sample.match.preferences[PREFER_HOURS] =
        (struct preference){.fit = FIT_UNKNOWN, .says = "the advert does not say"};
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
        "  met         2  25/25      NVQ level 2 in health and social care\n"
        "                            your qualification \"nvq2\" (level): 25 points for\n"
        "                              \"NVQ level 2\"\n"
        "  partly      1  12.5/25    Two years' experience on a ward\n"
        "                            (essential, and not enough yet)\n"
        "  not met     0  0/25       Full driving licence\n"
        "\n"
        "  Desirable\n"
        "  unknown     0  0/25       Team working\n"
        "                            -> When did you last work in a team?\n"
        "\n"
        "  Looked at later: checks, references, documents (not marked now)\n"
        "  - Enhanced DBS check (essential)\n"
        "\n"
        "  What fits you     a band you look for\n"
        "  What does not     pay\n"
        "  Not known         hours (the advert does not say)\n"
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
        sheet_words_source(&out, rows[i].fact);
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
            "                            (essential, and not enough yet)\n"
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
        cr_expect_eq(sheet_words_is_short(&sample.judged[i]), expected[i], "criterion %zu", i);
    }
}

/* What nobody understood is told as what it is; what waits for the interview stands apart. */
Test(text_sheet, overlap_of_words_is_labelled_and_the_interview_is_for_preparing) {
    struct sample sample;
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    sample_fill(&sample);
    sample.atoms[0].type = ATOM_OTHER;
    sample.judged[0].mark = 1;
    sample.atoms[4].type = ATOM_OTHER;
    sample.criteria[2].assessed = 1u << ASSESSED_INTERVIEW;
    text_sheet(&plain, &sample.match, 1);
    cr_expect_neq(strstr(buf_text(&out), "(not understood: it shares words with your"), NULL,
                  "%s", buf_text(&out));
    cr_expect_neq(strstr(buf_text(&out), "(not understood: only its words are compared"), NULL,
                  "%s", buf_text(&out));
    cr_expect_neq(strstr(buf_text(&out), "  To prepare for the interview (not marked now)\n"
                                         "  - Enhanced DBS check (essential)\n"),
                  NULL, "%s", buf_text(&out));
    cr_expect_eq(strstr(buf_text(&out), "Looked at later"), NULL);
    buf_fini(&out);
}

Test(sheet_words, only_what_is_nothing_but_words_is_an_overlap) {
    struct atom atoms[2] = {{.type = ATOM_OTHER}, {.type = ATOM_SKILL}};
    struct demand one = {atoms, 1};
    struct demand both = {atoms, 2};
    struct demand none = {0};
    struct requirement other = {&one, 1, false, "r"};
    struct requirement mixed = {&both, 1, false, "r"};
    struct requirement nothing = {&none, 1, false, "r"};
    cr_expect(sheet_words_is_overlap(&other));
    cr_expect_not(sheet_words_is_overlap(&mixed));
    cr_expect_not(sheet_words_is_overlap(&nothing));
}

/* The one criterion may be met by saying that one is willing, and only by that alternative. */
Test(sheet_words, to_be_willing_is_seen_where_it_is_enough) {
    struct sample sample;
    sample_fill(&sample);
    sample.judged[1].short_of_gate = false;
    cr_expect_not(sheet_words_takes_willing(&sample.match), "it wants a licence");
    sample.atoms[3].type = ATOM_QUALIFICATION;
    sample.atoms[3].status = HOLDING_HELD;
    cr_expect_not(sheet_words_takes_willing(&sample.match), "it wants it held");
    sample.atoms[3].status = HOLDING_WILLING;
    cr_expect(sheet_words_takes_willing(&sample.match));
    sample.judged[3].short_of_gate = false;
    cr_expect_not(sheet_words_takes_willing(&sample.match), "nothing is short");
}

/* A table has the step that opens the post, wherever it stands, and no other beside one_away.
 */
Test(csv_match, the_step_beside_one_away_opens_the_post) {
    struct next_step steps[2] = {{"say more", "skills.x", "y", 50, GATE_OPEN},
                                 {"get a licence", "candidate.drives", "yes", 10, GATE_PASS}};
    struct sample sample;
    struct buf out;
    buf_init(&out, CAP);
    struct cells cells = {&out, false};
    sample_fill(&sample);
    sample.match.next_steps = steps;
    sample.match.next_step_count = 2;
    sample.judged[1].short_of_gate = false;
    csv_match(&cells, &sample.match, NULL);
    cr_expect_neq(strstr(buf_text(&out), ",yes,1,get a licence,1,pass,"), NULL, "%s",
                  buf_text(&out));
    buf_clear(&out);
    sample.match.next_step_count = 1;
    csv_match(&cells, &sample.match, NULL);
    cr_expect_neq(strstr(buf_text(&out), ",yes,1,,,,"), NULL, "%s", buf_text(&out));
    buf_clear(&out);
    sample.judged[1].short_of_gate = true;
    csv_match(&cells, &sample.match, NULL);
    cr_expect_neq(strstr(buf_text(&out), ",no,2,say more,5,open,"), NULL, "%s", buf_text(&out));
    buf_fini(&out);
}

/* The head of a sheet says what the list says of the advert. */
Test(text_sheet, the_head_names_the_step_only_where_it_opens) {
    struct next_step step = {"get a licence", "candidate.drives", "yes", 10, GATE_PASS};
    struct sample sample;
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    sample_fill(&sample);
    sample.judged[1].short_of_gate = false;
    sample.match.next_steps = &step;
    sample.match.next_step_count = 1;
    text_sheet(&plain, &sample.match, 1);
    cr_expect_neq(strstr(buf_text(&out), "   One step away: get a licence.\n"), NULL, "%s",
                  buf_text(&out));
    cr_expect_eq(strstr(buf_text(&out), "Not as things stand"), NULL);
    buf_clear(&out);
    step.gate = GATE_OPEN;
    text_sheet(&plain, &sample.match, 1);
    cr_expect_neq(strstr(buf_text(&out), "   One criterion away: everything else essential"),
                  NULL, "%s", buf_text(&out));
    cr_expect_eq(strstr(buf_text(&out), "One step away"), NULL);
    buf_fini(&out);
}

Test(sheet_words, one_step_away_is_one_criterion_and_no_pass) {
    struct next_step steps[2] = {{"say more", "skills.x", "y", 50, GATE_OPEN},
                                 {"get a licence", "candidate.drives", "yes", 10, GATE_PASS}};
    struct sample sample;
    sample_fill(&sample);
    sample.match.next_steps = steps;
    sample.match.next_step_count = 2;
    cr_expect_not(sheet_words_is_near(&sample.match), "two are missing");
    sample.judged[1].short_of_gate = false;
    cr_expect(sheet_words_is_near(&sample.match));
    cr_expect_eq(sheet_words_opener(&sample.match), &steps[1]);
    sample.match.gate = GATE_PASS;
    cr_expect_not(sheet_words_is_near(&sample.match));
    cr_expect_eq(sheet_words_opener(&sample.match), NULL);
}

/* An entry, as text. */
static const char *entry(struct buf *out, const struct match *match) {
    struct plain plain = {out, {0}};
    buf_clear(out);
    text_match_entry(&plain, match, 1, today, 1u << PREFER_DISTANCE);
    return buf_text(out);
}

Test(text_match, an_entry_says_why_it_stands_where_it_does) {
    struct next_step step = {"get a driving licence", "candidate.drives", "yes", 250,
                             GATE_PASS};
    struct sample sample;
    struct buf out;
    buf_init(&out, CAP);
    sample_fill(&sample);
    sample.match.title = "First";
    sample.match.advert = NULL;
    cr_expect_str_eq(
        entry(&out, &sample.match),
        "1. First\n"
        "   37.5 of 100 points (up to 62.5 once the unknown is settled); closes 22 "
        "March\n"
        "   2026 (in 20 days)\n"
        "   against it: \"Full driving licence\"\n"
        "   C1-26-1\n\n",
        "%s", buf_text(&out));
    sample.judged[1].short_of_gate = false;
    sample.match.next_steps = &step;
    sample.match.next_step_count = 1;
    sample.match.range_high = 375;
    sample.match.preferences[PREFER_PAY] =
        (struct preference){.fit = FIT_MISSES, .says = "pays too little"};
    sample.match.preferences[PREFER_HOURS] =
        (struct preference){.fit = FIT_UNKNOWN, .says = "no word of it"};
    sample.match.preferences[PREFER_DISTANCE] = (struct preference){.fit = FIT_UNKNOWN};
    cr_expect_str_eq(entry(&out, &sample.match),
                     "1. First\n"
                     "   37.5 of 100 points; closes 22 March 2026 (in 20 days)\n"
                     "   missing: \"Full driving licence\"\n"
                     "     the step: get a driving licence (25 points more)\n"
                     "   not as you wish: pays too little; not known: distance\n"
                     "   C1-26-1\n\n",
                     "%s", buf_text(&out));
    sample.match.closes = (struct date){2026, 3, 1};
    cr_expect_neq(strstr(entry(&out, &sample.match), "; closed on 1 March 2026 (yesterday)"),
                  NULL, "%s", buf_text(&out));
    sample.match.gate = GATE_PASS;
    sample.judged[3].short_of_gate = false;
    sample.judged[3].verdict = VERDICT_MET;
    cr_expect_neq(
        strstr(entry(&out, &sample.match),
               "   2 essential criteria met, 1 partly (enough there); 0 of 1 desirable"),
        NULL, "%s", buf_text(&out));
    buf_fini(&out);
}

Test(text_match, the_head_adds_up_and_says_what_was_left_out) {
    const struct text_match_left left[] = {{"closed or past (--all takes them too)", 1234},
                                           {"never", 0}};
    const struct text_match_head head = {"c-017", 132, {1, 12, 103, 16}, 2, left, 2};
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_match_head(&plain, &head);
    expect_text(&out,
                "132 adverts held against the profile of c-017\n"
                "    1  to go for: nothing essential is missing\n"
                "   12  one criterion away: everything else essential is there\n"
                "  103  open: nothing speaks against you, but several things are to show\n"
                "   16  not as things stand: something essential is not met, and more\n"
                "    2  of these are closed: nothing to apply for any more\n"
                "1,234  left out: closed or past (--all takes them too)\n"
                "\n");
    buf_fini(&out);
}

/* Nobody is sent after a post that is closed. */
Test(text_match, a_title_says_what_has_closed) {
    static const struct {
        size_t shown;
        size_t all;
        size_t past;
        const char *title;
    } rows[] = {
        {3, 3, 0, "You can go for these\n\n"},
        {3, 8, 0, "You can go for these (3 of 8)\n\n"},
        {3, 3, 3, "You can go for these, but closed\n\n"},
        {3, 8, 2, "You can go for these, but 2 closed (3 of 8)\n\n"},
    };
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_clear(&out);
        text_match_title(&plain, TEXT_MATCH_PASS, rows[i].shown, rows[i].all, rows[i].past);
        expect_text(&out, rows[i].title);
    }
    buf_fini(&out);
}

Test(text_match, openings_are_counted_exactly_or_said_not_to_be) {
    const struct opening openings[] = {
        {"get a driving licence", "candidate.drives", "yes", 31},
        {"finish NVQ 3", "qualification.nvq3.status", "held", 1}};
    struct buf out;
    buf_init(&out, CAP);
    struct plain plain = {&out, {0}};
    text_match_openings(&plain, openings, 2, true);
    expect_text(&out, "The steps that would open most, each by itself\n"
                      "  - get a driving licence: 31 more adverts to go for\n"
                      "  - finish NVQ 3: 1 more advert to go for\n\n");
    buf_clear(&out);
    text_match_openings(&plain, openings, 1, false);
    cr_expect_neq(strstr(buf_text(&out), "licence: at least 31 more"), NULL);
    buf_clear(&out);
    text_match_openings(&plain, openings, 0, true);
    cr_expect_eq(out.len, 0);
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
    text_match_entry(&plain, &sample.match, 1, today, 0);
    text_sheet(&plain, &sample.match, 1);
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
    text_match_entry(&plain, &sample.match, 1, today, 0);
    cr_expect_neq(strstr(buf_text(&out), "no criteria could be read"), NULL);
    buf_fini(&out);
}
