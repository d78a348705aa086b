/* tests/unit/schema/store_listing.c - tests of known ground, of what is over, and of addresses
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/schema/sample.h"

static void done_all(struct sample *sample) {
    for (;;) {
        struct queued queued = sample_lease(sample, 0);
        if (queued.row == 0) {
            return;
        }
        cr_assert_eq(store_queue_done(sample->store, queued.row, &sample->diag), ERR_NONE);
    }
}

static int64_t waiting(struct sample *sample) {
    int64_t all = -1;
    int64_t due = -1;
    cr_assert_eq(store_queue_count(sample->store, SOURCE_NONE, NULL, sample->held.now, &all,
                                   &due, &sample->diag),
                 ERR_NONE);
    return all;
}

struct closed {
    bool known;
    bool changed;
};

static struct closed close_as(struct sample *sample, const char *key, enum life life) {
    struct closed closed = {true, true};
    cr_assert_eq(store_vacancy_close(sample->store, SOURCE_NHSJOBS, key, life, 0, &closed.known,
                                     &closed.changed, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return closed;
}

/* ---- known ground ---- */

Test(store_ground, is_a_line_that_stood_there_just_so_when_the_list_was_last_read) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_full(&sample.arena);
    int64_t first = sample_run(&sample);
    int64_t second = sample_run(&sample);
    int64_t third = sample_run(&sample);
    struct listing_walk walk = {.source = SOURCE_NHSJOBS, .run = first};
    cr_expect_not(sample_see(&sample, &walk, &line).is_ground, "it is new");
    cr_expect_not(sample_see(&sample, &walk, &line).is_ground, "and met twice");
    walk.run = second; /* the first one was killed: there is no ground */
    cr_expect_not(sample_see(&sample, &walk, &line).is_ground);
    walk = (struct listing_walk){SOURCE_NHSJOBS, third, second, false};
    cr_expect(sample_see(&sample, &walk, &line).is_ground);
    struct sighted again = sample_see(&sample, &walk, &line);
    cr_expect(again.is_ground, "met twice, it is what it was");
    cr_expect_eq(again.as, SIGHTING_AGAIN);
    line.title = "Changed";
    cr_expect_not(sample_see(&sample, &walk, &line).is_ground);
    cr_expect_not(sample_see(&sample, &walk, &line).is_ground, "not so when it was last read");
    walk = (struct listing_walk){SOURCE_NHSJOBS, sample_run(&sample), second, false};
    cr_expect_not(sample_see(&sample, &walk, &line).is_ground,
                  "the run that met it so was killed");
    walk.ground = third;
    cr_expect(sample_see(&sample, &walk, &line).is_ground);
    sample_close(&sample);
}

Test(store_ground, is_none_of_what_was_met_behind_it) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_full(&sample.arena);
    int64_t ground = sample_run(&sample);
    struct listing_walk walk = {SOURCE_NHSJOBS, sample_run(&sample), ground, false};
    cr_expect_not(sample_see(&sample, &walk, &line).is_ground);
    walk.run = sample_run(&sample);
    cr_expect_not(sample_see(&sample, &walk, &line).is_ground,
                  "met by a run behind it, which came to no end");
    sample_close(&sample);
}

Test(store_ground, is_none_of_what_was_only_read) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_full(&sample.arena);
    int64_t ground = sample_run(&sample);
    sample_save(&sample, &line);
    struct listing_walk walk = {SOURCE_NHSJOBS, sample_run(&sample), ground, false};
    cr_expect_not(sample_see(&sample, &walk, &line).is_ground);
    sample_close(&sample);
}

Test(store_ground, is_none_of_what_is_put_on_top_again_under_a_new_day) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_full(&sample.arena);
    line.posted = (struct date){2025, 5, 1};
    int64_t first = sample_run(&sample);
    struct listing_walk walk = {.source = SOURCE_NHSJOBS, .run = first};
    cr_expect_eq(sample_see(&sample, &walk, &line).stands_since, 0);
    walk = (struct listing_walk){SOURCE_NHSJOBS, sample_run(&sample), first, false};
    struct sighted sighted = sample_see(&sample, &walk, &line);
    cr_expect(sighted.is_ground);
    cr_expect_eq(sighted.stands_since, first);
    cr_expect_eq(sighted.known_since, first);
    line.posted = (struct date){2025, 6, 1};
    walk = (struct listing_walk){SOURCE_NHSJOBS, sample_run(&sample), walk.run, false};
    sighted = sample_see(&sample, &walk, &line);
    cr_expect_not(sighted.is_ground);
    cr_expect_eq(sighted.stands_since, 0);
    cr_expect_eq(sighted.known_since, first, "the advert itself is an old one");
    int64_t again = walk.run;
    walk = (struct listing_walk){SOURCE_NHSJOBS, sample_run(&sample), again, false};
    cr_expect(sample_see(&sample, &walk, &line).is_ground, "it stands under that day now");
    sample_close(&sample);
}

