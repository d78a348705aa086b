/* parser/page_outline.c - a page without ids cut into headed parts and labelled fields
 * SPDX-License-Identifier: MIT
 */
#include "parser/page_outline.h"

#include <string.h>

#include "base/utf8.h"
#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/lexicon.h"
#include "parser/not_advert.h"
#include "parser/person_spec.h"
#include "parser/prose.h"

#define NO_PART SIZE_MAX

/* What takes the lines behind a label. */
enum reach {
    REACH_NONE = 0,
    REACH_RUN,   /* all up to the next label or heading: behind dt, th, headings */
    REACH_BLOCK, /* the first block behind it: where label and value are blocks side by side */
    REACH_REST   /* what follows in the label's own block */
};

struct cutter {
    struct arena *arena;
    struct page_outline page;
    struct advert_part *aside; /* labelled values within prose: they count last */
    size_t aside_count;
    enum advert_place place;
    /* the section under way */
    size_t open; /* NO_PART: none */
    int open_level;
    bool filled;                   /* some text stands in it */
    bool bare;                     /* no heading began it */
    bool listed;                   /* items or cells were met in it */
    const struct html_node *bound; /* the element that it may not leave; NULL: none */
    /* the field under way */
    size_t field; /* NO_PART: none */
    enum reach reach;
    const struct html_node *around; /* REACH_BLOCK: the block that holds the value */
    bool one;                       /* takes one line */
    bool beside;                    /* REACH_RUN: values stood in the element round the label */
    bool full;
    const struct labelled_line *label;  /* its label's line */
    const struct labelled_line *before; /* the line before this one */
    const struct labelled_line *next;   /* the one behind it; NULL: none */
};

/* ---- labels ---- */

static struct span form_of(struct cutter *cutter, const char *text) {
    return advert_label_form(cutter->arena, bullet_trim(span_of(text)));
}

/* Labels that count only where markup shows one. */
static bool find_page(struct words_row *row, enum advert_place place, struct span form) {
    bool fields = place == PLACE_TOP || place == PLACE_DETAILS;
    return form.len > 0 &&
           (words_find(row, &fields_plain_text_labels, "page_section", form) ||
            (fields && words_find(row, &fields_plain_text_labels, "page_label", form)));
}

static bool find(struct words_row *row, const struct cutter *cutter, struct span form) {
    return advert_label_find(row, cutter->place, form) || find_page(row, cutter->place, form);
}

bool page_outline_find(struct words_row *row, struct arena *arena, const char *text) {
    struct span form = advert_label_form(arena, bullet_trim(span_of(text)));
    return advert_label_find(row, PLACE_DETAILS, form) || find_page(row, PLACE_DETAILS, form);
}

bool page_outline_is_label(struct arena *arena, const char *text) {
    struct words_row row;
    return page_outline_find(&row, arena, text);
}

/* A table that names needs is a specification. */
enum labelled_word page_outline_look(struct arena *arena, const char *text) {
    return person_spec_need_of(text) != NEED_NONE ? LABELLED_NEVER
           : page_outline_is_label(arena, text)   ? LABELLED_WORD
                                                  : LABELLED_OTHER;
}

/* ---- parts ---- */

static struct advert_part *part_at(struct cutter *cutter, size_t at) {
    return at == NO_PART ? NULL : &cutter->page.outline.parts[at];
}

static size_t push_part(struct cutter *cutter, struct advert_part part) {
    enum { PARTS_MAX = 500 }; /* an advert has fifty */
    size_t count = cutter->page.outline.count;
    if (count >= PARTS_MAX) {
        return NO_PART;
    }
    ARENA_PUSH(cutter->arena, cutter->page.outline.parts, cutter->page.outline.count, part);
    return cutter->page.outline.count > count ? count : NO_PART;
}

static void end_field(struct cutter *cutter) {
    cutter->field = NO_PART;
    cutter->reach = REACH_NONE;
}

