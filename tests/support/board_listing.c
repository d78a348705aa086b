/* tests/support/board_listing.c - the results pages, /candidate/search/results
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_listing.h"

#include "tests/support/board_date.h"
#include "tests/support/board_frame.h"
#include "tests/support/board_shape.h"

#include <stdlib.h>
#include <string.h>

static void write_place(struct board_text *text, const struct board_vacancy *vacancy) {
    const json_t *locations = json_object_get(vacancy->now, "locations");
    for (size_t i = 0; i < json_array_size(locations); i++) {
        const json_t *location = json_array_get(locations, i);
        if (i > 0)
            board_text_add(text, ", ");
        board_text_add_escaped(text, board_data_text(location, "town"));
        board_text_add(text, " ");
        board_text_add_escaped(text, board_data_text(location, "postcode"));
    }
}

/* The query of the address is carried over to the link, with &amp; between its parts. */
static void write_query(struct board_text *text, const struct board_query *query) {
    board_text_add(text, "?keyword=");
    for (const char *at = query->keyword != NULL ? query->keyword : ""; *at != '\0'; at++) {
        if ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
            (*at >= '0' && *at <= '9'))
            board_text_add_bytes(text, at, 1);
        else
            board_text_add_format(text, "%%%02X", (unsigned)(unsigned char)*at);
    }
    if (query->sort != NULL && strcmp(query->sort, "publicationDateDesc") == 0)
        board_text_add(text, "&amp;sort=publicationDateDesc");
}

static void write_link(struct board_text *text, const struct board_vacancy *vacancy,
                       const struct board_query *query, size_t index) {
    bool older = vacancy->hash % 7 == 0;
    if (older)
        board_text_add(text, "<h3 class=\"nhsuk-heading-m nhsuk-u-margin-bottom-2\">\n");
    else
        board_text_add_format(text, "<h2 class=\"nhsuk-heading-m\" id=\"job-title-%zu\">\n",
                              index);
    if (vacancy->hash % 2 == 0)
        board_text_add(text, "<a data-test=\"search-result-job-title\" href=\"");
    else
        board_text_add(text, "<a href=\"");
    board_text_add(text, "/candidate/jobadvert/");
    board_text_add_escaped(text, vacancy->ref);
    write_query(text, query);
    board_text_add(text, "&amp;language=en\"");
    if (vacancy->hash % 2 != 0)
        board_text_add(text, " data-test=\"search-result-job-title\"");
    board_text_add(text, ">\n    ");
    board_text_add_escaped(text, board_data_text(vacancy->now, "title"));
    board_text_add(text, older ? "\n</a>\n</h3>\n" : "\n</a>\n</h2>\n");
}

/* The h3 is not closed: so it stands in a page copied from the real site. */
static void write_employer(struct board_text *text, const struct board_data *data,
                           const struct board_vacancy *vacancy) {
    board_text_add(text, "<div class=\"nhsuk-u-margin-bottom-2\" "
                         "data-test=\"search-result-location\">\n"
                         "<h3 class=\"nhsuk-u-font-weight-bold\">\n    ");
    board_text_add_escaped(text, board_data_text(board_data_employer(data, vacancy), "name"));
    board_text_add(text, "\n    <div class=\"location-font-size\">");
    write_place(text, vacancy);
    board_text_add(text, "</div>\n</div>\n");
}

static void write_field(struct board_text *text, const char *test, const char *label,
                        const char *words) {
    board_text_add_format(text,
                          "<li data-test=\"%s\" class=\"nhsuk-u-margin-bottom-1\">\n"
                          "    %s <strong>",
                          test, label);
    board_text_add_escaped(text, words);
    board_text_add(text, "</strong>\n</li>\n");
}

/* Some salaries are broken over two lines inside the element. */
static void write_salary(struct board_text *text, const struct board_vacancy *vacancy) {
    const char *words = board_data_text(json_object_get(vacancy->now, "salary"), "text");
    struct board_text broken;
    if (words[0] == '\0' || board_shape_misses(vacancy, "salary"))
        return;
    board_text_init(&broken);
    board_text_add(&broken, words);
    char *unit = strstr(broken.data, " a year");
    if (unit == NULL)
        unit = strstr(broken.data, " an hour");
    if (unit != NULL && vacancy->hash % 3 == 0)
        *unit = '\n';
    write_field(text, "search-result-salary", "Salary:", broken.data);
    board_text_fini(&broken);
}

static void write_date(struct board_text *text, const char *test, const char *label,
                       long date) {
    char words[BOARD_DATE_SIZE];
    board_date_write_long(words, date, false);
    write_field(text, test, label, words);
}

/* Cards write "Full time" where advert pages write "Full-time". */
static void write_pattern(struct board_text *text, const struct board_vacancy *vacancy) {
    struct board_text words;
    board_text_init(&words);
    board_text_add(&words, board_data_text(vacancy->now, "patterns"));
    for (size_t i = 0; i < words.length; i++) {
        if (words.data[i] == '-')
            words.data[i] = ' ';
    }
    if (words.length > 0 && !board_shape_misses(vacancy, "pattern"))
        write_field(text, "search-result-workingPattern", "Working pattern:", words.data);
    board_text_fini(&words);
}

