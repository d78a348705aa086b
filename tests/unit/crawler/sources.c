/* tests/unit/crawler/sources.c - which addresses the boards have
 * SPDX-License-Identifier: MIT
 */
#include "crawler/sources.h"

#include <criterion/criterion.h>

static struct arena arena;
static struct diag diag;
static const struct search everything;

static void start(void) { arena_init(&arena, ARENA_PAGE_CAP); }

static void stop(void) { arena_fini(&arena); }

TestSuite(sources, .init = start, .fini = stop);

static const char *feed(const struct search *search, int page) {
    return sources_find("nhsjobs")->feed->path(&arena, search, page, 0);
}

static const char *results(const char *board, const struct search *search, int page,
                           int64_t seen) {
    return sources_find(board)->results->path(&arena, search, page, seen);
}

Test(sources, are_found_by_their_names_and_say_who_they_are) {
    static const char *const names[] = {"nhsjobs", "trac", "jobtrain", "hscni", "findajob"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct board_source *source = sources_find(names[i]);
        struct url url;
        cr_assert_not_null(source, "%s", names[i]);
        cr_expect_eq(source, sources_at(i));
        cr_expect_str_eq(source->name, vocab_name(&vocab_source, (int)source->source));
        cr_expect(source->title && source->title[0]);
        cr_expect_not_null(source->manners);
        cr_expect(source->feed || source->results);
        cr_expect_eq(url_parse(&url, &arena, source->origin, &diag), ERR_NONE);
        cr_expect_eq(sources_of(&url, NULL, &arena), source, "%s", source->origin);
    }
    cr_expect_null(sources_at(sizeof names / sizeof *names));
    cr_expect_null(sources_find("nowhere"));
    cr_expect_null(sources_find(""));
    cr_expect_str_eq(sources_find("nhsjobs")->terms,
                     "https://www.jobs.nhs.uk/candidate/acceptable-use");
}

Test(sources, ask_for_the_whole_board_as_ever) {
    cr_expect_str_eq(feed(&everything, 3),
                     "/api/v1/search_xml?sort=publicationDateDesc&limit=100&page=3");
    cr_expect_str_eq(results("nhsjobs", &everything, 2, 10),
                     "/candidate/search/results?sort=publicationDateDesc&language=en&page=2");
}

Test(sources, put_a_search_to_nhs_jobs) {
    const struct search search = {
        .keyword = "  support\tworker & \"STR\" ",
        .location = "St Albans",
        .distance_miles = 12,
        .bands = 1u << BAND_3 | 1u << BAND_8A,
        .staff_groups = 1u << STAFF_CLINICAL_SERVICES | 1u << STAFF_STUDENTS,
        .contracts = 1u << CONTRACT_PERMANENT | 1u << CONTRACT_FIXED_TERM,
        .patterns = 1u << WORK_FULL_TIME | 1u << WORK_PART_TIME,
        .employer = "Kent",
        .since = {2026, 11, 2}};

    cr_expect_str_eq(feed(&search, 1),
                     "/api/v1/search_xml?sort=publicationDateDesc&limit=100&page=1"
                     "&keyword=support%20worker%20%26%20%22STR%22&location=St%20Albans"
                     "&distance=20&payBand=BAND_3%2CBAND_8A"
                     "&staffGroup=CLINICAL_SERVICES%2CSTUDENTS"
                     "&contractType=Permanent%2CFixed-Term"
                     "&workingPattern=full-time%2Cpart-time&publishedFrom=2026-11-02");
    cr_expect_str_eq(results("nhsjobs", &search, 7, 60),
                     "/candidate/search/results"
                     "?keyword=support%20worker%20%26%20%22STR%22&location=St%20Albans"
                     "&distance=20&payBand=BAND_3%2CBAND_8A"
                     "&staffGroup=CLINICAL_SERVICES%2CSTUDENTS"
                     "&contractType=Permanent%2CFixed-Term"
                     "&workingPattern=full-time%2Cpart-time"
                     "&sort=publicationDateDesc&language=en&page=7");
}

