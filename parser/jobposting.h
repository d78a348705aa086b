/* parser/jobposting.h - schema.org JobPosting in JSON-LD, on any site
 * SPDX-License-Identifier: MIT
 *
 * Job boards and employers print an advert twice: for people, and as JSON-LD for search
 * engines. The second is read here, from a page's scripts or from a file that is nothing else.
 * The family is family_jobposting (and family_jobposting_file); the rest of this header is
 * shared by its own files: jobposting.c finds postings and reads their short fields by table,
 * and these the pay, the places, the texts.
 *
 * Sources: schema.org/JobPosting; Google's job posting guide; readers of the NHS Jobs of before
 * 2021 (whose minValue, maxValue and unitText were wrong on many adverts) and of job boards.
 */
#ifndef PARSER_JOBPOSTING_H
#define PARSER_JOBPOSTING_H

#include "parser/html.h"
#include "parser/schema_org.h"
#include "schema/page.h"
#include "schema/vacancy.h"

/** The most JSON-LD scripts of a page that are read; pages have up to ten. */
enum { JOBPOSTING_SCRIPTS_MAX = 50 };

/** A posting being read. All is borrowed. */
struct posting {
    const struct schema_org *things;
    const struct json *object;
    struct vacancy *vacancy;
    struct arena *arena;
    const struct page *page;
    const char *labelled_salary; /* a line of the description: "Salary: ..." */
};

/** A property of the posting. */
const struct json *posting_get(const struct posting *posting, const char *name);

/** The first of these properties that says something, as one clean line: character references
 * and markup undone, however often they were escaped.
 *
 * @param paths parted by '|': "title|name", "hiringOrganization.name". A text where a thing is
 * expected is its name
 * @return NULL where there is none, or where all say nothing ("Not specified") */
const char *posting_line(const struct posting *posting, const char *paths);

/** The same for a thing that the posting holds. */
const char *posting_line_of(const struct posting *posting, const struct json *thing,
                            const char *paths);

/* jobposting_pay.c */
/** Read baseSalary, salary and estimatedSalary, and the labelled line. A text wins over
 * figures, since people check texts; where they differ it is noted. */
void jobposting_pay(const struct posting *posting);

/* jobposting_place.c */
/** Read jobLocation and jobLocationType. */
void jobposting_places(const struct posting *posting);

/* jobposting_text.c */
/** Read description, responsibilities and what is asked for: the long texts, the criteria, and
 * the labelled lines for what the other properties have left open. Call before jobposting_pay,
 * which uses a labelled salary, and behind everything else. */
void jobposting_texts(struct posting *posting);

/** The lines of all texts of a property as prose; a thing among them is told by its name. */
struct strings posting_lines(const struct posting *posting, const struct json *value);

/* jobposting_ask.c */
/** Read qualifications, skills and requirements into criteria; what is none is appended to
 * `rest`, each under its heading. Criteria that are there already are not added again. */
void jobposting_asked(struct strings *rest, const struct posting *posting);

/* jobposting_html.c */
/** Text as it stands in a property as one clean line; NULL where nothing is left. */
const char *jobposting_line(struct arena *arena, const char *raw);
/** The same as prose in the public form (parser/prose.h). */
const char *jobposting_prose(struct arena *arena, const char *raw);
/** The same as a tree, which belongs to the caller; NULL for plain text, whose layout is its
 * line breaks, and for what passes a limit. */
struct html *jobposting_tree(struct arena *arena, const char *raw);

/* jobposting_spec.c */
/** Read the person specification out of a description's tree.
 *
 * @param rest what stands round it: each stretch as prose, in printed order
 * @return false, `rest` untouched, where there is none that the tree tells apart, or where no
 * criterion came of it: then the lines of the text have to say */
bool jobposting_spec(struct strings *rest, const struct posting *posting,
                     const struct html_node *description);

/* jobposting_link.c */
/** The posting's own address in canonical form, and its identifier as the reference. Where the
 * address is that of an advert of NHS Jobs or Trac, it holds the id, too. */
void jobposting_link(const struct posting *posting);

#endif
