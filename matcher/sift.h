/* matcher/sift.h - thousands of adverts against a candidate: gate, score and range only
 * SPDX-License-Identifier: MIT
 *
 * What criteria ask for repeats from advert to advert, and a mark depends on the tree alone. So
 * each different requirement is judged once for a candidate, the result is a byte, and an
 * advert is a sum over bytes: exactly what score_match says of it. The adverts and their shares
 * are the same for all candidates, and nothing of them changes once they are ready: threads may
 * share them, each with marks of its own.
 *
 *     sift_add for each advert, sift_prepare                       once
 *     sift_expect before that, sift_read_ahead beside it           where that saves time
 *     sift_judge, sift_total for each advert                       for each candidate
 *     sift_change_begin, sift_change_total for each advert         for each change that is
 * tried
 */
#ifndef MATCHER_SIFT_H
#define MATCHER_SIFT_H

#include <stdatomic.h>

#include "matcher/rules.h"
#include "schema/brief.h"
#include "schema/candidate.h"
#include "schema/match.h"

struct judge;

/** A criterion. Eight bytes: there are hundreds of thousands. */
struct sift_line {
    uint32_t requirement;
    unsigned need : 4;     /* enum need */
    unsigned assessed : 8; /* set of enum assessed */
    /* Of sift_prepare: */
    unsigned share : 10; /* tenths of the score */
    unsigned gates : 1;  /* it has a say in the gate: essential, and not looked at later */
    unsigned later : 1;  /* neither the application nor a document is looked at */
};
_Static_assert((int)NEED_COUNT <= 1 << 4 && (int)ASSESSED_COUNT <= 8, "they fit");

/** An advert: a part of the lines. */
struct sift_advert {
    uint32_t first;
    uint16_t count;
    bool is_scored; /* any share is above 0; of sift_prepare */
};

/** Requirements are read and judged in so many parts. */
enum { SIFT_PARTS = 8 };

/** All of them. Zeroed and given rules and an arena it is empty. */
struct sift {
    const struct rules *rules;
    struct arena *arena;
    struct sift_advert *adverts;
    size_t advert_count;
    struct sift_line *lines;
    size_t line_count;
    /* Of sift_prepare: */
    struct requirement *requirements; /* by number; count 0 where no line asks for it */
    unsigned *types;                  /* by number: set of enum atom_type */
    size_t requirement_count;         /* one more than the highest number */
    uint32_t ahead;                   /* the numbers below are read already */
    struct arena parts[SIFT_PARTS];   /* where they live, read by several hands */
    uint32_t *asked; /* the numbers that a line asks for, each once, ascending */
    size_t asked_count;
};

/** How an advert stands. */
struct sifted {
    enum gate gate;
    int score;
    int high;
    uint32_t only_short; /* the requirement that alone keeps the gate from pass (in however many
                            criteria); 0: none, or several */
};

/** Add an advert by what its criteria ask for; it gets the next number, from 0 on.
 * @return ERR_LIMIT for more criteria than an advert can have; ERR_MEMORY */
enum err sift_add(struct sift *sift, const struct brief_line *lines, size_t count,
                  struct diag *diag);

/** Say what the criteria of an advert ask for that was added without. */
enum err sift_set(struct sift *sift, size_t advert, const struct brief_line *lines,
                  size_t count, struct diag *diag);

/** Say what the numbers stand for before the adverts are there, to sift_read_ahead. That
 * nothing comes of it where other texts are given to sift_prepare does no harm.
 * @param texts borrowed by sift_read_ahead */
enum err sift_expect(struct sift *sift, const struct requirement_texts *texts,
                     struct diag *diag);

/** Read requirements, whoever may ask for them, until told to stop: something to do for a
 * processor that is idle while adverts are added. One that cannot be read is left to
 * sift_prepare, which reads what is asked for. */
void sift_read_ahead(struct sift *sift, const struct requirement_texts *texts,
                     const atomic_bool *stop);

/** All adverts are there: read the requirements that they ask for, work out their shares.
 * @param texts what their numbers stand for; a line may ask for no number without a text
 * @return ERR_INPUT for a text that is none, ERR_MEMORY, ERR_LIMIT */
enum err sift_prepare(struct sift *sift, const struct requirement_texts *texts,
                      struct diag *diag);

/** Free what sift_prepare read; the arena stays. Accepts one that is zeroed. */
void sift_fini(struct sift *sift);

/** Judge all that is asked for.
 * @param marks sift->requirement_count bytes
 * @param hands threads that share it, as hands_share_out has them (SIFT_PARTS at most are of
 * use); 1 where candidates are shared out already
 * @param today tells how recent experience is @return ERR_MEMORY, ERR_LIMIT */
enum err sift_judge(unsigned char *marks, const struct sift *sift, size_t hands,
                    const struct candidate *candidate, struct date today, struct diag *diag);

/** How an advert stands by these marks. */
struct sifted sift_total(const struct sift *sift, const unsigned char *marks, size_t advert);

/** Does a criterion keep the gate from pass, its requirement having this mark? */
bool sift_line_is_short(const struct sift_line *line, unsigned char mark);

/** The marks of an advert's criteria as a text: '0', '1', '2', '-' where it is looked at later.
 * @param out room for its criteria and a NUL */
void sift_marks_text(char *out, const struct sift *sift, const unsigned char *marks,
                     size_t advert);

/** A changed profile, tried: what the change can touch is judged when it is asked for. */
struct sift_change {
    const struct sift *sift;
    const struct judge *judge;   /* of the changed profile */
    unsigned touches;            /* set of enum atom_type */
    const unsigned char *before; /* marks of the profile as it was */
    unsigned char *marks;        /* sift->requirement_count bytes, SIFT_UNJUDGED each */
};

/** No mark yet. */
enum { SIFT_UNJUDGED = 0xff };

/** Start on a change: forgets what an earlier one has judged into `marks`. */
void sift_change_begin(struct sift_change *change);

/** What sift_total would say of an advert after the change. */
struct sifted sift_change_total(struct sift_change *change, size_t advert);

/** Does the gate say pass after the change? Stops at the first criterion that keeps it from
 * that. */
bool sift_change_passes(struct sift_change *change, size_t advert);

/** Does the change make this requirement pass the gate, should it be essential? */
bool sift_change_mends(struct sift_change *change, uint32_t requirement);

#endif
