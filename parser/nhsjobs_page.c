/* parser/nhsjobs_page.c - finding one's way in an NHS Jobs page
 * SPDX-License-Identifier: MIT
 */
#include "parser/nhsjobs_page.h"

#include <string.h>

#include "base/utf8.h"
#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/prose.h"

/* ---- the field table ---- */

/* A row of &fields_nhsjobs_advert. */
struct field {
    size_t row;
    struct span name;
    struct span ids;      /* parted by commas */
    struct span headings; /* parted by bars */
    struct span how;
};

static bool find_field(struct field *out, const char *name) {
    struct words table = words_open(&fields_nhsjobs_advert, NULL);
    struct words_row row;
    for (size_t i = 0; words_next(&table, &row) && i < NHSJOBS_FIELDS_MAX; i++) {
        if (span_is(row.kind, name)) {
            *out = (struct field){i, row.kind, row.words, row.value, row.more};
            return true;
        }
    }
    return false;
}

/* A copy of a block has the id with a number or a word behind it. */
static bool is_copy_suffix(struct span suffix) {
    static const char *const words[] = {"mobile", "desktop", "copy"};
    uint64_t number;
    if (suffix.len < 2 || (suffix.at[0] != '_' && suffix.at[0] != '-')) {
        return false;
    }
    suffix = span_part(suffix, 1, SIZE_MAX);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (span_is_nocase(suffix, words[i])) {
            return true;
        }
    }
    return span_number(suffix, 99, &number);
}

static bool is_copy_of(const char *id, struct span base) {
    return base.len > 0 && id[0] == base.at[0] && strncmp(id, base.at, base.len) == 0 &&
           (id[base.len] == '\0' || is_copy_suffix(span_of(id + base.len)));
}

/* The first element with that id, else with that id and a suffix. */
static const struct html_node *by_id(const struct nhsjobs_page *page, struct span id) {
    const char *text = arena_copy(page->arena, id);
    const struct html_node *node = html_by_id(page->html, text);
    const char *own;
    for (size_t i = 0; !node && (own = html_nth_id(page->html, i)); i++) {
        node = is_copy_of(own, id) ? html_with_id(page->html, i) : NULL;
    }
    return node;
}

/* ---- the template ---- */

static bool is_known_id(const char *id) {
    struct words table = words_open(&fields_nhsjobs_furniture, "id");
    struct words_row row;
    while (words_next(&table, &row)) {
        if (is_copy_of(id, row.words)) {
            return true;
        }
    }
    table = words_open(&fields_nhsjobs_furniture, "prefix");
    while (words_next(&table, &row)) {
        if (span_equal(span_part(span_of(id), 0, row.words.len), row.words)) {
            return true;
        }
    }
    table = words_open(&fields_nhsjobs_advert, NULL);
    while (words_next(&table, &row)) {
        struct span ids = row.words;
        struct span each;
        while (span_next_piece(&ids, ',', &each)) {
            if (is_copy_of(id, each)) {
                return true;
            }
        }
    }
    return false;
}

/* h1 to h6: 1 to 6; else 0. */
static int heading_level(const struct html_node *node) {
    const char *name = html_name(node);
    bool heading = name && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2];
    return heading ? name[1] - '0' : 0;
}

static struct span read_words(struct arena *arena, const struct html_node *node) {
    struct span text = span_of(html_short_text(arena, node, NHSJOBS_HEADING_MAX));
    while (text.len > 0 && (text.at[text.len - 1] == ':' || text.at[text.len - 1] == ' ')) {
        text.len--;
    }
    return text;
}

/* Every field that is not found by its id is looked for in all headings. */
static void list_headings(struct nhsjobs_page *page) {
    for (const struct html_node *at = html_root(page->html); at; at = html_next(at, NULL)) {
        if (html_is_heading(at)) {
            struct nhsjobs_words heading = {at, read_words(page->arena, at)};
            ARENA_PUSH(page->arena, page->headings, page->heading_count, heading);
        }
    }
}

