/* lib/deflate.h - packing and unpacking bytes (the only user of zlib)
 * SPDX-License-Identifier: MIT
 */
#ifndef LIB_DEFLATE_H
#define LIB_DEFLATE_H

#include "base/buf.h"

/* On failure nothing is appended; ERR_LIMIT and ERR_MEMORY stick in the buffer. */

/** Pack with zlib's format, appended to `out`. @return ERR_MEMORY, ERR_LIMIT */
enum err deflate_pack(struct buf *out, struct span bytes, struct diag *diag);

/** Pack as one gzip member (RFC 1952), without name and time, appended to `out`: the same bytes
 * give the same member. @return ERR_MEMORY, ERR_LIMIT */
enum err deflate_gzip(struct buf *out, struct span bytes, struct diag *diag);

/** Unpack what deflate_pack made, appended to `out`. @return ERR_INPUT (damaged, cut or with
 * bytes behind its end), ERR_LIMIT (more than the buffer's cap), ERR_MEMORY */
enum err deflate_unpack(struct buf *out, struct span bytes, struct diag *diag);

/** Unpack a gzip body (RFC 1952) the same way: its end with checksum and length must be there.
 * Several members behind one another are one body (RFC 1952 section 2.2). */
enum err deflate_gunzip(struct buf *out, struct span bytes, struct diag *diag);

/** Name and version of the library, for `shortlist version`. */
const char *deflate_library(void);

#endif
