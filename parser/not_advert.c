/* parser/not_advert.c - pages that came instead of an advert
 * SPDX-License-Identifier: MIT
 */
#include "parser/not_advert.h"

#include <string.h>

#include "base/utf8.h"
#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/lexicon.h"
#include "parser/notice.h"

/* A notice on an advert's page is short. */
enum { NOTICE_LENGTH_MAX = 240 };

/* So many paragraphs of a page's own text are looked at, and so many bytes of each. */
enum { PARAGRAPHS_MAX = 8, PARAGRAPH_LENGTH_MAX = 400 };

/* What such a page says of itself is short; an article may say the same of something else.
 * Lengths of the page's own text in bytes: its heading tells up to the first, its paragraphs up
 * to the second. */
enum { PAGE_LENGTH_MAX = 3000, SHORT_LENGTH_MAX = 1200 };

static const struct {
    enum refusal_kind kind;
    const char *message;
} messages[] = {
    {REFUSAL_CLOSED, "the page says that the advert is closed, and no longer shows it"},
    {REFUSAL_GONE, "the site says that this page is no longer there"},
    {REFUSAL_LOGIN, "this is a sign-in page"},
    {REFUSAL_MAINTENANCE, "the site says that it is being repaired"},
    {REFUSAL_CONSENT, "this is a page that asks for consent to cookies, and nothing else"},
    {REFUSAL_CUT, "the page is cut off: a part of it is missing"},
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
    return span.len <= NOTICE_LENGTH_MAX && notice_may_close(span) &&
           (notice_states(NULL, "closed", span, 0) ||
            notice_states(NULL, "closed_head", span, 0) ||
            notice_states(NULL, "withdrawn", span, 0));
}

/* ---- what a page says of itself ---- */

struct says {
    struct strings headings;   /* its title and its first heading */
    struct strings paragraphs; /* the first ones */
    size_t length;             /* of all its text */
    bool headed;               /* it has a first heading */
    bool password;             /* it asks for one */
    bool asks;                 /* it has something to press or to fill in */
};

static bool mentions(const struct html_node *node, const char *attribute, const char *word) {
    const char *value = html_attribute(node, attribute);
    return value && span_find_nocase(span_of(value), span_of(word), 0) != SIZE_MAX;
}

/* Is this the site's frame round every page, its cookie banner among it? */
static bool is_frame(const struct html_node *node) {
    static const char *const names[] = {"header", "footer", "nav", "aside"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (html_is(node, names[i])) {
            return true;
        }
    }
    return !html_is(node, "body") && !html_is(node, "html") &&
           (mentions(node, "id", "cookie") || mentions(node, "class", "cookie") ||
            mentions(node, "role", "navigation") || mentions(node, "role", "contentinfo"));
}

static const struct html_node *block_of(const struct html_node *node) {
    for (node = html_parent(node); node && !html_is_block(node); node = html_parent(node)) {
    }
    return node;
}

/* Questions and answers, and the points of a list, are about something else. */
static bool is_aside(const struct html_node *block) {
    return html_is(block, "dt") || html_is(block, "dd") || html_is(block, "li");
}

/* The run of text being gathered, and the block that it stands in. */
struct run {
    const struct html_node *block;
    struct buf text;
};

static void end_run(struct says *says, struct arena *arena, struct run *run) {
    struct span text = span_trim(buf_span(&run->text));
    bool first = html_is(run->block, "h1") || (!says->headed && html_is(run->block, "h2"));
    says->length += text.len;
    if (text.len > 0 && first && !says->headed) {
        strings_push(arena, &says->headings, utf8_fold_copy(arena, text));
        says->headed = true;
    } else if (text.len > 0 && says->paragraphs.count < PARAGRAPHS_MAX &&
               !is_aside(run->block)) {
        strings_push(arena, &says->paragraphs,
                     utf8_fold_copy(arena, span_part(text, 0, PARAGRAPH_LENGTH_MAX)));
    }
    buf_clear(&run->text);
}

static void take_control(struct says *says, const struct html_node *node) {
    const char *type = html_is(node, "input") ? html_attribute(node, "type") : NULL;
    says->password = says->password || (type && span_is_nocase(span_of(type), "password"));
    says->asks = says->asks || html_is(node, "input") || html_is(node, "button") ||
                 html_is(node, "form") || mentions(node, "role", "button") ||
                 (html_is(node, "a") && mentions(node, "class", "button"));
}

/* The title stands in the head, which shows nothing else. */
static void take_title(struct says *says, struct arena *arena, const struct html *html) {
    const struct html_node *title = html_find(html_root(html), "title");
    const char *text = title ? html_text(arena, title) : NULL;
    if (text && text[0]) {
        strings_push(arena, &says->headings, text);
    }
}

static void collect(struct says *says, struct arena *arena, const struct html *html,
                    bool with_frame) {
    struct run run = {.block = NULL};
    const struct html_node *at = html_root(html);
    buf_init(&run.text, (size_t)64 * 1024);
    take_title(says, arena, html);
    while (at && says->length <= PAGE_LENGTH_MAX && !run.text.failed) {
        bool skip = html_is(at, "head") || (!with_frame && is_frame(at));
        const struct html_node *block = html_name(at) || skip ? NULL : block_of(at);
        if (block && block != run.block) {
            end_run(says, arena, &run);
            run.block = block;
        }
        if (block) {
            buf_put(&run.text, html_chars(at));
        } else if (!skip) {
            take_control(says, at);
            skip = html_is_silent(at);
        }
        at = skip ? html_next_after(at, NULL) : html_next(at, NULL);
    }
    end_run(says, arena, &run);
    buf_fini(&run.text);
}

