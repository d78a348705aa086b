/* parser/spec_run.c - a person specification in a tree
 * SPDX-License-Identifier: MIT
 */
#include "parser/spec_run.h"

#include <string.h>

#include "base/utf8.h"
#include "parser/bullet.h"
#include "parser/fields.h"
#include "parser/prose.h"
#include "parser/spec_table.h"

/* ---- what elements are ---- */

static bool is_heading(const struct html_node *node) {
    const char *name = html_name(node);
    bool heading = name && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2];
    return heading || html_is(node, "dt") || html_is(node, "th") || html_is(node, "summary");
}

static bool is_category(const struct spec_run *run, const struct html_node *node) {
    return run->is_category && run->is_category(node);
}

static enum need need_of(const struct spec_run *run, const struct html_node *node) {
    return run->need_of ? run->need_of(node) : NEED_NONE;
}

/* ---- items ---- */

/* A criterion being put together from an li. */
struct item {
    struct person_spec *spec;
    struct arena *arena;
    struct buf parent;             /* its own words */
    struct strings children;       /* its sub-items, each with those below it */
    struct buf piece;              /* the words of the li that the walk is in */
    const struct html_node *owner; /* that li */
    size_t depth;                  /* how many li lie between it and the criterion */
    bool opened;                   /* the last child has sub-items of its own already */
    bool typed;                    /* its own words began with a typed bullet */
};

/* Puts a line behind what stands there last. */
static void extend_last(struct item *item, const char *gap, struct span line) {
    if (item->children.count == 0) {
        buf_put_text(&item->parent, item->parent.len > 0 ? " " : "");
        buf_put(&item->parent, line);
        return;
    }
    const char **last = &item->children.at[item->children.count - 1];
    *last = arena_printf(item->arena, "%s%s%.*s", *last ? *last : "", gap, SPAN_FMT(line));
}

/* Adds one line of a piece. A nested li begins a sub-item; so does a line with a typed bullet.
 * Below the second level sub-items join their own parent; other lines go on with the last. */
static void add_line(struct item *item, struct span line, bool first) {
    bool sign = bullet_find(line, false).len > 0;
    if (item->parent.len == 0) {
        item->typed = sign;
    } else if (item->typed && sign && item->depth == 0 && item->children.count == 0) {
        /* Several criteria in one item, a line with a bullet for each. */
        person_spec_parts(item->spec, buf_text(&item->parent), &item->children);
        buf_clear(&item->parent);
    }
    bool nested = first && item->depth > 0;
    bool leads = item->children.count > 0 || span_ends(buf_span(&item->parent), ":");
    bool typed = item->parent.len > 0 && bullet_find(line, leads).len > 0;
    if (nested && item->depth > 1 && item->children.count > 0) {
        extend_last(item, item->opened ? "; " : ": ", line);
        item->opened = true;
    } else if (nested || typed) {
        strings_push(item->arena, &item->children, arena_copy(item->arena, line));
        item->opened = false;
    } else {
        extend_last(item, " ", line);
    }
}

static void end_piece(struct item *item) {
    struct span rest = buf_span(&item->piece);
    struct span line;
    bool first = true;
    while (span_next_line(&rest, &line)) {
        line = bullet_trim(line);
        if (line.len > 0) {
            add_line(item, line, first);
            first = false;
        }
    }
    buf_clear(&item->piece);
}

/* Notices where the walk goes from one li to another. */
static void change_owner(struct item *item, const struct html_node *root,
                         const struct html_node *at) {
    const struct html_node *owner = NULL;
    size_t depth = 0;
    for (; at && at != root; at = html_parent(at)) {
        if (html_is(at, "li")) {
            owner = owner ? owner : at;
            depth++;
        }
    }
    owner = owner ? owner : root;
    if (owner != item->owner) {
        end_piece(item);
        item->owner = owner;
        item->depth = depth;
    }
}

/* Puts what one node adds to the text of an item; breaks and blocks are line ends. */
static void put_node(struct buf *piece, const struct html_node *node) {
    if (html_is(node, "br") || html_is_block(node)) {
        buf_put_char(piece, '\n');
    }
    struct span chars = html_chars(node);
    for (size_t i = 0; i < chars.len; i++) {
        buf_put_char(piece, ascii_is_space(chars.at[i]) ? ' ' : chars.at[i]);
    }
}

