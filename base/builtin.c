/* base/builtin.c - the data files that are built into the program
 * SPDX-License-Identifier: MIT
 */
#include "base/builtin.h"

#include <stdlib.h>
#include <string.h>

static int compare_name(const void *name, const void *file) {
    return strcmp(name, ((const struct builtin *)file)->name);
}

const struct builtin *builtin_find(const char *name) {
    return bsearch(name, builtin_files, builtin_file_count, sizeof builtin_files[0],
                   compare_name);
}

struct span builtin_span(const char *name) {
    const struct builtin *file = builtin_find(name);
    return file ? (struct span){file->at, file->len} : (struct span){0};
}

const struct builtin *builtin_next(const char *prefix, size_t *at) {
    while (*at < builtin_file_count) {
        const struct builtin *file = &builtin_files[(*at)++];
        if (span_starts(span_of(file->name), prefix)) {
            return file;
        }
    }
    return NULL;
}
