/* cli/offered.h - the pay of --offer
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_OFFERED_H
#define CLI_OFFERED_H

#include "cli/command.h"
#include "pay/tables.h"

/** One amount, as adverts print it, and behind it nothing or the unit that it is paid by:
 * "24500", "£24,500 a year", "2,042 a month", "12.80 an hour". Without a unit it is by the
 * year. What a unit makes unbelievable ("24500 a month") is refused, not read by another one.
 * @param annual pence a year, full time; MONEY_NONE without --offer
 * @param nation whose full-time hours bring an hour to a year; none: England
 * @return ERR_USAGE, ERR_MEMORY */
enum err offered_read(int64_t *annual, struct context *context, const struct tables *tables,
                      enum nation nation, struct diag *diag);

#endif
