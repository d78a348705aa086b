/* parser/jobposting.c - schema.org JobPosting in JSON-LD, on any site
 * SPDX-License-Identifier: MIT
 */
#include "parser/jobposting.h"

#include <string.h>

#include "parser/advert_fields.h"
#include "parser/family.h"
#include "parser/fields.h"
#include "parser/lexicon.h"
#include "parser/loose_json.h"
#include "parser/said.h"
#include "parser/wording.h"

/* ---- properties ---- */

/* A text without the spaces of its plain form. */
static struct span plain_of(struct arena *arena, const char *text) {
    return span_trim(span_of(lexicon_plain(arena, span_of(text))));
}

const struct json *posting_get(const struct posting *posting, const char *name) {
    return schema_org_get(posting->things, posting->object, name);
}

/* What stands at a path; a text where a thing is expected stands for its name and value. */
static const struct json *value_at(const struct posting *posting, const struct json *thing,
                                   struct span path) {
    struct span name;
    const struct json *value = thing;
    while (value && span_next_piece(&path, '.', &name)) {
        const char *key = arena_copy(posting->arena, name);
        const struct json *one = schema_org_at(posting->things, value, 0);
        bool bare = !json_is_object(one) && value != thing;
        bool stands_for = span_is(name, "name") || span_is(name, "value");
        value = !bare        ? (key ? schema_org_get(posting->things, one, key) : NULL)
                : stands_for ? one
                             : NULL;
    }
    return value;
}

const char *posting_line_of(const struct posting *posting, const struct json *thing,
                            const char *paths) {
    struct span rest = span_of(paths);
    struct span path;
    while (span_next_piece(&rest, '|', &path)) {
        const struct json *value = value_at(posting, thing, path);
        const char *line =
            jobposting_line(posting->arena, schema_org_raw(posting->arena, value));
        if (line && !words_find(NULL, &fields_jobposting_words, "none",
                                plain_of(posting->arena, line))) {
            return line;
        }
    }
    return NULL;
}

const char *posting_line(const struct posting *posting, const char *paths) {
    return posting_line_of(posting, posting->object, paths);
}

/* ---- short fields ---- */

static const struct {
    const char *paths;
    size_t offset; /* in struct vacancy */
} texts[] = {
    {"title|name|jobTitle", offsetof(struct vacancy, title)},
    {"hiringOrganization.name|hiringOrganization.legalName",
     offsetof(struct vacancy, employer)},
};

/* A midnight is no time of day that anybody chose: it is how programs write a day alone. */
static void read_closes(struct vacancy *vacancy, struct arena *arena, const char *text) {
    dates_read_closes(vacancy, arena, text);
    struct span span = span_of(text);
    bool midnight = span_find(span, SPAN("T00:00"), 0) != SIZE_MAX ||
                    span_find(span, SPAN(" 00:00"), 0) != SIZE_MAX;
    if (midnight || (vacancy->closes_at && strcmp(vacancy->closes_at, "00:00") == 0)) {
        vacancy->closes_at = NULL;
    }
}

/* "37.5" alone is a number of hours. */
static void read_hours(struct vacancy *vacancy, struct arena *arena, const char *text) {
    bool bare = text != NULL;
    for (const char *c = text; c && *c; c++) {
        bare = bare && (ascii_is_digit(*c) || *c == '.');
    }
    terms_pattern(vacancy, arena, bare ? arena_printf(arena, "%s hours", text) : text);
}

/* The fields that a file of wordings reads. */
static const struct {
    const char *paths;
    void (*read)(struct vacancy *vacancy, struct arena *arena, const char *text);
} wordings[] = {
    {"datePosted", dates_read_posted},
    {"validThrough", read_closes},
    {"workHours", read_hours},
};