/* A copy's first line is its heading, once what stands round every page is left out. */
static void collect_lines(struct says *says, struct arena *arena, struct span text) {
    struct span line;
    says->length = text.len;
    while (text.len > 0 && says->paragraphs.count < PARAGRAPHS_MAX &&
           span_next_line(&text, &line)) {
        line = bullet_trim(line);
        struct span plain = span_trim(span_of(lexicon_plain(arena, span_part(line, 0, 80))));
        bool says_nothing =
            plain.len == 0 || words_find(NULL, &fields_plain_text_labels, "furniture", plain);
        if (!says_nothing) {
            struct strings *to = says->headed ? &says->paragraphs : &says->headings;
            strings_push(arena, to, arena_copy(arena, line));
            says->headed = true;
        }
    }
}

/* ---- what it is ---- */

static const char *find_statement(const struct strings *texts, const char *kind,
                                  size_t length) {
    for (size_t i = 0; i < texts->count; i++) {
        if (notice_states(NULL, kind, span_of(texts->at[i]), length)) {
            return texts->at[i];
        }
    }
    return NULL;
}

/* What has to be true of a page beside its words. */
enum shape { SHAPE_ANY = 0, SHAPE_ASKS, SHAPE_ASKS_UNHEADED, SHAPE_PASSWORD };

/* How a page is told, in the order in which it is tried. */
struct test {
    const char *statement; /* NULL: the shape is enough */
    enum refusal_kind kind;
    bool in_headings;
    bool in_paragraphs;
    enum shape shape;
};

static const struct test tests[] = {
    {"closed", REFUSAL_CLOSED, true, false, SHAPE_ANY},
    {"closed_head", REFUSAL_CLOSED, true, false, SHAPE_ANY},
    {"gone", REFUSAL_GONE, true, false, SHAPE_ANY},
    {"gone_head", REFUSAL_GONE, true, false, SHAPE_ANY},
    {"maintenance", REFUSAL_MAINTENANCE, true, false, SHAPE_ANY},
    {"maintenance_head", REFUSAL_MAINTENANCE, true, false, SHAPE_ANY},
    {NULL, REFUSAL_LOGIN, false, false, SHAPE_PASSWORD},
    {"closed", REFUSAL_CLOSED, false, true, SHAPE_ANY},
    {"gone", REFUSAL_GONE, false, true, SHAPE_ANY},
    {"withdrawn", REFUSAL_GONE, true, true, SHAPE_ANY},
    {"consent_head", REFUSAL_CONSENT, true, false, SHAPE_ASKS},
    {"login_head", REFUSAL_LOGIN, true, false, SHAPE_ASKS},
    {"login", REFUSAL_LOGIN, true, true, SHAPE_ANY},
    {"maintenance", REFUSAL_MAINTENANCE, false, true, SHAPE_ANY},
    {"consent", REFUSAL_CONSENT, false, true, SHAPE_ASKS_UNHEADED},
};

static bool has_shape(const struct says *says, enum shape shape) {
    switch (shape) {
    case SHAPE_ANY:
        return true;
    case SHAPE_PASSWORD:
        return says->password;
    case SHAPE_ASKS:
        return says->asks && says->length <= SHORT_LENGTH_MAX;
    case SHAPE_ASKS_UNHEADED:
        return says->asks && !says->headed;
    }
    return false;
}

static const char *find_words(const struct says *says, const struct test *test) {
    const char *found = NULL;
    if (test->in_headings) {
        found = find_statement(&says->headings, test->statement, says->length);
    }
    if (!found && test->in_paragraphs && says->length <= SHORT_LENGTH_MAX) {
        found = find_statement(&says->paragraphs, test->statement, says->length);
    }
    return found;
}

static enum refusal_kind kind_of(const struct says *says, const char **words) {
    bool brief = says->length <= PAGE_LENGTH_MAX;
    for (size_t i = 0; brief && i < sizeof tests / sizeof tests[0]; i++) {
        const struct test *test = &tests[i];
        if (!has_shape(says, test->shape)) {
            continue;
        }
        *words = test->statement ? find_words(says, test) : NULL;
        if (*words || !test->statement) {
            return test->kind;
        }
    }
    return REFUSAL_NONE;
}

enum refusal_kind not_advert_kind(const struct document *document, struct arena *arena,
                                  const char **words) {
    struct says says = {.length = 0};
    *words = NULL;
    if (!document->html) {
        collect_lines(&says, arena, document->text);
    } else {
        collect(&says, arena, document->html, false);
    }
    enum refusal_kind kind = kind_of(&says, words);
    if (kind == REFUSAL_NONE && document->html && says.paragraphs.count == 0 && !says.headed) {
        /* Where the page holds nothing of its own, what its frame says is what it says. */
        says = (struct says){.length = 0};
        collect(&says, arena, document->html, true);
        kind = kind_of(&says, words);
        kind = kind == REFUSAL_CONSENT ? kind : REFUSAL_NONE;
    }
    return kind == REFUSAL_NONE ? REFUSAL_OTHER_PAGE : kind;
}
