/* schema/vacancy_list.h - the lists of a vacancy as text
 * SPDX-License-Identifier: MIT
 *
 * What vacancy_fields is for scalar fields, for locations, criteria, documents, notes and the
 * contact: comparing two records, and one line an item for the history.
 */
#ifndef SCHEMA_VACANCY_LIST_H
#define SCHEMA_VACANCY_LIST_H

#include "base/buf.h"
#include "schema/vacancy.h"

/** How a list becomes text. */
struct list_style {
    const char *item;   /* between items */
    const char *part;   /* between the parts of an item */
    const char *line;   /* between the lines or words of a part */
    const char *absent; /* for a part that is NULL */
};

/** For people: "essential | Qualifications | NVQ level 2 | application", one line an item. */
extern const struct list_style list_style_history;

/** For comparing: parted by control characters, which no record holds, so that two different
 * lists never give the same text. */
extern const struct list_style list_style_exact;

struct vacancy_list {
    const char *name;   /* as in the JSON: "locations" */
    bool is_advertised; /* the advert's own, so that a change is one of the advert; notes are
                           about our reading, and of a contact no history is kept */
    void (*write)(struct buf *out, const struct vacancy *vacancy,
                  const struct list_style *style);
};

extern const struct vacancy_list vacancy_lists[];
extern const size_t vacancy_list_count;

/** A list as text, or NULL where it is empty. In the arena. */
const char *vacancy_list_text(const struct vacancy *vacancy, const struct vacancy_list *list,
                              const struct list_style *style, struct arena *arena);

/** Are the two lists the same, item by item? False where the arena has failed. */
bool vacancy_list_is_equal(const struct vacancy *a, const struct vacancy *b,
                           const struct vacancy_list *list, struct arena *arena);

#endif