static void end_section(struct cutter *cutter, const struct html_node *end) {
    struct advert_part *part = part_at(cutter, cutter->open);
    if (part) {
        part->end = end;
        part->first = html_name(end) || !end ? part->first : NULL;
    }
    cutter->open = NO_PART;
    cutter->place = PLACE_DETAILS;
}

/* The nearest element round `node` that is a part of the page by itself. */
static const struct html_node *bound_of(const struct html_node *node, bool spec) {
    for (node = html_parent(node); node; node = html_parent(node)) {
        if (html_is(node, "main") || html_is(node, "article") || html_is(node, "aside") ||
            (!spec && (html_is(node, "section") || html_is(node, "details")))) {
            return node;
        }
    }
    return NULL;
}

static const struct html_node *behind(const struct labelled_line *line) {
    bool element = html_name(line->from) && labelled_is_inside(line->last, line->from) &&
                   (line->kind == LABELLED_HEADING || line->kind == LABELLED_LABEL);
    return element ? html_next_after(line->from, NULL) : html_next_after(line->last, NULL);
}

static void open_section(struct cutter *cutter, const struct labelled_line *line,
                         const struct words_row *row) {
    end_field(cutter);
    end_section(cutter, line->from);
    struct advert_part part = advert_part_of(cutter->arena, row, span_of(line->text));
    part.first = behind(line);
    cutter->open = push_part(cutter, part);
    cutter->open_level = line->level;
    cutter->filled = cutter->listed = cutter->bare = false;
    cutter->place = advert_label_place(cutter->place, row);
    cutter->bound = span_is(row->value, "documents")
                        ? html_parent(line->from) /* what stands outside is the page's */
                        : bound_of(line->from, cutter->place == PLACE_SPEC);
    cutter->page.section_count += span_is(row->more, "prose") || span_is(row->more, "spec");
}

static void open_field(struct cutter *cutter, const struct labelled_line *line,
                       const struct words_row *row, enum reach reach) {
    end_field(cutter);
    cutter->field = push_part(cutter, advert_part_of(cutter->arena, row, span_of(line->text)));
    cutter->reach = reach;
    cutter->around = NULL;
    cutter->one = span_is(row->more, "one") || span_is(row->kind, "prefix");
    cutter->full = cutter->beside = false;
    cutter->label = line;
    cutter->page.field_count += !span_is(row->value, "ignored");
}

static void add_value(struct cutter *cutter, const char *text) {
    struct advert_part *part = part_at(cutter, cutter->field);
    if (part && !cutter->full && text[0]) {
        strings_push(cutter->arena, &part->lines, text);
        cutter->full = cutter->one;
    }
}

/* A labelled value within prose: the prose goes on. */
static void add_aside(struct cutter *cutter, const struct words_row *row, const char *label,
                      const char *value) {
    struct advert_part part = advert_part_of(cutter->arena, row, span_of(label));
    strings_push(cutter->arena, &part.lines, value);
    ARENA_PUSH(cutter->arena, cutter->aside, cutter->aside_count, part);
}

/* ---- sections ---- */

static bool is_heading(const struct labelled_line *line) {
    return line->kind == LABELLED_HEADING || line->kind == LABELLED_LABEL;
}

/* Is this a category of the specification under way, whatever it is called? */
static bool heads_needs(const struct cutter *cutter, const struct labelled_line *line) {
    return cutter->place == PLACE_SPEC && is_heading(line) && cutter->next &&
           is_heading(cutter->next) && person_spec_need_of(cutter->next->text) != NEED_NONE;
}

/* "Professional registration" in a specification is a category, unless a sentence about it
 * follows. */
static bool names_category(const struct cutter *cutter, const struct labelled_line *line) {
    const struct labelled_line *next = cutter->next;
    bool sentence = next && next->kind == LABELLED_TEXT && span_ends(span_of(next->text), ".");
    return cutter->place == PLACE_SPEC && is_heading(line) && next && !sentence &&
           person_spec_is_group(line->text);
}

/* Is the section under way of that name already? Then a lesser heading is the employer's. */
static bool names_same(const struct cutter *cutter, const struct words_row *row) {
    return span_equal(cutter->page.outline.parts[cutter->open].name, row->value);
}

