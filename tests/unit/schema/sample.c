/* tests/unit/schema/sample.c - records and databases for the tests of the store
 * SPDX-License-Identifier: MIT
 */
#include "tests/unit/schema/sample.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "schema/vacancy_list.h"

static void add_lists(struct vacancy *vacancy, struct arena *arena) {
    struct location town = {.town = "Dartford",
                            .county = "Kent",
                            .postcode = "DA2 6PB",
                            .nation = NATION_ENGLAND,
                            .region = "South East"};
    strings_push(arena, &town.address, "Alder Ward");
    strings_push(arena, &town.address, "12 Orchard Way");
    struct location bare = {.postcode = "SW1A"};
    ARENA_PUSH(arena, vacancy->locations, vacancy->location_count, town);
    ARENA_PUSH(arena, vacancy->locations, vacancy->location_count, bare);
    struct criterion first = {NEED_ESSENTIAL, "Qualifications", "NVQ level 2 in care, or equal",
                              1u << ASSESSED_APPLICATION | 1u << ASSESSED_INTERVIEW};
    struct criterion second = {NEED_DESIRABLE, NULL, "Lived experience of recovery", 0};
    ARENA_PUSH(arena, vacancy->criteria, vacancy->criterion_count, first);
    ARENA_PUSH(arena, vacancy->criteria, vacancy->criterion_count, second);
    strings_push(arena, &vacancy->documents, "Job description");
    strings_push(arena, &vacancy->documents, "Person specification");
    vacancy_note(vacancy, arena, "salary.period", "unit_guessed", "no unit, %s taken",
                 "a year");
    vacancy->contact = arena_alloc(arena, 1, sizeof *vacancy->contact);
    *vacancy->contact = (struct contact){"A. Sample", "Ward manager", "a@example.org", "01234"};
}

struct vacancy sample_full(struct arena *arena) {
    struct vacancy vacancy = {
        .source = SOURCE_NHSJOBS,
        .id = "C9999-25-0001",
        .reference = "999-AB123-C",
        .url = "https://www.jobs.nhs.uk/candidate/jobadvert/C9999-25-0001",
        .title = "Support, Time & Recovery Worker",
        .employer = "Medway Vale Partnership NHS Trust",
        .state = STATE_OPEN,
        .posted = {2025, 5, 20},
        .closes = {2025, 6, 15},
        .closes_at = "23:59",
        .interview = {2025, 6, 30},
        .pay_scheme = SCHEME_AGENDA_FOR_CHANGE,
        .bands = 1u << BAND_3 | 1u << BAND_4,
        .salary = {.text = "\xc2\xa3"
                           "24,937 to \xc2\xa3"
                           "26,598 a year pro rata",
                   .kind = SALARY_RANGE,
                   .min = 2493700,
                   .max = 2659800,
                   .period = PERIOD_YEAR,
                   .pro_rata = true,
                   .high_cost_area = SUPPLEMENT_EXTRA},
        .contract = CONTRACT_FIXED_TERM,
        .contract_months = 12,
        .working_patterns = 1u << WORK_FULL_TIME | 1u << WORK_SHIFTS | 1u << WORK_ON_CALL,
        .hours_low = 2250,
        .hours_high = 3750,
        .text_summary = "Help people on their way back into the community.",
        .text_duties = "Duties:\n\n- walk with them\n  - to the caf\xc3\xa9\n- write notes",
        .text_about = "We are a made-up trust.",
        .text_description = "",
        .dbs = DBS_ENHANCED,
        .sponsorship = SPONSORSHIP_REFUSED,
        .registration = "None",
        .website = "https://example.org/",
    };
    add_lists(&vacancy, arena);
    return vacancy;
}

struct vacancy sample_small(const char *id, const char *title) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    vacancy.source = SOURCE_NHSJOBS;
    vacancy.id = id;
    vacancy.title = title;
    vacancy.state = STATE_OPEN;
    return vacancy;
}

static const char *or_null(const char *text) { return text ? text : "(null)"; }

