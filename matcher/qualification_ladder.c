/* matcher/qualification_ladder.c - reading the names of qualifications and their levels
 * SPDX-License-Identifier: MIT
 *
 * Columns of qualifications.tsv: words (parted by '|'), level, subject, use. The use of a name
 * (name_uses) is "name" for what is a qualification by itself; "numbered" for a framework whose
 * numbers are levels ("NVQ 3"), "scale" for one that counts levels of its own ("SCQF 6"),
 * "noun" for what is one only with a level or a subject ("diploma"), "levelled" where the level
 * stands in the name, "title" and "none" for what looks like one. Other uses (word_uses) are
 * those of the small words in a name. Of two names alike the first counts: a row here mends a
 * fact.
 */
#include <string.h>

#include "base/csv.h"
#include "matcher/qualification_private.h"
#include "matcher/rules_private.h"

enum { LEVEL_MAX = 8 };

static void add_name(struct rules *rules, struct span name, struct rung rung) {
    ARENA_PUSH(&rules->arena, rules->rungs, rules->rung_count, rung);
    finder_add(&rules->ladder, &rules->arena, &rules->words, span_trim(name),
               (uint32_t)rules->rung_count - 1);
}

/* A level, or none for the empty cell and "-". @return false for anything else */
static bool read_level(const char *text, int *level) {
    uint64_t number = 0;
    if (!text || !*text || strcmp(text, "-") == 0) {
        *level = LEVEL_NONE;
        return true;
    }
    if (!span_number(span_of(text), LEVEL_MAX, &number)) {
        return false;
    }
    *level = (int)number;
    return true;
}

/* ---- the fact table -------------------------------------------------------------------- */

/* What the numbers in a name are. */
enum printed {
    PRINTED_NONE = 0, /* there are none, or they are no levels ("5 GCSEs") */
    PRINTED_LEVEL, /* "Level 2 diploma": the level as printed, which is read without a name */
    PRINTED_OTHER  /* "SCQF level 6", "NVQ2": the name and its number make the level */
};

/* A name of the facts, and what it begins with. */
struct fact_name {
    struct span name;
    struct tokens tokens;
    const struct rung *rung; /* of our own rows; or NULL */
};

/* Does a level stand in the name: "level 2", "L2"? */
static bool has_level(const struct rules *rules, const struct tokens *tokens) {
    for (size_t i = 0; i < tokens->count; i++) {
        struct span word = tokens->at[i].word;
        bool glued = word.len == 2 && word.at[0] == 'l' && ascii_is_digit(word.at[1]);
        if (glued || ladder_is(rules, tokens, i, LADDER_LEVEL)) {
            return true;
        }
    }
    return false;
}

/* Does a number stand in it, in digits or as a numeral behind the name: "SVQ III"? */
static bool has_number(const struct rules *rules, const struct fact_name *fact) {
    bool has = false;
    for (size_t i = 0; i < fact->name.len; i++) {
        has = has || ascii_is_digit(fact->name.at[i]);
    }
    for (size_t i = 1; i < fact->tokens.count; i++) {
        has = has || ladder_number(rules, &fact->tokens.at[i]) > 0;
    }
    return has;
}

static enum printed printed_in(const struct rules *rules, const struct fact_name *fact) {
    bool digit = has_number(rules, fact);
    bool level = digit && has_level(rules, &fact->tokens);
    bool is_scale = fact->rung && fact->rung->scale;
    if (is_scale || (fact->rung && fact->rung->numbered && digit && !level)) {
        return digit ? PRINTED_OTHER : PRINTED_NONE;
    }
    return level ? PRINTED_LEVEL : PRINTED_NONE;
}

/* "SCQF level 6" tells the level of that number on the framework's scale. */
static void add_to_scale(struct rules *rules, const struct fact_name *fact, int level) {
    const struct tokens *tokens = &fact->tokens;
    int number = tokens->count ? rules_number(rules, &tokens->at[tokens->count - 1]) : -1;
    if (fact->rung && fact->rung->scale && number >= 0 && number <= SCALE_MAX) {
        int *at = &rules->scales[fact->rung->scale - 1].levels[number];
        *at = *at == LEVEL_NONE ? level : *at;
    }
}

