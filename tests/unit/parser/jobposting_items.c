/* tests/unit/parser/jobposting_items.c - tests of parser/jobposting_items
 * SPDX-License-Identifier: MIT
 */
#include "parser/jobposting_items.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* What is found in a collection that is given in pieces of so many bytes: P, O or B, the line
 * and the bytes of each. */
static void put_items(struct buf *out, struct span whole, size_t piece) {
    struct items items = {0};
    size_t given = piece < whole.len ? piece : whole.len;
    struct span rest = span_part(whole, 0, given);
    for (;;) {
        struct item item = {0};
        const bool is_end = given == whole.len;
        const enum items_cut cut = items_take(&item, &items, &rest, is_end);
        if (cut == ITEMS_CUT_MORE) {
            cr_assert(!is_end, "more is wanted of what has ended");
            given += piece < whole.len - given ? piece : whole.len - given;
            rest.len = (size_t)(whole.at + given - rest.at);
            continue;
        }
        if (cut == ITEMS_CUT_END) {
            break;
        }
        if (cut == ITEMS_CUT_FAULT) {
            buf_printf(out, "!%d %s", (int)items.fault_line, items.fault);
            break;
        }
        buf_printf(out, "%c%d:%.*s%s%s ", "POB"[cut], (int)item.line, SPAN_FMT(item.bytes),
                   item.fault ? "!" : "", item.fault ? item.fault : "");
    }
}

static void expect(const char *text, const char *expected) {
    for (size_t piece = 1; piece <= strlen(text) + 1; piece++) {
        struct buf out;
        buf_init(&out, 65536);
        put_items(&out, span_of(text), piece);
        cr_expect_str_eq(buf_text(&out), expected, "in pieces of %zu: %s, not %s", piece,
                         buf_text(&out), expected);
        buf_fini(&out);
    }
}

#define A "{\"@type\":\"JobPosting\",\"title\":\"A\"}"
#define B "{\"@type\":\"JobPosting\",\"title\":\"[B]}\"}"

Test(jobposting_items, cuts_a_list) {
    expect("[" A "," B "]", "P1:" A " P1:" B " ");
    expect(" [ " A ",\n\n" B " ]\n", "P1:" A " P3:" B " ");
    expect("[" A ",{\"@type\":\"Organization\"},5,\"JobPosting\"]",
           "P1:" A " O1:{\"@type\":\"Organization\"} O1:5 O1:\"JobPosting\" ");
    expect("[]", "");
    expect("", "");
}

Test(jobposting_items, cuts_a_graph_and_an_item_list) {
    expect("{\"@context\":\"x\",\"@graph\":[" A ",{\"a\":1}," B "]}",
           "P1:" A " O1:{\"a\":1} P1:" B " ");
    expect("{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"ListItem\",\"item\":" A
           "},{\"item\":" B "}],\"numberOfItems\":2}",
           "P1:{\"@type\":\"ListItem\",\"item\":" A "} P1:{\"item\":" B "} ");
    expect("{\"page\":{\"results\":[" A "," B "],\"n\":2},\"x\":[1]}", "P1:" A " P1:" B " ");
    expect("[[" A "],[" B "]]", "P1:" A " P1:" B " ");
}

Test(jobposting_items, keeps_a_single_posting_with_what_stands_round_it) {
    expect("{\"@graph\":[{\"a\":1}," A "]}", "P1:{\"@graph\":[{\"a\":1}," A "]} ");
    /* A posting that speaks of another one is not gone into. */
    expect("{\"@type\":[\"JobPosting\"],\"a\":" A "}",
           "P1:{\"@type\":[\"JobPosting\"],\"a\":" A "} ");
}

Test(jobposting_items, cuts_one_object_a_line) {
    expect(A "\n" B "\n", "P1:" A " P2:" B " ");
    expect(A "\n" B, "P1:" A " P2:" B " ");
    expect(A "\n\n{\"@type\":\"JobPosting\",\n" B "\n",
           "P1:" A " B3:{\"@type\":\"JobPosting\",!the line holds no whole JSON value P4:" B
           " ");
    expect(A "\n" A "\n{\"a\":", "P1:" A " P2:" A " !3 what begins here does not end");
    /* Laid out over lines they are no lines. */
    expect("{\n\"@type\":\"JobPosting\"}\n{\n\"@type\":\"JobPosting\"}",
           "P1:{\n\"@type\":\"JobPosting\"} P3:{\n\"@type\":\"JobPosting\"} ");
}

Test(jobposting_items, says_where_it_is_cut_or_no_json) {
    expect("[" A ",\n{\"a\":[1,2", "!1 what begins here does not end");
    expect("{\"a\":{}", "!1 what begins here does not end");
    expect("[\"a", "!1 what begins here does not end");
    expect("[1,2", "!1 what begins here does not end");
    expect("[{]}", "!1 a bracket closes another one's");
    expect("]", "!1 a bracket closes what is not open");
    expect("\n<html>", "!2 expected a JSON value");
    expect("{\"a\":1} \n\n }", "O1:{\"a\":1} !3 a bracket closes what is not open");
}