/* ---- over ---- */

Test(store_over, an_advert_that_was_never_read_is_left_in_peace_while_its_line_stays) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_small("1", "One");
    struct listing_walk walk = {.source = SOURCE_NHSJOBS, .run = sample_run(&sample)};
    cr_expect_eq(sample_see(&sample, &walk, &line).as, SIGHTING_FRESH);
    struct closed closed = close_as(&sample, "1", LIFE_CLOSED);
    cr_expect_not(closed.known);
    cr_expect(closed.changed, "that is news");
    cr_expect_eq(waiting(&sample), 0);
    cr_expect_not(close_as(&sample, "1", LIFE_CLOSED).changed, "once");
    for (int i = 0; i < 2; i++) {
        walk.run = sample_run(&sample);
        cr_expect_eq(sample_see(&sample, &walk, &line).as, SIGHTING_SAME);
        cr_expect_eq(waiting(&sample), 0);
    }
    line.closes = (struct date){2025, 7, 1};
    cr_expect_eq(sample_see(&sample, &walk, &line).as, SIGHTING_FRESH);
    cr_expect_eq(waiting(&sample), 1);
    walk.run = sample_run(&sample);
    cr_expect_eq(sample_see(&sample, &walk, &line).as, SIGHTING_FRESH, "and it is not over");
    sample_close(&sample);
}

Test(store_over, an_advert_that_was_read_is_left_in_peace_while_its_line_stays) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_full(&sample.arena);
    struct listing_walk walk = {.source = SOURCE_NHSJOBS, .run = sample_run(&sample)};
    sample_see(&sample, &walk, &line);
    sample_save(&sample, &line);
    done_all(&sample);
    cr_expect(close_as(&sample, line.id, LIFE_CLOSED).changed);
    walk.run = sample_run(&sample);
    cr_expect_eq(sample_see(&sample, &walk, &line).as, SIGHTING_SAME);
    line.closes.day++;
    cr_expect_eq(sample_see(&sample, &walk, &line).as, SIGHTING_CHANGED);
    sample_close(&sample);
}

Test(store_over, a_withdrawn_advert_that_is_listed_again_is_asked_for_once) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_full(&sample.arena);
    struct listing_walk walk = {.source = SOURCE_NHSJOBS, .run = sample_run(&sample)};
    sample_see(&sample, &walk, &line);
    sample_save(&sample, &line);
    done_all(&sample);
    close_as(&sample, line.id, LIFE_WITHDRAWN);
    walk.run = sample_run(&sample);
    cr_expect_eq(sample_see(&sample, &walk, &line).as, SIGHTING_CHANGED);
    cr_expect_eq(sample_lease(&sample, walk.run).why, QUEUE_LISTED);
    done_all(&sample);
    cr_expect_not(close_as(&sample, line.id, LIFE_CLOSED).changed, "it is withdrawn still");
    walk.run = sample_run(&sample);
    cr_expect_eq(sample_see(&sample, &walk, &line).as, SIGHTING_SAME);
    cr_expect_eq(waiting(&sample), 0);
    sample_close(&sample);
}

/* ---- life ---- */

static struct stored get(struct sample *sample, const char *name) {
    struct stored stored = {0};
    enum err err =
        store_vacancy_get(sample->store, &sample->arena, name, &stored, &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    return stored;
}

static void expect_life(struct sample *sample, const char *name, enum life life) {
    struct stored stored = get(sample, name);
    cr_expect_eq(stored.life, life, "%s is %s", name,
                 vocab_name(&vocab_life, (int)stored.life));
    cr_expect_eq(stored.life_at, sample->held.now, "since now");
    sample->held.now += 60;
}

static void expect_history(struct sample *sample, const char *name, size_t at,
                           const char *field, const char *was, const char *is) {
    struct change *changes = NULL;
    size_t count = 0;
    cr_assert_eq(
        store_history(sample->store, &sample->arena, name, &changes, &count, &sample->diag),
        ERR_NONE);
    cr_assert_gt(count, at);
    cr_expect_str_eq(changes[at].field, field);
    cr_expect_str_eq(changes[at].was, was);
    cr_expect_str_eq(changes[at].is, is);
}

Test(store_life, goes_from_open_to_changed_closed_reopened_and_withdrawn) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    cr_expect_eq(sample_save(&sample, &full), SAVED_FRESH);
    expect_life(&sample, full.id, LIFE_OPEN);
    int64_t since = get(&sample, full.id).life_at;
    cr_expect_eq(sample_save(&sample, &full), SAVED_SAME);
    cr_expect_eq(get(&sample, full.id).life_at, since, "nothing has happened");
    full.title = "Changed";
    cr_expect_eq(sample_save(&sample, &full), SAVED_CHANGED);
    expect_life(&sample, full.id, LIFE_CHANGED);
    cr_expect(close_as(&sample, full.id, LIFE_CLOSED).changed);
    expect_life(&sample, full.id, LIFE_CLOSED);
    cr_expect_eq(sample_save(&sample, &full), SAVED_REOPENED);
    expect_life(&sample, full.id, LIFE_REOPENED);
    cr_expect(close_as(&sample, full.id, LIFE_WITHDRAWN).changed);
    expect_life(&sample, full.id, LIFE_WITHDRAWN);
    cr_expect_not(close_as(&sample, full.id, LIFE_WITHDRAWN).changed);
    cr_expect_eq(get(&sample, full.id).vacancy.state, STATE_CLOSED);
    expect_history(&sample, full.id, 1, "state", "open", "closed");
    expect_history(&sample, full.id, 2, "state", "closed", "open");
    expect_history(&sample, full.id, 3, "state", "open", "closed");
    expect_history(&sample, full.id, 4, "life", "reopened", "withdrawn");
    cr_expect_eq(sample_save(&sample, &full), SAVED_REOPENED);
    expect_life(&sample, full.id, LIFE_REOPENED);
    sample_close(&sample);
}

