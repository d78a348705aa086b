/* tests/support/board_feed.c - the XML feed, /api/v1/search_xml
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_feed.h"

#include "tests/support/board_blocks.h"
#include "tests/support/board_date.h"
#include "tests/support/board_shape.h"

#include <stdlib.h>
#include <string.h>

enum { DESCRIPTION_SIZE = 150 }; /* bytes kept of the summary, as in live records */

struct record {
    struct board_text *text;
    const struct board_data *data;
    const struct board_vacancy *vacancy;
    const struct board_feed_style *style;
};

typedef void write_child(const struct record *record);

static void write_element(const struct record *record, const char *name, const char *words) {
    board_text_add_format(record->text, "<%s>", name);
    board_text_add_escaped(record->text, words);
    board_text_add_format(record->text, "</%s>\n", name);
}

static void write_id(const struct record *record) {
    board_text_add_format(record->text, "<id>%lld</id>\n", record->vacancy->feed_id);
}

static void write_reference(const struct record *record) {
    write_element(record, "reference", board_data_text(record->vacancy->now, "reference"));
}

static void write_title(const struct record *record) {
    write_element(record, "title", board_data_text(record->vacancy->now, "title"));
}

/* Cut at a byte, then back to the start of the character that was cut. */
static void write_description(const struct record *record) {
    struct board_text words;
    board_text_init(&words);
    board_blocks_write_words(&words, json_object_get(record->vacancy->now, "summary"));
    if (words.length > DESCRIPTION_SIZE) {
        size_t size = DESCRIPTION_SIZE;
        while (size > 0 && ((unsigned char)words.data[size] & 0xc0) == 0x80)
            size--;
        board_text_truncate(&words, size);
        board_text_add(&words, "...");
    }
    write_element(record, "description", words.data);
    board_text_fini(&words);
}

static void write_employer(const struct record *record) {
    write_element(record, "employer",
                  board_data_text(board_data_employer(record->data, record->vacancy), "name"));
}

static void write_type(const struct record *record) {
    write_element(record, "type", board_data_contract_token(record->vacancy));
}

static void write_salary(const struct record *record) {
    const json_t *salary = json_object_get(record->vacancy->now, "salary");
    if (json_is_object(salary))
        write_element(record, "salary", board_data_text(salary, "feed"));
}

static void write_close_date(const struct record *record) {
    char date[BOARD_DATE_SIZE];
    board_date_write_iso(date, record->data->today + record->vacancy->closes);
    write_element(record, "closeDate", date);
}

static void write_post_date(const struct record *record) {
    static const int digits[] = {3, 6, 9};
    char date[BOARD_DATE_SIZE];
    int second = record->vacancy->posted_second;
    unsigned nanoseconds = record->vacancy->hash % 1000000000u;
    int kept = digits[record->vacancy->hash % 3];
    for (int i = kept; i < 9; i++)
        nanoseconds /= 10;
    board_date_write_iso(date, record->data->today + record->vacancy->posted);
    board_text_add_format(record->text, "<postDate>%sT%02d:%02d:%02d.%0*u</postDate>\n", date,
                          second / 3600, second / 60 % 60, second % 60, kept, nanoseconds);
}

static void write_url(const struct record *record) {
    board_text_add(record->text, "<url>");
    board_text_add_escaped(record->text, record->style->url_base);
    board_text_add(record->text, "/candidate/jobadvert/");
    board_text_add_escaped(record->text, record->vacancy->ref);
    board_text_add(record->text, "</url>\n");
}

/* Usually `Town, POSTCODE`; now and then the last address line stands before the town. */
static void write_location(const struct record *record, const json_t *location) {
    const json_t *lines = json_object_get(location, "lines");
    size_t count = json_array_size(lines);
    board_text_add(record->text, "<location>");
    if (record->vacancy->hash % 5 == 0 && count > 0) {
        board_text_add_escaped(record->text,
                               json_string_value(json_array_get(lines, count - 1)));
        board_text_add(record->text, ", ");
    }
    board_text_add_escaped(record->text, board_data_text(location, "town"));
    board_text_add(record->text, ", ");
    board_text_add_escaped(record->text, board_data_text(location, "postcode"));
    board_text_add(record->text, "</location>\n");
}

static void write_locations(const struct record *record) {
    board_text_add(record->text, "<locations>\n");
    const json_t *locations = json_object_get(record->vacancy->now, "locations");
    for (size_t i = 0; i < json_array_size(locations); i++) {
        const json_t *location = json_array_get(locations, i);
        write_location(record, location);
    }
    board_text_add(record->text, "</locations>\n");
}

enum { CHILD_COUNT = 11 };

static write_child *const orders[][CHILD_COUNT] = {
    {write_id, write_reference, write_title, write_description, write_employer, write_type,
     write_salary, write_close_date, write_post_date, write_url, write_locations},
    {write_id, write_title, write_description, write_employer, write_reference, write_type,
     write_salary, write_locations, write_close_date, write_post_date, write_url},
    {write_url, write_title, write_employer, write_locations, write_salary, write_type,
     write_post_date, write_close_date, write_reference, write_description, write_id},
};

static void write_record(const struct record *record) {
    write_child *const *order = orders[record->vacancy->hash % 3];
    board_text_add(record->text, "<vacancyDetails>\n");
    for (size_t i = 0; i < CHILD_COUNT; i++)
        order[i](record);
    board_text_add(record->text, "</vacancyDetails>\n");
}

static void write_totals(struct board_text *text, size_t total, size_t limit) {
    board_text_add_format(text,
                          "<totalPages>%zu</totalPages>\n<totalResults>%zu</totalResults>\n",
                          (total + limit - 1) / limit, total);
}

void board_feed_write(struct board_text *text, const struct board_data *data,
                      const struct board_query *query, const struct board_feed_style *style) {
    const struct board_vacancy **found = calloc(data->count + 1, sizeof(*found));
    if (found == NULL)
        abort();
    size_t total = board_data_select(found, data, query);
    size_t limit = query->limit > 0 ? (size_t)query->limit : 1;
    size_t told = style->is_told_total ? style->told_total : total;
    board_text_add(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<nhsJobs>\n");
    if (style->totals_first)
        write_totals(text, told, limit);
    for (size_t i = 0; i < limit; i++) {
        size_t index = (size_t)(query->page - 1) * limit + i;
        if (index >= total)
            break;
        write_record(&(struct record){text, data, found[index], style});
    }
    if (!style->totals_first)
        write_totals(text, told, limit);
    board_text_add(text, "</nhsJobs>\n");
    free(found);
}
