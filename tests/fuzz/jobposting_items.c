/* tests/fuzz/jobposting_items.c - any bytes as a collection: the same items in whatever pieces
 * SPDX-License-Identifier: MIT
 */
#include "parser/jobposting_items.h"

#include <string.h>

#include "tests/support/property.h"
#include "tools/fuzz.h"

/* Every item lies behind the one before, in the bytes; a posting speaks of one. */
static void expect_item(enum items_cut cut, const struct item *item, struct span whole,
                        size_t *end) {
    const size_t at = (size_t)(item->bytes.at - whole.at);
    EXPECT(at >= *end && at + item->bytes.len <= whole.len);
    EXPECT(cut == ITEMS_CUT_BROKEN ? item->fault != NULL : item->bytes.len > 0 && !item->fault);
    EXPECT(item->line >= 1);
    EXPECT(cut != ITEMS_CUT_POSTING ||
           span_find(item->bytes, SPAN("obPosting\""), 0) != SIZE_MAX);
    *end = at + item->bytes.len;
}

/* Where each item stands, and how it ends. */
static void put_items(struct buf *out, struct span whole, size_t piece) {
    struct items items = {0};
    size_t given = piece < whole.len ? piece : whole.len;
    struct span rest = span_part(whole, 0, given);
    enum items_cut cut = ITEMS_CUT_MORE;
    size_t end = 0;
    while (cut != ITEMS_CUT_END && cut != ITEMS_CUT_FAULT) {
        struct item item = {0};
        cut = items_take(&item, &items, &rest, given == whole.len);
        EXPECT(cut != ITEMS_CUT_MORE || given < whole.len);
        EXPECT(cut != ITEMS_CUT_FAULT || (items.fault && items.fault_line >= 1));
        if (cut == ITEMS_CUT_MORE) {
            given += piece < whole.len - given ? piece : whole.len - given;
            rest.len = (size_t)(whole.at + given - rest.at);
        } else if (cut == ITEMS_CUT_END || cut == ITEMS_CUT_FAULT) {
            buf_printf(out, "%d %s", (int)cut, items.fault ? items.fault : "");
        } else {
            expect_item(cut, &item, whole, &end);
            buf_printf(out, "%d %zu %zu %lld ", (int)cut, end, item.bytes.len,
                       (long long)item.line);
        }
    }
}

static void expect_compact(struct span value) {
    struct buf once;
    struct buf twice;
    buf_init(&once, value.len + 1);
    buf_init(&twice, value.len + 1);
    items_compact(&once, value);
    items_compact(&twice, buf_span(&once));
    EXPECT(!once.failed && span_equal(buf_span(&once), buf_span(&twice)));
    buf_fini(&once);
    buf_fini(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum { PIECES_MAX = 512, TEXT_MAX = 1 << 24 }; /* single bytes cost the square */
    const struct span whole = {(const char *)data, size};
    struct buf once;
    struct buf again;
    buf_init(&once, TEXT_MAX);
    buf_init(&again, TEXT_MAX);
    put_items(&once, whole, size);
    put_items(&again, whole, size <= PIECES_MAX ? 1 : size / 7);
    EXPECT(once.failed || strcmp(buf_text(&once), buf_text(&again)) == 0);
    expect_compact(whole);
    buf_fini(&once);
    buf_fini(&again);
    return 0;
}
