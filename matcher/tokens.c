/* matcher/tokens.c - a text as normalised words
 * SPDX-License-Identifier: MIT
 */
#include "matcher/tokens.h"

#include <string.h>

#include "base/utf8.h"

/* A word longer than this is known to no rule. */
enum { WORD_MAX = 64 };

/* While a text is being read. */
struct reading {
    struct arena *arena;
    const struct glossary *glossary;
    struct tokens *tokens;
    size_t at;    /* byte of the flat text */
    unsigned gap; /* marks since the last word */
};

/* Bytes above ASCII count as letters: they are parts of accented ones. */
static bool is_letter(char c) { return ascii_is_alnum(c) || (unsigned char)c >= 0x80; }

static bool ends(const char *word, size_t len, const char *suffix) {
    size_t suffix_len = strlen(suffix);
    return len >= suffix_len && memcmp(word + len - suffix_len, suffix, suffix_len) == 0;
}

/* American spellings, by how a word begins, and how the British begin; by the first letter, for
 * each word of the rules is looked up here. */
#define SPELLING(american, british)                                                            \
    { american, sizeof(american) - 1, british, sizeof(british) - 1 }
enum { SPELLINGS_OF_LETTER = 4, RESPELT_MIN = 5, RESPELT_MAX = 20 };
static const struct spelling {
    const char *american; /* NULL behind the last of a letter */
    size_t american_len;
    const char *british;
    size_t british_len;
} spellings['z' - 'a' + 1][SPELLINGS_OF_LETTER + 1] = {
    ['a' - 'a'] = {SPELLING("anesthe", "anaesthe")},
    ['b' - 'a'] = {SPELLING("behavior", "behaviour")},
    ['c' - 'a'] = {SPELLING("color", "colour"), SPELLING("center", "centre"),
                   SPELLING("counselor", "counsellor"), SPELLING("counseling", "counselling")},
    ['f' - 'a'] = {SPELLING("favor", "favour"), SPELLING("fulfillment", "fulfilment")},
    ['g' - 'a'] = {SPELLING("gynecolog", "gynaecolog")},
    ['h' - 'a'] = {SPELLING("honor", "honour"), SPELLING("hospitaliz", "hospitalis"),
                   SPELLING("hematolog", "haematolog")},
    ['l' - 'a'] = {SPELLING("labor", "labour")},
    ['m' - 'a'] = {SPELLING("minimiz", "minimis"), SPELLING("maximiz", "maximis")},
    ['n' - 'a'] = {SPELLING("neighbor", "neighbour")},
    ['o' - 'a'] = {SPELLING("organiz", "organis"), SPELLING("orthopedic", "orthopaedic")},
    ['p' - 'a'] = {SPELLING("prioritiz", "prioritis"), SPELLING("personaliz", "personalis"),
                   SPELLING("pediatric", "paediatric")},
    ['r' - 'a'] = {SPELLING("recogniz", "recognis")},
    ['s' - 'a'] = {SPELLING("specializ", "specialis"), SPELLING("summariz", "summaris"),
                   SPELLING("stigmatiz", "stigmatis")},
    ['u' - 'a'] = {SPELLING("utiliz", "utilis")},
};

/* "behaviors" as "behaviours", in place: at most one letter more. Very long words are left. */
static size_t respell(char *word, size_t len) {
    if (len < RESPELT_MIN || len > RESPELT_MAX || word[0] < 'a' || word[0] > 'z') {
        return len;
    }
    for (const struct spelling *spelling = spellings[word[0] - 'a']; spelling->american;
         spelling++) {
        size_t old = spelling->american_len;
        if (old <= len && word[1] == spelling->american[1] &&
            memcmp(word, spelling->american, old) == 0 &&
            !span_starts((struct span){word, len}, "laboratory")) {
            memmove(word + spelling->british_len, word + old, len - old);
            memcpy(word, spelling->british, spelling->british_len);
            return len + spelling->british_len - old;
        }
    }
    return len;
}

size_t tokens_normalise(char *word, size_t len) {
    len = respell(word, len);
    if (len > 4 && ends(word, len, "ies")) {
        word[len - 3] = 'y';
        return len - 2;
    }
    if (len > 5 && ends(word, len, "sses")) {
        return len - 2;
    }
    bool plural = len > 3 && word[len - 1] == 's' && !ends(word, len, "ss") &&
                  !ends(word, len, "us") && !ends(word, len, "is");
    return plural && !ascii_is_digit(word[len - 2]) ? len - 1 : len;
}

/* ---- the flat text --------------------------------------------------------------------- */

