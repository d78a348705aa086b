/* parser/board_listing.c - lists of adverts of boards
 * SPDX-License-Identifier: MIT
 *
 * An entry is an element with the class of one; where a page has none, the largest element
 * round a link to an advert that holds no link to another. Its values have classes
 * (parser/fields/boards.tsv) or labels; what has neither is taken only where it shows what it
 * is.
 */
#include <string.h>

#include "base/utf8.h"
#include "parser/advert_fields.h"
#include "parser/board.h"
#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/listing.h"
#include "parser/nhsjobs_link.h"
#include "parser/page_outline.h"
#include "parser/wording.h"

/* A list on its way. */
struct list {
    const struct board *board;
    const struct document *document;
    struct arena *arena;
    struct listing listing;
    const struct html_node **items; /* the elements of its entries */
    size_t item_count;
};

/* ---- entries: where they are ---- */

/* The row of boards.tsv for one of an element's classes. */
static bool find_class(struct words_row *out, const struct board *board,
                       const struct html_node *node, const char *value) {
    struct span rest = span_of(html_attribute(node, "class"));
    struct span each;
    while (span_next_piece(&rest, ' ', &each)) {
        struct words words = words_open(&fields_boards, board->name);
        struct words_row row;
        while (each.len > 0 && words_next(&words, &row)) {
            if (span_is(row.value, value) && span_equal_nocase(row.words, span_trim(each))) {
                *out = row;
                return true;
            }
        }
    }
    return false;
}

static struct span advert_in(const struct board *board, const struct html_node *node) {
    const char *link = html_is(node, "a") ? html_attribute(node, "href") : NULL;
    return link ? board->id_of(link) : (struct span){NULL, 0};
}

/* The first link to an advert inside, or the element itself. */
static const struct html_node *find_link(const struct board *board,
                                         const struct html_node *item) {
    const struct html_node *at = item;
    while (at && advert_in(board, at).len == 0) {
        at = html_next(at, item);
    }
    return at;
}

/* One more than a list may have is enough to say that it has too many. */
static void push_item(struct list *list, const struct html_node *item) {
    if (list->item_count > LISTING_ENTRIES_MAX) {
        return;
    }
    ARENA_PUSH(list->arena, list->items, list->item_count, item);
}

/* An element with the class of an entry, and in it something that an entry has: a link to an
 * advert, or a heading with a link. */
static bool is_marked(const struct board *board, const struct html_node *node) {
    struct words_row row;
    if (!find_class(&row, board, node, "entry")) {
        return false;
    }
    const struct html_node *heading = html_find(node, "h2");
    heading = heading ? heading : html_find(node, "h3");
    return find_link(board, node) || (heading && html_find(heading, "a"));
}

static void find_marked(struct list *list) {
    const struct html_node *at = html_root(list->document->html);
    while (at) {
        bool entry = html_name(at) && is_marked(list->board, at);
        if (entry) {
            push_item(list, at);
        }
        at = entry ? html_next_after(at, NULL) : html_next(at, NULL);
    }
}

static bool holds_list(const struct html_node *node) {
    return html_is(node, "body") || html_is(node, "main") || html_is(node, "html") ||
           html_is(node, "ul") || html_is(node, "ol") || html_is(node, "tbody") ||
           html_is(node, "table");
}

/* Links to different adverts, each the first of its own. */
struct links {
    const struct html_node **at;
    size_t count;
};

static struct links find_links(const struct list *list) {
    struct links links = {NULL, 0};
    const struct html_node *at = html_root(list->document->html);
    while (at) {
        bool chrome = html_name(at) && labelled_is_chrome(at);
        struct span id = chrome ? (struct span){NULL, 0} : advert_in(list->board, at);
        const struct html_node *last = links.count > 0 ? links.at[links.count - 1] : NULL;
        if (id.len > 0 && !(last && span_equal(advert_in(list->board, last), id))) {
            ARENA_PUSH(list->arena, links.at, links.count, at);
        }
        at = chrome ? html_next_after(at, NULL) : html_next(at, NULL);
    }
    return links;
}