void sample_expect_equal(const struct vacancy *got, const struct vacancy *expected) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    for (size_t i = 0; i < vacancy_field_count; i++) {
        const char *one = vacancy_field_text(got, &vacancy_fields[i], &arena);
        const char *other = vacancy_field_text(expected, &vacancy_fields[i], &arena);
        cr_expect(one && other ? strcmp(one, other) == 0 : one == other,
                  "%s is %s, expected %s", vacancy_fields[i].name, or_null(one),
                  or_null(other));
    }
    for (size_t i = 0; i < vacancy_list_count; i++) {
        cr_expect(
            vacancy_list_is_equal(got, expected, &vacancy_lists[i], &arena), "%s differ: %s",
            vacancy_lists[i].name,
            or_null(vacancy_list_text(got, &vacancy_lists[i], &list_style_history, &arena)));
    }
    arena_fini(&arena);
}

const char *sample_path(const struct sample *sample) {
    return run_path(&sample->place, "shortlist.db");
}

static void must_open(struct sample *sample) {
    enum err err =
        store_open(&sample->store, sample_path(sample), &sample->clock, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
}

void sample_open(struct sample *sample) {
    *sample = (struct sample){.place = run_place_make(), .held = {SAMPLE_NOW, 0}};
    sample->clock = clock_of_held(&sample->held);
    arena_init(&sample->arena, ARENA_PAGE_CAP);
    must_open(sample);
}

void sample_close(struct sample *sample) {
    store_close(sample->store);
    arena_fini(&sample->arena);
    run_place_remove(&sample->place);
}

void sample_reopen(struct sample *sample) {
    store_close(sample->store);
    sample->store = NULL;
    must_open(sample);
}

enum saved_as sample_save(struct sample *sample, const struct vacancy *vacancy) {
    enum saved_as as = SAVED_NONE;
    const char *key = vacancy_key(vacancy, NULL, &sample->arena);
    enum err err = store_vacancy_save(sample->store, vacancy, key, 0, 0, &as, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    return as;
}

int64_t sample_run(struct sample *sample) {
    int64_t run = 0;
    enum err err =
        store_run_begin(sample->store, RUN_CRAWL, SOURCE_NHSJOBS, &run, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    return run;
}

struct sighted sample_see(struct sample *sample, const struct listing_walk *walk,
                          const struct vacancy *line) {
    struct sighted sighted = {SIGHTING_NONE, false, 0, 0};
    const char *url = arena_printf(&sample->arena, "/candidate/jobadvert/%s",
                                   line->id ? line->id : line->reference);
    enum err err = store_listing_see(sample->store, walk, line, url, &sighted, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    return sighted;
}

struct queued sample_lease(struct sample *sample, int64_t run) {
    struct queued queued = {0};
    bool found = false;
    enum err err = store_queue_lease(sample->store, &sample->arena, SOURCE_NONE, NULL,
                                     sample->held.now, run, &queued, &found, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    cr_expect_eq(found, queued.row != 0);
    return queued;
}

static sqlite3 *connect(const char *path) {
    sqlite3 *db = NULL;
    cr_assert_eq(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

long long sample_ask(const char *path, const char *sql) {
    sqlite3 *db = connect(path);
    sqlite3_stmt *statement = NULL;
    cr_assert_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK, "%s: %s", sql,
                 sqlite3_errmsg(db));
    int code = sqlite3_step(statement);
    cr_assert(code == SQLITE_ROW || code == SQLITE_DONE, "%s: %s", sql, sqlite3_errmsg(db));
    long long answer = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
    return answer;
}

void sample_do(const char *path, const char *sql) {
    sqlite3 *db = connect(path);
    char *message = NULL;
    int code = sqlite3_exec(db, sql, NULL, NULL, &message);
    cr_assert_eq(code, SQLITE_OK, "%s: %s", sql, message ? message : "");
    (void)sqlite3_close(db);
}

void sample_expect_whole(const char *path) {
    cr_expect_eq(sample_ask(path, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"),
                 1, "%s is not whole", path);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    sample_do(
        path,
        "INSERT INTO vacancy_search (vacancy_search, rank) VALUES ('integrity-check', 1)");
}

static enum err count_found(void *state, const struct stored *stored, struct arena *arena,
                            struct diag *diag) {
    struct sample_found *found = state;
    (void)arena;
    (void)diag;
    if (found->count++ == 0) {
        (void)snprintf(found->first, sizeof found->first, "%s", stored->key);
    }
    return ERR_NONE;
}

struct sample_found sample_find(struct sample *sample, const struct store_filter *filter) {
    struct sample_found found = {0};
    found.err = store_vacancy_each(sample->store, filter, count_found, &found, &sample->diag);
    return found;
}
