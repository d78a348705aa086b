/* tests/unit/pipeline/crawl_address.c - addresses, sitemaps and the lists of other boards
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "tests/support/place.h"
#include "tests/unit/pipeline/crawl_scene.h"

static void start(void) { scene_start(0); }

TestSuite(crawl_address, .init = start, .fini = scene_stop);

static const char *texts[16];
static char storage[16][128];

/* @param paths ends with NULL */
static void name_addresses(const char *const *paths) {
    scene.options.from = CRAWL_FROM_ADDRESSES;
    scene.options.addresses = (struct strings){texts, 0};
    for (size_t i = 0; paths[i]; i++) {
        snprintf(storage[i], sizeof storage[i], "%s%s", scene.origin, paths[i]);
        texts[i] = storage[i];
        scene.options.addresses.count++;
    }
}

static void set_page(const char *address, const char *type, const char *file) {
    size_t size = 0;
    char *body = run_read(place_of(file), &size);

    board_set_page(scene.board, address, type, body);
    free(body);
}

/* ---- addresses ---- */

Test(crawl_address, a_boards_advert_is_the_boards) {
    static const char *const paths[] = {ADVERTS ONE "?keyword=x", NULL};

    name_addresses(paths);
    scene_crawl_well();
    cr_expect_eq(board_request_count(scene.board, FEED), 0, "no list is read");
    cr_expect_eq(scene.counts.fresh, 1, "%s", scene.said);
    cr_expect_eq(
        scene_ask("SELECT count(*) FROM vacancy WHERE key = '" ONE "' AND source = 'nhsjobs'"),
        1);
    scene.options.from = CRAWL_FROM_LIST;
    board_clear_requests(scene.board);
    scene_crawl_well();
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy WHERE id = '" ONE "'"), 1,
                 "the address and the line are one advert");
}

Test(crawl_address, another_adverts_page_is_not_taken) {
    static const char *const paths[] = {ADVERTS ONE, NULL};

    name_addresses(paths);
    board_set_fault(scene.board, ADVERTS ONE, "wrong_advert");
    scene_crawl_well();
    cr_expect_eq(scene.counts.refused, 1, "%s", scene.said);
    cr_expect_eq(scene.counts.fresh, 0);
}

Test(crawl_address, what_waits_and_is_not_due_is_told) {
    static const char *const paths[] = {ADVERTS ONE, NULL};

    name_addresses(paths);
    board_set_fault(scene.board, ADVERTS ONE, "500");
    scene_crawl_well();
    cr_expect_eq(scene.counts.failed, 1);
    cr_expect_not(scene.counts.is_put_off);
    cr_expect_null(strstr(scene.said, "not due"), "%s", scene.said);
    scene.options.addresses.count = 0;
    scene.options.sitemap = NULL;
    board_clear_requests(scene.board);
    scene_crawl_well();
    cr_expect_eq(board_request_count(scene.board, ""), 0);
    cr_expect(scene.counts.is_put_off);
    cr_expect_eq(scene.counts.waiting, 1);
    cr_expect_not_null(strstr(scene.said, "1 advert waits and is not due before 2026-11-02T"),
                       "%s", scene.said);
    cr_expect_not_null(strstr(scene.said, "status 500"), "%s", scene.said);
    cr_expect_eq(scene_ask("SELECT ended_as = 'part' FROM run ORDER BY run DESC LIMIT 1"), 1);
    scene_wait_hours(48);
    board_set_fault(scene.board, ADVERTS ONE, "none");
    scene_crawl_well();
    cr_expect_eq(scene.counts.fresh, 1, "%s", scene.said);
    cr_expect_not(scene.counts.is_put_off);
}

