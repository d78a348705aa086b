/* tests/unit/schema/store_vacancy.c - tests of saving vacancies, and of their history
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/schema/sample.h"

static struct stored get(struct sample *sample, const char *name) {
    struct stored stored = {0};
    enum err err =
        store_vacancy_get(sample->store, &sample->arena, name, &stored, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    return stored;
}

struct history {
    struct change *at;
    size_t count;
};

static struct history history_of(struct sample *sample, const char *key) {
    struct history history = {NULL, 0};
    enum err err = store_history(sample->store, &sample->arena, key, &history.at,
                                 &history.count, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    return history;
}

static bool is_text(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void expect_change(const struct change *change, const char *field, const char *was,
                          const char *is) {
    cr_expect(is_text(change->field, field), "%s", change->field);
    cr_expect(is_text(change->was, was), "%s was %s", field, change->was);
    cr_expect(is_text(change->is, is), "%s is %s", field, change->is);
}

/* ---- round trips ---- */

Test(store_vacancy, gives_back_every_field_and_list) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    cr_expect_eq(sample_save(&sample, &full), SAVED_FRESH);
    sample_reopen(&sample);
    struct stored stored = get(&sample, "C9999-25-0001");
    cr_expect_str_eq(stored.key, "C9999-25-0001");
    cr_expect_eq(stored.first_seen, SAMPLE_NOW);
    cr_expect_eq(stored.last_seen, SAMPLE_NOW);
    sample_expect_equal(&stored.vacancy, &full);
    cr_assert_eq(stored.vacancy.locations[0].address.count, 2);
    cr_expect_str_eq(stored.vacancy.locations[0].address.at[1], "12 Orchard Way");
    sample_close(&sample);
}

Test(store_vacancy, gives_back_absence_everywhere) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy bare;
    vacancy_init(&bare);
    bare.source = SOURCE_TEXT;
    struct location location = {.nation = NATION_NONE};
    struct criterion criterion = {NEED_NONE, NULL, NULL, 0};
    struct note note = {NULL, NULL, NULL};
    struct contact contact = {NULL, NULL, NULL, NULL};
    bare.locations = &location;
    bare.criteria = &criterion;
    bare.notes = &note;
    bare.contact = &contact;
    bare.location_count = bare.criterion_count = bare.note_count = 1;
    enum saved_as as = SAVED_NONE;
    cr_assert_eq(
        store_vacancy_save(sample.store, &bare, "text:0123456789ab", 0, 0, &as, &sample.diag),
        ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(as, SAVED_FRESH);
    struct stored stored = get(&sample, "text:0123456789ab");
    sample_expect_equal(&stored.vacancy, &bare);
    cr_expect_eq(
        store_vacancy_save(sample.store, &bare, "text:0123456789ab", 0, 0, &as, &sample.diag),
        ERR_NONE);
    cr_expect_eq(as, SAVED_SAME);
    sample_close(&sample);
}

Test(store_vacancy, takes_each_word_of_each_closed_list) {
    struct sample sample;
    sample_open(&sample);
    for (size_t i = 0; i < vacancy_field_count; i++) {
        const struct vacancy_field *field = &vacancy_fields[i];
        for (int value = 1; field->vocab && value < (int)field->vocab->count; value++) {
            const char *word = vocab_name(field->vocab, value);
            struct vacancy small = sample_small("1", "One");
            cr_assert(vacancy_field_set(&small, field, word, &sample.arena));
            sample_save(&sample, &small);
            enum err err = store_begin(sample.store, &sample.diag);
            cr_assert_eq(err, ERR_NONE);
            store_rollback(sample.store);
        }
    }
    struct vacancy vacancy = sample_full(&sample.arena);
    for (int value = 1; value < NATION_COUNT; value++) {
        vacancy.locations[0].nation = (enum nation)value;
        sample_save(&sample, &vacancy);
        cr_expect_eq(get(&sample, vacancy.id).vacancy.locations[0].nation, (enum nation)value);
    }
    for (int value = 1; value < NEED_COUNT; value++) {
        vacancy.criteria[0].need = (enum need)value;
        sample_save(&sample, &vacancy);
        cr_expect_eq(get(&sample, vacancy.id).vacancy.criteria[0].need, (enum need)value);
    }
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

/* ---- new, changed, same ---- */

Test(store_vacancy, the_same_again_moves_last_seen_alone) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    sample.held.now += 3600;
    cr_expect_eq(sample_save(&sample, &full), SAVED_SAME);
    struct stored stored = get(&sample, full.id);
    cr_expect_eq(stored.first_seen, SAMPLE_NOW);
    cr_expect_eq(stored.last_seen, SAMPLE_NOW + 3600);
    cr_expect_eq(history_of(&sample, full.id).count, 0);
    sample_close(&sample);
}

