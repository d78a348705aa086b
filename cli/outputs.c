/* cli/outputs.c - files that the command line asks to have written
 * SPDX-License-Identifier: MIT
 */
#include "cli/outputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/paths.h"

/* Longer ones no system opens. */
enum { PATH_SIZE = 4352 };

static bool is_output(const char *path) { return path && strcmp(path, "-") != 0; }

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The folder that a file is in, or would be. */
static bool folder_of(struct stat *about, const char *path) {
    char folder[PATH_SIZE];
    const size_t len = (size_t)(last_part(path) - path);
    if (len + 2 > sizeof folder) {
        return false;
    }
    (void)snprintf(folder, sizeof folder, "%.*s.", (int)len, path);
    return stat(folder, about) == 0;
}

static bool is_one(const struct stat *a, const struct stat *b) {
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* What is not there yet is known by its folder and its name. */
static bool is_same(const char *a, const char *b) {
    struct stat one;
    struct stat other;
    if (strcmp(a, b) == 0 ||
        (stat(a, &one) == 0 && stat(b, &other) == 0 && is_one(&one, &other))) {
        return true;
    }
    return strcmp(last_part(a), last_part(b)) == 0 && folder_of(&one, a) &&
           folder_of(&other, b) && is_one(&one, &other);
}

/* Is it the database, or what SQLite keeps beside it? */
static bool is_of_store(const char *path, const char *database) {
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char name[PATH_SIZE];
        const int len = snprintf(name, sizeof name, "%s%s", database, ends[i]);
        if (len > 0 && (size_t)len < sizeof name && is_same(path, name)) {
            return true;
        }
    }
    return false;
}

static enum err check_store(const struct output *output, const char *database,
                            struct diag *diag) {
    char *real = realpath(database, NULL); /* a link's other files lie where it leads to */
    const bool is_its_own =
        is_of_store(output->path, database) || (real && is_of_store(output->path, real));
    free(real);
    return is_its_own ? diag_set(diag, ERR_USAGE,
                                 "%s %s: this is the database itself, or a file that "
                                 "belongs to it; expected another name",
                                 output->option, output->path)
                      : ERR_NONE;
}

static enum err check_others(const struct output *outputs, size_t at, struct diag *diag) {
    for (size_t i = 0; i < at; i++) {
        if (is_output(outputs[i].path) && is_same(outputs[i].path, outputs[at].path)) {
            return diag_set(diag, ERR_USAGE, "%s and %s name the same file: %s",
                            outputs[i].option, outputs[at].option, outputs[at].path);
        }
    }
    return ERR_NONE;
}

enum err outputs_check(struct context *context, const struct output *outputs, size_t count,
                       struct diag *diag) {
    const char *database = context->settings.db;
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < count; i++) {
        if (is_output(outputs[i].path)) {
            err = database ? ERR_NONE : paths_database(&database, &context->arena, diag);
            err = err ? err : check_store(&outputs[i], database, diag);
            err = err ? err : check_others(outputs, i, diag);
        }
    }
    return err;
}
