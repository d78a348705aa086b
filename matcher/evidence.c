/* matcher/evidence.c - does a line of a profile show something, or does it only name it?
 * SPDX-License-Identifier: MIT
 */
#include "matcher/evidence.h"

#include <string.h>

#include "matcher/evidence_deeds.h"
#include "matcher/evidence_stance.h"
#include "matcher/rules_private.h"

/* Below this many words nothing can be told. */
enum { EXAMPLE_WORDS_MIN = 4 };
/* How much beside the named concepts a sentence must say: telling words, a deed counts two. */
enum {
    EXAMPLE_SUBSTANCE_MIN = 3,
    DEED_SUBSTANCE = 2,
    TOLD_SUBSTANCE = 3, /* "I phoned", which names its doer */
    HABIT_SUBSTANCE = 1 /* "I phone" */
};
/* A sentence with this many commas or more, and on average at most this many words between
 * them, is a list. */
enum { LIST_COMMAS_MIN = 2, LIST_ITEM_WORDS_MAX = 3 };

/* The line of a sentence that is being counted. */
struct tally {
    int words;
    int commas;
    int joints;     /* words that hold a sentence together */
    int opening;    /* claims and joints so far */
    int deeds;      /* words that say what was done */
    bool is_doing;  /* it begins with what somebody does */
    bool is_praise; /* it begins by praising */
    bool is_told;   /* a doer stands before the word: what it says was done by them */
    int substance;  /* words that are neither joints, claims nor part of a named concept */
};

