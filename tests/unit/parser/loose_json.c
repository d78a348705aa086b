/* tests/unit/parser/loose_json.c - loose JSON mended, refused, left alone
 * SPDX-License-Identifier: MIT
 */
#include "parser/loose_json.h"

#include <criterion/criterion.h>
#include <string.h>

#include "lib/json.h"
#include "schema/page.h"

#define MENDED(mend) (1u << (mend))

static void expect_mended(const char *loose, const char *strict, unsigned mended) {
    struct loose_report report;
    struct buf out;
    buf_init(&out, PAGE_SIZE_MAX);
    cr_expect(loose_json_mend(&out, &report, span_of(loose)), "%s: %s", loose, report.fault);
    cr_expect_str_eq(buf_text(&out) + 1, strict + (strict[0] == '['), "%s", loose);
    cr_expect_eq(report.mended, mended, "%s: mended %x", loose, report.mended);
    buf_fini(&out);
}

/* Room for a bracket stands in front; of a list of several values it is the bracket. */
static void expect_several(const char *loose, const char *strict) {
    struct loose_report report;
    struct buf out;
    buf_init(&out, PAGE_SIZE_MAX);
    cr_expect(loose_json_mend(&out, &report, span_of(loose)));
    cr_expect_str_eq(buf_text(&out), strict, "%s", loose);
    buf_fini(&out);
}

static void expect_refused(const char *loose, size_t line) {
    struct loose_report report;
    struct json *value = NULL;
    cr_expect_eq(loose_json_parse(&value, &report, span_of(loose)), ERR_INPUT, "%s", loose);
    cr_expect_not_null(report.fault, "%s", loose);
    cr_expect_eq(report.line, line, "%s: line %zu: %s", loose, report.line, report.fault);
    cr_expect_null(value);
    json_free(value);
}

Test(loose_json, leaves_strict_json_alone) {
    expect_mended("{\"a\" : [ 1 , -2.5e3 , true, null ] }", "{\"a\":[1,-2.5e3,true,null]}", 0);
    expect_mended("{\"a\":\"\\u00e9\\n\\\"\\/\\ud83d\\ude00\"}",
                  "{\"a\":\"\\u00e9\\n\\\"\\/\\ud83d\\ude00\"}", 0);
    expect_mended("{\"a\":{},\"b\":\"x: {y}, [z]\"}", "{\"a\":{},\"b\":\"x: {y}, [z]\"}", 0);
    expect_mended("{\"\":\"\"}", "{\"\":\"\"}", 0);
}

Test(loose_json, takes_off_what_stands_around) {
    unsigned wrapper = MENDED(LOOSE_WRAPPER);
    expect_mended("<!-- {\"a\":1} -->", "{\"a\":1}", wrapper);
    expect_mended("<![CDATA[{\"a\":1}]]>", "{\"a\":1}", wrapper);
    expect_mended("//<![CDATA[ {\"a\":1} //]]>", "{\"a\":1}", MENDED(LOOSE_COMMENT));
    expect_mended("/*<![CDATA[*/{\"a\":1}/*]]>*/", "{\"a\":1}", MENDED(LOOSE_COMMENT));
    expect_mended("\xEF\xBB\xBF{\"a\":1};", "{\"a\":1}", wrapper);
    expect_mended("{\"a\":1}}", "{\"a\":1}", wrapper);
}

Test(loose_json, passes_over_comments) {
    unsigned comment = MENDED(LOOSE_COMMENT);
    expect_mended("// first\n{\"a\":1, // one\n\"b\":2 /* two */}", "{\"a\":1,\"b\":2}",
                  comment);
    expect_mended("{\"a\":\"http://x\" /* y */}", "{\"a\":\"http://x\"}", comment);
    expect_mended("{\"a\":1} // the end", "{\"a\":1}", comment);
}

