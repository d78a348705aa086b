/* base/err.h - what can go wrong, and how a function says so
 * SPDX-License-Identifier: MIT
 *
 * Every function that can fail returns `enum err`, leaves its outputs untouched on failure and
 * fills the caller's `struct diag` with one sentence: what we were doing, what failed, and what
 * to do about it. Modules never print and never exit; cli/ reports once.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err {
    ERR_NONE = 0,    /* all went well */
    ERR_MEMORY,      /* the system gave no memory */
    ERR_LIMIT,       /* one of our own caps was reached; the sentence names it */
    ERR_INPUT,       /* a file or value from outside is wrong: the sentence says where */
    ERR_ABSENT,      /* no such file or record */
    ERR_SYSTEM,      /* reading, writing or starting something failed */
    ERR_NETWORK,     /* no whole answer came */
    ERR_REFUSED,     /* robots.txt or the site itself said no */
    ERR_STORE,       /* the database is locked, newer, not ours or damaged */
    ERR_USAGE,       /* the command line was wrong */
    ERR_INTERRUPTED, /* the user asked us to stop */
    ERR_COUNT
};

/* The cap of a diagnostic: long enough for a path and a sentence, short enough for a stack. */
enum { DIAG_TEXT_SIZE = 1024 };

/* A failure in words. `text` may quote outside bytes: escape it before a terminal sees it. */
struct diag {
    enum err err;
    char text[DIAG_TEXT_SIZE];
};

/**
 * Say what went wrong.
 *
 * @param diag where to say it; may be NULL, then only the code is returned
 * @param err the code
 * @param format one sentence without a full stop, as for printf; longer text is cut
 * @return err, so that a caller can write `return diag_set(...)`
 */
enum err diag_set(struct diag *diag, enum err err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Put what we were doing in front of what failed: "reading x.ini: line 3: ...".
 *
 * @param diag a diagnostic that was already set; may be NULL
 * @param format the words that go in front, without the colon
 * @return the code that `diag` holds (ERR_SYSTEM where `diag` is NULL)
 */
enum err diag_prefix(struct diag *diag, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
