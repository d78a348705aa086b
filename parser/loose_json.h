/* parser/loose_json.h - JSON as pages have it, mended into JSON as it is defined
 * SPDX-License-Identifier: MIT
 *
 * Templates write JSON-LD by hand: comments and wrappers around it, commas behind the last
 * member, raw line breaks, backslashes and quotes in texts. What has one evident reading is
 * mended; the rest is refused with its line, never guessed. One pass, linear time.
 *
 * Sources: RFC 8259 (strict), ECMA-262 (comments, escapes, names without quotes), the wrappers
 * of XHTML pages; readers of job boards that strip each of these.
 */
#ifndef PARSER_LOOSE_JSON_H
#define PARSER_LOOSE_JSON_H

#include "base/buf.h"

struct json;

/** Deeper than any JSON-LD (they have 8), and shallow enough for readers that call
 * themselves. */
enum { LOOSE_DEPTH_MAX = 64 };

/** What was mended. */
enum loose_mend {
    LOOSE_WRAPPER =
        0, /* HTML comment or CDATA marks, a semicolon or a bracket behind the end */
    LOOSE_COMMENT,
    LOOSE_COMMA,   /* one too many, or one missing between lines */
    LOOSE_CONTROL, /* a raw line break or tab in a text */
    LOOSE_ESCAPE,  /* a backslash before what needs none */
    LOOSE_QUOTE,   /* a quotation mark inside a text */
    LOOSE_WORD,    /* a name without quotes, True, undefined */
    LOOSE_NUMBER,  /* a number that JSON does not have or no double holds: now a text */
    LOOSE_SEVERAL, /* several values behind one another: now an array */
    LOOSE_MEND_COUNT
};

/** How it went. */
struct loose_report {
    unsigned mended;   /* set of 1u << enum loose_mend */
    const char *fault; /* why it was refused; NULL where it was not. Static */
    size_t line;       /* of the text, from 1: where it was refused */
};

/** "a comma too many or too few". */
const char *loose_mend_name(enum loose_mend mend);

/**
 * Write a loose text as strict JSON.
 *
 * Strict JSON comes out with the same meaning, and nothing mended but numbers that no double
 * holds.
 *
 * @param out where it is appended; on failure unspecified. At most three bytes for one of
 * `text`
 * @param text valid UTF-8
 * @return false where it was refused, or where `out` failed (then it says so itself)
 */
bool loose_json_mend(struct buf *out, struct loose_report *report, struct span text);

/**
 * Mend and parse.
 *
 * @param out belongs to the caller
 * @return ERR_INPUT where it was refused (`report` says why), ERR_LIMIT, ERR_MEMORY
 */
enum err loose_json_parse(struct json **out, struct loose_report *report, struct span text);

#endif
