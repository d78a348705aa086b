/* cli/config.c - the configuration file
 * SPDX-License-Identifier: MIT
 */
#include "cli/config.h"

#include <string.h>

#include "base/file.h"
#include "base/nearest.h"
#include "cli/values.h"
#include "lib/ini.h"

/* A configuration has a line or two. */
#define CONFIG_SIZE_MAX ((size_t)64 * 1024)

/* It stands in a header of every request (RFC 9110 section 5.6.5: a comment holds neither
 * brackets nor backslashes), and a person must be able to write to it. */
static bool is_contact(struct span contact) {
    for (size_t i = 0; i < contact.len; i++) {
        char c = contact.at[i];
        if (c <= ' ' || c > '~' || c == '(' || c == ')' || c == '\\') {
            return false;
        }
    }
    size_t at = span_find(contact, SPAN("@"), 0);
    bool mail = at != SIZE_MAX && at > 0 && at + 1 < contact.len;
    return contact.len <= 200 && (mail || span_starts_nocase(contact, "https://"));
}

bool config_is_example(const char *contact) {
    static const char *const hosts[] = {"example.org", "example.com", "example.net",
                                        ".example"};
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        if (span_find_nocase(span_of(contact), span_of(hosts[i]), 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

static enum err take_contact(struct config *config, const char *file,
                             const struct ini_entry *entry, struct diag *diag) {
    if (!is_contact(span_of(entry->value))) {
        return diag_set(diag, ERR_INPUT,
                        "%s:%d: contact is \"%.200s\"; expected an e-mail address or an https "
                        "address",
                        file, entry->line, entry->value);
    }
    config->contact = entry->value;
    return ERR_NONE;
}

static enum err take_daily_cap(struct config *config, const char *file,
                               const struct ini_entry *entry, struct diag *diag) {
    uint64_t cap = 0;
    if (!span_number(span_of(entry->value), VALUE_CAP_MAX, &cap) || cap == 0) {
        return diag_set(diag, ERR_INPUT,
                        "%s:%d: daily_cap is \"%.200s\"; expected a number from 1 to %d", file,
                        entry->line, entry->value, (int)VALUE_CAP_MAX);
    }
    config->daily_cap = (int64_t)cap;
    return ERR_NONE;
}

static const struct {
    const char *name;
    enum err (*take)(struct config *config, const char *file, const struct ini_entry *entry,
                     struct diag *diag);
} keys[] = {
    {"contact", take_contact},
    {"daily_cap", take_daily_cap},
};
enum { KEY_COUNT = sizeof keys / sizeof *keys };

static enum err fail_key(const char *file, const struct ini_entry *entry, struct diag *diag) {
    const char *names[KEY_COUNT] = {0};
    for (size_t i = 0; i < KEY_COUNT; i++) {
        names[i] = keys[i].name;
    }
    const char *near = nearest_name(entry->key, names, KEY_COUNT);
    return diag_set(diag, ERR_INPUT, "%s:%d: unknown key \"%.64s\"; %s%s%s", file, entry->line,
                    entry->key, near ? "did you mean " : "expected contact or daily_cap",
                    near ? near : "", near ? "?" : "");
}

static enum err take_entry(struct config *config, const char *file,
                           const struct ini_entry *entry, struct diag *diag) {
    static const char *const sections[] = {"crawl"};
    bool section_known =
        strcmp(entry->section, "") == 0 || strcmp(entry->section, "crawl") == 0;
    if (!section_known || *entry->label) {
        const char *near = nearest_name(entry->section, sections, 1);
        return diag_set(diag, ERR_INPUT, "%s:%d: unknown heading [%.64s]%s", file, entry->line,
                        entry->section,
                        near ? "; did you mean [crawl]?" : "; expected [crawl]");
    }
    for (size_t i = 0; entry->key && i < KEY_COUNT; i++) {
        if (strcmp(entry->key, keys[i].name) == 0) {
            return keys[i].take(config, file, entry, diag);
        }
    }
    return entry->key ? fail_key(file, entry, diag) : ERR_NONE;
}

enum err config_parse(struct config *out, struct arena *arena, const char *file,
                      struct span content, struct diag *diag) {
    struct config config = {0};
    struct ini ini = {0};
    enum err err = ini_parse(&ini, arena, file, content, NULL, diag);
    for (size_t i = 0; !err && i < ini.count; i++) {
        err = take_entry(&config, file, &ini.entries[i], diag);
    }
    if (!err) {
        *out = config;
    }
    return err;
}

enum err config_read(struct config *out, struct arena *arena, const char *file,
                     struct diag *diag) {
    struct config config = {0};
    struct buf content;
    enum err err = ERR_NONE;
    buf_init(&content, CONFIG_SIZE_MAX);
    if (file) {
        err = file_read(&content, file, diag);
    }
    if (err == ERR_ABSENT) {
        err = ERR_NONE;
    } else if (!err && file) {
        err = config_parse(&config, arena, file, buf_span(&content), diag);
    }
    if (!err) {
        *out = config;
    }
    buf_fini(&content);
    return err;
}
