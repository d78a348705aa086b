/* report/text_profile.h - what a profile lacks, for the person whose it is
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_PROFILE_H
#define REPORT_TEXT_PROFILE_H

#include "report/plain.h"
#include "schema/profile_advice.h"

/** @param candidate its id */
void text_profile(struct plain *plain, const char *candidate,
                  const struct profile_warnings *warnings, const struct profile_gaps *gaps);

#endif
