/* matcher/rules_private.h - what the loaded rules hold, for the files that read with them
 * SPDX-License-Identifier: MIT
 */
#ifndef MATCHER_RULES_PRIVATE_H
#define MATCHER_RULES_PRIVATE_H

#include "lib/pattern.h"
#include "matcher/concepts.h"
#include "matcher/finder.h"
#include "matcher/ordinary.h"
#include "matcher/role_table.h"
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
#define CONCEPT_COMPUTERS "it_skills"   /* shown by naming programs and systems */
#define CONCEPT_WHOLE_FIELD "health_and_social_care" /* its settings are fields of work */

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
    struct finder told;    /* wordings of profiles only ("^my own flat") */
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
    unsigned scale;      /* number of its own scale of levels ("SCQF"); 0: the ladder's */
};

/* The levels of another framework on the ladder, by its own numbers. */
enum { SCALE_MAX = 12 };
struct scale {
    int levels[SCALE_MAX + 1]; /* LEVEL_NONE where the facts tell none */
};

/* What a small word in the name of a qualification is (qualification_private.h). */
struct ladder_word {
    uint32_t is; /* set of enum ladder_use */
    int number;  /* of "iii"; 0: none */
};

/* Small words that steer the reading (cues.tsv). The first three are phrases, found by the
 * finder `cues`; the others are single words, each a set of cues (rules_is). */
enum cue {
    CUE_NONE = 0,
    CUE_NEGATION,
    CUE_NEGATION_END,
    CUE_HARMLESS,
    CUE_PHRASES_END,    /* behind the phrases; none itself */
    CUE_OR,             /* joins alternatives */
    CUE_AND,            /* joins demands */
    CUE_WITH,           /* joins demands, but not the concepts of one list */
    CUE_EITHER,         /* alternatives follow */
    CUE_CLAUSE,         /* starts a clause */
    CUE_PLACE,          /* says where */
    CUE_PLACE_ARTICLE,  /* may stand between that and the place */
    CUE_COMPLEMENT_END, /* ends the words in front of a head that tell which */
    CUE_TELLS_MORE,     /* what follows only tells more of the topic */
    CUE_NEEDED,         /* a softening word further on does not reach over it */
    CUE_EQUIVALENT,     /* of experience: it stands in for the qualification beside it */
    CUE_YEAR,           /* units of a length */
    CUE_MONTH,
    CUE_WEEK,
    CUE_ONE,              /* a number only in front of a unit: "a year" */
    CUE_LENGTH_INSIDE,    /* may stand between the number and the unit */
    CUE_NO_LENGTH_BEHIND, /* right behind it no length of experience is told: "past 2 years" */
    CUE_NO_LENGTH_AROUND, /* nor a word further: "within the 2 years" */
    CUE_AT_LEAST,         /* unless this stands between */
    CUE_NO_LENGTH_BEFORE, /* right before it none is told: "2 years old" */
    CUE_NO_LENGTH_OF,     /* nor before it with one of these between: "18 years of age" */
    CUE_LENGTH_OF,
    CUE_SKILL, /* "skill" itself */
    CUE_HALF,
    CUE_LENGTH_OF_WORK,  /* behind a long length: experience, not an age */
    CUE_THEIR,           /* what follows belongs to what was named: "and their families" */
    CUE_AGAIN,           /* behind "and": a further demand of the same head ("and of ...") */
    CUE_VERB,            /* a doing, in the form that follows "able to" */
    CUE_LIGHT_VERB,      /* what follows it says what is done: "work in a team" */
    CUE_ADJECTIVE_IN_LY, /* no adverb, though it ends like one */
    CUE_TRAIT_NOUN,      /* what somebody has or is: "a reliable character" */
    CUE_AUXILIARY,       /* makes a sentence of words */
    CUE_WHO,             /* "a listener who shows patience" */
    CUE_PURPOSE,         /* what follows is what something is done for */
    CUE_OTHER,           /* "ICE or other systems": more of the same */
    CUE_EVALUATES,       /* "with good ..." is a demand, "with ..." may be none */
    CUE_MANNER,          /* "in a kind way" tells how something is done */
    CUE_COUNT
};

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

/* An example of a rule, and where it stands. */
struct example {
    const char *text;
    int line;
};

struct examples {
    struct example *at;
    size_t count;
};

/* A rule of requirement.rules. */
struct rule {
    const char *id;
    enum yield yield;
    enum soft soft;
    struct atom atom; /* atoms and heads: type and members; status: its holding */
    bool captured; /* the atom's concept, of a qualification its subject, is what the pattern's
                      first group matched */
    bool alternative; /* a head that is an alternative to what stands before it */
    bool weak;        /* an atom that gives way to a qualification it would qualify */
    struct pattern *pattern;
    struct examples yes; /* that must match */
    struct examples no;  /* and that must not */
    bool always;         /* runs whatever the words */
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
    struct ladder_word *ladder_words; /* by word number */
    size_t ladder_word_count;
    struct scale *scales;
    size_t scale_count;
    struct finder cues;  /* phrases; value: enum cue */
    uint64_t *word_cues; /* by word number: set of enum cue of single words */
    size_t word_cue_count;
    int *weights; /* by word number: weight + 1, 0 unknown */
    size_t weight_count;
    int *numbers; /* by word number: value + 1, 0 none */
    size_t number_count;
    struct grammar grammar;
    struct wordings wordings;
    struct ordinary ordinary;
    struct role_table roles;
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
enum err rules_read_roles(struct rules *rules, const char *file, struct span content,
                          struct diag *diag);
void rules_free_grammar(struct grammar *grammar);

/* Does each rule match its examples, and would their words have it run; and does it not match
 * those that it must not? @param file of the grammar, for messages
 * @return ERR_INPUT with file, line, rule and example of the first that fails */
enum err rules_check_examples(const struct rules *rules, const char *file, struct diag *diag);

/* The row that is named at word `at` (its index), the longest wording counting; words that
 * speak against a row name none. @return its words; 0: none */
size_t ontology_find(const struct ontology *ontology, const struct tokens *tokens, size_t at,
                     uint32_t *row);

/** The same in a text of a profile, by the wordings of profiles too. */
size_t ontology_find_told(const struct ontology *ontology, const struct tokens *tokens,
                          size_t at, uint32_t *row);

/* The row of an id, or NULL. What stands behind a full stop in an id only tells it from other
 * demands of the same row (reading_tell_apart). */
const struct concept_row *ontology_row(const struct ontology *ontology, const char *id);

/* Is `row` the same as `other` or a part of it? */
bool ontology_within(const struct ontology *ontology, const struct concept_row *row,
                     const struct concept_row *other);

/* Has word `at` this cue, one of those for single words? False behind the end. */
bool rules_is(const struct rules *rules, const struct tokens *tokens, size_t at, enum cue cue);

/* The number that a word stands for, in digits or letters; -1: none. */
int rules_number(const struct rules *rules, const struct token *token);

/* The weight of a word of a text. */
int rules_weight(const struct rules *rules, const struct token *token);

/* "Disabled Facilities Grant process" as "disabled_facilities_grant_process": the words of some
 * weight, at most six. NULL where there are none. */
const char *rules_slug(const struct rules *rules, struct arena *arena,
                       const struct tokens *tokens, size_t from, size_t to);

#endif
