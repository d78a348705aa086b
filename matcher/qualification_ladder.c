/* matcher/qualification_ladder.c - reading the names of qualifications and their levels
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/csv.h"
#include "matcher/rules_private.h"

enum { LEVEL_MAX = 8 };

static void add_name(struct rules *rules, struct span name, struct rung rung) {
    ARENA_PUSH(&rules->arena, rules->rungs, rules->rung_count, rung);
    finder_add(&rules->ladder, &rules->arena, &rules->words, span_trim(name),
               (uint32_t)rules->rung_count - 1);
}

/* ---- the fact table -------------------------------------------------------------------- */

/* What the numbers in a name are. */
enum printed {
    PRINTED_NONE = 0, /* there are none, or they are no levels ("5 GCSEs") */
    PRINTED_LEVEL, /* "Level 2 diploma": the level as printed, which is read without a name */
    PRINTED_OTHER  /* "SCQF level 6", "NVQ2": the name and its number make the level */
};

static enum printed printed_in(struct span name) {
    /* The first ones count levels of their own, the others those of the ladder. */
    enum { OWN = 5 };
    static const char *const frameworks[] = {"scqf", "nfq", "qqi", "fetac",
                                             "eqf",  "nvq", "svq", "n.v.q."};
    bool digit = false;
    for (size_t i = 0; i < name.len; i++) {
        digit = digit || ascii_is_digit(name.at[i]);
    }
    bool level = span_find_nocase(name, SPAN("level "), 0) != SIZE_MAX ||
                 span_find_nocase(name, SPAN(" L1"), 0) != SIZE_MAX ||
                 span_find_nocase(name, SPAN(" L2"), 0) != SIZE_MAX ||
                 span_find_nocase(name, SPAN(" L3"), 0) != SIZE_MAX;
    for (size_t i = 0; i < sizeof frameworks / sizeof frameworks[0]; i++) {
        if (span_starts_nocase(name, frameworks[i])) {
            bool same = i >= OWN && level;
            return digit && !same ? PRINTED_OTHER : same ? PRINTED_LEVEL : PRINTED_NONE;
        }
    }
    return level && digit ? PRINTED_LEVEL : PRINTED_NONE;
}

static void add_fact(struct rules *rules, struct span names, int level) {
    for (struct span name; span_next_piece(&names, '|', &name);) {
        /* "GCSE (grade not stated)": what stands in brackets is a remark. */
        name = span_part(name, 0, span_find(name, SPAN("("), 0));
        enum printed printed = printed_in(name);
        if (printed != PRINTED_LEVEL) {
            add_name(rules, name,
                     (struct rung){.level = level, .levelled = printed == PRINTED_OTHER});
        }
    }
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

/* The fact table: rows of the framework "modifier" are no qualifications but turns of phrase.
 */
enum err rules_read_ladder(struct rules *rules, const char *file, struct span content,
                           struct diag *diag) {
    struct csv csv;
    struct strings cells;
    bool more = true;
    enum err err = csv_open(&csv, &rules->arena, file, content, ',', diag);
    while (!err && !(err = csv_next(&csv, &rules->arena, &cells, &more, diag)) && more) {
        const char *framework = csv_cell(&csv, &cells, "framework");
        int level = LEVEL_NONE;
        if (!read_level(csv_cell(&csv, &cells, "rqf_level"), &level)) {
            return diag_set(diag, ERR_INPUT, "%s:%d: no such level", file, csv.line);
        }
        if (framework && strcmp(framework, "modifier") != 0) {
            add_fact(rules, span_of(csv_cell(&csv, &cells, "pattern")), level);
        }
    }
    return err;
}

/* ---- our own rows ---------------------------------------------------------------------- */

/* Our own rows: names that the facts do not hold, and how a name is used. */
enum err rules_read_qualifications(struct rules *rules, const char *file, struct span content,
                                   struct diag *diag) {
    struct csv csv;
    struct strings cells;
    bool more = true;
    enum err err = csv_open(&csv, &rules->arena, file, content, '\t', diag);
    while (!err && !(err = csv_next(&csv, &rules->arena, &cells, &more, diag)) && more) {
        const char *use = csv_cell(&csv, &cells, "use");
        const char *subject = csv_cell(&csv, &cells, "subject");
        struct rung rung = {.subject = subject && *subject ? subject : NULL,
                            .ignored = use && strcmp(use, "none") == 0,
                            .numbered = use && strcmp(use, "numbered") == 0,
                            .levelled = use && strcmp(use, "levelled") == 0,
                            .noun = use && strcmp(use, "noun") == 0};
        if (!read_level(csv_cell(&csv, &cells, "level"), &rung.level)) {
            return diag_set(diag, ERR_INPUT, "%s:%d: no such level", file, csv.line);
        }
        if (rung.subject && !ontology_row(&rules->subjects, rung.subject)) {
            return diag_set(diag, ERR_INPUT, "%s:%d: no such subject: %s", file, csv.line,
                            rung.subject);
        }
        struct span names = span_of(csv_cell(&csv, &cells, "words"));
        for (struct span name; span_next_piece(&names, '|', &name);) {
            add_name(rules, name, rung);
        }
    }
    return err;
}
