/* matcher/requirement_tree.c - atoms become alternatives of joint demands
 * SPDX-License-Identifier: MIT
 *
 * Within a clause "and" binds tighter than "or"; clauses are joint demands of alternatives, and
 * are multiplied out.
 */
#include <string.h>

#include "matcher/reading.h"

/* What a criterion may become: far above any that a person would write. */
enum { ALTERNATIVES_MAX = 24, ATOMS_MAX = 24 };

/* Alternatives being put together. */
struct sum {
    struct demand demands[ALTERNATIVES_MAX];
    size_t count;
};

static bool text_equal(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool strings_equal(const struct strings *a, const struct strings *b) {
    bool equal = a->count == b->count;
    for (size_t i = 0; i < a->count && equal; i++) {
        equal = strings_has(b, a->at[i]);
    }
    return equal;
}

/* Equal but for the words. */
static bool atom_equal(const struct atom *a, const struct atom *b) {
    return a->type == b->type && a->level == b->level && text_equal(a->subject, b->subject) &&
           a->status == b->status && a->months == b->months && a->kinds == b->kinds &&
           a->licence == b->licence && a->vehicle == b->vehicle &&
           text_equal(a->concept, b->concept) && strings_equal(&a->areas, &b->areas);
}

static bool demand_has(const struct demand *demand, const struct atom *atom) {
    for (size_t i = 0; i < demand->count; i++) {
        if (atom_equal(&demand->atoms[i], atom)) {
            return true;
        }
    }
    return false;
}

static bool demand_equal(const struct demand *a, const struct demand *b) {
    bool equal = a->count == b->count;
    for (size_t i = 0; i < a->count && equal; i++) {
        equal = demand_has(b, &a->atoms[i]);
    }
    return equal;
}

/* Adds an atom to a demand; a licence and a car are one. */
static void demand_add(struct demand *demand, struct arena *arena, const struct atom *atom) {
    for (size_t i = 0; i < demand->count; i++) {
        struct atom *held = &demand->atoms[i];
        if (held->type == ATOM_DRIVING && atom->type == ATOM_DRIVING) {
            held->licence = held->licence || atom->licence;
            held->vehicle = held->vehicle || atom->vehicle;
            const char *end = atom->words.at + atom->words.len;
            if (end > held->words.at + held->words.len) {
                held->words.len = (size_t)(end - held->words.at);
            }
            return;
        }
    }
    if (!demand_has(demand, atom) && demand->count < ATOMS_MAX) {
        ARENA_PUSH(arena, demand->atoms, demand->count, *atom);
    }
}

static void sum_add(struct sum *sum, struct demand demand) {
    for (size_t i = 0; i < sum->count; i++) {
        if (demand_equal(&sum->demands[i], &demand)) {
            return;
        }
    }
    if (sum->count < ALTERNATIVES_MAX) {
        sum->demands[sum->count++] = demand;
    }
}

/* Every alternative of one with every one of the other. */
static void sum_multiply(struct sum *sum, struct arena *arena, const struct sum *other) {
    struct sum product = {.count = 0};
    for (size_t i = 0; i < sum->count; i++) {
        for (size_t k = 0; k < other->count; k++) {
            struct demand demand = {NULL, 0};
            for (size_t a = 0; a < sum->demands[i].count; a++) {
                demand_add(&demand, arena, &sum->demands[i].atoms[a]);
            }
            for (size_t a = 0; a < other->demands[k].count; a++) {
                demand_add(&demand, arena, &other->demands[k].atoms[a]);
            }
            sum_add(&product, demand);
        }
    }
    *sum = product;
}

/* "A degree, a diploma or equivalent": what is behind the last of a list joins it too. */
static enum joint joint_behind(const struct reading *reading, const struct part *last) {
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (item->class == ITEM_EQUIVALENT && item->clause == last->clause &&
            item->from + 1 >= last->from && reading_is(reading, item->from, CUE_OR) &&
            last->atom.type == ATOM_QUALIFICATION) {
            return JOIN_OR;
        }
    }
    return JOIN_AND;
}

