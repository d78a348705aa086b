/* tests/support/wire_pages.c - the pages of a board of a few adverts, known by letters
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/wire_pages.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/support/board_advert.h"
#include "tests/support/board_date.h"
#include "tests/support/board_feed.h"
#include "tests/support/board_frame.h"
#include "tests/support/board_listing.h"
#include "tests/support/board_notices.h"
#include "tests/support/place.h"

#define FEED_PATH "/api/v1/search_xml"
#define ADVERT_PATH "/candidate/jobadvert/"
#define RESULTS_PATH "/candidate/search/results"

/* ---- the adverts ---- */

/* Does its page lack or hide something? */
static bool is_odd(const struct board_vacancy *vacancy) {
    static const char *const harmless[] = {"spec_ids", "order", "twins", "nested_p",
                                           "pre_line"};
    const json_t *shape = json_object_get(vacancy->now, "shape");
    size_t known = 0;

    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++) {
        known += json_object_get(shape, harmless[i]) != NULL;
    }
    return known < json_object_size(shape);
}

/* Open for the whole test, never changed, and whole: odd pages have their own tests. */
static bool is_plain(const struct board_vacancy *vacancy) {
    return vacancy->appears == 0 && !vacancy->withdrawn && vacancy->closes >= 10 &&
           !is_odd(vacancy) && json_is_object(json_object_get(vacancy->now, "salary")) &&
           json_array_size(json_object_get(vacancy->now, "spec")) > 0;
}

static struct board_vacancy mark(const struct board_vacancy *vacancy) {
    struct board_vacancy marked = *vacancy;
    char title[256];

    (void)snprintf(title, sizeof title, "%s (nights)", board_data_text(vacancy->now, "title"));
    marked.now = json_deep_copy(vacancy->now);
    json_object_set_new(marked.now, "title", json_string(title));
    return marked;
}

struct wire_pages *wire_pages_open(const char *today, char *error, size_t size) {
    struct wire_pages *pages = calloc(1, sizeof *pages);
    long date = 0;

    if (!pages || !board_date_parse(&date, today)) {
        abort();
    }
    if (!board_data_load(&pages->data, place_of("fixtures/board"), date, error, size)) {
        free(pages);
        return NULL;
    }
    for (size_t i = 0; i < pages->data.count && pages->known < WIRE_ADVERTS_MAX; i++) {
        if (is_plain(&pages->data.vacancies[i])) {
            pages->changed[pages->known] = mark(&pages->data.vacancies[i]);
            pages->letters[pages->known++] = &pages->data.vacancies[i];
        }
    }
    return pages;
}

void wire_pages_close(struct wire_pages *pages) {
    for (size_t i = 0; pages && i < pages->known; i++) {
        json_decref(pages->changed[i].now);
    }
    if (pages) {
        board_data_free(&pages->data);
    }
    free(pages);
}

/* ---- letters ---- */

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

static size_t place_of_letter(char letter) {
    const char *at = letter ? strchr(alphabet, letter) : NULL;

    return at ? (size_t)(at - alphabet) : WIRE_ADVERTS_MAX;
}

static const struct board_vacancy *find(const struct wire_pages *pages, struct span letter) {
    size_t at = letter.len > 0 ? place_of_letter(letter.at[0]) : WIRE_ADVERTS_MAX;

    if (at >= pages->known || letter.len > 2 || (letter.len == 2 && letter.at[1] != '\'')) {
        return NULL;
    }
    return letter.len == 2 ? &pages->changed[at] : pages->letters[at];
}

const char *wire_pages_id(const struct wire_pages *pages, struct span letter) {
    const struct board_vacancy *found = find(pages, letter);

    return found ? found->ref : NULL;
}

static size_t list_range(char letters[WIRE_ADVERTS_MAX][3], size_t count, struct span word) {
    size_t last = place_of_letter(word.at[3]);

    for (size_t i = place_of_letter(word.at[0]);
         i <= last && i < WIRE_ADVERTS_MAX && count < WIRE_ADVERTS_MAX; i++) {
        letters[count][0] = alphabet[i];
        letters[count++][1] = '\0';
    }
    return count;
}

