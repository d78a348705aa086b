/* parser/band.c - Agenda for Change bands: "Band 5/6", "Bands 2-4", "8a or b", "BAND_8C"
 * SPDX-License-Identifier: MIT
 *
 * A number is a band only behind a word that says so ("band", "AfC"), or where the band field
 * holds nothing else. Band 8 exists only with a letter a to d, the others only without: "Band
 * 1A" is a doctor's banding. The bands are those of the NHS Terms and Conditions of Service
 * Handbook, section 1 and annex 2.
 */
#include <string.h>

#include "parser/lexicon.h"
#include "parser/wording.h"

static const char words_file[] = "parser/fields/band_words.tsv";

/* A text being read, normalised: lower case, dashes '-'. */
struct scan {
    struct span text;
    size_t at;
    unsigned bands; /* set of enum band */
    int last;       /* the band read last, for ranges and bare letters */
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

static bool thing_follows(const struct scan *scan, size_t at) {
    while (char_at(scan, at) == ' ') {
        at++;
    }
    return char_at(scan, at) == '%' || words_find(NULL, words_file, "thing", word_at(scan, at));
}

/* A letter a to d that ends there. */
static int letter_at(const struct scan *scan, size_t at) {
    char c = char_at(scan, at);
    bool ends = !is_letter(char_at(scan, at + 1)) && !ascii_is_digit(char_at(scan, at + 1));
    return c >= 'a' && c <= 'd' && ends ? c - 'a' + 1 : 0;
}

/* "8 a" and "8-a": the letter apart counts where nothing but a sign or the end follows. */
static int letter_apart(const struct scan *scan, size_t at) {
    bool parted = char_at(scan, at) == ' ' || char_at(scan, at) == '-';
    int letter = parted ? letter_at(scan, at + 1) : 0;
    bool word = char_at(scan, at + 2) == ' ' && is_letter(char_at(scan, at + 3)) &&
                !words_find(NULL, words_file, "joint", word_at(scan, at + 3));
    return word ? 0 : letter;
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
    if (word.len > 0 && words_find(&row, words_file, "number", word)) {
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
        value.letter = letter_apart(scan, value.end);
        value.end += value.letter ? 2 : 0;
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

/* Take a sign or word that joins two bands. @return 0 none, 1 a list, 2 a range */
static int take_joint(struct scan *scan) {
    struct words_row row;
    skip(scan, " ");
    char c = char_at(scan, scan->at);
    if (c && strchr("/-,&+", c)) {
        scan->at++;
        return c == '-' ? 2 : 1;
    }
    struct span word = word_at(scan, scan->at);
    if (word.len > 0 && words_find(&row, words_file, "joint", word)) {
        scan->at += word.len;
        return span_is(row.value, "to") ? 2 : 1;
    }
    return 0;
}

/* Between "Band" and its number: signs, "AfC" said again, "no". */
static void skip_lead(struct scan *scan) {
    for (;;) {
        skip(scan, " :_=(#.-");
        struct span word = word_at(scan, scan->at);
        if (char_at(scan, scan->at) == 'a' &&
            span_starts(span_part(scan->text, scan->at, 3), "a4c")) {
            word = span_part(scan->text, scan->at, 3);
        }
        bool known = word.len > 0 && (words_find(NULL, words_file, "lead", word) ||
                                      words_find(NULL, words_file, "fill", word));
        if (!known) {
            return;
        }
        scan->at += word.len;
    }
}

/* "8a/b", "8a or b": a bare letter goes on with band 8. */
static bool take_bare_letter(struct scan *scan, bool range) {
    int letter = scan->last >= BAND_8A && scan->last <= BAND_8D ? letter_at(scan, scan->at) : 0;
    if (letter) {
        take(scan, (struct value){.number = 8, .letter = letter, .end = scan->at + 1}, range);
    }
    return letter != 0;
}

/* The list that begins at the cursor. @return false, the cursor where it was, where there is
 * no band */
static bool take_list(struct scan *scan) {
    struct value value = value_at(scan);
    if (value.number == 0 || thing_follows(scan, value.end)) {
        return false;
    }
    take(scan, value, false);
    for (;;) {
        size_t before = scan->at;
        int joint = take_joint(scan);
        skip_lead(scan);
        if (joint && take_bare_letter(scan, joint == 2)) {
            continue;
        }
        value = joint ? value_at(scan) : (struct value){0};
        bool is_band = value.number > 0 && (band_of(value) || value.number == 8);
        if (!is_band || thing_follows(scan, value.end)) {
            scan->at = before;
            return true;
        }
        take(scan, value, joint == 2);
    }
}

/* The length of a lead at `at`, at a word's start; 0 where there is none. */
static size_t lead_at(const struct scan *scan, size_t at) {
    if (at > 0 && (is_letter(char_at(scan, at - 1)) || ascii_is_digit(char_at(scan, at - 1)))) {
        return 0;
    }
    size_t best = 0;
    struct words words = words_open(words_file);
    for (struct words_row row; words_next(&words, &row);) {
        bool starts = span_is(row.kind, "lead") &&
                      span_equal(span_part(scan->text, at, row.words.len), row.words);
        bool ends = !is_letter(char_at(scan, at + row.words.len));
        best = starts && ends && row.words.len > best ? row.words.len : best;
    }
    return best;
}

/* All bands behind leads. */
static void scan_mentions(struct scan *scan) {
    while (scan->at < scan->text.len) {
        size_t lead = lead_at(scan, scan->at);
        if (lead == 0) {
            scan->at++;
            continue;
        }
        scan->at += lead;
        scan->last = BAND_NONE;
        skip_lead(scan);
        (void)take_list(scan);
    }
}

/* A field that holds bands and nothing else: "6", "8a/b", "(5)". */
static void scan_whole(struct scan *scan) {
    struct scan whole = {.text = scan->text};
    skip(&whole, " (");
    if (take_list(&whole)) {
        skip(&whole, " ).");
        if (whole.at == whole.text.len) {
            *scan = whole;
        }
    }
}

/* "8a (£45,753 - £51,668) or 8b": an eight with its letter is a band wherever pay is told. */
static void scan_lettered(struct scan *scan) {
    for (scan->at = 0; scan->at < scan->text.len; scan->at++) {
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

void band_settle(struct vacancy *vacancy, struct arena *arena) {
    if (!vacancy->bands && vacancy->salary.text) {
        struct scan scan = scan_text(arena, vacancy->salary.text);
        if (!scan.bands) {
            scan_lettered(&scan);
        }
        settle_from(vacancy, arena, &scan, "the salary text", vacancy->salary.text);
    }
    if (!vacancy->bands && vacancy->title) {
        struct scan scan = scan_text(arena, vacancy->title);
        settle_from(vacancy, arena, &scan, "the title", vacancy->title);
    }
}
