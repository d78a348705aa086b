/* tools/fuzz_replay_main.c - run one fuzz target over kept inputs, without libFuzzer
 * SPDX-License-Identifier: MIT
 *
 * usage: TARGET FILE...
 *
 * What the fuzzer once found stays found: these inputs run in every `make check`, with any
 * compiler. A property that does not hold aborts; the line printed before each file says which
 * input it was.
 */
#include "tools/fuzz.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Kept inputs are small; one that is larger than this is a mistake. */
enum { INPUT_SIZE_MAX = 8 * 1024 * 1024 };

/* Reads a whole file into memory of exactly its size, so that AddressSanitizer sees a read past
 * its end. @return NULL when it cannot be read or is too large */
static uint8_t *read_whole(const char *path, size_t *size) {
    static uint8_t buffer[INPUT_SIZE_MAX + 1];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    size_t got = fread(buffer, 1, sizeof buffer, file);
    int failed = ferror(file);
    (void)fclose(file);
    if (failed || got > INPUT_SIZE_MAX) {
        errno = failed ? EIO : EFBIG;
        return NULL;
    }
    uint8_t *data = malloc(got == 0 ? 1 : got);
    if (data != NULL) {
        memcpy(data, buffer, got);
        *size = got;
    }
    return data;
}

int main(int argc, char **argv) {
    (void)LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    for (int i = 1; i < argc; i++) {
        size_t size = 0;
        uint8_t *data = read_whole(argv[i], &size);
        if (data == NULL) {
            fprintf(stderr, "%s: %s\n", argv[i], strerror(errno));
            return 1;
        }
        printf("%s\n", argv[i]);
        fflush(stdout);
        (void)LLVMFuzzerTestOneInput(data, size);
        free(data);
    }
    return 0;
}
