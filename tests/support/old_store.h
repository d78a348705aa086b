/* tests/support/old_store.h - a database as an earlier release left it
 * SPDX-License-Identifier: MIT
 */
#ifndef OLD_STORE_H
#define OLD_STORE_H

/** Makes a database of schema 2, with what one of today holds of the tables and columns that
 * were there then. What waits to be fetched is left out, and so are manners of hosts.
 * @param path    the file to be made
 * @param recent  a database of today */
void old_store_make(const char *path, const char *recent);

#endif
