/* parser/plain_text.c - adverts copied from a browser as plain text
 * SPDX-License-Identifier: MIT
 *
 * The label and its value on lines of their own or on one line, sections printed twice (the
 * page's copies for narrow and wide screens), no address. What is printed twice in the same
 * words is taken once; a heading that comes again with other words is part of the section that
 * it stands in. Sightings: copies of NHS Jobs and Trac adverts.
 */
#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "parser/family.h"
#include "parser/lexicon.h"
#include "parser/nhsjobs_link.h"
#include "parser/person_spec.h"
#include "parser/plain_outline.h"
#include "parser/plain_prose.h"
#include "parser/wording.h"

static const char terms_file[] = "parser/fields/terms.tsv";
static const char labels_file[] = "parser/fields/plain_text_labels.tsv";
static const char title_words_file[] = "parser/fields/title_words.tsv";

/* So many different labels make a text an advert. */
enum { LABELS_LEAST = 3 };

/* One copy being read. */
struct copy {
    struct vacancy *vacancy;
    struct arena *arena;
    struct plain_outline outline;
    struct contact contact;
    bool has_contact;
};

/* ---- values ---- */

/* The lines of a field as one text; NULL where there are none. */
static const char *value_of(struct arena *arena, const struct plain_part *part) {
    struct buf joined;
    buf_init(&joined, (size_t)64 * 1024);
    for (size_t i = 0; i < part->lines.count; i++) {
        buf_put_text(&joined, part->lines.at[i]);
        buf_put_char(&joined, ' ');
    }
    const char *value = utf8_fold_copy(arena, buf_span(&joined));
    buf_fini(&joined);
    return value && *value ? value : NULL;
}

static const char *first_line(struct arena *arena, const struct plain_part *part) {
    for (size_t i = 0; i < part->lines.count; i++) {
        const char *line = plain_prose_line(arena, part->lines.at[i]);
        if (*line) {
            return line;
        }
    }
    return NULL;
}

/* The first part of that name that has a value. */
static const struct plain_part *find_part(const struct copy *copy, const char *name) {
    for (size_t i = 0; i < copy->outline.count; i++) {
        const struct plain_part *part = &copy->outline.parts[i];
        if (span_is(part->name, name) && value_of(copy->arena, part)) {
            return part;
        }
    }
    return NULL;
}

static const char *field(const struct copy *copy, const char *name) {
    const struct plain_part *part = find_part(copy, name);
    return part ? value_of(copy->arena, part) : NULL;
}

/* ---- fields ---- */

typedef void read_wording(struct vacancy *vacancy, struct arena *arena, const char *text);

/* Bands, and the scheme where the grade names one: "NHS AfC: Band 3". */
static void read_grade(struct vacancy *vacancy, struct arena *arena, const char *text) {
    band_read(vacancy, arena, text);
    if (text && !vacancy->pay_scheme &&
        lexicon_has(terms_file, "scheme", lexicon_plain(arena, span_of(text)))) {
        terms_scheme(vacancy, arena, text);
    }
}

static const struct {
    const char *name;
    read_wording *read;
} wordings[] = {
    {"posted", dates_read_posted},
    {"closes", dates_read_closes},
    {"interview", dates_read_interview},
    {"scheme", terms_scheme},
    {"band", read_grade},
    {"contract", terms_contract},
    {"duration", terms_duration},
    {"pattern", terms_pattern},
    {"hours", terms_pattern},
    {"dbs", terms_dbs},
    {"sponsorship", terms_sponsorship},
};

static void read_wordings(struct copy *copy) {
    for (size_t i = 0; i < sizeof wordings / sizeof wordings[0]; i++) {
        wordings[i].read(copy->vacancy, copy->arena, field(copy, wordings[i].name));
    }
}

/* Trac prints the unit apart ("Salary period: Yearly"); the text stays as printed. */
static void read_salary(struct copy *copy) {
    const char *text = field(copy, "salary");
    const char *period = field(copy, "salary period");
    const char *both = text && period ? arena_printf(copy->arena, "%s %s", text, period) : text;
    salary_read(copy->vacancy, copy->arena, both);
    if (text) {
        copy->vacancy->salary.text = text;
    }
}

