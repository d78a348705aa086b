/* lib/json.h - JSON out and in (the only user of jansson)
 * SPDX-License-Identifier: MIT
 *
 * Building: values are made and handed on ("Takes" = the callee owns it from then on, on
 * failure too). Failure sticks in the builder as in buf: a missing value makes json_write fail,
 * so a record writer asks once. Keys come out in the order they were set.
 */
#ifndef LIB_JSON_H
#define LIB_JSON_H

#include "base/buf.h"

struct json; /* a value; opaque */

/** The deepest nesting that json_parse accepts is jansson's own (2048). */

/* "new" in these three: json_object, json_array and json_null are jansson's own symbols. */
struct json *json_new_object(void);
struct json *json_new_array(void);
struct json *json_new_null(void);
struct json *json_bool(bool value);
struct json *json_int(int64_t value);
struct json *json_text(const char *text); /* NULL gives null; must be valid UTF-8 */
struct json *json_span(struct span text);

/** A number with at most two decimals, given in hundredths: 2588300 is 25883, 1250 is 12.5.
 * Exact up to 15 digits. */
struct json *json_hundredths(int64_t hundredths);
/** A number given in tenths: 125 is 12.5. */
struct json *json_tenths(int64_t tenths);

/** Set a member. Takes `value`. `object` is an object or NULL (then the value is freed). */
void json_set(struct json *object, const char *key, struct json *value);
/** Append. Takes `value`. */
void json_push(struct json *array, struct json *value);

void json_free(struct json *value); /* accepts NULL */

/** Append on one line, UTF-8, no white space; nothing is appended on failure. @return
 * ERR_MEMORY where building failed (text that was not UTF-8 too), else what the buffer says */
enum err json_write(struct buf *out, const struct json *value);

/** Parse; the last of two members of one name counts. `*out` belongs to the caller.
 * @return ERR_INPUT with line and column; ERR_MEMORY */
enum err json_parse(struct json **out, struct span text, struct diag *diag);

/* Reading: every getter accepts NULL and a value of another type. Results are borrowed. */
const struct json *json_get(const struct json *object, const char *key); /* NULL if absent */
size_t json_count(const struct json *value); /* elements or members; else 0 */
const struct json *json_at(const struct json *array, size_t index);
/** The n-th member of an object in order, its key in `*key`; NULL (and `*key` untouched) behind
 * the last. Walks there: O(index). */
const struct json *json_member(const struct json *object, size_t index, const char **key);
const char *json_as_text(const struct json *value); /* NULL where it is no string */
bool json_as_int(const struct json *value, int64_t *out);
bool json_as_number(const struct json *value, double *out);
bool json_is_true(const struct json *value);
bool json_is_object(const struct json *value);
bool json_is_array(const struct json *value);

/** Name and version of the library, for `shortlist version`. */
const char *json_library(void);

#endif
