/* tests/support/run.h - runs the program as a user does and keeps what it said
 * SPDX-License-Identifier: MIT
 */
#ifndef RUN_H
#define RUN_H

#include <stddef.h>
#include <sys/types.h>

/** A folder of its own for one test, with HOME and the XDG folders inside; removed by
 * run_place_remove. The working folder is not changed. */
struct run_place {
    char folder[256];
};

struct run_place run_place_make(void);
void run_place_remove(const struct run_place *place);

/** The path of a file in the place; valid until the next eight calls. */
const char *run_path(const struct run_place *place, const char *name);

/** Write a file into the place. */
void run_write(const struct run_place *place, const char *name, const void *bytes, size_t size);

/** A whole file as text (NUL behind it), to be freed; "" where there is none. */
char *run_read(const char *path, size_t *size);

/** What a run left behind; free with run_result_free. */
struct run_result {
    int status; /* exit status; 128 + n where signal n ended it */
    char *out;
    size_t out_size;
    char *err;
};

/** Run the program ($SHORTLIST_BIN) with arguments, the last one NULL, in the place's world.
 * Standard input is empty, or the file `input`. */
struct run_result run_program(const struct run_place *place, const char *input,
                              const char *const *arguments);
void run_result_free(struct run_result *result);

/** Start it and come back at once (output goes to files of the place). */
pid_t run_start(const struct run_place *place, const char *input, const char *const *arguments);
/** Wait for it. */
struct run_result run_finish(const struct run_place *place, pid_t process);

/** run_program with the arguments written out. */
#define RUN(place, ...) run_program((place), NULL, (const char *const[]){__VA_ARGS__, NULL})

#endif
