/* tests/unit/cli/interview.c - tests of cli/interview
 * SPDX-License-Identifier: MIT
 */
#include "cli/interview.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "cli/interview_answer.h"
#include "cli/interview_questions.h"
#include "lib/ini.h"
#include "matcher/candidate.h"

static const struct date day = {2026, 11, 2};

/* Somebody who answers by a script, a line each, and remembers what was said. */
struct script {
    struct span rest;
    struct buf heard; /* everything that was said to them */
};

static enum hearing hear(void *state, struct buf *line) {
    struct script *script = state;
    struct span next = {0};
    if (!span_next_line(&script->rest, &next)) {
        return HEARING_END;
    }
    buf_put(line, next);
    return HEARING_LINE;
}

static void say(void *state, const char *text, bool is_question) {
    struct script *script = state;
    buf_put_text(&script->heard, text);
    buf_put_text(&script->heard, is_question ? "\n> " : "\n");
}

static struct rules *rules_once(void) {
    static struct rules *rules;
    if (!rules) {
        cr_assert_eq(rules_open(&rules, NULL, NULL), ERR_NONE);
    }
    return rules;
}

/* An interview; what it came to and what was said are to be freed. */
static struct interview run(struct script *script, struct span lines) {
    struct interview_host host = {hear, say, script};
    struct interview interview = {0};
    struct diag diag = {0};
    script->rest = lines;
    buf_init(&script->heard, (size_t)64 * 1024 * 1024);
    cr_assert_eq(interview_run(&interview, rules_once(), day, &host, &diag), ERR_NONE, "%s",
                 diag.text);
    return interview;
}

static void finish(struct script *script, struct interview *interview) {
    buf_fini(&script->heard);
    buf_fini(&interview->profile);
}

static bool has(const struct buf *text, const char *part) {
    return span_find(buf_span(text), span_of(part), 0) != SIZE_MAX;
}

/* What comes out must be a profile, whatever was typed. */
static struct candidate read_back(const struct interview *interview, struct arena *arena) {
    struct candidate candidate = {0};
    struct diag diag = {0};
    cr_assert_eq(candidate_read(&candidate, arena, rules_once(), "x.ini",
                                buf_span(&interview->profile), day, &diag),
                 ERR_NONE, "%s\n%s", diag.text, buf_text(&interview->profile));
    return candidate;
}

/* The first question of the section, behind `skipped` questions of [candidate]: eleven are
 * asked where nobody drives. */
#define NO_WISHES "\n\n\n\n\n\n\n\n\n\n\n"

Test(interview, writes_what_was_said) {
    struct script script;
    struct arena arena;
    struct interview interview =
        run(&script, SPAN("c-1\nda1 2dl\n15\ny\nyes\nno\n30-37.5\nfull time, nights\nBand 3\n"
                          "permanent\n£24,000\n"
                          "NVQ level 2 in Health and Social Care\nheld\n\n"
                          "healthcare assistant on a ward\npaid\nMarch 2022\n09/2023\nnhs\n"
                          "wrote notes for eight patients ; ran a group\n\n"
                          "explained a plan to a sister\nyes\nno\n\n\n\n\n\n\n"));
    arena_init(&arena, ARENA_PAGE_CAP);
    struct candidate candidate = read_back(&interview, &arena);
    cr_expect_str_eq(candidate.id, "c-1");
    cr_expect_str_eq(candidate.postcode, "DA1 2DL");
    cr_expect_null(candidate.town, "a town is asked for only where there is no postcode");
    cr_expect_eq(candidate.vehicle, ANSWER_YES);
    cr_expect_eq(candidate.min_salary, 2400000);
    cr_assert_eq(candidate.qualification_count, 1);
    cr_expect_eq(candidate.qualifications[0].level, 2);
    cr_assert_eq(candidate.experience_count, 1);
    cr_expect_eq(candidate.experiences[0].from.year, 2022);
    cr_expect_eq(candidate.experiences[0].to.month, 9);
    cr_expect_str_eq(candidate.experiences[0].evidence,
                     "wrote notes for eight patients ; ran a group");
    cr_assert_eq(candidate.skill_count, 2);
    cr_expect_not_null(candidate.skills[0].example);
    cr_expect_null(candidate.skills[1].example, "yes is a claim without an example");
    cr_expect_not(interview.is_cut);
    arena_fini(&arena);
    finish(&script, &interview);
}

