/* tests/unit/matcher/change.c - tests of matcher/change
 * SPDX-License-Identifier: MIT
 */
#include "matcher/change.h"

#include <criterion/criterion.h>
#include <string.h>

#include "matcher/fact.h"
#include "matcher/rules_private.h"
#include "tests/unit/matcher/score_support.h"

static void expect_same(const struct strings *made, const struct strings *read,
                        const char *name) {
    cr_expect_eq(made->count, read->count, "%s: %zu, read %zu", name, made->count, read->count);
    for (size_t i = 0; i < made->count; i++) {
        cr_expect(strings_has(read, made->at[i]), "%s: %s", name, made->at[i]);
    }
}

/* Apply the change, and write its value into the file: both show the same.
 * @param line of [skills] as it is before; "": none */
static void expect_literal(const struct change *change, const char *name, const char *line) {
    struct arena *arena = support_arena();
    struct candidate before =
        support_candidate(line[0] ? arena_printf(arena, "[skills]\n%s\n", line) : "");
    struct candidate copy = {0};
    cr_assert_eq(fact_copy_profile(&copy, arena, &before), ERR_NONE);
    cr_assert_eq(change_apply(&copy, arena, support_rules(), change, NULL), ERR_NONE);
    const char *value = change_value(change, &before, arena);
    struct candidate after =
        support_candidate(arena_printf(arena, "[skills]\n%s = %s\n", name, value));
    cr_assert_eq(copy.skill_count, 1);
    cr_assert_eq(after.skill_count, 1);
    cr_expect_str_eq(copy.skills[0].example, after.skills[0].example);
    expect_same(&copy.skills[0].shown, &after.skills[0].shown, name);
    expect_same(&copy.skills[0].listed, &after.skills[0].listed, name);
}

/* Whatever the skill is called: what is judged is the very text that the step says. */
Test(change, an_example_is_read_as_it_would_be_written) {
    const struct ontology *concepts = &support_rules()->concepts;
    static const char *const names[] = {"polite",         "keeping calm",   "de-escalation",
                                        "record keeping", "running groups", "listening"};
    const struct change example = {.kind = CHANGE_EXAMPLE};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        expect_literal(&example, names[i], arena_printf(support_arena(), "%s =", names[i]));
        expect_literal(&example, names[i],
                       arena_printf(support_arena(), "%s = yes, very good", names[i]));
    }
    for (size_t i = 0; i < concepts->count; i++) {
        const char *label = concepts->rows[i].label;
        bool is_key = label && label[0] && !strpbrk(label, "=;#[]");
        const struct change added = {.kind = CHANGE_NEW_EXAMPLE,
                                     .concept = concepts->rows[i].id};
        if (is_key) {
            expect_literal(&example, label, arena_printf(support_arena(), "%s =", label));
            expect_literal(&added, label, "");
        }
    }
}
