/* tests/accuracy/gold_judge.h - one value that was read against the truth
 * SPDX-License-Identifier: MIT
 */
#ifndef TESTS_ACCURACY_GOLD_JUDGE_H
#define TESTS_ACCURACY_GOLD_JUDGE_H

#include "lib/json.h"
#include "tests/accuracy/gold_figures.h"

/** Where values are being judged. */
struct gold_place {
    struct gold_figures *figures;
    struct arena *arena; /* for names and lines */
    size_t column;
    const char *page;   /* for the lines of misses */
    const char *prefix; /* in front of each field's name: "list.salary." */
    bool absent;        /* what holds the values was not read at all: that was said once */
};

/** Is this truth's value left open ("?")? */
bool gold_is_open(const struct json *want);

/** Nothing, an empty list, false, or "unstated". */
bool gold_is_blank(const struct json *value);

/** Are both the same? An open value in `want` is the same as any; NULL is null. The order in a
 * list counts unless `any_order`. */
bool gold_same(const struct json *want, const struct json *got, bool any_order);

/** The same place one step further in: "salary" makes fields "salary.min". */
struct gold_place gold_inside(const struct gold_place *place, const char *name);

/** Count a value, and say a miss. Open values are passed over; so are blank ones of what was
 * not read at all. */
void gold_judge(const struct gold_place *place, const char *field, const struct json *want,
                const struct json *got);

/** Each member of an object; values that are no objects are judged whole. */
void gold_judge_members(const struct gold_place *place, const char *name,
                        const struct json *want, const struct json *got);

/** Locations: their number, then member by member, the first against the first. */
void gold_judge_locations(const struct gold_place *place, const char *name,
                          const struct json *want, const struct json *got);

/** Must there be a note on this field? Counted under "noted".
 * @param notes of the record; those of a listing's entries ("entries.3.salary") count too
 * @param field dotted; a note on a part of it ("salary.min" for "salary") will do */
void gold_judge_noted(const struct gold_place *place, const struct json *notes,
                      const char *field);

/** Count a yes or no of one's own. */
void gold_judge_yes(const struct gold_place *place, const char *field, bool yes);

/** Say a miss, where misses are wanted: "page: field: ...". */
void gold_say(const struct gold_place *place, const char *field, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** A value on one line, NULL as null; in the place's arena. */
const char *gold_text(const struct gold_place *place, const struct json *value);

#endif