/* "GCSE maths, or willing to take Functional Skills": the words that say how it may be held
 * hold the "or". */
static bool has_or_status(const struct reading *reading, const struct part *before,
                          const struct part *part) {
    if (before->atom.type != ATOM_QUALIFICATION || part->atom.type != ATOM_QUALIFICATION) {
        return false;
    }
    for (size_t i = 0; i < reading->item_count; i++) {
        const struct item *item = &reading->items[i];
        if (item->class == ITEM_STATUS && item->from > before->from &&
            item->from < part->from && reading_is(reading, item->from, CUE_OR)) {
            return true;
        }
    }
    return false;
}

/* A comma between two parts means what the next word that joins means. */
static void settle_joints(struct reading *reading) {
    struct part *parts = reading->parts;
    for (size_t i = 1; i < reading->part_count; i++) {
        if (parts[i].joint == JOIN_NONE) {
            parts[i].joint = has_or_status(reading, &parts[i - 1], &parts[i])
                                 ? JOIN_OR
                                 : reading_joint(reading, parts[i - 1].to, parts[i].from);
        }
    }
    enum joint next = JOIN_AND;
    for (size_t i = reading->part_count; i > 1; i--) {
        struct part *part = &parts[i - 1];
        bool last = i == reading->part_count || parts[i].clause != part->clause;
        next = last ? joint_behind(reading, part) : next;
        if (part->joint == JOIN_OR || part->joint == JOIN_AND) {
            next = part->joint;
        } else {
            part->joint = part->joint == JOIN_COMMA && parts[i - 2].atom.type == part->atom.type
                              ? next
                              : JOIN_AND;
        }
    }
}

/* Does the part stand alone between alternatives? */
static bool is_alternative(const struct reading *reading, size_t index) {
    const struct part *part = &reading->parts[index];
    bool follows = index + 1 < reading->part_count &&
                   reading->parts[index + 1].clause == part->clause &&
                   reading->parts[index + 1].joint == JOIN_AND;
    bool first = index == 0 || part->clause != reading->parts[index - 1].clause;
    return (first || part->joint == JOIN_OR) && !follows;
}

static bool is_school(const struct part *part) {
    return !part->vocational && part->atom.level < 4;
}

/* Alternatives of one level of which only one says in what? What schools teach is no such: it
 * is not "in care". */
static bool same_level(const struct part *a, const struct part *b) {
    return a && a->atom.type == ATOM_QUALIFICATION && b->atom.type == ATOM_QUALIFICATION &&
           b->joint == JOIN_OR && a->atom.level == b->atom.level &&
           a->atom.level != LEVEL_NONE && !a->atom.subject != !b->atom.subject &&
           a->atom.status == b->atom.status && !is_school(a) && !is_school(b);
}