/* The plain form of the character at `*at`; steps over it. */
static void flatten_one(struct buf *flat, struct span text, size_t *at) {
    unsigned char c = (unsigned char)text.at[*at];
    if (c < 0x80) {
        buf_put_char(flat, ascii_is_space((char)c) && c != '\n' ? ' ' : ascii_lower((char)c));
        (*at)++;
        return;
    }
    size_t from = *at;
    uint32_t code = utf8_next(text, at);
    if (utf8_is_space(code)) {
        buf_put_char(flat, ' ');
    } else if (code != UTF8_REPLACEMENT) {
        utf8_normalise(flat, span_part(text, from, *at - from));
    }
}

static bool flatten(struct tokens *tokens, struct arena *arena, struct span text) {
    struct buf flat;
    buf_init(&flat, (size_t)4 * TOKENS_TEXT_MAX);
    uint32_t *origin = arena_alloc(arena, text.len + 2, 2 * sizeof *origin);
    size_t at = 0;
    while (origin && at < text.len && !flat.failed && flat.len <= 2 * text.len) {
        size_t from = at;
        size_t begin = flat.len;
        flatten_one(&flat, text, &at);
        for (size_t i = begin; i < flat.len && i <= 2 * text.len; i++) {
            origin[i] = (uint32_t)from;
        }
    }
    const char *copy = origin ? arena_copy(arena, buf_span(&flat)) : NULL;
    if (copy) {
        tokens->flat = (struct span){copy, flat.len <= 2 * text.len ? flat.len : 2 * text.len};
        origin[tokens->flat.len] = (uint32_t)text.len;
        tokens->origin = origin;
    }
    buf_fini(&flat);
    return copy != NULL;
}

/* ---- words ----------------------------------------------------------------------------- */

static void find_stems(struct token *token, const struct glossary *glossary) {
    char stem[WORD_MAX + 1];
    size_t found = 0;
    for (size_t len = token->word.len; len >= 3 && found < TOKEN_STEMS_MAX; len--) {
        memcpy(stem, token->word.at, len);
        stem[len] = '*';
        uint32_t number = glossary_find(glossary, (struct span){stem, len + 1});
        if (number) {
            token->stems[found++] = number;
        }
    }
}

/* The number of "=WORD" where the text has the word in capitals. */
static uint32_t find_capital(const struct reading *reading, const struct token *token) {
    const struct tokens *tokens = reading->tokens;
    size_t from = tokens->origin[token->from];
    size_t len = tokens->origin[token->to] - from;
    char word[WORD_MAX + 1] = "=";
    if (len == 0 || len > 6 || !span_part(tokens->text, from, len).len) {
        return 0;
    }
    for (size_t i = 0; i < len; i++) {
        word[i + 1] = tokens->text.at[from + i];
        if (ascii_lower(word[i + 1]) == word[i + 1] && ascii_is_alpha(word[i + 1])) {
            len = i; /* a plural: "OTs" */
        }
    }
    return len ? glossary_find(reading->glossary, (struct span){word, len + 1}) : 0;
}

static void add_word(struct reading *reading, const char *letters, size_t len, size_t from) {
    struct tokens *tokens = reading->tokens;
    struct token token = {.from = from, .to = reading->at, .gap = reading->gap};
    char word[WORD_MAX];
    memcpy(word, letters, len);
    size_t kept = tokens_normalise(word, len);
    token.word.at = arena_copy(reading->arena, (struct span){word, kept});
    token.word.len = token.word.at ? kept : 0;
    if (!token.word.at) {
        return;
    }
    token.number = glossary_find(reading->glossary, token.word);
    token.capital = find_capital(reading, &token);
    find_stems(&token, reading->glossary);
    ARENA_PUSH(reading->arena, tokens->at, tokens->count, token);
    reading->gap = 0;
}

static char flat_at(const struct reading *reading, size_t at) {
    return at < reading->tokens->flat.len ? reading->tokens->flat.at[at] : ' ';
}

/* Does a letter with a full stop, as in "n.v.q.", stand here? */
static bool is_initial(const struct reading *reading, size_t at) {
    return ascii_is_alpha(flat_at(reading, at)) && flat_at(reading, at + 1) == '.';
}

/* Is a level written to the name ("nvq2", "level3")? Then they are two words. */
static bool is_name_of_level(const char *letters, size_t len) {
    static const char *const names[] = {"nvq", "svq", "level", "scqf", "qcf", "rqf", "diploma"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (span_is((struct span){letters, len}, names[i])) {
            return true;
        }
    }
    return false;
}

/* Is a unit written to its number ("3yrs", "18months")? Then they are two words. */
static bool is_unit_at(const struct reading *reading, size_t at) {
    static const char *const units[] = {"yr",    "yrs",    "year", "years", "mth",  "mths",
                                        "month", "months", "wk",   "wks",   "week", "weeks"};
    size_t end = at;
    while (is_letter(flat_at(reading, end))) {
        end++;
    }
    struct span letters = span_part(reading->tokens->flat, at, end - at);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (span_is(letters, units[i])) {
            return true;
        }
    }
    return false;
}

