/* cli/pay_part.h - what pay is made of, as a part of what is printed of an advert
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_PAY_PART_H
#define CLI_PAY_PART_H

#include "pay/tables.h"
#include "pipeline/asking.h"

/** Zeroed: nothing is open yet. */
struct pay_part {
    struct tables *tables; /* read for the first advert that prints pay */
    struct asking asking;
};

/**
 * Take an advert's pay apart.
 *
 * @param out in the arena; NULL where the advert prints no pay
 * @param seen the day it was first seen, for an advert without a posting date
 * @param hours that somebody wants to work, hundredths, where the advert gives none; 0: not
 * known
 */
enum err pay_part_check(const struct pay_check **out, struct pay_part *part,
                        struct arena *arena, const struct vacancy *vacancy, struct date seen,
                        int hours, struct diag *diag);

void pay_part_close(struct pay_part *part);

#endif
