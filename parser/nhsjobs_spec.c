/* parser/nhsjobs_spec.c - the person specification of an NHS Jobs advert
 * SPDX-License-Identifier: MIT
 */
#include "parser/nhsjobs_spec.h"

#include "parser/spec_run.h"

/* The place of "Person Specification" in the order of the page. */
enum { SPEC_PLACE = 6 };

/* ---- where it is ---- */

static bool has_id_prefix(const struct html_node *node, const char *prefix) {
    const char *id = html_attribute(node, "id");
    return id && span_starts(span_of(id), prefix);
}

static bool is_category(const struct html_node *node) {
    return has_id_prefix(node, "skill_category");
}

static enum need need_of_id(const struct html_node *node) {
    return has_id_prefix(node, "essential_skill")   ? NEED_ESSENTIAL
           : has_id_prefix(node, "desirable_skill") ? NEED_DESIRABLE
                                                    : NEED_NONE;
}

static bool is_spec_id(const struct html_node *node) {
    return is_category(node) || need_of_id(node) != NEED_NONE;
}

static bool is_copy_frame(const struct html_node *node) {
    return html_has_class(node, "show-mobile") || html_has_class(node, "hide-mobile");
}

/* What is too long to tell is no end of it either. */
static bool is_own_heading(const struct nhsjobs_page *page, const struct html_node *node) {
    const char *text = html_short_text(page->arena, node, NHSJOBS_HEADING_MAX);
    return !text || person_spec_is_title(text) || person_spec_need_of(text) != NEED_NONE;
}

/* Ends the specification: whatever is the template's, but none of its own parts. */
static bool ends_spec(const struct html_node *node, void *state) {
    const struct nhsjobs_page *page = state;
    if (is_spec_id(node)) {
        return false;
    }
    if (is_copy_frame(node)) {
        return true;
    }
    if (html_is_heading(node)) {
        bool high = html_is(node, "h2") || html_is(node, "h1");
        return (high || nhsjobs_place(page, node) > SPEC_PLACE) && !is_own_heading(page, node);
    }
    return nhsjobs_is_furniture(page, node, SPEC_PLACE) && !html_is(node, "details");
}

/* ---- the page's own blocks ---- */

static void read_copy(struct vacancy *vacancy, const struct nhsjobs_page *page,
                      const struct html_node *title) {
    struct person_spec spec = {.vacancy = vacancy, .arena = page->arena};
    struct spec_run run = {.ends = ends_spec,
                           .state = (void *)(uintptr_t)page,
                           .within = nhsjobs_fold_of(title),
                           .is_category = is_category,
                           .need_of = need_of_id};
    spec_run_read(&spec, &run, is_spec_id(title) ? title : html_next_after(title, run.within));
}

/* The next place where a copy begins: its title, else the first category or criterion. */
static const struct html_node *find_copy(const struct nhsjobs_page *page,
                                         const struct html_node *after) {
    const struct html_node *found = nhsjobs_heading(page, "Person Specification", after);
    if (found || after) {
        return found;
    }
    for (const struct html_node *at = html_root(page->html); at; at = html_next(at, NULL)) {
        if (is_spec_id(at)) {
            return at;
        }
    }
    return NULL;
}

/* ---- inside the description ---- */

static void read_prose(struct vacancy *vacancy, const struct nhsjobs_page *page) {
    struct person_spec spec = {.vacancy = vacancy, .arena = page->arena};
    bool some = false;
    for (size_t i = 0; i < page->run_count; i++) {
        const struct nhsjobs_run *run = &page->runs[i];
        some = spec_run_tables(&spec, run->first, run->end, NULL) || some;
    }
    if (!some) {
        (void)spec_run_prose(&spec, vacancy->text_description);
    }
}

void nhsjobs_spec_read(struct vacancy *vacancy, const struct nhsjobs_page *page) {
    const struct html_node *copy = find_copy(page, NULL);
    for (int copies = 0; copy && copies < NHSJOBS_COPIES_MAX; copies++) {
        read_copy(vacancy, page, copy);
        copy = is_spec_id(copy) ? NULL : find_copy(page, copy);
    }
    if (vacancy->criterion_count == 0) {
        read_prose(vacancy, page);
    }
    person_spec_settle(vacancy, page->arena);
    if (find_copy(page, NULL)) {
        person_spec_unread(vacancy, page->arena);
    }
}
