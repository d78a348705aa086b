/* tests/bench/parse.c - reading advert pages against bare libxml2, in one run
 * SPDX-License-Identifier: MIT
 *
 * usage: parse FOLDER    (advert pages, as the board's --dump writes them)
 *
 * Rounds of the floor and of ours take turns, so that a machine that slows down slows both; the
 * median round counts. Processor time, not the clock on the wall.
 */
#include <dirent.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "parser/reader.h"

enum { ROUNDS = 15, PAGES_MAX = 400 };

static struct buf pages[PAGES_MAX];
static size_t page_count;

static void load(const char *folder) {
    struct dirent **names = NULL;
    int count = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[4096];
        bool advert = strstr(names[i]->d_name, ".html") && names[i]->d_name[0] != 'r';
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        if (advert && page_count < PAGES_MAX) {
            buf_init(&pages[page_count], PAGE_SIZE_MAX);
            page_count += file_read(&pages[page_count], path, NULL) == ERR_NONE;
        }
        free(names[i]);
    }
    free(names);
}

static void read_bare(struct span body) {
    xmlFreeDoc(htmlReadMemory(body.at, (int)body.len, NULL, "UTF-8",
                              HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING));
}

static void read_whole(struct span body) {
    struct page page = {.file = "bench", .body = body};
    struct reader_options options = {0};
    struct readings readings = {0};
    struct arena arena;
    arena_init(&arena, ARENA_PAGE_CAP);
    if (reader_read(&readings, &arena, &page, &options, NULL) ||
        readings.at[0].kind != READING_VACANCY) {
        fprintf(stderr, "a page was not read as an advert\n");
        exit(1);
    }
    arena_fini(&arena);
}

static double seconds_of(void (*read)(struct span)) {
    struct timespec from;
    struct timespec to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    for (size_t i = 0; i < page_count; i++) {
        read(buf_span(&pages[i]));
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    double floor[ROUNDS];
    double ours[ROUNDS];
    if (argc != 2) {
        fprintf(stderr, "usage: parse FOLDER\n");
        return 2;
    }
    load(argv[1]);
    if (page_count == 0) {
        fprintf(stderr, "%s: no pages\n", argv[1]);
        return 1;
    }
    for (int round = 0; round < ROUNDS; round++) {
        floor[round] = seconds_of(read_bare);
        ours[round] = seconds_of(read_whole);
    }
    qsort(floor, ROUNDS, sizeof *floor, compare);
    qsort(ours, ROUNDS, sizeof *ours, compare);
    printf("reading an advert page, median of %d rounds over %zu pages\n", (int)ROUNDS,
           page_count);
    printf("  bare libxml2  %7.3f ms a page\n", floor[ROUNDS / 2] * 1e3 / (double)page_count);
    printf("  finished      %7.3f ms a page\n", ours[ROUNDS / 2] * 1e3 / (double)page_count);
    printf("  ratio         %7.2f\n", ours[ROUNDS / 2] / floor[ROUNDS / 2]);
    for (size_t i = 0; i < page_count; i++) {
        buf_fini(&pages[i]);
    }
    return 0;
}
