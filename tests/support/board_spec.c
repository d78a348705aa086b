/* tests/support/board_spec.c - the person specification of an advert
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_spec.h"

#include "tests/support/board_blocks.h"
#include "tests/support/board_shape.h"

static const json_t *groups_of(const struct board_vacancy *vacancy) {
    return json_object_get(vacancy->now, "spec");
}

bool board_spec_is_shown(const struct board_vacancy *vacancy) {
    return json_array_size(groups_of(vacancy)) > 0 && !board_shape_misses(vacancy, "spec") &&
           !board_shape_is(vacancy, "spec_ids", "in_prose");
}

static void write_criteria(struct board_text *text, const struct board_vacancy *vacancy,
                           const json_t *items, const char *kind, size_t group) {
    bool bare = board_shape_is(vacancy, "spec_ids", "bare");
    if (json_array_size(items) == 0)
        return;
    board_text_add_format(text, "<h4 class=\"nhsuk-heading-xs\">%s</h4>\n<ul>\n",
                          kind[0] == 'e' ? "Essential" : "Desirable");
    for (size_t i = 0; i < json_array_size(items); i++) {
        json_t *item = json_array_get(items, i);
        if (bare)
            board_text_add(text, "<li>");
        else
            board_text_add_format(text, "<li id=\"%s_skill_%zu_criteria_%zu\">", kind, group,
                                  i + 1);
        board_blocks_write_item(text, item);
        board_text_add(text, "</li>\n");
    }
    board_text_add(text, "</ul>\n");
}

void board_spec_write(struct board_text *text, const struct board_vacancy *vacancy) {
    bool bare = board_shape_is(vacancy, "spec_ids", "bare");
    const json_t *groups = groups_of(vacancy);
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *group = json_array_get(groups, i);
        if (bare)
            board_text_add(text, "<h3 class=\"nhsuk-heading-m\">");
        else
            board_text_add_format(
                text, "<h3 class=\"nhsuk-heading-m\" id=\"skill_category_%zu\">", i + 1);
        board_text_add_escaped(text, board_data_text(group, "group"));
        board_text_add(text, "</h3>\n");
        write_criteria(text, vacancy, json_object_get(group, "essential"), "essential", i + 1);
        write_criteria(text, vacancy, json_object_get(group, "desirable"), "desirable", i + 1);
    }
}

static void write_prose_list(struct board_text *text, const json_t *items, const char *label) {
    if (json_array_size(items) == 0)
        return;
    board_text_add_format(text, "<p><b>%s:</b></p>\n<ul>", label);
    for (size_t i = 0; i < json_array_size(items); i++) {
        json_t *item = json_array_get(items, i);
        board_text_add(text, "<li>");
        board_blocks_write_item(text, item);
        board_text_add(text, "</li>");
    }
    board_text_add(text, "</ul>\n");
}

void board_spec_write_prose(struct board_text *text, const struct board_vacancy *vacancy) {
    if (json_array_size(groups_of(vacancy)) > 0)
        board_text_add(text, "<p><b><u>Person Specification</u></b></p>\n");
    const json_t *groups = groups_of(vacancy);
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *group = json_array_get(groups, i);
        board_text_add(text, "<p><b>");
        board_text_add_escaped(text, board_data_text(group, "group"));
        board_text_add(text, "</b></p>\n");
        write_prose_list(text, json_object_get(group, "essential"), "Essential");
        write_prose_list(text, json_object_get(group, "desirable"), "Desirable");
    }
}

static void write_line_list(struct board_text *text, const json_t *items, const char *label) {
    if (json_array_size(items) == 0)
        return;
    json_t *block = json_pack("[{s:O}]", "ul", items);
    board_text_add_format(text, "%s\n", label);
    board_blocks_write_lines(text, block);
    json_decref(block);
}

void board_spec_write_lines(struct board_text *text, const struct board_vacancy *vacancy) {
    if (json_array_size(groups_of(vacancy)) > 0)
        board_text_add(text, "PERSON SPECIFICATION\n\n");
    const json_t *groups = groups_of(vacancy);
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *group = json_array_get(groups, i);
        board_text_add_escaped(text, board_data_text(group, "group"));
        board_text_add(text, "\n");
        write_line_list(text, json_object_get(group, "essential"), "Essential");
        write_line_list(text, json_object_get(group, "desirable"), "Desirable");
    }
}