Test(crawl_address, an_employers_page_names_itself) {
    static const char *const paths[] = {"/vacancies/recovery-worker", NULL};

    name_addresses(paths);
    scene.options.board = NULL;
    scene.options.source = NULL;
    set_page("/vacancies/recovery-worker", "text/html", "fixtures/pages/jobposting/whole.html");
    scene_crawl_well();
    cr_expect_eq(scene.counts.fresh, 1, "%s", scene.said);
    cr_expect_eq(scene_ask("SELECT count(*) FROM vacancy"), 1);
    cr_expect_eq(scene.counts.waiting, 0);
}

Test(crawl_address, several_adverts_on_a_page_are_several) {
    static const char *const paths[] = {"/vacancies", NULL};

    name_addresses(paths);
    scene.options.board = NULL;
    scene.options.source = NULL;
    set_page("/vacancies", "text/html", "fixtures/pages/jobposting/several.html");
    scene_crawl_well();
    cr_expect_gt(scene_ask("SELECT count(*) FROM vacancy"), 1, "%s", scene.said);
}

Test(crawl_address, an_address_named_again_is_looked_at_again) {
    static const char *const paths[] = {ADVERTS ONE, NULL};

    name_addresses(paths);
    scene_crawl_well();
    scene_crawl_well();
    cr_expect_eq(board_request_count(scene.board, ADVERTS ONE), 2);
    cr_expect_eq(scene.counts.same, 1);
}

Test(crawl_address, one_crawl_is_of_one_host) {
    static const char *const paths[] = {ADVERTS ONE, NULL};

    name_addresses(paths);
    texts[1] = "https://www.example.org/x";
    scene.options.addresses.count = 2;
    cr_expect_eq(scene_crawl(), ERR_USAGE);
    cr_expect_eq(board_request_count(scene.board, ""), 0);
}

Test(crawl_address, adverts_of_a_board_are_not_asked_for_elsewhere) {
    static const char *const paths[] = {"/vacancies/recovery-worker", NULL};

    scene.options.budget = 3;
    scene_crawl_well(); /* the board's adverts wait now, by their paths */
    cr_assert_gt(scene.counts.waiting, 100);
    scene.options.budget = 0;
    name_addresses(paths);
    scene.options.board = NULL; /* the same host, but not known as the board's */
    set_page("/vacancies/recovery-worker", "text/html", "fixtures/pages/jobposting/whole.html");
    board_clear_requests(scene.board);
    scene_crawl_well();
    cr_expect_eq(board_request_count(scene.board, ADVERTS), 0);
    cr_expect_eq(scene.counts.fresh, 1, "%s", scene.said);
}

/* ---- sitemaps ---- */

static void set_sitemaps(void) {
    char index[512];
    char map[1024];

    snprintf(index, sizeof index,
             "<?xml version=\"1.0\"?><sitemapindex><sitemap><loc>%s/map-1.xml</loc></sitemap>"
             "<sitemap><loc>%s/sitemap.xml</loc></sitemap></sitemapindex>",
             scene.origin, scene.origin);
    snprintf(map, sizeof map,
             "<?xml version=\"1.0\"?><urlset><url><loc>%s" ADVERTS ONE "</loc></url>"
             "<url><loc>%s/vacancies/recovery-worker</loc></url>"
             "<url><loc>https://elsewhere.example.org/x</loc></url></urlset>",
             scene.origin, scene.origin);
    board_set_page(scene.board, "/sitemap.xml", "application/xml", index);
    board_set_page(scene.board, "/map-1.xml", "application/xml", map);
    set_page("/vacancies/recovery-worker", "text/html", "fixtures/pages/jobposting/whole.html");
}

static char sitemap[128];

static void name_sitemap(void) {
    snprintf(sitemap, sizeof sitemap, "%s/sitemap.xml", scene.origin);
    scene.options.from = CRAWL_FROM_ADDRESSES;
    scene.options.sitemap = sitemap;
}

