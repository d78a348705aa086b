/* pipeline/import.h - adverts of the past from files: open data, collections of JSON-LD
 * SPDX-License-Identifier: MIT
 *
 * Both go through a file piece by piece: what they hold in memory does not grow with it. A file
 * that breaks off leaves nothing behind; a table that is cut exactly between two rows cannot be
 * told from a shorter one.
 */
#ifndef PIPELINE_IMPORT_H
#define PIPELINE_IMPORT_H

#include <signal.h>

#include "parser/crew.h"
#include "pay/tables.h"
#include "pipeline/listener.h"
#include "schema/run.h"
#include "schema/store_offer.h"

/** The first few that could not be read are named. */
enum { IMPORT_UNREAD_MAX = 5 };

/** A row or an item that was not taken. */
struct import_unread {
    int64_t line; /* at which it begins, from 1 */
    int64_t item; /* its number, from 1 */
    const char *reason;
};

/** What came of an import. Texts are in the arena that was given. */
struct imported {
    const char *name; /* of the file, without folders */
    struct import_unread unread[IMPORT_UNREAD_MAX];
    size_t unread_named;
    int64_t unread_count; /* rows or items that cannot be read, or were refused */
};

/* ---- open data ---- */

struct import_nhsbsa {
    struct imported file;
    const char *attribution;
    bool is_replaced;       /* there was a data set of that name */
    int64_t rows;           /* of the table, its header left out: kept + repeated + unread */
    int64_t kept;           /* offers */
    int64_t repeated;       /* rows whose id, or else all of which, was there already */
    int64_t without_pay;    /* of those kept: no figure */
    int64_t by_closing_day; /* of those kept: no posting day, the closing day stands for it */
    int64_t by_given_day;   /* of those kept: no day, the one that was given */
    int64_t windows_1252;   /* rows that are no UTF-8 */
    struct date first;      /* posting days of those kept; none: none kept */
    struct date last;
    struct strings unknown; /* columns that are not known and were passed over */
};

struct import_nhsbsa_options {
    struct date day; /* of adverts that print none; none: such rows cannot be read */
    struct date today;
    const char *stamp;                 /* offers_stamp_without_rules */
    const volatile sig_atomic_t *stop; /* not 0: end, and keep nothing; may be NULL */
};

/**
 * Read a vacancy file of NHSBSA's (parser/nhsbsa.h) into a data set that is called as the file
 * is; one of that name is replaced. All in one transaction.
 *
 * Each row becomes an offer, its pay taken apart as of the day it was posted (pay/check.h).
 * Rows that cannot be read are counted, told to the listener and named, the first few; a table
 * of which no row can be read is refused. Columns that are not known are told once, and so is
 * another data set of the kind that has many of these adverts.
 *
 * @param out its texts in `arena`
 * @return ERR_ABSENT, ERR_INPUT (no table; a needed column is missing; the last row has no line
 * end and lacks cells, or would replace a data set; a row longer than CSV_ROW_BYTES_MAX; a
 * quote is never closed: with file and line), ERR_INTERRUPTED, ERR_SYSTEM, ERR_MEMORY, and what
 * the store returns: then nothing has changed
 */
enum err import_nhsbsa(struct import_nhsbsa *out, struct arena *arena, struct store *store,
                       const struct tables *tables, const char *path,
                       const struct import_nhsbsa_options *options,
                       const struct listener *listener, struct diag *diag);

/* ---- JSON-LD ---- */

struct import_jobposting {
    struct imported file;
    int64_t items;    /* values of the collection, those that are no posting too */
    int64_t postings; /* of these, values that speak of a posting */
    int64_t others;   /* that do not; the first is `other_item` */
    int64_t other_item;
    struct run_counts counts; /* what became of the postings' adverts */
};

struct import_jobposting_options {
    struct reader_options reader;
    const volatile sig_atomic_t *stop; /* not 0: end after the item in hand; may be NULL */
};

/**
 * Read a collection of JSON-LD (parser/jobposting_items.h) into the store: each posting becomes
 * a vacancy as a saved page does (pipeline/add.h), kept with its own piece of the collection as
 * its page, in one transaction each; the same one twice is the same vacancy. What a posting
 * points at by "@id" elsewhere in the collection goes into its piece, within bounds.
 *
 * The file is looked through first: one that breaks off or is no JSON changes nothing.
 * @param out filled with what was done, on failure too
 * @return ERR_ABSENT, ERR_INPUT (with file and line; also where there is no posting at all),
 * ERR_INTERRUPTED (what was done is saved and counted), ERR_SYSTEM, ERR_MEMORY, and what the
 * store returns
 */
enum err import_jobposting(struct import_jobposting *out, struct arena *arena,
                           struct store *store, struct crew *crew, const struct clock *clock,
                           const char *path, const struct import_jobposting_options *options,
                           const struct listener *listener, struct diag *diag);

#endif
