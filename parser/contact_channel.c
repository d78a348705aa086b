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

enum { NATIONAL_MIN = 10, NATIONAL_MAX = 11 };

static char char_at(struct span text, size_t at) { return at < text.len ? text.at[at] : '\0'; }

/* ---- e-mail ---- */

static bool is_local(char c) {
    return ascii_is_alnum(c) || (c && strchr("._%+'-", c)) || (unsigned char)c >= 0x80;
}

static bool is_domain(char c) { return ascii_is_alnum(c) || c == '.' || c == '-'; }

/* How long the sign between name and host is at `at`: "@", "(at)", "[at]"; 0 where there is
 * none. */
static size_t at_sign(struct span text, size_t at) {
    struct span rest = span_part(text, at, 4);
    if (char_at(text, at) == '@') {
        return 1;
    }
    return span_is_nocase(rest, "(at)") || span_is_nocase(rest, "[at]") ? 4 : 0;
}

/* The address around the sign at `at`. A blank beside the sign is allowed where the host says
 * plainly that it is one. */
static struct span email_around(struct span text, size_t at, size_t sign) {
    struct span none = {NULL, 0};
    size_t from = at;
    size_t end = at + sign;
    size_t blank = char_at(text, end) == ' ';
    size_t dots = 0;
    end += blank;
    size_t host = end;
    for (; is_domain(char_at(text, end)); end++) {
        dots += char_at(text, end) == '.' && is_domain(char_at(text, end + 1));
    }
    while (end > host && !ascii_is_alnum(text.at[end - 1])) {
        end--;
    }
    from -= from > 0 && text.at[from - 1] == ' ';
    size_t name_end = from;
    while (from > 0 && is_local(text.at[from - 1])) {
        from--;
    }
    while (from < name_end && !ascii_is_alnum(text.at[from]) && !(text.at[from] & 0x80)) {
        from++;
    }
    return dots > 0 && from < name_end ? span_part(text, from, end - from) : none;
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

/* Past signs that may part the groups of a number, at most three bytes of them. */
static size_t past_signs(struct span text, size_t at) {
    size_t end = at;
    while (end < at + 3 && char_at(text, end) && strchr(" .-()/", char_at(text, end))) {
        end++;
    }
    if (span_starts(span_part(text, end, 2), "\xC2\xA0")) {
        end += 2;
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

/* Past ", ext. 1234" behind a number. */
static size_t past_extension(struct span text, size_t at) {
    static const char *const words[] = {"extension", "extn", "ext", "x"};
    size_t next = at;
    while (char_at(text, next) && strchr(" ,(:", char_at(text, next))) {
        next++;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t len = strlen(words[i]);
        if (!span_equal_nocase(span_part(text, next, len), span_of(words[i]))) {
            continue;
        }
        size_t digits = next + len;
        while (char_at(text, digits) && strchr(" .:", char_at(text, digits))) {
            digits++;
        }
        size_t count = digits_at(text, digits);
        if (count >= 2 && count <= 6) {
            return digits + count;
        }
    }
    return at;
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

static bool is_one_of(struct span word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (span_is_nocase(word, words[i])) {
            return true;
        }
    }
    return false;
}

/* A number without its 0, or an extension alone, behind a word that says what it is. */
static size_t labelled_end(struct span text, size_t at) {
    static const char *const phones[] = {"tel", "telephone", "phone", "mobile", "mob", "fax"};
    static const char *const extensions[] = {"ext", "extn", "extension"};
    struct span word = word_before(text, at);
    size_t count = 0;
    size_t end = at;
    for (size_t next = at; digits_at(text, next) > 0; next = past_signs(text, end)) {
        count += digits_at(text, next);
        end = next + digits_at(text, next);
        if (past_signs(text, end) == end) {
            break;
        }
    }
    bool phone = count >= 6 && count <= 13 && !is_date(text, at) &&
                 is_one_of(word, phones, sizeof phones / sizeof phones[0]);
    bool extension = count >= 3 && count <= 6 &&
                     is_one_of(word, extensions, sizeof extensions / sizeof extensions[0]);
    return phone || extension ? end : at;
}

static bool may_begin(struct span text, size_t at) {
    static const char *const references[] = {"ref", "reference", "id"};
    char before = at > 0 ? text.at[at - 1] : ' ';
    char c = text.at[at];
    bool inside = ascii_is_alnum(before) || (unsigned char)before >= 0x80 ||
                  strchr("+.,/-#@&_", before) != NULL;
    /* A no-break space ends in a byte above ASCII too. */
    inside = inside && !(at > 1 && span_starts(span_part(text, at - 2, 2), "\xC2\xA0"));
    return (c == '+' || c == '(' || ascii_is_digit(c)) && !inside &&
           !is_one_of(word_before(text, at), references,
                      sizeof references / sizeof references[0]);
}

static size_t phone_end(struct span text, size_t at) {
    if (!may_begin(text, at)) {
        return at;
    }
    size_t end = number_end(text, at);
    end = end > at ? end : ascii_is_digit(text.at[at]) ? labelled_end(text, at) : at;
    bool longer = ascii_is_alnum(char_at(text, end));
    return end == at || longer ? at : past_extension(text, end);
}

/* ---- masking ---- */

/* The text with marks; a copy grows by at most the marks' length for each sign found. */
static const char *masked(struct arena *arena, struct span text, bool *any) {
    struct buf out;
    buf_init(&out, (size_t)4 * 1024 * 1024 + text.len * 2);
    for (size_t at = 0; at < text.len;) {
        size_t sign = at_sign(text, at);
        struct span email = sign ? email_around(text, at, sign) : (struct span){NULL, 0};
        size_t begun = email.len > 0 ? at - (size_t)(email.at - text.at) : 0;
        if (email.len > 0 && out.len >= begun) {
            /* The address began before its sign: take back what was copied of it. */
            buf_cut(&out, out.len - begun);
            buf_put_text(&out, "[email]");
            at = (size_t)(email.at - text.at) + email.len;
            *any = true;
            continue;
        }
        size_t end = phone_end(text, at);
        if (end > at) {
            buf_put_text(&out, "[phone]");
            *any = true;
        } else {
            buf_put_char(&out, text.at[at]);
            end = at + 1;
        }
        at = end;
    }
    const char *copy = *any ? arena_copy(arena, buf_span(&out)) : NULL;
    buf_fini(&out);
    return copy;
}

const char *contact_mask_channels(struct arena *arena, const char *text) {
    struct span span = span_of(text);
    bool any = false;
    bool may_hold = false;
    for (size_t i = 0; i < span.len && !may_hold; i++) {
        may_hold = span.at[i] == '@' || ascii_is_digit(span.at[i]) || at_sign(span, i);
    }
    const char *copy = may_hold ? masked(arena, span, &any) : NULL;
    return copy ? copy : text;
}
