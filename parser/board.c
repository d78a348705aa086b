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

enum { HOSTS_MAX = 16, ID_MAX = 64, PROOF = 3 };

/* What the addresses and ids of a page may name. */
struct clues {
    struct span hosts[HOSTS_MAX];
    size_t host_count;
    char list[ID_MAX]; /* the id of a list; "" where the board has none */
};

static struct clues clues_of(const struct board *board) {
    struct clues clues = {.host_count = 0};
    struct words words = words_open(&fields_boards, board->name);
    struct words_row row;
    while (words_next(&words, &row)) {
        if (span_is(row.value, "host") && clues.host_count < HOSTS_MAX) {
            clues.hosts[clues.host_count++] = row.words;
        } else if (span_is(row.value, "list") && row.words.len < ID_MAX) {
            memcpy(clues.list, row.words.at, row.words.len);
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

/* The address that an element names; NULL where it is none of those that name one. */
static const char *address_in(const struct html_node *node) {
    static const struct {
        const char *element;
        const char *attribute;
    } addresses[] = {{"a", "href"},  {"link", "href"},   {"script", "src"},  {"iframe", "src"},
                     {"img", "src"}, {"form", "action"}, {"meta", "content"}};
    const char *name = html_name(node);
    for (size_t i = 0; name && i < sizeof addresses / sizeof addresses[0]; i++) {
        if (strcmp(name, addresses[i].element) == 0) {
            return html_attribute(node, addresses[i].attribute);
        }
    }
    return NULL;
}

static bool names_board(const struct clues *clues, const struct html_node *root) {
    for (const struct html_node *at = root; at; at = html_next(at, NULL)) {
        const char *address = address_in(at);
        if (address && names_host(clues, address)) {
            return true;
        }
    }
    return false;
}

/* Words of the page, most of them with a capital or a rare letter in front, so that looking for
 * them costs little. */
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
           (clues.list[0] != '\0' && html_by_id(document->html, clues.list)) ||
           says_board(board, document->text) || names_board(&clues, html_root(document->html));
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
    address = nhsjobs_link_clean(arena, address);
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
