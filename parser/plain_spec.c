/* parser/plain_spec.c - a person specification out of a text copy
 * SPDX-License-Identifier: MIT
 */
#include "parser/plain_spec.h"

#include <string.h>

#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/spec_cell.h"

/* Wider tables are none of these. */
enum { COLUMNS_MAX = 8 };

/* A line's cells, folded; one cell: the line is no row. */
struct row {
    const char *cells[COLUMNS_MAX];
    size_t count;
};

enum column { COLUMN_TEXT = 0, COLUMN_NEED, COLUMN_EITHER, COLUMN_ASSESSED, COLUMN_TICK };

/* What the columns under a heading row hold. */
struct columns {
    enum column kinds[COLUMNS_MAX];
    enum need needs[COLUMNS_MAX]; /* of COLUMN_NEED */
    unsigned ticks[COLUMNS_MAX];  /* of COLUMN_TICK: what a tick in it stands for */
    size_t count;                 /* 0: there is no heading row */
};

/* ---- rows ---- */

/* Bars count where two at least stand in a line. */
static char separator_of(struct span line) {
    size_t bars = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] == '\t') {
            return '\t';
        }
        bars += line.at[i] == '|';
    }
    return bars >= 2 ? '|' : '\0';
}

static struct row read_row(struct arena *arena, struct span line) {
    struct row row = {.count = 0};
    char separator = separator_of(line);
    struct span rest = separator == '|' ? bullet_trim(line) : line;
    if (separator == '|' && rest.at[0] == '|') {
        rest = span_part(rest, 1, SIZE_MAX);
    }
    struct span cell;
    while (separator && row.count < COLUMNS_MAX && span_next_piece(&rest, separator, &cell)) {
        const char *text = arena_copy(arena, bullet_trim(cell));
        row.cells[row.count++] = text ? text : "";
    }
    return row;
}

/* The line under a heading row of bars: "|---|---|". */
static bool is_rule(struct span line) {
    for (size_t i = 0; i < line.len; i++) {
        if (!strchr("|-: ", line.at[i])) {
            return false;
        }
    }
    return true;
}

/* ---- what a cell is ---- */

static bool is_word(const char *kind, const char *text) {
    return words_find(NULL, &fields_spec_words, kind, bullet_trim(span_of(text)));
}

static enum column column_of(const char *text) {
    return is_word("either", text)                  ? COLUMN_EITHER
           : person_spec_need_of(text) != NEED_NONE ? COLUMN_NEED
           : spec_cell_names_assessment(text)       ? COLUMN_ASSESSED
                                                    : COLUMN_TEXT;
}

/* Is this the heading of a column of criteria or of their categories? */
static bool names_column(const char *text) {
    return is_word("column", text) || person_spec_is_group(text) || person_spec_is_title(text);
}

static bool has_column(const struct columns *columns, enum column kind) {
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->kinds[i] == kind) {
            return true;
        }
    }
    return false;
}

static bool names_needs(const struct columns *columns) {
    return has_column(columns, COLUMN_NEED) || has_column(columns, COLUMN_EITHER);
}

/* The columns of marks, "A | I | T". @return how many there are */
static size_t read_ticks(struct columns *columns, struct arena *arena, const struct row *row) {
    size_t ticks = 0;
    for (size_t i = 0; i < row->count; i++) {
        bool free = columns->kinds[i] == COLUMN_TEXT || columns->kinds[i] == COLUMN_ASSESSED;
        columns->ticks[i] = free ? spec_cell_heading_mark(arena, row->cells[i]) : 0;
        ticks += columns->ticks[i] != 0;
    }
    for (size_t i = 0; i < row->count && ticks > 1; i++) {
        columns->kinds[i] = columns->ticks[i] ? COLUMN_TICK : columns->kinds[i];
    }
    return ticks;
}

/* A heading row names two needs, or where the need stands, or one need beside other headings,
 * or several marks. */
