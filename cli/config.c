/* cli/config.c - the configuration file
 * SPDX-License-Identifier: MIT
 */
#include "cli/config.h"

#include <string.h>

#include "base/file.h"
#include "base/nearest.h"
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

static enum err take_entry(struct config *config, const char *file,
                           const struct ini_entry *entry, struct diag *diag) {
    static const char *const sections[] = {"crawl"};
    static const char *const keys[] = {"contact"};
    bool section_known =
        strcmp(entry->section, "") == 0 || strcmp(entry->section, "crawl") == 0;
    if (!section_known || *entry->label) {
        const char *near = nearest_name(entry->section, sections, 1);
        return diag_set(diag, ERR_INPUT, "%s:%d: unknown heading [%.64s]%s", file, entry->line,
                        entry->section,
                        near ? "; did you mean [crawl]?" : "; expected [crawl]");
    }
    if (!entry->key) {
        return ERR_NONE;
    }
    if (strcmp(entry->key, "contact") != 0) {
        const char *near = nearest_name(entry->key, keys, 1);
        return diag_set(diag, ERR_INPUT, "%s:%d: unknown key \"%.64s\"%s", file, entry->line,
                        entry->key, near ? "; did you mean contact?" : "; expected contact");
    }
    return take_contact(config, file, entry, diag);
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
