/* lib/ini.c - INI files with line numbers
 * SPDX-License-Identifier: MIT
 */
#include "lib/ini.h"

#include <string.h>

#include "base/utf8.h"

/* How much of a line a message quotes, in bytes. */
enum { QUOTE_MAX = 60 };

/* One run of ini_parse. */
struct reader {
    struct ini ini;
    struct arena *arena;
    bool (*ends_at_comment)(const char *section, const char *key);
    struct diag *diag;
    const char *section; /* of the last heading; "" before the first */
    const char *label;
    size_t first; /* index of the first entry behind the last heading */
    int line;     /* the one being read */
};

/* The front of `span` as far as a message quotes it, not ending within a character. */
static struct span quoted(struct span span) {
    size_t len = 0;
    for (size_t at = 0; utf8_next(span, &at) != UTF8_END && at <= QUOTE_MAX;) {
        len = at;
    }
    return span_part(span, 0, len);
}

static enum err fault(const struct reader *reader, const char *what, struct span quote,
                      const char *expected) {
    return diag_set(reader->diag, ERR_INPUT, "%s:%d: %s \"%.*s\"; %s", reader->ini.file,
                    reader->line, what, SPAN_FMT(quoted(quote)), expected);
}

/* A name as it is compared: white space folded, ASCII letters in lower case. */
static char *copy_name(struct arena *arena, struct span span) {
    char *name = utf8_fold_copy(arena, span);
    for (char *at = name; at && *at; at++) {
        *at = ascii_lower(*at);
    }
    return name;
}

/* Text reaches the reader's caller as C text and, in messages, a terminal. */
static enum err check_text(const struct reader *reader, struct span line) {
    if (!utf8_is_valid(line)) {
        return diag_set(reader->diag, ERR_INPUT,
                        "%s:%d: not UTF-8 text; save the file as UTF-8", reader->ini.file,
                        reader->line);
    }
    size_t at = 0;
    for (uint32_t code; (code = utf8_next(line, &at)) != UTF8_END;) {
        if (utf8_is_control(code)) {
            return diag_set(reader->diag, ERR_INPUT,
                            "%s:%d: an invisible character (U+%04X) before byte %zu; remove it",
                            reader->ini.file, reader->line, (unsigned)code, at + 1);
        }
    }
    return ERR_NONE;
}

static bool is_comment(struct span line) {
    return span_starts(line, ";") || span_starts(line, "#");
}

static void add(struct reader *reader, const char *key, const char *value) {
    ARENA_PUSH(reader->arena, reader->ini.entries, reader->ini.count,
               (struct ini_entry){.section = reader->section,
                                  .label = reader->label,
                                  .key = key,
                                  .value = value,
                                  .line = reader->line});
}

/* A heading without a label may come again, one for each job say; a label names one thing. */
static enum err check_heading_is_new(const struct reader *reader) {
    for (size_t i = 0; reader->label[0] && i < reader->ini.count; i++) {
        const struct ini_entry *entry = &reader->ini.entries[i];
        if (!entry->key && strcmp(entry->section, reader->section) == 0 &&
            span_is_nocase(span_of(entry->label), reader->label)) {
            return diag_set(reader->diag, ERR_INPUT,
                            "%s:%d: heading [%s %s] is given twice, first in line %d",
                            reader->ini.file, reader->line, reader->section, reader->label,
                            entry->line);
        }
    }
    return ERR_NONE;
}

static const char heading_form[] = "expected [section] or [section label]";

/* Splits what is between the brackets into section and label. */
static enum err read_names(struct reader *reader, struct span line, struct span inner) {
    char *label = utf8_fold_copy(reader->arena, inner);
    if (!label) {
        return arena_check(reader->arena, reader->diag);
    }
    struct span rest = span_of(label);
    struct span first = {0};
    if (!span_next_piece(&rest, ' ', &first)) {
        return fault(reader, "no section in", line, heading_form);
    }
    reader->section = copy_name(reader->arena, first);
    reader->label = arena_copy(reader->arena, rest);
    return arena_check(reader->arena, reader->diag);
}

