/* tests/unit/lib/json.c - tests of lib/json
 * SPDX-License-Identifier: MIT
 */
#include "lib/json.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Writes `value`, compares, and frees it. */
static void expect_written(struct json *value, const char *expected) {
    struct buf out;
    buf_init(&out, 10000);
    cr_expect_eq(json_write(&out, value), ERR_NONE);
    cr_expect_str_eq(buf_text(&out), expected, "%s, expected %s", buf_text(&out), expected);
    buf_fini(&out);
    json_free(value);
}

/* `value` must not be writable; frees it. */
static void expect_spoilt(struct json *value) {
    struct buf out;
    buf_init(&out, 10000);
    buf_put_text(&out, "before");
    cr_expect_eq(json_write(&out, value), ERR_MEMORY);
    cr_expect_str_eq(buf_text(&out), "before", "nothing is appended on failure");
    buf_fini(&out);
    json_free(value);
}

static struct json *parse(const char *text) {
    struct json *value = NULL;
    struct diag diag = {0};
    cr_assert_eq(json_parse(&value, span_of(text), &diag), ERR_NONE, "%s", diag.text);
    return value;
}

Test(json, values_are_written_on_one_line) {
    expect_written(json_new_object(), "{}");
    expect_written(json_new_array(), "[]");
    expect_written(json_new_null(), "null");
    expect_written(json_bool(true), "true");
    expect_written(json_bool(false), "false");
    expect_written(json_int(INT64_MIN), "-9223372036854775808");
    expect_written(json_int(INT64_MAX), "9223372036854775807");
    expect_written(json_text(NULL), "null");
    expect_written(json_text("a\"b\\c\n\x01\xC2\xA3</"), "\"a\\\"b\\\\c\\n\\u0001\xC2\xA3</\"");
    expect_written(json_span((struct span){0}), "\"\"");
    expect_written(json_span(span_part(SPAN("band 5"), 0, 4)), "\"band\"");
    expect_written(json_span((struct span){"a\0b", 3}), "\"a\\u0000b\"");
}

Test(json, money_is_written_without_noise) {
    static const struct {
        int64_t hundredths;
        const char *written;
    } rows[] = {
        {2588300, "25883"},
        {1250, "12.5"},
        {1, "0.01"},
        {0, "0"},
        {-1250, "-12.5"},
        {-5, "-0.05"},
        {1210, "12.1"},
        {33, "0.33"},
        {110, "1.1"},
        {4303789, "43037.89"},
        {999999999999999, "9999999999999.99"},
        {9007199254740900, "90071992547409"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect_written(json_hundredths(rows[i].hundredths), rows[i].written);
    }
    expect_written(json_tenths(125), "12.5");
    expect_written(json_tenths(370), "37");
    expect_written(json_tenths(-1), "-0.1");
}

Test(json, members_come_out_in_the_order_they_were_set) {
    struct json *object = json_new_object();
    struct json *list = json_new_array();
    json_push(list, json_int(1));
    json_push(list, json_text("x"));
    json_set(object, "z", json_int(1));
    json_set(object, "a", list);
    json_set(object, "m", json_new_null());
    expect_written(object, "{\"z\":1,\"a\":[1,\"x\"],\"m\":null}");
}

Test(json, a_missing_value_makes_writing_fail) {
    struct json *object = json_new_object();
    json_set(object, "good", json_int(1));
    json_set(object, "bad", json_text("not \xFF utf-8"));
    expect_spoilt(object);

    struct json *outer = json_new_object();
    struct json *list = json_new_array();
    json_push(list, NULL);
    json_set(outer, "list", list);
    expect_spoilt(outer);

    struct json *key = json_new_object();
    json_set(key, "\xFF", json_int(1));
    expect_spoilt(key);
    expect_spoilt(NULL);
}

Test(json, a_later_good_value_does_not_hide_a_missing_one) {
    struct json *object = json_new_object();
    json_set(object, "a", NULL);
    json_set(object, "a", json_int(1));
    json_set(object, "b", json_int(2));
    expect_spoilt(object);
}

Test(json, setting_in_nothing_frees_the_value) {
    json_set(NULL, "a", json_text("leak?"));
    json_push(NULL, json_text("leak?"));
    json_set(NULL, "a", NULL);
    json_free(NULL);
}

Test(json, a_full_buffer_is_said_and_left_as_it_was) {
    struct buf out;
    buf_init(&out, 10);
    buf_put_text(&out, "123");
    struct json *text = json_text("longer than that");
    cr_expect_eq(json_write(&out, text), ERR_LIMIT);
    cr_expect_str_eq(buf_text(&out), "123");
    json_free(text);
    buf_fini(&out);
}

Test(json, what_is_written_can_be_read) {
    static const char text[] = "{\"b\":[1,2.5,\"x\",null,true],\"a\":{\"k\":\"v\"}}";
    expect_written(parse(text), text);
}

Test(json, getters_give_what_is_there) {
    struct json *value =
        parse("{\"text\":\"t\",\"int\":-3,\"real\":2.5,\"yes\":true,\"no\":false,"
              "\"list\":[1,2],\"void\":null}");
    int64_t integer = 0;
    double number = 0;
    cr_expect(json_is_object(value));
    cr_expect_eq(json_count(value), 7);
    cr_expect_str_eq(json_as_text(json_get(value, "text")), "t");
    cr_expect(json_as_int(json_get(value, "int"), &integer));
    cr_expect_eq(integer, -3);
    cr_expect(json_as_number(json_get(value, "int"), &number));
    cr_expect_float_eq(number, -3.0, 0.0);
    cr_expect(json_as_number(json_get(value, "real"), &number));
    cr_expect_float_eq(number, 2.5, 0.0);
    cr_expect(json_is_true(json_get(value, "yes")));
    cr_expect_not(json_is_true(json_get(value, "no")));
    const struct json *list = json_get(value, "list");
    cr_expect(json_is_array(list));
    cr_expect_eq(json_count(list), 2);
    cr_expect(json_as_int(json_at(list, 1), &integer));
    cr_expect_eq(integer, 2);
    cr_expect_null(json_at(list, 2));
    cr_expect_not_null(json_get(value, "void"));
    cr_expect_null(json_get(value, "none"));
    json_free(value);
}

Test(json, getters_accept_null_and_other_types) {
    struct json *text = parse("\"text\"");
    const struct json *const values[] = {NULL, text};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        const char *key = NULL;
        int64_t integer = 7;
        double number = 7;
        cr_expect_null(json_get(values[i], "a"));
        cr_expect_null(json_at(values[i], 0));
        cr_expect_null(json_member(values[i], 0, &key));
        cr_expect_null(key);
        cr_expect_eq(json_count(values[i]), 0);
        cr_expect_not(json_as_int(values[i], &integer));
        cr_expect_not(json_as_number(values[i], &number));
        cr_expect_eq(integer, 7);
        cr_expect_not(json_is_true(values[i]) || json_is_object(values[i]));
        cr_expect_not(json_is_array(values[i]));
    }
    cr_expect_null(json_as_text(NULL));
    int64_t integer = 0;
    struct json *real = parse("1.0");
    cr_expect_not(json_as_int(real, &integer));
    cr_expect_null(json_as_text(real));
    json_free(real);
    json_free(text);
}

