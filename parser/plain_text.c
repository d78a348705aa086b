/* parser/plain_text.c - adverts copied from a browser as plain text
 * SPDX-License-Identifier: MIT
 *
 * The label and its value on lines of their own or on one line, sections printed twice (the
 * page's copies for narrow and wide screens), no address. What is printed twice in the same
 * words is taken once; a heading that comes again with other words is part of the section that
 * it stands in. Sightings: copies of NHS Jobs and Trac adverts.
 */
#include "parser/plain_text.h"

#include <string.h>

#include "parser/advert_fields.h"
#include "parser/family.h"
#include "parser/nhsjobs_link.h"
#include "parser/person_spec.h"
#include "parser/plain_outline.h"
#include "parser/plain_spec.h"
#include "parser/spec_run.h"
#include "parser/wording.h"

/* So many different labels make a text an advert. */
enum { LABELS_LEAST = 3 };

/* ---- employer and title ---- */

/* No title or employer is longer, in bytes, nor a sentence. */
enum { NAME_LENGTH_MAX = 160 };

static bool is_name(const char *line) {
    struct span text = span_of(line);
    return text.len > 0 && text.len <= NAME_LENGTH_MAX &&
           !strchr(".!?,;:", text.at[text.len - 1]);
}

/* The lines above and between the labels that may be a title or an employer, in printed order,
 * each once. */
struct names {
    struct strings lines; /* "" where labels stand between */
    size_t count;         /* of those that are not empty */
};

static struct names find_names(const struct advert *copy) {
    enum { NAMES_MAX = 200 }; /* each is held against the others */
    struct names names = {{NULL, 0}, 0};
    for (size_t i = 0; i < copy->outline.loose.count && names.count < NAMES_MAX; i++) {
        const char *line = copy->outline.loose.at[i];
        if (line[0] == '\0') {
            strings_push(copy->arena, &names.lines, line);
        } else if (is_name(line) && !strings_has(&names.lines, line)) {
            strings_push(copy->arena, &names.lines, line);
            names.count++;
        }
    }
    return names;
}

/* The line with the most words of employers, the first of several; its count where none has
 * more of these than of words of titles. */
static size_t find_employer(const struct advert *copy, const struct names *names) {
    int best = 0;
    size_t found = names->lines.count;
    for (size_t i = 0; i < names->lines.count; i++) {
        int leaning = advert_leaning(copy->arena, names->lines.at[i]);
        bool known = advert_same_words(names->lines.at[i], copy->vacancy->employer);
        if (known) {
            return i;
        }
        found = leaning > best ? i : found;
        best = leaning > best ? leaning : best;
    }
    return copy->vacancy->employer ? names->lines.count : found;
}

static const char *name_at(const struct names *names, size_t at) {
    const char *line = at < names->lines.count ? names->lines.at[at] : "";
    return line[0] ? line : NULL;
}

/* The line of a title is a neighbour of the employer's: the one with more words of titles, the
 * one behind where neither has. */
static const char *find_beside(const struct advert *copy, const struct names *names,
                               size_t employer) {
    const char *behind = name_at(names, employer + 1);
    const char *before = employer > 0 ? name_at(names, employer - 1) : NULL;
    bool both = before && behind;
    bool first =
        both && advert_leaning(copy->arena, before) < advert_leaning(copy->arena, behind);
    return both ? (first ? before : behind) : before ? before : behind;
}

/* The line with the most words of titles, the first of several. */
static const char *find_title(const struct advert *copy, const struct names *names) {
    const char *found = NULL;
    int best = 0;
    for (size_t i = 0; i < names->lines.count; i++) {
        const char *line = name_at(names, i);
        bool other = line && !advert_same_words(line, copy->vacancy->employer);
        int leaning = other ? advert_leaning(copy->arena, line) : 0;
        if (other && (!found || leaning < best)) {
            found = line;
            best = leaning;
        }
    }
    return found;
}

/* The first line that is not the title; NULL where there is none. */
static const char *first_other(const struct names *names, const char *title) {
    for (size_t i = 0; i < names->lines.count; i++) {
        const char *line = name_at(names, i);
        if (line && !advert_same_words(line, title)) {
            return line;
        }
    }
    return NULL;
}

/* Two loose lines, neither with words of employers: as NHS Jobs prints them, the employer
 * first. */
static void take_in_order(struct advert *copy, const struct names *names) {
    struct vacancy *vacancy = copy->vacancy;
    const char *first = first_other(names, NULL);
    const char *second = first_other(names, first);
    bool title_first =
        second && advert_leaning(copy->arena, first) < advert_leaning(copy->arena, second);
    vacancy->employer = title_first ? second : first;
    vacancy->title = title_first ? first : second;
    if (!second) {
        vacancy->title = first;
        vacancy->employer = NULL;
    } else if (!title_first) {
        vacancy_note(vacancy, copy->arena, "title", "unsure_which",
                     "title and employer told apart by their order only");
    }
}

