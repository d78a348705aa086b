/* parser/nhsjobs_listing.c - a results page of NHS Jobs, /candidate/search/results
 * SPDX-License-Identifier: MIT
 *
 * Markup: each value has a `data-test` attribute on its element and stands in a <strong> behind
 * its label (agreed on by eight readers of the site). Items hold lists of their own, the
 * heading that names employer and place is not closed, and any value may be absent.
 */
#include <string.h>

#include "base/utf8.h"
#include "parser/family.h"
#include "parser/listing.h"
#include "parser/nhsjobs_link.h"
#include "parser/wording.h"

/* A results page on its way. */
struct results {
    const struct document *document;
    struct arena *arena;
    struct listing listing;
};

/* ---- finding ---- */

static bool has_test(const struct html_node *node, const char *name) {
    const char *test = html_attribute(node, "data-test");
    return test && span_is(span_of(test), name);
}

/* The first element in `within` that bears this `data-test`. */
static const struct html_node *find_test(const struct html_node *within, const char *name) {
    for (const struct html_node *at = html_next(within, within); at;
         at = html_next(at, within)) {
        if (has_test(at, name)) {
            return at;
        }
    }
    return NULL;
}

static const struct html_node *find_class(const struct html_node *within, const char *name) {
    for (const struct html_node *at = html_next(within, within); at;
         at = html_next(at, within)) {
        if (html_has_class(at, name)) {
            return at;
        }
    }
    return NULL;
}

static bool is_entry(const struct html_node *node) {
    return html_is(node, "li") &&
           (has_test(node, "search-result") || html_has_class(node, "search-result"));
}

static const char *not_empty(const char *text) { return text && text[0] ? text : NULL; }

/* A value: what is in the <strong>, else what stands behind the label's colon. */
static const char *value_of(struct arena *arena, const struct html_node *item,
                            const char *test) {
    const struct html_node *node = find_test(item, test);
    const struct html_node *strong = html_find(node, "strong");
    const char *text = node ? html_text(arena, strong ? strong : node) : NULL;
    const char *colon = text && !strong ? strchr(text, ':') : NULL;
    const char *value = colon ? colon + 1 : text;
    return value ? not_empty(utf8_fold_copy(arena, span_of(value))) : NULL;
}

/* ---- entries ---- */

typedef void read_wording(struct vacancy *vacancy, struct arena *arena, const char *text);

static const struct {
    const char *test;
    read_wording *read;
} values[] = {
    {"search-result-salary", salary_read},
    {"search-result-publicationDate", dates_read_posted},
    {"search-result-closingDate", dates_read_closes},
    {"search-result-jobType", terms_contract},
    {"search-result-workingPattern", terms_pattern},
};

/* The link to the advert: the marked one, else the first that leads to one. */
static const struct html_node *find_link(const struct html_node *item) {
    const struct html_node *marked = find_test(item, "search-result-job-title");
    if (marked) {
        return html_is(marked, "a") ? marked : html_find(marked, "a");
    }
    for (const struct html_node *at = html_next(item, item); at; at = html_next(at, item)) {
        const char *target = html_is(at, "a") ? html_attribute(at, "href") : NULL;
        if (target && nhsjobs_link_ref(target).len > 0) {
            return at;
        }
    }
    return NULL;
}

static void read_link(struct results *results, struct vacancy *entry,
                      const struct html_node *link) {
    const char *target = html_attribute(link, "href");
    const char *page = nhsjobs_link_of_page(results->document->page);
    struct span ref = nhsjobs_link_ref(target);
    struct span site = nhsjobs_link_site(target);
    entry->title = link ? not_empty(html_text(results->arena, link)) : NULL;
    entry->id = ref.len > 0 ? arena_copy(results->arena, ref) : NULL;
    entry->url =
        nhsjobs_link_write(results->arena, site.len > 0 ? site : nhsjobs_link_site(page), ref);
}

/* The employer's name is the text before the element that holds the place. */
static const char *employer_of(struct arena *arena, const struct html_node *block,
                               const struct html_node *place) {
    struct buf name;
    buf_init(&name, PAGE_SIZE_MAX);
    for (const struct html_node *at = block; at && at != place; at = html_next(at, block)) {
        buf_put(&name, html_chars(at));
        buf_put_char(&name, ' ');
    }
    const char *text = not_empty(utf8_fold_copy(arena, buf_span(&name)));
    buf_fini(&name);
    return text;
}

static void read_employer(struct results *results, struct vacancy *entry,
                          const struct html_node *item) {
    const struct html_node *block = find_test(item, "search-result-location");
    const struct html_node *place = find_class(block, "location-font-size");
    if (!block) {
        return;
    }
    entry->employer = employer_of(results->arena, block, place);
    if (place) {
        place_read(entry, results->arena, not_empty(html_text(results->arena, place)));
    }
}

static void read_entry(struct results *results, const struct html_node *item) {
    struct vacancy entry;
    vacancy_init(&entry);
    entry.source = SOURCE_NHSJOBS;
    read_link(results, &entry, find_link(item));
    read_employer(results, &entry, item);
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        values[i].read(&entry, results->arena, value_of(results->arena, item, values[i].test));
    }
    if (entry.id || entry.title) {
        listing_add(&results->listing, results->arena, &entry);
    }
}

/* ---- round the list ---- */

