/* report/text_sheet.c - the panel's sheet of one advert, for the person it is about
 * SPDX-License-Identifier: MIT
 */
#include "report/text_sheet.h"

#include <string.h>

#include "report/say.h"
#include "report/sheet_words.h"
#include "report/text_advert.h"
#include "report/text_pay.h"

/* Columns of the sheet: verdict; mark and points; words. */
enum { INDENT = 2, POINTS_COLUMN = 14, TEXT_COLUMN = 28 };

static const struct {
    const char *word;
    enum plain_tone tone;
} verdicts[VERDICT_COUNT] = {
    [VERDICT_NONE] = {"", PLAIN_TONE_NONE},
    [VERDICT_MET] = {"met", PLAIN_TONE_GOOD},
    [VERDICT_PARTLY] = {"partly", PLAIN_TONE_UNSURE},
    [VERDICT_NOT_MET] = {"not met", PLAIN_TONE_BAD},
    [VERDICT_UNKNOWN] = {"unknown", PLAIN_TONE_UNSURE},
    [VERDICT_LATER] = {"later", PLAIN_TONE_NONE},
};

/* Facts */

/* The last part of a key in words. What is not here is its own word. */
static const char *part_words(struct span part) {
    static const struct {
        const char *key;
        const char *words;
    } parts[] = {
        {"months", "length"},    {"area", "setting"},      {"areas", "setting"},
        {"evidence", "example"}, {"kind", "paid or not"},  {"from", "dates"},
        {"to", "dates"},         {"employer", "employer"}, {"level", "level"},
        {"name", "subject"},     {"subject", "subject"},   {"status", "status"},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (span_is(part, parts[i].key)) {
            return parts[i].words;
        }
    }
    return NULL;
}

/* Criteria */

static bool same_source(const struct because *a, const struct because *b) {
    return span_equal(sheet_words_entry(a->fact), sheet_words_entry(b->fact));
}

/* Is it the first fact of its entry in the profile? Those of one entry are told together. */
static bool is_first(const struct judged *judged, size_t index) {
    for (size_t i = 0; i < index; i++) {
        if (same_source(&judged->because[i], &judged->because[index])) {
            return false;
        }
    }
    return true;
}

static int effect_of(const struct judged *judged, const struct because *first) {
    int effect = 0;
    for (size_t i = 0; i < judged->because_count; i++) {
        effect += same_source(&judged->because[i], first) ? judged->because[i].effect : 0;
    }
    return effect;
}

/* " (setting, length)". */
static void put_parts(struct buf *words, const struct judged *judged,
                      const struct because *first) {
    const char *last = NULL;
    for (size_t i = 0; i < judged->because_count; i++) {
        struct span fact = span_of(judged->because[i].fact);
        size_t len = sheet_words_entry(judged->because[i].fact).len;
        const char *part = same_source(&judged->because[i], first) && len < fact.len
                               ? part_words(span_part(fact, len + 1, SIZE_MAX))
                               : NULL;
        if (part && part != last) {
            buf_printf(words, "%s%s", last ? ", " : " (", part);
            last = part;
        }
    }
    buf_put_text(words, last ? ")" : NULL);
}

/* `your experience "ward" (length): 12.5 points for "on a ward"`. The words are left out
 * where they are the whole criterion, which stands just above. */
static void put_because(struct plain *plain, const struct judged *judged,
                        const struct because *first, int effect) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    sheet_words_source(&words, first->fact);
    put_parts(&words, judged, first);
    buf_put_text(&words, ": ");
    say_tenths(&words, effect);
    buf_put_text(&words, effect == 10 ? " point" : " points");
    if (first->says && *first->says && strcmp(first->says, judged->criterion->text) != 0) {
        buf_printf(&words, " for \"%s\"", first->says);
    }
    plain_wrap(plain, 0, TEXT_COLUMN, TEXT_COLUMN + 2, buf_span(&words));
    buf_fini(&words);
}

/* Entries that brought points get a line each, those that say the same again share one. */
static void put_reasons(struct plain *plain, const struct judged *judged) {
    struct buf also;
    buf_init(&also, TEXT_WORDS_CAP);
    for (size_t i = 0; i < judged->because_count; i++) {
        const struct because *first = &judged->because[i];
        int effect = is_first(judged, i) ? effect_of(judged, first) : 0;
        if (effect > 0) {
            put_because(plain, judged, first, effect);
        } else if (is_first(judged, i)) {
            buf_put_text(&also, also.len > 0 ? ", " : "also shown by ");
            sheet_words_source(&also, first->fact);
        }
    }
    if (also.len > 0) {
        plain_wrap(plain, 0, TEXT_COLUMN, TEXT_COLUMN + 2, buf_span(&also));
    }
    buf_fini(&also);
}

/* "2  12.5/12.5": mark, points and the most there are; nothing where the criterion is left out
 * of the score. @return columns */
