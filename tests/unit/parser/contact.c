/* tests/unit/parser/contact.c - personal data taken out
 * SPDX-License-Identifier: MIT
 */
#include "parser/wording.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/parser/wording_fixture.h"

static const struct {
    const char *text;
    const char *masked; /* NULL: unchanged */
} rows[] = {
    {"For more details contact Jane Smith, Ward Manager on 01322 000000 ext 1234 or "
     "jane.smith@nhs.net.",
     "For more details contact [name], Ward Manager on [phone] or [email]."},
    {"For an informal chat please call Sam Jones on 07700 900123.",
     "For an informal chat please call [name] on [phone]."},
    {"please contact: Dr A. Patel, Consultant Psychiatrist",
     "please contact: [name], Consultant Psychiatrist"},
    {"please contact Dr Patel", "please contact [name]"},
    {"Name Jane Smith Job title Ward Manager", "Name [name] Job title Ward Manager"},
    {"Contact Name: Bob Lee", "Contact Name: [name]"},
    {"contact Jane on 01322 000000", "contact [name] on [phone]"},
    {"Contact our ward manager Jane Smith or her deputy Sam O'Neill-Brown on +44 (0)1322 "
     "000000",
     "Contact our ward manager [name] or her deputy [name] on [phone]"},
    {"Please speak to Mrs Kowalska or JANE DOE, Matron",
     "Please speak to [name] or [name], Matron"},
    {"Jane Smith (Team Leader) - 07700900123", "[name] (Team Leader) - [phone]"},
    {"phone Émilie Dupont 01322 000000", "phone [name] [phone]"},
    {"please contact Operational Team Manager Priya Shah - priya.shah@nhs.net",
     "please contact Operational Team Manager [name] - [email]"},
    {"contact Jane Smith. Jane Smith is away on Mondays.",
     "contact [name]. [name] is away on Mondays."},
    /* channels */
    {"Email: jane.smith [at] nhs.net or name @ nhs.net", "Email: [email] or [email]"},
    {"first.last+jobs@sub.example.co.uk,", "[email],"},
    {"contact Human Resources on (01322) 622 000", "contact Human Resources on [phone]"},
    {"To contact Medway Maritime Hospital call 01634 830000.",
     "To contact Medway Maritime Hospital call [phone]."},
    {"Tel. 622100, ext. 4567", "Tel. [phone]"},
    {"0044 1322 000 000", "[phone]"},
    {"+441322000000", "[phone]"},
    {"0191 498 0000 / 07700 900456", "[phone] / [phone]"},
    {"020 7946 0000", "[phone]"},
    {"0300 123 1234", "[phone]"},
    /* nothing to mask */
    {"contact the Recruitment Team", NULL},
    {"contact Human Resources", NULL},
    {"call NHS 111 for advice", NULL},
    {"Contact Occupational Health.", NULL},
    {"Salary £25,883 to £26,958, closing 01/06/2025, ref 380-NK175-A, DA1 2DL", NULL},
    {"You will contact service users and their families in Tower Hamlets.", NULL},
    {"Liaise with Great Ormond Street Hospital and Kent County Council.", NULL},
    {"01.06.2025 10:00 and 01-06-2025 12:00 and 2025-06-01", NULL},
    {"Fluency with Microsoft Office Word and call handling; email etiquette", NULL},
    {"Over 30,000 people, 54,000 in 2024", NULL},
    {"0.6 WTE 07:00 - 19:30", NULL},
    {"Job ref: 0123456789", NULL},
    {"reference 302-25-7601114CPR", NULL},
    {"Employer name Kent Partnership Trust", NULL},
    {"The name of the game is Team Work", NULL},
    {"Work @ home, 37.5 hours", NULL},
    {"£07.50 an hour, £10000 to £20000", NULL},
    {"Band 3, 22.5 hours, 1 April 2025 to 31 March 2026", NULL},
    {"in contact with Social Services", NULL},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

Test(contact, masks_people_and_nothing_else) {
    for (size_t i = 0; i < ROWS; i++) {
        struct wording_fixture fixture;
        const char *wanted = rows[i].masked ? rows[i].masked : rows[i].text;
        wording_open(&fixture);
        fixture.vacancy.text_duties = rows[i].text;
        contact_mask(&fixture.vacancy, &fixture.arena, false);
        cr_expect_str_eq(fixture.vacancy.text_duties, wanted, "%s",
                         fixture.vacancy.text_duties);
        wording_close(&fixture);
    }
}

Test(contact, what_one_field_introduces_is_masked_in_all) {
    struct wording_fixture fixture;
    struct criterion criteria[] = {{NEED_ESSENTIAL, "Ask Ada Quill", "Ring 01322 000000", 0}};
    const char *documents[] = {"Letter of Ada Quill"};
    struct contact contact = {"Ned Osric", "Manager", "n@example.org", "01322 000000"};
    wording_open(&fixture);
    fixture.vacancy.text_summary = "please contact Ada Quill";
    fixture.vacancy.text_about = "Ada Quill leads the team; Ned Osric manages it.";
    fixture.vacancy.criteria = criteria;
    fixture.vacancy.criterion_count = 1;
    fixture.vacancy.documents = (struct strings){documents, 1};
    fixture.vacancy.contact = &contact;
    vacancy_note(&fixture.vacancy, &fixture.arena, "x", "y", "Ada Quill said");
    contact_mask(&fixture.vacancy, &fixture.arena, false);
    cr_expect_str_eq(fixture.vacancy.text_about, "[name] leads the team; [name] manages it.");
    cr_expect_str_eq(criteria[0].group, "Ask [name]");
    cr_expect_str_eq(criteria[0].text, "Ring [phone]");
    cr_expect_str_eq(documents[0], "Letter of [name]");
    cr_expect_str_eq(fixture.vacancy.notes[0].message, "[name] said");
    cr_expect_null(fixture.vacancy.contact);
    wording_close(&fixture);
}

Test(contact, wish_to_keep_leaves_everything) {
    struct wording_fixture fixture;
    struct contact contact = {"Ned Osric", NULL, NULL, NULL};
    wording_open(&fixture);
    fixture.vacancy.text_summary = "contact Ned Osric on 01322 000000";
    fixture.vacancy.contact = &contact;
    contact_mask(&fixture.vacancy, &fixture.arena, true);
    cr_expect_str_eq(fixture.vacancy.text_summary, "contact Ned Osric on 01322 000000");
    cr_expect_eq(fixture.vacancy.contact, &contact);
    wording_close(&fixture);
}

static void read_text(struct vacancy *vacancy, struct arena *arena, const char *text) {
    vacancy->text_summary = arena_copy_text(arena, text);
    contact_mask(vacancy, arena, false);
}

static void check_mask(const struct vacancy *vacancy, const char *text) {
    cr_expect_not_null(vacancy->text_summary, "%s", text);
}

Test(contact, bears_any_prefix_and_any_bytes) {
    const char *texts[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        texts[i] = rows[i].text;
    }
    wording_try_prefixes(texts, ROWS, read_text, check_mask);
}

Test(contact, masks_a_long_text_in_linear_time) {
    struct wording_fixture fixture;
    enum { COPIES = 20000 };
    static const char unit[] = "call 0132 Al Bo @ ";
    wording_open(&fixture);
    char *text = arena_alloc(&fixture.arena, COPIES + 1, sizeof unit - 1);
    for (size_t i = 0; i < COPIES; i++) {
        memcpy(text + i * (sizeof unit - 1), unit, sizeof unit - 1);
    }
    fixture.vacancy.text_about = text;
    contact_mask(&fixture.vacancy, &fixture.arena, false);
    cr_expect_eq(fixture.arena.failed, ERR_NONE);
    wording_close(&fixture);
}