/* A list larger than what is held at once is gone into before its end is known. */
Test(jobposting_items, goes_into_what_is_too_large_to_hold) {
    const size_t count = ITEMS_BYTES_MAX / (sizeof A) + 1000;
    struct buf all;
    struct items items = {0};
    size_t found = 0;
    buf_init(&all, 4 * ITEMS_BYTES_MAX);
    buf_put_text(&all, "{\"@graph\":[");
    for (size_t i = 0; i < count; i++) {
        buf_put_text(&all, i > 0 ? "," A : A);
    }
    buf_put_text(&all, "]}");
    cr_assert_gt(all.len, ITEMS_BYTES_MAX + 1000);
    size_t given = ITEMS_BYTES_MAX;
    struct span rest = {all.at, given};
    for (enum items_cut cut = ITEMS_CUT_MORE; cut != ITEMS_CUT_END;) {
        struct item item = {0};
        cut = items_take(&item, &items, &rest, given == all.len);
        cr_assert_neq(cut, ITEMS_CUT_FAULT, "%s", items.fault);
        found += cut == ITEMS_CUT_POSTING;
        if (cut == ITEMS_CUT_MORE) {
            given = (size_t)(rest.at - all.at) + ITEMS_BYTES_MAX;
            given = given < all.len ? given : all.len;
            rest.len = (size_t)(all.at + given - rest.at);
        }
    }
    cr_expect_eq(found, count);
    buf_fini(&all);
}

/* What is found in a collection that is read as a file is: ITEMS_BYTES_MAX held at most. */
static void expect_held(const struct buf *all, const char *expected) {
    struct items items = {0};
    struct buf out;
    size_t given = all->len < ITEMS_BYTES_MAX ? all->len : ITEMS_BYTES_MAX;
    struct span rest = {all->at, given};
    cr_assert_not(all->failed);
    buf_init(&out, 65536);
    for (enum items_cut cut = ITEMS_CUT_MORE; cut != ITEMS_CUT_END;) {
        struct item item = {0};
        cut = items_take(&item, &items, &rest, given == all->len);
        if (cut == ITEMS_CUT_FAULT) {
            buf_printf(&out, "!%d %s", (int)items.fault_line, items.fault);
            break;
        }
        if (cut == ITEMS_CUT_MORE) {
            given = (size_t)(rest.at - all->at) + ITEMS_BYTES_MAX;
            given = given < all->len ? given : all->len;
            rest.len = (size_t)(all->at + given - rest.at);
        } else if (cut != ITEMS_CUT_END) {
            buf_printf(&out, "%c%d%s ", "POB"[cut], (int)item.line,
                       item.fault ? item.fault : "");
        }
    }
    cr_expect_str_eq(buf_text(&out), expected, "%s", buf_text(&out));
    buf_fini(&out);
}

static void put_times(struct buf *out, const char *text, size_t bytes) {
    for (size_t len = strlen(text), put = 0; put < bytes; put += len) {
        buf_put_text(out, text);
    }
}

#define LARGE "larger than a page may be (4 MiB) "

/* Its end can be found: whatever makes it so large, a text with quotes and brackets in it, or
 * many small values before its type is told. */
Test(jobposting_items, a_posting_that_is_too_large_costs_only_itself) {
    static const struct {
        const char *begin;
        const char *fill;
        const char *end;
        const char *expected;
    } rows[] = {
        {"[" A ",\n{\"@type\":\"JobPosting\",\"x\":\"", "a]} \\\" \\\\", "\"},\n" B "]",
         "P1 B2" LARGE "P3 "},
        {"[" A ",\n{\"x\":\"", "a]} \\\" \\\\",
         "\",\"@type\":\"JobPosting\",\"y\":[[1]]},\n" B "]", "P1 B2" LARGE "P3 "},
        {"[" A ",\n{\"@type\":\"JobPosting\",\"x\":[", "{\"y\":\"]\"},", "1]},\n" B "]",
         "P1 B2" LARGE "P3 "},
        {A "\n{\"@type\":\"JobPosting\",\"x\":\"", "{[ ", "\"}\n" B "\n", "P1 B2" LARGE "P3 "},
        {"{\"@type\":\"JobPosting\",\"x\":\"", "{[ ", "\"}\n" B "\n" B "\n",
         "B1" LARGE "P2 P3 "},
        {"[" A ",\n\"", "\n", "\",5]", "P1 B2" LARGE "O8388610 "},
        {"[" A ",{\"@type\":\"JobPosting\",\"x\":\"", "a", "",
         "P1 !1 what begins here does not end"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf all;
        buf_init(&all, 4 * ITEMS_BYTES_MAX);
        buf_put_text(&all, rows[i].begin);
        put_times(&all, rows[i].fill, i == 5 ? ITEMS_BYTES_MAX : 2 * ITEMS_BYTES_MAX + 12345);
        buf_put_text(&all, rows[i].end);
        expect_held(&all, rows[i].expected);
        buf_fini(&all);
    }
}

Test(jobposting_items, a_posting_that_is_nested_too_deeply_costs_only_itself) {
    struct buf text;
    struct buf expected;
    buf_init(&text, 4096);
    buf_init(&expected, 4096);
    buf_put_text(&text, "{\"@type\":\"JobPosting\",\"x\":");
    put_times(&text, "[", ITEMS_DEPTH_MAX);
    put_times(&text, "]", ITEMS_DEPTH_MAX);
    buf_put_char(&text, '}');
    char *deep = strdup(buf_text(&text));
    buf_printf(&expected, "P1:" A " B1:%s!nested deeper than 64 levels P1:" B " ", deep);
    buf_clear(&text);
    buf_printf(&text, "[" A ",%s," B "]", deep);
    expect(buf_text(&text), buf_text(&expected));
    buf_clear(&text);
    buf_put_text(&text, "[");
    put_times(&text, "{\"a\":", 70);
    buf_put_text(&text, "1]");
    expect(buf_text(&text), "!1 a bracket closes another one's");
    free(deep);
    buf_fini(&text);
    buf_fini(&expected);
}

Test(jobposting_items, compact_leaves_out_the_layout_alone) {
    struct buf out;
    buf_init(&out, 1024);
    items_compact(&out, SPAN(" { \"a b\" :\n [ 1 , \"c \\\" d\" ] }\t"));
    cr_expect_str_eq(buf_text(&out), "{\"a b\":[1,\"c \\\" d\"]}");
    buf_fini(&out);
}