Test(store_life, of_an_advert_first_read_when_it_was_closed_is_closed) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy small = sample_small("1", "One");
    small.state = STATE_CLOSED;
    cr_expect_eq(sample_save(&sample, &small), SAVED_FRESH);
    expect_life(&sample, "1", LIFE_CLOSED);
    small.title = "Other";
    cr_expect_eq(sample_save(&sample, &small), SAVED_CHANGED);
    cr_expect_eq(get(&sample, "1").life, LIFE_CLOSED, "it stays so");
    cr_expect(close_as(&sample, "1", LIFE_WITHDRAWN).changed,
              "its page came whole and closed, and the sweep did not show it");
    expect_life(&sample, "1", LIFE_WITHDRAWN);
    sample_close(&sample);
}

Test(store_life, is_not_touched_by_reading_the_same_page_again) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy small = sample_small("1", "One");
    sample_save(&sample, &small);
    enum saved_as as = SAVED_NONE;
    small.title = "Better read";
    cr_assert_eq(store_vacancy_save_past(sample.store, &small, "1", 0, 0, 0, &as, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(as, SAVED_CHANGED);
    cr_expect_eq(get(&sample, "1").life, LIFE_OPEN);
    sample_close(&sample);
}

/* ---- addresses ---- */

static bool name_address(struct sample *sample, const char *key, const char *url, bool again) {
    bool added = !again;
    enum err err = store_address_see(sample->store, SOURCE_NHSJOBS, key, url, 0, again, &added,
                                     &sample->diag);
    cr_assert_eq(err, ERR_NONE, "%s", sample->diag.text);
    return added;
}

Test(store_address, is_queued_once_until_it_is_asked_for_again) {
    struct sample sample;
    static const char url[] = "https://www.example.org/job?id=1";
    sample_open(&sample);
    cr_expect(name_address(&sample, url, url, false));
    cr_expect_not(name_address(&sample, url, url, false), "it waits");
    cr_expect_not(name_address(&sample, url, url, true), "it waits all the same");
    struct queued queued = sample_lease(&sample, 0);
    cr_expect_str_eq(queued.url, url);
    cr_expect_null(queued.id);
    cr_expect_eq(queued.why, QUEUE_ADDRESS);
    done_all(&sample);
    cr_expect_not(name_address(&sample, url, url, false), "it was fetched");
    cr_expect_eq(waiting(&sample), 0);
    cr_expect(name_address(&sample, url, url, true));
    cr_expect_eq(waiting(&sample), 1);
    sample_close(&sample);
}

Test(store_address, of_a_known_advert_is_asked_for_on_wish_only) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy line = sample_full(&sample.arena);
    struct listing_walk walk = {.source = SOURCE_NHSJOBS};
    sample_see(&sample, &walk, &line);
    cr_expect_not(name_address(&sample, line.id, "https://www.jobs.nhs.uk/a", false), "waits");
    sample_save(&sample, &line);
    done_all(&sample);
    cr_expect_not(name_address(&sample, line.id, "https://www.jobs.nhs.uk/a", false), "read");
    cr_expect(name_address(&sample, line.id, "https://www.jobs.nhs.uk/a", true));
    struct queued queued = sample_lease(&sample, 0);
    cr_expect_str_eq(queued.id, line.id);
    cr_expect_str_eq(queued.url, "/candidate/jobadvert/C9999-25-0001", "as it was listed");
    sample_close(&sample);
}

Test(store_address, with_an_id_carries_it) {
    struct sample sample;
    sample_open(&sample);
    cr_expect(name_address(&sample, "C1", "https://www.example.org/C1", false));
    struct queued queued = sample_lease(&sample, 0);
    cr_expect_str_eq(queued.id, "C1");
    cr_expect_str_eq(queued.url, "https://www.example.org/C1");
    cr_expect_null(queued.title);
    sample_close(&sample);
}
