/* cli/signals.h - the user's wish to stop
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/** From now on SIGINT and SIGTERM are counted instead of ending the program: for commands that
 * look at the count. */
void signals_catch(void);

/** A pipe whose reader has gone, and a file that may grow no more, are seen by write(), not by
 * a signal. */
void signals_ignore_pipe(void);

/** The count, for whoever must look at it while it works. */
const volatile sig_atomic_t *signals_wishes(void);

/** Was the first wish a SIGTERM? */
bool signals_terminated(void);

#endif