Test(crawl_address, a_sitemap_and_those_it_names_are_read) {
    set_sitemaps();
    name_sitemap();
    scene_crawl_well();
    cr_expect_eq(board_request_count(scene.board, "/sitemap.xml"), 1, "it names itself");
    cr_expect_eq(scene.counts.fresh, 2, "%s", scene.said);
    cr_expect_not_null(strstr(scene.said, "1 addresses"), "%s", scene.said);
    board_clear_requests(scene.board);
    scene_crawl_well();
    cr_expect_eq(board_request_count(scene.board, ADVERTS), 0,
                 "what is known is not asked for");
}

Test(crawl_address, what_is_no_sitemap_is_said_so) {
    name_sitemap();
    board_set_fault(scene.board, "/sitemap.xml", "login");
    cr_expect_eq(scene_crawl(), ERR_NETWORK);
    cr_expect_not_null(strstr(scene.diag.text, "no sitemap"), "%s", scene.diag.text);
}

/* An index of these maps of the board, by path; ends with NULL. */
static void set_index(const char *const *maps) {
    struct buf index;

    buf_init(&index, 1 << 20);
    buf_put_text(&index, "<?xml version=\"1.0\"?><sitemapindex>");
    for (; *maps; maps++) {
        buf_printf(&index, "<sitemap><loc>%s%s</loc></sitemap>", scene.origin, *maps);
    }
    buf_put_text(&index, "</sitemapindex>");
    board_set_page(scene.board, "/sitemap.xml", "application/xml", buf_text(&index));
    buf_fini(&index);
}

Test(crawl_address, a_file_of_an_index_that_cannot_be_had_costs_itself) {
    static const char *const maps[] = {"/none.xml", "/login.xml", "/secret.xml", "/map-1.xml",
                                       NULL};

    set_sitemaps();
    set_index(maps);
    board_set_fault(scene.board, "/login.xml", "login");
    board_set_fault(scene.board, "/none.xml", "404");
    board_set_page(scene.board, "/robots.txt", "text/plain",
                   "User-agent: *\nDisallow: /secret.xml\n");
    name_sitemap();
    cr_expect_eq(scene_crawl(), ERR_NETWORK, "%s", scene.diag.text);
    cr_expect_not_null(strstr(scene.diag.text, "/none.xml: it answers with status 404"), "%s",
                       scene.diag.text);
    cr_expect_not_null(strstr(scene.said, "/login.xml: it is no sitemap"), "%s", scene.said);
    cr_expect_not_null(strstr(scene.said, "/secret.xml"), "%s", scene.said);
    cr_expect_eq(board_request_count(scene.board, "/secret.xml"), 0);
    cr_expect_eq(scene.counts.fresh, 2, "%s", scene.said);
    cr_expect_eq(scene_ask("SELECT count(*) FROM run WHERE note LIKE '%/none.xml%'"), 1);
}

Test(crawl_address, files_of_an_index_that_fail_in_a_row_end_the_reading) {
    static const char *const maps[] = {"/1.xml", "/2.xml", "/3.xml",     "/4.xml",
                                       "/5.xml", "/6.xml", "/map-1.xml", NULL};

    set_sitemaps();
    set_index(maps);
    name_sitemap();
    cr_expect_eq(scene_crawl(), ERR_NETWORK, "%s", scene.diag.text);
    cr_expect_eq(board_request_count(scene.board, "/5.xml"), 1);
    cr_expect_eq(board_request_count(scene.board, "/6.xml"), 0);
    cr_expect_not_null(strstr(scene.said, "no further one"), "%s", scene.said);
}

/* So many addresses, each between `before` and `behind`. */
static void set_long_sitemap(const char *front, const char *before, const char *behind,
                             const char *end, int count) {
    struct buf map;

    buf_init(&map, 64 << 20);
    buf_put_text(&map, front);
    for (int i = 0; i < count; i++) {
        buf_printf(&map, "%s%s/jobs/vacancy-number-%06d-health-care-support-worker%s", before,
                   scene.origin, i, behind);
    }
    buf_put_text(&map, end);
    cr_assert_eq(map.failed, ERR_NONE);
    board_set_page(scene.board, "/sitemap.xml", "application/xml", buf_text(&map));
    buf_fini(&map);
}

