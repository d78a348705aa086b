/* tools/tables.c - write the word tables of parser/fields as C, indexed
 * SPDX-License-Identifier: MIT
 *
 * usage: tables OUTPUT FILE.tsv... [FILE.csv:WORDS,VALUE,MORE]
 *
 * "parser/fields/spec_words.tsv" becomes `fields_spec_words`, declared in parser/fields.h. The
 * files are comment lines that begin with '#', one line of column names, then rows of at most
 * four cells parted by tabs: kind, words, value, more. Rows are written with those of a kind
 * together, and chained by the hash of their first word (parser/words.h says how they are
 * used).
 * Of a table of facts, a CSV file, the columns that are named are words, value and more; the
 * name of the first one is the kind of all rows.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parser/words_hash.h"

enum {
    CELLS = 4,
    COLUMNS_MAX = 16, /* of a CSV file */
    ROWS_MAX = 4000,
    KINDS_MAX = 30, /* bits of a set; parser/words.h has another use for the next */
    LINE_SIZE = 1024,
    SLOTS_MAX = 8192
};

enum cell { CELL_KIND = 0, CELL_WORDS, CELL_VALUE, CELL_MORE };

struct row {
    char line[LINE_SIZE]; /* the cells, a NUL behind each */
    char *cells[CELLS];
    size_t kind; /* which of the table's kinds */
    size_t next; /* the next row of the chain, counted from 1; 0: none */
};

struct table {
    const char *file;
    const char *wanted[CELLS - 1]; /* columns of a CSV file; NULL for a file parted by tabs */
    size_t columns[CELLS - 1];     /* where they are in it */
    char name[64];                 /* "spec_words" */
    struct row *rows;
    size_t row_count;
    const char *kinds[KINDS_MAX]; /* in the file's order */
    size_t kind_count;
    size_t heads[SLOTS_MAX]; /* the first row of each chain, counted from 1; 0: none */
    size_t slots;            /* a power of two */
};

static bool complain(const char *file, const char *what) {
    fprintf(stderr, "tables: %s: %s\n", file, what);
    return false;
}

/* ---- reading ---- */

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Without white space at both ends. */
static char *trim(char *text) {
    while (is_space(*text)) {
        text++;
    }
    size_t len = strlen(text);
    while (len > 0 && is_space(text[len - 1])) {
        text[--len] = '\0';
    }
    return text;
}

/* Parts the line of `row` into its cells; cells that it does not have are empty. */
static bool split(struct row *row) {
    char *rest = row->line;
    for (size_t i = 0; i < CELLS; i++) {
        char *tab = rest ? strchr(rest, '\t') : NULL;
        if (tab) {
            *tab = '\0';
        }
        row->cells[i] = rest ? trim(rest) : row->line + strlen(row->line);
        rest = tab ? tab + 1 : NULL;
    }
    return rest == NULL;
}

/* Parts a line at its commas, which do not count between quotes; quotes are taken off.
 * @return how many cells it has */
static size_t split_csv(char *line, char **cells) {
    size_t count = 0;
    for (char *at = line; at && count < COLUMNS_MAX; count++) {
        bool quoted = *at == '"';
        cells[count] = at + quoted;
        at = quoted ? strchr(at + 1, '"') : at;
        char *end = at ? strchr(at, ',') : NULL;
        if (quoted && at) {
            *at = '\0';
        }
        if (end) {
            *end = '\0';
        }
        at = end ? end + 1 : NULL;
    }
    return count;
}

/* Finds the columns that are wanted by their names. */
static bool find_columns(struct table *table, char *line) {
    char *cells[COLUMNS_MAX];
    size_t count = split_csv(line, cells);
    for (size_t i = 0; i < CELLS - 1; i++) {
        size_t at = 0;
        while (at < count && strcmp(cells[at], table->wanted[i]) != 0) {
            at++;
        }
        table->columns[i] = at;
        if (at == count) {
            return false;
        }
    }
    return true;
}

/* Takes the columns that are wanted out of a row of a CSV file. */
static bool split_facts(const struct table *table, struct row *row) {
    char *cells[COLUMNS_MAX];
    size_t count = split_csv(row->line, cells);
    row->cells[CELL_KIND] = (char *)(uintptr_t)table->wanted[0];
    for (size_t i = 0; i < CELLS - 1; i++) {
        if (table->columns[i] >= count) {
            return false;
        }
        row->cells[CELL_WORDS + i] = cells[table->columns[i]];
    }
    return true;
}

