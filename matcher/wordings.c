/* matcher/wordings.c - the words of the sheet (prompts.tsv) and of evidence (example_words.tsv)
 * SPDX-License-Identifier: MIT
 */
#include "matcher/wordings.h"

#include <string.h>

/* The longest word and the longest pair of keys. */
enum { WORD_MAX = 64, KEY_MAX = 96 };

/* The first cell of a row, and the set that its words belong to; 0: pairs of a form and its
 * base. */
static const struct {
    const char *name;
    unsigned kind;
} rows[] = {
    {"deed", WORD_DEED},     {"doing", WORD_DOING}, {"trait", WORD_TRAIT},
    {"claim", WORD_CLAIM},   {"joint", WORD_JOINT}, {"denial", WORD_DENIAL},
    {"praise", WORD_PRAISE}, {"doer", WORD_DOER},   {"habit", WORD_HABIT},
    {"wish", WORD_WISH},     {"base", 0},
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };

static enum err fault(const char *file, int line, const char *what, struct diag *diag) {
    return diag_set(diag, ERR_INPUT, "%s:%d: %s", file, line, what);
}

/* The next row that is neither empty, a comment nor the heading. */
static bool next_row(struct span *rest, struct span *row, int *line, const char *heading) {
    while (span_next_line(rest, row)) {
        ++*line;
        if (span_trim(*row).len > 0 && !span_starts(*row, "#") && !span_starts(*row, heading)) {
            return true;
        }
    }
    return false;
}

/* Both keys in one, parted by a tab. @return false where they are too long */
static bool join_keys(char key[static KEY_MAX], size_t *len, struct span about,
                      struct span lack) {
    if (about.len + lack.len + 1 > KEY_MAX) {
        return false;
    }
    memcpy(key, about.at, about.len);
    key[about.len] = '\t';
    memcpy(key + about.len + 1, lack.at, lack.len);
    *len = about.len + 1 + lack.len;
    return true;
}

enum err wordings_read_prompts(struct wordings *wordings, struct arena *arena, const char *file,
                               struct span content, struct diag *diag) {
    int line = 0;
    for (struct span row; next_row(&content, &row, &line, "about\tlack\t");) {
        struct span about = {0};
        struct span lack = {0};
        char key[KEY_MAX];
        size_t len = 0;
        bool is_whole = span_next_piece(&row, '\t', &about) &&
                        span_next_piece(&row, '\t', &lack) && span_trim(row).len > 0;
        if (!is_whole || !join_keys(key, &len, about, lack)) {
            return fault(file, line, "expected: about, lack, wording", diag);
        }
        uint32_t number = glossary_add(&wordings->keys, arena, (struct span){key, len});
        if (number && number <= wordings->text_count) {
            return fault(file, line, "a second wording for the same two keys", diag);
        }
        struct span text = span_trim(row);
        const char *copy = arena_copy(arena, text);
        ARENA_PUSH(arena, wordings->texts, wordings->text_count, (struct span){copy, text.len});
    }
    return arena_check(arena, diag);
}

/* The typographic apostrophe. */
static const char curly[] = "\xe2\x80\x99";
enum { CURLY = sizeof curly - 1 };

/* A word in lower case, with plain apostrophes. @return its length; 0: too long for the table
 */
static size_t lower(char out[static WORD_MAX], struct span word) {
    size_t len = 0;
    for (size_t i = 0; i < word.len && len < WORD_MAX; len++) {
        bool is_curly = span_starts(span_part(word, i, SIZE_MAX), curly);
        out[len] = is_curly ? '\'' : ascii_lower(word.at[i]);
        i += is_curly ? CURLY : 1;
    }
    return word.len > WORD_MAX ? 0 : len;
}

/* The place of a word in the lists, a new one where it is not there yet. */
static size_t place_of(struct wordings *wordings, struct arena *arena, struct span word) {
    uint32_t number = glossary_add(&wordings->words, arena, word);
    size_t count = wordings->word_count;
    if (number > count) {
        ARENA_PUSH(arena, wordings->kinds, wordings->word_count, 0);
        ARENA_PUSH(arena, wordings->bases, count, (struct span){0});
    }
    return number && !arena->failed ? number - 1 : SIZE_MAX;
}

static void add_word(struct wordings *wordings, struct arena *arena, unsigned kind,
                     struct span piece) {
    struct span word = {0};
    (void)span_next_piece(&piece, '=', &word);
    size_t place = word.len > 0 ? place_of(wordings, arena, word) : SIZE_MAX;
    if (place == SIZE_MAX) {
        return;
    }
    wordings->kinds[place] |= kind;
    if (kind == 0) {
        const char *copy = arena_copy(arena, piece);
        wordings->bases[place] = (struct span){copy, copy ? piece.len : 0};
    }
}

/* ---- proofs and ties --------------------------------------------------------------------- */

static struct span keep(struct arena *arena, struct span text) {
    const char *copy = arena_copy(arena, text);
    return (struct span){copy, copy ? text.len : 0};
}

