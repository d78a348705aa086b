/* report/text_doctor.h - how store and reading are, for people
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_DOCTOR_H
#define REPORT_TEXT_DOCTOR_H

#include "report/plain.h"
#include "schema/health.h"

/** The checks, the fields of each family, and what is put aside.
 * @param limit pages put aside that are shown; 0: all */
void text_doctor(struct plain *plain, const struct health *health, size_t limit);

#endif
