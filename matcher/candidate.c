/* matcher/candidate.c - reading a candidate file
 * SPDX-License-Identifier: MIT
 *
 * A table of sections and a table of keys; the readers of values are in candidate_value.c.
 * What a text means (areas, levels, concepts) is found once here, so that holding the
 * candidate against thousands of adverts reads no text again.
 */
#include "matcher/candidate.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "lib/ini.h"
#include "matcher/candidate_value.h"
#include "matcher/evidence.h"
#include "matcher/evidence_stance.h"
#include "matcher/experience.h"
#include "matcher/qualification.h"
#include "schema/vacancy.h"

/* What travel is measured up to: nobody commutes further than the country is long. */
enum { MILES_MAX = 1000 };

static const char *const employer_words[] = {NULL, "nhs", "social_care", "charity", "other"};
enum { EMPLOYER_COUNT = sizeof employer_words / sizeof *employer_words };
const struct vocab candidate_employers = {employer_words, EMPLOYER_COUNT};
/* What working for one says of the setting, in words that the concepts know. */
static const char *const employer_settings[EMPLOYER_COUNT] = {NULL, "NHS", "social care",
                                                              "voluntary sector", NULL};

/* A key: the member that its value fills, and what the value may be. */
struct key {
    const char *section;
    const char *name;
    value_reader *read;
    size_t offset; /* in the section's record; 0 where the reader fills several members */
    const struct vocab *vocab;
    int low;
    int high;
};

#define CANDIDATE(member) offsetof(struct candidate, member)
#define QUALIFICATION(member) offsetof(struct held_qualification, member)
#define EXPERIENCE(member) offsetof(struct held_experience, member)

static const struct key keys[] = {
    {"candidate", "id", value_read_code, CANDIDATE(id), NULL, 0, 0},
    {"candidate", "postcode", value_read_postcode, CANDIDATE(postcode), NULL, 0, 0},
    {"candidate", "town", value_read_text, CANDIDATE(town), NULL, 0, 0},
    {"candidate", "travel_miles", value_read_whole, CANDIDATE(travel_miles), NULL, 0,
     MILES_MAX},
    {"candidate", "drives", value_read_answer, CANDIDATE(drives), NULL, 0, 0},
    {"candidate", "vehicle", value_read_answer, CANDIDATE(vehicle), NULL, 0, 0},
    {"candidate", "needs_sponsorship", value_read_answer, CANDIDATE(needs_sponsorship), NULL, 0,
     0},
    {"candidate", "hours", value_read_hours, 0, NULL, 0, 0},
    {"candidate", "patterns", value_read_set, CANDIDATE(patterns), &vocab_work_pattern, 0, 0},
    {"candidate", "bands", value_read_set, CANDIDATE(bands), &vocab_band, 0, 0},
    {"candidate", "contracts", value_read_set, CANDIDATE(contracts), &vocab_contract, 0, 0},
    {"candidate", "min_salary", value_read_money, CANDIDATE(min_salary), NULL, 0, 0},
    {"qualification", "name", value_read_text, QUALIFICATION(name), NULL, 0, 0},
    {"qualification", "status", value_read_word, QUALIFICATION(status), &vocab_holding, 0, 0},
    {"qualification", "level", value_read_whole, QUALIFICATION(level_given), NULL, 0, 8},
    {"experience", "area", value_read_text, EXPERIENCE(area), NULL, 0, 0},
    {"experience", "kind", value_read_word, EXPERIENCE(kind), &vocab_kind, 0, 0},
    {"experience", "months", value_read_whole, EXPERIENCE(months), NULL, 1,
     CANDIDATE_MONTHS_MAX},
    {"experience", "from", value_read_from, 0, NULL, 0, 0},
    {"experience", "to", value_read_to, 0, NULL, 0, 0},
    {"experience", "employer", value_read_name, EXPERIENCE(employer), &candidate_employers, 0,
     0},
    {"experience", "evidence", value_read_text, EXPERIENCE(evidence), NULL, 0, 0},
};
enum { KEY_COUNT = sizeof keys / sizeof *keys };

/* One run of candidate_read. */
struct reader {
    struct candidate candidate;
    const struct ini *ini;
    const struct ini_entry *entry; /* the one being read */
    struct arena *arena;
    const struct rules *rules;
    struct date today;
    struct diag *diag;
};

static enum err fault(const struct reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static enum err fault(const struct reader *reader, const char *format, ...) {
    char text[DIAG_TEXT_SIZE / 2];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return diag_set(reader->diag, ERR_INPUT, "%s:%d: %s", reader->ini->file,
                    reader->entry->line, text);
}

/* ---- keys -------------------------------------------------------------------------------- */

static const struct key *find_key(const char *section, const char *name) {
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (strcmp(keys[i].section, section) == 0 && strcmp(keys[i].name, name) == 0) {
            return &keys[i];
        }
    }
    return NULL;
}

