/* cli/main.c - the program
 * SPDX-License-Identifier: MIT
 *
 * Where things are, in the order of a command's life:
 *
 *     dispatch    the command line, the command, the exit status
 *     options     the table of options and its reader
 *     command     the table of commands; command_NAME.c runs one
 *     config      the configuration file
 *     paths       where files are; database opens the store there
 *     files       the pages in the files that were named
 *     filter      which adverts of the store, and printing them as a list
 *     profile     the candidate's file
 *     console     standard output and standard error, progress
 *     signals     Ctrl-C
 *     status      exit statuses
 *
 * The work is done in the other rooms: see docs/ARCHITECTURE.md.
 */
#include "cli/dispatch.h"

int main(int argc, char **argv) { return dispatch_run(argc, argv); }