static void tell_apart(struct advert *copy, const struct names *names) {
    struct vacancy *vacancy = copy->vacancy;
    size_t employer = find_employer(copy, names);
    const char *beside =
        employer < names->lines.count ? find_beside(copy, names, employer) : NULL;
    if (employer < names->lines.count) {
        vacancy->employer = names->lines.at[employer];
        vacancy->title = beside ? beside : find_title(copy, names);
    } else {
        take_in_order(copy, names);
    }
    if (names->count > 2) {
        vacancy_note(vacancy, copy->arena, "title", "unsure_lines",
                     "several lines stand above the advert; title and employer were told by "
                     "their words and their order");
    }
}

static void read_names(struct advert *copy) {
    struct vacancy *vacancy = copy->vacancy;
    vacancy->title = advert_field(copy, "title");
    vacancy->employer = advert_field(copy, "employer");
    const struct names names = find_names(copy);
    if (vacancy->title && !vacancy->employer) {
        size_t at = find_employer(copy, &names);
        vacancy->employer =
            at < names.lines.count ? names.lines.at[at] : first_other(&names, vacancy->title);
    } else if (!vacancy->title && vacancy->employer) {
        size_t at = find_employer(copy, &names);
        const char *beside = at < names.lines.count ? find_beside(copy, &names, at) : NULL;
        vacancy->title = beside ? beside : find_title(copy, &names);
    } else if (!vacancy->title && names.count > 0) {
        tell_apart(copy, &names);
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

/* Without a heading of its own the specification stands inside the long texts. */
static void read_spec_in_texts(struct advert *copy, struct person_spec *spec) {
    const char *const texts[] = {copy->vacancy->text_description, copy->vacancy->text_summary,
                                 copy->vacancy->text_duties};
    bool some = false;
    for (size_t i = 0; !some && i < sizeof texts / sizeof texts[0]; i++) {
        some = texts[i] && spec_run_prose(spec, texts[i]);
    }
}

static void read_spec(struct advert *copy) {
    const struct advert_part *first = NULL;
    struct person_spec spec = {.vacancy = copy->vacancy, .arena = copy->arena};
    for (size_t i = 0; i < copy->outline.count; i++) {
        const struct advert_part *part = &copy->outline.parts[i];
        if (span_is(part->name, "spec") &&
            !(first && same_lines(&first->lines, &part->lines))) {
            plain_spec_read(&spec, &part->lines);
            first = first ? first : part;
        }
    }
    if (first) {
        person_spec_unread(copy->vacancy, copy->arena);
    } else {
        read_spec_in_texts(copy, &spec);
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

/* Programs write files with labels, too: JSON, and the candidates' profiles of this one. */
static bool is_for_programs(struct span text) {
    struct span rest = span_part(span_trim(text), 0, 64 * 1024);
    struct span line;
    if (span_starts(rest, "{") || span_starts(rest, "[{") || span_starts(rest, "[\n")) {
        return true;
    }
    while (span_next_line(&rest, &line)) {
        if (span_is_nocase(span_trim(line), "[candidate]")) {
            return true;
        }
    }
    return false;
}

static bool recognise(const struct document *document) {
    struct arena scratch;
    if (is_for_programs(document->text)) {
        return false;
    }
    arena_init(&scratch, (size_t)8 * 1024 * 1024);
    size_t labels =
        document->html ? 0 : plain_outline_labels(&scratch, document->text, LABELS_LEAST);
    arena_fini(&scratch);
    return labels >= LABELS_LEAST;
}

const char *plain_text_wanting(struct arena *arena, struct span text) {
    if (is_for_programs(text)) {
        return NULL;
    }
    const struct strings names = plain_outline_names(arena, text);
    const char *found = names.count > 0 ? names.at[0] : "none";
    for (size_t i = 1; found && i < names.count; i++) {
        found = arena_printf(arena, "%s, %s", found, names.at[i]);
    }
    return found ? arena_printf(
                       arena,
                       "a text is taken for an advert by at least %d different labels, one of "
                       "them on pay, dates, hours, contract or criteria, each on a line of its "
                       "own or in front of a colon, such as \"Employer:\", "
                       "\"Location:\", \"Salary:\", \"Closing date:\", \"Person "
                       "specification\"; found: %s",
                       LABELS_LEAST, found)
                 : NULL;
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
