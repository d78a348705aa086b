/* tests/faults/fault_file.c - reads the data file of a fault: tests/faults/README.md
 * SPDX-License-Identifier: MIT
 */
#include "tests/faults/fault_file.h"

#include <glob.h>

#include "base/file.h"
#include "tests/support/place.h"

enum { FAULT_FILE_MAX = 64 * 1024 };

static const char *const names_of_kinds[FAULT_KIND_COUNT] = {
    [FAULT_NONE] = "",
    [FAULT_BOARD] = "board",
    [FAULT_SERVER] = "server",
    [FAULT_SYSTEM] = "system",
    [FAULT_RUN] = "run",
    [FAULT_MEANWHILE] = "meanwhile",
    [FAULT_REQUESTS] = "requests",
    [FAULT_STORE] = "store",
    [FAULT_SAYS] = "says",
    [FAULT_COUNTS] = "counts",
    [FAULT_AFTER] = "after",
};

const char *fault_section_name(enum fault_section_kind kind) { return names_of_kinds[kind]; }

static enum fault_section_kind kind_of(struct span line) {
    for (int kind = FAULT_NONE + 1; kind < FAULT_KIND_COUNT; kind++) {
        if (span_is(span_part(line, 1, line.len - 2), names_of_kinds[kind])) {
            return (enum fault_section_kind)kind;
        }
    }
    return FAULT_NONE;
}

/* The line with each "{name}" replaced. */
static const char *fill_in(struct arena *arena, struct span line,
                           const struct fault_name *names) {
    const char *text = arena_copy(arena, line);

    for (; text && names->name; names++) {
        const char *mark = arena_printf(arena, "{%s}", names->name);
        const char *at = NULL;
        while (text && mark && (at = strstr(text, mark)) != NULL) {
            text = arena_printf(arena, "%.*s%s%s", (int)(at - text), text, names->text,
                                at + strlen(mark));
        }
    }
    return text;
}

/* A line goes to the section it stands in; before the first one it is part of the sentence. */
static enum err take_line(struct fault_file *file, struct arena *arena, struct span line,
                          const struct fault_name *names, struct diag *diag) {
    if (line.at[0] == '[' && span_ends(line, "]")) {
        struct fault_section section = {.kind = kind_of(line)};
        if (!section.kind) {
            return diag_set(diag, ERR_INPUT, "no such section: %.*s", SPAN_FMT(line));
        }
        ARENA_PUSH(arena, file->sections, file->count, section);
    } else if (file->count == 0) {
        file->sentence = arena_printf(arena, "%s%s%.*s", file->sentence,
                                      *file->sentence ? " " : "", SPAN_FMT(line));
    } else {
        strings_push(arena, &file->sections[file->count - 1].lines,
                     fill_in(arena, line, names));
    }
    return arena_check(arena, diag);
}

static bool has_section(const struct fault_file *file, enum fault_section_kind kind) {
    for (size_t i = 0; i < file->count; i++) {
        if (file->sections[i].kind == kind) {
            return true;
        }
    }
    return false;
}

/* A fault that does not say what must come of it proves nothing. */
static enum err check_whole(const struct fault_file *file, struct diag *diag) {
    static const enum fault_section_kind needed[] = {FAULT_RUN, FAULT_REQUESTS, FAULT_STORE,
                                                     FAULT_SAYS};

    if (!*file->sentence) {
        return diag_set(diag, ERR_INPUT, "the sentence that says what the fault is is missing");
    }
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (!has_section(file, needed[i])) {
            return diag_set(diag, ERR_INPUT, "[%s] is missing", fault_section_name(needed[i]));
        }
    }
    return ERR_NONE;
}

enum err fault_file_read(struct fault_file *out, struct arena *arena, const char *path,
                         const struct fault_name *names, struct diag *diag) {
    struct fault_file file = {.path = path, .sentence = ""};
    struct buf bytes;
    struct span rest;
    struct span line;
    enum err err = ERR_NONE;
    int number = 0;

    buf_init(&bytes, FAULT_FILE_MAX);
    err = file_read(&bytes, place_of(arena_printf(arena, "tests/faults/%s", path)), diag);
    rest = buf_span(&bytes);
    while (!err && span_next_line(&rest, &line)) {
        number++;
        line = span_trim(line);
        if (line.len > 0 && line.at[0] != '#') {
            err = take_line(&file, arena, line, names, diag);
        }
    }
    if (err) {
        (void)diag_prefix(diag, "%s:%d", path, number);
    } else {
        err = check_whole(&file, diag);
    }
    if (!err) {
        *out = file;
    }
    buf_fini(&bytes);
    return err;
}

void fault_file_list(struct strings *out, struct arena *arena) {
    const char *root = arena_copy_text(arena, place_of("tests/faults/"));
    const char *pattern = arena_printf(arena, "%s*/*.fault", root);
    glob_t found = {0};

    if (pattern && glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++) {
            strings_push(arena, out, found.gl_pathv[i] + strlen(root));
        }
    }
    globfree(&found);
}