/* ---- employer and title ---- */

/* How many words of that kind a line has. */
static size_t count_words(struct arena *arena, const char *line, const char *kind) {
    struct span plain = span_of(lexicon_plain(arena, span_of(line)));
    struct lexicon_hit hit;
    size_t count = 0;
    for (size_t from = 0; lexicon_find(&hit, &from, title_words_file, kind, plain);) {
        count++;
    }
    return count;
}

static int leaning(struct arena *arena, const char *line) {
    return (int)count_words(arena, line, "employer") - (int)count_words(arena, line, "title");
}

static bool same_words(const char *a, const char *b) {
    return a && b && span_equal_nocase(span_of(a), span_of(b));
}

/* Two loose lines, neither labelled: the one with more words of employers is the employer. */
static void tell_apart(struct copy *copy, const char *first, const char *second, bool others) {
    struct vacancy *vacancy = copy->vacancy;
    int lead = leaning(copy->arena, first) - leaning(copy->arena, second);
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
static size_t find_loose(const char *loose[2], struct copy *copy) {
    struct vacancy *vacancy = copy->vacancy;
    size_t count = 0;
    for (size_t i = 0; i < copy->outline.loose.count; i++) {
        const char *line = copy->outline.loose.at[i];
        bool known = same_words(line, vacancy->employer) || same_words(line, vacancy->title) ||
                     (count > 0 && same_words(line, loose[0])) ||
                     (count > 1 && same_words(line, loose[1]));
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
static void read_names(struct copy *copy) {
    struct vacancy *vacancy = copy->vacancy;
    vacancy->title = field(copy, "title");
    vacancy->employer = field(copy, "employer");
    const char *loose[2] = {NULL, NULL};
    size_t count = find_loose(loose, copy);
    if (!vacancy->title && !vacancy->employer && count >= 2) {
        tell_apart(copy, loose[0], loose[1], count > 2);
    } else if (!vacancy->title && count > 0) {
        /* Of two lines beside a known employer the one that looks like a title. */
        bool second =
            count >= 2 && leaning(copy->arena, loose[1]) < leaning(copy->arena, loose[0]);
        bool employer = !vacancy->employer && leaning(copy->arena, loose[0]) > 0;
        vacancy->title = employer ? NULL : loose[second];
        vacancy->employer = employer ? loose[0] : vacancy->employer;
    } else if (!vacancy->employer && count > 0) {
        vacancy->employer = loose[0];
    }
}

/* ---- places ---- */

static bool ends_with_postcode(struct arena *arena, const char *line) {
    struct span found;
    struct span text = span_trim(span_of(line));
    return place_postcode(arena, text, &found) && found.at + found.len == text.at + text.len;
}

static void add_place(struct copy *copy, struct strings *lines) {
    if (lines->count == 1) {
        place_read(copy->vacancy, copy->arena, lines->at[0]);
    } else if (lines->count > 1) {
        place_add(copy->vacancy, copy->arena, place_of_lines(copy->arena, lines));
    }
    *lines = (struct strings){NULL, 0};
}

static bool is_country(const char *line) {
    return words_find(NULL, labels_file, "country", span_of(line));
}

/* Each postcode ends an address; a country behind it says nothing new. */
static void read_locations(struct copy *copy, const struct plain_part *part) {
    struct strings lines = {NULL, 0};
    for (size_t i = 0; i < part->lines.count; i++) {
        const char *line = plain_prose_line(copy->arena, part->lines.at[i]);
        if (!*line || (lines.count == 0 && is_country(line))) {
            continue;
        }
        strings_push(copy->arena, &lines, line);
        if (ends_with_postcode(copy->arena, line)) {
            add_place(copy, &lines);
        }
    }
    add_place(copy, &lines);
}

/* "Site", "Address", "Town" and the like, each with its label. */
static void read_labelled_place(struct copy *copy) {
    static const char *const names[] = {"site", "address", "town", "county", "postcode"};
    struct strings lines = {NULL, 0};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct plain_part *part = find_part(copy, names[i]);
        for (size_t k = 0; part && k < part->lines.count; k++) {
            const char *line = plain_prose_line(copy->arena, part->lines.at[k]);
            if (*line) {
                strings_push(copy->arena, &lines, line);
            }
        }
    }
    if (lines.count > 0) {
        place_add(copy->vacancy, copy->arena, place_of_lines(copy->arena, &lines));
    }
}

static void read_places(struct copy *copy) {
    for (size_t i = 0; i < copy->outline.count; i++) {
        const struct plain_part *part = &copy->outline.parts[i];
        if (span_is(part->name, "locations")) {
            read_locations(copy, part);
        }
    }
    if (copy->vacancy->location_count == 0) {
        read_labelled_place(copy);
    }
}

/* ---- texts ---- */

static const char **text_of(struct vacancy *vacancy, struct span name) {
    return span_is(name, "summary")       ? &vacancy->text_summary
           : span_is(name, "duties")      ? &vacancy->text_duties
           : span_is(name, "about")       ? &vacancy->text_about
           : span_is(name, "description") ? &vacancy->text_description
                                          : NULL;
}

static const char *join_texts(struct arena *arena, const char *a, const char *b) {
    return a && b ? arena_printf(arena, "%s\n\n%s", a, b) : a ? a : b;
}

/* A section's text goes to its field; one that comes again to the field it stands in. */
static void read_texts(struct copy *copy) {
    const char **open = NULL; /* the field of the section before */
    for (size_t i = 0; i < copy->outline.count; i++) {
        const struct plain_part *part = &copy->outline.parts[i];
        const char **field = text_of(copy->vacancy, part->name);
        if (!field || !part->is_section) {
            open = part->is_section ? NULL : open;
            continue;
        }
        const char *text = plain_prose(copy->arena, &part->lines);
        if (!text || same_words(*field, text)) {
            continue;
        }
        if (!*field) {
            *field = text;
            open = field;
        } else if (open) {
            *open =
                join_texts(copy->arena, *open, join_texts(copy->arena, part->heading, text));
        } else {
            *field = join_texts(copy->arena, *field, text);
            open = field;
        }
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

static void read_spec(struct copy *copy) {
    const struct plain_part *first = NULL;
    struct person_spec spec = {.vacancy = copy->vacancy, .arena = copy->arena};
    for (size_t i = 0; i < copy->outline.count; i++) {
        const struct plain_part *part = &copy->outline.parts[i];
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

/* Without "(PDF, 343KB)" behind a document's name. */
static const char *document_name(struct arena *arena, const char *line) {
    struct span text = span_of(line);
    size_t bracket = span_find_nocase(text, SPAN("(pdf,"), 0);
    bracket = bracket == SIZE_MAX ? span_find_nocase(text, SPAN("(doc"), 0) : bracket;
    bool size = bracket != SIZE_MAX && bracket > 0 && span_ends(text, ")");
    return size ? arena_copy(arena, span_trim(span_part(text, 0, bracket))) : line;
}

static void read_documents(struct copy *copy) {
    struct strings *documents = &copy->vacancy->documents;
    for (size_t i = 0; i < copy->outline.count; i++) {
        const struct plain_part *part = &copy->outline.parts[i];
        for (size_t k = 0; span_is(part->name, "documents") && k < part->lines.count; k++) {
            const char *line = plain_prose_line(copy->arena, part->lines.at[k]);
            const char *name = document_name(copy->arena, line);
            if (*line && name && !strings_has(documents, name)) {
                strings_push(copy->arena, documents, name);
            }
        }
    }
}

static bool has_digits(const char *line, size_t least) {
    size_t count = 0;
    for (const char *c = line; *c; c++) {
        count += ascii_is_digit(*c);
    }
    return count >= least;
}

static void set_once(const char **field, const char *value) {
    *field = *field ? *field : value;
}

/* Unlabelled lines of a contact: an address and a number show themselves; of two others the
 * post comes first, the name second. */
static void read_contact_line(struct copy *copy, const char *line, const char **waiting) {
    struct contact *contact = &copy->contact;
    if (span_find(span_of(line), SPAN("@"), 0) != SIZE_MAX) {
        set_once(&contact->email, line);
    } else if (has_digits(line, 6)) {
        set_once(&contact->phone, line);
    } else if (*waiting) {
        set_once(&contact->job_title, *waiting);
        set_once(&contact->name, line);
        *waiting = NULL;
    } else if (!contact->name) {
        *waiting = line;
    }
    copy->has_contact = true;
}

static void read_contact(struct copy *copy) {
    static const struct {
        const char *name;
        size_t offset;
    } labels[] = {{"contact name", offsetof(struct contact, name)},
                  {"contact job title", offsetof(struct contact, job_title)},
                  {"contact email", offsetof(struct contact, email)},
                  {"contact phone", offsetof(struct contact, phone)}};
    const char *waiting = NULL;
    for (size_t i = 0; i < copy->outline.count; i++) {
        const struct plain_part *part = &copy->outline.parts[i];
        for (size_t k = 0; k < sizeof labels / sizeof labels[0]; k++) {
            if (span_is(part->name, labels[k].name)) {
                char *member = (char *)&copy->contact + labels[k].offset;
                const char *value = first_line(copy->arena, part);
                memcpy(member, &value, sizeof value);
                copy->has_contact = true;
            }
        }
        bool bare = span_is(part->name, "contact") || span_is(part->name, "contact head");
        for (size_t k = 0; bare && k < part->lines.count; k++) {
            const char *line = plain_prose_line(copy->arena, part->lines.at[k]);
            if (*line) {
                read_contact_line(copy, line, &waiting);
            }
        }
    }
    set_once(&copy->contact.job_title, waiting);
    copy->vacancy->contact =
        copy->has_contact ? arena_alloc(copy->arena, 1, sizeof copy->contact) : NULL;
    if (copy->vacancy->contact) {
        *copy->vacancy->contact = copy->contact;
    }
}

/* An address of an NHS Jobs advert in the text gives the site's own id. */
static void read_address(struct copy *copy, struct span text) {
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

static void read_copy(struct copy *copy, struct span text) {
    struct vacancy *vacancy = copy->vacancy;
    vacancy->source = SOURCE_TEXT;
    vacancy->state = STATE_UNKNOWN;
    vacancy->reference = field(copy, "reference");
    vacancy->website = field(copy, "website");
    read_names(copy);
    read_wordings(copy);
    read_salary(copy);
    read_places(copy);
    read_texts(copy);
    read_spec(copy);
    const struct plain_part *registration = find_part(copy, "registration");
    vacancy->registration =
        registration ? plain_prose(copy->arena, &registration->lines) : NULL;
    read_documents(copy);
    read_contact(copy);
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
static bool has_end(const struct copy *copy) {
    const struct vacancy *vacancy = copy->vacancy;
    return vacancy->criterion_count > 0 || vacancy->dbs || vacancy->website ||
           vacancy->documents.count > 0 || vacancy->registration || vacancy->sponsorship ||
           copy->has_contact || find_part(copy, "employer details");
}

/* A copy that breaks off is said to: it may not replace a whole one. */
static void judge_end(const struct copy *copy) {
    if (!has_end(copy)) {
        vacancy_note(copy->vacancy, copy->arena, "text", VACANCY_NOTE_CUT,
                     "neither a person specification nor anything that stands behind one: the "
                     "copy may break off");
    }
}

static enum err read(struct readings *out, struct arena *arena, const struct document *document,
                     struct diag *diag) {
    struct reading *reading = readings_add(out, arena, READING_VACANCY, document->digest);
    if (reading) {
        vacancy_init(&reading->as.vacancy);
        struct copy copy = {.vacancy = &reading->as.vacancy, .arena = arena};
        copy.outline = plain_outline_of(arena, document->text);
        read_copy(&copy, document->text);
        judge_end(&copy);
    }
    return arena_check(arena, diag);
}

const struct family family_plain_text = {"plain text", recognise, read};
