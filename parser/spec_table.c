/* parser/spec_table.c - person specifications that are tables
 * SPDX-License-Identifier: MIT
 *
 * A row is read as a browser lays it out: cells that span rows stand in each of them. What its
 * cells are is said by a heading row, or shown by the cells themselves.
 */
#include "parser/spec_table.h"

#include <string.h>

#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/prose.h"
#include "parser/spec_cell.h"

/* Wider tables and longer ones are none of these. */
enum { COLUMNS_MAX = 10, ROWS_MAX = 600, SPAN_MAX = 100 };

/* A row's cells, those that hang down from rows above included. */
struct row {
    const struct html_node *cells[COLUMNS_MAX]; /* NULL: covered by the cell before it */
    const char *texts[COLUMNS_MAX];             /* folded; never NULL */
    size_t count;
    size_t own; /* cells of this row itself */
    size_t filled;
    bool hangs; /* some cell hangs down */
};

/* What the table's columns are. */
struct columns {
    enum need needs[COLUMNS_MAX]; /* NEED_NONE: none */
    bool assessed[COLUMNS_MAX];   /* says how it is assessed */
    unsigned ticks[COLUMNS_MAX];  /* set of enum assessed that a tick in it stands for */
    bool either[COLUMNS_MAX];     /* "Essential/Desirable": its cells say which */
    bool ignored[COLUMNS_MAX];    /* says something else of the criteria: "Weighting" */
    bool some_either;
    bool no_needs;  /* the table's need stands elsewhere */
    bool row_heads; /* each criterion is the heading of its row */
    size_t count;   /* 0: not known yet */
};

struct table {
    struct person_spec *spec;
    struct row *rows;
    size_t row_count;
    struct columns columns;
};

/* ---- rows ---- */

static bool is_cell(const struct html_node *node) {
    return html_is(node, "td") || html_is(node, "th");
}

static size_t span_of_cell(const struct html_node *cell, const char *attribute) {
    uint64_t number = 1;
    const char *value = html_attribute(cell, attribute);
    bool found = value && span_number(span_trim(span_of(value)), SPAN_MAX, &number);
    return found && number > 0 ? (size_t)number : 1;
}

/* Cells that hang down into the next rows. */
struct hanging {
    const struct html_node *cell;
    const char *text;
    size_t rows;
};

static void put_cell(struct row *row, const struct html_node *cell, const char *text) {
    if (row->count < COLUMNS_MAX) {
        row->cells[row->count] = cell;
        row->texts[row->count++] = text;
        row->filled += text[0] != '\0';
    }
}

static void put_hanging(struct row *row, struct hanging hanging[COLUMNS_MAX]) {
    while (row->count < COLUMNS_MAX && hanging[row->count].rows > 0) {
        struct hanging *at = &hanging[row->count];
        at->rows--;
        row->hangs = true;
        put_cell(row, at->cell, at->text);
    }
}

static struct row read_row(struct arena *arena, const struct html_node *node,
                           struct hanging hanging[COLUMNS_MAX]) {
    struct row row = {.count = 0};
    const struct html_node *at = html_first_child(node);
    for (; at && row.count < COLUMNS_MAX; at = html_next_sibling(at)) {
        if (!is_cell(at)) {
            continue;
        }
        put_hanging(&row, hanging);
        const char *text = spec_cell_text(arena, at);
        size_t down = span_of_cell(at, "rowspan");
        if (down > 1 && row.count < COLUMNS_MAX) {
            hanging[row.count] = (struct hanging){at, text, down - 1};
        }
        put_cell(&row, at, text);
        row.own++;
        for (size_t i = span_of_cell(at, "colspan"); i > 1; i--) {
            put_cell(&row, NULL, "");
        }
    }
    put_hanging(&row, hanging);
    return row;
}

