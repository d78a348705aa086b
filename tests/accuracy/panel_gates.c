/* tests/accuracy/panel_gates.c - the gate that people's marks make, against the program's
 * SPDX-License-Identifier: MIT
 *
 * Written from the public formats, section 4, "The gate", and not from the matcher: nothing of
 * it is called here but for the program's own gate.
 */
#include <stdio.h>

#include "tests/accuracy/panel_parts.h"

/* The mark that a demand of each type needs: "an essential skill, attribute, knowledge or
 * availability criterion passes with 1; qualification, registration, driving, right to work and
 * lived experience need 2; other experience with 1 leaves the gate open", as does anything
 * below its need; "right_to_work and language need 2; other passes with 1; dbs and health are
 * later". */
static const int needs[ATOM_COUNT] = {
    [ATOM_QUALIFICATION] = 2, [ATOM_EXPERIENCE] = 2,   [ATOM_KNOWLEDGE] = 1,
    [ATOM_SKILL] = 1,         [ATOM_ATTRIBUTE] = 1,    [ATOM_DRIVING] = 2,
    [ATOM_AVAILABILITY] = 1,  [ATOM_REGISTRATION] = 2, [ATOM_RIGHT_TO_WORK] = 2,
    [ATOM_DBS] = 0,           [ATOM_LANGUAGE] = 2,     [ATOM_HEALTH] = 0,
    [ATOM_OTHER] = 1,
};

enum { NEEDS_MOST = 2 };

/* Of joint demands the strictest; of alternatives the one that is passed most easily, since the
 * truth does not say which of them its mark is for. */
static int need_of(const struct requirement *truth) {
    int least = NEEDS_MOST;
    for (size_t i = 0; i < truth->count; i++) {
        const struct demand *demand = &truth->any_of[i];
        int most = 0;
        for (size_t k = 0; k < demand->count; k++) {
            int need = needs[demand->atoms[k].type];
            most = need > most ? need : most;
        }
        least = most < least ? most : least;
    }
    return least;
}

enum gate panel_gate_of(const struct criterion *criterion, const struct requirement *truth,
                        enum verdict verdict, int mark) {
    int need = need_of(truth);
    if (criterion->need != NEED_ESSENTIAL || need == 0 || verdict == VERDICT_LATER) {
        return GATE_NONE;
    }
    return verdict == VERDICT_NOT_MET ? GATE_FAIL : mark >= need ? GATE_PASS : GATE_OPEN;
}

/* ---- a pair ---- */

/* What the truth says of an advert and a person. */
struct truth {
    enum gate gate;
    enum gate best;  /* if each doubted mark were a step better */
    enum gate worst; /* or a step worse */
    size_t criteria;
};

static enum gate join(enum gate a, enum gate b) { return a > b ? a : b; }

static enum gate better(enum gate gate) {
    return gate > GATE_PASS ? (enum gate)(gate - 1) : gate;
}

static enum gate worse(enum gate gate) {
    return gate == GATE_PASS || gate == GATE_OPEN ? (enum gate)(gate + 1) : gate;
}

static struct truth read_truth(const struct panel_mark *marks, size_t count) {
    struct truth truth = {GATE_PASS, GATE_PASS, GATE_PASS, count};
    for (size_t i = 0; i < count; i++) {
        const struct panel_mark *mark = &marks[i];
        const struct panel_advert *advert = mark->advert;
        enum gate gate =
            panel_gate_of(&advert->vacancy.criteria[mark->position],
                          &advert->truth[mark->position], mark->verdict, mark->mark);
        truth.gate = join(truth.gate, gate);
        truth.best = join(truth.best, mark->doubt ? better(gate) : gate);
        truth.worst = join(truth.worst, mark->doubt ? worse(gate) : gate);
    }
    return truth;
}

static bool is_sure(const struct truth *truth) { return truth->best == truth->worst; }

struct tally {
    size_t gates[GATE_COUNT][GATE_COUNT]; /* [truth][program] */
    size_t pairs;
    size_t different;
};

static void count(struct tally *tally, enum gate truth, enum gate said) {
    tally->gates[truth][said]++;
    tally->pairs++;
    tally->different += truth != said;
}

