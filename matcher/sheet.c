/* matcher/sheet.c - the arithmetic of the panel's sheet: weights, shares, points, totals
 * SPDX-License-Identifier: MIT
 */
#include "matcher/sheet.h"

#include "matcher/gate.h"

/* Weights, doubled, so that half of a desirable criterion's is a whole number. */
static const int weights[NEED_COUNT] = {
    [NEED_NONE] = 2, [NEED_ESSENTIAL] = 4, [NEED_DESIRABLE] = 2, [NEED_UNSTATED] = 2};

/* Neither the application nor a document is looked at: interview, test, references. */
bool sheet_is_later(unsigned assessed) {
    const unsigned early = 1u << ASSESSED_APPLICATION | 1u << ASSESSED_DOCUMENT;
    return assessed && !(assessed & early);
}

/* Does every atom fit? */
static bool holds_only(const struct requirement *requirement,
                       bool (*fits)(const struct atom *atom)) {
    for (size_t i = 0; i < requirement->count; i++) {
        for (size_t j = 0; j < requirement->any_of[i].count; j++) {
            if (!fits(&requirement->any_of[i].atoms[j])) {
                return false;
            }
        }
    }
    return true;
}

static bool is_later(const struct atom *atom) { return gate_needs(atom) == 0; }
static bool is_other(const struct atom *atom) { return atom->type == ATOM_OTHER; }

int sheet_weight(enum need need, unsigned assessed, const struct requirement *requirement) {
    if (sheet_is_later(assessed) || requirement_asks_nothing(requirement) ||
        holds_only(requirement, is_later)) {
        return 0;
    }
    int weight = weights[need];
    return holds_only(requirement, is_other) ? weight / 2 : weight;
}

/* The tenths that rounding down has left go to the largest remainders, the first printed first.
 * `remainders` is used up. */
static void hand_out(int *shares, int64_t *remainders, size_t count, int left) {
    for (; left > 0; left--) {
        size_t largest = 0;
        for (size_t i = 1; i < count; i++) {
            largest = remainders[i] > remainders[largest] ? i : largest;
        }
        shares[largest]++;
        remainders[largest] = -1;
    }
}

void sheet_share_out(int *shares, int64_t *remainders, size_t count) {
    int64_t sum = 0;
    int left = SHEET_POINTS;
    for (size_t i = 0; i < count; i++) {
        sum += shares[i];
    }
    for (size_t i = 0; sum > 0 && i < count; i++) {
        int64_t whole = (int64_t)shares[i] * SHEET_POINTS;
        shares[i] = (int)(whole / sum);
        remainders[i] = whole % sum;
        left -= shares[i];
    }
    if (sum > 0) {
        hand_out(shares, remainders, count, left);
    }
}

enum err sheet_open(struct sheet *out, struct arena *arena, const struct vacancy *vacancy,
                    const struct requirement *requirements) {
    size_t count = vacancy->criterion_count;
    int *shares = arena_alloc(arena, count, sizeof *shares);
    int64_t *remainders = arena_alloc(arena, count, sizeof *remainders);
    if (!shares || !remainders) {
        return arena->failed;
    }
    for (size_t i = 0; i < count; i++) {
        const struct criterion *criterion = &vacancy->criteria[i];
        shares[i] = sheet_weight(criterion->need, criterion->assessed, &requirements[i]);
    }
    sheet_share_out(shares, remainders, count);
    *out = (struct sheet){vacancy->criteria, requirements, shares, count};
    return ERR_NONE;
}

struct judgement sheet_judge(const struct sheet *sheet, size_t index, const struct judge *judge,
                             struct facts *facts) {
    if (sheet_is_later(sheet->criteria[index].assessed)) {
        return (struct judgement){.mark = MARK_NONE, .verdict = VERDICT_LATER};
    }
    return mark_requirement(judge, &sheet->requirements[index], facts);
}

int sheet_points(int max_points, int mark) { return mark > 0 ? max_points * mark / 2 : 0; }

void sheet_judge_all(struct judgement *out, const struct sheet *sheet,
                     const struct judge *judge) {
    for (size_t i = 0; i < sheet->count; i++) {
        out[i] = sheet_judge(sheet, i, judge, NULL);
    }
}

static bool demands(const struct requirement *requirement, unsigned types) {
    for (size_t i = 0; i < requirement->count; i++) {
        for (size_t j = 0; j < requirement->any_of[i].count; j++) {
            if (types & 1u << requirement->any_of[i].atoms[j].type) {
                return true;
            }
        }
    }
    return false;
}

void sheet_judge_again(struct judgement *out, const struct sheet *sheet,
                       const struct judge *judge, unsigned types,
                       const struct judgement *before) {
    for (size_t i = 0; i < sheet->count; i++) {
        out[i] = demands(&sheet->requirements[i], types) ? sheet_judge(sheet, i, judge, NULL)
                                                         : before[i];
    }
}

struct total sheet_total(const struct sheet *sheet, const struct judgement *judgements) {
    struct total total = {0, 0, GATE_NONE};
    int scored = 0;
    for (size_t i = 0; i < sheet->count; i++) {
        struct judgement judgement = judgements[i];
        int max_points = sheet->max_points[i];
        int points = sheet_points(max_points, judgement.mark);
        scored += max_points;
        total.score += points;
        total.high += judgement.verdict == VERDICT_UNKNOWN ? max_points : points;
        total.gate = gate_join(total.gate, gate_of(sheet->criteria[i].need, &judgement));
    }
    if (scored == 0) {
        return (struct total){0, SHEET_POINTS, GATE_OPEN};
    }
    total.gate = total.gate == GATE_NONE ? GATE_PASS : total.gate;
    return total;
}
