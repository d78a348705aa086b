/* tests/accuracy/panel_requirements.c - what criteria ask for, against what people read
 * SPDX-License-Identifier: MIT
 *
 * Members of atoms are compared as multisets within a criterion: of what truth has, how much
 * does the program have too? An atom of another type is thereby a miss of its members.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/accuracy/panel_parts.h"
#include "tests/accuracy/panel_scores.h"
#include "tests/accuracy/panel_table.h"

/* ---- members ---- */

typedef const char *member_text(const struct atom *atom, struct arena *arena);

static const char *level_text(const struct atom *atom, struct arena *arena) {
    return arena_printf(arena, "%d", atom->level);
}

static const char *status_text(const struct atom *atom, struct arena *arena) {
    (void)arena;
    const char *word = vocab_name(&vocab_holding, (int)atom->status);
    return word ? word : "none";
}

static const char *months_text(const struct atom *atom, struct arena *arena) {
    return arena_printf(arena, "%d", atom->months);
}

static const char *kinds_text(const struct atom *atom, struct arena *arena) {
    return arena_printf(arena, "%u", atom->kinds);
}

static const char *concept_text(const struct atom *atom, struct arena *arena) {
    char *text = arena_copy_text(arena, atom->concept ? atom->concept : "none");
    for (size_t i = 0; text && text[i]; i++) {
        text[i] = ascii_lower(text[i]);
    }
    return text;
}

static const char *licence_text(const struct atom *atom, struct arena *arena) {
    return arena_printf(arena, "%d%d", atom->licence, atom->vehicle);
}

static const struct member {
    const char *name;
    enum atom_type type;
    member_text *text;
    enum panel_bar bar;
    double least;
} members[] = {
    {"level", ATOM_QUALIFICATION, level_text, BAR_LEAST, 0.99},
    {"status", ATOM_QUALIFICATION, status_text, BAR_NONE, 0},
    {"months", ATOM_EXPERIENCE, months_text, BAR_NONE, 0},
    {"kinds", ATOM_EXPERIENCE, kinds_text, BAR_NONE, 0},
    {"pattern", ATOM_AVAILABILITY, concept_text, BAR_NONE, 0},
    {"body", ATOM_REGISTRATION, concept_text, BAR_NONE, 0},
    {"licence and vehicle", ATOM_DRIVING, licence_text, BAR_NONE, 0},
};
enum { MEMBERS = sizeof members / sizeof members[0] };

static struct strings texts_of(const struct requirement *requirement,
                               const struct member *member, struct arena *arena) {
    struct strings texts = {NULL, 0};
    for (size_t i = 0; i < requirement->count; i++) {
        const struct demand *demand = &requirement->any_of[i];
        for (size_t k = 0; k < demand->count; k++) {
            if (demand->atoms[k].type == member->type) {
                strings_push(arena, &texts, member->text(&demand->atoms[k], arena));
            }
        }
    }
    return texts;
}

/* How many of `want` are in `got`, each of those taken once. */
static size_t count_common(const struct strings *want, struct strings *got) {
    size_t common = 0;
    for (size_t i = 0; i < want->count; i++) {
        for (size_t k = 0; k < got->count; k++) {
            if (strcmp(want->at[i], got->at[k]) == 0) {
                got->at[k] = got->at[--got->count];
                common++;
                break;
            }
        }
    }
    return common;
}

/* ---- types and shape ---- */

/* The set of types; 1u << ATOM_NONE where an alternative asks for nothing. */
static unsigned types_of(const struct requirement *requirement) {
    unsigned types = requirement->count == 0 ? 1u << ATOM_NONE : 0;
    for (size_t i = 0; i < requirement->count; i++) {
        const struct demand *demand = &requirement->any_of[i];
        types |= demand->count == 0 ? 1u << ATOM_NONE : 0;
        for (size_t k = 0; k < demand->count; k++) {
            types |= 1u << demand->atoms[k].type;
        }
    }
    return types;
}

