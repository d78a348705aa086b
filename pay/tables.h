/* pay/tables.h - pay tables by nation and date, and what belongs to them
 * SPDX-License-Identifier: MIT
 *
 * Read once from schema/facts (afc_pay, pay_windows, pay_hours, hcas, hcas_places,
 * hcas_postcodes, places, places_counties, living_wage, apprentice_pay, pay_words); a new year
 * is new rows there. Not changed any more: threads may share them.
 */
#ifndef PAY_TABLES_H
#define PAY_TABLES_H

#include "schema/pay.h"

/** Percentages of a band's top that trainees are paid (annex 21). */
struct tables_share {
    int percent;
    const char *stage; /* "the last twelve months of training" */
    enum confidence confidence;
};

/** The statutory minimum from a day on, pence an hour. */
struct tables_wage {
    struct date from;
    int64_t adult;
    int64_t apprentice; /* MONEY_NONE where not known */
    enum confidence confidence;
};

/** What words of a salary text say about what it is made of. A set. */
enum tables_cue {
    TABLES_CUE_APPRENTICE = 0,
    TABLES_CUE_INNER,
    TABLES_CUE_OUTER,
    TABLES_CUE_FRINGE,
    TABLES_CUE_PART_TIME,
    TABLES_CUE_FULL_TIME, /* a full-time amount is spoken of */
    TABLES_CUE_AGENDA_FOR_CHANGE,
    TABLES_CUE_OTHER_SCHEME,
    TABLES_CUE_COUNT
};

struct tables;

/** Read the tables. @param out the caller closes them
 * @return ERR_INPUT for a row that is wrong (with file and line); ERR_MEMORY */
enum err tables_open(struct tables **out, struct diag *diag);
void tables_close(struct tables *tables); /* accepts NULL */

/** The version of the tables: 12 hexadecimal digits of the digest of all their files. */
const char *tables_version(const struct tables *tables);

/** All rows of all tables in the order of the file. */
const struct pay_point *tables_points(const struct tables *tables, size_t *count);

/** All scales: by nation, day and status; of one day the final one comes last. An interim scale
 * holds only the bands that it raised; points that it did not raise are those before it. */
const struct pay_scale *tables_scales(const struct tables *tables, size_t *count);

/** The rates of the supplement, by day. */
const struct pay_rate *tables_rates(const struct tables *tables, size_t *count);

const struct tables_share *tables_shares(const struct tables *tables, size_t *count);

/** What else they hold, in the order of the files: windows, hours, wages, shares, zones. */
const struct pay_fact *tables_facts(const struct tables *tables, size_t *count);

/** The supplement's rate that goes with a scale: of the last award at or before it; for an
 * interim scale of the one before (an award raises both). NULL where none is known, for
 * PAY_ZONE_NONE and PAY_ZONE_OUTSIDE. */
const struct pay_rate *tables_rate(const struct pay_scale *scale, enum pay_zone zone);

/** The supplement on basic pay, pence a year, unrounded: a percentage with a floor and a
 * ceiling. */
int64_t tables_supplement(const struct pay_rate *rate, int64_t base);

/** How sure full-time hours are; none where they are not known. */
enum confidence tables_hours_confidence(const struct tables *tables, enum nation nation,
                                        struct date date);

/** Full-time hours a week, hundredths; 0 where not known. */
int tables_hours(const struct tables *tables, enum nation nation, struct date date);

/** The living wage of a day; NULL before the first that is known. */
const struct tables_wage *tables_wage(const struct tables *tables, struct date date);

/** Pence an hour to the nearest penny: a year has 365/7 weeks. @param hours hundredths a week,
 * above 0 */
int64_t tables_hourly(int64_t annual, int hours);

/** The supplement's zone of a place. A postcode decides: all areas are known, and one that lies
 * in no zone ends the matter. Only where its district crosses a border, or where there is none,
 * the place's name counts: what all its parts between commas, brackets or dashes allow. Nothing
 * is known of a town of annex 8 beside a county without zones, or, where its name is borne
 * elsewhere too, beside a town far from London ("Merton Devon", "Hatfield, Doncaster").
 * @param place may be NULL @param postcode may be NULL @return PAY_ZONE_NONE: not known */
enum pay_zone tables_zone(const struct tables *tables, const char *place, const char *postcode);

/** The zones in one of which a place lies, a set: London is in the inner or the outer one. One
 * where tables_zone knows it; 0 where nothing is known, or where it may lie in none. */
unsigned tables_zones(const struct tables *tables, const char *place, const char *postcode);

/** How sure that is; none where it is not known. */
enum confidence tables_zone_confidence(const struct tables *tables, const char *place,
                                       const char *postcode);

/** What the words of a text say: set of (1u << enum tables_cue). NULL says nothing. */
unsigned tables_cues(const struct tables *tables, const char *text);

/** A sentence for each row that cannot be right: points that fall, years that fall, an hourly
 * figure that its yearly one does not give, an award that gives another point (more than 2
 * pounds off), two rows for one point, a scale without a window, a rate without order. None:
 * the tables are sound. In the arena. */
struct strings tables_unsound(const struct tables *tables, struct arena *arena);

#endif