/* @return false for a table that only lays out others */
static bool read_rows(struct table *table, const struct html_node *node) {
    struct hanging hanging[COLUMNS_MAX] = {{NULL, NULL, 0}};
    for (const struct html_node *at = html_next(node, node); at; at = html_next(at, node)) {
        if (html_is(at, "table")) {
            return false;
        }
        if (html_is(at, "tr") && table->row_count < ROWS_MAX) {
            struct row row = read_row(table->spec->arena, at, hanging);
            ARENA_PUSH(table->spec->arena, table->rows, table->row_count, row);
        }
    }
    return table->row_count > 0;
}

/* ---- what cells say ---- */

/* Is this the heading of a column whose cells say "E" or "D"? */
static bool names_either(const char *text) {
    enum { EITHER_LENGTH_MAX = 48 };
    char bare[EITHER_LENGTH_MAX]; /* "Essential / Desirable?" without blanks and signs */
    size_t len = 0;
    for (; *text && len < sizeof bare; text++) {
        if (!strchr(" ?:", *text)) {
            bare[len++] = *text;
        }
    }
    return !*text && words_find(NULL, &fields_spec_words, "either", (struct span){bare, len});
}

/* Is the cell a heading, or all of its text bold? */
static bool is_heading_cell(struct arena *arena, const struct html_node *cell,
                            const char *text) {
    if (html_is(cell, "th")) {
        return true;
    }
    const struct html_node *at = html_next(cell, cell);
    while (at && bullet_trim(html_chars(at)).len == 0) {
        const char *name = html_name(at);
        bool heading = name && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2];
        if (heading || html_is(at, "strong") || html_is(at, "b")) {
            const char *own = html_text(arena, at);
            return own && strcmp(own, text) == 0;
        }
        at = html_next(at, cell);
    }
    return false;
}

/* ---- columns ---- */

static bool has_need(const struct person_spec *spec) {
    return spec->need == NEED_ESSENTIAL || spec->need == NEED_DESIRABLE;
}

/* "Criterion | E | D": letters are needs where both stand in a row, once each. */
static bool has_need_letters(const struct row *row) {
    size_t essential = 0;
    size_t desirable = 0;
    for (size_t i = 0; i < row->count; i++) {
        bool letter = row->texts[i][0] && !row->texts[i][1];
        enum need need = letter ? spec_cell_need(row->texts[i]) : NEED_NONE;
        essential += need == NEED_ESSENTIAL;
        desirable += need == NEED_DESIRABLE;
    }
    return essential == 1 && desirable == 1 && row->filled > 2;
}

/* A heading row names both needs, or one need and something else that is short. */
static bool read_columns(struct table *table, const struct row *row) {
    struct columns columns = {.count = row->count};
    struct arena *arena = table->spec->arena;
    size_t needs = 0;
    size_t ticks = 0;
    bool letters = has_need_letters(row);
    for (size_t i = 0; i < row->count; i++) {
        const char *text = row->texts[i];
        columns.needs[i] = letters ? spec_cell_need(text) : person_spec_need_of(text);
        columns.either[i] = names_either(text);
        columns.some_either = columns.some_either || columns.either[i];
        columns.assessed[i] = columns.needs[i] == NEED_NONE && spec_cell_names_assessment(text);
        needs += columns.needs[i] != NEED_NONE;
    }
    bool heads =
        row->count >= 2 && row->own >= 2 &&
        (columns.some_either || needs >= 2 || (needs == 1 && columns.needs[0] == NEED_NONE) ||
         (needs == 1 && html_is(row->cells[0], "th") && html_is(row->cells[1], "th")));
    if (!heads || (table->columns.some_either && !columns.some_either && needs < 2)) {
        return false;
    }
    for (size_t i = 0; i < row->count; i++) {
        bool free = !columns.assessed[i] && columns.needs[i] == NEED_NONE;
        unsigned mark = free ? spec_cell_heading_mark(arena, row->texts[i]) : 0;
        columns.ticks[i] = mark;
        ticks += mark != 0;
    }
    for (size_t i = 0; i < row->count && ticks == 1; i++) {
        /* "A/I/T" over one column: its cells say which. */
        columns.assessed[i] = columns.assessed[i] || columns.ticks[i] != 0;
    }
    table->columns = columns;
    return true;
}