Test(store_vacancy, each_changed_field_goes_into_the_history) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    int64_t run = 0;
    cr_assert_eq(store_run_begin(sample.store, RUN_CRAWL, SOURCE_NHSJOBS, &run, &sample.diag),
                 ERR_NONE);
    struct vacancy later = full;
    later.title = "Recovery Worker";
    later.closes = (struct date){2025, 7, 1};
    later.bands = 0;
    later.salary.pro_rata = false;
    later.interview = (struct date){0, 0, 0};
    sample.held.now += 60;
    enum saved_as as = SAVED_NONE;
    cr_assert_eq(store_vacancy_save(sample.store, &later, later.id, 0, run, &as, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(as, SAVED_CHANGED);
    struct history history = history_of(&sample, full.id);
    cr_assert_eq(history.count, 5);
    expect_change(&history.at[0], "title", full.title, "Recovery Worker");
    expect_change(&history.at[1], "closes", "2025-06-15", "2025-07-01");
    expect_change(&history.at[2], "interview", "2025-06-30", NULL);
    expect_change(&history.at[3], "bands", "3,4", NULL);
    expect_change(&history.at[4], "salary.pro_rata", "true", "false");
    cr_expect_eq(history.at[0].at, SAMPLE_NOW + 60);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM change WHERE run = 1"),
                 5);
    struct stored stored = get(&sample, full.id);
    sample_expect_equal(&stored.vacancy, &later);
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

Test(store_vacancy, lists_are_one_field_each_in_the_history) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    struct vacancy later = sample_full(&sample.arena);
    later.criterion_count = 1;
    later.location_count = 0;
    strings_push(&sample.arena, &later.documents, "Terms");
    cr_expect_eq(sample_save(&sample, &later), SAVED_CHANGED);
    struct history history = history_of(&sample, full.id);
    cr_assert_eq(history.count, 3);
    cr_expect_str_eq(history.at[0].field, "locations");
    cr_expect_null(history.at[0].is);
    expect_change(&history.at[1], "criteria",
                  "essential | Qualifications | NVQ level 2 in care, or equal | application, "
                  "interview\ndesirable |  | Lived experience of recovery | ",
                  "essential | Qualifications | NVQ level 2 in care, or equal | application, "
                  "interview");
    expect_change(&history.at[2], "documents", "Job description\nPerson specification",
                  "Job description\nPerson specification\nTerms");
    struct stored stored = get(&sample, full.id);
    sample_expect_equal(&stored.vacancy, &later);
    sample_close(&sample);
}

Test(store_vacancy, notes_and_contact_follow_without_history) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    struct vacancy later = full;
    later.contact = NULL;
    later.note_count = 0;
    cr_expect_eq(sample_save(&sample, &later), SAVED_SAME);
    cr_expect_eq(history_of(&sample, full.id).count, 0);
    struct stored stored = get(&sample, full.id);
    sample_expect_equal(&stored.vacancy, &later);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM contact"), 0);
    sample_close(&sample);
}

Test(store_vacancy, a_list_read_otherwise_is_kept_anew_though_it_reads_alike) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy small = sample_small("1", "One");
    struct location location = {.town = "Hove"};
    small.locations = &location;
    small.location_count = 1;
    strings_push(&sample.arena, &location.address, "Ward, Hospital");
    sample_save(&sample, &small);
    location.address = (struct strings){NULL, 0};
    strings_push(&sample.arena, &location.address, "Ward");
    strings_push(&sample.arena, &location.address, "Hospital");
    cr_expect_eq(sample_save(&sample, &small), SAVED_SAME);
    cr_expect_eq(get(&sample, "1").vacancy.locations[0].address.count, 2);
    sample_close(&sample);
}

