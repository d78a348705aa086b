/* tests/accuracy/panel.c - matching against what people wrote who shortlist
 * SPDX-License-Identifier: MIT
 *
 * usage: panel [-v] [-w] FOLDER [NAME]
 *
 * -v: a line for each miss; -w: the set must be as large as the project's own is meant to be;
 * NAME: judge only what has it in its name. First the measures themselves are tried. Prints one
 * table; exits 1 where a bar is not held, 2 where the set cannot be read or nothing has that
 * name.
 */
#include <stdio.h>
#include <string.h>

#include "tests/accuracy/panel_parts.h"

/* How much there was to judge. */
struct amounts {
    size_t criteria;
    size_t marks;
    size_t gates;
    size_t people;
    size_t adversarial;
    size_t invariances;
};

static void report_size(struct panel_report *report, const char *name, size_t count,
                        size_t least) {
    if (count < least) {
        panel_figure(report, name, (double)count, BAR_LEAST, (double)least, "too few");
    } else {
        panel_figure(report, name, (double)count, BAR_NONE, 0, "at least %zu", least);
    }
}

static void report_sizes(const struct panel_set *set, const struct amounts *amounts) {
    struct panel_report *report = set->report;
    panel_heading(report, "Size of the set");
    report_size(report, "criteria", amounts->criteria, 600);
    report_size(report, "adverts", set->advert_count, 40);
    report_size(report, "people", set->person_count, 25);
    report_size(report, "marks", amounts->marks, 1200);
    report_size(report, "people with a graded list", amounts->people, 20);
    report_size(report, "adversarial pairs", amounts->adversarial, 60);
    report_size(report, "invariances", amounts->invariances, 60);
}

static size_t judge(struct panel_set *set, bool whole) {
    struct amounts amounts = {0};
    panel_set_read(set);
    struct panel_marks marks = panel_marks_read(set);
    amounts.criteria = panel_judge_requirements(set);
    amounts.marks = panel_judge_marks(set, &marks);
    amounts.gates = panel_judge_gates(set, &marks);
    amounts.people = panel_judge_order(set);
    amounts.adversarial = panel_judge_adversarial(set);
    amounts.invariances = panel_judge_invariances(set);
    panel_heading(set->report, "Profiles");
    panel_figure(set->report, "refused by the program", (double)*set->refused, BAR_MOST, 0,
                 "%zu people", set->person_count);
    if (whole) {
        report_sizes(set, &amounts);
    }
    return amounts.criteria + amounts.marks + amounts.people + amounts.adversarial +
           amounts.invariances;
}

static int run(struct panel_set *set, bool whole) {
    struct diag diag;
    if (rules_open(&set->rules, NULL, &diag)) {
        fprintf(stderr, "%s\n", diag.text);
        return 2;
    }
    size_t judged = judge(set, whole);
    printf("\nMatching against %s (rules %s)\n", set->folder, rules_version(set->rules));
    size_t missed = panel_print(set->report);
    printf("\n%zu bars not held\n", missed);
    rules_close(set->rules);
    return judged == 0 ? 2 : missed > 0 ? 1 : 0;
}

int main(int argc, char **argv) {
    static struct panel_report report;
    struct arena arena;
    size_t refused = 0;
    struct panel_set set = {.report = &report, .arena = &arena, .refused = &refused};
    bool whole = false;
    int at = 1;
    for (; at < argc && argv[at][0] == '-'; at++) {
        report.verbose = report.verbose || strcmp(argv[at], "-v") == 0;
        whole = whole || strcmp(argv[at], "-w") == 0;
    }
    if (at >= argc || argc > at + 2) {
        fprintf(stderr, "usage: panel [-v] [-w] FOLDER [NAME]\n");
        return 2;
    }
    set.folder = argv[at];
    set.only = at + 1 < argc && argv[at + 1][0] ? argv[at + 1] : NULL;
    if (panel_selftest() > 0) {
        printf("the measures are wrong: no figure is worth anything\n");
        return 2;
    }
    arena_init(&arena, ARENA_RUN_CAP);
    int status = run(&set, whole && !set.only);
    arena_fini(&arena);
    return status;
}
