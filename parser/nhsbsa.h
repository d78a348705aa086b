/* parser/nhsbsa.h - rows of the vacancy files that NHSBSA publishes as open data
 * SPDX-License-Identifier: MIT
 *
 * A line a vacancy; which columns there are and what they are called differs from file to file:
 * schema/facts/nhsbsa_columns.csv. What stands in the cells is read by the readers of adverts
 * (parser/wording.h): a figure by salary_read, a band by band_read.
 */
#ifndef PARSER_NHSBSA_H
#define PARSER_NHSBSA_H

#include "schema/vacancy.h"

/** Bytes of an id, a title, an employer, a town or a region. The longest that were seen have
 * some 200; what is far longer is no name but a row gone wrong, and would be carried into every
 * report. */
enum { NHSBSA_NAME_MAX = 1000 };

/** What a column is to us. */
enum nhsbsa_field {
    NHSBSA_ID = 0,
    NHSBSA_REFERENCE,
    NHSBSA_TITLE,
    NHSBSA_EMPLOYER,
    NHSBSA_SCHEME,
    NHSBSA_BAND,
    NHSBSA_SALARY_MIN,
    NHSBSA_SALARY_MAX,
    NHSBSA_SALARY_FIXED,
    NHSBSA_SALARY, /* as printed */
    NHSBSA_SALARY_UNIT,
    NHSBSA_CONTRACT,
    NHSBSA_PATTERN,
    NHSBSA_HOURS,
    NHSBSA_POSTCODE, /* the advert's */
    NHSBSA_EMPLOYER_POSTCODE,
    NHSBSA_TOWN,
    NHSBSA_REGION,
    NHSBSA_POSTED,
    NHSBSA_CLOSES,
    NHSBSA_UNUSED,  /* known, not read */
    NHSBSA_NOTHING, /* no column: cells that say nothing */
    NHSBSA_FIELD_COUNT
};

/** A row of schema/facts/nhsbsa_columns.csv. */
struct nhsbsa_name {
    enum nhsbsa_field field;
    const char *names; /* parted by '|' */
    const char *need;  /* "yes", the name of a group, or "" */
};

struct nhsbsa_region {
    const char *name; /* in plain form */
    enum nation nation;
};

/** The facts. */
struct nhsbsa {
    struct nhsbsa_name *names;
    size_t name_count;
    struct nhsbsa_region *regions;
    size_t region_count;
    struct strings nothing; /* in plain form */
    const char *licence;    /* the sentence that the licence asks for, with "{year}" in it */
};

/** Read the facts. @param out everything in `arena`
 * @return ERR_INPUT for a row that is wrong, ERR_MEMORY */
enum err nhsbsa_open(struct nhsbsa *out, struct arena *arena, struct diag *diag);

/** The sentence that stands under whatever is made of such a file, with the year in its place.
 * @return in `arena`; NULL on failure */
const char *nhsbsa_attribution(const struct nhsbsa *facts, struct arena *arena, int year);

/** A file's columns. */
struct nhsbsa_columns {
    const struct nhsbsa *facts;
    int at[NHSBSA_FIELD_COUNT]; /* -1: there is none */
    size_t count;
    struct strings unknown; /* headings that are no column we know, or a second of one kind */
};

/** How many of these cells are headings that we know? Tells the separator, and a header from a
 * row. */
size_t nhsbsa_known(const struct nhsbsa *facts, struct arena *arena,
                    const struct strings *cells);

/**
 * Find the columns by the file's header.
 *
 * @param out borrows `facts`
 * @param has_day adverts without a day have one from elsewhere: no column of a day is needed
 * @return ERR_INPUT where a needed column is missing: names it, the spellings that are known,
 * and what the file has; ERR_MEMORY
 */
enum err nhsbsa_find_columns(struct nhsbsa_columns *out, struct arena *arena,
                             const struct nhsbsa *facts, const struct strings *header,
                             bool has_day, struct diag *diag);

/** A row as a vacancy. */
struct nhsbsa_row {
    const char *key;        /* its id, else made of all its cells; NULL with a fault */
    struct vacancy vacancy; /* without a source */
    bool is_windows_1252;   /* its bytes are no UTF-8 */
    const char *fault;      /* why it cannot be read; NULL: it was */
};

/**
 * Read a row.
 *
 * Bytes that are no UTF-8 are read as windows-1252. A row without a title, with a day that
 * cannot be read, or of another width than the header (empty cells behind the last column
 * aside) has a fault, and so has one whose id, title, employer, town or region is longer than
 * NHSBSA_NAME_MAX. One that prints no day has no fault: `posted` and `closes` are none.
 *
 * @param out in `arena`
 * @param cells as csv_row_take gave them
 * @return ERR_MEMORY, ERR_LIMIT
 */
enum err nhsbsa_read(struct nhsbsa_row *out, struct arena *arena,
                     const struct nhsbsa_columns *columns, const struct strings *cells,
                     struct diag *diag);

#endif