/* May a heading of that level end the section under way? */
static bool may_cut(const struct cutter *cutter, const struct labelled_line *line,
                    const struct words_row *row) {
    bool prose = cutter->place == PLACE_PROSE || cutter->place == PLACE_SPEC;
    bool ends_spec = cutter->place == PLACE_SPEC && cutter->filled &&
                     line->kind == LABELLED_HEADING && line->level < LABELLED_LEVEL_BOLD &&
                     !person_spec_is_group(line->text) && !heads_needs(cutter, line);
    if (names_category(cutter, line)) {
        return false;
    }
    return cutter->open == NO_PART || !prose || cutter->bare || ends_spec ||
           line->level <= cutter->open_level || (line->link && span_is(row->more, "skip")) ||
           (!cutter->filled && line->kind == LABELLED_HEADING && !names_same(cutter, row)) ||
           (cutter->place != PLACE_SPEC && span_is(row->more, "spec"));
}

/* "Person specification" and the like, in a line of its own. */
static bool take_section(struct cutter *cutter, const struct labelled_line *line) {
    struct words_row row;
    bool plain = line->kind == LABELLED_TEXT && !line->in_cell;
    struct span form =
        is_heading(line) || plain ? form_of(cutter, line->text) : (struct span){NULL, 0};
    bool found =
        form.len > 0 && (words_find(&row, &fields_plain_text_labels, "section", form) ||
                         words_find(&row, &fields_plain_text_labels, "page_section", form));
    bool only_label =
        found && span_is(row.kind, "page_section") && !is_heading(line) && !line->link;
    bool link = found && line->link && !is_heading(line) && !span_is(row.more, "skip");
    if (!found || only_label || link || !may_cut(cutter, line, &row)) {
        return false;
    }
    open_section(cutter, line, &row);
    return true;
}

/* "Essential criteria" without the specification's title above it; a category may be. */
static bool take_need(struct cutter *cutter, const struct labelled_line *line) {
    static const struct words_row spec = {
        {"section", 7}, {"person specification", 20}, {"spec", 4}, {"spec", 4}};
    if (cutter->place == PLACE_SPEC || !is_heading(line) || line->in_cell ||
        person_spec_need_of(line->text) == NEED_NONE) {
        return false;
    }
    const struct labelled_line *before = cutter->before;
    bool category = before && is_heading(before) && before->level <= line->level &&
                    before->level > 2 && !page_outline_is_label(cutter->arena, before->text);
    const struct labelled_line *first = category ? before : line;
    open_section(cutter, first, &spec);
    struct advert_part *part = part_at(cutter, cutter->open);
    if (part) {
        part->first = first->from;
        strings_push(cutter->arena, &part->lines, line->text);
    }
    cutter->filled = true;
    return true;
}

/* A heading that no table knows. */
static void take_unknown(struct cutter *cutter, const struct labelled_line *line) {
    bool higher = line->level < cutter->open_level;
    bool equal = line->level == cutter->open_level && line->level < LABELLED_LEVEL_BOLD;
    bool spec_word = person_spec_need_of(line->text) != NEED_NONE ||
                     person_spec_is_group(line->text) || heads_needs(cutter, line);
    bool furniture =
        words_find(NULL, &fields_plain_text_labels, "furniture", form_of(cutter, line->text));
    higher = higher && !cutter->bare;
    bool behind_spec = cutter->place == PLACE_SPEC && cutter->listed &&
                       person_spec_is_end(line->text) && !heads_needs(cutter, line);
    bool ends = furniture || behind_spec || (higher && cutter->filled && !spec_word) ||
                (equal && cutter->place != PLACE_PROSE && !spec_word);
    if (cutter->open != NO_PART && line->kind == LABELLED_HEADING && ends) {
        end_section(cutter, line->from);
    }
    end_field(cutter);
}

/* ---- fields ---- */

