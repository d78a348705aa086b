/* report/csv_pay.c - pay tables for spreadsheets
 * SPDX-License-Identifier: MIT
 */
#include "report/csv_pay.h"

void csv_pay_head(struct cells *cells) {
    static const char *const names[] = {"nation", "from",       "status", "band",
                                        "step",   "years",      "annual", "hourly",
                                        "source", "confidence", NULL};
    cells_names(cells, names);
}

void csv_pay_point(struct cells *cells, const struct pay_point *point) {
    cells_word(cells, &vocab_nation, (int)point->nation);
    cells_date(cells, point->from);
    cells_word(cells, &vocab_pay_status, (int)point->status);
    cells_word(cells, &vocab_band, (int)point->band);
    cells_number(cells, point->step);
    if (point->years >= 0) {
        cells_number(cells, point->years);
    } else {
        cells_nothing(cells);
    }
    cells_pence(cells, point->annual);
    cells_pence(cells, point->hourly);
    cells_text(cells, point->source);
    cells_word(cells, &vocab_confidence, (int)point->confidence);
    cells_end(cells);
}
