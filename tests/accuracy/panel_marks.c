/* tests/accuracy/panel_marks.c - marks and verdicts against those that people gave
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <string.h>

#include "tests/accuracy/panel_parts.h"
#include "tests/accuracy/panel_scores.h"
#include "tests/accuracy/panel_table.h"

/* ---- reading ---- */

static int read_mark(const struct panel_row *row, enum verdict verdict) {
    uint64_t mark = 0;
    const char *cell = panel_cell(row, "mark");
    if (verdict == VERDICT_LATER || cell[0] == '\0') {
        return MARK_NONE;
    }
    if (!span_number(span_of(cell), PANEL_MARKS - 1, &mark)) {
        panel_give_up(row->file, row->line, "a mark is 0, 1, 2, or empty for later");
    }
    return (int)mark;
}

static struct panel_mark read_row(const struct panel_set *set, const struct panel_row *row) {
    struct panel_mark mark = {.advert = panel_find_advert(set, panel_cell(row, "advert")),
                              .person = panel_find_person(set, panel_cell(row, "candidate"))};
    uint64_t position = 0;
    if (!mark.advert || !mark.person) {
        panel_give_up(row->file, row->line, "no such advert or candidate");
    }
    if (!span_number(span_of(panel_cell(row, "position")), SIZE_MAX, &position) ||
        position == 0 || position > mark.advert->vacancy.criterion_count) {
        panel_give_up(row->file, row->line, "the advert has no criterion at that position");
    }
    mark.position = (size_t)position - 1;
    mark.verdict =
        (enum verdict)vocab_value(&vocab_verdict, span_of(panel_cell(row, "verdict")));
    mark.mark = read_mark(row, mark.verdict);
    if (!mark.verdict || (mark.mark == MARK_NONE) != (mark.verdict == VERDICT_LATER)) {
        panel_give_up(row->file, row->line, "the verdict and the mark do not go together");
    }
    mark.doubt = panel_says_yes(row, "doubt");
    return mark;
}

struct panel_marks panel_marks_read(const struct panel_set *set) {
    struct panel_marks marks = {NULL, 0, 0};
    struct panel_table table = panel_table(set->arena, set->folder, "marks");
    for (size_t i = 0; i < table.count; i++) {
        const struct panel_row *row = &table.rows[i];
        if (panel_is_chosen(set, panel_cell(row, "advert"), panel_cell(row, "candidate"))) {
            struct panel_mark mark = read_row(set, row);
            if (mark.person->refused) {
                continue;
            }
            marks.doubts += mark.doubt;
            ARENA_PUSH(set->arena, marks.at, marks.count, mark);
        }
    }
    return marks;
}

/* ---- judging ---- */

struct tally {
    size_t marks[PANEL_MARKS][PANEL_MARKS]; /* [truth][program], later on neither side */
    struct panel_class by_type[ATOM_COUNT]; /* truth: marks, right: the same; said: unused */
    struct panel_class later;
    size_t verdicts;
    size_t rows;
};

static void show_facts(const struct judged *judged) {
    for (size_t i = 0; i < judged->because_count; i++) {
        printf("%s %s", i > 0 ? "," : "    because", judged->because[i].fact);
    }
    printf("%s", judged->because_count > 0 ? "\n" : "");
}

static void show_miss(const struct panel_set *set, const struct panel_mark *mark,
                      const struct judged *judged) {
    const char *truth = vocab_name(&vocab_verdict, (int)mark->verdict);
    const char *said = vocab_name(&vocab_verdict, (int)judged->verdict);
    printf(
        "mark %s %s %zu: truth %s %s, program %s %s\n    %s\n    truth   %s\n    program %s\n",
        mark->person->name, mark->advert->name, mark->position + 1, truth,
        panel_mark_text(mark->mark), said, panel_mark_text(judged->mark),
        judged->criterion->text, panel_text(set->arena, &mark->advert->truth[mark->position]),
        panel_text(set->arena, judged->requirement));
    show_facts(judged);
}

