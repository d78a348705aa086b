/* tests/bench/floor.c - bare libxml2 over a folder of pages, by several processes at once
 * SPDX-License-Identifier: MIT
 *
 * usage: floor FOLDER PROCESSES    prints the seconds on the wall that all pages took
 *
 * The floor of `shortlist reparse`: the pages lie in memory, unpacked, before the clock starts.
 */
#include <dirent.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "schema/page.h"

enum { PAGES_MAX = 20000, PROCESSES_MAX = 64 };

static struct buf pages[PAGES_MAX];
static size_t page_count;

static void load(const char *folder) {
    struct dirent **names = NULL;
    int count = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
        if (strstr(names[i]->d_name, ".html") && page_count < PAGES_MAX) {
            buf_init(&pages[page_count], PAGE_SIZE_MAX);
            page_count += file_read(&pages[page_count], path, NULL) == ERR_NONE;
        }
        free(names[i]);
    }
    free(names);
}

/* Every `step`th page from `first` on. */
static void parse_share(size_t first, size_t step) {
    for (size_t i = first; i < page_count; i += step) {
        xmlFreeDoc(
            htmlReadMemory(pages[i].at, (int)pages[i].len, NULL, "UTF-8",
                           HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING));
    }
}

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    long processes = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
    if (processes < 1 || processes > PROCESSES_MAX) {
        fprintf(stderr, "usage: floor FOLDER PROCESSES\n");
        return 2;
    }
    load(argv[1]);
    double from = now();
    for (long i = 0; i < processes; i++) {
        if (fork() == 0) {
            parse_share((size_t)i, (size_t)processes);
            _exit(0);
        }
    }
    while (wait(NULL) > 0) {
    }
    printf("%.3f\n", now() - from);
    for (size_t i = 0; i < page_count; i++) {
        buf_fini(&pages[i]);
    }
    return page_count > 0 ? 0 : 1;
}