static void set_contract(const struct posting *posting, const struct words_row *row,
                         const char *text) {
    struct vacancy *vacancy = posting->vacancy;
    enum contract contract = (enum contract)vocab_value(&vocab_contract, row->value);
    if (vacancy->contract && vacancy->contract != contract) {
        vacancy_note(vacancy, posting->arena, "contract", "several",
                     "the first of several: \"%s\" too", text);
        return;
    }
    vacancy->contract = contract;
    if (span_is(row->more, "taken")) {
        vacancy_note(vacancy, posting->arena, "contract", "nearest",
                     "\"%s\" taken for the nearest kind of contract", text);
    }
}

/* One value of employmentType: schema.org's words, else the boards' own. */
static void read_employment(const struct posting *posting, const char *text) {
    struct vacancy *vacancy = posting->vacancy;
    struct words_row row;
    struct span plain = plain_of(posting->arena, text);
    if (words_find(&row, &fields_jobposting_words, "pattern", plain)) {
        vacancy->working_patterns |= 1u << vocab_value(&vocab_work_pattern, row.value);
    } else if (words_find(&row, &fields_jobposting_words, "contract", plain)) {
        set_contract(posting, &row, text);
    } else if (!words_find(NULL, &fields_jobposting_words, "none", plain)) {
        unsigned patterns = vacancy->working_patterns;
        enum contract contract = vacancy->contract;
        (void)advert_field_read(vacancy, posting->arena, SPAN("job type"), text);
        if (patterns == vacancy->working_patterns && contract == vacancy->contract) {
            vacancy_note(vacancy, posting->arena, "contract", "unknown",
                         "no kind of contract and no working pattern: \"%s\"", text);
        }
    }
}

/* A list, or one text with commas, or both. */
static void read_employments(const struct posting *posting) {
    const struct json *value = posting_get(posting, "employmentType");
    for (size_t i = 0; i < schema_org_count(value); i++) {
        const struct json *each = schema_org_at(posting->things, value, i);
        struct span rest =
            span_of(jobposting_line(posting->arena, schema_org_raw(posting->arena, each)));
        struct span piece;
        while (span_next_piece(&rest, ',', &piece)) {
            const char *text = arena_copy(posting->arena, span_trim(piece));
            if (text && *text) {
                read_employment(posting, text);
            }
        }
    }
}

static void read_website(const struct posting *posting) {
    const char *text =
        posting_line(posting, "hiringOrganization.sameAs|hiringOrganization.url");
    struct span span = span_of(text);
    if (span_starts_nocase(span, "http") || span_starts_nocase(span, "www.")) {
        posting->vacancy->website = text;
    }
}

static void read_contact(const struct posting *posting) {
    struct contact contact = {
        .name = posting_line(posting, "applicationContact.name"),
        .job_title = posting_line(posting, "applicationContact.contactType"),
        .email = posting_line(posting, "applicationContact.email"),
        .phone = posting_line(posting, "applicationContact.telephone"),
    };
    struct contact *kept = arena_alloc(posting->arena, 1, sizeof *kept);
    if (kept && (contact.name || contact.email || contact.phone)) {
        *kept = contact;
        posting->vacancy->contact = kept;
    }
}

static void read_short(const struct posting *posting) {
    struct vacancy *vacancy = posting->vacancy;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *text = posting_line(posting, texts[i].paths);
        memcpy((char *)vacancy + texts[i].offset, &text, sizeof text);
    }
    for (size_t i = 0; i < sizeof wordings / sizeof wordings[0]; i++) {
        wordings[i].read(vacancy, posting->arena, posting_line(posting, wordings[i].paths));
    }
    read_employments(posting);
    read_website(posting);
    read_contact(posting);
    jobposting_link(posting);
}

/* ---- postings ---- */

/* What a title needs beside it to be an advert. */
static bool is_advert(const struct vacancy *vacancy) {
    bool text = vacancy->text_description || vacancy->text_summary || vacancy->text_duties;
    return vacancy->title && (text || vacancy->employer || vacancy->url || vacancy->reference ||
                              vacancy->location_count > 0 || !date_is_none(vacancy->closes));
}

