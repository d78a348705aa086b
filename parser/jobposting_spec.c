/* parser/jobposting_spec.c - the person specification in a description that is HTML
 * SPDX-License-Identifier: MIT
 *
 * The description is a small page: page_outline finds where its specification begins and ends,
 * spec_run and spec_table read it as they read those of boards.
 */
#include <string.h>

#include "parser/jobposting.h"
#include "parser/page_outline.h"
#include "parser/prose.h"
#include "parser/spec_run.h"
#include "parser/spec_table.h"

/* A part of the description that is a specification. */
struct stretch {
    const struct html_node *first;
    const struct html_node *end; /* the element behind it; NULL: the description's end */
    const char *heading;         /* as printed; "" for none */
    bool titled;                 /* it stands right before `first` */
};

struct stretches {
    struct stretch *at;
    size_t count;
};

/* ---- where it is ---- */

/* The first element or text from `node` on: white space between tags is neither. */
static const struct html_node *skip_space(const struct html_node *node,
                                          const struct html_node *within) {
    while (node && !html_name(node) && span_trim(html_chars(node)).len == 0) {
        node = html_next(node, within);
    }
    return node;
}

/* @return false where text alone begins or ends the part: a tree cannot be cut there */
static bool add_part(struct stretches *out, struct arena *arena, const struct advert_part *part,
                     const struct html_node *body) {
    const struct html_node *first = skip_space(part->first, body);
    const char *text = first ? html_short_text(arena, first, ADVERT_LABEL_MAX) : NULL;
    bool titled = !text || strcmp(text, part->heading) != 0;
    struct stretch stretch = {first, part->end, part->heading, titled};
    if (part->first && (!first || first == part->end)) {
        return true; /* a heading with nothing behind it */
    }
    if (!first || !html_name(first)) {
        return false;
    }
    ARENA_PUSH(arena, out->at, out->count, stretch);
    return true;
}

static bool find_parts(struct stretches *out, struct arena *arena,
                       const struct html_node *body) {
    struct page_outline page = page_outline_of(arena, body);
    for (size_t i = 0; i < page.outline.count; i++) {
        const struct advert_part *part = &page.outline.parts[i];
        if (part->is_section && span_is(part->name, "spec") &&
            !add_part(out, arena, part, body)) {
            return false;
        }
    }
    return true;
}

/* Tables of needs that no heading announces. */
static void find_tables(struct stretches *out, struct arena *arena,
                        const struct html_node *body) {
    const struct html_node *at = html_next(body, body);
    while (at) {
        bool table = html_is(at, "table") && spec_table_has_needs(arena, at);
        struct stretch stretch = {at, html_next_after(at, body), "", true};
        while (table && stretch.end && !html_name(stretch.end)) {
            stretch.end = html_next(stretch.end, body);
        }
        if (table) {
            ARENA_PUSH(arena, out->at, out->count, stretch);
        }
        at = table ? html_next_after(at, body) : html_next(at, body);
    }
}

/* ---- reading it ---- */

static bool is_end(const struct html_node *node, void *state) { return node == state; }

/* An employer's own heading over the whole of a specification without a title ("About you") is
 * its title. */
static void drop_title(struct vacancy *vacancy, size_t from) {
    const char *group = from < vacancy->criterion_count ? vacancy->criteria[from].group : NULL;
    bool one = group && !person_spec_is_group(group) && person_spec_need_of(group) == NEED_NONE;
    for (size_t i = from; i < vacancy->criterion_count && one; i++) {
        const char *other = vacancy->criteria[i].group;
        one = other && strcmp(other, group) == 0;
    }
    for (size_t i = from; i < vacancy->criterion_count && one; i++) {
        vacancy->criteria[i].group = NULL;
    }
}

static void read_stretch(struct person_spec *spec, const struct stretch *stretch,
                         const struct html_node *body) {
    size_t from = spec->vacancy->criterion_count;
    struct spec_run run = {
        .ends = is_end, .state = (void *)(uintptr_t)stretch->end, .within = body};
    spec_run_read(spec, &run, stretch->first);
    if (!stretch->titled) {
        drop_title(spec->vacancy, from);
    }
    spec->group = NULL;
    spec->need = NEED_NONE;
}

