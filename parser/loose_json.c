/* parser/loose_json.c - JSON as pages have it, mended into JSON as it is defined
 * SPDX-License-Identifier: MIT
 */
#include "parser/loose_json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/json.h"
#include "schema/page.h"

/* What may come next. */
enum want {
    WANT_VALUE = 0, /* of an array, or of the text itself */
    WANT_KEY,
    WANT_COLON,
    WANT_MEMBER, /* the value behind a colon */
    WANT_COMMA   /* or the end of what is open */
};

struct loose {
    struct span text;
    size_t at;
    struct buf *out;
    struct loose_report *report;
    enum want want;
    bool comma; /* one was met and waits for what it parts */
    size_t values;
    size_t depth;
    char open[LOOSE_DEPTH_MAX];
};

const char *loose_mend_name(enum loose_mend mend) {
    static const char *const names[LOOSE_MEND_COUNT] = {
        [LOOSE_WRAPPER] = "marks around it",
        [LOOSE_COMMENT] = "comments",
        [LOOSE_COMMA] = "a comma too many or too few",
        [LOOSE_CONTROL] = "raw line breaks in texts",
        [LOOSE_ESCAPE] = "stray backslashes",
        [LOOSE_QUOTE] = "quotation marks inside texts",
        [LOOSE_WORD] = "words without quotes",
        [LOOSE_NUMBER] = "odd numbers",
        [LOOSE_SEVERAL] = "several values in one place",
    };
    return names[mend];
}

static void mend(struct loose *loose, enum loose_mend what) {
    loose->report->mended |= 1u << what;
}

static bool refuse_at(struct loose *loose, size_t at, const char *fault) {
    size_t line = 1;
    for (size_t i = 0; i < at && i < loose->text.len; i++) {
        line += loose->text.at[i] == '\n';
    }
    loose->report->fault = fault;
    loose->report->line = line;
    return false;
}

static bool refuse(struct loose *loose, const char *fault) {
    return refuse_at(loose, loose->at, fault);
}

static char char_at(const struct loose *loose, size_t at) {
    return at < loose->text.len ? loose->text.at[at] : '\0';
}

static bool text_at(const struct loose *loose, size_t at, const char *text) {
    return span_starts(span_part(loose->text, at, SIZE_MAX), text);
}

/* ---- what stands between the tokens ---- */

/* The length of white space at `at`: also a no-break space or a byte order mark. */
static size_t space_at(const struct loose *loose, size_t at) {
    char c = char_at(loose, at);
    return ascii_is_space(c)                    ? 1
           : text_at(loose, at, "\xC2\xA0")     ? 2
           : text_at(loose, at, "\xEF\xBB\xBF") ? 3
                                                : 0;
}

static size_t past_space(const struct loose *loose, size_t at) {
    for (size_t len = space_at(loose, at); len > 0; len = space_at(loose, at)) {
        at += len;
    }
    return at;
}

/* The length of a mark that XHTML puts around scripts. */
static size_t wrapper_at(const struct loose *loose, size_t at) {
    static const char *const marks[] = {"<!--", "-->", "<![CDATA[", "]]>"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (text_at(loose, at, marks[i])) {
            return strlen(marks[i]);
        }
    }
    return 0;
}

static bool comment_at(const struct loose *loose, size_t at) {
    return text_at(loose, at, "//") || text_at(loose, at, "/*");
}

/* Past a comment. Where a wrapper's mark is all that it hides ("//<![CDATA["), only the mark:
 * in a page without line breaks everything else stands on that line. */
static size_t past_comment(const struct loose *loose, size_t at) {
    bool line = text_at(loose, at, "//");
    size_t inside = at + 2;
    while (char_at(loose, inside) == ' ') {
        inside++;
    }
    size_t mark = wrapper_at(loose, inside);
    if (line && mark > 0) {
        return inside + mark;
    }
    struct span end = line ? SPAN("\n") : SPAN("*/");
    size_t hit = span_find(loose->text, end, at + 2);
    return hit == SIZE_MAX ? loose->text.len : hit + end.len;
}

