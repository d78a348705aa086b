/* tests/unit/cli/options.c - tests of cli/options
 * SPDX-License-Identifier: MIT
 */
#include "cli/options.h"

#include <criterion/criterion.h>
#include <string.h>

enum { WORDS_MAX = 24 };

/* A command line read with every option allowed. */
struct reading_of_words {
    struct settings settings;
    struct strings operands;
    struct arena arena;
    struct diag diag;
    enum err err;
};

static void read_words(struct reading_of_words *out, const char *const words[WORDS_MAX],
                       uint64_t allowed) {
    char *copies[WORDS_MAX];
    int count = 0;
    memset(out, 0, sizeof *out);
    arena_init(&out->arena, ARENA_PAGE_CAP);
    options_init(&out->settings);
    for (; count < WORDS_MAX && words[count]; count++) {
        copies[count] = arena_copy(&out->arena, span_of(words[count]));
    }
    struct options_words line = {copies, count, 0};
    out->err =
        options_parse(&out->settings, &out->operands, &out->arena, &line, allowed, &out->diag);
}

Test(options, values_follow_after_a_space_or_an_equals_sign) {
    struct reading_of_words read;
    read_words(&read, (const char *const[WORDS_MAX]){"--db", "a.db", "x", "--limit=7", "-"},
               UINT64_MAX);
    cr_assert_eq(read.err, ERR_NONE, "%s", read.diag.text);
    cr_expect_str_eq(read.settings.db, "a.db");
    cr_expect_eq(read.settings.limit, 7);
    cr_assert_eq(read.operands.count, 2);
    cr_expect_str_eq(read.operands.at[0], "x");
    cr_expect_str_eq(read.operands.at[1], "-", "a dash alone is standard input");
    arena_fini(&read.arena);
}

Test(options, two_dashes_end_them) {
    struct reading_of_words read;
    read_words(&read, (const char *const[WORDS_MAX]){"--json", "--", "--db", "-x", "--"},
               UINT64_MAX);
    cr_assert_eq(read.err, ERR_NONE, "%s", read.diag.text);
    cr_expect(read.settings.json);
    cr_expect_eq(read.settings.db, NULL);
    cr_assert_eq(read.operands.count, 3);
    cr_expect_str_eq(read.operands.at[0], "--db");
    cr_expect_str_eq(read.operands.at[2], "--");
    arena_fini(&read.arena);
}

Test(options, every_kind_of_value_is_read) {
    struct reading_of_words read;
    read_words(&read,
               (const char *const[WORDS_MAX]){"--today=2025-05-20", "--pace=2.25", "--band",
                                              "3, 8A", "--state=closed", "--closing-within=7",
                                              "--all"},
               UINT64_MAX);
    cr_assert_eq(read.err, ERR_NONE, "%s", read.diag.text);
    cr_expect_eq(read.settings.today.year, 2025);
    cr_expect_eq(read.settings.today.day, 20);
    cr_expect_eq(read.settings.pace_ms, 2250);
    cr_expect_eq(read.settings.search.bands, 1u << BAND_3 | 1u << BAND_8A);
    cr_expect_eq(read.settings.state, (int)STATE_CLOSED);
    cr_expect_eq(read.settings.closing_within, 7);
    cr_expect(read.settings.all);
    cr_expect_eq(read.settings.limit, (int64_t)NOT_GIVEN);
    arena_fini(&read.arena);
}

Test(options, bands_are_parted_by_commas_or_by_strokes) {
    struct reading_of_words read;
    read_words(&read, (const char *const[WORDS_MAX]){"--band", "5/6"}, UINT64_MAX);
    cr_assert_eq(read.err, ERR_NONE, "%s", read.diag.text);
    cr_expect_eq(read.settings.search.bands, 1u << BAND_5 | 1u << BAND_6);
    arena_fini(&read.arena);
    read_words(&read, (const char *const[WORDS_MAX]){"--band", "2,8a / 8b"}, UINT64_MAX);
    cr_assert_eq(read.err, ERR_NONE, "%s", read.diag.text);
    cr_expect_eq(read.settings.search.bands, 1u << BAND_2 | 1u << BAND_8A | 1u << BAND_8B);
    arena_fini(&read.arena);
    read_words(&read, (const char *const[WORDS_MAX]){"--band", "5/x"}, UINT64_MAX);
    cr_expect_eq(read.err, ERR_USAGE);
    arena_fini(&read.arena);
}

