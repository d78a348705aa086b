/* tests/support/board_advert.c - the advert page, /candidate/jobadvert/REF
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_advert.h"

#include "tests/support/board_blocks.h"
#include "tests/support/board_details.h"
#include "tests/support/board_employer.h"
#include "tests/support/board_frame.h"
#include "tests/support/board_shape.h"
#include "tests/support/board_spec.h"

#include <stdbool.h>

typedef void write_copy(struct board_text *text, const struct board_data *data,
                        const struct board_vacancy *vacancy);

static const char grid_open[] =
    "<div class=\"nhsuk-grid-row\">\n"
    "<div class=\"nhsuk-grid-column-two-thirds wrap-paragraphs\">\n";

static const char closed_notice[] =
    "<div class=\"nhsuk-inset-text\"><p>This job is now closed</p></div>\n";

/* The id'd paragraph holds the employer's own paragraphs, which is not legal HTML: the tree
 * builder closes it at the first of them. On some pages its end tag is missing as well. */
static void write_prose(struct board_text *text, const struct board_vacancy *vacancy,
                        const char *id, const json_t *blocks) {
    board_text_add_format(text, "<p id=\"%s\">", id);
    if (board_shape_flag(vacancy, "nested_p", true)) {
        board_blocks_write_html(text, blocks);
        board_text_add(text, vacancy->hash % 4 == 0 ? "\n" : "</p>\n");
    } else {
        board_blocks_write_lines(text, blocks);
        board_text_add(text, "</p>\n");
    }
}

static void write_section(struct board_text *text, const struct board_vacancy *vacancy,
                          const char *block, const char *heading, const char *id,
                          const json_t *blocks) {
    if (board_shape_misses(vacancy, block))
        return;
    board_text_add_format(text, "<h3 class=\"nhsuk-heading-m\">%s</h3>\n", heading);
    write_prose(text, vacancy, id, board_shape_blanks(vacancy, block) ? NULL : blocks);
}

static void write_description(struct board_text *text, const struct board_data *data,
                              const struct board_vacancy *vacancy) {
    const json_t *blocks = board_shape_blanks(vacancy, "description")
                               ? NULL
                               : json_object_get(vacancy->now, "description");
    bool in_prose = board_shape_is(vacancy, "spec_ids", "in_prose");
    bool bare = board_shape_flag(vacancy, "pre_line", false) ||
                !board_shape_flag(vacancy, "nested_p", true);
    (void)data;
    board_text_add(text, "<h3 class=\"nhsuk-heading-m\">Job responsibilities</h3>\n"
                         "<p id=\"job_description_large\" style=\"white-space: pre-line\">");
    if (bare)
        board_blocks_write_lines(text, blocks);
    else
        board_blocks_write_html(text, blocks);
    if (in_prose && bare)
        board_spec_write_lines(text, vacancy);
    else if (in_prose)
        board_spec_write_prose(text, vacancy);
    board_text_add(text, "</p>\n");
}

static void write_spec(struct board_text *text, const struct board_data *data,
                       const struct board_vacancy *vacancy) {
    (void)data;
    board_spec_write(text, vacancy);
}

/* The copy for wide screens has an h2, the one for narrow screens hides in <details>. */
static void write_wide(struct board_text *text, const struct board_data *data,
                       const struct board_vacancy *vacancy, const char *heading,
                       write_copy *write) {
    board_text_add_format(text,
                          "<div class=\"hide-mobile\">\n<h2 class=\"nhsuk-heading-l\">%s"
                          "</h2>\n",
                          heading);
    write(text, data, vacancy);
    board_text_add(text, "</div>\n");
}

static void write_narrow(struct board_text *text, const struct board_data *data,
                         const struct board_vacancy *vacancy, const char *heading,
                         write_copy *write) {
    board_text_add_format(text,
                          "<div class=\"show-mobile\">\n<details class=\"nhsuk-details\">\n"
                          "<summary><span class=\"nhsuk-details__summary-text\">%s</span>"
                          "</summary>\n<div class=\"nhsuk-details__text\">\n",
                          heading);
    write(text, data, vacancy);
    board_text_add(text, "</div>\n</details>\n</div>\n");
}

