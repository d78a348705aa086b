/* tests/support/shim/names.c - names of hosts that mean what a test says
 * SPDX-License-Identifier: MIT
 *
 * SHORTLIST_SHIM_NAMES="board.test=93.184.215.14,10.0.0.1": the first time that the name is
 * looked up it is the first address, then the second, and from then on the last.
 */
#include <netdb.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/shim/shim.h"

typedef int getaddrinfo_fn(const char *node, const char *service, const struct addrinfo *hints,
                           struct addrinfo **out);

/* The address for this look-up, or NULL where the name is not ours to answer. */
static const char *address_of(const char *name, char out[64]) {
    static atomic_uint lookups;
    const char *plan = getenv("SHORTLIST_SHIM_NAMES");
    size_t len = name ? strlen(name) : 0;
    unsigned left = 0;
    const char *at = NULL;

    if (!plan || len == 0 || strncmp(plan, name, len) != 0 || plan[len] != '=') {
        return NULL;
    }
    at = plan + len + 1;
    for (left = atomic_fetch_add(&lookups, 1); left > 0 && strchr(at, ','); left--) {
        at = strchr(at, ',') + 1;
    }
    (void)snprintf(out, 64, "%.*s", (int)strcspn(at, ","), at);
    return out;
}

int getaddrinfo(const char *restrict name, const char *restrict service,
                const struct addrinfo *restrict req, struct addrinfo **restrict pai) {
    static getaddrinfo_fn *real;
    char address[64];
    const char *ours = address_of(name, address);

    if (!real) {
        shim_find(&real, "getaddrinfo");
    }
    return real(ours ? ours : name, service, req, pai);
}
