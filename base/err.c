/* base/err.c - a failure in words
 * SPDX-License-Identifier: MIT
 */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum err diag_set(struct diag *diag, enum err err, const char *format, ...) {
    if (!diag) {
        return err;
    }
    /* The text is made aside first: an argument may be the old text of this very diagnostic. */
    char text[DIAG_TEXT_SIZE] = "";
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    diag->err = err;
    memcpy(diag->text, text, sizeof text);
    return err;
}

/* Joins `front` and ": " and the text of `diag`, cutting at the end what does not fit: the
 * front says where to look, so it must not be what is lost. */
static void join(struct diag *diag, const char *front, size_t front_len) {
    static const char colon[] = ": ";
    char text[DIAG_TEXT_SIZE];
    const char *const parts[] = {front, colon, diag->text};
    const size_t lens[] = {front_len, sizeof colon - 1, strnlen(diag->text, DIAG_TEXT_SIZE)};
    size_t used = 0;
    for (size_t i = 0; i < 3; i++) {
        size_t room = sizeof text - 1 - used;
        size_t len = lens[i] < room ? lens[i] : room;
        memcpy(text + used, parts[i], len);
        used += len;
    }
    text[used] = '\0';
    memcpy(diag->text, text, used + 1);
}

enum err diag_prefix(struct diag *diag, const char *format, ...) {
    if (!diag) {
        return ERR_SYSTEM;
    }
    char front[DIAG_TEXT_SIZE] = "";
    va_list args;
    va_start(args, format);
    (void)vsnprintf(front, sizeof front, format, args);
    va_end(args);
    join(diag, front, strlen(front));
    return diag->err;
}