size_t wordings_proof(const struct wordings *wordings, const char *about, struct span what) {
    for (size_t i = 0; i < wordings->proof_count; i++) {
        const struct proof *proof = &wordings->proofs[i];
        if (span_equal_nocase(proof->what, what) && span_is(proof->about, about)) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* "registration:NMC	NMC|nursing and midwifery council|...": the wordings of one proof. */
static void add_proof(struct wordings *wordings, struct arena *arena, struct proof proof,
                      struct span row) {
    size_t number = wordings->proof_count;
    ARENA_PUSH(arena, wordings->proofs, wordings->proof_count, proof);
    for (struct span phrase; span_next_piece(&row, '|', &phrase);) {
        finder_add(&wordings->proof_phrases, arena, &wordings->proof_words, span_trim(phrase),
                   (uint32_t)number);
    }
}

/* "for:nights	nights shifts=1", "needed:care_work	quality -humour". */
static void add_tie(struct wordings *wordings, struct arena *arena, struct proof of,
                    struct span piece) {
    struct span id = {0};
    bool is_not = span_starts(piece, "-");
    piece = span_part(piece, is_not ? 1 : 0, SIZE_MAX);
    (void)span_next_piece(&piece, '=', &id);
    int worth = span_is(piece, "1") ? 1 : 2;
    struct tie tie = {of.about, of.what, keep(arena, id), is_not, worth};
    ARENA_PUSH(arena, wordings->ties, wordings->tie_count, tie);
}

/* The words of a deed as numbers; "*" is 0. */
static struct deed read_deed(struct wordings *wordings, struct arena *arena,
                             struct span phrase) {
    struct deed deed = {.count = 0};
    char word[FINDER_WORD_MAX];
    for (size_t len = 0; finder_next_word(&phrase, word, &len);) {
        bool is_any = len == 1 && word[0] == '*';
        uint32_t number =
            is_any ? 0 : glossary_add(&wordings->deed_words, arena, (struct span){word, len});
        ARENA_PUSH(arena, deed.words, deed.count, number);
    }
    return deed;
}

static void add_deed(struct wordings *wordings, struct arena *arena, struct deed deed) {
    uint32_t first = deed.count > 0 ? deed.words[0] : 0;
    if (first == 0) {
        return;
    }
    while (wordings->deed_word_count < first && !arena->failed) {
        ARENA_PUSH(arena, wordings->deeds_by_word, wordings->deed_word_count, 0);
    }
    if (!arena->failed) {
        deed.next = wordings->deeds_by_word[first - 1];
        ARENA_PUSH(arena, wordings->deeds, wordings->deed_count, deed);
        wordings->deeds_by_word[first - 1] = (uint32_t)wordings->deed_count;
    }
}

/* "shows:listening empathy	let * finish|hear * out". */
static void add_deeds(struct wordings *wordings, struct arena *arena, struct proof of,
                      struct span row) {
    for (struct span phrase; !arena->failed && span_next_piece(&row, '|', &phrase);) {
        struct deed deed = read_deed(wordings, arena, span_trim(phrase));
        deed.ids = of.what;
        add_deed(wordings, arena, deed);
    }
}

static void add_ties(struct wordings *wordings, struct arena *arena, struct proof of,
                     struct span row) {
    for (struct span piece; span_next_piece(&row, ' ', &piece);) {
        add_tie(wordings, arena, of, span_trim(piece));
    }
}

/* The first cells "ABOUT:WHAT", by what they are about. */
static const struct {
    const char *about;
    void (*add)(struct wordings *wordings, struct arena *arena, struct proof of,
                struct span row);
} pairs[] = {
    {"registration", add_proof}, {"language", add_proof}, {"availability", add_proof},
    {"course", add_proof},       {"needed", add_ties},    {"taught", add_ties},
    {"proves", add_ties},        {"also", add_ties},      {"for", add_ties},
    {"shows", add_deeds},
};
enum { PAIR_COUNT = sizeof pairs / sizeof *pairs };

/* @return false where there are no such rows */
static bool add_pair(struct wordings *wordings, struct arena *arena, struct span name,
                     struct span row) {
    struct span about = {0};
    size_t at = 0;
    (void)span_next_piece(&name, ':', &about);
    while (at < PAIR_COUNT && !span_is(about, pairs[at].about)) {
        at++;
    }
    if (at == PAIR_COUNT || name.len == 0) {
        return false;
    }
    pairs[at].add(wordings, arena, (struct proof){keep(arena, about), keep(arena, name)}, row);
    return true;
}

enum err wordings_read_words(struct wordings *wordings, struct arena *arena, const char *file,
                             struct span content, struct diag *diag) {
    int line = 0;
    for (struct span row; next_row(&content, &row, &line, "kind\t");) {
        struct span name = {0};
        size_t at = 0;
        (void)span_next_piece(&row, '\t', &name);
        if (span_find(name, SPAN(":"), 0) != SIZE_MAX) {
            if (!add_pair(wordings, arena, name, row)) {
                return fault(file, line, "no such kind of words", diag);
            }
            continue;
        }
        while (at < ROW_COUNT && !span_is(name, rows[at].name)) {
            at++;
        }
        if (at == ROW_COUNT) {
            return fault(file, line, "no such kind of words", diag);
        }
        for (struct span piece; span_next_piece(&row, ' ', &piece);) {
            add_word(wordings, arena, rows[at].kind, span_trim(piece));
        }
    }
    return arena_check(arena, diag);
}

struct span wordings_find(const struct wordings *wordings, const char *about,
                          const char *lack) {
    char key[KEY_MAX];
    size_t len = 0;
    uint32_t number = join_keys(key, &len, span_of(about), span_of(lack))
                          ? glossary_find(&wordings->keys, (struct span){key, len})
                          : 0;
    return number ? wordings->texts[number - 1] : (struct span){0};
}

static uint32_t number_of(const struct wordings *wordings, struct span word) {
    char letters[WORD_MAX];
    size_t len = lower(letters, word);
    return len ? glossary_find(&wordings->words, (struct span){letters, len}) : 0;
}

unsigned wordings_kinds(const struct wordings *wordings, struct span word) {
    uint32_t number = number_of(wordings, word);
    return number ? wordings->kinds[number - 1] : 0;
}

struct span wordings_base(const struct wordings *wordings, struct span word) {
    uint32_t number = number_of(wordings, word);
    return number ? wordings->bases[number - 1] : (struct span){0};
}
