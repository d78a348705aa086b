/* parser/jobposting_html.c - texts of JSON-LD, escaped once, twice or more often
 * SPDX-License-Identifier: MIT
 *
 * The description is HTML inside a JSON text, and templates escape it for the page around it
 * once more: "&lt;p&gt;", "&amp;#39;", even "&amp;lt;p&amp;gt;". Some are plain text.
 */
#include "base/utf8.h"
#include "parser/jobposting.h"
#include "parser/prose.h"

/* ---- undoing what was escaped too often ---- */

/* The length of "#39;" or "nbsp;" at the front: what may stand behind an ampersand. */
static size_t reference_len(struct span rest) {
    enum { NAME_MAX_LEN = 10 };
    size_t at = rest.len > 0 && rest.at[0] == '#';
    while (at < rest.len && at <= NAME_MAX_LEN && ascii_is_alnum(rest.at[at])) {
        at++;
    }
    return at > 1 && at < rest.len && rest.at[at] == ';' ? at + 1 : 0;
}

/* "&amp;amp;lt;" becomes "&lt;": each ampersand keeps one level. */
static void put_collapsed(struct buf *out, struct span text) {
    for (size_t at = 0; at < text.len;) {
        size_t amp = span_find(text, SPAN("&"), at);
        amp = amp == SIZE_MAX ? text.len : amp;
        buf_put(out, span_part(text, at, amp - at));
        at = amp + 1;
        size_t first = at;
        while (span_starts_nocase(span_part(text, at, 4), "amp;")) {
            at += 4;
        }
        bool more = at > first && reference_len(span_part(text, at, 16)) > 0;
        if (amp < text.len) {
            buf_put_text(out, at == first || more ? "&" : "&amp;");
        }
    }
}

/* Does a tag begin behind this sign? */
static bool begins_tag(struct span rest) {
    return rest.at && rest.len > 1 &&
           (ascii_is_alpha(rest.at[0]) || rest.at[0] == '!' ||
            (rest.at[0] == '/' && ascii_is_alpha(rest.at[1])));
}

static bool has_tag(struct span text, const char *sign) {
    struct span needle = span_of(sign);
    for (size_t at = 0; (at = span_find(text, needle, at)) != SIZE_MAX; at++) {
        if (begins_tag(span_part(text, at + needle.len, 2))) {
            return true;
        }
    }
    return false;
}

/* Markup that was escaped as text becomes markup. */
static void put_markup(struct buf *out, struct span text) {
    static const struct {
        const char *reference;
        char means;
    } signs[] = {{"&lt;", '<'},  {"&gt;", '>'},  {"&quot;", '"'},
                 {"&#60;", '<'}, {"&#62;", '>'}, {"&#34;", '"'}};
    for (size_t at = 0; at < text.len;) {
        size_t amp = span_find(text, SPAN("&"), at);
        amp = amp == SIZE_MAX ? text.len : amp;
        buf_put(out, span_part(text, at, amp - at));
        at = amp;
        for (size_t i = 0; i < sizeof signs / sizeof signs[0] && at == amp; i++) {
            struct span reference = span_of(signs[i].reference);
            if (span_equal_nocase(span_part(text, at, reference.len), reference)) {
                buf_put_char(out, signs[i].means);
                at += reference.len;
            }
        }
        if (at == amp && at < text.len) {
            buf_put_char(out, text.at[at++]);
        }
    }
}

/* Appends the text with its markup as markup. */
static void put_unescaped(struct buf *out, struct span text) {
    struct buf once;
    buf_init(&once, PAGE_SIZE_MAX);
    put_collapsed(&once, text);
    struct span plain = buf_span(&once);
    bool escaped = !has_tag(plain, "<") && (has_tag(plain, "&lt;") || has_tag(plain, "&#60;"));
    if (escaped) {
        put_markup(out, plain);
    } else {
        buf_put(out, plain);
    }
    out->failed = once.failed ? once.failed : out->failed;
    buf_fini(&once);
}

/* ---- reading it ---- */

/* Do its tags lay it out? Else its line breaks do. */
static bool lays_out(struct span text) {
    static const char *const tags[] = {"<p",  "<br", "<div", "<li",    "<ul",
                                       "<ol", "<h",  "<tr",  "<table", "<section"};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        if (span_find_nocase(text, span_of(tags[i]), 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

/* The text as a tree. `*keep_lines`: its line breaks count. NULL where it passes a limit. */
static struct html *tree_of(struct arena *arena, const char *raw, bool *keep_lines) {
    struct html *html = NULL;
    struct buf page;
    buf_init(&page, 2 * PAGE_SIZE_MAX);
    buf_put_text(&page, "<!doctype html><html><body>");
    put_unescaped(&page, span_of(raw));
    *keep_lines = !lays_out(span_part(buf_span(&page), 27, SIZE_MAX));
    buf_put_text(&page, "</body></html>");
    enum err err = page.failed ? page.failed : html_parse(&html, buf_span(&page), NULL);
    if (err == ERR_MEMORY && !arena->failed) {
        arena->failed = err;
    }
    buf_fini(&page);
    return err ? NULL : html;
}

static bool is_bare(const char *raw) {
    return span_find(span_of(raw), SPAN("&"), 0) == SIZE_MAX &&
           span_find(span_of(raw), SPAN("<"), 0) == SIZE_MAX;
}

static const char *not_empty(const char *text) { return text && *text ? text : NULL; }

const char *jobposting_line(struct arena *arena, const char *raw) {
    if (!raw || is_bare(raw)) {
        return not_empty(utf8_fold_copy(arena, span_of(raw)));
    }
    bool keep_lines = false;
    struct html *html = tree_of(arena, raw, &keep_lines);
    const char *text = html ? html_text(arena, html_find(html_root(html), "body")) : NULL;
    html_free(html);
    return not_empty(text);
}

/* Is it one line without any markup? */
static bool is_one_line(const char *raw) {
    return is_bare(raw) && span_find(span_of(raw), SPAN("\n"), 0) == SIZE_MAX;
}

struct html *jobposting_tree(struct arena *arena, const char *raw) {
    bool keep_lines = false;
    struct html *html = raw && !is_one_line(raw) ? tree_of(arena, raw, &keep_lines) : NULL;
    if (keep_lines) {
        html_free(html);
        return NULL;
    }
    return html;
}

const char *jobposting_prose(struct arena *arena, const char *raw) {
    if (!raw || is_one_line(raw)) {
        return jobposting_line(arena, raw);
    }
    bool keep_lines = false;
    struct html *html = tree_of(arena, raw, &keep_lines);
    const struct html_node *body = html_find(html_root(html), "body");
    const char *text = body ? prose_read(arena, body, NULL, NULL, NULL, keep_lines) : NULL;
    html_free(html);
    return not_empty(text);
}
