/* parser/nhsjobs_advert.c - an advert page of NHS Jobs, /candidate/jobadvert/REF
 * SPDX-License-Identifier: MIT
 *
 * Markup facts: fields/nhsjobs_advert.tsv and fields/nhsjobs_furniture.tsv, with their sources.
 */
#include <string.h>

#include "base/utf8.h"
#include "parser/bullet.h"
#include "parser/family.h"
#include "parser/nhsjobs_link.h"
#include "parser/nhsjobs_page.h"
#include "parser/nhsjobs_spec.h"
#include "parser/not_advert.h"
#include "parser/prose.h"
#include "parser/said.h"
#include "parser/wording.h"

/* An advert on its way. */
struct advert {
    const struct document *document;
    struct arena *arena;
    struct nhsjobs_page page;
    struct vacancy vacancy;
};

/* ---- texts and wordings, by table ---- */

typedef void read_wording(struct vacancy *vacancy, struct arena *arena, const char *text);

/* The fields that a file of wordings reads. */
static const struct {
    const char *field;
    read_wording *read;
} wordings[] = {
    {"closes", dates_read_closes},
    {"posted", dates_read_posted},
    {"scheme", terms_scheme},
    {"band", band_read},
    {"salary", salary_read},
    {"contract", terms_contract},
    {"duration", terms_duration},
    {"pattern", terms_pattern},
    {"dbs", terms_dbs},
    {"sponsorship", terms_sponsorship},
};

/* The fields that are taken as they are printed. */
static const struct {
    const char *field;
    size_t offset; /* in struct vacancy */
} texts[] = {
    {"title", offsetof(struct vacancy, title)},
    {"employer", offsetof(struct vacancy, employer)},
    {"reference", offsetof(struct vacancy, reference)},
    {"registration", offsetof(struct vacancy, registration)},
};

static const struct {
    const char *field;
    size_t offset;
} proses[] = {
    {"summary", offsetof(struct vacancy, text_summary)},
    {"duties", offsetof(struct vacancy, text_duties)},
    {"about", offsetof(struct vacancy, text_about)},
    {"description", offsetof(struct vacancy, text_description)},
};

static void set_text(struct vacancy *vacancy, size_t offset, const char *text) {
    memcpy((char *)vacancy + offset, &text, sizeof text);
}

static void read_texts(struct advert *advert) {
    /* The long texts first: headings inside them are no headings of the page. */
    for (size_t i = 0; i < sizeof proses / sizeof proses[0]; i++) {
        set_text(&advert->vacancy, proses[i].offset,
                 nhsjobs_prose(&advert->page, proses[i].field));
    }
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        set_text(&advert->vacancy, texts[i].offset,
                 nhsjobs_field(&advert->page, texts[i].field));
    }
    for (size_t i = 0; i < sizeof wordings / sizeof wordings[0]; i++) {
        wordings[i].read(&advert->vacancy, advert->arena,
                         nhsjobs_field(&advert->page, wordings[i].field));
    }
}

/* Without its id the title is the page's first h1. */
static void read_title(struct advert *advert) {
    const struct html_node *root = html_root(advert->document->html);
    const struct html_node *heading = advert->vacancy.title ? NULL : html_find(root, "h1");
    const char *text = heading ? html_text(advert->arena, heading) : NULL;
    if (text && text[0]) {
        advert->vacancy.title = text;
    }
}

/* Without its id the closing date is a short sentence of the page. */
static void read_closing(struct advert *advert) {
    enum { SENTENCE_MAX = 80 };
    bool printed = nhsjobs_field(&advert->page, "closes") != NULL;
    const struct html_node *at = printed ? NULL : html_root(advert->document->html);
    for (; at && date_is_none(advert->vacancy.closes); at = html_next(at, NULL)) {
        bool may = html_is(at, "p") || html_is(at, "span") || html_is(at, "div");
        const char *text = may ? html_short_text(advert->arena, at, SENTENCE_MAX) : NULL;
        if (text && span_starts_nocase(span_of(text), "the closing date is ")) {
            dates_read_closes(&advert->vacancy, advert->arena, text);
            return;
        }
    }
}

/* Medical adverts may print a "Grade"; it is a band only where it says so. */
static void read_grade(struct advert *advert) {
    const char *grade = nhsjobs_field(&advert->page, "grade");
    if (advert->vacancy.bands == 0 && grade &&
        span_find_nocase(span_of(grade), SPAN("band"), 0) != SIZE_MAX) {
        band_read(&advert->vacancy, advert->arena, grade);
    }
}

