/* parser/html_scan.c - a page looked over before libxml2 sees it
 * SPDX-License-Identifier: MIT
 */
#include "parser/html_scan.h"

#include <string.h>

#include "parser/html.h"
#include "parser/html_element.h"
#include "schema/page.h"

/* ---- what it may cost ---- */

/* An element that is open, named by a hash of its name: only equality matters. */
struct open_element {
    uint32_t hash;
    unsigned ends; /* traits of the elements whose beginning ends it */
};

struct scan {
    struct span text;
    bool xml;
    size_t at;
    size_t tags;
    struct open_element open[HTML_DEPTH_MAX];
    size_t depth;
};

static uint32_t hash_name(struct span name) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < name.len; i++) {
        hash = (hash ^ (unsigned char)ascii_lower(name.at[i])) * 16777619u;
    }
    return hash;
}

/* Steps behind the next `needle`, or to the end. */
static void skip_past(struct scan *scan, struct span needle) {
    size_t hit = span_find(scan->text, needle, scan->at);
    scan->at = hit == SIZE_MAX ? scan->text.len : hit + needle.len;
}

static bool is_name_byte(char c) {
    return ascii_is_alnum(c) || c == ':' || c == '_' || c == '-' || c == '.';
}

static struct span scan_name(struct scan *scan) {
    size_t from = scan->at;
    while (scan->at < scan->text.len && is_name_byte(scan->text.at[scan->at])) {
        scan->at++;
    }
    return span_part(scan->text, from, scan->at - from);
}

/* Steps behind the tag's '>' and counts attributes. @return does the tag close itself? */
static bool scan_attributes(struct scan *scan, size_t *attributes) {
    bool between = true; /* the next name begins an attribute */
    char last = 0;
    while (scan->at < scan->text.len && scan->text.at[scan->at] != '>') {
        char c = scan->text.at[scan->at++];
        if ((c == '"' || c == '\'') && last == '=') {
            const char *rest = scan->text.at + scan->at;
            const char *end = memchr(rest, c, scan->text.len - scan->at);
            scan->at = end ? (size_t)(end - scan->text.at) + 1 : scan->text.len;
            between = true;
        } else if (ascii_is_space(c) || c == '/') {
            between = true;
        } else if (c != '=' && between) {
            *attributes += last != '=';
            between = false;
        }
        last = ascii_is_space(c) ? last : c;
    }
    scan->at += scan->at < scan->text.len;
    return last == '/';
}

static void close_implied(struct scan *scan, unsigned traits) {
    while (scan->depth > 0 && (scan->open[scan->depth - 1].ends & traits)) {
        scan->depth--;
    }
}

static void close_element(struct scan *scan, struct span name) {
    uint32_t hash = hash_name(name);
    for (size_t i = scan->depth; i > 0; i--) {
        if (scan->open[i - 1].hash == hash) {
            scan->depth = i - 1;
            return;
        }
    }
}

/* The inside of script and style is no markup. */
static void skip_raw(struct scan *scan, struct span name) {
    bool script = span_is_nocase(name, "script");
    if (!script && !span_is_nocase(name, "style")) {
        return;
    }
    const char *end = script ? "</script" : "</style";
    size_t hit = span_find_nocase(scan->text, span_of(end), scan->at);
    scan->at = hit == SIZE_MAX ? scan->text.len : hit;
}

static enum err scan_start(struct scan *scan, struct diag *diag) {
    struct span name = scan_name(scan);
    unsigned traits = scan->xml ? 0 : html_element_traits(name);
    size_t attributes = 0;
    bool closes = scan_attributes(scan, &attributes);
    if (++scan->tags > HTML_TAGS_MAX) {
        return diag_set(diag, ERR_LIMIT, "the page has more than %d tags", HTML_TAGS_MAX);
    }
    if (attributes > HTML_ATTRIBUTES_MAX) {
        return diag_set(diag, ERR_LIMIT, "a tag has more than %d attributes",
                        HTML_ATTRIBUTES_MAX);
    }
    if (closes || (traits & HTML_VOID)) {
        return ERR_NONE;
    }
    close_implied(scan, traits);
    if (scan->depth >= HTML_DEPTH_MAX) {
        return diag_set(diag, ERR_LIMIT, "more than %d elements stand inside one another",
                        HTML_DEPTH_MAX);
    }
    scan->open[scan->depth++] =
        (struct open_element){hash_name(name), html_element_ends(traits)};
    if (traits & HTML_CODE) {
        skip_raw(scan, name);
    }
    return ERR_NONE;
}

