/* schema/vocab.c - the closed lists of words that records use
 * SPDX-License-Identifier: MIT
 *
 * The words are those of the public formats: changing one changes a format.
 */
#include "schema/vocab.h"

/* One vocab over an array of words; a word that its enum has no row for stays NULL, which the
 * tests look for. */
#define VOCAB(name, ...)                                                                       \
    static const char *const name##_words[] = {__VA_ARGS__};                                   \
    const struct vocab vocab_##name = {name##_words, sizeof name##_words / sizeof *name##_words}

VOCAB(source, [SOURCE_NHSJOBS] = "nhsjobs", [SOURCE_TRAC] = "trac",
      [SOURCE_JOBPOSTING] = "jobposting", [SOURCE_TEXT] = "text",
      [SOURCE_FINDAJOB] = "findajob", [SOURCE_JOBTRAIN] = "jobtrain", [SOURCE_HSCNI] = "hscni");

VOCAB(state, [STATE_OPEN] = "open", [STATE_CLOSED] = "closed", [STATE_UNKNOWN] = "unknown");

VOCAB(scheme, [SCHEME_AGENDA_FOR_CHANGE] = "agenda_for_change",
      [SCHEME_MEDICAL_AND_DENTAL] = "medical_and_dental",
      [SCHEME_VERY_SENIOR_MANAGER] = "very_senior_manager", [SCHEME_OTHER] = "other");

VOCAB(band, [BAND_1] = "1", [BAND_2] = "2", [BAND_3] = "3", [BAND_4] = "4", [BAND_5] = "5",
      [BAND_6] = "6", [BAND_7] = "7", [BAND_8A] = "8a", [BAND_8B] = "8b", [BAND_8C] = "8c",
      [BAND_8D] = "8d", [BAND_9] = "9");

VOCAB(salary_kind, [SALARY_RANGE] = "range", [SALARY_POINT] = "point", [SALARY_FROM] = "from",
      [SALARY_UP_TO] = "up_to", [SALARY_UNSTATED] = "unstated",
      [SALARY_UNREADABLE] = "unreadable");

VOCAB(period, [PERIOD_YEAR] = "year", [PERIOD_MONTH] = "month", [PERIOD_WEEK] = "week",
      [PERIOD_DAY] = "day", [PERIOD_HOUR] = "hour", [PERIOD_SESSION] = "session");

VOCAB(supplement, [SUPPLEMENT_INCLUDED] = "included", [SUPPLEMENT_EXTRA] = "extra",
      [SUPPLEMENT_UNSTATED] = "unstated");

VOCAB(contract, [CONTRACT_PERMANENT] = "permanent", [CONTRACT_FIXED_TERM] = "fixed_term",
      [CONTRACT_BANK] = "bank", [CONTRACT_SECONDMENT] = "secondment",
      [CONTRACT_APPRENTICESHIP] = "apprenticeship", [CONTRACT_LOCUM] = "locum",
      [CONTRACT_TRAINING] = "training", [CONTRACT_VOLUNTARY] = "voluntary",
      [CONTRACT_ZERO_HOURS] = "zero_hours");

VOCAB(work_pattern, [WORK_FULL_TIME] = "full_time", [WORK_PART_TIME] = "part_time",
      [WORK_FLEXIBLE] = "flexible", [WORK_SHIFTS] = "shifts", [WORK_NIGHTS] = "nights",
      [WORK_WEEKENDS] = "weekends", [WORK_TERM_TIME] = "term_time",
      [WORK_COMPRESSED] = "compressed", [WORK_JOB_SHARE] = "job_share",
      [WORK_ANNUALISED] = "annualised", [WORK_HOME_OR_REMOTE] = "home_or_remote",
      [WORK_ON_CALL] = "on_call");

VOCAB(nation, [NATION_ENGLAND] = "england", [NATION_WALES] = "wales",
      [NATION_SCOTLAND] = "scotland", [NATION_NORTHERN_IRELAND] = "northern_ireland");

VOCAB(need, [NEED_ESSENTIAL] = "essential", [NEED_DESIRABLE] = "desirable",
      [NEED_UNSTATED] = "unstated");

VOCAB(assessed, [ASSESSED_APPLICATION] = "application", [ASSESSED_INTERVIEW] = "interview",
      [ASSESSED_TEST] = "test", [ASSESSED_REFERENCE] = "reference",
      [ASSESSED_DOCUMENT] = "document");

VOCAB(dbs, [DBS_REQUIRED] = "required", [DBS_ENHANCED] = "enhanced",
      [DBS_STANDARD] = "standard", [DBS_NOT_REQUIRED] = "not_required");

VOCAB(sponsorship, [SPONSORSHIP_OFFERED] = "offered", [SPONSORSHIP_REFUSED] = "refused");

VOCAB(refusal, [REFUSAL_CLOSED] = "closed", [REFUSAL_GONE] = "gone", [REFUSAL_LOGIN] = "login",
      [REFUSAL_MAINTENANCE] = "maintenance", [REFUSAL_CONSENT] = "consent",
      [REFUSAL_CUT] = "cut", [REFUSAL_OTHER_PAGE] = "other_page", [REFUSAL_REFUSED] = "refused",
      [REFUSAL_EMPTY] = "empty", [REFUSAL_BINARY] = "binary");

const char *vocab_name(const struct vocab *vocab, int value) {
    return value > 0 && (size_t)value < vocab->count ? vocab->names[value] : NULL;
}

/* People type "fixed term" and "fixed-term", formats say "fixed_term". */
static char folded(char c) { return c == '-' || c == ' ' ? '_' : ascii_lower(c); }

static bool is_word(const char *name, struct span word) {
    size_t i = 0;
    while (i < word.len && name[i] && folded(name[i]) == folded(word.at[i])) {
        i++;
    }
    return i == word.len && !name[i];
}

int vocab_value(const struct vocab *vocab, struct span word) {
    for (size_t i = 1; i < vocab->count; i++) {
        if (vocab->names[i] && is_word(vocab->names[i], word)) {
            return (int)i;
        }
    }
    return 0;
}

struct strings vocab_names(const struct vocab *vocab, unsigned set, struct arena *arena) {
    struct strings names = {NULL, 0};
    for (size_t i = 1; i < vocab->count; i++) {
        if (set & 1u << i && vocab->names[i]) {
            ARENA_PUSH(arena, names.at, names.count, vocab->names[i]);
        }
    }
    return names;
}
