/* tests/support/board_blocks.c - an employer's prose, written as HTML or as bare lines
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_blocks.h"

#include "tests/support/board_data.h"

#include <stdbool.h>

static const char *item_text(const json_t *item) {
    const char *own = json_string_value(item);
    return own != NULL ? own : board_data_text(item, "text");
}

/* ---- HTML ---- */

static void write_list(struct board_text *text, const json_t *items) {
    board_text_add(text, "<ul>");
    for (size_t i = 0; i < json_array_size(items); i++) {
        json_t *item = json_array_get(items, i);
        board_text_add(text, "<li>");
        board_blocks_write_item(text, item);
        board_text_add(text, "</li>\n");
    }
    board_text_add(text, "</ul>");
}

/* Lists nest two or three deep in the data, which the recursion follows. */
void board_blocks_write_item(struct board_text *text, const json_t *item) {
    board_text_add_escaped(text, item_text(item));
    const json_t *children = json_object_get(item, "ul");
    if (children != NULL)
        write_list(text, children);
}

static void write_block(struct board_text *text, const json_t *block) {
    if (json_object_get(block, "raw") != NULL) {
        board_text_add(text, board_data_text(block, "raw"));
    } else if (json_object_get(block, "ul") != NULL) {
        write_list(text, json_object_get(block, "ul"));
    } else if (json_object_get(block, "h") != NULL) {
        board_text_add(text, "<p><strong>");
        board_text_add_escaped(text, board_data_text(block, "h"));
        board_text_add(text, "</strong></p>");
    } else {
        board_text_add(text, "<p>");
        board_text_add_escaped(text, item_text(block));
        board_text_add(text, "</p>");
    }
    board_text_add(text, "\n");
}

void board_blocks_write_html(struct board_text *text, const json_t *blocks) {
    for (size_t i = 0; i < json_array_size(blocks); i++) {
        json_t *block = json_array_get(blocks, i);
        write_block(text, block);
    }
}

/* ---- lines ---- */

static void write_item_lines(struct board_text *text, const json_t *items, const char *bullet) {
    for (size_t i = 0; i < json_array_size(items); i++) {
        json_t *item = json_array_get(items, i);
        board_text_add(text, bullet);
        board_text_add_escaped(text, item_text(item));
        board_text_add(text, "\n");
        write_item_lines(text, json_object_get(item, "ul"), "   o ");
    }
}

void board_blocks_write_lines(struct board_text *text, const json_t *blocks) {
    for (size_t i = 0; i < json_array_size(blocks); i++) {
        json_t *block = json_array_get(blocks, i);
        if (json_object_get(block, "raw") != NULL)
            board_text_add(text, board_data_text(block, "raw"));
        else if (json_object_get(block, "h") != NULL)
            board_text_add_escaped(text, board_data_text(block, "h"));
        else if (!json_is_object(block))
            board_text_add_escaped(text, item_text(block));
        write_item_lines(text, json_object_get(block, "ul"), "\xe2\x80\xa2 ");
        board_text_add(text, "\n\n");
    }
}

/* ---- words ---- */

static void add_untagged(struct board_text *text, const char *html) {
    bool inside = false;
    for (; *html != '\0'; html++) {
        if (*html == '<' || *html == '>')
            inside = *html == '<';
        else if (!inside)
            board_text_add_bytes(text, html, 1);
    }
}

static void write_item_words(struct board_text *text, const json_t *items) {
    for (size_t i = 0; i < json_array_size(items); i++) {
        json_t *item = json_array_get(items, i);
        board_text_add(text, item_text(item));
        board_text_add(text, " ");
        write_item_words(text, json_object_get(item, "ul"));
    }
}

void board_blocks_write_words(struct board_text *text, const json_t *blocks) {
    for (size_t i = 0; i < json_array_size(blocks); i++) {
        json_t *block = json_array_get(blocks, i);
        add_untagged(text, board_data_text(block, "raw"));
        board_text_add(text, board_data_text(block, "h"));
        board_text_add(text, item_text(block));
        write_item_words(text, json_object_get(block, "ul"));
        board_text_add(text, " ");
    }
}
