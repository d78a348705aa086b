/* pay/market_figures.c - quantiles and intervals of amounts, in whole pence
 * SPDX-License-Identifier: MIT
 */
#include "pay/market_private.h"

/* 1.959964 squared in millionths: how far a normal curve goes for 95 in 100. */
#define REACH_SQUARED 3841459
#define MILLION 1000000

/* Up to here the sums of binomial coefficients fit 64 bits. */
enum { EXACT_MAX = 60, INTERVAL_LEAST = 6 };

/* Fewer amounts than this are sorted by insertion. */
enum { INSERTION_MAX = 48, DIGIT_BITS = 8, DIGITS = 1 << DIGIT_BITS };

/* ---- single amounts ---- */

int64_t market_middle(int64_t min, int64_t max) {
    return min == MONEY_NONE   ? max
           : max == MONEY_NONE ? min
                               : min + (max - min + (max >= min)) / 2;
}

int64_t market_quantile(const int64_t *sorted, size_t n, int permille) {
    const uint64_t rank = (uint64_t)(n - 1) * (uint64_t)permille;
    const size_t at = (size_t)(rank / 1000);
    const int64_t part = (int64_t)(rank % 1000);
    if (part == 0) {
        return sorted[at];
    }
    return sorted[at] + ((sorted[at + 1] - sorted[at]) * part + 500) / 1000;
}

/* ---- the interval ---- */

/* At most `low` heads in n throws of a fair coin are as rare as 2.5 in 100: the largest such
 * `low`. The sum of coefficients against a fortieth of 2 to the n. */
static size_t exact_low(size_t n) {
    const uint64_t most = (UINT64_C(1) << n) / 40;
    uint64_t coefficient = 1;
    uint64_t sum = 1;
    size_t low = 0;
    while (sum <= most) {
        coefficient = coefficient * (n - low) / (low + 1);
        sum += coefficient;
        low++;
    }
    return low - 1;
}

/* The same by the normal curve: n - 1 - 2 low is at least 1.96 times the root of n. */
static size_t normal_low(size_t n) {
    size_t lower = 0;
    size_t upper = (n - 1) / 2; /* the answer is below */
    while (lower + 1 < upper) {
        const size_t low = lower + (upper - lower) / 2;
        const uint64_t reach = (uint64_t)(n - 1 - 2 * low);
        if (reach * reach >= ((uint64_t)n * REACH_SQUARED + MILLION - 1) / MILLION) {
            lower = low;
        } else {
            upper = low;
        }
    }
    return lower;
}

bool market_interval(size_t n, size_t *low, size_t *high) {
    if (n < INTERVAL_LEAST) {
        return false;
    }
    *low = n <= EXACT_MAX ? exact_low(n) : normal_low(n);
    *high = n - 1 - *low;
    return true;
}

/* ---- many amounts ---- */

static void sort_by_insertion(int64_t *amounts, size_t count) {
    for (size_t i = 1; i < count; i++) {
        const int64_t amount = amounts[i];
        size_t at = i;
        for (; at > 0 && amounts[at - 1] > amount; at--) {
            amounts[at] = amounts[at - 1];
        }
        amounts[at] = amount;
    }
}

/* One pass: by one digit of what each is above the least one, keeping the order otherwise. */
static void sort_by_digit(int64_t *to, const int64_t *from, size_t count, int64_t least,
                          int shift) {
    size_t places[DIGITS + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        places[((uint64_t)(from[i] - least) >> shift) % DIGITS + 1]++;
    }
    for (size_t i = 1; i < DIGITS; i++) {
        places[i] += places[i - 1];
    }
    for (size_t i = 0; i < count; i++) {
        to[places[((uint64_t)(from[i] - least) >> shift) % DIGITS]++] = from[i];
    }
}

static void find_ends(const int64_t *amounts, size_t count, int64_t *least, int64_t *most) {
    *least = amounts[0];
    *most = amounts[0];
    for (size_t i = 1; i < count; i++) {
        *least = amounts[i] < *least ? amounts[i] : *least;
        *most = amounts[i] > *most ? amounts[i] : *most;
    }
}

void market_sort(int64_t *amounts, int64_t *other, size_t count) {
    if (count <= INSERTION_MAX) {
        sort_by_insertion(amounts, count);
        return;
    }
    int64_t least = 0;
    int64_t most = 0;
    int64_t *from = amounts;
    int64_t *to = other;
    find_ends(amounts, count, &least, &most);
    for (int shift = 0; shift < 64 && (uint64_t)(most - least) >> shift > 0;
         shift += DIGIT_BITS) {
        sort_by_digit(to, from, count, least, shift);
        int64_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != amounts) {
        memcpy(amounts, from, count * sizeof *amounts);
    }
}

struct market_spread market_spread_of(const int64_t *sorted, size_t count) {
    struct market_spread spread = {count,      MONEY_NONE, MONEY_NONE, MONEY_NONE, MONEY_NONE,
                                   MONEY_NONE, MONEY_NONE, MONEY_NONE, NULL};
    size_t low = 0;
    size_t high = 0;
    if (count < MARKET_LEAST_SHOWN) {
        return spread;
    }
    if (count < MARKET_LEAST_SPREAD) {
        spread.points = sorted;
        return spread;
    }
    if (market_interval(count, &low, &high)) {
        spread.low = sorted[low];
        spread.high = sorted[high];
    }
    spread.median = market_quantile(sorted, count, 500);
    spread.p10 = market_quantile(sorted, count, 100);
    spread.q1 = market_quantile(sorted, count, 250);
    spread.q3 = market_quantile(sorted, count, 750);
    spread.p90 = market_quantile(sorted, count, 900);
    return spread;
}
