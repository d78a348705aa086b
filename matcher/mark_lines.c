/* matcher/mark_lines.c - what the lines of a profile say beside concepts
 * SPDX-License-Identifier: MIT
 */
#include "matcher/mark_lines.h"

#include <string.h>

#include "matcher/evidence.h"
#include "matcher/qualification.h"
#include "matcher/rules_private.h"

/* A negation reaches over so many words of its sentence, as for concepts. */
enum { NEGATION_WORDS = 9 };

/* Where the texts of a line stand in a candidate. */
struct texts {
    const char *text;
    const char *name;
};

static struct texts texts_of(const struct candidate *candidate, enum fact_field field,
                             size_t index) {
    if (field == FACT_SKILL) {
        const struct held_skill *held = &candidate->skills[index];
        return (struct texts){held->example, held->name};
    }
    const char *text = field == FACT_NAME   ? candidate->qualifications[index].name
                       : field == FACT_AREA ? candidate->experiences[index].area
                                            : candidate->experiences[index].evidence;
    return (struct texts){text, NULL};
}

static bool says_same(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool line_is_of(const struct line *line, const struct candidate *candidate,
                enum fact_field field, size_t index) {
    struct texts texts = texts_of(candidate, field, index);
    if (line->field != field) {
        return false;
    }
    return line->is_kept
               ? says_same(line->text, texts.text) && says_same(line->name, texts.name)
               : line->text == texts.text && line->name == texts.name;
}

void line_keep(struct line *line, struct arena *arena) {
    line->text = line->text ? arena_copy(arena, span_of(line->text)) : NULL;
    line->name = line->name ? arena_copy(arena, span_of(line->name)) : NULL;
    line->is_kept = true;
}

bool line_has_word(const struct line *line, struct span word) {
    for (size_t i = 0; i < line->word_count; i++) {
        if (span_equal(line->words[i], word)) {
            return true;
        }
    }
    return false;
}

/* While one is read. */
struct reader {
    struct line line;
    struct arena *arena;
    struct arena *scratch;
    const struct rules *rules;
    struct diag *diag;
};

static void add_word(struct reader *reader, struct span word) {
    if (!line_has_word(&reader->line, word)) {
        const char *copy = arena_copy(reader->arena, word);
        ARENA_PUSH(reader->arena, reader->line.words, reader->line.word_count,
                   (struct span){copy, copy ? word.len : 0});
    }
}

/* The words of a sentence that no negation reaches, and the proofs that begin there. The text
 * is read twice, for negations and proofs are worded in tables of their own. */
static void read_words(struct reader *reader, struct span sentence, enum proven proven) {
    const struct rules *rules = reader->rules;
    const struct wordings *wordings = &rules->wordings;
    struct tokens words = tokens_read(reader->scratch, &rules->words, sentence);
    struct tokens phrases = tokens_read(reader->scratch, &wordings->proof_words, sentence);
    size_t negated_to = 0;
    for (size_t at = 0; at < words.count && at < phrases.count; at++) {
        uint32_t cue = CUE_NONE;
        uint32_t proof = 0;
        size_t len = finder_at(&rules->cues, &words, at, &cue);
        if (len && cue == CUE_HARMLESS) {
            at += len - 1;
            continue;
        }
        negated_to = concepts_is_new_clause(&words, at) ? at : negated_to;
        negated_to = !len                      ? negated_to
                     : cue == CUE_NEGATION     ? at + len + NEGATION_WORDS
                     : cue == CUE_NEGATION_END ? at
                                               : negated_to;
        if (at < negated_to) {
            continue;
        }
        add_word(reader, words.at[at].word);
        if (finder_at(&wordings->proof_phrases, &phrases, at, &proof) > 0 &&
            reader->line.proofs[proof] < proven) {
            reader->line.proofs[proof] = (unsigned char)proven;
        }
    }
}

/* What somebody worked as or holds is shown by its name; the rest wants a sentence that says
 * what was done. */
static enum err read_sentences(struct reader *reader, struct span text) {
    bool is_title = reader->line.field == FACT_NAME || reader->line.field == FACT_AREA;
    enum err err = ERR_NONE;
    for (struct span sentence; !err && evidence_next_sentence(&text, &sentence);) {
        enum sentence is = SENTENCE_DENIAL;
        err = evidence_judge_sentence(&is, reader->scratch, reader->rules, sentence,
                                      reader->diag);
        if (err || is == SENTENCE_DENIAL) {
            continue;
        }
        bool is_example = is == SENTENCE_EXAMPLE;
        reader->line.is_example |= is_example;
        read_words(reader, sentence, is_title || is_example ? PROVEN_SHOWN : PROVEN_NAMED);
    }
    return err;
}

/* A skill's name is shown where its example is one; behind a denial it is nothing. */
static enum err read_texts(struct reader *reader) {
    struct span text = span_of(reader->line.text);
    enum sentence is = SENTENCE_CLAIM;
    enum err err = read_sentences(reader, text);
    if (err || !reader->line.name) {
        return err;
    }
    err = text.len > 0
              ? evidence_judge_sentence(&is, reader->scratch, reader->rules, text, reader->diag)
              : ERR_NONE;
    if (!err && is != SENTENCE_DENIAL) {
        read_words(reader, span_of(reader->line.name),
                   reader->line.is_example ? PROVEN_SHOWN : PROVEN_NAMED);
    }
    return err;
}

/* The certificates without a level that a text names. */
static enum err add_courses(struct reader *reader, struct span text) {
    struct qualifications found = {NULL, 0};
    struct strings *to = &reader->line.courses;
    enum err err = qualification_find(&found, reader->arena, reader->rules, text, reader->diag);
    for (size_t i = 0; !err && i < found.count; i++) {
        const char *subject = found.at[i].subject;
        if (subject && found.at[i].level == LEVEL_NONE && !strings_has(to, subject)) {
            ARENA_PUSH(reader->arena, to->at, to->count, subject);
        }
    }
    return err;
}

/* A line of [skills], or of what was done, that tells of training. */
static enum err read_courses(struct reader *reader) {
    struct line *line = &reader->line;
    size_t course = wordings_proof(&reader->rules->wordings, "course", SPAN("trained"));
    bool tells = line->field == FACT_SKILL || line->field == FACT_EVIDENCE;
    if (!tells || course == SIZE_MAX || line->proofs[course] < PROVEN_SHOWN) {
        return ERR_NONE;
    }
    const char *name =
        line->name ? arena_printf(reader->arena, "%s training", line->name) : NULL;
    enum err err = name ? add_courses(reader, span_of(name)) : ERR_NONE;
    return err ? err : add_courses(reader, span_of(line->text));
}

enum err line_read(struct line *out, struct arena *arena, const struct rules *rules,
                   const struct candidate *candidate, enum fact_field field, size_t index,
                   struct diag *diag) {
    struct texts texts = texts_of(candidate, field, index);
    struct arena scratch;
    arena_init(&scratch, ARENA_PAGE_CAP);
    struct reader reader = {.line = {.field = field, .text = texts.text, .name = texts.name},
                            .arena = arena,
                            .scratch = &scratch,
                            .rules = rules,
                            .diag = diag};
    reader.line.proofs = arena_alloc(arena, rules->wordings.proof_count + 1, 1);
    enum err err = reader.line.proofs ? read_texts(&reader) : ERR_NONE;
    err = err || !reader.line.proofs ? err : read_courses(&reader);
    err = err ? err : arena_check(&scratch, diag);
    err = err ? err : arena_check(arena, diag);
    arena_fini(&scratch);
    if (!err) {
        *out = reader.line;
    }
    return err;
}
