/* parser/role_profile.c - profiles of roles, as pages and as plain text
 * SPDX-License-Identifier: MIT
 *
 * A breadcrumb, the role's name, a summary, then questions ("What do they do?") with lists and
 * paragraphs. The page's markup is known from its headings only: no saved page was found.
 */
#include <string.h>

#include "base/utf8.h"
#include "parser/family.h"
#include "parser/fields.h"
#include "parser/lexicon.h"
#include "parser/role_outline.h"

/* So many different fields make a text a profile. */
enum { FIELDS_LEAST = 3, FIELDS = 8, LEVELS_MAX = 8, RQF_MAX = 8 };

/* ---- lists ---- */

/* Without the colon or comma that leads on to its children. */
static struct span without_lead(struct span parent) {
    parent = span_trim(parent);
    while (parent.len > 0 && strchr(":,;-", parent.at[parent.len - 1])) {
        parent = span_trim(span_part(parent, 0, parent.len - 1));
    }
    return parent;
}

/* The open items above the one being read. */
struct parents {
    const char *at[LEVELS_MAX];
};

/* An item with its parents: "parent: child". */
static const char *full_item(struct arena *arena, const struct parents *parents, size_t level,
                             const char *item) {
    const char *text = item;
    for (size_t i = level; i-- > 0;) {
        if (parents->at[i]) {
            struct span parent = without_lead(span_of(parents->at[i]));
            text = arena_printf(arena, "%.*s: %s", SPAN_FMT(parent), text ? text : "");
        }
    }
    return text;
}

/* Append the items from `*at` on to `list`; a parent is left out, its children name it. */
static void read_list(struct strings *list, struct arena *arena,
                      const struct role_blocks *blocks, size_t *at) {
    struct parents parents = {{NULL}};
    for (; *at < blocks->count && blocks->at[*at].kind == ROLE_ITEM; (*at)++) {
        const struct role_block *block = &blocks->at[*at];
        size_t level = block->level < LEVELS_MAX ? block->level : LEVELS_MAX - 1;
        bool parent = *at + 1 < blocks->count && blocks->at[*at + 1].kind == ROLE_ITEM &&
                      blocks->at[*at + 1].level > block->level;
        for (size_t i = level; i < LEVELS_MAX; i++) {
            parents.at[i] = NULL;
        }
        parents.at[level] = block->text;
        const char *item = parent ? NULL : full_item(arena, &parents, level, block->text);
        if (item) {
            strings_push(arena, list, item);
        }
    }
}

/* ---- prose ---- */

static void add_paragraph(const char **text, struct arena *arena,
                          const struct role_block *block) {
    bool item = block->kind == ROLE_ITEM;
    const char *mark = item ? "- " : "";
    const char *parting = item || block->goes_on ? "\n" : "\n\n";
    *text = *text ? arena_printf(arena, "%s%s%s%s", *text, parting, mark, block->text)
                  : arena_printf(arena, "%s%s", mark, block->text);
}

/* ---- names ---- */

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/* "(STR) worker" in the summary, where the title ends in "worker": "STR worker". */
static void read_abbreviation(struct role *role, struct arena *arena, struct span text) {
    const char *title = lexicon_plain(arena, span_of(role->title));
    for (size_t at = span_find(text, SPAN("("), 0); at != SIZE_MAX;
         at = span_find(text, SPAN("("), at + 1)) {
        size_t end = at + 1;
        while (end < text.len && is_upper(text.at[end])) {
            end++;
        }
        if (end - at < 3 || end >= text.len || text.at[end] != ')') {
            continue;
        }
        struct span name = span_part(text, at + 1, end - at - 1);
        struct span rest = span_trim(span_part(text, end + 1, SIZE_MAX));
        size_t len = 0;
        while (len < rest.len && ascii_is_alpha(rest.at[len])) {
            len++;
        }
        const char *noun = arena_copy(arena, span_part(rest, 0, len));
        bool of_title = noun && len > 0 && lexicon_says(title, noun);
        const char *known = of_title ? arena_printf(arena, "%.*s %s", SPAN_FMT(name), noun)
                                     : arena_copy(arena, name);
        if (known && !strings_has(&role->also_known_as, known)) {
            strings_push(arena, &role->also_known_as, known);
        }
    }
}

static void add_alias(struct role *role, struct arena *arena, struct span name) {
    enum { ALIAS_MAX = 80 };
    name = span_trim(name);
    while (span_ends(name, ".")) {
        name = span_trim(span_part(name, 0, name.len - 1));
    }
    const char *known =
        name.len > 0 && name.len <= ALIAS_MAX ? utf8_fold_copy(arena, name) : NULL;
    if (known && known[0] && !strings_has(&role->also_known_as, known)) {
        strings_push(arena, &role->also_known_as, known);
    }
}

/* Where the first of the signs between names begins, and how long it is; SIZE_MAX: none. */
static size_t find_between(struct span text, size_t *len) {
    static const char *const signs[] = {",", ";", "/", " or ", " and ", "\n- ", "\n"};
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t at = span_find(text, span_of(signs[i]), 0);
        *len = at < first ? strlen(signs[i]) : *len;
        first = at < first ? at : first;
    }
    return first;
}

