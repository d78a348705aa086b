/* parser/words.c - looking words up in the tables of parser/fields
 * SPDX-License-Identifier: MIT
 */
#include "parser/words.h"

#include <string.h>

#include "parser/words_hash.h"

static struct span line_words(const struct words_table *table, const struct words_line *line) {
    return (struct span){table->text + line->at, line->words};
}

static struct words_row row_of(const struct words_table *table, const struct words_line *line) {
    const char *at = table->text + line->at;
    return (struct words_row){.kind = table->kinds[line->kind].name,
                              .words = {at, line->words},
                              .value = {at + line->words, line->value},
                              .more = {at + line->words + line->value, line->more}};
}

/* The number of a kind; kind_count where the table does not have it. */
static size_t kind_number(const struct words_table *table, const char *kind) {
    struct span name = span_of(kind);
    size_t at = 0;
    while (at < table->kind_count && !span_equal(table->kinds[at].name, name)) {
        at++;
    }
    return at;
}

static bool is_of_kind(const struct words_table *table, const struct words_line *line,
                       const char *kind) {
    return span_is(table->kinds[line->kind].name, kind);
}

/* ---- rows one after another ---- */

struct words words_open(const struct words_table *table, const char *kind) {
    if (!kind) {
        return (struct words){table, 0, table->line_count};
    }
    const struct words_kind *found = &table->kinds[kind_number(table, kind)];
    return (struct words){table, found->from,
                          found->end}; /* the one behind the last is empty */
}

bool words_next(struct words *words, struct words_row *row) {
    if (words->at >= words->end) {
        return false;
    }
    *row = row_of(words->table, &words->table->lines[words->at++]);
    return true;
}

/* ---- the index ---- */

static const struct words_line *line_numbered(const struct words_table *table, size_t number) {
    return number > 0 ? &table->lines[number - 1] : NULL;
}

/* The first of the rows whose first word may be that of `text`; NULL where there is none. */
static const struct words_line *first_line(const struct words_table *table, struct span text) {
    return line_numbered(table, table->heads[words_hash(text.at, text.len) & table->mask]);
}

static const struct words_line *next_line(const struct words_table *table,
                                          const struct words_line *line) {
    return line_numbered(table, line->next);
}

/* From `line` on, the first row with exactly those words. */
static const struct words_line *with_words(const struct words_table *table,
                                           const struct words_line *line, struct span words) {
    while (line &&
           !(line->words == words.len && span_equal_nocase(line_words(table, line), words))) {
        line = next_line(table, line);
    }
    return line;
}

static const struct words_line *first_with_words(const struct words_table *table,
                                                 struct span words) {
    return words.len <= table->longest ? with_words(table, first_line(table, words), words)
                                       : NULL;
}

bool words_find(struct words_row *row, const struct words_table *table, const char *kind,
                struct span words) {
    const struct words_line *line = first_with_words(table, words);
    while (line && !is_of_kind(table, line, kind)) {
        line = with_words(table, next_line(table, line), words);
    }
    if (line && row) {
        *row = row_of(table, line);
    }
    return line != NULL;
}

/* What a row says about these words, if it begins with them. */
static uint32_t kinds_by(const struct words_table *table, const struct words_line *line,
                         struct span words) {
    const char *own = table->text + line->at;
    if (line->words < words.len || !span_equal_nocase((struct span){own, words.len}, words)) {
        return 0;
    }
    return line->words == words.len ? (uint32_t)1 << line->kind
           : own[words.len] == ' '  ? WORDS_GO_ON
                                    : 0;
}

uint32_t words_kinds(const struct words_table *table, struct span words) {
    uint32_t kinds = 0;
    if (words.len <= table->longest) {
        for (const struct words_line *line = first_line(table, words); line;
             line = next_line(table, line)) {
            kinds |= kinds_by(table, line, words);
        }
    }
    return kinds;
}

uint32_t words_kind_bit(const struct words_table *table, const char *kind) {
    size_t number = kind_number(table, kind);
    return number < table->kind_count ? (uint32_t)1 << number : 0;
}

/* Do these words stand at the front of `text`, a space behind them? */
static bool begins_with(struct span text, struct span words) {
    return words.len > 0 && words.len < text.len && text.at[words.len] == ' ' &&
           memcmp(text.at, words.at, words.len) == 0;
}

bool words_begin(struct words_row *row, const struct words_table *table, const char *kind,
                 struct span text) {
    const struct words_line *best = NULL;
    for (const struct words_line *line = first_line(table, text); line;
         line = next_line(table, line)) {
        bool longer = !best || line->words > best->words;
        if (longer && begins_with(text, line_words(table, line)) &&
            is_of_kind(table, line, kind)) {
            best = line;
        }
    }
    if (best) {
        *row = row_of(table, best);
    }
    return best != NULL;
}

bool words_find_in(struct words_row *row, const struct words_table *table, const char *kind,
                   struct span text) {
    struct words words = words_open(table, kind);
    for (; words.at < words.end; words.at++) {
        const struct words_line *line = &table->lines[words.at];
        if (span_find_nocase(text, line_words(table, line), 0) != SIZE_MAX) {
            if (row) {
                *row = row_of(table, line);
            }
            return true;
        }
    }
    return false;
}
