/* pay/tables_private.h - what the files of pay/tables share
 * SPDX-License-Identifier: MIT
 */
#ifndef PAY_TABLES_PRIVATE_H
#define PAY_TABLES_PRIVATE_H

#include "base/csv.h"
#include "base/digest.h"
#include "pay/tables.h"

struct tables_hours_row {
    enum nation nation;
    struct date from;
    int hours; /* hundredths */
    enum confidence confidence;
};

struct tables_window_row {
    enum nation nation;
    struct date from;
    enum pay_status status;
    unsigned bands; /* set; 0: all */
    struct pay_window window;
};

/* What a table's points are of those before. */
struct tables_award {
    enum nation nation;
    struct date from;
    enum pay_status status;
    unsigned bands;  /* set; 0: all */
    int64_t percent; /* hundredths of a per cent */
    int64_t flat;    /* pence a year */
};

/* A place's name, or the beginning of a postcode, lower case, and its zone. */
struct tables_place {
    const char *key;
    unsigned zones; /* set; several: it is not known in which of them; 0: nothing is known */
    enum confidence confidence;
    bool is_county;
    bool is_near;     /* a town of that name lies round London */
    bool is_far;      /* one lies elsewhere */
    bool is_inferred; /* its zone follows of that alone */
};

struct tables_word {
    const char *words; /* lower case, single spaces, one at each end */
    enum tables_cue cue;
};

struct tables {
    struct arena arena;
    char version[DIGEST_TEXT_SIZE];
    struct pay_point *points;
    size_t point_count;
    struct pay_scale *scales;
    size_t scale_count;
    struct pay_rate *rates;
    size_t rate_count;
    struct tables_share *shares;
    size_t share_count;
    struct tables_wage *wages;
    size_t wage_count;
    struct tables_hours_row *hours;
    size_t hours_count;
    struct tables_window_row *windows;
    size_t window_count;
    struct tables_award *awards;
    size_t award_count;
    struct tables_place *places; /* by key */
    size_t place_count;
    struct tables_word *words;
    size_t word_count;
    struct pay_fact *facts;
    size_t fact_count;
};

/** A row being read; the first cell that is wrong is said in `diag`, later ones are passed by.
 */
struct tables_row {
    struct arena *arena; /* of the tables */
    const struct csv *csv;
    const struct strings *cells;
    struct diag *diag;
    enum err err;
};

/** Remember the row as a fact, with its source and confidence. */
void tables_row_tell(struct tables_row *row, struct tables *tables, struct pay_fact fact);

/** Say that the column holds what it must not. */
void tables_row_fail(struct tables_row *row, const char *column, const char *expected);

/* The cell of a column. */
const char *tables_row_text(struct tables_row *row, const char *column);
struct date tables_row_date(struct tables_row *row, const char *column);
/* "2018-04-01", or nothing: none. */
struct date tables_row_date_or_none(struct tables_row *row, const char *column);
/* A word of a closed list. */
int tables_row_word(struct tables_row *row, const char *column, const struct vocab *vocab);
/* "ENG". */
enum nation tables_row_nation(struct tables_row *row, const char *column);
/* "24625", "12.59": hundredths. */
int64_t tables_row_hundredths(struct tables_row *row, const char *column);
int tables_row_number(struct tables_row *row, const char *column);
/* "1|2|8a"; 0 for nothing. */
unsigned tables_row_bands(struct tables_row *row, const char *column);

/** Read a table of facts. @param take called for each row */
enum err tables_read(struct tables *tables, const char *file,
                     void (*take)(struct tables *tables, struct tables_row *row),
                     struct diag *diag);

/** tables_scale.c: put the points together to scales, with their windows. */
enum err tables_build(struct tables *tables, struct diag *diag);

/** tables_place.c: rows of hcas_places.csv, places_counties.csv, places.csv, hcas_postcodes.csv
 * and pay_words.csv. */
void tables_take_place(struct tables *tables, struct tables_row *row);
void tables_take_county(struct tables *tables, struct tables_row *row);
void tables_take_town(struct tables *tables, struct tables_row *row);
void tables_take_postcodes(struct tables *tables, struct tables_row *row);
void tables_take_word(struct tables *tables, struct tables_row *row);

/** Put the places in order, once all are read. */
void tables_sort_places(struct tables *tables);

#endif
