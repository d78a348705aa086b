/* tests/unit/crawler/address.c - which network addresses may be talked to
 * SPDX-License-Identifier: MIT
 */
#include "crawler/address.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

static struct sockaddr_storage of_text(const char *text) {
    struct sockaddr_storage storage = {0};
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};

    if (strchr(text, ':')) {
        cr_assert_eq(inet_pton(AF_INET6, text, &v6.sin6_addr), 1, "%s", text);
        memcpy(&storage, &v6, sizeof v6);
    } else {
        cr_assert_eq(inet_pton(AF_INET, text, &v4.sin_addr), 1, "%s", text);
        memcpy(&storage, &v4, sizeof v4);
    }
    return storage;
}

Test(address, lets_only_public_addresses_through) {
    static const struct {
        const char *text;
        bool public;
    } rows[] = {
        {"93.184.215.14", true},
        {"8.8.8.8", true},
        {"172.15.255.255", true},
        {"172.32.0.0", true},
        {"100.63.255.255", true},
        {"100.128.0.0", true},
        {"192.167.255.255", true},
        {"223.255.255.255", true},
        {"198.17.255.255", true},
        {"0.0.0.0", false},
        {"10.1.2.3", false},
        {"100.64.0.1", false},
        {"127.0.0.1", false},
        {"169.254.169.254", false},
        {"172.16.0.1", false},
        {"172.31.255.255", false},
        {"192.168.1.1", false},
        {"192.0.2.7", false},
        {"198.18.0.1", false},
        {"198.51.100.9", false},
        {"203.0.113.5", false},
        {"224.0.0.1", false},
        {"255.255.255.255", false},
        {"240.0.0.1", false},
        {"2a00:1450:4009::1", true},
        {"2606:4700::1111", true},
        {"2002:808:808::1", true},
        {"::ffff:8.8.8.8", true},
        {"64:ff9b::808:808", true},
        {"::", false},
        {"::1", false},
        {"::ffff:127.0.0.1", false},
        {"::ffff:10.0.0.1", false},
        {"::7f00:1", false},
        {"64:ff9b::a00:1", false},
        {"2002:a00:1::1", false},
        {"2002:7f00:1::", false},
        {"fe80::1", false},
        {"fc00::1", false},
        {"fd12::1", false},
        {"ff02::1", false},
        {"2001:db8::1", false},
        {"2001::1", false},
        {"3fff::1", false},
        {"0.255.255.255", false},
        {"1.0.0.0", true},
        {"9.255.255.255", true},
        {"11.0.0.0", true},
        {"100.127.255.255", false},
        {"126.255.255.255", true},
        {"127.255.255.255", false},
        {"169.253.255.255", true},
        {"169.255.0.0", true},
        {"192.0.0.1", false},
        {"192.0.1.0", true},
        {"192.88.99.1", false},
        {"198.19.255.255", false},
        {"198.20.0.0", true},
        {"239.255.255.255", false},
        {"::ffff:0.0.0.0", false},
        {"::ffff:100.64.0.1", false},
        {"::ffff:169.254.169.254", false},
        {"::ffff:0:10.0.0.1", false},
        {"64:ff9b::7f00:1", false},
        {"64:ff9b::a9fe:a9fe", false},
        {"64:ff9b:1::1", false},
        {"64:ff9b:1::808:808", false},
        {"64:ff9c::808:808", false},
        {"100::1", false},
        {"2001::808:808", false},
        {"2001:1ff:ffff::1", false},
        {"2001:200::1", true},
        {"2001:20::1", false},
        {"2002:c0a8:101::1", false},
        {"2002:a9fe:a9fe::1", false},
        {"2003::1", true},
        {"3ffe::1", true},
        {"3fff:1000::1", true},
        {"4000::1", false},
        {"5f00::1", false},
        {"fdff:ffff::1", false},
        {"febf::1", false},
        {"fec0::1", false},
        {"ffff::1", false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sockaddr_storage storage = of_text(rows[i].text);

        cr_expect_eq(address_is_public((const struct sockaddr *)&storage), rows[i].public, "%s",
                     rows[i].text);
    }
}

Test(address, takes_no_other_family_for_public) {
    struct sockaddr_un socket = {.sun_family = AF_UNIX};

    cr_expect_not(address_is_public((const struct sockaddr *)&socket));
    cr_expect_not(address_is_loopback((const struct sockaddr *)&socket));
}

Test(address, judges_a_link_local_address_whatever_its_scope) {
    struct sockaddr_storage storage = of_text("fe80::1");
    struct sockaddr_in6 scoped;

    memcpy(&scoped, &storage, sizeof scoped);
    scoped.sin6_scope_id = 2;
    cr_expect_not(address_is_public((const struct sockaddr *)&scoped));
}

Test(address, knows_loopback) {
    static const struct {
        const char *text;
        bool loopback;
    } rows[] = {{"127.0.0.1", true},  {"127.255.0.9", true}, {"::1", true},
                {"128.0.0.1", false}, {"::2", false},        {"0.0.0.0", false}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sockaddr_storage storage = of_text(rows[i].text);

        cr_expect_eq(address_is_loopback((const struct sockaddr *)&storage), rows[i].loopback,
                     "%s", rows[i].text);
    }
}