/* The place in the list of the first heading that is not before `node`. */
static size_t heading_from(const struct nhsjobs_page *page, const struct html_node *node) {
    size_t low = 0;
    size_t high = page->heading_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (html_is_before(page->headings[middle].node, node)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct span heading_words(const struct nhsjobs_page *page,
                                 const struct html_node *node) {
    size_t at = heading_from(page, node);
    bool listed = at < page->heading_count && page->headings[at].node == node;
    return listed ? page->headings[at].words : read_words(page->arena, node);
}

int nhsjobs_place(const struct nhsjobs_page *page, const struct html_node *node) {
    struct words_row row;
    uint64_t place = 0;
    if (!words_find(&row, &fields_nhsjobs_furniture, "heading", heading_words(page, node)) ||
        !span_number(row.value, 99, &place)) {
        return 0;
    }
    int lowest = span_is(row.more, "h2") ? 2 : 3;
    const char *field = lowest == 3 ? arena_copy(page->arena, row.more) : NULL;
    bool elsewhere = field && nhsjobs_element(page, field);
    return heading_level(node) <= lowest && !elsewhere ? (int)place : 0;
}

static bool is_template_id(const char *id) { return id && is_known_id(id); }

/* What comes behind a heading: the first element that is no lesser heading, or a text. */
static const struct html_node *next_element(const struct html_node *node) {
    enum { STEPS_MAX = 8 }; /* headings and white space between; more is no template's */
    const struct html_node *at = html_next_after(node, NULL);
    for (int i = 0; i < STEPS_MAX && at && (!html_name(at) || heading_level(at) > 2); i++) {
        if (bullet_trim(html_chars(at)).len > 0 || is_template_id(html_attribute(at, "id"))) {
            break;
        }
        at = html_name(at) ? html_next_after(at, NULL) : html_next(at, NULL);
    }
    return at;
}

/* The template's headings bear its classes, stand before something with a known id, or have
 * known words at a later place of the page. */
static bool is_template_heading(const struct nhsjobs_page *page, const struct html_node *node,
                                int place) {
    int level = heading_level(node);
    const char *own_class = html_attribute(node, "class");
    if (level == 0 || level > 4) {
        return false;
    }
    if (own_class && span_find(span_of(own_class), SPAN("nhsuk-heading"), 0) != SIZE_MAX) {
        return true;
    }
    return is_template_id(html_attribute(next_element(node), "id")) ||
           nhsjobs_place(page, node) > place;
}

static bool has_known_class(const struct html_node *node) {
    struct words table = words_open(&fields_nhsjobs_furniture, "class");
    struct words_row row;
    struct span own = span_of(html_attribute(node, "class"));
    while (own.len > 0 && words_next(&table, &row)) {
        struct span rest = own;
        struct span each;
        while (span_next_piece(&rest, ' ', &each)) {
            if (span_equal(span_trim(each), row.words)) {
                return true;
            }
        }
    }
    return false;
}

bool nhsjobs_is_furniture(const struct nhsjobs_page *page, const struct html_node *node,
                          int place) {
    return is_template_id(html_attribute(node, "id")) || has_known_class(node) ||
           words_find(NULL, &fields_nhsjobs_furniture, "element", span_of(html_name(node))) ||
           is_template_heading(page, node, place);
}

const struct html_node *nhsjobs_fold_of(const struct html_node *node) {
    while (node && !html_is(node, "details")) {
        node = html_parent(node);
    }
    return node;
}

/* ---- headings ---- */

static bool is_in_prose(const struct nhsjobs_page *page, const struct html_node *node) {
    for (size_t i = 0; i < page->run_count; i++) {
        const struct nhsjobs_run *run = &page->runs[i];
        bool begun = node == run->first || html_is_before(run->first, node);
        if (begun && (!run->end || (node != run->end && html_is_before(node, run->end)))) {
            return true;
        }
    }
    return false;
}

const struct html_node *nhsjobs_heading(const struct nhsjobs_page *page, const char *words,
                                        const struct html_node *after) {
    struct span wanted = span_of(words);
    for (size_t i = after ? heading_from(page, after) : 0; i < page->heading_count; i++) {
        const struct nhsjobs_words *heading = &page->headings[i];
        if (span_equal_nocase(heading->words, wanted) && heading->node != after &&
            !is_in_prose(page, heading->node)) {
            return heading->node;
        }
    }
    return NULL;
}

/* The first heading with one of the words of a field. */
static const struct html_node *field_heading(const struct nhsjobs_page *page,
                                             const struct field *field) {
    struct span rest = field->headings;
    struct span each;
    while (span_next_piece(&rest, '|', &each)) {
        const char *words = arena_copy(page->arena, each);
        const struct html_node *node = words ? nhsjobs_heading(page, words, NULL) : NULL;
        if (node) {
            return node;
        }
    }
    return NULL;
}

/* ---- short fields ---- */

/* Ends the section of a short field. */
static bool ends_field(const struct html_node *node) {
    return html_is_heading(node) || is_template_id(html_attribute(node, "id")) ||
           has_known_class(node) ||
           words_find(NULL, &fields_nhsjobs_furniture, "element", span_of(html_name(node))) ||
           html_is(node, "hr");
}

static bool ends_section(const struct html_node *node, void *state) {
    (void)state;
    return ends_field(node);
}

static const char *not_empty(const char *text) { return text && text[0] ? text : NULL; }

/* The first text between `at` and whatever ends the field. */
static const char *first_block(const struct nhsjobs_page *page, const struct html_node *at) {
    while (at && !(html_name(at) && ends_field(at))) {
        const char *text = NULL;
        if (html_name(at) && !html_is_silent(at)) {
            text = not_empty(html_text(page->arena, at));
        } else if (!html_name(at)) {
            text = not_empty(utf8_fold_copy(page->arena, html_chars(at)));
        }
        if (text) {
            return text;
        }
        at = html_next_after(at, NULL);
    }
    return NULL;
}

/* All text from `at` to whatever ends the field, on one line. */
static const char *whole_section(const struct nhsjobs_page *page, const struct html_node *at,
                                 const struct html_node *within) {
    if (!at || (html_name(at) && html_is_heading(at))) {
        return NULL;
    }
    const char *text = prose_read(page->arena, at, ends_section, NULL, within, false);
    return text ? not_empty(utf8_fold_copy(page->arena, span_of(text))) : NULL;
}

/* A field's value, where the element with its id is `node`. */
static const char *value_at(const struct nhsjobs_page *page, const struct field *field,
                            const struct html_node *node) {
    bool section = span_is(field->how, "section");
    if (html_is_heading(node) && heading_level(node) != 1) {
        const struct html_node *next = html_next_after(node, NULL);
        return section ? whole_section(page, next, NULL) : first_block(page, next);
    }
    const char *text = not_empty(html_text(page->arena, node));
    if (html_is(node, "p") && (section || !text)) {
        /* Employers' HTML in it may have closed it early. */
        text = section ? whole_section(page, node, NULL)
                       : first_block(page, html_next_after(node, NULL));
    }
    return text;
}

const char *nhsjobs_field(struct nhsjobs_page *page, const char *name) {
    struct field field;
    if (!find_field(&field, name)) {
        return NULL;
    }
    const char *text = NULL;
    struct span rest = field.ids;
    struct span id;
    while (!text && span_next_piece(&rest, ',', &id)) {
        const struct html_node *node = by_id(page, id);
        for (int copy = 0; node && !text && copy < NHSJOBS_COPIES_MAX; copy++) {
            text = value_at(page, &field, node);
            node = html_by_id_next(page->html, node);
        }
    }
    const struct html_node *heading = text ? NULL : field_heading(page, &field);
    return heading ? value_at(page, &field, heading) : text;
}

void nhsjobs_page_open(struct nhsjobs_page *page, const struct html *html,
                       struct arena *arena) {
    *page = (struct nhsjobs_page){.html = html, .arena = arena};
    list_headings(page);
    struct words table = words_open(&fields_nhsjobs_advert, NULL);
    struct words_row row;
    for (size_t i = 0; words_next(&table, &row) && i < NHSJOBS_FIELDS_MAX; i++) {
        struct span id;
        while (!page->elements[i] && span_next_piece(&row.words, ',', &id)) {
            page->elements[i] = by_id(page, id);
        }
    }
}

const struct html_node *nhsjobs_element(const struct nhsjobs_page *page, const char *name) {
    struct field field;
    return find_field(&field, name) ? page->elements[field.row] : NULL;
}

/* ---- long texts ---- */

/* What ends a run, and where it ended. */
struct run_end {
    const struct nhsjobs_page *page;
    int place;
    const struct html_node *at;
};

static bool ends_run(const struct html_node *node, void *state) {
    struct run_end *end = state;
    if (nhsjobs_is_furniture(end->page, node, end->place)) {
        end->at = node;
        return true;
    }
    return false;
}

/* The last place of the page's order that a field's own headings have. */
static int place_of(const struct field *field) {
    struct words_row row;
    struct span rest = field->headings;
    struct span each;
    uint64_t place = 0;
    while (span_next_piece(&rest, '|', &each)) {
        if (words_find(&row, &fields_nhsjobs_furniture, "heading", each)) {
            (void)span_number(row.value, 99, &place);
        }
    }
    return (int)place;
}

/* A division that holds its text needs no reading on: only paragraphs are closed early. */
static const struct html_node *run_within(const struct html_node *first) {
    bool holds =
        html_is(first, "div") || html_is(first, "section") || html_is(first, "article");
    if (holds && html_first_child(first)) {
        for (const struct html_node *at = html_next(first, first); at;
             at = html_next(at, first)) {
            if (bullet_trim(html_chars(at)).len > 0) {
                return first;
            }
        }
    }
    return nhsjobs_fold_of(first);
}

static const char *read_run(struct nhsjobs_page *page, const struct field *field,
                            const struct html_node *first) {
    struct run_end end = {page, place_of(field), NULL};
    const struct html_node *within = run_within(first);
    const char *text = prose_read(page->arena, first, ends_run, &end, within, false);
    if (!end.at && within) {
        end.at = html_next_after(within, NULL);
    }
    if (page->run_count < NHSJOBS_RUNS_MAX) {
        page->runs[page->run_count++] = (struct nhsjobs_run){first, end.at};
    }
    return text;
}

const char *nhsjobs_prose(struct nhsjobs_page *page, const char *name) {
    struct field field;
    if (!find_field(&field, name)) {
        return NULL;
    }
    const char *text = NULL;
    struct span rest = field.ids;
    struct span id;
    while (!text && span_next_piece(&rest, ',', &id)) {
        const struct html_node *node = by_id(page, id);
        for (int copies = 0; node && copies < NHSJOBS_COPIES_MAX; copies++) {
            /* Copies are read as well: what is in them is prose, too. */
            const char *copy = read_run(page, &field, node);
            text = text ? text : copy;
            node = html_by_id_next(page->html, node);
        }
    }
    const struct html_node *heading = text ? NULL : field_heading(page, &field);
    const struct html_node *first = heading ? html_next_after(heading, NULL) : NULL;
    if (first && !(html_name(first) && nhsjobs_is_furniture(page, first, place_of(&field)))) {
        text = read_run(page, &field, first);
    }
    return text;
}
