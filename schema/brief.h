/* schema/brief.h - a stored vacancy in brief: what it takes to sift thousands of them
 * SPDX-License-Identifier: MIT
 *
 * No texts, no lists but the demands, which are numbers: the store hands one out without
 * allocating anything.
 */
#ifndef SCHEMA_BRIEF_H
#define SCHEMA_BRIEF_H

#include "schema/ledger.h"
#include "schema/vacancy.h"

/** What one criterion asks for, in printed order. */
struct brief_line {
    uint32_t requirement;   /* its number, from 1 on (struct requirement_texts) */
    unsigned char need;     /* enum need */
    unsigned char assessed; /* set of enum assessed */
};

/** One of the places where the job is. */
struct brief_place {
    const char *town;
    const char *county;
    const char *postcode;
    enum nation nation;
};

/** Texts and lists are borrowed and gone after the visit; absent is NULL, 0 or MONEY_NONE. */
struct brief {
    int64_t row; /* of the vacancy, for store_vacancy_at */
    enum source source;
    const char *key;
    const char *title;
    const char *employer;
    enum state state;
    enum life life;
    struct date closes;
    enum scheme pay_scheme;
    unsigned bands;       /* set of enum band */
    struct salary salary; /* its text is left out */
    enum contract contract;
    int contract_months;
    unsigned working_patterns; /* set of enum work_pattern */
    int hours_low;             /* a week, hundredths of an hour */
    int hours_high;
    enum sponsorship sponsorship;
    const struct brief_place *places; /* in printed order */
    size_t place_count;
    bool is_read; /* by these rules; else there are no lines, whatever the advert asks for */
    const struct brief_line *lines;
    size_t line_count;
};

/** The different requirements of a database, as lines of text (schema/requirement_text.h). */
struct requirement_texts {
    struct span *at; /* by number; [0] and numbers that are not in use are empty */
    size_t count;    /* one more than the highest number */
};

#endif
