/* parser/stance.c - what each sentence of a text says about one thing: named, granted, denied
 * SPDX-License-Identifier: MIT
 */
#include "parser/stance.h"

#include "parser/clause.h"
#include "parser/fields.h"

/* How many words a denial reaches over: "not normally be able to offer". */
enum { REACH = 5 };

/* A sentence being read. */
struct scan {
    struct stance *stance;
    int reach;      /* words that a denial still reaches, 0 none */
    bool topic_too; /* it denies the thing itself too */
    bool next_only; /* but only next to it */
    unsigned last;  /* parts of the word before; 0 a word of none */
    bool opened;    /* a mark stands before */
    bool thing;     /* a verb or act has an object, and no word for a person was met in it */
};

static unsigned part_of(struct span value) {
    static const struct {
        const char *name;
        unsigned part;
    } parts[] = {{"topic", STANCE_TOPIC},
                 {"clue", STANCE_CLUE},
                 {"grant", STANCE_GRANT},
                 {"target", STANCE_TARGET},
                 {"verb", STANCE_VERB},
                 {"act", STANCE_ACT},
                 {"not", STANCE_NOT},
                 {"no", STANCE_NO},
                 {"refuse", STANCE_REFUSE},
                 {"stop", STANCE_STOP},
                 {"other", STANCE_OTHER},
                 {"hedge", STANCE_HEDGE},
                 {"none", STANCE_NONE},
                 {"noun", STANCE_NOUN},
                 {"enhanced", STANCE_ENHANCED},
                 {"standard", STANCE_STANDARD},
                 {"benefit", STANCE_BENEFIT},
                 {"denied", STANCE_DENIED},
                 {"refused", STANCE_DENIED | STANCE_TOPIC},
                 {"only", STANCE_STOP | STANCE_ONLY},
                 {"free", STANCE_NONE | STANCE_FREE},
                 {"article", STANCE_ARTICLE},
                 {"person", STANCE_PERSON},
                 {"level", STANCE_LEVEL | STANCE_NOUN},
                 {"topic_level", STANCE_LEVEL | STANCE_TOPIC}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (span_is(value, parts[i].name)) {
            return parts[i].part;
        }
    }
    return STANCE_NONE;
}

/* ---- denial ---- */

static const unsigned denials = STANCE_NOT | STANCE_NO | STANCE_REFUSE;

/* "DBS: No", "Is sponsorship offered? No.": a denial that is a whole clause denies what the
 * clause before named. */
static bool is_answer(const struct scan *scan, struct span plain, size_t at) {
    struct span next = clause_word(plain, &at);
    bool closed = next.len == 0 || span_is(next, ".") || span_is(next, ",");
    return scan->opened && closed && (scan->stance->parts & (STANCE_TOPIC | STANCE_CLUE));
}

static void take_denial(struct scan *scan, unsigned part) {
    scan->reach = REACH;
    scan->topic_too = part != STANCE_NOT;
    scan->next_only = part == STANCE_NO;
}

/* Does the denial before reach a word of that part? */
static bool is_reached(const struct scan *scan, unsigned part) {
    static const unsigned always = STANCE_GRANT | STANCE_TARGET | STANCE_VERB | STANCE_ACT;
    static const unsigned near = STANCE_NO | STANCE_ENHANCED | STANCE_STANDARD;
    bool topic = part & (STANCE_TOPIC | STANCE_CLUE) && scan->topic_too &&
                 (!scan->next_only || scan->last & near);
    return scan->reach > 0 && (part & always || topic);
}

/* ---- levels ---- */

static const unsigned levels = STANCE_ENHANCED | STANCE_STANDARD;
static const unsigned nouns = STANCE_TOPIC | STANCE_NOUN;

/* A level counts beside what it is a level of ("standard DBS", "DBS (Standard)", "at standard
 * level"); enhanced, which is seldom said of anything else, anywhere in a sentence about it. */
