/* tests/fuzz/role_profile.c - any bytes as a role profile: what it lists stands there
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/family_run.h"
#include "tests/support/property.h"
#include "tools/fuzz.h"

static void expect_items(struct span words, const struct strings *items) {
    for (size_t i = 0; i < items->count; i++) {
        /* a nested item brings its parent along */
        struct span item = span_of(items->at[i]);
        size_t colon = span_find(item, SPAN(": "), 0);
        EXPECT(colon != SIZE_MAX || property_holds_all(words, item));
    }
}

static void expect_role(const struct family_run *run, const struct document *document,
                        const struct readings *readings, struct arena *arena) {
    (void)run;
    struct span words = family_run_words(arena, document);
    EXPECT(readings->count == 1);
    EXPECT(readings->at[0].kind == READING_ROLE || readings->at[0].kind == READING_REFUSAL);
    if (readings->at[0].kind == READING_ROLE) {
        const struct role *role = &readings->at[0].as.role;
        expect_items(words, &role->tasks);
        expect_items(words, &role->settings);
        expect_items(words, &role->colleagues);
        expect_items(words, &role->skills);
        EXPECT(property_holds_all(words, span_of(role->title)));
        EXPECT(!role->education_levels || role->education_text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct family_run page = {
        .family = &family_role_profile, .form = FAMILY_HTML, .property = expect_role};
    static const struct family_run text = {
        .family = &family_role_profile, .form = FAMILY_TEXT, .property = expect_role};
    family_run(&page, data, size);
    family_run(&text, data, size);
    return 0;
}
