/* tests/unit/lib/deflate.c - tests of lib/deflate
 * SPDX-License-Identifier: MIT
 */
#include "lib/deflate.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* "band 5\n" by gzip -n. */
static const char member[] = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\x4a\xcc\x4b\x51\x30"
                             "\xe5\x02\x00\x7d\x9a\x02\xaa\x07\x00\x00\x00";
static const struct span gzip = {member, sizeof member - 1};

static struct buf packed, out; /* of the one test that this process runs */
static struct diag diag;

static void setup(void) {
    buf_init(&packed, (size_t)8 * 1024 * 1024);
    buf_init(&out, (size_t)8 * 1024 * 1024);
}

static void teardown(void) {
    buf_fini(&packed);
    buf_fini(&out);
}

TestSuite(deflate, .init = setup, .fini = teardown);

/* Bytes that do not compress; the same each time. */
static char *noise(size_t len) {
    char *bytes = malloc(len);
    cr_assert_not_null(bytes);
    uint32_t state = 1;
    for (size_t i = 0; i < len; i++) {
        state = state * 1664525 + 1013904223;
        bytes[i] = (char)(state >> 24);
    }
    return bytes;
}

Test(deflate, what_is_packed_can_be_unpacked) {
    static const size_t lens[] = {0, 1, 100, 16384, 16385, 3000000};
    char *bytes = noise(3000000);
    for (size_t i = 0; i < sizeof lens / sizeof lens[0]; i++) {
        struct span span = {bytes, lens[i]};
        buf_clear(&packed);
        buf_clear(&out);
        cr_expect_eq(deflate_pack(&packed, span, &diag), ERR_NONE, "%s", diag.text);
        cr_expect_eq(deflate_unpack(&out, buf_span(&packed), &diag), ERR_NONE, "%s", diag.text);
        cr_expect(span_equal(buf_span(&out), span), "%zu bytes", lens[i]);
    }
    free(bytes);
}

Test(deflate, a_gzip_member_is_the_same_for_the_same_bytes) {
    static const size_t lens[] = {0, 1, 16384, 3000000};
    char *bytes = noise(3000000);
    for (size_t i = 0; i < sizeof lens / sizeof lens[0]; i++) {
        struct span span = {bytes, lens[i]};
        buf_clear(&packed);
        buf_clear(&out);
        cr_expect_eq(deflate_gzip(&packed, span, &diag), ERR_NONE, "%s", diag.text);
        size_t len = packed.len;
        cr_expect_eq(deflate_gzip(&packed, span, &diag), ERR_NONE, "%s", diag.text);
        struct span first = span_part(buf_span(&packed), 0, len);
        cr_expect(span_equal(first, span_part(buf_span(&packed), len, SIZE_MAX)));
        cr_expect(span_starts(first, "\x1f\x8b\x08"));
        /* Two members behind one another are one body. */
        cr_expect_eq(deflate_gunzip(&out, buf_span(&packed), &diag), ERR_NONE, "%s", diag.text);
        cr_expect(span_equal(span_part(buf_span(&out), lens[i], SIZE_MAX), span));
    }
    free(bytes);
}

Test(deflate, output_is_appended) {
    buf_put_text(&out, "before ");
    cr_expect_eq(deflate_pack(&packed, SPAN("after"), &diag), ERR_NONE);
    cr_expect_eq(deflate_unpack(&out, buf_span(&packed), &diag), ERR_NONE);
    cr_expect_str_eq(buf_text(&out), "before after");
    cr_expect_eq(deflate_pack(&packed, (struct span){0}, &diag), ERR_NONE);
}

/* Every front of a stream but the whole is refused, and adds nothing. */
static void expect_fronts_refused(enum err (*unpack)(struct buf *, struct span, struct diag *),
                                  struct span whole) {
    for (size_t len = 0; len < whole.len; len++) {
        char *exact = malloc(len ? len : 1); /* for AddressSanitizer */
        cr_assert_not_null(exact);
        memcpy(exact, whole.at, len);
        cr_expect_eq(unpack(&out, (struct span){exact, len}, &diag), ERR_INPUT, "%zu", len);
        cr_expect_str_eq(diag.text, "compressed bytes are cut short");
        cr_expect_eq(out.len, 0, "%zu", len);
        free(exact);
    }
}

Test(deflate, a_cut_stream_is_refused) {
    cr_assert_eq(deflate_pack(&packed, SPAN("Staff Nurse, Band 5"), &diag), ERR_NONE);
    expect_fronts_refused(deflate_unpack, buf_span(&packed));
    expect_fronts_refused(deflate_gunzip, gzip);
}