/* "The closing date is 01 June 2025": the line itself is the value. */
static bool take_prefix(struct cutter *cutter, const struct labelled_line *line) {
    struct words_row row;
    bool fields = cutter->place == PLACE_TOP || cutter->place == PLACE_DETAILS;
    struct span form = fields ? form_of(cutter, line->text) : (struct span){NULL, 0};
    struct words words = words_open(&fields_plain_text_labels, "prefix");
    while (form.len > 0 && words_next(&words, &row)) {
        struct span front = span_part(form, 0, row.words.len);
        if (span_equal(front, row.words) && form.len > row.words.len) {
            open_field(cutter, line, &row, REACH_NONE);
            add_value(cutter, line->text);
            end_field(cutter);
            return true;
        }
    }
    return false;
}

/* What stands behind the colon of "Label: value". */
static const char *behind_colon(struct cutter *cutter, const char *text, struct span *label) {
    struct span line = span_of(text);
    size_t colon = span_find(line, SPAN(":"), 0);
    if (colon == SIZE_MAX || colon == 0 || colon > ADVERT_LABEL_MAX) {
        return NULL;
    }
    struct span value = bullet_trim(span_part(line, colon + 1, SIZE_MAX));
    *label = span_part(line, 0, colon);
    return value.len > 0 && value.at[0] != '/' ? arena_copy(cutter->arena, value) : NULL;
}

static const char *without_colon(const char *text) {
    struct span rest = bullet_trim(span_of(text));
    while (rest.len > 0 && (rest.at[0] == ':' || rest.at[0] == '-' || rest.at[0] == ' ')) {
        rest = span_part(rest, 1, SIZE_MAX);
    }
    return rest.len > 0 ? rest.at : NULL;
}

/* A line split into label and value, by an element or by a colon. */
struct pair {
    struct words_row row;
    const char *label;
    const char *value;
};

static bool split_line(struct pair *pair, struct cutter *cutter,
                       const struct labelled_line *line) {
    struct span label;
    const char *value = line->lead ? without_colon(line->rest) : NULL;
    if (value && find(&pair->row, cutter, form_of(cutter, line->lead)) &&
        !advert_label_is_section(&pair->row)) {
        *pair = (struct pair){pair->row, line->lead, value};
        return true;
    }
    value = behind_colon(cutter, line->text, &label);
    if (value && find(&pair->row, cutter, advert_label_form(cutter->arena, label)) &&
        !advert_label_is_section(&pair->row)) {
        *pair = (struct pair){pair->row, arena_copy(cutter->arena, label), value};
        return pair->label != NULL;
    }
    return false;
}

static bool take_pair(struct cutter *cutter, const struct labelled_line *line) {
    struct pair pair;
    if (line->kind == LABELLED_VALUE || cutter->place == PLACE_SPEC ||
        !split_line(&pair, cutter, line)) {
        return false;
    }
    if (cutter->place == PLACE_PROSE) {
        add_aside(cutter, &pair.row, pair.label, pair.value);
        return false;
    }
    open_field(cutter, line, &pair.row, REACH_REST);
    add_value(cutter, pair.value);
    return true;
}

/* A label in a line of its own. */
static bool take_label(struct cutter *cutter, const struct labelled_line *line) {
    struct words_row row;
    bool shown = is_heading(line);
    bool out = line->kind == LABELLED_VALUE || line->link || cutter->place == PLACE_SPEC;
    struct span form = out ? (struct span){NULL, 0} : form_of(cutter, line->text);
    /* In long texts a cell or a dt is the page's; a short line is the employer's. */
    enum advert_place place = cutter->place;
    if (place == PLACE_PROSE) {
        bool deep = line->kind != LABELLED_LABEL &&
                    (line->kind != LABELLED_HEADING || line->level > cutter->open_level);
        if (deep) {
            return false;
        }
        cutter->place = PLACE_DETAILS;
    }
    bool found = form.len > 0 && find(&row, cutter, form) && !advert_label_is_section(&row);
    cutter->place = place;
    if (!found) {
        return false;
    }
    if (place == PLACE_PROSE) {
        end_section(cutter, line->from);
    }
    open_field(cutter, line, &row, shown ? REACH_RUN : REACH_BLOCK);
    return true;
}

