/* tests/fuzz/contact.c - any text with contacts: masked, none is left, and nothing else is lost
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/buf.h"
#include "parser/wording.h"
#include "tests/support/property.h"
#include "tools/fuzz.h"

static const char *mask(struct arena *arena, const char *text, bool keep) {
    struct contact contact = {.name = "Jane Smith"};
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    vacancy.text_description = text;
    vacancy.contact = &contact;
    contact_mask(&vacancy, arena, keep);
    EXPECT(keep == (vacancy.contact != NULL));
    return vacancy.text_description;
}

/* No number and no address is left that would be masked where it stands now. In employers'
 * names no others are masked: a name is known by what stands behind it, marks among them. */
static void expect_no_channel(struct arena *arena, const char *masked) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    vacancy.employer = masked;
    contact_mask(&vacancy, arena, false);
    EXPECT(strcmp(vacancy.employer, masked) == 0);
}

/* The text between marks, piece by piece. */
static struct span without_marks(struct arena *arena, const char *text) {
    static const char *const marks[] = {"[email]", "[phone]", "[name]"};
    struct span rest = span_of(text);
    struct buf out;
    buf_init(&out, rest.len + 1);
    while (rest.len > 0) {
        size_t len = 0;
        for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
            len = span_starts(rest, marks[i]) ? strlen(marks[i]) : len;
        }
        buf_put(&out, span_part(rest, 0, len > 0 ? 0 : 1));
        rest = span_part(rest, len > 0 ? len : 1, SIZE_MAX);
    }
    struct span bare = span_of(arena_copy(arena, buf_span(&out)));
    buf_fini(&out);
    return bare;
}

/* Who is introduced beyond doubt is masked, whatever stands before. */
static void try_introduced(struct arena *arena, const char *text) {
    const char *with =
        arena_printf(arena,
                     "%s\nFor details contact Wilhelmina Trelawney on 07700 900123 or "
                     "w.trelawney@example.nhs.uk.",
                     text);
    const char *line = strrchr(mask(arena, with, false), '\n');
    EXPECT(line && !strstr(line, "Trelawney") && !strstr(line, "trelawney") &&
           !strstr(line, "900123"));
}

/* The name that the page prints as its contact's is masked in running text. */
static void try_named(struct arena *arena, const char *text) {
    const char *with = arena_printf(arena, "%s\nThe ward is led by Jane Smith.", text);
    const char *line = strrchr(mask(arena, with, false), '\n');
    EXPECT(line && !strstr(line, "Jane Smith"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    const char *text = property_text(&arena, data, size);
    const char *masked = mask(&arena, text, false);
    EXPECT(strcmp(mask(&arena, text, true), text) == 0);
    EXPECT(property_is_clean(masked) || !property_is_clean(text));
    EXPECT(!property_holds_email(masked));
    EXPECT(property_holds_all(span_of(text), without_marks(&arena, masked)));
    expect_no_channel(&arena, masked);
    try_introduced(&arena, text);
    try_named(&arena, text);
    EXPECT(!arena.failed);
    arena_fini(&arena);
    return 0;
}
