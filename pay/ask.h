/* pay/ask.h - an advert's pay as a question
 * SPDX-License-Identifier: MIT
 */
#ifndef PAY_ASK_H
#define PAY_ASK_H

#include "schema/pay.h"

/** What an advert says about its pay: figure, bands, place, hours. Its day is the one on which
 * it was posted, else `otherwise`, but not after it closes.
 * @param otherwise the day it was first seen @return borrows from the vacancy */
struct pay_question ask_of_vacancy(const struct vacancy *vacancy, struct date otherwise);

#endif
