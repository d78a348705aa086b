/* parser/jobposting_items.c - a collection of JSON-LD cut into its postings, piece by piece
 * SPDX-License-Identifier: MIT
 */
#include "parser/jobposting_items.h"

/* How far a value reaches. */
struct extent {
    size_t len;        /* bytes of it */
    bool is_whole;     /* false: the bytes end first */
    bool is_deep;      /* deeper than a reader goes */
    const char *fault; /* it cannot become a value; NULL */
    size_t fault_at;
};

static const char too_large[] = "larger than a page may be (4 MiB)";
static const char too_deep[] = "nested deeper than 64 levels";
static const char not_whole[] = "the line holds no whole JSON value";

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static enum items_cut fail(struct items *items, int64_t line, const char *fault) {
    items->fault = fault;
    items->fault_line = line;
    return ITEMS_CUT_FAULT;
}

static int64_t count_lines(struct span bytes) {
    int64_t lines = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        lines += bytes.at[i] == '\n';
    }
    return lines;
}

static void step(struct items *items, struct span *rest, size_t len) {
    items->line += count_lines(span_part(*rest, 0, len));
    *rest = span_part(*rest, len, SIZE_MAX);
}

/* ---- ends ---- */

/* One past the closing quote of the text that opens at `at`; 0: the bytes end first. */
static size_t text_end(struct span bytes, size_t at) {
    for (at++; at < bytes.len; at++) {
        if (bytes.at[at] == '"') {
            return at + 1;
        }
        at += bytes.at[at] == '\\';
    }
    return 0;
}

static struct extent fault_at(size_t at, const char *fault) {
    return (struct extent){.fault = fault, .fault_at = at};
}

/* Of an object or a list. Beyond the depth that a reader goes to brackets are only counted. */
static struct extent container_extent(struct span bytes) {
    char open[ITEMS_DEPTH_MAX];
    size_t depth = 0;
    bool is_deep = false;
    for (size_t at = 0; at < bytes.len; at++) {
        const char c = bytes.at[at];
        if (c == '"') {
            const size_t end = text_end(bytes, at);
            if (end == 0) {
                break;
            }
            at = end - 1;
        } else if (c == '{' || c == '[') {
            if (depth < ITEMS_DEPTH_MAX) {
                open[depth] = c;
            }
            is_deep = ++depth > ITEMS_DEPTH_MAX || is_deep;
        } else if (c == '}' || c == ']') {
            if (--depth < ITEMS_DEPTH_MAX && open[depth] != (c == '}' ? '{' : '[')) {
                return fault_at(at, "a bracket closes another one's");
            }
            if (depth == 0) {
                return (struct extent){.len = at + 1, .is_whole = true, .is_deep = is_deep};
            }
        }
    }
    return (struct extent){.len = bytes.len};
}

/* Of a number, true, null: up to a sign that ends it. */
static struct extent word_extent(struct span bytes, bool is_end) {
    size_t at = 0;
    while (at < bytes.len && !is_space(bytes.at[at]) && !strchr(",]}[{\":", bytes.at[at])) {
        at++;
    }
    if (at == 0 || !(ascii_is_alnum(bytes.at[0]) || bytes.at[0] == '-')) {
        return fault_at(0, "expected a JSON value");
    }
    return (struct extent){.len = at, .is_whole = at < bytes.len || is_end};
}

static struct extent value_extent(struct span bytes, bool is_end) {
    const char c = bytes.len > 0 ? bytes.at[0] : '\0';
    if (c == '{' || c == '[') {
        return container_extent(bytes);
    }
    if (c == '"') {
        const size_t end = text_end(bytes, 0);
        return (struct extent){.len = end > 0 ? end : bytes.len, .is_whole = end > 0};
    }
    return word_extent(bytes, is_end);
}

/* ---- what a value speaks of ---- */

/* "JobPosting" as a value, whole or behind a prefix, and the "jobPosting" of some; twice is
 * enough. As parser/jobposting.c tells such pages. */
static int count_postings(struct span text) {
    const struct span word = SPAN("obPosting\"");
    int count = 0;
    for (size_t at = 0; text.at && count < 2 && (at = span_find(text, word, at)) != SIZE_MAX;
         at += word.len) {
        const char before = at > 1 ? text.at[at - 2] : ' ';
        count += before == '"' || before == '/' || before == ':';
    }
    return count;
}

/* One past the sign behind white space at `at`, if it is that sign; 0: it is another.
 * @param is_short the bytes end before it */
static size_t sign_end(struct span bytes, size_t at, char sign, bool *is_short) {
    while (at < bytes.len && is_space(bytes.at[at])) {
        at++;
    }
    *is_short = at == bytes.len;
    return !*is_short && bytes.at[at] == sign ? at + 1 : 0;
}

