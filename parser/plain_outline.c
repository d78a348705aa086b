/* parser/plain_outline.c - a plain-text copy cut into headed parts and labelled fields
 * SPDX-License-Identifier: MIT
 */
#include "parser/plain_outline.h"

#include <string.h>

#include "base/utf8.h"
#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/lexicon.h"

struct cutter {
    struct arena *arena;
    struct advert_outline outline;
    enum advert_place place;
    bool one;  /* the field being read takes one line only */
    bool full; /* ... and has it */
};

/* ---- lines ---- */

/* Without "(opens in a new tab)" at its end. */
static struct span without_furniture(struct arena *arena, struct span line) {
    line = bullet_trim(line);
    size_t open = span_ends(line, ")") ? line.len : 0;
    while (open > 0 && line.at[open - 1] != '(') {
        open--;
    }
    struct span tail = open > 1 ? advert_label_form(arena, span_part(line, open, SIZE_MAX))
                                : (struct span){NULL, 0};
    bool furniture = tail.len > 0 && words_find(NULL, &fields_plain_text_labels, "tail", tail);
    return furniture ? bullet_trim(span_part(line, 0, open - 1)) : line;
}

/* ---- what a line is ---- */

/* "Label: value" and "Label<TAB>value". Headings of prose stand on lines of their own. */
static bool find_inline(struct words_row *row, struct span *value, const struct cutter *cutter,
                        struct span line) {
    size_t colon = span_find(line, SPAN(":"), 0);
    size_t tab = span_find(line, SPAN("\t"), 0);
    size_t at = tab < colon ? tab : colon;
    if (at == SIZE_MAX || at == 0 || at + 1 >= line.len) {
        return false;
    }
    struct span form = advert_label_form(cutter->arena, span_part(line, 0, at));
    bool found = advert_label_find(row, cutter->place, form) && !advert_label_is_section(row);
    *value = bullet_trim(span_part(line, at + 1, SIZE_MAX));
    return found && value->len > 0 && value->at[0] != '/';
}

/* "The closing date is 01 June 2025": the line itself is the value. */
static bool find_prefix(struct words_row *row, const struct cutter *cutter, struct span line) {
    if (cutter->place != PLACE_TOP && cutter->place != PLACE_DETAILS) {
        return false;
    }
    struct span form = advert_label_form(cutter->arena, line);
    struct words words = words_open(&fields_plain_text_labels, "prefix");
    while (words_next(&words, row)) {
        if (span_equal(span_part(form, 0, row->words.len), row->words)) {
            return true;
        }
    }
    return false;
}

/* ---- parts ---- */

static struct advert_part *last_part(struct cutter *cutter) {
    return cutter->outline.count > 0 ? &cutter->outline.parts[cutter->outline.count - 1] : NULL;
}

static void open_part(struct cutter *cutter, const struct words_row *row, struct span heading) {
    struct advert_part part = advert_part_of(cutter->arena, row, heading);
    ARENA_PUSH(cutter->arena, cutter->outline.parts, cutter->outline.count, part);
    cutter->one = span_is(row->more, "one") || span_is(row->kind, "prefix");
    cutter->full = false;
}

static void add_line(struct cutter *cutter, struct span line) {
    const char *copy = arena_copy(cutter->arena, line);
    struct advert_part *part = last_part(cutter);
    bool blank = bullet_trim(line).len == 0;
    if ((!part || cutter->full) && !blank && cutter->place == PLACE_TOP) {
        strings_push(cutter->arena, &cutter->outline.loose,
                     utf8_fold_copy(cutter->arena, bullet_trim(line)));
    } else if (part && !cutter->full) {
        strings_push(cutter->arena, &part->lines, copy);
        cutter->full = cutter->one && !blank;
    }
}

static void take_line(struct cutter *cutter, struct span raw) {
    struct words_row row;
    struct span value;
    struct span line = without_furniture(cutter->arena, raw);
    struct span form = advert_label_form(cutter->arena, line);
    bool item = bullet_find(line, false).len > 0;
    if (form.len > 0 && !item && advert_label_find(&row, cutter->place, form)) {
        open_part(cutter, &row, line);
        cutter->place = advert_label_place(cutter->place, &row);
    } else if (!item && find_inline(&row, &value, cutter, line)) {
        open_part(cutter, &row, span_part(line, 0, (size_t)(value.at - line.at)));
        cutter->place = advert_label_place(cutter->place, &row);
        add_line(cutter, value);
    } else if (find_prefix(&row, cutter, line)) {
        open_part(cutter, &row, (struct span){NULL, 0});
        add_line(cutter, line);
    } else if (cutter->place == PLACE_TOP && form.len > 0 &&
               words_find(NULL, &fields_plain_text_labels, "furniture", form)) {
        return;
    } else {
        /* Indentation is kept for the lists; the tail of furniture goes. */
        size_t indent = bullet_indent(raw);
        size_t kept = line.len > 0 ? indent + line.len : 0;
        add_line(cutter, span_part(raw, 0, kept));
    }
}

struct advert_outline plain_outline_of(struct arena *arena, struct span text) {
    struct cutter cutter = {.arena = arena, .place = PLACE_TOP};
    struct span line;
    while (span_next_line(&text, &line) && !arena->failed) {
        take_line(&cutter, line);
    }
    return cutter.outline;
}

/* ---- counting ---- */

static bool is_counted(const struct words_row *row) {
    return !span_is(row->kind, "furniture") && !span_is(row->kind, "contact_label");
}

static bool is_any_label(struct arena *arena, struct span line, struct span *name) {
    struct words_row row;
    struct cutter cutter = {.arena = arena, .place = PLACE_TOP};
    struct span value;
    struct span form = advert_label_form(arena, line);
    bool found = advert_label_find(&row, PLACE_TOP, form) ||
                 find_inline(&row, &value, &cutter, line) || find_prefix(&row, &cutter, line);
    if (found && is_counted(&row)) {
        *name = row.value;
    }
    return found && is_counted(&row);
}

size_t plain_outline_labels(struct arena *arena, struct span text, size_t enough) {
    struct span names[16];
    size_t count = 0;
    struct span line;
    enough = enough < sizeof names / sizeof names[0] ? enough : sizeof names / sizeof names[0];
    while (count < enough && span_next_line(&text, &line) && !arena->failed) {
        struct span name = {NULL, 0};
        line = bullet_trim(line);
        if (line.len == 0 || line.len > 4 * ADVERT_LABEL_MAX ||
            !is_any_label(arena, line, &name)) {
            continue;
        }
        bool known = false;
        for (size_t i = 0; i < count; i++) {
            known = known || span_equal(names[i], name);
        }
        if (!known) {
            names[count++] = name;
        }
    }
    return count;
}