/* The number of the row's kind, which is a new one where it was not met before. */
static bool number_kind(struct table *table, struct row *row) {
    for (row->kind = 0; row->kind < table->kind_count; row->kind++) {
        if (strcmp(table->kinds[row->kind], row->cells[CELL_KIND]) == 0) {
            return true;
        }
    }
    if (table->kind_count == KINDS_MAX) {
        return false;
    }
    table->kinds[table->kind_count++] = row->cells[CELL_KIND];
    return true;
}

static bool read_rows(struct table *table, FILE *in) {
    bool titled = false; /* the line of column names has gone by */
    for (;;) {
        struct row *row = &table->rows[table->row_count];
        if (!fgets(row->line, sizeof row->line, in)) {
            return !ferror(in) || complain(table->file, strerror(errno));
        }
        size_t len = strcspn(row->line, "\r\n");
        if (row->line[len] == '\0' && !feof(in)) {
            return complain(table->file, "a line is too long");
        }
        row->line[len] = '\0';
        if (len == 0 || row->line[0] == '#') {
            continue;
        }
        if (!titled) {
            titled = true;
            if (table->wanted[0] && !find_columns(table, row->line)) {
                return complain(table->file, "a column is not there");
            }
            continue;
        }
        bool whole = table->wanted[0] ? split_facts(table, row) : split(row);
        if (!whole || !number_kind(table, row) || ++table->row_count == ROWS_MAX) {
            return complain(table->file, "too many cells, kinds or rows");
        }
    }
}

/* "parser/fields/spec_words.tsv" to "spec_words". */
static bool name_table(struct table *table) {
    const char *slash = strrchr(table->file, '/');
    const char *base = slash ? slash + 1 : table->file;
    size_t len = strcspn(base, ".");
    if (len >= sizeof table->name) {
        return complain(table->file, "its name is too long");
    }
    memcpy(table->name, base, len);
    table->name[len] = '\0';
    return true;
}

static bool read_table(struct table *table) {
    FILE *in = fopen(table->file, "r");
    if (!in) {
        return complain(table->file, strerror(errno));
    }
    bool done = name_table(table) && read_rows(table, in);
    (void)fclose(in);
    return done;
}

/* ---- ordering ---- */

/* Brings the rows of a kind together, in the file's order; cells stay where they are. */
static void group_rows(const struct table *table, size_t *order) {
    size_t count = 0;
    for (size_t kind = 0; kind < table->kind_count; kind++) {
        for (size_t i = 0; i < table->row_count; i++) {
            if (table->rows[i].kind == kind) {
                order[count++] = i;
            }
        }
    }
}

static struct row *row_at(const struct table *table, const size_t *order, size_t i) {
    return &table->rows[order[i]];
}

/* Chains the rows by hash, so that of equal ones the first comes first. */
static void chain_rows(struct table *table, const size_t *order) {
    table->slots = 16;
    while (table->slots < 4 * table->row_count && table->slots < SLOTS_MAX) {
        table->slots *= 2;
    }
    for (size_t i = table->row_count; i > 0; i--) {
        const char *words = row_at(table, order, i - 1)->cells[CELL_WORDS];
        size_t slot = words_hash(words, strlen(words)) & (table->slots - 1);
        row_at(table, order, i - 1)->next = table->heads[slot];
        table->heads[slot] = i;
    }
}

/* ---- writing ---- */

/* The cells behind the kind, one behind the other, as numbers (as tools/embed.c does). */
static void write_text(FILE *out, const struct table *table, const size_t *order) {
    fprintf(out, "\n/* %s */\nstatic const unsigned char %s_text[] = {\n", table->file,
            table->name);
    for (size_t i = 0; i < table->row_count; i++) {
        for (size_t cell = CELL_WORDS; cell < CELLS; cell++) {
            for (const char *at = row_at(table, order, i)->cells[cell]; *at; at++) {
                fprintf(out, "%d,", (unsigned char)*at);
            }
        }
        fputc('\n', out);
    }
    fputs("0};\n", out);
}

