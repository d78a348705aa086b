/* pipeline/same_post_words.h - what references, names and titles tell, and what anybody prints
 * SPDX-License-Identifier: MIT
 *
 * The words that tell nothing are the table schema/facts/same_post.csv.
 */
#ifndef PIPELINE_SAME_POST_WORDS_H
#define PIPELINE_SAME_POST_WORDS_H

#include "schema/vacancy.h"

/** Does a reference name one post, or may each employer have a hundred such? Taken out are days
 * and years, everyday words, and the short number that belongs to one ("BAND3", "BAND-8A",
 * "WARD 12"). Of what is left there must be five letters and digits, a digit among them, and
 * either a second digit or a second part. */
bool same_post_is_telling(struct span reference);

/** Do these digits read as a day ("20260131", "01022026", "310126"), a month of a year or a
 * year? */
bool same_post_is_day(struct span digits);

/** Is the number one that a board may have counted: seven digits or more that are no day and do
 * not begin with a year? */
bool same_post_is_number(struct span id);

/** Do two employers' names share no word that tells one from another? Not where a name is
 * not printed, or has no such word. */
bool same_post_employers_differ(const char *a, const char *b);

/** Do places and titles both say that these are two posts: both have places, none of one is a
 * place of the other, and the titles share no word of meaning? */
bool same_post_is_elsewhere(const struct vacancy *a, const struct vacancy *b);

#endif