/* The child of what holds both lines that the second is in. */
static const struct html_node *value_block(const struct labelled_line *label,
                                           const struct labelled_line *line) {
    const struct html_node *at = line->last;
    const struct html_node *parent = html_parent(at);
    while (parent && !labelled_is_inside(label->last, parent)) {
        at = parent;
        parent = html_parent(at);
    }
    return at;
}

/* Does the field under way take this line? */
static bool reaches(struct cutter *cutter, const struct labelled_line *line) {
    switch (cutter->reach) {
    case REACH_RUN:
        if (labelled_is_inside(line->last, html_parent(cutter->label->from))) {
            cutter->beside = true;
            return true;
        }
        return (cutter->label->kind == LABELLED_HEADING && !cutter->beside) ||
               line->kind == LABELLED_VALUE;
    case REACH_REST:
        return line->block == cutter->label->block;
    case REACH_BLOCK:
        cutter->around = cutter->around ? cutter->around : value_block(cutter->label, line);
        return labelled_is_inside(line->last, cutter->around);
    case REACH_NONE:
        break;
    }
    return false;
}

/* ---- lines ---- */

static void add_to_section(struct cutter *cutter, const struct labelled_line *line) {
    struct advert_part *part = part_at(cutter, cutter->open);
    const char *bullet = line->kind == LABELLED_ITEM ? "- " : "";
    if (part) {
        strings_push(cutter->arena, &part->lines,
                     arena_printf(cutter->arena, "%s%s", bullet, line->text));
        cutter->filled = true;
        cutter->listed = cutter->listed || line->kind == LABELLED_ITEM || line->in_cell;
    }
}

/* Behind the lists of a specification, a sentence that speaks to applicants is none of it. */
static void check_spec(struct cutter *cutter, const struct labelled_line *line) {
    bool plain = line->kind == LABELLED_TEXT && !line->in_cell;
    if (cutter->place != PLACE_SPEC || !cutter->listed || !plain) {
        return;
    }
    struct words_row row;
    const char *form = lexicon_plain(cutter->arena, span_of(line->text));
    struct span words = span_trim(span_of(form));
    if (strchr(line->text, '@') ||
        words_begin(&row, &fields_plain_text_labels, "spec_end", words)) {
        end_section(cutter, line->from);
    }
}

/* Once the section holds something, it ends with the element that holds it. */
static void check_bound(struct cutter *cutter, const struct labelled_line *line) {
    while (cutter->open != NO_PART && cutter->bound &&
           !labelled_is_inside(line->last, cutter->bound)) {
        if (cutter->filled) {
            end_section(cutter, line->from);
            end_field(cutter);
            return;
        }
        cutter->bound = bound_of(cutter->bound, cutter->place == PLACE_SPEC);
    }
}

static void add_loose(struct cutter *cutter, const struct labelled_line *line) {
    enum { LOOSE_MAX = 200 };
    struct page_loose loose = {line->text, line->level};
    if (cutter->page.loose_count < LOOSE_MAX && cutter->page.section_count == 0) {
        ARENA_PUSH(cutter->arena, cutter->page.loose, cutter->page.loose_count, loose);
    }
}

/* "Apply for this job": a line of the page's own, which ends what stands before it. */
static bool take_furniture(struct cutter *cutter, const struct labelled_line *line) {
    bool own = line->kind == LABELLED_TEXT && !line->in_cell;
    if (!own || !words_find(NULL, &fields_plain_text_labels, "furniture",
                            form_of(cutter, line->text))) {
        return false;
    }
    end_field(cutter);
    if (cutter->open != NO_PART) {
        end_section(cutter, line->from);
    }
    return true;
}

