/* schema/vocab.h - the closed lists of words that records use
 * SPDX-License-Identifier: MIT
 *
 * One table per enum, so that JSON, the database, messages and option parsing all use the same
 * words. Sets are bit masks of (1u << value).
 */
#ifndef SCHEMA_VOCAB_H
#define SCHEMA_VOCAB_H

#include "base/arena.h"

/** A closed list: names[value] is the word of that value, names[0] (none) is NULL. */
struct vocab {
    const char *const *names;
    size_t count; /* values, none included */
};

/** The word of a value, or NULL for none and for what is no value. */
const char *vocab_name(const struct vocab *vocab, int value);

/** The value of a word (case and the choice of '-', '_' or ' ' do not matter), or 0. */
int vocab_value(const struct vocab *vocab, struct span word);

/** The words of a set, in the order of the list. */
struct strings vocab_names(const struct vocab *vocab, unsigned set, struct arena *arena);

enum source {
    SOURCE_NONE = 0,
    SOURCE_NHSJOBS,
    SOURCE_TRAC,
    SOURCE_JOBPOSTING,
    SOURCE_TEXT,
    SOURCE_FINDAJOB,
    SOURCE_JOBTRAIN,
    SOURCE_HSCNI,
    SOURCE_COUNT
};

enum state { STATE_NONE = 0, STATE_OPEN, STATE_CLOSED, STATE_UNKNOWN, STATE_COUNT };

enum scheme {
    SCHEME_NONE = 0,
    SCHEME_AGENDA_FOR_CHANGE,
    SCHEME_MEDICAL_AND_DENTAL,
    SCHEME_VERY_SENIOR_MANAGER,
    SCHEME_OTHER,
    SCHEME_COUNT
};

/* Agenda for Change bands, in order; a set of them in struct vacancy. */
enum band {
    BAND_NONE = 0,
    BAND_1,
    BAND_2,
    BAND_3,
    BAND_4,
    BAND_5,
    BAND_6,
    BAND_7,
    BAND_8A,
    BAND_8B,
    BAND_8C,
    BAND_8D,
    BAND_9,
    BAND_COUNT
};

enum salary_kind {
    SALARY_NONE = 0,
    SALARY_RANGE,
    SALARY_POINT,
    SALARY_FROM,
    SALARY_UP_TO,
    SALARY_UNSTATED,
    SALARY_UNREADABLE,
    SALARY_KIND_COUNT
};

enum period {
    PERIOD_NONE = 0,
    PERIOD_YEAR,
    PERIOD_MONTH,
    PERIOD_WEEK,
    PERIOD_DAY,
    PERIOD_HOUR,
    PERIOD_SESSION,
    PERIOD_COUNT
};

enum supplement {
    SUPPLEMENT_NONE = 0,
    SUPPLEMENT_INCLUDED,
    SUPPLEMENT_EXTRA,
    SUPPLEMENT_UNSTATED,
    SUPPLEMENT_COUNT
};

enum contract {
    CONTRACT_NONE = 0,
    CONTRACT_PERMANENT,
    CONTRACT_FIXED_TERM,
    CONTRACT_BANK,
    CONTRACT_SECONDMENT,
    CONTRACT_APPRENTICESHIP,
    CONTRACT_LOCUM,
    CONTRACT_TRAINING,
    CONTRACT_VOLUNTARY,
    CONTRACT_ZERO_HOURS,
    CONTRACT_COUNT
};

enum work_pattern {
    WORK_NONE = 0,
    WORK_FULL_TIME,
    WORK_PART_TIME,
    WORK_FLEXIBLE,
    WORK_SHIFTS,
    WORK_NIGHTS,
    WORK_WEEKENDS,
    WORK_TERM_TIME,
    WORK_COMPRESSED,
    WORK_JOB_SHARE,
    WORK_ANNUALISED,
    WORK_HOME_OR_REMOTE,
    WORK_ON_CALL,
    WORK_COUNT
};

enum nation {
    NATION_NONE = 0,
    NATION_ENGLAND,
    NATION_WALES,
    NATION_SCOTLAND,
    NATION_NORTHERN_IRELAND,
    NATION_COUNT
};

enum need { NEED_NONE = 0, NEED_ESSENTIAL, NEED_DESIRABLE, NEED_UNSTATED, NEED_COUNT };

/* How a criterion is assessed; a set of them in struct criterion. */
enum assessed {
    ASSESSED_NONE = 0,
    ASSESSED_APPLICATION,
    ASSESSED_INTERVIEW,
    ASSESSED_TEST,
    ASSESSED_REFERENCE,
    ASSESSED_DOCUMENT,
    ASSESSED_COUNT
};

enum dbs {
    DBS_NONE = 0,
    DBS_REQUIRED,
    DBS_ENHANCED,
    DBS_STANDARD,
    DBS_NOT_REQUIRED,
    DBS_COUNT
};

enum sponsorship {
    SPONSORSHIP_NONE = 0,
    SPONSORSHIP_OFFERED,
    SPONSORSHIP_REFUSED,
    SPONSORSHIP_COUNT
};

enum refusal_kind {
    REFUSAL_NONE = 0,
    REFUSAL_CLOSED,
    REFUSAL_GONE,
    REFUSAL_LOGIN,
    REFUSAL_MAINTENANCE,
    REFUSAL_CONSENT,
    REFUSAL_CUT,
    REFUSAL_OTHER_PAGE,
    REFUSAL_REFUSED,
    REFUSAL_EMPTY,
    REFUSAL_BINARY,
    REFUSAL_COUNT
};

extern const struct vocab vocab_source;
extern const struct vocab vocab_state;
extern const struct vocab vocab_scheme;
extern const struct vocab vocab_band;
extern const struct vocab vocab_salary_kind;
extern const struct vocab vocab_period;
extern const struct vocab vocab_supplement;
extern const struct vocab vocab_contract;
extern const struct vocab vocab_work_pattern;
extern const struct vocab vocab_nation;
extern const struct vocab vocab_need;
extern const struct vocab vocab_assessed;
extern const struct vocab vocab_dbs;
extern const struct vocab vocab_sponsorship;
extern const struct vocab vocab_refusal;

#endif
