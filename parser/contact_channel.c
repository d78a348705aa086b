/* parser/contact_channel.c - e-mail addresses and telephone numbers in prose
 * SPDX-License-Identifier: MIT
 *
 * British numbers as Ofcom's numbering plan has them: ten or eleven digits from 0 (second digit
 * 1, 2, 3, 5, 7, 8, 9), or +44 and nine or ten more, with spaces, hyphens, full stops and
 * brackets between, an extension behind. Amounts of money, dates and references have other
 * shapes or another word in front.
 */
#include "parser/contact_private.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { NATIONAL_MIN = 10, NATIONAL_MAX = 11 };

/* Behind a word that says what it is: a number without its 0, an extension. */
enum { LABELLED_MIN = 6, LABELLED_MAX = 13, EXTENSION_MIN = 2, EXTENSION_MAX = 6 };

static char char_at(struct span text, size_t at) { return at < text.len ? text.at[at] : '\0'; }

/* ---- e-mail ---- */

static bool is_local(char c) {
    return ascii_is_alnum(c) || (c && strchr("._%+'-", c)) || (unsigned char)c >= 0x80;
}

static bool is_domain(char c) { return ascii_is_alnum(c) || c == '-'; }

/* One of several spellings of a sign. */
struct spelling {
    const char *text;
    bool plain; /* nobody writes it for anything else */
};

/* How people spell the signs to hide an address from programs. A word alone counts only in an
 * address that spells all its signs so: "at" is a word of every other sentence. */
static const struct spelling at_signs[] = {
    {"@", true},      {"(at)", true}, {"[at]", true}, {"{at}", true}, {" (at) ", true},
    {" [at] ", true}, {" @ ", true},  {"@ ", true},   {" @", true},   {" at ", false}};
static const struct spelling dots[] = {{".", true},     {"(dot)", true},   {"[dot]", true},
                                       {"{dot}", true}, {" (dot) ", true}, {" [dot] ", true},
                                       {" dot ", false}};

/* The longest spelling at `at`, or NULL. */
static const struct spelling *spelling_at(struct span text, size_t at,
                                          const struct spelling *spellings, size_t count) {
    const struct spelling *best = NULL;
    char c = char_at(text, at);
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(spellings[i].text);
        if (c == spellings[i].text[0] && (!best || len > strlen(best->text)) &&
            span_equal_nocase(span_part(text, at, len), span_of(spellings[i].text))) {
            best = &spellings[i];
        }
    }
    return best;
}

static const struct spelling *at_sign(struct span text, size_t at) {
    return spelling_at(text, at, at_signs, sizeof at_signs / sizeof at_signs[0]);
}

static const struct spelling *dot_sign(struct span text, size_t at) {
    return spelling_at(text, at, dots, sizeof dots / sizeof dots[0]);
}

/* Where the host that begins at `at` ends; `at` where none does: labels, at least two.
 * `*spelt`: its dots are words. */
static size_t host_end(struct span text, size_t at, bool *spelt) {
    size_t end = at;
    bool dotted = false;
    for (size_t next = at; is_domain(char_at(text, next));) {
        while (is_domain(char_at(text, next))) {
            next++;
        }
        dotted = dotted || end > at;
        end = next;
        const struct spelling *dot = dot_sign(text, next);
        if (!dot) {
            break;
        }
        *spelt = *spelt || strlen(dot->text) > 1;
        next += strlen(dot->text);
    }
    while (end > at && !ascii_is_alnum(text.at[end - 1])) {
        end--;
    }
    return dotted ? end : at;
}

/* How long the spelt dot that ends before `at` is; 0 where none does. */
static size_t spelt_dot_before(struct span text, size_t at) {
    for (size_t len = 5; len <= 7 && len < at; len++) {
        const struct spelling *dot = dot_sign(text, at - len);
        if (dot && strlen(dot->text) == len && is_local(text.at[at - len - 1])) {
            return len;
        }
    }
    return 0;
}

/* Where the name before the sign at `at` begins, not before `floor`; `at` where none stands
 * there. */
static size_t local_start(struct span text, size_t floor, size_t at) {
    size_t from = at;
    for (size_t dot = 1; from > floor && dot > 0;) {
        while (from > floor && is_local(text.at[from - 1])) {
            from--;
        }
        dot = from < at ? spelt_dot_before(text, from) : 0;
        dot = from - floor > dot ? dot : 0;
        from -= dot;
    }
    while (from < at && !ascii_is_alnum(text.at[from]) && !(text.at[from] & 0x80)) {
        from++;
    }
    return from;
}

/* The address around the sign at `at`, begun not before `floor`; empty where there is none.
 * "Ask at jane(dot)smith(at)..." has its sign further on. */