Test(interview, says_why_and_that_nothing_leaves_the_machine) {
    struct script script;
    struct interview interview = run(&script, SPAN(NO_WISHES "\n?\n\nstop\n"));
    cr_expect(has(&script.heard, "leaves this machine"));
    cr_expect(has(&script.heard, "No name, date of birth or offences are asked for"));
    cr_expect(has(&script.heard, "leave them out if you would rather not"));
    finish(&script, &interview);
}

Test(interview, asks_for_no_name_birth_or_offence) {
    for (size_t i = 0; i < interview_question_count; i++) {
        const char *ask = interview_questions[i].ask;
        cr_expect(span_find_nocase(span_of(ask), SPAN("birth"), 0) == SIZE_MAX &&
                      span_find_nocase(span_of(ask), SPAN("convict"), 0) == SIZE_MAX &&
                      span_find_nocase(span_of(ask), SPAN("offence"), 0) == SIZE_MAX &&
                      span_find_nocase(span_of(ask), SPAN("ethnic"), 0) == SIZE_MAX &&
                      span_find_nocase(span_of(ask), SPAN("full name"), 0) == SIZE_MAX,
                  "%s", ask);
        cr_expect(interview_questions[i].example ||
                      interview_questions[i].form == ANSWER_YES_NO,
                  "no example: %s", ask);
    }
}

Test(interview, a_wrong_answer_is_told_and_asked_again) {
    struct script script;
    struct interview interview = run(&script, SPAN("Jane Doe\nc-2\nDartford\nDA1\nstop\n"));
    cr_expect(has(&script.heard, "That cannot be used: \"Jane Doe\": expected a code"));
    cr_expect(has(&script.heard, "expected the first half of a postcode"));
    cr_expect_not(has(&script.heard, "answer:"), "no file and line where there is no file");
    cr_expect(has(&interview.profile, "id = c-2"));
    cr_expect(has(&interview.profile, "postcode = DA1\n"));
    finish(&script, &interview);
}

Test(interview, back_takes_the_last_answer_off) {
    struct script script;
    struct interview interview = run(&script, SPAN("c-1\nback\nc-2\n\nback\nback\nback\nback\n"
                                                   "c-3\nstop\n"));
    cr_expect(has(&interview.profile, "id = c-3"));
    cr_expect_not(has(&interview.profile, "c-2"));
    cr_expect_eq(interview.answers, 1);
    cr_expect_not(interview.is_cut, "stop is no accident");
    finish(&script, &interview);
}

Test(interview, back_goes_from_one_section_into_the_one_before) {
    struct script script;
    struct interview interview = run(
        &script, SPAN(NO_WISHES "back\n30000\nCare Certificate\nback\nback\n28000\nstop\n"));
    cr_expect(has(&interview.profile, "min_salary = 28000"));
    cr_expect(has(&interview.profile, "Care Certificate"), "going back deletes nothing");
    finish(&script, &interview);
}

Test(interview, an_end_in_the_middle_loses_nothing) {
    struct script script;
    struct arena arena;
    struct interview interview = run(&script, SPAN("c-1\n\n\n\n\n\n\n\n\n\n\nNVQ 3 in Care"));
    arena_init(&arena, ARENA_PAGE_CAP);
    struct candidate candidate = read_back(&interview, &arena);
    cr_expect(interview.is_cut);
    cr_expect_eq(candidate.qualification_count, 1);
    arena_fini(&arena);
    finish(&script, &interview);
}

Test(interview, saying_nothing_is_a_profile_too) {
    struct script script;
    struct arena arena;
    struct interview interview = run(&script, SPAN(""));
    arena_init(&arena, ARENA_PAGE_CAP);
    (void)read_back(&interview, &arena);
    cr_expect_eq(interview.answers, 0);
    arena_fini(&arena);
    finish(&script, &interview);
}

