/* parser/spec_mark.c - the marks that say where a criterion is assessed: (A/I), [T], ...
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "parser/bullet.h"
#include "parser/person_spec.h"
#include "parser/words.h"

static const char marks_file[] = "parser/fields/assessed.tsv";

/* The letters of the usual legend in their usual order: run together they are a mark. */
static const char legend[] = "AITRD";

/* What the words of a candidate for a mark are. */
struct mark {
    unsigned assessed; /* set of enum assessed */
    int letters;       /* one-letter marks */
    int beside;        /* letters that count only beside others */
    int words;         /* marks written out */
    int leads;         /* "assessed", "method" */
    bool assessment;   /* the word itself: a test where nothing else is named */
    bool broken;       /* something else stands in it */
};

static bool is_token_byte(char c) { return ascii_is_alnum(c) || (c & 0x80) != 0 || c == '\''; }

/* The next token; what stands before it must be a separator of marks. */
static bool next_token(struct span *rest, struct span *token, bool *odd) {
    size_t from = 0;
    while (from < rest->len && !is_token_byte(rest->at[from])) {
        *odd = *odd || !strchr(" ,/&+;:.=-|", rest->at[from]);
        from++;
    }
    size_t end = from;
    while (end < rest->len && is_token_byte(rest->at[end])) {
        end++;
    }
    *token = span_part(*rest, from, end - from);
    *rest = span_part(*rest, end, SIZE_MAX);
    return token->len > 0;
}

static void add_mark(struct mark *mark, struct span value) {
    mark->assessed |= 1u << vocab_value(&vocab_assessed, value);
}

/* "AI", "AIT": letters of the legend, in its order. */
static bool is_letter_run(struct span token) {
    const char *at = legend;
    for (size_t i = 0; i < token.len; i++) {
        at = strchr(at, token.at[i]);
        if (!at || *at == '\0') {
            return false;
        }
        at++;
    }
    return token.len >= 2 && token.at[0] == 'A';
}

static void read_letter(struct mark *mark, struct span token) {
    struct words_row row;
    if (words_find(&row, marks_file, "alone", token)) {
        mark->letters++;
        add_mark(mark, row.value);
    } else if (words_find(&row, marks_file, "beside", token)) {
        mark->letters++;
        mark->beside++;
        add_mark(mark, row.value);
    } else {
        mark->broken = true;
    }
}

static void read_token(struct mark *mark, struct span token) {
    struct words_row row;
    if (token.len == 1) {
        read_letter(mark, token);
    } else if (span_is_nocase(token, "assessment")) {
        mark->assessment = true;
    } else if (words_find(&row, marks_file, "word", token)) {
        mark->words++;
        add_mark(mark, row.value);
    } else if (is_letter_run(token)) {
        for (size_t i = 0; i < token.len; i++) {
            read_letter(mark, span_part(token, i, 1));
        }
    } else if (words_find(NULL, marks_file, "lead", token)) {
        mark->leads++;
    } else if (!words_find(NULL, marks_file, "joint", token)) {
        mark->broken = true;
    }
}

static struct mark read_mark(struct span text) {
    struct mark mark = {0};
    struct span token;
    while (!mark.broken && next_token(&text, &token, &mark.broken)) {
        read_token(&mark, token);
    }
    return mark;
}

static bool says_where(const struct mark *mark) {
    return !mark->broken && (mark->words > 0 || mark->letters > mark->beside);
}

/* The start of the last word in `text`, or its length where there is none. */
static size_t last_word(struct span text) {
    size_t end = text.len;
    while (end > 0 && !is_token_byte(text.at[end - 1])) {
        end--;
    }
    size_t from = end;
    while (from > 0 && is_token_byte(text.at[from - 1])) {
        from--;
    }
    return from < end ? from : text.len;
}

/* "Artificial intelligence (AI)": the letters are those of the words before. */
static bool abbreviates(struct span letters, struct span before) {
    if (letters.len < 2) {
        return false;
    }
    for (size_t i = letters.len; i > 0; i--) {
        size_t word = last_word(before);
        if (word == before.len || ascii_upper(before.at[word]) != letters.at[i - 1]) {
            return false;
        }
        before = span_part(before, 0, word);
    }
    return true;
}

/* Lower-case letters are marks only among others: "(a, i)", never "(i)". */
static bool has_small_letter_alone(struct span inner, const struct mark *mark) {
    return mark->words == 0 && mark->letters == 1 && inner.len > 0 &&
           !span_equal(inner, (struct span){(char[]){ascii_upper(inner.at[0])}, 1}) &&
           inner.at[0] >= 'a' && inner.at[0] <= 'z';
}

/* "(or references)" goes on with the sentence. */
static bool goes_on(struct span inner) {
    return span_starts_nocase(inner, "or ") || span_starts_nocase(inner, "and ") ||
           span_starts_nocase(inner, "in ") || span_starts_nocase(inner, "on ") ||
           span_starts_nocase(inner, "from ") || span_starts_nocase(inner, "written ");
}

