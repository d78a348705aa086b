/* schema/vacancy.h - the record of a vacancy (format shortlist.vacancy/1)
 * SPDX-License-Identifier: MIT
 *
 * Absent is NULL, 0 or an empty list; unreadable is the same plus a note. All texts are valid
 * UTF-8, white space folded, control characters removed. Everything lives in one arena.
 */
#ifndef SCHEMA_VACANCY_H
#define SCHEMA_VACANCY_H

#include "base/date.h"
#include "schema/vocab.h"

/** Code of the note on a copy that may break off: it never replaces a record that is known. */
#define VACANCY_NOTE_CUT "may_be_cut"

/** Code of the note on a page that is not laid out as its site's pages are. */
#define VACANCY_NOTE_LAYOUT "unknown_layout"

/** No amount of money. */
#define MONEY_NONE (-1)

/** Caps on lists, far above any advert seen: what is beyond them is dropped with a note. */
enum { VACANCY_CRITERIA_MAX = 400, VACANCY_LOCATIONS_MAX = 100, VACANCY_NOTES_MAX = 200 };

/** Something odd, and what was done about it. */
struct note {
    const char *field;   /* dotted path: "salary.period" */
    const char *code;    /* for programs: "unit_guessed" */
    const char *message; /* for people */
};

struct salary {
    const char *text; /* as printed */
    enum salary_kind kind;
    int64_t min; /* pence, MONEY_NONE where absent */
    int64_t max; /* pence, MONEY_NONE where absent */
    enum period period;
    bool pro_rata;
    enum supplement high_cost_area;
};

struct location {
    struct strings address; /* lines without town, county, postcode */
    const char *town;
    const char *county;
    const char *postcode; /* "DA1 2DL", or an outward code alone */
    enum nation nation;   /* derived from the postcode area */
    const char *region;   /* derived: English region */
};

/** One line of the person specification. */
struct criterion {
    enum need need;
    const char *group; /* heading as printed, or NULL */
    const char *text;  /* whole, marks removed */
    unsigned assessed; /* set of enum assessed */
};

struct contact {
    const char *name;
    const char *job_title;
    const char *email;
    const char *phone;
};

struct vacancy {
    enum source source;
    const char *id;        /* the site's own id */
    const char *reference; /* the employer's */
    const char *url;       /* canonical */
    const char *title;
    const char *employer;
    enum state state;
    struct date posted;
    struct date closes;
    const char *closes_at; /* "HH:MM" */
    struct date interview;
    enum scheme pay_scheme;
    unsigned bands; /* set of enum band */
    struct salary salary;
    enum contract contract;
    int contract_months;       /* 0: not stated */
    unsigned working_patterns; /* set of enum work_pattern */
    int hours_low;             /* a week, hundredths of an hour; 0: not stated */
    int hours_high;
    const char *text_summary; /* paragraphs parted by a blank line, "- item" lines */
    const char *text_duties;
    const char *text_about;
    const char *text_description;
    enum dbs dbs;
    enum sponsorship sponsorship;
    const char *registration;
    const char *website;

    struct location *locations;
    size_t location_count;
    struct criterion *criteria;
    size_t criterion_count;
    struct strings documents;
    struct contact *contact; /* NULL unless the user asked to keep contacts */
    struct note *notes;
    size_t note_count;
};

/** Kinds of scalar fields, for the table below. */
enum field_kind {
    FIELD_TEXT,  /* const char *, NULL absent */
    FIELD_DATE,  /* struct date */
    FIELD_ENUM,  /* int-sized enum with a vocab, 0 absent */
    FIELD_SET,   /* unsigned bit mask with a vocab */
    FIELD_COUNT, /* int, 0 absent */
    FIELD_MONEY, /* int64_t pence, MONEY_NONE absent */
    FIELD_BOOL,  /* bool */
    FIELD_HOURS  /* int, hundredths of an hour, 0 absent */
};

/** One scalar field of struct vacancy. The table drives the database's columns, the history
 * and every comparison, so that a new field is one member and one row. */
struct vacancy_field {
    const char *name; /* dotted path as in the JSON: "salary.min" */
    enum field_kind kind;
    size_t offset;             /* in struct vacancy */
    const struct vocab *vocab; /* for FIELD_ENUM and FIELD_SET, else NULL */
};

extern const struct vacancy_field vacancy_fields[];
extern const size_t vacancy_field_count;

/** A vacancy with nothing known: amounts MONEY_NONE, everything else zero. */
void vacancy_init(struct vacancy *vacancy);

/** Note something odd. Past VACANCY_NOTES_MAX nothing is added. */
void vacancy_note(struct vacancy *vacancy, struct arena *arena, const char *field,
                  const char *code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/** Is there a note of that code? */
bool vacancy_has_note(const struct vacancy *vacancy, const char *code);

/** A scalar field as text for history and comparing: "2588300" for money, "3,4" for a set; NULL
 * where absent. In the arena. */
const char *vacancy_field_text(const struct vacancy *vacancy, const struct vacancy_field *field,
                               struct arena *arena);

/** The reverse: set a field from what vacancy_field_text gave (NULL: absent).
 * @return false where the text is none of the field's */
bool vacancy_field_set(struct vacancy *vacancy, const struct vacancy_field *field,
                       const char *text, struct arena *arena);

/** What the advert is called in commands and in the store: its id, else "source:reference",
 * else "source:" and 12 hexadecimal digits of the page's SHA-256.
 * @param page_digest hexadecimal, at least 12 digits; may be NULL where id or reference is set
 */
const char *vacancy_key(const struct vacancy *vacancy, const char *page_digest,
                        struct arena *arena);

#endif