Test(interview, asks_for_a_level_only_where_the_name_has_none) {
    struct script script;
    struct interview interview =
        run(&script, SPAN(NO_WISHES "NVQ level 3 in Care\nheld\nDiploma in Care\nheld\n4\n"));
    cr_expect(has(&interview.profile, "name = Diploma in Care\nstatus = held\nlevel = 4"));
    cr_expect_not(has(&interview.profile, "level = 3"));
    finish(&script, &interview);
}

Test(interview, two_entries_alike_keep_apart) {
    struct script script;
    struct arena arena;
    struct interview interview = run(
        &script, SPAN(NO_WISHES "\ncare home\npaid\n\n2 years\n\n\ncare home\npaid\n\n1 year 6 "
                                "months\n\n\n\n"));
    arena_init(&arena, ARENA_PAGE_CAP);
    struct candidate candidate = read_back(&interview, &arena);
    cr_assert_eq(candidate.experience_count, 2);
    cr_expect_eq(candidate.experiences[0].months, 24);
    cr_expect_eq(candidate.experiences[1].months, 18);
    arena_fini(&arena);
    finish(&script, &interview);
}

Test(interview, a_skill_is_not_taken_twice) {
    struct script script;
    struct arena arena;
    struct interview interview =
        run(&script, SPAN(NO_WISHES "\n\n\n\n\n\n\n\n\n\nCooking\ncooked for six\ncooking\n"
                                    "safeguarding\ntold the nurse\n\n"));
    arena_init(&arena, ARENA_PAGE_CAP);
    struct candidate candidate = read_back(&interview, &arena);
    cr_expect(has(&script.heard, "You have said something about that already."));
    cr_assert_eq(candidate.skill_count, 2);
    cr_expect_str_eq(candidate.skills[1].example, "told the nurse");
    arena_fini(&arena);
    finish(&script, &interview);
}

/* Lines that mean something else in the file, or are no text at all. */
static const char *const nasty[] = {"[candidate]",
                                    "; a comment",
                                    "# another",
                                    "a = b",
                                    "= x",
                                    "x ; y",
                                    " ;",
                                    ";",
                                    "#",
                                    "]",
                                    "[experience x]",
                                    "\"quoted\"",
                                    "'",
                                    "\\n",
                                    "\xEF\xBB\xBF bom",
                                    "\xC2\xA0 nbsp",
                                    "\x01\x02",
                                    "\xFF\xFE",
                                    "caf\xC3\xA9",
                                    "\xE2\x80\xAEturned",
                                    "a\tb",
                                    "yes",
                                    "no",
                                    "now",
                                    "2022-13",
                                    "999999999999999",
                                    "-1",
                                    "0",
                                    "2022-03",
                                    "1 year",
                                    "held",
                                    "paid",
                                    "nhs",
                                    "back",
                                    "?",
                                    "",
                                    "communication",
                                    "me",
                                    "a\rb",
                                    "%s%n"};
enum { NASTY = sizeof nasty / sizeof *nasty };

static unsigned draw(unsigned *seed, unsigned below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % below;
}

Test(interview, whatever_is_typed_can_be_read) {
    for (unsigned round = 0; round < 60; round++) {
        struct script script;
        struct arena arena;
        struct buf lines;
        unsigned seed = round;
        buf_init(&lines, 1 << 20);
        for (int i = 0; i < 120; i++) {
            buf_put_text(&lines, nasty[draw(&seed, NASTY)]);
            buf_put_char(&lines, '\n');
        }
        struct interview interview = run(&script, buf_span(&lines));
        arena_init(&arena, ARENA_PAGE_CAP);
        (void)read_back(&interview, &arena);
        arena_fini(&arena);
        finish(&script, &interview);
        buf_fini(&lines);
    }
}