/* A sentence behind the fields, where no heading came yet: the description. */
static bool take_bare(struct cutter *cutter, const struct labelled_line *line) {
    static const struct words_row description = {
        {"section", 7}, {"", 0}, {"description", 11}, {"prose", 5}};
    enum { SENTENCE_MIN = 24, FIELDS_MIN = 3 };
    struct span text = span_of(line->text);
    bool sentence = line->kind == LABELLED_TEXT && text.len >= SENTENCE_MIN && !line->link &&
                    !line->in_cell && (span_ends(text, ".") || span_ends(text, "!"));
    bool fields = cutter->place == PLACE_TOP || cutter->place == PLACE_DETAILS;
    if (!sentence || !fields || cutter->page.section_count > 0 ||
        cutter->page.field_count < FIELDS_MIN) {
        return false;
    }
    open_section(cutter, line, &description);
    struct advert_part *part = part_at(cutter, cutter->open);
    if (part) {
        part->heading = "";
        part->first = line->from;
        strings_push(cutter->arena, &part->lines, line->text);
    }
    cutter->filled = cutter->bare = true;
    return true;
}

static void take_other(struct cutter *cutter, const struct labelled_line *line) {
    bool reached =
        cutter->field != NO_PART && !cutter->full && !is_heading(line) && reaches(cutter, line);
    if (take_furniture(cutter, line) || (!reached && take_bare(cutter, line))) {
        return;
    }
    if (is_heading(line)) {
        take_unknown(cutter, line);
    }
    if (reached) {
        add_value(cutter, line->text);
    } else if (cutter->open != NO_PART && cutter->place != PLACE_DETAILS) {
        end_field(cutter);
        add_to_section(cutter, line);
    } else {
        end_field(cutter);
        if (line->kind != LABELLED_VALUE) {
            add_loose(cutter, line);
        }
    }
}

/* Notices stand before the long texts, or in blocks that are marked as such. */
static bool is_notice(const struct cutter *cutter, const struct labelled_line *line) {
    static const char *const marks[] = {"notice", "inset", "warning", "closed", "alert",
                                        "banner", "panel", "error",   "tag"};
    bool marked = cutter->place != PLACE_PROSE && cutter->place != PLACE_SPEC;
    const char *own_class = html_attribute(line->block, "class");
    for (size_t i = 0; own_class && !marked && i < sizeof marks / sizeof marks[0]; i++) {
        marked = span_find_nocase(span_of(own_class), span_of(marks[i]), 0) != SIZE_MAX;
    }
    return marked && not_advert_says_closed(line->text);
}

static void take_line(struct cutter *cutter, const struct labelled_line *line) {
    check_bound(cutter, line);
    check_spec(cutter, line);
    cutter->page.closed = cutter->page.closed || is_notice(cutter, line);
    bool taken = take_section(cutter, line) || take_need(cutter, line) ||
                 take_label(cutter, line) || take_pair(cutter, line) ||
                 (line->kind != LABELLED_VALUE && take_prefix(cutter, line));
    if (!taken) {
        take_other(cutter, line);
    }
    cutter->before = line;
}

/* ---- the whole ---- */

static bool ends_text(const struct html_node *node, void *state) {
    return node == state || labelled_is_chrome(node) || html_is(node, "form");
}

static void read_texts(struct cutter *cutter) {
    for (size_t i = 0; i < cutter->page.outline.count; i++) {
        struct advert_part *part = &cutter->page.outline.parts[i];
        if (!part->is_section || !part->first) {
            continue;
        }
        const struct html_node *within = bound_of(part->first, true);
        bool starts = part->first != part->end;
        part->text = starts ? prose_read(cutter->arena, part->first, ends_text,
                                         (void *)(uintptr_t)part->end, within, false)
                            : NULL;
    }
}

struct page_outline page_outline_of(struct arena *arena, const struct html_node *within) {
    struct cutter cutter = {.arena = arena, .open = NO_PART, .field = NO_PART};
    struct labelled page = labelled_of(arena, within, page_outline_look);
    for (size_t i = 0; i < page.count && !arena->failed; i++) {
        cutter.next = i + 1 < page.count ? &page.lines[i + 1] : NULL;
        take_line(&cutter, &page.lines[i]);
    }
    read_texts(&cutter);
    for (size_t i = 0; i < cutter.aside_count; i++) {
        (void)push_part(&cutter, cutter.aside[i]);
    }
    return cutter.page;
}