/* Without "(Opens in a new tab)". */
static const char *without_tab_hint(struct arena *arena, const char *text) {
    struct span span = span_of(text);
    size_t at = span_find_nocase(span, SPAN("(opens in"), 0);
    if (at != SIZE_MAX) {
        size_t end = span_find(span, SPAN(")"), at);
        if (end != SIZE_MAX && span_trim(span_part(span, end + 1, SIZE_MAX)).len == 0) {
            return arena_copy(arena, span_trim(span_part(span, 0, at)));
        }
    }
    return text;
}

static void read_website(struct advert *advert) {
    const char *text = nhsjobs_field(&advert->page, "website");
    text = text ? without_tab_hint(advert->arena, text) : NULL;
    const struct html_node *link = nhsjobs_element(&advert->page, "website");
    link = html_is(link, "a") ? link : html_find(link, "a");
    const char *target = html_attribute(link, "href");
    bool printed = text && !strchr(text, ' ') && strchr(text, '.');
    advert->vacancy.website = printed || !target || !target[0] ? text : target;
}

/* ---- places ---- */

/* The parts of an address, in the order in which they are printed. */
static const char *const address_parts[] = {"employer_address_line_", "employer_town",
                                            "employer_county", "employer_postcode",
                                            "employer_country"};
enum address_part {
    PART_LINE,
    PART_TOWN,
    PART_COUNTY,
    PART_POSTCODE,
    PART_COUNTRY,
    PART_COUNT
};

/* What an id says about an address. */
struct address_id {
    enum address_part part;
    uint64_t line;  /* of PART_LINE */
    uint64_t place; /* 0: the first; the head office's letters are no place */
};

static bool read_suffix(struct span rest, uint64_t *place) {
    *place = 0;
    return rest.len == 0 ||
           (rest.at[0] == '_' && span_number(span_part(rest, 1, SIZE_MAX), 999, place));
}

static bool read_address_id(struct address_id *out, const char *id) {
    struct address_id found = {.part = PART_COUNT};
    struct span rest = span_of(id);
    for (size_t i = 0; i < PART_COUNT; i++) {
        if (span_starts(rest, address_parts[i])) {
            found.part = (enum address_part)i;
        }
    }
    if (found.part == PART_COUNT) {
        return false;
    }
    rest = span_part(rest, strlen(address_parts[found.part]), SIZE_MAX);
    if (found.part == PART_LINE) {
        size_t digits = 0;
        while (digits < rest.len && ascii_is_digit(rest.at[digits])) {
            digits++;
        }
        if (!span_number(span_part(rest, 0, digits), 99, &found.line)) {
            return false;
        }
        rest = span_part(rest, digits, SIZE_MAX);
    }
    if (!read_suffix(rest, &found.place)) {
        return false;
    }
    *out = found;
    return true;
}

/* Places being collected. */
struct places {
    struct advert *advert;
    struct location location;
    struct address_id last;
    bool some; /* `location` has something in it */
};

static void end_place(struct places *places) {
    if (places->some) {
        place_derive(places->advert->arena, &places->location);
        place_add(&places->advert->vacancy, places->advert->arena, places->location);
    }
    places->location = (struct location){0};
    places->some = false;
}

/* A place ends where the number changes, or where a part comes that had its turn already: then
 * the ids are repeated without a number. */
static bool begins_place(const struct address_id *last, const struct address_id *id) {
    return last->place != id->place || id->part < last->part ||
           (id->part == last->part && (id->part != PART_LINE || id->line <= last->line));
}

