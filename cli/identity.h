/* cli/identity.h - who asks: what a host is told about us
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_IDENTITY_H
#define CLI_IDENTITY_H

#include "cli/command.h"

struct identity {
    const char *user_agent; /* the whole header; in the context's arena */
    int64_t daily_cap;      /* requests to a host in a day: the configuration's, else
                              FETCH_DAY_MAX */
};

/** Read the configuration. Without a contact, and with one that is an example, nothing but this
 * machine may be asked.
 * @param is_here the host is this machine
 * @return ERR_USAGE where a contact is missing, what config_read returns, ERR_MEMORY */
enum err identity_find(struct identity *out, struct context *context, bool is_here,
                       struct diag *diag);

#endif