static enum err read_heading(struct reader *reader, struct span line) {
    size_t end = span_find(line, SPAN("]"), 0);
    if (end == SIZE_MAX) {
        return fault(reader, "no \"]\" in", line, heading_form);
    }
    struct span behind = span_trim(span_part(line, end + 1, SIZE_MAX));
    if (behind.len > 0 && !is_comment(behind)) {
        return fault(reader, "text behind the \"]\" of", line, heading_form);
    }
    enum err err = read_names(reader, line, span_part(line, 1, end - 1));
    err = err ? err : check_heading_is_new(reader);
    if (err) {
        return err;
    }
    add(reader, NULL, "");
    reader->first = reader->ini.count;
    return ERR_NONE;
}

static enum err check_key_is_new(const struct reader *reader, const char *key) {
    for (size_t i = reader->first; i < reader->ini.count; i++) {
        if (strcmp(reader->ini.entries[i].key, key) == 0) {
            return diag_set(reader->diag, ERR_INPUT,
                            "%s:%d: \"%s\" is given twice, first in line %d", reader->ini.file,
                            reader->line, key, reader->ini.entries[i].line);
        }
    }
    return ERR_NONE;
}

/* The part of a value in front of " ;". */
static struct span cut_comment(struct span value) {
    for (size_t i = 1; i < value.len; i++) {
        if (value.at[i] == ';' && ascii_is_space(value.at[i - 1])) {
            return span_part(value, 0, i);
        }
    }
    return value;
}

static enum err read_value(struct reader *reader, const char *key, struct span raw) {
    if (!reader->ends_at_comment || reader->ends_at_comment(reader->section, key)) {
        raw = cut_comment(raw);
    }
    struct span value = span_trim(raw);
    if (value.len > INI_VALUE_MAX) {
        return diag_set(reader->diag, ERR_INPUT,
                        "%s:%d: the value of \"%s\" has %zu bytes; at most %d are allowed",
                        reader->ini.file, reader->line, key, value.len, INI_VALUE_MAX);
    }
    add(reader, key, arena_copy(reader->arena, value));
    return arena_check(reader->arena, reader->diag);
}

static enum err read_entry(struct reader *reader, struct span line) {
    static const char form[] = "expected key = value";
    size_t equals = span_find(line, SPAN("="), 0);
    if (equals == SIZE_MAX) {
        return fault(reader, "no \"=\" in", line, form);
    }
    const char *key = copy_name(reader->arena, span_part(line, 0, equals));
    if (!key) {
        return arena_check(reader->arena, reader->diag);
    }
    if (!key[0]) {
        return fault(reader, "no key in", line, form);
    }
    enum err err = check_key_is_new(reader, key);
    return err ? err : read_value(reader, key, span_part(line, equals + 1, SIZE_MAX));
}

static enum err read_line(struct reader *reader, struct span raw) {
    struct span line = span_trim(raw);
    enum err err = check_text(reader, raw);
    if (err || line.len == 0 || is_comment(line)) {
        return err;
    }
    return span_starts(line, "[") ? read_heading(reader, line) : read_entry(reader, line);
}

enum err ini_parse(struct ini *out, struct arena *arena, const char *file, struct span content,
                   bool (*ends_at_comment)(const char *section, const char *key),
                   struct diag *diag) {
    struct reader reader = {.ini = {.file = file},
                            .arena = arena,
                            .ends_at_comment = ends_at_comment,
                            .diag = diag,
                            .section = "",
                            .label = ""};
    if (span_starts(content, "\xEF\xBB\xBF")) {
        content = span_part(content, 3, SIZE_MAX);
    }
    for (struct span line; span_next_line(&content, &line);) {
        if (reader.line == INI_LINES_MAX) {
            return diag_set(diag, ERR_LIMIT, "%s: more than the %d lines allowed", file,
                            INI_LINES_MAX);
        }
        reader.line++;
        enum err err = read_line(&reader, line);
        if (err) {
            return err;
        }
    }
    enum err err = arena_check(arena, diag);
    if (err) {
        return err;
    }
    *out = reader.ini;
    return ERR_NONE;
}
