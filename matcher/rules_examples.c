/* matcher/rules_examples.c - does the grammar do what its examples say?
 * SPDX-License-Identifier: MIT
 *
 * The built-in rules are held against theirs by `make check`; those of somebody's own folder
 * whenever they are loaded, for they are in the making.
 */
#include "matcher/rules_private.h"

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
static bool is_run(const struct grammar *grammar, size_t rule, const struct tokens *tokens) {
    bool started = grammar->rules[rule].always || grammar->rules[rule].yield == YIELD_GROUP;
    for (size_t i = 0; i < tokens->count && !started; i++) {
        started = is_triggered(grammar, rule, tokens->at[i].number);
        for (size_t k = 0; k < TOKEN_STEMS_MAX && !started; k++) {
            started = is_triggered(grammar, rule, tokens->at[i].stems[k]);
        }
    }
    return started;
}

/* What is wrong with an example, or NULL. */
static const char *fault_of(const struct rules *rules, size_t index, const char *example,
                            bool must_match, struct arena *scratch) {
    const struct rule *rule = &rules->grammar.rules[index];
    struct tokens tokens = tokens_read(scratch, &rules->words, span_of(example));
    bool matches = pattern_find(rule->pattern, tokens.flat, 0, NULL) == PATTERN_FOUND;
    if (matches && !must_match) {
        return "matches, and must not,";
    }
    return !must_match                                ? NULL
           : !matches                                 ? "does not match"
           : !is_run(&rules->grammar, index, &tokens) ? "is started by none of the words of"
                                                      : NULL;
}

/* One kind of a rule's examples. */
static enum err check(const struct rules *rules, size_t index, bool must_match,
                      const char *file, struct diag *diag) {
    const struct rule *rule = &rules->grammar.rules[index];
    const struct examples *examples = must_match ? &rule->yes : &rule->no;
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < examples->count; i++) {
        const struct example *example = &examples->at[i];
        struct arena scratch;
        arena_init(&scratch, ARENA_PAGE_CAP);
        const char *fault = fault_of(rules, index, example->text, must_match, &scratch);
        err = arena_check(&scratch, diag);
        arena_fini(&scratch);
        if (!err && fault) {
            err = diag_set(diag, ERR_INPUT, "%s:%d: the rule %s %s its example '%.200s'", file,
                           example->line, rule->id, fault, example->text);
        }
    }
    return err;
}

enum err rules_check_examples(const struct rules *rules, const char *file, struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < rules->grammar.count; i++) {
        err = check(rules, i, true, file, diag);
        err = err ? err : check(rules, i, false, file, diag);
    }
    return err;
}