Test(sources, escape_all_but_the_unreserved_characters) {
    static const struct {
        const char *keyword;
        const char *written;
    } rows[] = {{"aZ09-._~", "aZ09-._~"},       {"a+b", "a%2Bb"},
                {"a=b&c#d", "a%3Db%26c%23d"},   {"50%", "50%25"},
                {"\r\nHost: x", "Host%3A%20x"}, {"caf\xC3\xA9", "caf%C3%A9"},
                {"/../?", "%2F..%2F%3F"},       {"\x01\xFF", "%01%FF"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct search search = {.keyword = rows[i].keyword};
        const char *expected = arena_printf(
            &arena, "/api/v1/search_xml?sort=publicationDateDesc&limit=100&page=1&keyword=%s",
            rows[i].written);
        cr_expect_str_eq(feed(&search, 1), expected);
    }
}

Test(sources, take_the_smallest_distance_that_covers_the_wished_one) {
    static const struct {
        int wished;
        const char *asked;
    } rows[] = {{0, ""},
                {1, "&distance=5"},
                {5, "&distance=5"},
                {6, "&distance=10"},
                {21, "&distance=30"},
                {50, "&distance=50"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct search search = {.location = "Leeds", .distance_miles = rows[i].wished};
        const char *expected =
            arena_printf(&arena,
                         "/api/v1/search_xml?sort=publicationDateDesc&limit=100&page=1"
                         "&location=Leeds%s",
                         rows[i].asked);
        cr_expect_str_eq(feed(&search, 1), expected);
        cr_expect_eq(sources_check(sources_find("nhsjobs"), &search, &diag), ERR_NONE);
    }
}

/* To ask for a part of the set would lose what the rest of it would find. */
Test(sources, leave_out_a_set_that_the_board_has_no_words_for) {
    struct search search = {.contracts = 1u << CONTRACT_PERMANENT | 1u << CONTRACT_VOLUNTARY,
                            .patterns = 1u << WORK_NIGHTS,
                            .bands = 1u << 31};

    cr_expect_str_eq(feed(&search, 1), feed(&everything, 1));
}

Test(sources, ask_the_other_boards) {
    const struct search search = {
        .keyword = "support worker", .location = "Leeds", .distance_miles = 7};

    cr_expect_str_eq(results("trac", &search, 1, 0),
                     "/job_list?JobSearch_q=support%20worker&_srt=startdate&_sd=d");
    cr_expect_str_eq(results("trac", &search, 2, 50),
                     "/job_list?JobSearch_q=support%20worker&_srt=startdate&_sd=d&_pg=2");
    cr_expect_str_eq(results("trac", &everything, 1, 0), "/job_list?_srt=startdate&_sd=d");
    cr_expect_str_eq(results("jobtrain", &search, 1, 0),
                     "/Home/_JobCard?Skip=0&what=support%20worker");
    cr_expect_str_eq(results("jobtrain", &search, 3, 23),
                     "/Home/_JobCard?Skip=23&what=support%20worker");
    cr_expect_str_eq(results("hscni", &search, 1, 0),
                     "/Search?keyword=support%20worker&SearchCatID=0&SearchOrgID=0"
                     "&SearchBandID=0&Order=Added");
    cr_expect_null(results("hscni", &search, 2, 20));
    cr_expect_eq(arena_check(&arena, &diag), ERR_NONE);
    cr_expect_str_eq(results("findajob", &search, 4, 30),
                     "/search?q=support%20worker&w=Leeds&d=7&cat=12&sb=date&sd=down&p=4");
    cr_expect_str_eq(results("findajob", &everything, 1, 0),
                     "/search?cat=12&sb=date&sd=down&p=1");
}

Test(sources, say_when_memory_was_short) {
    const struct search search = {.keyword = "support worker", .bands = 8};
    const struct board_source *source = NULL;

    for (size_t i = 0; (source = sources_at(i)); i++) {
        for (size_t cap = 0; cap < 120; cap += 7) {
            struct arena small;
            arena_init(&small, cap);
            const char *path = source->results->path(&small, &search, 1, 0);
            cr_expect(path || small.failed, "%s, %zu bytes", source->name, cap);
            arena_fini(&small);
        }
    }
}

Test(sources, offer_addresses_that_stay_on_the_board) {
    static const char *const wrong[] = {"",    "a",  "../../etc", "C1/2", "C1?x=1", "C1#x",
                                        "C 1", "..", "C%2e%2e",   "...",  "abc",    "C1\n2"};
    static const struct {
        const char *board;
        const char *id;
        const char *path;
    } right[] = {
        {"nhsjobs", "E0343-26-0026abl806o", "/candidate/jobadvert/E0343-26-0026abl806o"},
        {"trac", "7012345", "/job/-v7012345"},
        {"jobtrain", "123456", "/Job/JobDetail?JobId=123456"},
        {"hscni", "46128", "/Job/46128"},
        {"findajob", "1234567", "/details/1234567"},
    };

    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        const struct board_source *source = sources_find(right[i].board);
        const char *path = source->advert_path(&arena, right[i].id);
        cr_assert_not_null(path, "%s", right[i].board);
        cr_expect_str_eq(path, right[i].path);
        cr_expect_str_eq(source->advert_id(&arena, path), right[i].id);
        cr_expect_null(source->advert_path(&arena, NULL));
        for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
            cr_expect_null(source->advert_path(&arena, wrong[k]), "%s: %s", right[i].board,
                           wrong[k]);
        }
    }
}