/* Takes all that is inside `root`; items below `base` are sub-items. */
static void read_into(struct item *item, const struct html_node *root,
                      const struct html_node *base) {
    item->owner = base;
    const struct html_node *at = html_next(root, root);
    while (at) {
        bool silent = html_name(at) && html_is_silent(at);
        change_owner(item, base, at);
        if (!silent) {
            put_node(&item->piece, at);
        }
        at = silent ? html_next_after(at, root) : html_next(at, root);
    }
    end_piece(item);
}

/* A criterion from an element, or from the line `lead`: nested items join it, and so does all
 * of `list`, which stands behind it (NULL: none does). */
static void read_item(struct person_spec *spec, const struct html_node *root, const char *lead,
                      const struct html_node *list) {
    struct item item = {.spec = spec, .arena = spec->arena};
    buf_init(&item.parent, ARENA_PAGE_CAP);
    buf_init(&item.piece, ARENA_PAGE_CAP);
    buf_put_text(&item.parent, lead ? lead : "");
    if (root) {
        read_into(&item, root, root);
    }
    if (list) {
        read_into(&item, list, html_parent(list));
    }
    person_spec_parts(spec, buf_text(&item.parent), &item.children);
    buf_fini(&item.parent);
    buf_fini(&item.piece);
}

/* ---- the walk ---- */

struct walk {
    struct person_spec *spec;
    const struct spec_run *run;
    struct strings lines; /* text that is in no list, until a heading or a list comes */
    bool need_first;      /* needs stand above categories */
    bool grouped;         /* some category was met */
    bool looked;          /* for letters behind items */
    const struct html_node *first;
    const struct html_node *past; /* what was taken together with a node before it */
};

static void flush_lines(struct walk *walk) {
    if (walk->lines.count > 0) {
        person_spec_lines(walk->spec, &walk->lines);
        walk->lines = (struct strings){NULL, 0};
    }
}

/* The next heading behind `node` within the specification. */
static const struct html_node *heading_behind(const struct walk *walk,
                                              const struct html_node *node) {
    const struct html_node *at = html_next_after(node, walk->run->within);
    while (at && !is_heading(at)) {
        if (html_is(at, "li") || (html_name(at) && walk->run->ends(at, walk->run->state))) {
            return NULL;
        }
        at = html_next(at, walk->run->within);
    }
    return at;
}

/* A category may be called "Essential criteria" itself; then the same need follows, a level
 * down. */
static bool names_group(const struct walk *walk, const struct html_node *node,
                        const char *text) {
    const struct html_node *next = heading_behind(walk, node);
    const char *next_text = next ? html_text(walk->spec->arena, next) : NULL;
    return is_category(walk->run, node) ||
           (next_text && strcmp(html_name(node), html_name(next)) < 0 &&
            person_spec_need_of(next_text) == person_spec_need_of(text));
}

static void take_group(struct walk *walk, const struct html_node *node, const char *text) {
    enum need need = walk->spec->need;
    person_spec_group(walk->spec, text);
    walk->grouped = true;
    if (walk->need_first && !is_category(walk->run, node) &&
        walk->spec->need == NEED_UNSTATED) {
        walk->spec->need = need;
    }
}

/* A line that may be a heading: short, no bullet, no sentence. */
static bool may_be_heading(struct span line) {
    enum { HEADING_LENGTH_MAX = 60 };
    return line.len > 0 && line.len <= HEADING_LENGTH_MAX &&
           bullet_find(line, false).len == 0 && !span_ends(line, ".") &&
           span_find(line, SPAN(" | "), 0) == SIZE_MAX;
}

static bool is_list(const struct html_node *node) {
    return html_is(node, "ul") || html_is(node, "ol");
}

/* "One year's experience in each of the following:" goes on in the list behind it. */
static bool leads_on(const struct walk *walk, const char *line) {
    bool known = walk->spec->need == NEED_ESSENTIAL || walk->spec->need == NEED_DESIRABLE;
    struct span text = bullet_trim(span_of(line));
    if (!known || !span_ends(text, ":") || strchr(line, '\n')) {
        return false;
    }
    text = bullet_trim(span_part(text, 0, text.len - 1));
    size_t from = text.len;
    while (from > 0 && text.at[from - 1] != ' ') {
        from--;
    }
    return from > 0 &&
           words_find(NULL, &fields_spec_words, "lead", span_part(text, from, SIZE_MAX));
}

