/* parser/band.c - Agenda for Change bands: "Band 5/6", "Bands 2-4", "8a or b", "BAND_8C"
 * SPDX-License-Identifier: MIT
 *
 * A number is a band only behind a word that says so ("band", "AfC"), or where the band field
 * holds nothing else. Band 8 exists only with a letter a to d, the others only without: "Band
 * 1A" is a doctor's banding. The bands are those of the NHS Terms and Conditions of Service
 * Handbook, section 1 and annex 2.
 */
#include <string.h>

#include "parser/fields.h"
#include "parser/lexicon.h"
#include "parser/wording.h"

/* A text being read, normalised: lower case, dashes '-'. */
struct scan {
    struct span text;
    size_t at;
    unsigned bands; /* set of enum band */
    int last;       /* the band read last, for ranges and bare letters */
    bool named;     /* the word "band" itself stands before the number */
    bool bare_8;    /* an 8 without a letter was seen */
    bool no_band;   /* a number that is no band: "Band 10", "Band 1A" */
};

static char char_at(const struct scan *scan, size_t at) {
    return at < scan->text.len ? scan->text.at[at] : '\0';
}

static bool is_letter(char c) { return ascii_is_alpha(c) || (unsigned char)c >= 0x80; }

static void skip(struct scan *scan, const char *signs) {
    while (scan->at < scan->text.len && strchr(signs, char_at(scan, scan->at))) {
        scan->at++;
    }
}

/* The word at `at`, empty where there is none. */
static struct span word_at(const struct scan *scan, size_t at) {
    size_t end = at;
    while (is_letter(char_at(scan, end))) {
        end++;
    }
    return span_part(scan->text, at, end - at);
}

/* Does the number that ends at `at` count something: "6 months", "6-month", "2 posts"? Behind
 * "Band" itself it does not ("Band 5 post"), nor are posts counted where `posts` is false. */
static bool thing_follows(const struct scan *scan, size_t at, bool posts) {
    bool dash = char_at(scan, at) == '-' && is_letter(char_at(scan, at + 1));
    at += dash;
    while (char_at(scan, at) == ' ') {
        at++;
    }
    struct words_row row;
    bool thing = words_find(&row, &fields_band_words, "thing", word_at(scan, at)) &&
                 (posts || row.value.len == 0);
    return char_at(scan, at) == '%' || (thing && !scan->named);
}

/* A letter a to d that ends there. */
static int letter_at(const struct scan *scan, size_t at) {
    char c = char_at(scan, at);
    bool ends = !is_letter(char_at(scan, at + 1)) && !ascii_is_digit(char_at(scan, at + 1));
    return c >= 'a' && c <= 'd' && ends ? c - 'a' + 1 : 0;
}

/* Does a word that joins nothing follow behind a space: "a new post"? */
static bool word_follows(const struct scan *scan, size_t at) {
    return char_at(scan, at) == ' ' && is_letter(char_at(scan, at + 1)) &&
           !words_find(NULL, &fields_band_words, "joint", word_at(scan, at + 1));
}

/* The letter of band 8 that stands apart: "8 a", "8-a", "8 (b)", "8 - Range C". Alone it counts
 * where no word follows it. @return one past it, 0 where there is none */
static size_t letter_apart(const struct scan *scan, size_t from) {
    struct scan ahead = {.text = scan->text, .at = from};
    skip(&ahead, " -,:");
    bool bracket = char_at(&ahead, ahead.at) == '(';
    ahead.at += bracket;
    struct span word = word_at(&ahead, ahead.at);
    bool range = word.len > 0 && words_find(NULL, &fields_band_words, "range", word);
    ahead.at += range ? word.len : 0;
    skip(&ahead, " ");
    bool letter = ahead.at > from && letter_at(&ahead, ahead.at);
    bool closed = bracket && char_at(&ahead, ahead.at + 1) == ')';
    bool sure = range || closed || !word_follows(&ahead, ahead.at + 1);
    return letter && sure ? ahead.at + 1 : 0;
}

