/* tests/accuracy/panel_set.h - the adverts and people of a panel set, and what is made of them
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_ACCURACY_PANEL_SET_H
#define TESTS_ACCURACY_PANEL_SET_H

#include "matcher/rules.h"
#include "schema/candidate.h"
#include "schema/match.h"
#include "tests/accuracy/panel_report.h"

/** An advert with what people say that its criteria ask for. */
struct panel_advert {
    const char *name; /* of its file, without the ending; also its id */
    const char *file;
    struct vacancy vacancy;
    struct requirement *truth; /* as many as the vacancy has criteria */
    struct requirement *read;  /* the same, read by the program */
    bool *doubt;               /* two readers could differ over the truth */
};

struct panel_person {
    const char *name; /* the profile's id */
    const char *file;
    struct span content;
    bool refused; /* the program cannot read it: `candidate` says nothing */
    struct candidate candidate;
};

/** What all parts work on. */
struct panel_set {
    struct arena *arena;
    struct rules *rules;
    struct panel_report *report;
    const char *folder;
    const char *only; /* judge only what has this in its name; NULL: all */
    struct panel_advert *adverts;
    size_t advert_count;
    struct panel_person *people;
    size_t person_count;
    size_t *refused; /* profiles that the program could not read, of whatever part */
};

/** The day of every panel set: dated experience "to = now" ends on it. */
extern const struct date panel_today;

/** Read FOLDER/adverts and FOLDER/candidates. @param set arena, rules, folder */
void panel_set_read(struct panel_set *set);

/** A line of notation of an advert or of criteria*.tsv. */
struct requirement panel_truth(struct arena *arena, const char *file, int line,
                               const char *text);

/** What the program reads. */
struct requirement panel_read(const struct panel_set *set, const struct criterion *criterion);

/** A criterion of five cells: need, group, text, assessed. */
struct criterion panel_criterion(const char *file, int line, const char *need,
                                 const char *group, const char *text, const char *assessed);

/** @param content of `file`, maybe edited. A profile that is refused is told and counted. */
struct panel_advert panel_advert_read(const struct panel_set *set, const char *file,
                                      struct span content);
struct panel_person panel_person_read(const struct panel_set *set, const char *file,
                                      struct span content);

/** By name, a person's file name will do too; NULL where there is none. */
const struct panel_advert *panel_find_advert(const struct panel_set *set, const char *name);
const struct panel_person *panel_find_person(const struct panel_set *set, const char *name);

/** The program's sheet. */
struct match panel_match(const struct panel_set *set, const struct panel_advert *advert,
                         const struct panel_person *person);

/** Is it among what is judged? @param other a second name, or NULL */
bool panel_is_chosen(const struct panel_set *set, const char *name, const char *other);

/** A requirement in the notation. */
const char *panel_text(struct arena *arena, const struct requirement *requirement);

/** For lines of misses: "-" for MARK_NONE. @return one of some texts in turn */
const char *panel_mark_text(int mark);

#endif
