/* tests/unit/schema/store_search.c - tests of choosing vacancies: filters and words
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/schema/sample.h"

/* Four vacancies that differ in what filters look at. */
static void fill(struct sample *sample) {
    struct vacancy full = sample_full(&sample->arena); /* closes 15 June */
    struct vacancy nurse = sample_small("C2", "Night-shift staff nurse");
    nurse.employer = "Elm Park \xc3\x89quipe";
    nurse.bands = 1u << BAND_5;
    nurse.closes = (struct date){2025, 5, 31};
    nurse.text_about = "Recovery is everybody's business. Children's ward.";
    struct vacancy manager = sample_small("C3", "Support worker manager");
    manager.employer = "100% Care_Ltd";
    manager.bands = 1u << BAND_8A;
    manager.state = STATE_CLOSED;
    manager.closes = (struct date){2025, 7, 1};
    struct vacancy bare = sample_small("C4", "Porter");
    bare.state = STATE_UNKNOWN;
    sample_save(sample, &full);
    sample_save(sample, &nurse);
    sample_save(sample, &manager);
    sample_save(sample, &bare);
}

static size_t count(struct sample *sample, const struct store_filter *filter) {
    struct sample_found found = sample_find(sample, filter);
    cr_expect_eq(found.err, ERR_NONE, "%s", sample->diag.text);
    return found.count;
}

static size_t count_words(struct sample *sample, const char *words) {
    struct store_filter filter = {.words = words};
    return count(sample, &filter);
}

/* ---- filters ---- */

Test(store_each, reads_all_by_closing_date) {
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    struct store_filter all = {0};
    struct sample_found found = sample_find(&sample, &all);
    cr_expect_eq(found.count, 4);
    cr_expect_str_eq(found.first, "C2");
    all.limit = 3;
    cr_expect_eq(count(&sample, &all), 3);
    sample_close(&sample);
}

Test(store_each, filters) {
    static const struct {
        struct store_filter filter;
        size_t count;
    } rows[] = {
        {{.bands = 1u << BAND_3}, 1},
        {{.bands = 1u << BAND_4 | 1u << BAND_8A}, 2},
        {{.bands = 1u << BAND_9}, 0},
        {{.employer = "medway VALE"}, 1},
        {{.employer = "e"}, 3},
        {{.employer = "%"}, 1},
        {{.employer = "_"}, 1},
        {{.employer = "'"}, 0},
        {{.employer = "\xc3\x89quipe"}, 1},
        {{.closes_by = {2025, 6, 15}}, 2},
        {{.closes_by = {2025, 6, 14}}, 1},
        {{.open_on = {2025, 5, 31}}, 3},
        {{.open_on = {2025, 6, 1}}, 2},
        {{.open_on = {2025, 6, 16}}, 1},
        {{.state = STATE_OPEN}, 2},
        {{.state = STATE_CLOSED}, 1},
        {{.state = STATE_UNKNOWN}, 1},
        {{.state = STATE_OPEN, .bands = 1u << BAND_5, .employer = "elm"}, 1},
        {{.words = "support", .state = STATE_OPEN}, 1},
        {{.words = "support", .bands = 1u << BAND_8A}, 1},
        {{.words = "support", .employer = "medway"}, 1},
        {{.words = "support", .closes_by = {2025, 6, 15}}, 1},
        {{.words = "support", .open_on = {2025, 6, 1}}, 1},
        {{.words = "support", .limit = 1}, 1},
    };
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(count(&sample, &rows[i].filter), rows[i].count, "row %zu", i);
    }
    sample_close(&sample);
}

Test(store_each, puts_what_is_over_behind_what_is_not) {
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    struct store_filter filter = {.past_on = {2025, 6, 10}};
    struct sample_found found = sample_find(&sample, &filter);
    cr_expect_eq(found.count, 4);
    cr_expect_str_neq(found.first, "C2", "it closed on 31 May");
    filter.past_on = (struct date){2025, 5, 1};
    found = sample_find(&sample, &filter);
    cr_expect_str_eq(found.first, "C2");
    sample_close(&sample);
}

static enum err expect_no_texts(void *state, const struct stored *stored, struct arena *arena,
                                struct diag *diag) {
    (void)arena;
    (void)diag;
    *(int *)state += 1;
    cr_expect_null(stored->vacancy.text_about);
    cr_expect_null(stored->vacancy.text_summary);
    cr_expect_not_null(stored->vacancy.title);
    return ERR_NONE;
}

Test(store_each, leaves_the_long_texts_out_where_asked) {
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    struct store_filter lean = {.without_texts = true};
    int visited = 0;
    cr_expect_eq(
        store_vacancy_each(sample.store, &lean, expect_no_texts, &visited, &sample.diag),
        ERR_NONE);
    cr_expect_eq(visited, 4);
    sample_close(&sample);
}

static enum err keep_first(void *state, const struct stored *stored, struct arena *arena,
                           struct diag *diag) {
    const char **title = state;
    (void)arena;
    *title = stored->vacancy.title;
    return diag_set(diag, ERR_INTERRUPTED, "enough");
}

Test(store_each, ends_where_the_visitor_says_and_builds_where_it_is_told) {
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    const char *title = NULL;
    struct store_filter filter = {.into = &sample.arena};
    cr_expect_eq(store_vacancy_each(sample.store, &filter, keep_first, &title, &sample.diag),
                 ERR_INTERRUPTED);
    cr_expect_str_eq(title, "Night-shift staff nurse");
    sample_close(&sample);
}