/* "NVQ 2, or NVQ 3, or equivalent experience": levels of one qualification are the lowest. */
static void merge_levels(struct reading *reading) {
    size_t kept = 0;
    for (size_t i = 0; i < reading->part_count; i++) {
        const struct part *part = &reading->parts[i];
        struct part *last = kept ? &reading->parts[kept - 1] : NULL;
        bool merges = last && last->vocational && part->vocational &&
                      last->clause == part->clause && part->joint == JOIN_OR &&
                      last->atom.status == part->atom.status && last->alone &&
                      is_alternative(reading, i) &&
                      (!part->atom.subject || !last->atom.subject ||
                       strcmp(part->atom.subject, last->atom.subject) == 0) &&
                      part->atom.level != LEVEL_NONE && last->atom.level != LEVEL_NONE;
        bool alone = is_alternative(reading, i);
        bool same = last && part->atom.type == ATOM_QUALIFICATION &&
                    last->atom.type == ATOM_QUALIFICATION && part->joint == JOIN_OR &&
                    last->alone && alone && last->atom.level == part->atom.level &&
                    text_equal(last->atom.subject, part->atom.subject);
        bool shared = last && part->atom.type == ATOM_QUALIFICATION && last->shares &&
                      part->joint == JOIN_OR && last->alone && alone &&
                      part->atom.level != LEVEL_NONE && last->atom.level != LEVEL_NONE &&
                      last->atom.status == part->atom.status;
        bool vague = same_level(last, part) && last->alone && alone;
        bool again = last && part->joint == JOIN_OR && last->alone &&
                     part->clause == last->clause && atom_equal(&last->atom, &part->atom);
        if (again) { /* "RGN or RMN with two years' experience" */
            last->alone = alone;
        } else if (same) { /* "level 3, or working towards level 3" */
            enum holding status = part->atom.status;
            last->atom.status = status > last->atom.status ? status : last->atom.status;
        } else if (vague) { /* "a degree in care, or a level 6 diploma" */
            last->atom.subject = last->atom.subject ? last->atom.subject : part->atom.subject;
        } else if (merges || shared) {
            last->shares = part->shares;
            last->atom.level =
                part->atom.level < last->atom.level ? part->atom.level : last->atom.level;
            last->atom.subject = last->atom.subject ? last->atom.subject : part->atom.subject;
        } else {
            reading->parts[kept] = *part;
            reading->parts[kept++].alone = alone;
        }
    }
    reading->part_count = kept;
}

/* "Own experience of mental illness, or of caring for someone with it" is one experience: the
 * alternative adds nothing but how it may have been come by. */
static void merge_kinds(struct reading *reading) {
    size_t kept = 0;
    for (size_t i = 0; i < reading->part_count; i++) {
        const struct part *part = &reading->parts[i];
        struct part *last = kept ? &reading->parts[kept - 1] : NULL;
        bool both = last && last->atom.type == ATOM_EXPERIENCE && last->alone &&
                    part->atom.type == ATOM_EXPERIENCE && part->joint == JOIN_OR &&
                    is_alternative(reading, i);
        bool adds =
            both && last->atom.kinds && part->atom.kinds && !part->atom.months &&
            (!part->atom.areas.count || strings_equal(&part->atom.areas, &last->atom.areas));
        if (adds) {
            last->atom.kinds |= part->atom.kinds;
        } else {
            bool alone = is_alternative(reading, i);
            reading->parts[kept] = *part;
            reading->parts[kept++].alone = alone;
        }
    }
    reading->part_count = kept;
}

/* "..., and either ... or ..." starts alternatives of its own. */
static bool is_either(const struct reading *reading, const struct part *part) {
    enum { NEAR = 3 };
    for (size_t i = part->from > NEAR ? part->from - NEAR : 0; i <= part->from; i++) {
        if (reading_is(reading, i, CUE_EITHER) && i > 0 &&
            (reading_is(reading, i - 1, CUE_AND) || reading_is(reading, i - 1, CUE_WITH))) {
            return true;
        }
    }
    return false;
}

/* ", and" behind alternatives joins all of them to what follows. */
static bool is_strong_and(const struct reading *reading, const struct part *part) {
    const struct tokens *tokens = &reading->tokens;
    for (size_t i = part->from > 2 ? part->from - 2 : 1; i < part->from; i++) {
        if (reading_is(reading, i, CUE_AND) && tokens->at[i].gap & GAP_COMMA) {
            return true;
        }
    }
    return false;
}

static bool starts_clause(const struct reading *reading, size_t index, const struct sum *sum) {
    const struct part *part = &reading->parts[index];
    if (part->clause != reading->parts[index - 1].clause) {
        return part->joint != JOIN_OR;
    }
    return part->joint == JOIN_AND &&
           ((sum->count > 1 && is_strong_and(reading, part)) || is_either(reading, part));
}