/* A band read off the front, not yet taken. */
struct value {
    int number; /* 0: none; above 9: none that is a band */
    int letter; /* 1 for a */
    size_t end;
};

static struct value number_in_letters(const struct scan *scan) {
    struct words_row row;
    uint64_t number = 0;
    struct span word = word_at(scan, scan->at);
    if (word.len > 0 && words_find(&row, &fields_band_words, "number", word)) {
        (void)span_number(row.value, 9, &number);
    }
    return (struct value){.number = (int)number, .end = scan->at + word.len};
}

static struct value value_at(const struct scan *scan) {
    size_t at = scan->at;
    at += char_at(scan, at) == '0' && ascii_is_digit(char_at(scan, at + 1)); /* "Band 06" */
    if (!ascii_is_digit(char_at(scan, at))) {
        return number_in_letters(scan);
    }
    struct value value = {.number = char_at(scan, at) - '0', .end = at + 1};
    char next = char_at(scan, at + 1);
    bool longer = ascii_is_digit(next) ||
                  ((next == '.' || next == ',') && ascii_is_digit(char_at(scan, at + 2)) &&
                   ascii_is_digit(char_at(scan, at + 3)));
    value.number = longer ? 10 : value.number;
    value.letter = letter_at(scan, value.end);
    value.end += value.letter ? 1 : 0;
    if (!value.letter && value.number == 8) {
        size_t end = letter_apart(scan, value.end);
        value.letter = end > 0 ? letter_at(scan, end - 1) : 0;
        value.end = end > 0 ? end : value.end;
    } else if (!value.letter && is_letter(next)) {
        value.number = 0; /* "1st", "6pm" */
    }
    return value;
}

static int band_of(struct value value) {
    if (value.number == 8) {
        return value.letter ? BAND_8A + value.letter - 1 : BAND_NONE;
    }
    if (value.letter || value.number < 1 || value.number > 9) {
        return BAND_NONE;
    }
    return value.number == 9 ? BAND_9 : BAND_1 + value.number - 1;
}

static void take(struct scan *scan, struct value value, bool range) {
    int band = band_of(value);
    scan->at = value.end;
    if (band == BAND_NONE) {
        scan->bare_8 = scan->bare_8 || value.number == 8;
        scan->no_band = scan->no_band || value.number != 8;
        scan->last = BAND_NONE;
        return;
    }
    int from = range && scan->last && scan->last < band ? scan->last : band;
    for (int i = from; i <= band; i++) {
        scan->bands |= 1u << i;
    }
    scan->last = band;
}

/* How two bands are joined (a set). */
enum joint {
    JOINT_LIST = 1,
    JOINT_RANGE = 2, /* all between are meant */
    JOINT_LOOSE = 4, /* by a mark that may as well begin something else: "Band 5, 2 posts" */
    JOINT_WAY = 8    /* "rising": from one to the other, none between */
};

static unsigned sign_joint(char sign, bool apart) {
    return sign == '-'                       ? JOINT_RANGE | (apart ? JOINT_LOOSE : 0)
           : sign == ',' || sign == ';'      ? JOINT_LIST | JOINT_LOOSE
           : sign && strchr("/\\|&+_", sign) ? JOINT_LIST
                                             : 0;
}

/* What a word of the tables does: "or", "to", "rising"; "up" passes. */
static unsigned word_joint(struct span value) {
    return span_is(value, "list")  ? JOINT_LIST
           : span_is(value, "to")  ? JOINT_RANGE
           : span_is(value, "way") ? JOINT_WAY
                                   : 0;
}