static void skip_between(struct loose *loose) {
    for (;;) {
        loose->at = past_space(loose, loose->at);
        size_t mark = wrapper_at(loose, loose->at);
        if (mark > 0) {
            loose->at += mark;
            mend(loose, LOOSE_WRAPPER);
        } else if (comment_at(loose, loose->at)) {
            loose->at = past_comment(loose, loose->at);
            mend(loose, LOOSE_COMMENT);
        } else {
            return;
        }
    }
}

/* ---- where a value may stand ---- */

static bool in_object(const struct loose *loose) {
    return loose->depth > 0 && loose->open[loose->depth - 1] == '{';
}

/* A value begins: puts the comma that parts it from the one before. */
static bool begin_value(struct loose *loose) {
    if (loose->want == WANT_COMMA && loose->depth > 0 && !in_object(loose)) {
        mend(loose, LOOSE_COMMA);
        loose->comma = true;
    } else if (loose->want != WANT_VALUE && loose->want != WANT_MEMBER &&
               !(loose->want == WANT_COMMA && loose->depth == 0)) {
        return refuse(loose, "a value stands where none can");
    }
    bool another = loose->depth == 0 && loose->values++ > 0;
    if (another) {
        mend(loose, LOOSE_SEVERAL);
    }
    if (loose->comma || another) {
        buf_put_char(loose->out, ',');
    }
    loose->comma = false;
    return true;
}

static bool begin_key(struct loose *loose) {
    if (loose->want == WANT_COMMA) {
        mend(loose, LOOSE_COMMA);
        loose->comma = true;
    }
    if (loose->comma) {
        buf_put_char(loose->out, ',');
    }
    loose->comma = false;
    return true;
}

static bool is_key_place(const struct loose *loose) {
    return loose->want == WANT_KEY || (loose->want == WANT_COMMA && in_object(loose));
}

static bool open_container(struct loose *loose) {
    char c = char_at(loose, loose->at);
    if (!begin_value(loose)) {
        return false;
    }
    if (loose->depth == LOOSE_DEPTH_MAX) {
        return refuse(loose, "it is nested too deeply");
    }
    loose->open[loose->depth++] = c;
    loose->want = c == '{' ? WANT_KEY : WANT_VALUE;
    buf_put_char(loose->out, c);
    loose->at++;
    return true;
}

static bool close_container(struct loose *loose) {
    char c = char_at(loose, loose->at);
    loose->at++;
    if (loose->depth == 0 && loose->values > 0 && loose->want == WANT_COMMA) {
        mend(loose, LOOSE_WRAPPER); /* one bracket too many behind the end */
        return true;
    }
    char opened = loose->depth > 0 ? loose->open[loose->depth - 1] : '\0';
    bool fits = (c == '}' && opened == '{') || (c == ']' && opened == '[');
    if (!fits || loose->want == WANT_COLON || loose->want == WANT_MEMBER) {
        return refuse(loose, "a bracket closes what is not open");
    }
    if (loose->comma) {
        mend(loose, LOOSE_COMMA);
    }
    loose->comma = false;
    loose->depth--;
    loose->want = WANT_COMMA;
    buf_put_char(loose->out, c);
    return true;
}

static bool take_comma(struct loose *loose) {
    loose->at++;
    if (loose->want == WANT_COLON || loose->want == WANT_MEMBER) {
        return refuse(loose, "a comma stands where a value belongs");
    }
    if (loose->want != WANT_COMMA) {
        mend(loose, LOOSE_COMMA);
        return true;
    }
    loose->comma = loose->depth > 0;
    loose->want = in_object(loose) ? WANT_KEY : WANT_VALUE;
    return true;
}

static bool take_colon(struct loose *loose) {
    if (loose->want != WANT_COLON) {
        return refuse(loose, "a colon stands where none can");
    }
    loose->at++;
    loose->want = WANT_MEMBER;
    buf_put_char(loose->out, ':');
    return true;
}

/* ---- texts ---- */

/* Is this mark the end of its text? */
enum ending { ENDS, INNER, UNSURE };

/* Longest name without quotes that is looked for behind a comma: keeps the pass linear. */
enum { BARE_NAME_MAX = 64 };

static bool is_name_char(char c) {
    return ascii_is_alnum(c) || c == '_' || c == '@' || c == '$';
}

