/* report/text_criteria.h - what an advert asks for, for people
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_CRITERIA_H
#define REPORT_TEXT_CRITERIA_H

#include "report/plain.h"
#include "schema/matched.h"
#include "schema/requirement.h"
#include "schema/vacancy.h"

/** Each criterion, and in plain words how it was understood.
 * @param requirements as many as the vacancy has criteria */
void text_criteria(struct plain *plain, const struct vacancy *vacancy, const char *key,
                   const struct requirement *requirements);

/** The requirement in words: "a qualification at level 2 in health and social care, or 12
 * months' experience (mental health)". */
void text_requirement(struct buf *out, const struct requirement *requirement);

/** A common gap in words: its own, where those are more than the requirement as a line of text,
 * else what text_requirement makes of that. */
void text_requirement_gap(struct buf *out, const struct caseload_gap *gap);

#endif