static const char *const section_names[] = {"candidate", "qualification", "experience",
                                            "skills"};
enum { SECTION_COUNT = sizeof section_names / sizeof *section_names };

/* "unknown key "expereince"; did you mean "experience"?": a section's name is near too, where a
 * heading's brackets were forgotten. */
static enum err unknown_key(const struct reader *reader) {
    const char *names[KEY_COUNT] = {NULL};
    char list[DIAG_TEXT_SIZE / 4] = "";
    size_t used = 0;
    size_t count = 0;
    for (size_t i = 0; i < KEY_COUNT; i++) {
        if (strcmp(keys[i].section, reader->entry->section) == 0) {
            names[count] = keys[i].name;
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", count ? ", " : "",
                                     keys[i].name);
            count++;
        }
    }
    const char *nearest = nearest_name(reader->entry->key, names, count);
    nearest =
        nearest ? nearest : nearest_name(reader->entry->key, section_names, SECTION_COUNT);
    return nearest ? fault(reader, "unknown key \"%.60s\"; did you mean \"%s\"?",
                           reader->entry->key, nearest)
                   : fault(reader, "unknown key \"%.60s\"; [%s] has %s", reader->entry->key,
                           reader->entry->section, list);
}

/* A heading without a label may be given again, but not a key beneath it. */
static enum err check_is_new(const struct reader *reader) {
    const struct ini_entry *entry = reader->entry;
    for (const struct ini_entry *other = reader->ini->entries; other < entry; other++) {
        if (other->key && strcmp(other->section, entry->section) == 0 &&
            strcmp(other->label, entry->label) == 0 && strcmp(other->key, entry->key) == 0) {
            return fault(reader, "key \"%.60s\" is given twice, first in line %d", entry->key,
                         other->line);
        }
    }
    return ERR_NONE;
}

static enum err read_key(struct reader *reader, void *record) {
    const struct ini_entry *entry = reader->entry;
    const struct key *key = find_key(entry->section, entry->key);
    if (!key) {
        return unknown_key(reader);
    }
    struct value value = {.file = reader->ini->file,
                          .line = entry->line,
                          .key = key->name,
                          .text = entry->value,
                          .arena = reader->arena,
                          .today = reader->today,
                          .diag = reader->diag,
                          .vocab = key->vocab,
                          .low = key->low,
                          .high = key->high};
    return key->read(&value, (char *)record + key->offset);
}

/* ---- sections ---------------------------------------------------------------------------- */

static enum err read_candidate(struct reader *reader) {
    enum err err = check_is_new(reader);
    return err ? err : read_key(reader, &reader->candidate);
}

static enum err open_qualification(struct reader *reader) {
    struct candidate *candidate = &reader->candidate;
    ARENA_PUSH(reader->arena, candidate->qualifications, candidate->qualification_count,
               (struct held_qualification){.label = reader->entry->label,
                                           .level = LEVEL_NONE,
                                           .level_given = LEVEL_NONE,
                                           .level_named = LEVEL_NONE});
    return arena_check(reader->arena, reader->diag);
}

static enum err read_qualification(struct reader *reader) {
    struct candidate *candidate = &reader->candidate;
    return read_key(reader, &candidate->qualifications[candidate->qualification_count - 1]);
}

static enum err open_experience(struct reader *reader) {
    struct candidate *candidate = &reader->candidate;
    ARENA_PUSH(reader->arena, candidate->experiences, candidate->experience_count,
               (struct held_experience){.label = reader->entry->label});
    return arena_check(reader->arena, reader->diag);
}

/* What two keys of one entry say together. */
static enum err check_length(const struct reader *reader, const struct held_experience *held) {
    bool has_from = !date_is_none(held->from);
    bool has_to = !date_is_none(held->to);
    if (held->months && (has_from || has_to)) {
        return fault(reader,
                     "both months and dates in [experience %.60s]; expected either "
                     "months, or from and to",
                     held->label);
    }
    if (has_from && has_to && date_compare(held->to, held->from) < 0) {
        return fault(reader,
                     "to (%04d-%02d) comes before from (%04d-%02d) in [experience "
                     "%.60s]; expected the earlier month in from",
                     held->to.year, held->to.month, held->from.year, held->from.month,
                     held->label);
    }
    if (experience_length(held) > CANDIDATE_MONTHS_MAX) {
        return fault(reader,
                     "%d months from %04d-%02d in [experience %.60s]; expected at most "
                     "%d",
                     experience_length(held), held->from.year, held->from.month, held->label,
                     CANDIDATE_MONTHS_MAX);
    }
    return ERR_NONE;
}

