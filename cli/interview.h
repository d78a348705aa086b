/* cli/interview.h - asking for a profile in plain words, a question at a time
 * SPDX-License-Identifier: MIT
 *
 * Enter passes a question by, "back" goes to the one before, "?" says more, "stop" ends; so
 * does the end of the input. What `back` went over stays said until it is answered otherwise:
 * Enter keeps it, "-" clears it. Each answer is checked at once by the reader of candidate
 * files itself, so that what comes out is always a profile that it reads.
 */
#ifndef CLI_INTERVIEW_H
#define CLI_INTERVIEW_H

#include "base/buf.h"
#include "base/date.h"
#include "matcher/rules.h"

/* What was heard. */
enum hearing {
    HEARING_LINE = 0,
    HEARING_END, /* no more will come, or a wish to stop */
};

/** The other side of the table. */
struct interview_host {
    /** The next line, without its line end; any bytes. */
    enum hearing (*hear)(void *state, struct buf *line);
    /** A paragraph for the person; for a question the answer follows on its line. Text that
     * they typed may be in it, unescaped. */
    void (*say)(void *state, const char *text, bool is_question);
    void *state;
};

/** What came of it. */
struct interview {
    struct buf profile; /* the file's text; the caller frees it */
    size_t answers;     /* 0: nothing was said */
    bool is_cut;        /* the input ended, or a signal came, before the last question */
};

/** The most entries of a kind: with the longest answers the file stays below what is read. */
enum { INTERVIEW_ENTRIES_MAX = 40 };

/** Ask. @param today for "to = now" @return ERR_MEMORY, ERR_LIMIT */
enum err interview_run(struct interview *out, const struct rules *rules, struct date today,
                       const struct interview_host *host, struct diag *diag);

#endif
