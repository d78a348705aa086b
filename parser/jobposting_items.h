/* parser/jobposting_items.h - a collection of JSON-LD cut into its postings, piece by piece
 * SPDX-License-Identifier: MIT
 *
 * Collections come as an array, as an object with "@graph", as an ItemList, as an object of
 * one's own with a list in it, or as one object a line. Whatever the shape, the smallest value
 * that stands in a list (or alone) and speaks of one JobPosting is an item. Values are not read
 * here, only their ends are found: an item is handed to the reader of pages as it is.
 *
 * Sources: JSON-LD 1.1 (W3C, 2020) sections 3.1 and 4.9 (@graph); schema.org/ItemList; RFC
 * 8259; ndjson.org (one value a line, no line end within).
 */
#ifndef PARSER_JOBPOSTING_ITEMS_H
#define PARSER_JOBPOSTING_ITEMS_H

#include "base/buf.h"

/** Bytes that a caller must be able to hold at once: twice the largest page. */
#define ITEMS_BYTES_MAX ((size_t)8 * 1024 * 1024)

enum { ITEMS_DEPTH_MAX = 64 }; /* as loose_json.h */

/** What was found. */
enum items_cut {
    ITEMS_CUT_POSTING = 0, /* a value that speaks of a posting */
    ITEMS_CUT_OTHER,       /* a value of a list that speaks of none */
    ITEMS_CUT_BROKEN,      /* a value that cannot be taken and was passed over: its `fault` */
    ITEMS_CUT_MORE,        /* come again with more bytes */
    ITEMS_CUT_FAULT,       /* it is cut, or no JSON: `fault` says why, at `line` */
    ITEMS_CUT_END          /* nothing was left, and all that was opened is closed */
};

/** What comes next in it. */
enum items_want { ITEMS_WANT_VALUE = 0, ITEMS_WANT_NAME, ITEMS_WANT_COMMA };

/** What is passed over without being held: it is larger than ITEMS_BYTES_MAX. */
enum items_skip { ITEMS_SKIP_NOTHING = 0, ITEMS_SKIP_TEXT, ITEMS_SKIP_LINE, ITEMS_SKIP_OPEN };

/** A collection on its way; zeroed to begin with. */
struct items {
    int64_t line;      /* line ends taken so far */
    const char *fault; /* static */
    int64_t fault_line;
    char open[ITEMS_DEPTH_MAX];     /* '[' and '{' that are gone into */
    int64_t begun[ITEMS_DEPTH_MAX]; /* and the line at which each begins */
    size_t depth;
    enum items_skip skip;
    size_t skip_depth; /* brackets that are still open of what is passed over */
    bool skip_in_text; /* that ends within a text */
    int64_t skip_line; /* at which it begins */
    bool is_type;      /* the value that is wanted says what the object is */
    enum items_want want;
    bool is_member;     /* the value that is wanted has a name */
    int64_t first_line; /* of the first value at the top, one more than `line`; 0: none yet */
    bool is_one_line;   /* that value was an object on one line */
    bool is_lines;      /* one value a line: there was another, on another line */
};

/** A value, borrowed from the bytes. */
struct item {
    struct span bytes; /* empty where it was too large to be held */
    int64_t line;      /* at which it begins, from 1 */
    const char *fault; /* ITEMS_CUT_BROKEN: why it cannot be taken, static; else NULL */
};

/**
 * Take the next item. A posting that is larger than ITEMS_BYTES_MAX, or nested deeper than
 * ITEMS_DEPTH_MAX, costs only itself where its end can be found. What comes of a collection
 * does not depend on the pieces in which it is given, as long as they reach ITEMS_BYTES_MAX
 * where the end does not come first.
 *
 * @param out set for POSTING, OTHER and BROKEN
 * @param rest bytes not taken yet; stepped past what was taken
 * @param is_end the collection ends with them
 */
enum items_cut items_take(struct item *out, struct items *items, struct span *rest,
                          bool is_end);

/** Append a value without the white space between its tokens, so that its layout does not
 * matter. */
void items_compact(struct buf *out, struct span value);

#endif
