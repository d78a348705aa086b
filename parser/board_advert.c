/* parser/board_advert.c - adverts of boards whose pages print labels and headings
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/utf8.h"
#include "parser/advert_fields.h"
#include "parser/board.h"
#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/not_advert.h"
#include "parser/page_outline.h"
#include "parser/said.h"
#include "parser/spec_run.h"
#include "parser/wording.h"

/* A page on its way. */
struct reader {
    const struct board *board;
    const struct document *document;
    struct arena *arena;
    struct page_outline page;
    struct vacancy vacancy;
    const char *title; /* of the page's head */
};

/* ---- title and employer ---- */

/* No title or employer is longer, in bytes, nor a sentence. */
enum { NAME_LENGTH_MAX = 160 };

static bool is_name(struct arena *arena, const char *line) {
    struct span text = span_of(line);
    struct span form = advert_label_form(arena, text);
    return text.len > 0 && text.len <= NAME_LENGTH_MAX && !span_ends(text, ".") &&
           !span_ends(text, "!") && !span_ends(text, "?") && !strchr(line, '@') &&
           span_find(text, SPAN("://"), 0) == SIZE_MAX &&
           !words_find(NULL, &fields_plain_text_labels, "furniture", form);
}

/* A heading of the site's own. */
static bool is_site_words(struct arena *arena, const char *line) {
    struct words words = words_open(&fields_boards, "any");
    struct words_row row;
    struct span form = advert_label_form(arena, span_of(line));
    while (words_next(&words, &row)) {
        if (span_is(row.value, "site") && span_equal(row.words, form)) {
            return true;
        }
    }
    return false;
}

static bool is_in_head(const struct reader *reader, const char *text) {
    return reader->title &&
           span_find_nocase(span_of(reader->title), span_of(text), 0) != SIZE_MAX;
}

/* How sure it is that a loose line is the title; 0: it is not. */
static int title_score(const struct reader *reader, const struct page_loose *loose) {
    struct arena *arena = reader->arena;
    int leaning = advert_leaning(arena, loose->text);
    bool in_head = is_in_head(reader, loose->text);
    if (!is_name(arena, loose->text) || is_site_words(arena, loose->text) ||
        advert_same_words(loose->text, reader->vacancy.employer)) {
        return 0;
    }
    if (loose->level > LABELLED_LEVEL_BOLD) {
        return leaning < 0 ? 2 + 4 * in_head : 0;
    }
    int score = 8 - loose->level + 4 * (loose->level == 1) + 5 * in_head;
    score += leaning < 0 ? 3 : leaning > 0 ? -4 : 0;
    return score > 0 ? score : 1;
}

static int employer_score(const struct reader *reader, const struct page_loose *loose) {
    int leaning =
        is_name(reader->arena, loose->text) ? advert_leaning(reader->arena, loose->text) : 0;
    bool title = advert_same_words(loose->text, reader->vacancy.title) ||
                 is_site_words(reader->arena, loose->text);
    bool heading = loose->level < LABELLED_LEVEL_TEXT;
    return leaning <= 0 || title ? 0
                                 : leaning + 2 * heading + 2 * is_in_head(reader, loose->text);
}

typedef int score_line(const struct reader *reader, const struct page_loose *loose);

/* The loose line with the highest score, the first of several; NULL: none has any. */
static const char *best_loose(const struct reader *reader, score_line *score) {
    const char *best = NULL;
    int most = 0;
    for (size_t i = 0; i < reader->page.loose_count; i++) {
        int own = score(reader, &reader->page.loose[i]);
        if (own > most) {
            most = own;
            best = reader->page.loose[i].text;
        }
    }
    return best;
}

/* A piece of the head's title ("Post - Employer | Site") that looks like what is wanted. */
static const char *head_piece(const struct reader *reader, bool employer) {
    static const char *const gaps[] = {" | ", " - ", " \xE2\x80\x93 ", " :: "};
    struct span rest = span_of(reader->title);
    while (rest.len > 0) {
        size_t at = SIZE_MAX;
        size_t gap = 0;
        for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
            size_t found = span_find(rest, span_of(gaps[i]), 0);
            gap = found < at ? strlen(gaps[i]) : gap;
            at = found < at ? found : at;
        }
        const char *piece = arena_copy(reader->arena, span_trim(span_part(rest, 0, at)));
        rest = at == SIZE_MAX ? (struct span){NULL, 0} : span_part(rest, at + gap, SIZE_MAX);
        int leaning = piece ? advert_leaning(reader->arena, piece) : 0;
        bool fits = employer ? leaning > 0 : leaning <= 0;
        if (fits && is_name(reader->arena, piece) && !is_site_words(reader->arena, piece)) {
            return piece;
        }
    }
    return NULL;
}

