/* tests/unit/matcher/rules.c - the rules load, and each matches its examples
 * SPDX-License-Identifier: MIT
 */
#include "matcher/rules.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/builtin.h"
#include "base/file.h"
#include "matcher/rules_private.h"

static struct rules *open_builtin(void) {
    struct rules *rules = NULL;
    struct diag diag = {ERR_NONE, ""};
    cr_assert_eq(rules_open(&rules, NULL, &diag), ERR_NONE, "%s", diag.text);
    return rules;
}

static bool is_triggered(const struct grammar *grammar, size_t rule, uint32_t number) {
    uint32_t at = number && number < grammar->first_count ? grammar->first[number] : 0;
    for (; at; at = grammar->triggers[at - 1].next) {
        if (grammar->triggers[at - 1].rule == rule) {
            return true;
        }
    }
    return false;
}

/* Would a text with these words have the rule run? */
static bool runs(const struct grammar *grammar, size_t rule, const struct tokens *tokens) {
    bool started = grammar->rules[rule].always || grammar->rules[rule].yield == YIELD_GROUP;
    for (size_t i = 0; i < tokens->count && !started; i++) {
        started = is_triggered(grammar, rule, tokens->at[i].number);
        for (size_t k = 0; k < TOKEN_STEMS_MAX && !started; k++) {
            started = is_triggered(grammar, rule, tokens->at[i].stems[k]);
        }
    }
    return started;
}

static void expect_examples(const struct rules *rules, size_t index, bool matches) {
    const struct rule *rule = &rules->grammar.rules[index];
    const struct strings *examples = matches ? &rule->yes : &rule->no;
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    for (size_t i = 0; i < examples->count; i++) {
        struct tokens tokens = tokens_read(&arena, &rules->words, span_of(examples->at[i]));
        bool found = pattern_find(rule->pattern, tokens.flat, 0, NULL) == PATTERN_FOUND;
        cr_expect_eq(found, matches, "%s: %s", rule->id, examples->at[i]);
        cr_expect(!matches || runs(&rules->grammar, index, &tokens), "%s is not started by: %s",
                  rule->id, examples->at[i]);
    }
    arena_fini(&arena);
}

Test(rules, match_their_examples_and_only_them) {
    struct rules *rules = open_builtin();
    cr_expect_gt(rules->grammar.count, 60);
    for (size_t i = 0; i < rules->grammar.count; i++) {
        expect_examples(rules, i, true);
        expect_examples(rules, i, false);
    }
    rules_close(rules);
}

Test(rules, have_ids_of_their_own) {
    struct rules *rules = open_builtin();
    const struct grammar *grammar = &rules->grammar;
    for (size_t i = 0; i < grammar->count; i++) {
        for (size_t k = 0; k < i; k++) {
            cr_expect_str_neq(grammar->rules[i].id, grammar->rules[k].id);
        }
    }
    rules_close(rules);
}

Test(rules, have_a_version_that_stays) {
    struct rules *one = open_builtin();
    struct rules *two = open_builtin();
    cr_expect_eq(strlen(rules_version(one)), 12);
    cr_expect_str_eq(rules_version(one), rules_version(two));
    rules_close(one);
    rules_close(two);
    rules_close(NULL);
}

/* ---- a folder of one's own ------------------------------------------------------------- */

static void write_to(const char *folder, const char *name, struct span content) {
    char path[256];
    struct diag diag = {ERR_NONE, ""};
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    cr_assert_eq(file_write(path, content, 0600, &diag), ERR_NONE, "%s", diag.text);
}

/* Copies the built-in rules into a new folder. */
static void make_folder(char *folder) {
    cr_assert_not_null(mkdtemp(folder));
    size_t at = 0;
    const struct builtin *file = NULL;
    while ((file = builtin_next("matcher/rules/", &at))) {
        write_to(folder, strrchr(file->name, '/') + 1, (struct span){file->at, file->len});
    }
}

static void remove_folder(const char *folder) {
    size_t at = 0;
    const struct builtin *file = NULL;
    while ((file = builtin_next("matcher/rules/", &at))) {
        char path[256];
        (void)snprintf(path, sizeof path, "%s/%s", folder, strrchr(file->name, '/') + 1);
        (void)remove(path);
    }
    (void)rmdir(folder);
}