/* Does what stands behind a comma go on with an object? */
static bool begins_member(const struct loose *loose, size_t at) {
    at = past_space(loose, at);
    char c = char_at(loose, at);
    if (c == '"' || c == '}' || c == '\0' || comment_at(loose, at)) {
        return true;
    }
    size_t end = at;
    while (end - at < BARE_NAME_MAX && is_name_char(char_at(loose, end))) {
        end++;
    }
    return end > at && char_at(loose, past_space(loose, end)) == ':';
}

/* Does it go on with an array? */
static bool begins_element(const struct loose *loose, size_t at) {
    at = past_space(loose, at);
    char c = char_at(loose, at);
    return c == '\0' || ascii_is_digit(c) || strchr("\"{[]-", c) ||
           text_at(loose, at, "true") || text_at(loose, at, "false") ||
           text_at(loose, at, "null") || comment_at(loose, at);
}

static bool has_line_end(const struct loose *loose, size_t from, size_t end) {
    return span_find(span_part(loose->text, from, end - from), SPAN("\n"), 0) != SIZE_MAX;
}

static enum ending ending_of_value(const struct loose *loose, size_t behind) {
    size_t at = past_space(loose, behind);
    char c = char_at(loose, at);
    bool object = in_object(loose);
    if (at >= loose->text.len || loose->depth == 0 || comment_at(loose, at) ||
        c == (object ? '}' : ']')) {
        return ENDS;
    }
    if (c == ',') {
        bool goes_on = object ? begins_member(loose, at + 1) : begins_element(loose, at + 1);
        return goes_on ? ENDS : INNER;
    }
    if (c == '"') {
        return has_line_end(loose, behind, at) ? ENDS : UNSURE;
    }
    return c == ':' ? UNSURE : INNER;
}

static enum ending ending_of_key(const struct loose *loose, size_t behind) {
    size_t at = past_space(loose, behind);
    return char_at(loose, at) == ':' || comment_at(loose, at) ? ENDS : UNSURE;
}

/* The value of four hexadecimal digits, or -1. */
static int hex_at(const struct loose *loose, size_t at, size_t digits) {
    int value = 0;
    for (size_t i = 0; i < digits; i++) {
        char c = ascii_lower(char_at(loose, at + i));
        bool letter = c >= 'a' && c <= 'f';
        if (!ascii_is_digit(c) && !letter) {
            return -1;
        }
        value = value * 16 + (letter ? c - 'a' + 10 : c - '0');
    }
    return value;
}

/* "\uD83D\uDE00" as it is; halves of pairs become U+FFFD, NUL nothing. */
static void take_code(struct loose *loose) {
    int code = hex_at(loose, loose->at + 2, 4);
    bool high = code >= 0xD800 && code < 0xDC00;
    int low =
        high && text_at(loose, loose->at + 6, "\\u") ? hex_at(loose, loose->at + 8, 4) : -1;
    bool pair = low >= 0xDC00 && low < 0xE000;
    size_t len = code < 0 ? 1 : pair ? 12 : 6;
    if (code > 0 && (pair || code < 0xD800 || code >= 0xE000)) {
        buf_put(loose->out, span_part(loose->text, loose->at, len));
    } else {
        buf_put_text(loose->out, code < 0 ? "\\\\" : code == 0 ? "" : "\\ufffd");
        mend(loose, LOOSE_ESCAPE);
    }
    loose->at += len;
}

/* A backslash that JSON does not know: before a line end it joins lines, before a sign it says
 * nothing, before a letter it is one that somebody typed. */
static void take_odd_escape(struct loose *loose) {
    char c = char_at(loose, loose->at + 1);
    int byte = c == 'x' ? hex_at(loose, loose->at + 2, 2) : -1;
    mend(loose, LOOSE_ESCAPE);
    if (byte > 0) {
        buf_printf(loose->out, "\\u%04x", (unsigned)byte);
        loose->at += 4;
    } else if (c == '\r' || c == '\n') {
        loose->at += c == '\r' && char_at(loose, loose->at + 2) == '\n' ? 3 : 2;
    } else {
        buf_put_text(loose->out, ascii_is_alnum(c) || c == '\0' ? "\\\\" : "");
        loose->at++;
    }
}

