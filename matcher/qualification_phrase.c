/* matcher/qualification_phrase.c - what the words of a phrase add up to
 * SPDX-License-Identifier: MIT
 */
#include "matcher/qualification_phrase.h"

#include <string.h>

/* The subject that all school subjects are parts of, and the level of school certificates. */
#define SCHOOL_SUBJECT "general_education"
enum { SCHOOL_LEVEL_MAX = 2 };

/* An NVQ without a number: qualification_levels.csv, "NVQ in Care". */
enum { LEVEL_UNSTATED = 2 };

struct phrase phrase_none(void) {
    return (struct phrase){.level = LEVEL_NONE, .fixed_level = LEVEL_NONE};
}

/* ---- parts ----------------------------------------------------------------------------- */

void phrase_begin(struct scan *scan, size_t at) {
    if (scan->phrase.open) {
        return;
    }
    scan->phrase = phrase_none();
    scan->phrase.from = at;
    /* "Experience in care or NVQ 2": what a joint parts from the name is not its subject. */
    if (scan->before.subject_count && scan->before.joint == JOINT_NONE) {
        scan->phrase = scan->before;
    }
    scan->before = phrase_none();
    scan->phrase.open = true;
}

void phrase_add_level(struct phrase *phrase, int level) {
    if (level >= 0 && (phrase->level == LEVEL_NONE || level < phrase->level)) {
        phrase->level = level;
    }
}

void phrase_add_subject(struct phrase *phrase, const char *id) {
    if (phrase->subject_count < SUBJECTS_MAX) {
        phrase->subjects[phrase->subject_count++] = (struct subject_part){id, phrase->joint};
    }
    phrase->joint = JOINT_NONE;
}

/* ---- closing a phrase ------------------------------------------------------------------ */

/* "Health, care or social care" is one subject, named three times. */
static bool is_repeated(const struct phrase *phrase, size_t index) {
    if (index == 0) {
        return false;
    }
    if (phrase->subjects[index].joint == JOINT_NONE) {
        return true; /* a name of several words: "Institute of Cleaning Science" */
    }
    for (size_t i = 0; i < index; i++) {
        if (strcmp(phrase->subjects[i].id, phrase->subjects[index].id) == 0) {
            return true;
        }
    }
    return false;
}

/* Of demands in several subjects those that others of the list contain say nothing more. Of
 * alternatives each does: the narrower one is enough. */
static bool is_contained(const struct scan *scan, const struct phrase *phrase, size_t index) {
    const struct ontology *ontology = &scan->rules->subjects;
    const struct concept_row *row = ontology_row(ontology, phrase->subjects[index].id);
    for (size_t i = 0; i < phrase->subject_count && row; i++) {
        const struct concept_row *other = ontology_row(ontology, phrase->subjects[i].id);
        if (other && other != row && ontology_within(ontology, row, other)) {
            return true;
        }
    }
    return is_repeated(phrase, index);
}

static int level_of(const struct phrase *phrase) {
    if (phrase->level != LEVEL_NONE) {
        return phrase->level;
    }
    if (phrase->fixed_level == LEVEL_NONE && phrase->numbered) {
        return LEVEL_UNSTATED;
    }
    return phrase->fixed_level;
}

static bool is_school_subject(const struct scan *scan, const char *id) {
    const struct ontology *ontology = &scan->rules->subjects;
    const struct concept_row *row = ontology_row(ontology, id);
    const struct concept_row *school = ontology_row(ontology, SCHOOL_SUBJECT);
    return row && school && ontology_within(ontology, row, school);
}

/* A list's commas mean what its last joint means: "in health, housing or advice". */
static enum joint list_joint(const struct scan *scan, const struct phrase *phrase) {
    for (size_t i = phrase->subject_count; i > 1; i--) {
        enum joint joint = phrase->subjects[i - 1].joint;
        if (is_contained(scan, phrase, i - 1)) {
            continue;
        }
        if (joint == JOINT_AND || joint == JOINT_OR) {
            return joint;
        }
    }
    return JOINT_OR;
}

/* "BSc or MSc in occupational therapy", "HNC, HND or degree in care": the subject is that of
 * all. School certificates keep theirs: "GCSEs or a diploma in care". */
static void share_subject(struct scan *scan, const struct phrase *phrase) {
    bool joined = phrase->joint_before == JOINT_OR || phrase->joint_before == JOINT_COMMA;
    for (size_t i = scan->out->count; i > 0 && joined && phrase->subject_count == 1; i--) {
        struct qualification_hit *hit = &scan->out->at[i - 1];
        bool school = hit->level < 4 && !hit->vocational;
        if (hit->subject || school) {
            return;
        }
        hit->shares = true;
        hit->subject = phrase->joint_before == JOINT_OR ? phrase->subjects[0].id : NULL;
        joined = hit->listed;
    }
}

/* "Functional Skills in English and maths, or GCSEs": certificates without a subject, as an
 * alternative to those of school subjects, are in the same. */
static bool takes_over_subjects(const struct scan *scan, const struct phrase *phrase) {
    const struct phrase *last = &scan->last;
    return phrase->joint_before == JOINT_OR && !phrase->subject_count && !phrase->certificate &&
           level_of(phrase) != LEVEL_NONE && level_of(phrase) <= SCHOOL_LEVEL_MAX &&
           last->subject_count > 0 && is_school_subject(scan, last->subjects[0].id);
}

static void emit(struct scan *scan, struct phrase *phrase) {
    bool same = takes_over_subjects(scan, phrase);
    if (same) {
        memcpy(phrase->subjects, scan->last.subjects, sizeof phrase->subjects);
        phrase->subject_count = scan->last.subject_count;
    }
    struct qualification_hit hit = {.level = level_of(phrase),
                                    .subject = phrase->certificate,
                                    .vocational = !phrase->named,
                                    .listed = phrase->joint_before == JOINT_OR ||
                                              phrase->joint_before == JOINT_COMMA,
                                    .from = phrase->from,
                                    .to = phrase->to};
    size_t written = 0;
    if (!same) {
        share_subject(scan, phrase);
    }
    bool both = list_joint(scan, phrase) == JOINT_AND;
    for (size_t i = 0; i < phrase->subject_count && !phrase->certificate; i++) {
        if (both ? is_contained(scan, phrase, i) : is_repeated(phrase, i)) {
            continue;
        }
        hit.subject = phrase->subjects[i].id;
        if (written > 0 && both && !is_school_subject(scan, hit.subject)) {
            continue; /* one certificate: "in acute and community care" */
        }
        hit.alternative = written > 0 && !both;
        hit.and_before = written > 0 && both;
        ARENA_PUSH(scan->arena, scan->out->at, scan->out->count, hit);
        written++;
    }
    if (written == 0) {
        ARENA_PUSH(scan->arena, scan->out->at, scan->out->count, hit);
    }
    scan->last = *phrase;
}

/* Is the phrase one? A level alone is one only at the start of a text or behind another. */
static bool is_qualification(const struct scan *scan, const struct phrase *phrase) {
    if (phrase->named || phrase->numbered) {
        return true;
    }
    if (phrase->noun) {
        return phrase->levelled || phrase->subject_count > 0 || phrase->certificate ||
               phrase->fixed_level != LEVEL_NONE;
    }
    return phrase->levelled && (phrase->subject_count > 0 || phrase->from == 0 ||
                                scan->out->count > 0 || scan->bare_levels);
}

void phrase_end(struct scan *scan) {
    if (scan->phrase.open && is_qualification(scan, &scan->phrase)) {
        emit(scan, &scan->phrase);
    }
    scan->phrase = phrase_none();
}
