/* parser/contact_name.c - names that a text introduces as contacts
 * SPDX-License-Identifier: MIT
 *
 * There is no list of names. A name is two to four words with capitals (or one behind "Dr"),
 * none of which is a word of posts, departments or organisations (parser/fields/
 * contact_words.tsv), that stands behind "contact", "call", "speak to" and the like, or before
 * a telephone number or an e-mail address.
 */
#include "parser/contact_private.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* The most words that may stand between "contact" and the name, and between a name and its
 * number. */
enum { REACH_MAX = 10 };

/* The most words of a name, particles not counted. */
enum { NAME_WORDS_MAX = 4 };

/* The longest name, in bytes: what is longer is none, and would cost its length at each word.
 */
enum { NAME_LENGTH_MAX = 120 };

/* A text being read. */
struct scan {
    struct span text;
    bool channels; /* an address or a number was masked in it */
};

/* A word of a text. */
struct word {
    struct span text; /* letters, apostrophes, hyphens */
    size_t end;       /* where it ends, the full stop of an initial or a title taken along */
    unsigned kinds;   /* set of enum contact_kind */
    bool stop;        /* that full stop stands there */
};

static char char_at(struct span text, size_t at) { return at < text.len ? text.at[at] : '\0'; }

/* ---- letters ---- */

/* How many bytes the letter at `at` has; 0 where none stands there. Above ASCII all counts but
 * signs: Latin-1's, those of U+2000..2BFF (curly quotes and dashes among them), and from the
 * private area on (bullets of symbol fonts, and what is no character). */
static size_t letter_len(struct span text, size_t at) {
    size_t end = at;
    if ((unsigned char)char_at(text, at) < 0x80) {
        return ascii_is_alpha(char_at(text, at));
    }
    uint32_t code = utf8_next(text, &end);
    bool sign = code < 0xC0 || code == 0xD7 || code == 0xF7 ||
                (code >= 0x2000 && code < 0x2C00) || code >= 0xE000;
    return sign ? 0 : end - at;
}

/* Past the letters from `at` on. */
static size_t past_letters(struct span text, size_t at) {
    for (size_t len = 1; len > 0; at += len) {
        while (at < text.len && ascii_is_alpha(text.at[at])) {
            at++;
        }
        len = at < text.len && (text.at[at] & 0x80) ? letter_len(text, at) : 0;
    }
    return at;
}

/* How many bytes the apostrophe or hyphen within a word has; 0 where none stands there. */
static size_t joint_len(struct span text, size_t at) {
    char c = char_at(text, at);
    if (c != '\'' && c != '-' && c != '\xE2') { /* the first bytes of those below */
        return 0;
    }
    static const char *const joints[] = {"'", "-", "\xE2\x80\x99", "\xE2\x80\x90",
                                         "\xE2\x80\x91"};
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) {
        size_t len = strlen(joints[i]);
        if (span_starts(span_part(text, at, len), joints[i])) {
            return letter_len(text, at + len) ? len : 0;
        }
    }
    return 0;
}

/* Is this a capital of ASCII, Latin-1 or Latin Extended? There small and capital letters take
 * turns; the odd or the even ones are capitals, by the block (Unicode 15, chart U0100). */
static bool is_upper(uint32_t code) {
    if (code < 0x100) {
        return (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7);
    }
    bool odd = (code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E);
    bool latin =
        code <= 0x17F || (code >= 0x200 && code <= 0x21F) || (code >= 0x1E00 && code <= 0x1EFF);
    return code == 0x178 || (latin && code % 2 == odd);
}

