/* schema/match.c - the words of a match
 * SPDX-License-Identifier: MIT
 */
#include "schema/match.h"

static const char *const gate_words[] = {
    [GATE_PASS] = "pass",
    [GATE_OPEN] = "open",
    [GATE_FAIL] = "fail",
};
const struct vocab vocab_gate = {gate_words, GATE_COUNT};

static const char *const verdict_words[] = {
    [VERDICT_MET] = "met",         [VERDICT_PARTLY] = "partly", [VERDICT_NOT_MET] = "not_met",
    [VERDICT_UNKNOWN] = "unknown", [VERDICT_LATER] = "later",
};
const struct vocab vocab_verdict = {verdict_words, VERDICT_COUNT};

static const char *const fit_words[] = {
    [FIT_FITS] = "fits",
    [FIT_MISSES] = "misses",
    [FIT_UNKNOWN] = "unknown",
};
const struct vocab vocab_fit = {fit_words, FIT_COUNT};

const char *const preference_names[PREFER_COUNT] = {
    [PREFER_DISTANCE] = "distance",
    [PREFER_PATTERN] = "pattern",
    [PREFER_HOURS] = "hours",
    [PREFER_BAND] = "band",
    [PREFER_PAY] = "pay",
    [PREFER_CONTRACT] = "contract",
    [PREFER_SPONSORSHIP] = "sponsorship",
};