/* Take the signs and words that join two bands: "/", "to", ", and", "rising to". */
static unsigned take_joint(struct scan *scan) {
    unsigned joint = 0;
    for (;;) {
        bool apart = char_at(scan, scan->at) == ' ';
        skip(scan, " ()");
        struct words_row row;
        unsigned sign = sign_joint(char_at(scan, scan->at), apart);
        struct span word = word_at(scan, scan->at);
        bool known = word.len > 0 && words_find(&row, &fields_band_words, "joint", word);
        if (!sign && !known) {
            return joint & (JOINT_LIST | JOINT_RANGE) ? joint : 0;
        }
        joint |= sign | (known ? word_joint(row.value) : 0);
        scan->at += sign ? 1 : word.len;
    }
}

static bool is_range(unsigned joint) {
    return (joint & JOINT_RANGE) && !(joint & (JOINT_LIST | JOINT_WAY));
}

/* Between "Band" and its number: signs, "AfC" said again, "no". Not `behind` a lead, only what
 * follows one said here is passed: "Band 3, level 2" is one band. */
static void skip_lead(struct scan *scan, bool behind) {
    for (;;) {
        skip(scan, " :_=(#.-");
        struct span word = word_at(scan, scan->at);
        if (char_at(scan, scan->at) == 'a' &&
            span_starts(span_part(scan->text, scan->at, 3), "a4c")) {
            word = span_part(scan->text, scan->at, 3);
        }
        struct words_row row = {.value = {NULL, 0}};
        bool lead = word.len > 0 && words_find(&row, &fields_band_words, "lead", word);
        bool fill =
            behind && word.len > 0 && words_find(NULL, &fields_band_words, "fill", word);
        if (!lead && !fill) {
            return;
        }
        scan->named = scan->named || row.value.len > 0;
        scan->at += word.len;
        behind = true;
    }
}

/* "8a/b", "8a or b": a bare letter goes on with band 8. */
static bool take_bare_letter(struct scan *scan, bool range) {
    int letter =
        scan->last >= BAND_8A && scan->last <= BAND_8D && !word_follows(scan, scan->at + 1)
            ? letter_at(scan, scan->at)
            : 0;
    if (letter) {
        take(scan, (struct value){.number = 8, .letter = letter, .end = scan->at + 1}, range);
    }
    return letter != 0;
}

/* Take what a joint leads to. @return false where that is no band */
static bool take_next(struct scan *scan, unsigned joint) {
    scan->named = false;
    skip_lead(scan, false);
    if (take_bare_letter(scan, is_range(joint))) {
        return true;
    }
    struct value value = value_at(scan);
    bool decimals =
        char_at(scan, value.end) == '.' && ascii_is_digit(char_at(scan, value.end + 1));
    bool is_band = value.number > 0 && !decimals && (band_of(value) || value.number == 8);
    if (!is_band || thing_follows(scan, value.end, joint & JOINT_LOOSE)) {
        return false;
    }
    take(scan, value, is_range(joint));
    return true;
}

/* The list that begins at the cursor. @return false, the cursor where it was, where there is
 * no band */
static bool take_list(struct scan *scan) {
    struct value value = value_at(scan);
    if (value.number == 0 || thing_follows(scan, value.end, true)) {
        return false;
    }
    take(scan, value, false);
    for (;;) {
        size_t before = scan->at;
        unsigned joint = take_joint(scan);
        if (!joint || !take_next(scan, joint)) {
            scan->at = before;
            return true;
        }
    }
}

/* Take the lead that begins at the cursor, at a word's start. @return false where none does */
static bool take_lead(struct scan *scan) {
    char before = scan->at > 0 ? char_at(scan, scan->at - 1) : ' ';
    if (is_letter(before) || ascii_is_digit(before)) {
        return false;
    }
    size_t best = 0;
    struct words words = words_open(&fields_band_words, "lead");
    for (struct words_row row; words_next(&words, &row);) {
        bool starts = span_equal(span_part(scan->text, scan->at, row.words.len), row.words);
        bool ends = !is_letter(char_at(scan, scan->at + row.words.len));
        if (starts && ends && row.words.len > best) {
            best = row.words.len;
            scan->named = row.value.len > 0;
        }
    }
    scan->at += best;
    return best > 0;
}

