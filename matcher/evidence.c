/* matcher/evidence.c - does a line of a profile show something, or does it only name it?
 * SPDX-License-Identifier: MIT
 */
#include "matcher/evidence.h"

#include <string.h>

#include "base/builtin.h"

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

/* The words of one kind in the table: a row is "kind TAB word word ...". */
static bool is_word_of(const char *kind, struct span word) {
    struct span rest = builtin_span("matcher/rules/example_words.tsv");
    for (struct span line; span_next_line(&rest, &line);) {
        struct span first = {0};
        if (!span_next_piece(&line, '\t', &first) || !span_is(first, kind)) {
            continue;
        }
        for (struct span piece; span_next_piece(&line, ' ', &piece);) {
            if (span_equal_nocase(piece, word)) {
                return true;
            }
        }
    }
    return false;
}

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
static bool is_deed(struct span word) {
    bool regular = word.len > 3 && ascii_lower(word.at[word.len - 1]) == 'd' &&
                   ascii_lower(word.at[word.len - 2]) == 'e';
    return regular ? !is_word_of("trait", word) : is_word_of("deed", word);
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
static void count_word(struct tally *tally, const struct concept_hits *hits, struct span word) {
    bool is_first = tally->words++ == 0;
    if (is_word_of("joint", word)) {
        tally->joints++;
    } else if (is_deed(word) && (is_first || !is_named(hits, word))) {
        tally->deeds++;
        tally->substance += DEED_SUBSTANCE;
    } else if (is_first && is_word_of("doing", word)) {
        tally->substance += DEED_SUBSTANCE;
    } else if (!is_named(hits, word) && !is_word_of("claim", word)) {
        tally->substance++;
    }
}

static struct tally count(struct span sentence, const struct concept_hits *hits) {
    struct tally tally = {0};
    for (struct span word; next_word(&sentence, &word, &tally.commas);) {
        count_word(&tally, hits, word);
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
static bool is_denial(struct span sentence) {
    int commas = 0;
    struct span word = {0};
    for (int i = 0; i < 3 && next_word(&sentence, &word, &commas); i++) {
        if (is_word_of("denial", word)) {
            return true;
        }
        if (!is_word_of("claim", word)) {
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

/* What a sentence names goes to what is shown or to what is listed. */
static enum err weigh_sentence(struct evidence *evidence, struct arena *arena,
                               const struct rules *rules, unsigned kinds, struct span sentence,
                               struct diag *diag) {
    struct concept_hits hits = {0};
    enum err err = concepts_find(&hits, arena, rules, kinds, sentence, diag);
    if (err || is_denial(sentence)) {
        return err;
    }
    struct tally tally = count(sentence, &hits);
    struct strings *to = is_example(&tally) ? &evidence->shown : &evidence->listed;
    evidence->is_example |= to == &evidence->shown;
    add_hits(to, arena, &hits);
    for (size_t i = 0; !err && i < hits.count; i++) {
        err = add_beginnings(to, arena, rules, kinds, hits.at[i].words, diag);
    }
    return err;
}

enum err evidence_weigh(struct evidence *out, struct arena *arena, const struct rules *rules,
                        unsigned kinds, struct span text, struct diag *diag) {
    struct evidence evidence = {.is_denial = is_denial(text)};
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