static size_t put_points(struct plain *plain, const struct judged *judged) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    if (judged->max_points > 0) {
        buf_printf(&words, "%d  ", judged->mark);
        say_tenths(&words, judged->points);
        buf_put_char(&words, '/');
        say_tenths(&words, judged->max_points);
    }
    size_t width = words.len;
    buf_put(plain->out, buf_span(&words));
    buf_fini(&words);
    return width;
}

/* What nobody understood is marked by the words it shares with the profile, and says so; and
 * `partly` may be enough or not. */
static void put_basis(struct plain *plain, const struct judged *judged) {
    if (judged->short_of_gate && judged->verdict == VERDICT_PARTLY) {
        plain_wrap(plain, 0, TEXT_COLUMN, TEXT_COLUMN + 2,
                   SPAN("(essential, and not enough yet)"));
    }
    if (sheet_words_is_overlap(judged->requirement) && judged->mark != MARK_NONE) {
        plain_wrap(
            plain, 0, TEXT_COLUMN, TEXT_COLUMN + 2,
            judged->mark > 0
                ? SPAN("(not understood: it shares words with your profile, and counts "
                       "half)")
                : SPAN("(not understood: only its words are compared with your profile)"));
    }
}

static void put_judged(struct plain *plain, const struct judged *judged) {
    const char *word = requirement_asks_nothing(judged->requirement)
                           ? "asks nothing"
                           : verdicts[judged->verdict].word;
    plain_spaces(plain, INDENT);
    plain_tone(plain, verdicts[judged->verdict].tone);
    buf_put_text(plain->out, word);
    plain_tone(plain, PLAIN_TONE_NONE);
    size_t done = INDENT + strlen(word);
    plain_spaces(plain, done < POINTS_COLUMN ? POINTS_COLUMN - done : 1);
    done = done < POINTS_COLUMN ? POINTS_COLUMN : done + 1;
    done += put_points(plain, judged);
    plain_wrap(plain, done, done < TEXT_COLUMN ? TEXT_COLUMN : done + 1, TEXT_COLUMN,
               span_of(judged->criterion->text));
    put_basis(plain, judged);
    put_reasons(plain, judged);
    if (judged->prompt) {
        struct buf words;
        buf_init(&words, TEXT_WORDS_CAP);
        buf_printf(&words, "-> %s", judged->prompt);
        plain_wrap(plain, 0, TEXT_COLUMN, TEXT_COLUMN + 3, buf_span(&words));
        buf_fini(&words);
    }
}

static void put_section(struct plain *plain, bool *begun, const char *title) {
    if (!*begun) {
        plain_gap(plain);
        plain_spaces(plain, INDENT);
        plain_heading(plain, title);
    }
    *begun = true;
}

static void put_criteria(struct plain *plain, const struct match *match, enum need need,
                         const char *title) {
    bool begun = false;
    for (size_t i = 0; i < match->criterion_count; i++) {
        const struct judged *judged = &match->criteria[i];
        if (judged->criterion->need == need && judged->verdict != VERDICT_LATER) {
            put_section(plain, &begun, title);
            put_judged(plain, judged);
        }
    }
}

/* What is not marked now, each with what people may want to know of it: is it essential? */
static void put_later(struct plain *plain, const struct match *match, enum sheet_later later,
                      const char *title) {
    bool begun = false;
    for (size_t i = 0; i < match->criterion_count; i++) {
        const struct criterion *criterion = match->criteria[i].criterion;
        if (sheet_words_later(&match->criteria[i]) != later) {
            continue;
        }
        struct buf words;
        buf_init(&words, TEXT_WORDS_CAP);
        buf_put_text(&words, criterion->text);
        buf_put_text(&words, criterion->need == NEED_ESSENTIAL ? " (essential)" : NULL);
        put_section(plain, &begun, title);
        plain_spaces(plain, INDENT);
        buf_put_text(plain->out, "- ");
        plain_wrap(plain, INDENT + 2, INDENT + 2, INDENT + 2, buf_span(&words));
        buf_fini(&words);
    }
}

/* Head and foot */

/* "One step away: get a driving licence.", as the list has it. */
static void put_near(struct buf *words, const struct match *match) {
    const struct next_step *step = sheet_words_opener(match);
    if (step) {
        buf_printf(words, "One step away: %s.", step->change);
    } else if (sheet_words_takes_willing(match)) {
        buf_put_text(words, "One step away: to be willing is enough for what is missing; if "
                            "you are, say so in your profile.");
    } else {
        buf_put_text(words, "One criterion away: everything else essential is there.");
    }
}

