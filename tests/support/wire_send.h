/* tests/support/wire_send.h - sends an answer over a socket, as badly as it is meant to be sent
 * SPDX-License-Identifier: MIT
 */
#ifndef WIRE_SEND_H
#define WIRE_SEND_H

#include "tests/support/wire_answer.h"

/** A connection, and whom to ask for what happens while an answer is sent. */
struct wire_line {
    int socket;
    void (*signal)(void *state, int number); /* WIRE_SIGNAL */
    void (*hold)(void *state);               /* WIRE_HOLD: comes back when it is over */
    void *state;
};

/** @return whether the connection goes on */
bool wire_send(const struct wire_line *line, const struct wire_answer *answer);

#endif
