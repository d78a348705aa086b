/* parser/cut.c - pages that lost a part of their bytes on the way
 * SPDX-License-Identifier: MIT
 */
#include "parser/cut.h"

#include <string.h>

/* Elements whose beginnings and ends nobody leaves out, and how often they are open. */
static const char *const names[] = {"article", "body", "dl",    "div", "footer", "form",
                                    "h1",      "h2",   "h3",    "h4",  "head",   "header",
                                    "html",    "li",   "main",  "nav", "ol",     "section",
                                    "table",   "td",   "title", "tr",  "ul"};
enum { NAME_COUNT = sizeof names / sizeof names[0] };

/* Many pages have an end of these too many, or lack one. */
static bool is_loose(size_t name) {
    static const char *const loose[] = {"div", "form"};
    return strcmp(names[name], loose[0]) == 0 || strcmp(names[name], loose[1]) == 0;
}

/* Ends that may be left out. */
static bool may_stay_open(size_t name) {
    static const char *const open[] = {"body", "head", "html", "li", "td", "tr"};
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++) {
        if (strcmp(names[name], open[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* What speaks for a missing part. */
struct signs {
    unsigned open[NAME_COUNT];
    bool stray[NAME_COUNT]; /* ended where none was open */
    bool broken_tag;        /* a tag begins inside another */
    bool broken_end;        /* a quote stands in the end of an element */
    bool broken_text;       /* the end of a tag without its beginning: `name">Word` */
    bool torn;              /* a proof by itself */
    bool begun;             /* the document's own beginning was met */
    bool ended_before;      /* something ended before it */
};

/* So much has to speak for it. */
enum { PROOF = 3 };

static size_t find_name(struct span name) {
    size_t at = 0;
    while (at < NAME_COUNT && (ascii_lower(name.len > 0 ? name.at[0] : ' ') != names[at][0] ||
                               !span_is_nocase(name, names[at]))) {
        at++;
    }
    return at;
}

static struct span name_in(struct span tag) {
    size_t len = 0;
    while (len < tag.len && ascii_is_alnum(tag.at[len])) {
        len++;
    }
    return span_part(tag, 0, len);
}

/* Is this the front of a tag up to a value that never holds markup? */
static bool holds_no_markup(struct span front) {
    static const char *const names_before[] = {
        " id=", " class=", " href=", " src=", " name=", " type=", " for=", " rel=", " role="};
    front = span_part(front, 0, front.len - 1); /* without the quote */
    for (size_t i = 0; i < sizeof names_before / sizeof names_before[0]; i++) {
        if (span_ends(front, names_before[i])) {
            return true;
        }
    }
    return false;
}

/* A tag being scanned. */
struct scanned {
    size_t value; /* where the last quoted value began */
    size_t bare;  /* words without a value */
    char quote;
    char last;
};

/* Words of a sentence stand in the tag: three at least are no attributes. */
enum { BARE_WORDS = 3 };

/* Does a tag begin at `at`? */
static bool begins_tag(struct span rest, size_t at) {
    char next = at + 1 < rest.len ? rest.at[at + 1] : ' ';
    return rest.at[at] == '<' && (ascii_is_alpha(next) || next == '/');
}

/* A byte of a quoted value. */
static void scan_value(struct signs *signs, struct scanned *tag, struct span rest, size_t at) {
    if (begins_tag(rest, at) && span_starts(span_part(rest, at, SIZE_MAX), "</")) {
        signs->torn = signs->torn || holds_no_markup(span_part(rest, 0, tag->value));
    }
    tag->quote = rest.at[at] == tag->quote ? '\0' : tag->quote;
}

/* Bytes up to the tag's '>'; looks for a '<' where none may be. */
static size_t scan_tag(struct signs *signs, struct span rest) {
    struct scanned tag = {.last = ' '};
    for (size_t i = 1; i < rest.len; i++) {
        char c = rest.at[i];
        if (tag.quote != '\0') {
            scan_value(signs, &tag, rest, i);
        } else if (c == '>') {
            return i;
        } else if ((c == '"' || c == '\'') && tag.last == '=') {
            tag.quote = c;
            tag.value = i + 1;
        } else if (begins_tag(rest, i)) {
            signs->broken_tag = true;
            signs->torn = signs->torn || tag.bare >= BARE_WORDS;
            return i - 1; /* and read on from there */
        }
        bool word = ascii_is_space(rest.at[i - 1]) && ascii_is_alpha(c) && tag.quote == '\0';
        tag.bare += word;
        tag.bare -= c == '=' && tag.bare > 0;
        tag.last = ascii_is_space(c) ? tag.last : c;
    }
    return rest.len;
}

static void take_tag(struct signs *signs, struct span tag) {
    bool ends = tag.at[0] == '/';
    struct span name = name_in(span_part(tag, ends, SIZE_MAX));
    size_t at = find_name(name);
    bool begins = span_starts_nocase(tag, "!doctype") || span_is_nocase(name, "html");
    signs->broken_end =
        signs->broken_end || (ends && span_find(tag, SPAN("\""), 0) != SIZE_MAX);
    signs->ended_before = signs->ended_before || (ends && !signs->begun);
    signs->begun = signs->begun || begins || (!ends && span_is_nocase(name, "body"));
    if (at < NAME_COUNT && ends) {
        signs->stray[at] = signs->stray[at] || signs->open[at] == 0;
        signs->open[at] -= signs->open[at] > 0;
    } else if (at < NAME_COUNT) {
        signs->open[at]++;
    }
}

/* Behind a script, a style or a text area, whose text is no markup. */
static struct span behind_raw(struct span rest, struct span name) {
    static const struct {
        const char *name;
        const char *end;
    } raws[] = {{"script", "</script"}, {"style", "</style"}, {"textarea", "</textarea"}};
    for (size_t i = 0; i < sizeof raws / sizeof raws[0]; i++) {
        if (span_is_nocase(name, raws[i].name)) {
            size_t at = span_find_nocase(rest, span_of(raws[i].end), 0);
            return span_part(rest, at, SIZE_MAX);
        }
    }
    return rest;
}

/* `_1">Word`: the quote and the sign that end a tag, without white space before them. With a
 * number or an attribute in front of it there is no doubt. */
static void take_text(struct signs *signs, struct span text) {
    const char *hit = text.len > 0 ? memchr(text.at, '>', text.len) : NULL;
    size_t at = hit ? (size_t)(hit - text.at) : 0;
    if (at < 2 || text.at[at - 1] != '"' || ascii_is_space(text.at[at - 2])) {
        return;
    }
    struct span before = span_part(text, 0, at);
    bool numbered = at > 2 && ascii_is_digit(text.at[at - 2]) && text.at[at - 3] == '_';
    signs->broken_text = true;
    signs->torn = signs->torn || numbered || span_find(before, SPAN("=\""), 0) != SIZE_MAX;
}

/* Steps past what begins with '<'. */
static struct span take_markup(struct signs *signs, struct span rest) {
    char next = rest.len > 1 ? rest.at[1] : ' ';
    if (span_starts(rest, "<!--")) {
        size_t end = span_find(rest, SPAN("-->"), 4);
        return span_part(rest, end == SIZE_MAX ? rest.len : end + 3, SIZE_MAX);
    }
    if (!ascii_is_alpha(next) && next != '/' && next != '!') {
        return span_part(rest, 1, SIZE_MAX);
    }
    size_t len = scan_tag(signs, rest);
    struct span tag = span_part(rest, 1, len - 1);
    if (tag.len > 0) {
        take_tag(signs, tag);
    }
    return behind_raw(span_part(rest, len + 1, SIZE_MAX), name_in(tag));
}

static unsigned weigh(const struct signs *signs) {
    unsigned stray = 0;
    bool open = false;
    for (size_t i = 0; i < NAME_COUNT; i++) {
        stray += signs->stray[i] && !is_loose(i);
        open = open || (signs->open[i] > 0 && !may_stay_open(i));
    }
    return stray + (stray > 0 && open) + 2 * signs->broken_tag + 2 * signs->broken_text +
           (2 + open) * (unsigned)signs->broken_end + PROOF * (unsigned)signs->torn +
           PROOF * (unsigned)(signs->ended_before && signs->begun);
}

bool cut_is_proven(struct span utf8, bool html) {
    struct signs signs = {.begun = false};
    struct span rest = utf8;
    if (!html) {
        /* The end of a page whose beginning is missing. */
        return span_find_nocase(rest, SPAN("</body>"), 0) != SIZE_MAX &&
               span_find_nocase(rest, SPAN("</html>"), 0) != SIZE_MAX &&
               span_find_nocase(rest, SPAN("<body"), 0) == SIZE_MAX;
    }
    while (rest.len > 0) {
        const char *hit = memchr(rest.at, '<', rest.len);
        size_t text = hit ? (size_t)(hit - rest.at) : rest.len;
        take_text(&signs, span_part(rest, 0, text));
        rest = take_markup(&signs, span_part(rest, text, SIZE_MAX));
    }
    return weigh(&signs) >= PROOF;
}

/* Without comments and white space at its end. */
static struct span without_trailer(struct span text) {
    text = span_trim(text);
    while (span_ends(text, "-->")) {
        size_t at = text.len;
        while (at > 0 && !span_starts(span_part(text, at, SIZE_MAX), "<!--")) {
            at--;
        }
        text = span_trim(span_part(text, 0, at));
    }
    return text;
}

bool cut_xml_is_whole(struct span front) {
    struct span text = without_trailer(front);
    size_t len = 1;
    while (len < text.len && !ascii_is_space(text.at[len]) && !strchr("/>", text.at[len])) {
        len++;
    }
    struct span name = span_part(text, 1, len - 1);
    size_t end = text.len;
    while (end > 0 && text.at[end - 1] != '<') {
        end--;
    }
    struct span last = span_part(text, end, SIZE_MAX);
    bool closes = span_starts(last, "/") && span_ends(last, ">") &&
                  span_equal(name, span_trim(span_part(last, 1, last.len - 2)));
    bool alone = end == 1 && span_ends(text, "/>");
    return span_starts(text, "<") && (closes || alone);
}