static bool read_columns(struct columns *out, struct arena *arena, const struct row *row) {
    struct columns columns = {.count = row->count};
    size_t needs = 0;
    size_t named = 0;
    size_t others = 0;
    bool either = false;
    for (size_t i = 0; i < row->count; i++) {
        const char *cell = row->cells[i];
        columns.kinds[i] = column_of(cell);
        columns.needs[i] = person_spec_need_of(cell);
        needs += columns.kinds[i] == COLUMN_NEED;
        either = either || columns.kinds[i] == COLUMN_EITHER;
    }
    size_t ticks = read_ticks(&columns, arena, row);
    for (size_t i = 0; i < row->count; i++) {
        const char *cell = row->cells[i];
        bool names = names_column(cell);
        named += columns.kinds[i] == COLUMN_TEXT && names;
        others += columns.kinds[i] == COLUMN_TEXT && cell[0] != '\0' && !names;
    }
    bool heads =
        row->count >= 2 && (either || needs >= 2 || (needs == 1 && named > 0 && others == 0) ||
                            (ticks >= 2 && others == 0 && needs + named <= 2));
    if (heads) {
        *out = columns;
    }
    return heads;
}

/* Without a heading row a cell that holds nothing but a need tells the columns of its row. */
static struct columns columns_by_need(const struct row *row) {
    struct columns columns = {.count = 0};
    for (size_t i = 0; i < row->count; i++) {
        if (spec_cell_need(row->cells[i]) != NEED_NONE) {
            columns.kinds[i] = COLUMN_EITHER;
            columns.count = row->count;
            return columns;
        }
    }
    return columns;
}

/* ---- criteria ---- */

static void add_criterion(struct person_spec *spec, const char *text, const char *assessed) {
    const char *marked =
        assessed[0] ? arena_printf(spec->arena, "%s (%s)", text, assessed) : text;
    person_spec_criterion(spec, marked ? marked : text);
}

/* What a row says beside its columns of needs. */
struct reading {
    const char *group;    /* the first of several texts */
    const char *text;     /* the last text */
    const char *assessed; /* how it is assessed */
    unsigned marks;       /* the same, ticked */
    enum need need;       /* out of a column that says which */
};

static struct reading read_texts(struct arena *arena, const struct columns *columns,
                                 const struct row *row) {
    struct reading reading = {"", "", "", 0, NEED_NONE};
    bool first = true;
    for (size_t i = 0; i < row->count && i < columns->count; i++) {
        const char *cell = row->cells[i];
        if (columns->kinds[i] == COLUMN_ASSESSED) {
            reading.assessed = cell;
        } else if (columns->kinds[i] == COLUMN_TICK) {
            unsigned own = spec_cell_mark(arena, span_of(cell));
            reading.marks |= own ? own : spec_cell_is_blank(cell) ? 0 : columns->ticks[i];
        } else if (columns->kinds[i] == COLUMN_EITHER) {
            reading.need = spec_cell_need(cell);
        } else if (columns->kinds[i] == COLUMN_TEXT) {
            reading.group = first ? cell : reading.group;
            reading.text = cell[0] ? cell : reading.text;
            first = false;
        }
    }
    return reading;
}

static size_t text_columns(const struct columns *columns) {
    size_t count = 0;
    for (size_t i = 0; i < columns->count; i++) {
        count += columns->kinds[i] == COLUMN_TEXT;
    }
    return count;
}

/* Category, criterion, and which need it is. */
static void read_either(struct person_spec *spec, const struct columns *columns,
                        const struct reading *reading) {
    if (text_columns(columns) > 1 && reading->group[0]) {
        person_spec_group(spec, reading->group);
    }
    spec->need = reading->need != NEED_NONE ? reading->need : NEED_UNSTATED;
    add_criterion(spec, reading->text, reading->assessed);
}

/* Category, and a criterion under each need; or a criterion whose need is ticked. */
static void read_needs(struct person_spec *spec, const struct columns *columns,
                       const struct row *row, const struct reading *reading) {
    bool ticked = false;
    for (size_t i = 0; i < row->count && i < columns->count; i++) {
        ticked =
            ticked || (columns->kinds[i] == COLUMN_NEED && spec_cell_is_tick(row->cells[i]));
    }
    if ((!ticked || text_columns(columns) > 1) && reading->group[0]) {
        person_spec_group(spec, reading->group);
    }
    for (size_t i = 0; i < row->count && i < columns->count; i++) {
        if (columns->kinds[i] == COLUMN_NEED && row->cells[i][0]) {
            spec->need = columns->needs[i];
            add_criterion(spec, ticked ? reading->text : row->cells[i], reading->assessed);
        }
    }
}

/* A criterion whose need stands above the table. */
static void read_ticked(struct person_spec *spec, const struct columns *columns,
                        const struct reading *reading) {
    enum need need = spec->need;
    if (text_columns(columns) > 1 && reading->group[0]) {
        person_spec_group(spec, reading->group);
        spec->need = need;
    }
    add_criterion(spec, reading->text, reading->assessed);
}