static void take_level(struct scan *scan, unsigned part) {
    struct stance *stance = scan->stance;
    if (part & nouns) {
        stance->levels |= scan->last & levels;
    }
    if (part & levels && scan->last & nouns) {
        stance->levels |= part;
    }
    if (part & STANCE_BENEFIT && scan->last & STANCE_ENHANCED) {
        stance->parts &= ~(unsigned)STANCE_ENHANCED;
    }
}

static void settle_levels(struct stance *stance) {
    if (stance->parts & nouns) {
        stance->levels |= stance->parts & STANCE_ENHANCED;
    }
    /* "Level of DBS required: Standard". */
    if (stance->parts & STANCE_TOPIC && stance->parts & STANCE_LEVEL) {
        stance->levels |= stance->parts & STANCE_STANDARD;
    }
}

/* ---- objects ---- */

/* "To sponsor the town's half marathon" is about a marathon, "to sponsor the right candidate"
 * is not. */
static void take_object(struct scan *scan, unsigned part) {
    if (part & STANCE_ARTICLE && scan->last & (STANCE_VERB | STANCE_ACT)) {
        scan->thing = true;
    } else if (part & (STANCE_PERSON | STANCE_CLUE | STANCE_TOPIC)) {
        scan->thing = false;
    }
}

/* "Only people who do not need sponsorship". */
static bool is_only_free(const struct stance *stance, unsigned part) {
    return part & STANCE_FREE && stance->parts & STANCE_ONLY;
}

/* ---- words ---- */

static void take_part(struct scan *scan, unsigned part, bool answer) {
    struct stance *stance = scan->stance;
    bool denies = part & STANCE_DENIED && scan->reach == 0; /* "will not be rejected" */
    bool free = is_only_free(stance, part);
    stance->denied = stance->denied || answer || denies || free || is_reached(scan, part);
    part |= free ? STANCE_TOPIC : 0;
    take_object(scan, part);
    if (part & STANCE_VERB && !is_reached(scan, part)) {
        part = 0;
    }
    stance->parts |= part;
    take_level(scan, part);
    if (part & denials) {
        take_denial(scan, part);
    } else if (part & STANCE_STOP) {
        scan->reach = 0;
    } else if (part & (STANCE_ARTICLE | STANCE_PERSON)) {
        scan->reach -= scan->reach > 0;
    }
    scan->last = part;
}

static void take_mark(struct scan *scan) {
    /* "DBS (Standard)": a level looks past the bracket. */
    scan->last &= nouns;
    scan->reach = 0;
    scan->opened = true;
}

struct stance_text stance_open(struct arena *arena, const char *kind, const char *text) {
    return (struct stance_text){kind, span_of(clause_plain(arena, span_of(text))), 0};
}

/* The phrase that begins at `from`, or the word alone, which the caller has stepped past. */
static void take_word(struct scan *scan, struct stance_text *text, size_t from) {
    struct words_row row;
    struct span rest = span_part(text->plain, from, SIZE_MAX);
    if (words_begin(&row, &fields_stance, text->kind, rest)) {
        unsigned part = part_of(row.value);
        text->at = from + row.words.len;
        take_part(scan, part, part & denials && is_answer(scan, text->plain, text->at));
    } else {
        scan->last = 0;
        scan->reach -= scan->reach > 0;
    }
    scan->opened = false;
}

bool stance_next(struct stance_text *text, struct stance *stance) {
    struct scan scan = {.stance = stance};
    size_t words = 0;
    *stance = (struct stance){0};
    for (;;) {
        struct span word = clause_word(text->plain, &text->at);
        bool stop = span_is(word, ".");
        if (word.len == 0 || (stop && words > 0)) {
            break;
        }
        if (stop || span_is(word, ",")) {
            take_mark(&scan);
        } else {
            words++;
            take_word(&scan, text, text->at - word.len);
        }
    }
    settle_levels(stance);
    stance->parts |= scan.thing ? STANCE_OTHER : 0;
    return words > 0;
}
