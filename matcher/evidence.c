/* matcher/evidence.c - does a line of a profile show something, or does it only name it?
 * SPDX-License-Identifier: MIT
 */
#include "matcher/evidence.h"

#include <string.h>

#include "base/buf.h"
#include "matcher/rules_private.h"

/* Below this many words nothing can be told. */
enum { EXAMPLE_WORDS_MIN = 4 };
/* How much beside the named concepts a sentence must say: telling words, a deed counts two. */
enum { EXAMPLE_SUBSTANCE_MIN = 3, DEED_SUBSTANCE = 2 };
/* A sentence with this many commas or more, and on average at most this many words between
 * them, is a list. */
enum { LIST_COMMAS_MIN = 2, LIST_ITEM_WORDS_MAX = 3 };

/* The line of a sentence that is being counted. */
struct tally {
    int words;
    int commas;
    int joints;    /* words that hold a sentence together */
    int deeds;     /* words that say what was done */
    int substance; /* words that are neither joints, claims nor part of a named concept */
};

static bool is_word_byte(char c) {
    return ascii_is_alnum(c) || c == '\'' || c == '-' || c == '/' || (unsigned char)c >= 0x80;
}

/* Take the next word off the front; commas on the way are counted. */
static bool next_word(struct span *rest, struct span *word, int *commas) {
    size_t start = 0;
    while (start < rest->len && !is_word_byte(rest->at[start])) {
        *commas += rest->at[start] == ',';
        start++;
    }
    size_t end = start;
    while (end < rest->len && is_word_byte(rest->at[end])) {
        end++;
    }
    *word = span_part(*rest, start, end - start);
    *rest = span_part(*rest, end, SIZE_MAX);
    return word->len > 0;
}

/* "supported", "wrote"; not "motivated". Four letters are the least: "bed", "red". */
static bool is_regular(struct span word) {
    return word.len > 3 && ascii_lower(word.at[word.len - 1]) == 'd' &&
           ascii_lower(word.at[word.len - 2]) == 'e';
}

/* @param kinds what the table knows of it */
static bool is_deed(struct span word, unsigned kinds) {
    return is_regular(word) ? !(kinds & WORD_TRAIT) : (kinds & WORD_DEED) != 0;
}

static bool is_named(const struct concept_hits *hits, struct span word) {
    for (size_t i = 0; i < hits->count; i++) {
        struct span words = hits->at[i].words;
        if (word.at >= words.at && word.at < words.at + words.len) {
            return true;
        }
    }
    return false;
}

/* A deed within a named concept may be a part of its name ("supported living"), except where
 * the sentence begins with it. */
static void count_word(struct tally *tally, const struct concept_hits *hits, struct span word,
                       unsigned kinds) {
    bool is_first = tally->words++ == 0;
    if (kinds & WORD_JOINT) {
        tally->joints++;
    } else if (is_deed(word, kinds) && (is_first || !is_named(hits, word))) {
        tally->deeds++;
        tally->substance += DEED_SUBSTANCE;
    } else if (is_first && kinds & WORD_DOING) {
        tally->substance += DEED_SUBSTANCE;
    } else if (!is_named(hits, word) && !(kinds & WORD_CLAIM)) {
        tally->substance++;
    }
}

static struct tally count(const struct rules *rules, struct span sentence,
                          const struct concept_hits *hits) {
    struct tally tally = {0};
    for (struct span word; next_word(&sentence, &word, &tally.commas);) {
        count_word(&tally, hits, word, wordings_kinds(&rules->wordings, word));
    }
    return tally;
}

static bool is_example(const struct tally *tally) {
    bool is_list = tally->commas >= LIST_COMMAS_MIN && tally->deeds == 0 &&
                   tally->words <= LIST_ITEM_WORDS_MAX * (tally->commas + 1);
    return tally->words >= EXAMPLE_WORDS_MIN && !is_list &&
           (tally->joints > 0 || tally->deeds > 0) && tally->substance >= EXAMPLE_SUBSTANCE_MIN;
}