static void write_item(struct board_text *text, const struct board_data *data,
                       const struct board_vacancy *vacancy, const struct board_query *query,
                       size_t index) {
    board_text_add(text, "<li class=\"nhsuk-list-panel search-result nhsuk-u-padding-3\" "
                         "data-test=\"search-result\">\n");
    write_link(text, vacancy, query, index);
    write_employer(text, data, vacancy);
    board_text_add(text, "<ul class=\"nhsuk-list ad-job-info\">\n");
    write_salary(text, vacancy);
    write_date(text, "search-result-publicationDate",
               "Date posted:", data->today + vacancy->posted);
    if (!board_shape_misses(vacancy, "closes"))
        write_date(text, "search-result-closingDate",
                   "Closing date:", data->today + vacancy->closes);
    if (!board_shape_misses(vacancy, "contract"))
        write_field(text, "search-result-jobType",
                    "Contract type:", board_data_text(vacancy->now, "contract"));
    write_pattern(text, vacancy);
    board_text_add_format(text,
                          "</ul>\n<a data-test=\"search-result-save-job\" "
                          "href=\"/candidate/auth/login?save=%s\">Save this job</a>\n"
                          "</li>\n",
                          vacancy->ref);
}

/* ---- round the list ---- */

static void write_total(struct board_text *text, size_t total) {
    board_text_add_format(text, "<h1 class=\"nhsuk-heading-l\" id=\"search-results-heading\" "
                                "data-test=\"search-result-query\">"
                                "<span data-test=\"search-results-count\">");
    if (total >= 1000)
        board_text_add_format(text, "%zu,%03zu", total / 1000, total % 1000);
    else
        board_text_add_format(text, "%zu", total);
    board_text_add(text, total == 1 ? "</span> job found</h1>\n" : "</span> jobs found</h1>\n");
    board_text_add(text,
                   "<form id=\"sort-form\"><label for=\"sort\">Sort by</label>\n"
                   "<select id=\"sort\" name=\"sort\">\n<option value=\"\">Best match"
                   "</option>\n<option value=\"publicationDateDesc\">Date Posted (newest)"
                   "</option>\n</select></form>\n"
                   "<a id=\"refine-search\" href=\"/candidate/search\">Refine your search"
                   "</a>\n<a data-test=\"save-search\" href=\"/candidate/auth/login\">Save "
                   "this search</a>\n");
}

static void write_page_link(struct board_text *text, const struct board_query *query,
                            const char *direction, size_t page, size_t pages) {
    const char *label = direction[0] == 'n' ? "Next" : "Previous";
    board_text_add_format(text,
                          "<li class=\"nhsuk-pagination-item--%s\">\n"
                          "<a class=\"nhsuk-pagination__link nhsuk-pagination__link--%s\" "
                          "data-test=\"search-%s-page\" href=\"/candidate/search/results",
                          direction, direction, direction[0] == 'n' ? "next" : "previous");
    write_query(text, query);
    board_text_add_format(text, "&amp;page=%zu&amp;language=en\">\n", page);
    board_text_add_format(
        text,
        "<span class=\"nhsuk-pagination__title\">%s</span>\n"
        "<span class=\"nhsuk-u-visually-hidden\">:</span>\n"
        "<span class=\"nhsuk-pagination__page\">%zu of %zu</span>\n</a>\n</li>\n",
        label, page, pages);
}

static void write_paging(struct board_text *text, const struct board_query *query,
                         size_t total) {
    size_t page = (size_t)query->page;
    size_t pages = (total + BOARD_LISTING_PAGE - 1) / BOARD_LISTING_PAGE;
    board_text_add(text, "<nav class=\"nhsuk-pagination\" role=\"navigation\" "
                         "aria-label=\"Pagination\">\n<ul class=\"nhsuk-list "
                         "nhsuk-pagination__list\">\n");
    if (page > 1)
        write_page_link(text, query, "previous", page - 1, pages);
    if (page < pages)
        write_page_link(text, query, "next", page + 1, pages);
    board_text_add(text, "</ul>\n</nav>\n");
}

static void write_nothing(struct board_text *text) {
    board_text_add(text, "<h1 class=\"nhsuk-heading-l\" id=\"no-result-title\">No result found"
                         "</h1>\n<p>Try fewer words, or look further from home.</p>\n");
}

void board_listing_write(struct board_text *text, const struct board_data *data,
                         const struct board_query *query) {
    const struct board_vacancy **found = calloc(data->count + 1, sizeof(*found));
    if (found == NULL)
        abort();
    size_t total = board_data_select(found, data, query);
    size_t first = (size_t)(query->page - 1) * BOARD_LISTING_PAGE;
    board_frame_open(text, "Search results");
    if (first >= total) {
        write_nothing(text);
    } else {
        write_total(text, total);
        board_text_add(text, "<ul class=\"nhsuk-list search-results\">\n");
        for (size_t i = first; i < total && i < first + BOARD_LISTING_PAGE; i++)
            write_item(text, data, found[i], query, i - first + 1);
        board_text_add(text, "</ul>\n");
        write_paging(text, query, total);
    }
    board_frame_close(text);
    free(found);
}
