/* cli/command_list.c - shortlist list
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/filter.h"

enum err command_list(struct context *context, struct diag *diag) {
    return filter_print(context, NULL, diag);
}
