/* report/text_reparse.h - what a reparse did, for people
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_REPARSE_H
#define REPORT_TEXT_REPARSE_H

#include "report/plain.h"
#include "schema/health.h"

/** The counts that are not 0, then a line for each field that changed. */
void text_reparse(struct plain *plain, const struct reparse_report *report);

#endif
