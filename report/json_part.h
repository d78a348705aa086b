/* report/json_part.h - the parts that several JSON records share
 * SPDX-License-Identifier: MIT
 *
 * Absent is null or an empty array, never a missing key. Every value belongs to the caller, who
 * hands it to json_set, json_push or json_free. Failure sticks in the value: json_write tells.
 */
#ifndef REPORT_JSON_PART_H
#define REPORT_JSON_PART_H

#include "lib/json.h"
#include "schema/vacancy.h"

/** YYYY-MM-DD, or null for none. */
struct json *json_part_date(struct date date);

/** YYYY-MM-DDThh:mm:ssZ; null for 0. @param instant seconds since 1970 UTC */
struct json *json_part_instant(int64_t instant);

/** The word of a value, or null for none. */
struct json *json_part_word(const struct vocab *vocab, int value);

/** The words of a set, in the vocabulary's order. */
struct json *json_part_set(const struct vocab *vocab, unsigned set);

struct json *json_part_strings(const struct strings *strings);

/** Text that may hold any bytes (names of files, addresses as typed, what a server sent): bytes
 * that are no UTF-8 come out as U+FFFD. NULL gives null. */
struct json *json_part_bytes(const char *text);

/** A number, or null where it is not above 0. */
struct json *json_part_count(int64_t value);

/** "salary": always an object. */
struct json *json_part_salary(const struct salary *salary);

/** "locations": an array. */
struct json *json_part_locations(const struct vacancy *vacancy);

/** "notes": an array. */
struct json *json_part_notes(const struct note *notes, size_t count);

/** "need", "group", "text": what every criterion begins with.
 * @param object gets the three members */
void json_part_criterion(struct json *object, const struct criterion *criterion);

#endif
