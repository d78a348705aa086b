/* report/csv_match.c - adverts held against candidates, as comma-separated values
 * SPDX-License-Identifier: MIT
 */
#include "report/csv_match.h"

#include "report/say.h"
#include "report/sheet_words.h"
#include "report/text_advert.h"

static const char *const advert_columns[] = {
    "candidate", "vacancy",     "source",   "title",    "employer", "closes", "gate",
    "score",     "low",         "high",     "one_away", "missing",  "step",   "step_gain",
    "step_gate", "miles",       "distance", "pattern",  "hours",    "band",   "pay",
    "contract",  "sponsorship", "is_new",   "url",      "rules",    NULL};

static const char *const criterion_columns[] = {
    "candidate",  "vacancy",    "source",    "title",   "gate",  "score", "number",
    "need",       "group",      "criterion", "verdict", "mark",  "basis", "points",
    "max_points", "in_the_way", "because",   "prompt",  "rules", NULL};

void csv_match_head(struct cells *cells, bool by_criterion) {
    cells_names(cells, by_criterion ? criterion_columns : advert_columns);
}

/* ---- a line an advert ---- */

static void put_advert(struct cells *cells, const struct match *match) {
    cells_text(cells, match->candidate);
    cells_text(cells, match->vacancy);
    cells_word(cells, &vocab_source, (int)match->source);
    cells_text(cells, match->title);
}

/* Beside `one_away` a step that would not open the post misleads, so there is none then. */
static const struct next_step *step_of(const struct match *match) {
    const struct next_step *opener = sheet_words_opener(match);
    return opener                        ? opener
           : sheet_words_is_near(match)  ? NULL
           : match->next_step_count == 0 ? NULL
                                         : &match->next_steps[0];
}

static void put_step(struct cells *cells, const struct match *match) {
    const struct next_step *step = step_of(match);
    if (!step) {
        cells_nothing(cells);
        cells_nothing(cells);
        cells_nothing(cells);
        return;
    }
    cells_text(cells, step->change);
    cells_tenths(cells, step->gain);
    cells_word(cells, &vocab_gate, (int)step->gate);
}

static void put_preferences(struct cells *cells, const struct match *match) {
    const struct preference *distance = &match->preferences[PREFER_DISTANCE];
    if (distance->is_measured) {
        cells_number(cells, distance->miles);
    } else {
        cells_nothing(cells);
    }
    for (int i = 0; i < PREFER_COUNT; i++) {
        cells_word(cells, &vocab_fit, (int)match->preferences[i].fit);
    }
}

void csv_match(struct cells *cells, const struct match *match, const char *is_new) {
    put_advert(cells, match);
    cells_text(cells, match->employer);
    cells_date(cells, match->closes);
    cells_word(cells, &vocab_gate, (int)match->gate);
    cells_tenths(cells, match->score);
    cells_tenths(cells, match->range_low);
    cells_tenths(cells, match->range_high);
    cells_text(cells, sheet_words_is_near(match) ? "yes" : "no");
    cells_number(cells, (int64_t)sheet_words_count(match, sheet_words_is_short));
    put_step(cells, match);
    put_preferences(cells, match);
    cells_text(cells, is_new);
    cells_text(cells, match->url);
    cells_text(cells, match->rules);
    cells_end(cells);
}

/* ---- a line a criterion ---- */

/* "experience.ward.months: 12.5; skills.care: 0". */
static void put_because(struct cells *cells, const struct judged *judged) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    for (size_t i = 0; i < judged->because_count; i++) {
        buf_printf(&words, "%s%s: ", i > 0 ? "; " : "", judged->because[i].fact);
        say_tenths(&words, judged->because[i].effect);
    }
    if (words.failed && !cells->out->failed) {
        cells->out->failed = words.failed;
    }
    cells_text(cells, buf_text(&words));
    buf_fini(&words);
}

static const char *basis_of(const struct judged *judged) {
    return judged->mark == MARK_NONE                       ? NULL
           : requirement_asks_nothing(judged->requirement) ? "asks_nothing"
           : sheet_words_is_overlap(judged->requirement)   ? "overlap_of_words"
                                                           : "facts";
}

static void put_judged(struct cells *cells, const struct judged *judged, size_t number) {
    cells_number(cells, (int64_t)number);
    cells_word(cells, &vocab_need, (int)judged->criterion->need);
    cells_text(cells, judged->criterion->group);
    cells_text(cells, judged->criterion->text);
    cells_word(cells, &vocab_verdict, (int)judged->verdict);
    if (judged->mark == MARK_NONE) {
        cells_nothing(cells);
    } else {
        cells_number(cells, judged->mark);
    }
    cells_text(cells, basis_of(judged));
    cells_tenths(cells, judged->points);
    cells_tenths(cells, judged->max_points);
    cells_text(cells, judged->short_of_gate ? "yes" : "no");
    put_because(cells, judged);
    cells_text(cells, judged->prompt);
}

static void put_start(struct cells *cells, const struct match *match) {
    put_advert(cells, match);
    cells_word(cells, &vocab_gate, (int)match->gate);
    cells_tenths(cells, match->score);
}

static void put_end(struct cells *cells, const struct match *match) {
    cells_text(cells, match->rules);
    cells_end(cells);
}

void csv_match_criteria(struct cells *cells, const struct match *match) {
    enum { OF_CRITERION = 12 };
    for (size_t i = 0; i < match->criterion_count; i++) {
        put_start(cells, match);
        put_judged(cells, &match->criteria[i], i + 1);
        put_end(cells, match);
    }
    if (match->criterion_count == 0) {
        put_start(cells, match);
        for (int i = 0; i < OF_CRITERION; i++) {
            cells_nothing(cells);
        }
        put_end(cells, match);
    }
}
