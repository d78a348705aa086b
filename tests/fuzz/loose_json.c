/* tests/fuzz/loose_json.c - any text as loose JSON: what is mended is strict, strict stays so
 * SPDX-License-Identifier: MIT
 */
#include "parser/loose_json.h"

#include "base/utf8.h"
#include "lib/json.h"
#include "schema/page.h"
#include "tests/support/property.h"
#include "tools/fuzz.h"

static void expect_equal(const struct json *a, const struct json *b) {
    struct buf one;
    struct buf two;
    buf_init(&one, PAGE_SIZE_MAX);
    buf_init(&two, PAGE_SIZE_MAX);
    if (!json_write(&one, a) && !json_write(&two, b)) {
        EXPECT(span_equal(buf_span(&one), buf_span(&two)));
    }
    buf_fini(&one);
    buf_fini(&two);
}

/* Mending what was mended changes nothing. */
static void expect_stable(struct span strict) {
    struct loose_report report;
    struct buf again;
    buf_init(&again, PAGE_SIZE_MAX);
    EXPECT(loose_json_mend(&again, &report, strict));
    EXPECT(report.mended == 0);
    EXPECT(span_equal(span_trim(buf_span(&again)), span_trim(strict)));
    buf_fini(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct buf text;
    struct buf out;
    struct loose_report report;
    struct json *strict = NULL;
    struct json *mended = NULL;
    buf_init(&text, PAGE_SIZE_MAX);
    buf_init(&out, PAGE_SIZE_MAX);
    utf8_mend(&text, (struct span){(const char *)data, size < 65536 ? size : 65536});
    bool taken = loose_json_mend(&out, &report, buf_span(&text));
    EXPECT(out.failed || taken == !report.fault);
    EXPECT(taken || out.failed || report.line > 0);
    EXPECT(out.len <= 3 * text.len + 2);
    if (taken) {
        EXPECT(json_parse(&mended, buf_span(&out), NULL) == ERR_NONE);
        expect_stable(buf_span(&out));
    }
    if (json_parse(&strict, buf_span(&text), NULL) == ERR_NONE) {
        bool deep =
            report.fault != NULL; /* the one thing that strict JSON may be refused for */
        EXPECT(taken || deep);
        EXPECT((report.mended & ~(1u << LOOSE_NUMBER)) == 0);
        if (taken && !report.mended) {
            expect_equal(strict, mended);
        }
    }
    json_free(strict);
    json_free(mended);
    buf_fini(&text);
    buf_fini(&out);
    return 0;
}
