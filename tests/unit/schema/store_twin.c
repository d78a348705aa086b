/* tests/unit/schema/store_twin.c - tests of one post on two boards
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/schema/sample.h"

static const struct vacancy_name trac_name = {SOURCE_TRAC, "7420519"};
static const struct vacancy_name nhs_name = {SOURCE_NHSJOBS, "C9999-25-0001"};

/* The made-up advert as Trac shows it. */
static struct vacancy trac_advert(struct sample *sample) {
    struct vacancy vacancy = sample_full(&sample->arena);
    vacancy.source = SOURCE_TRAC;
    vacancy.id = "7420519";
    vacancy.url = "https://www.healthjobsuk.com/job/-v7420519";
    vacancy.text_about = "Gooseberry";
    return vacancy;
}

static struct stored get(struct sample *sample, const char *name) {
    struct stored stored = {0};
    enum err err =
        store_vacancy_get(sample->store, &sample->arena, name, &stored, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s: %s", name, sample->diag.text);
    return stored;
}

static int64_t row_of(struct sample *sample, const struct vacancy_name *name) {
    int64_t row = -1;
    struct vacancy_name owner = {SOURCE_NONE, ""};
    cr_assert_eq(store_sighting_vacancy(sample->store, name, &row, &owner, &sample->arena,
                                        &sample->diag),
                 ERR_NONE);
    return row;
}

static int64_t count_rows(struct sample *sample) {
    int64_t count = -1;
    cr_assert_eq(store_count(sample->store, &count, &sample->diag), ERR_NONE);
    return count;
}

/* ---- namesakes ---- */

static size_t namesakes(struct sample *sample, enum source source, const char *reference,
                        const char *id) {
    struct namesake *at = NULL;
    size_t count = 99;
    cr_assert_eq(store_namesakes(sample->store, &sample->arena, source, reference, id, &at,
                                 &count, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return count;
}

Test(store_namesakes, are_found_by_every_name_and_its_parts) {
    static const struct {
        const char *reference; /* of the record on another board */
        const char *id;
        const char *by_reference;
        const char *by_id;
        size_t count;
    } rows[] = {
        {"380-NK175-A", "C9380-25-0471", "380-NK175-A", NULL, 1},
        {"380-NK175-A", "C9380-25-0471", "380-nk175-a", NULL, 1},
        {"380 - NK175 -A", "C9380-25-0471", "380-NK175-A", NULL, 1},
        {"380-NK175-A", "C9380-25-0471", " 380-NK 175-A", NULL, 1},
        {"380-NK175-A", "C9380-25-0471", "380-NK175", NULL, 0},
        {"380-NK175-A", "C9380-25-0471", NULL, "C9380-25-0471", 1},
        {"380-NK175-A", "C9380-25-0471", NULL, "380-NK175-A", 1},
        {"380-NK175-A", "C9380-25-0471", NULL, NULL, 0},
        {"380-NK175-A", "C9380-25-0471", "", "", 0},
        {"7601114/302-25-7601114CPR", "1", NULL, "7601114", 1},
        {"7601114/302-25-7601114CPR", "1", NULL, "601114", 0},
        {"7601114/302-25-7601114CPR", "1", NULL, "302-25-7601114CPR", 1},
        {"302-25-7601114CPR", "1", NULL, "7601114", 0},
        {"R1", "C9343-7704185-RB-AT", NULL, "7704185", 1},
        {"R1 (7704185)", "C1", NULL, "7704185", 1},
        {"x/C9380-25-0471", "C1", NULL, "C9380-25-0471", 1},
        {NULL, "7704185", "7704185", NULL, 1},
        {"0471", "C1", NULL, "0471", 1},
        {"25/0471", "C1", NULL, "0471", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sample sample;
        sample_open(&sample);
        struct vacancy vacancy = sample_small(rows[i].id, "One");
        vacancy.reference = rows[i].reference;
        sample_save(&sample, &vacancy);
        cr_expect_eq(namesakes(&sample, SOURCE_TRAC, rows[i].by_reference, rows[i].by_id),
                     rows[i].count, "row %zu", i);
        cr_expect_eq(namesakes(&sample, SOURCE_NHSJOBS, rows[i].by_reference, rows[i].by_id), 0,
                     "row %zu: its own board", i);
        sample_close(&sample);
    }
}

Test(store_namesakes, are_told_with_what_is_needed_to_judge_them) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    struct namesake *at = NULL;
    size_t count = 0;
    cr_assert_eq(store_namesakes(sample.store, &sample.arena, SOURCE_TRAC, full.reference,
                                 full.id, &at, &count, &sample.diag),
                 ERR_NONE);
    cr_assert_eq(count, 1, "once, though both names fit");
    cr_expect_eq(at[0].row, row_of(&sample, &nhs_name));
    cr_expect_eq(at[0].name.source, SOURCE_NHSJOBS);
    cr_expect_str_eq(at[0].name.key, full.id);
    cr_expect_str_eq(at[0].id, full.id);
    cr_expect_str_eq(at[0].reference, full.reference);
    cr_expect_str_eq(at[0].employer, full.employer);
    sample_close(&sample);
}

Test(store_namesakes, follow_a_reference_that_changes) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    full.reference = "999-OTHER1";
    sample_save(&sample, &full);
    cr_expect_eq(namesakes(&sample, SOURCE_TRAC, "999-AB123-C", NULL), 0);
    cr_expect_eq(namesakes(&sample, SOURCE_TRAC, "999-OTHER1", NULL), 1);
    sample_close(&sample);
}

/* ---- joining ---- */

static struct sample_found search(struct sample *sample, const char *words) {
    struct store_filter filter = {.words = words};
    return sample_find(sample, &filter);
}

/* NHS Jobs and Trac have a record each, both with a history. */
static void save_both(struct sample *sample) {
    struct vacancy full = sample_full(&sample->arena);
    struct vacancy trac = trac_advert(sample);
    trac.title = "Old on Trac";
    sample_save(sample, &trac);
    sample->held.now += 60;
    full.title = "Old on NHS Jobs";
    sample_save(sample, &full);
    sample->held.now += 60;
    full.title = "New on NHS Jobs";
    sample_save(sample, &full);
    trac.title = "New on Trac";
    sample_save(sample, &trac);
}

static size_t history(struct sample *sample, const char *name) {
    struct change *changes = NULL;
    size_t count = 99;
    cr_assert_eq(
        store_history(sample->store, &sample->arena, name, &changes, &count, &sample->diag),
        ERR_NONE, "%s", sample->diag.text);
    return count;
}

Test(store_join, makes_one_record_of_two_and_keeps_history_and_names) {
    struct sample sample;
    sample_open(&sample);
    save_both(&sample);
    struct vacancy trac = trac_advert(&sample);
    int64_t row = row_of(&sample, &nhs_name);
    cr_assert_eq(store_sighting_join(sample.store, &trac_name, &trac, row, 0, &sample.diag),
                 ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(count_rows(&sample), 1);
    cr_expect_eq(row_of(&sample, &trac_name), row);
    cr_expect_eq(history(&sample, nhs_name.key), 2, "both their changes");
    static const char *const names[] = {"7420519", "trac:7420519", "C9999-25-0001",
                                        "999-ab123-c"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cr_expect_str_eq(get(&sample, names[i]).key, nhs_name.key, "%s", names[i]);
    }
    struct stored stored = {0};
    bool known = false;
    cr_assert_eq(store_vacancy_known(sample.store, &sample.arena, &trac_name, &stored, &known,
                                     &sample.diag),
                 ERR_NONE);
    cr_expect(known);
    cr_expect_eq(stored.vacancy.source, SOURCE_NHSJOBS);
    cr_expect_eq(stored.first_seen, SAMPLE_NOW, "Trac had it first");
    cr_expect_eq(stored.last_seen, SAMPLE_NOW + 120);
    cr_expect_eq(search(&sample, "gooseberry").count, 0, "the other record's words are gone");
    cr_expect_eq(search(&sample, "recovery").count, 1);
    sample_expect_whole(sample_path(&sample));
    sample_reopen(&sample);
    cr_expect_str_eq(get(&sample, "7420519").key, nhs_name.key);
    sample_close(&sample);
}

Test(store_join, shows_where_the_post_was_met) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy trac = trac_advert(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    sample.held.now += 60;
    int64_t row = row_of(&sample, &nhs_name);
    cr_assert_eq(store_sighting_join(sample.store, &trac_name, &trac, row, 0, &sample.diag),
                 ERR_NONE);
    struct sighting_line *at = NULL;
    size_t count = 0;
    cr_assert_eq(
        store_sightings(sample.store, &sample.arena, "7420519", &at, &count, &sample.diag),
        ERR_NONE);
    cr_assert_eq(count, 2);
    cr_expect_eq(at[0].source, SOURCE_NHSJOBS);
    cr_expect_str_eq(at[0].id, nhs_name.key);
    cr_expect_eq(at[1].source, SOURCE_TRAC);
    cr_expect_str_eq(at[1].id, "7420519");
    cr_expect_str_eq(at[1].url, trac.url);
    cr_expect_eq(at[1].first_seen, SAMPLE_NOW + 60);
    cr_expect_eq(
        store_sightings(sample.store, &sample.arena, "no such", &at, &count, &sample.diag),
        ERR_ABSENT);
    sample_close(&sample);
}

Test(store_join, is_met_in_lists_as_one_that_is_known) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy trac = trac_advert(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    struct listing_walk walk = {.source = SOURCE_TRAC, .is_sweep = true};
    walk.run = sample_run(&sample);
    cr_expect_eq(sample_see(&sample, &walk, &trac).as, SIGHTING_FRESH);
    cr_assert_eq(
        store_queue_done(sample.store, sample_lease(&sample, walk.run).row, &sample.diag),
        ERR_NONE);
    cr_assert_eq(store_sighting_join(sample.store, &trac_name, &trac,
                                     row_of(&sample, &nhs_name), walk.run, &sample.diag),
                 ERR_NONE);
    walk.run = sample_run(&sample);
    sample.held.now += 60;
    cr_expect_eq(sample_see(&sample, &walk, &trac).as, SIGHTING_SAME);
    cr_expect_eq(get(&sample, full.id).last_seen, SAMPLE_NOW + 60, "some board shows it");
    trac.title = "Changed";
    cr_expect_eq(sample_see(&sample, &walk, &trac).as, SIGHTING_CHANGED);
    struct queued queued = sample_lease(&sample, walk.run);
    cr_expect_str_eq(queued.id, "7420519");
    cr_expect_null(queued.validators.etag, "the record's page is another board's");
    int64_t missing = -1;
    cr_assert_eq(store_walk_missing(sample.store, SOURCE_TRAC, sample_run(&sample),
                                    (struct date){2025, 6, 1}, true, &missing, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(missing, 0, "the record is another board's, which says when it is gone");
    sample_close(&sample);
}

Test(store_join, that_one_board_says_is_over_stays_with_the_other) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy trac = trac_advert(&sample);
    struct vacancy full = sample_full(&sample.arena);
    bool known = false;
    bool changed = true;
    sample_save(&sample, &full);
    cr_assert_eq(store_sighting_join(sample.store, &trac_name, &trac,
                                     row_of(&sample, &nhs_name), 0, &sample.diag),
                 ERR_NONE);
    cr_assert_eq(store_vacancy_close(sample.store, SOURCE_TRAC, "7420519", LIFE_CLOSED, 0,
                                     &known, &changed, &sample.diag),
                 ERR_NONE);
    cr_expect(known);
    cr_expect_not(changed);
    cr_expect_eq(get(&sample, full.id).vacancy.state, STATE_OPEN);
    sample_close(&sample);
}

Test(store_join, of_a_record_with_itself_or_with_none_does_nothing) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    int64_t row = row_of(&sample, &nhs_name);
    cr_expect_eq(store_sighting_join(sample.store, &nhs_name, &full, row, 0, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(count_rows(&sample), 1);
    cr_expect_eq(
        sample_ask(sample_path(&sample), "SELECT count(*) FROM sighting WHERE joined = 1"), 0);
    cr_expect_eq(store_sighting_join(sample.store, &trac_name, &full, 99, 0, &sample.diag),
                 ERR_ABSENT);
    cr_expect_eq(row_of(&sample, &trac_name), 0);
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

Test(store_join, moves_what_was_joined_before) {
    struct sample sample;
    sample_open(&sample);
    save_both(&sample);
    struct vacancy_name third = {SOURCE_FINDAJOB, "555"};
    struct vacancy line = trac_advert(&sample);
    line.source = SOURCE_FINDAJOB;
    line.id = "555";
    line.reference = "8123456/x";
    cr_assert_eq(store_sighting_join(sample.store, &third, &line, row_of(&sample, &trac_name),
                                     0, &sample.diag),
                 ERR_NONE);
    int64_t row = row_of(&sample, &nhs_name);
    line = trac_advert(&sample);
    cr_assert_eq(store_sighting_join(sample.store, &trac_name, &line, row, 0, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(row_of(&sample, &third), row);
    cr_expect_str_eq(get(&sample, "findajob:555").key, nhs_name.key);
    struct namesake *at = NULL;
    size_t count = 0;
    cr_assert_eq(store_namesakes(sample.store, &sample.arena, SOURCE_HSCNI, NULL, "8123456",
                                 &at, &count, &sample.diag),
                 ERR_NONE);
    cr_assert_eq(count, 1, "a record goes by the names of all its sightings");
    cr_expect_eq(at[0].row, row);
    cr_expect_str_eq(at[0].reference, "8123456/x", "the name that fits");
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

Test(store_join, happens_whole_or_not_at_all) {
    struct sample sample;
    sample_open(&sample);
    save_both(&sample);
    struct vacancy trac = trac_advert(&sample);
    cr_assert_eq(store_begin(sample.store, &sample.diag), ERR_NONE);
    cr_assert_eq(store_sighting_join(sample.store, &trac_name, &trac,
                                     row_of(&sample, &nhs_name), 0, &sample.diag),
                 ERR_NONE);
    sample_reopen(&sample); /* as a kill would */
    cr_expect_eq(count_rows(&sample), 2);
    cr_expect_eq(history(&sample, "7420519"), 1);
    cr_expect_eq(search(&sample, "gooseberry").count, 1);
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

/* ---- adopting ---- */

Test(store_adopt, gives_a_record_a_better_name_with_its_history) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy trac = trac_advert(&sample);
    sample_save(&sample, &trac);
    trac.title = "Changed";
    sample_save(&sample, &trac);
    int64_t row = row_of(&sample, &trac_name);
    int64_t run = sample_run(&sample);
    cr_assert_eq(store_vacancy_adopt(sample.store, row, &nhs_name, run, &sample.diag), ERR_NONE,
                 "%s", sample.diag.text);
    cr_expect_eq(row_of(&sample, &nhs_name), row);
    cr_expect_eq(row_of(&sample, &trac_name), row);
    struct vacancy full = sample_full(&sample.arena);
    cr_expect_eq(sample_save(&sample, &full), SAVED_CHANGED, "known under its new name");
    cr_expect_eq(count_rows(&sample), 1);
    struct stored stored = get(&sample, "trac:7420519");
    cr_expect_str_eq(stored.key, nhs_name.key);
    sample_expect_equal(&stored.vacancy, &full);
    cr_expect_eq(sample_ask(sample_path(&sample),
                            "SELECT count(*) FROM change WHERE field = 'source' AND was = "
                            "'trac' AND now = 'nhsjobs' AND run = 1"),
                 1);
    cr_expect_eq(
        sample_ask(sample_path(&sample), "SELECT count(*) FROM change WHERE now = 'Changed'"),
        1);
    cr_expect_eq(search(&sample, "gooseberry").count, 0);
    cr_expect_eq(namesakes(&sample, SOURCE_FINDAJOB, NULL, "7420519"), 1);
    cr_expect_eq(namesakes(&sample, SOURCE_FINDAJOB, NULL, "C9999-25-0001"), 1);
    sample_expect_whole(sample_path(&sample));
    cr_assert_eq(store_vacancy_adopt(sample.store, row, &nhs_name, run, &sample.diag), ERR_NONE,
                 "again there is nothing to do");
    sample_close(&sample);
}

Test(store_adopt, goes_into_the_better_record_where_there_is_one) {
    struct sample sample;
    sample_open(&sample);
    save_both(&sample);
    int64_t better = row_of(&sample, &nhs_name);
    cr_assert_eq(store_vacancy_adopt(sample.store, row_of(&sample, &trac_name), &nhs_name, 0,
                                     &sample.diag),
                 ERR_NONE);
    cr_expect_eq(count_rows(&sample), 1);
    cr_expect_eq(row_of(&sample, &trac_name), better);
    cr_expect_eq(history(&sample, nhs_name.key), 2);
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

Test(store_adopt, refuses_what_is_no_record_and_no_name) {
    struct sample sample;
    struct vacancy_name nobody = {SOURCE_NONE, "x"};
    sample_open(&sample);
    cr_expect_eq(store_vacancy_adopt(sample.store, 99, &nhs_name, 0, &sample.diag), ERR_ABSENT);
    cr_expect_eq(store_vacancy_adopt(sample.store, 1, &nobody, 0, &sample.diag), ERR_INPUT);
    sample_close(&sample);
}

/* One advert in twelve thousand is found without looking at the others. */
Test(store_namesakes, are_found_quickly_among_many) {
    struct sample sample;
    sample_open(&sample);
    cr_assert_eq(store_begin(sample.store, &sample.diag), ERR_NONE);
    for (int i = 0; i < 3000; i++) {
        char id[32];
        (void)snprintf(id, sizeof id, "C9%03d-%07d", i % 300, 7000000 + i);
        struct vacancy vacancy = sample_small(id, "One");
        sample_save(&sample, &vacancy);
    }
    cr_assert_eq(store_commit(sample.store, &sample.diag), ERR_NONE);
    for (int i = 0; i < 3000; i++) {
        char id[32];
        (void)snprintf(id, sizeof id, "%07d", 7000000 + i);
        cr_assert_eq(namesakes(&sample, SOURCE_TRAC, "R1", id), 1);
    }
    sample_close(&sample);
}
