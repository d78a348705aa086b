/* parser/advert_fields.c - labelled fields and headed sections become a record
 * SPDX-License-Identifier: MIT
 */
#include "parser/advert_fields.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "parser/fields.h"
#include "parser/lexicon.h"
#include "parser/plain_prose.h"
#include "parser/wording.h"

/* ---- values ---- */

/* The lines of a field as one text; NULL where there are none. */
static const char *value_of(struct arena *arena, const struct advert_part *part) {
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

static const char *first_line(struct arena *arena, const struct advert_part *part) {
    for (size_t i = 0; i < part->lines.count; i++) {
        const char *line = plain_prose_line(arena, part->lines.at[i]);
        if (*line) {
            return line;
        }
    }
    return NULL;
}

/* The first part of that name that has a value. */
const struct advert_part *advert_part_find(const struct advert *advert, const char *name) {
    for (size_t i = 0; i < advert->outline.count; i++) {
        const struct advert_part *part = &advert->outline.parts[i];
        if (span_is(part->name, name) && value_of(advert->arena, part)) {
            return part;
        }
    }
    return NULL;
}

const char *advert_field(const struct advert *advert, const char *name) {
    const struct advert_part *part = advert_part_find(advert, name);
    return part ? value_of(advert->arena, part) : NULL;
}

/* ---- fields ---- */

typedef void read_wording(struct vacancy *vacancy, struct arena *arena, const char *text);

/* Does a text hold any wording of that kind of parser/fields/terms.tsv? */
static bool has_term(struct arena *arena, const char *kind, const char *text) {
    return text && lexicon_has(&fields_terms, kind, lexicon_plain(arena, span_of(text)));
}

/* Bands, and the scheme where the grade names one: "NHS AfC: Band 3". */
static void read_grade(struct vacancy *vacancy, struct arena *arena, const char *text) {
    band_read(vacancy, arena, text);
    if (!vacancy->pay_scheme && has_term(arena, "scheme", text)) {
        terms_scheme(vacancy, arena, text);
    }
}

/* A label that boards use for the contract, for the pattern, or for both. */
static void read_job_type(struct vacancy *vacancy, struct arena *arena, const char *text) {
    if (vacancy->contract == CONTRACT_NONE && has_term(arena, "contract", text)) {
        terms_contract(vacancy, arena, text);
    }
    if (has_term(arena, "pattern", text)) {
        terms_pattern(vacancy, arena, text);
    }
}

/* Where no label of its own says how much is worked, the contract's may. */
static void read_contract(struct vacancy *vacancy, struct arena *arena, const char *text) {
    terms_contract(vacancy, arena, text);
    if (has_term(arena, "pattern", text)) {
        terms_pattern(vacancy, arena, text);
    }
}

/* Behind the label a number needs no unit: "36", "22.5 - 37.5". */
static void read_hours(struct vacancy *vacancy, struct arena *arena, const char *text) {
    bool bare = text != NULL;
    for (const char *at = text; bare && *at; at++) {
        bare = !ascii_is_alpha(*at);
    }
    terms_pattern(vacancy, arena, bare ? arena_printf(arena, "%s hours per week", text) : text);
}

/* A page may print the date twice, and the time once. */
static void read_time(struct advert *advert) {
    struct vacancy *vacancy = advert->vacancy;
    const char *time = NULL;
    for (size_t i = 0; i < advert->outline.count && !vacancy->closes_at; i++) {
        const struct advert_part *part = &advert->outline.parts[i];
        const char *text = span_is(part->name, "closes") ? value_of(advert->arena, part) : NULL;
        struct date date = dates_read(span_of(text), &time, advert->arena);
        if (text && !date_is_none(date) &&
            date_to_days(date) == date_to_days(vacancy->closes)) {
            vacancy->closes_at = time;
        }
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
    {"contract", read_contract},
    {"duration", terms_duration},
    {"pattern", terms_pattern},
    {"hours", read_hours},
    {"job type", read_job_type},
    {"remote", read_job_type},
    {"dbs", terms_dbs},
    {"sponsorship", terms_sponsorship},
};

static void read_wordings(struct advert *advert) {
    for (size_t i = 0; i < sizeof wordings / sizeof wordings[0]; i++) {
        wordings[i].read(advert->vacancy, advert->arena,
                         advert_field(advert, wordings[i].name));
    }
}

static bool has_digits(const char *line, size_t least) {
    size_t count = 0;
    for (const char *c = line; *c; c++) {
        count += ascii_is_digit(*c);
    }
    return count >= least;
}

/* Find a job prints "Not specified" and the pay of NHS adverts apart, or words that belong to
 * the figure. */
static const char *salary_text(const struct advert *advert) {
    const char *text = advert_field(advert, "salary");
    const char *more = advert_field(advert, "salary more");
    bool figure = text && has_digits(text, 1);
    if (!more || (figure && has_digits(more, 1))) {
        return text;
    }
    return figure ? arena_printf(advert->arena, "%s %s", text, more) : more;
}

/* Trac prints the unit apart ("Salary period: Yearly"); the text stays as printed. */
static void read_salary(struct advert *advert) {
    const char *text = salary_text(advert);
    const char *period = advert_field(advert, "salary period");
    const char *both =
        text && period ? arena_printf(advert->arena, "%s %s", text, period) : text;
    salary_read(advert->vacancy, advert->arena, both);
    if (text) {
        advert->vacancy->salary.text = text;
    }
    /* A second field of the pay often holds what the figure leaves out: "Band 5". */
    band_read_pay(advert->vacancy, advert->arena, text);
    band_read_pay(advert->vacancy, advert->arena, advert_field(advert, "salary more"));
}

/* Does a word of titles follow, so that the word before it belongs to the title: "Practice
 * Nurse", "Healthcare Support Worker"? */
static bool goes_on_as_title(struct span plain, struct span found) {
    size_t end = (size_t)(found.at - plain.at) + found.len;
    struct span rest = span_part(plain, end + 1, SIZE_MAX); /* the plain form ends in a space */
    struct words_row row;
    return words_begin(&row, &fields_title_words, "title", rest);
}

/* How many words of that kind a line has. */
static size_t count_words(struct span plain, const char *kind, bool employer) {
    struct lexicon_hit hit;
    size_t count = 0;
    for (size_t from = 0; lexicon_find(&hit, &from, &fields_title_words, kind, plain);) {
        count += !employer || !goes_on_as_title(plain, hit.found);
    }
    return count;
}

int advert_leaning(struct arena *arena, const char *line) {
    struct span plain = span_of(lexicon_plain(arena, span_of(line)));
    return (int)count_words(plain, "employer", true) - (int)count_words(plain, "title", false);
}

bool advert_same_words(const char *a, const char *b) {
    return a && b && span_equal_nocase(span_of(a), span_of(b));
}

/* ---- places ---- */

static bool ends_with_postcode(struct arena *arena, const char *line) {
    struct span found;
    struct span text = span_trim(span_of(line));
    return place_postcode(arena, text, &found) && found.at + found.len == text.at + text.len;
}

static void add_place(struct advert *advert, struct strings *lines) {
    if (lines->count == 1) {
        place_read(advert->vacancy, advert->arena, lines->at[0]);
    } else if (lines->count > 1) {
        place_add(advert->vacancy, advert->arena, place_of_lines(advert->arena, lines));
    }
    *lines = (struct strings){NULL, 0};
}

static bool is_country(const char *line) {
    return words_find(NULL, &fields_plain_text_labels, "country", span_of(line));
}

/* Each postcode ends an address; a country behind it says nothing new. */
static void read_locations(struct advert *advert, const struct advert_part *part) {
    struct strings lines = {NULL, 0};
    for (size_t i = 0; i < part->lines.count; i++) {
        const char *line = plain_prose_line(advert->arena, part->lines.at[i]);
        if (!*line || (lines.count == 0 && is_country(line))) {
            continue;
        }
        strings_push(advert->arena, &lines, line);
        if (ends_with_postcode(advert->arena, line)) {
            add_place(advert, &lines);
        }
    }
    add_place(advert, &lines);
}

/* "Site", "Address", "Town" and the like, each with its label. */
static void read_labelled_place(struct advert *advert) {
    static const char *const names[] = {"site", "address", "town", "county", "postcode"};
    struct strings lines = {NULL, 0};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct advert_part *part = advert_part_find(advert, names[i]);
        for (size_t k = 0; part && k < part->lines.count; k++) {
            const char *line = plain_prose_line(advert->arena, part->lines.at[k]);
            if (*line) {
                strings_push(advert->arena, &lines, line);
            }
        }
    }
    if (lines.count > 0) {
        place_add(advert->vacancy, advert->arena, place_of_lines(advert->arena, &lines));
    }
}

static void read_places(struct advert *advert) {
    for (size_t i = 0; i < advert->outline.count; i++) {
        const struct advert_part *part = &advert->outline.parts[i];
        if (span_is(part->name, "locations")) {
            read_locations(advert, part);
        }
    }
    if (advert->vacancy->location_count == 0) {
        read_labelled_place(advert);
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
static void read_texts(struct advert *advert) {
    const char **open = NULL; /* the field of the section before */
    for (size_t i = 0; i < advert->outline.count; i++) {
        const struct advert_part *part = &advert->outline.parts[i];
        const char **field = text_of(advert->vacancy, part->name);
        if (!field || !part->is_section) {
            open = part->is_section ? NULL : open;
            continue;
        }
        const char *text = part->text ? part->text : plain_prose(advert->arena, &part->lines);
        if (!text || advert_same_words(*field, text)) {
            continue;
        }
        if (!*field) {
            *field = text;
            open = field;
        } else if (open) {
            *open = join_texts(advert->arena, *open,
                               join_texts(advert->arena, part->heading, text));
        } else {
            *field = join_texts(advert->arena, *field, text);
            open = field;
        }
    }
}

/* Without "(PDF, 343KB)" behind a document's name. */
static const char *document_name(struct arena *arena, const char *line) {
    struct span text = span_of(line);
    size_t bracket = span_find_nocase(text, SPAN("(pdf,"), 0);
    bracket = bracket == SIZE_MAX ? span_find_nocase(text, SPAN("(doc"), 0) : bracket;
    bool size = bracket != SIZE_MAX && bracket > 0 && span_ends(text, ")");
    return size ? arena_copy(arena, span_trim(span_part(text, 0, bracket))) : line;
}

/* The privacy notice, and what a page prints round a list of documents. */
static bool is_no_document(struct arena *arena, const char *name) {
    struct span form = advert_label_form(arena, span_of(name));
    return span_find_nocase(span_of(name), SPAN("privacy notice"), 0) != SIZE_MAX ||
           words_find(NULL, &fields_plain_text_labels, "furniture", form);
}

static void read_documents(struct advert *advert) {
    struct strings *documents = &advert->vacancy->documents;
    for (size_t i = 0; i < advert->outline.count; i++) {
        const struct advert_part *part = &advert->outline.parts[i];
        for (size_t k = 0; span_is(part->name, "documents") && k < part->lines.count; k++) {
            const char *line = plain_prose_line(advert->arena, part->lines.at[k]);
            const char *name = document_name(advert->arena, line);
            if (*line && name && !is_no_document(advert->arena, name) &&
                !strings_has(documents, name)) {
                strings_push(advert->arena, documents, name);
            }
        }
    }
}

static void set_once(const char **field, const char *value) {
    *field = *field ? *field : value;
}

/* Unlabelled lines of a contact: an address and a number show themselves; of two others the
 * post comes first, the name second. */
static void read_contact_line(struct contact *contact, const char *line, const char **waiting) {
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
}

static void read_contact(struct advert *advert) {
    static const struct {
        const char *name;
        size_t offset;
    } labels[] = {{"contact name", offsetof(struct contact, name)},
                  {"contact job title", offsetof(struct contact, job_title)},
                  {"contact email", offsetof(struct contact, email)},
                  {"contact phone", offsetof(struct contact, phone)}};
    struct contact contact = {NULL, NULL, NULL, NULL};
    const char *waiting = NULL;
    bool some = false;
    for (size_t i = 0; i < advert->outline.count; i++) {
        const struct advert_part *part = &advert->outline.parts[i];
        for (size_t k = 0; k < sizeof labels / sizeof labels[0]; k++) {
            if (span_is(part->name, labels[k].name)) {
                char *member = (char *)&contact + labels[k].offset;
                const char *value = first_line(advert->arena, part);
                memcpy(member, &value, sizeof value);
                some = true;
            }
        }
        bool bare = span_is(part->name, "contact") || span_is(part->name, "contact head");
        for (size_t k = 0; bare && k < part->lines.count; k++) {
            const char *line = plain_prose_line(advert->arena, part->lines.at[k]);
            if (*line) {
                read_contact_line(&contact, line, &waiting);
                some = true;
            }
        }
    }
    set_once(&contact.job_title, waiting);
    advert->vacancy->contact = some ? arena_alloc(advert->arena, 1, sizeof contact) : NULL;
    if (advert->vacancy->contact) {
        *advert->vacancy->contact = contact;
    }
}

/* ---- the whole ---- */

/* The fields that are taken as they are printed. */
static const struct {
    const char *name;
    size_t offset; /* in struct vacancy */
} texts[] = {
    {"title", offsetof(struct vacancy, title)},
    {"employer", offsetof(struct vacancy, employer)},
    {"reference", offsetof(struct vacancy, reference)},
    {"website", offsetof(struct vacancy, website)},
};

bool advert_field_read(struct vacancy *vacancy, struct arena *arena, struct span name,
                       const char *value) {
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (span_is(name, texts[i].name)) {
            memcpy((char *)vacancy + texts[i].offset, &value, sizeof value);
            return true;
        }
    }
    bool place = span_is(name, "locations") || span_is(name, "town");
    if (span_is(name, "salary") || place) {
        (place ? place_read : salary_read)(vacancy, arena, value);
        return true;
    }
    for (size_t i = 0; i < sizeof wordings / sizeof wordings[0]; i++) {
        if (span_is(name, wordings[i].name)) {
            wordings[i].read(vacancy, arena, value);
            return true;
        }
    }
    return false;
}

void advert_fields_read(struct advert *advert) {
    struct vacancy *vacancy = advert->vacancy;
    const struct advert_part *registration = advert_part_find(advert, "registration");
    vacancy->reference = advert_field(advert, "reference");
    vacancy->website = advert_field(advert, "website");
    read_wordings(advert);
    if (!date_is_none(vacancy->closes)) {
        read_time(advert);
    }
    read_salary(advert);
    read_places(advert);
    read_texts(advert);
    vacancy->registration =
        registration ? plain_prose(advert->arena, &registration->lines) : NULL;
    read_documents(advert);
    read_contact(advert);
}