/* Saves what it visits under another title, and searches meanwhile. */
static enum err change_while_reading(void *state, const struct stored *stored,
                                     struct arena *arena, struct diag *diag) {
    struct sample *sample = state;
    struct vacancy vacancy = stored->vacancy;
    enum saved_as as = SAVED_NONE;
    (void)arena;
    vacancy.title = "Changed";
    cr_expect_geq(count_words(sample, "changed"), 0);
    return store_vacancy_save(sample->store, &vacancy, stored->key, 0, 0, &as, diag);
}

Test(store_each, lets_the_visitor_use_the_store) {
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    struct store_filter all = {0};
    cr_expect_eq(
        store_vacancy_each(sample.store, &all, change_while_reading, &sample, &sample.diag),
        ERR_NONE, "%s", sample.diag.text);
    cr_expect_eq(count_words(&sample, "changed"), 4);
    sample_close(&sample);
}

/* ---- words ---- */

Test(store_search, finds_words_wherever_they_stand) {
    static const struct {
        const char *words;
        size_t count;
    } rows[] = {
        {"recovery", 2},
        {"  Support\trecovery\n", 1},
        {"support nurse", 0},
        {"workers", 2},
        {"worker", 2},
        {"recov", 0}, /* no prefixes */
        {"recov*", 0},
        {"Dartford", 1},
        {"dartford kent", 1},
        {"DA2 6PB", 1},
        {"SW1A", 1},
        {"999-AB123-C", 1},
        {"lived experience", 1},
        {"nvq level 2", 1},
        {"cafe", 1},
        {"caf\xc3\xa9", 1},
        {"CAF\xc3\x89", 1},
        {"night-shift", 1},
        {"night shift", 1},
        {"shift-night", 0}, /* the parts must stand side by side, in this order */
        {"children's", 1},
        {"support & recovery", 1},
        {"quipe", 0},
        {"equipe", 1},
        {"unit_guessed", 0}, /* notes are about our reading */
        {"Sample", 0},       /* contacts are not searched */
    };
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_eq(count_words(&sample, rows[i].words), rows[i].count, "%s", rows[i].words);
    }
    sample_close(&sample);
}

Test(store_search, takes_any_text_for_words_and_never_for_a_query) {
    static const char *const nasty[] = {
        "",
        " \t\n",
        "\"",
        "\"\"",
        "\"support",
        "sup\"port",
        "'; DROP TABLE vacancy; --",
        "AND",
        "support AND",
        "OR OR",
        "NOT support",
        "NEAR(",
        "NEAR(support recovery, 2)",
        "*",
        "s*",
        "^support",
        "title:",
        "title : support",
        "{title employer} : x",
        "support + recovery",
        "-support",
        "(((",
        ")",
        "\\",
        "%",
        "?1 :words @x $y",
        "\xf0\x9f\x98\x80",
        "\xf0\x9f\x98\x80 support",
        "\xff\xfe\x80",
        "\xc3",
        "\xe2\x80\x8b\xe2\x80\x8b",
        "\x01\x02",
    };
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    for (size_t i = 0; i < sizeof nasty / sizeof *nasty; i++) {
        struct store_filter filter = {.words = nasty[i]};
        struct sample_found found = sample_find(&sample, &filter);
        cr_expect_eq(found.err, ERR_NONE, "%s: %s", nasty[i], sample.diag.text);
        cr_expect_leq(found.count, 2, "%s", nasty[i]);
    }
    cr_expect_eq(count_words(&sample, ""), 0, "no word finds nothing");
    cr_expect_eq(count_words(&sample, "&"), 0);
    cr_expect_eq(count_words(&sample, "\xf0\x9f\x98\x80 dartford"), 1);
    cr_expect_eq(count_words(&sample, "recovery AND support"), 0, "AND is a word like others");
    sample_close(&sample);
}

/* Text of `size` bytes that repeats `part`. */
static char *repeated(const char *part, size_t size) {
    size_t len = strlen(part);
    char *text = malloc(size + 1);
    cr_assert_not_null(text);
    for (size_t i = 0; i < size; i++) {
        text[i] = part[i % len];
    }
    text[size] = '\0';
    return text;
}

Test(store_search, copes_with_long_text) {
    static const char *const parts[] = {"support ", "q ", "\"", "x", "(", "\xff", "\xc3\xa9 "};
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char *text = repeated(parts[i], 10240);
        size_t expected = i == 0 ? 2 : 0;
        cr_expect_eq(count_words(&sample, text), expected, "%s", parts[i]);
        free(text);
    }
    char *endless = repeated("support ", (size_t)1 << 20);
    struct store_filter filter = {.words = endless};
    struct sample_found found = sample_find(&sample, &filter);
    cr_expect_eq(found.err, ERR_LIMIT);
    cr_expect(strstr(sample.diag.text, "65536 bytes"), "%s", sample.diag.text);
    free(endless);
    sample_close(&sample);
}

Test(store_search, puts_a_title_before_a_text) {
    struct sample sample;
    sample_open(&sample);
    fill(&sample);
    struct store_filter filter = {.words = "recovery"};
    cr_expect_str_eq(sample_find(&sample, &filter).first, "C9999-25-0001");
    sample_close(&sample);
}

Test(store_search, follows_what_changes) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy full = sample_full(&sample.arena);
    sample_save(&sample, &full);
    full.title = "Gardener";
    full.criterion_count = 0;
    full.locations[0].town = "Hove";
    sample_save(&sample, &full);
    cr_expect_eq(count_words(&sample, "gardener hove"), 1);
    cr_expect_eq(count_words(&sample, "dartford"), 0);
    cr_expect_eq(count_words(&sample, "nvq"), 0);
    cr_expect_eq(count_words(&sample, "recovery"), 0);
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}
