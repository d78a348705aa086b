/* crawler/challenge.h - "prove that you are no robot"
 * SPDX-License-Identifier: MIT
 *
 * Pages that a wall puts in place of what was asked for, with whatever status. We are a robot
 * and say so: such a page is a refusal, and is never worked around. The signs are data:
 * crawler/challenges.tsv, each with its source.
 *
 * A header that is there for nothing else decides alone. What a page holds counts only where it
 * shows hardly any text: walls do, adverts and lists do not, and many an ordinary page loads
 * the same scripts (a form with reCAPTCHA, the browser checks of Cloudflare and Imperva) or
 * talks of a security check. Signs that short pages may have too (a sign-in form) count where
 * two of them, of different kinds, agree, or where the page shows next to nothing.
 */
#ifndef CRAWLER_CHALLENGE_H
#define CRAWLER_CHALLENGE_H

#include "schema/page.h"

enum {
    /* The most characters (white space, scripts and markup not counted) that a wall is expected
     * to show: some three times the longest known. Adverts and lists show many thousands. */
    CHALLENGE_TEXT_MAX = 1500,
    CHALLENGE_BARE_MAX = 100,        /* next to nothing */
    CHALLENGE_BODY_MAX = 512 * 1024, /* what is behind these bytes is not looked at */
    CHALLENGE_ROWS_MAX = 128
};

/** What tells that this answer is a challenge ("cf-mitigated: challenge"), or the empty span; a
 * part of built-in data. Most pages are left after their first paragraphs. Allocates nothing.
 */
struct span challenge_sign(const struct page *page);

#endif