/* Prose without the specification's heading at its end. */
static const char *without_heading(struct arena *arena, const char *prose,
                                   const char *heading) {
    struct span text = span_trim(span_of(prose));
    struct span title = span_of(heading);
    bool ends = title.len > 0 && span_ends(text, heading);
    return ends ? arena_copy(arena, span_trim(span_part(text, 0, text.len - title.len)))
                : prose;
}

/* Adds the prose from `first` up to `end`; both may be NULL. */
static void add_rest(struct strings *rest, struct arena *arena, const struct html_node *first,
                     const struct html_node *end, const struct html_node *body,
                     const char *heading) {
    const char *prose = first && first != end ? prose_read(arena, first, is_end,
                                                           (void *)(uintptr_t)end, body, false)
                                              : NULL;
    const char *text = prose ? without_heading(arena, prose, heading) : NULL;
    if (text && text[0]) {
        strings_push(arena, rest, text);
    }
}

/* ---- what stands behind the last list ---- */

static bool is_holder(const struct html_node *node) {
    return html_is(node, "ul") || html_is(node, "ol") || html_is(node, "dl") ||
           html_is(node, "table");
}

/* What follows the last list or table of a stretch; NULL where nothing does. */
static const struct html_node *find_tail(const struct stretch *stretch,
                                         const struct html_node *body) {
    const struct html_node *last = NULL;
    const struct html_node *at = stretch->first;
    while (at && at != stretch->end) {
        bool holder = is_holder(at);
        last = holder ? at : last;
        at = holder ? html_next_after(at, body) : html_next(at, body);
    }
    const struct html_node *tail = last ? skip_space(html_next_after(last, body), body) : NULL;
    bool inside =
        tail && tail != stretch->end && (!stretch->end || html_is_before(tail, stretch->end));
    return inside ? tail : NULL;
}

static bool is_criterion(const struct vacancy *vacancy, struct span line) {
    for (size_t i = 0; i < vacancy->criterion_count; i++) {
        struct span text = span_of(vacancy->criteria[i].text);
        if (text.len <= line.len && span_find(line, text, 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

/* Where the text goes on: sentences behind the last list of which no criterion came are none of
 * the specification, and are not lost with it. */
static const struct html_node *next_text(const struct posting *posting,
                                         const struct stretch *stretch,
                                         const struct html_node *body) {
    enum { TAIL_LENGTH_MAX = 8 * 1024 };
    const struct html_node *tail = find_tail(stretch, body);
    const char *prose = tail ? prose_read(posting->arena, tail, is_end,
                                          (void *)(uintptr_t)stretch->end, body, false)
                             : NULL;
    struct span rest = span_of(prose);
    struct span line;
    bool none = prose && rest.len <= TAIL_LENGTH_MAX;
    while (none && span_next_line(&rest, &line)) {
        none = !is_criterion(posting->vacancy, line);
    }
    return none ? tail : stretch->end;
}

bool jobposting_spec(struct strings *rest, const struct posting *posting,
                     const struct html_node *description) {
    struct arena *arena = posting->arena;
    struct vacancy *vacancy = posting->vacancy;
    struct person_spec spec = {.vacancy = vacancy, .arena = arena};
    struct stretches found = {NULL, 0};
    size_t before = vacancy->criterion_count;
    if (!find_parts(&found, arena, description)) {
        return false;
    }
    if (found.count == 0) {
        find_tables(&found, arena, description);
    }
    for (size_t i = 0; i < found.count; i++) {
        read_stretch(&spec, &found.at[i], description);
    }
    if (vacancy->criterion_count == before) {
        return false;
    }
    const struct html_node *from = description;
    for (size_t i = 0; i < found.count; i++) {
        add_rest(rest, arena, from, found.at[i].first, description, found.at[i].heading);
        from = next_text(posting, &found.at[i], description);
    }
    add_rest(rest, arena, from, NULL, description, "");
    return true;
}