/* ---- columns of a table whose need stands elsewhere ---- */

static bool names_column(const char *text) {
    return words_find(NULL, &fields_spec_words, "column", span_trim(span_of(text)));
}

/* Does a heading of a column of criteria, or of their categories, stand in the cell? */
static bool heads_texts(const char *text) {
    return !text[0] || names_column(text) || person_spec_is_title(text) ||
           person_spec_is_group(text) || spec_cell_is_number(text);
}

/* Are there ticks below a cell, so that it is their heading? */
static bool has_ticks_below(const struct table *table, const struct row *row, size_t at) {
    for (row++; row < table->rows + table->row_count; row++) {
        if (at < row->count && spec_cell_is_tick(row->texts[at]) &&
            spec_cell_mark(table->spec->arena, span_of(row->texts[at])) == 0) {
            return true;
        }
    }
    return false;
}

/* What the cells of a row say as headings. */
struct headings {
    struct columns columns;
    size_t ticks;     /* columns of marks */
    size_t needs;     /* "Essential criteria | A | I" */
    size_t unknown;   /* may be anything */
    size_t last_name; /* of the columns of texts, counted from 1 */
    bool over_ticks;
};

static struct headings read_headings(const struct table *table, const struct row *row) {
    struct headings out = {.columns = {.count = row->count}};
    for (size_t i = 0; i < row->count; i++) {
        const char *text = row->texts[i];
        unsigned mark = spec_cell_heading_mark(table->spec->arena, text);
        enum need need = mark ? NEED_NONE : person_spec_need_of(text);
        bool name = !mark && heads_texts(text);
        bool assessed = !mark && !name && !need && spec_cell_names_assessment(text);
        out.columns.ticks[i] = mark;
        out.columns.needs[i] = need;
        out.columns.assessed[i] = assessed;
        out.columns.ignored[i] = !mark && !name && !need && !assessed;
        out.ticks += mark != 0;
        out.needs += need != NEED_NONE;
        out.unknown += out.columns.ignored[i];
        out.last_name = name && text[0] ? i + 1 : out.last_name;
        out.over_ticks = out.over_ticks || (mark && has_ticks_below(table, row, i));
    }
    return out;
}

/* The headings "A | I | T" in a row of their own, below those of the needs. */
static bool add_marks(struct table *table, const struct row *row,
                      const struct headings *headings) {
    bool all = headings->ticks >= 2 && row->filled == headings->ticks && headings->over_ticks;
    for (size_t i = 0; all && i < row->count && i < table->columns.count; i++) {
        table->columns.ticks[i] = headings->columns.ticks[i];
        table->columns.assessed[i] = table->columns.assessed[i] && table->columns.ticks[i] == 0;
    }
    return all;
}

/* Do the rows below have headings of their own in the column of the criteria? */
static bool has_row_heads(const struct table *table, const struct row *row) {
    for (row++; row < table->rows + table->row_count; row++) {
        if (row->filled > 1 && row->cells[0] &&
            is_heading_cell(table->spec->arena, row->cells[0], row->texts[0])) {
            return true;
        }
    }
    return false;
}

/* "Criterion | A | I | T" over a table that stands under its need: columns of marks, of ticks
 * mostly, with or without a name of the first column; or "Requirement | Weighting".
 * @return false where the row is no such heading */
static bool read_mark_columns(struct table *table, const struct row *row) {
    struct headings headings = read_headings(table, row);
    bool first = row == table->rows;
    if (table->columns.count > 0 && !table->columns.no_needs && headings.needs == 0) {
        return add_marks(table, row, &headings);
    }
    bool marks = headings.ticks > 0 && headings.ticks < row->count &&
                 (headings.unknown == 0 ? first || headings.over_ticks || headings.last_name > 0
                                        : headings.over_ticks && headings.unknown == 1);
    bool named = first && headings.unknown > 0 && names_column(row->texts[0]) &&
                 !person_spec_is_group(row->texts[0]) && has_need(table->spec);
    if (row->count < 2 || row->own < 2 || headings.needs > 1 || !(marks || named)) {
        return false;
    }
    table->columns = headings.columns;
    for (size_t i = 0; i < headings.last_name || (headings.last_name == 0 && i == 0); i++) {
        table->columns.ignored[i] = false;
    }
    table->columns.no_needs = headings.needs == 0;
    table->columns.row_heads = has_row_heads(table, row);
    return true;
}

