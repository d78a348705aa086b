/* tests/unit/matcher/wordings.c - tests of matcher/wordings
 * SPDX-License-Identifier: MIT
 */
#include "matcher/wordings.h"

#include <criterion/criterion.h>

static struct arena arena;

static void open_arena(void) { arena_init(&arena, 1 << 20); }
static void close_arena(void) { arena_fini(&arena); }

TestSuite(wordings, .init = open_arena, .fini = close_arena);

Test(wordings, a_wording_is_found_by_both_keys) {
    struct wordings wordings = {0};
    static const char content[] = "# comment\nabout\tlack\twording\nskill\tall\tWhat?\n\n"
                                  "skill\tlevel\tWhich?\n";
    cr_assert_eq(wordings_read_prompts(&wordings, &arena, "p.tsv", span_of(content), NULL),
                 ERR_NONE);
    cr_expect(span_is(wordings_find(&wordings, "skill", "all"), "What?"));
    cr_expect(span_is(wordings_find(&wordings, "skill", "level"), "Which?"));
    cr_expect_eq(wordings_find(&wordings, "skill", "none").len, 0);
    cr_expect_eq(wordings_find(&wordings, "about", "lack").len, 0);
}

Test(wordings, a_wrong_row_is_named) {
    static const char *const contents[] = {"skill\tall\n", "skill\tall\tA?\nskill\tall\tB?\n",
                                           "skill\n"};
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        struct wordings wordings = {0};
        struct diag diag = {0};
        cr_expect_eq(
            wordings_read_prompts(&wordings, &arena, "p.tsv", span_of(contents[i]), &diag),
            ERR_INPUT);
        cr_expect(span_starts(span_of(diag.text), "p.tsv:"), "%s", diag.text);
    }
    struct wordings wordings = {0};
    struct diag diag = {0};
    cr_expect_eq(wordings_read_words(&wordings, &arena, "w.tsv", SPAN("verb\tgo\n"), &diag),
                 ERR_INPUT);
    cr_expect(span_starts(span_of(diag.text), "w.tsv:1:"), "%s", diag.text);
}

Test(wordings, a_word_may_be_of_several_kinds) {
    struct wordings wordings = {0};
    static const char content[] =
        "kind\twords\ndeed\twrote ran\nclaim\tran good\nbase\twrote=write\n";
    cr_assert_eq(wordings_read_words(&wordings, &arena, "w.tsv", span_of(content), NULL),
                 ERR_NONE);
    cr_expect_eq(wordings_kinds(&wordings, SPAN("RAN")), WORD_DEED | WORD_CLAIM);
    cr_expect_eq(wordings_kinds(&wordings, SPAN("wrote")), WORD_DEED);
    cr_expect_eq(wordings_kinds(&wordings, SPAN("words")), 0);
    cr_expect(span_is(wordings_base(&wordings, SPAN("Wrote")), "write"));
    cr_expect_eq(wordings_base(&wordings, SPAN("ran")).len, 0);
}

/* ---- proofs and ties --------------------------------------------------------------------- */

static enum err read_words(struct wordings *wordings, const char *content, struct diag *diag) {
    return wordings_read_words(wordings, &arena, "x.tsv", span_of(content), diag);
}

Test(wordings, a_row_may_say_what_proves_something) {
    struct wordings wordings = {0};
    struct diag diag = {0};
    cr_assert_eq(read_words(&wordings,
                            "# a comment\nkind\twords\ndeed\tran\n"
                            "registration:NMC\tNMC|registered nurse\n"
                            "language:welsh\twelsh\n"
                            "for:nights\tnights shifts=1\n"
                            "needed:care_work\tquality -humour\n",
                            &diag),
                 ERR_NONE, "%s", diag.text);
    cr_assert_eq(wordings.proof_count, 2);
    cr_expect_eq(wordings_proof(&wordings, "registration", SPAN("nmc")), 0);
    cr_expect_eq(wordings_proof(&wordings, "language", SPAN("Welsh")), 1);
    cr_expect_eq(wordings_proof(&wordings, "language", SPAN("NMC")), SIZE_MAX);
    cr_assert_eq(wordings.tie_count, 4);
    cr_expect(span_is(wordings.ties[1].id, "shifts"));
    cr_expect_eq(wordings.ties[0].worth, 2);
    cr_expect_eq(wordings.ties[1].worth, 1);
    cr_expect(span_is(wordings.ties[3].id, "humour"));
    cr_expect(wordings.ties[3].is_not);
    cr_expect_not(wordings.ties[2].is_not);
    cr_expect(wordings_kinds(&wordings, SPAN("ran")) & WORD_DEED);
}

Test(wordings, a_row_about_nothing_known_is_an_error_with_its_line) {
    static const char *const contents[] = {"kind\twords\nhobby:chess\tchess\n",
                                           "kind\twords\nlanguage:\twelsh\n",
                                           "kind\twords\nshout\thello\n"};
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++) {
        struct wordings wordings = {0};
        struct diag diag = {0};
        cr_expect_eq(read_words(&wordings, contents[i], &diag), ERR_INPUT, "%s", contents[i]);
        cr_expect(span_starts(span_of(diag.text), "x.tsv:2:"), "%s", diag.text);
    }
}