/* What truth asks first. */
static enum atom_type first_type(const struct requirement *truth) {
    return truth->count > 0 && truth->any_of[0].count > 0 ? truth->any_of[0].atoms[0].type
                                                          : ATOM_NONE;
}

static void count_mark(struct tally *tally, const struct panel_mark *mark, int said) {
    enum atom_type type = first_type(&mark->advert->truth[mark->position]);
    tally->marks[mark->mark][said]++;
    tally->by_type[type].truth++;
    tally->by_type[type].right += mark->mark == said;
}

static void judge(const struct panel_set *set, struct tally *tally,
                  const struct panel_mark *mark, const struct judged *judged) {
    bool truth_later = mark->verdict == VERDICT_LATER;
    bool said_later = judged->mark == MARK_NONE;
    tally->rows++;
    tally->later.truth += truth_later;
    tally->later.said += said_later;
    tally->later.right += truth_later && said_later;
    tally->verdicts += mark->verdict == judged->verdict;
    if (!truth_later && !said_later) {
        count_mark(tally, mark, judged->mark);
    }
    if (set->report->verbose &&
        (mark->mark != judged->mark || mark->verdict != judged->verdict)) {
        show_miss(set, mark, judged);
    }
}

static void report_table(struct panel_report *report, const struct tally *tally) {
    panel_heading(report, "Marks given (lines: truth; shares of the line)");
    for (int truth = 0; truth < PANEL_MARKS; truth++) {
        const size_t *cells = tally->marks[truth];
        size_t all = cells[0] + cells[1] + cells[2];
        char name[PANEL_TEXT_SIZE];
        snprintf(name, sizeof name, "mark %d", truth);
        if (all > 0) {
            panel_figure(report, name, (double)cells[truth] / (double)all, BAR_NONE, 0,
                         "as 0: %zu, 1: %zu, 2: %zu", cells[0], cells[1], cells[2]);
        }
    }
}

static void report_types(struct panel_report *report, const struct tally *tally) {
    panel_heading(report, "Mark the same, by the first thing that truth says is asked");
    for (int i = 0; i < ATOM_COUNT; i++) {
        const char *name = vocab_name(&vocab_atom, i);
        panel_share(report, name ? name : "nothing", tally->by_type[i].right,
                    tally->by_type[i].truth, BAR_NONE, 0);
    }
}

static void report(struct panel_report *to, const struct panel_marks *marks,
                   struct tally *tally) {
    size_t both = 0;
    size_t same = 0;
    for (int i = 0; i < PANEL_MARKS; i++) {
        same += tally->marks[i][i];
        both += tally->marks[i][0] + tally->marks[i][1] + tally->marks[i][2];
    }
    panel_heading(to, "Marks: %zu, %zu more in doubt are not counted", tally->rows,
                  marks->doubts);
    panel_figure(to, "quadratic weighted kappa", panel_kappa(tally->marks), BAR_LEAST, 0.85,
                 "%zu marks", both);
    panel_share(to, "mark the same", same, both, BAR_NONE, 0);
    panel_share(to, "verdict the same", tally->verdicts, tally->rows, BAR_NONE, 0);
    panel_figure(to, "later: F1", panel_f1(tally->later), BAR_NONE, 0, "%zu of %zu, %zu said",
                 tally->later.right, tally->later.truth, tally->later.said);
    report_table(to, tally);
    report_types(to, tally);
}

size_t panel_judge_marks(const struct panel_set *set, const struct panel_marks *marks) {
    struct tally tally = {0};
    struct match match = {0};
    for (size_t i = 0; i < marks->count; i++) {
        const struct panel_mark *mark = &marks->at[i];
        bool same_pair =
            i > 0 && mark[-1].advert == mark->advert && mark[-1].person == mark->person;
        if (!same_pair) {
            match = panel_match(set, mark->advert, mark->person);
        }
        if (!mark->doubt) {
            judge(set, &tally, mark, &match.criteria[mark->position]);
        }
    }
    if (tally.rows > 0) {
        report(set->report, marks, &tally);
    }
    return marks->count;
}
