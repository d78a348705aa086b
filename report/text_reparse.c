/* report/text_reparse.c - what a reparse did, for people
 * SPDX-License-Identifier: MIT
 */
#include "report/text_reparse.h"

#include <inttypes.h>

#include "report/say.h"
#include "report/text_advert.h"

/* Columns of the numbers, of a field's name, and where the words behind a number begin. */
enum { NUMBER_WIDTH = 7, FIELD_WIDTH = 24, WORDS_COLUMN = 9 };

static void put_counts(struct plain *plain, const struct reparse_report *report) {
    const struct run_counts *counts = &report->counts;
    const struct {
        int64_t count;
        const char *words;
    } lines[] = {
        {counts->fresh, "new: taken up, no record was known"},
        {counts->changed, "changed"},
        {counts->same, "nothing new"},
        {counts->aside, "put aside: the page lacks what it should have, the record is kept"},
        {counts->refused, "read no more: the record is kept"},
        {report->taken_up, "of all these were put aside before, and are taken up now"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (lines[i].count > 0) {
            buf_printf(plain->out, "%*" PRId64, (int)NUMBER_WIDTH, lines[i].count);
            plain_wrap(plain, NUMBER_WIDTH, WORDS_COLUMN, WORDS_COLUMN,
                       span_of(lines[i].words));
        }
    }
}

static void put_changes(struct plain *plain, const struct reparse_report *report) {
    plain_gap(plain);
    buf_printf(plain->out, "%-*s%*s%*s%*s\n", (int)FIELD_WIDTH, "field", (int)NUMBER_WIDTH + 2,
               "filled", (int)NUMBER_WIDTH + 2, "emptied", (int)NUMBER_WIDTH + 2, "changed");
    for (size_t i = 0; i < report->change_count; i++) {
        const struct field_changes *changes = &report->changes[i];
        buf_printf(plain->out, "%-*s%*" PRId64 "%*" PRId64 "%*" PRId64 "\n", (int)FIELD_WIDTH,
                   changes->field, (int)NUMBER_WIDTH + 2, changes->filled,
                   (int)NUMBER_WIDTH + 2, changes->emptied, (int)NUMBER_WIDTH + 2,
                   changes->changed);
    }
}

void text_reparse(struct plain *plain, const struct reparse_report *report) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    say_count(&words, report->pages, "page", "pages");
    buf_put_text(&words, " read again");
    plain_heading(plain, buf_text(&words));
    buf_fini(&words);
    put_counts(plain, report);
    if (report->change_count > 0) {
        put_changes(plain, report);
    }
}
