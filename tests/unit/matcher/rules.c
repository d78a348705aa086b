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

Test(rules, match_their_examples_and_only_them) {
    struct rules *rules = open_builtin();
    struct diag diag = {ERR_NONE, ""};
    cr_expect_gt(rules->grammar.count, 60);
    cr_expect_eq(rules_check_examples(rules, "requirement.rules", &diag), ERR_NONE, "%s",
                 diag.text);
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

/* Somebody's own rule that does not do what its examples say is named with file and line. */
Test(rules, of_a_folder_are_held_against_their_examples) {
    static const struct {
        const char *examples;
        const char *says;
    } rows[] = {
        {"  yes keen gardener\n  no keen fisher\n", NULL},
        {"  yes keen gardener\n  yes keen fisher\n",
         "requirement.rules:6: the rule own.gardener does not match its example 'keen fisher'"},
        {"  yes keen gardener\n  no a gardener\n",
         "requirement.rules:6: the rule own.gardener matches, and must not, its example"},
        {"  yes a gardener\n  yes the gardener's mate\n", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char folder[] = "/tmp/shortlist-rules-XXXXXX";
        char text[512];
        struct rules *rules = NULL;
        struct diag diag = {ERR_NONE, ""};
        make_folder(folder);
        (void)snprintf(text, sizeof text,
                       "rule own.gardener\n  when gardener\n  match gardener\n"
                       "  yields nothing\n%s",
                       rows[i].examples);
        write_to(folder, "requirement.rules", span_of(text));
        enum err err = rules_open(&rules, folder, &diag);
        cr_expect_eq(err, rows[i].says ? ERR_INPUT : ERR_NONE, "row %zu: %s", i, diag.text);
        cr_expect(!rows[i].says || strstr(diag.text, rows[i].says), "row %zu: %s", i,
                  diag.text);
        rules_close(rules);
        remove_folder(folder);
    }
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