Test(loose_json, mends_commas) {
    unsigned comma = MENDED(LOOSE_COMMA);
    expect_mended("{\"a\":{\"b\":1,},}", "{\"a\":{\"b\":1}}", comma);
    expect_mended("{,\"a\":1,,\"b\":2}", "{\"a\":1,\"b\":2}", comma);
    expect_mended("{\"a\":\"x\"\n\"b\":{}\n\"c\":3}", "{\"a\":\"x\",\"b\":{},\"c\":3}", comma);
    expect_mended("{\"l\":[{} {},]}", "{\"l\":[{},{}]}", comma);
}

Test(loose_json, mends_texts) {
    expect_mended("{\"a\":\"x\ny\tz\r\"}", "{\"a\":\"x\\ny\\tz\\r\"}", MENDED(LOOSE_CONTROL));
    expect_mended("{\"a\":\"it\\'s \\- \\d \\x41 \\u12\"}",
                  "{\"a\":\"it's - \\\\d \\u0041 \\\\u12\"}", MENDED(LOOSE_ESCAPE));
    expect_mended("{\"a\":\"\\ud800 \\u0000x\"}", "{\"a\":\"\\ufffd x\"}",
                  MENDED(LOOSE_ESCAPE));
    expect_mended(
        "{\"a\":\"<p class=\"x\">He said \"go\", and \"no\".</p>\",\"b\":1}",
        "{\"a\":\"<p class=\\\"x\\\">He said \\\"go\\\", and \\\"no\\\".</p>\",\"b\":1}",
        MENDED(LOOSE_QUOTE));
}

Test(loose_json, mends_words_and_numbers) {
    expect_mended("{a:True,b_c:undefined}", "{\"a\":true,\"b_c\":null}", MENDED(LOOSE_WORD));
    expect_mended("{\"a\":007,\"b\":.5,\"c\":1e999,\"d\":12345678901234567890}",
                  "{\"a\":\"007\",\"b\":\".5\",\"c\":\"1e999\",\"d\":\"12345678901234567890\"}",
                  MENDED(LOOSE_NUMBER));
    expect_several("{\"a\":1}\n{\"a\":2}", "[{\"a\":1},{\"a\":2}]");
    expect_several("{\"a\":1},{\"a\":2},", "[{\"a\":1},{\"a\":2}]");
}

Test(loose_json, refuses_what_is_not_evident) {
    static const struct {
        const char *text;
        size_t line;
    } cases[] = {
        {"", 1},
        {" // nothing\n", 2},
        {"{", 1},
        {"{\"a\":\n[1,2}", 2},
        {"{\"a\":1\n,\"b\":\"x}", 2},
        {"{\"title\":\"Nurse,\n\"url\":\"x\"}", 1},
        {"{\"a\":\"b\" \"c\":1}", 1},
        {"{\"a\":,}", 1},
        {"{\"a\" 1}", 1},
        {"{\"a\":b}", 1},
        {"{'a':'b'}", 1},
        {"{{ template }}", 1},
        {"1:2", 1},
        {"{\"a\":1;}", 1},
        {"{\"a\":1},\"b\":2}", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_refused(cases[i].text, cases[i].line);
    }
}

Test(loose_json, refuses_deep_nesting_and_long_output) {
    char deep[2 * LOOSE_DEPTH_MAX + 3];
    struct loose_report report;
    struct buf small;
    memset(deep, '[', LOOSE_DEPTH_MAX);
    memset(deep + LOOSE_DEPTH_MAX, ']', LOOSE_DEPTH_MAX);
    deep[2 * LOOSE_DEPTH_MAX] = '\0';
    struct json *value = NULL;
    cr_expect_eq(loose_json_parse(&value, &report, span_of(deep)), ERR_NONE);
    json_free(value);
    memset(deep, '[', LOOSE_DEPTH_MAX + 1);
    expect_refused(deep, 1);
    buf_init(&small, 4);
    cr_expect_not(loose_json_mend(&small, &report, SPAN("[1,2,3,4]")));
    cr_expect_eq(small.failed, ERR_LIMIT);
    buf_fini(&small);
}
