/* tests/unit/pay/compose.h - figures put together from the tables, for tests
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_UNIT_PAY_COMPOSE_H
#define TESTS_UNIT_PAY_COMPOSE_H

#include "pay/check.h"

/** How an employer rounds to the pound (or the penny of an hour). */
enum compose_rounding { COMPOSE_DOWN = 0, COMPOSE_NEAREST, COMPOSE_UP, COMPOSE_COUNT };

/** A figure as an employer would print it. */
struct composed {
    const struct pay_scale *scale;
    enum band band;
    enum pay_zone zone; /* none: no supplement in it */
    struct pay_question question;
};

/** The tables, read once for a test. Asserts. */
struct tables *compose_tables(void);

/** A day on which adverts show the band's table. */
struct date compose_day(const struct pay_scale *scale, enum band band);

/** The whole of a band, printed by a unit; the text says "HCAS inclusive" where `is_said`. */
struct composed compose_range(const struct tables *tables, const struct pay_scale *scale,
                              enum band band, enum pay_zone zone, enum period period,
                              enum compose_rounding rounding, bool is_said);

/** "england 2025-04-01 interim band 3 fringe", for messages. */
const char *compose_name(struct arena *arena, const struct composed *composed);

/** Call for each band of each table, with no supplement and with each zone's. */
void compose_each(const struct tables *tables, void *state,
                  void (*visit)(void *state, const struct tables *tables,
                                const struct pay_scale *scale, enum band band,
                                enum pay_zone zone));

#endif
