/* parser/spec_table.c - person specifications that are tables
 * SPDX-License-Identifier: MIT
 */
#include "parser/spec_table.h"

#include <string.h>

#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/prose.h"

/* Wider tables are none of these. */
enum { COLUMNS_MAX = 8 };

/* A row's cells. */
struct row {
    const struct html_node *cells[COLUMNS_MAX];
    const char *texts[COLUMNS_MAX]; /* folded */
    size_t count;
};

/* What the table's columns are. */
struct columns {
    enum need needs[COLUMNS_MAX]; /* NEED_NONE: none */
    bool assessed[COLUMNS_MAX];   /* says how it is assessed */
    bool either[COLUMNS_MAX];     /* "Essential/Desirable": its cells say which */
    size_t count;                 /* 0: no heading row was met */
};

static bool is_cell(const struct html_node *node) {
    return html_is(node, "td") || html_is(node, "th");
}

static struct row read_row(struct arena *arena, const struct html_node *node) {
    struct row row = {.count = 0};
    const struct html_node *at = html_first_child(node);
    for (; at && row.count < COLUMNS_MAX; at = html_next_sibling(at)) {
        if (is_cell(at)) {
            const char *text = html_text(arena, at);
            row.cells[row.count] = at;
            row.texts[row.count++] = text ? text : "";
        }
    }
    return row;
}

/* Is this the heading of a column whose cells say "E" or "D"? */
static bool names_either(const char *text) {
    return words_find(NULL, &fields_spec_words, "either", span_trim(span_of(text)));
}

bool spec_table_has_needs(struct arena *arena, const struct html_node *table) {
    for (const struct html_node *at = html_next(table, table); at; at = html_next(at, table)) {
        const char *text = is_cell(at) ? html_text(arena, at) : NULL;
        if (text && (person_spec_need_of(text) != NEED_NONE || names_either(text))) {
            return true;
        }
    }
    return false;
}

/* No heading of such a column is longer, in bytes. */
enum { ASSESSMENT_LENGTH_MAX = 60 };

static bool names_assessment(const char *text) {
    struct span span = span_of(text);
    return span.len < ASSESSMENT_LENGTH_MAX &&
           words_find_in(NULL, &fields_spec_words, "assessment", span);
}

/* A heading row names both needs, or one need and something else that is short. */
static bool read_columns(struct columns *out, const struct row *row) {
    struct columns columns = {.count = row->count};
    size_t needs = 0;
    bool either = false;
    for (size_t i = 0; i < row->count; i++) {
        columns.needs[i] = person_spec_need_of(row->texts[i]);
        columns.either[i] = names_either(row->texts[i]);
        columns.assessed[i] = columns.needs[i] == NEED_NONE && names_assessment(row->texts[i]);
        needs += columns.needs[i] != NEED_NONE;
        either = either || columns.either[i];
    }
    bool heads = row->count >= 2 &&
                 (either || needs >= 2 || (needs == 1 && columns.needs[0] == NEED_NONE) ||
                  (needs == 1 && html_is(row->cells[0], "th") && html_is(row->cells[1], "th")));
    if (heads) {
        *out = columns;
    }
    return heads;
}

static bool is_tick(const char *text) {
    return words_find(NULL, &fields_spec_words, "tick", span_trim(span_of(text)));
}

/* The need that a cell of an "Essential/Desirable" column names. */
static enum need need_in(const char *text) {
    struct words_row row;
    enum need need = person_spec_need_of(text);
    bool short_form =
        words_find(&row, &fields_spec_words, "need_mark", span_trim(span_of(text)));
    return need         ? need
           : short_form ? (enum need)vocab_value(&vocab_need, row.value)
                        : NEED_NONE;
}

/* An item of a cell, with what is indented under it. */
struct item {
    const char *parent; /* NULL: none is under way */
    struct strings children;
};

static void add_item(struct person_spec *spec, struct item *item, const char *assessed) {
    if (item->parent) {
        bool marked = assessed[0] && item->children.count == 0;
        const char *text = marked ? arena_printf(spec->arena, "%s (%s)", item->parent, assessed)
                                  : item->parent;
        person_spec_parts(spec, text ? text : item->parent, &item->children);
    }
    *item = (struct item){NULL, {NULL, 0}};
}

/* The criteria of a cell: its list items or lines; nested items come out indented. */
static void read_cell(struct person_spec *spec, const struct html_node *cell,
                      const char *assessed) {
    struct span rest = span_of(prose_read(spec->arena, cell, NULL, NULL, cell, false));
    struct span line;
    struct item item = {NULL, {NULL, 0}};
    while (span_next_line(&rest, &line)) {
        const char *text = arena_copy(spec->arena, bullet_trim(line));
        if (item.parent && text && text[0] && bullet_indent(line) > 0) {
            strings_push(spec->arena, &item.children, text);
        } else if (text && text[0]) {
            add_item(spec, &item, assessed);
            item.parent = text;
        }
    }
    add_item(spec, &item, assessed);
}

