/* parser/html.c - HTML and XML as libxml2 reads them (its only user)
 * SPDX-License-Identifier: MIT
 *
 * libxml2 tells what it meets (SAX); html_tree.c puts that together. Its own trees take one
 * allocation for each node, name and value.
 */
#include "parser/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "parser/html_references.h"
#include "parser/html_scan.h"
#include "parser/html_tree.h"
#include "schema/page.h"

/* A page on its way through libxml2. */
struct passage {
    struct html_tree tree;
    xmlParserCtxtPtr context;
};

static const char *text_of(const xmlChar *text) { return (const char *)text; }

/* ---- what libxml2 tells ---- */

static void open_element(struct passage *passage, const char *name, size_t attributes) {
    if (!html_tree_open(&passage->tree, name, attributes)) {
        xmlStopParser(passage->context);
    }
}

/* The value of an HTML attribute: one that is only named has none, or its name where HTML 4
 * says so. */
static struct span value_of(const xmlChar *name, const xmlChar *value) {
    if (value) {
        return span_of(text_of(value));
    }
    return htmlIsBooleanAttr(name) ? span_of(text_of(name)) : (struct span){NULL, 0};
}

/* Opens an element of HTML. Of "o:p", as word processors write it, the "p" counts. */
static void open_html(struct passage *passage, const xmlChar *name, size_t attributes) {
    xmlChar *prefix = NULL;
    xmlChar *own =
        strchr(text_of(name), ':') ? xmlSplitQName(passage->context, name, &prefix) : NULL;
    open_element(passage, text_of(own ? own : name), attributes);
    xmlFree(prefix);
    xmlFree(own);
}

/* `pairs` holds names and values by turns, NULL behind the last. */
static void start_html(void *state, const xmlChar *name, const xmlChar **pairs) {
    struct passage *passage = state;
    size_t count = 0;
    while (pairs && pairs[2 * count]) {
        count++;
    }
    open_html(passage, name, count);
    for (size_t i = 0; i < count && !passage->context->disableSAX; i++) {
        html_tree_attribute(&passage->tree, text_of(pairs[2 * i]),
                            value_of(pairs[2 * i], pairs[2 * i + 1]));
    }
}

static void end_html(void *state, const xmlChar *name) {
    struct passage *passage = state;
    (void)name;
    html_tree_close(&passage->tree);
}

/* Attributes of XML come in fives: name, prefix, namespace, the value and its end. */
static void start_xml(void *state, const xmlChar *name, const xmlChar *prefix,
                      const xmlChar *space, int space_count, const xmlChar **spaces, int count,
                      int defaulted, const xmlChar **fives) {
    struct passage *passage = state;
    (void)space_count;
    (void)spaces;
    (void)defaulted;
    /* a prefix that stands for nothing is part of the name */
    xmlChar *whole = prefix && !space ? xmlBuildQName(name, prefix, NULL, 0) : NULL;
    open_element(passage, text_of(whole ? whole : name), (size_t)count);
    for (int i = 0; i < count && !passage->context->disableSAX; i++) {
        const xmlChar **five = fives + (ptrdiff_t)5 * i;
        html_tree_attribute(&passage->tree, text_of(five[0]),
                            (struct span){text_of(five[3]), (size_t)(five[4] - five[3])});
    }
    xmlFree(whole);
}

static void end_xml(void *state, const xmlChar *name, const xmlChar *prefix,
                    const xmlChar *space) {
    (void)prefix;
    (void)space;
    end_html(state, name);
}

static void take_chars(void *state, const xmlChar *text, int len) {
    struct passage *passage = state;
    html_tree_text(&passage->tree, (struct span){text_of(text), (size_t)len}, HTML_TEXT_CHARS);
}

static void take_cdata(void *state, const xmlChar *text, int len) {
    struct passage *passage = state;
    html_tree_text(&passage->tree, (struct span){text_of(text), (size_t)len}, HTML_TEXT_CDATA);
}

static void take_comment(void *state, const xmlChar *text) {
    struct passage *passage = state;
    (void)text;
    html_tree_comment(&passage->tree);
}

static void take_instruction(void *state, const xmlChar *target, const xmlChar *data) {
    (void)target;
    take_comment(state, data);
}

static void take_doctype(void *state, const xmlChar *name, const xmlChar *public_id,
                         const xmlChar *system_id) {
    struct passage *passage = state;
    (void)name;
    (void)public_id;
    (void)system_id;
    html_tree_doctype(&passage->tree);
}

