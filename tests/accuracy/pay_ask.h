/* tests/accuracy/pay_ask.h - a row of the pay set as the command would ask it
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_ACCURACY_PAY_ASK_H
#define TESTS_ACCURACY_PAY_ASK_H

#include "base/csv.h"
#include "matcher/gazetteer.h"
#include "pay/tables.h"

/** A row of a file. The cell of a column that the file lacks ends the program. */
struct pay_row {
    const struct csv *csv;
    const struct strings *cells;
};

const char *pay_cell(const struct pay_row *row, const char *column);

/** "24937", "12.59": pence. Nothing is MONEY_NONE; what is no amount ends the program. */
int64_t pay_amount(struct span text);

/** Bands of "5" or "5,6" as a set. */
unsigned pay_bands(const char *text);

/** The question that `shortlist pay --text TEXT --date .. --nation .. --band .. --place ..
 * --hours ..` asks: the text is read by the same readers, the place is resolved in the same
 * way (cli/command_pay.c). @return borrows from the row and the arena */
struct pay_question pay_ask(const struct pay_row *row, const struct gazetteer *gazetteer,
                            struct arena *arena);

#endif
