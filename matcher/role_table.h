/* matcher/role_table.h - the roles as they are loaded, for the files that read titles with them
 * SPDX-License-Identifier: MIT
 */
#ifndef MATCHER_ROLE_TABLE_H
#define MATCHER_ROLE_TABLE_H

#include "matcher/finder.h"
#include "schema/work_role.h"

/* What a word of a title is; a set. */
enum title_class {
    TITLE_PLAIN = 1,  /* tells little */
    TITLE_SMALL = 2,  /* passed over in the table's titles */
    TITLE_JOB = 4,    /* another job */
    TITLE_FIELD = 8,  /* another field of work */
    TITLE_BREAK = 16, /* begins another part of a title */
    TITLE_CLASSES = 32
};

/* Longer titles are cut here; people write no more than 20 words. */
enum { TITLE_WORDS_MAX = 48 };

/* A word of a title, spellings settled. */
struct title_word {
    uint32_t number; /* in the table's glossary; 0: the table does not know it */
    struct span word;
    unsigned classes;
    unsigned part;   /* between commas, brackets and words such as "to": from 0 */
    unsigned choice; /* between strokes and "or": from 0 */
};

struct title {
    struct title_word at[TITLE_WORDS_MAX];
    size_t count;
};

/* The words of a title of the table. */
struct role_pattern {
    uint32_t *words; /* each once */
    size_t count;
    size_t telling; /* those that are not plain */
    size_t role;    /* index */
    bool is_near_miss;
};

struct role_table {
    struct work_role *at;
    size_t count;
    struct role_pattern *patterns;
    size_t pattern_count;
    struct glossary words;
    struct finder same;    /* value: number of the word that is meant */
    struct finder classes; /* value: set of enum title_class */
};

/* Read a title. The words are in `arena`; where that fails, no words.
 * @param mends put a wrong letter right */
struct title role_title_read(struct arena *arena, const struct role_table *table,
                             struct span text, bool mends);

#endif
