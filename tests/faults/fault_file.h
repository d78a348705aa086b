/* tests/faults/fault_file.h - reads the data file of a fault: tests/faults/README.md
 * SPDX-License-Identifier: MIT
 */
#ifndef FAULT_FILE_H
#define FAULT_FILE_H

#include "base/arena.h"

enum fault_section_kind {
    FAULT_NONE = 0,
    FAULT_BOARD,
    FAULT_SERVER,
    FAULT_SYSTEM,
    FAULT_RUN,
    FAULT_MEANWHILE,
    FAULT_REQUESTS,
    FAULT_STORE,
    FAULT_SAYS,
    FAULT_COUNTS,
    FAULT_AFTER,
    FAULT_KIND_COUNT
};

/** "server", "run", ... */
const char *fault_section_name(enum fault_section_kind kind);

struct fault_section {
    enum fault_section_kind kind;
    struct strings lines; /* without comments and empty ones */
};

struct fault_file {
    const char *path;     /* "network/reset_in_body.fault" */
    const char *sentence; /* what the fault is */
    struct fault_section *sections;
    size_t count;
};

/** What stands for something that a file cannot know: "{origin}" and the like. */
struct fault_name {
    const char *name;
    const char *text;
};

/**
 * Read a data file.
 *
 * @param out its texts live in `arena`
 * @param path below tests/faults
 * @param names the last one NULL
 * @return ERR_INPUT naming the line, and what file_read returns
 */
enum err fault_file_read(struct fault_file *out, struct arena *arena, const char *path,
                         const struct fault_name *names, struct diag *diag);

/** All data files, sorted, as paths for fault_file_read. */
void fault_file_list(struct strings *out, struct arena *arena);

#endif
