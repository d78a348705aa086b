/* tests/accuracy/panel_table.c - the files of a panel set
 * SPDX-License-Identifier: MIT
 */
#include "tests/accuracy/panel_table.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

enum { FILE_CAP = 1 << 24 };

_Noreturn void panel_give_up(const char *file, int line, const char *why) {
    fflush(stdout);
    if (line > 0) {
        fprintf(stderr, "%s:%d: %s\n", file, line, why);
    } else {
        fprintf(stderr, "%s: %s\n", file, why);
    }
    exit(2);
}

struct span panel_file(struct arena *arena, const char *path) {
    struct diag diag;
    struct buf content;
    buf_init(&content, FILE_CAP);
    if (file_read(&content, path, &diag)) {
        panel_give_up(path, 0, diag.text);
    }
    const char *text = arena_copy(arena, buf_span(&content));
    buf_fini(&content);
    return span_of(text);
}

struct strings panel_files(struct arena *arena, const char *folder, const char *start,
                           const char *end) {
    struct strings paths = {NULL, 0};
    struct dirent **files = NULL;
    int count = scandir(folder, &files, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        struct span name = span_of(files[i]->d_name);
        if (name.at[0] != '.' && span_starts(name, start) && span_ends(name, end)) {
            strings_push(arena, &paths, arena_printf(arena, "%s/%s", folder, name.at));
        }
        free(files[i]);
    }
    free(files);
    return paths;
}

const char *panel_stem(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    struct span name = span_of(slash ? slash + 1 : path);
    const char *dot = strrchr(name.at, '.');
    return arena_copy(arena, span_part(name, 0, dot ? (size_t)(dot - name.at) : name.len));
}

struct strings panel_cells(struct arena *arena, struct span line) {
    struct strings cells = {NULL, 0};
    struct span cell;
    while (span_next_piece(&line, '\t', &cell)) {
        strings_push(arena, &cells, arena_copy(arena, cell));
    }
    return cells;
}

static void read_table(struct panel_table *table, struct arena *arena, const char *path) {
    struct span rest = panel_file(arena, path);
    struct strings *names = arena_alloc(arena, 1, sizeof *names);
    struct span line;
    for (int number = 1; names && span_next_line(&rest, &line); number++) {
        if (line.len == 0 || line.at[0] == '#') {
            continue;
        }
        struct panel_row row = {path, number, names, panel_cells(arena, line)};
        if (names->count == 0) {
            *names = row.cells;
        } else {
            ARENA_PUSH(arena, table->rows, table->count, row);
        }
    }
}

struct panel_table panel_table(struct arena *arena, const char *folder, const char *stem) {
    struct panel_table table = {NULL, 0};
    struct strings paths = panel_files(arena, folder, stem, ".tsv");
    for (size_t i = 0; i < paths.count; i++) {
        read_table(&table, arena, paths.at[i]);
    }
    return table;
}

static const char *find_cell(const struct panel_row *row, const char *column) {
    for (size_t i = 0; i < row->names->count; i++) {
        if (strcmp(row->names->at[i], column) == 0) {
            return i < row->cells.count ? row->cells.at[i] : "";
        }
    }
    return NULL;
}

const char *panel_cell(const struct panel_row *row, const char *column) {
    const char *cell = find_cell(row, column);
    if (!cell) {
        panel_give_up(row->file, 0, "lacks a column; README.md says which there are");
    }
    return cell;
}

const char *panel_cell_or_none(const struct panel_row *row, const char *column) {
    const char *cell = find_cell(row, column);
    return cell ? cell : "";
}

bool panel_says_yes(const struct panel_row *row, const char *column) {
    return strcmp(panel_cell_or_none(row, column), "yes") == 0;
}
