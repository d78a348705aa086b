/* tests/unit/base/err.c - tests of base/err
 * SPDX-License-Identifier: MIT
 */
#include "base/err.h"

#include <criterion/criterion.h>
#include <string.h>

Test(err, set_says_code_and_sentence) {
    struct diag diag = {0};
    cr_assert_eq(diag_set(&diag, ERR_INPUT, "line %d: no %s", 3, "key"), ERR_INPUT);
    cr_expect_eq(diag.err, ERR_INPUT);
    cr_expect_str_eq(diag.text, "line 3: no key");
}

Test(err, works_without_a_diagnostic) {
    cr_expect_eq(diag_set(NULL, ERR_STORE, "unheard"), ERR_STORE);
    cr_expect_eq(diag_prefix(NULL, "unheard"), ERR_SYSTEM);
}

Test(err, set_may_quote_the_text_it_replaces) {
    struct diag diag = {0};
    (void)diag_set(&diag, ERR_INPUT, "inner");
    (void)diag_set(&diag, ERR_STORE, "outer (%s)", diag.text);
    cr_expect_str_eq(diag.text, "outer (inner)");
}

Test(err, prefix_goes_in_front_and_keeps_the_code) {
    struct diag diag = {0};
    (void)diag_set(&diag, ERR_LIMIT, "line 3: too long");
    cr_expect_eq(diag_prefix(&diag, "reading %s", "x.ini"), ERR_LIMIT);
    cr_expect_str_eq(diag.text, "reading x.ini: line 3: too long");
}

Test(err, long_sentences_are_cut_at_the_end) {
    char longer[2 * DIAG_TEXT_SIZE];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    struct diag diag = {0};
    (void)diag_set(&diag, ERR_INPUT, "%s", longer);
    cr_expect_eq(strlen(diag.text), DIAG_TEXT_SIZE - 1);
    (void)diag_prefix(&diag, "front");
    cr_expect_eq(strlen(diag.text), DIAG_TEXT_SIZE - 1);
    cr_expect_eq(strncmp(diag.text, "front: xxx", 10), 0);
    (void)diag_prefix(&diag, "%s", longer);
    cr_expect_eq(strlen(diag.text), DIAG_TEXT_SIZE - 1);
    cr_expect_eq(strncmp(diag.text, "xxx", 3), 0);
}
