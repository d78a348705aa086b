/* base/builtin.h - the data files that are built into the program
 * SPDX-License-Identifier: MIT
 *
 * Pay tables, ladders, rules, page field tables, migrations and statements are files in the
 * source tree; the build embeds them, sorted by name, under their path.
 */
#ifndef BASE_BUILTIN_H
#define BASE_BUILTIN_H

#include "base/span.h"

struct builtin {
    const char *name; /* path from the source root: "schema/facts/qualification_levels.csv" */
    const char *at;   /* content, a NUL behind it */
    size_t len;       /* bytes, the NUL not counted */
};

/* Made by the build (tools/embed.c), sorted by name. */
extern const struct builtin builtin_files[];
extern const size_t builtin_file_count;

/** The file of that name, or NULL. */
const struct builtin *builtin_find(const char *name);

/** Its content; the empty span where there is none. */
struct span builtin_span(const char *name);

/** The first file, at or after index `*at`, whose name starts with `prefix`; steps `*at` past
 * it. Start with 0. @return NULL when there is none left */
const struct builtin *builtin_next(const char *prefix, size_t *at);

#endif
