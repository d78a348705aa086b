/* parser/board.c - what job boards share: how their pages and adverts are known
 * SPDX-License-Identifier: MIT
 */
#include "parser/board.h"

#include <string.h>

#include "parser/advert_outline.h"
#include "parser/fields.h"
#include "parser/labelled.h"
#include "parser/nhsjobs_link.h"

/* ---- whose page it is ---- */

/* The rows of a board that name hosts and classes. */
enum { ROWS_MAX = 16, PROOF = 3 };

struct clues {
    struct span hosts[ROWS_MAX];
    size_t host_count;
    struct span marks[ROWS_MAX];
    size_t mark_count;
};

static struct clues clues_of(const struct board *board) {
    struct clues clues = {.host_count = 0};
    struct words words = words_open(&fields_boards, board->name);
    struct words_row row;
    while (words_next(&words, &row)) {
        if (span_is(row.value, "host") && clues.host_count < ROWS_MAX) {
            clues.hosts[clues.host_count++] = row.words;
        } else if ((span_is(row.value, "mark") || span_is(row.value, "list")) &&
                   clues.mark_count < ROWS_MAX) {
            clues.marks[clues.mark_count++] = row.words;
        }
    }
    return clues;
}

static bool names_host(const struct clues *clues, const char *address) {
    struct span site = nhsjobs_link_site(address);
    for (size_t i = 0; site.len > 0 && i < clues->host_count; i++) {
        if (span_find_nocase(site, clues->hosts[i], 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

static bool has_mark(const struct clues *clues, const struct html_node *node) {
    const char *id = html_attribute(node, "id");
    struct span rest = span_of(html_attribute(node, "class"));
    struct span each;
    for (size_t i = 0; i < clues->mark_count; i++) {
        if (id && span_equal(span_of(id), clues->marks[i])) {
            return true;
        }
    }
    while (clues->mark_count > 0 && span_next_piece(&rest, ' ', &each)) {
        for (size_t i = 0; i < clues->mark_count; i++) {
            if (span_equal(each, clues->marks[i])) {
                return true;
            }
        }
    }
    return false;
}

static bool names_board(const struct clues *clues, const struct html_node *root) {
    static const char *const addresses[] = {"href", "src", "action", "content"};
    for (const struct html_node *at = root; at; at = html_next(at, NULL)) {
        if (!html_name(at)) {
            continue;
        }
        for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
            const char *address = html_attribute(at, addresses[i]);
            if (address && names_host(clues, address)) {
                return true;
            }
        }
        if (has_mark(clues, at)) {
            return true;
        }
    }
    return false;
}

/* Printed words: each begins with a capital, so that looking for it costs little. */
static bool says_board(const struct board *board, struct span text) {
    struct words words = words_open(&fields_boards, board->name);
    struct words_row row;
    uint64_t proof = 0;
    while (proof < PROOF && words_next(&words, &row)) {
        uint64_t weight = 0;
        if (span_is(row.value, "words") && span_number(row.more, PROOF, &weight) &&
            span_find(text, row.words, 0) != SIZE_MAX) {
            proof += weight;
        }
    }
    return proof >= PROOF;
}

bool board_has(const struct board *board, const struct document *document) {
    struct clues clues = clues_of(board);
    return names_host(&clues, document->page->url) ||
           names_host(&clues, document->page->final_url) ||
           names_board(&clues, html_root(document->html)) || says_board(board, document->text);
}

/* ---- addresses ---- */

struct span board_digits(struct span text) {
    size_t len = 0;
    while (len < text.len && ascii_is_digit(text.at[len])) {
        len++;
    }
    return span_part(text, 0, len);
}

struct span board_parameter(const char *address, const char *name) {
    struct span rest = nhsjobs_link_path(address);
    size_t query = span_find(rest, SPAN("?"), 0);
    rest = query == SIZE_MAX ? (struct span){NULL, 0} : span_part(rest, query + 1, SIZE_MAX);
    struct span piece;
    size_t len = strlen(name);
    while (span_next_piece(&rest, '&', &piece)) {
        piece = span_starts(piece, "amp;") ? span_part(piece, 4, SIZE_MAX) : piece;
        if (span_starts_nocase(piece, name) && len < piece.len && piece.at[len] == '=') {
            return span_part(piece, len + 1, SIZE_MAX);
        }
    }
    return (struct span){NULL, 0};
}

static bool has_id(const struct board *board, const char *address) {
    return address && board->id_of(address).len > 0;
}

/* The address that the page's head gives for the page. */
static const char *head_link(const struct html_node *node) {
    const char *rel = html_attribute(node, "rel");
    const char *property = html_attribute(node, "property");
    if (html_is(node, "link") && rel && span_is_nocase(span_of(rel), "canonical")) {
        return html_attribute(node, "href");
    }
    bool og_url =
        html_is(node, "meta") && property && span_is_nocase(span_of(property), "og:url");
    return og_url ? html_attribute(node, "content") : NULL;
}

const char *board_named_link(const struct board *board, const struct document *document) {
    const struct page *page = document->page;
    const char *asked[] = {page->final_url, page->url};
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
        if (has_id(board, asked[i])) {
            return asked[i];
        }
    }
    for (const struct html_node *at = html_root(document->html); at; at = html_next(at, NULL)) {
        const char *link = html_name(at) ? head_link(at) : NULL;
        if (has_id(board, link)) {
            return link;
        }
    }
    return NULL;
}

/* Words of the page's own buttons: to apply, to save, to print, to share. */
static bool is_button(struct arena *arena, const struct html_node *node) {
    enum { BUTTON_MAX = 48 };
    const char *text = html_short_text(arena, node, BUTTON_MAX);
    struct span form = text ? advert_label_form(arena, span_of(text)) : (struct span){NULL, 0};
    return html_is(node, "form") || span_starts(form, "apply") || span_starts(form, "save") ||
           words_find(NULL, &fields_plain_text_labels, "furniture", form);
}

const char *board_own_link(const struct board *board, const struct document *document,
                           struct arena *arena) {
    const char *named = board_named_link(board, document);
    const struct html_node *at = named ? NULL : html_root(document->html);
    for (; at; at = html_next(at, NULL)) {
        const char *link = html_is(at, "a")      ? html_attribute(at, "href")
                           : html_is(at, "form") ? html_attribute(at, "action")
                                                 : NULL;
        if (has_id(board, link) && is_button(arena, at)) {
            return link;
        }
    }
    return named;
}

/* Scheme and host: the address's own, else the page's where that is the board's, else the
 * board's. */
static struct span site_of(const struct board *board, const char *address,
                           const struct page *page) {
    struct clues clues = clues_of(board);
    const char *asked = nhsjobs_link_of_page(page);
    struct span own = nhsjobs_link_site(address);
    const char *site =
        board->site_of ? board->site_of(nhsjobs_link_path(address)) : board->site;
    return own.len > 0                 ? own
           : names_host(&clues, asked) ? nhsjobs_link_site(asked)
                                       : span_of(site);
}

char *board_url(const struct board *board, struct arena *arena, const char *address,
                const struct page *page) {
    if (!has_id(board, address)) {
        return NULL;
    }
    struct span site = site_of(board, address, page);
    struct span path = nhsjobs_link_path(address);
    struct span bare = span_part(path, 0, span_find(path, SPAN("?"), 0));
    const char *slash = span_starts(path, "/") ? "" : "/";
    struct span id = board->id_of(address);
    const char *name = id.at;
    if (board->detail && span_find_nocase(path, span_of(board->detail), 0) == SIZE_MAX) {
        return arena_printf(arena, "%.*s%s%.*s", SPAN_FMT(site), board->path, SPAN_FMT(id));
    }
    if (name < bare.at + bare.len) {
        return arena_printf(arena, "%.*s%s%.*s", SPAN_FMT(site), slash, SPAN_FMT(bare));
    }
    while (name > bare.at && name[-1] != '&' && name[-1] != '?' && name[-1] != ';') {
        name--;
    }
    struct span parameter = {name, (size_t)(id.at + id.len - name)};
    return arena_printf(arena, "%.*s%s%.*s?%.*s", SPAN_FMT(site), slash, SPAN_FMT(bare),
                        SPAN_FMT(parameter));
}

enum err board_read(const struct board *board, struct readings *out, struct arena *arena,
                    const struct document *document, struct diag *diag) {
    if (!board_listing_read(board, out, arena, document)) {
        board_advert_read(board, out, arena, document);
    }
    return arena_check(arena, diag);
}