/* Is a whole object a posting itself, and not a list of them? */
static bool is_posting(struct span object) {
    bool is_short = false;
    size_t at = 1;
    while (at < object.len && object.at[at] != '}') {
        const size_t from = at;
        const size_t end = object.at[at] == '"' ? text_end(object, at) : 0;
        const size_t value = end > 0 ? sign_end(object, end, ':', &is_short) : 0;
        if (value == 0) {
            at++;
            continue;
        }
        struct span rest = span_part(object, value, SIZE_MAX);
        while (rest.len > 0 && is_space(rest.at[0])) {
            rest = span_part(rest, 1, SIZE_MAX);
        }
        const struct extent extent = value_extent(rest, true);
        const struct span name = span_part(object, from, end - from);
        if (span_ends(name, "type\"") && count_postings(span_part(rest, 0, extent.len)) > 0) {
            return true;
        }
        at = (size_t)(rest.at - object.at) + (extent.len > 0 ? extent.len : 1);
    }
    return false;
}

/* ---- between values ---- */

static void skip_spaces(struct items *items, struct span *rest) {
    size_t at = 0;
    while (at < rest->len && is_space(rest->at[at])) {
        at++;
    }
    step(items, rest, at);
}

static bool is_in(const struct items *items, char bracket) {
    return items->depth > 0 && items->open[items->depth - 1] == bracket;
}

static enum items_cut at_the_end(struct items *items, bool is_end) {
    if (!is_end) {
        return ITEMS_CUT_MORE;
    }
    return items->depth > 0 ? fail(items, items->line + 1, "it ends too early") : ITEMS_CUT_END;
}

static void value_is_taken(struct items *items) {
    items->want = items->depth > 0 ? ITEMS_WANT_COMMA : ITEMS_WANT_VALUE;
    items->is_member = false;
    items->is_type = false;
}

static void open_bracket(struct items *items, struct span *rest) {
    items->begun[items->depth] = items->line + 1;
    items->open[items->depth++] = rest->at[0];
    items->want = rest->at[0] == '{' ? ITEMS_WANT_NAME : ITEMS_WANT_VALUE;
    items->is_member = false;
    items->is_type = false;
    step(items, rest, 1);
}

/* The steps below return ITEMS_CUT_END to go on. */

static enum items_cut close_bracket(struct items *items, struct span *rest) {
    if (!is_in(items, rest->at[0] == ']' ? '[' : '{') || items->is_member) {
        return fail(items, items->line + 1, "a bracket closes what is not open");
    }
    items->depth--;
    value_is_taken(items);
    step(items, rest, 1);
    return ITEMS_CUT_END;
}

static enum items_cut take_comma(struct items *items, struct span *rest) {
    if (rest->at[0] != ',') {
        return fail(items, items->line + 1, "expected a comma or a closing bracket");
    }
    items->want = is_in(items, '{') ? ITEMS_WANT_NAME : ITEMS_WANT_VALUE;
    step(items, rest, 1);
    return ITEMS_CUT_END;
}

/* "name" : */
static enum items_cut take_name(struct items *items, struct span *rest, bool is_end) {
    bool is_short = true;
    if (rest->at[0] != '"') {
        return fail(items, items->line + 1, "expected the name of a member");
    }
    const size_t end = text_end(*rest, 0);
    const size_t behind = end > 0 ? sign_end(*rest, end, ':', &is_short) : 0;
    if (is_short) {
        return rest->len >= ITEMS_BYTES_MAX
                   ? fail(items, items->line + 1, "the name of a member of more than 8 MiB")
                   : at_the_end(items, is_end);
    }
    if (behind == 0) {
        return fail(items, items->line + 1, "expected a colon behind the name of a member");
    }
    items->want = ITEMS_WANT_VALUE;
    items->is_member = true;
    items->is_type = span_ends(span_part(*rest, 0, end), "type\"");
    step(items, rest, behind);
    return ITEMS_CUT_END;
}

/* ---- what is passed over ---- */

static void begin_skip(struct items *items, enum items_skip what, int64_t line) {
    items->skip = what;
    items->skip_line = line;
    items->skip_depth = what == ITEMS_SKIP_OPEN ? 1 : 0;
    items->skip_in_text = false;
}

/* Bytes up to the end of the text that `at` is in, its quote with them; a backslash that may
 * stand before what is not there yet is left. @param found set where the quote is there */