static struct span email_around(struct span text, size_t floor, size_t at) {
    struct span none = {NULL, 0};
    const struct spelling *sign = at_sign(text, at);
    if (!sign) {
        return none;
    }
    bool spelt = false;
    size_t host = at + strlen(sign->text);
    size_t end = host_end(text, host, &spelt);
    if (end == host || (!sign->plain && (!spelt || at_sign(text, end)))) {
        return none;
    }
    size_t from = local_start(text, floor, at);
    return from < at ? span_part(text, from, end - from) : none;
}

/* ---- telephone ---- */

/* The number of digits at `at`. */
static size_t digits_at(struct span text, size_t at) {
    size_t count = 0;
    while (ascii_is_digit(char_at(text, at + count))) {
        count++;
    }
    return count;
}

/* How many bytes the sign at `at` has that may part the groups of a number: no-break spaces and
 * dashes of every kind among them. */
static size_t sign_len(struct span text, size_t at) {
    size_t end = at;
    char c = char_at(text, at);
    if ((unsigned char)c < 0x80) {
        return c && strchr(" .-()/", c) ? 1 : 0;
    }
    uint32_t code = utf8_next(text, &end);
    bool dash = (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
    return dash || utf8_is_space(code) ? end - at : 0;
}

/* Past signs between the groups of a number, at most three of them. */
static size_t past_signs(struct span text, size_t at) {
    size_t end = at;
    for (int i = 0; i < 3; i++) {
        end += sign_len(text, end);
    }
    return ascii_is_digit(char_at(text, end)) ? end : at;
}

/* "01.06.2025", "01-06-2025", "01 06 2025". */
static bool is_date(struct span text, size_t at) {
    size_t day = digits_at(text, at);
    size_t month = digits_at(text, at + day + 1);
    size_t year = digits_at(text, at + day + month + 2);
    struct span century = span_part(text, at + day + month + 2, 2);
    return day <= 2 && month > 0 && month <= 2 && year == 4 &&
           (span_is(century, "19") || span_is(century, "20"));
}

/* Past "+44", "0044", "(0)" and the like; `*counted` digits stand for the leading 0. */
static size_t past_prefix(struct span text, size_t at, size_t *counted) {
    size_t start = at;
    at += char_at(text, at) == '(';
    bool plus = char_at(text, at) == '+';
    at += plus;
    bool country = plus ? span_starts(span_part(text, at, 2), "44")
                        : span_starts(span_part(text, at, 4), "0044");
    *counted = 0;
    if (!country) {
        return start;
    }
    at = past_signs(text, at + (plus ? 2 : 4));
    if (char_at(text, at) == '0') { /* "+44 (0)1322" */
        at = past_signs(text, at + 1);
    }
    *counted = 1;
    return at;
}

/* Where a number that begins at `at` ends; `at` where none does. Of several places the last
 * that makes a British number. */
static size_t number_end(struct span text, size_t at) {
    size_t count = 0;
    size_t from = past_prefix(text, at, &count);
    size_t end = at;
    bool country = count > 0;
    size_t next = from + (country ? 0 : char_at(text, from) == '(');
    bool plan = country || (char_at(text, next) == '0' && char_at(text, next + 1) &&
                            strchr("1235789", char_at(text, next + 1)));
    if (!plan || (!country && is_date(text, next))) {
        return at;
    }
    for (;;) {
        size_t digits = digits_at(text, next);
        count += digits;
        next += digits;
        if (count >= NATIONAL_MIN && count <= NATIONAL_MAX) {
            end = next;
        }
        size_t group = past_signs(text, next);
        if (digits == 0 || count >= NATIONAL_MAX || group == next) {
            break;
        }
        next = group;
    }
    return count > NATIONAL_MAX && end == at ? at : end;
}

/* The word that begins at `at`. */
static struct span word_at(struct span text, size_t at) {
    size_t end = at;
    while (ascii_is_alpha(char_at(text, end))) {
        end++;
    }
    return span_part(text, at, end - at);
}

/* The word before `at`, signs passed. */
static struct span word_before(struct span text, size_t at) {
    size_t end = at;
    while (end > 0 && strchr(" .:", text.at[end - 1])) {
        end--;
    }
    size_t from = end;
    while (from > 0 && ascii_is_alpha(text.at[from - 1])) {
        from--;
    }
    return span_part(text, from, end - from);
}

/* Past ", ext. 1234" behind a number. */
static size_t past_extension(struct span text, size_t at) {
    size_t next = at;
    while (char_at(text, next) && strchr(" ,(:", char_at(text, next))) {
        next++;
    }
    struct span word = word_at(text, next);
    if (!(contact_words_kinds(word) & CONTACT_EXTENSION)) {
        return at;
    }
    next += word.len;
    while (char_at(text, next) && strchr(" .:", char_at(text, next))) {
        next++;
    }
    size_t count = digits_at(text, next);
    return count >= EXTENSION_MIN && count <= EXTENSION_MAX ? next + count : at;
}

/* A number without its 0, or an extension alone, behind a word that says what it is. */
static size_t labelled_end(struct span text, size_t at) {
    unsigned kinds = contact_words_kinds(word_before(text, at));
    size_t count = 0;
    size_t end = at;
    for (size_t next = at; count <= LABELLED_MAX && digits_at(text, next) > 0;) {
        count += digits_at(text, next);
        end = next + digits_at(text, next);
        next = past_signs(text, end);
    }
    bool phone = (kinds & CONTACT_PHONE) && count >= LABELLED_MIN && count <= LABELLED_MAX &&
                 !is_date(text, at);
    bool extension =
        (kinds & CONTACT_EXTENSION) && count > EXTENSION_MIN && count <= EXTENSION_MAX;
    return phone || extension ? end : at;
}

/* May a number begin at `at`? Not within a word, a figure or an address; where blanks were lost
 * ("Tel01322 000000") behind a word that says what it is. */
static bool may_begin(struct span text, size_t at) {
    char before = at > 0 ? text.at[at - 1] : ' ';
    char c = text.at[at];
    if (c != '+' && c != '(' && !ascii_is_digit(c)) {
        return false;
    }
    if (ascii_is_digit(before) || strchr("+.,/-#@&_=", before)) {
        return false;
    }
    if ((unsigned char)before >= 0x80) { /* a no-break space ends in such a byte, too */
        return at > 1 && span_starts(span_part(text, at - 2, 2), "\xC2\xA0");
    }
    unsigned kinds = contact_words_kinds(word_before(text, at));
    return ascii_is_alpha(before) ? (kinds & (CONTACT_PHONE | CONTACT_LINK)) != 0
                                  : !(kinds & CONTACT_REFERENCE);
}

/* Does something go on behind a number, so that it was none: a reference's letters
 * ("7601114CPR")? A word with small letters is the next one, its blank lost. */
static bool goes_on(struct span text, size_t end) {
    struct span word = word_at(text, end);
    bool small = false;
    for (size_t i = 0; i < word.len && !small; i++) {
        small = text.at[end + i] >= 'a' && text.at[end + i] <= 'z';
    }
    return ascii_is_digit(char_at(text, end)) || (word.len > 0 && !small);
}

static size_t phone_end(struct span text, size_t at) {
    if (!may_begin(text, at)) {
        return at;
    }
    size_t end = number_end(text, at);
    bool bare = end == at && ascii_is_digit(text.at[at]);
    end = bare ? labelled_end(text, at) : end;
    return end == at || goes_on(text, end) ? at : past_extension(text, end);
}

/* ---- masking ---- */

/* Could the sign of an address or a number begin with this byte? Of blanks, only those before
 * such a sign or the a of " at ". */
static bool may_be_channel(struct span text, size_t at) {
    char c = text.at[at];
    if (c == ' ') {
        char next = char_at(text, at + 1);
        return next == '@' || next == '(' || next == '[' || ascii_lower(next) == 'a';
    }
    return ascii_is_digit(c) || c == '@' || c == '(' || c == '[' || c == '{' || c == '+';
}

/* The text with marks; nothing where there would be none. An address begins before its sign. */
static void put_masked(struct buf *out, struct span text) {
    size_t kept = 0; /* what stands before has been put */
    for (size_t at = 0; at < text.len;) {
        struct span email = {NULL, 0};
        size_t end = at;
        if (may_be_channel(text, at)) {
            email = email_around(text, kept, at);
            end =
                email.len > 0 ? (size_t)(email.at - text.at) + email.len : phone_end(text, at);
        }
        if (end > at) {
            size_t from = email.len > 0 ? (size_t)(email.at - text.at) : at;
            buf_put(out, span_part(text, kept, from - kept));
            buf_put_text(out, email.len > 0 ? "[email]" : "[phone]");
            kept = end;
        }
        at = end > at ? end : at + 1;
    }
    buf_put(out, span_part(text, kept, kept > 0 ? SIZE_MAX : 0));
}

/* Masks once. @return `text` itself where nothing was found */
static const char *mask_once(struct arena *arena, const char *text) {
    struct span span = span_of(text);
    struct buf out;
    buf_init(&out, (size_t)4 * 1024 * 1024 + span.len * 2);
    put_masked(&out, span);
    const char *copy = out.len > 0 ? arena_copy(arena, buf_span(&out)) : NULL;
    buf_fini(&out);
    return copy ? copy : text;
}

/* Where an address is gone, a number that was glued to it may stand free, and so on. */
const char *contact_mask_channels(struct arena *arena, const char *text) {
    enum { ROUNDS_MAX = 4 };
    const char *masked = mask_once(arena, text);
    const char *before = text;
    for (int round = 1; masked != before && round < ROUNDS_MAX; round++) {
        before = masked;
        masked = mask_once(arena, before);
    }
    return masked;
}
