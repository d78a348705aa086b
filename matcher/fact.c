/* matcher/fact.c - the single facts of a profile: their keys, and a profile without one of them
 * SPDX-License-Identifier: MIT
 */
#include "matcher/fact.h"

#include <string.h>

static void remove_drives(struct candidate *candidate, size_t index) {
    (void)index;
    candidate->drives = ANSWER_UNKNOWN;
}

static void remove_vehicle(struct candidate *candidate, size_t index) {
    (void)index;
    candidate->vehicle = ANSWER_UNKNOWN;
}

static void remove_sponsorship(struct candidate *candidate, size_t index) {
    (void)index;
    candidate->needs_sponsorship = ANSWER_UNKNOWN;
}

static void remove_patterns(struct candidate *candidate, size_t index) {
    (void)index;
    candidate->patterns = 0;
}

static void remove_travel(struct candidate *candidate, size_t index) {
    (void)index;
    candidate->travel_miles = -1;
}

/* The subject is only ever read from the name. */
static void forget_name(struct held_qualification *held) {
    held->name = NULL;
    held->subject = NULL;
    held->level_named = LEVEL_NONE;
    held->level = held->level_given;
}

static void forget_level(struct held_qualification *held) {
    held->level_given = LEVEL_NONE;
    held->level = held->level_named;
}

static void forget_status(struct held_qualification *held) { held->status = HOLDING_NONE; }

/* A line of the file is the same line for all that its name names. */
static void forget_all(struct candidate *candidate, size_t index,
                       void (*forget)(struct held_qualification *held)) {
    size_t at = index;
    do {
        forget(&candidate->qualifications[at++]);
    } while (at < candidate->qualification_count && candidate->qualifications[at].is_further);
}

static void remove_name(struct candidate *candidate, size_t index) {
    forget_all(candidate, index, forget_name);
}

static void remove_level(struct candidate *candidate, size_t index) {
    forget_all(candidate, index, forget_level);
}

static void remove_status(struct candidate *candidate, size_t index) {
    forget_all(candidate, index, forget_status);
}

static void remove_area(struct candidate *candidate, size_t index) {
    candidate->experiences[index].area = NULL;
    candidate->experiences[index].areas.count = 0;
}

static void remove_kind(struct candidate *candidate, size_t index) {
    candidate->experiences[index].kind = KIND_NONE;
}

static void remove_months(struct candidate *candidate, size_t index) {
    candidate->experiences[index].months = 0;
}

static void remove_from(struct candidate *candidate, size_t index) {
    candidate->experiences[index].from = (struct date){0};
}

static void remove_to(struct candidate *candidate, size_t index) {
    candidate->experiences[index].to = (struct date){0};
    candidate->experiences[index].until_now = false;
}

static void remove_employer(struct candidate *candidate, size_t index) {
    candidate->experiences[index].employer = NULL;
    candidate->experiences[index].employers.count = 0;
}

static void remove_evidence(struct candidate *candidate, size_t index) {
    struct held_experience *held = &candidate->experiences[index];
    held->evidence = NULL;
    held->shown.count = 0;
    held->listed.count = 0;
}

/* A line of [skills] goes as a whole: without its example it would still be a claim. */
static void remove_skill(struct candidate *candidate, size_t index) {
    struct held_skill *held = &candidate->skills[index];
    held->name = "";
    held->concept = NULL;
    held->example = NULL;
    held->shown.count = 0;
    held->listed.count = 0;
}

/* Where a fact stands in a candidate file. */
static const struct place {
    const char *section;
    const char *key; /* NULL: the skill's own name */
    void (*remove)(struct candidate *candidate, size_t index);
} places[FACT_FIELD_COUNT] = {
    [FACT_DRIVES] = {"candidate", "drives", remove_drives},
    [FACT_VEHICLE] = {"candidate", "vehicle", remove_vehicle},
    [FACT_SPONSORSHIP] = {"candidate", "needs_sponsorship", remove_sponsorship},
    [FACT_PATTERNS] = {"candidate", "patterns", remove_patterns},
    [FACT_TRAVEL] = {"candidate", "travel_miles", remove_travel},
    [FACT_NAME] = {"qualification", "name", remove_name},
    [FACT_LEVEL] = {"qualification", "level", remove_level},
    [FACT_STATUS] = {"qualification", "status", remove_status},
    [FACT_AREA] = {"experience", "area", remove_area},
    [FACT_KIND] = {"experience", "kind", remove_kind},
    [FACT_MONTHS] = {"experience", "months", remove_months},
    [FACT_FROM] = {"experience", "from", remove_from},
    [FACT_TO] = {"experience", "to", remove_to},
    [FACT_EMPLOYER] = {"experience", "employer", remove_employer},
    [FACT_EVIDENCE] = {"experience", "evidence", remove_evidence},
    [FACT_SKILL] = {"skills", NULL, remove_skill},
};