/* A capital first. */
static bool is_capital(struct span word) {
    size_t at = 0;
    return word.len > 0 && is_upper(utf8_next(word, &at));
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

/* ---- words ---- */

/* The word that begins at `at`; empty where none does. */
static struct word word_at(const struct scan *scan, size_t at) {
    size_t end = past_letters(scan->text, at);
    for (size_t len = 0; end > at && (len = joint_len(scan->text, end)) > 0;) {
        end = past_letters(scan->text, end + len);
    }
    struct word word = {.text = span_part(scan->text, at, end - at), .end = end};
    word.kinds = contact_words_kinds(word.text);
    bool initial = word.text.len == 1 && is_capital(word.text);
    word.stop = (initial || (word.kinds & CONTACT_TITLE)) && char_at(scan->text, end) == '.';
    word.end += word.stop;
    return word;
}

/* Past one blank: what may stand inside a name. */
static size_t past_blank(struct span text, size_t at) {
    if (span_starts(span_part(text, at, 2), "\xC2\xA0")) {
        return at + 2;
    }
    return char_at(text, at) == ' ' ? at + 1 : at;
}

/* The word behind one blank; empty where something else follows. */
static struct word next_word(const struct scan *scan, size_t end) {
    size_t next = past_blank(scan->text, end);
    return next > end ? word_at(scan, next) : (struct word){.end = end};
}

static bool is_common(const struct word *word) {
    return word->kinds & (CONTACT_ROLE | CONTACT_FILLER | CONTACT_TRIGGER);
}

/* ---- names ---- */

/* A name read at a place. */
struct name {
    struct span text;
    bool titled;
    size_t words; /* without the title; 0: there is none */
};

/* "A." or the "A" of "Dr A Patel". */
static bool is_initial(const struct word *word, bool titled) {
    return word->text.len == 1 && is_capital(word->text) && (titled || word->stop);
}

/* May the word be part of a name? `shouting`: the name began in capitals throughout. */
static bool is_name_word(const struct word *word, bool titled, bool shouting) {
    bool shout = is_shouted(word->text);
    bool short_form = shout && word->text.len <= 3 && !shouting;
    bool common = is_common(word) && !is_initial(word, titled);
    return is_capital(word->text) && !common && (shouting ? shout : !shout) && !short_form;
}

/* Past the particles at `word`, where another word of the name follows: "van der Berg". */
static struct word past_particles(const struct scan *scan, struct word word, bool titled,
                                  bool shouting) {
    struct word next = word;
    for (int i = 0; i < 3 && (next.kinds & CONTACT_PARTICLE); i++) {
        next = next_word(scan, next.end);
    }
    return is_name_word(&next, titled, shouting) ? next : word;
}

/* "Great Ormond Street Hospital", "Thames Recovery Team": the word that ended the run tells
 * what it was. "Jane Smith Team Leader" is a person. */
static bool ends_organisation(const struct scan *scan, const struct word *word) {
    struct word next = next_word(scan, word->end);
    return (word->kinds & CONTACT_ORG) ||
           ((word->kinds & CONTACT_ORG_END) && is_capital(word->text) &&
            !((next.kinds & CONTACT_ROLE) && is_capital(next.text)));
}

/* The name that begins at `at`, words of an organisation excluded. */
static struct name name_at(const struct scan *scan, size_t at) {
    struct name name = {.words = 0};
    size_t end = at;
    struct word word = word_at(scan, at);
    name.titled = (word.kinds & CONTACT_TITLE) != 0;
    if (name.titled) {
        end = word.end;
        word = next_word(scan, word.end);
        word = past_particles(scan, word, true, false);
    }
    bool shouting = is_shouted(word.text) && word.text.len > 2;
    while (name.words <= NAME_WORDS_MAX && is_name_word(&word, name.titled, shouting) &&
           !(word.kinds & CONTACT_ORG)) {
        name.words++;
        end = word.end;
        word = next_word(scan, end);
        word = past_particles(scan, word, name.titled, shouting);
    }
    if (name.words > NAME_WORDS_MAX || ends_organisation(scan, &word)) {
        name.words = 0;
    }
    name.text = span_part(scan->text, at, end - at);
    return name;
}

static size_t end_of_name(const struct scan *scan, const struct name *name) {
    return (size_t)(name->text.at - scan->text.at) + name->text.len;
}

/* Does a channel follow: "on [phone]", ", Ward Manager, [email]"? */
static bool channel_follows(const struct scan *scan, size_t at, bool roles) {
    for (size_t words = 0; at < scan->text.len && words < REACH_MAX;) {
        struct span rest = span_part(scan->text, at, SIZE_MAX);
        if (span_starts(rest, "[phone]") || span_starts(rest, "[email]")) {
            return true;
        }
        struct word word = word_at(scan, at);
        if (word.text.len > 0) {
            bool between =
                (word.kinds & CONTACT_LINK) || (roles && (word.kinds & CONTACT_ROLE));
            if (!between) {
                return false;
            }
            words++;
            at = word.end;
        } else if (strchr(" ,:-()\n", scan->text.at[at]) || (scan->text.at[at] & 0x80)) {
            at++;
        } else {
            return false;
        }
    }
    return false;
}

/* ---- the names found ---- */

static uint64_t hash_of(struct span text) {
    uint64_t hash = CONTACT_HASH;
    for (size_t i = 0; i < text.len; i++) {
        hash = contact_words_hash(hash, text.at[i]);
    }
    return hash;
}

/* The name's slot, or the free one where it belongs. */
static struct span *slot_of(const struct contact_names *names, struct span text,
                            uint64_t hash) {
    size_t at = (size_t)hash & (names->room - 1);
    while (names->slots[at].len > 0 && !span_equal_nocase(names->slots[at], text)) {
        at = (at + 1) & (names->room - 1);
    }
    return &names->slots[at];
}

/* Twice the room, once half of it is taken. */
static bool make_room(struct contact_names *names) {
    struct contact_names larger = *names;
    larger.room = names->room ? 2 * names->room : 16;
    if (2 * names->count < names->room) {
        return true;
    }
    larger.slots = arena_alloc(names->arena, larger.room, sizeof *larger.slots);
    for (size_t i = 0; larger.slots && i < names->room; i++) {
        if (names->slots[i].len > 0) {
            *slot_of(&larger, names->slots[i], hash_of(names->slots[i])) = names->slots[i];
        }
    }
    *names = larger.slots ? larger : *names;
    return larger.slots != NULL;
}

/* "Jane Smith's" is Jane Smith's. */
static struct span without_genitive(struct span text) {
    static const char *const endings[] = {"'s", "'S", "\xE2\x80\x99s", "\xE2\x80\x99S"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (span_ends(text, endings[i])) {
            return span_part(text, 0, text.len - strlen(endings[i]));
        }
    }
    return text;
}

static void keep_name(struct contact_names *names, struct span text) {
    text = without_genitive(text);
    if (text.len == 0 || text.len > NAME_LENGTH_MAX || !make_room(names)) {
        return;
    }
    struct span *slot = slot_of(names, text, hash_of(text));
    const char *copy = slot->len > 0 ? NULL : arena_copy(names->arena, text);
    if (copy) {
        *slot = span_of(copy);
        names->begins[(unsigned char)ascii_upper(text.at[0])] = true;
        names->count++;
        names->longest = text.len > names->longest ? text.len : names->longest;
    }
}

/* ---- finding them ---- */

/* Is it a name behind a trigger? One word alone only with a title, or where a channel follows.
 */
static bool is_introduced(const struct scan *scan, const struct name *name) {
    return name->words >= 2 ||
           (name->words == 1 &&
            (name->titled || channel_follows(scan, end_of_name(scan, name), false)));
}

/* From behind a trigger on: past fillers and posts to a name, and on to those joined to it. */
static void follow(struct contact_names *names, const struct scan *scan, size_t at) {
    size_t reach = 0;
    while (at < scan->text.len && reach < REACH_MAX) {
        char c = scan->text.at[at];
        struct word word = word_at(scan, at);
        if (word.text.len == 0) {
            if (c == '.' || c == '[' || ascii_is_digit(c) || c == ';' || c == '?') {
                return;
            }
            at++;
            continue;
        }
        struct name name = name_at(scan, at);
        if (is_introduced(scan, &name)) {
            keep_name(names, name.text);
            at = end_of_name(scan, &name);
            reach = 0;
            continue;
        }
        if (!is_common(&word) && !(word.kinds & CONTACT_JOINT)) {
            return;
        }
        reach++;
        at = word.end;
    }
}

/* "Name Jane Smith" of a contact block, but not "Employer name" or "the name of". */
static bool is_label_name(const struct scan *scan, size_t at, const struct word *word) {
    size_t end = at;
    while (end > 0 && scan->text.at[end - 1] == ' ') {
        end--;
    }
    size_t from = end;
    while (from > 0 && ascii_is_alpha(scan->text.at[from - 1])) {
        from--;
    }
    unsigned before = contact_words_kinds(span_part(scan->text, from, end - from));
    return is_capital(word->text) && !(before & CONTACT_UNNAMED);
}

static bool is_trigger(const struct scan *scan, size_t at, const struct word *word) {
    if (word->kinds & CONTACT_TRIGGER) {
        return !span_is_nocase(word->text, "name") || is_label_name(scan, at, word);
    }
    if (!(word->kinds & CONTACT_GOES_ON)) {
        return false;
    }
    struct word next = next_word(scan, word->end);
    struct span pair = span_part(scan->text, at, next.end - at);
    return next.text.len > 0 && (contact_words_kinds(pair) & CONTACT_PAIR);
}

/* A name that needs no trigger: a channel stands behind it, posts between allowed. */
static bool is_before_channel(const struct scan *scan, const struct name *name) {
    return (name->words >= 2 || (name->words == 1 && name->titled)) &&
           channel_follows(scan, end_of_name(scan, name), true);
}

/* Most texts have neither an address nor a number, and no name that stands before one. */
static bool has_channels(struct span text) {
    return span_find(text, SPAN("[phone]"), 0) != SIZE_MAX ||
           span_find(text, SPAN("[email]"), 0) != SIZE_MAX;
}

void contact_find_names(struct contact_names *names, const char *text) {
    struct scan scan = {.text = span_of(text), .channels = has_channels(span_of(text))};
    for (size_t at = 0; at < scan.text.len;) {
        struct word word = word_at(&scan, at);
        if (word.text.len == 0) {
            at++;
            continue;
        }
        if (is_trigger(&scan, at, &word)) {
            follow(names, &scan, word.end);
        } else if (scan.channels && is_capital(word.text)) {
            struct name name = name_at(&scan, at);
            if (is_before_channel(&scan, &name)) {
                keep_name(names, name.text);
                word.end = end_of_name(&scan, &name);
            }
        }
        at = word.end;
    }
}

void contact_add_name(struct contact_names *names, const char *text) {
    struct scan scan = {.text = span_of(text)};
    size_t own = 0;
    size_t words = 0;
    for (size_t at = 0; at < scan.text.len;) {
        struct word word = word_at(&scan, at);
        bool department = is_common(&word) || (word.kinds & (CONTACT_ORG | CONTACT_ORG_END));
        words += word.text.len > 0;
        own += word.text.len > 0 && !department;
        at = word.text.len > 0 ? word.end : at + 1;
    }
    if (words > 1 && own > 0) {
        keep_name(names, span_trim(scan.text));
    }
}

/* ---- masking ---- */

/* The length of the longest name of the list at `at`, 0 where none stands there. */
static size_t known_at(struct span text, size_t at, const struct contact_names *names) {
    uint64_t hash = CONTACT_HASH;
    size_t best = 0;
    for (size_t len = 1; len <= names->longest && at + len <= text.len; len++) {
        hash = contact_words_hash(hash, text.at[at + len - 1]);
        bool ends = letter_len(text, at + len) == 0;
        best = ends && slot_of(names, span_part(text, at, len), hash)->len > 0 ? len : best;
    }
    return best;
}

/* Does a word begin at `at`? */
static bool begins_word(struct span text, size_t at) {
    size_t before = at > 0 ? at - 1 : 0;
    while (before > 0 && (text.at[before] & 0xC0) == 0x80) { /* within a character */
        before--;
    }
    return letter_len(text, at) > 0 && (at == 0 || letter_len(text, before) == 0);
}

/* From `at` on, the next word with which one of the names may begin. */
static size_t next_start(struct span text, size_t at, const struct contact_names *names) {
    while (at < text.len &&
           !(names->begins[(unsigned char)text.at[at]] && begins_word(text, at))) {
        at++;
    }
    return at;
}

/* The text with marks; nothing where there would be none. A name begins where a word does. */
static void put_masked(struct buf *out, struct span text, const struct contact_names *names) {
    size_t kept = 0; /* what stands before has been put */
    for (size_t at = next_start(text, 0, names); at < text.len;) {
        size_t len = is_capital(span_part(text, at, 4)) ? known_at(text, at, names) : 0;
        if (len > 0) {
            buf_put(out, span_part(text, kept, at - kept));
            buf_put_text(out, "[name]");
            kept = at + len;
        }
        at = next_start(text, at + (len > 0 ? len : 1), names);
    }
    buf_put(out, span_part(text, kept, kept > 0 ? SIZE_MAX : 0));
}

const char *contact_mask_names(const struct contact_names *names, const char *text) {
    struct span span = span_of(text);
    if (names->count == 0 || span.len == 0) {
        return text;
    }
    struct buf out;
    buf_init(&out, (size_t)4 * 1024 * 1024 + span.len * 2);
    put_masked(&out, span, names);
    const char *copy = out.len > 0 ? arena_copy(names->arena, buf_span(&out)) : NULL;
    buf_fini(&out);
    return copy ? copy : text;
}
