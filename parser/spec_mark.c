/* parser/spec_mark.c - the marks that say where a criterion is assessed: (A/I), [T], ...
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/person_spec.h"

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
        *odd = *odd || !strchr(" ,/\\&+;:.=-|", rest->at[from]);
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
    if (words_find(&row, &fields_assessed, "alone", token)) {
        mark->letters++;
        add_mark(mark, row.value);
    } else if (words_find(&row, &fields_assessed, "beside", token)) {
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
    } else if (words_find(&row, &fields_assessed, "word", token)) {
        mark->words++;
        add_mark(mark, row.value);
    } else if (is_letter_run(token)) {
        for (size_t i = 0; i < token.len; i++) {
            read_letter(mark, span_part(token, i, 1));
        }
    } else if (words_find(NULL, &fields_assessed, "lead", token)) {
        mark->leads++;
    } else if (!words_find(NULL, &fields_assessed, "joint", token)) {
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

/* "R&D", "D & T", "I.T.": letters joined like this are a mark only where the legend's usual
 * pair is among them, and never where they stand for information technology. */
static bool is_abbreviation(struct span inner, const struct mark *mark) {
    unsigned usual = 1u << ASSESSED_APPLICATION | 1u << ASSESSED_INTERVIEW;
    bool joined = span_find(inner, SPAN("&"), 0) != SIZE_MAX;
    bool dotted = inner.len > 1 && inner.at[1] == '.';
    return mark->words == 0 && ((joined && !(mark->assessed & usual)) ||
                                (dotted && (inner.at[0] == 'I' || span_ends(inner, "."))));
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
        has_small_letter_alone(inner, &mark) || abbreviates(inner, before) ||
        is_abbreviation(inner, &mark)) {
        return SIZE_MAX;
    }
    *assessed |= mark.assessed;
    return from;
}

