/* matcher/role_table.c - loading the table of roles
 * SPDX-License-Identifier: MIT
 */
#include "matcher/role_table.h"

#include "base/csv.h"
#include "matcher/rules_private.h"
#include "schema/requirement_text.h"

/* The table being read. */
struct reading {
    struct rules *rules;
    struct role_table *table;
    struct arena *arena;
    struct csv csv;
    struct strings cells;
    struct span words; /* of the row */
    struct diag *diag;
};

static enum err fault(const struct reading *reading, const char *what, struct span quote) {
    return diag_set(reading->diag, ERR_INPUT, "%s:%d: %s '%.*s'", reading->csv.file,
                    reading->csv.line, what, SPAN_FMT(span_part(quote, 0, 80)));
}

static const char *cell(const struct reading *reading, const char *name) {
    const char *text = csv_cell(&reading->csv, &reading->cells, name);
    return text ? text : "";
}

/* The role whose rows are being read. */
static struct work_role *last(const struct reading *reading) {
    return &reading->table->at[reading->table->count - 1];
}

static struct role_support support(const struct reading *reading) {
    return (struct role_support){cell(reading, "source"), cell(reading, "confidence")};
}

/* ---- rows of all roles ---- */

static void add_phrases(struct reading *reading, struct finder *finder, struct span phrases,
                        uint32_t value) {
    for (struct span phrase; span_next_piece(&phrases, '|', &phrase);) {
        finder_add(finder, reading->arena, &reading->table->words, span_trim(phrase), value);
    }
}

/* "health care|healthcare = healthcare". */
static enum err read_same(struct reading *reading, unsigned unused) {
    (void)unused;
    size_t equals = span_find(reading->words, SPAN("="), 0);
    if (equals == SIZE_MAX) {
        return fault(reading, "expected wordings = word in", reading->words);
    }
    struct span meant = span_trim(span_part(reading->words, equals + 1, SIZE_MAX));
    uint32_t number = glossary_add(&reading->table->words, reading->arena, meant);
    add_phrases(reading, &reading->table->same, span_part(reading->words, 0, equals), number);
    return ERR_NONE;
}

static enum err read_classes(struct reading *reading, unsigned classes) {
    add_phrases(reading, &reading->table->classes, reading->words, classes);
    return ERR_NONE;
}

/* ---- rows of a role ---- */

static enum err read_name(struct reading *reading, unsigned unused) {
    (void)unused;
    struct role_table *table = reading->table;
    const char *id = cell(reading, "role");
    for (size_t i = 0; i < table->count; i++) {
        if (strcmp(table->at[i].id, id) == 0) {
            return fault(reading, "two roles have the id", span_of(id));
        }
    }
    ARENA_PUSH(reading->arena, table->at, table->count,
               (struct work_role){.id = id, .name = cell(reading, "words")});
    return ERR_NONE;
}

static enum err read_family(struct reading *reading, unsigned unused) {
    (void)unused;
    last(reading)->family = cell(reading, "words");
    return ERR_NONE;
}

static enum err read_bands(struct reading *reading, unsigned unused) {
    (void)unused;
    struct span rest = reading->words;
    for (struct span band; span_next_piece(&rest, '|', &band);) {
        int value = vocab_value(&vocab_band, band);
        if (!value) {
            return fault(reading, "no band is called", band);
        }
        last(reading)->bands |= 1u << value;
    }
    last(reading)->bands_support = support(reading);
    return ERR_NONE;
}

static void push_pattern(struct reading *reading, bool is_near_miss) {
    struct role_table *table = reading->table;
    struct role_pattern pattern = {.role = table->count - 1, .is_near_miss = is_near_miss};
    struct tokens tokens = tokens_read(reading->arena, &table->words, reading->words);
    for (size_t i = 0; i < tokens.count; i++) { /* known from now on */
        (void)glossary_add(&table->words, reading->arena, tokens.at[i].word);
    }
    struct title title = role_title_read(reading->arena, table, reading->words, false);
    for (size_t i = 0; i < title.count; i++) {
        if (!(title.at[i].classes & (TITLE_SMALL | TITLE_BREAK))) {
            pattern.telling += title.at[i].classes & TITLE_PLAIN ? 0 : 1;
            ARENA_PUSH(reading->arena, pattern.words, pattern.count, title.at[i].number);
        }
    }
    if (pattern.count > 0) {
        ARENA_PUSH(reading->arena, table->patterns, table->pattern_count, pattern);
    }
}

static enum err read_title(struct reading *reading, unsigned is_near_miss) {
    struct work_role *role = last(reading);
    struct role_titles *titles = is_near_miss ? &role->near_misses : &role->titles;
    ARENA_PUSH(reading->arena, titles->at, titles->count,
               (struct role_title){cell(reading, "words"), support(reading)});
    push_pattern(reading, is_near_miss);
    return ERR_NONE;
}

/* ---- what a role asks for ---- */