static size_t skip_text(struct span bytes, size_t at, bool *found) {
    *found = false;
    while (at < bytes.len && !*found) {
        const bool is_escape = bytes.at[at] == '\\';
        if (is_escape && at + 1 == bytes.len) {
            return at;
        }
        *found = bytes.at[at] == '"';
        at += is_escape ? 2 : 1;
    }
    return at;
}

/* The same for the brackets that are open. */
static size_t skip_open(struct items *items, struct span bytes, bool *found) {
    size_t at = 0;
    for (*found = false; at < bytes.len && !*found;) {
        if (items->skip_in_text) {
            bool is_over = false;
            at = skip_text(bytes, at, &is_over);
            items->skip_in_text = !is_over;
            if (!is_over) {
                return at;
            }
            continue;
        }
        const char c = bytes.at[at++];
        items->skip_in_text = c == '"';
        items->skip_depth += c == '{' || c == '[';
        items->skip_depth -= c == '}' || c == ']';
        *found = items->skip_depth == 0;
    }
    return at;
}

static size_t skip_line(struct span bytes, bool is_end, bool *found) {
    const size_t at = span_find(bytes, SPAN("\n"), 0);
    *found = at != SIZE_MAX || is_end;
    return at != SIZE_MAX ? at : bytes.len;
}

/* What it was, once its end is met. */
static enum items_cut end_skip(struct item *out, struct items *items, struct span none) {
    const bool is_silent = items->skip == ITEMS_SKIP_TEXT && items->is_member;
    items->depth -= items->skip == ITEMS_SKIP_OPEN;
    items->skip = ITEMS_SKIP_NOTHING;
    value_is_taken(items);
    if (!is_silent) {
        *out = (struct item){.bytes = none, .line = items->skip_line, .fault = too_large};
    }
    return is_silent ? ITEMS_CUT_END : ITEMS_CUT_BROKEN;
}

static enum items_cut go_on_skipping(struct item *out, struct items *items, struct span *rest,
                                     bool is_end) {
    bool found = false;
    const size_t len = items->skip == ITEMS_SKIP_TEXT   ? skip_text(*rest, 0, &found)
                       : items->skip == ITEMS_SKIP_OPEN ? skip_open(items, *rest, &found)
                                                        : skip_line(*rest, is_end, &found);
    step(items, rest, len);
    if (found) {
        return end_skip(out, items, span_part(*rest, 0, 0));
    }
    return is_end ? fail(items, items->skip_line, "what begins here does not end")
                  : ITEMS_CUT_MORE;
}

/* ---- values ---- */

static enum items_cut give(struct item *out, struct items *items, struct span *rest, size_t len,
                           enum items_cut cut) {
    *out = (struct item){.bytes = span_part(*rest, 0, len), .line = items->line + 1};
    step(items, rest, len);
    value_is_taken(items);
    return cut;
}

static enum items_cut give_broken(struct item *out, struct items *items, struct span *rest,
                                  size_t len, const char *fault) {
    (void)give(out, items, rest, len, ITEMS_CUT_BROKEN);
    out->fault = fault;
    return ITEMS_CUT_BROKEN;
}

/* A value that does not end within these bytes. A list of postings may be as large, and so may
 * an object with one in it: these are gone into. */
static enum items_cut take_long(struct items *items, struct span *rest, bool is_end) {
    if (rest->len < ITEMS_BYTES_MAX) {
        return is_end ? fail(items, items->line + 1, "what begins here does not end")
                      : ITEMS_CUT_MORE;
    }
    const bool is_container = rest->at[0] == '{' || rest->at[0] == '[';
    if (is_container && items->depth < ITEMS_DEPTH_MAX) {
        open_bracket(items, rest);
        return ITEMS_CUT_END;
    }
    if (!is_container && rest->at[0] != '"') {
        return fail(items, items->line + 1, "a number or word of more than 8 MiB");
    }
    begin_skip(items, is_container ? ITEMS_SKIP_OPEN : ITEMS_SKIP_TEXT, items->line + 1);
    items->depth += is_container; /* what end_skip takes away */
    step(items, rest, 1);
    return ITEMS_CUT_END;
}

/* Of an object that was gone into because it is so large: is it a posting itself? */
static bool tells_a_posting(const struct items *items, struct span value) {
    return items->is_member && items->is_type && count_postings(value) > 0;
}