/* All bands behind leads. */
static void scan_mentions(struct scan *scan) {
    while (scan->at < scan->text.len) {
        if (!take_lead(scan)) {
            scan->at++;
            continue;
        }
        scan->last = BAND_NONE;
        skip_lead(scan, true);
        (void)take_list(scan);
    }
}

/* A field that holds bands and nothing else: "6", "8a/b", "(5)", "B6". */
static void scan_whole(struct scan *scan) {
    struct scan whole = {.text = scan->text};
    skip(&whole, " (");
    whole.at +=
        char_at(&whole, whole.at) == 'b' && ascii_is_digit(char_at(&whole, whole.at + 1));
    if (take_list(&whole)) {
        skip(&whole, " ).");
        if (whole.at == whole.text.len) {
            *scan = whole;
        }
    }
}

/* "8a (£45,753 - £51,668) or 8b": an eight with its letter is a band wherever pay or a grade is
 * told. */
static void scan_lettered(struct scan *scan) {
    for (scan->at = 0; scan->at < scan->text.len; scan->at++) {
        scan->named = false;
        bool starts = char_at(scan, scan->at) == '8' &&
                      (scan->at == 0 || !ascii_is_alnum(char_at(scan, scan->at - 1))) &&
                      letter_at(scan, scan->at + 1);
        if (starts) {
            (void)take_list(scan);
        }
    }
}

static struct scan scan_text(struct arena *arena, const char *text) {
    struct scan scan = {.text = span_of(lexicon_normal(arena, span_of(text)))};
    scan_mentions(&scan);
    return scan;
}

static void note_oddities(struct vacancy *vacancy, struct arena *arena, const struct scan *scan,
                          const char *text) {
    const char *plain = lexicon_plain(arena, span_of(text));
    if (scan->bare_8) {
        vacancy_note(vacancy, arena, "bands", "band_8_without_letter",
                     "band 8 stands without its letter: \"%s\"", text);
    } else if (scan->no_band || scan->bands == 0) {
        vacancy_note(vacancy, arena, "bands", "no_band",
                     "no Agenda for Change band can be read: \"%s\"", text);
    }
    if (scan->bands && lexicon_says(plain, "equivalent")) {
        vacancy_note(vacancy, arena, "bands", "equivalent",
                     "the band is an equivalent, not a grade of its own: \"%s\"", text);
    }
}

void band_read(struct vacancy *vacancy, struct arena *arena, const char *text) {
    if (!text || span_trim(span_of(text)).len == 0) {
        return;
    }
    struct scan scan = scan_text(arena, text);
    if (!scan.bands && !scan.bare_8) {
        scan_whole(&scan);
    }
    if (!scan.bands && !scan.bare_8) {
        scan_lettered(&scan);
    }
    vacancy->bands |= scan.bands;
    note_oddities(vacancy, arena, &scan, text);
}

/* Note bands that another text than the band field gave. */
static void settle_from(struct vacancy *vacancy, struct arena *arena, const struct scan *scan,
                        const char *where, const char *text) {
    if (scan->bands) {
        vacancy->bands = scan->bands;
        vacancy_note(vacancy, arena, "bands", "band_elsewhere", "read from %s: \"%s\"", where,
                     text);
    }
}

void band_read_pay(struct vacancy *vacancy, struct arena *arena, const char *text) {
    if (!vacancy->bands && text) {
        struct scan scan = scan_text(arena, text);
        if (!scan.bands) {
            scan_lettered(&scan);
        }
        settle_from(vacancy, arena, &scan, "the salary text", text);
    }
}

void band_settle(struct vacancy *vacancy, struct arena *arena) {
    band_read_pay(vacancy, arena, vacancy->salary.text);
    if (!vacancy->bands && vacancy->title) {
        struct scan scan = scan_text(arena, vacancy->title);
        settle_from(vacancy, arena, &scan, "the title", vacancy->title);
    }
}