/* A column in most cells of which a need stands says which, whether a heading row says so or
 * not. */
static void find_either(struct table *table) {
    for (size_t i = 0; i < COLUMNS_MAX; i++) {
        size_t needs = 0;
        size_t filled = 0;
        bool both = false; /* a row names two needs: that is a heading row */
        for (size_t at = 0; at < table->row_count; at++) {
            const struct row *row = &table->rows[at];
            bool here = i < row->count && row->texts[i][0] && row->own > 1;
            bool need = here && spec_cell_need(row->texts[i]) != NEED_NONE;
            for (size_t k = 0; need && k < row->count; k++) {
                both = both || (k != i && person_spec_need_of(row->texts[k]) != NEED_NONE);
            }
            needs += need;
            filled += here;
        }
        if (needs >= 2 && needs * 2 > filled && !both) {
            table->columns.either[i] = table->columns.some_either = true;
            table->columns.count = COLUMNS_MAX;
        }
    }
}

/* A category's heading inside the block of a need. */
static void take_heading(struct person_spec *spec, const char *heading) {
    enum need need = spec->need;
    person_spec_group(spec, heading);
    spec->need = spec->need == NEED_UNSTATED ? need : spec->need;
}

/* "Qualifications | Essential | Desirable": the corner names the category, unless it only says
 * what the column holds ("Area", "Criteria"). */
static void take_corner(const struct table *table, const char *corner) {
    const struct columns *columns = &table->columns;
    bool says = corner[0] && columns->needs[0] == NEED_NONE && !columns->either[0];
    if (!says || person_spec_is_title(corner) || spec_cell_is_number(corner) ||
        names_column(corner)) {
        return;
    }
    if (!columns->no_needs) {
        person_spec_group(table->spec, corner);
    } else if (person_spec_is_group(corner)) {
        take_heading(table->spec, corner);
    }
}

/* ---- cells ---- */

/* An item of a cell, with what is indented under it. */
struct item {
    const char *parent; /* NULL: none is under way */
    struct strings children;
    bool listed; /* the parent is an item itself */
    bool joined; /* it ends with an "or" that stood on a line of its own */
};

static void add_item(struct person_spec *spec, struct item *item) {
    if (item->parent) {
        person_spec_parts(spec, item->parent, &item->children);
    }
    *item = (struct item){NULL, {NULL, 0}, false, false};
}

static size_t count_lines(struct span text) {
    size_t count = 0;
    struct span line;
    while (span_next_line(&text, &line)) {
        count += bullet_trim(line).len > 0 && bullet_indent(line) == 0;
    }
    return count;
}

/* Lines of marks beside the lines of a cell. */
struct beside {
    struct span lines; /* empty where the marks are not line by line */
};

static void take_marks(struct person_spec *spec, struct beside *beside) {
    struct span line = {NULL, 0};
    while (beside->lines.len > 0 && bullet_trim(line).len == 0) {
        if (!span_next_line(&beside->lines, &line)) {
            return;
        }
    }
    if (bullet_trim(line).len > 0) {
        spec->assessed = spec_cell_marks(spec->arena, bullet_trim(line));
    }
}

/* The criteria of a cell: its list items or lines. What is indented belongs to the item above,
 * and so do items behind a line that ends with a colon, or behind the first line of a cell that
 * is `one` criterion. */
