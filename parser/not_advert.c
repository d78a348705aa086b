/* parser/not_advert.c - pages that came instead of an advert
 * SPDX-License-Identifier: MIT
 */
#include "parser/not_advert.h"

#include <string.h>

#include "parser/fields.h"

/* A notice is short; words deep in prose say nothing about the page. */
enum { NOTICE_LENGTH_MAX = 240 };

/* So many paragraphs of a page's own text are looked at. */
enum { PARAGRAPHS_MAX = 6 };

static const struct {
    enum refusal_kind kind;
    const char *message;
} messages[] = {
    {REFUSAL_CLOSED, "the page says that the advert is closed, and no longer shows it"},
    {REFUSAL_GONE, "the site says that this page is no longer there"},
    {REFUSAL_LOGIN, "this is a sign-in page"},
    {REFUSAL_MAINTENANCE, "the site says that it is being repaired"},
    {REFUSAL_CONSENT, "this is a page that asks for consent to cookies, and nothing else"},
    {REFUSAL_CUT, "the page is cut off: its end is missing"},
    {REFUSAL_OTHER_PAGE, "this is no advert, results page, feed or role profile"},
    {REFUSAL_REFUSED, "the page passes a limit"},
    {REFUSAL_EMPTY, "there is nothing in it"},
    {REFUSAL_BINARY, "these bytes are no text"},
};

const char *not_advert_message(enum refusal_kind kind) {
    for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++) {
        if (messages[i].kind == kind) {
            return messages[i].message;
        }
    }
    return "this page was not read";
}

bool not_advert_says_closed(const char *text) {
    struct span span = span_of(text);
    return span.len <= NOTICE_LENGTH_MAX &&
           words_find_in(NULL, &fields_not_advert, "closed", span);
}

static bool has_password(const struct html *html) {
    for (const struct html_node *at = html_root(html); at; at = html_next(at, NULL)) {
        const char *type = html_is(at, "input") ? html_attribute(at, "type") : NULL;
        if (type && span_is_nocase(span_of(type), "password")) {
            return true;
        }
    }
    return false;
}

/* Is this the site's frame round every page, its cookie banner among it? */
static bool is_frame(const struct html_node *node) {
    const char *id = html_attribute(node, "id");
    const char *own_class = html_attribute(node, "class");
    return html_is(node, "header") || html_is(node, "footer") || html_is(node, "nav") ||
           html_is(node, "script") || html_is(node, "style") ||
           (id && span_find_nocase(span_of(id), SPAN("cookie"), 0) != SIZE_MAX) ||
           (own_class && span_find_nocase(span_of(own_class), SPAN("cookie"), 0) != SIZE_MAX);
}

/* What a page says of itself: title and headings, and its first paragraphs. */
struct says {
    struct strings headings;
    struct strings paragraphs;
};

static bool is_title(const struct html_node *node) {
    const char *name = html_name(node);
    return name && (strcmp(name, "title") == 0 ||
                    (name[0] == 'h' && name[1] >= '1' && name[1] <= '3' && !name[2]));
}

static void collect(struct says *says, struct arena *arena, const struct html *html,
                    bool with_frame) {
    const struct html_node *at = html_root(html);
    while (at) {
        bool skip = !with_frame && is_frame(at);
        bool paragraph = html_is(at, "p") && says->paragraphs.count < PARAGRAPHS_MAX;
        if (!skip && (is_title(at) || paragraph)) {
            const char *text = html_text(arena, at);
            if (text && text[0]) {
                strings_push(arena, paragraph ? &says->paragraphs : &says->headings, text);
            }
        }
        at = skip ? html_next_after(at, NULL) : html_next(at, NULL);
    }
}

static const char *find_words(const struct strings *texts, struct span words) {
    for (size_t i = 0; i < texts->count; i++) {
        struct span text = span_part(span_of(texts->at[i]), 0, NOTICE_LENGTH_MAX);
        if (span_find_nocase(text, words, 0) != SIZE_MAX) {
            return texts->at[i];
        }
    }
    return NULL;
}

/* The first row of the table, in its order, that the page meets. Every page may speak of
 * signing in somewhere: that counts in a heading only. */
static enum refusal_kind kind_of(const struct says *says, const char **words) {
    struct words table = words_open(&fields_not_advert, NULL);
    struct words_row row;
    while (words_next(&table, &row)) {
        enum refusal_kind kind = (enum refusal_kind)vocab_value(&vocab_refusal, row.kind);
        const char *found = find_words(&says->headings, row.words);
        if (!found && kind != REFUSAL_LOGIN) {
            found = find_words(&says->paragraphs, row.words);
        }
        if (found) {
            *words = found;
            return kind;
        }
    }
    return REFUSAL_NONE;
}

enum refusal_kind not_advert_kind(const struct document *document, struct arena *arena,
                                  const char **words) {
    struct says says = {{NULL, 0}, {NULL, 0}};
    *words = NULL;
    if (!document->html) {
        return REFUSAL_OTHER_PAGE;
    }
    if (has_password(document->html)) {
        return REFUSAL_LOGIN;
    }
    collect(&says, arena, document->html, false);
    enum refusal_kind kind = kind_of(&says, words);
    if (kind != REFUSAL_NONE) {
        return kind;
    }
    /* Where the page holds nothing of its own, what its frame says is what it says. */
    bool bare = says.paragraphs.count == 0 && says.headings.count <= 1;
    collect(&says, arena, document->html, true);
    kind = bare ? kind_of(&says, words) : REFUSAL_NONE;
    return kind == REFUSAL_CONSENT ? kind : REFUSAL_OTHER_PAGE;
}
