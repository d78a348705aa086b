/* tests/bench/copies.c - many adverts out of a few: each copy under an address of its own
 * SPDX-License-Identifier: MIT
 *
 * usage: copies FROM TO COUNT    FROM as the board's --dump writes it: one file REF.html an
 * advert
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "schema/page.h"

enum { NAMES_MAX = 1000, PATH_SIZE = 4096 };

/* Adverts only: results pages are named after what they are. */
static size_t list(char names[][64], const char *folder) {
    struct dirent **found = NULL;
    int count = scandir(folder, &found, NULL, alphasort);
    size_t used = 0;
    for (int i = 0; i < count; i++) {
        const char *end = strstr(found[i]->d_name, ".html");
        size_t len = end ? (size_t)(end - found[i]->d_name) : 0;
        if (len > 0 && len < 64 && found[i]->d_name[0] != 'r' && used < NAMES_MAX) {
            memcpy(names[used], found[i]->d_name, len);
            names[used++][len] = '\0';
        }
        free(found[i]);
    }
    free(found);
    return used;
}

/* The page with its own REF, wherever it stands, followed by a number. */
static void write_copy(FILE *out, struct span page, const char *ref, int number) {
    size_t from = 0;
    size_t at;
    while ((at = span_find(page, span_of(ref), from)) != SIZE_MAX) {
        fwrite(page.at + from, 1, at - from, out);
        fprintf(out, "%s-%d", ref, number);
        from = at + strlen(ref);
    }
    fwrite(page.at + from, 1, page.len - from, out);
}

static int copy_one(const char *from, const char *to, const char *ref, int number) {
    char path[PATH_SIZE];
    struct buf page;
    buf_init(&page, PAGE_SIZE_MAX);
    snprintf(path, sizeof path, "%s/%s.html", from, ref);
    int failed = file_read(&page, path, NULL) != ERR_NONE;
    snprintf(path, sizeof path, "%s/%s-%d.html", to, ref, number);
    FILE *out = failed ? NULL : fopen(path, "wb");
    if (out) {
        write_copy(out, buf_span(&page), ref, number);
        failed = fclose(out) != 0;
    }
    buf_fini(&page);
    return failed || !out;
}

int main(int argc, char **argv) {
    static char names[NAMES_MAX][64];
    size_t count = argc == 4 ? list(names, argv[1]) : 0;
    long wanted = argc == 4 ? strtol(argv[3], NULL, 10) : 0;
    int failed = count == 0;
    for (long i = 0; !failed && i < wanted; i++) {
        failed = copy_one(argv[1], argv[2], names[(size_t)i % count], (int)i);
    }
    if (failed) {
        fprintf(stderr, "usage: copies FROM TO COUNT; a page could not be copied\n");
    }
    return failed;
}