/* What a logo, or the head, says of whose site it is. */
static const char *site_name(const struct reader *reader) {
    const struct html_node *at = html_root(reader->document->html);
    for (; at; at = html_next(at, NULL)) {
        const char *property = html_attribute(at, "property");
        bool site = html_is(at, "meta") && property &&
                    span_is_nocase(span_of(property), "og:site_name");
        const char *text = site                 ? html_attribute(at, "content")
                           : html_is(at, "img") ? html_attribute(at, "alt")
                                                : NULL;
        struct span name = span_trim(span_of(text));
        if (span_ends(name, " logo") || span_ends(name, " Logo")) {
            name = span_trim(span_part(name, 0, name.len - 5));
        }
        const char *copy = name.len > 0 ? utf8_fold_copy(reader->arena, name) : NULL;
        if (copy && is_name(reader->arena, copy) && advert_leaning(reader->arena, copy) > 0 &&
            !is_site_words(reader->arena, copy)) {
            return copy;
        }
    }
    return NULL;
}

static void read_names(struct reader *reader, const struct advert *advert) {
    const struct html_node *head = html_find(html_root(reader->document->html), "title");
    struct vacancy *vacancy = &reader->vacancy;
    reader->title = head ? html_text(reader->arena, head) : NULL;
    vacancy->title = advert_field(advert, "title");
    vacancy->employer = advert_field(advert, "employer");
    vacancy->title = vacancy->title ? vacancy->title : best_loose(reader, title_score);
    vacancy->title = vacancy->title ? vacancy->title : head_piece(reader, false);
    const char *employer = vacancy->employer;
    employer = employer ? employer : best_loose(reader, employer_score);
    employer = employer ? employer : head_piece(reader, true);
    vacancy->employer = employer ? employer : site_name(reader);
}

/* ---- values without labels ---- */

/* Where a board's adverts have the classes of its lists, they tell the reference that no label
 * names. */
static void read_class_fields(struct reader *reader) {
    struct words words = words_open(&fields_boards, reader->board->name);
    struct words_row row;
    struct span name = {NULL, 0};
    while (words_next(&words, &row)) {
        bool wanted = span_is(row.value, "field") && span_is(row.more, "reference");
        name = wanted ? row.words : name;
    }
    const char *own = name.len > 0 ? arena_copy(reader->arena, name) : NULL;
    const struct html_node *at =
        !own || reader->vacancy.reference ? NULL : html_root(reader->document->html);
    for (; at && !reader->vacancy.reference; at = html_next(at, NULL)) {
        if (html_has_class(at, own)) {
            (void)advert_field_read(&reader->vacancy, reader->arena, SPAN("reference"),
                                    html_text(reader->arena, at));
        }
    }
}

/* ---- the person specification ---- */

static bool ends_spec(const struct html_node *node, void *state) {
    const struct advert_part *part = state;
    return node == part->end || labelled_is_chrome(node) || html_is(node, "form");
}

/* The nearest element round a node that is a part of the page by itself. */
static const struct html_node *page_part(const struct html_node *node) {
    while (node && !html_is(node, "main") && !html_is(node, "article") &&
           !html_is(node, "aside") && !html_is(node, "body")) {
        node = html_parent(node);
    }
    return node;
}

static void read_part(struct person_spec *spec, const struct advert_part *part) {
    struct spec_run run = {
        .ends = ends_spec, .state = (void *)(uintptr_t)part, .within = page_part(part->first)};
    if (!part->first) {
        person_spec_lines(spec, &part->lines);
    } else if (part->first != part->end) {
        spec_run_read(spec, &run, part->first);
    }
    spec->group = NULL;
    spec->need = NEED_NONE;
}