static int by_byte(const void *a, const void *b) { return memcmp(a, b, 1); }

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The types of an alternative as letters, sorted. */
static const char *demand_shape(const struct demand *demand, struct arena *arena) {
    char *shape = arena_alloc(arena, demand->count + 1, 1);
    for (size_t i = 0; shape && i < demand->count; i++) {
        shape[i] = (char)('a' + (int)demand->atoms[i].type);
    }
    if (shape && demand->count > 0) {
        qsort(shape, demand->count, 1, by_byte);
    }
    return shape ? shape : "";
}

static const char *shape_of(const struct requirement *requirement, struct arena *arena) {
    struct strings shapes = {NULL, 0};
    const char *all = "";
    for (size_t i = 0; i < requirement->count; i++) {
        strings_push(arena, &shapes, demand_shape(&requirement->any_of[i], arena));
    }
    if (shapes.count > 0) {
        qsort(shapes.at, shapes.count, sizeof *shapes.at, by_text);
    }
    for (size_t i = 0; i < shapes.count; i++) {
        all = arena_printf(arena, "%s|%s", all, shapes.at[i]);
    }
    return all;
}

/* ---- judging ---- */

struct tally {
    struct panel_class types[ATOM_COUNT];
    struct panel_class members[MEMBERS]; /* said: unused */
    size_t shapes;
    size_t equivalents;
    size_t rows;
    size_t doubts;
};

static const char *type_name(int type) {
    const char *name = vocab_name(&vocab_atom, type);
    return name ? name : "nothing";
}

static bool judge_types(struct tally *tally, const struct requirement *want,
                        const struct requirement *got) {
    unsigned truth = types_of(want);
    unsigned said = types_of(got);
    for (int i = 0; i < ATOM_COUNT; i++) {
        tally->types[i].truth += truth >> i & 1u;
        tally->types[i].said += said >> i & 1u;
        tally->types[i].right += (truth & said) >> i & 1u;
    }
    return truth == said;
}

static const char *judge_members(struct tally *tally, struct arena *arena,
                                 const struct requirement *want,
                                 const struct requirement *got) {
    const char *missed = "";
    for (size_t i = 0; i < MEMBERS; i++) {
        struct strings truth = texts_of(want, &members[i], arena);
        struct strings said = texts_of(got, &members[i], arena);
        size_t common = count_common(&truth, &said);
        tally->members[i].truth += truth.count;
        tally->members[i].right += common;
        if (common < truth.count) {
            missed = arena_printf(arena, "%s [%s]", missed, members[i].name);
        }
    }
    return missed;
}

static void judge(const struct panel_set *set, struct tally *tally, const char *where,
                  const char *text, const struct requirement *want,
                  const struct requirement *got) {
    struct arena *arena = set->arena;
    bool types = judge_types(tally, want, got);
    bool shape = strcmp(shape_of(want, arena), shape_of(got, arena)) == 0;
    bool equivalent = want->accepts_equivalent == got->accepts_equivalent;
    const char *missed = judge_members(tally, arena, want, got);
    tally->rows++;
    tally->shapes += shape;
    tally->equivalents += equivalent;
    if (set->report->verbose && (!types || !shape || !equivalent || missed[0])) {
        printf("requirement %s:%s%s%s%s\n    %s\n    truth   %s\n    program %s  (rule %s)\n",
               where, types ? "" : " [types]", shape ? "" : " [structure]",
               equivalent ? "" : " [equivalent]", missed, text, panel_text(arena, want),
               panel_text(arena, got), got->rule ? got->rule : "-");
    }
}

static void judge_wordings(const struct panel_set *set, struct tally *tally) {
    struct panel_table table = panel_table(set->arena, set->folder, "criteria");
    for (size_t i = 0; i < table.count; i++) {
        const struct panel_row *row = &table.rows[i];
        const char *stem = panel_stem(set->arena, row->file);
        const char *where = arena_printf(set->arena, "%s:%d", stem, row->line);
        if (!panel_is_chosen(set, where, NULL)) {
            continue;
        }
        if (panel_says_yes(row, "doubt")) {
            tally->doubts++;
            continue;
        }
        struct criterion criterion = panel_criterion(
            row->file, row->line, panel_cell(row, "need"), panel_cell(row, "group"),
            panel_cell(row, "text"), panel_cell(row, "assessed"));
        struct requirement want =
            panel_truth(set->arena, row->file, row->line, panel_cell(row, "requirement"));
        struct requirement got = panel_read(set, &criterion);
        judge(set, tally, where, criterion.text, &want, &got);
    }
}

