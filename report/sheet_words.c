/* report/sheet_words.c - what can be told from a judged advert, whichever way it is printed
 * SPDX-License-Identifier: MIT
 */
#include "report/sheet_words.h"

#include <string.h>

bool sheet_words_is_short(const struct judged *judged) { return judged->short_of_gate; }

bool sheet_words_is_against(const struct judged *judged) {
    return judged->short_of_gate && judged->verdict == VERDICT_NOT_MET;
}

size_t sheet_words_count(const struct match *match, sheet_words_test *test) {
    size_t count = 0;
    for (size_t i = 0; i < match->criterion_count; i++) {
        count += test(&match->criteria[i]);
    }
    return count;
}

bool sheet_words_is_near(const struct match *match) {
    return match->gate != GATE_PASS && sheet_words_count(match, sheet_words_is_short) == 1;
}

const struct next_step *sheet_words_opener(const struct match *match) {
    for (size_t i = 0; match->gate != GATE_PASS && i < match->next_step_count; i++) {
        if (match->next_steps[i].gate == GATE_PASS) {
            return &match->next_steps[i];
        }
    }
    return NULL;
}

/* An alternative of that alone: beside it nothing else would have to be shown. */
static bool takes_willing(const struct requirement *requirement) {
    for (size_t i = 0; i < requirement->count; i++) {
        const struct demand *demand = &requirement->any_of[i];
        if (demand->count == 1 && demand->atoms[0].type == ATOM_QUALIFICATION &&
            demand->atoms[0].status == HOLDING_WILLING) {
            return true;
        }
    }
    return false;
}

bool sheet_words_takes_willing(const struct match *match) {
    for (size_t i = 0; i < match->criterion_count; i++) {
        const struct judged *judged = &match->criteria[i];
        if (sheet_words_is_short(judged) && takes_willing(judged->requirement)) {
            return true;
        }
    }
    return false;
}

bool sheet_words_is_overlap(const struct requirement *requirement) {
    size_t atoms = 0;
    for (size_t i = 0; i < requirement->count; i++) {
        const struct demand *demand = &requirement->any_of[i];
        for (size_t k = 0; k < demand->count; k++, atoms++) {
            if (demand->atoms[k].type != ATOM_OTHER) {
                return false;
            }
        }
    }
    return atoms > 0;
}

enum sheet_later sheet_words_later(const struct judged *judged) {
    const unsigned prepared = 1u << ASSESSED_INTERVIEW | 1u << ASSESSED_TEST;
    if (judged->verdict != VERDICT_LATER) {
        return SHEET_LATER_NONE;
    }
    return judged->criterion->assessed & prepared ? SHEET_LATER_INTERVIEW : SHEET_LATER_CHECK;
}

void sheet_words_preference(struct buf *out, enum preference_name name,
                            const struct preference *preference) {
    const char *says = preference->says;
    if (preference->fit == FIT_UNKNOWN) {
        buf_put_text(out, preference_names[name]);
        if (says) {
            buf_printf(out, " (%s)", says);
        }
    } else if (preference->is_measured && !says) {
        buf_printf(out, "about %d %s away", preference->miles,
                   preference->miles == 1 ? "mile" : "miles");
    } else {
        buf_put_text(out, says ? says : preference_names[name]);
    }
}

/* A label may hold dots itself, so the last one parts them; [skills] and [candidate] have no
 * labels. */
struct span sheet_words_entry(const char *fact) {
    struct span span = span_of(fact);
    size_t dot = span.len;
    if (!span_starts(span, "experience.") && !span_starts(span, "qualification.")) {
        return span;
    }
    while (dot > 0 && span.at[dot - 1] != '.') {
        dot--;
    }
    struct span entry = span_part(span, 0, dot > 0 ? dot - 1 : 0);
    return span_find(entry, SPAN("."), 0) < entry.len ? entry : span;
}

void sheet_words_source(struct buf *out, const char *fact) {
    static const struct {
        const char *prefix;
        const char *words;
    } sections[] = {
        {"experience.", "your experience"},
        {"qualification.", "your qualification"},
        {"skills.", "your skill"},
        {"candidate.", "your answer on"},
    };
    struct span entry = sheet_words_entry(fact);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (span_starts(entry, sections[i].prefix)) {
            struct span name = span_part(entry, strlen(sections[i].prefix), SIZE_MAX);
            buf_printf(out, "%s \"%.*s\"", sections[i].words, SPAN_FMT(name));
            return;
        }
    }
    buf_printf(out, "\"%.*s\" in your profile", SPAN_FMT(entry));
}
