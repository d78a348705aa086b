/* schema/work_role.c - a kind of work
 * SPDX-License-Identifier: MIT
 */
#include "schema/work_role.h"

bool role_support_is_memory(const struct role_support *support) {
    return !support->confidence || strcmp(support->confidence, "memory") == 0;
}
