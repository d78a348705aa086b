/* matcher/ontology.c - the tables of concepts and subjects
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/csv.h"
#include "matcher/rules_private.h"

/* The words of the column `kind`, and what they are. */
static const struct {
    const char *word;
    enum concept_kind kind;
    enum facet facet;
} kinds[] = {
    {"group", CONCEPT_AREA, FACET_GROUP},         {"setting", CONCEPT_AREA, FACET_SETTING},
    {"activity", CONCEPT_AREA, FACET_ACTIVITY},   {"generic", CONCEPT_AREA, FACET_GENERIC},
    {"skill", CONCEPT_SKILL, FACET_NONE},         {"attribute", CONCEPT_ATTRIBUTE, FACET_NONE},
    {"knowledge", CONCEPT_KNOWLEDGE, FACET_NONE}, {"subject", CONCEPT_SUBJECT, FACET_NONE},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* A table being read: the references are looked up when all its ids are known. */
struct reading {
    struct rules *rules;
    struct ontology *ontology;
    const char *file;
    struct csv csv;
    struct strings cells;
    struct diag *diag;
};

static const char *cell(const struct reading *reading, const char *name) {
    const char *text = csv_cell(&reading->csv, &reading->cells, name);
    return text ? text : "";
}

static enum err fault(const struct reading *reading, const char *what, struct span word) {
    return diag_set(reading->diag, ERR_INPUT, "%s:%d: %s '%.*s'", reading->file,
                    reading->csv.line, what, SPAN_FMT(word));
}

static void add_wordings(const struct reading *reading, struct finder *finder, const char *list,
                         uint32_t row) {
    struct span rest = span_of(list);
    for (struct span wording; span_next_piece(&rest, '|', &wording);) {
        finder_add(finder, &reading->rules->arena, &reading->rules->words, span_trim(wording),
                   row);
    }
}

static enum err add_row(struct reading *reading) {
    struct ontology *ontology = reading->ontology;
    struct concept_row row = {.id = cell(reading, "id"), .label = cell(reading, "label")};
    for (size_t i = 0; i < KINDS; i++) {
        if (strcmp(cell(reading, "kind"), kinds[i].word) == 0) {
            row.kind = kinds[i].kind;
            row.facet = kinds[i].facet;
        }
    }
    if (!row.kind) {
        return fault(reading, "no such kind:", span_of(cell(reading, "kind")));
    }
    uint32_t number = glossary_add(&ontology->ids, &reading->rules->arena, span_of(row.id));
    if (number != ontology->count + 1) {
        return fault(reading, "a second row of", span_of(row.id));
    }
    ARENA_PUSH(&reading->rules->arena, ontology->rows, ontology->count, row);
    add_wordings(reading, &ontology->wordings, cell(reading, "wordings"), number - 1);
    add_wordings(reading, &ontology->against, cell(reading, "against"), number - 1);
    return ERR_NONE;
}

static enum err add_references(const struct reading *reading, const char *column,
                               uint32_t **rows, size_t *count) {
    struct span rest = span_of(cell(reading, column));
    for (struct span id; span_next_piece(&rest, '|', &id);) {
        uint32_t number = glossary_find(&reading->ontology->ids, span_trim(id));
        if (!number) {
            return fault(reading, "no row has the id", id);
        }
        ARENA_PUSH(&reading->rules->arena, *rows, *count, number - 1);
    }
    return ERR_NONE;
}

static enum err link_row(struct reading *reading) {
    struct ontology *ontology = reading->ontology;
    uint32_t number = glossary_find(&ontology->ids, span_of(cell(reading, "id")));
    if (!number) {
        return ERR_NONE; /* the arena failed */
    }
    struct concept_row *row = &ontology->rows[number - 1];
    enum err err = add_references(reading, "broader", &row->broader, &row->broader_count);
    return err ? err
               : add_references(reading, "neighbours", &row->neighbours, &row->neighbour_count);
}

static enum err each_row(struct reading *reading, struct span content,
                         enum err (*act)(struct reading *reading)) {
    struct arena *arena = &reading->rules->arena;
    bool more = true;
    enum err err = csv_open(&reading->csv, arena, reading->file, content, '\t', reading->diag);
    while (!err &&
           !(err = csv_next(&reading->csv, arena, &reading->cells, &more, reading->diag)) &&
           more && !arena->failed) {
        err = act(reading);
    }
    return err;
}

static enum err read_table(struct rules *rules, struct ontology *ontology, const char *file,
                           struct span content, struct diag *diag) {
    struct reading reading = {.rules = rules, .ontology = ontology, .file = file, .diag = diag};
    enum err err = each_row(&reading, content, add_row);
    return err ? err : each_row(&reading, content, link_row);
}

enum err rules_read_concepts(struct rules *rules, const char *file, struct span content,
                             struct diag *diag) {
    return read_table(rules, &rules->concepts, file, content, diag);
}

enum err rules_read_subjects(struct rules *rules, const char *file, struct span content,
                             struct diag *diag) {
    return read_table(rules, &rules->subjects, file, content, diag);
}

const struct concept_row *ontology_row(const struct ontology *ontology, const char *id) {
    uint32_t number = id ? glossary_find(&ontology->ids, span_of(id)) : 0;
    return number ? &ontology->rows[number - 1] : NULL;
}

/* The tables are ours and shallow; the depth keeps a circle in another folder's from running
 * on. */
static bool within(const struct ontology *ontology, const struct concept_row *row,
                   const struct concept_row *other, int depth) {
    if (row == other) {
        return true;
    }
    for (size_t i = 0; i < row->broader_count && depth < 8; i++) {
        if (within(ontology, &ontology->rows[row->broader[i]], other, depth + 1)) {
            return true;
        }
    }
    return false;
}

bool ontology_within(const struct ontology *ontology, const struct concept_row *row,
                     const struct concept_row *other) {
    return within(ontology, row, other, 0);
}
