/* base/digest.c - SHA-256 of bytes
 * SPDX-License-Identifier: MIT
 *
 * Section numbers are those of FIPS 180-4.
 */
#include "base/digest.h"

#include <string.h>

enum { BLOCK_SIZE = 64, WORDS = 8, ROUNDS = 64 };

/* Section 4.2.2: from the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t round_constants[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
    0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
    0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
    0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
    0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
    0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2};

static uint32_t rotate(uint32_t word, unsigned by) { return word >> by | word << (32 - by); }

static uint32_t word_at(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Section 6.2.2, step 1: sixteen words of the block become sixty-four. */
static void schedule(uint32_t words[static ROUNDS],
                     const unsigned char block[static BLOCK_SIZE]) {
    for (size_t i = 0; i < 16; i++) {
        words[i] = word_at(block + 4 * i);
    }
    for (size_t i = 16; i < ROUNDS; i++) {
        uint32_t a = words[i - 15];
        uint32_t b = words[i - 2];
        words[i] = words[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + words[i - 7] +
                   (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10);
    }
}

/* Section 6.2.2, steps 2 to 4. The eight working variables are moved one by one: they stay in
 * registers, which is twice as fast as moving an array. */
static void mix(uint32_t hash[static WORDS], const unsigned char block[static BLOCK_SIZE]) {
    uint32_t words[ROUNDS];
    uint32_t a = hash[0];
    uint32_t b = hash[1];
    uint32_t c = hash[2];
    uint32_t d = hash[3];
    uint32_t e = hash[4];
    uint32_t f = hash[5];
    uint32_t g = hash[6];
    uint32_t h = hash[7];
    schedule(words, block);
    for (size_t i = 0; i < ROUNDS; i++) {
        uint32_t choice = (e & f) ^ (~e & g);
        uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
        uint32_t first = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice +
                         round_constants[i] + words[i];
        uint32_t second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority;
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + second;
    }
    const uint32_t after[WORDS] = {a, b, c, d, e, f, g, h};
    for (size_t i = 0; i < WORDS; i++) {
        hash[i] += after[i];
    }
}

/* Section 5.1.1: a one bit, zeros, and the length in bits, in one block or two. */
static void mix_tail(uint32_t hash[static WORDS], struct span tail, uint64_t total) {
    unsigned char blocks[2 * BLOCK_SIZE] = {0};
    if (tail.len > 0) {
        memcpy(blocks, tail.at, tail.len);
    }
    blocks[tail.len] = 0x80;
    size_t len = tail.len + 1 + 8 <= BLOCK_SIZE ? BLOCK_SIZE : 2 * BLOCK_SIZE;
    uint64_t bits = total * 8;
    for (size_t i = 1; i <= 8; i++) {
        blocks[len - i] = (unsigned char)(bits & 0xFF);
        bits >>= 8;
    }
    for (size_t at = 0; at < len; at += BLOCK_SIZE) {
        mix(hash, blocks + at);
    }
}

const char *digest_write(struct span bytes, char text[static DIGEST_TEXT_SIZE]) {
    static const char hex[] = "0123456789abcdef";
    /* Section 5.3.3: from the square roots of the first eight primes. */
    uint32_t hash[WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    struct span rest = bytes;
    while (rest.len >= BLOCK_SIZE) {
        mix(hash, (const unsigned char *)rest.at);
        rest = span_part(rest, BLOCK_SIZE, SIZE_MAX);
    }
    mix_tail(hash, rest, bytes.len);
    for (size_t i = 0; i < DIGEST_TEXT_SIZE - 1; i++) {
        text[i] = hex[hash[i / 8] >> (28 - 4 * (i % 8)) & 0xF];
    }
    text[DIGEST_TEXT_SIZE - 1] = '\0';
    return text;
}
