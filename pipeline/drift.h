/* pipeline/drift.h - has a site changed, or one advert?
 * SPDX-License-Identifier: MIT
 *
 * The rule by which a page is put aside instead of overwriting a good record, and by which it
 * is let go again. Pure: counts in, answers out; pipeline/intake.h keeps the counts.
 *
 * A FEATURE is something that a page has or has not: each field of the record, each list, and
 * a few things that can be told of them (enum drift_kind). A feature is EXPECTED of a page
 * where the record known of its advert has it; of an advert that is new, where it is core and
 * the family nearly always has it (drift_is_usual). A page that lacks an expected feature is
 * put aside at once: nothing is known yet of the pages to come.
 *
 * At the end of the run, and of every later one, each page put aside is judged, feature by
 * feature, by the pages of its family that were expected to have it (drift_lets_go):
 *
 * - read AFTER it, in its run and in those since: at least five have it, and of those that were
 *   expected to, no more lack it than is usual (three times the usual share, at least 5 %, at
 *   most 20 %). Then the site prints it as ever, and this one advert has changed. What came
 *   before proves nothing: a site changes half-way through a run, and layouts may alternate.
 * - For an advert that is NEW, of a family of which fewer than twenty pages were read before,
 * more than half of the run's (and of at least five) must lack the feature, or it goes.
 * - For one that is NEW in a family that is known, the pages before it in its run count as
 * well, unless most of those behind it lack the feature too: there is no good record to lose,
 * and the last pages of a run shall not wait for the next one.
 * - A feature that is not core is let go as well where fewer than five pages of the run were
 *   expected to have it, too few to speak of a batch, unless two or more lack it and most do,
 *   or the page lacks three things at once: that is no edit. Fields of one group
 *   ("salary.min", "salary.max") are one thing.
 * - A value that has CHANGED is let go unless more than a third of the pages behind it, or of
 *   its run where fewer than ten are behind it, have changed theirs as well.
 * - A run that READS KEPT PAGES AGAIN says nothing of the site: the bytes are what they were.
 * What is lost there the parser lost. There core features are never let go, the others by the
 * whole run; and values may change, since that is what it is for.
 *
 * Where a feature has FALLEN (drift_has_fallen) the site has changed, and of the pages of that
 * family in that run none is let go, whatever it lacks.
 *
 * So a single page that has lost its salary waits until five pages behind it show that the site
 * still prints salaries. What the rule cannot tell: a layout that alters values, and loses
 * none, on less than a third of the pages; it looks like so many edits.
 */
#ifndef PIPELINE_DRIFT_H
#define PIPELINE_DRIFT_H

#include "schema/vacancy.h"

/** Features are bits of a set. */
enum { DRIFT_FEATURES_MAX = 64 };

/** How many features there are. */
size_t drift_count(void);

/** Its name: a field's ("salary.min"), a list's, or a measure's ("text.about.size"). */
const char *drift_name(size_t feature);

/** The feature of that name, or drift_count(). */
size_t drift_find(const char *name);

enum drift_kind {
    DRIFT_CORE,  /* without it a record is not worth having: that it is an advert at all, title,
                    employer, closing date, salary, specification */
    DRIFT_FIELD, /* another field or list, or something of its items */
    DRIFT_SIZE,  /* "text.about.size": not less than half of the known one, not more than double
                  */
    DRIFT_CONSTANT /* "employer.same": the value is the known one */
};
enum drift_kind drift_kind(size_t feature);

/** All features of some kinds. @param kinds set of 1u << enum drift_kind */
uint64_t drift_kinds(unsigned kinds);

/** What a new advert neither has nor lacks: it is measured against the record that is known. */
#define DRIFT_MEASURES (1u << DRIFT_SIZE | 1u << DRIFT_CONSTANT)

/** What a record has; for measures: whether there is something to measure by. */
uint64_t drift_features(const struct vacancy *vacancy, struct arena *arena);

/** What `known` has and `read`, the same advert's page read now, has not. */
uint64_t drift_lost(const struct vacancy *known, const struct vacancy *read,
                    struct arena *arena);

/** Bit by bit as text, under a mark of the table they belong to. */
const char *drift_write(uint64_t features, struct arena *arena);

/** The reverse. @return false for the text of another table */
bool drift_parse(const char *text, uint64_t *features);

/** Of `of` pages `with` have the feature. */
struct drift_share {
    int64_t of;
    int64_t with;
};

/** Does a family nearly always have it? At least nine of ten, of twenty or more. */
bool drift_is_usual(struct drift_share share);

/** Has it fallen: at least five pages were expected to have it, and more than half lack it? Of
 * values that changed: at least ten, and more than a third. */
bool drift_has_fallen(enum drift_kind kind, struct drift_share expected);

/** A feature that a page put aside lacks. The shares are of pages expected to have it. */
struct drift_case {
    enum drift_kind kind;
    bool is_new;              /* there is no record of the advert */
    bool is_again;            /* the run that put it aside read kept pages again */
    size_t things;            /* that the page lacks, see drift_things */
    struct drift_share after; /* read after it, in its run and since */
    struct drift_share batch; /* read in its run, the page itself among them */
    struct drift_share usual; /* read in earlier runs */
};

bool drift_lets_go(const struct drift_case *item);

/** How many things a set of features is: those of one group are one. */
size_t drift_things(uint64_t features);

#endif