static void add_fact(struct rules *rules, struct arena *scratch, struct span names, int level) {
    for (struct span name; span_next_piece(&names, '|', &name);) {
        uint32_t index = 0;
        /* "GCSE (grade not stated)": what stands in brackets is a remark. */
        name = span_part(name, 0, span_find(name, SPAN("("), 0));
        struct fact_name fact = {name, tokens_read(scratch, &rules->words, name), NULL};
        if (finder_at(&rules->ladder, &fact.tokens, 0, &index) > 0) {
            fact.rung = &rules->rungs[index];
        }
        enum printed printed = printed_in(rules, &fact);
        add_to_scale(rules, &fact, level);
        if (printed != PRINTED_LEVEL) {
            bool levelled = printed == PRINTED_OTHER && fact.rung;
            add_name(rules, name,
                     (struct rung){.level = level,
                                   .levelled = levelled,
                                   .numbered = levelled && fact.rung->numbered,
                                   .scale = levelled ? fact.rung->scale : 0});
        }
    }
}

/* The fact table: rows of the framework "modifier" are no qualifications but turns of phrase.
 */
enum err rules_read_ladder(struct rules *rules, const char *file, struct span content,
                           struct diag *diag) {
    struct csv csv;
    struct strings cells;
    struct arena scratch;
    bool more = true;
    arena_init(&scratch, ARENA_PAGE_CAP);
    enum err err = csv_open(&csv, &rules->arena, file, content, ',', diag);
    while (!err && !(err = csv_next(&csv, &rules->arena, &cells, &more, diag)) && more) {
        const char *framework = csv_cell(&csv, &cells, "framework");
        int level = LEVEL_NONE;
        if (!read_level(csv_cell(&csv, &cells, "rqf_level"), &level)) {
            err = diag_set(diag, ERR_INPUT, "%s:%d: no such level", file, csv.line);
        } else if (framework && strcmp(framework, "modifier") != 0) {
            add_fact(rules, &scratch, span_of(csv_cell(&csv, &cells, "pattern")), level);
        }
    }
    err = err ? err : arena_check(&scratch, diag);
    arena_fini(&scratch);
    return err;
}

/* ---- our own rows ---------------------------------------------------------------------- */

/* How a name is used: a "title" names a qualification only where nothing but one is named, as
 * in a profile ("RMN"); in an advert it asks for a person. */
static const char *const name_uses[] = {"name", "none",  "numbered", "levelled",
                                        "noun", "scale", "title"};
enum { NAME_USES = sizeof name_uses / sizeof name_uses[0] };

static const char *const word_uses[LADDER_USE_COUNT] = {
    [LADDER_LEVEL] = "level word",
    [LADDER_NUMERAL] = "numeral",
    [LADDER_COUNTED] = "counted",
    [LADDER_RANGE] = "range",
    [LADDER_OR] = "or",
    [LADDER_AND] = "and",
    [LADDER_IN] = "in",
    [LADDER_SUBJECT_END] = "subject end",
    [LADDER_FILLER] = "filler",
    [LADDER_GRADE] = "grade",
    [LADDER_GRADE_PASSED] = "passed grade",
    [LADDER_GRADE_LOW] = "low grade",
};

/* A row being read. */
struct row {
    const char *words;
    const char *subject; /* or NULL */
    const char *use;
    int level;
};

static enum ladder_use word_use(const char *use) {
    for (int i = LADDER_NONE + 1; i < LADDER_USE_COUNT; i++) {
        if (strcmp(use, word_uses[i]) == 0) {
            return (enum ladder_use)i;
        }
    }
    return LADDER_NONE;
}

