/* tests/unit/base/buf.c - tests of base/buf
 * SPDX-License-Identifier: MIT
 */
#include "base/buf.h"

#include <criterion/criterion.h>
#include <string.h>

Test(buf, gathers_text_of_all_kinds) {
    struct buf buf;
    buf_init(&buf, 1000);
    cr_expect_str_eq(buf_text(&buf), "");
    buf_put(&buf, SPAN("band"));
    buf_put_char(&buf, ' ');
    buf_printf(&buf, "%d%s", 5, "a");
    buf_put_text(&buf, "!");
    buf_put_text(&buf, NULL);
    buf_put(&buf, (struct span){0});
    cr_expect_str_eq(buf_text(&buf), "band 5a!");
    cr_expect_eq(buf_span(&buf).len, 8);
    cr_expect_eq(buf.failed, ERR_NONE);
    buf_fini(&buf);
    cr_expect_eq(buf.cap, 1000);
    cr_expect_null(buf.at);
}

Test(buf, may_be_filled_to_its_cap_and_no_further) {
    struct buf buf;
    buf_init(&buf, 4);
    buf_put_text(&buf, "1234");
    cr_expect_eq(buf.failed, ERR_NONE);
    buf_put_char(&buf, '5');
    cr_expect_eq(buf.failed, ERR_LIMIT);
    cr_expect_str_eq(buf_text(&buf), "1234");
    buf_fini(&buf);
}

Test(buf, failure_sticks_until_cleared) {
    struct buf buf;
    buf_init(&buf, 4);
    buf_put_text(&buf, "12345");
    cr_expect_eq(buf.failed, ERR_LIMIT);
    buf_put_char(&buf, 'x');
    buf_printf(&buf, "%d", 1);
    cr_expect_str_eq(buf_text(&buf), "");
    buf_clear(&buf);
    buf_printf(&buf, "%d", 123);
    cr_expect_str_eq(buf_text(&buf), "123");
    buf_printf(&buf, "%d", 45);
    cr_expect_eq(buf.failed, ERR_LIMIT);
    cr_expect_str_eq(buf_text(&buf), "123");
    buf_fini(&buf);
}

Test(buf, grows_over_many_puts) {
    struct buf buf;
    buf_init(&buf, SIZE_MAX);
    for (int i = 0; i < 100000; i++) {
        buf_printf(&buf, "%05d", i);
    }
    cr_assert_eq(buf.len, 500000);
    cr_expect_eq(strncmp(buf_text(&buf) + 499995, "99999", 6), 0);
    buf_fini(&buf);
}

Test(buf, cut_only_shortens) {
    struct buf buf;
    buf_init(&buf, 100);
    buf_cut(&buf, 0);
    buf_put_text(&buf, "band 5");
    buf_cut(&buf, 9);
    cr_expect_str_eq(buf_text(&buf), "band 5");
    buf_cut(&buf, 4);
    cr_expect_str_eq(buf_text(&buf), "band");
    buf_fini(&buf);
}

Test(buf, fini_accepts_a_zeroed_buffer) {
    struct buf buf = {0};
    buf_fini(&buf);
    buf_put_char(&buf, 'x');
    cr_expect_eq(buf.failed, ERR_LIMIT);
}
