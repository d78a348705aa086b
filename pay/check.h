/* pay/check.h - what a figure is made of
 * SPDX-License-Identifier: MIT
 */
#ifndef PAY_CHECK_H
#define PAY_CHECK_H

#include "pay/tables.h"

/**
 * Take a figure apart: which scale, which points, which supplement, and what it is an hour
 * (shortlist-formats(5), shortlist.pay/1). A pure function of the question and the tables.
 *
 * The table that counts is the one that adverts show on the day of the question; where two
 * overlap, either. What the tables do not hold for the nation and day is `no_table`.
 *
 * @param arena holds the texts of the answer
 * @param question `date` must be a day; `salary.text` may be NULL
 * @return ERR_MEMORY
 */
enum err check_pay(struct pay_check *out, struct arena *arena, const struct tables *tables,
                   const struct pay_question *question, struct diag *diag);

/** Has the check a flag of that code? */
bool check_has_flag(const struct pay_check *check, enum pay_flag code);

#endif
