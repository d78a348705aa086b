/* parser/reader.c - a page becomes records
 * SPDX-License-Identifier: MIT
 */
#include "parser/reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "parser/cut.h"
#include "parser/early.h"
#include "parser/encoding.h"
#include "parser/family.h"
#include "parser/fragment.h"
#include "parser/not_advert.h"
#include "parser/plain_text.h"
#include "parser/wording.h"

/* What the text of a page is written in. */
enum form { FORM_TEXT = 0, FORM_HTML, FORM_XML };

/* Families in the order in which they are asked. */
static const struct {
    enum form form;
    const struct family *family;
} families[] = {
    {FORM_HTML, &family_nhsjobs_advert},   {FORM_HTML, &family_nhsjobs_listing},
    {FORM_HTML, &family_findajob_listing}, {FORM_HTML, &family_findajob_advert},
    {FORM_HTML, &family_jobtrain_listing}, {FORM_HTML, &family_jobtrain_advert},
    {FORM_HTML, &family_hscni_listing},    {FORM_HTML, &family_hscni_advert},
    {FORM_HTML, &family_trac_listing},     {FORM_HTML, &family_trac_advert},
    {FORM_HTML, &family_jobposting},       {FORM_HTML, &family_role_profile},
    {FORM_XML, &family_nhsjobs_feed},      {FORM_XML, &family_sitemap},
    {FORM_TEXT, &family_sitemap_text},     {FORM_TEXT, &family_jobposting_file},
    {FORM_TEXT, &family_plain_text},       {FORM_TEXT, &family_role_profile},
};

struct reading *readings_add(struct readings *out, struct arena *arena,
                             enum reading_kind kind) {
    size_t count = out->count;
    struct reading reading;
    memset(&reading, 0, sizeof reading);
    reading.kind = kind;
    ARENA_PUSH(arena, out->at, out->count, reading);
    return out->count > count ? &out->at[count] : NULL;
}

void readings_refuse(struct readings *out, struct arena *arena, enum refusal_kind kind,
                     const char *format, ...) {
    enum { MESSAGE_SIZE = 512 };
    char message[MESSAGE_SIZE];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof message, format, args);
    va_end(args);
    struct reading *reading = readings_add(out, arena, READING_REFUSAL);
    if (reading) {
        /* It may quote the page, cut anywhere. */
        reading->as.refusal = (struct refusal){kind, utf8_fold_copy(arena, span_of(message))};
    }
}

/* ---- what it is written in ---- */

static bool opens_with(struct span text, const char *tag) {
    struct span head = span_part(text, 0, 4096);
    return span_find_nocase(head, span_of(tag), 0) != SIZE_MAX;
}

/* Behind an XML declaration, comments and white space. */
static struct span behind_prologue(struct span text) {
    text = span_trim(text);
    for (;;) {
        const char *end = span_starts(text, "<?")     ? "?>"
                          : span_starts(text, "<!--") ? "-->"
                                                      : NULL;
        size_t at = end ? span_find(text, span_of(end), 0) : SIZE_MAX;
        if (at == SIZE_MAX) {
            return text;
        }
        text = span_trim(span_part(text, at + strlen(end), SIZE_MAX));
    }
}

/* The root of an XML document of a kind that we read. */
static bool opens_feed(struct span front) {
    static const char *const roots[] = {"<nhsjobs", "<urlset", "<sitemapindex"};
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++) {
        if (span_starts_nocase(front, roots[i])) {
            return true;
        }
    }
    return false;
}

static enum form form_of(struct span text) {
    static const char *const html_tags[] = {"<!doctype html", "<html", "<head", "<body"};
    struct span front = behind_prologue(text);
    if (span_starts(front, "{") || span_starts(front, "[")) {
        return FORM_TEXT; /* JSON, whose strings may hold tags */
    }
    for (size_t i = 0; i < sizeof html_tags / sizeof html_tags[0]; i++) {
        if (opens_with(front, html_tags[i])) {
            return FORM_HTML;
        }
    }
    bool declared = span_starts(span_trim(text), "<?xml");
    if (declared || opens_feed(front) || span_starts_nocase(front, "<!doctype")) {
        return FORM_XML;
    }
    return span_starts(front, "<") ? FORM_HTML : FORM_TEXT;
}