/* Takes the line before a list as the parent of its items. @return false where it is none */
static bool take_lead(struct walk *walk, const struct html_node *list) {
    size_t count = walk->lines.count;
    const char *last = count > 0 ? walk->lines.at[count - 1] : NULL;
    if (!last || !is_list(list) || !leads_on(walk, last)) {
        return false;
    }
    walk->lines.count--;
    flush_lines(walk);
    read_item(walk->spec, NULL, last, list);
    walk->past = list;
    return true;
}

static const char *last_line(const struct walk *walk) {
    return walk->lines.count > 0 ? walk->lines.at[walk->lines.count - 1] : NULL;
}

/* "You must have:" leads into a list and names no category. */
static bool is_intro(const char *line) {
    struct span text = bullet_trim(span_of(line));
    struct span word = span_part(text, 0, span_find(text, SPAN(" "), 0));
    return span_ends(text, ":") && word.len < text.len &&
           words_find(NULL, &fields_spec_words, "intro", word);
}

/* Where a list follows, a short text before it is its heading, whatever it says. */
static void flush_heading(struct walk *walk) {
    const char *last = last_line(walk);
    if (last && is_intro(last)) {
        walk->lines.count--;
        flush_lines(walk);
        return;
    }
    bool group = last && may_be_heading(span_of(last)) && !strchr(last, '\n') &&
                 person_spec_need_of(last) == NEED_NONE && !person_spec_is_title(last);
    walk->lines.count -= group;
    flush_lines(walk);
    if (group) {
        enum need need = walk->spec->need;
        person_spec_group(walk->spec, last);
        walk->grouped = true;
        walk->spec->need = walk->need_first ? need : walk->spec->need;
    }
}

/* Do items end with "(E)", so that "(D)" behind others is a need? */
static bool has_letters(const struct html_node *first, const struct html_node *within) {
    for (const struct html_node *at = first; at; at = html_next(at, within)) {
        struct span text = bullet_trim(html_chars(at));
        if (span_ends(text, " (E)") || span_ends(text, " [E]")) {
            return true;
        }
    }
    return false;
}

/* Looked for only where an item comes whose need no heading names, and once. */
static void look_for_letters(struct walk *walk) {
    bool known = walk->spec->need == NEED_ESSENTIAL || walk->spec->need == NEED_DESIRABLE;
    if (!known && !walk->looked) {
        walk->looked = true;
        walk->spec->letters = has_letters(walk->first, walk->run->within);
    }
}

/* A list that stands beside items in their list belongs to the item before it. */
static const struct html_node *list_behind(const struct html_node *node) {
    const struct html_node *at = html_is(node, "li") ? html_next_sibling(node) : NULL;
    while (at && !html_name(at) && bullet_trim(html_chars(at)).len == 0) {
        at = html_next_sibling(at);
    }
    return is_list(at) ? at : NULL;
}

/* Is the short text before a need's heading a category? In a block of bare lines it may be the
 * last criterion instead. */
static bool heads_needs(const struct walk *walk) {
    const struct person_spec *spec = walk->spec;
    bool block = spec->need == NEED_ESSENTIAL || spec->need == NEED_DESIRABLE;
    const char *last = last_line(walk);
    return last && (!block || spec->listed || person_spec_is_group(last));
}

static void take_heading(struct walk *walk, const struct html_node *node) {
    const char *text = html_text(walk->spec->arena, node);
    if (person_spec_need_of(text) != NEED_NONE && heads_needs(walk)) {
        flush_heading(walk);
    }
    flush_lines(walk);
    if (!text || text[0] == '\0' || person_spec_is_title(text)) {
        return;
    }
    if (is_category(walk->run, node) || person_spec_need_of(text) == NEED_NONE ||
        names_group(walk, node, text)) {
        take_group(walk, node, text);
    } else {
        walk->need_first = walk->need_first || !walk->grouped;
        if (walk->need_first) {
            walk->spec->group = NULL;
        }
        (void)person_spec_need(walk->spec, text);
    }
}