/* A specification that stands in the long texts, in tables first, then in lines. */
static void read_texts(struct reader *reader, struct person_spec *spec) {
    const char *texts[] = {reader->vacancy.text_description, reader->vacancy.text_summary,
                           reader->vacancy.text_duties};
    bool some = spec_run_tables(spec, html_root(reader->document->html), NULL, NULL);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && !some; i++) {
        some = spec_run_prose(spec, texts[i]);
    }
}

static void read_spec(struct reader *reader) {
    struct person_spec spec = {.vacancy = &reader->vacancy, .arena = reader->arena};
    const struct advert_outline *outline = &reader->page.outline;
    bool printed = false;
    for (size_t i = 0; i < outline->count; i++) {
        if (span_is(outline->parts[i].name, "spec")) {
            read_part(&spec, &outline->parts[i]);
            printed = true;
        }
    }
    if (reader->vacancy.criterion_count == 0) {
        read_texts(reader, &spec);
    }
    person_spec_settle(&reader->vacancy, reader->arena);
    if (printed) {
        person_spec_unread(&reader->vacancy, reader->arena);
    }
}

/* ---- which advert it is, and whether it is one ---- */

static void read_id(struct reader *reader) {
    const struct board *board = reader->board;
    const char *link = board_own_link(board, reader->document, reader->arena);
    if (link) {
        reader->vacancy.id = arena_copy(reader->arena, board->id_of(link));
        reader->vacancy.url = board_url(board, reader->arena, link, reader->document->page);
    }
}

static bool is_present(const char *text) { return text && text[0]; }

/* The fields that make a page an advert, beside title and employer. */
static int core_count(const struct vacancy *vacancy) {
    return is_present(vacancy->salary.text) + (vacancy->bands != 0) + (vacancy->contract != 0) +
           is_present(vacancy->reference) + (vacancy->location_count > 0) +
           !date_is_none(vacancy->closes) + !date_is_none(vacancy->posted) +
           (vacancy->pay_scheme != 0) + (vacancy->working_patterns != 0) +
           is_present(vacancy->text_summary) + is_present(vacancy->text_duties) +
           is_present(vacancy->text_description) + (vacancy->criterion_count > 0);
}

static bool is_readable(const struct vacancy *vacancy) {
    enum { CORE_FIELDS_MIN = 2, WITHOUT_EMPLOYER_MIN = 6 };
    int least = is_present(vacancy->employer) ? CORE_FIELDS_MIN : WITHOUT_EMPLOYER_MIN;
    return is_present(vacancy->title) && core_count(vacancy) >= least;
}

/* "Vacancy status: Closed", or a notice. */
static bool is_closed(const struct reader *reader, const struct advert *advert) {
    static const char *const words[] = {"closed", "expired", "withdrawn", "filled",
                                        "cancelled"};
    const char *status = advert_field(advert, "status");
    bool closed = reader->page.closed;
    for (size_t i = 0; status && i < sizeof words / sizeof words[0]; i++) {
        closed = closed || span_find_nocase(span_of(status), span_of(words[i]), 0) != SIZE_MAX;
    }
    return closed;
}

enum err board_advert_read(const struct board *board, struct readings *out, struct arena *arena,
                           const struct document *document, struct diag *diag) {
    struct reader reader = {.board = board, .document = document, .arena = arena};
    const struct html_node *root = html_root(document->html);
    reader.page = page_outline_of(arena, root);
    struct advert advert = {
        .vacancy = &reader.vacancy, .arena = arena, .outline = reader.page.outline};
    vacancy_init(&reader.vacancy);
    reader.vacancy.source = board->source;
    read_names(&reader, &advert);
    advert_fields_read(&advert);
    read_spec(&reader);
    said_read(&reader.vacancy, arena);
    read_class_fields(&reader);
    read_id(&reader);
    bool closed = is_closed(&reader, &advert);
    reader.vacancy.state = closed ? STATE_CLOSED : STATE_OPEN;
    if (is_readable(&reader.vacancy)) {
        struct reading *reading = readings_add(out, arena, READING_VACANCY);
        if (reading) {
            reading->as.vacancy = reader.vacancy;
        }
    } else if (closed) {
        readings_refuse(out, arena, REFUSAL_CLOSED, "%s", not_advert_message(REFUSAL_CLOSED));
    }
    return arena_check(arena, diag);
}