/* Ids that nothing knows would never be met. */
static enum err check_atom(const struct reading *reading, const struct atom *atom) {
    static const unsigned with_concept =
        1u << ATOM_SKILL | 1u << ATOM_ATTRIBUTE | 1u << ATOM_KNOWLEDGE;
    const struct rules *rules = reading->rules;
    if ((with_concept & 1u << atom->type) && !ontology_row(&rules->concepts, atom->concept)) {
        return fault(reading, "no concept has the id", span_of(atom->concept));
    }
    for (size_t i = 0; atom->type == ATOM_EXPERIENCE && i < atom->areas.count; i++) {
        if (!ontology_row(&rules->concepts, atom->areas.at[i])) {
            return fault(reading, "no area has the id", span_of(atom->areas.at[i]));
        }
    }
    if (atom->subject && !ontology_row(&rules->subjects, atom->subject)) {
        return fault(reading, "no subject has the id", span_of(atom->subject));
    }
    return ERR_NONE;
}

/* The whole line is what each atom was read from. */
static enum err settle(const struct reading *reading, struct requirement *requirement) {
    enum err err = ERR_NONE;
    requirement->rule = "roles";
    for (size_t i = 0; i < requirement->count; i++) {
        for (size_t k = 0; !err && k < requirement->any_of[i].count; k++) {
            requirement->any_of[i].atoms[k].words = reading->words;
            err = check_atom(reading, &requirement->any_of[i].atoms[k]);
        }
    }
    return err;
}

static void push_line(const struct reading *reading, enum need need,
                      const struct requirement *requirement) {
    struct work_role *role = last(reading);
    size_t criteria = role->criterion_count;
    size_t requirements = criteria;
    ARENA_PUSH(reading->arena, role->criteria, criteria,
               (struct criterion){.need = need, .text = cell(reading, "words")});
    ARENA_PUSH(reading->arena, role->requirements, requirements, *requirement);
    ARENA_PUSH(reading->arena, role->supports, role->criterion_count, support(reading));
}

static enum err read_line(struct reading *reading, unsigned need) {
    struct requirement requirement = {0};
    struct diag why = {0};
    struct span line = span_of(cell(reading, "requirement"));
    enum err err = requirement_text_read(&requirement, reading->arena, line, &why);
    if (err) {
        return diag_set(reading->diag, err, "%s:%d: %.400s", reading->csv.file,
                        reading->csv.line, why.text);
    }
    err = settle(reading, &requirement);
    if (!err) {
        push_line(reading, (enum need)need, &requirement);
    }
    return err;
}

/* ---- rows ---- */

static const struct {
    const char *about;
    bool of_all; /* of `*` */
    unsigned value;
    enum err (*read)(struct reading *reading, unsigned value);
} abouts[] = {
    {"same", true, 0, read_same},
    {"plain", true, TITLE_PLAIN, read_classes},
    {"small", true, TITLE_SMALL, read_classes},
    {"job", true, TITLE_JOB, read_classes},
    {"field", true, TITLE_FIELD, read_classes},
    {"break", true, TITLE_BREAK, read_classes},
    {"name", false, 0, read_name},
    {"family", false, 0, read_family},
    {"bands", false, 0, read_bands},
    {"title", false, false, read_title},
    {"near_miss", false, true, read_title},
    {"essential", false, NEED_ESSENTIAL, read_line},
    {"desirable", false, NEED_DESIRABLE, read_line},
};
enum { ABOUTS = sizeof abouts / sizeof *abouts };

/* Rows of a role stand together, its name first. */
static bool is_in_place(const struct reading *reading, size_t about) {
    const char *id = cell(reading, "role");
    bool is_all = strcmp(id, "*") == 0;
    bool is_name = abouts[about].read == read_name;
    bool follows = reading->table->count > 0 && strcmp(last(reading)->id, id) == 0;
    return is_all == abouts[about].of_all && (is_all || is_name || follows);
}

static enum err read_row(struct reading *reading) {
    const char *about = cell(reading, "about");
    size_t at = 0;
    reading->words = span_of(cell(reading, "words"));
    while (at < ABOUTS && strcmp(abouts[at].about, about) != 0) {
        at++;
    }
    if (at == ABOUTS) {
        return fault(reading, "no kind of row is called", span_of(about));
    }
    if (!is_in_place(reading, at)) {
        return fault(reading, "a row out of place: expected the role's name first, and * for",
                     span_of(about));
    }
    return abouts[at].read(reading, abouts[at].value);
}

enum err rules_read_roles(struct rules *rules, const char *file, struct span content,
                          struct diag *diag) {
    struct reading reading = {
        .rules = rules, .table = &rules->roles, .arena = &rules->arena, .diag = diag};
    bool more = true;
    enum err err = csv_open(&reading.csv, &rules->arena, file, content, '\t', diag);
    while (!err &&
           !(err = csv_next(&reading.csv, &rules->arena, &reading.cells, &more, diag)) &&
           more && !rules->arena.failed) {
        err = read_row(&reading);
    }
    return err;
}
