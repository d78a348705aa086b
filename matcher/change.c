/* matcher/change.c - small changes to a profile: one line of the candidate file each
 * SPDX-License-Identifier: MIT
 */
#include "matcher/change.h"

#include <string.h>

#include "matcher/candidate_value.h"
#include "matcher/concepts.h"
#include "matcher/evidence.h"
#include "matcher/experience.h"
#include "matcher/explain.h"
#include "matcher/qualification.h"
#include "matcher/rules_private.h"

/* What an example looks like to evidence_weigh; stands for what the person would write. */
#define EXAMPLE "what you did, with whom, and what came of it"

/* Rough sizes, in months that a change takes; only their order matters. What is a matter of
 * words comes first; an example that somebody may not have is no matter of words. */
enum {
    SIZE_WORDS = 0,
    SIZE_START = 1,
    SIZE_VEHICLE = 2,
    SIZE_NEW_EXAMPLE = 3,
    SIZE_FINISH = 6,
    SIZE_LICENCE = 7,
    SIZE_LEVEL = 12
};

/* ---- the list ---------------------------------------------------------------------------- */

static bool is_same_concept(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool has(const struct changes *changes, const struct change *change) {
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *other = &changes->at[i];
        if (other->kind == change->kind && other->index == change->index &&
            other->number == change->number &&
            is_same_concept(other->concept, change->concept)) {
            return true;
        }
    }
    return false;
}

static void add(struct changes *changes, struct change change) {
    if (!has(changes, &change)) {
        ARENA_PUSH(changes->arena, changes->at, changes->count, change);
    }
}

/* ---- what the profile suggests ----------------------------------------------------------- */

/* Which status a qualification moves to next. */
static const enum holding moves[HOLDING_COUNT] = {
    [HOLDING_NONE] = HOLDING_HELD,
    [HOLDING_WORKING_TOWARDS] = HOLDING_HELD,
    [HOLDING_WILLING] = HOLDING_WORKING_TOWARDS,
};

static void collect_qualifications(struct changes *changes, const struct candidate *candidate) {
    for (size_t i = 0; i < candidate->qualification_count; i++) {
        const struct held_qualification *held = &candidate->qualifications[i];
        if (moves[held->status] && !held->is_further) {
            add(changes, (struct change){CHANGE_STATUS, i, (int)moves[held->status], NULL});
        }
    }
}

static void collect_examples(struct changes *changes, const struct candidate *candidate) {
    for (size_t i = 0; i < candidate->skill_count; i++) {
        const struct held_skill *held = &candidate->skills[i];
        if (held->listed.count > 0 && held->shown.count == 0) {
            add(changes, (struct change){CHANGE_EXAMPLE, i, 0, held->concept});
        }
    }
}

void change_collect_own(struct changes *changes, const struct judge *judge) {
    const struct candidate *candidate = judge->candidate;
    collect_examples(changes, candidate);
    collect_qualifications(changes, candidate);
    if (candidate->drives != ANSWER_YES) {
        add(changes, (struct change){.kind = CHANGE_DRIVES});
    }
    if (candidate->vehicle != ANSWER_YES) {
        add(changes, (struct change){.kind = CHANGE_VEHICLE});
    }
    if (candidate->needs_sponsorship == ANSWER_UNKNOWN) {
        add(changes, (struct change){.kind = CHANGE_SPONSORSHIP});
    }
}

/* ---- what a requirement suggests --------------------------------------------------------- */

/* One level more than what is held already, where that is what is asked for. */
static void collect_level(struct changes *changes, const struct judge *judge,
                          const struct atom *atom) {
    const struct candidate *candidate = judge->candidate;
    for (size_t i = 0; atom->level > 0 && i < candidate->qualification_count; i++) {
        const struct held_qualification *held = &candidate->qualifications[i];
        bool is_alone = !held->is_further && (i + 1 == candidate->qualification_count ||
                                              !candidate->qualifications[i + 1].is_further);
        if (is_alone && held->name && held->status == HOLDING_HELD &&
            held->level == atom->level - 1) {
            add(changes, (struct change){CHANGE_LEVEL, i, atom->level, NULL});
        }
    }
}

/* What is written of a qualification that somebody would take. */
static const char *willing_words(const char *name, struct arena *arena) {
    return arena_printf(arena, "willing to take %s", name);
}

