/* parser/contact_name.c - names that a text introduces as contacts
 * SPDX-License-Identifier: MIT
 *
 * There is no list of names. A name is two or three words with capitals (or one behind "Dr"),
 * none of which is a word of posts, departments or organisations (parser/fields/
 * contact_words.tsv), that stands behind "contact", "call", "speak to" and the like, or before
 * a telephone number or an e-mail address.
 */
#include "parser/contact_private.h"

#include <string.h>

#include "base/buf.h"

#include "parser/words.h"

static const char words_file[] = "parser/fields/contact_words.tsv";

/* The most words that may stand between "contact" and the name. */
enum { REACH_MAX = 10 };

/* A word of a text. */
struct word {
    struct span text; /* letters, apostrophes, hyphens, the full stop of an initial */
    size_t end;       /* where it ends in the text */
    bool stop;        /* a full stop behind an initial belongs to it */
};

static char char_at(struct span text, size_t at) { return at < text.len ? text.at[at] : '\0'; }

static bool is_letter(char c) { return ascii_is_alpha(c) || (unsigned char)c >= 0x80; }

static bool is_kind(struct span word, const char *kind) {
    return word.len > 0 && words_find(NULL, words_file, kind, word);
}

/* ---- words ---- */

/* The word that begins at `at`; empty where none does. */
static struct word word_at(struct span text, size_t at) {
    size_t end = at;
    while (is_letter(char_at(text, end)) ||
           (end > at && strchr("'-", char_at(text, end)) && char_at(text, end) &&
            is_letter(char_at(text, end + 1)))) {
        end++;
    }
    bool initial = end - at == 1 && text.at[at] >= 'A' && text.at[at] <= 'Z';
    bool title = is_kind(span_part(text, at, end - at), "title");
    struct word word = {span_part(text, at, end - at), end, false};
    word.stop = (initial || title) && char_at(text, end) == '.';
    word.end += word.stop;
    return word;
}

/* A capital first; small letters or an apostrophe and more behind it, or one letter alone. */
static bool is_capital(struct span word) {
    unsigned char first = word.len > 0 ? (unsigned char)word.at[0] : 0;
    return (first >= 'A' && first <= 'Z') || first == 0xC3; /* É, Ö: Latin-1's capitals */
}

/* All capitals, two letters or more: RGN, HR, or SMITH. */
static bool is_shouted(struct span word) {
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] >= 'a' && word.at[i] <= 'z') {
            return false;
        }
    }
    return word.len > 1;
}

static bool is_common(struct span word) {
    return is_kind(word, "role") || is_kind(word, "filler") || is_kind(word, "trigger");
}

/* Past one blank or line end and the like: what may stand inside a name. */
static size_t past_blank(struct span text, size_t at) {
    if (span_starts(span_part(text, at, 2), "\xC2\xA0")) {
        return at + 2;
    }
    return char_at(text, at) == ' ' ? at + 1 : at;
}

/* ---- names ---- */

/* A name read at a place. */
struct name {
    struct span text;
    bool titled;
    size_t words; /* without the title */
};

/* "A." or the "A" of "Dr A Patel". */
static bool is_initial(const struct word *word, bool titled) {
    return word->text.len == 1 && is_capital(word->text) && (titled || word->stop);
}

/* May the word be part of a name? `shouting`: the name began in capitals throughout. */
static bool is_name_word(const struct word *word, bool titled, bool shouting) {
    bool shout = is_shouted(word->text);
    bool short_form = shout && word->text.len <= 3 && !shouting;
    bool common = is_common(word->text) && !is_initial(word, titled);
    return is_capital(word->text) && !common && (shouting ? shout : !shout) && !short_form;
}

/* The name that begins at `at`, words of an organisation excluded. */
static struct name name_at(struct span text, size_t at) {
    struct name name = {.words = 0};
    struct name none = {.words = 0};
    size_t from = at;
    size_t end = at;
    struct word word = word_at(text, at);
    name.titled = is_kind(word.text, "title");
    if (name.titled) {
        end = word.end;
        at = past_blank(text, word.end);
        word = word_at(text, at);
    }
    bool shouting = is_shouted(word.text) && word.text.len > 2;
    while (name.words < 4 && word.text.len > 0 && is_name_word(&word, name.titled, shouting)) {
        if (is_kind(word.text, "org")) {
            return none;
        }
        name.words++;
        end = word.end;
        size_t next = past_blank(text, end);
        word = next > end ? word_at(text, next) : (struct word){{NULL, 0}, end, false};
    }
    /* "Great Ormond Street Hospital": the word that ended the run tells what it was. */
    if (is_kind(word.text, "org") && word.end > end) {
        return none;
    }
    name.text = span_part(text, from, end - from);
    return name.words > 0 && name.words < 4 ? name : none;
}

/* Does a channel follow: "on [phone]", ", Ward Manager, [email]"? */
static bool channel_follows(struct span text, size_t at, bool roles) {
    for (size_t words = 0; at < text.len && words < REACH_MAX;) {
        struct span rest = span_part(text, at, SIZE_MAX);
        if (span_starts(rest, "[phone]") || span_starts(rest, "[email]")) {
            return true;
        }
        struct word word = word_at(text, at);
        bool link = span_is_nocase(word.text, "on") || span_is_nocase(word.text, "at") ||
                    span_is_nocase(word.text, "via") || span_is_nocase(word.text, "by") ||
                    span_is_nocase(word.text, "email") || span_is_nocase(word.text, "tel") ||
                    span_is_nocase(word.text, "telephone") || span_is_nocase(word.text, "or");
        bool role = roles && is_kind(word.text, "role");
        if (word.text.len > 0 && !link && !role) {
            return false;
        }
        if (word.text.len == 0 && !strchr(" ,:-()\n", char_at(text, at)) &&
            (unsigned char)char_at(text, at) < 0x80) {
            return false;
        }
        words += word.text.len > 0;
        at = word.text.len > 0 ? word.end : at + 1;
    }
    return false;
}