/* "a, b or c" */
static void add_aliases(struct role *role, struct arena *arena, struct span names) {
    size_t len = 0;
    for (size_t at = find_between(names, &len); at != SIZE_MAX;
         at = find_between(names, &len)) {
        add_alias(role, arena, span_part(names, 0, at));
        names = span_part(names, at + len, SIZE_MAX);
    }
    add_alias(role, arena, names);
}

/* Behind the words that lead to other names; SIZE_MAX where there are none. */
static size_t behind_lead(struct span text, size_t *front) {
    struct words words = words_open(&fields_role_headings, "alias");
    struct words_row row;
    size_t behind = SIZE_MAX;
    while (words_next(&words, &row)) {
        size_t at = span_find_nocase(text, row.words, 0);
        bool longer = at != SIZE_MAX && (behind == SIZE_MAX || at + row.words.len > behind);
        behind = longer ? at + row.words.len : behind;
        *front = longer ? at : *front;
    }
    return behind;
}

/* "also known as X" up to the sentence's next sign. */
static void read_alias(struct role *role, struct arena *arena, struct span text) {
    size_t front = 0;
    size_t from = behind_lead(text, &front);
    size_t end = from;
    while (end < text.len && !strchr(".,;()\n", text.at[end])) {
        end++;
    }
    if (from < text.len && text.at[from] == ' ') {
        add_aliases(role, arena, span_part(text, from, end - from));
    }
}

/* "Also known as: X, Y": a paragraph of names and nothing else. */
static bool take_aliases(struct role *role, struct arena *arena, const char *paragraph) {
    struct span text = span_of(paragraph);
    size_t front = 1;
    size_t from = behind_lead(text, &front);
    bool leads =
        front == 0 && from < text.len && (text.at[from] == ':' || text.at[from] == ' ');
    bool sentence =
        leads && span_find(span_part(text, 0, text.len - 1), SPAN(". "), 0) != SIZE_MAX;
    if (leads && !sentence) {
        add_aliases(role, arena, span_part(text, from + 1, SIZE_MAX));
    }
    return leads && !sentence;
}

/* ---- education ---- */

static bool is_level_word(struct span word) {
    return span_is(word, "level") || span_is(word, "levels") || span_is(word, "nvq") ||
           span_is(word, "nvqs") || span_is(word, "svq") || span_is(word, "lefel");
}

/* Levels behind "NVQ" or "level": "2 or 3", "2 and 3", "2 to 4", "2-3". Numbers side by side
 * were parted by a sign and are the ends of a range. */
static unsigned levels_in(const char *plain) {
    struct span rest = span_of(plain);
    struct span word;
    unsigned levels = 0;
    uint64_t last = 0;
    bool counting = false;
    bool list = false;
    while (span_next_piece(&rest, ' ', &word)) {
        uint64_t number = 0;
        if (word.len == 0) {
            continue;
        }
        if (span_number(word, RQF_MAX, &number) && counting && number > 0) {
            for (uint64_t i = last && !list ? last : number; i <= number; i++) {
                levels |= 1u << i;
            }
            levels |= 1u << number;
            last = number;
            list = false;
        } else if (is_level_word(word)) {
            counting = true;
            last = 0;
        } else if (span_is(word, "or") || span_is(word, "and")) {
            list = true;
        } else if (!span_is(word, "to")) {
            counting = false;
        }
    }
    return levels;
}

/* ---- the record ---- */

static struct strings *list_of(struct role *role, struct span field) {
    return span_is(field, "tasks")        ? &role->tasks
           : span_is(field, "settings")   ? &role->settings
           : span_is(field, "colleagues") ? &role->colleagues
           : span_is(field, "skills")     ? &role->skills
                                          : NULL;
}

static const char **text_of(struct role *role, struct span field) {
    return span_is(field, "summary")      ? &role->summary
           : span_is(field, "background") ? &role->background
           : span_is(field, "education")  ? &role->education_text
           : span_is(field, "vacancies")  ? &role->vacancies
                                          : NULL;
}

