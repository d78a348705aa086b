/* cli/command_search.c - shortlist search
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"
#include "cli/filter.h"

enum err command_search(struct context *context, struct diag *diag) {
    const char *words = "";
    for (size_t i = 0; words && i < context->operands.count; i++) {
        words = arena_printf(&context->arena, "%s %s", words, context->operands.at[i]);
    }
    return words ? filter_print(context, words, diag) : arena_check(&context->arena, diag);
}