/* Its section: the words of the name, as one. */
static const char *willing_label(const char *name, struct arena *arena) {
    struct span span = span_of(name);
    char *label = arena_copy(arena, span);
    for (size_t i = 0; label && i < span.len; i++) {
        label[i] = ascii_is_alnum(label[i]) ? ascii_lower(label[i]) : '_';
    }
    return label ? label : "";
}

/* The name of what is asked for, where a line with it is read as just that; else NULL. */
static const char *name_asked(struct arena *arena, const struct rules *rules,
                              const struct atom *atom) {
    const struct concept_row *row =
        atom->subject ? ontology_row(&rules->subjects, atom->subject) : NULL;
    const char *name =
        !row ? NULL
        : atom->level == LEVEL_NONE
            ? row->label
            : arena_printf(arena, "Level %d diploma in %s", atom->level, row->label);
    const char *words = name ? willing_words(name, arena) : NULL;
    struct qualifications read = {NULL, 0};
    bool is_read = words && !qualification_find(&read, arena, rules, span_of(words), NULL) &&
                   read.count == 1 && read.at[0].level == atom->level && read.at[0].subject &&
                   strcmp(read.at[0].subject, row->id) == 0;
    return is_read ? name : NULL;
}

static bool has_section(const struct candidate *candidate, const char *label) {
    bool has_it = false;
    for (size_t i = 0; i < candidate->qualification_count; i++) {
        has_it |= strcmp(candidate->qualifications[i].label, label) == 0;
    }
    return has_it;
}

/* Where willingness is enough and nothing is said it is only to be said. */
static void collect_willing(struct changes *changes, const struct judge *judge,
                            const struct atom *atom) {
    const char *name =
        atom->status == HOLDING_WILLING ? name_asked(changes->arena, judge->rules, atom) : NULL;
    if (name && !has_section(judge->candidate, willing_label(name, changes->arena))) {
        add(changes, (struct change){CHANGE_WILLING, 0, 0, name});
    }
}

static void collect_qualification(struct changes *changes, const struct judge *judge,
                                  const struct atom *atom) {
    collect_level(changes, judge, atom);
    collect_willing(changes, judge, atom);
}

/* Longer by as much as this demand still wants, where the entry gives its months; or as long as
 * it wants, where the entry does not say how long it was. */
static void collect_months(struct changes *changes, const struct judge *judge,
                           const struct atom *atom, size_t index) {
    const struct held_experience *held = &judge->candidate->experiences[index];
    struct experience_sum sum = experience_add_up(judge->rules, judge->candidate, &atom->areas,
                                                  atom->kinds, GRADE_RIGHT, judge->today);
    int months = held->months + atom->months - sum.months;
    bool is_said = experience_length(held) > 0;
    if (months > held->months && months <= CANDIDATE_MONTHS_MAX &&
        (held->months > 0 || !is_said) &&
        experience_grade(judge->rules, held, &atom->areas, atom->kinds).grade >= GRADE_RIGHT) {
        add(changes, (struct change){CHANGE_MONTHS, index, months, NULL});
    }
}

static void collect_work(struct changes *changes, const struct judge *judge,
                         const struct atom *atom) {
    const struct candidate *candidate = judge->candidate;
    for (size_t i = 0; i < candidate->experience_count; i++) {
        if (atom->months > 0) {
            collect_months(changes, judge, atom, i);
        }
        for (int kind = 1; candidate->experiences[i].kind == KIND_NONE && kind < KIND_COUNT;
             kind++) {
            if (atom->kinds & 1u << kind) {
                add(changes, (struct change){CHANGE_KIND, i, kind, NULL});
            }
        }
    }
}

/* Is there a line of that name, or one that claims the skill already? */
static bool has_skill(const struct judge *judge, const char *name, const char *concept) {
    for (size_t i = 0; i < judge->candidate->skill_count; i++) {
        const struct held_skill *held = &judge->candidate->skills[i];
        if (strcmp(held->name, name) == 0) {
            return true;
        }
        for (size_t j = 0; j < held->listed.count; j++) {
            if (concepts_relate(judge->rules, held->listed.at[j], concept) == RELATION_WITHIN) {
                return true;
            }
        }
    }
    return false;
}

/* A skill that nobody claimed: a new line. What only an advert's own words name, the rules
 * would not find in it. */
