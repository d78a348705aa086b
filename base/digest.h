/* base/digest.h - SHA-256 of bytes
 * SPDX-License-Identifier: MIT
 *
 * FIPS 180-4. Names pages and adverts without an id; nothing secret depends on it.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/span.h"

/** Bytes that digest_write needs, the NUL included. */
enum { DIGEST_TEXT_SIZE = 65 };

/** Lower-case hexadecimal. @return text */
const char *digest_write(struct span bytes, char text[static DIGEST_TEXT_SIZE]);

#endif
