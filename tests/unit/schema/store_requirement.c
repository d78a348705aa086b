/* tests/unit/schema/store_requirement.c - tests of what criteria ask for, as the store keeps it
 * SPDX-License-Identifier: MIT
 */
#include "schema/store_requirement.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "schema/requirement_text.h"
#include "tests/unit/schema/sample.h"

static struct requirement tree_of(struct arena *arena, const char *line) {
    struct requirement tree = {0};
    struct diag diag;
    cr_assert_eq(requirement_text_read(&tree, arena, span_of(line), &diag), ERR_NONE, "%s",
                 diag.text);
    return tree;
}

static const char *line_of(struct arena *arena, const struct requirement *tree) {
    struct buf out;
    buf_init(&out, REQUIREMENT_TEXT_MAX);
    requirement_text_write(&out, tree);
    const char *line = arena_copy(arena, buf_span(&out));
    buf_fini(&out);
    return line;
}

static struct stored get(struct sample *sample, const char *name) {
    struct stored stored = {0};
    cr_assert_eq(store_vacancy_get(sample->store, &sample->arena, name, &stored, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return stored;
}

static const char first_line[] = "qualification level=2 subject=care status=held + equivalent";
static const char second_line[] = "experience kinds=lived";

/* The full sample's two criteria, read: where the first atom stood, and one that stood nowhere.
 */
static bool put_full(struct sample *sample, const struct stored *stored, const char *rules) {
    struct requirement trees[] = {tree_of(&sample->arena, first_line),
                                  tree_of(&sample->arena, second_line)};
    bool kept = false;
    trees[0].rule = "q-level";
    trees[0].any_of[0].atoms[0].words =
        span_part(span_of(stored->vacancy.criteria[0].text), 4, 7);
    cr_assert_eq(store_demands_put(sample->store, stored->row, &stored->vacancy, trees, rules,
                                   &kept, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return kept;
}

static struct stored save_full(struct sample *sample) {
    struct vacancy full = sample_full(&sample->arena);
    sample_save(sample, &full);
    return get(sample, full.id);
}

static bool has_demands(struct sample *sample, struct stored *stored, const char *rules) {
    cr_assert_eq(store_demands_get(sample->store, &sample->arena, rules, stored, &sample->diag),
                 ERR_NONE, "%s", sample->diag.text);
    return stored->requirements != NULL;
}

static size_t count_lacking(struct sample *sample, const char *rules) {
    struct store_filter filter = {.lacks = rules};
    int64_t count = -1;
    cr_assert_eq(store_vacancy_tally(sample->store, &filter, &count, &sample->diag), ERR_NONE);
    struct sample_found found = sample_find(sample, &filter);
    cr_expect_eq((int64_t)found.count, count);
    return found.count;
}

static void expect_full(struct sample *sample, const struct stored *stored) {
    cr_assert_not_null(stored->requirements);
    const struct requirement *trees = stored->requirements;
    cr_expect_str_eq(line_of(&sample->arena, &trees[0]), first_line);
    cr_expect_str_eq(line_of(&sample->arena, &trees[1]), second_line);
    cr_expect_str_eq(trees[0].rule, "q-level");
    cr_expect_null(trees[1].rule);
    struct span words = trees[0].any_of[0].atoms[0].words;
    cr_expect_eq(words.at, stored->vacancy.criteria[0].text + 4);
    cr_expect(span_is(words, "level 2"));
    cr_expect_eq(trees[1].any_of[0].atoms[0].words.len, 0);
}

Test(store_requirement, comes_back_with_its_words_as_parts_of_the_criterion) {
    struct sample sample;
    sample_open(&sample);
    struct stored stored = save_full(&sample);
    cr_expect(!has_demands(&sample, &stored, "r1"), "nobody has read it");
    cr_expect_eq(count_lacking(&sample, "r1"), 1);
    cr_expect(put_full(&sample, &stored, "r1"));
    sample_reopen(&sample);
    stored = get(&sample, stored.key);
    cr_expect_null(stored.requirements, "they were not asked for");
    cr_expect(has_demands(&sample, &stored, "r1"));
    expect_full(&sample, &stored);
    cr_expect_eq(count_lacking(&sample, "r1"), 0);
    sample_close(&sample);
}

static enum err visit_full(void *state, const struct stored *stored, struct arena *arena,
                           struct diag *diag) {
    (void)arena;
    (void)diag;
    expect_full(state, stored);
    return ERR_NONE;
}

Test(store_requirement, comes_with_the_record_where_it_is_asked_for) {
    struct sample sample;
    sample_open(&sample);
    struct stored stored = save_full(&sample);
    put_full(&sample, &stored, "r1");
    struct store_filter filter = {.rules = "r1"};
    cr_expect_eq(store_vacancy_each(sample.store, &filter, visit_full, &sample, &sample.diag),
                 ERR_NONE);
    struct stored at = {0};
    cr_expect_eq(
        store_vacancy_at(sample.store, &sample.arena, stored.row, "r1", &at, &sample.diag),
        ERR_NONE);
    cr_expect_str_eq(at.key, stored.key);
    cr_expect_eq(at.row, stored.row);
    expect_full(&sample, &at);
    cr_expect_eq(
        store_vacancy_at(sample.store, &sample.arena, stored.row, NULL, &at, &sample.diag),
        ERR_NONE);
    cr_expect_null(at.requirements);
    cr_expect_eq(store_vacancy_at(sample.store, &sample.arena, 99, "r1", &at, &sample.diag),
                 ERR_ABSENT);
    sample_close(&sample);
}

Test(store_requirement, of_other_rules_is_none_and_gives_way) {
    struct sample sample;
    sample_open(&sample);
    struct stored stored = save_full(&sample);
    put_full(&sample, &stored, "r1");
    cr_expect(!has_demands(&sample, &stored, "r2"));
    cr_expect_eq(count_lacking(&sample, "r2"), 1);
    put_full(&sample, &stored, "r2");
    cr_expect(has_demands(&sample, &stored, "r2"));
    cr_expect(!has_demands(&sample, &stored, "r1"));
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM asked"), 1);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM requirement"), 2);
    cr_expect_eq(store_demands_put(sample.store, stored.row, &stored.vacancy, NULL, "", NULL,
                                   &sample.diag),
                 ERR_INPUT);
    sample_close(&sample);
}

Test(store_requirement, goes_when_the_vacancy_changes_and_stays_when_it_does_not) {
    struct sample sample;
    sample_open(&sample);
    struct stored stored = save_full(&sample);
    put_full(&sample, &stored, "r1");
    struct vacancy full = sample_full(&sample.arena);
    cr_expect_eq(sample_save(&sample, &full), SAVED_SAME);
    cr_expect(has_demands(&sample, &stored, "r1"));
    full.criteria[1].text = "Lived experience of caring";
    cr_expect_eq(sample_save(&sample, &full), SAVED_CHANGED);
    stored = get(&sample, stored.key);
    cr_expect(!has_demands(&sample, &stored, "r1"));
    cr_expect_eq(count_lacking(&sample, "r1"), 1);
    sample_close(&sample);
}

Test(store_requirement, is_not_kept_for_criteria_that_are_others_by_now) {
    struct sample sample;
    sample_open(&sample);
    struct stored stored = save_full(&sample);
    struct vacancy full = sample_full(&sample.arena);
    full.criteria[0].need = NEED_DESIRABLE;
    sample_save(&sample, &full);
    cr_expect(!put_full(&sample, &stored, "r1"));
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM asked"), 0);
    stored = get(&sample, stored.key);
    cr_expect(put_full(&sample, &stored, "r1"));
    stored.row = 99;
    cr_expect(!put_full(&sample, &stored, "r1"), "there is no such vacancy");
    struct vacancy bare = sample_small("bare", "No criteria");
    bool kept = true;
    cr_expect_eq(store_demands_put(sample.store, 99, &bare, NULL, "r1", &kept, &sample.diag),
                 ERR_NONE);
    cr_expect(!kept);
    sample_close(&sample);
}

Test(store_requirement, of_a_vacancy_without_criteria_is_kept_too) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy bare = sample_small("bare", "No criteria");
    sample_save(&sample, &bare);
    struct stored stored = get(&sample, "bare");
    bool kept = false;
    cr_expect_eq(count_lacking(&sample, "r1"), 1);
    cr_expect_eq(store_demands_put(sample.store, stored.row, &stored.vacancy, NULL, "r1", &kept,
                                   &sample.diag),
                 ERR_NONE);
    cr_expect(kept);
    cr_expect_eq(count_lacking(&sample, "r1"), 0);
    cr_expect(has_demands(&sample, &stored, "r1"));
    sample_close(&sample);
}

Test(store_requirement, that_could_not_be_read_again_is_refused_and_nothing_is_kept) {
    struct sample sample;
    sample_open(&sample);
    struct stored stored = save_full(&sample);
    struct requirement trees[] = {tree_of(&sample.arena, second_line),
                                  tree_of(&sample.arena, first_line)};
    trees[1].any_of[0].atoms[0].level = 9;
    cr_expect_eq(store_demands_put(sample.store, stored.row, &stored.vacancy, trees, "r1", NULL,
                                   &sample.diag),
                 ERR_INPUT);
    cr_expect(strstr(sample.diag.text, "criterion 2"), "%s", sample.diag.text);
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM requirement"), 0);
    sample_close(&sample);
}

Test(store_requirement, is_undone_with_the_transaction_it_was_put_in) {
    struct sample sample;
    sample_open(&sample);
    struct stored stored = save_full(&sample);
    cr_assert_eq(store_begin_light(sample.store, &sample.diag), ERR_NONE);
    cr_expect(put_full(&sample, &stored, "r1"));
    cr_expect(has_demands(&sample, &stored, "r1"));
    store_rollback(sample.store);
    cr_expect(!has_demands(&sample, &stored, "r1"));
    cr_expect_eq(sample_ask(sample_path(&sample), "SELECT count(*) FROM requirement"), 0);
    sample_close(&sample);
}

Test(store_requirement, is_undone_where_the_program_is_killed) {
    struct sample sample;
    sample_open(&sample);
    struct stored stored = save_full(&sample);
    store_close(sample.store);
    sample.store = NULL;
    pid_t child = fork();
    cr_assert(child >= 0);
    if (child == 0) {
        sample_reopen(&sample);
        (void)store_begin(sample.store, NULL);
        put_full(&sample, &stored, "r1");
        (void)raise(SIGKILL);
    }
    (void)waitpid(child, NULL, 0);
    sample_reopen(&sample);
    cr_expect(!has_demands(&sample, &stored, "r1"));
    sample_expect_whole(sample_path(&sample));
    sample_close(&sample);
}

Test(store_requirement, is_listed_once_by_its_number) {
    struct sample sample;
    struct requirement_texts texts = {NULL, 7};
    sample_open(&sample);
    cr_assert_eq(store_requirements(sample.store, &sample.arena, &texts, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(texts.count, 0);
    struct stored stored = save_full(&sample);
    put_full(&sample, &stored, "r1");
    struct vacancy other = sample_full(&sample.arena);
    other.id = "other";
    sample_save(&sample, &other);
    stored = get(&sample, "other");
    put_full(&sample, &stored, "r1");
    cr_assert_eq(store_read_begin(sample.store, &sample.diag), ERR_NONE);
    cr_assert_eq(store_requirements(sample.store, &sample.arena, &texts, &sample.diag),
                 ERR_NONE);
    store_read_end(sample.store);
    cr_assert_eq(texts.count, 3);
    cr_expect_eq(texts.at[0].len, 0);
    cr_expect(span_is(texts.at[1], first_line));
    cr_expect(span_is(texts.at[2], second_line));
    sample_close(&sample);
}

Test(store_requirement, that_nobody_asks_for_goes_with_the_next_prune) {
    struct sample sample;
    struct requirement_texts texts;
    int64_t dropped = 0;
    sample_open(&sample);
    struct stored stored = save_full(&sample);
    put_full(&sample, &stored, "r1");
    struct requirement trees[] = {tree_of(&sample.arena, "dbs"),
                                  tree_of(&sample.arena, second_line)};
    cr_assert_eq(store_demands_put(sample.store, stored.row, &stored.vacancy, trees, "r2", NULL,
                                   &sample.diag),
                 ERR_NONE);
    const char *path = sample_path(&sample);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM requirement"), 3);
    cr_assert_eq(store_prune(sample.store, (struct date){2020, 1, 1}, &dropped, &sample.diag),
                 ERR_NONE);
    cr_expect_eq(sample_ask(path, "SELECT count(*) FROM requirement"), 2);
    cr_assert_eq(store_requirements(sample.store, &sample.arena, &texts, &sample.diag),
                 ERR_NONE);
    cr_assert_eq(texts.count, 4);
    cr_expect_eq(texts.at[1].len, 0);
    cr_expect(span_is(texts.at[3], "dbs"));
    cr_expect(has_demands(&sample, &stored, "r2"));
    sample_close(&sample);
}

/* Columns that this program has not written. */
static const char *const damages[] = {
    "UPDATE asked SET demands = x'01'",
    "UPDATE asked SET demands = x'0501058080808080'",
    "UPDATE asked SET demands = x'01000102'",
    "UPDATE asked SET demands = x''",
    "UPDATE asked SET words = ''",
    "UPDATE asked SET words = 'r 4+7'",
    "UPDATE asked SET words = 'r 400+7' || char(10) || 'r -'",
    "UPDATE asked SET words = 'r 4+700' || char(10) || 'r -'",
    "UPDATE asked SET words = 'r 4+7 1+1' || char(10) || 'r -'",
    "UPDATE asked SET words = 'r' || char(10) || 'r -'",
};

Test(store_requirement, that_does_not_fit_its_criteria_is_none) {
    struct sample sample;
    sample_open(&sample);
    struct stored stored = save_full(&sample);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        put_full(&sample, &stored, "r1");
        cr_expect(has_demands(&sample, &stored, "r1"));
        sample_do(sample_path(&sample), damages[i]);
        cr_expect(!has_demands(&sample, &stored, "r1"), "%s", damages[i]);
    }
    put_full(&sample, &stored, "r1");
    sample_do(sample_path(&sample), "UPDATE requirement SET tree = 'gibberish' WHERE "
                                    "requirement = 1");
    cr_expect_eq(store_demands_get(sample.store, &sample.arena, "r1", &stored, &sample.diag),
                 ERR_STORE);
    sample_do(sample_path(&sample), "DELETE FROM requirement");
    cr_expect_eq(store_demands_get(sample.store, &sample.arena, "r1", &stored, &sample.diag),
                 ERR_STORE);
    sample_close(&sample);
}

/* ---- in brief ---- */

/* What a scan gave, copied. */
struct seen {
    struct arena *arena;
    struct brief briefs[8];
    size_t count;
    enum err stop;
};

static enum err visit_brief(void *state, const struct brief *brief, struct diag *diag) {
    struct seen *seen = state;
    (void)diag;
    cr_assert_lt(seen->count, sizeof seen->briefs / sizeof *seen->briefs);
    struct brief *copy = &seen->briefs[seen->count++];
    *copy = *brief;
    copy->key = arena_copy_text(seen->arena, brief->key);
    copy->title = arena_copy_text(seen->arena, brief->title);
    copy->employer = arena_copy_text(seen->arena, brief->employer);
    struct brief_place *places =
        arena_alloc(seen->arena, brief->place_count + 1, sizeof *places);
    for (size_t i = 0; i < brief->place_count; i++) {
        places[i] = (struct brief_place){
            arena_copy_text(seen->arena, brief->places[i].town),
            arena_copy_text(seen->arena, brief->places[i].county),
            arena_copy_text(seen->arena, brief->places[i].postcode), brief->places[i].nation};
    }
    copy->places = places;
    struct brief_line *lines = arena_alloc(seen->arena, brief->line_count + 1, sizeof *lines);
    for (size_t i = 0; i < brief->line_count; i++) {
        lines[i] = brief->lines[i];
    }
    copy->lines = lines;
    return seen->stop;
}

static struct seen scan(struct sample *sample, const struct store_filter *filter,
                        const char *rules) {
    struct seen seen = {.arena = &sample->arena};
    cr_assert_eq(
        store_brief_each(sample->store, filter, rules, visit_brief, &seen, &sample->diag),
        ERR_NONE, "%s", sample->diag.text);
    return seen;
}

Test(store_brief, has_all_that_a_sift_needs) {
    struct sample sample;
    sample_open(&sample);
    struct stored stored = save_full(&sample);
    put_full(&sample, &stored, "r1");
    struct seen seen = scan(&sample, &(struct store_filter){0}, "r1");
    cr_assert_eq(seen.count, 1);
    const struct brief *brief = &seen.briefs[0];
    struct vacancy full = sample_full(&sample.arena);
    cr_expect_eq(brief->row, stored.row);
    cr_expect_str_eq(brief->key, full.id);
    cr_expect_str_eq(brief->title, full.title);
    cr_expect_str_eq(brief->employer, full.employer);
    cr_expect_eq(brief->source, SOURCE_NHSJOBS);
    cr_expect_eq(brief->state, STATE_OPEN);
    cr_expect_eq(brief->life, LIFE_OPEN);
    cr_expect_eq(date_compare(brief->closes, full.closes), 0);
    cr_expect_eq(brief->pay_scheme, full.pay_scheme);
    cr_expect_eq(brief->bands, full.bands);
    cr_expect_eq(brief->salary.kind, full.salary.kind);
    cr_expect_eq(brief->salary.min, full.salary.min);
    cr_expect_eq(brief->salary.max, full.salary.max);
    cr_expect_eq(brief->salary.period, full.salary.period);
    cr_expect_eq(brief->salary.pro_rata, full.salary.pro_rata);
    cr_expect_eq(brief->salary.high_cost_area, full.salary.high_cost_area);
    cr_expect_null(brief->salary.text);
    cr_expect_eq(brief->contract, full.contract);
    cr_expect_eq(brief->contract_months, full.contract_months);
    cr_expect_eq(brief->working_patterns, full.working_patterns);
    cr_expect_eq(brief->hours_low, full.hours_low);
    cr_expect_eq(brief->hours_high, full.hours_high);
    cr_expect_eq(brief->sponsorship, full.sponsorship);
    cr_assert_eq(brief->place_count, 2);
    cr_expect_str_eq(brief->places[0].town, "Dartford");
    cr_expect_str_eq(brief->places[0].county, "Kent");
    cr_expect_str_eq(brief->places[0].postcode, "DA2 6PB");
    cr_expect_eq(brief->places[0].nation, NATION_ENGLAND);
    cr_expect_null(brief->places[1].town);
    cr_expect_str_eq(brief->places[1].postcode, "SW1A");
    cr_expect(brief->is_read);
    cr_assert_eq(brief->line_count, 2);
    cr_expect_eq(brief->lines[0].requirement, 1);
    cr_expect_eq(brief->lines[0].need, NEED_ESSENTIAL);
    cr_expect_eq(brief->lines[0].assessed, full.criteria[0].assessed);
    cr_expect_eq(brief->lines[1].requirement, 2);
    cr_expect_eq(brief->lines[1].need, NEED_DESIRABLE);
    cr_expect_eq(brief->lines[1].assessed, 0);
    sample_close(&sample);
}

Test(store_brief, of_little_says_that_it_is_little) {
    struct sample sample;
    sample_open(&sample);
    struct vacancy vacancy = sample_small("A", NULL);
    vacancy.state = STATE_NONE;
    sample_save(&sample, &vacancy);
    struct seen seen = scan(&sample, &(struct store_filter){0}, "r1");
    cr_assert_eq(seen.count, 1);
    const struct brief *brief = &seen.briefs[0];
    cr_expect_null(brief->title);
    cr_expect_null(brief->employer);
    cr_expect_eq(brief->state, STATE_NONE);
    cr_expect(date_is_none(brief->closes));
    cr_expect_eq(brief->bands + brief->working_patterns, 0);
    cr_expect_eq(brief->salary.min, MONEY_NONE);
    cr_expect_eq(brief->salary.max, MONEY_NONE);
    cr_expect_eq(brief->place_count, 0);
    cr_expect(!brief->is_read);
    cr_expect_eq(brief->line_count, 0);
    sample_close(&sample);
}

/* Some with places and demands, some without, so that the three lists must be kept in step. */
static void save_several(struct sample *sample) {
    for (int i = 0; i < 5; i++) {
        struct vacancy vacancy = sample_full(&sample->arena);
        vacancy.id = arena_printf(&sample->arena, "V%d", i);
        vacancy.reference = NULL;
        vacancy.title = i == 3 ? "Gardener" : "Support worker";
        vacancy.closes = (struct date){2025, 6, 10 + i};
        vacancy.bands = 1u << (BAND_2 + i);
        vacancy.location_count = i % 2 ? 0 : 2;
        vacancy.locations[0].town = i == 2 ? "Chatham" : "Dartford";
        vacancy.state = i == 4 ? STATE_CLOSED : STATE_OPEN;
        sample_save(sample, &vacancy);
        struct stored stored = get(sample, vacancy.id);
        if (i != 2) {
            put_full(sample, &stored, i == 0 ? "r0" : "r1");
        }
    }
}

Test(store_brief, keeps_vacancies_places_and_demands_in_step) {
    struct sample sample;
    sample_open(&sample);
    save_several(&sample);
    struct seen seen = scan(&sample, &(struct store_filter){0}, "r1");
    static const bool is_read[] = {false, true, false, true, true};
    cr_assert_eq(seen.count, 5);
    for (size_t i = 0; i < 5; i++) {
        cr_expect_eq(seen.briefs[i].place_count, i % 2 ? 0 : 2);
        cr_expect_eq(seen.briefs[i].is_read, is_read[i]);
        cr_expect_eq(seen.briefs[i].line_count, is_read[i] ? 2 : 0);
    }
    cr_expect_str_eq(seen.briefs[2].places[0].town, "Chatham");
    cr_expect_str_eq(seen.briefs[4].places[0].town, "Dartford");
    sample_close(&sample);
}

static const struct {
    struct store_filter filter;
    const char *keys;
} filters[] = {
    {{.open_on = {2025, 6, 12}}, "V2 V3 "},
    {{.closes_by = {2025, 6, 11}}, "V0 V1 "},
    {{.bands = 1u << BAND_3 | 1u << BAND_5}, "V1 V3 "},
    {{.employer = "medway"}, "V0 V1 V2 V3 V4 "},
    {{.employer = "nobody"}, ""},
    {{.state = STATE_CLOSED}, "V4 "},
    {{.lacks = "r1"}, "V0 V2 "},
    {{.words = "baker"}, ""},
    {{.words = "gardeners"}, "V3 "},
    {{.words = "&"}, ""},
    {{.words = "support", .open_on = {2025, 6, 12}}, "V2 "},
    {{.words = "chatham", .lacks = "r1"}, "V2 "},
    {{.words = "worker lived", .bands = 1u << BAND_3, .closes_by = {2025, 6, 30}}, "V1 "},
};

/* Also what store_vacancy_each finds, which has the same conditions in statements of its own.
 */
Test(store_brief, heeds_the_filter_as_the_reading_of_records_does) {
    struct sample sample;
    sample_open(&sample);
    save_several(&sample);
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        struct seen seen = scan(&sample, &filters[i].filter, "r1");
        const char *keys = "";
        for (size_t j = 0; j < seen.count; j++) {
            keys = arena_printf(&sample.arena, "%s%s ", keys, seen.briefs[j].key);
            if (seen.briefs[j].row == 3) {
                cr_expect_eq(seen.briefs[j].place_count, 2);
            }
        }
        cr_expect_str_eq(keys, filters[i].keys, "filter %zu", i);
        cr_expect_eq(sample_find(&sample, &filters[i].filter).count, seen.count, "filter %zu",
                     i);
    }
    sample_close(&sample);
}

Test(store_brief, ends_where_the_visitor_says) {
    struct sample sample;
    sample_open(&sample);
    save_several(&sample);
    struct seen seen = {.arena = &sample.arena, .stop = ERR_INTERRUPTED};
    cr_expect_eq(store_brief_each(sample.store, &(struct store_filter){0}, "r1", visit_brief,
                                  &seen, &sample.diag),
                 ERR_INTERRUPTED);
    cr_expect_eq(seen.count, 1);
    cr_expect_eq(scan(&sample, &(struct store_filter){0}, "r1").count, 5, "and starts anew");
    sample_close(&sample);
}

Test(store_brief, sees_one_moment_while_another_program_writes) {
    struct sample sample;
    struct requirement_texts texts;
    sample_open(&sample);
    save_several(&sample);
    cr_assert_eq(store_read_begin(sample.store, &sample.diag), ERR_NONE);
    cr_assert_eq(store_requirements(sample.store, &sample.arena, &texts, &sample.diag),
                 ERR_NONE);
    sample_do(sample_path(&sample), "INSERT INTO requirement VALUES (9, 'dbs');"
                                    "UPDATE asked SET demands = x'01090109', rules = 'r1'");
    struct seen seen = scan(&sample, &(struct store_filter){0}, "r1");
    store_read_end(sample.store);
    cr_expect_lt(seen.briefs[1].lines[0].requirement, texts.count);
    seen = scan(&sample, &(struct store_filter){0}, "r1");
    cr_expect_eq(seen.briefs[1].lines[0].requirement, 9);
    sample_close(&sample);
}

Test(store_brief, says_that_demands_are_damaged) {
    struct sample sample;
    sample_open(&sample);
    save_several(&sample);
    struct seen seen = {.arena = &sample.arena};
    sample_do(sample_path(&sample), "UPDATE asked SET demands = x'0101ff' WHERE vacancy = 2");
    cr_expect_eq(store_brief_each(sample.store, &(struct store_filter){0}, "r1", visit_brief,
                                  &seen, &sample.diag),
                 ERR_STORE);
    cr_expect(strstr(sample.diag.text, "damaged"), "%s", sample.diag.text);
    sample_close(&sample);
}

/* Numbers around each length that they take. */
Test(store_brief, has_numbers_of_any_size) {
    static const char *const numbers[] = {"127", "128", "16383", "16384", "4294967295"};
    struct sample sample;
    sample_open(&sample);
    struct stored stored = save_full(&sample);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const char *sql = arena_printf(&sample.arena,
                                       "DELETE FROM asked; DELETE FROM requirement;"
                                       "INSERT INTO requirement VALUES (%s, '%s')",
                                       numbers[i], first_line);
        sample_do(sample_path(&sample), sql);
        if (i < 4) {
            put_full(&sample, &stored, "r1");
        } else {
            struct requirement trees[] = {tree_of(&sample.arena, first_line),
                                          tree_of(&sample.arena, first_line)};
            cr_assert_eq(store_demands_put(sample.store, stored.row, &stored.vacancy, trees,
                                           "r1", NULL, &sample.diag),
                         ERR_NONE);
        }
        struct seen seen = scan(&sample, &(struct store_filter){0}, "r1");
        cr_assert_eq(seen.briefs[0].line_count, 2);
        cr_expect_eq(seen.briefs[0].lines[0].requirement, strtoul(numbers[i], NULL, 10));
    }
    sample_close(&sample);
}
