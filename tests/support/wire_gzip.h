/* tests/support/wire_gzip.h - bodies packed with gzip, well or badly
 * SPDX-License-Identifier: MIT
 */
#ifndef WIRE_GZIP_H
#define WIRE_GZIP_H

#include "base/buf.h"

/** Pack a body.
 * @param how "" well; "cut" its second half is missing; "tail" only its last byte is; "corrupt"
 * a byte in the middle is another; "sum" its checksum is; "trailing" bytes stand behind it;
 * "members" two members, which is legal; "twice" packed, and packed again
 * @return false: there is no such way */
bool wire_gzip_pack(struct buf *body, const char *how);

#endif