Test(options, a_search_is_read_with_all_its_parts) {
    struct reading_of_words read;
    read_words(&read,
               (const char *const[WORDS_MAX]){
                   "--keyword", "recovery worker", "--location", "Dartford", "--distance", "20",
                   "--staff-group", "clinical_services, Students", "--contract",
                   "permanent,fixed-term", "--pattern=full time,nights", "--employer", "Trust",
                   "--since", "2026-11-02", "--sweep", "--dry-run", "--accept-terms"},
               UINT64_MAX);
    cr_assert_eq(read.err, ERR_NONE, "%s", read.diag.text);
    const struct search *search = &read.settings.search;
    cr_expect_str_eq(search->keyword, "recovery worker");
    cr_expect_str_eq(search->location, "Dartford");
    cr_expect_eq(search->distance_miles, 20);
    cr_expect_eq(search->staff_groups, 1u << STAFF_CLINICAL_SERVICES | 1u << STAFF_STUDENTS);
    cr_expect_eq(search->contracts, 1u << CONTRACT_PERMANENT | 1u << CONTRACT_FIXED_TERM);
    cr_expect_eq(search->patterns, 1u << WORK_FULL_TIME | 1u << WORK_NIGHTS);
    cr_expect_str_eq(search->employer, "Trust");
    cr_expect_eq(search->since.day, 2);
    cr_expect(read.settings.sweep && read.settings.dry_run && read.settings.accept_terms);
    arena_fini(&read.arena);
}

Test(options, limits_are_read_and_are_not_given_unless_they_are) {
    struct reading_of_words read;
    read_words(&read, (const char *const[WORDS_MAX]){"--json"}, UINT64_MAX);
    cr_expect_eq(read.settings.daily_cap, (int64_t)NOT_GIVEN);
    cr_expect_eq(read.settings.max_minutes, 0);
    cr_expect_eq(read.settings.timeout_s, 0);
    arena_fini(&read.arena);
    read_words(&read,
               (const char *const[WORDS_MAX]){"--daily-cap", "20000", "--max-minutes", "30",
                                              "--timeout", "90", "--budget", "7",
                                              "--use-proxy"},
               UINT64_MAX);
    cr_assert_eq(read.err, ERR_NONE, "%s", read.diag.text);
    cr_expect_eq(read.settings.daily_cap, 20000);
    cr_expect_eq(read.settings.max_minutes, 30);
    cr_expect_eq(read.settings.timeout_s, 90);
    cr_expect_eq(read.settings.budget, 7);
    cr_expect(read.settings.use_proxy);
    arena_fini(&read.arena);
}

Test(options, of_two_the_last_counts) {
    struct reading_of_words read;
    read_words(&read, (const char *const[WORDS_MAX]){"--limit=1", "--limit=2"}, UINT64_MAX);
    cr_expect_eq(read.settings.limit, 2);
    arena_fini(&read.arena);
}