static bool is_number(const char *letters, size_t len) {
    size_t digits = 0;
    while (digits < len && ascii_is_digit(letters[digits])) {
        digits++;
    }
    return len > 0 && digits == len;
}

/* One word: an apostrophe is left out, "'s" at the end too; initials with full stops are one.
 */
static void read_word(struct reading *reading) {
    char letters[WORD_MAX];
    size_t len = 0;
    size_t from = reading->at;
    if (is_initial(reading, from) && is_initial(reading, from + 2)) {
        while (is_initial(reading, reading->at)) {
            len += len < WORD_MAX ? 1 : 0;
            letters[len - 1] = flat_at(reading, reading->at);
            reading->at += 2;
        }
        add_word(reading, letters, len, from);
        return;
    }
    for (;; reading->at++) {
        char c = flat_at(reading, reading->at);
        char next = flat_at(reading, reading->at + 1);
        if (c == '\'' && next == 's' && !is_letter(flat_at(reading, reading->at + 2))) {
            reading->at += 2;
            break;
        }
        if (!is_letter(c) && !(c == '\'' && is_letter(next))) {
            break;
        }
        if (ascii_is_digit(c) ? is_name_of_level(letters, len)
                              : is_number(letters, len) && is_unit_at(reading, reading->at)) {
            break;
        }
        if (c != '\'' && len < WORD_MAX) {
            letters[len++] = c;
        }
    }
    add_word(reading, letters, len, from);
}

/* A full stop ends a sentence before space or the end, not behind a single letter ("e.g."). */
static bool is_sentence_end(const struct reading *reading) {
    size_t count = reading->tokens->count;
    size_t len = count ? reading->tokens->at[count - 1].word.len : 0;
    return flat_at(reading, reading->at + 1) == ' ' && len > 1;
}

static void read_mark(struct reading *reading) {
    static const struct {
        char mark;
        unsigned gap;
    } marks[] = {{',', GAP_COMMA}, {';', GAP_SEMICOLON}, {'!', GAP_STOP},  {'?', GAP_STOP},
                 {'\n', GAP_STOP}, {'/', GAP_SLASH},     {':', GAP_COLON}, {'(', GAP_OPEN},
                 {'[', GAP_OPEN},  {')', GAP_CLOSE},     {']', GAP_CLOSE}};
    char c = flat_at(reading, reading->at);
    bool spaced = flat_at(reading, reading->at + 1) == ' ' &&
                  (reading->at == 0 || flat_at(reading, reading->at - 1) == ' ');
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        reading->gap |= marks[i].mark == c ? marks[i].gap : 0;
    }
    if (c == '.' && is_sentence_end(reading)) {
        reading->gap |= GAP_STOP;
    } else if (c == '-') {
        reading->gap |= spaced ? GAP_DASH : GAP_HYPHEN;
    }
    reading->at++;
    if (c == '&') {
        add_word(reading, "and", 3, reading->at - 1);
    } else if (c == '+' && spaced) {
        add_word(reading, "plus", 4, reading->at - 1);
    }
}

struct tokens tokens_read(struct arena *arena, const struct glossary *glossary,
                          struct span text) {
    struct tokens tokens = {.text = span_part(text, 0, TOKENS_TEXT_MAX)};
    struct reading reading = {arena, glossary, &tokens, 0, 0};
    if (!flatten(&tokens, arena, tokens.text)) {
        return (struct tokens){.text = text};
    }
    while (reading.at < tokens.flat.len && !arena->failed) {
        if (is_letter(tokens.flat.at[reading.at])) {
            read_word(&reading);
        } else {
            read_mark(&reading);
        }
    }
    return tokens;
}

/* ---- questions ------------------------------------------------------------------------- */

struct span tokens_source(const struct tokens *tokens, size_t from, size_t to) {
    if (from >= to || to > tokens->count) {
        return (struct span){NULL, 0};
    }
    size_t begin = tokens->origin[tokens->at[from].from];
    size_t end = tokens->origin[tokens->at[to - 1].to];
    return span_part(tokens->text, begin, end - begin);
}

bool tokens_is(const struct tokens *tokens, size_t at, const char *word) {
    return at < tokens->count && span_is(tokens->at[at].word, word);
}

bool tokens_is_one(const struct tokens *tokens, size_t at, const char *words) {
    struct span rest = span_of(words);
    struct span word;
    while (at < tokens->count && span_next_piece(&rest, '|', &word)) {
        if (span_equal(tokens->at[at].word, word)) {
            return true;
        }
    }
    return false;
}

size_t tokens_at_byte(const struct tokens *tokens, size_t byte) {
    size_t low = 0;
    size_t high = tokens->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tokens->at[middle].from < byte) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}
