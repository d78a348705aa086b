/* crawler/address.h - which network addresses may be talked to
 * SPDX-License-Identifier: MIT
 *
 * Checked on the resolved address of every connection, so that a name that points inside a
 * private network (or comes to point there) is refused.
 * Source: the IANA special-purpose address registries (RFC 6890 and its updates).
 */
#ifndef CRAWLER_ADDRESS_H
#define CRAWLER_ADDRESS_H

#include <stdbool.h>

struct sockaddr;

/** Is this an address of the public internet? IPv4 addresses mapped or translated into IPv6
 * are judged as what they stand for; other families are not public. */
bool address_is_public(const struct sockaddr *address);

/** 127.0.0.0/8 or ::1. */
bool address_is_loopback(const struct sockaddr *address);

#endif
