/* tests/accuracy/panel_parts.h - the parts of the table, in its order
 * SPDX-License-Identifier: MIT
 *
 * Each adds its lines to the report and prints its misses as it meets them. README.md of the
 * set says what is judged.
 */
#ifndef TESTS_ACCURACY_PANEL_PARTS_H
#define TESTS_ACCURACY_PANEL_PARTS_H

#include "tests/accuracy/panel_set.h"

/** A mark that people gave. */
struct panel_mark {
    const struct panel_advert *advert;
    const struct panel_person *person;
    size_t position; /* from 0 */
    enum verdict verdict;
    int mark;   /* MARK_NONE for later */
    bool doubt; /* a panel could well differ */
};

struct panel_marks {
    struct panel_mark *at;
    size_t count;
    size_t doubts;
};

/** marks*.tsv: the chosen ones. */
struct panel_marks panel_marks_read(const struct panel_set *set);

/* @return what there was to judge, what is in doubt included */
size_t panel_judge_requirements(const struct panel_set *set);
size_t panel_judge_marks(const struct panel_set *set, const struct panel_marks *marks);
size_t panel_judge_gates(const struct panel_set *set, const struct panel_marks *marks);
size_t panel_judge_order(const struct panel_set *set);
size_t panel_judge_adversarial(const struct panel_set *set);
size_t panel_judge_invariances(const struct panel_set *set);

/** What people's own marks make of the gate: by the public formats, section 4, "The gate", from
 * the truth alone.
 * @param mark of which only need not be doubted @return GATE_NONE where it has no say */
enum gate panel_gate_of(const struct criterion *criterion, const struct requirement *truth,
                        enum verdict verdict, int mark);

/** Try the measures on tables worked out by hand. @return how many are wrong, each printed */
size_t panel_selftest(void);

#endif
