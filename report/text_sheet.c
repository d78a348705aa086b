/* report/text_sheet.c - the panel's sheet of one advert, for the person it is about
 * SPDX-License-Identifier: MIT
 */
#include "report/text_sheet.h"

#include <string.h>

#include "report/say.h"
#include "report/text_advert.h"

/* Columns of the sheet: verdict, points, words. */
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
    [VERDICT_LATER] = {"asked later", PLAIN_TONE_NONE},
};

bool text_sheet_is_short(const struct judged *judged) { return judged->short_of_gate; }

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

/* A fact's key without its last part: the entry of the profile that it belongs to. A label may
 * hold dots itself, so the last one parts them; [skills] and [candidate] have no labels. */
static struct span source_of(const char *fact) {
    struct span span = span_of(fact);
    size_t dot = span.len;
    if (!span_starts(span, "experience.") && !span_starts(span, "qualification.")) {
        return span;
    }
    while (dot > 0 && span.at[dot - 1] != '.') {
        dot--;
    }
    struct span source = span_part(span, 0, dot > 0 ? dot - 1 : 0);
    return span_find(source, SPAN("."), 0) < source.len ? source : span;
}

void text_sheet_source(struct buf *out, const char *fact) {
    static const struct {
        const char *prefix;
        const char *words;
    } sections[] = {
        {"experience.", "your experience"},
        {"qualification.", "your qualification"},
        {"skills.", "your skill"},
        {"candidate.", "your answer on"},
    };
    struct span source = source_of(fact);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (span_starts(source, sections[i].prefix)) {
            struct span name = span_part(source, strlen(sections[i].prefix), SIZE_MAX);
            buf_printf(out, "%s \"%.*s\"", sections[i].words, SPAN_FMT(name));
            return;
        }
    }
    buf_printf(out, "\"%.*s\" in your profile", SPAN_FMT(source));
}

/* Criteria */

static bool same_source(const struct because *a, const struct because *b) {
    return span_equal(source_of(a->fact), source_of(b->fact));
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
        size_t len = source_of(judged->because[i].fact).len;
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
    text_sheet_source(&words, first->fact);
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
            text_sheet_source(&also, first->fact);
        }
    }
    if (also.len > 0) {
        plain_wrap(plain, 0, TEXT_COLUMN, TEXT_COLUMN + 2, buf_span(&also));
    }
    buf_fini(&also);
}

/* "12.5 of 12.5"; nothing where the criterion is left out of the score. @return columns */
static size_t put_points(struct plain *plain, const struct judged *judged) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    if (judged->max_points > 0) {
        say_tenths(&words, judged->points);
        buf_put_text(&words, " of ");
        say_tenths(&words, judged->max_points);
    }
    size_t width = words.len;
    buf_put(plain->out, buf_span(&words));
    buf_fini(&words);
    return width;
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
    put_reasons(plain, judged);
    if (judged->prompt) {
        struct buf words;
        buf_init(&words, TEXT_WORDS_CAP);
        buf_printf(&words, "-> %s", judged->prompt);
        plain_wrap(plain, 0, TEXT_COLUMN, TEXT_COLUMN + 3, buf_span(&words));
        buf_fini(&words);
    }
}

static void put_criteria(struct plain *plain, const struct match *match, enum need need,
                         const char *title) {
    bool begun = false;
    for (size_t i = 0; i < match->criterion_count; i++) {
        if (match->criteria[i].criterion->need != need) {
            continue;
        }
        if (!begun) {
            plain_gap(plain);
            plain_spaces(plain, INDENT);
            plain_heading(plain, title);
        }
        begun = true;
        put_judged(plain, &match->criteria[i]);
    }
}

/* Head and foot */

static void put_standing(struct plain *plain, const struct match *match) {
    static const char *const gates[GATE_COUNT] = {
        [GATE_PASS] = "You can go for this one: nothing essential is missing.",
        [GATE_OPEN] =
            "Open: nothing essential speaks against you, but not everything is shown.",
        [GATE_FAIL] = "Not as things stand: something essential is not met.",
    };
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    if (gates[match->gate]) {
        plain_paragraph(plain, INDENT + 1, gates[match->gate]);
    }
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
            say_join(&words, 0, preference->says ? preference->says : preference_names[i]);
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
    put_fits(plain, match);
    put_steps(plain, match);
    plain_gap(plain);
}