/* "no experience of dementia", "I have never ..." within the first three words. */
static bool is_denial(const struct rules *rules, struct span sentence) {
    int commas = 0;
    struct span word = {0};
    for (int i = 0; i < 3 && next_word(&sentence, &word, &commas); i++) {
        unsigned kinds = wordings_kinds(&rules->wordings, word);
        if (kinds & WORD_DENIAL) {
            return true;
        }
        if (!(kinds & WORD_CLAIM)) {
            return false;
        }
    }
    return false;
}

/* Take the next sentence off the front. A full stop within a number or a name is none. */
static bool next_sentence(struct span *rest, struct span *sentence) {
    if (rest->len == 0) {
        return false;
    }
    size_t end = 0;
    for (; end < rest->len; end++) {
        char c = rest->at[end];
        bool ends = end + 1 == rest->len || ascii_is_space(rest->at[end + 1]);
        if (c == ';' || c == '\n' || (c == '.' && ends)) {
            break;
        }
    }
    *sentence = span_part(*rest, 0, end);
    *rest = span_part(*rest, end + 1, SIZE_MAX);
    return true;
}

static void add_hits(struct strings *to, struct arena *arena, const struct concept_hits *hits) {
    for (size_t i = 0; i < hits->count; i++) {
        if (!strings_has(to, hits->at[i].id)) {
            ARENA_PUSH(arena, to->at, to->count, hits->at[i].id);
        }
    }
}

/* "adult mental health ward" names a ward first, and adults' mental health with the words it
 * begins with: somebody's work there was both. So the beginnings of a hit are looked at too. */
static enum err add_beginnings(struct strings *to, struct arena *arena,
                               const struct rules *rules, unsigned kinds, struct span words,
                               struct diag *diag) {
    enum err err = ERR_NONE;
    for (size_t len = words.len; !err && len-- > 1;) {
        struct concept_hits hits = {0};
        if (words.at[len] != ' ') {
            continue;
        }
        struct span beginning = span_part(words, 0, len);
        err = concepts_find(&hits, arena, rules, kinds, beginning, diag);
        if (!err && hits.count == 1 && span_equal(hits.at[0].words, beginning)) {
            add_hits(to, arena, &hits);
        }
    }
    return err;
}

/* ---- deeds as the wordings of concepts have them -------------------------------------------
 */

enum { VERB_MAX = 24 };

static bool is_known(const struct rules *rules, const char *word, size_t len) {
    char normal[VERB_MAX];
    memcpy(normal, word, len);
    size_t normal_len = tokens_normalise(normal, len);
    return glossary_find(&rules->words, (struct span){normal, normal_len}) != 0;
}

/* "organised" is organise, "calmed" calm, "planned" plan, "carried" carry: the first of these
 * that the rules know. @return its length; 0: none */
static size_t undo_past(const struct rules *rules, char out[static VERB_MAX],
                        struct span word) {
    if (!is_regular(word) || word.len > VERB_MAX) {
        return 0;
    }
    for (size_t i = 0; i < word.len; i++) {
        out[i] = ascii_lower(word.at[i]);
    }
    for (size_t cut = 1; cut <= 2; cut++) {
        size_t len = word.len - cut;
        if (is_known(rules, out, len)) {
            return len;
        }
    }
    size_t len = word.len - 3;
    if (out[len] == 'i') {
        out[len++] = 'y';
    } else if (len < 3 || out[len] != out[len - 1]) {
        return 0;
    }
    return is_known(rules, out, len) ? len : 0;
}

/* The sentence with what was done put as what one does: concepts are worded "write * notes",
 * and people say that they wrote notes. Empty where there is nothing to put so. */