static void show_miss(const struct panel_mark *mark, const struct match *match,
                      const struct truth *truth) {
    printf("gate %s %s: truth %s%s, program %s\n", mark->person->name, mark->advert->name,
           vocab_name(&vocab_gate, (int)truth->gate), is_sure(truth) ? "" : " (in doubt)",
           vocab_name(&vocab_gate, (int)match->gate));
    for (size_t i = 0; i < truth->criteria; i++) {
        const struct panel_mark *one = mark + i;
        const struct judged *judged = &match->criteria[one->position];
        if (judged->criterion->need == NEED_ESSENTIAL && one->verdict != judged->verdict) {
            printf("    %2zu truth %s %s%s, program %s %s: %s\n", one->position + 1,
                   vocab_name(&vocab_verdict, (int)one->verdict), panel_mark_text(one->mark),
                   one->doubt ? " (in doubt)" : "",
                   vocab_name(&vocab_verdict, (int)judged->verdict),
                   panel_mark_text(judged->mark), judged->criterion->text);
        }
    }
}

static void report(struct panel_report *to, const struct tally *sure, const struct tally *all) {
    panel_heading(
        to, "Gates: %zu pairs of advert and person, %zu more that doubted marks could change",
        sure->pairs, all->pairs - sure->pairs);
    panel_share(to, "truth passes, program fails", sure->gates[GATE_PASS][GATE_FAIL],
                sure->pairs, BAR_MOST, 0.01);
    panel_share(to, "truth fails, program passes", sure->gates[GATE_FAIL][GATE_PASS],
                sure->pairs, BAR_MOST, 0.01);
    panel_share(to, "any difference", sure->different, sure->pairs, BAR_NONE, 0);
    for (int truth = GATE_PASS; truth < GATE_COUNT; truth++) {
        const size_t *cells = sure->gates[truth];
        size_t row = cells[GATE_PASS] + cells[GATE_OPEN] + cells[GATE_FAIL];
        char name[PANEL_TEXT_SIZE];
        snprintf(name, sizeof name, "truth %s", vocab_name(&vocab_gate, truth));
        if (row > 0) {
            panel_figure(to, name, (double)cells[truth] / (double)row, BAR_NONE, 0,
                         "pass: %zu, open: %zu, fail: %zu", cells[GATE_PASS], cells[GATE_OPEN],
                         cells[GATE_FAIL]);
        }
    }
    panel_share(to, "passes, program fails, with doubted", all->gates[GATE_PASS][GATE_FAIL],
                all->pairs, BAR_NONE, 0);
    panel_share(to, "fails, program passes, with doubted", all->gates[GATE_FAIL][GATE_PASS],
                all->pairs, BAR_NONE, 0);
    panel_share(to, "any difference, with doubted", all->different, all->pairs, BAR_NONE, 0);
}

static size_t pair_length(const struct panel_marks *marks, size_t from) {
    size_t end = from + 1;
    while (end < marks->count && marks->at[end].advert == marks->at[from].advert &&
           marks->at[end].person == marks->at[from].person) {
        end++;
    }
    return end - from;
}

/* Only a sheet that is marked whole has a gate. */
size_t panel_judge_gates(const struct panel_set *set, const struct panel_marks *marks) {
    struct tally sure = {0};
    struct tally all = {0};
    for (size_t i = 0; i < marks->count;) {
        const struct panel_mark *mark = &marks->at[i];
        size_t length = pair_length(marks, i);
        i += length;
        if (length != mark->advert->vacancy.criterion_count) {
            continue;
        }
        struct truth truth = read_truth(mark, length);
        struct match match = panel_match(set, mark->advert, mark->person);
        count(&all, truth.gate, match.gate);
        if (is_sure(&truth)) {
            count(&sure, truth.gate, match.gate);
        }
        if (set->report->verbose && truth.gate != match.gate) {
            show_miss(mark, &match, &truth);
        }
    }
    if (all.pairs > 0) {
        report(set->report, &sure, &all);
    }
    return all.pairs;
}
