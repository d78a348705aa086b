/* cli/interview_answer.c - what somebody typed becomes a value of a candidate file
 * SPDX-License-Identifier: MIT
 */
#include "cli/interview_answer.h"

#include "base/utf8.h"

static bool is_one(struct span text, const char *words) {
    struct span rest = span_of(words);
    for (struct span word; span_next_piece(&rest, '|', &word);) {
        if (span_equal_nocase(text, word)) {
            return true;
        }
    }
    return false;
}

static bool is_yes(struct span text) { return is_one(text, "y|yes|yes.|yeah|yep"); }

static bool is_no(struct span text) { return is_one(text, "n|no|no.|nope"); }

static const char *as_yes_no(struct arena *arena, const char *text) {
    struct span span = span_of(text);
    (void)arena;
    return is_yes(span) ? "yes" : is_no(span) ? "no" : text;
}

static const char *as_proof(struct arena *arena, const char *text) {
    struct span span = span_of(text);
    (void)arena;
    return is_yes(span) ? "" : is_no(span) ? NULL : text;
}

/* ---- lengths: "2 years 6 months" ---- */

enum { MONTHS_OF_YEAR = 12, NUMBER_MAX = 10000 };

/* The months that a unit stands for; 0: none. */
static uint64_t unit_months(struct span unit) {
    return is_one(unit, "year|years|yr|yrs|y")       ? MONTHS_OF_YEAR
           : is_one(unit, "month|months|mth|mths|m") ? 1
                                                     : 0;
}

static const char *as_length(struct arena *arena, const char *text) {
    struct span rest = span_of(text);
    uint64_t months = 0;
    struct span word;
    while (span_next_piece(&rest, ' ', &word)) {
        uint64_t number = is_one(word, "a|one") ? 1 : 0;
        struct span unit = {0};
        if (is_one(word, "and")) {
            continue;
        }
        if ((!number && !span_number(word, NUMBER_MAX, &number)) ||
            !span_next_piece(&rest, ' ', &unit) || unit_months(unit) == 0) {
            return text;
        }
        months += number * unit_months(unit);
    }
    return months > 0 ? arena_printf(arena, "%llu", (unsigned long long)months) : text;
}

/* ---- months: "March 2022", "3/2022" ---- */

/* 1 to 12; 0: none. */
static uint64_t month_of(struct span word) {
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    uint64_t number = 0;
    if (span_number(word, MONTHS_OF_YEAR, &number)) {
        return number;
    }
    for (size_t i = 0; word.len >= 3 && i < sizeof names / sizeof *names; i++) {
        if (span_equal_nocase(span_part(span_of(names[i]), 0, word.len), word)) {
            return i + 1;
        }
    }
    return 0;
}

static const char *as_month(struct arena *arena, const char *text) {
    struct span span = span_of(text);
    size_t split = 0;
    uint64_t year = 0;
    while (split < span.len && span.at[split] != ' ' && span.at[split] != '/') {
        split++;
    }
    uint64_t month = month_of(span_part(span, 0, split));
    bool has_year = span_number(span_part(span, split + 1, SIZE_MAX), 9999, &year);
    if (is_one(span, "today|still|ongoing|present")) {
        return "now";
    }
    return month && has_year ? arena_printf(arena, "%04llu-%02llu", (unsigned long long)year,
                                            (unsigned long long)month)
                             : text;
}

/* ---- text ---- */

/* A key of the file: no sign of the file's own in it. */
static const char *as_skill(struct arena *arena, const char *text) {
    char *copy = arena_copy_text(arena, text);
    for (char *at = copy; at && *at; at++) {
        *at = *at == '=' || *at == '[' || *at == ']' || *at == ';' || *at == '#' ? ' ' : *at;
    }
    const char *folded = copy ? utf8_fold_copy(arena, span_of(copy)) : NULL;
    return folded && *folded ? folded : NULL;
}

/* " ;" begins a comment behind most values. Examples may hold it. */
static const char *without_comment(struct arena *arena, const struct question *question,
                                   const char *text) {
    bool may_hold = strcmp(question->section, "skills") == 0 ||
                    (question->key && strcmp(question->key, "evidence") == 0);
    char *copy = arena_copy_text(arena, text);
    for (char *at = copy; !may_hold && at && *at; at++) {
        *at = *at == ';' ? ',' : *at;
    }
    return copy;
}

static const char *as_text(struct arena *arena, const char *text) {
    (void)arena;
    return text;
}

const char *interview_answer(struct arena *arena, const struct question *question,
                             struct span line) {
    static const char *(*const forms[])(struct arena * arena, const char *text) = {
        [ANSWER_TEXT] = as_text,   [ANSWER_YES_NO] = as_yes_no, [ANSWER_LENGTH] = as_length,
        [ANSWER_MONTH] = as_month, [ANSWER_PROOF] = as_proof,   [ANSWER_SKILL] = as_skill};
    const char *text = utf8_fold_copy(arena, line);
    if (!text || !*text) {
        return NULL;
    }
    const char *plain = without_comment(arena, question, text);
    return plain ? forms[question->form](arena, plain) : NULL;
}