static enum err read_experience(struct reader *reader) {
    struct candidate *candidate = &reader->candidate;
    struct held_experience *held = &candidate->experiences[candidate->experience_count - 1];
    enum err err = read_key(reader, held);
    return err ? err : check_length(reader, held);
}

static enum err read_skill(struct reader *reader) {
    struct candidate *candidate = &reader->candidate;
    enum err err = check_is_new(reader);
    if (err) {
        return err;
    }
    const char *example = utf8_fold_copy(reader->arena, span_of(reader->entry->value));
    ARENA_PUSH(reader->arena, candidate->skills, candidate->skill_count,
               (struct held_skill){.name = reader->entry->key,
                                   .example = example && example[0] ? example : NULL});
    return arena_check(reader->arena, reader->diag);
}

static const struct section {
    bool has_label;
    enum err (*open)(struct reader *reader); /* at the heading; may be NULL */
    enum err (*read)(struct reader *reader); /* at each key */
} sections[SECTION_COUNT] = {
    {false, NULL, read_candidate},
    {true, open_qualification, read_qualification},
    {true, open_experience, read_experience},
    {false, NULL, read_skill},
};

static const struct section *find_section(const char *name) {
    for (size_t i = 0; i < SECTION_COUNT; i++) {
        if (strcmp(section_names[i], name) == 0) {
            return &sections[i];
        }
    }
    return NULL;
}

static enum err unknown_section(const struct reader *reader) {
    const char *name = reader->entry->section;
    const char *nearest = nearest_name(name, section_names, SECTION_COUNT);
    if (!name[0]) {
        return fault(reader,
                     "key \"%.60s\" stands before the first heading; expected [candidate], "
                     "[qualification LABEL], [experience LABEL] or [skills] above it",
                     reader->entry->key);
    }
    return nearest
               ? fault(reader, "unknown section \"%.60s\"; did you mean \"%s\"?", name, nearest)
               : fault(reader,
                       "unknown section \"%.60s\"; expected [candidate], [qualification "
                       "LABEL], [experience LABEL] or [skills]",
                       name);
}

static enum err read_heading(struct reader *reader, const struct section *section) {
    const struct ini_entry *entry = reader->entry;
    if (section->has_label && !entry->label[0]) {
        return fault(reader, "[%s] has no label; expected a word of your own, such as [%s %s]",
                     entry->section, entry->section,
                     strcmp(entry->section, "experience") == 0 ? "ward" : "nvq2");
    }
    if (!section->has_label && entry->label[0]) {
        return fault(reader, "[%s %.60s]: expected [%s] without a label", entry->section,
                     entry->label, entry->section);
    }
    return section->open ? section->open(reader) : ERR_NONE;
}

static enum err read_entry(struct reader *reader) {
    const struct section *section = find_section(reader->entry->section);
    if (!section) {
        return unknown_section(reader);
    }
    return reader->entry->key ? section->read(reader) : read_heading(reader, section);
}

/* ---- what the texts mean ----------------------------------------------------------------- */

static int highest_level(const struct qualifications *named) {
    int highest = LEVEL_NONE;
    for (size_t i = 0; i < named->count; i++) {
        highest = named->at[i].level > highest ? named->at[i].level : highest;
    }
    return highest;
}

/* A name of several subjects or qualifications ("GCSE English and maths") is as many entries,
 * which share what is written and its label. A level that is given is the highest one's. */
static enum err understand_name(struct reader *reader, struct held_qualification *held,
                                struct held_qualification **all, size_t *count) {
    struct qualifications found = {0};
    enum err err = qualification_find(&found, reader->arena, reader->rules, span_of(held->name),
                                      reader->diag);
    held->level = held->level_given;
    for (size_t i = 0; !err && i < found.count; i++) {
        struct held_qualification entry = *held;
        entry.is_further = i > 0;
        entry.level_named = found.at[i].level;
        entry.subject = found.at[i].subject;
        if (entry.level_named < highest_level(&found)) {
            entry.level_given = LEVEL_NONE;
        }
        entry.level = entry.level_given != LEVEL_NONE ? entry.level_given : entry.level_named;
        ARENA_PUSH(reader->arena, *all, *count, entry);
    }
    if (!err && found.count == 0) {
        ARENA_PUSH(reader->arena, *all, *count, *held);
    }
    return err;
}

/* What is denied counts as an entry without name, level and status. */
static void deny(struct held_qualification *held) {
    held->name = NULL;
    held->level_given = LEVEL_NONE;
    held->status = HOLDING_NONE;
}