static void collect_example(struct changes *changes, const struct judge *judge,
                            const struct atom *atom) {
    const struct concept_row *row =
        atom->concept ? ontology_row(&judge->rules->concepts, atom->concept) : NULL;
    if (row && !has_skill(judge, row->label, row->id)) {
        add(changes, (struct change){CHANGE_NEW_EXAMPLE, 0, 0, row->id});
    }
}

static void collect_pattern(struct changes *changes, const struct judge *judge,
                            const struct atom *atom) {
    int pattern = vocab_value(&vocab_work_pattern, span_of(atom->concept));
    if (pattern && !(judge->candidate->patterns & 1u << pattern)) {
        add(changes, (struct change){.kind = CHANGE_PATTERN, .number = pattern});
    }
}

static void (*const collectors[ATOM_COUNT])(struct changes *changes, const struct judge *judge,
                                            const struct atom *atom) = {
    [ATOM_QUALIFICATION] = collect_qualification,
    [ATOM_EXPERIENCE] = collect_work,
    [ATOM_SKILL] = collect_example,
    [ATOM_ATTRIBUTE] = collect_example,
    [ATOM_KNOWLEDGE] = collect_example,
    [ATOM_AVAILABILITY] = collect_pattern,
};

void change_collect(struct changes *changes, const struct judge *judge,
                    const struct requirement *requirement) {
    for (size_t i = 0; i < requirement->count; i++) {
        const struct demand *demand = &requirement->any_of[i];
        for (size_t j = 0; j < demand->count; j++) {
            if (collectors[demand->atoms[j].type]) {
                collectors[demand->atoms[j].type](changes, judge, &demand->atoms[j]);
            }
        }
    }
}

/* ---- making it --------------------------------------------------------------------------- */

/* What a change is made with. */
struct making {
    struct candidate *copy;
    const struct change *change;
    struct arena *arena;
    const struct rules *rules;
    struct diag *diag;
};

/* The line is read as one of the candidate file would be: what it shows and lists hangs on its
 * words, whether they are an example, and on its name. */
static enum err make_example(struct making *making) {
    struct held_skill *skill = &making->copy->skills[making->change->index];
    skill->example = EXAMPLE;
    return evidence_weigh_skill(skill, making->arena, making->rules, making->diag);
}

static enum err make_new_example(struct making *making) {
    struct held_skill *added = &making->copy->skills[making->copy->skill_count++];
    *added = (struct held_skill){.name = concepts_label(making->rules, making->change->concept),
                                 .example = EXAMPLE};
    return evidence_weigh_skill(added, making->arena, making->rules, making->diag);
}

/* A line of the file is the same line for all that its name names. */
static enum err make_status(struct making *making) {
    struct candidate *copy = making->copy;
    size_t at = making->change->index;
    do {
        copy->qualifications[at++].status = (enum holding)making->change->number;
    } while (at < copy->qualification_count && copy->qualifications[at].is_further);
    return ERR_NONE;
}

static enum err make_level(struct making *making) {
    struct held_qualification *held = &making->copy->qualifications[making->change->index];
    held->level_given = making->change->number;
    held->level = making->change->number;
    return ERR_NONE;
}

static enum err make_months(struct making *making) {
    making->copy->experiences[making->change->index].months = making->change->number;
    return ERR_NONE;
}

static enum err make_kind(struct making *making) {
    making->copy->experiences[making->change->index].kind = (enum kind)making->change->number;
    return ERR_NONE;
}

static enum err make_drives(struct making *making) {
    making->copy->drives = ANSWER_YES;
    return ERR_NONE;
}

static enum err make_vehicle(struct making *making) {
    making->copy->vehicle = ANSWER_YES;
    return ERR_NONE;
}

static enum err make_pattern(struct making *making) {
    making->copy->patterns |= 1u << making->change->number;
    return ERR_NONE;
}

static enum err make_sponsorship(struct making *making) {
    making->copy->needs_sponsorship = ANSWER_NO;
    return ERR_NONE;
}