static void read_under(struct person_spec *spec, const struct columns *columns,
                       const struct row *row) {
    struct reading reading = read_texts(spec->arena, columns, row);
    spec->assessed = reading.marks;
    if (has_column(columns, COLUMN_EITHER)) {
        read_either(spec, columns, &reading);
    } else if (has_column(columns, COLUMN_NEED)) {
        read_needs(spec, columns, row, &reading);
    } else {
        read_ticked(spec, columns, &reading);
    }
    spec->assessed = 0;
}

/* ---- lines ---- */

/* Lines being read. */
struct walk {
    struct person_spec *spec;
    const struct strings *lines;
    struct strings waiting; /* lines that are no rows */
    struct columns columns; /* of the table under way */
    bool in_table;
};

/* What was read out of a table says nothing about the lines behind it. */
static void end_lines(struct walk *walk) {
    if (walk->waiting.count > 0) {
        person_spec_lines(walk->spec, &walk->waiting);
    }
    walk->waiting = (struct strings){NULL, 0};
}

static void end_table(struct walk *walk) {
    if (walk->in_table) {
        walk->spec->need = NEED_NONE;
        walk->spec->group = NULL;
        walk->columns.count = 0;
        walk->in_table = false;
    }
}

/* The first line from `at` on that has text, as a row. */
static struct row next_row(const struct walk *walk, size_t at) {
    while (at < walk->lines->count && bullet_trim(span_of(walk->lines->at[at])).len == 0) {
        at++;
    }
    return at < walk->lines->count ? read_row(walk->spec->arena, span_of(walk->lines->at[at]))
                                   : (struct row){.count = 0};
}

/* A category. Where no column names a need, the one above goes on. */
static void take_category(struct person_spec *spec, const struct columns *columns,
                          const char *text) {
    enum need need = spec->need;
    person_spec_group(spec, text);
    bool goes_on = !names_needs(columns) && need != NEED_NONE && spec->need == NEED_UNSTATED;
    spec->need = goes_on ? need : spec->need;
}

/* "Qualifications | Essential | Desirable": the corner names the category. */
static void take_corner(struct person_spec *spec, const struct columns *columns,
                        const char *corner) {
    if (columns->kinds[0] == COLUMN_TEXT && person_spec_is_group(corner) &&
        !is_word("column", corner)) {
        take_category(spec, columns, corner);
    }
}

/* A line between rows: the need of the next ones, or their category. */
static void take_between(struct walk *walk, const char *text) {
    if (text && (names_needs(&walk->columns) || !person_spec_need(walk->spec, text))) {
        take_category(walk->spec, &walk->columns, text);
    }
}

static void take_row(struct walk *walk, const struct row *row) {
    struct columns own = {.count = 0};
    if (read_columns(&own, walk->spec->arena, row)) {
        end_lines(walk);
        walk->columns = own;
        walk->in_table = true;
        take_corner(walk->spec, &own, row->cells[0]);
        return;
    }
    own = walk->columns.count > 0 ? walk->columns : columns_by_need(row);
    if (own.count > 0) {
        end_lines(walk);
        walk->in_table = true;
        read_under(walk->spec, &own, row);
    }
}

static bool is_row(const struct walk *walk, const struct row *row) {
    struct columns columns;
    return row->count >= 2 &&
           (walk->columns.count > 0 || read_columns(&columns, walk->spec->arena, row) ||
            columns_by_need(row).count > 0);
}

void plain_spec_read(struct person_spec *spec, const struct strings *lines) {
    enum { CATEGORY_MAX = 60 };
    struct walk walk = {.spec = spec, .lines = lines};
    for (size_t i = 0; i < lines->count && !spec->arena->failed; i++) {
        struct span line = span_of(lines->at[i]);
        struct row row = read_row(spec->arena, line);
        struct span bare = bullet_trim(line);
        if (is_row(&walk, &row)) {
            if (!is_rule(line)) {
                take_row(&walk, &row);
            }
        } else if (walk.in_table && bare.len == 0) {
            continue;
        } else if (walk.in_table && bare.len <= CATEGORY_MAX &&
                   next_row(&walk, i + 1).count > 1) {
            take_between(&walk, arena_copy(spec->arena, bare));
        } else {
            end_table(&walk);
            strings_push(spec->arena, &walk.waiting, lines->at[i]);
        }
    }
    end_lines(&walk);
}