static void write_twins(struct board_text *text, const struct board_data *data,
                        const struct board_vacancy *vacancy, const char *heading,
                        write_copy *write) {
    bool narrow_first = board_shape_is(vacancy, "order", "mobile_first");
    if (board_shape_is(vacancy, "twins", "none")) {
        board_text_add_format(text, "<h2 class=\"nhsuk-heading-l\">%s</h2>\n", heading);
        write(text, data, vacancy);
        return;
    }
    if (narrow_first)
        write_narrow(text, data, vacancy, heading, write);
    write_wide(text, data, vacancy, heading, write);
    if (!narrow_first)
        write_narrow(text, data, vacancy, heading, write);
}

static void write_details_copy(struct board_text *text, const struct board_data *data,
                               const struct board_vacancy *vacancy, const char *class) {
    board_text_add_format(text, "<div class=\"%s\">\n", class);
    board_details_write(text, data, vacancy);
    board_text_add(text, "</div>\n");
}

/* In the details panel the copy for narrow screens comes first unless asked otherwise. */
static void write_details(struct board_text *text, const struct board_data *data,
                          const struct board_vacancy *vacancy) {
    bool wide_first = board_shape_is(vacancy, "order", "desktop_first");
    if (board_shape_is(vacancy, "twins", "none")) {
        write_details_copy(text, data, vacancy, "details-panel");
        return;
    }
    write_details_copy(text, data, vacancy, wide_first ? "hide-mobile" : "show-mobile");
    write_details_copy(text, data, vacancy, wide_first ? "show-mobile" : "hide-mobile");
}

static void write_title(struct board_text *text, const struct board_data *data,
                        const struct board_vacancy *vacancy) {
    board_text_add(text, "<a class=\"nhsuk-back-link\" id=\"back-link\" "
                         "href=\"/candidate/search/results\">Go back</a>\n"
                         "<h1 class=\"nhsuk-heading-xl\" id=\"heading\">\n        ");
    board_text_add_escaped(text, board_data_text(vacancy->now, "title"));
    board_text_add(text, "\n    </h1>\n<p class=\"nhsuk-body-l\"><span id=\"employer_name\">");
    board_text_add_escaped(text, board_data_text(board_data_employer(data, vacancy), "name"));
    board_text_add(text, "</span></p>\n");
}

static void write_apply(struct board_text *text, const struct board_data *data,
                        const struct board_vacancy *vacancy) {
    const json_t *employer = board_data_employer(data, vacancy);
    if (board_shape_misses(vacancy, "apply"))
        return;
    if (json_is_true(json_object_get(employer, "trac")))
        board_text_add_format(text,
                              "<a id=\"apply-ats-direct\" class=\"nhsuk-button\" role="
                              "\"button\" href=\"/candidate/jobadvert/%s/ats-direct-apply"
                              "\">Apply for this job</a>\n",
                              vacancy->ref);
    else
        board_text_add(text, "<a id=\"apply-now\" class=\"nhsuk-button\" role=\"button\" "
                             "href=\"/candidate/auth/login\">Apply for this job</a>\n");
    board_text_add(text,
                   "<button id=\"save_continue\" type=\"button\">Save this job</button>\n");
}

static void write_column(struct board_text *text, const struct board_data *data,
                         const struct board_vacancy *vacancy, unsigned token) {
    const json_t *now = vacancy->now;
    write_section(text, vacancy, "summary", "Job summary", "job_overview",
                  json_object_get(now, "summary"));
    write_section(text, vacancy, "duties", "Main duties of the job", "job_description",
                  json_object_get(now, "duties"));
    write_section(text, vacancy, "about", "About us", "about_organisation",
                  json_object_get(board_data_employer(data, vacancy), "about"));
    write_details(text, data, vacancy);
    if (!board_shape_misses(vacancy, "description"))
        write_twins(text, data, vacancy, "Job description", write_description);
    if (board_spec_is_shown(vacancy))
        write_twins(text, data, vacancy, "Person Specification", write_spec);
    board_employer_write_checks(text, vacancy);
    board_employer_write_details(text, data, vacancy, token);
}

void board_advert_write(struct board_text *text, const struct board_data *data,
                        const struct board_vacancy *vacancy, unsigned token) {
    bool open = board_data_is_open(data, vacancy);
    board_frame_open(text, board_data_text(vacancy->now, "title"));
    board_text_add(text, grid_open);
    write_title(text, data, vacancy);
    if (open)
        board_details_write_closing(text, data, vacancy);
    else
        board_text_add(text, closed_notice);
    if (open)
        write_apply(text, data, vacancy);
    if (!vacancy->withdrawn)
        write_column(text, data, vacancy, token);
    board_text_add(text, "</div>\n</div>\n");
    board_frame_close(text);
}