/* The number before the word "job": "9,307 jobs found". */
static int total_in(struct span text) {
    size_t job = span_find_nocase(text, SPAN("job"), 0);
    struct span before = span_part(text, 0, job == SIZE_MAX ? text.len : job);
    uint64_t total = 0;
    bool some = false;
    for (size_t i = 0; i < before.len && total < 100000000; i++) {
        char c = before.at[i];
        if (ascii_is_digit(c)) {
            total = total * 10 + (uint64_t)(c - '0');
            some = true;
        } else if (some && c != ',') {
            break;
        }
    }
    return some ? (int)total : -1;
}

static int read_total(struct results *results) {
    const struct html_node *root = html_root(results->document->html);
    const struct html_node *const places[] = {
        find_test(root, "search-results-count"),
        html_by_id(results->document->html, "search-results-heading"),
        find_test(root, "search-result-query"), html_find(root, "h1")};
    if (html_by_id(results->document->html, "no-result-title")) {
        return 0;
    }
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const char *text = places[i] ? html_text(results->arena, places[i]) : NULL;
        int total = text ? total_in(span_of(text)) : -1;
        if (total >= 0) {
            return total;
        }
    }
    return -1;
}

/* Reads "N of M". */
static bool read_n_of_m(const char *text, int *n, int *m) {
    struct span span = span_of(text);
    size_t of = span_find_nocase(span, SPAN(" of "), 0);
    uint64_t first;
    uint64_t second;
    if (of == SIZE_MAX) {
        return false;
    }
    struct span left = span_trim(span_part(span, 0, of));
    struct span right = span_trim(span_part(span, of + 4, SIZE_MAX));
    size_t word = left.len;
    while (word > 0 && ascii_is_digit(left.at[word - 1])) {
        word--;
    }
    if (!span_number(span_part(left, word, SIZE_MAX), 1000000, &first) ||
        !span_number(right, 1000000, &second)) {
        return false;
    }
    *n = (int)first;
    *m = (int)second;
    return true;
}

static const struct html_node *find_page_link(const struct results *results, const char *test,
                                              const char *class_name) {
    const struct html_node *root = html_root(results->document->html);
    const struct html_node *link = find_test(root, test);
    link = link ? link : find_class(root, class_name);
    return !link || html_is(link, "a") ? link : html_find(link, "a");
}

/* The links to the pages before and after print their own numbers. */
static void read_paging(struct results *results) {
    static const struct {
        const char *test;
        const char *class_name;
        int step; /* from that page to this one */
    } links[] = {{"search-next-page", "nhsuk-pagination__link--next", -1},
                 {"search-previous-page", "nhsuk-pagination__link--prev", 1},
                 {"search-previous-page", "nhsuk-pagination__link--previous", 1}};
    struct listing *listing = &results->listing;
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        const struct html_node *link =
            find_page_link(results, links[i].test, links[i].class_name);
        const struct html_node *span = find_class(link, "nhsuk-pagination__page");
        const char *text = link ? html_text(results->arena, span ? span : link) : NULL;
        int number;
        int pages;
        if (text && listing->pages < 0 && read_n_of_m(text, &number, &pages) &&
            number + links[i].step > 0) {
            listing->page = number + links[i].step;
            listing->pages = pages;
        }
        const char *target = html_attribute(link, "href");
        if (i == 0 && target && target[0]) {
            listing->next = nhsjobs_link_next(results->arena, target, results->document->page);
        }
    }
    if (listing->page == 0) {
        listing->page =
            nhsjobs_link_number(nhsjobs_link_of_page(results->document->page), "page");
    }
}

/* A place that the site does not know leads to a page without results. */
static void read_place_fault(struct results *results) {
    const struct html_node *query =
        find_test(html_root(results->document->html), "search-result-query");
    const char *text = query ? html_text(results->arena, query) : NULL;
    if (results->listing.entry_count == 0 && text &&
        span_find_nocase(span_of(text), SPAN("location"), 0) != SIZE_MAX) {
        listing_note(&results->listing, results->arena, "location_unknown",
                     "the site does not know the place that was asked for");
        results->listing.total = results->listing.total < 0 ? 0 : results->listing.total;
    }
}

/* ---- the family ---- */

static bool recognise(const struct document *document) {
    static const char *const tests[] = {"search-result", "search-result-query",
                                        "search-results-count", "search-next-page"};
    const struct html_node *root = html_root(document->html);
    bool found = html_by_id(document->html, "no-result-title") ||
                 html_by_id(document->html, "search-results-heading") ||
                 find_class(root, "search-results");
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        found = found || find_test(root, tests[i]);
    }
    return found;
}

static enum err read_results(struct readings *out, struct arena *arena,
                             const struct document *document, struct diag *diag) {
    struct results results = {.document = document, .arena = arena};
    const struct html_node *at = html_root(document->html);
    listing_init(&results.listing, SOURCE_NHSJOBS, LISTING_RESULTS);
    while (at) {
        bool entry = is_entry(at);
        if (entry) {
            read_entry(&results, at);
        }
        at = entry ? html_next_after(at, NULL) : html_next(at, NULL);
    }
    results.listing.total = read_total(&results);
    read_paging(&results);
    read_place_fault(&results);
    struct reading *reading = readings_add(out, arena, READING_LISTING);
    if (reading) {
        reading->as.listing = results.listing;
    }
    return arena_check(arena, diag);
}

const struct family family_nhsjobs_listing = {"nhsjobs_listing", recognise, read_results};