static void read_cell(struct person_spec *spec, const struct html_node *cell, struct span marks,
                      bool one) {
    const char *text = prose_read(spec->arena, cell, NULL, NULL, cell, false);
    struct span rest = span_of(text);
    struct span line;
    struct item item = {NULL, {NULL, 0}, false, false};
    struct beside beside = {marks};
    while (span_next_line(&rest, &line)) {
        struct span bare = bullet_trim(line);
        bool listed = bullet_find(bare, false).len > 0;
        bool under =
            item.parent &&
            (bullet_indent(line) > 0 ||
             (listed && !item.listed && (one || span_ends(span_of(item.parent), ":"))));
        if (bare.len == 0) {
            continue;
        }
        const char *words = arena_copy(spec->arena, bare);
        bool joint = words_find(NULL, &fields_spec_words, "or", bare);
        if (item.parent && item.children.count == 0 && (joint || item.joined)) {
            item.parent = arena_printf(spec->arena, "%s %s", item.parent, words ? words : "");
            item.joined = joint;
        } else if (listed && item.parent && !item.listed && item.children.count == 0 &&
                   person_spec_is_group(item.parent)) {
            take_heading(spec, item.parent);
            item = (struct item){words, {NULL, 0}, true, false};
        } else if (under && words) {
            strings_push(spec->arena, &item.children, words);
        } else {
            add_item(spec, &item);
            take_marks(spec, &beside);
            item.parent = words;
            item.listed = listed;
        }
    }
    add_item(spec, &item);
}

/* ---- a row under known columns ---- */

enum { LABELS_MAX = 2 };

/* What such a row says. */
struct reading {
    size_t labels[LABELS_MAX]; /* cells that are none of the others */
    size_t label_count;
    enum need need; /* out of an "Essential/Desirable" column */
    bool ticked;    /* a need is ticked, so that the label is the criterion */
    unsigned marks; /* of columns of marks */
};

static struct reading read_labels(const struct table *table, const struct row *row) {
    const struct columns *columns = &table->columns;
    struct reading reading = {.need = NEED_NONE};
    for (size_t i = 0; i < row->count && i < columns->count; i++) {
        const char *text = row->texts[i];
        if (columns->assessed[i]) {
            reading.marks |= spec_cell_marks(table->spec->arena, span_of(text));
        } else if (columns->either[i]) {
            reading.need = reading.need ? reading.need : spec_cell_need(text);
        } else if (columns->needs[i] != NEED_NONE) {
            reading.ticked = reading.ticked || spec_cell_is_tick(text);
        } else if (columns->ticks[i] != 0) {
            unsigned own = spec_cell_mark(table->spec->arena, span_of(text));
            reading.marks |= own ? own : spec_cell_is_blank(text) ? 0 : columns->ticks[i];
        } else if (!columns->ignored[i] && reading.label_count < LABELS_MAX && text[0] &&
                   row->cells[i] && !spec_cell_is_number(text)) {
            reading.labels[reading.label_count++] = i;
        }
    }
    return reading;
}

/* The criterion is the last label; one before it is its category. A third column of marks needs
 * no heading. */
static void take_labels(const struct table *table, const struct row *row,
                        const struct reading *reading) {
    struct person_spec *spec = table->spec;
    size_t last = reading->label_count - 1;
    enum need need = spec->need;
    unsigned marks =
        last > 0 ? spec_cell_mark(spec->arena, span_of(row->texts[reading->labels[last]])) : 0;
    spec->assessed = reading->marks | marks;
    last -= marks != 0;
    if (last > 0) {
        person_spec_group(spec, row->texts[reading->labels[0]]);
        spec->need = need;
    }
    read_cell(spec, row->cells[reading->labels[last]], (struct span){NULL, 0},
              !table->columns.either[0]);
    spec->assessed = 0;
}

/* The marks that belong to the criteria in column `at`: those of the next column of marks
 * before the next need, else those of any. */
static size_t marks_column(const struct columns *columns, size_t at) {
    for (size_t i = at + 1; i < columns->count && columns->needs[i] == NEED_NONE; i++) {
        if (columns->assessed[i]) {
            return i;
        }
    }
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->assessed[i]) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Are there as many lines of marks as items, one for each? Lines that each name another way are
 * a list of ways, all of them for all items. */