Test(sources, know_whose_advert_an_address_is) {
    static const struct {
        const char *address;
        const char *board; /* NULL: nobody's */
        const char *id;    /* NULL: no advert's */
    } rows[] = {
        {"https://www.jobs.nhs.uk/candidate/jobadvert/C9380-25-0471", "nhsjobs",
         "C9380-25-0471"},
        {"https://beta.jobs.nhs.uk/candidate/jobadvert/C9165-26-05-052a?keyword=x&language=en",
         "nhsjobs", "C9165-26-05-052a"},
        {"https://WWW.JOBS.NHS.UK/candidate/jobadvert/E0343-26-0026abl806o/ats-direct-apply",
         "nhsjobs", "E0343-26-0026abl806o"},
        {"https://www.jobs.nhs.uk/candidate/jobadvert/document", "nhsjobs", NULL},
        {"https://www.jobs.nhs.uk/candidate/search/results?x=/candidate/jobadvert/C1-1",
         "nhsjobs", NULL},
        {"https://www.jobs.nhs.uk/", "nhsjobs", NULL},
        {"https://training.jobs.nhs.uk/candidate/jobadvert/C9380-25-0471", NULL, NULL},
        {"https://www.healthjobsuk.com/job/UK/Kent/Dartford/Some_Trust/Nursing/"
         "Nursing-v7012345",
         "trac", "7012345"},
        {"https://www.healthjobsuk.com/job/UK/A-v1/B/Nursing-v7012345?_ts=1", "trac",
         "7012345"},
        {"https://www.healthjobsuk.com/job/-v7012345", "trac", "7012345"},
        {"https://www.healthjobsuk.com/vacancy/7012345", "trac", "7012345"},
        {"https://www.healthjobsuk.com/job_list?JobSearch_q=x-v7012345", "trac", NULL},
        {"https://apps.trac.jobs/job-advert/7012345?FromJobsNHS=1", "trac", "7012345"},
        {"https://www.nhsjobs.com/job/UK/Kent/X-v7012345", "trac", "7012345"},
        {"https://nursingnetuk.com/job/-v7012345", "trac", "7012345"},
        {"https://jobs.some-trust.nhs.uk/job/UK/Kent/X/Y-v7012345", "trac", "7012345"},
        {"https://jobs.some-trust.nhs.uk/about-v2", NULL, NULL},
        {"https://jobs.some-trust.nhs.uk/vacancy/7012345", NULL, NULL},
        {"https://jobs.nhs.uk.example/job/-v7012345", NULL, NULL},
        {"https://apply.jobs.scot.nhs.uk/Job/JobDetail?jobid=123456&x=1", "jobtrain", "123456"},
        {"https://apply.jobs.scot.nhs.uk/Home/Job", "jobtrain", NULL},
        {"https://jobs.hscni.net/Job/46128/71826143clinical-fellow", "hscni", "46128"},
        {"https://jobs.hscni.net/Search?SearchCatID=63", "hscni", NULL},
        {"https://findajob.dwp.gov.uk/details/1234567", "findajob", "1234567"},
        {"https://findajob.dwp.gov.uk/search?q=/details/1", "findajob", NULL},
        {"https://example.org/candidate/jobadvert/C9380-25-0471", NULL, NULL},
        {"http://127.0.0.1:8080/job/-v7012345", NULL, NULL},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct url url;
        const char *id = "untouched";
        cr_assert_eq(url_parse(&url, &arena, rows[i].address, &diag), ERR_NONE, "%s",
                     diag.text);
        const struct board_source *source = sources_of(&url, &id, &arena);
        cr_expect_eq(source, rows[i].board ? sources_find(rows[i].board) : NULL, "%s",
                     rows[i].address);
        cr_expect_eq(id != NULL, rows[i].id != NULL, "%s", rows[i].address);
        if (id && rows[i].id) {
            cr_expect_str_eq(id, rows[i].id);
        }
        cr_expect_eq(sources_of(&url, NULL, &arena), source);
    }
}