void facts_add(struct facts *facts, enum fact_field field, size_t index) {
    if (!facts) {
        return;
    }
    for (size_t i = 0; i < facts->count; i++) {
        if (facts->at[i].field == field && facts->at[i].index == index) {
            return;
        }
    }
    ARENA_PUSH(facts->arena, facts->at, facts->count,
               (struct fact){.field = field, .index = index, .atom = facts->atom});
}

const char *fact_key(struct fact fact, const struct candidate *candidate, struct arena *arena) {
    const struct place *place = &places[fact.field];
    if (!place->key) {
        return arena_printf(arena, "%s.%s", place->section, candidate->skills[fact.index].name);
    }
    if (strcmp(place->section, "candidate") == 0) {
        return arena_printf(arena, "%s.%s", place->section, place->key);
    }
    const char *label = strcmp(place->section, "qualification") == 0
                            ? candidate->qualifications[fact.index].label
                            : candidate->experiences[fact.index].label;
    return arena_printf(arena, "%s.%s.%s", place->section, label, place->key);
}

/* How many facts of a field a profile can hold. */
static size_t count_of(const struct place *place, const struct candidate *candidate) {
    return strcmp(place->section, "candidate") == 0       ? 1
           : strcmp(place->section, "qualification") == 0 ? candidate->qualification_count
           : strcmp(place->section, "experience") == 0    ? candidate->experience_count
                                                          : candidate->skill_count;
}

/* The name of entry `index` in its heading; further qualifications share the first one's. */
static const char *label_of(const struct place *place, const struct candidate *candidate,
                            size_t index) {
    return strcmp(place->section, "qualification") == 0 ? candidate->qualifications[index].label
           : strcmp(place->section, "experience") == 0  ? candidate->experiences[index].label
                                                        : candidate->skills[index].name;
}

/* What stands between the section and the key: "the ward" in "experience.the ward.area"; of a
 * skill all of it. @return false where the rest of the key does not fit the place */
static bool read_label(struct span *label, const struct place *place, struct span rest) {
    size_t key = place->key ? strlen(place->key) : 0;
    bool has_label = strcmp(place->section, "candidate") != 0;
    if (!place->key || !has_label) {
        *label = rest;
        return !place->key || span_is(rest, place->key);
    }
    if (rest.len <= key || !span_ends(rest, place->key) || rest.at[rest.len - key - 1] != '.') {
        return false;
    }
    *label = span_part(rest, 0, rest.len - key - 1);
    return true;
}

bool fact_find(struct fact *out, const struct candidate *candidate, struct span key) {
    struct span section = {0};
    (void)span_next_piece(&key, '.', &section);
    for (int field = FACT_NONE + 1; field < FACT_FIELD_COUNT; field++) {
        const struct place *place = &places[field];
        bool is_alone = strcmp(place->section, "candidate") == 0;
        struct span label = {0};
        if (!span_is(section, place->section) || !read_label(&label, place, key)) {
            continue;
        }
        for (size_t i = 0; i < count_of(place, candidate); i++) {
            if (is_alone || span_is(label, label_of(place, candidate, i))) {
                *out = (struct fact){.field = (enum fact_field)field, .index = i};
                return true;
            }
        }
    }
    return false;
}

void fact_remove(struct candidate *candidate, struct fact fact) {
    places[fact.field].remove(candidate, fact.index);
}

enum err fact_copy_profile(struct candidate *out, struct arena *arena,
                           const struct candidate *from) {
    struct candidate copy = *from;
    copy.qualifications =
        arena_alloc(arena, from->qualification_count + 1, sizeof *copy.qualifications);
    copy.experiences = arena_alloc(arena, from->experience_count, sizeof *copy.experiences);
    copy.skills = arena_alloc(arena, from->skill_count + 1, sizeof *copy.skills);
    if (arena->failed) {
        return arena->failed;
    }
    fact_restore_profile(&copy, from);
    *out = copy;
    return ERR_NONE;
}

/* memcpy wants valid pointers even where it copies nothing. */
static void copy_list(void *to, const void *from, size_t count, size_t size) {
    if (count > 0) {
        memcpy(to, from, count * size);
    }
}

void fact_restore_profile(struct candidate *copy, const struct candidate *from) {
    struct held_qualification *qualifications = copy->qualifications;
    struct held_experience *experiences = copy->experiences;
    struct held_skill *skills = copy->skills;
    *copy = *from;
    copy->qualifications = qualifications;
    copy->experiences = experiences;
    copy->skills = skills;
    copy_list(qualifications, from->qualifications, from->qualification_count,
              sizeof *qualifications);
    copy_list(experiences, from->experiences, from->experience_count, sizeof *experiences);
    copy_list(skills, from->skills, from->skill_count, sizeof *skills);
}