/* ---- from text to records ---- */

/* Everything that lives as long as one page is being read. */
struct job {
    struct readings *out;
    struct arena *arena;
    struct document document;
};

static void refuse(struct job *job, enum refusal_kind kind, const char *words) {
    readings_refuse(job->out, job->arena, kind, "%s%s%s%s", not_advert_message(kind),
                    words ? ": \"" : "", words ? words : "", words ? "\"" : "");
}

static bool is_whole(struct span text, enum form form) {
    bool ends = form == FORM_XML    ? cut_xml_is_whole(behind_prologue(text))
                : form == FORM_HTML ? html_is_whole(text) || fragment_is_whole(text)
                                    : true;
    return ends && (form == FORM_XML || !cut_is_proven(text, form == FORM_HTML));
}

/* Says why a tree could not be made. @return the errors that are no matter of the page */
static enum err refuse_tree(struct job *job, enum form form, enum err err,
                            const struct diag *diag) {
    if (err == ERR_LIMIT || err == ERR_INPUT) {
        struct span front = behind_prologue(job->document.text);
        bool cut = form == FORM_XML && err == ERR_INPUT && !cut_xml_is_whole(front) &&
                   !opens_with(job->document.text, "<!doctype");
        enum refusal_kind kind = cut ? REFUSAL_CUT : REFUSAL_REFUSED;
        readings_refuse(job->out, job->arena, kind, "%s",
                        cut ? not_advert_message(kind) : diag->text);
        return ERR_NONE;
    }
    return err;
}

/* A family whose page turns out to be none of its own adds nothing: the next one is asked. */
static enum err read_families(struct job *job, enum form form, struct diag *diag) {
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
        const struct family *family = families[i].family;
        if (families[i].form == form && family->recognise(&job->document)) {
            enum err err = family->read(job->out, job->arena, &job->document, diag);
            for (size_t k = 0; k < job->out->count; k++) {
                job->out->at[k].family = family->name;
            }
            if (err || job->out->count > 0) {
                return err;
            }
        }
    }
    return ERR_NONE;
}

/* What was mended in the page is noted on each record. An oddity is "code: sentence". */
static void note_oddities(struct job *job, struct vacancy *vacancy) {
    const struct strings *oddities = &job->document.oddities;
    for (size_t i = 0; i < oddities->count; i++) {
        struct span text = span_of(oddities->at[i]);
        size_t colon = span_find(text, SPAN(": "), 0);
        const char *code = arena_copy(job->arena, span_part(text, 0, colon));
        vacancy_note(vacancy, job->arena, "page", code ? code : "", "%s",
                     colon == SIZE_MAX ? "" : oddities->at[i] + colon + 2);
    }
}

/* A listing takes the notes of its entries, since an entry is shown without them. */
static void note_listing(struct job *job, struct listing *listing) {
    struct vacancy notes = {.notes = listing->notes, .note_count = listing->note_count};
    note_oddities(job, &notes);
    for (size_t i = 0; i < listing->entry_count; i++) {
        const struct vacancy *entry = &listing->entries[i];
        for (size_t k = 0; k < entry->note_count; k++) {
            const char *field =
                arena_printf(job->arena, "entries.%zu.%s", i, entry->notes[k].field);
            vacancy_note(&notes, job->arena, field ? field : "", entry->notes[k].code, "%s",
                         entry->notes[k].message);
        }
    }
    listing->notes = notes.notes;
    listing->note_count = notes.note_count;
}

static bool names_itself(const struct vacancy *vacancy) {
    return (vacancy->id && vacancy->id[0]) || (vacancy->reference && vacancy->reference[0]);
}

/* Adverts that name themselves neither by id nor by reference are named by their page; from the
 * second of a page on by its digest and their number, so that each keeps a key of its own. */