static void take_item(struct walk *walk, const struct html_node *node) {
    enum need own = need_of(walk->run, node);
    if (take_lead(walk, html_parent(node))) {
        return;
    }
    flush_heading(walk);
    if (own != NEED_NONE) {
        walk->spec->need = own;
    }
    look_for_letters(walk);
    walk->past = list_behind(node);
    read_item(walk->spec, node, NULL, walk->past);
    walk->spec->listed = true;
}

/* Does a block hold lists, headings or tables, so that it has to be looked into? */
static bool holds_structure(const struct spec_run *run, const struct html_node *node) {
    for (const struct html_node *at = html_next(node, node); at; at = html_next(at, node)) {
        if (html_is(at, "li") || html_is(at, "table") || html_is(at, "p") ||
            is_category(run, at) || need_of(run, at) || html_is(at, "div") || is_heading(at)) {
            return true;
        }
    }
    return false;
}

static void take_text(struct walk *walk, const struct html_node *node) {
    const char *text = html_name(node)
                           ? prose_read(walk->spec->arena, node, NULL, NULL, node, false)
                           : utf8_fold_copy(walk->spec->arena, html_chars(node));
    if (!text || text[0] == '\0') {
        return;
    }
    if (need_of(walk->run, node) != NEED_NONE) {
        take_item(walk, node); /* a criterion that is no list item */
    } else {
        strings_push(walk->spec->arena, &walk->lines, text);
    }
}

/* Takes what stands at `at`. @return was its inside taken, too? */
static bool take_node(struct walk *walk, const struct html_node *at) {
    if (!html_name(at)) {
        take_text(walk, at);
        return true;
    }
    if (html_is_silent(at)) {
        return true;
    }
    if (html_is(at, "li")) {
        take_item(walk, at);
        return true;
    }
    if (html_is(at, "table")) {
        flush_lines(walk);
        walk->spec->listed = false;
        return spec_table_read(walk->spec, at);
    }
    if (is_heading(at)) {
        take_heading(walk, at);
        return true;
    }
    if (holds_structure(walk->run, at) || is_list(at)) {
        return false;
    }
    take_text(walk, at);
    return true;
}

void spec_run_read(struct person_spec *spec, const struct spec_run *run,
                   const struct html_node *first) {
    struct walk walk = {.spec = spec, .run = run};
    spec->letters = false;
    walk.first = first;
    const struct html_node *at = first;
    while (at) {
        if (at != first && html_name(at) && run->ends(at, run->state)) {
            break;
        }
        bool taken = take_node(&walk, at);
        at = walk.past ? walk.past : at;
        taken = taken || walk.past;
        walk.past = NULL;
        at = taken ? html_next_after(at, run->within) : html_next(at, run->within);
    }
    flush_lines(&walk);
}

/* ---- inside a long text ---- */

/* The lines of a text from the specification's title on, else from its first need. */
static struct strings lines_in_prose(struct arena *arena, const char *prose) {
    struct strings lines = {NULL, 0};
    struct strings before = {NULL, 0}; /* the last line with text */
    struct span rest = span_of(prose);
    struct span line;
    while (span_next_line(&rest, &line)) {
        const char *text = arena_copy(arena, line);
        if (!text) {
            break;
        }
        if (lines.count > 0) {
            strings_push(arena, &lines, text);
        } else if (person_spec_is_title(text) || person_spec_need_of(text) != NEED_NONE) {
            if (before.count > 0 && !person_spec_is_title(text)) {
                strings_push(arena, &lines, before.at[before.count - 1]);
            }
            strings_push(arena, &lines, text);
        } else if (bullet_trim(line).len > 0) {
            before.count = 0;
            if (may_be_heading(bullet_trim(line))) {
                strings_push(arena, &before, text);
            }
        }
    }
    return lines;
}

bool spec_run_prose(struct person_spec *spec, const char *prose) {
    struct strings lines = lines_in_prose(spec->arena, prose);
    size_t before = spec->vacancy->criterion_count;
    if (lines.count > 0) {
        person_spec_lines(spec, &lines);
    }
    return spec->vacancy->criterion_count > before;
}

bool spec_run_tables(struct person_spec *spec, const struct html_node *first,
                     const struct html_node *end, const struct html_node *within) {
    bool some = false;
    for (const struct html_node *at = first; at && at != end; at = html_next(at, within)) {
        if (html_is(at, "table") && spec_table_has_needs(spec->arena, at)) {
            some = spec_table_read(spec, at) || some;
        }
    }
    return some;
}
