/* parser/plain_text.c - adverts copied from a browser as plain text
 * SPDX-License-Identifier: MIT
 *
 * The label and its value on lines of their own or on one line, sections printed twice (the
 * page's copies for narrow and wide screens), no address. What is printed twice in the same
 * words is taken once; a heading that comes again with other words is part of the section that
 * it stands in. Sightings: copies of NHS Jobs and Trac adverts.
 */
#include <string.h>

#include "parser/advert_fields.h"
#include "parser/family.h"
#include "parser/nhsjobs_link.h"
#include "parser/person_spec.h"
#include "parser/plain_outline.h"
#include "parser/wording.h"

/* So many different labels make a text an advert. */
enum { LABELS_LEAST = 3 };

/* ---- employer and title ---- */

/* Two loose lines, neither labelled: the one with more words of employers is the employer. */
static void tell_apart(struct advert *copy, const char *first, const char *second,
                       bool others) {
    struct vacancy *vacancy = copy->vacancy;
    int lead = advert_leaning(copy->arena, first) - advert_leaning(copy->arena, second);
    bool employer_first = lead >= 0; /* as NHS Jobs prints them */
    vacancy->employer = employer_first ? first : second;
    vacancy->title = employer_first ? second : first;
    if (lead == 0) {
        vacancy_note(vacancy, copy->arena, "title", "unsure_which",
                     "title and employer told apart by their order only");
    }
    if (others) {
        vacancy_note(vacancy, copy->arena, "title", "unsure_lines",
                     "several lines stand above the advert; title and employer were taken from "
                     "the first two");
    }
}

/* No title or employer is longer, in bytes, nor a sentence. */
enum { NAME_LENGTH_MAX = 160 };

static bool is_name(const char *line) {
    struct span text = span_of(line);
    return text.len <= NAME_LENGTH_MAX && !span_ends(text, ".") && !span_ends(text, "!") &&
           !span_ends(text, "?");
}

/* The first two loose lines that may be a title or an employer and say something new. Further
 * ones may be, too: that is noted. @return how many there are */
static size_t find_loose(const char *loose[2], struct advert *copy) {
    struct vacancy *vacancy = copy->vacancy;
    size_t count = 0;
    for (size_t i = 0; i < copy->outline.loose.count; i++) {
        const char *line = copy->outline.loose.at[i];
        bool known = advert_same_words(line, vacancy->employer) ||
                     advert_same_words(line, vacancy->title) ||
                     (count > 0 && advert_same_words(line, loose[0])) ||
                     (count > 1 && advert_same_words(line, loose[1]));
        if (known || !is_name(line)) {
            continue;
        }
        if (count < 2) {
            loose[count] = line;
        }
        count++;
    }
    return count;
}

/* One loose line, or the employer known from its label. */
static void read_names(struct advert *copy) {
    struct vacancy *vacancy = copy->vacancy;
    vacancy->title = advert_field(copy, "title");
    vacancy->employer = advert_field(copy, "employer");
    const char *loose[2] = {NULL, NULL};
    size_t count = find_loose(loose, copy);
    if (!vacancy->title && !vacancy->employer && count >= 2) {
        tell_apart(copy, loose[0], loose[1], count > 2);
    } else if (!vacancy->title && count > 0) {
        /* Of two lines beside a known employer the one that looks like a title. */
        bool second = count >= 2 && advert_leaning(copy->arena, loose[1]) <
                                        advert_leaning(copy->arena, loose[0]);
        bool employer = !vacancy->employer && advert_leaning(copy->arena, loose[0]) > 0;
        vacancy->title = employer ? NULL : loose[second];
        vacancy->employer = employer ? loose[0] : vacancy->employer;
    } else if (!vacancy->employer && count > 0) {
        vacancy->employer = loose[0];
    }
}

