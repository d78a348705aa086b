/* tests/support/board_text.c - a growing text, with escaping, for the board's pages
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reserve(struct board_text *text, size_t more) {
    size_t need = text->length + more + 1;
    if (need <= text->capacity)
        return;
    size_t capacity = text->capacity * 2 > need ? text->capacity * 2 : need;
    char *data = realloc(text->data, capacity);
    if (data == NULL)
        abort();
    text->data = data;
    text->capacity = capacity;
}

void board_text_init(struct board_text *text) {
    *text = (struct board_text){.data = NULL, .length = 0, .capacity = 0};
    reserve(text, 1023);
    text->data[0] = '\0';
}

void board_text_fini(struct board_text *text) {
    free(text->data);
    *text = (struct board_text){.data = NULL, .length = 0, .capacity = 0};
}

void board_text_clear(struct board_text *text) { board_text_truncate(text, 0); }

void board_text_truncate(struct board_text *text, size_t length) {
    if (length < text->length)
        text->length = length;
    text->data[text->length] = '\0';
}

void board_text_add_bytes(struct board_text *text, const char *bytes, size_t size) {
    reserve(text, size);
    memcpy(text->data + text->length, bytes, size);
    text->length += size;
    text->data[text->length] = '\0';
}

void board_text_add(struct board_text *text, const char *string) {
    board_text_add_bytes(text, string, strlen(string));
}

static const char *entity(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void board_text_add_escaped_bytes(struct board_text *text, const char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        const char *replacement = entity(bytes[i]);
        if (replacement != NULL)
            board_text_add(text, replacement);
        else
            board_text_add_bytes(text, &bytes[i], 1);
    }
}

void board_text_add_escaped(struct board_text *text, const char *string) {
    board_text_add_escaped_bytes(text, string, strlen(string));
}

void board_text_add_format(struct board_text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size < 0)
        abort();
    reserve(text, (size_t)size);
    (void)vsnprintf(text->data + text->length, (size_t)size + 1, format, again);
    va_end(again);
    text->length += (size_t)size;
}
