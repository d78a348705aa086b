/* tests/accuracy/panel_report.h - the figures of matching, and their bars
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_ACCURACY_PANEL_REPORT_H
#define TESTS_ACCURACY_PANEL_REPORT_H

#include <stdbool.h>
#include <stddef.h>

enum { PANEL_LINES_MAX = 120, PANEL_TEXT_SIZE = 96 };

enum panel_bar { BAR_NONE = 0, BAR_LEAST, BAR_MOST };

/** A line of the table; a heading where `value` is NAN and `of` is empty. */
struct panel_line {
    char name[PANEL_TEXT_SIZE];
    double value;
    char of[PANEL_TEXT_SIZE]; /* what it is a figure of: "571/598" */
    enum panel_bar kind;
    double bar;
};

struct panel_report {
    bool verbose; /* print a line for each miss as it is met */
    struct panel_line lines[PANEL_LINES_MAX];
    size_t count;
};

void panel_heading(struct panel_report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Add a figure. @param kind BAR_NONE: only shown @param of format of the words beside it */
void panel_figure(struct panel_report *report, const char *name, double value,
                  enum panel_bar kind, double bar, const char *of, ...)
    __attribute__((format(printf, 6, 7)));

/** A share, right of all; no line where there is nothing to judge. */
void panel_share(struct panel_report *report, const char *name, size_t right, size_t all,
                 enum panel_bar kind, double bar);

/** Print the table. @return how many bars are not held */
size_t panel_print(const struct panel_report *report);

#endif