Test(store_vacancy, is_known_by_source_and_key) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy one = sample_small("7420519", "On Trac");
    one.source = SOURCE_TRAC;
    struct vacancy other = sample_small("7420519", "On Jobtrain");
    other.source = SOURCE_JOBTRAIN;
    cr_expect_eq(sample_save(&sample, &one), SAVED_FRESH);
    cr_expect_eq(sample_save(&sample, &other), SAVED_FRESH);
    struct stored stored = {0};
    cr_expect_eq(
        store_vacancy_get(sample.store, &sample.arena, "7420519", &stored, &sample.diag),
        ERR_INPUT);
    cr_expect(strstr(sample.diag.text, "jobtrain:7420519, trac:7420519"), "%s",
              sample.diag.text);
    cr_expect_str_eq(get(&sample, "trac:7420519").vacancy.title, "On Trac");
    cr_expect_str_eq(get(&sample, "jobtrain:7420519").vacancy.title, "On Jobtrain");
    sample_close(&sample);
}

Test(store_vacancy, is_found_by_the_employers_reference) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy one = sample_small("A1", "One");
    struct vacancy two = sample_small("A2", "Two");
    struct vacancy three = sample_small("A3", "Three");
    one.reference = "999-XY1";
    two.reference = "999-xy1";
    three.reference = "A1";
    sample_save(&sample, &one);
    cr_expect_str_eq(get(&sample, "999-Xy1").key, "A1");
    sample_save(&sample, &two);
    sample_save(&sample, &three);
    struct stored stored = {0};
    cr_expect_eq(
        store_vacancy_get(sample.store, &sample.arena, "999-xy1", &stored, &sample.diag),
        ERR_INPUT);
    cr_expect(strstr(sample.diag.text, "2 vacancies: nhsjobs:A1, nhsjobs:A2"), "%s",
              sample.diag.text);
    cr_expect_str_eq(get(&sample, "A1").key, "A1", "a key counts before a reference");
    cr_expect_eq(
        store_vacancy_get(sample.store, &sample.arena, "no such", &stored, &sample.diag),
        ERR_ABSENT);
    cr_expect_eq(store_vacancy_get(sample.store, &sample.arena, "", &stored, &sample.diag),
                 ERR_ABSENT);
    struct change *changes = NULL;
    size_t count = 7;
    cr_expect_eq(
        store_history(sample.store, &sample.arena, "no such", &changes, &count, &sample.diag),
        ERR_ABSENT);
    cr_expect_eq(count, 7);
    sample_close(&sample);
}

Test(store_vacancy, refuses_what_it_cannot_keep_and_changes_nothing) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy small = sample_small("1", "One");
    sample_save(&sample, &small);
    struct vacancy wrong = sample_small("1", "Other");
    wrong.closes = (struct date){2025, 2, 30};
    enum saved_as as = SAVED_NONE;
    cr_expect_eq(store_vacancy_save(sample.store, &wrong, "1", 0, 0, &as, &sample.diag),
                 ERR_INPUT);
    cr_expect(strstr(sample.diag.text, "saving 1"), "%s", sample.diag.text);
    cr_expect_eq(store_vacancy_save(sample.store, &small, "", 0, 0, &as, &sample.diag),
                 ERR_INPUT);
    cr_expect_eq(store_vacancy_save(sample.store, &small, NULL, 0, 0, &as, &sample.diag),
                 ERR_INPUT);
    wrong.source = SOURCE_NONE;
    cr_expect_eq(store_vacancy_save(sample.store, &wrong, "1", 0, 0, &as, &sample.diag),
                 ERR_INPUT);
    cr_expect_eq(store_vacancy_save(sample.store, &small, "1", 99, 0, &as, &sample.diag),
                 ERR_INPUT, "there is no page 99");
    cr_expect_eq(as, SAVED_NONE);
    struct stored stored = get(&sample, "1");
    sample_expect_equal(&stored.vacancy, &small);
    cr_expect_eq(history_of(&sample, "1").count, 0);
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