Test(interview, long_answers_are_taken_up_to_what_a_file_may_hold) {
    struct script script;
    struct arena arena;
    struct buf lines;
    buf_init(&lines, 1 << 20);
    buf_put_text(&lines, NO_WISHES "\ncare home\n\n\n\n\n");
    for (int i = 0; i < INI_VALUE_MAX + 1; i++) {
        buf_put_char(&lines, 'x');
    }
    buf_put_char(&lines, '\n');
    for (int i = 0; i < INI_VALUE_MAX; i++) {
        buf_put_char(&lines, 'y');
    }
    struct interview interview = run(&script, buf_span(&lines));
    arena_init(&arena, ARENA_PAGE_CAP);
    struct candidate candidate = read_back(&interview, &arena);
    cr_expect(has(&script.heard, "at most 4000 are allowed"));
    cr_assert_eq(candidate.experience_count, 1);
    cr_assert_not_null(candidate.experiences[0].evidence);
    cr_expect_eq(strlen(candidate.experiences[0].evidence), INI_VALUE_MAX);
    arena_fini(&arena);
    finish(&script, &interview);
    buf_fini(&lines);
}

/* Who never stops is stopped, with a file that can be read. */
Test(interview, entries_without_end_come_to_an_end) {
    struct script script;
    struct arena arena;
    struct buf lines;
    buf_init(&lines, 1 << 20);
    buf_put_text(&lines, NO_WISHES);
    for (int i = 0; i < 1000; i++) {
        buf_printf(&lines, "Care Certificate %d\n\n", i);
    }
    struct interview interview = run(&script, buf_span(&lines));
    arena_init(&arena, ARENA_PAGE_CAP);
    struct candidate candidate = read_back(&interview, &arena);
    cr_expect_leq(candidate.qualification_count, 2 * INTERVIEW_ENTRIES_MAX);
    arena_fini(&arena);
    finish(&script, &interview);
    buf_fini(&lines);
}

/* ---- single answers ---- */

static const struct question *question_with(enum answer_form form) {
    for (size_t i = 0; i < interview_question_count; i++) {
        if (interview_questions[i].form == form) {
            return &interview_questions[i];
        }
    }
    return NULL;
}

Test(interview_answer, takes_what_people_write) {
    static const struct {
        enum answer_form form;
        const char *line;
        const char *value; /* NULL: none */
    } rows[] = {
        {ANSWER_YES_NO, "Y", "yes"},
        {ANSWER_YES_NO, "nope", "no"},
        {ANSWER_YES_NO, "maybe", "maybe"},
        {ANSWER_LENGTH, "2 years", "24"},
        {ANSWER_LENGTH, "a year and 6 months", "18"},
        {ANSWER_LENGTH, "18", "18"},
        {ANSWER_LENGTH, "long", "long"},
        {ANSWER_LENGTH, "2 years and", "24"},
        {ANSWER_LENGTH, "99999999999999999999 years", "99999999999999999999 years"},
        {ANSWER_MONTH, "March 2022", "2022-03"},
        {ANSWER_MONTH, "sept 2021", "2021-09"},
        {ANSWER_MONTH, "3/2022", "2022-03"},
        {ANSWER_MONTH, "2022-03", "2022-03"},
        {ANSWER_MONTH, "13/2022", "13/2022"},
        {ANSWER_MONTH, "still", "now"},
        {ANSWER_PROOF, "yes", ""},
        {ANSWER_PROOF, "no", NULL},
        {ANSWER_PROOF, "  ", NULL},
        {ANSWER_SKILL, "[x] = y;", "x y"},
        {ANSWER_SKILL, "[=]", NULL},
        {ANSWER_BANDS, "2-4", "2, 3, 4"},
        {ANSWER_BANDS, "bands 2 to 4", "2, 3, 4"},
        {ANSWER_BANDS, "2 \xE2\x80\x93 3, or 8a", "2, 3, 8a"},
        {ANSWER_BANDS, "5-8b", "5, 6, 7, 8a, 8b"},
        {ANSWER_BANDS, "band 3/4", "3, 4"},
        {ANSWER_BANDS, "4-", "4-"},
        {ANSWER_BANDS, "8", "8"},
        {ANSWER_BANDS, "4-2", "4-2"},
        {ANSWER_HOURS, "20-30", "20-30"},
        {ANSWER_PAY, "24k", "24000"},
        {ANSWER_PAY,
         "\xC2\xA3"
         "24.5K a year",
         "24500"},
        {ANSWER_PAY, "24 thousand", "24000"},
        {ANSWER_PAY, "120k", "120000"},
        {ANSWER_PAY,
         "\xC2\xA3"
         "24,000 a year",
         "24,000"},
        {ANSWER_PAY, "24-26k", "24-26k"},
        {ANSWER_PAY, "enough", "enough"},
        {ANSWER_STATUS, "got it", "held"},
        {ANSWER_STATUS, "doing it now", "working_towards"},
        {ANSWER_STATUS, "I am willing", "willing"},
    };
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *value =
            interview_answer(&arena, question_with(rows[i].form), span_of(rows[i].line));
        cr_expect(value && rows[i].value ? strcmp(value, rows[i].value) == 0
                                         : value == rows[i].value,
                  "\"%s\": %s", rows[i].line, value ? value : "(none)");
    }
    arena_fini(&arena);
}

