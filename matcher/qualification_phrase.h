/* matcher/qualification_phrase.h - a phrase that may name a qualification, while it is read
 * SPDX-License-Identifier: MIT
 *
 * A phrase grows word by word: names ("NVQ", "GCSE"), levels ("level 2 or 3", "L2"), subjects,
 * and small words between them. Another word ends it. What the words add up to decides whether
 * it names a qualification at all: "level 2" alone may be a level of anything.
 */
#ifndef MATCHER_QUALIFICATION_PHRASE_H
#define MATCHER_QUALIFICATION_PHRASE_H

#include "matcher/qualification_private.h"
#include "matcher/rules_private.h"

enum { SUBJECTS_MAX = 8 };

/* What stood between the last part and this word. */
enum joint { JOINT_NONE = 0, JOINT_AND, JOINT_OR, JOINT_COMMA };

struct subject_part {
    const char *id;
    enum joint joint; /* to the subject before it */
};

/* The phrase being read. */
struct phrase {
    bool open;
    bool named;    /* has a name that is a qualification by itself */
    bool numbered; /* has a framework's name: numbers behind it are levels */
    bool noun;     /* has "diploma", "qualification", ... */
    bool levelled; /* has "level 2" */
    int level;
    unsigned scale;          /* of a name whose numbers are levels of its own; 0: none */
    int fixed_level;         /* that of the name, where no level is printed */
    const char *certificate; /* a name that is its own subject */
    struct subject_part subjects[SUBJECTS_MAX];
    size_t subject_count;
    enum joint joint;        /* since the last part */
    enum joint joint_before; /* to the phrase before it, where only small words part them */
    bool set_off;            /* a comma or bracket since the last part */
    size_t from;
    size_t to; /* behind the last part */
};

struct scan {
    struct arena *arena;
    const struct rules *rules;
    const struct tokens *tokens;
    const bool *masked;
    struct qualification_hits *out;
    struct phrase phrase;
    /* Subjects in front of a name: "English and maths GCSE". */
    struct phrase before;
    struct phrase last; /* the qualification before */
    bool bare_levels;   /* "level 3" alone is a qualification here */
};

/** Nothing read yet. */
struct phrase phrase_none(void);

/** Open a phrase at word `at`, unless one is open; subjects that stood right in front are its
 * own. */
void phrase_begin(struct scan *scan, size_t at);

/** Close the open phrase; write its qualifications where it names any. */
void phrase_end(struct scan *scan);

/** The lowest of several levels counts. */
void phrase_add_level(struct phrase *phrase, int level);
void phrase_add_subject(struct phrase *phrase, const char *id);

/** Does "level 2" or "L2" stand at word `at`? */
bool level_starts(const struct scan *scan, size_t at);

/** Read "level 2", "L2", "levels 2 or 3". @return behind it */
size_t level_read(struct scan *scan, size_t at);

/** Read numbers: "2", "2 or 3", "2/3", "2 or level 3", "2 to 4".
 * @return behind the last of them; `at` where there is none */
size_t level_read_numbers(struct scan *scan, size_t at);

/** Read what goes on behind a level: "or 3", "/3", "or L3". @return behind it; `at`: nothing */
size_t level_read_more(struct scan *scan, size_t at);

#endif
