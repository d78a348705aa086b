/* matcher/wordings.h - the words of the sheet (prompts.tsv) and of evidence (example_words.tsv)
 * SPDX-License-Identifier: MIT
 *
 * Read once with the other rules, so that a look-up costs one hash.
 */
#ifndef MATCHER_WORDINGS_H
#define MATCHER_WORDINGS_H

#include "base/err.h"
#include "matcher/finder.h"

/** What a word of an evidence line is; a set. What each means stands in example_words.tsv. */
enum word_kind {
    WORD_DEED = 1,
    WORD_DOING = 2,
    WORD_TRAIT = 4,
    WORD_CLAIM = 8,
    WORD_JOINT = 16,
    WORD_DENIAL = 32,
    WORD_PRAISE = 64,
    WORD_DOER = 128,
    WORD_HABIT = 256,
    WORD_WISH = 512
};

/** What is proved that is no concept: {"registration", "NMC"}, {"language", "english"}. */
struct proof {
    struct span about;
    struct span what;
};

/** A row of ids that belong to one: what work in an area ordinarily needs, for instance. */
struct tie {
    struct span about; /* "needed", "taught", "proves", "also", "for" */
    struct span what;  /* whose */
    struct span id;
    bool is_not; /* "-humour": all of the group but this one */
    int worth;   /* mark that it gives: "shifts=1"; 2 where nothing is said */
};

/** Something that people say they did, and what it shows. */
struct deed {
    uint32_t *words; /* numbers of `deed_words`; 0: up to DEED_GAP words of any kind */
    size_t count;
    struct span ids; /* of concepts, parted by spaces: "listening empathy" */
    uint32_t next;   /* index + 1 of the next one with the same first word; 0: none */
};

/** How many words may stand where a deed has a "*". */
enum { DEED_GAP = 3 };

struct wordings {
    struct glossary keys; /* "about TAB lack" */
    struct span *texts;   /* by key's number - 1 */
    size_t text_count;
    struct glossary words; /* lower case */
    unsigned *kinds;       /* by word's number - 1: set of enum word_kind */
    struct span *bases;    /* by word's number - 1: "write" for "wrote"; empty: none */
    size_t word_count;
    struct glossary proof_words; /* of the wordings below */
    struct finder proof_phrases; /* value: index in `proofs` */
    struct proof *proofs;
    size_t proof_count;
    struct tie *ties;
    size_t tie_count;
    struct glossary deed_words; /* of the deeds, verbs in their base form */
    struct deed *deeds;
    size_t deed_count;
    uint32_t *deeds_by_word; /* by word's number - 1: index + 1 of the first deed; 0: none */
    size_t deed_word_count;
};

/** Read one of the files. @return ERR_INPUT with file and line */
enum err wordings_read_prompts(struct wordings *wordings, struct arena *arena, const char *file,
                               struct span content, struct diag *diag);
enum err wordings_read_words(struct wordings *wordings, struct arena *arena, const char *file,
                             struct span content, struct diag *diag);

/** The wording under two keys; empty where there is none. Borrowed. */
struct span wordings_find(const struct wordings *wordings, const char *about, const char *lack);

/** What a word is, in any case of letters; 0: nothing that the table knows. */
unsigned wordings_kinds(const struct wordings *wordings, struct span word);

/** "write" for "wrote"; empty where the table has no such form. Borrowed. */
struct span wordings_base(const struct wordings *wordings, struct span word);

/** The proof of that name, in any case of letters; SIZE_MAX: none. */
size_t wordings_proof(const struct wordings *wordings, const char *about, struct span what);

#endif
