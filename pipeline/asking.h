/* pipeline/asking.h - what an advert asks the pay tables, its town looked up
 * SPDX-License-Identifier: MIT
 *
 * pay/ask.h takes from an advert what it says; which nation a town without a postcode lies in,
 * the gazetteer knows.
 */
#ifndef PIPELINE_ASKING_H
#define PIPELINE_ASKING_H

#include "matcher/gazetteer.h"
#include "schema/pay.h"

/** Zeroed: nothing is open yet. */
struct asking {
    struct gazetteer *gazetteer; /* read for the first advert whose nation its towns must say */
};

/**
 * An advert as a question, as ask_of_vacancy has it. Where it does not say its nation, that of
 * its towns counts: those whose name is one nation's alone, by county and postcode too; several
 * nations are none. Where it names a county beside its only town, the place holds both.
 *
 * @param out borrows from the vacancy and `arena`
 * @param otherwise the day it was first seen
 * @return what opening the gazetteer returns; ERR_MEMORY, ERR_LIMIT of the arena
 */
enum err asking_of_vacancy(struct pay_question *out, struct asking *asking, struct arena *arena,
                           const struct vacancy *vacancy, struct date otherwise,
                           struct diag *diag);

void asking_close(struct asking *asking);

#endif