static bool speaks_of_licence(const char *text) {
    static const char *const words[] = {"driving licence", "driving license", "drivers licence",
                                        "driver's licence", "licence to drive"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (span_find_nocase(span_of(text), span_of(words[i]), 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

/* The section being read. */
struct section {
    struct span field;
    bool items; /* it has list items */
};

static struct section open_section(struct arena *arena, const struct role_blocks *blocks,
                                   size_t heading) {
    struct section section = {role_outline_field(arena, blocks->at[heading].text, NULL), false};
    for (size_t i = heading + 1; i < blocks->count && blocks->at[i].kind != ROLE_HEADING; i++) {
        section.items = section.items || blocks->at[i].kind == ROLE_ITEM;
    }
    return section;
}

/* A list that lost its bullets has lines that are no sentences. */
static bool is_bare_item(const struct section *section, struct span text) {
    bool lower = text.at[0] >= 'a' && text.at[0] <= 'z';
    bool sentence = !lower && (span_ends(text, ".") || span_ends(text, "!"));
    return !section->items && !span_ends(text, ":") && !sentence;
}

/* A paragraph, or an item outside the lists. */
static void read_paragraph(struct role *role, struct arena *arena,
                           const struct role_block *block, const struct section *section) {
    struct span field = section->field;
    const char **text = text_of(role, field);
    struct strings *list = list_of(role, field);
    bool also = span_is(field, "also") ||
                (span_is(field, "summary") && take_aliases(role, arena, block->text));
    if (span_is(field, "also")) {
        add_aliases(role, arena, span_of(block->text));
    } else if (text && !also) {
        add_paragraph(text, arena, block);
    } else if (list && is_bare_item(section, span_of(block->text))) {
        strings_push(arena, list, block->text);
    }
}

/* One block; steps `*at` past it, past a whole list where it begins one. */
static void read_block(struct role *role, struct arena *arena, const struct role_blocks *blocks,
                       size_t *at, struct section *section) {
    const struct role_block *block = &blocks->at[*at];
    struct strings *list = list_of(role, section->field);
    if (block->kind == ROLE_CRUMB) {
        strings_push(arena, &role->path, block->text);
    } else if (block->kind == ROLE_TITLE) {
        role->title = block->text;
    } else if (block->kind == ROLE_HEADING) {
        *section = open_section(arena, blocks, *at);
    } else if (block->kind == ROLE_ITEM && list) {
        read_list(list, arena, blocks, at);
        return;
    } else {
        read_paragraph(role, arena, block, section);
    }
    (*at)++;
}

static void read_role(struct role *role, struct arena *arena,
                      const struct role_blocks *blocks) {
    struct section section = {SPAN("summary"), false};
    for (size_t at = 0; at < blocks->count && !arena->failed;) {
        read_block(role, arena, blocks, &at, &section);
    }
    for (size_t i = 0; i < blocks->count; i++) {
        bool part = blocks->at[i].kind == ROLE_PARAGRAPH || blocks->at[i].kind == ROLE_ITEM;
        role->licence_may_be_needed =
            role->licence_may_be_needed || (part && speaks_of_licence(blocks->at[i].text));
    }
    if (role->title && role->summary) {
        read_abbreviation(role, arena, span_of(role->summary));
        read_alias(role, arena, span_of(role->summary));
    }
    if (role->education_text) {
        role->education_levels = levels_in(lexicon_plain(arena, span_of(role->education_text)));
    }
}

static struct role_blocks blocks_of(struct arena *arena, const struct document *document) {
    return document->html ? role_outline_of_html(arena, document->html)
                          : role_outline_of_text(arena, document->text);
}

/* The headings of a profile, counted. */
struct evidence {
    struct span fields[FIELDS];
    size_t count; /* different fields */
    bool sure;    /* a heading is among them that other pages do not have */
};

static void weigh(struct evidence *evidence, struct arena *arena, const char *heading) {
    bool weak = false;
    struct span field = role_outline_field(arena, heading, &weak);
    bool counts = field.len > 0 && !span_is(field, "skip") && !span_is(field, "vacancies") &&
                  !span_is(field, "also") && evidence->count < FIELDS;
    for (size_t k = 0; k < evidence->count; k++) {
        counts = counts && !span_equal(evidence->fields[k], field);
    }
    if (counts) {
        evidence->fields[evidence->count++] = field;
        evidence->sure = evidence->sure || !weak || span_is(field, "settings") ||
                         span_is(field, "colleagues");
    }
}

/* A page or text with headings of three different fields, of which a CV has not all. The look
 * is a cheap one: the text is searched for a word that every profile has before it is cut into
 * blocks. */
static bool recognise(const struct document *document) {
    struct evidence evidence = {.count = 0};
    struct arena scratch;
    if (span_find_nocase(document->text, SPAN("skills"), 0) == SIZE_MAX &&
        span_find_nocase(document->text, SPAN("qualities"), 0) == SIZE_MAX) {
        return false;
    }
    arena_init(&scratch, (size_t)16 * 1024 * 1024);
    struct role_blocks blocks = blocks_of(&scratch, document);
    for (size_t i = 0; i < blocks.count; i++) {
        if (blocks.at[i].kind == ROLE_HEADING) {
            weigh(&evidence, &scratch, blocks.at[i].text);
        }
    }
    arena_fini(&scratch);
    return evidence.count >= FIELDS_LEAST && evidence.sure;
}

static enum err read(struct readings *out, struct arena *arena, const struct document *document,
                     struct diag *diag) {
    struct reading *reading = readings_add(out, arena, READING_ROLE);
    if (reading) {
        struct role_blocks blocks = blocks_of(arena, document);
        read_role(&reading->as.role, arena, &blocks);
    }
    return arena_check(arena, diag);
}

const struct family family_role_profile = {"role profile", recognise, read};
