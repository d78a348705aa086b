/* cli/signals.c - the user's wish to stop
 * SPDX-License-Identifier: MIT
 */
#include "cli/signals.h"

#include <stddef.h>

/* The program's only mutable globals: a handler has nothing else to write to. */
static volatile sig_atomic_t wishes;
static volatile sig_atomic_t first;

static void count_wish(int number) {
    if (wishes == 0) {
        first = number;
    }
    if (wishes < 100) {
        wishes = wishes + 1;
    }
}

static void set_handler(int number, void (*handler)(int)) {
    struct sigaction action = {0};
    action.sa_handler = handler; /* without SA_RESTART: waits and reads are to end early */
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(number, &action, NULL);
}

void signals_catch(void) {
    set_handler(SIGINT, count_wish);
    set_handler(SIGTERM, count_wish);
}

void signals_ignore_pipe(void) {
    set_handler(SIGPIPE, SIG_IGN);
    set_handler(SIGXFSZ, SIG_IGN); /* a limit of the file's size is told as a full disk is */
}

const volatile sig_atomic_t *signals_wishes(void) { return &wishes; }

bool signals_terminated(void) { return first == SIGTERM; }
