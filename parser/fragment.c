/* parser/fragment.c - pieces of pages that came whole
 * SPDX-License-Identifier: MIT
 */
#include "parser/fragment.h"

/* Elements whose ends nobody leaves out. */
static const char *const closed[] = {"div", "ul",      "ol",   "dl",     "table", "section",
                                     "a",   "article", "main", "h1",     "h2",    "h3",
                                     "h4",  "form",    "span", "strong", "select"};
enum { CLOSED_COUNT = sizeof closed / sizeof closed[0] };

/* What was opened so far. */
struct tally {
    size_t open[CLOSED_COUNT];
    size_t blocks; /* opened in all */
    bool page;     /* html, head or body was met: this is a page */
    bool odd;      /* something closed that was not open */
};

static struct span name_in(struct span tag) {
    size_t len = 0;
    while (len < tag.len && ascii_is_alnum(tag.at[len])) {
        len++;
    }
    return span_part(tag, 0, len);
}

static void take_tag(struct tally *tally, struct span tag) {
    bool ends = span_starts(tag, "/");
    struct span name = name_in(span_part(tag, ends, SIZE_MAX));
    tally->page = tally->page || span_is_nocase(name, "html") || span_is_nocase(name, "body") ||
                  span_is_nocase(name, "head") || span_starts_nocase(tag, "!doctype");
    for (size_t i = 0; i < CLOSED_COUNT; i++) {
        if (!span_is_nocase(name, closed[i])) {
            continue;
        }
        tally->odd = tally->odd || (ends && tally->open[i] == 0);
        tally->open[i] += ends ? 0 : 1;
        tally->open[i] -= ends && tally->open[i] > 0 ? 1 : 0;
        tally->blocks += !ends;
    }
}

/* Bytes of what begins with '<', its end included; 0 where the end is missing. */
static size_t tag_len(struct span rest) {
    if (span_starts(rest, "<!--")) {
        size_t end = span_find(rest, SPAN("-->"), 4);
        return end == SIZE_MAX ? 0 : end + 3;
    }
    char quote = '\0';
    for (size_t i = 1; i < rest.len; i++) {
        char c = rest.at[i];
        if (quote == '\0' && c == '>') {
            return i + 1;
        }
        if (c == '"' || c == '\'') {
            quote = quote == c ? '\0' : quote == '\0' ? c : quote;
        }
    }
    return 0;
}

/* Behind a script or a style, whose text is none of the page's. */
static struct span behind_raw(struct span rest, struct span tag) {
    struct span end = span_starts_nocase(tag, "script")  ? SPAN("</script")
                      : span_starts_nocase(tag, "style") ? SPAN("</style")
                                                         : (struct span){NULL, 0};
    size_t at = end.len > 0 ? span_find_nocase(rest, end, 0) : 0;
    return span_part(rest, at, SIZE_MAX);
}

bool fragment_is_whole(struct span utf8) {
    struct tally tally = {.blocks = 0};
    struct span rest = span_trim(utf8);
    bool ends_in_tag = span_ends(rest, ">");
    for (size_t at = span_find(rest, SPAN("<"), 0); at != SIZE_MAX;
         at = span_find(rest, SPAN("<"), 0)) {
        rest = span_part(rest, at, SIZE_MAX);
        size_t len = tag_len(rest);
        struct span tag = span_part(rest, 1, len > 0 ? len - 1 : 0);
        bool is_tag = len > 0 && tag.len > 0 &&
                      (ascii_is_alpha(tag.at[0]) || tag.at[0] == '/' || tag.at[0] == '!');
        if (len == 0) {
            return false;
        }
        if (is_tag) {
            take_tag(&tally, tag);
        }
        rest = behind_raw(span_part(rest, is_tag ? len : 1, SIZE_MAX), tag);
    }
    size_t open = 0;
    for (size_t i = 0; i < CLOSED_COUNT; i++) {
        open += tally.open[i];
    }
    return ends_in_tag && !tally.page && !tally.odd && open == 0 && tally.blocks > 0;
}