static void find_unmarked(struct list *list) {
    struct links links = find_links(list);
    for (size_t i = 0; i < links.count && links.count > 1; i++) {
        const struct html_node *item = links.at[i];
        const struct html_node *before = i > 0 ? links.at[i - 1] : NULL;
        const struct html_node *behind = i + 1 < links.count ? links.at[i + 1] : NULL;
        const struct html_node *up = html_parent(item);
        while (up && !holds_list(up) && !(before && labelled_is_inside(before, up)) &&
               !(behind && labelled_is_inside(behind, up))) {
            item = up;
            up = html_parent(item);
        }
        push_item(list, item);
    }
}

static void find_items(struct list *list) {
    find_marked(list);
    if (list->item_count == 0) {
        find_unmarked(list);
    }
}

/* ---- entries: what they say ---- */

enum { NAMES_MAX = 24 };

/* An entry being read: a value is read once, its class before its label. */
struct entry {
    struct vacancy vacancy;
    struct span names[NAMES_MAX]; /* read already */
    size_t name_count;
    struct strings asides; /* texts that are no values: the teaser, and what is passed over */
};

static bool is_known(const struct entry *entry, struct span name) {
    for (size_t i = 0; i < entry->name_count; i++) {
        if (span_equal(entry->names[i], name)) {
            return true;
        }
    }
    return false;
}

/* Was this read without its name, by what the board reads in a way of its own? */
static bool is_filled(const struct vacancy *vacancy, struct span name) {
    return (span_is(name, "salary") && vacancy->salary.text) ||
           (span_is(name, "employer") && vacancy->employer) ||
           (span_is(name, "locations") && vacancy->location_count > 0) ||
           (span_is(name, "posted") && !date_is_none(vacancy->posted));
}

static void take(struct list *list, struct entry *entry, struct span name, const char *value) {
    if (!value || !value[0] || is_known(entry, name) || is_filled(&entry->vacancy, name) ||
        entry->name_count >= NAMES_MAX) {
        return;
    }
    entry->names[entry->name_count++] = name;
    (void)advert_field_read(&entry->vacancy, list->arena, name, value);
}

/* A value without the caption that may stand in front: "Salary:", or a span of its own. */
static const char *without_caption(struct arena *arena, const struct html_node *node) {
    const char *text = html_text(arena, node);
    struct labelled page = labelled_of(arena, node, page_outline_look);
    const struct labelled_line *line = page.count > 0 ? &page.lines[0] : NULL;
    if (line && line->lead && page_outline_is_label(arena, line->lead)) {
        struct span rest = span_of(line->rest);
        while (rest.len > 0 && (rest.at[0] == ':' || rest.at[0] == ' ')) {
            rest = span_part(rest, 1, SIZE_MAX);
        }
        return arena_copy(arena, rest);
    }
    struct span span = span_of(text);
    size_t colon = span_find(span, SPAN(":"), 0);
    const char *front = colon < span.len ? arena_copy(arena, span_part(span, 0, colon)) : NULL;
    bool caption = front && page_outline_is_label(arena, front);
    return caption ? arena_copy(arena, bullet_trim(span_part(span, colon + 1, SIZE_MAX)))
                   : text;
}

static void read_classes(struct list *list, struct entry *entry, const struct html_node *item) {
    for (const struct html_node *at = item; at; at = html_next(at, item)) {
        struct words_row row;
        bool found = html_name(at) && find_class(&row, list->board, at, "field");
        if (found && (span_is(row.more, "summary") || span_is(row.more, "ignored"))) {
            strings_push(list->arena, &entry->asides, html_text(list->arena, at));
        }
        if (found && !is_known(entry, row.more)) {
            take(list, entry, row.more, without_caption(list->arena, at));
        }
    }
}

