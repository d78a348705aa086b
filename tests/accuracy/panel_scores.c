/* tests/accuracy/panel_scores.c - the measures that figures are made by
 * SPDX-License-Identifier: MIT
 */
#include "tests/accuracy/panel_scores.h"

#include <math.h>

enum { GRADES = 31 };

static double share(size_t part, size_t all) {
    return all > 0 ? (double)part / (double)all : 0.0;
}

double panel_precision(struct panel_class of) { return share(of.right, of.said); }

double panel_recall(struct panel_class of) { return share(of.right, of.truth); }

double panel_f1(struct panel_class of) { return share(2 * of.right, of.truth + of.said); }

double panel_macro_f1(const struct panel_class *classes, size_t count, size_t *used) {
    double sum = 0.0;
    *used = 0;
    for (size_t i = 0; i < count; i++) {
        if (classes[i].truth + classes[i].said > 0) {
            sum += panel_f1(classes[i]);
            *used += 1;
        }
    }
    return *used > 0 ? sum / (double)*used : 0.0;
}

double panel_kappa(size_t table[PANEL_MARKS][PANEL_MARKS]) {
    double rows[PANEL_MARKS] = {0};
    double columns[PANEL_MARKS] = {0};
    double all = 0.0;
    double met = 0.0;
    double by_chance = 0.0;
    for (int i = 0; i < PANEL_MARKS; i++) {
        for (int k = 0; k < PANEL_MARKS; k++) {
            double cell = (double)table[i][k];
            rows[i] += cell;
            columns[k] += cell;
            all += cell;
            met += cell * (i - k) * (i - k);
        }
    }
    for (int i = 0; i < PANEL_MARKS && all > 0; i++) {
        for (int k = 0; k < PANEL_MARKS; k++) {
            by_chance += rows[i] * columns[k] / all * (i - k) * (i - k);
        }
    }
    return by_chance > 0 ? 1.0 - met / by_chance : 1.0;
}

static double gain(int grade, size_t place) {
    return (double)((1L << grade) - 1) / log2((double)place + 1.0);
}

/* The gain of the best order there is. */
static double best_gain(const int *grades, size_t count, size_t at) {
    size_t often[GRADES] = {0};
    double sum = 0.0;
    size_t place = 1;
    for (size_t i = 0; i < count; i++) {
        often[grades[i]]++;
    }
    for (int grade = GRADES - 1; grade > 0; grade--) {
        for (; often[grade] > 0 && place <= at; often[grade]--, place++) {
            sum += gain(grade, place);
        }
    }
    return sum;
}

double panel_ndcg(const int *grades, size_t count, size_t at) {
    double best = best_gain(grades, count, at);
    double sum = 0.0;
    for (size_t i = 0; i < count && i < at; i++) {
        sum += gain(grades[i], i + 1);
    }
    return best > 0 ? sum / best : -1.0;
}