static bool is_line_by_line(struct arena *arena, struct span marks, struct span items) {
    unsigned met = 0;
    bool repeats = false;
    size_t count = count_lines(marks);
    if (count < 2 || count != count_lines(items)) {
        return false;
    }
    struct span line;
    while (span_next_line(&marks, &line)) {
        unsigned own = spec_cell_marks(arena, bullet_trim(line));
        repeats = repeats || (own & met) != 0 || (own & (own - 1)) != 0;
        met |= own;
    }
    return repeats;
}

/* The criteria in the column of a need. */
static void read_need_cell(const struct table *table, const struct row *row, size_t at,
                           unsigned ticked) {
    struct person_spec *spec = table->spec;
    size_t column = marks_column(&table->columns, at);
    bool has = column < row->count && row->cells[column];
    const char *marks =
        has ? prose_read(spec->arena, row->cells[column], NULL, NULL, row->cells[column], false)
            : NULL;
    const char *text =
        prose_read(spec->arena, row->cells[at], NULL, NULL, row->cells[at], false);
    bool line_by_line = is_line_by_line(spec->arena, span_of(marks), span_of(text));
    spec->assessed = ticked | (line_by_line ? 0 : spec_cell_marks(spec->arena, span_of(marks)));
    read_cell(spec, row->cells[at], line_by_line ? span_of(marks) : (struct span){NULL, 0},
              false);
    spec->assessed = 0;
}

static void read_under(const struct table *table, const struct row *row) {
    const struct columns *columns = &table->columns;
    struct person_spec *spec = table->spec;
    struct reading reading = read_labels(table, row);
    const char *label = reading.label_count > 0 ? row->texts[reading.labels[0]] : "";
    if (reading.need != NEED_NONE && reading.label_count > 0) {
        spec->need = reading.need;
        take_labels(table, row, &reading);
        return;
    }
    if (columns->no_needs) {
        if (reading.label_count > 0) {
            take_labels(table, row, &reading);
        }
        return;
    }
    if (!reading.ticked && label[0] && !names_column(label)) {
        person_spec_group(spec, label);
    }
    for (size_t i = 0; i < row->count && i < columns->count; i++) {
        if (columns->needs[i] == NEED_NONE || row->texts[i][0] == '\0' || !row->cells[i]) {
            continue;
        }
        if (!reading.ticked) {
            spec->need = columns->needs[i];
            read_need_cell(table, row, i, reading.marks);
        } else if (spec_cell_is_tick(row->texts[i]) && reading.label_count > 0) {
            spec->need = columns->needs[i];
            take_labels(table, row, &reading);
        }
    }
}

/* ---- rows without columns ---- */

/* Is this a category, because the row behind it names a need and nothing else? It may be the
 * last criterion of its block instead: before "Desirable", which has its category already. */
static bool heads_needs(const struct table *table, const struct row *row, const char *text) {
    enum { CATEGORY_LENGTH_MAX = 60 };
    const struct row *next = row + 1;
    bool follows = next < table->rows + table->row_count && next->filled == 1;
    enum need need = follows ? person_spec_need_of(next->texts[0]) : NEED_NONE;
    enum need block = table->spec->need;
    bool may = !has_need(table->spec) || (block == NEED_DESIRABLE && need == NEED_ESSENTIAL);
    return need != NEED_NONE && may && strlen(text) <= CATEGORY_LENGTH_MAX &&
           !span_ends(span_of(text), ".");
}

/* A row with one cell: a need, a category, or criteria. The need of a block goes on below a
 * category in it. */