static void keep_name(struct strings *names, struct arena *arena, struct span text) {
    const char *copy = arena_copy(arena, text);
    if (copy && !strings_has(names, copy)) {
        strings_push(arena, names, copy);
    }
}

/* Is it a name behind a trigger? One word alone only with a title, or where a channel follows.
 */
static bool is_introduced(struct span text, const struct name *name) {
    size_t end = (size_t)(name->text.at - text.at) + name->text.len;
    return name->words >= 2 ||
           (name->words == 1 && (name->titled || channel_follows(text, end, false)));
}

/* From behind a trigger on: past fillers and posts to a name, and on to those joined to it. */
static void follow(struct strings *names, struct arena *arena, struct span text, size_t at) {
    size_t reach = 0;
    while (at < text.len && reach < REACH_MAX) {
        char c = text.at[at];
        struct word word = word_at(text, at);
        if (word.text.len == 0) {
            if (c == '.' || c == '[' || ascii_is_digit(c) || c == ';' || c == '?') {
                return;
            }
            at++;
            continue;
        }
        struct name name = name_at(text, at);
        if (is_introduced(text, &name)) {
            keep_name(names, arena, name.text);
            at = (size_t)(name.text.at - text.at) + name.text.len;
            reach = 0;
            continue;
        }
        bool joint = span_is_nocase(word.text, "or") || span_is_nocase(word.text, "and");
        if (!is_common(word.text) && !joint) {
            return;
        }
        reach++;
        at = word.end;
    }
}

/* ---- triggers ---- */

/* The word before `at`. */
static struct span word_before(struct span text, size_t at) {
    size_t end = at;
    while (end > 0 && text.at[end - 1] == ' ') {
        end--;
    }
    size_t from = end;
    while (from > 0 && is_letter(text.at[from - 1])) {
        from--;
    }
    return span_part(text, from, end - from);
}

/* "Name Jane Smith" of a contact block, but not "Employer name" or "the name of". */
static bool is_label_name(struct span text, size_t at, const struct word *word) {
    struct span before = word_before(text, at);
    return is_capital(word->text) && !is_kind(before, "unnamed");
}

static bool is_trigger(struct span text, size_t at, const struct word *word) {
    if (span_is_nocase(word->text, "name")) {
        return is_label_name(text, at, word);
    }
    if (is_kind(word->text, "trigger")) {
        return true;
    }
    struct word next = word_at(text, past_blank(text, word->end));
    struct span pair = span_part(text, at, next.end - at);
    return next.text.len > 0 && is_kind(pair, "trigger_two");
}

/* A name that needs no trigger: a channel stands behind it, posts between allowed. */
static bool is_before_channel(struct span text, const struct name *name) {
    size_t end = (size_t)(name->text.at - text.at) + name->text.len;
    return (name->words >= 2 || (name->words == 1 && name->titled)) &&
           channel_follows(text, end, true);
}

void contact_find_names(struct strings *names, struct arena *arena, const char *text) {
    struct span span = span_of(text);
    for (size_t at = 0; at < span.len;) {
        struct word word = word_at(span, at);
        if (word.text.len == 0) {
            at++;
            continue;
        }
        if (is_trigger(span, at, &word)) {
            follow(names, arena, span, word.end);
        } else if (is_capital(word.text)) {
            struct name name = name_at(span, at);
            if (is_before_channel(span, &name)) {
                keep_name(names, arena, name.text);
                word.end = at + name.text.len;
            }
        }
        at = word.end > at ? word.end : at + 1;
    }
}

/* The length of a name of the list at `at`, 0 where none stands there. */
static size_t known_at(struct span text, size_t at, const struct strings *names) {
    size_t best = 0;
    for (size_t i = 0; i < names->count; i++) {
        struct span name = span_of(names->at[i]);
        bool there = span_equal(span_part(text, at, name.len), name);
        bool ends = !is_letter(char_at(text, at + name.len));
        best = there && ends && name.len > best ? name.len : best;
    }
    return best;
}

const char *contact_mask_names(struct arena *arena, const char *text,
                               const struct strings *names) {
    struct span span = span_of(text);
    if (names->count == 0 || span.len == 0) {
        return text;
    }
    struct buf out;
    bool any = false;
    buf_init(&out, (size_t)4 * 1024 * 1024 + span.len * 2);
    for (size_t at = 0; at < span.len;) {
        bool starts = is_capital(span_part(span, at, SIZE_MAX)) &&
                      (at == 0 || !is_letter(span.at[at - 1]));
        size_t len = starts ? known_at(span, at, names) : 0;
        if (len > 0) {
            buf_put_text(&out, "[name]");
            any = true;
        } else {
            buf_put_char(&out, span.at[at]);
        }
        at += len > 0 ? len : 1;
    }
    const char *copy = any ? arena_copy(arena, buf_span(&out)) : NULL;
    buf_fini(&out);
    return copy ? copy : text;
}
