/* parser/plain_outline.c - a plain-text copy cut into headed parts and labelled fields
 * SPDX-License-Identifier: MIT
 */
#include "parser/plain_outline.h"

#include <string.h>

#include "base/utf8.h"
#include "parser/bullet.h"
#include "parser/lexicon.h"

static const char labels_file[] = "parser/fields/plain_text_labels.tsv";

/* The longest label has 52 letters, the closing date in front of a colon some more. */
enum { LABEL_MAX = 80 };

/* Where a line stands decides which labels count. */
enum place { PLACE_TOP, PLACE_DETAILS, PLACE_PROSE, PLACE_SPEC, PLACE_EMPLOYER, PLACE_CONTACT };

struct cutter {
    struct arena *arena;
    struct plain_outline outline;
    enum place place;
    bool one;  /* the field being read takes one line only */
    bool full; /* ... and has it */
};

/* ---- lines ---- */

/* A label's plain form without the spaces at its ends; empty for what is too long to be one. */
static struct span label_form(struct arena *arena, struct span text) {
    if (text.len == 0 || text.len > LABEL_MAX || span_ends(text, ".")) {
        return (struct span){NULL, 0};
    }
    return span_trim(span_of(lexicon_plain(arena, text)));
}

/* Without "(opens in a new tab)" at its end. */
static struct span without_furniture(struct arena *arena, struct span line) {
    line = bullet_trim(line);
    size_t open = span_ends(line, ")") ? line.len : 0;
    while (open > 0 && line.at[open - 1] != '(') {
        open--;
    }
    struct span tail =
        open > 1 ? label_form(arena, span_part(line, open, SIZE_MAX)) : (struct span){NULL, 0};
    bool furniture = tail.len > 0 && words_find(NULL, labels_file, "tail", tail);
    return furniture ? bullet_trim(span_part(line, 0, open - 1)) : line;
}

/* ---- what a line is ---- */

/* The kinds of labels that count in a place, in the order in which they are tried. */
static const char *const kinds_at[][4] = {
    [PLACE_TOP] = {"section", "strong", "label", NULL},
    [PLACE_DETAILS] = {"section", "strong", "label", NULL},
    [PLACE_PROSE] = {"section", "strong", NULL, NULL},
    [PLACE_SPEC] = {"section", NULL, NULL, NULL},
    [PLACE_EMPLOYER] = {"employer_label", "section", "strong", NULL},
    [PLACE_CONTACT] = {"contact_label", "section", "strong", NULL},
};

static bool find_label(struct words_row *row, enum place place, struct span form) {
    for (size_t i = 0; form.len > 0 && i < 4 && kinds_at[place][i]; i++) {
        if (words_find(row, labels_file, kinds_at[place][i], form)) {
            return true;
        }
    }
    return false;
}

/* "Label: value" and "Label<TAB>value". Headings of prose stand on lines of their own. */
static bool find_inline(struct words_row *row, struct span *value, const struct cutter *cutter,
                        struct span line) {
    size_t colon = span_find(line, SPAN(":"), 0);
    size_t tab = span_find(line, SPAN("\t"), 0);
    size_t at = tab < colon ? tab : colon;
    if (at == SIZE_MAX || at == 0 || at + 1 >= line.len) {
        return false;
    }
    struct span form = label_form(cutter->arena, span_part(line, 0, at));
    bool found = find_label(row, cutter->place, form) && !span_is(row->kind, "section");
    *value = bullet_trim(span_part(line, at + 1, SIZE_MAX));
    return found && value->len > 0 && value->at[0] != '/';
}

/* "The closing date is 01 June 2025": the line itself is the value. */
static bool find_prefix(struct words_row *row, const struct cutter *cutter, struct span line) {
    if (cutter->place != PLACE_TOP && cutter->place != PLACE_DETAILS) {
        return false;
    }
    struct span form = label_form(cutter->arena, line);
    struct words words = words_open(labels_file);
    while (words_next(&words, row)) {
        struct span front = span_part(form, 0, row->words.len);
        if (span_is(row->kind, "prefix") && span_equal(front, row->words)) {
            return true;
        }
    }
    return false;
}

