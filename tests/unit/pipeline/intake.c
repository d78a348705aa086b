/* tests/unit/pipeline/intake.c - read pages into records: counts, and one post on several
 * boards SPDX-License-Identifier: MIT
 */
#include "pipeline/intake.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "pipeline/reparse.h"
#include "tests/unit/schema/sample.h"

static struct sample sample;
static struct intake intake;
static struct run_counts counts;
static char said[4096];

static void hear(void *state, const char *sentence) {
    size_t used = strlen(said);
    (void)state;
    snprintf(said + used, sizeof said - used, "%s\n", sentence);
}

static const struct listener listener = {NULL, hear, NULL};

static void begin_run(void) {
    int64_t run = 0;
    cr_assert_eq(store_run_begin(sample.store, RUN_CRAWL, SOURCE_NONE, &run, &sample.diag),
                 ERR_NONE, "%s", sample.diag.text);
    counts = (struct run_counts){0};
    said[0] = '\0';
    intake_open(&intake, sample.store, NULL, run, &counts, &listener);
}

static void start(void) {
    sample_open(&sample);
    begin_run();
}

static void stop(void) {
    intake_close(&intake);
    sample_close(&sample);
}

TestSuite(intake, .init = start, .fini = stop);

/* The next run, a day later. */
static void next_run(void) {
    intake_close(&intake);
    sample.held.now += 24 * 60 * 60;
    begin_run();
}

/* ---- adverts ---- */

#define EMPLOYER "Vale Trust"
#define REFERENCE "380-NK175-A"

static struct vacancy advert(enum source source, const char *id, const char *reference) {
    struct vacancy vacancy = sample_small(id, "Support Worker");
    vacancy.source = source;
    vacancy.reference = reference;
    vacancy.employer = EMPLOYER;
    vacancy.salary.text = "a lot";
    vacancy.closes = (struct date){2025, 6, 20};
    return vacancy;
}

static struct vacancy nhs(void) { return advert(SOURCE_NHSJOBS, "C9380-25-0471", REFERENCE); }
static struct vacancy trac(void) { return advert(SOURCE_TRAC, "7601114", REFERENCE); }
static struct vacancy dwp(void) {
    return advert(SOURCE_FINDAJOB, "17546221", "7601114/" REFERENCE);
}

static int64_t page_row(const struct vacancy *vacancy) {
    static int bytes;
    struct page page = {.url = vacancy->id, .status = 200};
    int64_t row = 0;
    page.fetched_at = sample.held.now;
    page.body = span_of(arena_printf(&sample.arena, "page %d", bytes++));
    cr_assert_eq(store_page_save(sample.store, &page, intake.run, &row, &sample.diag), ERR_NONE,
                 "%s", sample.diag.text);
    return row;
}

static void take_from(const struct vacancy *vacancy, const struct intake_page *page) {
    struct reading reading = {
        .kind = READING_VACANCY, .family = "test", .as.vacancy = *vacancy};
    struct crew_result result = {.digest = NULL, .readings = {&reading, 1}};
    enum err err = intake_take(&intake, &sample.arena, page, &result, &sample.diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample.diag.text);
}

/* As a crawl takes an advert that it has asked for. */
static void take(const struct vacancy *vacancy) {
    struct intake_page page = {.name = {vacancy->source, vacancy->id}};
    cr_assert_eq(intake_begin(&intake, &sample.diag), ERR_NONE, "%s", sample.diag.text);
    page.row = page_row(vacancy);
    take_from(vacancy, &page);
    cr_assert_eq(intake_commit(&intake, &sample.diag), ERR_NONE, "%s", sample.diag.text);
}

static void expect_counts(int64_t fresh, int64_t changed, int64_t same) {
    cr_expect_eq(counts.fresh, fresh, "fresh: %lld", (long long)counts.fresh);
    cr_expect_eq(counts.changed, changed, "changed: %lld", (long long)counts.changed);
    cr_expect_eq(counts.same, same, "same: %lld", (long long)counts.same);
}

static long long ask(const char *sql) { return sample_ask(sample_path(&sample), sql); }

