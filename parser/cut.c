/* parser/cut.c - pages that lost a part of their bytes on the way
 * SPDX-License-Identifier: MIT
 */
#include "parser/cut.h"

#include <stdio.h>
#include <string.h>

/* What is known of the elements that are looked at. */
enum trait {
    TRAIT_COUNTED = 1, /* nobody leaves out where it begins or ends */
    TRAIT_LOOSE = 2,   /* many pages have an end of these too many, or lack one */
    TRAIT_STAYS = 4,   /* its end may be left out */
    TRAIT_RAW = 8,     /* its text is no markup */
    TRAIT_FIRST = 16,  /* where it begins, the document has begun */
    TRAIT_LAST = 32,   /* the same where it ends */
};

enum { NAME_LENGTH_MAX = 8 };

static const struct {
    char text[NAME_LENGTH_MAX + 1];
    unsigned char traits; /* set of enum trait */
} names[] = {
    {"article", TRAIT_COUNTED},
    {"body", TRAIT_COUNTED | TRAIT_STAYS | TRAIT_FIRST},
    {"dl", TRAIT_COUNTED},
    {"div", TRAIT_COUNTED | TRAIT_LOOSE},
    {"footer", TRAIT_COUNTED},
    {"form", TRAIT_COUNTED | TRAIT_LOOSE},
    {"h1", TRAIT_COUNTED},
    {"h2", TRAIT_COUNTED},
    {"h3", TRAIT_COUNTED},
    {"h4", TRAIT_COUNTED},
    {"head", TRAIT_COUNTED | TRAIT_STAYS},
    {"header", TRAIT_COUNTED},
    {"html", TRAIT_COUNTED | TRAIT_STAYS | TRAIT_FIRST | TRAIT_LAST},
    {"li", TRAIT_COUNTED | TRAIT_STAYS},
    {"main", TRAIT_COUNTED},
    {"nav", TRAIT_COUNTED},
    {"ol", TRAIT_COUNTED},
    {"script", TRAIT_RAW},
    {"section", TRAIT_COUNTED},
    {"style", TRAIT_RAW},
    {"table", TRAIT_COUNTED},
    {"td", TRAIT_COUNTED | TRAIT_STAYS},
    {"textarea", TRAIT_RAW},
    {"title", TRAIT_COUNTED},
    {"tr", TRAIT_COUNTED | TRAIT_STAYS},
    {"ul", TRAIT_COUNTED},
};
enum { NAME_COUNT = sizeof names / sizeof names[0] };

/* What speaks for a missing part. */
struct signs {
    unsigned open[NAME_COUNT]; /* how many are open */
    bool stray[NAME_COUNT];    /* ended where none was open */
    bool broken_tag;           /* a tag begins inside another */
    bool broken_end;           /* a quote stands in the end of an element */
    bool broken_text;          /* the end of a tag without its beginning: `name">Word` */
    bool torn;                 /* a proof by itself */
    bool begun;                /* the document's own beginning was met */
    bool ended_before;         /* something ended before it */
};

/* So much has to speak for it. */
enum { PROOF = 3 };

/* The place in the table of the name with which a tag begins; NAME_COUNT where it has none.
 * Every tag of a page is looked up, so that names are compared whole, NULs behind them. */
static size_t find_name(struct span tag) {
    char name[NAME_LENGTH_MAX] = "";
    size_t len = 0;
    while (len < tag.len && ascii_is_alnum(tag.at[len])) {
        if (len == NAME_LENGTH_MAX) {
            return NAME_COUNT;
        }
        name[len] = ascii_lower(tag.at[len]);
        len++;
    }
    size_t at = 0;
    while (at < NAME_COUNT && memcmp(names[at].text, name, NAME_LENGTH_MAX) != 0) {
        at++;
    }
    return at;
}

static bool has_trait(size_t name, enum trait trait) {
    return name < NAME_COUNT && (names[name].traits & trait);
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

/* Words of a sentence stand in the tag: three at least are no attributes. */
enum { BARE_WORDS = 3 };

/* Does a tag begin at `at`? */
static bool begins_tag(struct span rest, size_t at) {
    char next = at + 1 < rest.len ? rest.at[at + 1] : ' ';
    return rest.at[at] == '<' && (ascii_is_alpha(next) || next == '/');
}

/* Steps over a quoted value that begins at `at`. @return where its quote is, or the end */
static size_t skip_value(struct signs *signs, struct span rest, size_t at, char quote) {
    const char *end = at < rest.len ? memchr(rest.at + at, quote, rest.len - at) : NULL;
    struct span value = span_part(rest, at, end ? (size_t)(end - rest.at) - at : SIZE_MAX);
    if (span_find(value, SPAN("</"), 0) != SIZE_MAX) {
        signs->torn = signs->torn || holds_no_markup(span_part(rest, 0, at));
    }
    return at + value.len;
}

/* Bytes up to the tag's '>'; looks for a '<' where none may be. */
static size_t scan_tag(struct signs *signs, struct span rest) {
    size_t bare = 0; /* words without a value */
    char last = ' ';
    for (size_t i = 1; i < rest.len; i++) {
        char c = rest.at[i];
        if (c == '>') {
            return i;
        }
        if ((c == '"' || c == '\'') && last == '=') {
            i = skip_value(signs, rest, i + 1, c);
        } else if (begins_tag(rest, i)) {
            signs->broken_tag = true;
            signs->torn = signs->torn || bare >= BARE_WORDS;
            return i - 1; /* and read on from there */
        } else {
            bare += ascii_is_space(rest.at[i - 1]) && ascii_is_alpha(c);
            bare -= c == '=' && bare > 0;
        }
        last = ascii_is_space(c) ? last : c;
    }
    return rest.len;
}

static void take_tag(struct signs *signs, struct span tag, size_t name) {
    bool ends = tag.at[0] == '/';
    bool begun = has_trait(name, ends ? TRAIT_LAST : TRAIT_FIRST) ||
                 (tag.at[0] == '!' && span_starts_nocase(tag, "!doctype"));
    signs->broken_end = signs->broken_end || (ends && memchr(tag.at, '"', tag.len));
    signs->ended_before = signs->ended_before || (ends && !signs->begun);
    signs->begun = signs->begun || begun;
    if (has_trait(name, TRAIT_COUNTED) && ends) {
        signs->stray[name] = signs->stray[name] || signs->open[name] == 0;
        signs->open[name] -= signs->open[name] > 0;
    } else if (has_trait(name, TRAIT_COUNTED)) {
        signs->open[name]++;
    }
}

/* Behind the text of an element that began with a raw name. */
static struct span behind_raw(struct span rest, size_t name) {
    char end[NAME_LENGTH_MAX + 3];
    (void)snprintf(end, sizeof end, "</%s", names[name].text);
    return span_part(rest, span_find_nocase(rest, span_of(end), 0), SIZE_MAX);
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
    size_t name = find_name(span_part(tag, next == '/', SIZE_MAX));
    if (tag.len > 0) {
        take_tag(signs, tag, name);
    }
    rest = span_part(rest, len + 1, SIZE_MAX);
    return next != '/' && has_trait(name, TRAIT_RAW) ? behind_raw(rest, name) : rest;
}

static unsigned weigh(const struct signs *signs) {
    unsigned stray = 0;
    bool open = false;
    for (size_t i = 0; i < NAME_COUNT; i++) {
        stray += signs->stray[i] && !has_trait(i, TRAIT_LOOSE);
        open = open || (signs->open[i] > 0 && !has_trait(i, TRAIT_STAYS));
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