/* The lines of a part as one text. */
static const char *value_of(struct arena *arena, const struct advert_part *part) {
    const char *value = NULL;
    for (size_t i = 0; i < part->lines.count; i++) {
        const char *line = part->lines.at[i];
        value = value ? arena_printf(arena, "%s %s", value, line) : line;
    }
    return value;
}

static bool is_short(const char *text) {
    enum { WORDS_MAX = 48 };
    return strlen(text) <= WORDS_MAX;
}

/* Does a text stand in one that is no value? */
static bool is_aside(const struct entry *entry, const char *text) {
    for (size_t i = 0; i < entry->asides.count; i++) {
        if (span_find(span_of(entry->asides.at[i]), span_of(text), 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

/* A line without label is taken where it shows what it is. */
static void take_loose(struct list *list, struct entry *entry, const char *text) {
    struct vacancy *vacancy = &entry->vacancy;
    struct arena *arena = list->arena;
    if (advert_same_words(text, vacancy->title) || is_aside(entry, text)) {
        return;
    }
    if (span_find(span_of(text), SPAN("\xC2\xA3"), 0) != SIZE_MAX) {
        take(list, entry, SPAN("salary"), text);
    } else if (span_starts_nocase(span_of(text), "band ") && is_short(text)) {
        take(list, entry, SPAN("band"), text);
    } else if (!vacancy->employer && advert_leaning(arena, text) > 0) {
        take(list, entry, SPAN("employer"), text);
    } else if (vacancy->location_count == 0 && is_short(text) &&
               place_postcode(arena, span_of(text), NULL)) {
        take(list, entry, SPAN("locations"), text);
    } else if (is_short(text)) {
        (void)advert_field_read(vacancy, arena, SPAN("job type"), text);
    }
}

/* The row of a table that holds its labels: the first one. */
static const struct html_node *label_row(const struct html_node *row) {
    const struct html_node *table = row;
    while (table && !html_is(table, "table")) {
        table = html_parent(table);
    }
    const struct html_node *first = html_find(table, "tr");
    return first == row ? NULL : first;
}

static const struct html_node *next_cell(const struct html_node *node) {
    while (node && !html_is(node, "td") && !html_is(node, "th")) {
        node = html_next_sibling(node);
    }
    return node;
}

/* Where an entry is the row of a table, the first row says what its cells are. */
static void read_columns(struct list *list, struct entry *entry, const struct html_node *item) {
    enum { CELL_MAX = 80 };
    const struct html_node *heads = html_is(item, "tr") ? label_row(item) : NULL;
    const struct html_node *head = next_cell(html_first_child(heads));
    const struct html_node *cell = heads ? next_cell(html_first_child(item)) : NULL;
    while (head && cell) {
        struct words_row row;
        const char *label = html_short_text(list->arena, head, CELL_MAX);
        if (label && page_outline_find(&row, list->arena, label)) {
            take(list, entry, row.value, html_text(list->arena, cell));
        }
        head = next_cell(html_next_sibling(head));
        cell = next_cell(html_next_sibling(cell));
    }
}

/* "Town" and "Site" make one place. */
static void read_place(struct entry *entry, struct arena *arena,
                       const struct advert_outline *outline) {
    static const char *const names[] = {"site", "address", "town", "county", "postcode"};
    struct strings lines = {NULL, 0};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        for (size_t k = 0; k < outline->count; k++) {
            const struct advert_part *part = &outline->parts[k];
            if (span_is(part->name, names[i]) && part->lines.count > 0) {
                strings_push(arena, &lines, value_of(arena, part));
                break;
            }
        }
    }
    if (lines.count == 1) {
        place_read(&entry->vacancy, arena, lines.at[0]);
    } else if (lines.count > 1) {
        place_add(&entry->vacancy, arena, place_of_lines(arena, &lines));
    }
}

static void read_labels(struct list *list, struct entry *entry, const struct html_node *item) {
    struct page_outline page = page_outline_of(list->arena, item);
    for (size_t i = 0; i < page.outline.count; i++) {
        const struct advert_part *part = &page.outline.parts[i];
        take(list, entry, part->name, value_of(list->arena, part));
    }
    if (entry->vacancy.location_count == 0) {
        read_place(entry, list->arena, &page.outline);
    }
    for (size_t i = 0; i < page.loose_count; i++) {
        take_loose(list, entry, page.loose[i].text);
    }
}

/* Does it begin as links do that lead to the advert: "view job", "more about ..."? */
static bool begins_link(struct span form) {
    struct words_row row;
    /* The plain text goes on with the blank that a last word needs behind it. */
    return form.len > 0 &&
           words_begin(&row, &fields_boards, "link", (struct span){form.at, form.len + 1});
}

/* Words of links that are no title. */
static bool is_title(struct arena *arena, const char *text) {
    struct span form = advert_label_form(arena, span_of(text));
    return text && text[0] && !words_find(NULL, &fields_plain_text_labels, "furniture", form) &&
           !begins_link(form);
}

static const struct html_node *find_heading(const struct html_node *item) {
    for (const struct html_node *at = html_next(item, item); at; at = html_next(at, item)) {
        const char *name = html_name(at);
        if (name && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2]) {
            return at;
        }
    }
    return NULL;
}

/* The title: the link's own, that of a class, a heading, the link's text. */
static void read_title(struct list *list, struct entry *entry, const struct html_node *item,
                       const struct html_node *link) {
    const char *titled = list->board->titled_links ? html_attribute(link, "title") : NULL;
    const struct html_node *heading = find_heading(item);
    struct words_row row;
    const struct html_node *at = item;
    while (at && !(html_name(at) && find_class(&row, list->board, at, "field") &&
                   span_is(row.more, "title"))) {
        at = html_next(at, item);
    }
    const char *texts[] = {titled ? utf8_fold_copy(list->arena, span_of(titled)) : NULL,
                           at ? html_text(list->arena, at) : NULL,
                           heading ? html_text(list->arena, heading) : NULL,
                           link ? html_text(list->arena, link) : NULL};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0] && !entry->vacancy.title; i++) {
        entry->vacancy.title = texts[i] && is_title(list->arena, texts[i]) ? texts[i] : NULL;
    }
    entry->names[entry->name_count++] = SPAN("title");
}