static void expect_one_record(const char *key, enum source source) {
    struct vacancy_name name = {source, key};
    struct stored stored = {0};
    bool known = false;
    cr_expect_eq(ask("SELECT count(*) FROM vacancy"), 1);
    cr_expect_eq(
        store_vacancy_known(sample.store, &sample.arena, &name, &stored, &known, &sample.diag),
        ERR_NONE, "%s", sample.diag.text);
    cr_expect(known, "%s is not the record", key);
}

static void expect_sightings(size_t expected) {
    struct sighting_line *lines = NULL;
    size_t count = 0;
    enum err err =
        store_sightings(sample.store, &sample.arena, REFERENCE, &lines, &count, &sample.diag);
    cr_expect_eq(err, ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(count, expected, "%zu sightings", count);
}

/* ---- counts ---- */

Test(intake, counts_what_is_closed_and_open_again_among_what_changed) {
    struct vacancy vacancy = nhs();
    take(&vacancy);
    expect_counts(1, 0, 0);
    vacancy.state = STATE_CLOSED;
    take(&vacancy);
    expect_counts(1, 1, 0);
    cr_expect_eq(counts.closed, 1);
    take(&vacancy);
    expect_counts(1, 1, 1);
    cr_expect_eq(counts.closed, 1, "it was known");
    vacancy.state = STATE_OPEN;
    take(&vacancy);
    expect_counts(1, 2, 1);
    cr_expect_eq(counts.reopened, 1);
    cr_expect_eq(counts.closed, 1);
    cr_expect_eq(run_counts_sum(&counts), 4);
}

Test(intake, what_was_closed_before_and_has_changed_is_not_closed_again) {
    struct vacancy vacancy = nhs();
    take(&vacancy);
    vacancy.state = STATE_CLOSED;
    take(&vacancy);
    vacancy.salary.text = "less";
    take(&vacancy);
    expect_counts(1, 2, 0);
    cr_expect_eq(counts.closed, 1);
    cr_expect_eq(counts.reopened, 0);
}

Test(intake, an_advert_that_is_closed_when_first_met_is_fresh) {
    struct vacancy vacancy = nhs();
    vacancy.state = STATE_CLOSED;
    take(&vacancy);
    expect_counts(1, 0, 0);
    cr_expect_eq(counts.closed, 0, "it was never open");
}

Test(intake, a_page_that_says_closed_and_little_else_closes_and_takes_nothing_away) {
    struct vacancy vacancy = nhs();
    take(&vacancy);
    struct vacancy shrunk = sample_small(vacancy.id, vacancy.title);
    shrunk.state = STATE_CLOSED;
    take(&shrunk);
    expect_counts(1, 1, 0);
    cr_expect_eq(counts.closed, 1);
    take(&shrunk);
    expect_counts(1, 1, 1);
    cr_expect_eq(counts.closed, 1);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE state = 'closed' AND salary_text = "
                     "'a lot'"),
                 1);
}

/* ---- one post on two boards ---- */

Test(intake, a_lesser_board_comes_second_and_is_a_sighting) {
    struct vacancy first = nhs();
    struct vacancy second = trac();
    second.salary.text = "something else";
    take(&first);
    take(&second);
    expect_counts(1, 0, 1);
    expect_one_record("C9380-25-0471", SOURCE_NHSJOBS);
    expect_sightings(2);
    cr_expect_eq(ask("SELECT count(*) FROM page"), 2, "its page is kept");
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE salary_text = 'a lot'"), 1);
    cr_expect_str_empty(said);
    next_run();
    take(&second);
    expect_counts(0, 0, 1);
    expect_one_record("C9380-25-0471", SOURCE_NHSJOBS);
}

