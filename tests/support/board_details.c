/* tests/support/board_details.c - the Details panel of an advert: dates, pay, contract, places
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_details.h"

#include "tests/support/board_date.h"
#include "tests/support/board_shape.h"

#include <stdio.h>
#include <string.h>

void board_details_write_field(struct board_text *text, const char *id, const char *words) {
    board_text_add_format(text, "<p id=\"%s\" class=\"nhsuk-body-s\">", id);
    board_text_add_escaped(text, words);
    board_text_add(text, "</p>\n");
}

static void write_heading(struct board_text *text, const char *id, const char *words) {
    board_text_add(text, "<h3 class=\"nhsuk-heading-s\"");
    if (id != NULL)
        board_text_add_format(text, " id=\"%s\"", id);
    board_text_add_format(text, ">%s</h3>\n", words);
}

/* A field that can be left out (`missing`) or blank (`empty`) under the name `block`. */
static void write_block(struct board_text *text, const struct board_vacancy *vacancy,
                        const char *block, const char *heading, const char *id,
                        const char *words) {
    if (board_shape_misses(vacancy, block))
        return;
    write_heading(text, NULL, heading);
    board_details_write_field(text, id, board_shape_blanks(vacancy, block) ? "" : words);
}

static void write_posted(struct board_text *text, const struct board_data *data,
                         const struct board_vacancy *vacancy) {
    char date[BOARD_DATE_SIZE];
    if (board_shape_misses(vacancy, "posted"))
        return;
    board_date_write_long(date, data->today + vacancy->posted, true);
    write_heading(text, "date_posted_heading", "Date posted");
    board_details_write_field(text, "date_posted",
                              board_shape_blanks(vacancy, "posted") ? "" : date);
}

/* Outside Agenda for Change the band is absent on some pages and blank on others. */
static void write_band(struct board_text *text, const struct board_vacancy *vacancy) {
    const char *band = board_data_text(vacancy->now, "band");
    const char *grade = board_data_text(vacancy->now, "grade");
    if (grade[0] != '\0') {
        write_heading(text, NULL, "Grade");
        board_text_add(text, "<p class=\"nhsuk-body-s\">");
        board_text_add_escaped(text, grade);
        board_text_add(text, "</p>\n");
    }
    if (band[0] != '\0' || vacancy->hash % 2 == 0)
        write_block(text, vacancy, "band", "Band", "payscheme-band", band);
}

static void write_salary(struct board_text *text, const struct board_vacancy *vacancy) {
    const json_t *salary = json_object_get(vacancy->now, "salary");
    const char *id = board_data_text(salary, "id");
    const char *note = board_data_text(salary, "note");
    if (!json_is_object(salary) || board_shape_misses(vacancy, "salary"))
        return;
    write_heading(text, NULL, "Salary");
    board_text_add(text, "<p ");
    if (id[0] != '\0')
        board_text_add_format(text, "id=\"%s\" ", id);
    board_text_add(text, "class=\"nhsuk-body-s\">");
    if (!board_shape_blanks(vacancy, "salary")) {
        board_text_add_escaped(text, board_data_text(salary, "text"));
        if (note[0] != '\0')
            board_text_add(text, "\n                ");
        board_text_add_escaped(text, note);
    }
    board_text_add(text, "</p>\n");
}

static void write_contract(struct board_text *text, const struct board_vacancy *vacancy) {
    const char *duration = board_data_text(vacancy->now, "duration");
    if (!board_shape_misses(vacancy, "contract")) {
        write_heading(text, "contract_type_heading", "Contract");
        board_details_write_field(text, "contract_type",
                                  board_data_text(vacancy->now, "contract"));
    }
    if (duration[0] != '\0')
        write_block(text, vacancy, "duration", "Duration", "contract_duration", duration);
}

static void write_pattern(struct board_text *text, const struct board_vacancy *vacancy) {
    if (board_shape_misses(vacancy, "pattern"))
        return;
    write_heading(text, "working_pattern_heading", "Working pattern");
    board_text_add(text, "<p class=\"nhsuk-body-s\">");
    if (!board_shape_blanks(vacancy, "pattern"))
        board_text_add_escaped(text, board_data_text(vacancy->now, "patterns"));
    board_text_add(text, "</p>\n");
}

