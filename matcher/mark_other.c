/* matcher/mark_other.c - a demand that no rule explains: the overlap of words
 * SPDX-License-Identifier: MIT
 *
 * Public formats, section 2: the normalised words that it asks for, weighted by how telling
 * they are (matcher/rules/words.tsv), held against the words of the profile. At least half of
 * the weight, one telling word among it, is mark 1; more it never is.
 */
#include "matcher/mark_dossier.h"

/* A word that says something: below are those that most adverts and profiles share. */
enum { TELLING = 30 };

static int weight_of(const struct rules *rules, struct span word) {
    const struct token token = {.word = word, .number = glossary_find(&rules->words, word)};
    return rules_weight(rules, &token);
}

/* Where words are looked for: which lines the profile still has. */
static const enum fact_field fields[] = {FACT_SKILL, FACT_EVIDENCE, FACT_AREA, FACT_NAME};
enum { FIELDS = sizeof fields / sizeof *fields };

static bool has_word(const struct judge *judge, struct span word) {
    if (dossier_is_own(judge)) {
        return dossier_has_word(judge->dossier, word);
    }
    for (size_t i = 0; i < FIELDS; i++) {
        for (size_t j = 0; j < dossier_entries(judge->candidate, fields[i]); j++) {
            const struct line *line = dossier_telling_line(judge, fields[i], j);
            if (line && line_has_word(line, word)) {
                return true;
            }
        }
    }
    return false;
}

static void cite(const struct judge *judge, const struct strings *words, struct facts *facts) {
    for (size_t i = 0; i < FIELDS; i++) {
        for (size_t j = 0; j < dossier_entries(judge->candidate, fields[i]); j++) {
            const struct line *line = dossier_telling_line(judge, fields[i], j);
            bool has = false;
            for (size_t k = 0; line && !has && k < words->count; k++) {
                struct span word = span_of(words->at[k]);
                has = weight_of(judge->rules, word) > 0 && line_has_word(line, word);
            }
            if (has) {
                facts_add(facts, fields[i], j);
            }
        }
    }
}

struct mark mark_other(const struct judge *judge, const struct requirement *requirement,
                       const struct atom *atom, struct facts *facts) {
    const struct strings *words = &atom->areas;
    int whole = 0;
    int shared = 0;
    int most = 0;
    (void)requirement;
    for (size_t i = 0; i < words->count; i++) {
        struct span word = span_of(words->at[i]);
        int weight = weight_of(judge->rules, word);
        bool has = weight > 0 && has_word(judge, word);
        whole += weight;
        shared += has ? weight : 0;
        most = has && weight > most ? weight : most;
    }
    if (shared == 0 || shared * 2 < whole || most < TELLING) {
        return mark_of(0, LACK_ALL);
    }
    if (facts) {
        cite(judge, words, facts);
    }
    return mark_of(1, LACK_WORDS);
}