size_t wire_pages_list(char letters[WIRE_ADVERTS_MAX][3], const struct wire_words *words,
                       size_t from, size_t *end) {
    size_t count = 0;
    size_t at = from;

    for (; at < words->count && count < WIRE_ADVERTS_MAX; at++) {
        struct span word = words->at[at];
        if (word.len == 4 && word.at[1] == '.' && word.at[2] == '.') {
            count = list_range(letters, count, word);
        } else if (word.len == 1 || (word.len == 2 && word.at[1] == '\'')) {
            (void)snprintf(letters[count++], 3, "%.*s", SPAN_FMT(word));
        } else {
            break;
        }
    }
    *end = at;
    return count;
}

/* ---- pages ---- */

static void put_between(struct board_text *text, const char *tag, long number) {
    board_text_add_format(text, "<%s>%ld</%s>\n", tag, number, tag);
}

/* The board's own writer makes the records, from a board of these adverts alone; the totals are
 * ours, since they may lie. */
void wire_pages_feed(struct board_text *text, const struct wire_pages *pages,
                     const struct wire_feed *feed) {
    static const char totals[] = "<totalPages>";
    struct board_vacancy chosen[WIRE_ADVERTS_MAX];
    struct board_data data = pages->data;
    struct board_query query = {.page = 1, .limit = WIRE_ADVERTS_MAX};
    struct board_feed_style style = {.url_base = "https://beta.jobs.nhs.uk"};
    const char *at = NULL;

    data.vacancies = chosen;
    data.count = 0;
    for (size_t i = 0; i < feed->count; i++) {
        const struct board_vacancy *found = find(pages, span_of(feed->lines[i]));
        if (found) {
            chosen[data.count++] = *found;
        }
    }
    board_feed_write(text, &data, &query, &style);
    at = strstr(text->data, totals);
    board_text_truncate(text, (size_t)(at - text->data));
    put_between(text, "totalPages", feed->pages >= 0 ? feed->pages : 1);
    put_between(text, "totalResults", feed->total >= 0 ? feed->total : (long)feed->count);
    board_text_add(text, "</nhsJobs>\n");
}

void wire_pages_advert(struct board_text *text, const struct wire_pages *pages,
                       struct span letter) {
    const struct board_vacancy *found = find(pages, letter);

    if (found) {
        board_advert_write(text, &pages->data, found, found->hash);
    }
}

static size_t page_number(const char *path) {
    const char *at = strstr(path, "page=");
    long number = at ? strtol(at + strlen("page="), NULL, 10) : 1;

    return number > 0 ? (size_t)number : 1;
}

static void good_feed(struct board_text *text, const struct wire_pages *pages,
                      const char *path) {
    size_t first = (page_number(path) - 1) * pages->page_size;
    struct wire_feed feed = {
        .total = (long)pages->adverts,
        .pages = (long)((pages->adverts + pages->page_size - 1) / pages->page_size)};

    for (size_t i = first; i < first + pages->page_size && i < pages->adverts; i++) {
        feed.lines[feed.count++][0] = alphabet[i];
    }
    wire_pages_feed(text, pages, &feed);
}

static void good_results(struct board_text *text, const struct wire_pages *pages,
                         const char *path) {
    struct board_vacancy chosen[WIRE_ADVERTS_MAX];
    struct board_data data = pages->data;
    struct board_query query = {.page = (long)page_number(path)};

    data.vacancies = chosen;
    data.count = pages->adverts;
    for (size_t i = 0; i < pages->adverts; i++) {
        chosen[i] = *pages->letters[i];
    }
    board_listing_write(text, &data, &query);
}

/* A query or what else follows the id makes no other advert of it. */
static char letter_of(const struct wire_pages *pages, const char *id) {
    size_t len = strcspn(id, "?#");

    for (size_t i = 0; i < pages->known; i++) {
        if (strlen(pages->letters[i]->ref) == len &&
            strncmp(pages->letters[i]->ref, id, len) == 0) {
            return alphabet[i];
        }
    }
    return '\0';
}

