/* parser/terms_stance.c - criminal record checks and sponsorship: asked for, offered, or not
 * SPDX-License-Identifier: MIT
 *
 * Sentence by sentence (stance.h). What any sentence denies is denied: the particular sentence
 * stands beside a standard paragraph that says the opposite.
 */
#include "parser/clause.h"
#include "parser/fields.h"
#include "parser/stance.h"
#include "parser/wording.h"

static bool is_absent(const char *text) { return !text || span_trim(span_of(text)).len == 0; }

/* ---- checks ---- */

static enum dbs check_in(const struct stance *said) {
    if (said->parts & STANCE_OTHER) {
        return DBS_NONE;
    }
    if (said->denied && said->parts & (STANCE_TOPIC | STANCE_NOUN)) {
        return said->parts & STANCE_TOPIC || said->levels ? DBS_NOT_REQUIRED : DBS_NONE;
    }
    if (said->levels & STANCE_ENHANCED) {
        return DBS_ENHANCED;
    }
    if (said->levels & STANCE_STANDARD) {
        return DBS_STANDARD;
    }
    return said->parts & STANCE_TOPIC ? DBS_REQUIRED : DBS_NONE;
}

/* Which of two sentences says more: none needed, then the higher level. */
static enum dbs weightier(enum dbs a, enum dbs b) {
    static const int weights[] = {[DBS_NONE] = 0,
                                  [DBS_REQUIRED] = 1,
                                  [DBS_STANDARD] = 2,
                                  [DBS_ENHANCED] = 3,
                                  [DBS_NOT_REQUIRED] = 4};
    return weights[b] > weights[a] ? b : a;
}

/* A text that is an answer and nothing else: "Yes", "Enhanced". */
static enum dbs check_of_answer(struct arena *arena, const char *text) {
    struct span plain = span_of(clause_plain(arena, span_of(text)));
    struct words_row row;
    struct span answer = span_trim(plain);
    answer = span_ends(answer, " .") ? span_part(answer, 0, answer.len - 2) : answer;
    bool known = words_find(&row, &fields_stance, "dbs_whole", answer);
    return known ? (enum dbs)vocab_value(&vocab_dbs, row.value) : DBS_NONE;
}

void terms_dbs(struct vacancy *vacancy, struct arena *arena, const char *text) {
    if (is_absent(text)) {
        return;
    }
    enum dbs check = check_of_answer(arena, text);
    struct stance_text sentences = stance_open(arena, "dbs", text);
    struct stance said;
    while (stance_next(&sentences, &said)) {
        check = weightier(check, check_in(&said));
    }
    if (check == DBS_NONE) {
        vacancy_note(vacancy, arena, "dbs", "unknown", "no check can be read: \"%.200s\"",
                     text);
        return;
    }
    vacancy->dbs = check;
}

/* ---- sponsorship ---- */

static enum sponsorship sponsorship_in(const struct stance *said) {
    static const unsigned names = STANCE_TOPIC | STANCE_CLUE | STANCE_VERB | STANCE_ACT;
    bool other = said->parts & STANCE_OTHER && !(said->parts & STANCE_CLUE);
    if (other || said->parts & STANCE_HEDGE || !(said->parts & names)) {
        return SPONSORSHIP_NONE;
    }
    if (said->denied) {
        return SPONSORSHIP_REFUSED;
    }
    return said->parts & (STANCE_GRANT | STANCE_ACT) ? SPONSORSHIP_OFFERED : SPONSORSHIP_NONE;
}

void terms_sponsorship(struct vacancy *vacancy, struct arena *arena, const char *text) {
    if (is_absent(text)) {
        return;
    }
    struct stance_text sentences = stance_open(arena, "sponsorship", text);
    enum sponsorship sponsorship = SPONSORSHIP_NONE;
    struct stance said;
    while (sponsorship != SPONSORSHIP_REFUSED && stance_next(&sentences, &said)) {
        enum sponsorship here = sponsorship_in(&said);
        sponsorship = here != SPONSORSHIP_NONE ? here : sponsorship;
    }
    if (sponsorship == SPONSORSHIP_NONE) {
        vacancy_note(vacancy, arena, "sponsorship", "unknown",
                     "this wording is not known: \"%.200s\"", text);
        return;
    }
    vacancy->sponsorship = sponsorship;
}
