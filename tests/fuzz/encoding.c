/* tests/fuzz/encoding.c - any bytes as a body: clean UTF-8, what is sound unchanged
 * SPDX-License-Identifier: MIT
 */
#include "parser/encoding.h"

#include "base/utf8.h"
#include "tests/support/property.h"
#include "tools/fuzz.h"

/* Decodes and looks at what must be true of all. @return false where the body is refused */
static bool decode(struct buf *out, struct strings *oddities, struct arena *arena,
                   const struct page *page) {
    struct refusal refusal = {REFUSAL_NONE, NULL};
    struct span text;
    EXPECT(encoding_decode(out, oddities, &refusal, arena, page, NULL) == ERR_NONE);
    text = buf_span(out);
    EXPECT(utf8_is_valid(text));
    EXPECT(refusal.kind == REFUSAL_NONE || refusal.kind == REFUSAL_EMPTY ||
           refusal.kind == REFUSAL_BINARY);
    EXPECT(refusal.kind == REFUSAL_NONE || refusal.message);
    size_t at = 0;
    for (uint32_t code; (code = utf8_next(text, &at)) != UTF8_END;) {
        bool space = code == '\n' || code == '\r' || code == '\t';
        EXPECT(space || (code >= 0x20 && (code < 0x7F || code > 0x9F)));
    }
    for (size_t i = 0; i < oddities->count; i++) {
        EXPECT(property_is_folded(oddities->at[i]));
        EXPECT(span_find(span_of(oddities->at[i]), SPAN(": "), 0) != SIZE_MAX);
    }
    return refusal.kind == REFUSAL_NONE;
}

/* A character that no damage begins with, and that none leaves behind. */
static bool is_safe(uint32_t code) {
    return (code >= 0x20 && code < 0x7F) || code == '\n' || code == 0xA3 || code == 0xA0 ||
           (code >= 0x174 && code <= 0x177) || (code >= 0x2013 && code <= 0x2014) ||
           (code >= 0x2018 && code <= 0x201D) || code == 0x2022 || code == 0x20AC;
}

/* Every byte of `text` as the character that it is in windows-1252. */
static void encode_again(struct buf *out, struct span text) {
    for (size_t i = 0; i < text.len; i++) {
        utf8_put(out, encoding_windows_1252((unsigned char)text.at[i]));
    }
}

static bool decodes_to(struct arena *arena, struct span body, struct span wanted) {
    struct page page = {.body = body};
    struct strings oddities = {NULL, 0};
    struct buf out;
    buf_init(&out, 2 * PAGE_SIZE_MAX);
    bool same = !decode(&out, &oddities, arena, &page) || span_equal(buf_span(&out), wanted);
    buf_fini(&out);
    return same;
}

/* The safe characters of the input, as they are and encoded twice. */
static void try_safe(struct arena *arena, struct span text) {
    struct buf safe;
    struct buf twice;
    buf_init(&safe, 4 * text.len + 1);
    buf_init(&twice, 16 * text.len + 1);
    size_t at = 0;
    for (uint32_t code; (code = utf8_next(text, &at)) != UTF8_END;) {
        if (is_safe(code)) {
            utf8_put(&safe, code);
        }
    }
    encode_again(&twice, buf_span(&safe));
    bool labelled = span_find(buf_span(&safe), SPAN("<"), 0) != SIZE_MAX;
    EXPECT(labelled || decodes_to(arena, buf_span(&safe), buf_span(&safe)));
    EXPECT(labelled || decodes_to(arena, buf_span(&twice), buf_span(&safe)));
    buf_fini(&twice);
    buf_fini(&safe);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const types[] = {NULL, "text/html; charset=utf-8",
                                        "text/html; charset=windows-1252"};
    struct span body = {(const char *)data, size};
    struct arena arena;
    struct buf out;
    arena_init(&arena, ARENA_PAGE_CAP);
    buf_init(&out, 2 * PAGE_SIZE_MAX);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        struct page page = {.content_type = types[i], .body = body};
        struct strings oddities = {NULL, 0};
        buf_clear(&out);
        (void)decode(&out, &oddities, &arena, &page);
    }
    try_safe(&arena, buf_span(&out));
    EXPECT(!arena.failed);
    buf_fini(&out);
    arena_fini(&arena);
    return 0;
}
