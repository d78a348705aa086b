/* tests/bench/reparse.c - reading kept pages again: against bare libxml2, and two workers
 * against one SPDX-License-Identifier: MIT
 *
 * usage: reparse PROGRAM DATABASE FOLDER    (the pages of FOLDER are those in the database)
 *
 * Rounds of all three take turns and the median counts: seconds on the wall, since what is
 * measured is how well the processors are used. The memory is the largest resident set of the
 * program or any of its workers.
 */
#include <dirent.h>
#include <fcntl.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "schema/page.h"

enum { ROUNDS = 7, PAGES_MAX = 20000, PROCESSORS = 2 };

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

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

/* Bare libxml2 over all pages, shared among the processors. They lie in memory, unpacked. */
static double time_floor(void) {
    double from = now();
    for (size_t first = 0; first < PROCESSORS; first++) {
        if (fork() == 0) {
            for (size_t i = first; i < page_count; i += PROCESSORS) {
                xmlFreeDoc(htmlReadMemory(pages[i].at, (int)pages[i].len, NULL, "UTF-8",
                                          HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                              HTML_PARSE_NOWARNING));
            }
            _exit(0);
        }
    }
    while (wait(NULL) > 0) {
    }
    return now() - from;
}

static double time_reparse(const char *program, const char *database, const char *workers,
                           long *memory_kib) {
    struct rusage used;
    int status = 0;
    double from = now();
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
        (void)dup2(nowhere, STDOUT_FILENO);
        (void)execl(program, program, "reparse", "--quiet", "--db", database, "--workers",
                    workers, (char *)NULL);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0) {
        fprintf(stderr, "reparse failed\n");
        exit(1);
    }
    *memory_kib = used.ru_maxrss > *memory_kib ? used.ru_maxrss : *memory_kib;
    return now() - from;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *seconds) {
    qsort(seconds, ROUNDS, sizeof *seconds, compare);
    return seconds[ROUNDS / 2];
}

int main(int argc, char **argv) {
    double bare[ROUNDS];
    double one[ROUNDS];
    double two[ROUNDS];
    long memory_kib = 0;
    long ignored = 0;
    if (argc != 4) {
        fprintf(stderr, "usage: reparse PROGRAM DATABASE FOLDER\n");
        return 2;
    }
    /* Before the pages are here: what a process has counts as its child's until that runs. */
    (void)time_reparse(argv[1], argv[2], "2", &memory_kib);
    load(argv[3]);
    for (int round = 0; round < ROUNDS; round++) {
        bare[round] = time_floor();
        one[round] = time_reparse(argv[1], argv[2], "1", &ignored);
        two[round] = time_reparse(argv[1], argv[2], "2", &ignored);
    }
    double floor = median(bare);
    double with_one = median(one);
    double with_two = median(two);
    printf("reading %zu kept pages again, median of %d rounds on %d processors\n", page_count,
           (int)ROUNDS, (int)PROCESSORS);
    printf("  bare libxml2          %7.3f s\n", floor);
    printf("  one worker            %7.3f s\n", with_one);
    printf("  two workers           %7.3f s\n", with_two);
    printf("  two against one       %7.2f times as fast\n", with_one / with_two);
    printf("  speed of bare libxml2 %7.2f\n", floor / with_two);
    printf("  memory                %7.1f MiB at most\n", (double)memory_kib / 1024);
    for (size_t i = 0; i < page_count; i++) {
        buf_fini(&pages[i]);
    }
    return 0;
}