static void name_by_page(struct job *job, struct reading *reading, size_t *unnamed) {
    char page[DIGEST_TEXT_SIZE];
    char own[DIGEST_TEXT_SIZE];
    if (names_itself(&reading->as.vacancy)) {
        return;
    }
    const char *digest = digest_write(job->document.page->body, page);
    if (++*unnamed > 1) {
        const char *name = arena_printf(job->arena, "%s/%zu", digest, *unnamed);
        digest = digest_write(span_of(name), own);
    }
    reading->digest = arena_copy_text(job->arena, digest);
}

/* What every record needs last: bands from other fields, then the masks over all text. */
static void finish(struct job *job) {
    bool keep = job->document.options->keep_contacts;
    size_t unnamed = 0;
    for (size_t i = 0; i < job->out->count; i++) {
        struct reading *reading = &job->out->at[i];
        if (reading->kind == READING_VACANCY) {
            struct vacancy *vacancy = &reading->as.vacancy;
            note_oddities(job, vacancy);
            band_settle(vacancy, job->arena);
            early_read(vacancy, job->arena);
            contact_mask(vacancy, job->arena, keep);
            name_by_page(job, reading, &unnamed);
        } else if (reading->kind == READING_LISTING) {
            struct listing *listing = &reading->as.listing;
            for (size_t k = 0; k < listing->entry_count; k++) {
                contact_mask(&listing->entries[k], job->arena, keep);
            }
            note_listing(job, listing);
        }
    }
}

static enum err read_text(struct job *job, struct diag *diag) {
    struct html *html = NULL;
    enum form form = form_of(job->document.text);
    enum err err = ERR_NONE;
    struct diag why = {ERR_NONE, ""};
    if (form != FORM_TEXT) {
        err = form == FORM_XML ? html_parse_xml(&html, job->document.text, &why)
                               : html_parse(&html, job->document.text, &why);
    }
    if (err) {
        err = refuse_tree(job, form, err, &why);
        if (err && diag) {
            *diag = why;
        }
        goto out;
    }
    job->document.html = html;
    if (!is_whole(job->document.text, form)) {
        refuse(job, REFUSAL_CUT, NULL);
        goto out;
    }
    err = read_families(job, form, diag);
    if (!err && job->out->count == 0) {
        const char *words;
        enum refusal_kind kind = not_advert_kind(&job->document, job->arena, &words);
        const char *wanting = kind == REFUSAL_OTHER_PAGE && form == FORM_TEXT
                                  ? plain_text_wanting(job->arena, job->document.text)
                                  : NULL;
        if (wanting) {
            readings_refuse(job->out, job->arena, kind, "%s: %s", not_advert_message(kind),
                            wanting);
        } else {
            refuse(job, kind, words);
        }
    }
    finish(job);
out:
    job->document.html = NULL;
    html_free(html);
    return err;
}

enum err reader_read(struct readings *out, struct arena *arena, const struct page *page,
                     const struct reader_options *options, struct diag *diag) {
    static const struct reader_options none = {false};
    struct readings found = {NULL, 0};
    struct job job = {.out = &found, .arena = arena};
    struct buf text;
    struct refusal refusal;
    buf_init(&text, 2 * PAGE_SIZE_MAX);
    job.document.page = page;
    job.document.options = options ? options : &none;
    enum err err = encoding_decode(&text, &job.document.oddities, &refusal, arena, page, diag);
    if (err == ERR_LIMIT) {
        refusal = (struct refusal){REFUSAL_REFUSED, "the page is too long"};
        err = ERR_NONE;
    }
    if (err) {
        goto out;
    }
    if (refusal.kind != REFUSAL_NONE) {
        readings_refuse(&found, arena, refusal.kind, "%s", refusal.message);
    } else {
        job.document.text = buf_span(&text);
        err = read_text(&job, diag);
    }
    err = err ? err : arena_check(arena, diag);
    if (!err) {
        *out = found;
    }
out:
    buf_fini(&text);
    return err;
}