/* What a row under a heading row says. */
struct reading {
    const char *label; /* its first cell that is none of the others; "" where there is none */
    const char *assessed; /* "" where no column says it */
    enum need need;       /* out of an "Essential/Desirable" column */
    bool ticked;          /* its need is ticked, so that the label is the criterion */
};

static struct reading read_labels(const struct columns *columns, const struct row *row) {
    struct reading reading = {"", "", NEED_NONE, false};
    for (size_t i = 0; i < row->count && i < columns->count; i++) {
        const char *text = row->texts[i];
        if (columns->assessed[i]) {
            reading.assessed = text;
        } else if (columns->either[i]) {
            reading.need = need_in(text);
        } else if (columns->needs[i] != NEED_NONE) {
            reading.ticked = reading.ticked || is_tick(text);
        } else if (reading.label[0] == '\0') {
            reading.label = text;
        }
    }
    return reading;
}

/* The label as a criterion. */
static void add_label(struct person_spec *spec, const struct reading *reading) {
    const char *text = reading->assessed[0] ? arena_printf(spec->arena, "%s (%s)",
                                                           reading->label, reading->assessed)
                                            : reading->label;
    person_spec_criterion(spec, text ? text : reading->label);
}

/* A row under a heading row. */
static void read_under(struct person_spec *spec, const struct columns *columns,
                       const struct row *row) {
    struct reading reading = read_labels(columns, row);
    if (reading.need != NEED_NONE) {
        spec->need = reading.need;
        add_label(spec, &reading);
        return;
    }
    if (!reading.ticked && reading.label[0]) {
        person_spec_group(spec, reading.label);
    }
    for (size_t i = 0; i < row->count && i < columns->count; i++) {
        if (columns->needs[i] == NEED_NONE || row->texts[i][0] == '\0') {
            continue;
        }
        spec->need = columns->needs[i];
        if (!reading.ticked) {
            read_cell(spec, row->cells[i], reading.assessed);
        } else if (is_tick(row->texts[i])) {
            add_label(spec, &reading);
        }
    }
}

/* A row that names its own need in its first cell, or a category that spans the table. */
static void read_alone(struct person_spec *spec, const struct row *row) {
    if (row->count == 0) {
        return;
    }
    bool need = person_spec_need(spec, row->texts[0]);
    if (!need && row->count == 1 && row->texts[0][0]) {
        struct strings lines = {NULL, 0};
        strings_push(spec->arena, &lines,
                     prose_read(spec->arena, row->cells[0], NULL, NULL, row->cells[0], false));
        if (!person_spec_is_title(row->texts[0]) && lines.count > 0 && lines.at[0]) {
            person_spec_lines(spec, &lines);
        }
        return;
    }
    if (!need && row->texts[0][0]) {
        person_spec_group(spec, row->texts[0]);
    }
    for (size_t i = 1; i < row->count; i++) {
        read_cell(spec, row->cells[i], "");
    }
}

/* A single cell under a heading row is a category. */
static bool is_category_row(const struct row *row) {
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++) {
        filled += row->texts[i][0] != '\0';
    }
    return row->count == 1 && filled == 1;
}

/* "Qualifications | Essential | Desirable": the corner names the category, unless it only says
 * what the column holds ("Area", "Criteria"). */
static void take_corner(struct person_spec *spec, const struct columns *columns,
                        const char *corner) {
    bool says = corner && corner[0] && columns->needs[0] == NEED_NONE;
    if (says && !person_spec_is_title(corner) &&
        !words_find(NULL, &fields_spec_words, "column", span_of(corner))) {
        person_spec_group(spec, corner);
    }
}

bool spec_table_read(struct person_spec *spec, const struct html_node *table) {
    struct columns columns = {.count = 0};
    if (!spec_table_has_needs(spec->arena, table)) {
        return false;
    }
    for (const struct html_node *at = html_next(table, table); at; at = html_next(at, table)) {
        if (!html_is(at, "tr")) {
            continue;
        }
        struct row row = read_row(spec->arena, at);
        if (read_columns(&columns, &row)) {
            take_corner(spec, &columns, row.texts[0]);
        } else if (columns.count > 0 && is_category_row(&row)) {
            person_spec_group(spec, row.texts[0]);
        } else if (columns.count > 0) {
            read_under(spec, &columns, &row);
        } else {
            read_alone(spec, &row);
        }
    }
    return true;
}