/* A comment, a DOCTYPE, a CDATA section or a processing instruction. */
static enum err scan_other(struct scan *scan, struct diag *diag) {
    struct span rest = span_part(scan->text, scan->at, SIZE_MAX);
    if (span_starts(rest, "!--")) {
        scan->at += 3;
        skip_past(scan, SPAN("-->"));
    } else if (scan->xml && span_starts_nocase(rest, "!DOCTYPE")) {
        return diag_set(diag, ERR_INPUT, "the XML has a DOCTYPE, which is not read");
    } else if (scan->xml && span_starts(rest, "![CDATA[")) {
        skip_past(scan, SPAN("]]>"));
    } else {
        skip_past(scan, SPAN(">"));
    }
    return ERR_NONE;
}

static enum err scan_tag(struct scan *scan, struct diag *diag) {
    char c = scan->at < scan->text.len ? scan->text.at[scan->at] : ' ';
    if (c == '!' || c == '?') {
        return scan_other(scan, diag);
    }
    if (c == '/') {
        scan->at++;
        close_element(scan, scan_name(scan));
        skip_past(scan, SPAN(">"));
        return ERR_NONE;
    }
    return ascii_is_alpha(c) || (scan->xml && is_name_byte(c)) ? scan_start(scan, diag)
                                                               : ERR_NONE;
}

enum err html_scan(size_t *tags, struct span text, bool xml, struct diag *diag) {
    struct scan scan = {.text = text, .xml = xml};
    enum err err = ERR_NONE;
    if (text.len > PAGE_SIZE_MAX) {
        return diag_set(diag, ERR_LIMIT, "the page is longer than %zu bytes", PAGE_SIZE_MAX);
    }
    while (!err && scan.at < text.len) {
        const char *hit = memchr(text.at + scan.at, '<', text.len - scan.at);
        if (!hit) {
            break;
        }
        scan.at = (size_t)(hit - text.at) + 1;
        err = scan_tag(&scan, diag);
    }
    *tags = err ? *tags : scan.tags;
    return err;
}

/* ---- is it whole? ---- */

/* The last place of `needle`, case ignored, or SIZE_MAX. */
static size_t find_last(struct span text, struct span needle) {
    for (size_t at = text.len; at-- > 0;) {
        if (text.at[at] == '<' && span_equal_nocase(span_part(text, at, needle.len), needle)) {
            return at;
        }
    }
    return SIZE_MAX;
}

/* Takes a comment or a whole script off the front. @return false where there is neither */
static bool skip_trailer(struct span *rest) {
    static const struct {
        const char *begin;
        const char *end;
    } trailers[] = {{"<!--", "-->"}, {"<script", "</script>"}, {"</body", ">"}};
    for (size_t i = 0; i < sizeof trailers / sizeof trailers[0]; i++) {
        if (span_starts_nocase(*rest, trailers[i].begin)) {
            struct span end = span_of(trailers[i].end);
            size_t hit = span_find_nocase(*rest, end, 0);
            *rest = hit == SIZE_MAX ? *rest : span_part(*rest, hit + end.len, SIZE_MAX);
            return hit != SIZE_MAX;
        }
    }
    return false;
}

bool html_is_whole(struct span utf8) {
    size_t at = find_last(utf8, SPAN("</html"));
    if (at == SIZE_MAX) {
        return false;
    }
    struct span rest = span_trim(span_part(utf8, at + 6, SIZE_MAX));
    if (!span_starts(rest, ">")) {
        return false;
    }
    rest = span_trim(span_part(rest, 1, SIZE_MAX));
    while (skip_trailer(&rest)) {
        rest = span_trim(rest);
    }
    return rest.len == 0;
}