static void take_escape(struct loose *loose) {
    char c = char_at(loose, loose->at + 1);
    if (c == 'u') {
        take_code(loose);
    } else if (c != '\0' && strchr("\"\\/bfnrt", c)) {
        buf_put(loose->out, span_part(loose->text, loose->at, 2));
        loose->at += 2;
    } else {
        take_odd_escape(loose);
    }
}

static void take_control(struct loose *loose, char c) {
    buf_put_text(loose->out, c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : "");
    mend(loose, LOOSE_CONTROL);
    loose->at++;
}

/* Copies what needs no looking at. */
static void take_plain(struct loose *loose) {
    size_t from = loose->at;
    while (loose->at < loose->text.len) {
        char c = loose->text.at[loose->at];
        if (c == '"' || c == '\\' || (unsigned char)c < 0x20) {
            break;
        }
        loose->at++;
    }
    buf_put(loose->out, span_part(loose->text, from, loose->at - from));
}

/* From the first mark to the last. */
static bool put_string(struct loose *loose, bool key) {
    size_t start = loose->at;
    buf_put_char(loose->out, '"');
    loose->at++;
    for (;;) {
        take_plain(loose);
        char c = char_at(loose, loose->at);
        if (loose->at >= loose->text.len) {
            return refuse_at(loose, start, "a text does not end");
        }
        if (c == '\\') {
            take_escape(loose);
            continue;
        }
        if (c != '"') {
            take_control(loose, c);
            continue;
        }
        size_t behind = loose->at + 1;
        enum ending ending =
            key ? ending_of_key(loose, behind) : ending_of_value(loose, behind);
        if (ending == UNSURE) {
            return refuse_at(loose, start, "it is unclear where a text ends");
        }
        loose->at = behind;
        if (ending == ENDS) {
            buf_put_char(loose->out, '"');
            return true;
        }
        buf_put_text(loose->out, "\\\"");
        mend(loose, LOOSE_QUOTE);
    }
}

static bool take_string(struct loose *loose) {
    bool key = is_key_place(loose);
    if (!(key ? begin_key(loose) : begin_value(loose)) || !put_string(loose, key)) {
        return false;
    }
    loose->want = key ? WANT_COLON : WANT_COMMA;
    return true;
}

/* ---- words and numbers ---- */

/* Digits from `at` on. */
static size_t past_digits(struct span word, size_t at) {
    while (at < word.len && ascii_is_digit(word.at[at])) {
        at++;
    }
    return at;
}

/* A number as RFC 8259 has it. */
static bool is_strict_number(struct span word) {
    size_t from = word.len > 0 && word.at[0] == '-';
    size_t at = past_digits(word, from);
    if (at == from || (word.at[from] == '0' && at > from + 1)) {
        return false;
    }
    if (at < word.len && word.at[at] == '.') {
        size_t fraction = past_digits(word, at + 1);
        if (fraction == at + 1) {
            return false;
        }
        at = fraction;
    }
    if (at < word.len && ascii_lower(word.at[at]) == 'e') {
        at++;
        at += at < word.len && (word.at[at] == '+' || word.at[at] == '-');
        size_t exponent = past_digits(word, at);
        at = exponent == at ? word.len + 1 : exponent;
    }
    return at == word.len;
}

/* No amount or year needs more characters, and no whole number of so many passes 64 bits. */
enum { NUMBER_LENGTH_MAX = 63, WHOLE_LENGTH_MAX = 18 };

/* Does a double, or for a whole number an int64_t, hold it? */
static bool is_held(struct span word) {
    char text[NUMBER_LENGTH_MAX + 1];
    if (word.len > NUMBER_LENGTH_MAX) {
        return false;
    }
    memcpy(text, word.at, word.len);
    text[word.len] = '\0';
    bool whole = past_digits(word, word.at[0] == '-') == word.len;
    return whole ? word.len <= WHOLE_LENGTH_MAX : isfinite(strtod(text, NULL)) != 0;
}

static bool is_number_like(struct span word) {
    bool digit = false;
    for (size_t i = 0; i < word.len; i++) {
        digit = digit || ascii_is_digit(word.at[i]);
        if (!ascii_is_digit(word.at[i]) && !strchr("+-.eE", word.at[i])) {
            return false;
        }
    }
    return digit;
}