static void write_rows(FILE *out, const struct table *table, const size_t *order) {
    size_t at = 0;
    fprintf(out, "static const struct words_line %s_lines[] = {\n", table->name);
    for (size_t i = 0; i < table->row_count; i++) {
        size_t words = strlen(row_at(table, order, i)->cells[CELL_WORDS]);
        size_t value = strlen(row_at(table, order, i)->cells[CELL_VALUE]);
        size_t more = strlen(row_at(table, order, i)->cells[CELL_MORE]);
        fprintf(out, "    {%zu, %zu, %zu, %zu, %zu, %zu},\n", at, words, value, more,
                row_at(table, order, i)->kind, row_at(table, order, i)->next);
        at += words + value + more;
    }
    fputs("    {0, 0, 0, 0, 0, 0},\n};\n", out); /* ISO C has no empty arrays */
}

static void write_kinds(FILE *out, const struct table *table, const size_t *order) {
    fprintf(out, "static const struct words_kind %s_kinds[] = {\n", table->name);
    size_t from = 0;
    for (size_t kind = 0; kind < table->kind_count; kind++) {
        size_t end = from;
        while (end < table->row_count && row_at(table, order, end)->kind == kind) {
            end++;
        }
        fprintf(out, "    {{\"%s\", %zu}, %zu, %zu},\n", table->kinds[kind],
                strlen(table->kinds[kind]), from, end);
        from = end;
    }
    fputs("    {{NULL, 0}, 0, 0},\n};\n", out);
}

static void write_heads(FILE *out, const struct table *table) {
    fprintf(out, "static const uint16_t %s_heads[] = {\n", table->name);
    for (size_t i = 0; i < table->slots; i++) {
        fprintf(out, "%zu,%s", table->heads[i], i % 16 == 15 ? "\n" : "");
    }
    fputs("};\n", out);
}

/* The longest words of the table, in bytes. */
static size_t longest(const struct table *table) {
    size_t best = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        size_t len = strlen(table->rows[i].cells[CELL_WORDS]);
        best = len > best ? len : best;
    }
    return best;
}

static bool write_table(FILE *out, struct table *table) {
    size_t *order = calloc(table->row_count + 1, sizeof *order);
    if (!order) {
        return complain(table->file, "no memory");
    }
    group_rows(table, order);
    chain_rows(table, order);
    write_text(out, table, order);
    write_rows(out, table, order);
    write_kinds(out, table, order);
    write_heads(out, table);
    fprintf(out,
            "const struct words_table fields_%s = {\n    (const char *)%s_text, %s_lines, "
            "%s_kinds, %s_heads, %zu, %zu, %zu, %zu};\n",
            table->name, table->name, table->name, table->name, table->name, table->row_count,
            table->kind_count, table->slots - 1, longest(table));
    free(order);
    return true;
}

/* Cuts "FILE.csv:WORDS,VALUE,MORE" into its parts. */
static bool read_argument(struct table *table, char *argument) {
    table->file = argument;
    char *rest = strchr(argument, ':');
    for (size_t i = 0; rest && i < CELLS - 1; i++) {
        *rest = '\0';
        table->wanted[i] = rest + 1;
        rest = strchr(rest + 1, ',');
    }
    return !table->wanted[0] || table->wanted[CELLS - 2] ||
           complain(argument, "three columns have to be named");
}

static bool convert(FILE *out, char *argument) {
    struct table *table = calloc(1, sizeof *table);
    bool done = table != NULL;
    if (done) {
        table->rows = calloc(ROWS_MAX, sizeof *table->rows);
        done = table->rows && read_argument(table, argument) && read_table(table) &&
               write_table(out, table);
        free(table->rows);
    }
    free(table);
    return done;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fputs("usage: tables OUTPUT FILE.tsv...\n", stderr);
        return 2;
    }
    FILE *out = fopen(argv[1], "w");
    if (!out) {
        (void)complain(argv[1], strerror(errno));
        return 1;
    }
    fputs("/* Generated by tools/tables.c: change the files, not this. */\n", out);
    fputs("#include \"parser/fields.h\"\n", out);
    bool done = true;
    for (int i = 2; done && i < argc; i++) {
        done = convert(out, argv[i]);
    }
    done = !ferror(out) && done;
    if (fclose(out) != 0 || !done) {
        (void)remove(argv[1]);
        return 1;
    }
    return 0;
}