static enum items_cut take_whole(struct item *out, struct items *items, struct span *rest,
                                 const struct extent *extent) {
    const size_t len = extent->len;
    const struct span value = span_part(*rest, 0, len);
    const char first = value.at ? value.at[0] : '\0';
    const bool is_container = first == '{' || first == '[';
    const int postings = is_container ? count_postings(value) : 0;
    const bool is_list = first == '[' && (postings > 0 || items->depth == 0);
    const bool is_several = first == '{' && postings > 1 && !is_posting(value);
    if ((is_list || is_several) && items->depth < ITEMS_DEPTH_MAX) {
        open_bracket(items, rest);
        return ITEMS_CUT_END;
    }
    if (postings > 0 && extent->is_deep) {
        return give_broken(out, items, rest, len, too_deep);
    }
    if (postings == 0 && items->is_member) { /* what an object says beside its list */
        step(items, rest, len);
        value_is_taken(items);
        return ITEMS_CUT_END;
    }
    return give(out, items, rest, len, postings > 0 ? ITEMS_CUT_POSTING : ITEMS_CUT_OTHER);
}

/* A value alone on its line: what is wrong with it costs the others nothing. */
static enum items_cut take_line(struct item *out, struct items *items, struct span *rest,
                                bool is_end) {
    const size_t end = span_find(*rest, SPAN("\n"), 0);
    const struct span line = span_part(*rest, 0, end);
    if (end == SIZE_MAX && !is_end) {
        if (rest->len >= ITEMS_BYTES_MAX) {
            begin_skip(items, ITEMS_SKIP_LINE, items->line + 1);
            return ITEMS_CUT_END;
        }
        return ITEMS_CUT_MORE;
    }
    const struct extent extent = value_extent(line, true);
    if (extent.is_whole) {
        return take_whole(out, items, rest, &extent);
    }
    return end == SIZE_MAX ? fail(items, items->line + 1, "what begins here does not end")
                           : give_broken(out, items, rest, line.len, not_whole);
}

/* Another value at the top: are they one a line? */
static void look_at_lines(struct items *items) {
    if (items->first_line > 0 && items->is_one_line && items->line + 1 > items->first_line) {
        items->is_lines = true;
    }
}

/* The first one at the top, whole. */
static void remember_first(struct items *items, struct span value) {
    if (items->first_line == 0) {
        items->first_line = items->line + 1;
        items->is_one_line = span_starts(value, "{") && count_lines(value) == 0;
    }
}

static enum items_cut take_value(struct item *out, struct items *items, struct span *rest,
                                 bool is_end) {
    if (items->depth == 0) {
        look_at_lines(items);
    }
    if (items->depth == 0 && items->is_lines) {
        return take_line(out, items, rest, is_end);
    }
    const struct extent extent = value_extent(*rest, is_end);
    if (extent.fault) {
        return fail(items, items->line + 1 + count_lines(span_part(*rest, 0, extent.fault_at)),
                    extent.fault);
    }
    if (!extent.is_whole) {
        return take_long(items, rest, is_end);
    }
    if (items->depth == 0) {
        remember_first(items, span_part(*rest, 0, extent.len));
    }
    if (tells_a_posting(items, span_part(*rest, 0, extent.len))) {
        begin_skip(items, ITEMS_SKIP_OPEN, items->begun[items->depth - 1]);
        step(items, rest, extent.len);
        return ITEMS_CUT_END;
    }
    return take_whole(out, items, rest, &extent);
}

static enum items_cut take_token(struct item *out, struct items *items, struct span *rest,
                                 bool is_end) {
    const char c = rest->at[0];
    if (c == '}' || c == ']') {
        return close_bracket(items, rest);
    }
    if (c == ',' && items->depth == 0) { /* between values that somebody joined */
        step(items, rest, 1);
        return ITEMS_CUT_END;
    }
    switch (items->want) {
    case ITEMS_WANT_COMMA:
        return take_comma(items, rest);
    case ITEMS_WANT_NAME:
        return take_name(items, rest, is_end);
    case ITEMS_WANT_VALUE:
        break;
    }
    return take_value(out, items, rest, is_end);
}

enum items_cut items_take(struct item *out, struct items *items, struct span *rest,
                          bool is_end) {
    for (;;) {
        if (!items->skip) {
            skip_spaces(items, rest);
        }
        if (!items->skip && rest->len == 0) {
            return at_the_end(items, is_end);
        }
        const enum items_cut cut = items->skip ? go_on_skipping(out, items, rest, is_end)
                                               : take_token(out, items, rest, is_end);
        if (cut != ITEMS_CUT_END) {
            return cut;
        }
    }
}

void items_compact(struct buf *out, struct span value) {
    size_t at = 0;
    while (at < value.len) {
        if (is_space(value.at[at])) {
            at++;
            continue;
        }
        size_t end = value.at[at] == '"' ? text_end(value, at) : at + 1;
        end = end > 0 ? end : value.len;
        buf_put(out, span_part(value, at, end - at));
        at = end;
    }
}