/* A mark in brackets at the end of `text`: where it begins, or SIZE_MAX. */
static size_t find_bracketed(struct span text, unsigned *assessed) {
    static const char open[] = "([{";
    static const char close[] = ")]}";
    const char *kind = text.len > 0 ? strchr(close, text.at[text.len - 1]) : NULL;
    if (!kind || *kind == '\0') {
        return SIZE_MAX;
    }
    size_t from = text.len - 1;
    while (from > 0 && text.at[from] != open[kind - close]) {
        from--;
    }
    struct span inner = span_trim(span_part(text, from + 1, text.len - from - 2));
    struct span before = span_part(text, 0, from);
    struct mark mark = read_mark(inner);
    if (mark.assessment && mark.assessed == 0) {
        mark.assessed = 1u << ASSESSED_TEST;
        mark.words++;
    }
    if (text.at[from] != open[kind - close] || !says_where(&mark) || goes_on(inner) ||
        has_small_letter_alone(inner, &mark) || abbreviates(inner, before)) {
        return SIZE_MAX;
    }
    *assessed |= mark.assessed;
    return from;
}

/* Words before which letters are grades and kinds. */
static bool names_a_kind(struct span before) {
    static const char *const kinds[] = {"grade",    "grades",    "level", "levels",  "group",
                                        "category", "hepatitis", "type",  "vitamin", "class"};
    size_t from = last_word(before);
    struct span word = span_trim(span_part(before, from, SIZE_MAX));
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (span_is_nocase(word, kinds[i])) {
            return true;
        }
    }
    return false;
}

/* Does a dash with white space round it stand before? */
static bool follows_dash(struct span before) {
    static const char *const dashes[] = {" -", " \xE2\x80\x93", " \xE2\x80\x94"};
    for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++) {
        if (span_ends(before, dashes[i])) {
            return true;
        }
    }
    return false;
}

/* "A/I", "A, I" or "- A" without brackets: where it begins, or SIZE_MAX. */
static size_t find_letters(struct span text, unsigned *assessed) {
    size_t from = text.len;
    bool parted = false;
    while (from > 0 && strchr("AITRD,/& ", text.at[from - 1])) {
        from--;
    }
    while (from < text.len && (text.at[from] == ' ' || text.at[from] == ',')) {
        from++;
    }
    struct span tail = span_part(text, from, SIZE_MAX);
    struct span before = span_trim(span_part(text, 0, from));
    struct mark mark = read_mark(tail);
    for (size_t i = 0; i < tail.len; i++) {
        parted = parted || tail.at[i] == '/' || tail.at[i] == ',';
    }
    bool glued = from > 0 && is_token_byte(text.at[from - 1]);
    bool several = parted && mark.letters >= 2;
    bool single = mark.letters == 1 && tail.len == 1 && follows_dash(before);
    if (glued || mark.broken || mark.beside > 0 || (!several && !single) ||
        names_a_kind(before)) {
        return SIZE_MAX;
    }
    *assessed |= mark.assessed;
    return from;
}

/* Does a sentence or remark of its own begin at `from`? */
static bool begins_remark(struct span text, size_t from) {
    struct span before = span_trim(span_part(text, 0, from));
    bool upper = text.at[from] >= 'A' && text.at[from] <= 'Z';
    bool ended = before.len > 0 && (strchr(".,;:-|)", before.at[before.len - 1]) ||
                                    (before.at[before.len - 1] & 0x80));
    return before.len > 0 && (upper || ended);
}

/* "Assessed by: application form and interview": where it begins, or SIZE_MAX. Words are taken
 * off the end as long as they may stand in such a remark. */
static size_t find_remark(struct span text, unsigned *assessed) {
    enum { REMARK_WORDS_MAX = 14 };
    size_t found = SIZE_MAX;
    size_t from = text.len;
    for (int words = 0; words < REMARK_WORDS_MAX && from > 0; words++) {
        size_t word = last_word(span_part(text, 0, from));
        if (word >= from) {
            break;
        }
        from = word;
        struct mark mark = read_mark(span_part(text, from, SIZE_MAX));
        if (mark.broken) {
            break;
        }
        size_t end = from;
        while (end < text.len && is_token_byte(text.at[end])) {
            end++;
        }
        if (says_where(&mark) && begins_remark(text, from) &&
            words_find(NULL, marks_file, "lead", span_part(text, from, end - from))) {
            *assessed |= mark.assessed;
            found = from;
        }
    }
    return found;
}

/* Without the punctuation that led to a mark. */
static struct span without_dash(struct span text) {
    for (;;) {
        size_t len = text.len;
        size_t sign = len > 0 && strchr("-:,;|", text.at[len - 1]) ? 1 : 0;
        sign = span_ends(text, "\xE2\x80\x93") || span_ends(text, "\xE2\x80\x94") ? 3 : sign;
        if (sign == 0) {
            return text;
        }
        text = bullet_trim(span_part(text, 0, len - sign));
    }
}

char *person_spec_marks(struct arena *arena, const char *text, unsigned *assessed) {
    struct span rest = bullet_trim(span_of(text));
    unsigned found = 0;
    bool stop = false;
    for (;;) {
        struct span tail = rest;
        while (tail.len > 0 && strchr(".;:, ", tail.at[tail.len - 1])) {
            stop = stop || tail.at[tail.len - 1] == '.';
            tail.len--;
        }
        size_t from = find_bracketed(tail, &found);
        from = from == SIZE_MAX ? find_remark(tail, &found) : from;
        from = from == SIZE_MAX ? find_letters(tail, &found) : from;
        if (from == SIZE_MAX) {
            break;
        }
        rest = bullet_trim(span_part(tail, 0, from));
        rest = without_dash(rest);
    }
    *assessed = found;
    bool again = found != 0 && stop && rest.len > 0 && rest.at[rest.len - 1] != '.';
    return again ? arena_printf(arena, "%.*s.", SPAN_FMT(rest)) : arena_copy(arena, rest);
}
