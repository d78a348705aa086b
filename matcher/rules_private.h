/* matcher/rules_private.h - what the loaded rules hold, for the files that read with them
 * SPDX-License-Identifier: MIT
 */
#ifndef MATCHER_RULES_PRIVATE_H
#define MATCHER_RULES_PRIVATE_H

#include "lib/pattern.h"
#include "matcher/concepts.h"
#include "matcher/finder.h"
#include "matcher/rules.h"
#include "matcher/wordings.h"
#include "schema/requirement.h"

/* What an area of experience is: a person's work is told by group first, by setting second. */
enum facet {
    FACET_NONE = 0,
    FACET_GENERIC, /* says little: "people"; gives way to any other */
    FACET_GROUP,
    FACET_SETTING,
    FACET_ACTIVITY,
    FACET_COUNT
};

/* Concepts that gather others; what hangs on them is data. */
#define CONCEPT_CARE_WORK "care_work"   /* areas whose ordinary work is care and support */
#define CONCEPT_SOFT_SKILL "soft_skill" /* what that work ordinarily needs */

/* A row of concepts.tsv or subjects.tsv. */
struct concept_row {
    const char *id;
    enum concept_kind kind;
    enum facet facet;
    bool job; /* an area that says what somebody worked as, not only where */
    const char *label;
    uint32_t *broader; /* row indexes */
    size_t broader_count;
    uint32_t *neighbours;
    size_t neighbour_count;
};

/* Concepts, or subjects: rows, their ids, and their wordings. */
struct ontology {
    struct concept_row *rows;
    size_t count;
    struct glossary ids; /* number - 1 is the row's index */
    struct finder wordings;
    struct finder against; /* wordings that speak against a row */
    struct finder places;  /* those of a job's wordings that only say where ("@office") */
    /* Worked out when all is read: matches ask for both very often. */
    uint64_t *within; /* for each row a set of the rows that contain it, itself too */
    size_t stride;    /* words of such a set */
    uint32_t *known;  /* index + 1 of a row by the address of its id; open addressing */
    size_t room;      /* a power of two; 0: not worked out */
};

/* A name of the ladder: a phrase, what it is worth. */
struct rung {
    int level;           /* LEVEL_NONE: none of its own */
    const char *subject; /* or NULL */
    bool ignored;        /* looks like a qualification and is none */
    bool numbered;       /* the number printed behind it is its level ("NVQ") */
    bool levelled;       /* the level is printed in the name ("NVQ2", "SCQF level 6") */
    bool noun;           /* a word like "diploma": one only with a level or a subject */
};

/* Small words that steer the reading (cues.tsv). */
enum cue { CUE_NONE = 0, CUE_NEGATION, CUE_NEGATION_END, CUE_HARMLESS, CUE_COUNT };

/* What a rule's match yields. */
enum yield {
    YIELD_NONE = 0,
    YIELD_MASK,       /* no other reader sees these words */
    YIELD_NOTHING,    /* asks for nothing */
    YIELD_ATOM,       /* one whole atom */
    YIELD_STATUS,     /* how the qualification beside it may be held */
    YIELD_EQUIVALENT, /* "or equivalent" */
    YIELD_SOFT,       /* softens what stands before or behind it */
    YIELD_SKIP,       /* what follows in the clause are only examples */
    YIELD_ONE_OF,     /* the list that follows are alternatives */
    YIELD_HEAD,       /* says what the words behind (or before) it are */
    YIELD_KIND,       /* kinds of experience */
    YIELD_GROUP,      /* a group's heading: what its bare lines are */
    YIELD_COUNT
};

enum soft { SOFT_BEFORE = 0, SOFT_AFTER, SOFT_TRAINING };

/* A rule of requirement.rules. */
struct rule {
    const char *id;
    enum yield yield;
    enum soft soft;
    struct atom atom; /* atoms and heads: type and members; status: its holding */
    bool captured;    /* the atom's concept is what the pattern's first group matched */
    bool alternative; /* a head that is an alternative to what stands before it */
    bool weak;        /* an atom that gives way to a qualification it would qualify */
    struct pattern *pattern;
    struct strings yes; /* examples that must match */
    struct strings no;  /* and that must not */
    bool always;        /* runs whatever the words */
};

/* The rules that a word may start: a list by the word's number in the glossary. */
struct trigger {
    uint32_t rule;
    uint32_t next; /* index + 1 in `triggers`; 0: the end */
};

struct grammar {
    struct rule *rules;
    size_t count;
    struct trigger *triggers;
    size_t trigger_count;
    uint32_t *first; /* by word number: index + 1 in `triggers` */
    size_t first_count;
};

/* The most rules: a set of them stands on the stack. */
enum { RULES_MAX = 512 };

struct rules {
    struct arena arena;
    struct glossary words;
    struct ontology concepts;
    const struct concept_row
        *care; /* the concept that gathers care and support work; or NULL */
    const struct concept_row *soft; /* the one that gathers what it ordinarily needs; or NULL */
    struct ontology subjects;
    struct finder ladder;
    struct rung *rungs;
    size_t rung_count;
    struct finder cues; /* value: enum cue */
    int *weights;       /* by word number: weight + 1, 0 unknown */
    size_t weight_count;
    int *numbers; /* by word number: value + 1, 0 none */
    size_t number_count;
    struct grammar grammar;
    struct wordings wordings;
    char version[13];
};

/* Readers of one file each; `file` is for messages. */
enum err rules_read_concepts(struct rules *rules, const char *file, struct span content,
                             struct diag *diag);
enum err rules_read_subjects(struct rules *rules, const char *file, struct span content,
                             struct diag *diag);
enum err rules_read_ladder(struct rules *rules, const char *file, struct span content,
                           struct diag *diag);
enum err rules_read_qualifications(struct rules *rules, const char *file, struct span content,
                                   struct diag *diag);
enum err rules_read_weights(struct rules *rules, const char *file, struct span content,
                            struct diag *diag);
enum err rules_read_numbers(struct rules *rules, const char *file, struct span content,
                            struct diag *diag);
enum err rules_read_cues(struct rules *rules, const char *file, struct span content,
                         struct diag *diag);
enum err rules_read_grammar(struct rules *rules, const char *file, struct span content,
                            struct diag *diag);
enum err rules_read_prompts(struct rules *rules, const char *file, struct span content,
                            struct diag *diag);
enum err rules_read_examples(struct rules *rules, const char *file, struct span content,
                             struct diag *diag);
void rules_free_grammar(struct grammar *grammar);

/* The row that is named at word `at` (its index), the longest wording counting; words that
 * speak against a row name none. @return its words; 0: none */
size_t ontology_find(const struct ontology *ontology, const struct tokens *tokens, size_t at,
                     uint32_t *row);

/* The row of an id, or NULL. */
const struct concept_row *ontology_row(const struct ontology *ontology, const char *id);

/* Is `row` the same as `other` or a part of it? */
bool ontology_within(const struct ontology *ontology, const struct concept_row *row,
                     const struct concept_row *other);

/* The number that a word stands for, in digits or letters; -1: none. */
int rules_number(const struct rules *rules, const struct token *token);

/* The weight of a word of a text. */
int rules_weight(const struct rules *rules, const struct token *token);

/* "Disabled Facilities Grant process" as "disabled_facilities_grant_process": the words of some
 * weight, at most six. NULL where there are none. */
const char *rules_slug(const struct rules *rules, struct arena *arena,
                       const struct tokens *tokens, size_t from, size_t to);

#endif