static bool is_name_use(const char *use) {
    for (size_t i = 0; i < NAME_USES; i++) {
        if (strcmp(use, name_uses[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void add_word(struct rules *rules, struct span phrase, enum ladder_use use, int number) {
    char word[FINDER_WORD_MAX];
    size_t len = 0;
    if (!finder_next_word(&phrase, word, &len)) {
        return;
    }
    uint32_t at = glossary_add(&rules->words, &rules->arena, (struct span){word, len});
    while (rules->ladder_word_count <= at && !rules->arena.failed) {
        struct ladder_word none = {0, 0};
        ARENA_PUSH(&rules->arena, rules->ladder_words, rules->ladder_word_count, none);
    }
    if (at && !rules->arena.failed) {
        rules->ladder_words[at].is |= UINT32_C(1) << use;
        rules->ladder_words[at].number = number > 0 ? number : rules->ladder_words[at].number;
    }
}

/* A framework with levels of its own; what they are on the ladder, the facts tell. */
static unsigned add_scale(struct rules *rules) {
    struct scale scale = {0};
    for (size_t i = 0; i <= SCALE_MAX; i++) {
        scale.levels[i] = LEVEL_NONE;
    }
    ARENA_PUSH(&rules->arena, rules->scales, rules->scale_count, scale);
    return (unsigned)rules->scale_count;
}

static void add_names(struct rules *rules, const struct row *row) {
    bool is_scale = strcmp(row->use, "scale") == 0;
    bool is_title = strcmp(row->use, "title") == 0;
    struct rung rung = {.level = row->level,
                        .subject = row->subject,
                        .ignored = strcmp(row->use, "none") == 0 || is_title,
                        .numbered = strcmp(row->use, "numbered") == 0,
                        .levelled = strcmp(row->use, "levelled") == 0,
                        .noun = is_scale || strcmp(row->use, "noun") == 0};
    struct span names = span_of(row->words);
    for (struct span name; span_next_piece(&names, '|', &name);) {
        rung.scale = is_scale ? add_scale(rules) : 0;
        add_name(rules, name, rung);
    }
}

static enum err add_row(struct rules *rules, const struct row *row, const char *file, int line,
                        struct diag *diag) {
    enum ladder_use use = word_use(row->use);
    if (row->subject && !ontology_row(&rules->subjects, row->subject)) {
        return diag_set(diag, ERR_INPUT, "%s:%d: no such subject: %s", file, line,
                        row->subject);
    }
    if (!use && !is_name_use(row->use)) {
        return diag_set(diag, ERR_INPUT, "%s:%d: no such use: '%s'", file, line, row->use);
    }
    if (!use) {
        add_names(rules, row);
        return ERR_NONE;
    }
    struct span words = span_of(row->words);
    for (struct span word; span_next_piece(&words, '|', &word);) {
        add_word(rules, word, use, row->level);
    }
    return ERR_NONE;
}

/* Our own rows: names that the facts do not hold, how a name is used, and the small words. */
enum err rules_read_qualifications(struct rules *rules, const char *file, struct span content,
                                   struct diag *diag) {
    struct csv csv;
    struct strings cells;
    bool more = true;
    enum err err = csv_open(&csv, &rules->arena, file, content, '\t', diag);
    while (!err && !(err = csv_next(&csv, &rules->arena, &cells, &more, diag)) && more) {
        const char *use = csv_cell(&csv, &cells, "use");
        const char *subject = csv_cell(&csv, &cells, "subject");
        struct row row = {.words = csv_cell(&csv, &cells, "words"),
                          .subject = subject && *subject ? subject : NULL,
                          .use = use ? use : ""};
        if (!read_level(csv_cell(&csv, &cells, "level"), &row.level)) {
            return diag_set(diag, ERR_INPUT, "%s:%d: no such level", file, csv.line);
        }
        err = add_row(rules, &row, file, csv.line, diag);
    }
    return err;
}

bool ladder_is(const struct rules *rules, const struct tokens *tokens, size_t at,
               enum ladder_use use) {
    uint32_t number = at < tokens->count ? tokens->at[at].number : 0;
    return number < rules->ladder_word_count && rules->ladder_words[number].is >> use & 1;
}

int ladder_number(const struct rules *rules, const struct token *token) {
    int number = token->number < rules->ladder_word_count
                     ? rules->ladder_words[token->number].number
                     : 0;
    return number > 0 ? number : -1;
}
