/* matcher/experience.h - how long somebody has done what, no month counted twice
 * SPDX-License-Identifier: MIT
 *
 * A length is the difference of its months: from 2022-03 to 2023-09 are 18 months, and work
 * within one month is one. Entries with dates may overlap; each calendar month counts once.
 * Entries that give months instead add up as they are.
 */
#ifndef MATCHER_EXPERIENCE_H
#define MATCHER_EXPERIENCE_H

#include "matcher/fact.h"
#include "matcher/rules.h"

/** The id of the concept that gathers all care and support work. */
#define EXPERIENCE_CARE_WORK "care_work"

/** The kinds that satisfy a demand for `kinds`: lived and caring experience counts wherever not
 * only paid work is asked for (public formats, section 4). 0: any. */
unsigned experience_kinds(unsigned kinds);

/** How an entry stands to what is asked; a higher one includes the lower. */
enum grade {
    GRADE_NONE = 0, /* another field, or nothing said */
    GRADE_NEAR,     /* a neighbouring setting, a kind not said, or only named in evidence */
    GRADE_TOLD,     /* evidence shows the setting: enough where no length is asked for */
    GRADE_RIGHT     /* the whole entry has the setting and kind that are asked for */
};

/** By which words of an entry its setting is right. */
enum setting_source {
    SETTING_NONE = 0,
    SETTING_ANY,
    SETTING_AREA,
    SETTING_EMPLOYER,
    SETTING_EVIDENCE
};

/** An entry held against a demand. */
struct graded {
    enum grade grade;
    enum setting_source setting;
};

/** Length in months of an entry; 0: not said. */
int experience_length(const struct held_experience *held);

/** The better of two: by grade, then by the more telling source. */
struct graded experience_better(struct graded a, struct graded b);

/**
 * Grade an entry. Alternatives are graded each by itself and the best is taken, so that grades
 * that are kept for single areas (mark_dossier.h) say the same.
 *
 * @param areas area ids, alternatives; none: any work counts
 * @param kinds set of enum kind; 0: any counts, lived and caring experience too
 */
struct graded experience_grade(const struct rules *rules, const struct held_experience *held,
                               const struct strings *areas, unsigned kinds);

/** What the kind of an entry (KIND_NONE: not said) makes of its grade at most. */
enum grade experience_grade_kind(enum kind held, unsigned asked);

/** Grade a line of [skills] as proof that the work was done: an example tells, a claim names.
 * It has no length and no kind; alternatives are graded each by itself. */
enum grade experience_grade_skill(const struct rules *rules, const struct held_skill *held,
                                  const struct strings *areas);

/** What entries of at least a grade add up to. */
struct experience_sum {
    size_t entries;  /* how many there are */
    int months;      /* what those with a length make up */
    bool has_unsaid; /* one of them has no length */
};

/** Add up the entries that have at least `least`. `today` is the end of the calendar. */
struct experience_sum experience_add_up(const struct rules *rules,
                                        const struct candidate *candidate,
                                        const struct strings *areas, unsigned kinds,
                                        enum grade least, struct date today);

/** The same for entries that are graded already.
 * @param grades enum grade of each entry */
struct experience_sum experience_add_graded(const struct candidate *candidate,
                                            const unsigned char *grades, enum grade least,
                                            struct date today);

/** Cite what an entry's setting was read from. @return false where there is nothing to cite:
 * any work counts, and neither area nor evidence is given */
bool experience_cite_setting(struct facts *facts, const struct candidate *candidate,
                             size_t index, enum setting_source setting);

/** Cite what an entry's length was read from, where it has one. */
void experience_cite_length(struct facts *facts, const struct candidate *candidate,
                            size_t index);

#endif