static void put_standing(struct plain *plain, const struct match *match) {
    static const char *const gates[GATE_COUNT] = {
        [GATE_PASS] = "You can go for this one: nothing essential is missing.",
        [GATE_OPEN] =
            "Open: nothing essential speaks against you, but not everything is shown.",
        [GATE_FAIL] = "Not as things stand: something essential is not met.",
    };
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    if (sheet_words_is_near(match)) {
        put_near(&words, match);
    } else {
        buf_put_text(&words, gates[match->gate]);
    }
    if (words.len > 0) {
        plain_wrap(plain, 0, INDENT + 1, INDENT + 1, buf_span(&words));
    }
    buf_clear(&words);
    say_tenths(&words, match->score);
    buf_put_text(&words, " of 100 points");
    if (match->range_low < match->range_high) {
        buf_put_text(&words, "; between ");
        say_tenths(&words, match->range_low);
        buf_put_text(&words, " and ");
        say_tenths(&words, match->range_high);
        buf_put_text(&words, " once the unknown is settled");
    }
    buf_put_char(&words, '.');
    plain_wrap(plain, 0, INDENT + 1, INDENT + 1, buf_span(&words));
    buf_fini(&words);
}

/* Those of one kind in a line: "a band you look for, hours". */
static void put_fit(struct plain *plain, const struct match *match, enum fit fit,
                    const char *label) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    for (int i = 0; i < PREFER_COUNT; i++) {
        const struct preference *preference = &match->preferences[i];
        if (preference->fit == fit) {
            buf_put_text(&words, words.len > 0 ? ", " : NULL);
            sheet_words_preference(&words, (enum preference_name)i, preference);
        }
    }
    plain_field(plain, label, buf_text(&words));
    buf_fini(&words);
}

/* What the candidate looks for, behind an empty line; nothing where nothing is known. */
static void put_fits(struct plain *plain, const struct match *match) {
    size_t before = plain->out->len;
    plain_gap(plain);
    size_t from = plain->out->len;
    put_fit(plain, match, FIT_FITS, "What fits you");
    put_fit(plain, match, FIT_MISSES, "What does not");
    put_fit(plain, match, FIT_UNKNOWN, "Not known");
    if (plain->out->len == from) {
        buf_cut(plain->out, before);
    }
}

static void put_step(struct plain *plain, const struct match *match,
                     const struct next_step *step) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, step->change);
    if (step->gain > 0) {
        buf_put_text(&words, ": ");
        say_tenths(&words, step->gain);
        buf_put_text(&words, step->gain == 10 ? " point more" : " points more");
    }
    if (step->gate == GATE_PASS && match->gate != GATE_PASS) {
        buf_put_text(&words, "; then you could go for it");
    } else if (step->gate == GATE_OPEN && match->gate == GATE_FAIL) {
        buf_put_text(&words, "; then nothing would speak against you");
    }
    plain_spaces(plain, INDENT);
    buf_put_text(plain->out, "- ");
    plain_wrap(plain, INDENT + 2, INDENT + 2, INDENT + 2, buf_span(&words));
    buf_fini(&words);
}

static void put_steps(struct plain *plain, const struct match *match) {
    if (match->next_step_count == 0) {
        return;
    }
    plain_gap(plain);
    plain_spaces(plain, INDENT);
    plain_heading(plain, "What would help most");
    for (size_t i = 0; i < match->next_step_count; i++) {
        put_step(plain, match, &match->next_steps[i]);
    }
}

static void put_title(struct plain *plain, const struct match *match, size_t number) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_printf(&words, "%zu. %s", number, match->title ? match->title : "(no title)");
    plain_tone(plain, PLAIN_TONE_STRONG);
    plain_wrap(plain, 0, 0, INDENT + 1, buf_span(&words));
    plain_tone(plain, PLAIN_TONE_NONE);
    buf_fini(&words);
    if (match->advert) {
        text_advert_where(plain, INDENT + 1, match->advert);
    }
    plain_paragraph(plain, INDENT + 1, match->url ? match->url : match->vacancy);
}

void text_sheet_key(struct plain *plain) {
    plain_paragraph(
        plain, 0,
        "Each line: how far the criterion is met, the panel's mark (0, 1 or 2) with "
        "its points, the advert's words, and the facts of your profile that "
        "counted. -> asks for what you could write.");
    plain_gap(plain);
}

void text_sheet(struct plain *plain, const struct match *match, size_t number) {
    put_title(plain, match, number);
    put_standing(plain, match);
    if (match->criterion_count == 0) {
        plain_paragraph(plain, INDENT + 1,
                        "It prints no person specification that could be read: look at the "
                        "advert itself.");
    }
    put_criteria(plain, match, NEED_ESSENTIAL, "Essential");
    put_criteria(plain, match, NEED_DESIRABLE, "Desirable");
    put_criteria(plain, match, NEED_UNSTATED, "Not said whether essential");
    put_later(plain, match, SHEET_LATER_INTERVIEW,
              "To prepare for the interview (not marked now)");
    put_later(plain, match, SHEET_LATER_CHECK,
              "Looked at later: checks, references, documents (not marked now)");
    put_fits(plain, match);
    if (match->pay) {
        text_pay_section(plain, match->pay, INDENT);
    }
    put_steps(plain, match);
    plain_gap(plain);
}
