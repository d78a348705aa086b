/* report/warc.h - kept pages as a web archive (WARC 1.1, ISO 28500:2017)
 * SPDX-License-Identifier: MIT
 *
 * One `warcinfo` record, then a `resource` record for each page: its decoded body under the
 * address asked for, with the time it came and digests. Not `response`: headers and coding as
 * they were on the wire are not all kept.
 */
#ifndef REPORT_WARC_H
#define REPORT_WARC_H

#include "base/buf.h"
#include "schema/page.h"

/** The record that heads the file. @param software "shortlist/0.3" @param now seconds since
 * 1970 UTC */
void warc_info(struct buf *out, const char *software, int64_t now);

/** The record of a page; one without address, or with a time of no year that can be written, is
 * left out. Every byte of its headers is escaped or checked: an address cannot break out of its
 * line. Its name is made of address, time and bytes: the same page gets the same one.
 * @param out its failure sticks, as ever: ask it once at the end
 * @return false where it was left out */
bool warc_page(struct buf *out, const struct page *page);

#endif
