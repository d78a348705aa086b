/* parser/fields.h - the tables of parser/fields, as the build makes them
 * SPDX-License-Identifier: MIT
 *
 * `fields_terms` is parser/fields/terms.tsv, and so on: tools/tables.c writes them. What a
 * table holds, and where it comes from, is said at the top of its file.
 */
#ifndef PARSER_FIELDS_H
#define PARSER_FIELDS_H

#include "parser/words.h"

extern const struct words_table fields_assessed;
extern const struct words_table fields_band_words;
extern const struct words_table fields_boards;
extern const struct words_table fields_contact_words;
extern const struct words_table fields_counties;
extern const struct words_table fields_date_words;
extern const struct words_table fields_early;
extern const struct words_table fields_hours_words;
extern const struct words_table fields_html_elements;
extern const struct words_table fields_jobposting_words;
extern const struct words_table fields_nhsjobs_advert;
extern const struct words_table fields_nhsjobs_furniture;
extern const struct words_table fields_not_advert;
extern const struct words_table fields_notice_words;
extern const struct words_table fields_place_words;
extern const struct words_table fields_plain_text_labels;
extern const struct words_table fields_role_headings;
extern const struct words_table fields_said_words;
extern const struct words_table fields_salary_phrases;
extern const struct words_table fields_salary_words;
extern const struct words_table fields_spec_words;
extern const struct words_table fields_stance;
extern const struct words_table fields_terms;
extern const struct words_table fields_title_words;

/** schema/facts/postcode_areas.csv: `words` the area, `value` its nation, `more` its region. */
extern const struct words_table fields_postcode_areas;

#endif
