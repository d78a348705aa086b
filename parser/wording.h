/* parser/wording.h - the short wordings of an advert, each read by its own file
 * SPDX-License-Identifier: MIT
 *
 * All take valid UTF-8 text, NULL for absent (then nothing happens), write into the vacancy and
 * note there whatever was odd. What no rule explains is left absent and noted, never guessed.
 */
#ifndef PARSER_WORDING_H
#define PARSER_WORDING_H

#include "schema/vacancy.h"

/* salary.c: "£25,883 to £26,958 a year per annum (HCAS Inclusive)". Call it with NULL too: the
 * kind and the supplement are then `unstated`. */
void salary_read(struct vacancy *vacancy, struct arena *arena, const char *text);

/* band.c: the band field; then salary text and title are tried by band_settle */
void band_read(struct vacancy *vacancy, struct arena *arena, const char *text);
/** Fill bands that are not known yet from a text on the pay, noted. */
void band_read_pay(struct vacancy *vacancy, struct arena *arena, const char *text);
/** Call once all fields are read: fills bands from the salary text, else the title, noted. */
void band_settle(struct vacancy *vacancy, struct arena *arena);

/* dates.c: "The closing date is 01 June 2025", "23/02/2026 23:59", "2026-01-07T16:22:37" */
struct date dates_read(struct span text, const char **time, struct arena *arena);
void dates_read_posted(struct vacancy *vacancy, struct arena *arena, const char *text);
void dates_read_closes(struct vacancy *vacancy, struct arena *arena, const char *text);
void dates_read_interview(struct vacancy *vacancy, struct arena *arena, const char *text);

/* place.c */
/** Postcode anywhere in a text, in the form "DA1 2DL", or an outward code alone.
 * @param found the words it was read from; may be NULL @return in arena, or NULL */
const char *place_postcode(struct arena *arena, struct span text, struct span *found);
/** Fill nation and region from the postcode (facts: schema/facts/postcode_areas.csv; the
 * longest area that begins the postcode counts). place_of_lines and place_read do it
 * themselves. */
void place_derive(struct arena *arena, struct location *location);
/** Lines of an address block, the last of which may be town, county, postcode, country (left
 * out). A last line that is a street or a building is no town and stays in the address. */
struct location place_of_lines(struct arena *arena, const struct strings *lines);
/** One printed place: "Town POSTCODE", "Town, POSTCODE", a building before the town ... Several
 * places in one text ("Margate CT9 4AD, Canterbury CT2 8JY") become several locations. */
void place_read(struct vacancy *vacancy, struct arena *arena, const char *text);
/** Append a location unless the same one stands there already. */
void place_add(struct vacancy *vacancy, struct arena *arena, struct location location);

/* terms.c: contract and length, patterns and hours, scheme, checks, sponsorship */
void terms_contract(struct vacancy *vacancy, struct arena *arena, const char *text);
void terms_duration(struct vacancy *vacancy, struct arena *arena, const char *text);
void terms_pattern(struct vacancy *vacancy, struct arena *arena, const char *text);
void terms_scheme(struct vacancy *vacancy, struct arena *arena, const char *text);
void terms_dbs(struct vacancy *vacancy, struct arena *arena, const char *text);
void terms_sponsorship(struct vacancy *vacancy, struct arena *arena, const char *text);

/* contact.c: masks e-mail addresses, telephone numbers and introduced names in every text field
 * of the vacancy, and drops the contact, unless the user asked to keep them. Call last. */
void contact_mask(struct vacancy *vacancy, struct arena *arena, bool keep);

#endif