static void read_single(struct table *table, const struct row *row, size_t at) {
    struct person_spec *spec = table->spec;
    const char *text = row->texts[at];
    if (person_spec_is_title(text) || person_spec_need(spec, text)) {
        return;
    }
    if (heads_needs(table, row, text)) {
        person_spec_group(spec, text);
    } else if (has_need(spec) && (is_heading_cell(spec->arena, row->cells[at], text) ||
                                  person_spec_is_group(text))) {
        take_heading(spec, text);
    } else if (has_need(spec)) {
        read_cell(spec, row->cells[at], (struct span){NULL, 0}, false);
    } else {
        struct strings lines = {NULL, 0};
        strings_push(
            spec->arena, &lines,
            prose_read(spec->arena, row->cells[at], NULL, NULL, row->cells[at], false));
        if (lines.count > 0 && lines.at[0]) {
            person_spec_lines(spec, &lines);
        }
    }
}

/* A row of several cells that no heading row explains: it names its need in its first cell, or
 * stands under a need with the category in front and marks behind. */
static void read_alone(struct table *table, const struct row *row) {
    struct person_spec *spec = table->spec;
    if (row->filled == 1 || row->count == 1) {
        for (size_t i = 0; i < row->count; i++) {
            if (row->texts[i][0] && row->cells[i]) {
                read_single(table, row, i);
            }
        }
        return;
    }
    if (row->count == 0 || row->filled == 0) {
        return;
    }
    bool need = person_spec_need(spec, row->texts[0]);
    bool known = has_need(spec);
    if (need || !known) {
        if (!need && row->texts[0][0]) {
            person_spec_group(spec, row->texts[0]);
        }
        for (size_t i = 1; i < row->count; i++) {
            if (row->cells[i]) {
                read_cell(spec, row->cells[i], (struct span){NULL, 0}, false);
            }
        }
        return;
    }
    table->columns.count = COLUMNS_MAX;
    struct reading reading = read_labels(table, row);
    table->columns.count = 0;
    if (reading.label_count > 0) {
        take_labels(table, row, &reading);
    }
}

/* A heading row without needs, over a table that stands under one: "Criteria | Assessed by". */
static bool is_plain_heading(const struct row *row) {
    size_t heads = 0;
    for (size_t i = 0; i < row->count; i++) {
        const char *text = row->texts[i];
        heads += !text[0] || names_column(text) || spec_cell_names_assessment(text) ||
                 spec_cell_is_number(text);
    }
    return row->count > 1 && row->filled > 0 && heads == row->count;
}

/* One filled cell that spans the table is a category, and so is one beside empty cells where
 * the others name their needs. */
static bool is_category_row(const struct table *table, const struct row *row) {
    bool alone = row->filled == 1 && !row->hangs && row->texts[0][0];
    if (!alone || row->own == 1) {
        return alone;
    }
    if (table->columns.no_needs) {
        /* A criterion without any tick looks much the same. */
        return person_spec_is_group(row->texts[0]) ||
               person_spec_need_of(row->texts[0]) != NEED_NONE ||
               (!table->columns.row_heads &&
                is_heading_cell(table->spec->arena, row->cells[0], row->texts[0]));
    }
    return table->columns.either[0] && spec_cell_need(row->texts[0]) == NEED_NONE;
}

/* A category, a need, or the specification's own title across the table. */
static void take_category(const struct table *table, const char *text) {
    if (person_spec_is_title(text) || person_spec_need(table->spec, text)) {
        return;
    }
    if (table->columns.no_needs) {
        take_heading(table->spec, text);
    } else {
        person_spec_group(table->spec, text);
    }
}

/* The heading of the only column, over criteria. */
static bool is_lone_name(const struct table *table, const struct row *row) {
    return row == table->rows && row->filled == 1 && has_need(table->spec) &&
           names_column(row->texts[0]) && !person_spec_is_group(row->texts[0]);
}

static void read_table_row(struct table *table, const struct row *row) {
    if (row->filled == 0) {
        return;
    }
    bool heads = read_columns(table, row) || read_mark_columns(table, row);
    if (heads) {
        take_corner(table, row->texts[0]);
    } else if (is_lone_name(table, row)) {
        return;
    } else if (table->columns.count > 0 && is_category_row(table, row)) {
        take_category(table, row->texts[0]);
    } else if (table->columns.count > 0) {
        read_under(table, row);
    } else if (!is_plain_heading(row)) {
        read_alone(table, row);
    }
}