Test(options, mistakes_are_told_with_what_was_expected) {
    static const struct {
        const char *words[WORDS_MAX];
        const char *message;
    } rows[] = {
        {{"--jsom"}, "unknown option --jsom; did you mean --json?"},
        {{"--closing-withn=3"},
         "unknown option --closing-withn; did you mean --closing-within?"},
        {{"--zzzzzz"}, "unknown option --zzzzzz"},
        {{"-j"}, "unknown option -j; options have two dashes: --help"},
        {{"--json=yes"}, "--json takes no value"},
        {{"--db"}, "--db needs a value: --db FILE"},
        {{"--db", "--json"}, "--db needs a value: --db FILE"},
        {{"--db="}, "--db: expected FILE, got nothing"},
        {{"--limit=-1"}, "--limit: expected a whole number, got \"-1\""},
        {{"--limit="}, "--limit: expected a whole number, got \"\""},
        {{"--limit=99999999999999999999"},
         "--limit: expected a whole number, got \"99999999999999999999\""},
        {{"--today=1.6.2025"}, "--today: expected a date such as 2025-06-01, got \"1.6.2025\""},
        {{"--pace=fast"},
         "--pace: expected seconds, such as 2 or 2.5, at most 3600, got \"fast\""},
        {{"--pace=2."}, "--pace: expected seconds, such as 2 or 2.5, at most 3600, got \"2.\""},
        {{"--band=3,x"},
         "--band: expected bands such as 3 or 3,4 or 8a (1 to 7, 8a to 8d, 9), got \"3,x\""},
        {{"--daily-cap=0"},
         "--daily-cap: expected a number from 1 to 1000000 (there is no way to ask without any "
         "limit), got \"0\""},
        {{"--max-minutes=0"},
         "--max-minutes: expected a number of minutes, at least 1, got \"0\""},
        {{"--timeout=91"}, "--timeout: expected a number of seconds from 1 to 90, got \"91\""},
        {{"--distance=far"},
         "--distance: expected a number of miles from 1 to 1000, got \"far\""},
        {{"--since=yesterday"},
         "--since: expected a date such as 2025-06-01, got \"yesterday\""},
        {{"--workers=0"}, "--workers: expected a number from 1 to 64, got \"0\""},
        {{"--contract=permanent,bnak"},
         "--contract: expected permanent, fixed_term, bank, secondment, apprenticeship, locum, "
         "training, voluntary or zero_hours, got \"permanent,bnak\"; did you mean bank?"},
        {{"--staff-group=nursing"},
         "--staff-group: expected clinical_services, prof_scientific_and_technical, "
         "administrative_and_clerical, allied_health_prof, estates_and_ancillary, "
         "healthcare_scientists, medical_and_dental, nursing_and_midwifery_regd or students, "
         "got \"nursing\"; did you mean nursing_and_midwifery_regd?"},
        {{"--pattern="},
         "--pattern: expected full_time, part_time, flexible, shifts, nights, weekends, "
         "term_time, compressed, job_share, annualised, home_or_remote or on_call, got \"\""},
        {{"--state=opne"},
         "--state: expected open, closed or unknown, got \"opne\"; did you mean open?"},
        {{"--state=gone"}, "--state: expected open, closed or unknown, got \"gone\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading_of_words read;
        read_words(&read, rows[i].words, UINT64_MAX);
        cr_expect_eq(read.err, ERR_USAGE, "%s", rows[i].words[0]);
        cr_expect_str_eq(read.diag.text, rows[i].message, "%s, expected %s", read.diag.text,
                         rows[i].message);
        arena_fini(&read.arena);
    }
}

Test(options, those_of_other_commands_are_refused) {
    struct reading_of_words read;
    read_words(&read, (const char *const[WORDS_MAX]){"--band=3"}, OPTIONS_GLOBAL);
    cr_expect_eq(read.err, ERR_USAGE);
    cr_expect_str_eq(read.diag.text, "--band does not go with this command");
    arena_fini(&read.arena);
}

Test(options, before_the_command_reading_stops_at_the_first_operand) {
    char json[] = "--json";
    char command[] = "list";
    char *words[] = {json, command, json};
    struct options_words line = {words, 3, 0};
    struct settings settings;
    struct arena arena;
    options_init(&settings);
    arena_init(&arena, ARENA_PAGE_CAP);
    cr_expect_eq(options_parse(&settings, NULL, &arena, &line, OPTIONS_GLOBAL, NULL), ERR_NONE);
    cr_expect_eq(line.at, 1);
    cr_expect(settings.json);
    arena_fini(&arena);
}