/* Read as a name of the candidate file would be. */
static enum err make_willing(struct making *making) {
    struct qualifications read = {NULL, 0};
    struct candidate *copy = making->copy;
    const char *words = willing_words(making->change->concept, making->arena);
    enum err err = words ? qualification_find(&read, making->arena, making->rules,
                                              span_of(words), making->diag)
                         : arena_check(making->arena, making->diag);
    if (!err && read.count > 0) {
        copy->qualifications[copy->qualification_count++] = (struct held_qualification){
            .label = willing_label(making->change->concept, making->arena),
            .name = words,
            .status = HOLDING_WILLING,
            .level = read.at[0].level,
            .level_given = LEVEL_NONE,
            .level_named = read.at[0].level,
            .subject = read.at[0].subject};
    }
    return err;
}

/* ---- the table --------------------------------------------------------------------------- */

static const struct row {
    enum fact_field field;
    enum err (*make)(struct making *making);
} rows[CHANGE_KIND_COUNT] = {
    [CHANGE_EXAMPLE] = {FACT_SKILL, make_example},
    [CHANGE_NEW_EXAMPLE] = {FACT_SKILL, make_new_example},
    [CHANGE_STATUS] = {FACT_STATUS, make_status},
    [CHANGE_LEVEL] = {FACT_LEVEL, make_level},
    [CHANGE_MONTHS] = {FACT_MONTHS, make_months},
    [CHANGE_KIND] = {FACT_KIND, make_kind},
    [CHANGE_DRIVES] = {FACT_DRIVES, make_drives},
    [CHANGE_VEHICLE] = {FACT_VEHICLE, make_vehicle},
    [CHANGE_PATTERN] = {FACT_PATTERNS, make_pattern},
    [CHANGE_SPONSORSHIP] = {FACT_SPONSORSHIP, make_sponsorship},
    [CHANGE_WILLING] = {FACT_NAME, make_willing},
};

enum err change_apply(struct candidate *copy, struct arena *arena, const struct rules *rules,
                      const struct change *change, struct diag *diag) {
    struct making making = {copy, change, arena, rules, diag};
    return rows[change->kind].make(&making);
}

unsigned change_touches(const struct change *change) {
    return mark_touches(rows[change->kind].field);
}

/* ---- words ------------------------------------------------------------------------------- */

/* How a change is put: the row of matcher/rules/prompts.tsv, and how much it asks. */
struct manner {
    const char *wording;
    int size;
};

static struct manner status_manner(const struct change *change,
                                   const struct candidate *candidate) {
    static const struct manner of[HOLDING_COUNT] = {
        [HOLDING_NONE] = {"say_status", SIZE_WORDS},
        [HOLDING_HELD] = {"say_status", SIZE_WORDS},
        [HOLDING_WORKING_TOWARDS] = {"finish", SIZE_FINISH},
        [HOLDING_WILLING] = {"start", SIZE_START},
    };
    return of[candidate->qualifications[change->index].status];
}

static struct manner months_manner(const struct change *change,
                                   const struct candidate *candidate) {
    int months = candidate->experiences[change->index].months;
    return months > 0 ? (struct manner){"months", change->number - months}
                      : (struct manner){"say_months", SIZE_WORDS};
}

/* What is not said may be so already: then it is only a word. */
static struct manner drives_manner(const struct change *change,
                                   const struct candidate *candidate) {
    (void)change;
    return candidate->drives == ANSWER_NO ? (struct manner){"licence", SIZE_LICENCE}
                                          : (struct manner){"say_drives", SIZE_WORDS};
}

static struct manner vehicle_manner(const struct change *change,
                                    const struct candidate *candidate) {
    (void)change;
    return candidate->vehicle == ANSWER_NO ? (struct manner){"vehicle", SIZE_VEHICLE}
                                           : (struct manner){"say_vehicle", SIZE_WORDS};
}

static const struct {
    struct manner manner;
    struct manner (*find)(const struct change *change, const struct candidate *candidate);
} manners[CHANGE_KIND_COUNT] = {
    [CHANGE_EXAMPLE] = {{"example", SIZE_WORDS}, NULL},
    [CHANGE_NEW_EXAMPLE] = {{"new_example", SIZE_NEW_EXAMPLE}, NULL},
    [CHANGE_STATUS] = {{NULL, 0}, status_manner},
    [CHANGE_LEVEL] = {{"level", SIZE_LEVEL}, NULL},
    [CHANGE_MONTHS] = {{NULL, 0}, months_manner},
    [CHANGE_KIND] = {{"say_kind", SIZE_WORDS}, NULL},
    [CHANGE_DRIVES] = {{NULL, 0}, drives_manner},
    [CHANGE_VEHICLE] = {{NULL, 0}, vehicle_manner},
    [CHANGE_PATTERN] = {{"say_pattern", SIZE_WORDS}, NULL},
    [CHANGE_SPONSORSHIP] = {{"say_sponsorship", SIZE_WORDS}, NULL},
    [CHANGE_WILLING] = {{"say_willing", SIZE_WORDS}, NULL},
};

