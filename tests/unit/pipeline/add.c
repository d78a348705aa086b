/* tests/unit/pipeline/add.c - saved pages into the store
 * SPDX-License-Identifier: MIT
 */
#include "pipeline/add.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/schema/sample.h"

static char said[4096];

static void hear(void *state, const char *sentence) {
    size_t used = strlen(said);

    (void)state;
    snprintf(said + used, sizeof said - used, "%s\n", sentence);
}

/* A saved page of one advert, as a browser leaves it, as far as a reader needs. */
static void write_page(struct sample *sample, const char *name, const char *text) {
    run_write(&sample->place, name, text, strlen(text));
}

static enum err add_until(const volatile sig_atomic_t *stop, const struct listener *listener,
                          struct sample *sample, struct run_counts *counts, size_t count,
                          const char *const *names) {
    const char *paths[8] = {0};
    struct strings files = {0};
    struct add_options options = {.stop = stop};

    said[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        paths[i] = arena_copy_text(&sample->arena, run_path(&sample->place, names[i]));
        strings_push(&sample->arena, &files, paths[i]);
    }
    struct crew *crew = NULL;
    cr_assert_eq(crew_open(&crew, 1, &sample->clock, NULL), ERR_NONE);
    enum err err = add_run(counts, sample->store, crew, &sample->clock, &files, &options,
                           listener, &sample->diag);
    crew_close(crew);
    return err;
}

static enum err add(struct sample *sample, struct run_counts *counts, size_t count,
                    const char *const *names) {
    struct listener listener = {NULL, hear, NULL};
    return add_until(NULL, &listener, sample, counts, count, names);
}

Test(add, goes_on_behind_a_file_that_the_database_does_not_take) {
    static const char *const names[] = {"one.txt", "two.txt", "none.txt", "letter.txt"};
    struct run_counts counts = {0};
    struct sample sample;

    sample_open(&sample);
    write_page(&sample, "one.txt",
               "Job title: Support Worker\nEmployer: Invented Trust\nJob reference: A-1\n"
               "Salary: £24,465 to £26,598 a year\nClosing date: 02/12/2026\n"
               "Person specification\nEssential criteria\n- Experience of care work\n");
    write_page(&sample, "two.txt",
               "Job title: Ward Clerk\nEmployer: Invented Trust\nJob reference: A-2\n"
               "Salary: £24,465 to £26,598 a year\nClosing date: 02/12/2026\n"
               "Person specification\nEssential criteria\n- Experience of office work\n");
    write_page(&sample, "letter.txt", "Dear Sir or Madam, thank you for your letter.\n");
    sample_do(sample_path(&sample), "CREATE UNIQUE INDEX odd ON vacancy (source)");
    cr_expect_eq(add(&sample, &counts, 4, names), ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(counts.fresh, 1, "%s", said);
    cr_expect_eq(counts.failed, 2, "%s", said);
    cr_expect_eq(counts.refused, 1, "%s", said);
    cr_expect_eq(counts.seen, 4);
    cr_expect_not_null(strstr(said, "two.txt"), "%s", said);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM page"), 1,
                 "the page of a record that was not taken stayed");
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT ended_as = 'part' FROM run"), 1);
    sample_close(&sample);
}

/* ---- the user's wish to stop ---- */

static volatile sig_atomic_t wishes;

/* It comes while the second file is about to be read. */
static void wish(void *state, const struct progress *progress) {
    (void)state;
    wishes = progress->done == 1;
}

Test(add, ends_after_the_file_in_hand_and_says_what_was_done) {
    static const char *const names[] = {"one.txt", "two.txt", "three.txt"};
    struct listener listener = {wish, hear, NULL};
    struct run_counts counts = {0};
    struct sample sample;

    sample_open(&sample);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        write_page(&sample, names[i],
                   arena_printf(&sample.arena,
                                "Job title: Ward Clerk\nEmployer: Invented Trust\n"
                                "Job reference: A-%zu\nSalary: £24,465 to £26,598 a year\n"
                                "Closing date: 02/12/2026\nPerson specification\n"
                                "Essential criteria\n- Experience of office work\n",
                                i));
    }
    cr_expect_eq(add_until(&wishes, &listener, &sample, &counts, 3, names), ERR_INTERRUPTED);
    cr_expect_eq(counts.fresh, 1, "%s", said);
    cr_expect_eq(counts.seen, 1);
    cr_expect_not_null(strstr(sample.diag.text, "1 of 3 files"), "%s", sample.diag.text);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM vacancy"), 1);
    cr_expect_eq(sample_ask(sample_path(&sample),
                            "SELECT ended_as = 'stopped' AND fresh = 1 AND seen = 1 AND note "
                            "IS NOT NULL FROM run"),
                 1);
    wishes = 0;
    listener.progress = NULL;
    cr_expect_eq(add_until(&wishes, &listener, &sample, &counts, 3, names), ERR_NONE);
    cr_expect_eq(counts.fresh, 2, "the rest");
    cr_expect_eq(counts.same, 1);
    cr_expect_eq(counts.seen, 3);
    sample_close(&sample);
}
