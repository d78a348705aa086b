/* tests/faults/fault_run.c - starts the program in a world that is not as it should be
 * SPDX-License-Identifier: MIT
 */
#include "tests/faults/fault_run.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 60, HANGING_S = 30, FAILED = 126 };

/* ---- in the child ---- */

static void onto(int file, int number) {
    if (file < 0 || dup2(file, number) < 0) {
        _exit(FAILED);
    }
    if (file != number) {
        close(file);
    }
}

static int broken_pipe(void) {
    int ends[2] = {-1, -1};

    if (pipe(ends) != 0) {
        _exit(FAILED);
    }
    close(ends[0]);
    return ends[1];
}

static void set_stream(const struct run_place *place, enum fault_stream stream,
                       const char *name, int number) {
    if (stream == FAULT_STREAM_CLOSED) {
        close(number);
    } else if (stream == FAULT_STREAM_FULL) {
        onto(open("/dev/full", O_WRONLY), number);
    } else if (stream == FAULT_STREAM_BROKEN) {
        onto(broken_pipe(), number);
    } else {
        onto(open(run_path(place, name), O_WRONLY | O_CREAT | O_TRUNC, 0600), number);
    }
}

static void set_limit(int resource, long limit) {
    struct rlimit both = {(rlim_t)limit, (rlim_t)limit};

    if (limit > 0 && setrlimit(resource, &both) != 0) {
        _exit(FAILED);
    }
}

static void set_environment(const struct run_place *place,
                            const struct fault_conditions *conditions) {
    setenv("HOME", place->folder, 1);
    setenv("XDG_CONFIG_HOME", run_path(place, "config"), 1);
    setenv("XDG_DATA_HOME", run_path(place, "data"), 1);
    for (size_t i = 0; i < conditions->environment_count; i++) {
        if (conditions->environment[i].value) {
            setenv(conditions->environment[i].name, conditions->environment[i].value, 1);
        } else {
            unsetenv(conditions->environment[i].name);
        }
    }
}

/* What root may do beyond the modes is taken away for good, so that exec does not bring it
 * back. Nobody else has it. */
static void obey_modes(void) {
    if (geteuid() == 0 && (prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0) != 0 ||
                           prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0) != 0)) {
        _exit(FAILED);
    }
}

/* What the runner itself has open is none of the program's business, nor of its limits. */
static void close_others(void) {
    enum { OTHERS_MAX = 256 };

    for (int file = STDERR_FILENO + 1; file < OTHERS_MAX; file++) {
        (void)close(file);
    }
}

static void become_program(const struct run_place *place,
                           const struct fault_conditions *conditions,
                           const struct strings *arguments) {
    const char *program = getenv("SHORTLIST_BIN");
    char *copies[ARGUMENTS_MAX + 2] = {strdup("shortlist")};

    for (size_t i = 0; i < arguments->count && i < ARGUMENTS_MAX; i++) {
        copies[i + 1] = strdup(arguments->at[i]);
    }
    set_environment(place, conditions);
    onto(open("/dev/null", O_RDONLY), STDIN_FILENO);
    set_stream(place, conditions->out, "stdout", STDOUT_FILENO);
    set_stream(place, conditions->err, "stderr", STDERR_FILENO);
    if (conditions->obeys_modes) {
        obey_modes();
    }
    close_others();
    (void)signal(SIGPIPE, SIG_DFL);
    set_limit(RLIMIT_NOFILE, conditions->files);
    set_limit(RLIMIT_FSIZE, conditions->size);
    set_limit(RLIMIT_AS, conditions->memory);
    execv(program ? program : "build/debug/shortlist", copies);
    _exit(127);
}

/* ---- in the runner ---- */

pid_t fault_run_start(const struct run_place *place, const struct fault_conditions *conditions,
                      const struct strings *arguments) {
    pid_t process = 0;

    (void)unlink(run_path(place, "stdout"));
    (void)unlink(run_path(place, "stderr"));
    process = fork();
    if (process == 0) {
        become_program(place, conditions, arguments);
    }
    return process;
}

/* A child that ends the program where it hangs, so that no test does. */
static pid_t start_watch(pid_t process) {
    pid_t watch = fork();

    if (watch == 0) {
        sleep(HANGING_S);
        (void)kill(process, SIGABRT);
        _exit(0);
    }
    return watch;
}

struct run_result fault_run_finish(const struct run_place *place, pid_t process) {
    pid_t watch = start_watch(process);
    struct run_result result = run_finish(place, process);

    (void)kill(watch, SIGKILL);
    (void)waitpid(watch, NULL, 0);
    return result;
}