Test(intake, a_better_board_comes_second_and_takes_the_record_over) {
    struct vacancy first = trac();
    struct vacancy second = nhs();
    second.salary.text = "something else";
    take(&first);
    take(&second);
    expect_counts(1, 1, 0);
    expect_one_record("C9380-25-0471", SOURCE_NHSJOBS);
    expect_sightings(2);
    cr_expect_eq(ask("SELECT count(*) FROM change WHERE field = 'salary.text'"), 1);
    next_run();
    take(&first);
    take(&second);
    expect_counts(0, 0, 2);
    expect_one_record("C9380-25-0471", SOURCE_NHSJOBS);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE salary_text = 'something else'"), 1);
}

Test(intake, three_boards_are_one_record_in_any_order) {
    static const int orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                    {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        struct vacancy boards[] = {nhs(), trac(), dwp()};
        for (int n = 0; n < 3; n++) {
            take(&boards[orders[i][n]]);
        }
        cr_expect_eq(run_counts_sum(&counts), 3, "order %zu", i);
        cr_expect_eq(counts.fresh, 1, "order %zu", i);
        expect_one_record("C9380-25-0471", SOURCE_NHSJOBS);
        expect_sightings(3);
        sample_expect_whole(sample_path(&sample));
        stop();
        start();
    }
}

Test(intake, what_a_better_board_lacks_is_no_drift) {
    struct vacancy first = trac();
    struct vacancy second = nhs();
    first.website = "https://example.org/";
    first.interview = (struct date){2025, 6, 30};
    first.registration = "None";
    second.salary.text = NULL;
    take(&first);
    take(&second);
    expect_counts(1, 1, 0);
    cr_expect_eq(counts.aside, 0);
    expect_one_record("C9380-25-0471", SOURCE_NHSJOBS);
    /* From now on the better board's page is held against its own. */
    second.employer = NULL;
    take(&second);
    cr_expect_eq(counts.aside, 1);
}

Test(intake, a_page_that_is_put_aside_takes_no_record_over) {
    struct vacancy first = trac();
    struct vacancy usual = advert(SOURCE_NHSJOBS, "A1", NULL);
    struct vacancy second = nhs();
    usual.salary.text = "a lot";
    for (int i = 0; i < 30; i++) { /* the family has salaries: so a page without one is odd */
        usual.id = arena_printf(&sample.arena, "A%d", i);
        take(&usual);
    }
    next_run();
    take(&first);
    second.salary.text = NULL;
    take(&second);
    cr_expect_eq(counts.aside, 1);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE source = 'trac'"), 1);
    second.salary.text = "a lot";
    take(&second);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE source = 'trac'"), 0);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE key = 'C9380-25-0471'"), 1);
    cr_expect_eq(ask("SELECT count(*) FROM quarantine"), 0);
    cr_expect_eq(run_counts_sum(&counts), 3);
}

Test(intake, a_sighting_that_says_closed_closes_nothing) {
    struct vacancy first = nhs();
    struct vacancy second = trac();
    take(&first);
    take(&second);
    second.state = STATE_CLOSED;
    take(&second);
    expect_counts(1, 0, 2);
    cr_expect_eq(counts.closed, 0);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE state = 'open'"), 1);
    first.state = STATE_CLOSED;
    take(&first);
    cr_expect_eq(counts.closed, 1);
    second.state = STATE_OPEN;
    take(&second);
    cr_expect_eq(counts.reopened, 0, "nor does it open anything");
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE state = 'closed'"), 1);
}

Test(intake, what_was_joined_stays_joined) {
    struct vacancy first = nhs();
    struct vacancy second = trac();
    take(&first);
    take(&second);
    second.reference = NULL;
    take(&second);
    expect_counts(1, 0, 2);
    expect_one_record("C9380-25-0471", SOURCE_NHSJOBS);
}

Test(intake, nothing_is_joined_where_several_fit) {
    struct vacancy first = nhs();
    struct vacancy again = advert(SOURCE_NHSJOBS, "C9380-25-0500", REFERENCE);
    struct vacancy second = trac();
    take(&first);
    take(&again);
    take(&second);
    expect_counts(3, 0, 0);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy"), 3);
    cr_expect_not_null(strstr(said, "7601114"), "%s", said);
}

