/* tools/fuzz.h - what every file of tests/fuzz/ defines
 * SPDX-License-Identifier: MIT
 */
#ifndef TOOLS_FUZZ_H
#define TOOLS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/**
 * Try one input; abort() when the property that the target is about does not hold.
 *
 * @param data the input; `size` bytes, no NUL behind them
 * @param size bytes
 * @return 0
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