Test(json, members_are_walked_in_order) {
    struct json *value = parse("{\"z\":1,\"a\":2}");
    const char *key = NULL;
    int64_t integer = 0;
    cr_expect(json_as_int(json_member(value, 0, &key), &integer));
    cr_expect_str_eq(key, "z");
    cr_expect(json_as_int(json_member(value, 1, &key), &integer));
    cr_expect_str_eq(key, "a");
    cr_expect_eq(integer, 2);
    cr_expect_null(json_member(value, 2, &key));
    cr_expect_str_eq(key, "a", "untouched behind the last");
    json_free(value);
}

Test(json, wrong_text_is_refused_with_its_place) {
    static const char *const wrong[] = {"",     "{",        "[1,]",        "{\"a\" 1}",
                                        "nul",  "\"\xFF\"", "\"\\u0000\"", "1 2",
                                        "{} x", "'a'",      "[1e999]",     "\"open"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct json *value = NULL;
        struct diag diag = {0};
        cr_expect_eq(json_parse(&value, span_of(wrong[i]), &diag), ERR_INPUT, "row %zu", i);
        cr_expect_null(value);
        cr_expect(span_starts(span_of(diag.text), "JSON, line "), "%s", diag.text);
    }
    struct json *value = NULL;
    cr_expect_eq(json_parse(&value, (struct span){0}, NULL), ERR_INPUT);
    struct diag diag = {0};
    cr_expect_eq(json_parse(&value, SPAN("{\n \"a\": x}"), &diag), ERR_INPUT);
    cr_expect_not_null(strstr(diag.text, "line 2"), "%s", diag.text);
}

Test(json, deep_nesting_is_refused) {
    size_t len = 100000;
    char *text = malloc(len);
    cr_assert_not_null(text);
    memset(text, '[', len);
    struct json *value = NULL;
    cr_expect_eq(json_parse(&value, (struct span){text, len}, NULL), ERR_INPUT);
    free(text);
}

Test(json, nothing_is_read_behind_the_text) {
    char *exact = malloc(3); /* no NUL behind it, for AddressSanitizer */
    cr_assert_not_null(exact);
    memcpy(exact, "123", 3);
    struct json *value = NULL;
    int64_t integer = 0;
    cr_assert_eq(json_parse(&value, (struct span){exact, 3}, NULL), ERR_NONE);
    cr_expect(json_as_int(value, &integer));
    cr_expect_eq(integer, 123);
    json_free(value);
    free(exact);
}