/* Words before which letters are grades and kinds. */
static bool names_a_kind(struct span before) {
    struct span word = span_trim(span_part(before, last_word(before), SIZE_MAX));
    return words_find(NULL, &fields_assessed, "before", word);
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

/* Is this word a mark that needs no brackets: a capital of the legend, or "AF"? */
static bool is_bare_mark(struct span word) {
    return (word.len == 1 && strchr(legend, word.at[0])) ||
           (word.len > 1 && words_find(NULL, &fields_assessed, "short", word));
}

/* Where the marks at the end of `text` begin, with the signs between them. */
static size_t bare_marks(struct span text) {
    size_t from = text.len;
    for (size_t end = text.len; end > 0;) {
        size_t word = last_word(span_part(text, 0, end));
        struct span token = span_part(text, word, end - word);
        if (word >= end || !is_bare_mark(token)) {
            break;
        }
        from = word;
        end = word;
        while (end > 0 && strchr("/\\,&+| ", text.at[end - 1])) {
            end--;
        }
    }
    return from;
}

/* Does any of these signs stand in a text? */
static bool has_sign(struct span text, const char *signs) {
    for (size_t i = 0; i < text.len; i++) {
        if (strchr(signs, text.at[i])) {
            return true;
        }
    }
    return false;
}

/* "A/I", "A, I", "AF & I" or "- A" without brackets: where it begins, or SIZE_MAX. */
static size_t find_letters(struct span text, unsigned *assessed) {
    size_t from = bare_marks(text);
    struct span tail = span_part(text, from, SIZE_MAX);
    struct span before = span_trim(span_part(text, 0, from));
    struct mark mark = read_mark(tail);
    int marks = mark.letters + mark.words;
    bool glued = from > 0 && (is_token_byte(text.at[from - 1]) || text.at[from - 1] == '&');
    bool several = marks >= 2 && has_sign(tail, "/\\,&+|");
    bool single = marks == 1 && tail.len <= 2 && follows_dash(before);
    if (glued || mark.broken || mark.beside > 0 || (!several && !single) ||
        names_a_kind(before) || is_abbreviation(tail, &mark)) {
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

/* "- Application form and interview": marks written out behind a dash or a colon, one of the
 * usual pair among them, so that "communication skills - presentation" is none. */
static bool is_spelt_out(struct span text, size_t from, const struct mark *mark) {
    unsigned usual = 1u << ASSESSED_APPLICATION | 1u << ASSESSED_INTERVIEW;
    struct span before = span_trim(span_part(text, 0, from));
    return mark->words > 0 && mark->leads == 0 && mark->assessed & usual &&
           (follows_dash(before) || span_ends(before, ":"));
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
        struct span first = span_part(text, from, end - from);
        bool led =
            begins_remark(text, from) && words_find(NULL, &fields_assessed, "lead", first);
        if (says_where(&mark) && (led || is_spelt_out(text, from, &mark))) {
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

/* A mark in brackets that begins the text, or "A/I -": its length, 0 where there is none. */
static size_t mark_in_front(struct span text, unsigned *assessed) {
    static const char open[] = "([{";
    static const char close[] = ")]}";
    const char *kind = text.len > 0 ? strchr(open, text.at[0]) : NULL;
    size_t end = kind && *kind ? 1 : 0;
    while (end > 0 && end < text.len && text.at[end] != close[kind - open]) {
        end++;
    }
    size_t dash = span_find(text, SPAN(" - "), 0);
    size_t len = end > 0 && end < text.len ? end + 1 : dash != SIZE_MAX ? dash : 0;
    struct span inner = end > 0 ? span_part(text, 1, end - 1) : span_part(text, 0, len);
    struct mark mark = read_mark(inner);
    bool capitals = mark.words == 0 && bare_marks(inner) == 0;
    bool enough = end > 0 ? mark.letters > 0 : mark.letters > 1 && has_sign(inner, "/,&");
    if (len == 0 || len >= text.len || !says_where(&mark) || !capitals || !enough ||
        mark.beside > 0 || is_abbreviation(inner, &mark)) {
        return 0;
    }
    *assessed |= mark.assessed;
    return len;
}

/* A mark of capitals in brackets that ends at `end`, inside a criterion: where it begins, or
 * SIZE_MAX. */
static size_t find_inner(struct span text, size_t end, unsigned *assessed) {
    enum { WINDOW = 64 }; /* no mark is longer, and brackets without end cost nothing */
    size_t base = end > WINDOW ? end - WINDOW : 0;
    unsigned found = 0;
    size_t at = find_bracketed(span_part(text, base, end - base), &found);
    if (at == SIZE_MAX) {
        return SIZE_MAX;
    }
    size_t from = base + at;
    struct span before = span_trim(span_part(text, 0, from));
    struct span inner = span_part(text, from + 1, end - from - 2);
    if (before.len == 0 || bare_marks(inner) > 0 || names_a_kind(before)) {
        return SIZE_MAX;
    }
    *assessed |= found;
    return from;
}

/* "NVQ 3 (A) or experience (A/I)": where marks end a criterion, those inside it are marks too.
 * @return the text without them */
static struct span without_inner(struct arena *arena, struct span text, unsigned *assessed) {
    enum { INNER_MAX = 8 };
    int count = 0;
    for (size_t at = 0; at + 1 < text.len && count < INNER_MAX; at++) {
        bool closes = strchr(")]}", text.at[at]) && strchr(" ,;.", text.at[at + 1]);
        size_t from = closes ? find_inner(text, at + 1, assessed) : SIZE_MAX;
        if (from == SIZE_MAX) {
            continue;
        }
        struct span before = span_trim(span_part(text, 0, from));
        struct span behind = span_part(text, at + 1, SIZE_MAX);
        text = span_of(arena_printf(arena, "%.*s%.*s", SPAN_FMT(before), SPAN_FMT(behind)));
        at = before.len;
        count++;
    }
    return text;
}

/* Without the punctuation behind a mark in front. */
static struct span without_dash_before(struct span text) {
    while (text.len > 0 && strchr("-:,. ", text.at[0])) {
        text = span_part(text, 1, SIZE_MAX);
    }
    return text;
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
    if (found != 0) {
        rest = without_inner(arena, rest, &found);
    } else {
        rest = bullet_trim(span_part(rest, mark_in_front(rest, &found), SIZE_MAX));
        rest = found != 0 ? without_dash_before(rest) : rest;
    }
    *assessed = found;
    bool again = found != 0 && stop && rest.len > 0 && rest.at[rest.len - 1] != '.';
    return again ? arena_printf(arena, "%.*s.", SPAN_FMT(rest)) : arena_copy(arena, rest);
}