/* ---- needs across, categories down ---- */

/* May the cell be the name of a category over a column? */
static bool may_be_category(const struct table *table, const char *text) {
    return text[0] && person_spec_need_of(text) == NEED_NONE && !names_column(text) &&
           !names_either(text) && !spec_cell_names_assessment(text) &&
           spec_cell_heading_mark(table->spec->arena, text) == 0;
}

/* A row of categories over a row for each need. */
static bool is_turned(const struct table *table) {
    const struct row *head = table->rows;
    bool turned = table->row_count >= 2 && head->count >= 3 &&
                  (!head->texts[0][0] || names_column(head->texts[0]));
    for (size_t i = 1; turned && i < head->count; i++) {
        turned = may_be_category(table, head->texts[i]);
    }
    for (size_t i = 1; turned && i < table->row_count; i++) {
        const struct row *row = &table->rows[i];
        turned = row->count == head->count && person_spec_need_of(row->texts[0]) != NEED_NONE;
    }
    return turned;
}

static void read_turned(const struct table *table) {
    struct person_spec *spec = table->spec;
    for (size_t i = 1; i < table->row_count; i++) {
        const struct row *row = &table->rows[i];
        for (size_t k = 1; k < row->count; k++) {
            person_spec_group(spec, table->rows[0].texts[k]);
            spec->need = person_spec_need_of(row->texts[0]);
            if (row->cells[k]) {
                read_cell(spec, row->cells[k], (struct span){NULL, 0}, false);
            }
        }
    }
}

/* ---- the whole ---- */

static const struct html_node *caption_of(const struct html_node *table) {
    const struct html_node *at = html_first_child(table);
    while (at && !html_is(at, "caption")) {
        at = html_next_sibling(at);
    }
    return at;
}

static const char *caption_text(struct arena *arena, const struct html_node *table) {
    const struct html_node *caption = caption_of(table);
    const char *text = caption ? html_text(arena, caption) : NULL;
    return text && text[0] ? text : NULL;
}

bool spec_table_has_needs(struct arena *arena, const struct html_node *table) {
    for (const struct html_node *at = html_next(table, table); at; at = html_next(at, table)) {
        bool says = is_cell(at) || html_is(at, "caption");
        enum { NEED_LENGTH_MAX = 100 }; /* a heading; longer cells are none */
        const char *text = says ? html_short_text(arena, at, NEED_LENGTH_MAX) : NULL;
        if (text && (person_spec_need_of(text) != NEED_NONE || names_either(text))) {
            return true;
        }
    }
    return false;
}

/* A caption names a need or a category. */
static void take_caption(struct table *table, const char *caption) {
    if (caption && !person_spec_is_title(caption) && !person_spec_need(table->spec, caption)) {
        person_spec_group(table->spec, caption);
    }
}

/* Do its first rows say that its columns tell where criteria are assessed? */
static bool has_mark_columns(const struct table *table) {
    bool found = false;
    for (size_t i = 0; i < table->row_count && i < 3 && !found; i++) {
        struct headings headings = read_headings(table, &table->rows[i]);
        found = headings.over_ticks && ((headings.ticks >= 2 && headings.unknown == 0) ||
                                        has_need_letters(&table->rows[i]));
    }
    return found;
}

bool spec_table_read(struct person_spec *spec, const struct html_node *node) {
    struct table table = {.spec = spec};
    bool needs = has_need(spec) || spec_table_has_needs(spec->arena, node);
    if (!read_rows(&table, node) || (!needs && !has_mark_columns(&table))) {
        return false;
    }
    take_caption(&table, caption_text(spec->arena, node));
    if (is_turned(&table)) {
        read_turned(&table);
        return true;
    }
    find_either(&table);
    for (size_t i = 0; i < table.row_count; i++) {
        read_table_row(&table, &table.rows[i]);
    }
    return true;
}