static void read_item(struct list *list, const struct html_node *item) {
    struct entry entry = {.name_count = 0};
    const struct board *board = list->board;
    const struct html_node *link = find_link(board, item);
    const char *address = html_attribute(link, "href");
    vacancy_init(&entry.vacancy);
    entry.vacancy.source = board->source;
    entry.vacancy.id = link ? arena_copy(list->arena, board->id_of(address)) : NULL;
    entry.vacancy.url =
        link ? board_url(board, list->arena, address, list->document->page) : NULL;
    read_title(list, &entry, item, link);
    read_classes(list, &entry, item);
    read_columns(list, &entry, item);
    if (board->read_entry) {
        board->read_entry(&entry.vacancy, list->arena, item);
    }
    read_labels(list, &entry, item);
    if (!entry.vacancy.salary.text) {
        salary_read(&entry.vacancy, list->arena, NULL);
    }
    if (entry.vacancy.id || entry.vacancy.title) {
        listing_add(&list->listing, list->arena, &entry.vacancy);
    }
}

/* ---- round the list ---- */

/* The next word of a short text, and its value where it is a number. */
static bool next_word(struct span *rest, struct span *word, int *number) {
    *rest = span_trim(*rest);
    size_t len = span_find(*rest, SPAN(" "), 0);
    *word = span_part(*rest, 0, len);
    *rest = span_part(*rest, word->len, SIZE_MAX);
    *number = -1;
    int value = 0;
    size_t digits = 0;
    for (size_t i = 0; i < word->len; i++) {
        char c = word->at[i];
        if (ascii_is_digit(c) && digits < 8) {
            value = value * 10 + (c - '0');
            digits++;
        } else if (!strchr(",().", c)) {
            return word->len > 0;
        }
    }
    *number = digits > 0 ? value : -1;
    return word->len > 0;
}