#define MAP_FRONT                                                                              \
    "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"

Test(crawl_address, a_sitemap_of_fifty_thousand_addresses_is_read_whole) {
    static const struct {
        const char *front, *before, *behind, *end;
    } rows[] = {
        {MAP_FRONT, "<url><loc>", "</loc></url>", "</urlset>"},
        {"", "", "\n", ""},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        set_long_sitemap(rows[i].front, rows[i].before, rows[i].behind, rows[i].end, 50000);
        name_sitemap();
        scene.options.budget = 2; /* robots.txt and the sitemap */
        scene_do("DELETE FROM queue; DELETE FROM sighting; DELETE FROM robots");
        scene_crawl_well();
        cr_expect_eq(scene.counts.waiting, 50000, "row %zu: %lld %s", i,
                     (long long)scene.counts.waiting, scene.said);
    }
}

/* Whatever is left behind the last whole piece: one line alone is no list. */
Test(crawl_address, a_long_list_of_lines_ends_well_wherever_it_ends) {
    size_t line = strlen(scene.origin) + strlen("/jobs/vacancy-number-000000-health-care-"
                                                "support-worker\n");
    int whole = (int)(1024 * 1024 / line);

    name_sitemap();
    scene.options.budget = 2;
    for (int more = 1; more <= 2; more++) {
        set_long_sitemap("", "", "\n", "", whole + more);
        scene_do("DELETE FROM queue; DELETE FROM sighting; DELETE FROM robots");
        scene_crawl_well();
        cr_expect_eq(scene.counts.waiting, whole + more, "%d more: %lld", more,
                     (long long)scene.counts.waiting);
    }
}

Test(crawl_address, a_sitemap_that_is_cut_or_too_long_leaves_nothing) {
    name_sitemap();
    set_long_sitemap(MAP_FRONT, "<url><loc>", "</loc></url>", "", 50000);
    cr_expect_eq(scene_crawl(), ERR_NETWORK);
    cr_expect_not_null(strstr(scene.diag.text, "no sitemap"), "%s", scene.diag.text);
    cr_expect_eq(scene.counts.waiting, 0, "its first pieces are whole");
    set_long_sitemap(MAP_FRONT, "<url><loc>", "</loc></url>", "</urlset>", 150000);
    cr_expect_eq(scene_crawl(), ERR_LIMIT);
    cr_expect_not_null(strstr(scene.diag.text, "12582912"), "%s", scene.diag.text);
}

/* ---- other boards ---- */

Test(crawl_address, reads_the_lists_of_other_boards) {
    static const struct {
        const char *name;
        const char *path;
        const char *file;
    } rows[] = {
        {"trac", "/job_list", "fixtures/pages/trac/list.html"},
        {"findajob", "/search", "fixtures/pages/findajob/list.html"},
        {"hscni", "/Search", "fixtures/pages/hscni/list.html"},
        {"jobtrain", "/Home/_JobCard", "fixtures/pages/jobtrain/fragment.html"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        scene.options.source = sources_find(rows[i].name);
        cr_assert_not_null(scene.options.source, "%s", rows[i].name);
        set_page(rows[i].path, "text/html", rows[i].file);
        board_clear_requests(scene.board);
        (void)scene_crawl(); /* their adverts are not there: "Service Domain Information" */
        cr_expect_gt(scene.counts.listed, 0, "%s: %s %s", rows[i].name, scene.diag.text,
                     scene.said);
        cr_expect_leq(board_request_count(scene.board, rows[i].path), 4,
                      "%s: a page that is always the same was asked for %zu times",
                      rows[i].name, board_request_count(scene.board, rows[i].path));
        cr_expect_eq(scene_ask("SELECT count(*) FROM queue WHERE why = 'gone'"), 0, "%s",
                     rows[i].name);
    }
}
