/* parser/stance.h - what each sentence of a text says about one thing: named, granted, denied
 * SPDX-License-Identifier: MIT
 *
 * People say "no check is needed", "not subject to a check" and "this role isn't eligible for
 * one" in endless ways. A table (parser/fields/stance.tsv) gives the words their parts; this
 * file knows only how far a "not" reaches.
 */
#ifndef PARSER_STANCE_H
#define PARSER_STANCE_H

#include "base/arena.h"
#include "base/span.h"

/** The parts that words play, as a set. */
enum stance_part {
    STANCE_TOPIC = 1,    /* names the thing */
    STANCE_CLUE = 2,     /* belongs to it but may belong to other things too */
    STANCE_GRANT = 4,    /* says that it is so; denied, that it is not */
    STANCE_TARGET = 8,   /* says nothing by itself; denied, that it is not */
    STANCE_VERB = 16,    /* names the thing only where it is denied */
    STANCE_ACT = 32,     /* names it and says that it is so */
    STANCE_NOT = 64,     /* denies a grant, target, verb or act soon behind it */
    STANCE_NO = 128,     /* the same, and the thing itself next to it */
    STANCE_REFUSE = 256, /* the same, and the thing itself soon behind it */
    STANCE_STOP = 512,   /* a denial reaches no further */
    STANCE_OTHER = 1024, /* the sentence is about something else */
    STANCE_HEDGE = 2048, /* the sentence decides nothing */
    STANCE_NONE = 4096,  /* a phrase that holds one of these words and means nothing */
    STANCE_NOUN = 8192,  /* what a level is a level of */
    STANCE_ENHANCED = 16384,
    STANCE_STANDARD = 32768,
    STANCE_BENEFIT = 65536,   /* what else may be enhanced: pay, leave */
    STANCE_DENIED = 131072,   /* denies by itself: "unavailable" */
    STANCE_LEVEL = 262144,    /* says that a level is named in the sentence */
    STANCE_ONLY = 524288,     /* what stands behind it is all that is taken */
    STANCE_FREE = 1048576,    /* people who do not need the thing: behind "only" a denial */
    STANCE_ARTICLE = 2097152, /* behind a verb or act it begins what that is done to: another */
    STANCE_PERSON = 4194304   /* thing, unless a word for a person or a post follows */
};

/** What a sentence said. */
struct stance {
    unsigned parts;  /* set of enum stance_part: what occurs in it */
    unsigned levels; /* of these ENHANCED and STANDARD that are a check's */
    bool denied;
};

/** Sentences on their way; see stance_open. */
struct stance_text {
    const char *kind;
    struct span plain;
    size_t at;
};

/** Begin with the first sentence. @param kind the thing: a kind of stance.tsv */
struct stance_text stance_open(struct arena *arena, const char *kind, const char *text);

/** Read the next sentence. @return false at the end */
bool stance_next(struct stance_text *text, struct stance *stance);

#endif
