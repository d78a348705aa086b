/* tests/accuracy/gold_figures.c - how often each field was right, by source, and its bar
 * SPDX-License-Identifier: MIT
 */
#include "tests/accuracy/gold_figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below so many values one miss is allowed, whatever that is in per cent. */
enum { SMALL_ALL = 200, SMALL_MISSES = 1 };

/* What a field must reach, in thousandths. The first row whose words begin the name counts;
 * "list." in front of it does not matter. */
static const struct bar {
    const char *name;
    size_t least;
    bool small; /* the rule for few values holds */
} bars[] = {
    {"criteria.f1", 980, false},
    {"criteria.recall", 0, false},
    {"criteria.precision", 0, false},
    {"criteria.need", 998, true},
    {"salary", 990, true},
    {"pay.zone", 980, false},
    {"pay.", 990, false},
    {"", 995, true},
};

static const struct bar *bar_of(const char *field) {
    const struct bar *bar = bars;
    struct span name = span_of(field);
    if (span_starts(name, "list.")) {
        name = span_part(name, strlen("list."), SIZE_MAX);
    }
    while (!span_starts(name, bar->name)) {
        bar++;
    }
    return bar;
}

static bool is_met(const struct bar *bar, struct gold_cell cell) {
    size_t misses = cell.all - cell.right;
    return (bar->small && cell.all < SMALL_ALL) ? misses <= SMALL_MISSES
                                                : cell.right * 1000 >= cell.all * bar->least;
}

static struct gold_row *row_of(struct gold_figures *figures, const char *field) {
    for (size_t i = 0; i < figures->row_count; i++) {
        if (strcmp(figures->rows[i].name, field) == 0) {
            return &figures->rows[i];
        }
    }
    const char *name = arena_copy_text(figures->arena, field);
    if (!name || figures->row_count == GOLD_ROWS_MAX) {
        fprintf(stderr, "%s: no room for another row\n", field);
        exit(2);
    }
    struct gold_row *row = &figures->rows[figures->row_count++];
    *row = (struct gold_row){.name = name};
    return row;
}

void gold_count(struct gold_figures *figures, const char *field, size_t column, size_t right,
                size_t all) {
    struct gold_cell *cell = &row_of(figures, field)->cells[column];
    cell->right += right;
    cell->all += all;
    figures->misses += all - right;
}

void gold_unread(struct gold_figures *figures, const char *field) {
    row_of(figures, field)->unread = true;
}

/* ---- the table ---- */

static struct gold_cell pooled(const struct gold_figures *figures, const struct gold_row *row) {
    struct gold_cell sum = {0, 0};
    for (size_t i = 0; i < figures->column_count; i++) {
        sum.right += row->cells[i].right;
        sum.all += row->cells[i].all;
    }
    return sum;
}

static void print_cell(struct gold_cell cell) {
    char text[48] = "-";
    if (cell.all > 0) {
        snprintf(text, sizeof text, "%zu/%zu", cell.right, cell.all);
    }
    printf(" %11s", text);
}

static void print_head(const struct gold_figures *figures) {
    printf("\n%s\n%-26s", figures->title, "field");
    for (size_t i = 0; i < figures->column_count; i++) {
        const struct gold_column *column = &figures->columns[i];
        char name[32];
        snprintf(name, sizeof name, "%s%s", column->name, column->from_labels ? "*" : "");
        printf(" %11s", name);
    }
    printf("%s %8s %7s\n", figures->column_count > 1 ? "         all" : "", "%", "bar");
}

static const char *verdict_of(const struct gold_row *row, bool met) {
    return row->unread ? "not read yet" : met ? "ok" : "BELOW";
}

static bool print_row(const struct gold_figures *figures, const struct gold_row *row) {
    const struct bar *bar = bar_of(row->name);
    struct gold_cell sum = pooled(figures, row);
    bool met = !row->unread && is_met(bar, sum);
    printf("%-26s", row->name);
    for (size_t i = 0; i < figures->column_count; i++) {
        print_cell(row->cells[i]);
    }
    if (figures->column_count > 1) {
        print_cell(sum);
    }
    printf(" %8.2f", sum.all > 0 ? 100.0 * (double)sum.right / (double)sum.all : 100.0);
    if (bar->least > 0) {
        printf(" %7.1f  %s", (double)bar->least / 10.0, verdict_of(row, met));
    }
    printf("\n");
    return met;
}

size_t gold_print(const struct gold_figures *figures) {
    size_t below = 0;
    bool marked = false;
    if (figures->row_count == 0) {
        return 0;
    }
    print_head(figures);
    for (size_t i = 0; i < figures->row_count; i++) {
        below += !print_row(figures, &figures->rows[i]);
    }
    for (size_t i = 0; i < figures->column_count; i++) {
        marked = marked || figures->columns[i].from_labels;
    }
    if (marked) {
        printf("* The mark-up of these adverts and roles is known from their labels only: the "
               "figures say how\n  pages are read that were written to those labels.\n");
    }
    return below;
}