static void write_reference(struct board_text *text, const struct board_data *data,
                            const struct board_vacancy *vacancy) {
    const json_t *employer = board_data_employer(data, vacancy);
    bool trac = json_is_true(json_object_get(employer, "trac"));
    if (board_shape_misses(vacancy, "reference"))
        return;
    write_heading(text, "reference_number_heading", "Reference number");
    board_details_write_field(text, trac ? "trac-job-reference" : "job_reference_number",
                              board_data_text(vacancy->now, "reference"));
}

/* ---- places ---- */

static void write_line(struct board_text *text, const struct board_vacancy *vacancy,
                       const char *name, const char *suffix, const char *words) {
    char id[64];
    if (board_shape_misses(vacancy, name))
        return;
    (void)snprintf(id, sizeof id, "employer_%s%s", name, suffix);
    board_details_write_field(text, id, board_shape_blanks(vacancy, name) ? "" : words);
}

static void write_location(struct board_text *text, const struct board_vacancy *vacancy,
                           const json_t *location, size_t index) {
    char suffix[24] = "";
    char name[48];
    const json_t *lines = json_object_get(location, "lines");
    if (index > 0 && !board_shape_is(vacancy, "location_ids", "repeat"))
        (void)snprintf(suffix, sizeof suffix, "_%zu", index);
    if (index > 0)
        board_text_add(text, "<hr class=\"nhsuk-section-break\">\n");
    for (size_t i = 0; i < json_array_size(lines); i++) {
        const json_t *line = json_array_get(lines, i);
        (void)snprintf(name, sizeof name, "address_line_%zu", i + 1);
        write_line(text, vacancy, name, suffix, json_string_value(line));
    }
    write_line(text, vacancy, "town", suffix, board_data_text(location, "town"));
    write_line(text, vacancy, "county", suffix, board_data_text(location, "county"));
    write_line(text, vacancy, "postcode", suffix, board_data_text(location, "postcode"));
    if (vacancy->hash % 3 == 0)
        write_line(text, vacancy, "country", suffix, "United Kingdom");
}

static void write_locations(struct board_text *text, const struct board_vacancy *vacancy) {
    if (board_shape_misses(vacancy, "locations"))
        return;
    write_heading(text, "employer_location_heading", "Job locations");
    const json_t *locations = json_object_get(vacancy->now, "locations");
    for (size_t i = 0; i < json_array_size(locations); i++) {
        const json_t *location = json_array_get(locations, i);
        write_location(text, vacancy, location, i);
    }
}

void board_details_write_closing(struct board_text *text, const struct board_data *data,
                                 const struct board_vacancy *vacancy) {
    char date[BOARD_DATE_SIZE];
    const char *time = board_data_text(vacancy->now, "closes_at");
    if (board_shape_misses(vacancy, "closes"))
        return;
    board_date_write_long(date, data->today + vacancy->closes, true);
    board_text_add(text, "<p id=\"closing_date\" class=\"nhsuk-body\">");
    if (!board_shape_blanks(vacancy, "closes"))
        board_text_add_format(text, "The closing date is %s", date);
    if (time[0] != '\0')
        board_text_add_format(text, " at %s", time);
    board_text_add(text, "</p>\n");
}

void board_details_write(struct board_text *text, const struct board_data *data,
                         const struct board_vacancy *vacancy) {
    board_text_add(text, "<h2 class=\"nhsuk-heading-l\">Details</h2>\n");
    write_posted(text, data, vacancy);
    write_block(text, vacancy, "scheme", "Pay scheme", "payscheme-type",
                board_data_text(vacancy->now, "scheme"));
    write_band(text, vacancy);
    write_salary(text, vacancy);
    write_contract(text, vacancy);
    write_pattern(text, vacancy);
    write_reference(text, data, vacancy);
    write_locations(text, vacancy);
}
