/* cli/dispatch.h - from a command line to an exit status
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_DISPATCH_H
#define CLI_DISPATCH_H

/** Run the program. @return its exit status */
int dispatch_run(int count, char *const *words);

#endif