static bool counts_adverts(struct span word) {
    struct words words = words_open(&fields_boards, "any");
    struct words_row row;
    while (word.len > 0 && strchr(".,):;", word.at[word.len - 1])) {
        word.len--;
    }
    while (words_next(&words, &row)) {
        if (span_is(row.value, "count") && span_equal_nocase(row.words, word)) {
            return true;
        }
    }
    return false;
}

/* "312 jobs", "1,204 matching vacancies", "1 to 50 of 312 results"; "50 jobs per page" is none.
 * -1 where there is none. */
static int total_in(const char *text) {
    enum { WORDS_BETWEEN = 3 };
    struct span rest = span_of(text);
    struct span word;
    int number;
    int last = -1;
    int since = 0;
    bool no = false;
    bool page = false; /* "Page 2" counts no adverts */
    while (next_word(&rest, &word, &number)) {
        if (number >= 0) {
            last = page ? -1 : number;
            since = 0;
        } else if (counts_adverts(word)) {
            bool per = span_starts_nocase(span_trim(rest), "per ") ||
                       span_starts_nocase(span_trim(rest), "a page");
            if (!per && (last >= 0 || no)) {
                return last >= 0 ? last : 0;
            }
        } else if (++since > WORDS_BETWEEN) {
            last = -1;
        }
        no = span_is_nocase(word, "no") || (no && number < 0 && since <= 1);
        page = span_find_nocase(word, SPAN("page"), 0) != SIZE_MAX;
    }
    return -1;
}

/* "26 to 28 of 30", "1-10 of 30": the last number; -1 where the text is no such thing. */
static int total_of_range(const char *text) {
    struct span rest = span_of(text);
    struct span word;
    int number;
    int before = 0; /* numbers in front of "of" */
    bool of = false;
    while (next_word(&rest, &word, &number)) {
        if (of) {
            return number;
        }
        size_t dash = span_find(word, SPAN("-"), 0);
        dash = dash == SIZE_MAX ? span_find(word, SPAN("\xE2\x80\x93"), 0) : dash;
        bool range = dash != SIZE_MAX && dash > 0 && ascii_is_digit(word.at[0]);
        before += range ? 2 : number >= 0;
        of = before == 2 && span_is_nocase(word, "of");
    }
    return -1;
}

/* "Page 2 of 7" */
static bool read_page_of(struct listing *listing, const char *text) {
    struct span rest = span_of(text);
    struct span word;
    int number;
    size_t page = span_find_nocase(rest, SPAN("page "), 0);
    rest = span_part(rest, page == SIZE_MAX ? rest.len : page + 5, SIZE_MAX);
    int first = next_word(&rest, &word, &number) ? number : -1;
    bool of = next_word(&rest, &word, &number) && span_is_nocase(word, "of");
    int second = of && next_word(&rest, &word, &number) ? number : -1;
    if (first > 0 && second > 0) {
        listing->page = first;
        listing->pages = second;
    }
    return first > 0 && second > 0;
}

static bool is_next(struct arena *arena, const struct html_node *node) {
    enum { NEXT_MAX = 40 };
    const char *rel = html_attribute(node, "rel");
    const char *own_class = html_attribute(node, "class");
    const char *around = html_attribute(html_parent(node), "class");
    const char *text = html_short_text(arena, node, NEXT_MAX);
    return (rel && span_is_nocase(span_of(rel), "next")) ||
           (own_class && span_find_nocase(span_of(own_class), SPAN("next"), 0) != SIZE_MAX) ||
           (around && span_find_nocase(span_of(around), SPAN("next"), 0) != SIZE_MAX) ||
           (text && span_starts_nocase(span_of(text), "next"));
}

