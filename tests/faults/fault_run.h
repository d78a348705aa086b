/* tests/faults/fault_run.h - starts the program in a world that is not as it should be
 * SPDX-License-Identifier: MIT
 */
#ifndef FAULT_RUN_H
#define FAULT_RUN_H

#include "base/arena.h"
#include "tests/support/run.h"

enum { FAULT_ENVIRONMENT_MAX = 8 };

/* What a stream of the program is. */
enum fault_stream {
    FAULT_STREAM_KEPT = 0, /* a file that is read afterwards */
    FAULT_STREAM_CLOSED,
    FAULT_STREAM_FULL,  /* /dev/full */
    FAULT_STREAM_BROKEN /* a pipe whose reader has gone */
};

/** What a run meets beside the server. Zeroed: nothing unusual. */
struct fault_conditions {
    long files;  /* it may have so many open; 0: as ever */
    long size;   /* and write files of so many bytes; 0: as ever */
    long memory; /* and have so much address space; 0: as ever */
    enum fault_stream out;
    enum fault_stream err;
    bool obeys_modes; /* it is not let past the modes of files, though it may be root */
    struct {
        const char *name;
        const char *value; /* NULL: taken away */
    } environment[FAULT_ENVIRONMENT_MAX];
    size_t environment_count;
};

/** Start it. @param arguments without the program's name, at most 60 */
pid_t fault_run_start(const struct run_place *place, const struct fault_conditions *conditions,
                      const struct strings *arguments);

/** Wait for it, and end it after half a minute; free the result with run_result_free. */
struct run_result fault_run_finish(const struct run_place *place, pid_t process);

#endif