/* @param kinds what the table knows of it */
static bool is_deed(struct span word, unsigned kinds) {
    return evidence_is_past(word) ? !(kinds & WORD_TRAIT) : (kinds & WORD_DEED) != 0;
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

/* What a word behind its doer adds: "I organised", "I phone"; 0: it tells of nothing done. */
static int told_substance(const struct tally *tally, struct span word, unsigned kinds) {
    bool is_wish = kinds & (WORD_WISH | WORD_JOINT | WORD_HABIT | WORD_DENIAL);
    if (!tally->is_told || is_wish) {
        return 0;
    }
    if (evidence_is_past(word) || kinds & WORD_DEED) {
        return TOLD_SUBSTANCE;
    }
    if (kinds & WORD_DOING) {
        return DEED_SUBSTANCE;
    }
    return kinds & WORD_CLAIM || span_ends(word, "ly") ? 0 : HABIT_SUBSTANCE;
}

/* A form in -ed within a named concept may be a part of its name ("supported living"), except
 * where the sentence begins with it. */
static void count_word(struct tally *tally, const struct concept_hits *hits, struct span word,
                       unsigned kinds) {
    bool is_first = tally->words++ == 0;
    tally->is_praise |= kinds & WORD_PRAISE && tally->words == tally->opening + 1;
    tally->opening += (kinds & (WORD_CLAIM | WORD_JOINT)) != 0;
    int told = told_substance(tally, word, kinds);
    tally->is_told = kinds & WORD_DOER || (tally->is_told && kinds & WORD_HABIT);
    if (told > 0) {
        tally->deeds++;
        tally->substance += told;
    } else if (kinds & WORD_JOINT) {
        tally->joints++;
    } else if (is_deed(word, kinds) &&
               (is_first || kinds & WORD_DEED || !is_named(hits, word))) {
        tally->deeds++;
        tally->substance += DEED_SUBSTANCE;
    } else if (kinds & WORD_DOING && tally->words <= 2 && tally->words == tally->opening + 1) {
        tally->is_doing = true;
        tally->substance += DEED_SUBSTANCE;
    } else if (!is_named(hits, word) && !(kinds & WORD_CLAIM)) {
        tally->substance++;
    }
}

/* "writes" as "write", where a sentence begins with it: who helps to fill in a profile puts it
 * so. */
static unsigned kinds_of(const struct rules *rules, struct span word, bool is_first) {
    unsigned kinds = wordings_kinds(&rules->wordings, word);
    if (kinds == 0 && is_first && span_ends(word, "s")) {
        kinds = wordings_kinds(&rules->wordings, span_part(word, 0, word.len - 1)) & WORD_DOING;
    }
    if (kinds == 0 && is_first && span_ends(word, "es")) {
        kinds = wordings_kinds(&rules->wordings, span_part(word, 0, word.len - 2)) & WORD_DOING;
    }
    return kinds;
}

/* Where something was done, what it was done with and where tells more, named or not: the more
 * concepts there are, the fewer words are left beside them. */
static struct tally count(const struct rules *rules, struct span sentence,
                          const struct concept_hits *hits, size_t told) {
    struct tally tally = {.deeds = told > 0, .substance = told > 0 ? DEED_SUBSTANCE : 0};
    for (struct span word; evidence_next_word(&sentence, &word, &tally.commas);) {
        count_word(&tally, hits, word, kinds_of(rules, word, tally.words == 0));
    }
    bool tells_more = (tally.deeds > 0 || tally.is_doing) && hits->count > 1;
    tally.substance += tells_more ? (int)hits->count - 1 : 0;
    return tally;
}

static bool is_example(const struct tally *tally) {
    bool is_list = tally->commas >= LIST_COMMAS_MIN && tally->deeds == 0 &&
                   tally->words <= LIST_ITEM_WORDS_MAX * (tally->commas + 1);
    bool is_only_praise = tally->is_praise && tally->deeds == 0;
    return tally->words >= EXAMPLE_WORDS_MIN && !is_list && !is_only_praise &&
           (tally->joints > 0 || tally->deeds > 0) && tally->substance >= EXAMPLE_SUBSTANCE_MIN;
}

/* A full stop within a number or a name is none. */
bool evidence_next_sentence(struct span *rest, struct span *sentence) {
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

/* The concepts of a sentence's deeds; the words of these hits are no part of the text. */
static enum err add_deeds(struct strings *to, struct arena *arena, const struct rules *rules,
                          unsigned kinds, struct span sentence, struct diag *diag) {
    enum err err = ERR_NONE;
    for (int is_doing = 0; !err && is_doing < 2; is_doing++) {
        struct span text = evidence_put_deeds(arena, rules, sentence, is_doing);
        struct concept_hits hits = {0};
        err =
            text.len > 0 ? concepts_find_all(&hits, arena, rules, kinds, text, diag) : ERR_NONE;
        if (!err) {
            add_hits(to, arena, &hits);
        }
    }
    return err;
}

/* @param arena scratch */
static bool is_denial(struct arena *arena, const struct rules *rules, struct span sentence) {
    return evidence_begins_denied(arena, rules, sentence) ||
           evidence_disowns(arena, rules, sentence);
}

static enum sentence judge(struct arena *arena, const struct rules *rules, struct span sentence,
                           const struct concept_hits *hits, const struct deeds *deeds) {
    if (deeds->told == 0 && is_denial(arena, rules, sentence)) {
        return SENTENCE_DENIAL;
    }
    struct tally tally = count(rules, sentence, hits, deeds->told);
    bool is_told = is_example(&tally) && !evidence_is_put_off(arena, rules, sentence);
    return is_told ? SENTENCE_EXAMPLE : SENTENCE_CLAIM;
}

enum err evidence_judge_sentence(enum sentence *out, struct arena *arena,
                                 const struct rules *rules, struct span sentence,
                                 struct diag *diag) {
    struct concept_hits hits = {0};
    struct deeds deeds = {.told = 0};
    enum err err = concepts_find(&hits, arena, rules, EVIDENCE_KINDS, sentence, diag);
    err = err ? err : evidence_find_deeds(&deeds, arena, rules, sentence, diag);
    if (!err) {
        *out = judge(arena, rules, sentence, &hits, &deeds);
    }
    return err;
}

/* From so many concepts on a sentence without a deed is a heap of catchwords. A title that is
 * read for its areas alone says what somebody was, however much that was. */
enum { CATCHWORDS_MIN = 6 };

static void drop_areas(struct concept_hits *hits) {
    size_t kept = 0;
    for (size_t i = 0; i < hits->count; i++) {
        if (hits->at[i].kind != CONCEPT_AREA) {
            hits->at[kept++] = hits->at[i];
        }
    }
    hits->count = kept;
}

/* Weighs a sentence, and adds what it names. */
typedef enum err weigher(struct evidence *evidence, struct arena *arena,
                         const struct rules *rules, unsigned kinds, struct span sentence,
                         struct diag *diag);

static void add_ids(struct strings *to, struct arena *arena, const struct strings *ids) {
    for (size_t i = 0; i < ids->count; i++) {
        if (!strings_has(to, ids->at[i])) {
            ARENA_PUSH(arena, to->at, to->count, ids->at[i]);
        }
    }
}

static weigher weigh_sentence;

/* What follows a denial that has ended: "I did not argue, I rang the office". */
static enum err weigh_behind_denial(struct evidence *evidence, struct arena *arena,
                                    const struct rules *rules, unsigned kinds,
                                    struct span sentence, struct diag *diag) {
    size_t end = evidence_denial_end(arena, rules, sentence);
    return end > 0 && end < sentence.len
               ? weigh_sentence(evidence, arena, rules, kinds,
                                span_part(sentence, end, SIZE_MAX), diag)
               : ERR_NONE;
}

/* What an example of something shows besides is no example of it: it stands with what is only
 * named. */
static void list_besides(struct evidence *evidence, struct arena *arena,
                         const struct rules *rules) {
    struct strings all = {0};
    add_ids(&all, arena, &evidence->shown);
    evidence_add_besides(&all, arena, rules);
    for (size_t i = 0; i < all.count; i++) {
        if (!strings_has(&evidence->shown, all.at[i]) &&
            !strings_has(&evidence->listed, all.at[i])) {
            ARENA_PUSH(arena, evidence->listed.at, evidence->listed.count, all.at[i]);
        }
    }
}

/* What a sentence names goes to what is shown or to what is listed; what it tells of that was
 * done is shown. */
static enum err weigh_sentence(struct evidence *evidence, struct arena *arena,
                               const struct rules *rules, unsigned kinds, struct span sentence,
                               struct diag *diag) {
    struct concept_hits hits = {0};
    struct deeds deeds = {.told = 0};
    enum err err = concepts_find(&hits, arena, rules, kinds, sentence, diag);
    err = err || kinds != EVIDENCE_KINDS
              ? err
              : evidence_find_deeds(&deeds, arena, rules, sentence, diag);
    enum sentence is = err ? SENTENCE_DENIAL : judge(arena, rules, sentence, &hits, &deeds);
    if (is == SENTENCE_DENIAL) {
        return err ? err : weigh_behind_denial(evidence, arena, rules, kinds, sentence, diag);
    }
    if (is == SENTENCE_CLAIM && kinds == EVIDENCE_KINDS && hits.count >= CATCHWORDS_MIN) {
        drop_areas(&hits);
        add_hits(&evidence->listed, arena, &hits);
        return ERR_NONE;
    }
    struct strings *to = is == SENTENCE_EXAMPLE ? &evidence->shown : &evidence->listed;
    evidence->is_example |= is == SENTENCE_EXAMPLE;
    err = err ? err : concepts_find_all(&hits, arena, rules, kinds, sentence, diag);
    add_hits(to, arena, &hits);
    if (is == SENTENCE_EXAMPLE) {
        add_ids(to, arena, &deeds.ids);
    }
    return err ? err : add_deeds(to, arena, rules, kinds, sentence, diag);
}

enum err evidence_weigh(struct evidence *out, struct arena *arena, const struct rules *rules,
                        unsigned kinds, struct span text, struct diag *diag) {
    struct span rest = text;
    struct span first = {0};
    (void)evidence_next_sentence(&rest, &first);
    struct evidence evidence = {.is_denial = is_denial(arena, rules, first)};
    enum sentence is = SENTENCE_DENIAL; /* "never late" is praise */
    enum err err = evidence.is_denial && kinds == EVIDENCE_KINDS
                       ? evidence_judge_sentence(&is, arena, rules, first, diag)
                       : ERR_NONE;
    evidence.is_denial = evidence.is_denial && is == SENTENCE_DENIAL;
    for (struct span sentence; !err && evidence_next_sentence(&text, &sentence);) {
        err = weigh_sentence(&evidence, arena, rules, kinds, sentence, diag);
    }
    evidence.is_denial =
        evidence.is_denial && evidence.shown.count == 0 && !evidence.is_example;
    list_besides(&evidence, arena, rules);
    err = err ? err : arena_check(arena, diag);
    if (!err) {
        *out = evidence;
    }
    return err;
}

/* In [skills] whoever fills in the line says what shows the skill: fewer words will do than
 * where it has to be told from a list of duties. Programs and systems are shown by naming them.
 */
static bool is_skill_example(struct arena *arena, const struct rules *rules,
                             const struct held_skill *held, const struct concept_hits *named) {
    enum { WORDS_MIN = 3, SUBSTANCE_MIN = 2 };
    struct concept_hits nothing = {NULL, 0};
    struct span text = span_of(held->example);
    struct tally tally = count(rules, text, &nothing, 0);
    bool is_list = tally.commas >= LIST_COMMAS_MIN &&
                   tally.words <= LIST_ITEM_WORDS_MAX * (tally.commas + 1);
    const struct concept_row *row =
        named->count > 0 ? ontology_row(&rules->concepts, named->at[0].id) : NULL;
    bool is_tools = row && strcmp(row->id, CONCEPT_COMPUTERS) == 0;
    if (is_denial(arena, rules, text) || evidence_is_put_off(arena, rules, text) ||
        tally.is_praise || tally.opening >= tally.words) {
        return false;
    }
    return is_tools ? tally.substance > 0
                    : tally.words >= WORDS_MIN && !is_list &&
                          tally.substance >= SUBSTANCE_MIN && tally.joints + tally.deeds > 0;
}

/* An example from another trade ("as a store detective ...") shows no technique of care and
 * none of its topics, whatever the word for both. */
static bool is_of_other_trade(const struct rules *rules, const struct held_skill *held,
                              const struct concept_hits *named) {
    const struct concept_row *row =
        named->count > 0 ? ontology_row(&rules->concepts, named->at[0].id) : NULL;
    bool is_other = false;
    for (size_t i = 0; row && row->kind == CONCEPT_KNOWLEDGE && i < held->shown.count; i++) {
        const struct concept_row *shown = ontology_row(&rules->concepts, held->shown.at[i]);
        bool is_care = rules->care && ontology_within(&rules->concepts, shown, rules->care);
        if (is_care && shown->kind == CONCEPT_AREA && shown->facet != FACET_ACTIVITY) {
            return false;
        }
        is_other |= shown->job;
    }
    return is_other;
}

static struct strings without_topics(const struct rules *rules, struct arena *arena,
                                     const struct strings *ids) {
    struct strings kept = {0};
    for (size_t i = 0; i < ids->count; i++) {
        const struct concept_row *row = ontology_row(&rules->concepts, ids->at[i]);
        if (row && row->kind != CONCEPT_KNOWLEDGE) {
            ARENA_PUSH(arena, kept.at, kept.count, ids->at[i]);
        }
    }
    return kept;
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
        bool is_other = is_of_other_trade(rules, held, &named);
        bool is_example =
            !is_other && (example.is_example || is_skill_example(arena, rules, held, &named));
        held->shown = is_other ? without_topics(rules, arena, &held->shown) : held->shown;
        struct strings ids = {0};
        add_hits(&ids, arena, &named);
        if (is_example) {
            evidence_add_besides(&ids, arena, rules);
        }
        add_ids(is_example ? &held->shown : &held->listed, arena, &ids);
    }
    return arena_check(arena, diag);
}
