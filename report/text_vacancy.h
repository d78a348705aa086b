/* report/text_vacancy.h - an advert whole, for people
 * SPDX-License-Identifier: MIT
 */
#ifndef REPORT_TEXT_VACANCY_H
#define REPORT_TEXT_VACANCY_H

#include "report/plain.h"
#include "schema/ledger.h"
#include "schema/vacancy.h"

/** What the store adds to the advert. Zeroed: nothing. */
struct text_vacancy_seen {
    const char *key;   /* its name in commands */
    struct date first; /* day it was first saved */
    struct date last;  /* day it was last seen */
    enum life life;    /* what became of it */
    struct date since; /* since when */
};

/** Where an advert was met. */
struct text_sighting {
    enum source source;
    const char *id;
    const char *url; /* NULL: not known */
    struct date first;
    struct date last;
};

/** One changed field, as a person reads it. */
struct text_change {
    struct date day;
    const char *field; /* dotted path; one of vacancy_fields is worded by its kind */
    const char *was;   /* as vacancy_field_text wrote it; NULL: absent */
    const char *is;
};

/** Facts, texts, person specification, oddities. */
void text_vacancy(struct plain *plain, const struct vacancy *vacancy,
                  const struct text_vacancy_seen *seen, struct date today);

/** "Met at": every place where the post was met; nothing where that is one. */
void text_vacancy_sightings(struct plain *plain, const struct text_sighting *sightings,
                            size_t count);

/** "What changed", oldest first; nothing where there was no change. */
void text_vacancy_history(struct plain *plain, const struct text_change *changes, size_t count);

#endif
