/* parser/labelled.c - a page as printed lines, each with what the markup says of it
 * SPDX-License-Identifier: MIT
 */
#include "parser/labelled.h"

#include "base/utf8.h"
#include "parser/bullet.h"
#include "schema/page.h"

/* Wider tables and longer ones are no lists of labels. */
enum { COLUMNS_MAX = 12, ROWS_MAX = 60, CELL_MAX = 80, CHILDREN_MAX = 100 };

/* A table whose cells are known: which head others. */
struct table {
    const struct html_node *node; /* NULL: none is under way */
    bool labels;                  /* first cells of its rows are labels */
};

/* A walk over the page. */
struct walk {
    struct arena *arena;
    const struct html_node *within;
    labelled_look *look;
    struct labelled out;
    struct table table;
    /* the line under way */
    struct buf line;
    const struct html_node *first; /* its first text; NULL: nothing yet */
    const struct html_node *last;
    const struct html_node *owner; /* the inline element round its first text; NULL: none */
    const char *lead;
    size_t lead_len; /* raw bytes of the lead; 0: none yet */
    bool bold;       /* all of it */
    bool link;
};

/* ---- what elements are ---- */

static int heading_level(const struct html_node *node) {
    const char *name = html_name(node);
    bool heading = name && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2];
    return heading ? name[1] - '0' : 0;
}

static bool is_bold(const struct html_node *node) {
    return html_is(node, "strong") || html_is(node, "b");
}

static bool is_cell(const struct html_node *node) {
    return html_is(node, "td") || html_is(node, "th");
}

bool labelled_is_inside(const struct html_node *node, const struct html_node *outer) {
    while (node && node != outer) {
        node = html_parent(node);
    }
    return node != NULL;
}