/* ---- closing ---- */

Test(store_vacancy, is_closed_with_nothing_else_changed) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    sample.held.now += 60;
    bool known = false;
    bool changed = false;
    for (int i = 0; i < 2; i++) { /* the second time there is nothing to do */
        cr_assert_eq(store_vacancy_close(sample.store, SOURCE_NHSJOBS, full.id, LIFE_CLOSED, 0,
                                         &known, &changed, &sample.diag),
                     ERR_NONE);
        cr_expect(known);
        cr_expect_eq(changed, i == 0);
    }
    struct history history = history_of(&sample, full.id);
    cr_assert_eq(history.count, 1);
    expect_change(&history.at[0], "state", "open", "closed");
    full.state = STATE_CLOSED;
    struct stored stored = get(&sample, full.id);
    sample_expect_equal(&stored.vacancy, &full);
    cr_expect_eq(stored.last_seen, SAMPLE_NOW + 60);
    sample_close(&sample);
}

Test(store_vacancy, opens_again_where_its_page_says_so) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy small = sample_small("1", "One");
    sample_save(&sample, &small);
    bool known = false;
    bool changed = false;
    cr_assert_eq(store_vacancy_close(sample.store, SOURCE_NHSJOBS, "1", LIFE_CLOSED, 0, &known,
                                     &changed, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(sample_save(&sample, &small), SAVED_REOPENED);
    struct history history = history_of(&sample, "1");
    cr_assert_eq(history.count, 2);
    expect_change(&history.at[1], "state", "closed", "open");
    sample_close(&sample);
}

Test(store_vacancy, that_is_unknown_cannot_be_closed) {
    struct sample sample;
    sample_open(&sample);
    bool known = true;
    bool changed = true;
    cr_expect_eq(store_vacancy_close(sample.store, SOURCE_NHSJOBS, "1", LIFE_CLOSED, 0, &known,
                                     &changed, &sample.diag),
                 ERR_NONE);
    cr_expect_not(known);
    cr_expect_not(changed);
    cr_expect_eq(store_vacancy_close(sample.store, SOURCE_NHSJOBS, "1", LIFE_OPEN, 0, &known,
                                     &changed, &sample.diag),
                 ERR_INPUT, "that is no way to be over");
    sample_close(&sample);
}

/* ---- transactions ---- */

Test(store_transaction, happens_together_or_not_at_all) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy one = sample_small("1", "One");
    struct vacancy two = sample_small("2", "Two");
    int64_t count = -1;
    cr_assert_eq(store_begin(sample.store, &sample.diag), ERR_NONE);
    sample_save(&sample, &one);
    store_rollback(sample.store);
    cr_expect_eq(store_count(sample.store, &count, &sample.diag), ERR_NONE);
    cr_expect_eq(count, 0);
    cr_assert_eq(store_begin(sample.store, &sample.diag), ERR_NONE);
    sample_save(&sample, &one);
    sample_save(&sample, &two);
    cr_assert_eq(store_commit(sample.store, &sample.diag), ERR_NONE);
    cr_expect_eq(store_count(sample.store, &count, &sample.diag), ERR_NONE);
    cr_expect_eq(count, 2);
    store_rollback(sample.store); /* none is open: nothing happens */
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

Test(store_transaction, goes_on_after_a_call_that_failed) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy one = sample_small("1", "One");
    struct vacancy wrong = sample_full(&sample.arena);
    wrong.closes.month = 13;
    enum saved_as as = SAVED_NONE;
    cr_assert_eq(store_begin(sample.store, &sample.diag), ERR_NONE);
    sample_save(&sample, &one);
    cr_expect_eq(store_vacancy_save(sample.store, &wrong, wrong.id, 0, 0, &as, &sample.diag),
                 ERR_INPUT);
    cr_assert_eq(store_commit(sample.store, &sample.diag), ERR_NONE);
    int64_t count = -1;
    cr_expect_eq(store_count(sample.store, &count, &sample.diag), ERR_NONE);
    cr_expect_eq(count, 1);
    cr_expect_eq(store_commit(sample.store, &sample.diag), ERR_STORE, "none is open");
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

Test(store_transaction, is_rolled_back_by_closing) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy one = sample_small("1", "One");
    cr_assert_eq(store_begin(sample.store, &sample.diag), ERR_NONE);
    sample_save(&sample, &one);
    sample_reopen(&sample);
    int64_t count = -1;
    cr_expect_eq(store_count(sample.store, &count, &sample.diag), ERR_NONE);
    cr_expect_eq(count, 0);
    store_close(NULL);
    sample_close(&sample);
}