static struct manner manner_of(const struct change *change, const struct candidate *candidate) {
    return manners[change->kind].find ? manners[change->kind].find(change, candidate)
                                      : manners[change->kind].manner;
}

int change_size(const struct change *change, const struct candidate *candidate) {
    return manner_of(change, candidate).size;
}

const char *change_key(const struct change *change, const struct judge *judge,
                       struct arena *arena) {
    struct fact fact = {.field = rows[change->kind].field, .index = change->index};
    if (change->kind == CHANGE_WILLING) {
        return arena_printf(arena, "qualification.%s.name",
                            willing_label(change->concept, arena));
    }
    return change->kind == CHANGE_NEW_EXAMPLE
               ? arena_printf(arena, "skills.%s", concepts_label(judge->rules, change->concept))
               : fact_key(fact, judge->candidate, arena);
}

static const char *patterns_text(unsigned patterns, struct arena *arena) {
    struct strings names = vocab_names(&vocab_work_pattern, patterns, arena);
    const char *text = "";
    for (size_t i = 0; text && i < names.count; i++) {
        text = arena_printf(arena, "%s%s%s", text, i ? ", " : "", names.at[i]);
    }
    return text;
}

const char *change_value(const struct change *change, const struct candidate *candidate,
                         struct arena *arena) {
    switch (change->kind) {
    case CHANGE_EXAMPLE:
    case CHANGE_NEW_EXAMPLE:
        return EXAMPLE;
    case CHANGE_STATUS:
        return vocab_name(&vocab_holding, change->number);
    case CHANGE_WILLING:
        return willing_words(change->concept, arena);
    case CHANGE_LEVEL:
    case CHANGE_MONTHS:
        return arena_printf(arena, "%d", change->number);
    case CHANGE_KIND:
        return vocab_name(&vocab_kind, change->number);
    case CHANGE_PATTERN:
        return patterns_text(candidate->patterns | 1u << change->number, arena);
    case CHANGE_SPONSORSHIP:
        return "no";
    case CHANGE_DRIVES:
    case CHANGE_VEHICLE:
    case CHANGE_NONE:
    case CHANGE_KIND_COUNT:
        break;
    }
    return "yes";
}

/* What {words} stands for. */
static const char *subject_of(const struct change *change, const struct judge *judge) {
    const struct candidate *candidate = judge->candidate;
    if (change->kind == CHANGE_NEW_EXAMPLE) {
        return concepts_label(judge->rules, change->concept);
    }
    if (change->kind == CHANGE_WILLING) {
        return change->concept;
    }
    if (change->kind == CHANGE_EXAMPLE) {
        return candidate->skills[change->index].name;
    }
    if (change->kind == CHANGE_STATUS || change->kind == CHANGE_LEVEL) {
        const struct held_qualification *held = &candidate->qualifications[change->index];
        return held->name ? held->name : held->label;
    }
    if (change->kind == CHANGE_MONTHS || change->kind == CHANGE_KIND) {
        const struct held_experience *held = &candidate->experiences[change->index];
        return held->area ? held->area : held->label;
    }
    return change->kind == CHANGE_PATTERN ? vocab_name(&vocab_work_pattern, change->number)
                                          : "";
}

const char *change_words(const struct change *change, const struct judge *judge,
                         struct arena *arena) {
    int held =
        change->kind == CHANGE_MONTHS ? judge->candidate->experiences[change->index].months : 0;
    const struct atom atom = {.type = ATOM_QUALIFICATION, .level = change->number};
    struct subject_words words = {.atom = change->kind == CHANGE_LEVEL ? &atom : NULL,
                                  .words = subject_of(change, judge),
                                  .months = change->number - held,
                                  .rules = judge->rules};
    return explain_wording("step", manner_of(change, judge->candidate).wording, &words, arena);
}