/* Copies of the panel say the same again. */
static bool is_noted(const struct vacancy *vacancy, const char *code) {
    for (size_t i = 0; i < vacancy->note_count; i++) {
        if (strcmp(vacancy->notes[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

static void read_postcode(struct places *places, const char *text) {
    struct advert *advert = places->advert;
    places->location.postcode = place_postcode(advert->arena, span_of(text), NULL);
    if (!places->location.postcode && !is_noted(&advert->vacancy, "postcode_unreadable")) {
        vacancy_note(&advert->vacancy, advert->arena, "locations", "postcode_unreadable",
                     "\"%s\" is no postcode", text);
    }
}

static void take_part(struct places *places, const struct address_id *id, const char *text) {
    struct location *location = &places->location;
    places->some = places->some || id->part != PART_COUNTRY;
    switch (id->part) {
    case PART_LINE:
        strings_push(places->advert->arena, &location->address, text);
        break;
    case PART_TOWN:
        location->town = text;
        break;
    case PART_COUNTY:
        location->county = text;
        break;
    case PART_POSTCODE:
        read_postcode(places, text);
        break;
    case PART_COUNTRY:
    case PART_COUNT:
        break;
    }
}

/* All elements with ids of an address, in printed order; what a copy of the panel repeats is
 * dropped by place_add. */
static void read_places_by_id(struct advert *advert) {
    struct places places = {.advert = advert, .last = {.part = PART_COUNT}};
    const struct html *html = advert->document->html;
    const char *text;
    for (size_t i = 0; (text = html_nth_id(html, i)) != NULL; i++) {
        struct address_id id;
        if (!read_address_id(&id, text)) {
            continue;
        }
        if (begins_place(&places.last, &id)) {
            end_place(&places);
        }
        places.last = id;
        enum { ADDRESS_LINE_MAX = 500 };
        const char *words =
            html_short_text(advert->arena, html_with_id(html, i), ADDRESS_LINE_MAX);
        if (words && words[0]) {
            take_part(&places, &id, words);
        }
    }
    end_place(&places);
}

static bool ends_places(const struct html_node *node, void *state) {
    (void)state;
    const char *id = html_attribute(node, "id");
    return html_is_heading(node) || html_is(node, "form") || id != NULL;
}

/* A postcode ends a place among the lines under "Job locations". */
static void read_places_by_heading(struct advert *advert) {
    const struct html_node *heading = nhsjobs_heading(&advert->page, "Job locations", NULL);
    heading = heading ? heading : nhsjobs_heading(&advert->page, "Job location", NULL);
    const struct html_node *first = html_next_after(heading, NULL);
    if (!first || html_is_heading(first)) {
        return;
    }
    struct span rest =
        span_of(prose_read(advert->arena, first, ends_places, NULL, NULL, false));
    struct span line;
    struct strings lines = {NULL, 0};
    while (span_next_line(&rest, &line)) {
        if (bullet_trim(line).len > 0) {
            strings_push(advert->arena, &lines, arena_copy(advert->arena, bullet_trim(line)));
        }
        if (place_postcode(advert->arena, line, NULL) || (rest.len == 0 && lines.count > 0)) {
            place_add(&advert->vacancy, advert->arena, place_of_lines(advert->arena, &lines));
            lines = (struct strings){NULL, 0};
        }
    }
}

static void read_places(struct advert *advert) {
    read_places_by_id(advert);
    if (advert->vacancy.location_count == 0) {
        read_places_by_heading(advert);
    }
}

/* ---- documents and contact ---- */

/* The name of a document that this element offers, or NULL. */
static const char *document_name(struct advert *advert, const struct html_node *node) {
    const char *type = html_attribute(node, "type");
    const char *text = NULL;
    if (html_is(node, "input") && type && span_is_nocase(span_of(type), "submit")) {
        const char *value = html_attribute(node, "value");
        text = value ? utf8_fold_copy(advert->arena, span_of(value)) : NULL;
    } else if (html_is(node, "button") || html_is(node, "a")) {
        text = html_text(advert->arena, node);
    }
    return text && text[0] ? without_tab_hint(advert->arena, text) : NULL;
}

static void read_documents(struct advert *advert) {
    const struct html *html = advert->document->html;
    struct strings *names = &advert->vacancy.documents;
    const struct html_node *heading = html_by_id(html, "supporting_documents_heading");
    heading = heading ? heading : nhsjobs_heading(&advert->page, "Supporting documents", NULL);
    const struct html_node *at = heading ? html_next_after(heading, NULL) : NULL;
    for (; at && !html_is_heading(at) && !html_is(at, "footer"); at = html_next(at, NULL)) {
        const char *name = document_name(advert, at);
        bool privacy =
            name && span_find_nocase(span_of(name), SPAN("privacy notice"), 0) != SIZE_MAX;
        if (name && name[0] && !privacy && !strings_has(names, name)) {
            strings_push(advert->arena, names, name);
        }
    }
}

static void read_contact(struct advert *advert) {
    struct contact contact = {
        .name = nhsjobs_field(&advert->page, "contact.name"),
        .job_title = nhsjobs_field(&advert->page, "contact.job_title"),
        .email = nhsjobs_field(&advert->page, "contact.email"),
        .phone = nhsjobs_field(&advert->page, "contact.phone"),
    };
    struct contact *kept = arena_alloc(advert->arena, 1, sizeof *kept);
    if (kept && (contact.name || contact.job_title || contact.email || contact.phone)) {
        *kept = contact;
        advert->vacancy.contact = kept;
    }
}

/* ---- which advert it is ---- */

/* The address that the page's head gives for the page. */
static const char *head_link(const struct html_node *node) {
    if (html_is(node, "link")) {
        bool own = span_is_nocase(span_of(html_attribute(node, "rel")), "canonical");
        return own ? html_attribute(node, "href") : NULL;
    }
    bool own = html_is(node, "meta") &&
               span_is_nocase(span_of(html_attribute(node, "property")), "og:url");
    return own ? html_attribute(node, "content") : NULL;
}

/* Where the template's buttons and forms lead: steps below the advert itself. */
static const char *button_link(const struct html_node *node) {
    if (html_is(node, "form")) {
        return html_attribute(node, "action");
    }
    struct span id = span_of(html_is(node, "a") ? html_attribute(node, "id") : NULL);
    bool named = span_starts(id, "apply") || span_starts(id, "save");
    return named ? html_attribute(node, "href") : NULL;
}

/* The page's own address, as it says itself. */
static const char *find_own_link(const struct html *html) {
    static const char *(*const kinds[])(const struct html_node *) = {head_link, button_link};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        for (const struct html_node *at = html_root(html); at; at = html_next(at, NULL)) {
            const char *link = html_name(at) ? kinds[i](at) : NULL;
            if (link && nhsjobs_link_ref(link).len > 0) {
                return link;
            }
        }
    }
    return NULL;
}

static void read_id(struct advert *advert) {
    const char *asked = nhsjobs_link_of_page(advert->document->page);
    const char *own = find_own_link(advert->document->html);
    struct span asked_ref = nhsjobs_link_ref(asked);
    struct span own_ref = nhsjobs_link_ref(own);
    struct span first_ref = nhsjobs_link_ref(advert->document->page->url);
    struct span wanted = first_ref.len > 0 ? first_ref : asked_ref;
    if (wanted.len > 0 && own_ref.len > 0 && !span_equal_nocase(wanted, own_ref)) {
        vacancy_note(&advert->vacancy, advert->arena, "id", "other_advert",
                     "asked for %.*s, the page is %.*s", SPAN_FMT(wanted), SPAN_FMT(own_ref));
    }
    struct span ref = own_ref.len > 0 ? own_ref : asked_ref.len > 0 ? asked_ref : first_ref;
    struct span site = nhsjobs_link_site(asked);
    site = site.len > 0 ? site : nhsjobs_link_site(own);
    advert->vacancy.id = ref.len > 0 ? arena_copy(advert->arena, ref) : NULL;
    advert->vacancy.url = nhsjobs_link_write(advert->arena, site, ref);
}

/* ---- is it one, is it whole, is it open? ---- */

static bool is_present(const char *text) { return text && text[0]; }

/* The fields that make a page an advert, beside title and employer. */
static int core_count(const struct advert *advert) {
    const struct vacancy *vacancy = &advert->vacancy;
    return is_present(vacancy->salary.text) + (vacancy->bands != 0) + (vacancy->contract != 0) +
           is_present(vacancy->reference) + (vacancy->location_count > 0) +
           !date_is_none(vacancy->closes) + !date_is_none(vacancy->posted) +
           (vacancy->pay_scheme != 0) + (vacancy->working_patterns != 0) +
           is_present(vacancy->text_summary) + is_present(vacancy->text_duties) +
           is_present(vacancy->text_description) + (vacancy->criterion_count > 0);
}

static bool is_readable(const struct advert *advert) {
    enum { CORE_FIELDS_MIN = 2 };
    return is_present(advert->vacancy.title) && is_present(advert->vacancy.employer) &&
           core_count(advert) >= CORE_FIELDS_MIN;
}

/* Does a class or an id hold one of the words by which templates call a notice? */
static bool names_notice(struct span name) {
    static const char *const marks[26] = {
        ['n' - 'a'] = "notice", ['i' - 'a'] = "inset", ['w' - 'a'] = "warning",
        ['c' - 'a'] = "closed", ['a' - 'a'] = "alert", ['b' - 'a'] = "banner",
        ['p' - 'a'] = "panel",  ['e' - 'a'] = "error", ['t' - 'a'] = "tag",
    };
    for (size_t i = 0; i < name.len; i++) {
        const char *mark =
            ascii_is_alpha(name.at[i]) ? marks[ascii_lower(name.at[i]) - 'a'] : NULL;
        struct span rest = span_part(name, i, SIZE_MAX);
        /* Two letters tell most of them apart: this is asked at every letter of every class. */
        if (mark && rest.len > 1 && ascii_lower(rest.at[1]) == mark[1] &&
            span_starts_nocase(rest, mark)) {
            return true;
        }
    }
    return false;
}

/* A notice stands in a framed block, or in a heading or short text before the first long one.
 */
static bool may_be_notice(const struct html_node *node, bool before_prose) {
    bool plain = html_is(node, "p") || html_is(node, "span") || html_is(node, "strong") ||
                 html_is(node, "div") || (html_is_heading(node) && !html_is(node, "h1"));
    return (before_prose && plain) || names_notice(span_of(html_attribute(node, "class"))) ||
           names_notice(span_of(html_attribute(node, "id")));
}

/* Where the first of the long texts begins; NULL where there is none. */
static const struct html_node *first_prose(const struct nhsjobs_page *page) {
    const struct html_node *first = NULL;
    for (size_t i = 0; i < page->run_count; i++) {
        const struct html_node *own = page->runs[i].first;
        first = !first || html_is_before(own, first) ? own : first;
    }
    return first;
}

static bool is_closed(const struct advert *advert) {
    const struct html_node *prose = first_prose(&advert->page);
    const struct html_node *at = html_root(advert->document->html);
    for (; at; at = html_next(at, NULL)) {
        bool before_prose = !prose || html_is_before(at, prose);
        enum { NOTICE_MAX = 240 };
        if (html_name(at) && may_be_notice(at, before_prose) &&
            not_advert_says_closed(html_short_text(advert->arena, at, NOTICE_MAX))) {
            return true;
        }
    }
    return false;
}

/* A page that lost its ids still has the template's classes, and most of its headings. */
static bool has_template_words(struct span text) {
    static const char *const headings[] = {">Main duties of the job<", ">Pay scheme<",
                                           ">Job locations<",          ">Reference number<",
                                           ">Working pattern<",        ">Date posted<"};
    enum { ENOUGH = 4 };
    int found = 0;
    if (span_find(text, SPAN("nhsuk-heading"), 0) == SIZE_MAX) {
        return false;
    }
    for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++) {
        found += span_find(text, span_of(headings[i]), 0) != SIZE_MAX;
    }
    return found >= ENOUGH;
}

static bool recognise(const struct document *document) {
    static const char *const ids[] = {
        "employer_name", "job_overview",      "job_description_large",
        "closing_date",  "payscheme-type",    "contract_type",
        "job-closed",    "about_organisation"};
    const struct html *html = document->html;
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        if (html_by_id(html, ids[i])) {
            return true;
        }
    }
    return (nhsjobs_link_ref(nhsjobs_link_of_page(document->page)).len > 0 &&
            html_by_id(html, "heading") != NULL) ||
           has_template_words(document->text);
}

/* ---- the whole ---- */

/* The template names its fields by ids. Where hardly one is there, headings tell as much, but
 * whoever watches over the site should know. */
static void note_layout(struct advert *advert) {
    enum { IDS_LEAST = 5 };
    int ids = 0;
    for (size_t i = 0; i < NHSJOBS_FIELDS_MAX; i++) {
        ids += advert->page.elements[i] != NULL;
    }
    if (ids < IDS_LEAST) {
        vacancy_note(&advert->vacancy, advert->arena, "page", VACANCY_NOTE_LAYOUT,
                     "the page has few of the ids by which the site names its fields; they "
                     "were read by their headings");
    }
}

static void read_all(struct advert *advert) {
    vacancy_init(&advert->vacancy);
    note_layout(advert);
    advert->vacancy.source = SOURCE_NHSJOBS;
    read_texts(advert);
    read_title(advert);
    read_closing(advert);
    read_grade(advert);
    read_website(advert);
    read_places(advert);
    nhsjobs_spec_read(&advert->vacancy, &advert->page);
    said_read(&advert->vacancy, advert->arena);
    read_documents(advert);
    read_contact(advert);
    read_id(advert);
}

static enum err read_advert(struct readings *out, struct arena *arena,
                            const struct document *document, struct diag *diag) {
    struct advert advert = {.document = document, .arena = arena};
    const char *words = NULL;
    nhsjobs_page_open(&advert.page, document->html, arena);
    read_all(&advert);
    bool closed = is_closed(&advert);
    if (!is_readable(&advert)) {
        enum refusal_kind kind =
            closed ? REFUSAL_CLOSED : not_advert_kind(document, arena, &words);
        readings_refuse(out, arena, kind, "%s", not_advert_message(kind));
        return arena_check(arena, diag);
    }
    advert.vacancy.state = closed ? STATE_CLOSED : STATE_OPEN;
    struct reading *reading = readings_add(out, arena, READING_VACANCY);
    if (reading) {
        reading->as.vacancy = advert.vacancy;
    }
    return arena_check(arena, diag);
}

const struct family family_nhsjobs_advert = {"nhsjobs_advert", recognise, read_advert};