Test(intake, likeness_joins_nothing) {
    struct vacancy first = nhs();
    struct vacancy second = trac();
    second.reference = "380-NK175-B";
    take(&first);
    take(&second);
    expect_counts(2, 0, 0);
}

Test(intake, two_records_become_one_when_a_reference_appears) {
    struct vacancy first = nhs();
    struct vacancy second = trac();
    first.reference = NULL;
    take(&first);
    take(&second);
    expect_counts(2, 0, 0);
    next_run();
    first.reference = REFERENCE;
    take(&first);
    expect_counts(0, 1, 0);
    expect_one_record("C9380-25-0471", SOURCE_NHSJOBS);
    expect_sightings(2);
    sample_expect_whole(sample_path(&sample));
}

Test(intake, the_same_from_the_lesser_boards_side) {
    struct vacancy first = nhs();
    struct vacancy second = trac();
    second.reference = NULL;
    take(&first);
    take(&second);
    expect_counts(2, 0, 0);
    next_run();
    second.reference = REFERENCE;
    take(&second);
    expect_counts(0, 0, 1);
    expect_one_record("C9380-25-0471", SOURCE_NHSJOBS);
    expect_sightings(2);
}

Test(intake, boards_of_one_rank_keep_the_first) {
    struct vacancy first = dwp();
    struct vacancy second = advert(SOURCE_JOBTRAIN, "12345", REFERENCE);
    take(&first);
    take(&second);
    expect_counts(1, 0, 1);
    expect_one_record("17546221", SOURCE_FINDAJOB);
}

Test(intake, a_transaction_that_is_rolled_back_joins_nothing) {
    struct vacancy first = nhs();
    struct vacancy second = trac();
    take(&first);
    struct intake_page page = {.name = {second.source, second.id}};
    cr_assert_eq(intake_begin(&intake, &sample.diag), ERR_NONE);
    page.row = page_row(&second);
    take_from(&second, &page);
    intake_rollback(&intake);
    expect_counts(1, 0, 0);
    expect_sightings(1);
}

Test(intake, reparse_undoes_no_join) {
    struct vacancy first = trac();
    struct vacancy second = nhs();
    struct reparse_options options = {.accepts = false};
    struct reparse_report report = {0};
    struct crew *crew = NULL;
    take(&first);
    take(&second);
    intake_close(&intake);
    /* Whatever the pages of both are read as now: they are no adverts to the real reader. */
    cr_assert_eq(crew_open(&crew, 1, &sample.clock, NULL), ERR_NONE);
    cr_expect_eq(reparse_run(&report, &sample.arena, sample.store, crew, &sample.clock,
                             &options, &listener, &sample.diag),
                 ERR_NONE, "%s", sample.diag.text);
    crew_close(crew);
    cr_expect_eq(report.pages, 1, "the page of the sighting is no record's");
    cr_expect_eq(report.counts.seen, run_counts_sum(&report.counts));
    expect_one_record("C9380-25-0471", SOURCE_NHSJOBS);
    expect_sightings(2);
    begin_run();
}

Test(intake, a_copy_of_unknown_origin_is_no_sighting) {
    struct vacancy first = nhs();
    struct vacancy copy = advert(SOURCE_TEXT, NULL, REFERENCE);
    struct intake_page page = {.row = 0};
    take(&first);
    cr_assert_eq(intake_begin(&intake, &sample.diag), ERR_NONE);
    page.row = page_row(&copy);
    take_from(&copy, &page);
    cr_assert_eq(intake_commit(&intake, &sample.diag), ERR_NONE);
    expect_counts(2, 0, 0);
}

/* ---- what was put aside before the other board's page came ---- */

static const char as_saved[] =
    "Job title: Support Worker\nEmployer: Vale Trust\nJob reference: 380-NK175-A\n"
    "Salary: £24,465 to £26,598 a year\nClosing date: 20/06/2025\n"
    "Person specification\nEssential criteria\n- Experience of care work\n";

