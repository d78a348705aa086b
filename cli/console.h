/* cli/console.h - standard output and standard error
 * SPDX-License-Identifier: MIT
 *
 * Output is the result, error is talk. What goes to standard error is escaped here; what goes
 * to standard output comes from report/, which escapes.
 */
#ifndef CLI_CONSOLE_H
#define CLI_CONSOLE_H

#include "base/clock.h"
#include "lib/json.h"
#include "pipeline/listener.h"
#include "report/plain.h"

/** The most bytes that one record may take on its way out: a vacancy comes from a page of at
 * most 4 MiB. */
#define CONSOLE_RECORD_CAP ((size_t)256 * 1024 * 1024)

struct console {
    struct plain_style style; /* for text on standard output */
    bool terminal;            /* standard error is one that can move its cursor */
    bool quiet;               /* no progress */
    bool moving;              /* an unfinished line of progress stands on the terminal */
    bool closed;              /* whoever read standard output has gone: no more is written */
    int fault;                /* errno of the first failed write to standard output; 0 */
    const struct clock *clock;
    int64_t next_ms;        /* steady time at which progress may be told again */
    int64_t next_done;      /* or count */
    const char *last_stage; /* stage told last */
};

/** Look at what the streams are: colours only on a terminal and without NO_COLOR, ASCII where
 * asked for or where the locale's variables name another character set.
 * @param clock borrowed */
void console_open(struct console *console, const struct clock *clock, bool quiet, bool ascii);

/** Make sure that 0, 1 and 2 are open, so that no database takes one of their places. */
void console_guard_streams(void);

/** A text writer with the console's style. @param out initialised here; the caller frees it */
struct plain console_plain(const struct console *console, struct buf *out);

/** Write the buffer to standard output and clear it. A buffer that failed counts as a failed
 * write. Failures are kept for console_finish. */
void console_write(struct console *console, struct buf *text);

/** The value on a line of standard output. Takes `value`. @return ERR_MEMORY, ERR_LIMIT */
enum err console_json(struct console *console, struct json *value, struct diag *diag);

/** "shortlist: sentence" on standard error. */
void console_say(struct console *console, const char *sentence);

/** A text writer for standard error: no colours. @param out initialised here; the caller frees
 * it
 */
struct plain console_plain_talk(const struct console *console, struct buf *out);

/** Write the buffer, which must be escaped already, to standard error and clear it. */
void console_talk(struct console *console, struct buf *text);

/** Is there somebody who can answer a question: are standard input and standard error
 * terminals?
 */
bool console_can_ask(void);

/** Ask on standard error and read a line of standard input: is the answer "y" or "yes"?
 * @param question ours, without bytes from outside */
bool console_ask(struct console *console, const char *question);

/** A listener that talks on standard error. Borrows the console. */
struct listener console_listener(struct console *console);

/** End a moving line, and say whether all output could be written.
 * @return ERR_SYSTEM; a reader who has gone is no failure */
enum err console_finish(struct console *console, struct diag *diag);

#endif
