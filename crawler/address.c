/* crawler/address.c - which network addresses may be talked to
 * SPDX-License-Identifier: MIT
 */
#include "crawler/address.h"

#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

/* The IPv4 blocks that are not the public internet. */
static const struct {
    uint32_t net;
    int bits;
} address_private4[] = {
    {0x00000000u, 8},  /* "this network" */
    {0x0A000000u, 8},  /* private use */
    {0x64400000u, 10}, /* carrier-grade NAT */
    {0x7F000000u, 8},  /* loopback */
    {0xA9FE0000u, 16}, /* link-local */
    {0xAC100000u, 12}, /* private use */
    {0xC0000000u, 24}, /* protocol assignments */
    {0xC0000200u, 24}, /* documentation */
    {0xC0586300u, 24}, /* 6to4 relays */
    {0xC0A80000u, 16}, /* private use */
    {0xC6120000u, 15}, /* benchmarking */
    {0xC6336400u, 24}, /* documentation */
    {0xCB007100u, 24}, /* documentation */
    {0xE0000000u, 4},  /* multicast */
    {0xF0000000u, 4},  /* reserved, broadcast */
};

static bool address_is_public4(uint32_t address) {
    for (size_t i = 0; i < sizeof address_private4 / sizeof *address_private4; i++) {
        int shift = 32 - address_private4[i].bits;

        if (address >> shift == address_private4[i].net >> shift) {
            return false;
        }
    }
    return true;
}

static uint32_t address_read4(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           (uint32_t)bytes[3];
}

/* Where an IPv6 address carries an IPv4 one: the prefix, and the byte at which it begins. */
static const struct {
    unsigned char prefix[12];
    size_t length;
    size_t at;
} address_carriers[] = {
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 12, 12},    /* ::ffff:0:0/96, mapped */
    {{0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0}, 12, 12}, /* 64:ff9b::/96, NAT64 */
    {{0x20, 0x02}, 2, 2},                                    /* 2002::/16, 6to4 */
};

static bool address_is_public6(const unsigned char *bytes) {
    for (size_t i = 0; i < sizeof address_carriers / sizeof *address_carriers; i++) {
        if (memcmp(bytes, address_carriers[i].prefix, address_carriers[i].length) == 0) {
            return address_is_public4(address_read4(bytes + address_carriers[i].at));
        }
    }
    /* Only 2000::/3 is global unicast; within it, protocol assignments (2001::/23, which holds
     * Teredo) and documentation (2001:db8::/32, 3fff::/20) are not. */
    if ((bytes[0] & 0xE0) != 0x20) {
        return false;
    }
    if (bytes[0] == 0x20 && bytes[1] == 0x01) {
        return !(bytes[2] < 2 || (bytes[2] == 0x0D && bytes[3] == 0xB8));
    }
    return !(bytes[0] == 0x3F && bytes[1] == 0xFF && bytes[2] < 0x10);
}

static const unsigned char *address_bytes6(const struct sockaddr *address,
                                           struct sockaddr_in6 *copy) {
    memcpy(copy, address, sizeof *copy);
    return copy->sin6_addr.s6_addr;
}

static uint32_t address_number4(const struct sockaddr *address) {
    struct sockaddr_in copy;

    memcpy(&copy, address, sizeof copy);
    return ntohl(copy.sin_addr.s_addr);
}

bool address_is_public(const struct sockaddr *address) {
    struct sockaddr_in6 copy;

    if (address->sa_family == AF_INET) {
        return address_is_public4(address_number4(address));
    }
    return address->sa_family == AF_INET6 && address_is_public6(address_bytes6(address, &copy));
}

bool address_is_loopback(const struct sockaddr *address) {
    static const unsigned char one[16] = {[15] = 1};
    struct sockaddr_in6 copy;

    if (address->sa_family == AF_INET) {
        return address_number4(address) >> 24 == 127;
    }
    return address->sa_family == AF_INET6 &&
           memcmp(address_bytes6(address, &copy), one, sizeof one) == 0;
}