/* What the name says of being held. A status that is given stands. */
static enum err understand_stance(struct reader *reader, struct held_qualification *held) {
    struct name_stance stance = {.is_denied = false};
    struct span name = span_of(held->name);
    enum err err =
        evidence_read_name(&stance, reader->arena, reader->rules, name, reader->diag);
    if (err) {
        return err;
    }
    if (stance.is_denied) {
        deny(held);
    } else if (stance.kept.len < name.len) {
        held->name = arena_copy(reader->arena, stance.kept);
    }
    if ((stance.is_unfinished || stance.is_willing) && !held->status) {
        held->status = stance.is_willing ? HOLDING_WILLING : HOLDING_WORKING_TOWARDS;
    }
    return arena_check(reader->arena, reader->diag);
}

static enum err understand_qualifications(struct reader *reader) {
    struct candidate *candidate = &reader->candidate;
    struct held_qualification *all = NULL;
    size_t count = 0;
    enum err err = ERR_NONE;
    for (size_t i = 0; !err && i < candidate->qualification_count; i++) {
        err = understand_stance(reader, &candidate->qualifications[i]);
        err = err ? err : understand_name(reader, &candidate->qualifications[i], &all, &count);
    }
    if (!err) {
        candidate->qualifications = all;
        candidate->qualification_count = count;
    }
    return err;
}

static enum err understand_area(struct reader *reader, struct held_experience *held) {
    struct evidence evidence = {0};
    bool is_only_wished = false;
    struct span title = evidence_without_wish(&is_only_wished, reader->arena, reader->rules,
                                              span_of(held->area));
    enum err err = evidence_weigh(&evidence, reader->arena, reader->rules, 1u << CONCEPT_AREA,
                                  title, reader->diag);
    held->denied = evidence.is_denial || is_only_wished;
    if (err || held->denied) {
        return err;
    }
    held->areas = evidence.shown;
    for (size_t i = 0; i < evidence.listed.count; i++) {
        if (!strings_has(&held->areas, evidence.listed.at[i])) {
            ARENA_PUSH(reader->arena, held->areas.at, held->areas.count, evidence.listed.at[i]);
        }
    }
    return ERR_NONE;
}

static enum err understand_employer(struct reader *reader, struct held_experience *held) {
    struct evidence evidence = {0};
    int employer = vocab_value(&candidate_employers, span_of(held->employer));
    enum err err = evidence_weigh(&evidence, reader->arena, reader->rules, 1u << CONCEPT_AREA,
                                  span_of(employer_settings[employer]), reader->diag);
    held->employers = evidence.listed;
    return err;
}

static enum err understand_evidence(struct reader *reader, struct held_experience *held) {
    struct evidence evidence = {0};
    enum err err = evidence_weigh(&evidence, reader->arena, reader->rules, EVIDENCE_KINDS,
                                  span_of(held->evidence), reader->diag);
    held->shown = evidence.shown;
    held->listed = evidence.listed;
    held->denied = held->denied || (evidence.is_denial && !held->area);
    return err;
}

static enum err understand_skill(struct reader *reader, struct held_skill *held) {
    return evidence_weigh_skill(held, reader->arena, reader->rules, reader->diag);
}

static enum err understand(struct reader *reader) {
    struct candidate *candidate = &reader->candidate;
    enum err err = understand_qualifications(reader);
    for (size_t i = 0; !err && i < candidate->experience_count; i++) {
        err = understand_area(reader, &candidate->experiences[i]);
        err = err ? err : understand_employer(reader, &candidate->experiences[i]);
        err = err ? err : understand_evidence(reader, &candidate->experiences[i]);
    }
    for (size_t i = 0; !err && i < candidate->skill_count; i++) {
        err = understand_skill(reader, &candidate->skills[i]);
    }
    return err ? err : arena_check(reader->arena, reader->diag);
}

/* Sentences of evidence and examples may hold " ;". */
static bool ends_at_comment(const char *section, const char *key) {
    return strcmp(section, "skills") != 0 && strcmp(key, "evidence") != 0;
}

enum err candidate_read(struct candidate *out, struct arena *arena, const struct rules *rules,
                        const char *file, struct span content, struct date today,
                        struct diag *diag) {
    struct ini ini = {0};
    struct reader reader = {
        .candidate = {.id = CANDIDATE_UNNAMED, .travel_miles = -1, .min_salary = MONEY_NONE},
        .ini = &ini,
        .arena = arena,
        .rules = rules,
        .today = today,
        .diag = diag};
    enum err err = ini_parse(&ini, arena, file, content, ends_at_comment, diag);
    for (size_t i = 0; !err && i < ini.count; i++) {
        reader.entry = &ini.entries[i];
        err = read_entry(&reader);
    }
    err = err ? err : understand(&reader);
    if (!err) {
        *out = reader.candidate;
    }
    return err;
}
