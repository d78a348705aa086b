/* tests/accuracy/panel_report.c - the figures of matching, and their bars
 * SPDX-License-Identifier: MIT
 */
#include "tests/accuracy/panel_report.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* Figures are fractions of small whole numbers: what differs by less is the same. */
#define ROUNDING 1e-9

static struct panel_line *add_line(struct panel_report *report) {
    if (report->count == PANEL_LINES_MAX) {
        fprintf(stderr, "panel: no room for another line\n");
        exit(2);
    }
    return &report->lines[report->count++];
}

void panel_heading(struct panel_report *report, const char *format, ...) {
    struct panel_line *line = add_line(report);
    va_list arguments;
    *line = (struct panel_line){.value = (double)NAN};
    va_start(arguments, format);
    vsnprintf(line->name, sizeof line->name, format, arguments);
    va_end(arguments);
}

void panel_figure(struct panel_report *report, const char *name, double value,
                  enum panel_bar kind, double bar, const char *of, ...) {
    struct panel_line *line = add_line(report);
    va_list arguments;
    *line = (struct panel_line){.value = value, .kind = kind, .bar = bar};
    snprintf(line->name, sizeof line->name, "%s", name);
    va_start(arguments, of);
    vsnprintf(line->of, sizeof line->of, of, arguments);
    va_end(arguments);
}

void panel_share(struct panel_report *report, const char *name, size_t right, size_t all,
                 enum panel_bar kind, double bar) {
    if (all > 0) {
        panel_figure(report, name, (double)right / (double)all, kind, bar, "%zu/%zu", right,
                     all);
    }
}

static bool is_held(const struct panel_line *line) {
    return line->kind == BAR_NONE ||
           (line->kind == BAR_LEAST ? line->value >= line->bar - ROUNDING
                                    : line->value <= line->bar + ROUNDING);
}

static void print_line(const struct panel_line *line) {
    if (isnan(line->value)) {
        printf("\n%s\n", line->name);
        return;
    }
    printf("  %-36s %8.3f  %-24s", line->name, line->value, line->of);
    if (line->kind != BAR_NONE) {
        printf(" %s %.3f  %s", line->kind == BAR_LEAST ? ">=" : "<=", line->bar,
               is_held(line) ? "ok" : "NOT HELD");
    }
    printf("\n");
}

size_t panel_print(const struct panel_report *report) {
    size_t missed = 0;
    for (size_t i = 0; i < report->count; i++) {
        print_line(&report->lines[i]);
        missed += !is_held(&report->lines[i]);
    }
    return missed;
}
