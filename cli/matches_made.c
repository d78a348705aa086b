/* cli/matches_made.c - a list of sheets that were made one by one
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "cli/matches.h"
#include "report/sheet_words.h"

/* As many as matching_outlook names. */
enum { OPENINGS_MAX = 3 };

/* ---- what would open most: the steps of the sheets, counted ---- */

struct openings {
    struct opening *at;
    size_t count;
};

static void count_step(struct openings *openings, struct arena *arena,
                       const struct next_step *step) {
    for (size_t i = 0; i < openings->count; i++) {
        if (strcmp(openings->at[i].fact, step->fact) == 0 &&
            strcmp(openings->at[i].value, step->value) == 0) {
            openings->at[i].opens++;
            return;
        }
    }
    struct opening opening = {step->change, step->fact, step->value, 1};
    ARENA_PUSH(arena, openings->at, openings->count, opening);
}

/* Those that open most in front, of equal ones the one met first. */
static void sort(struct openings *openings) {
    for (size_t i = 1; i < openings->count; i++) {
        struct opening moved = openings->at[i];
        size_t to = i;
        for (; to > 0 && openings->at[to - 1].opens < moved.opens; to--) {
            openings->at[to] = openings->at[to - 1];
        }
        openings->at[to] = moved;
    }
}

/* A sheet names its three smallest steps, so a fourth may go uncounted. */
static struct openings openings_of(struct arena *arena, const struct matches *matches) {
    struct openings openings = {0};
    for (size_t i = 0; i < matches->count; i++) {
        const struct match *match = &matches->at[i];
        for (size_t k = 0; match->gate != GATE_PASS && k < match->next_step_count; k++) {
            if (match->next_steps[k].gate == GATE_PASS) {
                count_step(&openings, arena, &match->next_steps[k]);
            }
        }
    }
    sort(&openings);
    return openings;
}

/* What a list is of. */
struct made {
    struct matches matches;
    struct openings openings;
};

static enum err each(void *state, size_t from, size_t count, matches_visit *visit,
                     void *visit_state, struct diag *diag) {
    const struct matches *matches = &((const struct made *)state)->matches;
    enum err err = ERR_NONE;
    for (size_t i = from; !err && i < matches->count && i - from < count; i++) {
        err = visit(visit_state, &matches->at[i], diag);
    }
    return err;
}

/* One advert has its steps on its sheet. */
static enum err outlook(void *state, struct outlook *out, struct diag *diag) {
    const struct made *made = state;
    size_t count = made->openings.count < OPENINGS_MAX ? made->openings.count : OPENINGS_MAX;
    (void)diag;
    *out = (struct outlook){.openings = made->openings.at,
                            .opening_count = made->matches.count > 1 ? count : 0};
    return ERR_NONE;
}

static struct matched matched_of(const struct match *match) {
    return (struct matched){.source = match->source,
                            .key = match->vacancy,
                            .title = match->title,
                            .employer = match->employer,
                            .closes = match->closes,
                            .gate = match->gate,
                            .score = match->score,
                            .high = match->range_high,
                            .one_away = sheet_words_is_near(match)};
}

static struct text_match_head head_of(const struct matches *matches,
                                      const struct match_left *left) {
    struct text_match_head head = {.looked_at = matches->looked_at};
    for (size_t i = 0; i < matches->count; i++) {
        head.candidate = matches->at[i].candidate;
    }
    if (left) {
        head.left = left->at;
        head.left_count = left->count;
    }
    return head;
}

enum err matches_of(struct matches_list *out, struct arena *arena,
                    const struct matches *matches, const struct match_left *left,
                    struct diag *diag) {
    struct made *made = arena_alloc(arena, 1, sizeof *made);
    struct matched *lines = arena_alloc(arena, matches->count + 1, sizeof *lines);
    if (made && lines) {
        for (size_t i = 0; i < matches->count; i++) {
            lines[i] = matched_of(&matches->at[i]);
        }
        *made = (struct made){*matches, openings_of(arena, matches)};
        *out = (struct matches_list){.at = lines,
                                     .count = matches->count,
                                     .head = head_of(matches, left),
                                     .each = each,
                                     .outlook = outlook,
                                     .state = made};
    }
    return arena_check(arena, diag);
}