/* Thirty pages with a salary, then one without, whose bytes are a real copy. */
static void put_one_aside(void) {
    struct vacancy usual = advert(SOURCE_TRAC, NULL, NULL);
    struct vacancy odd = trac();
    struct page page = {.url = "odd", .status = 200, .body = SPAN(as_saved)};
    struct intake_page from = {.name = {odd.source, odd.id}};
    for (int i = 0; i < 30; i++) {
        usual.id = arena_printf(&sample.arena, "%d", i + 1);
        take(&usual);
    }
    next_run();
    odd.salary.text = NULL;
    cr_assert_eq(intake_begin(&intake, &sample.diag), ERR_NONE);
    page.fetched_at = sample.held.now;
    cr_assert_eq(store_page_save(sample.store, &page, intake.run, &from.row, &sample.diag),
                 ERR_NONE);
    take_from(&odd, &from);
    cr_assert_eq(intake_commit(&intake, &sample.diag), ERR_NONE);
    cr_expect_eq(counts.aside, 1);
}

static struct reparse_report reparse(bool accepts) {
    struct reparse_options options = {.accepts = accepts};
    struct reparse_report report = {0};
    struct crew *crew = NULL;
    cr_assert_eq(crew_open(&crew, 1, &sample.clock, NULL), ERR_NONE);
    cr_expect_eq(reparse_run(&report, &sample.arena, sample.store, crew, &sample.clock,
                             &options, &listener, &sample.diag),
                 ERR_NONE, "%s", sample.diag.text);
    crew_close(crew);
    return report;
}

Test(intake, a_page_that_waited_is_a_sighting_of_what_came_meanwhile) {
    struct vacancy better = nhs();
    put_one_aside();
    take(&better);
    cr_expect_eq(counts.fresh, 1, "a page in quarantine is no record");
    struct reparse_report report = reparse(true);
    cr_expect_eq(ask("SELECT count(*) FROM quarantine"), 0);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE key = '7601114'"), 0);
    cr_expect_eq(report.taken_up, 1);
    cr_expect_eq(report.counts.fresh, 0);
    cr_expect_eq(report.counts.seen, run_counts_sum(&report.counts));
    expect_sightings(2);
}

Test(intake, the_same_where_it_is_let_go_at_the_end_of_a_run) {
    struct vacancy better = nhs();
    struct vacancy usual = advert(SOURCE_TRAC, NULL, NULL);
    struct crew *crew = NULL;
    put_one_aside();
    for (int i = 0; i < 30; i++) { /* the site prints salaries as ever */
        usual.id = arena_printf(&sample.arena, "%d", i + 1);
        take(&usual);
    }
    take(&better);
    cr_assert_eq(crew_open(&crew, 1, &sample.clock, NULL), ERR_NONE);
    intake.crew = crew;
    cr_expect_eq(intake_finish(&intake, &sample.diag), ERR_NONE, "%s", sample.diag.text);
    crew_close(crew);
    cr_expect_eq(ask("SELECT count(*) FROM quarantine"), 0, "%s", said);
    cr_expect_eq(ask("SELECT count(*) FROM vacancy WHERE key = '7601114'"), 0);
    cr_expect_eq(counts.aside, 0);
    expect_counts(1, 0, 31);
    expect_sightings(2);
}

Test(intake, a_sighting_is_not_put_aside) {
    struct vacancy better = nhs();
    struct vacancy odd = advert(SOURCE_TRAC, "7700001", REFERENCE);
    put_one_aside();
    take(&better);
    odd.salary.text = NULL;
    take(&odd);
    cr_expect_eq(counts.aside, 1, "there is no record that it could spoil");
    expect_counts(1, 0, 1);
}

Test(intake, what_waits_of_a_record_that_is_taken_over_is_over) {
    struct vacancy first = trac();
    struct vacancy better = nhs();
    take(&first);
    first.salary.text = NULL;
    take(&first);
    cr_expect_eq(counts.aside, 1);
    take(&better);
    cr_expect_eq(ask("SELECT count(*) FROM quarantine"), 0);
    cr_expect_eq(counts.aside, 0);
    cr_expect_eq(run_counts_sum(&counts), 3);
    expect_one_record("C9380-25-0471", SOURCE_NHSJOBS);
}
