/* tests/support/board_employer.c - an advert's checks, employer, contact and documents
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_employer.h"

#include "tests/support/board_details.h"
#include "tests/support/board_shape.h"

#include <stdio.h>

/* ---- checks ---- */

static void write_dbs(struct board_text *text, const struct board_vacancy *vacancy) {
    if (!json_is_true(json_object_get(vacancy->now, "dbs")) ||
        board_shape_misses(vacancy, "dbs"))
        return;
    board_text_add(text,
                   "<div id=\"dbs-container\">\n"
                   "<h3 class=\"nhsuk-heading-s\">Disclosure and Barring Service Check</h3>\n"
                   "<p>This post is subject to the Rehabilitation of Offenders Act (Exceptions "
                   "Order) 1975, so a check of any previous convictions will have to be asked "
                   "for.</p>\n</div>\n");
}

static void write_sponsorship(struct board_text *text, const struct board_vacancy *vacancy) {
    const json_t *offered = json_object_get(vacancy->now, "sponsorship");
    if (!json_is_boolean(offered) || board_shape_misses(vacancy, "sponsorship"))
        return;
    board_text_add(text,
                   "<h3 class=\"nhsuk-heading-s\" id=\"tier-two-sponsorship\">Certificate "
                   "of Sponsorship</h3>\n<p>");
    board_text_add(
        text, json_is_true(offered)
                  ? "Applications from job seekers who need current Skilled worker "
                    "sponsorship to work in the UK are welcome and will be weighed with all "
                    "others."
                  : "This post is not offered with sponsorship. You need to have the right "
                    "to work in the UK already.");
    board_text_add(text, "</p>\n");
}

void board_employer_write_checks(struct board_text *text, const struct board_vacancy *vacancy) {
    const char *registration = board_data_text(vacancy->now, "registration");
    write_dbs(text, vacancy);
    write_sponsorship(text, vacancy);
    if (registration[0] == '\0' || board_shape_misses(vacancy, "registration"))
        return;
    board_text_add(text, "<h3 class=\"nhsuk-heading-s\" id=\"uk-registration\">UK Registration"
                         "</h3>\n<p>");
    board_text_add_escaped(text, registration);
    board_text_add(text, "</p>\n");
}

/* ---- employer ---- */

static void write_head_office(struct board_text *text, const json_t *office) {
    static const char letters[] = "abc";
    char id[64];
    const json_t *lines = json_object_get(office, "lines");
    for (size_t i = 0; i < json_array_size(lines); i++) {
        const json_t *line = json_array_get(lines, i);
        (void)snprintf(id, sizeof id, "employer_address_line_%zu_%c", i + 1,
                       letters[i < 2 ? i : 2]);
        board_details_write_field(text, id, json_string_value(line));
    }
    board_details_write_field(text, "employer_town_c", board_data_text(office, "town"));
    board_details_write_field(text, "employer_county_d", board_data_text(office, "county"));
    board_details_write_field(text, "employer_postcode_e", board_data_text(office, "postcode"));
    board_details_write_field(text, "employer_country_f", "United Kingdom");
}

static void write_employer(struct board_text *text, const json_t *employer) {
    board_text_add(text, "<h2 class=\"nhsuk-heading-l\">Employer details</h2>\n"
                         "<h3 class=\"nhsuk-heading-s\">Employer name</h3>\n");
    board_details_write_field(text, "employer_name_details", board_data_text(employer, "name"));
    board_text_add(text, "<h3 class=\"nhsuk-heading-s\">Address</h3>\n");
    write_head_office(text, json_object_get(employer, "head_office"));
}

static void write_website(struct board_text *text, const json_t *employer) {
    const char *url = board_data_text(employer, "website");
    if (url[0] == '\0')
        return;
    board_text_add(text, "<h3 class=\"nhsuk-heading-s\" id=\"employer_website_heading\">"
                         "Employer's website</h3>\n<p id=\"employer_website_url\">"
                         "<a id=\"employer_website_url_link\" href=\"");
    board_text_add_escaped(text, url);
    board_text_add(text, "\" target=\"_blank\">");
    board_text_add_escaped(text, url);
    board_text_add(text, " (Opens in a new tab)</a></p>\n");
}

static void write_email(struct board_text *text, const char *email) {
    board_text_add(text, "<h4>Email address</h4>\n<p id=\"contact_details_email\"><a "
                         "href=\"mailto:");
    board_text_add_escaped(text, email);
    board_text_add(text, "\">");
    board_text_add_escaped(text, email);
    board_text_add(text, "</a></p>\n");
}

static void write_contact(struct board_text *text, const struct board_vacancy *vacancy) {
    const json_t *contact = json_object_get(vacancy->now, "contact");
    if (!json_is_object(contact) || board_shape_misses(vacancy, "contact"))
        return;
    if (board_shape_blanks(vacancy, "contact"))
        contact = NULL; /* every text of it reads as "" */
    board_text_add(text, "<h2 class=\"nhsuk-heading-l\">For questions about the job, contact:"
                         "</h2>\n<p id=\"contact_details_job_title\">");
    board_text_add_escaped(text, board_data_text(contact, "job_title"));
    board_text_add(text, "</p>\n<p id=\"contact_details_name\">");
    board_text_add_escaped(text, board_data_text(contact, "name"));
    board_text_add(text, "</p>\n");
    write_email(text, board_data_text(contact, "email"));
    board_text_add(text, "<h4>Phone number</h4>\n<p id=\"contact_details_number\">");
    board_text_add_escaped(text, board_data_text(contact, "phone"));
    board_text_add(text, "</p>\n");
}

/* ---- documents ---- */

static void write_document(struct board_text *text, const struct board_vacancy *vacancy,
                           const char *name, size_t index, unsigned token) {
    board_text_add_format(text,
                          "<form method=\"post\" action=\"/candidate/jobadvert/%s/document\""
                          ">\n<input type=\"hidden\" name=\"_csrf\" value=\"%08x\">\n"
                          "<input type=\"hidden\" name=\"document\" value=\"%zu\">\n"
                          "<input type=\"submit\" class=\"button-link\" value=\"",
                          vacancy->ref, token, index + 1);
    board_text_add_escaped(text, name);
    board_text_add(text, "\">\n</form>\n");
}

static void write_documents(struct board_text *text, const struct board_vacancy *vacancy,
                            unsigned token) {
    const json_t *documents = json_object_get(vacancy->now, "documents");
    if (json_array_size(documents) == 0 || board_shape_misses(vacancy, "documents"))
        return;
    board_text_add(text, "<h3 class=\"nhsuk-heading-s\" id=\"supporting_documents_heading\">"
                         "Supporting documents</h3>\n");
    for (size_t i = 0; i < json_array_size(documents); i++) {
        json_t *name = json_array_get(documents, i);
        write_document(text, vacancy, json_string_value(name), i, token);
    }
}

void board_employer_write_details(struct board_text *text, const struct board_data *data,
                                  const struct board_vacancy *vacancy, unsigned token) {
    const json_t *employer = board_data_employer(data, vacancy);
    if (!board_shape_misses(vacancy, "employer"))
        write_employer(text, employer);
    if (!board_shape_misses(vacancy, "website"))
        write_website(text, employer);
    write_contact(text, vacancy);
    write_documents(text, vacancy, token);
}