static bool names_chrome(const char *words) {
    static const char *const marks[] = {"cookie", "breadcrumb", "skip-link", "site-footer",
                                        "page-footer"};
    for (size_t i = 0; words && i < sizeof marks / sizeof marks[0]; i++) {
        if (span_find_nocase(span_of(words), span_of(marks[i]), 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

/* A page's header holds the site's name and ways; an advert's own holds its title. */
static bool is_site_header(const struct html_node *node) {
    return html_is(node, "header") && (html_find(node, "nav") || html_find(node, "form"));
}

/* <div id="footer">, <div role="contentinfo"> */
static bool is_named_footer(const struct html_node *node) {
    const char *role = html_attribute(node, "role");
    const char *id = html_attribute(node, "id");
    return (id && span_ends(span_of(id), "footer")) || html_has_class(node, "footer") ||
           (role && span_is(span_of(role), "contentinfo"));
}

bool labelled_is_chrome(const struct html_node *node) {
    bool page = html_is(node, "body") || html_is(node, "main") || html_is(node, "html");
    return html_is(node, "nav") || html_is(node, "footer") || is_site_header(node) ||
           (!page && html_is(node, "div") && is_named_footer(node)) ||
           (!page && (names_chrome(html_attribute(node, "id")) ||
                      names_chrome(html_attribute(node, "class"))));
}

/* Boards print values in <label>, and headings that fold in <button>. */
static bool is_silent(const struct html_node *node) {
    const struct html_node *parent = html_parent(node);
    if (html_is(node, "button")) {
        return heading_level(parent) == 0 && !html_is(parent, "summary") &&
               !html_is(parent, "dt");
    }
    if (html_is(node, "label")) {
        while (parent && !html_is(parent, "form")) {
            parent = html_parent(parent);
        }
        return parent != NULL;
    }
    return html_is_silent(node);
}

/* ---- tables ---- */

/* The cells of a row. @return how many */
static size_t cells_of(const struct html_node *row,
                       const struct html_node *cells[COLUMNS_MAX]) {
    size_t count = 0;
    const struct html_node *at = html_first_child(row);
    for (int i = 0; at && count < COLUMNS_MAX && i < CHILDREN_MAX; i++) {
        if (is_cell(at)) {
            cells[count++] = at;
        }
        at = html_next_sibling(at);
    }
    return count;
}

static enum labelled_word look_in(const struct walk *walk, const struct html_node *cell) {
    const char *text = html_short_text(walk->arena, cell, CELL_MAX);
    return text && text[0] ? walk->look(walk->arena, text) : LABELLED_OTHER;
}

static bool is_label_cell(const struct walk *walk, const struct html_node *cell) {
    return look_in(walk, cell) == LABELLED_WORD;
}

/* What the rows of a table look like. */
struct table_look {
    const struct html_node *rows[ROWS_MAX];
    size_t count;
    size_t labels;  /* rows that begin with a label */
    size_t pairs;   /* rows that have one cell beside another */
    size_t across;  /* labels in the first row */
    size_t columns; /* cells of the first row */
};

/* A table that lays out other tables, or headings, is no list of labels. */
static bool look_at(struct table_look *look, const struct walk *walk,
                    const struct html_node *table) {
    const struct html_node *cells[COLUMNS_MAX];
    *look = (struct table_look){.count = 0};
    for (const struct html_node *at = html_next(table, table); at; at = html_next(at, table)) {
        if (html_is(at, "table") || heading_level(at) > 0) {
            return false;
        }
        if (!html_is(at, "tr") || look->count >= ROWS_MAX) {
            continue;
        }
        size_t count = cells_of(at, cells);
        size_t heads = look->count == 0 || count == 0 ? count : 1;
        look->columns = look->count == 0 ? count : look->columns;
        look->pairs += count > 1;
        for (size_t i = 0; i < heads; i++) {
            enum labelled_word word = look_in(walk, cells[i]);
            if (word == LABELLED_NEVER) {
                return false;
            }
            look->labels += i == 0 && count > 1 && word == LABELLED_WORD;
            look->across += look->count == 0 && word == LABELLED_WORD;
        }
        look->rows[look->count++] = at;
    }
    return look->count > 0;
}

static void put_line(struct walk *walk, const struct html_node *cell, enum labelled_kind kind) {
    char *text = html_text(walk->arena, cell);
    if (text && text[0]) {
        struct labelled_line line = {.kind = kind,
                                     .level = LABELLED_LEVEL_TEXT,
                                     .text = text,
                                     .from = cell,
                                     .last = cell,
                                     .block = cell};
        ARENA_PUSH(walk->arena, walk->out.lines, walk->out.count, line);
    }
}

/* Labels in the first row, values below them. */
static void put_columns(struct walk *walk, const struct table_look *look) {
    const struct html_node *heads[COLUMNS_MAX];
    const struct html_node *cells[COLUMNS_MAX];
    size_t count = cells_of(look->rows[0], heads);
    for (size_t i = 0; i < count; i++) {
        put_line(walk, heads[i], LABELLED_LABEL);
        for (size_t row = 1; row < look->count; row++) {
            if (cells_of(look->rows[row], cells) == count) {
                put_line(walk, cells[i], LABELLED_VALUE);
            }
        }
    }
}

/* Begins a table. @return was all of it taken? */
static bool take_table(struct walk *walk, const struct html_node *table) {
    struct table_look look;
    bool looks = look_at(&look, walk, table);
    walk->table =
        (struct table){table, looks && look.labels * 3 >= look.pairs && look.labels > 0};
    bool across = looks && look.across >= 2 && look.across * 2 > look.columns &&
                  look.labels < 2 && look.count == 2;
    if (across) {
        put_columns(walk, &look);
    }
    return across;
}

/* In a row of label, value, label, value the odd cells are labels. */
static enum labelled_kind kind_of_cell(const struct walk *walk, const struct html_node *cell) {
    const struct html_node *cells[COLUMNS_MAX];
    size_t count = cells_of(html_parent(cell), cells);
    size_t at = 0;
    while (at < count && cells[at] != cell) {
        at++;
    }
    if (count < 2) {
        return LABELLED_LABEL;
    }
    bool pairs = count % 2 == 0 && count > 2 && is_label_cell(walk, cells[2]);
    return at == 0 || (pairs && at % 2 == 0) ? LABELLED_LABEL : LABELLED_VALUE;
}

/* ---- lines ---- */

/* Is `text` the first text in `element`? */
static bool begins_with(const struct html_node *element, const struct html_node *text) {
    enum { STEPS_MAX = 64 }; /* elements without text in front; more are somebody's trick */
    const struct html_node *at = html_next(element, element);
    for (int i = 0; i < STEPS_MAX && at; i++) {
        if (!html_name(at) && bullet_trim(html_chars(at)).len > 0) {
            return at == text;
        }
        at = html_next(at, element);
    }
    return false;
}

/* Says what the elements round the line make of it, and where it begins. */
static void look_round(const struct walk *walk, struct labelled_line *line) {
    const struct html_node *at = html_parent(walk->first);
    bool block_met = false;
    bool begins = true; /* what does not begin an element begins none round it */
    line->from = walk->first;
    for (; at && at != walk->within; at = html_parent(at)) {
        begins = begins && begins_with(at, walk->first);
        if (begins && !block_met) {
            line->from = at;
        }
        if (!block_met && html_is_block(at)) {
            line->block = at;
            block_met = true;
        }
        int level = heading_level(at);
        if (level > 0 || (html_is(at, "summary") && begins)) {
            line->kind = LABELLED_HEADING;
            line->level = level > 0 ? level : LABELLED_LEVEL_BOLD;
            line->from = begins ? at : line->from;
            return;
        }
        if (html_is(at, "dt") || html_is(at, "dd")) {
            line->kind = html_is(at, "dt") ? LABELLED_LABEL : LABELLED_VALUE;
            return;
        }
        if (is_cell(at)) {
            line->kind = walk->table.labels ? kind_of_cell(walk, at) : line->kind;
            line->in_cell = !walk->table.labels;
            return;
        }
        if (html_is(at, "li") && begins) {
            line->kind = LABELLED_ITEM;
            return;
        }
    }
}

static void end_line(struct walk *walk) {
    char *text = walk->first ? utf8_fold_copy(walk->arena, buf_span(&walk->line)) : NULL;
    if (text && text[0]) {
        struct labelled_line line = {.text = text,
                                     .level = LABELLED_LEVEL_TEXT,
                                     .lead = walk->lead,
                                     .bold_lead =
                                         walk->lead && walk->owner && is_bold(walk->owner),
                                     .link = walk->link,
                                     .last = walk->last};
        struct span rest = span_part(buf_span(&walk->line), walk->lead_len, SIZE_MAX);
        line.rest = walk->lead ? utf8_fold_copy(walk->arena, rest) : NULL;
        look_round(walk, &line);
        if (walk->bold && line.kind == LABELLED_TEXT && !line.in_cell) {
            line.kind = LABELLED_HEADING;
            line.level = LABELLED_LEVEL_BOLD;
        }
        ARENA_PUSH(walk->arena, walk->out.lines, walk->out.count, line);
    }
    buf_clear(&walk->line);
    walk->first = walk->last = walk->owner = NULL;
    walk->lead = NULL;
    walk->lead_len = 0;
}

/* The inline element directly round a text; NULL where that is a block. */
static const struct html_node *inline_round(const struct html_node *text) {
    const struct html_node *parent = html_parent(text);
    return html_is_block(parent) ? NULL : parent;
}

static bool is_under(const struct html_node *node, bool (*is)(const struct html_node *)) {
    for (node = html_parent(node); node && !html_is_block(node); node = html_parent(node)) {
        if (is(node)) {
            return true;
        }
    }
    return false;
}

static bool is_link(const struct html_node *node) { return html_is(node, "a"); }

/* Does a text behind the first one leave the element round that, or enter one? */
static bool leaves_lead(const struct walk *walk, const struct html_node *text) {
    return walk->owner ? !labelled_is_inside(text, walk->owner) : inline_round(text) != NULL;
}

static void take_text(struct walk *walk, const struct html_node *node) {
    struct span chars = html_chars(node);
    if (bullet_trim(chars).len == 0) {
        buf_put_text(&walk->line, chars.len > 0 ? " " : "");
        return;
    }
    if (!walk->first) {
        walk->first = node;
        walk->owner = inline_round(node);
        walk->bold = walk->link = true;
    } else if (!walk->lead && leaves_lead(walk, node)) {
        walk->lead = utf8_fold_copy(walk->arena, buf_span(&walk->line));
        walk->lead_len = walk->line.len;
    }
    walk->bold = walk->bold && is_under(node, is_bold);
    walk->link = walk->link && is_under(node, is_link);
    walk->last = node;
    for (size_t i = 0; i < chars.len; i++) {
        buf_put_char(&walk->line, ascii_is_space(chars.at[i]) ? ' ' : chars.at[i]);
    }
}

/* Does the way from `at` to the next node leave a block? */
static bool leaves_block(const struct html_node *at, const struct html_node *next) {
    const struct html_node *parent = html_parent(next);
    for (; at && at != parent; at = html_parent(at)) {
        if (html_is_block(at)) {
            return true;
        }
    }
    return false;
}

/* Takes a node. @return is its inside done, too? */
static bool take_node(struct walk *walk, const struct html_node *at) {
    if (!html_name(at)) {
        take_text(walk, at);
        return false;
    }
    if (html_is(at, "br") || html_is_block(at)) {
        end_line(walk);
    }
    if (walk->table.node && !labelled_is_inside(at, walk->table.node)) {
        walk->table = (struct table){NULL, false};
    }
    return is_silent(at) || labelled_is_chrome(at) ||
           (html_is(at, "table") && take_table(walk, at));
}

struct labelled labelled_of(struct arena *arena, const struct html_node *within,
                            labelled_look *look) {
    struct walk walk = {.arena = arena, .within = within, .look = look};
    buf_init(&walk.line, PAGE_SIZE_MAX);
    const struct html_node *at = within;
    while (at && !arena->failed) {
        bool done = at != within && take_node(&walk, at);
        const struct html_node *next =
            done ? html_next_after(at, within) : html_next(at, within);
        if (!next || leaves_block(at, next)) {
            end_line(&walk);
        }
        at = next;
    }
    end_line(&walk);
    buf_fini(&walk.line);
    return walk.out;
}
