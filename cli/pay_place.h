/* cli/pay_place.h - the place of --place, for the command pay
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_PAY_PLACE_H
#define CLI_PAY_PLACE_H

#include "cli/command.h"
#include "pay/tables.h"

/** Where pay is paid: "Dartford", "DA1 2DL", "18 Spital Street, Dartford DA1 2DL". Fills place
 * and postcode, and the nation where none is said; without --place the advert's own place says
 * it. A place that neither the gazetteer nor the zones of the supplement know is said on the
 * console, with the nearest name.
 * @return what opening the gazetteer returns */
enum err pay_place(struct pay_question *question, struct context *context,
                   const struct tables *tables, struct diag *diag);

#endif