static bool starts(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

const char *wire_pages_answer(struct board_text *text, char tag[64],
                              const struct wire_pages *pages, const char *path) {
    char letter =
        starts(path, ADVERT_PATH) ? letter_of(pages, path + strlen(ADVERT_PATH)) : '\0';

    tag[0] = '\0';
    if (strcmp(path, "/robots.txt") == 0) {
        board_text_add(text, "User-agent: *\nDisallow: /candidate/auth/\n");
        return "text/plain";
    }
    if (starts(path, FEED_PATH)) {
        good_feed(text, pages, path);
        return "application/xml;charset=UTF-8";
    }
    if (starts(path, RESULTS_PATH)) {
        good_results(text, pages, path);
    } else if (letter && place_of_letter(letter) < pages->adverts) {
        wire_pages_advert(text, pages, (struct span){&letter, 1});
        (void)snprintf(tag, 64, "\"%c-1\"", letter);
    } else {
        board_notices_write_service_domain(text);
    }
    return "text/html; charset=utf-8";
}

void wire_pages_name(char name[128], const struct wire_pages *pages, const char *path) {
    char letter =
        starts(path, ADVERT_PATH) ? letter_of(pages, path + strlen(ADVERT_PATH)) : '\0';
    size_t page = page_number(path);

    if (strcmp(path, "/robots.txt") == 0) {
        (void)snprintf(name, 128, "robots");
    } else if (letter) {
        (void)snprintf(name, 128, "%c", letter);
    } else if (starts(path, FEED_PATH) || starts(path, RESULTS_PATH)) {
        const char *list = starts(path, FEED_PATH) ? "feed" : "results";
        (void)(page == 1 ? snprintf(name, 128, "%s", list)
                         : snprintf(name, 128, "%s:%zu", list, page));
    } else {
        (void)snprintf(name, 128, "%.*s", (int)strcspn(path, "?"), path);
    }
}

/* ---- pages in place of others ---- */

static void write_consent(struct board_text *text) {
    board_frame_open(text, "Cookies on this website");
    board_text_add(text, "<h1>Before you continue</h1><p>We would like to use cookies.</p>"
                         "<form method=\"post\" action=\"/cookies\">"
                         "<button name=\"accept\">Accept all cookies</button>"
                         "<button name=\"reject\">Reject</button></form>");
    board_frame_close(text);
}

/* As a well-known wall writes it: a title, a script, a sentence for those without scripts. */
static void write_challenge(struct board_text *text) {
    board_text_add(text,
                   "<!DOCTYPE html><html lang=\"en-US\"><head><title>Just a moment...</title>"
                   "<meta http-equiv=\"refresh\" content=\"390\"></head><body>"
                   "<noscript>Enable JavaScript and cookies to continue</noscript>"
                   "<script>window._cf_chl_opt={cvId:'3',cType:'managed'};"
                   "var a=document.createElement('script');"
                   "a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray=0';"
                   "</script></body></html>");
}

static void write_closed(struct board_text *text) {
    board_notices_write_error(text, "This job is now closed",
                              "Jobs close on their closing date, or early once there are "
                              "enough applications.");
}

bool wire_pages_notice(struct board_text *text, const char *name) {
    static const struct {
        const char *name;
        void (*write)(struct board_text *text);
    } notices[] = {{"login", board_notices_write_login},
                   {"maintenance", board_notices_write_maintenance},
                   {"service_domain", board_notices_write_service_domain},
                   {"consent", write_consent},
                   {"challenge", write_challenge},
                   {"closed", write_closed}};

    for (size_t i = 0; i < sizeof notices / sizeof *notices; i++) {
        if (strcmp(notices[i].name, name) == 0) {
            board_text_clear(text);
            notices[i].write(text);
            return true;
        }
    }
    return false;
}