/* ---- parts ---- */

static struct plain_part *last_part(struct cutter *cutter) {
    return cutter->outline.count > 0 ? &cutter->outline.parts[cutter->outline.count - 1] : NULL;
}

static void open_part(struct cutter *cutter, const struct words_row *row, struct span heading) {
    struct plain_part part = {.name = row->value,
                              .heading = utf8_fold_copy(cutter->arena, heading),
                              .is_section = span_is(row->kind, "section")};
    ARENA_PUSH(cutter->arena, cutter->outline.parts, cutter->outline.count, part);
    cutter->one = span_is(row->more, "one") || span_is(row->kind, "prefix");
    cutter->full = false;
}

static void add_line(struct cutter *cutter, struct span line) {
    const char *copy = arena_copy(cutter->arena, line);
    struct plain_part *part = last_part(cutter);
    bool blank = bullet_trim(line).len == 0;
    if ((!part || cutter->full) && !blank && cutter->place == PLACE_TOP) {
        strings_push(cutter->arena, &cutter->outline.loose,
                     utf8_fold_copy(cutter->arena, bullet_trim(line)));
    } else if (part && !cutter->full) {
        strings_push(cutter->arena, &part->lines, copy);
        cutter->full = cutter->one && !blank;
    }
}

/* Where the lines behind a label stand. */
static enum place place_behind(enum place now, const struct words_row *row) {
    static const struct {
        const char *more;
        enum place place;
    } places[] = {{"prose", PLACE_PROSE},       {"details", PLACE_DETAILS},
                  {"spec", PLACE_SPEC},         {"check", PLACE_PROSE},
                  {"employer", PLACE_EMPLOYER}, {"contact", PLACE_CONTACT},
                  {"documents", PLACE_PROSE},   {"skip", PLACE_PROSE}};
    bool section = span_is(row->kind, "section");
    for (size_t i = 0; section && i < sizeof places / sizeof places[0]; i++) {
        if (span_is(row->more, places[i].more)) {
            return places[i].place;
        }
    }
    bool strong = span_is(row->kind, "strong") && !span_is(row->value, "website");
    return strong && now != PLACE_TOP ? PLACE_DETAILS : now;
}

static void take_line(struct cutter *cutter, struct span raw) {
    struct words_row row;
    struct span value;
    struct span line = without_furniture(cutter->arena, raw);
    struct span form = label_form(cutter->arena, line);
    bool item = bullet_find(line, false).len > 0;
    if (form.len > 0 && !item && find_label(&row, cutter->place, form)) {
        open_part(cutter, &row, line);
        cutter->place = place_behind(cutter->place, &row);
    } else if (!item && find_inline(&row, &value, cutter, line)) {
        open_part(cutter, &row, span_part(line, 0, (size_t)(value.at - line.at)));
        cutter->place = place_behind(cutter->place, &row);
        add_line(cutter, value);
    } else if (find_prefix(&row, cutter, line)) {
        open_part(cutter, &row, (struct span){NULL, 0});
        add_line(cutter, line);
    } else if (cutter->place == PLACE_TOP && form.len > 0 &&
               words_find(NULL, labels_file, "furniture", form)) {
        return;
    } else {
        /* Indentation is kept for the lists; the tail of furniture goes. */
        size_t indent = bullet_indent(raw);
        size_t kept = line.len > 0 ? indent + line.len : 0;
        add_line(cutter, span_part(raw, 0, kept));
    }
}

struct plain_outline plain_outline_of(struct arena *arena, struct span text) {
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
    struct span form = label_form(arena, line);
    bool found = find_label(&row, PLACE_TOP, form) ||
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
        if (line.len == 0 || line.len > 4 * LABEL_MAX || !is_any_label(arena, line, &name)) {
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
