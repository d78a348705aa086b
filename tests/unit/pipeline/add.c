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

static enum err add(struct sample *sample, struct run_counts *counts, size_t count,
                    const char *const *names) {
    const char *paths[8] = {0};
    struct strings files = {0};
    struct reader_options options = {0};
    struct listener listener = {NULL, hear, NULL};

    said[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        paths[i] = arena_copy_text(&sample->arena, run_path(&sample->place, names[i]));
        strings_push(&sample->arena, &files, paths[i]);
    }
    struct crew *crew = NULL;
    cr_assert_eq(crew_open(&crew, 1, &sample->clock, NULL), ERR_NONE);
    enum err err = add_run(counts, sample->store, crew, &sample->clock, &files, &options,
                           &listener, &sample->diag);
    crew_close(crew);
    return err;
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
