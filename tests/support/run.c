/* tests/support/run.c - runs the program as a user does and keeps what it said
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/run.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUN_ARGUMENTS_MAX = 62 };

struct run_place run_place_make(void) {
    struct run_place place = {"/tmp/shortlist-test-XXXXXX"};

    if (!mkdtemp(place.folder)) {
        abort();
    }
    return place;
}

static int run_remove_one(const char *path, const struct stat *info, int flag,
                          struct FTW *walk) {
    (void)info, (void)flag, (void)walk;
    return remove(path);
}

void run_place_remove(const struct run_place *place) {
    nftw(place->folder, run_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *run_path(const struct run_place *place, const char *name) {
    static char paths[8][512];
    static unsigned next;
    char *path = paths[next++ % 8];

    snprintf(path, sizeof *paths, "%s/%s", place->folder, name);
    return path;
}

void run_write(const struct run_place *place, const char *name, const void *bytes,
               size_t size) {
    FILE *file = fopen(run_path(place, name), "wb");

    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        abort();
    }
}

char *run_read(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    struct stat info = {0};
    bool known = file && fstat(fileno(file), &info) == 0;
    size_t room = known ? (size_t)info.st_size : 0;
    char *text = calloc(1, room + 1);
    size_t len = text && file ? fread(text, 1, room, file) : 0;
    if (file) {
        fclose(file);
    }
    if (size) {
        *size = len;
    }
    return text;
}

static void run_redirect(const char *path, int flags, int onto) {
    int file = open(path, flags, 0600);

    if (file < 0 || dup2(file, onto) < 0) {
        _exit(126);
    }
    close(file);
}

static void run_set_world(const struct run_place *place) {
    setenv("HOME", place->folder, 1);
    setenv("XDG_CONFIG_HOME", run_path(place, "config"), 1);
    setenv("XDG_DATA_HOME", run_path(place, "data"), 1);
    unsetenv("COLUMNS");
    unsetenv("NO_COLOR");
}

static void run_child(const struct run_place *place, const char *input,
                      const char *const *arguments) {
    const char *program = getenv("SHORTLIST_BIN");
    char *copies[RUN_ARGUMENTS_MAX + 2] = {0};
    int count = 0;

    copies[count++] = strdup("shortlist");
    while (arguments[count - 1] && count <= RUN_ARGUMENTS_MAX) {
        copies[count] = strdup(arguments[count - 1]);
        count++;
    }
    run_set_world(place);
    run_redirect(input ? input : "/dev/null", O_RDONLY, STDIN_FILENO);
    run_redirect(run_path(place, "stdout"), O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    run_redirect(run_path(place, "stderr"), O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
    execv(program ? program : "build/debug/shortlist", copies);
    _exit(127);
}

pid_t run_start(const struct run_place *place, const char *input,
                const char *const *arguments) {
    pid_t process = fork();

    if (process == 0) {
        run_child(place, input, arguments);
    }
    return process;
}

struct run_result run_finish(const struct run_place *place, pid_t process) {
    struct run_result result = {.status = -1};
    int status = 0;

    if (process > 0 && waitpid(process, &status, 0) == process) {
        result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    result.out = run_read(run_path(place, "stdout"), &result.out_size);
    result.err = run_read(run_path(place, "stderr"), NULL);
    return result;
}

struct run_result run_program(const struct run_place *place, const char *input,
                              const char *const *arguments) {
    return run_finish(place, run_start(place, input, arguments));
}

void run_result_free(struct run_result *result) {
    free(result->out);
    free(result->err);
    *result = (struct run_result){0};
}
