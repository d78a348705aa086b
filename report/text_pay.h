/* report/text_pay.h - pay checks and pay tables, for people
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_PAY_H
#define REPORT_TEXT_PAY_H

#include "report/plain.h"
#include "schema/pay.h"

/** The verdict in words, the sentence with the arithmetic, the amounts, and what to check.
 * @param title what it is the pay of; NULL: a text that was typed */
void text_pay(struct plain *plain, const struct pay_check *check, const char *title);

/** The same as a section of an advert's page. @param indent columns in front of its title */
void text_pay_section(struct plain *plain, const struct pay_check *check, size_t indent);

/** A table: a line a band. @param bands set; 0: all */
void text_pay_scale(struct plain *plain, const struct pay_scale *scale, unsigned bands);

/** The rates of the supplement, a line each. */
void text_pay_rates(struct plain *plain, const struct pay_rate *rates, size_t count);

/** What else the tables hold: a section for each kind, a line a fact; the places of a zone in
 * one. */
void text_pay_facts(struct plain *plain, const struct pay_fact *facts, size_t count);

#endif