Test(rules, are_read_from_a_folder) {
    char folder[] = "/tmp/shortlist-rules-XXXXXX";
    struct rules *rules = NULL;
    struct rules *builtin = open_builtin();
    struct diag diag = {ERR_NONE, ""};
    make_folder(folder);
    cr_assert_eq(rules_open(&rules, folder, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_str_eq(rules_version(rules), rules_version(builtin));
    rules_close(rules);
    rules_close(builtin);
    remove_folder(folder);
}

Test(rules, the_words_of_the_sheet_are_rules_too) {
    static const char *const files[][2] = {{"prompts.tsv", "other\tall\tWhat shows it?\n"},
                                           {"example_words.tsv", "deed\twrote\n"}};
    struct rules *builtin = open_builtin();
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char folder[] = "/tmp/shortlist-rules-XXXXXX";
        struct rules *rules = NULL;
        struct diag diag = {ERR_NONE, ""};
        make_folder(folder);
        write_to(folder, files[i][0], span_of(files[i][1]));
        cr_assert_eq(rules_open(&rules, folder, &diag), ERR_NONE, "%s", diag.text);
        cr_expect_str_neq(rules_version(rules), rules_version(builtin), "%s", files[i][0]);
        rules_close(rules);
        remove_folder(folder);
    }
    rules_close(builtin);
}

Test(rules, say_where_a_file_is_wrong) {
    static const struct {
        const char *file;
        const char *content;
        const char *says;
    } rows[] = {
        {"concepts.tsv",
         "id\tkind\tlabel\twordings\tbroader\tneighbours\tagainst\na\tthing\t\t\t\t\t\n",
         "concepts.tsv:2: no such kind"},
        {"concepts.tsv",
         "id\tkind\tlabel\twordings\tbroader\tneighbours\tagainst\na\tskill\t\t\tb\t\t\n",
         "concepts.tsv:2: no row has the id 'b'"},
        {"cues.tsv", "cue\twords\nperhaps\tmaybe\n", "cues.tsv:2: no such cue: 'perhaps'"},
        {"words.tsv", "words\tvalue\nof\t101\n", "words.tsv:2: '101' is no number"},
        {"requirement.rules", "rule a\nyields cake\n", "requirement.rules:2: no rule yields"},
        {"requirement.rules", "rule a\nyields nothing\nmatch (\nyes (\n",
         "requirement.rules:3: "},
        {"requirement.rules", "rule a\nyields nothing\n\n", "requirement.rules:3: no 'yields'"},
        {"prompts.tsv", "skill\tall\n", "prompts.tsv:1: expected"},
        {"example_words.tsv", "verb\tgo\n", "example_words.tsv:1: no such kind"},
        {"qualifications.tsv", "words\tlevel\tsubject\tuse\nNVQ\t9\t\tname\n",
         "qualifications.tsv:2: no such level"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char folder[] = "/tmp/shortlist-rules-XXXXXX";
        struct rules *rules = NULL;
        struct diag diag = {ERR_NONE, ""};
        make_folder(folder);
        write_to(folder, rows[i].file, span_of(rows[i].content));
        cr_expect_eq(rules_open(&rules, folder, &diag), ERR_INPUT, "%s", rows[i].says);
        cr_expect_not_null(strstr(diag.text, rows[i].says), "%s: %s", rows[i].says, diag.text);
        cr_expect_null(rules);
        remove_folder(folder);
    }
}

Test(rules, are_built_in_where_a_folder_lacks_a_file) {
    char folder[] = "/tmp/shortlist-rules-XXXXXX";
    struct rules *rules = NULL;
    struct rules *builtin = open_builtin();
    struct diag diag = {ERR_NONE, ""};
    cr_assert_not_null(mkdtemp(folder));
    write_to(folder, "words.tsv", span_of("words\tvalue\nzebra\t7\n"));
    cr_assert_eq(rules_open(&rules, folder, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_eq(rules->grammar.count, builtin->grammar.count);
    cr_expect_eq(concepts_word_weight(rules, SPAN("zebra")), 7);
    cr_expect_str_neq(rules_version(rules), rules_version(builtin));
    rules_close(rules);
    rules_close(builtin);
    remove_folder(folder);
}

Test(rules, need_a_folder_with_a_file_of_theirs) {
    char folder[] = "/tmp/shortlist-rules-XXXXXX";
    struct rules *rules = NULL;
    struct diag diag = {ERR_NONE, ""};
    cr_assert_not_null(mkdtemp(folder));
    cr_expect_eq(rules_open(&rules, folder, &diag), ERR_ABSENT);
    cr_expect_not_null(strstr(diag.text, "none of the files"), "%s", diag.text);
    cr_expect_eq(rules_open(&rules, "/nonexistent/rules", &diag), ERR_ABSENT);
    cr_expect_null(rules);
    remove_folder(folder);
}