/* What a bare word stands for; NULL where nothing is evident. */
static const char *constant_of(struct span word) {
    static const struct {
        const char *word;
        const char *means;
    } constants[] = {{"true", "true"},     {"false", "false"}, {"null", "null"},
                     {"none", "null"},     {"nil", "null"},    {"nan", "null"},
                     {"undefined", "null"}};
    for (size_t i = 0; i < sizeof constants / sizeof constants[0]; i++) {
        if (span_is_nocase(word, constants[i].word)) {
            return constants[i].means;
        }
    }
    return NULL;
}

static struct span word_at(const struct loose *loose) {
    size_t end = loose->at;
    while (is_name_char(char_at(loose, end)) ||
           (char_at(loose, end) != '\0' && strchr("+-.", char_at(loose, end)))) {
        end++;
    }
    return span_part(loose->text, loose->at, end - loose->at);
}

static bool put_value_word(struct loose *loose, struct span word) {
    const char *means = constant_of(word);
    if (means) {
        buf_put_text(loose->out, means);
        if (!span_is(word, means)) {
            mend(loose, LOOSE_WORD);
        }
        return true;
    }
    if (is_strict_number(word) && is_held(word)) {
        buf_put(loose->out, word);
        return true;
    }
    if (!is_number_like(word)) {
        return refuse(loose, "a word stands where a value belongs");
    }
    mend(loose, LOOSE_NUMBER);
    buf_printf(loose->out, "\"%.*s\"", SPAN_FMT(word));
    return true;
}

static bool take_word(struct loose *loose) {
    struct span word = word_at(loose);
    bool key = is_key_place(loose);
    if (word.len == 0 || (key && !is_name_char(word.at[0]))) {
        return refuse(loose, "a sign stands where none can");
    }
    if (!(key ? begin_key(loose) : begin_value(loose))) {
        return false;
    }
    if (key) {
        buf_printf(loose->out, "\"%.*s\"", SPAN_FMT(word));
        mend(loose, LOOSE_WORD);
    } else if (!put_value_word(loose, word)) {
        return false;
    }
    loose->at += word.len;
    loose->want = key ? WANT_COLON : WANT_COMMA;
    return true;
}

/* ---- the whole ---- */

static bool take_token(struct loose *loose) {
    switch (char_at(loose, loose->at)) {
    case '{':
    case '[':
        return open_container(loose);
    case '}':
    case ']':
        return close_container(loose);
    case ',':
        return take_comma(loose);
    case ':':
        return take_colon(loose);
    case '"':
        return take_string(loose);
    case ';':
        if (loose->depth > 0) {
            return refuse(loose, "a semicolon stands inside");
        }
        mend(loose, LOOSE_WRAPPER);
        loose->at++;
        return true;
    default:
        return take_word(loose);
    }
}

bool loose_json_mend(struct buf *out, struct loose_report *report, struct span text) {
    struct loose loose = {.text = text, .out = out, .report = report};
    *report = (struct loose_report){.mended = 0};
    size_t start = out->len;
    buf_put_char(out, ' '); /* room for the bracket of several values */
    for (skip_between(&loose); loose.at < text.len && !out->failed; skip_between(&loose)) {
        if (!take_token(&loose)) {
            return false;
        }
    }
    if (loose.depth > 0) {
        return refuse(&loose, "it ends too early");
    }
    if (loose.values == 0) {
        return refuse(&loose, "there is nothing in it");
    }
    if (loose.values > 1 && !out->failed) {
        out->at[start] = '[';
        buf_put_char(out, ']');
    }
    return !out->failed;
}

enum err loose_json_parse(struct json **out, struct loose_report *report, struct span text) {
    struct buf strict;
    buf_init(&strict, 3 * PAGE_SIZE_MAX);
    enum err err = ERR_NONE;
    if (loose_json_mend(&strict, report, text)) {
        err = json_parse(out, buf_span(&strict), NULL);
        report->fault = err ? "it is no JSON" : NULL;
    } else {
        err = strict.failed ? strict.failed : ERR_INPUT;
    }
    buf_fini(&strict);
    return err;
}