Test(deflate, a_damaged_stream_is_refused) {
    cr_assert_eq(deflate_pack(&packed, SPAN("Staff Nurse, Band 5"), &diag), ERR_NONE);
    packed.at[packed.len - 1] ^= 1; /* the checksum */
    cr_expect_eq(deflate_unpack(&out, buf_span(&packed), &diag), ERR_INPUT);
    cr_expect_not_null(strstr(diag.text, "damaged"), "%s", diag.text);
    cr_expect_eq(deflate_unpack(&out, SPAN("no stream at all"), &diag), ERR_INPUT);
    cr_expect_eq(deflate_unpack(&out, gzip, &diag), ERR_INPUT);
    cr_expect_eq(out.len, 0);
}

Test(deflate, a_preset_dictionary_is_refused) {
    cr_expect_eq(deflate_unpack(&out, SPAN("\x78\xBB\x00\x00\x00\x01\x03\x00"), &diag),
                 ERR_INPUT);
}

Test(deflate, bytes_behind_the_end_are_refused) {
    cr_assert_eq(deflate_pack(&packed, SPAN("Staff Nurse"), &diag), ERR_NONE);
    buf_put_char(&packed, 'x');
    cr_expect_eq(deflate_unpack(&out, buf_span(&packed), &diag), ERR_INPUT);
    cr_expect_not_null(strstr(diag.text, "behind"), "%s", diag.text);
    cr_expect_eq(out.len, 0);
}

Test(deflate, a_bomb_stops_at_the_cap) {
    char *zeros = calloc(1, (size_t)4 * 1024 * 1024);
    cr_assert_not_null(zeros);
    struct span span = {zeros, (size_t)4 * 1024 * 1024};
    cr_assert_eq(deflate_pack(&packed, span, &diag), ERR_NONE);
    struct buf small;
    buf_init(&small, 100000);
    cr_expect_eq(deflate_unpack(&small, buf_span(&packed), &diag), ERR_LIMIT);
    cr_expect_not_null(strstr(diag.text, "100000 bytes"), "%s", diag.text);
    cr_expect_eq(small.len, 0);
    cr_expect_leq(small.room, 200000);
    buf_fini(&small);
    free(zeros);
}

Test(deflate, packing_keeps_the_cap) {
    char *bytes = noise(50000);
    struct buf small;
    buf_init(&small, 20000);
    buf_put_text(&small, "before");
    cr_expect_eq(deflate_pack(&small, (struct span){bytes, 50000}, &diag), ERR_LIMIT);
    cr_expect_str_eq(buf_text(&small), "before");
    buf_fini(&small);
    free(bytes);
}

Test(deflate, gzip_bodies_are_unpacked) {
    cr_expect_eq(deflate_gunzip(&out, gzip, &diag), ERR_NONE, "%s", diag.text);
    cr_expect_str_eq(buf_text(&out), "band 5\n");
}

Test(deflate, gzip_members_behind_one_another_are_one_body) {
    for (int i = 0; i < 3; i++) {
        buf_put(&packed, gzip);
    }
    cr_expect_eq(deflate_gunzip(&out, buf_span(&packed), &diag), ERR_NONE, "%s", diag.text);
    cr_expect_str_eq(buf_text(&out), "band 5\nband 5\nband 5\n");
    buf_cut(&packed, packed.len - 1);
    buf_clear(&out);
    cr_expect_eq(deflate_gunzip(&out, buf_span(&packed), &diag), ERR_INPUT);
    cr_expect_eq(out.len, 0, "the whole members in front do not count either");
}

Test(deflate, gzip_with_garbage_or_wrong_sums_is_refused) {
    buf_put(&packed, gzip);
    buf_put(&packed, SPAN("garbage"));
    cr_expect_eq(deflate_gunzip(&out, buf_span(&packed), &diag), ERR_INPUT);
    for (size_t i = 1; i <= 8; i++) { /* checksum and length */
        buf_clear(&packed);
        buf_put(&packed, gzip);
        packed.at[packed.len - i] ^= 1;
        cr_expect_eq(deflate_gunzip(&out, buf_span(&packed), &diag), ERR_INPUT, "byte %zu", i);
    }
    cr_expect_eq(deflate_gunzip(&out, (struct span){0}, &diag), ERR_INPUT);
    cr_expect_eq(deflate_gunzip(&out, SPAN("<html>"), &diag), ERR_INPUT);
    cr_expect_eq(out.len, 0);
}
