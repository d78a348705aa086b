/* schema/pay.c - the words of pay checks
 * SPDX-License-Identifier: MIT
 *
 * The words are those of the public formats and of schema/facts.
 */
#include "schema/pay.h"

#define VOCAB(name, ...)                                                                       \
    static const char *const name##_words[] = {__VA_ARGS__};                                   \
    const struct vocab vocab_##name = {name##_words, sizeof name##_words / sizeof *name##_words}

VOCAB(confidence, [CONFIDENCE_MEMORY] = "memory", [CONFIDENCE_DERIVED] = "derived",
      [CONFIDENCE_SINGLE] = "single", [CONFIDENCE_VERIFIED] = "verified");

VOCAB(confidence_words, [CONFIDENCE_MEMORY] = "from memory", [CONFIDENCE_DERIVED] = "computed",
      [CONFIDENCE_SINGLE] = "one source", [CONFIDENCE_VERIFIED] = NULL);

VOCAB(pay_status, [PAY_STATUS_FINAL] = "final", [PAY_STATUS_INTERIM] = "interim",
      [PAY_STATUS_SUPERSEDED] = "superseded");

VOCAB(pay_zone, [PAY_ZONE_INNER] = "inner", [PAY_ZONE_OUTER] = "outer",
      [PAY_ZONE_FRINGE] = "fringe", [PAY_ZONE_OUTSIDE] = "none");

VOCAB(pay_verdict, [PAY_VERDICT_ON_SCALE] = "on_scale",
      [PAY_VERDICT_PART_OF_SCALE] = "part_of_scale", [PAY_VERDICT_OLD_SCALE] = "old_scale",
      [PAY_VERDICT_APPRENTICE] = "apprentice", [PAY_VERDICT_OFF_SCALE] = "off_scale",
      [PAY_VERDICT_NOT_AGENDA_FOR_CHANGE] = "not_agenda_for_change",
      [PAY_VERDICT_NO_TABLE] = "no_table", [PAY_VERDICT_UNREADABLE] = "unreadable");

VOCAB(pay_fact, [PAY_FACT_WINDOW] = "window", [PAY_FACT_HOURS] = "hours",
      [PAY_FACT_LIVING_WAGE] = "living_wage", [PAY_FACT_APPRENTICE_WAGE] = "apprentice_wage",
      [PAY_FACT_TRAINING_SHARE] = "training_share", [PAY_FACT_ZONE] = "zone");

VOCAB(pay_floor, [PAY_FLOOR_ABOVE] = "above", [PAY_FLOOR_BELOW] = "below");

VOCAB(pay_flag, [PAY_FLAG_OLD_SCALE_AFTER_AWARD] = "old_scale_after_award",
      [PAY_FLAG_INTERIM] = "interim", [PAY_FLAG_SUPPLEMENT_MISSING] = "supplement_missing",
      [PAY_FLAG_SUPPLEMENT_UNSTATED] = "supplement_unstated",
      [PAY_FLAG_PART_TIME_AS_FULL_TIME] = "part_time_as_full_time",
      [PAY_FLAG_WRONG_UNIT] = "wrong_unit", [PAY_FLAG_TWO_BANDS] = "two_bands",
      [PAY_FLAG_UNSURE_TABLE] = "unsure_table", [PAY_FLAG_ABOVE_SCALE] = "above_scale",
      [PAY_FLAG_BELOW_SCALE] = "below_scale",
      [PAY_FLAG_SUPPLEMENT_CONTRADICTED] = "supplement_contradicted");
