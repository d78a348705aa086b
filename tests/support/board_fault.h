/* tests/support/board_fault.h - what can go wrong with an answer, and for which addresses
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_FAULT_H
#define BOARD_FAULT_H

#include <stdbool.h>
#include <stddef.h>

struct board_reply;
struct board_site;
struct board_fault_kind;

/** One fault that is set. */
struct board_fault {
    char path[256];                      /**< exact, or ending in `*` */
    const struct board_fault_kind *kind; /**< what goes wrong */
    unsigned left;                       /**< how often still; 0 = for good */
};

/** The faults that are set. All zero is an empty list. */
struct board_fault_list {
    struct board_fault *faults; /**< owned */
    size_t count;               /**< how many */
};

/** Releases a list's storage. */
void board_fault_free(struct board_fault_list *list);

/** Sets the fault of a path, in place of what was set for it.
 * @param list   the list
 * @param path   exact path, or a beginning followed by `*`
 * @param kind   name of the kind; "none" takes the fault back
 * @param times  for how many requests; 0 = for good
 * @return false if there is no such kind
 */
bool board_fault_set(struct board_fault_list *list, const char *path, const char *kind,
                     unsigned times);

/** Spoils an answer if a fault is set for its path.
 * @param reply  the good answer, which becomes a bad one
 * @param list   the list; a fault with a count is used up by one
 * @param site   what the pages are made from
 * @param path   the request's path
 */
void board_fault_apply(struct board_reply *reply, struct board_fault_list *list,
                       struct board_site *site, const char *path);

#endif
