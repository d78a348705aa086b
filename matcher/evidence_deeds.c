/* matcher/evidence_deeds.c - what somebody did, put as the wordings of concepts have it
 * SPDX-License-Identifier: MIT
 */
#include "matcher/evidence_deeds.h"

#include <string.h>

#include "base/buf.h"
#include "matcher/rules_private.h"

static bool is_word_byte(char c) {
    return ascii_is_alnum(c) || c == '\'' || c == '-' || c == '/' || (unsigned char)c >= 0x80;
}

bool evidence_next_word(struct span *rest, struct span *word, int *commas) {
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

bool evidence_is_past(struct span word) {
    enum { PREFIX_MAX = 2 };
    size_t hyphen = span_find(word, SPAN("-"), 0);
    bool is_compound = hyphen != SIZE_MAX && hyphen > PREFIX_MAX;
    return word.len > 3 && !is_compound && ascii_lower(word.at[word.len - 1]) == 'd' &&
           ascii_lower(word.at[word.len - 2]) == 'e';
}

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
    if (!evidence_is_past(word) || word.len > VERB_MAX) {
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

static size_t add_ing(char out[static VERB_MAX], size_t len) {
    static const char ing[3] = {'i', 'n', 'g'};
    memcpy(out + len, ing, sizeof ing);
    return len + sizeof ing;
}

/* "wash" is washing, "manage" managing, "plan" planning: the first of these that the rules
 * know.
 * @return its length; 0: none */
static size_t put_doing(const struct rules *rules, char out[static VERB_MAX],
                        struct span base) {
    static const struct {
        size_t cut;
        bool doubles;
    } ways[] = {{0, false}, {1, false}, {0, true}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        size_t len = base.len - ways[i].cut;
        if (base.len < 3 || base.len + 4 > VERB_MAX ||
            (ways[i].cut && base.at[base.len - 1] != 'e')) {
            continue;
        }
        memmove(out, base.at, len);
        if (ways[i].doubles) {
            out[len] = out[len - 1];
            len++;
        }
        len = add_ing(out, len);
        if (is_known(rules, out, len)) {
            return len;
        }
    }
    return 0;
}

/* "washed" is washing and "carried" carrying, should the rules know that. @return its length */
static size_t past_to_doing(const struct rules *rules, char out[static VERB_MAX],
                            struct span word) {
    if (!evidence_is_past(word) || word.len + 1 > VERB_MAX) {
        return 0;
    }
    size_t len = word.len - 2;
    for (size_t i = 0; i < len; i++) {
        out[i] = ascii_lower(word.at[i]);
    }
    out[len - 1] = out[len - 1] == 'i' ? 'y' : out[len - 1];
    len = add_ing(out, len);
    return is_known(rules, out, len) ? len : 0;
}

/* What a deed is called in one of the forms that concepts are worded in; empty: no deed, or no
 * form that the rules know. */
static struct span name_deed(const struct rules *rules, char verb[static VERB_MAX],
                             struct span word, bool is_doing) {
    struct span base = wordings_base(&rules->wordings, word);
    bool is_trait = wordings_kinds(&rules->wordings, word) & WORD_TRAIT;
    if (base.len > 0 && !is_doing) {
        return base;
    }
    if (base.len > 0) {
        return (struct span){verb, put_doing(rules, verb, base)};
    }
    size_t len = is_trait   ? 0
                 : is_doing ? past_to_doing(rules, verb, word)
                            : undo_past(rules, verb, word);
    return (struct span){verb, len};
}

struct span evidence_put_deeds(struct arena *arena, const struct rules *rules,
                               struct span sentence, bool is_doing) {
    struct buf text;
    bool is_changed = false;
    bool is_suffered = false;
    const char *done = sentence.at;
    const char *end = sentence.at + sentence.len;
    int commas = 0;
    buf_init(&text, TOKENS_TEXT_MAX);
    for (struct span word; evidence_next_word(&sentence, &word, &commas);) {
        char verb[VERB_MAX];
        struct span named = name_deed(rules, verb, word, is_doing);
        bool is_done_by_others = is_suffered && evidence_is_past(word);
        is_suffered = span_is(word, "was") || span_is(word, "were") || span_is(word, "been");
        if (named.len > 0 && !is_done_by_others) {
            buf_put(&text, (struct span){done, (size_t)(word.at - done)});
            buf_put(&text, named);
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

/* ---- deeds ------------------------------------------------------------------------------- */

static uint32_t find_deed_word(const struct rules *rules, const char *word, size_t len) {
    return glossary_find(&rules->wordings.deed_words, (struct span){word, len});
}

/* How the form of a verb is undone: this ending off, that one on. The first of these that the
 * table knows counts; a doubled letter in front is tried single too. */
static const struct undoing {
    const char *off;
    const char *on;
} undoings[] = {
    {"ied", "y"}, {"d", ""}, {"ed", ""}, {"ing", ""}, {"ing", "e"}, {"e", ""},
};
enum { UNDOINGS = sizeof undoings / sizeof *undoings, STEM_MIN = 2 };

static uint32_t undo(const struct rules *rules, const struct undoing *undoing,
                     struct span word) {
    char stem[VERB_MAX + 2];
    size_t off = strlen(undoing->off);
    if (word.len > VERB_MAX || word.len < off + STEM_MIN ||
        memcmp(word.at + word.len - off, undoing->off, off) != 0) {
        return 0;
    }
    size_t len = word.len - off;
    memcpy(stem, word.at, len);
    bool is_double = stem[len - 1] == stem[len - 2] && !undoing->on[0];
    memcpy(stem + len, undoing->on, strlen(undoing->on));
    uint32_t number = find_deed_word(rules, stem, len + strlen(undoing->on));
    return number || !is_double ? number : find_deed_word(rules, stem, len - 1);
}

/* The number of the base form of a word, normalised; 0: none that the table knows. */
static uint32_t base_number(const struct rules *rules, struct span word) {
    struct span base = wordings_base(&rules->wordings, word);
    uint32_t number = base.len > 0 ? find_deed_word(rules, base.at, base.len) : 0;
    for (size_t i = 0; !number && i < UNDOINGS; i++) {
        number = undo(rules, &undoings[i], word);
    }
    return number;
}

/* The words of a sentence, as they stand and in their base form. */
struct told {
    const struct rules *rules;
    struct tokens tokens;
    uint32_t *bases; /* by word */
};

/* "Did not shout", "without shouting", "no sick days" deny what was not done as "never" does,
 * with which such deeds are worded ("never shout"). */
static bool is_never(const struct tokens *tokens, size_t at) {
    return tokens_is_one(
        tokens, at,
        "never|not|no|without|don't|didn't|doesn't|haven't|hasn't|hadn't|won't|"
        "wouldn't|dont|didnt|doesnt|havent|hasnt|hadnt|wont|wouldnt");
}

static bool is_word(const struct told *told, size_t at, uint32_t number) {
    return told->tokens.at[at].number == number || told->bases[at] == number;
}

enum { WALL = GAP_SEMICOLON | GAP_STOP, GAP_WALL = WALL | GAP_COMMA | GAP_COLON | GAP_OPEN };

/* Do words `from` of a deed stand at word `at`? @return the word behind it; 0: no */
static size_t stands_at(const struct told *told, const struct deed *deed, size_t from,
                        size_t at) {
    if (from == deed->count) {
        return at;
    }
    if (at >= told->tokens.count || told->tokens.at[at].gap & WALL) {
        return 0;
    }
    if (deed->words[from]) {
        bool is_there = is_word(told, at, deed->words[from]);
        return is_there ? stands_at(told, deed, from + 1, at + 1) : 0;
    }
    size_t end = 0;
    for (size_t i = 0; !end && i <= DEED_GAP && at + i < told->tokens.count; i++) {
        if (told->tokens.at[at + i].gap & GAP_WALL) {
            return 0;
        }
        end = stands_at(told, deed, from + 1, at + i);
    }
    return end;
}

static bool is_verb_denial(const struct tokens *tokens, size_t at) {
    return !tokens_is_one(tokens, at, "no|not|without") ||
           (at > 0 && tokens_is_one(tokens, at, "not") &&
            tokens_is_one(tokens, at - 1, "do|did|does|would|will|could|have|had|has"));
}

/* What may stand behind a phrase that has ended: "no complaint in six years", not "no complaint
 * form". */
static bool ends_phrase(const struct told *told, size_t at) {
    const struct tokens *tokens = &told->tokens;
    return at >= tokens->count || tokens->at[at].gap & GAP_WALL ||
           tokens_is_one(tokens, at,
                         "in|for|on|with|of|at|from|by|since|about|against|over|during|and|or|"
                         "but|when|while|because|until|ever|once|yet|all|so|though|nor");
}

/* A bad deed that was not done is a verb ("never shout at", "without shouting at"); where it is
 * a thing ("no accident", "never * late"), its phrase must end there: "no accident training"
 * speaks of something else. */
static bool is_undone(const struct told *told, const struct deed *deed, size_t at, size_t end) {
    const struct tokens *tokens = &told->tokens;
    bool is_doing = at + 1 < tokens->count && span_ends(tokens->at[at + 1].word, "ing");
    bool is_verb =
        deed->count > 1 && deed->words[1] && (is_doing || is_verb_denial(tokens, at));
    return !is_never(tokens, at) || is_verb || ends_phrase(told, end);
}

/* "I phone", "we always kept", "I had to wait": does a doer stand before word `at`? */
static bool is_behind_doer(const struct wordings *wordings, const struct tokens *tokens,
                           size_t at) {
    unsigned kinds = WORD_HABIT;
    while (at > 0 && kinds & WORD_HABIT) {
        kinds = wordings_kinds(wordings, tokens->at[--at].word);
    }
    return kinds & WORD_DOER;
}

/* "Organised my sister's wedding", where "organised" alone would be a trait. */
static bool has_object(const struct tokens *tokens, size_t at) {
    return tokens_is_one(tokens, at + 1,
                         "a|an|the|my|our|his|her|their|all|"
                         "two|three|four|five|six|ten|twenty|thirty|several|many");
}

/* "able to listen to", "can calm people" are a wish or a claim. What was done is in the past,
 * or begins the sentence, or has its doer before it. */
static bool is_told(const struct told *told, const struct deed *deed, size_t at) {
    const struct tokens *tokens = &told->tokens;
    struct span word = tokens->at[at].word;
    const struct wordings *wordings = &told->rules->wordings;
    unsigned kinds = wordings_kinds(wordings, word);
    if (deed->count > 1 && !(kinds & WORD_WISH) && is_behind_doer(wordings, tokens, at)) {
        return true;
    }
    bool is_trait = kinds & WORD_TRAIT && !has_object(tokens, at);
    if (deed->count < 2 || is_trait ||
        (at > 0 &&
         tokens_is_one(tokens, at - 1, "to|can|could|will|would|able|may|should|be|being"))) {
        return false;
    }
    if (is_never(tokens, at)) {
        return true; /* "never missed a shift" */
    }
    bool is_past = wordings_base(wordings, word).len > 0 || kinds & WORD_DEED ||
                   (evidence_is_past(word) && told->bases[at]);
    return is_past || (at == 0 && kinds & WORD_DOING);
}

static void add_ids(struct strings *ids, struct arena *arena, const struct rules *rules,
                    struct span list) {
    for (struct span id; span_next_piece(&list, ' ', &id);) {
        uint32_t number = glossary_find(&rules->concepts.ids, id);
        if (number && !strings_has(ids, rules->concepts.rows[number - 1].id)) {
            ARENA_PUSH(arena, ids->at, ids->count, rules->concepts.rows[number - 1].id);
        }
    }
}

/* A negation reaches over so many words of its sentence, as for concepts. */
enum { NEGATION_WORDS = 9 };

/* Where the negation that begins or ends at word `at` reaches to. */
static size_t negated_to(const struct rules *rules, const struct tokens *words, size_t at,
                         size_t now) {
    uint32_t cue = CUE_NONE;
    size_t len = finder_at(&rules->cues, words, at, &cue);
    bool is_harmless = len > 0 && cue == CUE_HARMLESS;
    bool ends = (len > 0 && cue == CUE_NEGATION_END) || concepts_is_new_clause(words, at);
    if (len > 0 && cue == CUE_NEGATION) {
        return at + len + NEGATION_WORDS;
    }
    if (is_harmless || ends) {
        return at;
    }
    return now;
}

size_t evidence_denial_end(struct arena *arena, const struct rules *rules,
                           struct span sentence) {
    struct tokens words = tokens_read(arena, &rules->words, sentence);
    for (size_t at = 1; at < words.count; at++) {
        uint32_t cue = CUE_NONE;
        size_t len = finder_at(&rules->cues, &words, at, &cue);
        if (concepts_is_new_clause(&words, at) || (len > 0 && cue == CUE_NEGATION_END)) {
            return (size_t)(tokens_source(&words, at, words.count).at - sentence.at);
        }
    }
    return 0;
}

static void find_at(struct deeds *deeds, struct arena *arena, const struct told *told,
                    size_t at, uint32_t number) {
    const struct wordings *wordings = &told->rules->wordings;
    uint32_t next =
        number && number <= wordings->deed_word_count ? wordings->deeds_by_word[number - 1] : 0;
    for (; next; next = wordings->deeds[next - 1].next) {
        const struct deed *deed = &wordings->deeds[next - 1];
        size_t end = stands_at(told, deed, 1, at + 1);
        if (end && is_undone(told, deed, at, end)) {
            add_ids(&deeds->ids, arena, told->rules, deed->ids);
            deeds->told += is_told(told, deed, at);
        }
    }
}

/* "was supervised by": done by others. */
static bool is_suffered(const struct tokens *tokens, size_t at) {
    return at > 0 && evidence_is_past(tokens->at[at].word) &&
           tokens_is_one(tokens, at - 1, "was|were|been|being|got");
}

static struct told read_told(struct arena *scratch, const struct rules *rules,
                             struct span sentence) {
    struct told told = {.rules = rules};
    told.tokens = tokens_read(scratch, &rules->wordings.deed_words, sentence);
    told.bases = arena_alloc(scratch, told.tokens.count + 1, sizeof *told.bases);
    uint32_t never = find_deed_word(rules, "never", strlen("never"));
    for (size_t i = 0; told.bases && i < told.tokens.count; i++) {
        struct span word = told.tokens.at[i].word;
        told.bases[i] = is_never(&told.tokens, i)      ? never
                        : is_suffered(&told.tokens, i) ? 0
                                                       : base_number(rules, word);
    }
    return told;
}

/* A deed may itself begin with a negation ("never missed a shift"), behind another one too
 * ("no sick days, never late"). */
enum err evidence_find_deeds(struct deeds *out, struct arena *arena, const struct rules *rules,
                             struct span sentence, struct diag *diag) {
    struct arena scratch;
    arena_init(&scratch, ARENA_PAGE_CAP);
    struct tokens words = tokens_read(&scratch, &rules->words, sentence);
    struct told told = read_told(&scratch, rules, sentence);
    struct deeds deeds = {.told = 0};
    size_t negated = 0;
    for (size_t at = 0; told.bases && at < told.tokens.count; at++) {
        bool is_denied = at < negated;
        negated = at < words.count ? negated_to(rules, &words, at, negated) : negated;
        if (!is_denied || is_never(&told.tokens, at)) {
            uint32_t number = told.tokens.at[at].number;
            find_at(&deeds, arena, &told, at, number);
            find_at(&deeds, arena, &told, at, told.bases[at] == number ? 0 : told.bases[at]);
        }
    }
    enum err err = arena_check(&scratch, diag);
    err = err ? err : arena_check(arena, diag);
    arena_fini(&scratch);
    if (!err) {
        *out = deeds;
    }
    return err;
}

void evidence_add_besides(struct strings *ids, struct arena *arena, const struct rules *rules) {
    const struct wordings *wordings = &rules->wordings;
    size_t count = ids->count;
    for (size_t i = 0; i < wordings->tie_count; i++) {
        const struct tie *tie = &wordings->ties[i];
        for (size_t j = 0; span_is(tie->about, "also") && j < count; j++) {
            if (span_is(tie->what, ids->at[j])) {
                add_ids(ids, arena, rules, tie->id);
            }
        }
    }
}