static struct span undo_deeds(struct arena *arena, const struct rules *rules,
                              struct span sentence) {
    struct buf text;
    bool is_changed = false;
    const char *done = sentence.at;
    const char *end = sentence.at + sentence.len;
    int commas = 0;
    buf_init(&text, TOKENS_TEXT_MAX);
    for (struct span word; next_word(&sentence, &word, &commas);) {
        char verb[VERB_MAX];
        struct span base = wordings_base(&rules->wordings, word);
        if (base.len == 0 && !(wordings_kinds(&rules->wordings, word) & WORD_TRAIT)) {
            base = (struct span){verb, undo_past(rules, verb, word)};
        }
        if (base.len > 0) {
            buf_put(&text, (struct span){done, (size_t)(word.at - done)});
            buf_put(&text, base);
            done = word.at + word.len;
            is_changed = true;
        }
    }
    buf_put(&text, (struct span){done, (size_t)(end - done)});
    const char *copy = is_changed && !text.failed ? arena_copy(arena, buf_span(&text)) : NULL;
    struct span put = {copy, copy ? buf_span(&text).len : 0};
    buf_fini(&text);
    return put;
}

/* The concepts of a sentence's deeds; the words of these hits are no part of the text. */
static enum err add_deeds(struct strings *to, struct arena *arena, const struct rules *rules,
                          unsigned kinds, struct span sentence, struct diag *diag) {
    struct span text = undo_deeds(arena, rules, sentence);
    struct concept_hits hits = {0};
    enum err err =
        text.len > 0 ? concepts_find(&hits, arena, rules, kinds, text, diag) : ERR_NONE;
    if (!err) {
        add_hits(to, arena, &hits);
    }
    return err;
}

/* What a sentence names goes to what is shown or to what is listed. */
static enum err weigh_sentence(struct evidence *evidence, struct arena *arena,
                               const struct rules *rules, unsigned kinds, struct span sentence,
                               struct diag *diag) {
    struct concept_hits hits = {0};
    enum err err = concepts_find(&hits, arena, rules, kinds, sentence, diag);
    if (err || is_denial(rules, sentence)) {
        return err;
    }
    struct tally tally = count(rules, sentence, &hits);
    struct strings *to = is_example(&tally) ? &evidence->shown : &evidence->listed;
    evidence->is_example |= to == &evidence->shown;
    add_hits(to, arena, &hits);
    for (size_t i = 0; !err && i < hits.count; i++) {
        err = add_beginnings(to, arena, rules, kinds, hits.at[i].words, diag);
    }
    return err ? err : add_deeds(to, arena, rules, kinds, sentence, diag);
}

enum err evidence_weigh(struct evidence *out, struct arena *arena, const struct rules *rules,
                        unsigned kinds, struct span text, struct diag *diag) {
    struct evidence evidence = {.is_denial = is_denial(rules, text)};
    enum err err = ERR_NONE;
    for (struct span sentence; !err && next_sentence(&text, &sentence);) {
        err = weigh_sentence(&evidence, arena, rules, kinds, sentence, diag);
    }
    err = err ? err : arena_check(arena, diag);
    if (!err) {
        *out = evidence;
    }
    return err;
}

enum err evidence_weigh_skill(struct held_skill *held, struct arena *arena,
                              const struct rules *rules, struct diag *diag) {
    struct evidence example = {0};
    struct concept_hits named = {0};
    struct strings nothing = {0};
    enum err err =
        concepts_find(&named, arena, rules, EVIDENCE_KINDS, span_of(held->name), diag);
    err = err ? err
              : evidence_weigh(&example, arena, rules, EVIDENCE_KINDS, span_of(held->example),
                               diag);
    if (err) {
        return err;
    }
    held->concept = named.count > 0 ? named.at[0].id : NULL;
    held->shown = example.is_denial ? nothing : example.shown;
    held->listed = example.is_denial ? nothing : example.listed;
    if (!example.is_denial) {
        add_hits(example.is_example ? &held->shown : &held->listed, arena, &named);
    }
    return arena_check(arena, diag);
}