Test(interview, back_and_enter_keep_what_was_said) {
    struct script script;
    struct interview interview =
        run(&script, SPAN("c-7\nDA1\n10 miles\nback\nback\n\n\nstop it\n"));
    cr_expect(has(&script.heard, "You said: DA1. Enter keeps it"));
    cr_expect(has(&interview.profile, "postcode = DA1\n"));
    cr_expect(has(&interview.profile, "travel_miles = 10\n"));
    finish(&script, &interview);
    interview = run(&script, SPAN("c-7\nDA1\n15\nback\nback\nback\nstop\n"));
    cr_expect(has(&interview.profile, "travel_miles = 15\n"), "stopping loses nothing");
    finish(&script, &interview);
    interview = run(&script, SPAN("c-7\nDA1\n15\nback\n-\nstop\n"));
    cr_expect_not(has(&interview.profile, "travel_miles"));
    finish(&script, &interview);
}

Test(interview, what_is_no_answer_is_named_in_plain_words) {
    struct script script;
    struct interview interview =
        run(&script, SPAN("c-8\nDA1\n10\nno\nno\n20-30\nfull time, part tiem\nfull time\n"
                          "2-4\npermenant\npermanent\n24k\nCare Certificate\nhled\nheld\n"
                          "\n\nstop\n"));
    cr_expect(has(&script.heard, "\"part tiem\" is none of these: full time, part time, "));
    cr_expect(has(&script.heard, "Did you mean \"part time\"?"));
    cr_expect(has(&script.heard, "Did you mean \"permanent\"?"));
    cr_expect(has(&script.heard, "\"hled\" is none of these: held, working towards, willing. "
                                 "Did you mean \"held\"?"));
    cr_expect_not(has(&script.heard, "full_time"));
    cr_expect_not(has(&script.heard, "expected"));
    cr_expect(has(&interview.profile, "bands = 2, 3, 4\n"));
    cr_expect(has(&interview.profile, "min_salary = 24000\n"));
    finish(&script, &interview);
}

Test(interview, plain_words_are_understood) {
    struct script script;
    struct interview interview = run(
        &script, SPAN("c-8\nDA1\n10 miles\nNo I don't\nno\n20 to 30 hours\n"
                      "full time or nights\nband 2 or 3\npermanent or fixed term\n"
                      "12.60 an hour\nyes\nCare Certificate\nyes\n\n\n\nnot really\nstop\n"));
    static const char *const lines[] = {
        "travel_miles = 10\n",  "drives = no\n",
        "hours = 20-30\n",      "patterns = full_time, nights\n",
        "bands = 2, 3\n",       "contracts = permanent, fixed_term\n",
        "min_salary = 24637\n", "name = Care Certificate\n",
        "status = held\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        cr_expect(has(&interview.profile, lines[i]), "%s%s", lines[i],
                  buf_text(&interview.profile));
    }
    cr_expect(has(&script.heard, "24637 pounds a year"));
    cr_expect(has(&script.heard, "Please write what it is called"));
    cr_expect_not(has(&interview.profile, "[skills]"), "not really is a no");
    finish(&script, &interview);
}