static bool same_lines(const struct strings *a, const struct strings *b) {
    size_t i = 0;
    size_t k = 0;
    for (;;) {
        while (i < a->count && span_trim(span_of(a->at[i])).len == 0) {
            i++;
        }
        while (k < b->count && span_trim(span_of(b->at[k])).len == 0) {
            k++;
        }
        if (i == a->count || k == b->count) {
            return i == a->count && k == b->count;
        }
        if (!span_equal(span_trim(span_of(a->at[i++])), span_trim(span_of(b->at[k++])))) {
            return false;
        }
    }
}

static void read_spec(struct advert *copy) {
    const struct advert_part *first = NULL;
    struct person_spec spec = {.vacancy = copy->vacancy, .arena = copy->arena};
    for (size_t i = 0; i < copy->outline.count; i++) {
        const struct advert_part *part = &copy->outline.parts[i];
        if (span_is(part->name, "spec") &&
            !(first && same_lines(&first->lines, &part->lines))) {
            person_spec_lines(&spec, &part->lines);
            first = first ? first : part;
        }
    }
    if (first) {
        person_spec_unread(copy->vacancy, copy->arena);
    }
}

/* ---- the rest ---- */

/* An address of an NHS Jobs advert in the text gives the site's own id. */
static void read_address(struct advert *copy, struct span text) {
    size_t at = span_find(text, SPAN("jobs.nhs.uk/candidate/jobadvert/"), 0);
    if (at == SIZE_MAX) {
        return;
    }
    size_t end = at;
    while (end < text.len && !ascii_is_space(text.at[end]) && !strchr("<>\"')", text.at[end])) {
        end++;
    }
    char *address = arena_copy(copy->arena, span_part(text, at, end - at));
    struct span ref = address ? nhsjobs_link_ref(address) : (struct span){NULL, 0};
    if (ref.len > 0) {
        copy->vacancy->id = arena_copy(copy->arena, ref);
        copy->vacancy->url = nhsjobs_link_write(copy->arena, span_of(NHSJOBS_SITE), ref);
    }
}

static void read_copy(struct advert *copy, struct span text) {
    struct vacancy *vacancy = copy->vacancy;
    vacancy->source = SOURCE_TEXT;
    vacancy->state = STATE_UNKNOWN;
    read_names(copy);
    advert_fields_read(copy);
    read_spec(copy);
    read_address(copy, text);
}

static bool recognise(const struct document *document) {
    struct arena scratch;
    arena_init(&scratch, (size_t)8 * 1024 * 1024);
    size_t labels =
        document->html ? 0 : plain_outline_labels(&scratch, document->text, LABELS_LEAST);
    arena_fini(&scratch);
    return labels >= LABELS_LEAST;
}

/* Is there anything that stands at the end of an advert: the specification, the checks, the
 * employer's details, documents, the contact? */
static bool has_end(const struct advert *copy) {
    const struct vacancy *vacancy = copy->vacancy;
    return vacancy->criterion_count > 0 || vacancy->dbs || vacancy->website ||
           vacancy->documents.count > 0 || vacancy->registration || vacancy->sponsorship ||
           vacancy->contact || advert_part_find(copy, "employer details");
}

/* A copy that breaks off is said to: it may not replace a whole one. */
static void judge_end(const struct advert *copy) {
    if (!has_end(copy)) {
        vacancy_note(copy->vacancy, copy->arena, "text", VACANCY_NOTE_CUT,
                     "neither a person specification nor anything that stands behind one: the "
                     "copy may break off");
    }
}

static enum err read(struct readings *out, struct arena *arena, const struct document *document,
                     struct diag *diag) {
    struct reading *reading = readings_add(out, arena, READING_VACANCY);
    if (reading) {
        vacancy_init(&reading->as.vacancy);
        struct advert copy = {.vacancy = &reading->as.vacancy, .arena = arena};
        copy.outline = plain_outline_of(arena, document->text);
        read_copy(&copy, document->text);
        judge_end(&copy);
    }
    return arena_check(arena, diag);
}

const struct family family_plain_text = {"plain text", recognise, read};
