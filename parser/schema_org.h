/* parser/schema_org.h - things and their properties in schema.org's JSON-LD
 * SPDX-License-Identifier: MIT
 *
 * JSON-LD says one thing in many ways: a property may be one value or a list, a text or an
 * object with "@value", a name may bear a prefix or be a whole address, and a thing may stand
 * elsewhere in the graph under its "@id". These functions see through that.
 *
 * Sources: JSON-LD 1.1 (W3C, 2020) sections 3.3, 4.1 and 4.3; schema.org.
 */
#ifndef PARSER_SCHEMA_ORG_H
#define PARSER_SCHEMA_ORG_H

#include "base/arena.h"
#include "lib/json.h"

enum {
    SCHEMA_ORG_NAMED_MAX =
        256, /* things with an "@id" that others may point at; a page has 10 */
    SCHEMA_ORG_FOUND_MAX = 100,  /* things looked for: the longest lists of postings have 50 */
    SCHEMA_ORG_MEMBERS_MAX = 64, /* of an object, where things may stand nested: walking there
                                  * costs the square of it */
    SCHEMA_ORG_LIST_MAX = 200    /* elements of a property's list that are read */
};

/** The things of a page. All is borrowed from its JSON. */
struct schema_org {
    const struct json *named[SCHEMA_ORG_NAMED_MAX];
    size_t named_count;
    const struct json *found[SCHEMA_ORG_FOUND_MAX]; /* of the type looked for, in order */
    size_t found_count;
    bool full; /* there were more */
};

/** Add the things of that type ("JobPosting") that stand anywhere in `value`, which must not be
 * nested deeper than LOOSE_DEPTH_MAX. */
void schema_org_collect(struct schema_org *things, const struct json *value, const char *type);

/** Is the object of that type, or one of its types? */
bool schema_org_is(const struct json *object, const char *type);

/** A property, as it stands there; NULL where it is absent or an empty list. An "@id"
 * that points at another thing of the page is followed. */
const struct json *schema_org_get(const struct schema_org *things, const struct json *object,
                                  const char *name);

/** The elements of a property: of a list its own (SCHEMA_ORG_LIST_MAX at most), of anything
 * else that one value, of NULL none. */
size_t schema_org_count(const struct json *value);
/** The n-th of them. Followed as above. */
const struct json *schema_org_at(const struct schema_org *things, const struct json *value,
                                 size_t index);

/** A value as text, as it stands there: a string, a number, "@value", of a list the first.
 * @return in `arena` or borrowed; NULL where there is none or nothing but white space */
const char *schema_org_raw(struct arena *arena, const struct json *value);

#endif