/* ---- runs ---- */

Test(store_run, keeps_what_was_done) {
    struct sample sample;
    sample_open(&sample);
    int64_t run = 0;
    struct run_counts counts = {.requests = 1,
                                .listed = 2,
                                .seen = 25,
                                .fresh = 1,
                                .changed = 2,
                                .same = 3,
                                .refused = 5,
                                .aside = 8,
                                .failed = 6,
                                .closed = 4,
                                .withdrawn = 9,
                                .reopened = 10,
                                .waiting = 7};
    cr_expect_eq(run_counts_sum(&counts), counts.seen);
    cr_assert_eq(store_run_begin(sample.store, RUN_CRAWL, SOURCE_NHSJOBS, &run, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT ended_at IS NULL FROM run"), 1);
    sample.held.now += 5;
    cr_assert_eq(
        store_run_aim(sample.store, run, "https://www.example.org", "bands=3", &sample.diag),
        ERR_NONE);
    cr_assert_eq(
        store_run_end(sample.store, run, RUN_END_PART, &counts, "Cut off.", &sample.diag),
        ERR_NONE);
    cr_expect_eq(sample_ask(sample_path(&sample),
                            "SELECT count(*) FROM run WHERE kind = 'crawl' AND source = "
                            "'nhsjobs' AND ended_as = 'part' AND ended_at - started_at = 5 AND "
                            "requests = 1 AND listed = 2 AND seen = 25 AND fresh = 1 AND "
                            "changed = 2 AND same = 3 AND closed = 4 AND refused = 5 AND "
                            "aside = 8 AND failed = 6 AND waiting = 7 AND "
                            "withdrawn = 9 AND reopened = 10 AND note = 'Cut off.' AND "
                            "host = 'https://www.example.org' AND plan = 'bands=3'"),
                 1);
    sample_close(&sample);
}

Test(store_run, refuses_what_is_no_run) {
    struct sample sample;
    sample_open(&sample);
    int64_t run = 77;
    struct run_counts counts = {0};
    cr_expect_eq(store_run_begin(sample.store, RUN_NONE, SOURCE_NONE, &run, &sample.diag),
                 ERR_INPUT);
    cr_expect_eq(run, 77);
    cr_expect_eq(store_run_end(sample.store, 77, RUN_END_DONE, &counts, NULL, &sample.diag),
                 ERR_ABSENT);
    cr_expect_eq(store_run_aim(sample.store, 77, NULL, NULL, &sample.diag), ERR_ABSENT);
    sample_close(&sample);
}

/* Ids come in both cases; one that is spelled exactly is never mistaken for its neighbour. */
Test(store_vacancy, the_exact_spelling_of_a_name_comes_first) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy lower = sample_small("E0343-26-0026abl", "Lower");
    struct vacancy upper = sample_small("E0343-26-0026ABL", "Upper");
    sample_save(&sample, &lower);
    sample_save(&sample, &upper);
    cr_expect_str_eq(get(&sample, "E0343-26-0026abl").vacancy.title, "Lower");
    cr_expect_str_eq(get(&sample, "nhsjobs:E0343-26-0026ABL").vacancy.title, "Upper");
    struct stored stored;
    cr_expect_eq(store_vacancy_get(sample.store, &sample.arena, "e0343-26-0026abl", &stored,
                                   &sample.diag),
                 ERR_INPUT, "either may be meant");
    sample_close(&sample);
}
