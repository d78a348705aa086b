/* tests/support/place.h - where tests find the files of the source tree
 * SPDX-License-Identifier: MIT
 */
#ifndef PLACE_H
#define PLACE_H

/** The absolute path of a file of the tree: under SHORTLIST_ROOT, else the working folder.
 * @return text that stays valid until the next eight calls */
const char *place_of(const char *path);

#endif