/* The alternatives of a run of parts; steps `*at` behind it. */
static void read_run(struct reading *reading, size_t *at, struct sum *sum) {
    struct demand demand = {NULL, 0};
    size_t first = *at;
    for (; *at < reading->part_count; (*at)++) {
        const struct part *part = &reading->parts[*at];
        /* What stands before the demand being built was already added. */
        struct sum seen = *sum;
        seen.count += demand.count ? 1 : 0;
        if (*at > first && starts_clause(reading, *at, &seen)) {
            break;
        }
        if (*at > first && part->joint == JOIN_OR) {
            sum_add(sum, demand);
            demand = (struct demand){NULL, 0};
        }
        demand_add(&demand, reading->arena, &part->atom);
    }
    sum_add(sum, demand);
}

/* Does a demand hold all that another one holds, and more? */
static bool demand_exceeds(const struct demand *more, const struct demand *less) {
    bool holds = more->count > less->count;
    for (size_t i = 0; i < less->count && holds; i++) {
        holds = demand_has(more, &less->atoms[i]);
    }
    return holds;
}

/* Who meets "travel" need not meet "travel and a licence": "able to travel (by car or other
 * means)". */
static void drop_exceeding(struct sum *sum) {
    struct sum whole = *sum;
    sum->count = 0;
    for (size_t i = 0; i < whole.count; i++) {
        bool exceeds = false;
        for (size_t k = 0; k < whole.count; k++) {
            exceeds = exceeds || demand_exceeds(&whole.demands[i], &whole.demands[k]);
        }
        if (!exceeds) {
            sum->demands[sum->count++] = whole.demands[i];
        }
    }
}

static bool has_qualification(const struct demand *demand) {
    for (size_t i = 0; i < demand->count; i++) {
        if (demand->atoms[i].type == ATOM_QUALIFICATION) {
            return true;
        }
    }
    return false;
}

/* Experience that is an alternative to a qualification stands in for it where the text calls it
 * equivalent, or says nothing else of it ("NVQ 3 or experience"). */
static void settle_stand_ins(struct requirement *out) {
    bool any = false;
    for (size_t i = 0; i < out->count; i++) {
        any = any || has_qualification(&out->any_of[i]);
    }
    for (size_t i = 0; i < out->count; i++) {
        const struct demand *demand = &out->any_of[i];
        bool beside = any && !has_qualification(demand);
        for (size_t k = 0; k < demand->count; k++) {
            struct atom *atom = &demand->atoms[k];
            bool bare = atom->type == ATOM_EXPERIENCE && !atom->areas.count && !atom->kinds;
            atom->stands_in = beside && !atom->months && (atom->stands_in || bare);
        }
    }
}

static void finish(struct reading *reading, struct requirement *out, const struct sum *sum) {
    struct demand *demands = arena_alloc(reading->arena, sum->count, sizeof *demands);
    if (demands) {
        memcpy(demands, sum->demands, sum->count * sizeof *demands);
        *out = (struct requirement){.any_of = demands,
                                    .count = sum->count,
                                    .accepts_equivalent = reading->equivalent,
                                    .rule = reading->parts[0].rule};
        settle_stand_ins(out);
    }
}

/* Nothing is left: nothing is asked, or nothing could be said. */
static void finish_empty(struct reading *reading, struct requirement *out) {
    if (reading->nothing) {
        *out =
            (struct requirement){.any_of = arena_alloc(reading->arena, 1, sizeof *out->any_of),
                                 .count = 1,
                                 .rule = reading->nothing->id};
    }
}

void reading_make_tree(struct reading *reading, struct requirement *out) {
    if (!reading->part_count) {
        finish_empty(reading, out);
        return;
    }
    settle_joints(reading);
    merge_levels(reading);
    merge_kinds(reading);
    struct sum all = {.demands = {{NULL, 0}}, .count = 1};
    for (size_t at = 0; at < reading->part_count;) {
        bool child = reading->list_one_of && at > 0;
        struct sum run = {.count = 0};
        read_run(reading, &at, &run);
        if (child) {
            for (size_t i = 0; i < run.count; i++) {
                sum_add(&all, run.demands[i]);
            }
        } else {
            sum_multiply(&all, reading->arena, &run);
        }
    }
    drop_exceeding(&all);
    finish(reading, out, &all);
}