static void look_at(struct list *list, const struct html_node *node) {
    enum { COUNT_MAX = 120 };
    struct listing *listing = &list->listing;
    bool link = html_is(node, "a") || html_is(node, "link");
    const char *target = link ? html_attribute(node, "href") : NULL;
    if (target && target[0] && !listing->next && !span_starts(span_of(target), "#") &&
        is_next(list->arena, node)) {
        listing->next = nhsjobs_link_next(list->arena, target, list->document->page);
    }
    const char *current = html_attribute(node, "aria-current");
    const char *text = html_is_silent(node) && !html_is(node, "label")
                           ? NULL
                           : html_short_text(list->arena, node, COUNT_MAX);
    uint64_t number;
    if (text && current && listing->page == 0 && span_number(span_of(text), 1000000, &number)) {
        listing->page = (int)number;
    }
    if (text && listing->pages < 0) {
        (void)read_page_of(listing, text);
    }
    if (text && listing->total < 0 && !link) {
        int range = total_of_range(text);
        listing->total = range >= 0 ? range : total_in(text);
    }
}

static void read_round(struct list *list) {
    const struct html_node *at = html_root(list->document->html);
    size_t next = 0; /* entries come in printed order */
    while (at) {
        bool item = next < list->item_count && list->items[next] == at;
        next += item;
        if (!item && html_name(at)) {
            look_at(list, at);
        }
        at = item ? html_next_after(at, NULL) : html_next(at, NULL);
    }
    uint64_t page;
    const char *asked = nhsjobs_link_of_page(list->document->page);
    struct span printed =
        list->board->page ? board_parameter(asked, list->board->page) : (struct span){NULL, 0};
    if (list->listing.page == 0 && span_number(printed, 1000000, &page)) {
        list->listing.page = (int)page;
    }
}

/* ---- is it one? ---- */

static bool has_list(const struct board *board, const struct document *document,
                     struct arena *arena) {
    struct words words = words_open(&fields_boards, board->name);
    struct words_row row;
    while (words_next(&words, &row)) {
        if (span_is(row.value, "list") &&
            html_by_id(document->html, arena_copy(arena, row.words))) {
            return true;
        }
    }
    return false;
}

/* Headings of long texts and specifications are an advert's. */
static bool has_advert_heading(const struct html *html, struct arena *arena) {
    for (const struct html_node *at = html_root(html); at; at = html_next(at, NULL)) {
        const char *name = html_name(at);
        bool heading = name && ((name[0] == 'h' && name[1] >= '1' && name[1] <= '6') ||
                                html_is(at, "dt") || html_is(at, "summary"));
        const char *text = heading ? html_short_text(arena, at, ADVERT_LABEL_MAX) : NULL;
        struct words_row row;
        struct span form =
            text ? advert_label_form(arena, span_of(text)) : (struct span){NULL, 0};
        if (advert_label_find(&row, PLACE_SPEC, form) &&
            (span_is(row.more, "prose") || span_is(row.more, "spec"))) {
            return true;
        }
    }
    return false;
}

enum err board_listing_read(const struct board *board, struct readings *out,
                            struct arena *arena, const struct document *document,
                            struct diag *diag) {
    struct list list = {.board = board, .document = document, .arena = arena};
    if (board_named_link(board, document)) {
        return ERR_NONE; /* the page says that it is an advert */
    }
    find_items(&list);
    if ((list.item_count == 0 && !has_list(board, document, arena)) ||
        has_advert_heading(document->html, arena)) {
        return arena_check(arena, diag);
    }
    listing_init(&list.listing, board->source, LISTING_RESULTS);
    for (size_t i = 0; i < list.item_count; i++) {
        read_item(&list, list.items[i]);
    }
    read_round(&list);
    struct reading *reading = readings_add(out, arena, READING_LISTING);
    if (reading) {
        reading->as.listing = list.listing;
    }
    return arena_check(arena, diag);
}