static void judge_advert(const struct panel_set *set, struct tally *tally,
                         const struct panel_advert *advert) {
    for (size_t i = 0; i < advert->vacancy.criterion_count; i++) {
        if (advert->doubt[i]) {
            tally->doubts++;
            continue;
        }
        judge(set, tally, arena_printf(set->arena, "%s %zu", advert->name, i + 1),
              advert->vacancy.criteria[i].text, &advert->truth[i], &advert->read[i]);
    }
}

static void add(struct tally *to, const struct tally *from) {
    for (int i = 0; i < ATOM_COUNT; i++) {
        to->types[i].truth += from->types[i].truth;
        to->types[i].said += from->types[i].said;
        to->types[i].right += from->types[i].right;
    }
    for (size_t i = 0; i < MEMBERS; i++) {
        to->members[i].truth += from->members[i].truth;
        to->members[i].right += from->members[i].right;
    }
    to->shapes += from->shapes;
    to->equivalents += from->equivalents;
    to->rows += from->rows;
    to->doubts += from->doubts;
}

/* ---- the table ---- */

static void report_types(struct panel_report *report, const struct tally *tally) {
    panel_heading(report, "Types of atoms: F1 of each, and how often it is right, in truth and "
                          "said");
    for (int i = 0; i < ATOM_COUNT; i++) {
        struct panel_class type = tally->types[i];
        if (type.truth + type.said > 0) {
            panel_figure(report, type_name(i), panel_f1(type), BAR_NONE, 0,
                         "%zu of %zu, %zu said, P %.3f R %.3f", type.right, type.truth,
                         type.said, panel_precision(type), panel_recall(type));
        }
    }
}

static void report_part(struct panel_report *report, const char *name,
                        const struct tally *tally) {
    size_t used = 0;
    double f1 = panel_macro_f1(tally->types, ATOM_COUNT, &used);
    char line[PANEL_TEXT_SIZE];
    if (tally->rows > 0) {
        snprintf(line, sizeof line, "types, macro-F1, %s", name);
        panel_figure(report, line, f1, BAR_NONE, 0, "%zu types", used);
        snprintf(line, sizeof line, "structure, %s", name);
        panel_share(report, line, tally->shapes, tally->rows, BAR_NONE, 0);
    }
}

static void report_all(struct panel_report *report, const struct tally *tally) {
    size_t used = 0;
    double f1 = panel_macro_f1(tally->types, ATOM_COUNT, &used);
    panel_heading(report, "Requirements: %zu criteria, %zu more in doubt are not counted",
                  tally->rows, tally->doubts);
    panel_figure(report, "types, macro-F1", f1, BAR_LEAST, 0.95, "%zu types", used);
    panel_share(report, "structure", tally->shapes, tally->rows, BAR_LEAST, 0.95);
    for (size_t i = 0; i < MEMBERS; i++) {
        panel_share(report, members[i].name, tally->members[i].right, tally->members[i].truth,
                    members[i].bar, members[i].least);
    }
    panel_share(report, "accepts equivalent", tally->equivalents, tally->rows, BAR_NONE, 0);
}

size_t panel_judge_requirements(const struct panel_set *set) {
    struct tally wordings = {0};
    struct tally adverts = {0};
    judge_wordings(set, &wordings);
    for (size_t i = 0; i < set->advert_count; i++) {
        if (panel_is_chosen(set, set->adverts[i].name, NULL)) {
            judge_advert(set, &adverts, &set->adverts[i]);
        }
    }
    struct tally all = wordings;
    add(&all, &adverts);
    if (all.rows > 0) {
        report_all(set->report, &all);
        report_part(set->report, "wordings alone", &wordings);
        report_part(set->report, "adverts alone", &adverts);
        report_types(set->report, &all);
    }
    return all.rows + all.doubts;
}