Test(sources, refuse_what_a_board_cannot_answer) {
    static const struct {
        const char *board;
        struct search search;
        const char *said; /* NULL: it can */
    } rows[] = {
        {"nhsjobs", {.keyword = NULL}, NULL},
        {"nhsjobs",
         {.keyword = "x",
          .location = "y",
          .distance_miles = 50,
          .bands = 2,
          .staff_groups = 2,
          .contracts = 2,
          .patterns = 2,
          .employer = "z",
          .since = {2026, 1, 1}},
         NULL},
        {"nhsjobs", {.distance_miles = 5}, "--location"},
        {"nhsjobs", {.location = "y", .distance_miles = -1}, "--distance"},
        {"nhsjobs", {.location = "y", .distance_miles = 51}, "5, 10, 20, 30 or 50"},
        {"nhsjobs", {.patterns = 1u << WORK_NIGHTS}, "nights; it knows full_time or part_time"},
        {"nhsjobs",
         {.contracts = 1u << CONTRACT_VOLUNTARY},
         "voluntary; it knows permanent, fixed_term, bank, secondment, apprenticeship or "
         "locum"},
        {"trac", {.keyword = "x", .bands = 2, .employer = "z"}, NULL},
        {"trac", {.location = "Leeds"}, "--location"},
        {"trac", {.keyword = "x", .staff_groups = 2}, "--staff-group"},
        {"trac", {.since = {2026, 1, 1}}, "--since"},
        {"jobtrain", {.keyword = "x", .since = {2026, 1, 1}}, NULL},
        {"jobtrain", {.bands = 2}, "--band"},
        {"hscni", {.keyword = "x", .contracts = 1u << CONTRACT_VOLUNTARY}, NULL},
        {"hscni", {.employer = "x"}, "--employer"},
        {"findajob", {.keyword = "x", .location = "y", .distance_miles = 7}, NULL},
        {"findajob", {.patterns = 1u << WORK_NIGHTS}, NULL},
        {"findajob", {.bands = 2}, "--band"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag why = {ERR_NONE, ""};
        enum err err = sources_check(sources_find(rows[i].board), &rows[i].search, &why);
        cr_expect_eq(err, rows[i].said ? ERR_USAGE : ERR_NONE, "row %zu: %s", i, why.text);
        cr_expect_eq(why.err, err, "row %zu", i);
        cr_expect(!rows[i].said || strstr(why.text, rows[i].said), "row %zu: %s", i, why.text);
    }
}

Test(sources, refuse_texts_that_make_no_address) {
    char text[202];
    struct search search = {.keyword = text, .location = text};

    memset(text, '&', sizeof text);
    text[201] = '\0';
    cr_expect_eq(sources_check(sources_find("nhsjobs"), &search, &diag), ERR_USAGE);
    text[200] = '\0';
    cr_expect_eq(sources_check(sources_find("nhsjobs"), &search, &diag), ERR_NONE);
    cr_expect_lt(strlen(feed(&search, 1)), (size_t)URL_LENGTH_MAX);
}

Test(sources, choose_no_list_that_does_not_show_what_is_looked_for) {
    const struct board_source *nhsjobs = sources_find("nhsjobs");
    struct search search = {.bands = 8, .employer = "x"};

    cr_expect(sources_can(nhsjobs->feed, &search));
    cr_expect(sources_can(nhsjobs->results, &search));
    cr_expect(!sources_can(sources_find("hscni")->results, &search));
    cr_expect(!sources_can(NULL, &everything));
}