static bool same_text(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Is the posting there already? Pages print their JSON-LD twice. */
static bool is_known(const struct readings *out, const struct vacancy *vacancy) {
    for (size_t i = 0; i < out->count; i++) {
        const struct vacancy *other = &out->at[i].as.vacancy;
        if (out->at[i].kind == READING_VACANCY && same_text(other->title, vacancy->title) &&
            same_text(other->id, vacancy->id) && same_text(other->url, vacancy->url) &&
            same_text(other->reference, vacancy->reference) &&
            same_text(other->text_description, vacancy->text_description)) {
            return true;
        }
    }
    return false;
}

static struct vacancy read_posting(struct arena *arena, const struct schema_org *things,
                                   const struct json *object, const struct page *page) {
    struct vacancy vacancy;
    vacancy_init(&vacancy);
    vacancy.source = SOURCE_JOBPOSTING;
    vacancy.state = STATE_UNKNOWN;
    struct posting posting = {
        .things = things, .object = object, .vacancy = &vacancy, .arena = arena, .page = page};
    read_short(&posting);
    jobposting_places(&posting);
    jobposting_texts(&posting);
    jobposting_pay(&posting);
    said_read(&vacancy, arena);
    return vacancy;
}

/* ---- the page's JSON-LD ---- */

/* All that a page's scripts hold. */
struct scripts {
    struct json *values[JOBPOSTING_SCRIPTS_MAX];
    size_t count;
    unsigned mended;   /* set of enum loose_mend, of those with a posting */
    const char *fault; /* why one that speaks of a posting was not read; NULL */
    size_t fault_line; /* of the page */
    enum err err;      /* memory */
};

/* Does the text hold the type's name as a value, whole or behind a prefix? "obPosting" is
 * "JobPosting" and the "jobPosting" of some; what stands round it tells it from prose. */
static bool speaks_of_posting(struct span text) {
    struct span word = SPAN("obPosting");
    for (size_t at = 0; (at = span_find(text, word, at)) != SIZE_MAX; at += word.len) {
        char before = at > 1 ? text.at[at - 2] : ' ';
        size_t end = at + word.len;
        if (end < text.len && text.at[end] == '"' &&
            (before == '"' || before == '/' || before == ':')) {
            return true;
        }
    }
    return false;
}

/* Is this a script of JSON-LD? The NHS Jobs of before 2021 gave it no type. */
static bool is_script(const struct html_node *node) {
    const char *type = html_is(node, "script") ? html_attribute(node, "type") : NULL;
    const char *id = html_is(node, "script") ? html_attribute(node, "id") : NULL;
    return (type && span_find_nocase(span_of(type), SPAN("ld+json"), 0) != SIZE_MAX) ||
           (id && span_is_nocase(span_of(id), "jobPostingSchema"));
}

/* The line of the page at which a script begins; 1 where it is not found as it stands. */
static size_t line_of(struct span page, struct span script) {
    enum { PROBE_LENGTH = 120 };
    size_t at = span_find(page, span_part(script, 0, PROBE_LENGTH), 0);
    size_t line = 1;
    for (size_t i = 0; at != SIZE_MAX && i < at; i++) {
        line += page.at[i] == '\n';
    }
    return line;
}

static void add_script(struct scripts *scripts, struct span page, struct span text) {
    struct loose_report report = {.mended = 0};
    bool posting = speaks_of_posting(text);
    if (scripts->count == JOBPOSTING_SCRIPTS_MAX || scripts->err) {
        return;
    }
    enum err err = loose_json_parse(&scripts->values[scripts->count], &report, text);
    if (!err) {
        scripts->count++;
        scripts->mended |= posting ? report.mended : 0;
    } else if (err == ERR_MEMORY) {
        scripts->err = err;
    } else if (posting && !scripts->fault) {
        scripts->fault = report.fault ? report.fault : "it is too long";
        scripts->fault_line = line_of(page, text) + (report.line > 0 ? report.line - 1 : 0);
    }
}

static void open_scripts(struct scripts *scripts, const struct document *document) {
    *scripts = (struct scripts){.count = 0};
    if (!document->html) {
        add_script(scripts, document->text, document->text);
        return;
    }
    const struct html_node *at = html_root(document->html);
    for (; at; at = html_next(at, NULL)) {
        if (is_script(at)) {
            add_script(scripts, document->text, html_chars(html_first_child(at)));
        }
    }
}

static void close_scripts(struct scripts *scripts) {
    for (size_t i = 0; i < scripts->count; i++) {
        json_free(scripts->values[i]);
    }
}

/* ---- notes and refusals ---- */

static const char *mended_words(struct arena *arena, unsigned mended) {
    const char *words = "";
    for (int i = 0; i < LOOSE_MEND_COUNT && words; i++) {
        if (mended & 1u << i) {
            words = arena_printf(arena, "%s%s%s", words, *words ? ", " : "",
                                 loose_mend_name((enum loose_mend)i));
        }
    }
    return words ? words : "";
}

static void note_page(struct vacancy *vacancy, struct arena *arena,
                      const struct scripts *scripts, const struct schema_org *things) {
    if (scripts->mended) {
        vacancy_note(vacancy, arena, "page", "json_mended", "the JSON-LD was mended: %s",
                     mended_words(arena, scripts->mended));
    }
    if (scripts->fault) {
        vacancy_note(vacancy, arena, "page", "json_unread",
                     "another JSON-LD of the page cannot be read: line %zu: %s",
                     scripts->fault_line, scripts->fault);
    }
    if (things->full) {
        vacancy_note(vacancy, arena, "page", "too_many", "only the first %d postings were read",
                     SCHEMA_ORG_FOUND_MAX);
    }
}

static void refuse(struct readings *out, struct arena *arena, const struct scripts *scripts) {
    if (scripts->fault) {
        readings_refuse(out, arena, REFUSAL_OTHER_PAGE,
                        "the page's JSON-LD cannot be read: line %zu: %s", scripts->fault_line,
                        scripts->fault);
    } else {
        readings_refuse(out, arena, REFUSAL_OTHER_PAGE,
                        "the page's JSON-LD has no JobPosting with a title and more");
    }
}

/* ---- the family ---- */

static void read_all(struct readings *out, struct arena *arena, const struct page *page,
                     const struct scripts *scripts, struct schema_org *things) {
    for (size_t i = 0; i < scripts->count; i++) {
        schema_org_collect(things, scripts->values[i], "JobPosting");
    }
    for (size_t i = 0; i < things->found_count && !arena->failed; i++) {
        struct vacancy vacancy = read_posting(arena, things, things->found[i], page);
        bool wanted = is_advert(&vacancy) && !is_known(out, &vacancy);
        struct reading *reading = wanted ? readings_add(out, arena, READING_VACANCY) : NULL;
        if (reading) {
            note_page(&vacancy, arena, scripts, things);
            reading->as.vacancy = vacancy;
        }
    }
}

static enum err read(struct readings *out, struct arena *arena, const struct document *document,
                     struct diag *diag) {
    struct scripts scripts;
    struct schema_org things = {.found_count = 0};
    open_scripts(&scripts, document);
    enum err err = scripts.err;
    if (err) {
        (void)diag_set(diag, err, "reading the page's JSON-LD: out of memory");
        goto out;
    }
    read_all(out, arena, document->page, &scripts, &things);
    if (out->count == 0) {
        refuse(out, arena, &scripts);
    }
    err = arena_check(arena, diag);
out:
    close_scripts(&scripts);
    return err;
}

/* The page's bytes first: most pages hold no posting. */
static bool recognise_page(const struct document *document) {
    if (!document->html || !speaks_of_posting(document->text)) {
        return false;
    }
    const struct html_node *at = html_root(document->html);
    for (; at; at = html_next(at, NULL)) {
        if (is_script(at) && speaks_of_posting(html_chars(html_first_child(at)))) {
            return true;
        }
    }
    return false;
}

static bool recognise_file(const struct document *document) {
    struct span text = span_trim(document->text);
    return !document->html && (span_starts(text, "{") || span_starts(text, "[")) &&
           speaks_of_posting(text);
}

const struct family family_jobposting = {"jobposting", recognise_page, read};
const struct family family_jobposting_file = {"jobposting", recognise_file, read};