static void ignore_error(void *state, xmlErrorPtr error) {
    (void)state;
    (void)error;
}

/* libxml2 wants to change what it is given. */
static xmlSAXHandler handler(void) {
    return (xmlSAXHandler){
        .initialized = XML_SAX2_MAGIC,
        .internalSubset = take_doctype,
        .startElement = start_html,
        .endElement = end_html,
        .startElementNs = start_xml,
        .endElementNs = end_xml,
        .characters = take_chars,
        .ignorableWhitespace = take_chars,
        .cdataBlock = take_cdata,
        .comment = take_comment,
        .processingInstruction = take_instruction,
        .serror = ignore_error,
    };
}

/* ---- parsing ---- */

/* Puts the passage on its way: from here on the context tells it all. */
static bool begin(struct passage *passage, xmlParserCtxtPtr context, size_t len, size_t tags) {
    if (!context || !html_tree_begin(&passage->tree, len, tags)) {
        return false;
    }
    passage->context = context;
    context->userData = passage;
    *context->sax = handler();
    return true;
}

static enum err no_memory(struct diag *diag) {
    return diag_set(diag, ERR_MEMORY, "parsing the page: no memory");
}

static enum err finish(struct html **out, struct passage *passage, struct diag *diag) {
    enum err err = html_tree_end(out, &passage->tree);
    if (err == ERR_LIMIT) {
        return diag_set(diag, ERR_LIMIT, "more than %d elements stand inside one another",
                        HTML_DEPTH_MAX);
    }
    return err ? no_memory(diag) : ERR_NONE;
}

static enum err parse_html(struct html **out, struct span text, size_t tags,
                           struct diag *diag) {
    struct passage passage;
    enum err err = ERR_NONE;
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    if (!begin(&passage, context, text.len, tags)) {
        err = no_memory(diag);
        goto out;
    }
    xmlFreeDoc(htmlCtxtReadMemory(context, text.at ? text.at : "", (int)text.len, NULL, "UTF-8",
                                  HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                      HTML_PARSE_RECOVER | HTML_PARSE_NODEFDTD |
                                      HTML_PARSE_IGNORE_ENC));
    err = finish(out, &passage, diag);
out:
    htmlFreeParserCtxt(context);
    return err;
}

enum err html_parse(struct html **out, struct span utf8, struct diag *diag) {
    struct buf mended;
    size_t tags = 0;
    enum err err = html_scan(&tags, utf8, false, diag);
    if (err) {
        return err;
    }
    buf_init(&mended, 2 * PAGE_SIZE_MAX);
    struct span text = html_references_mend(&mended, utf8);
    err = mended.failed ? diag_set(diag, mended.failed, "parsing the page: it is too long")
                        : parse_html(out, text, tags, diag);
    buf_fini(&mended);
    return err;
}

/* Says why it is not well-formed. */
static enum err refuse_xml(xmlParserCtxtPtr context, struct diag *diag) {
    const xmlError *error = xmlCtxtGetLastError(context);
    struct span message = span_of(error ? error->message : "not well-formed");
    struct span words = message;
    (void)span_next_line(&message, &words); /* behind it libxml2 quotes the page */
    return diag_set(diag, ERR_INPUT, "the XML is not well-formed: %.*s",
                    SPAN_FMT(span_trim(words)));
}

enum err html_parse_xml(struct html **out, struct span utf8, struct diag *diag) {
    struct passage passage;
    struct html *html = NULL;
    size_t tags = 0;
    enum err err = html_scan(&tags, utf8, true, diag);
    if (err) {
        return err;
    }
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (!begin(&passage, context, utf8.len, tags)) {
        err = no_memory(diag);
        goto out;
    }
    /* There is no DOCTYPE, so that the entities replaced are XML's own five. */
    xmlFreeDoc(xmlCtxtReadMemory(context, utf8.at ? utf8.at : "", (int)utf8.len, NULL, "UTF-8",
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                     XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT));
    err = finish(&html, &passage, diag);
    if (!err && !context->wellFormed) {
        err = refuse_xml(context, diag);
        html_free(html);
    }
    if (!err) {
        *out = html;
    }
out:
    xmlFreeParserCtxt(context);
    return err;
}

const char *html_library(void) { return "libxml2/" LIBXML_DOTTED_VERSION; }
